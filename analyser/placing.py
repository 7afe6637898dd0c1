"""Give ranked statements their positions, bands and intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from analyser.grouping import units_of
from analyser.intervals import alike, bounds, draw, percent, position_bounds
from analyser.sensitivity import judge_ends, reweigh
from analyser.stability import Stability
from analyser.types import Criterion, RankingRow

BANDS = ((80.0, "A"), (60.0, "B"), (40.0, "C"), (20.0, "D"), (0.0, "E"))
"""Least printed score of each band; 80.0 is the lowest A and 79.9 the highest B."""
OF_EACH_READING = (
    "source", "scores", "n_pages", "n_sentences", "n_words", "extractor", "warnings", "legibility"
)  # fmt: skip
"""What rows of one document keep of their own."""
Reach = tuple[float, float, float]
"""What `intervals.reach` gives for one criterion."""


def band_of(score: float) -> str:
    """Return the band of a printed score.

    Parameters
    ----------
    score : float
        In [0, 100], to one decimal.

    Returns
    -------
    str
        `A` from 80 to 100, `B` from 60, `C` from 40, `D` from 20 and `E` from 0; the lower
        end belongs to a band, the upper end to the next.
    """
    return next(band for least, band in BANDS if least <= score)


def place(
    rows: Sequence[RankingRow],
    grades: Sequence[Sequence[int]],
    reaches: Sequence[Sequence[Reach]],
    criteria: Sequence[Criterion],
    *,
    random_state: int = 0,
) -> tuple[tuple[RankingRow, ...], Stability | None]:
    """Fill in score, position, band and intervals, and put the best first.

    Parameters
    ----------
    rows : sequence of RankingRow
        n of them, without a place yet.
    grades : sequence of sequence of int
        Of each row on each of `criteria`; at least one of each row is determined.
    reaches : sequence of sequence of tuple
        How likely each of these grades is truly reached.
    criteria : sequence of Criterion
        Those of the score.
    random_state : int
        Seed of the intervals, 0 or more.

    Returns
    -------
    rows : tuple of RankingRow
        Best first; ties in order of organisation, then id, whatever the order given.
    stability : Stability or None
        What other weights would make of the ends; None where nothing is ranked.

    Notes
    -----
    Positions count statements, not names: a document that is listed for several organisations
    takes one position however many it names, and its rows share it without being tied. They are
    tied with the rows of other documents that have the same printed score.
    """
    if not rows:
        return (), None
    order = sorted(range(len(rows)), key=lambda index: _by_name(rows[index]))
    units = units_of([rows[index].source for index in order], [grades[index] for index in order])
    members: dict[int, list[int]] = {}
    for unit, index in zip(units, order, strict=True):
        members.setdefault(unit, []).append(index)
    firsts = [indices[0] for indices in members.values()]

    placed, stability = _placed(
        [rows[index] for index in firsts],
        [grades[index] for index in firsts],
        [reaches[index] for index in firsts],
        criteria,
        random_state,
    )
    listed = [
        row
        for first, indices in zip(placed, members.values(), strict=True)
        for row in _under_each_name(first, [rows[index] for index in indices])
    ]
    return tuple(sorted(listed, key=_order)), stability


def _placed(
    rows: Sequence[RankingRow],
    grades: Sequence[Sequence[int]],
    reaches: Sequence[Sequence[Reach]],
    criteria: Sequence[Criterion],
    random_state: int,
) -> tuple[list[RankingRow], Stability]:
    """Place documents, each of which stands here once; they keep their order."""
    graded = np.array(grades)
    steps = percent(graded, criteria)
    counts = Counter(steps.tolist())
    position, positions = 1, {}
    for step in sorted(counts, reverse=True):
        positions[step] = position
        position += counts[step]
    ranked = np.array([positions[step] for step in steps.tolist()])

    drawn = np.stack(
        [
            draw(_seed(row), chances, criteria, random_state=random_state)
            for row, chances in zip(rows, reaches, strict=True)
        ]
    )
    low, high = bounds(drawn)
    low, high = np.minimum(low, steps), np.maximum(high, steps)
    best, worst = _around(ranked, position_bounds(drawn))
    reweighted = reweigh(graded, criteria, random_state=random_state)
    weight_best, weight_worst = _around(ranked, position_bounds(reweighted.draws))
    by_position = np.argsort(ranked, kind="stable")
    alike_first, alike_last = np.empty_like(ranked), np.empty_like(ranked)
    first, last = alike(best[by_position], worst[by_position])
    alike_first[by_position], alike_last[by_position] = (
        ranked[by_position[first]],
        ranked[by_position[last]],
    )

    placed = [
        replace(
            row,
            score=step / 10,
            low=int(low[i]) / 10,
            high=int(high[i]) / 10,
            position=positions[step],
            is_tied=counts[step] > 1,
            position_low=int(best[i]),
            position_high=int(worst[i]),
            band=band_of(step / 10),
            weight_low=int(weight_best[i]),
            weight_high=int(weight_worst[i]),
            alike_low=int(alike_first[i]),
            alike_high=int(alike_last[i]),
        )
        for i, (row, step) in enumerate(zip(rows, steps.tolist(), strict=True))
    ]
    in_order = [placed[index] for index in by_position]
    stability = judge_ends(in_order, reweighted.take(by_position), criteria)
    return placed, stability


def _around(
    ranked: NDArray[np.int64], ends: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Widen intervals of positions to hold the positions themselves."""
    return np.minimum(ends[0], ranked), np.maximum(ends[1], ranked)


def _seed(row: RankingRow) -> str:
    return row.source.sha256 or row.source.id


def _under_each_name(placed: RankingRow, rows: Sequence[RankingRow]) -> Iterator[RankingRow]:
    """List a document under each of its names: the same place, the reading of each."""
    if len(rows) == 1:
        yield placed
        return
    n_named = len({(row.source.organisation or row.source.id).casefold() for row in rows})
    for row in rows:
        kept = {name: getattr(row, name) for name in OF_EACH_READING}
        yield replace(placed, **kept, group=placed.source.id, n_named=n_named)


def _by_name(row: RankingRow) -> tuple[str, str, str]:
    name = row.source.organisation or ""
    return (name.casefold(), name, row.source.id)


def _order(row: RankingRow) -> tuple[int, str, str, str]:
    return (row.position, *_by_name(row))
