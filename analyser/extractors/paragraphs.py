"""Join the lines of a page to blocks: paragraphs, headings and bullets, one a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain

from analyser.types import Page

BULLET = re.compile(
    r"(?:[•●▪■◦‣∙·*–—-]|[a-z]\.(?= )|o(?= )|\(?[a-z]\)|\(?(?:[ivx]{1,4}|\d{1,2})[.)]) ?(?=\S)"
)
"""What opens a list item. A hyphen or asterisk counts only before text."""
BARE_ITEM = re.compile(
    r"(?:Adopted|Assessed|Carried out|Commenced|Communicated|Completed|Conducted|Continued"
    r"|Delivered|Developed|Educated|Embedded|Engaged|Enhanced|Ensured|Established|Identified|Implemented"
    r"|Improved|Incorporated|Introduced|Issued|Launched|Mapped|Monitored|Provided|Published|Reviewed|Revised"
    r"|Rolled out|Strengthened|Trained|Updated) (?!(?:by|in|on|with|from|to|at|as|under) )[a-z]"
)
"""What opens an item of a list of things done whose bullet was lost."""
CELL = " | "
TERMINAL = (".", "!", "?", ";", ":")
CLOSING = "\"'”’)]"
MAX_WRAPPED_LENGTH = 160
"""A text with longer lines than this was not broken into lines by a typesetter."""
FULL_LINE = 0.75
"""A line at least this share of the usual width runs on."""
MAX_HEADING_WORDS = 12
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
    # Some fonts write a sign of their own behind certain letters; bullets of symbol fonts, from
    # U+F000 on, are no such signs.
    r"|(?<=[^\W\d_])[\ue000-\uefff]+"
)
SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
TWO_BULLETS = re.compile(r"^([•●▪■◦‣∙] ?)(?:[-–•●▪■◦‣∙] ?)+(?=\S)")
INLINE_BULLET = re.compile(r"\s+(?=[•●▪■◦‣∙] ?\S)")
"""A list that was run together into one line: every bullet begins a line of its own."""
LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
    | {"\ufb05": "st", "\ufb06": "st"}
    # Bullets of symbol fonts, in the private use area.
    | dict.fromkeys(("\uf0b7", "\uf0a7", "\uf0d8", "\uf076", "\uf0fc", "\uf02d"), "•")
)


def clean(line: str) -> str:
    """Take out what is no text: control and direction marks, ligatures, runs of spaces."""
    if line.isascii() and line.isprintable():
        return " ".join(line.split())
    if not line.isascii():
        line = unicodedata.normalize("NFC", line.translate(LIGATURES))
    return TWO_BULLETS.sub(r"\1", SPACES.sub(" ", CONTROL.sub("", line)).strip())


def usual_width(lines: Iterable[str]) -> int:
    """Give the length, in characters, that nine lines in ten do not pass; 0 for no lines."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


def is_wrapped(lines: Sequence[str]) -> bool:
    """Say whether lines end where a page ends them, rather than where a paragraph does."""
    lengths = sorted(len(line) for line in lines if line)
    return bool(lengths) and lengths[int(0.95 * (len(lengths) - 1))] <= MAX_WRAPPED_LENGTH


def join_lines(lines: Iterable[str], width: int) -> list[str]:
    """Join the lines of one page.

    Parameters
    ----------
    lines : iterable of str
        Cleaned lines; an empty one ends a block.
    width : int
        The usual width of a full line, in characters; 0 leaves lines as they are.

    Returns
    -------
    list of str
        Blocks, none of them empty, none with a line break inside.
    """
    blocks: list[str] = []
    previous = ""
    for line in chain.from_iterable(INLINE_BULLET.split(line) for line in lines):
        if line and previous and width and runs_on(previous, line, width):
            joint = "" if previous.endswith("-") and line[0].islower() else " "
            blocks[-1] += joint + line
        elif line:
            blocks.append(line)
        previous = line
    return blocks


def runs_on(previous: str, line: str, width: int) -> bool:
    """Decide whether a line continues the one before it.

    Parameters
    ----------
    previous, line : str
        Two lines that follow each other, neither of them empty.
    width : int
        The usual width of a full line, in characters.

    Returns
    -------
    bool
        False where a new paragraph, heading, bullet or table row begins.
    """
    if CELL in previous or CELL in line or BULLET.match(line):
        return False
    stripped = previous.rstrip(CLOSING)
    if stripped.endswith(":") or BARE_ITEM.match(line):
        return False
    is_full = FULL_LINE * width <= len(previous)
    if line[0].islower():
        return is_full or not stripped.endswith(TERMINAL)
    if stripped.endswith(TERMINAL) and is_heading(line, width):
        return False
    if previous.isupper() != line.isupper():
        return False
    return is_full or stripped.endswith(",")


def is_heading(line: str, width: int) -> bool:
    """Say whether a line that follows a full stop looks like a heading: short, without an end.

    Parameters
    ----------
    line : str
        Not empty.
    width : int
        The usual width of a full line, in characters.

    Returns
    -------
    bool
        The last line of a paragraph is short too, but has an end.
    """
    is_short = len(line) < FULL_LINE * width and len(line.split()) <= MAX_HEADING_WORDS
    return is_short and not line.endswith((*TERMINAL, ","))


def lay_out(blocks_by_page: Sequence[Sequence[str]]) -> tuple[str, tuple[Page, ...]]:
    """Put the blocks of all pages into one text.

    Parameters
    ----------
    blocks_by_page : sequence of sequences of str
        Of n_pages pages, in order.

    Returns
    -------
    text : str
        One block a line.
    pages : tuple of Page
        n_pages spans that follow each other and cover the text.
    """
    parts, pages, start = [], [], 0
    for index, blocks in enumerate(blocks_by_page):
        body = "".join(f"{block}\n" for block in blocks)
        parts.append(body)
        pages.append(Page(number=index + 1, start=start, end=start + len(body)))
        start += len(body)
    return "".join(parts), tuple(pages)
