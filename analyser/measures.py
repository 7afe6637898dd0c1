"""Count right and wrong decisions, and say how far the count can be trusted."""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import NDArray

N_BINS = 10
CERTAIN_PRECISION = 0.9
MIN_CERTAIN = 10
N_RESAMPLES = 1000
INTERVAL = (2.5, 97.5)
"""Percentiles of the bootstrap: a 95% interval."""


def outcomes(
    truth: NDArray[np.int8], decided: NDArray[np.bool_], groups: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Count true positives, false positives and false negatives in each statement.

    Parameters
    ----------
    truth : ndarray of int8
        Of shape (n_sentences, n_labels): 1, 0, or -1 where not annotated (left out).
    decided : ndarray of bool
        Of the same shape.
    groups : ndarray of int
        The statement of each sentence, 0 to n_statements - 1, shape (n_sentences,).

    Returns
    -------
    ndarray of int
        Of shape (n_statements, n_labels, 3): true positives, false positives, false negatives.
    """
    n_statements = int(groups.max()) + 1 if len(groups) else 0
    kinds = np.stack(
        [(truth == 1) & decided, (truth == 0) & decided, (truth == 1) & ~decided], axis=-1
    ).astype(np.int64)
    counts = np.zeros((n_statements, *kinds.shape[1:]), dtype=np.int64)
    np.add.at(counts, groups, kinds)
    return counts


def f1_scores(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give F1 from counts.

    Parameters
    ----------
    counts : ndarray of int
        Of shape (..., 3): true positives, false positives, false negatives.

    Returns
    -------
    ndarray of float
        Of shape (...,), in [0, 1]; NaN where there is neither a positive nor a decision.
    """
    hits, false_alarms, misses = np.moveaxis(np.asarray(counts, dtype=np.float64), -1, 0)
    with np.errstate(invalid="ignore"):
        scores: NDArray[np.float64] = 2 * hits / (2 * hits + false_alarms + misses)
    return scores


def precision_recall(counts: NDArray[np.int64]) -> tuple[float, float]:
    """Give precision and recall from one triple of counts; NaN where undefined."""
    hits, false_alarms, misses = (float(count) for count in counts)
    precision = hits / (hits + false_alarms) if hits + false_alarms else float("nan")
    recall = hits / (hits + misses) if hits + misses else float("nan")
    return precision, recall


def macro(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Average over labels (the last axis), leaving out those that are undefined."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        means: NDArray[np.float64] = np.nanmean(scores, axis=-1)
    return means


def bootstrap(
    counts: NDArray[np.int64], *, random_state: int = 0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Resample statements, and give F1 for each resample.

    Statements, not sentences, are drawn, since the sentences of one statement are not
    independent.

    Parameters
    ----------
    counts : ndarray of int
        Of shape (n_statements, n_labels, 3), from `outcomes`.
    random_state : int
        Seed.

    Returns
    -------
    labels : ndarray of float
        95% interval of each label's F1, shape (2, n_labels).
    macro_f1 : ndarray of float
        95% interval of their mean, shape (2,).
    """
    generator = np.random.default_rng(random_state)
    resampled = np.tensordot(draw_statements(len(counts), generator), counts, axes=1)
    scores = f1_scores(resampled)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        labels: NDArray[np.float64] = np.nanpercentile(scores, INTERVAL, axis=0)
        means: NDArray[np.float64] = np.nanpercentile(macro(scores), INTERVAL)
    return labels, means


def draw_statements(n_statements: int, generator: np.random.Generator) -> NDArray[np.int64]:
    """Draw statements with replacement.

    Parameters
    ----------
    n_statements : int
        How many there are.
    generator : numpy.random.Generator
        Of the draws.

    Returns
    -------
    ndarray of int
        How often each is in each resample, shape (1000, n_statements).
    """
    return generator.multinomial(
        n_statements, np.full(n_statements, 1 / n_statements), size=N_RESAMPLES
    )


def calibration_error(truth: NDArray[np.int8], proba: NDArray[np.float64]) -> float:
    """Give the expected calibration error over ten bins of equal width.

    Parameters
    ----------
    truth : ndarray of int8
        Of shape (n_sentences,): 1, 0, or -1 where not annotated (left out).
    proba : ndarray of float
        Of the same shape, in [0, 1].

    Returns
    -------
    float
        Mean distance between stated and observed frequency, weighted by sentences, in [0, 1];
        NaN without an annotated sentence.
    """
    bins = reliability(truth, proba)
    n_sentences = sum(n for _, _, n in bins)
    if not n_sentences:
        return float("nan")
    return sum(abs(stated - observed) * n for stated, observed, n in bins) / n_sentences


def reliability(
    truth: NDArray[np.int8], proba: NDArray[np.float64]
) -> list[tuple[float, float, int]]:
    """Lay stated probability beside observed frequency, in ten bins of equal width.

    Parameters
    ----------
    truth : ndarray of int8
        Of shape (n_sentences,): 1, 0, or -1 where not annotated (left out).
    proba : ndarray of float
        Of the same shape, in [0, 1].

    Returns
    -------
    list of tuple
        For each bin that holds a sentence: mean probability, observed frequency, sentences.
    """
    known = truth >= 0
    truth, proba = truth[known], proba[known]
    bins = np.minimum((proba * N_BINS).astype(int), N_BINS - 1)
    return [
        (float(proba[held].mean()), float(truth[held].mean()), int(held.sum()))
        for held in (bins == bin_ for bin_ in range(N_BINS))
        if held.any()
    ]


def certain_threshold(truth: NDArray[np.int8], proba: NDArray[np.float64]) -> float:
    """Find the lowest probability from which on nine decisions of ten are right.

    Parameters
    ----------
    truth : ndarray of int8
        Of shape (n_sentences,): 1, 0, or -1 where not annotated (left out).
    proba : ndarray of float
        Of the same shape, in [0, 1].

    Returns
    -------
    float
        In [0, 1]; NaN where no threshold with at least ten decisions is as good.
    """
    known = truth >= 0
    order = np.argsort(-proba[known], kind="stable")
    precision = np.cumsum(truth[known][order] == 1) / np.arange(1, len(order) + 1)
    descending = proba[known][order]
    # Equal probabilities are decided alike, so only the last of them can be a threshold.
    is_last = np.append(descending[1:] < descending[:-1], True)[: len(descending)]
    is_good = (precision >= CERTAIN_PRECISION) & is_last
    is_good[: MIN_CERTAIN - 1] = False
    return float(descending[is_good][-1]) if is_good.any() else float("nan")


def rank_correlation(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Give Spearman's rank correlation.

    Parameters
    ----------
    first, second : ndarray of float
        Values of the same things, shape (n_things,).

    Returns
    -------
    float
        In [-1, 1]; NaN where one of them has fewer than two distinct values.
    """
    from scipy.stats import spearmanr

    if len(first) < 2 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return float("nan")
    return float(spearmanr(first, second).statistic)
