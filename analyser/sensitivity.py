"""Ask what other weights, and each criterion's absence, would make of a ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyser.intervals import N_DRAWS, N_STEPS, points_of, position_table, to_steps
from analyser.stability import EndRow, LeftOut, Stability
from analyser.types import Criterion, Grade, RankingRow

N_ENDS = 10
"""Statements of the top, and of the bottom, of which the weights are asked."""
STREAM = 1
"""Keeps these draws apart from those of the classifier's doubt under the same seed."""
CHUNK = 1000
"""Different sets of grades worked on at once, so that memory stays small."""


@dataclass(frozen=True)
class Reweighted:
    """The scores that statements would have under other weights."""

    draws: NDArray[np.uint16]
    """Under drawn weights, shape (n, n_draws), in tenths of a percent."""
    without: NDArray[np.uint16]
    """With each criterion left out, shape (n, n_criteria); (n, 0) where there is but one."""

    def take(self, order: NDArray[np.integer]) -> Reweighted:
        """Give the same scores in another order of the statements."""
        return Reweighted(self.draws[order], self.without[order])


def reweigh(
    grades: NDArray[np.integer],
    criteria: Sequence[Criterion],
    *,
    n_draws: int = N_DRAWS,
    random_state: int = 0,
) -> Reweighted:
    """Score statements again under other weights.

    Parameters
    ----------
    grades : ndarray of int
        Shape (n, n_criteria); at least one of each row is determined.
    criteria : sequence of Criterion
        n_criteria of them.
    n_draws : int
        How many times the weights are drawn.
    random_state : int
        Seed, 0 or more. The weights depend on nothing else, so that every statement is scored
        by the same.

    Returns
    -------
    Reweighted
        A statement of which nothing is determined but the criterion left out keeps its score.

    Notes
    -----
    Weights come from the Bayesian bootstrap over criteria [1]_: a Dirichlet distribution whose
    mean is the framework's own weights and whose parameters add up to the number of criteria. Of
    equally weighted criteria, every set of weights is as likely as every other.

    References
    ----------
    .. [1] D. Rubin, "The Bayesian Bootstrap", Annals of Statistics, 1981.
    """
    weights, _ = points_of(criteria)
    n_criteria = len(criteria)
    drawn = np.random.default_rng([random_state, STREAM]).dirichlet(
        n_criteria * weights / weights.sum(), n_draws
    )
    left_out = weights * (1 - np.eye(n_criteria)) if n_criteria > 1 else np.zeros((0, n_criteria))
    return Reweighted(_scores(grades, criteria, drawn), _scores(grades, criteria, left_out))


def judge_ends(
    rows: Sequence[RankingRow], reweighted: Reweighted, criteria: Sequence[Criterion]
) -> Stability:
    """Say how far the top and the bottom of a ranking depend on the weights.

    Parameters
    ----------
    rows : sequence of RankingRow
        Ranked statements, best first, each document once; n of them.
    reweighted : Reweighted
        Their scores under other weights, in the same order.
    criteria : sequence of Criterion
        n_criteria of them, those of the score.

    Returns
    -------
    Stability
        Its top are the statements that fewer than `n_ends` surpass, its bottom those that surpass
        fewer than `n_ends`: ten, or half of the ranking where that is less.
    """
    n_ends = min(N_ENDS, len(rows) // 2)
    printed = np.array([round(10 * row.score) for row in rows], dtype=np.uint16)[:, None]
    positions = _positions(reweighted.without)
    moves = np.abs(positions - _positions(printed))
    ends, n_left = [], []
    for turned in (_unturned, _turned):
        is_in = (_positions(turned(printed)) <= n_ends)[:, 0]
        left = is_in[:, None] & (n_ends < _positions(turned(reweighted.without)))
        n_left.append(left.sum(axis=0).tolist())
        chosen = np.flatnonzero(is_in)
        stays = _stays(turned(reweighted.draws), chosen, n_ends)
        ends.append(
            tuple(
                EndRow(
                    statement=rows[index].source.id,
                    organisation=rows[index].source.organisation or "",
                    rank=rows[index].rank,
                    share=float(share),
                    without=tuple(positions[index].tolist()),
                )
                for index, share in zip(chosen.tolist(), stays, strict=True)
            )
        )
    without = (
        LeftOut(criterion.id, n_top, n_bottom, float(np.median(moved)), int(moved.max()))
        for criterion, n_top, n_bottom, moved in zip(criteria, *n_left, moves.T, strict=False)
    )
    return Stability(reweighted.draws.shape[1], n_ends, ends[0], ends[1], tuple(without))


def _scores(
    grades: NDArray[np.integer], criteria: Sequence[Criterion], weights: NDArray[np.float64]
) -> NDArray[np.uint16]:
    """Score each row of grades under each row of weights: shape (n, n_weights)."""
    own, units = points_of(criteria)
    shares = units / own
    # Many statements have the same grades, and need be scored once.
    different, places = np.unique(grades, axis=0, return_inverse=True)
    found = np.zeros((len(different), len(weights)), dtype=np.uint16)
    for start in range(0, len(different), CHUNK):
        part = different[start : start + CHUNK]
        is_determined = part != Grade.UNDETERMINED
        reached = np.where(is_determined, part, 0) * shares
        possible = is_determined @ weights.T
        kept = (reached @ own) / (is_determined @ own)
        points = reached @ weights.T
        share = np.where(
            possible > 0, points / np.where(possible > 0, possible, 1.0), kept[:, None]
        )
        found[start : start + CHUNK] = to_steps(share)
    scores: NDArray[np.uint16] = found[places.ravel()]
    return scores


def _positions(draws: NDArray[np.uint16]) -> NDArray[np.int32]:
    """Give each statement's position in each draw, shape (n, n_draws)."""
    columns = np.arange(draws.shape[1])
    positions: NDArray[np.int32] = position_table(draws)[columns, draws]
    return positions


def _stays(
    draws: NDArray[np.uint16], chosen: NDArray[np.integer], n_ends: int
) -> NDArray[np.float64]:
    """Give the share of the draws in which few enough statements score more."""
    positions = position_table(draws)[np.arange(draws.shape[1]), draws[chosen]]
    shares: NDArray[np.float64] = (positions <= n_ends).mean(axis=1)
    return shares


def _unturned(draws: NDArray[np.uint16]) -> NDArray[np.uint16]:
    return draws


def _turned(draws: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Turn scores round, so that the lowest stand first."""
    return (N_STEPS - draws).astype(np.uint16)
