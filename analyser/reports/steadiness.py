"""Say how far the order of a ranking can be trusted: what is alike, and what weights decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyser.types import Ranking, RankingRow, Stability

MAX_ENDS = 30
"""Statements of the top, or of the bottom, that a report lists; ties can make more."""
ALIKE = (
    "Two statements cannot be told from each other where their 90% intervals of ranks overlap. For "
    "each one, the table gives the first and the last rank that it cannot be told from."
)
STEPS = (
    "Each step begins with the first statement that can be told from the one that began the step "
    "before. Inside a step, the order says little."
)
WEIGHTS = (
    "Weights are a policy choice. The ranks under other weights come from {n_draws:,} draws around "
    "the framework's own (a Bayesian bootstrap over the criteria; of equal weights, every set is "
    "as likely as every other), with the grades as they are printed. They are no part of the 90% "
    "interval."
)
GROUPS = (
    "A statement that is listed for several organisations is scored once and listed for each of "
    "them. It takes one rank, however many it names."
)


@dataclass(frozen=True, slots=True)
class Step:
    """A run of rows, of which the first cannot be told from those that follow."""

    row: RankingRow
    """The one that it begins with."""
    first: int
    """Its rank."""
    last: int
    """The rank of the last row in it."""
    n_rows: int
    """How many rows are in it."""


def steps(rows: Sequence[RankingRow]) -> list[Step]:
    """Cut a ranking where the next row can be told from the one that began the step.

    Parameters
    ----------
    rows : sequence of RankingRow
        Best first.

    Returns
    -------
    list of Step
        In order, each row in one; empty where nobody looked what is alike.
    """
    runs: list[list[RankingRow]] = []
    for row in rows:
        if not row.alike_high:
            return []
        if not runs or runs[-1][0].position_high < row.position_low:
            runs.append([])
        runs[-1].append(row)
    return [Step(run[0], run[0].position, run[-1].position, len(run)) for run in runs]


def weights(stability: Stability) -> str:
    """Say where the ranks under other weights come from."""
    return WEIGHTS.format(n_draws=stability.n_draws)


def group(row: RankingRow) -> str:
    """Say that a row is one of several names of a statement; empty where it is not."""
    if row.n_named > 1:
        return f"group statement covering {row.n_named:,} named organisations"
    return "document that is listed more than once" if row.group else ""


def span(low: int, high: int) -> str:
    """Print two ranks as `3 to 9`.

    Parameters
    ----------
    low, high : int
        Ranks, counted from 1; 0 where nobody looked.

    Returns
    -------
    str
        `3` where both are the same; empty where nobody looked.
    """
    if not high:
        return ""
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def title_of(ranking: Ranking, criterion_id: str) -> str:
    """Name a criterion.

    Parameters
    ----------
    ranking : Ranking
        Gives the framework.
    criterion_id : str
        One of its criteria.

    Returns
    -------
    str
        Its title.
    """
    return next(each.title for each in ranking.framework.criteria if each.id == criterion_id)
