"""How well pages and documents were read, in figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageQuality:
    """How well one page was read."""

    n_characters: int
    """Characters that are no space."""
    lexicon_share: float | None = None
    """Share of its words that an English lexicon knows, in [0, 1]; None for too few words."""
    ocr_confidence: float | None = None
    """Mean confidence of optical character recognition, in [0, 1]; None for a text layer."""
    n_columns: int = 1
    """How many columns its lines stand in."""
    repeated_share: float = 0.0
    """Share of its lines that were taken out as running headers or footers, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Legibility:
    """How well one document was read."""

    n_pages: int
    """Pages that were to be read: of a long report those of the statement in it."""
    unread_pages: tuple[int, ...] = ()
    """Numbers of the pages that could not be read, counted from 1."""
    ocr_share: float = 0.0
    """Share of the pages read that were read from their image, in [0, 1]."""
    ocr_confidence: float | None = None
    """Mean confidence of those, by characters, in [0, 1]; None where there are none."""
    n_columns: int = 1
    """The most columns that the lines of one of its pages stand in."""
    lexicon_share: float | None = None
    """Share of its words that an English lexicon knows, by characters, in [0, 1]; None for too few
    words."""
    repeated_share: float = 0.0
    """Mean over its pages of the share of lines that were taken out, in [0, 1]."""


def sum_up(qualities: Sequence[PageQuality], unread_pages: Sequence[int] = ()) -> Legibility:
    """Sum up the pages of a document.

    Parameters
    ----------
    qualities : sequence of PageQuality
        One for each page that was read.
    unread_pages : sequence of int
        Numbers of the others.

    Returns
    -------
    Legibility
        Shares and confidences of pages with much text count for more.
    """
    n_read = len(qualities)
    by_ocr = [each for each in qualities if each.ocr_confidence is not None]
    return Legibility(
        n_pages=n_read + len(unread_pages),
        unread_pages=tuple(unread_pages),
        ocr_share=len(by_ocr) / n_read if n_read else 0.0,
        ocr_confidence=_mean([(each.ocr_confidence, each.n_characters) for each in by_ocr]),
        n_columns=max((each.n_columns for each in qualities), default=1),
        lexicon_share=_mean([(each.lexicon_share, each.n_characters) for each in qualities]),
        repeated_share=sum(each.repeated_share for each in qualities) / n_read if n_read else 0.0,
    )


def _mean(pairs: Sequence[tuple[float | None, int]]) -> float | None:
    """Weigh values by counts; None for no value, or no weight at all."""
    known = [(value, count) for value, count in pairs if value is not None and count]
    total = sum(count for _, count in known)
    return sum(value * count for value, count in known) / total if total else None
