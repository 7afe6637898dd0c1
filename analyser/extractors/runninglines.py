"""Tell running headers, running footers and page numbers from what a page says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from analyser.extractors.pdflines import Line, PageLines

N_EDGE_LINES = 3
"""How many lines at the top and at the bottom of a page can be running lines."""
MIN_PAGES = 3
MIN_SHARE = 0.3
"""Share of the pages on which a line runs, wherever at their edges it stands."""
MIN_SHARE_IN_PLACE = 0.05
"""Share where it always stands in the same place: the running header of a chapter."""
PLACE = 3.0
"""Points within which a place is the same."""
MIN_LETTERS = 6
"""A line with fewer, such as a box to tick, runs only where it always stands in one place."""
MARGIN = 0.08
"""Share of a page's height in which even two pages make a running line."""
PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–|\s]*\d{1,3}[-–|\s]*(?:(?:of|/)\s*\d{1,3})?", re.IGNORECASE
)


def running_lines(pages: Sequence[PageLines]) -> list[frozenset[int]]:
    """Find the lines that run over the pages of a document.

    Parameters
    ----------
    pages : sequence of PageLines
        n_pages of them.

    Returns
    -------
    list of frozenset of int
        For each page the indices of its lines that stand, but for their digits, at the edge of
        at least three pages and of three in ten; or in the same place of at least three pages
        and of one in twenty; or in the outer margin of both of two pages; and of lone page
        numbers at an edge.
    """
    edges = [list(_edges(page)) for page in pages]
    keys: Counter[str] = Counter()
    places: Counter[tuple[str, int]] = Counter()
    for page, indices in zip(pages, edges, strict=True):
        keys.update({_masked(page.lines[index].text) for index in indices})
        places.update({place for index in indices for place in _places(page, index)})
    enough = max(MIN_PAGES, MIN_SHARE * len(pages))
    enough_in_place = max(MIN_PAGES, MIN_SHARE_IN_PLACE * len(pages))

    def runs(page: PageLines, index: int) -> bool:
        line = page.lines[index]
        if PAGE_NUMBER.fullmatch(line.text):
            return True
        has_words = sum(map(str.isalpha, line.text)) >= MIN_LETTERS
        if has_words and enough <= keys[_masked(line.text)]:
            return True
        n_pages = max(places[place] for place in _places(page, index))
        is_margin = not MARGIN * page.height < line.bottom < (1 - MARGIN) * page.height
        if not has_words:
            return is_margin and enough_in_place <= n_pages
        return enough_in_place <= n_pages or (len(pages) == 2 == n_pages and is_margin)

    return [
        frozenset(index for index in indices if runs(page, index))
        for page, indices in zip(pages, edges, strict=True)
    ]


def _edges(page: PageLines) -> Iterator[int]:
    """Give the lines on the three highest and the three lowest levels of a page."""
    order = sorted(range(len(page.lines)), key=lambda index: -page.lines[index].bottom)
    top = list(_levels(page.lines, order))
    yield from top
    yield from _levels(page.lines, order[len(top) :][::-1])


def _levels(lines: Sequence[Line], order: Sequence[int]) -> Iterator[int]:
    n_levels, level = 0, float("inf")
    for index in order:
        if abs(lines[index].bottom - level) > PLACE:
            n_levels, level = n_levels + 1, lines[index].bottom
        if n_levels > N_EDGE_LINES:
            return
        yield index


def _places(page: PageLines, index: int) -> Iterator[tuple[str, int]]:
    """Name a line and its height on the page, so that nearly the same height has a common name."""
    line = page.lines[index]
    level = int(line.bottom / PLACE)
    yield from ((_masked(line.text), near) for near in (level, level + 1))


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", text).lower()
