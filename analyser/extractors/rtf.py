"""Read RTF: its text in order, without deletions, field codes, pictures or running headers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from analyser.errors import DamagedDocument
from analyser.extractors.blocks import ITEM, Gatherer, lay_row, lines_of
from analyser.extractors.rtfwords import (
    CHARACTERS,
    CHARSETS,
    ESCAPES,
    MARKS,
    SKIPPED,
    STARRED,
    STORIES,
    SYMBOL,
    SYMBOL_BULLETS,
    code_page,
)
from analyser.extractors.sniffing import RTF
from analyser.limits import Reading
from analyser.types import Source, Statement

SUFFIXES = (".rtf",)
MEDIA_TYPES = (RTF,)
TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)"
)
MAX_DEPTH = 1000
PAGES_WARNING = "The pages are those that the author began, and approximate."
CUT_WARNING = "The file breaks off, so that part of the statement may be missing."
NO_PAGES_WARNING = "An RTF file has no fixed pages, so every quotation is on page 1."


def extract(source: Source, data: bytes, reading: Reading) -> Statement:
    """Read an RTF document.

    Parameters
    ----------
    source : Source
        Where it comes from.
    data : bytes
        The document.
    reading : Reading
        How much of it to read.

    Returns
    -------
    Statement
        With the pages that its author began, else with one; a warning says which. Footnotes
        stand at the end; running headers and footers are the first page's `removed`.

    Raises
    ------
    DocumentTooLarge
        If it has more pages than ten times what is allowed.
    DamagedDocument
        If its groups are nested more than 1,000 deep.
    """
    gatherer = Gatherer(source, reading.limits)
    is_whole = _Reader(gatherer).read(data)
    warnings = [PAGES_WARNING if len(gatherer.pages) > 1 else NO_PAGES_WARNING]
    if not is_whole:
        warnings.append(CUT_WARNING)
    return gatherer.statement(extractor="rtf", warnings=warnings)


@dataclass(slots=True)
class _Story:
    """A run of paragraphs: the body, a footnote, a header, a text box."""

    kind: str = "body"
    parts: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    is_item: bool = False
    is_heading: bool = False
    in_table: bool = False
    pages_due: int = 0
    section_due: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits from the one around it."""

    story: _Story
    is_skipped: bool = False
    in_fonts: bool = False
    is_hidden: bool = False
    n_fallback: int = 1
    encoding: str = ""


class _Reader:
    """Takes one token after another; a group ends by returning to the state around it."""

    def __init__(self, gatherer: Gatherer) -> None:
        self.gatherer = gatherer
        self.state = _State(_Story())
        self.around: list[_State] = []
        self.encoding = "cp1252"
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.is_starred = False
        self.to_skip = 0
        self.pending = bytearray()

    def read(self, data: bytes) -> bool:
        """Read everything, and say whether the document was closed."""
        position = 0
        while token := TOKEN.search(data, position):
            position = token.end()
            word, number, code, escape, brace, words = token.groups()
            if word is not None:
                self._flush()
                value = int(number) if number else None
                if word == b"bin":
                    position += max(value or 0, 0)
                self._word(word.decode("ascii"), value)
            elif code is not None:
                self._bytes(bytes((int(code, 16),)))
            elif escape is not None:
                self._flush()
                self.is_starred = escape == b"*"
                self._text(ESCAPES.get(escape.decode("latin-1"), ""))
            elif brace is not None:
                self._flush()
                self._brace(brace)
            else:
                self._bytes(words)
        self._flush()
        is_whole = not self.around
        while self.around:
            self._brace(b"}")
        self._end_story(self.state.story)
        return is_whole

    def _brace(self, brace: bytes) -> None:
        self.is_starred, self.to_skip = False, 0
        if brace == b"{":
            if len(self.around) >= MAX_DEPTH:
                name = self.gatherer.source.id
                message = f'The document "{name}" nests its groups more than {MAX_DEPTH:,} deep.'
                raise DamagedDocument(message)
            self.around.append(self.state)
        elif self.around:
            ended = self.state.story
            self.state = self.around.pop()
            if ended is not self.state.story:
                self._end_story(ended)

    def _word(self, word: str, value: int | None) -> None:
        is_starred, self.is_starred = self.is_starred, False
        state = self.state
        if state.in_fonts:
            self._font_word(word, value)
        elif state.is_skipped:
            return
        elif word in MARKS:
            state.story.is_item = True
            self.state = replace(state, is_skipped=True)
        elif word in SKIPPED or (is_starred and word not in STARRED):
            self.state = replace(state, is_skipped=True, in_fonts=word == "fonttbl")
        elif word in STORIES and self.around:
            self.state = replace(state, story=_Story(STORIES[word]), is_hidden=False)
        elif word == "u" and value is not None:
            self._text(chr(value % 0x10000))
            self.to_skip = state.n_fallback
        elif word in CHARACTERS:
            self._text(CHARACTERS[word])
        else:
            self._property(word, value)

    def _font_word(self, word: str, value: int | None) -> None:
        if word == "f":
            self.font = value or 0
        elif word == "fcharset" and value in CHARSETS:
            self.fonts[self.font] = CHARSETS[value]

    def _property(self, word: str, value: int | None) -> None:
        story = self.state.story
        if word in ("par", "sect", "cell", "row", "page"):
            getattr(self, f"_end_{word}")(story)
        elif word == "pard":
            story.is_item = story.is_heading = story.in_table = False
        elif word == "intbl":
            story.in_table = True
        elif word == "outlinelevel":
            story.is_heading = True
        elif word == "sbknone":
            story.section_due = False
        elif word == "pagebb" and value != 0 and not story.parts and story.kind == "body":
            self.gatherer.open_page()
        elif word in ("v", "deleted"):
            self.state = replace(self.state, is_hidden=value != 0)
        elif word == "plain":
            self.state = replace(self.state, is_hidden=False, encoding="")
        elif word == "f":
            self.state = replace(self.state, encoding=self.fonts.get(value or 0, ""))
        elif word == "uc":
            self.state = replace(self.state, n_fallback=max(value or 0, 0))
        elif word == "ansicpg":
            self.encoding = code_page(value)

    def _bytes(self, words: bytes) -> None:
        skipped, self.to_skip = self.to_skip, max(self.to_skip - len(words), 0)
        if not self.state.is_skipped:
            self.pending += words[skipped:]

    def _flush(self) -> None:
        """Decode the bytes since the last control word: one character may take several."""
        if self.pending:
            encoding = self.state.encoding or self.encoding
            if encoding == SYMBOL:
                text = "".join("•" for byte in self.pending if byte in SYMBOL_BULLETS)
            else:
                text = self.pending.decode(encoding, "replace")
            self.pending.clear()
            self._text(text)

    def _text(self, text: str) -> None:
        if not (self.state.is_skipped or self.state.is_hidden):
            self.state.story.parts.append(text)

    def _lines(self, story: _Story) -> list[str]:
        text = "".join(story.parts)
        # A character beyond the first 65,536 is written as two halves.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        story.parts.clear()
        return lines_of(text, ITEM if story.is_item and not story.is_heading else "")

    def _end_par(self, story: _Story) -> None:
        lines = self._lines(story)
        # The next paragraph has a mark of its own, if it is an item too.
        story.is_item = False
        if story.in_table:
            story.cell += lines
            return
        self._end_row(story)
        self._add(story, lines)

    def _end_cell(self, story: _Story) -> None:
        story.cells.append([*story.cell, *self._lines(story)])
        story.cell, story.is_item = [], False

    def _end_row(self, story: _Story) -> None:
        if story.cell:
            self._end_cell(story)
        if story.cells:
            blocks, story.cells = lay_row(story.cells), []
            self._add(story, blocks)

    def _end_sect(self, story: _Story) -> None:
        self._end_par(story)
        story.section_due = story.kind == "body"

    def _end_page(self, story: _Story) -> None:
        if story.kind == "body":
            story.pages_due += 1
            if not (story.parts or story.cell or story.cells):
                self._add(story, [])

    def _end_story(self, story: _Story) -> None:
        story.in_table = False
        self._end_par(story)

    def _add(self, story: _Story, blocks: list[str]) -> None:
        if blocks and story.section_due:
            self.gatherer.open_page()
            story.section_due = False
        if story.kind in ("note", "removed"):
            self.gatherer.start(story.kind)
            self.gatherer.add(blocks)
            self.gatherer.end()
        else:
            self.gatherer.add(blocks)
        for _ in range(story.pages_due):
            self.gatherer.break_page()
        story.pages_due = 0
