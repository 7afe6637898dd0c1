"""Show how far a score and a position could move if the classifier's doubts came true."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analyser.formalities import NOT_REQUIRED
from analyser.rules import best_grade, joint_probability, worth
from analyser.types import Criterion, Grade, Score

N_DRAWS = 1000
LEVEL = 0.90
"""Share of the draws that an interval holds."""
N_STEPS = 1000
"""A score is a whole number of these steps, which is what one decimal prints."""
OVERLOOKED = {
    Grade.NOT_ADDRESSED: (1.0, 0.6, 0.05),
    Grade.VAGUE: (0.0, 0.25, 0.02),
    Grade.SPECIFIC: (0.0, 0.0, 0.08),
    Grade.OUTCOME: (0.0, 0.0, 0.0),
}
"""How often a better sentence was overlooked: of 745 grades of 101 statements, each given from the
experts' labels and from those of a model that had not seen it, the share that had at least `VAGUE`,
`SPECIFIC` and `OUTCOME` by the experts'. For `NOT_ADDRESSED`, of those in which anything was."""
NOT_ASKED = (math.nan, math.nan, math.nan)
"""In place of probabilities: what is not asked of a statement has no grade."""
CHUNK = 2000
"""Statements worked on at once, so that memory stays small."""


def reach(score: Score, criterion: Criterion) -> tuple[float, float, float]:
    """Say how likely a criterion truly has at least each grade.

    Parameters
    ----------
    score : Score
        The decision, with its evidence.
    criterion : Criterion
        What was asked.

    Returns
    -------
    tuple of float
        Probabilities in [0, 1] of at least `VAGUE`, `SPECIFIC` and `OUTCOME`, never rising;
        `NOT_ASKED` where nothing is required.

    Notes
    -----
    A grade stands as long as one of the sentences that support it does (see
    `rules.joint_probability`); when they all fall, the next best grade counts. A better sentence
    may have been overlooked, as often as it was in statements that experts labelled (see
    `OVERLOOKED`); where nothing was found, with the probability that something was. An
    undetermined one may be any of its grades; one that is not asked has none, whatever is drawn.
    """
    is_formality = best_grade(criterion.rule) is Grade.SPECIFIC
    if score.value == NOT_REQUIRED:
        return NOT_ASKED
    if score.grade is Grade.UNDETERMINED:
        return (1 / 2, 1 / 2, 0.0) if is_formality else (3 / 4, 2 / 4, 1 / 4)
    if score.grade is Grade.NOT_ADDRESSED:
        overlooked = 1.0 - score.confidence
        _, specific, outcome = OVERLOOKED[score.grade]
        if is_formality:
            return (overlooked, overlooked, 0.0)
        return (overlooked, overlooked * specific, overlooked * outcome)

    worths = [(worth(criterion.rule, item), item) for item in score.evidence]
    likely = []
    for level in (Grade.VAGUE, Grade.SPECIFIC, Grade.OUTCOME):
        support = [item for grade, item in worths if level <= grade]
        chance = joint_probability(support) if support else score.confidence
        likely.append(chance if level <= score.grade else 0.0)
    if not is_formality:
        likely = [max(pair) for pair in zip(likely, OVERLOOKED[score.grade], strict=True)]
    return (max(likely), max(likely[1:]), likely[2])


def percent(grades: NDArray[np.integer], criteria: Sequence[Criterion]) -> NDArray[np.uint16]:
    """Turn grades into the percentage of the points that could be had.

    Parameters
    ----------
    grades : ndarray of int
        Shape (n, n_criteria); `UNDETERMINED` counts neither for nor against.
    criteria : sequence of Criterion
        n_criteria of them, with rule and weight.

    Returns
    -------
    ndarray of uint16
        Shape (n,), in tenths of a percent, from 0 to 1000.

    Raises
    ------
    ZeroDivisionError
        If a row has no determined criterion.
    """
    weights, units = points_of(criteria)
    is_determined = grades != Grade.UNDETERMINED
    points = np.where(is_determined, grades, 0) @ units
    possible = is_determined @ weights
    if not possible.all():
        raise ZeroDivisionError("A score needs at least one determined criterion.")
    return to_steps(points / possible)


def points_of(
    criteria: Sequence[Criterion],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what each criterion can give in all, and for one step of its grade.

    Parameters
    ----------
    criteria : sequence of Criterion
        n_criteria of them.

    Returns
    -------
    tuple of ndarray
        Both of shape (n_criteria,).
    """
    weights = np.array([criterion.weight for criterion in criteria], dtype=np.float64)
    best = np.array([best_grade(criterion.rule) for criterion in criteria], dtype=np.float64)
    return weights, weights / best


def draw(
    statement_id: str,
    reaches: Sequence[tuple[float, float, float]],
    criteria: Sequence[Criterion],
    *,
    n_draws: int = N_DRAWS,
    random_state: int = 0,
) -> NDArray[np.uint16]:
    """Draw the scores that a statement could have.

    Parameters
    ----------
    statement_id : str
        Seeds the draws with `random_state`, so that they depend on no other statement.
    reaches : sequence of tuple
        What `reach` gives, for each of n_criteria, of which one at least is asked.
    criteria : sequence of Criterion
        n_criteria of them.
    n_draws : int
        How many.
    random_state : int
        0 or more.

    Returns
    -------
    ndarray of uint16
        Shape (n_draws,), in tenths of a percent.
    """
    digest = hashlib.sha256(statement_id.encode("utf-8", "surrogatepass")).digest()
    seed = int.from_bytes(digest[:8], "big")
    chance = np.random.default_rng([random_state, seed]).random((n_draws, len(criteria)))
    weights, units = points_of(criteria)
    levels = np.array(reaches, dtype=np.float64).T
    is_asked = ~np.isnan(levels[0])
    points = sum((chance < level) @ units for level in levels)
    return to_steps(points / weights[is_asked].sum())


def bounds(draws: NDArray[np.integer]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the interval that holds the middle 90% of the draws.

    Parameters
    ----------
    draws : ndarray of int
        Shape (n, n_draws).

    Returns
    -------
    tuple of ndarray
        Lower and upper ends, each of shape (n,).
    """
    n_draws = draws.shape[1]
    first = round((1 - LEVEL) / 2 * n_draws)
    last = n_draws - 1 - first
    parted = np.partition(draws, (first, last), axis=1)
    return parted[:, first].astype(np.int64), parted[:, last].astype(np.int64)


def position_bounds(
    draws: NDArray[np.uint16],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the interval of each statement's position among the others.

    Parameters
    ----------
    draws : ndarray of uint16
        Scores of shape (n, n_draws), in tenths of a percent. Draw by draw, the statements are
        ranked against each other; equal scores share the better position.

    Returns
    -------
    tuple of ndarray
        Best and worst position, counted from 1, each of shape (n,).
    """
    n, n_draws = draws.shape
    columns = np.arange(n_draws)
    positions = position_table(draws)
    ends = [
        bounds(positions[columns, draws[start : start + CHUNK]]) for start in range(0, n, CHUNK)
    ]
    best, worst = zip(*ends, strict=True) if ends else ((), ())
    empty = np.zeros(0, dtype=np.int64)
    return np.concatenate([empty, *best]), np.concatenate([empty, *worst])


def position_table(draws: NDArray[np.uint16]) -> NDArray[np.int32]:
    """Look up the position that each score has in each draw.

    Parameters
    ----------
    draws : ndarray of uint16
        Scores of shape (n, n_draws), in tenths of a percent.

    Returns
    -------
    ndarray of int32
        Shape (n_draws, 1001): 1 and the number of statements that score more than so many tenths
        of a percent in a draw.
    """
    n, n_draws = draws.shape
    counts = np.zeros((n_draws, N_STEPS + 1), dtype=np.int64)
    for start in range(0, n, CHUNK):
        cells = draws[start : start + CHUNK] + np.arange(n_draws) * (N_STEPS + 1)
        counts += np.bincount(cells.ravel(), minlength=counts.size).reshape(counts.shape)
    table: NDArray[np.int32] = (1 + n - counts.cumsum(axis=1)).astype(np.int32)
    return table


def alike(
    best: NDArray[np.int64], worst: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the first and the last statement that each one cannot be told from.

    Parameters
    ----------
    best, worst : ndarray of int
        The ends of the intervals of positions, each of shape (n,), in order of position.

    Returns
    -------
    tuple of ndarray
        Indices of the first and the last statement whose interval overlaps, each of shape (n,);
        a statement overlaps with itself. Some between them may not, if their intervals are
        shorter.
    """
    # The first whose worst end is not above this best end: running maxima never fall, so that
    # they can be searched.
    first = np.searchsorted(np.maximum.accumulate(worst), best, side="left")
    lowest = np.minimum.accumulate(best[::-1])[::-1]
    last = np.searchsorted(lowest, worst, side="right") - 1
    return first.astype(np.int64), last.astype(np.int64)


def to_steps(share: NDArray[np.float64]) -> NDArray[np.uint16]:
    """Round shares of the points, each in [0, 1], to tenths of a percent, as they are printed."""
    # Rounded twice: the first takes away the noise of floating point before ties are decided.
    steps: NDArray[np.uint16] = np.rint(np.round(N_STEPS * share, 6)).astype(np.uint16)
    return steps
