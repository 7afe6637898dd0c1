"""Say how far the order of a ranking can be trusted: what is alike, and what weights decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyser.stability import EndRow
from analyser.types import Ranking, RankingRow, Stability

MAX_ENDS = 30
"""Statements of the top, or of the bottom, that a report lists. Of statements that tie for its last
place all are listed or none, since nothing tells which of them come first."""
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


@dataclass(frozen=True, slots=True)
class End:
    """The top or the bottom of a ranking, as a report lists it."""

    name: str
    """`Top` or `Bottom`."""
    rows: tuple[EndRow, ...]
    """Those listed, best first: with all that tie for its last place, or with none of them."""
    ties: str
    """Says how many tie for its last place, and whether they are listed; empty where none do."""


def ends(stability: Stability) -> tuple[End, End]:
    """Choose what a report lists of the top and the bottom of a ranking.

    Parameters
    ----------
    stability : Stability
        With all that tie for the last place of an end.

    Returns
    -------
    tuple of End
        The top and the bottom.
    """
    return (
        _end("Top", stability.top, stability.top[-1:], stability.n_ends),
        _end("Bottom", stability.bottom, stability.bottom[:1], stability.n_ends),
    )


def _end(name: str, rows: tuple[EndRow, ...], last: tuple[EndRow, ...], n_ends: int) -> End:
    if len(rows) <= n_ends:
        return End(name, rows, "")
    ranks = {row.rank for row in last}
    others = tuple(row for row in rows if row.rank not in ranks)
    n_tied, n_places = len(rows) - len(others), n_ends - len(others)
    for_what = "the last place" if n_places == 1 else f"the last {n_places} places"
    said = f"{n_tied:,} statements tie at rank {last[0].rank} for {for_what} of the {name.lower()} "
    if len(rows) <= MAX_ENDS:
        return End(name, rows, f"{said}{n_ends}; all of them are listed.")
    return End(name, others, f"{said}{n_ends}; they are too many to list here.")


def more_tie(rows: Sequence[RankingRow], n_shown: int) -> str:
    """Say how many rows beyond the first ones tie with the last of these; empty where none do.

    Parameters
    ----------
    rows : sequence of RankingRow
        Best first.
    n_shown : int
        How many of them a report lists.
    """
    if not 0 < n_shown < len(rows):
        return ""
    n_tied = sum(row.position == rows[n_shown - 1].position for row in rows[n_shown:])
    if not n_tied:
        return ""
    verb = "ties" if n_tied == 1 else "tie"
    return f"{n_tied:,} more {verb} with the last of them at rank {rows[n_shown - 1].rank}."


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
