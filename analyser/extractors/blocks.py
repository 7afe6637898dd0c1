"""Gather the paragraphs, list items, table rows and pages of a document as it is walked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analyser.errors import DocumentTooLarge
from analyser.extractors.paragraphs import CELL, clean, lay_out
from analyser.limits import Limits
from analyser.types import Source, Statement

ITEM = "• "
MAX_ROW_WORDS = 80
"""A table row of more words, some of them in several paragraphs, is there for its layout only."""


@dataclass(slots=True)
class _Frame:
    kind: str
    prefix: str = ""
    parts: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    pages_due: int = 0


class Gatherer:
    """Takes what a reader meets, in document order, and keeps it as blocks on pages.

    Parameters
    ----------
    source : Source
        The document, for messages.
    limits : Limits
        How much of it to keep; what is met beyond is counted, and not kept.
    """

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.pages: list[list[str]] = [[]]
        self.notes: list[str] = []
        self.removed: list[str] = []
        self._stack: list[_Frame] = []
        self._has_begun = False

    def start_paragraph(self, prefix: str = "") -> None:
        """Begin a paragraph; one inside another, as in a text box, comes after it."""
        self._stack.append(_Frame("paragraph", prefix))

    def text(self, words: str) -> None:
        """Add text to the paragraph; a line break in it begins a new block."""
        if self._stack and self._stack[-1].kind == "paragraph" and words:
            self._stack[-1].parts.append(words)

    def add(self, blocks: Sequence[str]) -> None:
        """Add blocks that are finished."""
        self._emit(list(blocks), 0)

    def end_paragraph(self) -> None:
        """End the paragraph; an empty one leaves nothing."""
        frame = self._stack.pop()
        blocks = lines_of("".join(frame.parts), frame.prefix)
        self._emit([*blocks, *frame.blocks], frame.pages_due)

    def start(self, kind: str) -> None:
        """Begin a `row`, a `cell`, a `note` (kept at the end) or what is `removed`."""
        self._stack.append(_Frame(kind))

    def end(self) -> None:
        """End what `start` began."""
        frame = self._stack.pop()
        if frame.kind == "cell" and self._stack and self._stack[-1].kind == "row":
            self._stack[-1].cells.append(frame.blocks)
            self._stack[-1].pages_due += frame.pages_due
        elif frame.kind == "row":
            self._emit([*lay_row(frame.cells), *frame.blocks], frame.pages_due)
        elif frame.kind == "note":
            self.notes += frame.blocks
        elif frame.kind == "removed":
            self.removed += frame.blocks
        else:
            self._emit(frame.blocks, frame.pages_due)

    def break_page(self) -> None:
        """Begin a page: at once where nothing is open that has text, else after what is open."""
        is_removed = any(frame.kind == "removed" for frame in self._stack)
        has_text = any(frame.parts or frame.blocks or any(frame.cells) for frame in self._stack)
        if has_text and not is_removed:
            self._stack[0].pages_due += 1
        else:
            self._add_page()

    def open_page(self) -> None:
        """Begin a page before what comes next, unless one has just begun."""
        if self._has_begun or self._stack:
            self.break_page()

    @property
    def is_full(self) -> bool:
        """Whether pages beyond the limit have been met."""
        return self.limits.max_pages < len(self.pages)

    def statement(self, *, extractor: str, warnings: Sequence[str] = ()) -> Statement:
        """Lay out what was gathered.

        Parameters
        ----------
        extractor : str
            Which reader gathered it.
        warnings : sequence of str
            What a reader of the statement should know.

        Returns
        -------
        Statement
            Notes stand at the end of the last page; what was removed is on the first.
        """
        kept = self.pages[: self.limits.max_pages]
        unread = tuple(range(len(kept) + 1, len(self.pages) + 1))
        if not unread:
            kept[-1] = [*kept[-1], *self.notes]
        text, pages = lay_out(kept)
        if self.removed:
            pages = (replace(pages[0], removed=tuple(self.removed)), *pages[1:])
        if unread:
            warnings = [*warnings, f"Only the first {len(kept):,} pages were read."]
        return Statement(
            source=self.source, text=text, pages=pages, extractor=extractor,
            warnings=tuple(warnings), unread_pages=unread,
        )  # fmt: skip

    def _emit(self, blocks: list[str], pages_due: int) -> None:
        if self._stack:
            self._stack[-1].blocks += blocks
            self._stack[0].pages_due += pages_due
            return
        self._has_begun = self._has_begun or bool(blocks)
        if not self.is_full:
            self.pages[-1] += blocks
        for _ in range(pages_due):
            self._add_page()

    def _add_page(self) -> None:
        self.pages.append([])
        self._has_begun = False
        # Pages that are not kept still have a number each, so their count is bounded too.
        if 10 * self.limits.max_pages < len(self.pages):
            raise DocumentTooLarge(
                f'The document "{self.source.id}" has more than {len(self.pages) - 1:,} pages; '
                f"at most {self.limits.max_pages:,} are read."
            )


def lines_of(text: str, prefix: str = "") -> list[str]:
    """Cut text at its line breaks.

    Parameters
    ----------
    text : str
        Of one paragraph.
    prefix : str
        What the first line begins with, such as a bullet.

    Returns
    -------
    list of str
        Cleaned lines, none of them empty.
    """
    lines = [line for each in text.split("\n") if (line := clean(each))]
    if lines and prefix and not lines[0].startswith(prefix.strip()):
        lines[0] = f"{prefix}{lines[0]}"
    return lines


def lay_row(cells: Sequence[Sequence[str]]) -> list[str]:
    """Make a table row one block, unless the table is there for its layout only.

    Parameters
    ----------
    cells : sequence of sequences of str
        The blocks of each cell.

    Returns
    -------
    list of str
        One block, its cells parted by ` | `; or all the blocks of the cells, in order, where
        only one cell is filled, one holds a list, or the paragraphs are long.
    """
    filled = [list(cell) for cell in cells if cell]
    blocks = [block for cell in filled for block in cell]
    is_simple = all(len(cell) == 1 for cell in filled)
    n_words = sum(len(block.split()) for block in blocks)
    has_list = any(block.startswith(ITEM) or CELL in block for block in blocks)
    if len(filled) < 2 or (not is_simple and (has_list or n_words > MAX_ROW_WORDS)):
        return blocks
    return [CELL.join(" ".join(cell) for cell in filled)]
