"""Fit and calibrate a classifier on labelled corpora, measure it, and write its model folder."""

from __future__ import annotations

import dataclasses
import importlib.metadata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold

from analyser.cards import Corpus, write_card
from analyser.errors import InputError, OutputError
from analyser.evaluation import Group, summarise_groups
from analyser.fitting import Samples, choose, fit, join, samples_of
from analyser.judgement import Judged, judge
from analyser.labelled import LabelledStatement, read_labelled
from analyser.taxonomy import load_taxonomy

VERSION = "1.0.0"
N_FOLDS = 5
MIN_STATEMENTS = 10
"""A label that fewer statements carry can neither be learnt nor measured over the folds."""
SILVER_WEIGHT = 0.5
"""What a machine-labelled sentence counts against an expert-labelled one."""
AIMS = (
    "AIMS.au, AIMS.uk, AIMS.ca: expert-labelled statements (subset, column names normalised)",
    "CC BY 4.0",
    "Bora et al., ICLR 2025 and ACL 2025; Mila and Queensland University of Technology",
)
PRACTICES = (
    "Practice labels, status and specificity of statement sentences",
    "labels made for this project",
    "labelled by a large language model following a written guideline, one pass, not verified "
    "by human experts",
)
SILVER = (
    "Whole UK statements with AIMS labels, training only",
    "labels made for this project",
    "labelled by a large language model after expert examples, one pass, not verified by human "
    "experts; never in a test fold",
)


@dataclass(frozen=True)
class TrainingData:
    """The labelled statements that a model learns from."""

    gold: Sequence[LabelledStatement]
    """Whole statements with AIMS labels by experts."""
    silver: Sequence[LabelledStatement]
    """Whole statements with AIMS labels by a machine; they never enter a test fold."""
    practices: Sequence[LabelledStatement]
    """Scattered sentences with practice labels, status and specificity."""
    corpora: Sequence[Corpus]
    """What the card says of each file."""


def train(
    data: str | Path,
    *,
    output: str | Path = "models",
    name: str = "disclosure-en-fast",
    random_state: int = 0,
) -> Path:
    """Train, cross-validate and write a model.

    Parameters
    ----------
    data : str or Path
        A folder with `aims/gold_*.csv` and `practices/practices.csv`, and optionally
        `silver/silver_uk_a.csv`, each as `read_labelled` takes them.
    output : str or Path
        The folder in which the model's folder is written.
    name : str
        The model's name, and its folder's.
    random_state : int
        Seed of the folds.

    Returns
    -------
    Path
        The model folder, with `card.toml`, `card.md` and `weights.npz`.

    Raises
    ------
    InputError
        If the folder lacks a file, or a file cannot be read.
    OutputError
        If the model folder cannot be written.

    Notes
    -----
    The figures on the card come from five folds grouped by statement. Everything that looks at
    labels (weights, calibration, thresholds) is done anew inside each fold's training part.
    """
    corpora = load_training_data(Path(data))
    samples = _samples(corpora)
    if not samples.labels:
        raise InputError(f'No label in "{data}" is carried by {MIN_STATEMENTS} statements or more.')
    figures = cross_validate(corpora, samples, random_state=random_state)
    model = fit(samples, name=name, version=VERSION)

    folder = Path(output) / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        model.save(folder)
        write_card(
            folder,
            model,
            figures=figures,
            corpora=corpora.corpora,
            random_state=random_state,
            trained_with=f"analyser {importlib.metadata.version('analyser')}",
        )
    except OSError as error:
        raise OutputError(f'The model folder "{folder}" cannot be written: {error}.') from error
    return folder


def load_training_data(data: Path) -> TrainingData:
    """Read the corpora of a training folder.

    Parameters
    ----------
    data : Path
        As for `train`.

    Returns
    -------
    TrainingData
        With the corpora's hashes and counts for the card.

    Raises
    ------
    InputError
        If the folder lacks a file, or a file cannot be read.
    """
    gold_paths = sorted(data.glob("aims/gold_*.csv"))
    practices_path = data / "practices" / "practices.csv"
    silver_paths = sorted(data.glob("silver/silver_uk_a.csv"))
    if not gold_paths:
        raise InputError(f'The folder "{data}" holds no file "aims/gold_*.csv".')
    if not practices_path.is_file():
        raise InputError(f'The folder "{data}" holds no file "practices/practices.csv".')

    gold, gold_facts = _read(gold_paths, data, AIMS)
    silver, silver_facts = _read(silver_paths, data, SILVER)
    practices, practices_facts = _read([practices_path], data, PRACTICES)
    return TrainingData(gold, silver, practices, [*gold_facts, *silver_facts, *practices_facts])


def cross_validate(
    data: TrainingData, samples: Samples, *, random_state: int = 0, n_jobs: int = 2
) -> dict[str, dict[str, Group]]:
    """Measure the whole training procedure on statements that it has not seen.

    Parameters
    ----------
    data : TrainingData
        The labelled statements; those of `gold` and `practices` are tested on.
    samples : Samples
        The same statements, laid out.
    random_state : int
        Seed of the folds.
    n_jobs : int
        Folds fitted at once; the figures do not depend on it.

    Returns
    -------
    dict
        Figures by corpus (`aims`, `practices`), then by group, as `summarise_groups` gives.
    """
    jurisdictions = {item.id: item.jurisdiction for item in [*data.gold, *data.practices]}
    ids = np.array(sorted(jurisdictions))
    sizes = Counter(jurisdictions.values())
    # A jurisdiction too small to have a statement in every fold is not kept apart.
    strata = np.array(
        [name if sizes[name := jurisdictions[id_]] >= N_FOLDS else "" for id_ in ids], dtype=str
    )
    folds = StratifiedGroupKFold(N_FOLDS, shuffle=True, random_state=random_state)
    tests = [ids[test] for _, test in folds.split(ids, strata, ids)]
    judged = Parallel(n_jobs=n_jobs)(delayed(_test_fold)(data, samples, test) for test in tests)
    aims, practices = zip(*judged, strict=True)
    return {
        "aims": summarise_groups(concatenate(aims)),
        "practices": summarise_groups(concatenate(practices)),
    }


def _test_fold(
    data: TrainingData, samples: Samples, test: NDArray[np.str_]
) -> tuple[Judged, Judged]:
    """Fit on every statement but those of one fold, and judge these."""
    model = fit(choose(samples, ~np.isin(samples.groups, test)), name="fold", version=VERSION)
    unseen = set(test.tolist())
    return (
        judge([item for item in data.gold if item.id in unseen], model),
        judge([item for item in data.practices if item.id in unseen], model),
    )


def concatenate(parts: Sequence[Judged]) -> Judged:
    """Put judgements of different statements one after the other.

    Parameters
    ----------
    parts : sequence of Judged
        Over the same labels.

    Returns
    -------
    Judged
        With statements numbered anew, so that none is counted together with another.
    """
    numbered, offset = [], 0
    for part in parts:
        numbered.append(dataclasses.replace(part, statements=part.statements + offset))
        offset += int(part.statements.max()) + 1
    arrays = {
        field.name: np.concatenate([getattr(part, field.name) for part in numbered])
        for field in dataclasses.fields(Judged)
        if field.name != "labels"
    }
    return Judged(labels=parts[0].labels, **arrays)


def learnable(data: TrainingData) -> tuple[str, ...]:
    """Choose the labels with positives in enough statements to learn and measure them.

    Parameters
    ----------
    data : TrainingData
        The labelled statements.

    Returns
    -------
    tuple of str
        In taxonomy order. A model must not claim to look for what it never saw.
    """
    counts: Counter[str] = Counter()
    for labelled in [*data.gold, *data.practices]:
        counts.update(
            label
            for column, label in enumerate(labelled.labels)
            if (labelled.truth[:, column] == 1).any()
        )
    return tuple(label for label in load_taxonomy() if counts[label] >= MIN_STATEMENTS)


def _samples(data: TrainingData) -> Samples:
    labels = learnable(data)
    parts = [samples_of(data.gold, labels), samples_of(data.practices, labels)]
    if data.silver:
        parts.append(samples_of(data.silver, labels, weight=SILVER_WEIGHT))
    return join(parts)


def _read(
    paths: Sequence[Path], data: Path, facts: tuple[str, str, str]
) -> tuple[list[LabelledStatement], list[Corpus]]:
    statements, corpora = [], []
    for path in paths:
        found = read_labelled(path)
        n_sentences = sum(len(labelled.truth) for labelled in found)
        statements += found
        corpora.append(
            Corpus.of(path, path.relative_to(data).as_posix(), facts, len(found), n_sentences)
        )
    return statements, corpora
