"""A statement as the finders read it: its text with plain marks, its sentences and their labels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from analyser.types import Page, Statement

# One character for one, so that every offset stays what it is.
MARKS = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
    }
)
PLAIN_SENTENCE = re.compile(r"\S(?:[^\n.?!]|[.?!](?!\s+[A-Z\"(])){0,1200}[.?!]?")
"""A sentence of a statement that has not been segmented."""


@dataclass(frozen=True, slots=True)
class Found:
    """A particular before it is placed."""

    kind: str
    """One of `particulars.KINDS`."""
    value: str
    """What it is, normalised."""
    start: int
    """First code point."""
    end: int
    """One past its last code point."""
    note: str = ""
    """What qualifies it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence with what is known of it."""

    start: int
    """First code point."""
    end: int
    """One past its last code point."""
    text: str
    """Its words, with plain marks."""
    folded: str
    """The same in lower case, for quick looks; its offsets may differ."""
    labels: frozenset[str]
    """The labels that it carries; empty before classification."""


class Reading:
    """One statement, made ready for all finders.

    Parameters
    ----------
    statement : Statement
        With or without sentences and evidence; these sharpen what is found.
    """

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.text = statement.text.translate(MARKS)
        self.is_classified = statement.evidence is not None
        self.passages = tuple(self._passages())
        self._starts = [passage.start for passage in self.passages]
        self._page_starts = [page.start for page in statement.pages]

    def _passages(self) -> Iterator[Passage]:
        labels: dict[int, set[str]] = {}
        for item in self.statement.evidence or ():
            if item.counts:
                labels.setdefault(item.sentence.index, set()).add(item.label)
        if self.statement.sentences is None:
            spans = [match.span() for match in PLAIN_SENTENCE.finditer(self.text)]
        else:
            spans = [(sentence.start, sentence.end) for sentence in self.statement.sentences]
        for index, (start, end) in enumerate(spans):
            known = frozenset(labels.get(index, ()))
            text = self.text[start:end]
            yield Passage(start, end, text, text.lower(), known)

    def index_at(self, place: int) -> int:
        """Return the index of the passage at a code point, or of the last one before it."""
        return max(0, bisect_right(self._starts, place) - 1)

    def passage_at(self, place: int) -> Passage:
        """Return the passage at a code point, or the last one before it."""
        if not self.passages:
            return Passage(0, len(self.text), self.text, self.text.lower(), frozenset())
        return self.passages[self.index_at(place)]

    def page_at(self, place: int) -> int:
        """Return the number of the page at a code point; 1 where there are no pages."""
        pages: tuple[Page, ...] = self.statement.pages
        if not pages:
            return 1
        return pages[max(0, bisect_right(self._page_starts, place) - 1)].number
