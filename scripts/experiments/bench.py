"""Try a candidate on statements that it has not seen, and compare it with the shipped procedure.

A candidate learns from the training statements of a fold, and gives raw scores to the others. What
looks at labels afterwards (how much each score counts, calibration, thresholds) is learnt on the
other folds, as in `analyser.crossfitting`.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analyser import measures
from analyser.classification import windows_of
from analyser.crossfitting import fit_column
from analyser.crossvalidation import folds_of
from analyser.features import Window
from analyser.fitting import NEVER, Samples, choose, samples_of
from analyser.labelled import NOT_ANNOTATED, LabelledStatement
from analyser.trainingdata import TrainingData

Scorer = Callable[[Sequence[Window]], NDArray[np.float64]]
"""Gives raw log-odds of shape (n_windows, n_labels)."""
Learner = Callable[[Samples], Scorer]
"""Learns from samples; nothing of the statements that it is tried on is among them."""
JURISDICTIONS = ("AU", "UK", "CA")
EXAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "examples"
"""Invented sentences, from which the shipped models learn, too."""


@dataclass(frozen=True)
class Scores:
    """What a candidate says of the statements of all folds, and what it took."""

    rows: Sequence[Mapping[str, NDArray[np.float64]]]
    """For each fold, by corpus: raw scores of shape (n_sentences, n_labels)."""
    seconds: float
    """Training of one fold, mean."""
    rate: float
    """Sentences per second, in one process."""


@dataclass(frozen=True)
class Decisions:
    """What a candidate decides on sentences, beside the truth."""

    truth: NDArray[np.int8]
    """Of shape (n_sentences, n_labels): 1, 0, or -1 where not annotated."""
    decided: NDArray[np.bool_]
    """Of the same shape."""
    proba: NDArray[np.float64]
    """Of the same shape, in [0, 1]."""
    groups: NDArray[np.str_]
    """The statement of each sentence."""


@dataclass(frozen=True)
class Fold:
    """The statements of one fold, with their sentences laid out."""

    test: NDArray[np.str_]
    """Their ids."""
    statements: Mapping[str, Sequence[LabelledStatement]]
    """By corpus."""
    samples: Mapping[str, Samples]
    """By corpus, one row a sentence."""


def folds(data: TrainingData, labels: Sequence[str]) -> list[Fold]:
    """Give the folds on which the shipped models are measured, too."""
    found = []
    for test in folds_of(data, random_state=0):
        unseen = set(test.tolist())
        corpora = {
            name: [item for item in corpus if item.id in unseen]
            for name, corpus in {"aims": data.gold, "practices": data.practices}.items()
        }
        laid = {name: samples_of(items, labels) for name, items in corpora.items() if items}
        found.append(Fold(test, corpora, laid))
    return found


def score(learner: Learner, samples: Samples, held: Sequence[Fold], cache: Path) -> Scores:
    """Let a candidate learn and speak, fold by fold; what it said before is not asked again."""
    key = _key(samples, held)
    if cache.is_file():
        with np.load(cache) as arrays:
            if str(arrays["key"]) == key:
                rows = [
                    {name: arrays[f"{index}_{name}"] for name in fold.samples}
                    for index, fold in enumerate(held)
                ]
                return Scores(rows, float(arrays["seconds"]), float(arrays["rate"]))
    rows, learning, speaking, n_sentences = [], 0.0, 0.0, 0
    for fold in held:
        start = time.perf_counter()
        scorer = learner(choose(samples, ~np.isin(samples.groups, fold.test)))
        learning += time.perf_counter() - start
        start = time.perf_counter()
        rows.append({name: _speak(scorer, fold.statements[name]) for name in fold.samples})
        speaking += time.perf_counter() - start
        n_sentences += sum(len(part) for part in rows[-1].values())
    scores = Scores(rows, learning / len(held), n_sentences / speaking)
    arrays = {f"{i}_{name}": part for i, row in enumerate(rows) for name, part in row.items()}
    cache.parent.mkdir(parents=True, exist_ok=True)
    facts = {"key": key, "seconds": scores.seconds, "rate": scores.rate}
    np.savez(cache, allow_pickle=False, **facts, **arrays)
    return scores


def _key(samples: Samples, held: Sequence[Fold]) -> str:
    """Name the data, the folds and the candidates' code: other ones give other scores."""
    parts = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    parts += [samples.truth.tobytes(), "".join(samples.labels).encode()]
    parts += ["".join(fold.test.tolist()).encode() for fold in held]
    parts += [window.sentence.encode("utf-8", "replace") for window in samples.windows]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _speak(scorer: Scorer, statements: Sequence[LabelledStatement]) -> NDArray[np.float64]:
    # Statement by statement, since a scorer may read the sentences of one together.
    return np.concatenate(
        [scorer(item.windows or windows_of(item.statement)) for item in statements]
    )


def decide(members: Sequence[Scores], held: Sequence[Fold], corpus: str) -> Decisions:
    """Weigh the scores of several candidates, and decide, by what the other folds teach."""
    parts = []
    for index, fold in enumerate(held):
        if corpus not in fold.samples:
            continue
        laid = fold.samples[corpus]
        decided, proba = np.zeros(laid.truth.shape, dtype=bool), np.zeros(laid.truth.shape)
        for column in range(laid.truth.shape[1]):
            X, y = _known(members, held, column, [at for at in range(len(held)) if at != index])
            if len(np.unique(y)) < 2:
                continue
            regression, threshold = fit_column(X, y)
            unseen = np.stack([part.rows[index][corpus][:, column] for part in members], axis=1)
            unseen = np.clip(unseen, NEVER, -NEVER)
            proba[:, column] = regression.predict_proba(unseen)[:, 1]
            decided[:, column] = proba[:, column] >= threshold
        decided &= laid.truth != NOT_ANNOTATED
        parts.append((laid.truth, decided, proba, laid.groups))
    return Decisions(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def _known(
    members: Sequence[Scores], held: Sequence[Fold], column: int, others: Sequence[int]
) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    rows, truths = [], []
    for index in others:
        for corpus, laid in held[index].samples.items():
            known = laid.truth[:, column] != NOT_ANNOTATED
            scores = [part.rows[index][corpus][known, column] for part in members]
            rows.append(np.stack(scores, axis=1))
            truths.append(laid.truth[known, column])
    return np.clip(np.concatenate(rows), NEVER, -NEVER), np.concatenate(truths)


def counts(members: Sequence[Scores], held: Sequence[Fold]) -> dict[str, NDArray[np.int64]]:
    """Count hits, false alarms and misses of each statement, by jurisdiction and for practices."""
    found = decide(members, held, "aims")
    home = {item.id: item.jurisdiction or "" for fold in held for item in fold.statements["aims"]}
    jurisdictions = np.array([home[str(group)] for group in found.groups])
    outcomes = {
        name: _outcomes(found, jurisdictions == name)
        for name in JURISDICTIONS
        if (jurisdictions == name).any()
    }
    if any("practices" in fold.samples for fold in held):
        found = decide(members, held, "practices")
        outcomes["practices"] = _outcomes(found, np.ones(len(found.truth), dtype=bool))
    return outcomes


def _outcomes(found: Decisions, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    truth, decided = found.truth[chosen], found.decided[chosen]
    used = (truth != NOT_ANNOTATED).any(axis=0)
    numbers = np.unique(found.groups[chosen], return_inverse=True)[1]
    return measures.outcomes(truth[:, used], decided[:, used], numbers)


def macro_f1(found: Mapping[str, NDArray[np.int64]]) -> dict[str, float]:
    """Give macro-F1 by jurisdiction, their mean, and that of practices."""
    figures = {
        name: float(measures.macro(measures.f1_scores(part.sum(axis=0))))
        for name, part in found.items()
    }
    means = [figures[name] for name in JURISDICTIONS if name in figures]
    return {**figures, "mean": float(np.mean(means))}


def difference(
    first: Mapping[str, NDArray[np.int64]],
    second: Mapping[str, NDArray[np.int64]],
    *,
    random_state: int = 0,
) -> tuple[float, float, float]:
    """Compare the mean macro-F1 of two candidates, by paired bootstrap over statements.

    Returns
    -------
    tuple of float
        What the first has more than the second, and the ends of its 95% interval.
    """
    generator = np.random.default_rng(random_state)
    gains = np.zeros(measures.N_RESAMPLES)
    names = [name for name in JURISDICTIONS if name in first]
    for name in names:
        draws = measures.draw_statements(len(first[name]), generator)
        drawn = [
            measures.macro(measures.f1_scores(np.tensordot(draws, part[name], axes=1)))
            for part in (first, second)
        ]
        gains += (drawn[0] - drawn[1]) / len(names)
    low, high = np.percentile(gains, measures.INTERVAL)
    return macro_f1(first)["mean"] - macro_f1(second)["mean"], float(low), float(high)
