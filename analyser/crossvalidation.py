"""Measure a whole training procedure on statements that it has not seen."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold

from analyser.classification import windows_of
from analyser.encoder import ARRAYS, NETWORKS, TOKENIZER, Encoder
from analyser.fitting import Samples, choose, fit
from analyser.labelled import STATUSES, LabelledStatement
from analyser.trainingdata import TrainingData

if TYPE_CHECKING:
    from analyser.network import Network

N_FOLDS = 5
AIMS = "aims"
"""How figures of whole statements with AIMS labels are named."""
VERSION = "1.2.0"


@dataclass(frozen=True)
class Part:
    """The test statements of one fold in one corpus, with what both models say of them."""

    statements: Sequence[LabelledStatement]
    """None of which the models have seen."""
    linear: Sequence[NDArray[np.float64]]
    """Log-odds of each, shape (n_sentences, n_columns)."""
    encoder: Sequence[NDArray[np.float64]]
    """Raw scores of each, of the same shapes; () where no encoder was trained."""


def folds_of(data: TrainingData, *, random_state: int = 0) -> list[NDArray[np.str_]]:
    """Share the statements out among folds, each jurisdiction evenly.

    Parameters
    ----------
    data : TrainingData
        The labelled statements; those of `gold` and `practices` are shared out.
    random_state : int
        Seed.

    Returns
    -------
    list of ndarray of str
        The ids of the test statements of each of five folds; all sentences of a statement, from
        whichever corpus, are in one.
    """
    jurisdictions = {item.id: item.jurisdiction for item in [*data.gold, *data.practices]}
    ids = np.array(sorted(jurisdictions))
    sizes = Counter(jurisdictions.values())
    # A jurisdiction too small to have a statement in every fold is not kept apart.
    strata = np.array(
        [str(name) if sizes[name := jurisdictions[id_]] >= N_FOLDS else "" for id_ in ids]
    )
    folds = StratifiedGroupKFold(N_FOLDS, shuffle=True, random_state=random_state)
    return [ids[test] for _, test in folds.split(ids, strata, ids)]


def leave_out(
    data: TrainingData,
    samples: Samples,
    test: NDArray[np.str_],
    *,
    base: Mapping[str, object] | None = None,
    random_state: int = 0,
) -> dict[str, Part]:
    """Fit on every statement but those of one fold, and judge these.

    Parameters
    ----------
    data : TrainingData
        The labelled statements.
    samples : Samples
        The same statements, laid out.
    test : ndarray of str
        The statements to leave out.
    base : mapping, optional
        Weights of an encoder that saw no expert label; without it no encoder is trained.
    random_state : int
        Seed of the encoder's training.

    Returns
    -------
    dict of str to Part
        By corpus: `aims` and, where there are any, `practices`.
    """
    train = choose(samples, ~np.isin(samples.groups, test))
    linear = fit(train, name="fold", version=VERSION)
    encoder = None if base is None else train_encoder(train, base, random_state=random_state)
    unseen = set(test.tolist())
    corpora = {AIMS: data.gold, "practices": data.practices}
    parts = {}
    for name, corpus in corpora.items():
        statements = [item for item in corpus if item.id in unseen]
        if not statements:
            continue
        windows = [item.windows or windows_of(item.statement) for item in statements]
        parts[name] = Part(
            statements=statements,
            linear=[linear.log_odds(part) for part in windows],
            encoder=[encoder.log_odds(part) for part in windows] if encoder else (),
        )
    return parts


def train_encoder(samples: Samples, base: Mapping[str, object], *, random_state: int) -> Encoder:
    """Fine-tune the networks on expert labels, and turn them into the form in which they are run.

    Parameters
    ----------
    samples : Samples
        The training sentences; those of weight 1 are used.
    base : mapping
        Weights after the machine-labelled statements.
    random_state : int
        Seed.

    Returns
    -------
    Encoder
        With 8-bit weights, as it will be shipped.
    """
    with tempfile.TemporaryDirectory() as folder:
        write_encoder(samples, base, random_state=random_state, folder=Path(folder))
        return Encoder.load(Path(folder))


def write_encoder(
    samples: Samples, base: Mapping[str, object], *, random_state: int, folder: Path
) -> None:
    """Fine-tune the networks on expert labels, and write the files of an encoder.

    Parameters
    ----------
    samples : Samples
        The training sentences; those of weight 1 are used.
    base : mapping
        Weights after the machine-labelled statements.
    random_state : int
        Seed.
    folder : Path
        Where the files are written, as `Encoder.load` reads them.
    """
    from analyser import finetuning, network

    networks = []
    for index, name in enumerate(NETWORKS):
        networks.append(train_network(samples, base, index=index, random_state=random_state))
        network.export(networks[-1], folder / name)
    np.savez_compressed(folder / ARRAYS, allow_pickle=False, **network.arrays_of(networks))
    shutil.copyfile(finetuning.pretrained_folder() / TOKENIZER, folder / TOKENIZER)


def train_network(
    samples: Samples, base: Mapping[str, object], *, index: int, random_state: int
) -> Network:
    """Fine-tune one of the networks on expert labels, once for each of its recipes.

    Parameters
    ----------
    samples : Samples
        The training sentences; those of weight 1 are used.
    base : mapping
        Weights after the machine-labelled statements.
    index : int
        Which of `finetuning.RECIPES` to follow.
    random_state : int
        Seed.

    Returns
    -------
    Network
        With the mean of the weights.
    """
    from analyser import finetuning

    n_columns = len(samples.labels) + len(STATUSES) + 1
    expert = choose(samples, samples.weight == 1.0)
    trained = []
    for place, recipe in enumerate(finetuning.RECIPES[index]):
        trained.append(finetuning.new_network(n_columns, base))
        finetuning.fine_tune(
            trained[-1],
            finetuning.fill_in(expert, has_copies=recipe.has_copies),
            n_epochs=recipe.n_epochs,
            practice_weight=recipe.practice_weight,
            random_state=len(finetuning.RECIPES) * random_state + index + place,
        )
    return finetuning.mean_of(trained)
