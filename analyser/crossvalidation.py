"""Measure a whole training procedure on statements that it has not seen."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold

from analyser import resuming
from analyser.classification import windows_of
from analyser.encoder import ARRAYS, NETWORKS, TOKENIZER, Encoder
from analyser.features import subjects, told
from analyser.fitting import Samples, choose, fit
from analyser.heldout import Part, keep, recall
from analyser.linear import LinearModel
from analyser.modelstore import HELD_OUT
from analyser.trainingdata import TrainingData
from analyser.types import Statement

N_FOLDS = 5
AIMS = "aims"
"""How figures of whole statements with AIMS labels are named."""
VERSION = "1.10.0"
N_JOBS = 2
"""Folds fitted at once, each on one core; the figures do not depend on it."""
log = logging.getLogger(__name__)


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
    kept: Path | None = None,
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
    kept : Path, optional
        Where the steps of the encoder's training are kept once they are done.
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
        None
        if fast_only
        else train_encoder(train, unlabelled, linear, kept=kept, random_state=random_state)
    )
    corpora = {AIMS: data.gold, "practices": data.practices}
    parts = {}
    for name, corpus in corpora.items():
        statements = [item for item in corpus if item.id in unseen]
        if not statements:
            continue
        windows = [item.windows or windows_of(item.statement) for item in statements]
        named = [subjects(part) for part in windows]
        parts[name] = Part(
            statements=statements,
            linear=[
                linear.log_odds(part, found) for part, found in zip(windows, named, strict=True)
            ],
            encoder=[encoder.log_odds(part) for part in windows] if encoder else (),
            told=[told(found) for found in named],
        )
    return parts


def train_encoder(
    samples: Samples,
    unlabelled: Sequence[Statement],
    linear: LinearModel,
    *,
    kept: Path | None = None,
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
    kept : Path, optional
        Where each step is kept once it is done, so that an interrupted training goes on there.
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

    with tempfile.TemporaryDirectory() as workshop:
        networks = encodertraining.train_networks(
            samples,
            unlabelled,
            linear,
            kept=kept or Path(workshop) / "steps",
            random_state=random_state,
        )
        home = folder or Path(workshop)
        encodertraining.write(networks, home)
        return Encoder.load(home)


def cross_validate(
    data: TrainingData,
    samples: Samples,
    *,
    folder: Path | None = None,
    networks: Path | None = None,
    kept: Path,
    random_state: int = 0,
) -> tuple[list[dict[str, Part]], LinearModel]:
    """Fit on all statements but those of each fold, and, beside that, on all.

    Parameters
    ----------
    data : TrainingData
        The labelled statements; those of `gold` and `practices` are tested on.
    samples : Samples
        The same statements, laid out.
    folder : Path, optional
        Where the files of the encoder of all statements are written, and what those of the folds
        said; without it none is trained.
    networks : Path, optional
        The folder of a model whose networks, and what those of its folds said, are taken instead.
    kept : Path
        A folder of this very training, in which each part is kept once it is done.
    random_state : int
        Seed of the folds and of the encoder's training.

    Returns
    -------
    folds : list of dict
        As `leave_out` gives them.
    linear : LinearModel
        Of all statements, not yet calibrated.
    """
    fast_only = folder is None or networks is not None
    jobs = [
        delayed(resuming.once)(
            kept / f"fold-{fold}.part",
            leave_out,
            data,
            samples,
            test,
            fast_only=fast_only,
            kept=kept / f"fold-{fold}",
            random_state=random_state + fold,
        )
        for fold, test in enumerate(folds_of(data, random_state=random_state), start=1)
    ]
    last = delayed(resuming.once)(
        kept / "all.part", _fit_all, data, samples, fast_only, kept / "all", random_state
    )
    *folds, (linear, files) = _done([*jobs, last])
    if folder is None:
        return folds, linear
    if networks is None:
        for name, content in files.items():
            (folder / name).write_bytes(content)
        keep(folds, folder / HELD_OUT)
    else:
        for name in (*NETWORKS, ARRAYS, TOKENIZER, HELD_OUT):
            shutil.copyfile(networks / name, folder / name)
    # Read again in either case, so that both give the same to the last bit.
    return recall(folds, folder / HELD_OUT), linear


def _fit_all(
    data: TrainingData, samples: Samples, fast_only: bool, kept: Path, random_state: int
) -> tuple[LinearModel, dict[str, bytes]]:
    """Fit on all statements; give the linear model and the encoder's files."""
    linear = fit(samples, name="all", version=VERSION)
    if fast_only:
        return linear, {}
    with tempfile.TemporaryDirectory() as workshop:
        home = Path(workshop)
        given = (samples, data.unlabelled, linear)
        train_encoder(*given, kept=kept, random_state=random_state, folder=home)
        return linear, {path.name: path.read_bytes() for path in sorted(home.iterdir())}


def _done(jobs: Sequence[object]) -> list[Any]:
    """Do jobs side by side, and tell the log of each."""
    results = []
    for result in Parallel(n_jobs=N_JOBS, return_as="generator")(jobs):
        results.append(result)
        log.info("%d of %d parts of the training are done", len(results), len(jobs))
    return results
