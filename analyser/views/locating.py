"""Find sentences among the characters of a page, by their letters and digits alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

MIN_PIECE = 12
"""Letters that a piece of a sentence needs to be found by itself, where lines of two columns
alternate or something stands between two lines of the sentence."""
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels from the top left corner."""


def letters(characters: Iterable[str]) -> tuple[str, list[int]]:
    """Reduce characters to what two ways of reading a page agree on.

    Parameters
    ----------
    characters : iterable of str
        Of a page or a sentence.

    Returns
    -------
    text : str
        Letters and digits, in small letters, ligatures taken apart.
    indices : list of int
        For each of them, the index of the character that it comes from.
    """
    found: list[str] = []
    indices: list[int] = []
    for index, character in enumerate(characters):
        for each in unicodedata.normalize("NFKC", character).casefold():
            if each.isalnum():
                found.append(each)
                indices.append(index)
    return "".join(found), indices


def locate(wanted: Sequence[str], characters: Sequence[str]) -> list[list[int]]:
    """Find texts on a page.

    Parameters
    ----------
    wanted : sequence of str
        In the order in which they were read, which need not be that of the page.
    characters : sequence of str
        The page's, in the order of the file.

    Returns
    -------
    list of lists of int
        For each text the indices of its characters, each used once; none where it is not found.
    """
    page, indices = letters(characters)
    taken = bytearray(len(page))
    found, cursor = [], 0
    for text in wanted:
        spans = _spans(letters(text)[0], page, taken, cursor)
        for start, end in spans:
            taken[start:end] = b"\1" * (end - start)
            cursor = end
        found.append([indices[i] for start, end in spans for i in range(start, end)])
    return found


def lines_of(boxes: Iterable[Box]) -> list[Box]:
    """Join the boxes of characters that stand side by side.

    Parameters
    ----------
    boxes : iterable of Box
        In reading order.

    Returns
    -------
    list of Box
        One for each line, or part of a line.
    """
    lines: list[Box] = []
    for box in boxes:
        if lines and _are_beside(lines[-1], box):
            pairs = zip(lines[-1], box, (min, min, max, max), strict=True)
            left, top, right, bottom = (choose(a, b) for a, b, choose in pairs)
            lines[-1] = (left, top, right, bottom)
        else:
            lines.append(box)
    return lines


def _are_beside(line: Box, box: Box) -> bool:
    height = min(line[3] - line[1], box[3] - box[1])
    overlap = min(line[3], box[3]) - max(line[1], box[1])
    gap = box[0] - line[2]
    return 0.5 * height <= overlap and -height <= gap <= 2.5 * height


def _spans(text: str, page: str, taken: bytearray, cursor: int) -> list[tuple[int, int]]:
    """Find a text in one span, or in several; in none if too little of it is there."""
    whole = _place(text, page, taken, cursor)
    if whole is not None or len(text) < MIN_PIECE:
        return [] if whole is None or not text else [whole]
    spans: list[tuple[int, int]] = []
    n_found = start = 0
    while start < len(text):
        span = _longest(text[start:], page, taken, cursor)
        if span is None:
            start += 1  # a letter that the page has not, or has otherwise
            continue
        spans.append(span)
        cursor = span[1]
        start += span[1] - span[0]
        n_found += span[1] - span[0]
    return spans if len(text) <= 2 * n_found else []


def _longest(text: str, page: str, taken: bytearray, cursor: int) -> tuple[int, int] | None:
    """Place the longest beginning of a text that is on the page."""
    low, high = min(MIN_PIECE, len(text)), len(text)
    best = None
    while low <= high:
        length = (low + high) // 2
        span = _place(text[:length], page, taken, cursor)
        if span is None:
            high = length - 1
        else:
            best, low = span, length + 1
    return best


def _place(text: str, page: str, taken: bytearray, cursor: int) -> tuple[int, int] | None:
    """Find a text where nothing was found yet: behind the cursor, else before it."""
    for first, last in ((cursor, len(page)), (0, min(len(page), cursor + len(text)))):
        start = page.find(text, first, last)
        while start != -1:
            if not any(taken[start : start + len(text)]):
                return start, start + len(text)
            start = page.find(text, start + 1, last)
    return None
