"""What other weights would make of a ranking: the types that travel to reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EndRow:
    """One statement of the top or the bottom of a ranking."""

    statement: str
    """The id of its source."""
    organisation: str
    """The reporter's name; empty where it is not known."""
    rank: str
    """As printed, such as `=3`."""
    share: float
    """Share of the draws of weights in which it stays in its end, in [0, 1]."""
    without: tuple[int, ...]
    """Its position with each criterion left out, in the order of `Stability.without`; () where
    there is but one criterion."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What changes when one criterion is left out of the score."""

    criterion_id: str
    """Which one."""
    n_top: int
    """Statements that leave the top."""
    n_bottom: int
    """Statements that leave the bottom."""
    median_move: float
    """By how many places a statement moves, in the median."""
    largest_move: int
    """By how many places a statement moves at most."""


@dataclass(frozen=True, slots=True)
class Stability:
    """How far the ends of a ranking depend on the criteria's weights."""

    n_draws: int
    """How many times the weights were drawn."""
    n_ends: int
    """How many statements make the top, and the bottom; more where some tie for the last place."""
    top: tuple[EndRow, ...]
    """Best first."""
    bottom: tuple[EndRow, ...]
    """Best first."""
    without: tuple[LeftOut, ...]
    """One for each criterion of the score; () where there is but one."""
