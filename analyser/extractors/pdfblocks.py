"""Join the lines of a PDF page to blocks by their place: paragraphs, headings, bullets, rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from analyser.extractors.columns import overlap
from analyser.extractors.paragraphs import (
    BULLET,
    CELL,
    CLOSING,
    INLINE_BULLET,
    TERMINAL,
    is_heading,
)
from analyser.extractors.pdflines import HYPHEN_MARK, Line

LONE_BULLET = re.compile(r"[•●▪■◦‣∙·*–—o-]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]")
OPEN_RANGE = re.compile(r"\d[-–]$")
"""A range of years or pages that goes on in the next line."""
DASH = re.compile(r"[–—] ")
SAME_SIZE = 0.12
"""Share by which the sizes of letters differ within a paragraph at most; small capitals differ."""
WIDER_GAP = 0.45
"""Share of the size by which the space before a paragraph is wider than between its lines."""
INDENT = 0.8
"""Share of the size from which a line is held to be indented."""
ROW_GAP = 2.0
"""Sizes that part two cells of a table row; justified words stand nearer."""
N_LOCAL = 3
"""From so many lines on a block shows by itself how far its lines reach."""
NOTE_SIZE = 0.9
"""Share of the usual size that the letters of a footnote stay below."""
NOTE_HEIGHT = 0.4
"""Share of a page's height above which no footnote stands."""
NOTE_MARK = re.compile(r"(?:\d{1,2}|[*†‡§])\s?(?=[^\W\d_]|[“\"‘'(])")
FUNCTION_WORDS = frozenset(
    """a an and as at by for from in into its of on or our that the their this to we
    with""".split()  # noqa: SIM905
)
"""Words that end no paragraph."""


def blocks_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Join the lines of one page.

    Parameters
    ----------
    lines : sequence of Line
        In reading order.

    Returns
    -------
    list of list of Line
        One list for each block, in order.
    """
    lines = [part for line in lines for part in _parted(line)]
    below = [False, *(_is_below(a, b) for a, b in pairwise(lines))]
    edges, leading = _right_edges(lines, below), _leading(lines, below)
    blocks: list[list[Line]] = []
    for index, line in enumerate(lines):
        if blocks and _runs_on(blocks[-1], line, edges[index - 1], leading, below[index]):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def part_notes(lines: Sequence[Line], height: float) -> tuple[list[Line], list[Line]]:
    """Part the footnotes of a page from its text, which may go on below them.

    Parameters
    ----------
    lines : sequence of Line
        In reading order.
    height : float
        Of the page, in points.

    Returns
    -------
    text : list of Line
        All other lines, in order.
    notes : list of Line
        Lines in small letters low on the page, from one that begins with a mark on.
    """
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    if all(NOTE_SIZE * usual <= size for size in sizes):
        return list(lines), []
    text: list[Line] = []
    notes: list[Line] = []
    is_note = False
    for line in lines:
        is_small = line.height and line.size < NOTE_SIZE * usual and line.top < NOTE_HEIGHT * height
        is_note = bool(is_small) and (is_note or bool(NOTE_MARK.match(line.text)))
        (notes if is_note else text).append(line)
    return text, notes


def _parted(line: Line) -> Iterator[Line]:
    """Let every bullet of a list that was run together begin a line of its own."""
    texts = [line.text] if line.text.isascii() else INLINE_BULLET.split(line.text)
    if len(texts) == 1:
        yield line
        return
    for text in texts:
        yield replace(line, text=text)


def _right_edges(lines: Sequence[Line], below: Sequence[bool]) -> list[float]:
    """Give for each line how far the lines of its column reach, in points."""
    kinds = [(round(line.left / 8), round(line.size)) for line in lines]
    likes: dict[tuple[int, int], float] = {}
    for line, kind in zip(lines, kinds, strict=True):
        if likes.get(kind, 0.0) < line.right:
            likes[kind] = line.right
    edges: list[float] = []
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or not below[index]:
            reach = max(line.right for line in lines[start:index])
            edges += [max(reach, likes.get(kind, 0.0)) for kind in kinds[start:index]]
            start = index
    return edges


def _is_below(a: Line, b: Line) -> bool:
    return b.bottom < a.bottom and overlap(a, b)


def _leading(lines: Sequence[Line], below: Sequence[bool]) -> float:
    """Give the usual space between two lines of the page, in points."""
    pairs = [pair for pair, is_below in zip(pairwise(lines), below[1:], strict=True) if is_below]
    gaps = [a.bottom - b.top for a, b in pairs if a.bottom - b.top < 3 * max(a.size, 8.0)]
    return median(gaps) if gaps else 0.0


def _runs_on(
    block: Sequence[Line], line: Line, edge: float, leading: float, is_below: bool
) -> bool:
    """Decide whether a line continues a block whose column ends at `edge`."""
    last, first = block[-1], line.text[0]
    if last.text.endswith(HYPHEN_MARK):
        return last.text[-2:-1].isalpha()
    if first.isdigit() and OPEN_RANGE.search(last.text):
        return True
    # No bullet begins with a capital, and most lines that begin a block do.
    is_bullet = not first.isupper() and BULLET.match(line.text) is not None
    if len(block) == 1 and LONE_BULLET.fullmatch(last.text):
        return not is_bullet
    if CELL in last.text or CELL in line.text:
        return False
    if is_bullet and not _is_dash_in_text(block, line, edge):
        return False
    ended = last.text.rstrip(CLOSING).endswith(TERMINAL)
    goes_on = first.islower() and not ended
    if _is_row(last) or _is_row(line):
        return False
    if not goes_on and last.text.rstrip(CLOSING).endswith(":"):
        return False
    if not _is_same_size(last, line, 0.3 if goes_on else SAME_SIZE):
        return False
    if not is_below:
        return _goes_on_elsewhere(last, line, goes_on, edge)
    if len(block) >= N_LOCAL:
        # Text that runs round a picture has an edge of its own.
        edge = max(each.right for each in (*block[-N_LOCAL:], line))
    is_full = _is_full(last, line, edge) or last.text.rsplit(" ", 1)[-1] in FUNCTION_WORDS
    if leading + WIDER_GAP * max(last.size, line.size) < last.bottom - line.top:
        return goes_on and is_full
    if goes_on:
        return True
    return is_full and not _opens(block, line, ended)


def _is_dash_in_text(block: Sequence[Line], line: Line, edge: float) -> bool:
    """Say whether a dash that begins a line goes on with the sentence before it."""
    last = block[-1]
    return (
        bool(DASH.match(line.text))
        and not DASH.match(block[0].text)
        and not last.text.rstrip(CLOSING).endswith(TERMINAL)
        and abs(line.left - last.left) < INDENT * line.size
        and _is_below(last, line)
        and _is_full(last, line, edge)
    )


def _is_row(line: Line) -> bool:
    return line.gap > 0 and line.gap > ROW_GAP * max(line.size, 6.0) and not BULLET.match(line.text)


def _is_same_size(a: Line, b: Line, share: float) -> bool:
    return not a.size or not b.size or abs(a.size - b.size) <= share * max(a.size, b.size)


def _goes_on_elsewhere(last: Line, line: Line, goes_on: bool, edge: float) -> bool:
    """Decide for a line that is not below the last one: beside it, or in the next column."""
    is_level = line.bottom < last.top and last.bottom < line.top
    if is_level:
        return goes_on and 0.0 <= line.left - last.right < 1.5 * max(last.size, 6.0)
    last_word = last.text.split()[-1].lower()
    return goes_on and (_is_full(last, line, edge) or last_word in FUNCTION_WORDS)


def _is_full(last: Line, line: Line, edge: float) -> bool:
    """Say whether the next line's first word would not have fitted on the last line."""
    letter = (last.right - last.left) / max(len(last.text), 1)
    word = len(line.text.split(" ", 1)[0]) + 1
    return edge < last.right + letter * word + 0.3 * last.size


def _opens(block: Sequence[Line], line: Line, ended: bool) -> bool:
    """Say whether a line after a full one begins a block nevertheless."""
    last = block[-1]
    if last.text.isupper() != line.text.isupper():
        return True
    if not ended:
        return False
    shift = line.left - last.left
    if INDENT * line.size < shift and len(block) > 1:
        return True
    if shift < -INDENT * line.size and (len(block) > 1 or bool(BULLET.match(block[0].text))):
        return True
    return is_heading(line.text, len(last.text))
