"""Read the lines of a PDF page with their place on it, by pdfium."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from analyser.extractors.paragraphs import clean

HYPHEN_MARK = "\x02"
"""What ends a line whose last word may go on in the next one."""
PDFIUM_HYPHEN = "\ufffe"
"""What pdfium puts in the place of a hyphen and the line break after it."""
LINE = re.compile(rf"([^\r\n{PDFIUM_HYPHEN}]*)(\r\n|[\r\n{PDFIUM_HYPHEN}]|$)")
Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""
MIN_PATHS = 30
"""A page with as many drawings and no text may be text drawn as outlines."""
IMAGE_SHARE = 0.5
"""An image over more of the page than this may be a scan of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as typeset, with its box in points; y grows upwards."""

    text: str
    """Clean; a hyphen that ended it is `HYPHEN_MARK`."""
    left: float
    """Of its box."""
    bottom: float
    """Of its box."""
    right: float
    """Of its box."""
    top: float
    """Of its box."""
    size: float
    """Of its middle letter's font, in points; 0 when unknown."""
    gap: float = 0.0
    """The widest space between two of its parts, in points: wide in the row of a table."""
    gap_at: float = 0.0
    """Where that space ends, in points."""

    @property
    def height(self) -> float:
        """Of the box, in points."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PageLines:
    """What a page's text layer holds, in the order of its content stream."""

    lines: tuple[Line, ...]
    """None of them empty; those outside the page are left out, since nobody sees them."""
    width: float
    """Of the page, in points."""
    height: float
    """Of the page, in points."""
    n_characters: int
    """Characters that are no space."""


def read_lines(page: pypdfium2.PdfPage) -> PageLines:
    """Read the text layer of a page.

    Parameters
    ----------
    page : pypdfium2.PdfPage
        Open.

    Returns
    -------
    PageLines
        Without a line where the page has no text layer.

    Raises
    ------
    pypdfium2.PdfiumError
        If the page is broken.
    """
    box = page.get_bbox()
    text_page = page.get_textpage()
    try:
        lines = tuple(line for line in _lines(text_page) if _is_inside(line, box))
    finally:
        text_page.close()
    n_characters = sum(len(line.text) - line.text.count(" ") for line in lines)
    return PageLines(lines, box[2] - box[0], box[3] - box[1], n_characters)


def _lines(text_page: pypdfium2.PdfTextPage) -> Iterator[Line]:
    raw = text_page.raw
    text = text_page.get_text_range()
    corners = [ctypes.c_double() for _ in range(4)]
    matrix = pdfium.FS_MATRIX()
    # Only where pdfium left a character out of the text do the two count differently.
    is_alike = len(text) == text_page.count_chars()
    for match in LINE.finditer(text):
        part, end = match.groups()
        words = clean(part)
        if words:
            start = match.start()
            index = start if is_alike else pdfium.FPDFText_GetCharIndexFromTextIndex(raw, start)
            boxes = _boxes(raw, index, len(part), corners)
            size = _size(raw, index + _middle(part), matrix)
            yield Line(
                words + HYPHEN_MARK * (end == PDFIUM_HYPHEN), *_around(boxes), size, *_gap(boxes)
            )


def _middle(part: str) -> int:
    """Find a letter from the middle on: the first may be a bullet, and a space has no size."""
    middle = len(part) // 2
    if part[middle].isalnum():
        return middle
    return next((at for at in range(middle, len(part)) if part[at].isalnum()), middle)


def _size(raw: object, index: int, matrix: ctypes.Structure) -> float:
    """Give the size of a letter as it is seen: some files scale letters of one point."""
    size: float = pdfium.FPDFText_GetFontSize(raw, index)
    if not pdfium.FPDFText_GetMatrix(raw, index, matrix):
        return size
    return size * math.hypot(matrix.b, matrix.d)


def _boxes(raw: object, index: int, n_characters: int, corners: list[ctypes.c_double]) -> list[Box]:
    """Give the boxes of the characters from an index on, one for each run of them."""
    left, top, right, bottom = corners
    boxes = []
    for rect in range(pdfium.FPDFText_CountRects(raw, index, n_characters)):
        pdfium.FPDFText_GetRect(raw, rect, left, top, right, bottom)
        boxes.append((left.value, bottom.value, right.value, top.value))
    return sorted(boxes)


def _around(boxes: list[Box]) -> Box:
    if len(boxes) < 2:
        return boxes[0] if boxes else (0.0, 0.0, 0.0, 0.0)
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _gap(boxes: list[Box]) -> tuple[float, float]:
    """Give the widest space between boxes, and where it ends."""
    if len(boxes) < 2:
        return (0.0, 0.0)
    gaps = [(after[0] - before[2], after[0]) for before, after in pairwise(boxes)]
    return max(gaps, default=(0.0, 0.0))


def _is_inside(line: Line, box: Box) -> bool:
    left, bottom, right, top = box
    has_place = line.left < line.right
    return not has_place or (
        line.left < right and left < line.right and line.bottom < top and bottom < line.top
    )


def may_be_image(page: pypdfium2.PdfPage) -> bool:
    """Say whether a page shows an image or drawings that can hold text.

    Parameters
    ----------
    page : pypdfium2.PdfPage
        Open; a page with next to no text.

    Returns
    -------
    bool
        False for a blank page.
    """
    n_paths = 0
    for item in page.get_objects(max_depth=3):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            return True
        n_paths += item.type == pdfium.FPDF_PAGEOBJ_PATH
        if n_paths >= MIN_PATHS:
            return True
    return False


def is_covered(page: pypdfium2.PdfPage) -> bool:
    """Say whether one image covers more than half of a page, as a scan does.

    Parameters
    ----------
    page : pypdfium2.PdfPage
        Open.

    Returns
    -------
    bool
        True for a scan, and for a picture behind text too.
    """
    left, bottom, right, top = page.get_bbox()
    area = max((right - left) * (top - bottom), 1.0)
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=1):
        x0, y0, x1, y1 = item.get_bounds()
        width = min(x1, right) - max(x0, left)
        height = min(y1, top) - max(y0, bottom)
        if IMAGE_SHARE * area < max(width, 0.0) * max(height, 0.0):
            return True
    return False
