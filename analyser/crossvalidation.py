"""Measure a whole training procedure on statements that it has not seen."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold

from analyser.classification import windows_of
from analyser.encoder import Encoder
from analyser.fitting import Samples, choose, fit
from analyser.labelled import LabelledStatement
from analyser.linear import LinearModel
from analyser.trainingdata import TrainingData
from analyser.types import Statement

N_FOLDS = 5
AIMS = "aims"
"""How figures of whole statements with AIMS labels are named."""
VERSION = "1.5.0"


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
    fast_only: bool = False,
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
    fast_only : bool
        Train no encoder.
    random_state : int
        Seed of the encoder's training.

    Returns
    -------
    dict of str to Part
        By corpus: `aims` and, where there are any, `practices`.
    """
    train = choose(samples, ~np.isin(samples.groups, test))
    linear = fit(train, name="fold", version=VERSION)
    unseen = set(test.tolist())
    unlabelled = [item for item in data.unlabelled if item.source.id not in unseen]
    encoder = (
        None if fast_only else train_encoder(train, unlabelled, linear, random_state=random_state)
    )
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


def train_encoder(
    samples: Samples,
    unlabelled: Sequence[Statement],
    linear: LinearModel,
    *,
    random_state: int,
    folder: Path | None = None,
) -> Encoder:
    """Train the networks, and turn them into the form in which they are run.

    Parameters
    ----------
    samples : Samples
        The training sentences.
    unlabelled : sequence of Statement
        Segmented statements, none of which will be tested on.
    linear : LinearModel
        Fitted on the same samples.
    random_state : int
        Seed.
    folder : Path, optional
        Where the files are written; without it they are not kept.

    Returns
    -------
    Encoder
        With 8-bit weights, as it will be shipped.
    """
    from analyser import encodertraining

    networks = encodertraining.train_networks(
        samples, unlabelled, linear, random_state=random_state
    )
    with tempfile.TemporaryDirectory() as workshop:
        home = folder or Path(workshop)
        encodertraining.write(networks, home)
        return Encoder.load(home)
