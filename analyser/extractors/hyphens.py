"""Mend words that a line end parted, and keep the hyphens of true compounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from analyser.extractors.pdflines import HYPHEN_MARK
from analyser.extractors.quality import is_word

PARTED = re.compile(rf"(?P<first>[^\W\d_]+)(?:{HYPHEN_MARK}|-(?=\n))[\n ]?(?P<second>[^\W\d_]+)")
"""A word before a hyphen that ended a line, and what the next line begins with."""
DASH_END = re.compile(r"(?<=\w)(-|(?<=\d)–(?=\n\d))\n(?=\w)")
"""A hyphen, or the dash of a range of numbers, that ends a line."""
COMPOUNDING = frozenset(
    """all anti best co cross ex fair fast four full half high ill in large long low mid multi near
    non off on one open part post pre pro real self semi short single small so state sub third
    three top two up well whole wide world year zero""".split()  # noqa: SIM905
)
"""First parts that corporate English joins with a hyphen, wherever the line ends."""


class Hyphens:
    """What one document says of its words, so that it is mended in its own spelling.

    Parameters
    ----------
    texts : iterable of str
        All lines of the document.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts

    @cached_property
    def _text(self) -> str:
        """The document in small letters; most documents need not be asked."""
        return "\n".join(self._texts).lower()

    def join(self, lines: Sequence[str]) -> str:
        """Join the lines of one block.

        Parameters
        ----------
        lines : sequence of str
            At least one; a hyphen that ended a line is `HYPHEN_MARK` or "-".

        Returns
        -------
        str
            One line without a mark. A hyphen stays unless the parts are one word, as nearly all
            are true compounds in corporate documents ("non-executive").
        """
        if len(lines) == 1 and HYPHEN_MARK not in lines[0]:
            return lines[0]
        text = "\n".join(lines)
        if HYPHEN_MARK not in text and not DASH_END.search(text):
            return text.replace("\n", " ")
        text = PARTED.sub(self._mend, text)
        text = re.sub(rf"{HYPHEN_MARK}[\n ]?", "-", text)
        text = DASH_END.sub(r"\1", text)
        return text.replace("\n", " ")

    def _mend(self, match: re.Match[str]) -> str:
        first, second = match["first"], match["second"]
        return f"{first}{second}" if self.is_one_word(first, second) else f"{first}-{second}"

    def is_one_word(self, first: str, second: str) -> bool:
        """Decide whether a hyphen at a line end only parts a word.

        Parameters
        ----------
        first, second : str
            The letters before and after it.

        Returns
        -------
        bool
            By how the document writes it elsewhere, else by a lexicon.
        """
        if not second[0].islower():
            return False
        together, apart = f"{first}{second}".lower(), f"{first}-{second}".lower()
        n_together, n_apart = self._text.count(together), self._text.count(apart)
        if n_together != n_apart:
            return n_apart < n_together
        are_words = is_word(first) and is_word(second)
        if is_word(together):
            return not (are_words and first.lower() in COMPOUNDING)
        return not is_word(second)
