"""Count the columns of a page, and put lines in order where the content stream has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analyser.extractors.pdflines import Line

MIN_LINES = 4
"""A column has at least as many lines."""
MIN_SHARE = 0.15
"""And at least this share of the lines of its page."""
MAX_CROSSING = 0.15
"""Share of the lines that may cross the space between two columns, such as a title."""
MIN_COLUMN_WIDTH = 0.12
"""Share of the width of the text."""
MAX_JUMPS = 0.2
"""Share of steps up within a column above which a stream is in no reading order."""
SLACK = 2.0
"""Points by which boxes may overlap and still be apart."""


def gutters(lines: Sequence[Line]) -> list[float]:
    """Find the spaces between columns.

    Parameters
    ----------
    lines : sequence of Line
        Of one page, or of a part of it.

    Returns
    -------
    list of float
        Where each column but the first begins, in points, from left to right.
    """
    placed = [line for line in lines if line.left < line.right]
    if len(placed) < 2 * MIN_LINES:
        return []
    start = min(line.left for line in placed)
    width = max(line.right for line in placed) - start
    found: list[float] = []
    lefts = Counter(round(line.left) for line in placed)
    for x in sorted(lefts):
        if sum(lefts[x + shift] for shift in (-2, -1, 0, 1, 2)) < MIN_LINES:
            continue
        if x - (found[-1] if found else start) < MIN_COLUMN_WIDTH * width:
            continue
        if _is_gutter(placed, x, found[-1] if found else start):
            found.append(float(x))
    return found


def _is_gutter(lines: Sequence[Line], x: float, start: float) -> bool:
    before = [line for line in lines if line.right <= x + SLACK and start - SLACK <= line.left]
    after = [line for line in lines if x - SLACK <= line.left]
    enough = max(MIN_LINES, MIN_SHARE * len(lines))
    n_crossing = sum(line.left < x - SLACK and x + SLACK < line.right for line in lines)
    n_starting = sum(abs(line.left - x) <= SLACK for line in after)
    if min(len(before), len(after)) < enough or n_starting < MIN_LINES:
        return False
    if MAX_CROSSING * len(lines) < n_crossing:
        return False
    low, high = min(line.bottom for line in before), max(line.top for line in before)
    n_beside = sum(low < line.top and line.bottom < high for line in after)
    return n_beside >= MIN_LINES


def is_scrambled(lines: Sequence[Line]) -> bool:
    """Say whether lines go up within their column too often to be in reading order.

    Parameters
    ----------
    lines : sequence of Line
        Of one page, in the order of its content stream.

    Returns
    -------
    bool
        False for nearly every document: streams are written in reading order.
    """
    steps = [(a, b) for a, b in pairwise(lines) if overlap(a, b)]
    n_up = sum(a.top <= b.bottom + SLACK for a, b in steps)
    return n_up >= MIN_LINES and MAX_JUMPS * len(steps) < n_up


def overlap(a: Line, b: Line) -> bool:
    """Say whether two lines stand in one column: one lies over half of the other's width.

    Parameters
    ----------
    a, b : Line
        Of one page.

    Returns
    -------
    bool
        Whatever their heights.
    """
    left = a.left if b.left < a.left else b.left
    right = a.right if a.right < b.right else b.right
    width = min(a.right - a.left, b.right - b.left)
    return 0.5 * width <= right - left


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Order lines by their place: what spans the page parts it, columns go from left to right.

    Parameters
    ----------
    lines : sequence of Line
        Of one page, in any order.

    Returns
    -------
    list of Line
        The same lines.
    """
    starts = gutters(lines)
    if not starts:
        return sorted(lines, key=lambda line: (-round(line.bottom / SLACK), line.left))
    spanning = [line for line in lines if any(_crosses(line, x) for x in starts)]
    held = {id(line) for line in spanning}
    rest = [line for line in lines if id(line) not in held]
    ordered: list[Line] = []
    for line in sorted(spanning, key=lambda line: -line.bottom):
        above = [each for each in rest if line.bottom <= each.bottom]
        rest = [each for each in rest if each.bottom < line.bottom]
        ordered += [*_by_column(above, starts), line]
    return [*ordered, *_by_column(rest, starts)]


def _crosses(line: Line, x: float) -> bool:
    return line.left < x - SLACK and x + SLACK < line.right


def _by_column(lines: Sequence[Line], starts: Sequence[float]) -> Iterator[Line]:
    def place(line: Line) -> tuple[int, float, float]:
        column = sum(x - SLACK <= line.left for x in starts)
        return column, -round(line.bottom / SLACK), line.left

    yield from sorted(lines, key=place)
