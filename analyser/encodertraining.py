"""Train the networks of the encoder: on machine-made labels, and on those that count in full."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from analyser import finetuning, network
from analyser.classification import windows_of
from analyser.encoder import ARRAYS, NETWORKS, TOKENIZER, Encoder
from analyser.fitting import Samples, choose
from analyser.labelled import STATUSES
from analyser.linear import LinearModel, sigmoid
from analyser.network import Network
from analyser.resuming import once
from analyser.targets import Targets
from analyser.types import Statement

State = Mapping[str, object]
"""The weights of a network."""
N_SELF_EPOCHS = 1
"""How often the unlabelled statements are read."""
log = logging.getLogger(__name__)


def train_networks(
    samples: Samples,
    unlabelled: Sequence[Statement],
    linear: LinearModel,
    *,
    kept: Path,
    random_state: int,
) -> list[Network]:
    """Train all networks of an encoder.

    Parameters
    ----------
    samples : Samples
        The training sentences; those of weight 1 count in full.
    unlabelled : sequence of Statement
        Segmented statements, none of which will be tested on.
    linear : LinearModel
        Fitted on the same samples.
    kept : Path
        A folder in which each step is kept once it is done; made if it is not there.
    random_state : int
        Seed.

    Returns
    -------
    list of Network
        One for each of `finetuning.RECIPES`.

    Notes
    -----
    They learn from the machine-labelled statements, then, where there are unlabelled ones, from
    what a first network and the linear model together say of these, and last from the labels that
    count in full: experts', practices, invented ones. The second step
    spreads what few sentences teach of a practice over many ways to say it [1]_. The mean of the
    weights of several trainings is one network that is as good as several [2]_.

    References
    ----------
    .. [1] Q. Xie, M. Luong, E. Hovy and Q. Le, "Self-training with Noisy Student improves ImageNet
       classification", CVPR 2020.
    .. [2] M. Wortsman and others, "Model soups: averaging weights of multiple fine-tuned models
       improves accuracy without increasing inference time", ICML 2022.
    """
    kept.mkdir(exist_ok=True)
    start = once(kept / "start.part", pretrain, samples, random_state=random_state)
    if unlabelled:
        given = (samples, start, finetuning.TEACHER)
        teacher = once(kept / "teacher.part", train_network, *given, random_state=random_state)
        pupil = (start, teacher, linear, unlabelled)
        start = once(kept / "taught.part", self_train, *pupil, random_state=random_state)
    networks = []
    n_trainings = sum(recipe.n_trainings for recipe in finetuning.RECIPES)
    turns = iter(range(n_trainings))
    for recipe in finetuning.RECIPES:
        trained = [
            once(
                kept / f"network-{turn}.part", train_network, samples, start, recipe,
                random_state=n_trainings * random_state + turn,
            )
            for turn in islice(turns, recipe.n_trainings)
        ]  # fmt: skip
        networks.append(network.mean_of(trained))
    return networks


def pretrain(samples: Samples, *, random_state: int) -> State:
    """Teach a network from machine-labelled statements alone.

    Parameters
    ----------
    samples : Samples
        Those of a weight below 1 are used.
    random_state : int
        Seed.

    Returns
    -------
    mapping
        The network's weights; as they came, where there is no such statement.
    """
    student = finetuning.new_network(_n_columns(samples))
    silver = choose(samples, samples.weight < 1.0)
    if len(silver.truth):
        finetuning.fine_tune(
            student,
            silver.windows,
            Targets.of(silver),
            n_epochs=finetuning.N_EPOCHS,
            random_state=random_state,
        )
    state: State = student.state_dict()
    return state


def self_train(
    start: State,
    teacher: Network,
    linear: LinearModel,
    unlabelled: Sequence[Statement],
    *,
    random_state: int,
) -> State:
    """Teach a network what another one and the linear model say of statements without labels.

    Parameters
    ----------
    start : mapping
        Weights to begin with.
    teacher : Network
        With as many columns.
    linear : LinearModel
        Of the same labels.
    unlabelled : sequence of Statement
        Segmented statements.
    random_state : int
        Seed.

    Returns
    -------
    mapping
        The student's weights.
    """
    parts = [windows_of(statement) for statement in unlabelled]
    with tempfile.TemporaryDirectory() as folder:
        write([teacher], Path(folder))
        reader = Encoder.load(Path(folder))
        opinions = [reader.log_odds(part) + linear.log_odds(part) for part in parts]
    proba = sigmoid(np.concatenate(opinions)[:, : len(linear.labels)] / 2)
    student = finetuning.new_network(reader.n_columns, start)
    finetuning.fine_tune(
        student,
        [window for part in parts for window in part],
        Targets.soft(proba),
        n_epochs=N_SELF_EPOCHS,
        random_state=random_state,
    )
    state: State = student.state_dict()
    return state


def train_network(
    samples: Samples, start: State, recipe: finetuning.Recipe, *, random_state: int
) -> Network:
    """Fine-tune one of the networks on the labels that count in full.

    Parameters
    ----------
    samples : Samples
        The training sentences; those of weight 1 are used.
    start : mapping
        Weights to begin with.
    recipe : Recipe
        How.
    random_state : int
        Seed.

    Returns
    -------
    Network
        Trained.
    """
    full = choose(samples, samples.weight == 1.0)
    filled = finetuning.fill_in(full, has_copies=recipe.has_copies)
    trained = finetuning.new_network(_n_columns(samples), start)
    finetuning.fine_tune(
        trained,
        filled.windows,
        Targets.of(filled, practice_weight=recipe.practice_weight),
        n_epochs=recipe.n_epochs,
        random_state=random_state,
    )
    return trained


def write(networks: Sequence[Network], folder: Path) -> None:
    """Write the files of an encoder.

    Parameters
    ----------
    networks : sequence of Network
        At most as many as there are names for.
    folder : Path
        Where the files are written, as `Encoder.load` reads them.
    """
    for part, name in zip(networks, NETWORKS, strict=False):
        network.export(part, folder / name)
    np.savez_compressed(folder / ARRAYS, allow_pickle=False, **network.arrays_of(networks))
    shutil.copyfile(finetuning.pretrained_folder() / TOKENIZER, folder / TOKENIZER)


def _n_columns(samples: Samples) -> int:
    return len(samples.labels) + len(STATUSES) + 1
