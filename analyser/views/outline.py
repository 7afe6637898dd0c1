"""Lay a statement out for reading: pages, blocks, sentences, and what is known of each page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analyser.legibility import Legibility, PageQuality, sum_up
from analyser.reports.wording import percent
from analyser.types import Page, Sentence, Statement


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, bullet or table row: one line of the text."""

    start: int
    """First code point in `Statement.text`."""
    end: int
    """One past its last code point."""
    sentences: tuple[Sentence, ...]
    """The sentences in it; none before segmentation."""


@dataclass(frozen=True, slots=True)
class PageOutline:
    """A page, and what stands on it."""

    page: Page
    """The page."""
    is_read: bool
    """False where it could not be read, which is not the same as empty."""
    blocks: tuple[Block, ...]
    """In the order of the text."""


def outline(statement: Statement) -> tuple[PageOutline, ...]:
    """Lay a statement out, page by page."""
    sentences = statement.sentences or ()
    pages, index = [], 0
    for page in statement.pages:
        blocks = []
        for start, end in _lines(statement.text, page):
            first = index
            while index < len(sentences) and sentences[index].start < end:
                index += 1
            blocks.append(Block(start, end, sentences[first:index]))
        is_read = page.number not in statement.unread_pages
        pages.append(PageOutline(page, is_read, tuple(blocks)))
    return tuple(pages)


def legibility(statement: Statement) -> Legibility | None:
    """Sum up how well a statement was read; None where nobody looked."""
    unread = statement.unread_pages
    read = [page.quality for page in statement.pages if page.number not in unread]
    known = [quality for quality in read if quality is not None]
    return sum_up(known, unread) if known else None


def size(statement: Statement) -> str:
    """Say by what a statement was read, and how large it is."""
    parts = [_count(len(statement.pages), "page")]
    if statement.sentences is not None:
        parts.append(_count(len(statement.sentences), "sentence"))
    parts.append(_count(len(statement.text.split()), "word"))
    return f"Read as {statement.extractor}: {', '.join(parts)}."


def page_line(shown: PageOutline) -> str:
    """Say what is known of a page."""
    if not shown.is_read:
        return "This page was not read. Nothing is known of what it discloses."
    quality = shown.page.quality
    parts = _parts(quality) if quality else [_count(len(shown.blocks), "block")]
    return f"{'; '.join(parts)}."


def _parts(quality: PageQuality) -> list[str]:
    parts = [_count(quality.n_characters, "character")]
    if quality.ocr_confidence is not None:
        parts.append(f"read from its image, mean confidence {percent(quality.ocr_confidence)}")
    if quality.n_columns > 1:
        parts.append(f"{quality.n_columns} columns")
    if quality.lexicon_share is not None:
        parts.append(f"{percent(quality.lexicon_share)} of its words in an English lexicon")
    if quality.repeated_share:
        parts.append(f"{percent(quality.repeated_share)} of its lines left out")
    return parts


def _lines(text: str, page: Page) -> Iterator[tuple[int, int]]:
    start = page.start
    for line in text[page.start : page.end].split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
