"""Part the cells of table rows on PDF pages that look tabular, by pdfplumber."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from itertools import chain

import pdfplumber
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from analyser.extractors.paragraphs import CELL, clean
from analyser.limits import Reading

SHORT_NUMERIC = re.compile(r"^(?=.{3,60}$)(?=.*\d).*\s[\d£$€%.,()–-]+$")
MIN_LINES = 5
MIN_SHARE = 0.25
MAX_PAGES = 20
"""pdfplumber reads about ten pages a second; a report full of figures must not take minutes."""


def looks_tabular(lines: Sequence[str]) -> bool:
    """Say whether a page has a table of figures.

    Parameters
    ----------
    lines : sequence of str
        Of one page.

    Returns
    -------
    bool
        Whether a quarter of its lines, and five of them, end in a figure.
    """
    n_numeric = sum(bool(SHORT_NUMERIC.match(line)) for line in lines)
    return n_numeric >= MIN_LINES and MIN_SHARE * len(lines) <= n_numeric


def read_rows(data: bytes, indices: Sequence[int], reading: Reading) -> dict[int, dict[str, str]]:
    """Read the rows of the tables on some pages.

    Parameters
    ----------
    data : bytes
        The document.
    indices : sequence of int
        Of the pages, counted from 0; at most 20 of them are read.
    reading : Reading
        When to stop.

    Returns
    -------
    dict of int to dict of str to str
        For each page, by a row's letters and digits, its cells; a row's line is replaced only
        where they agree, so that nothing is lost or told twice. Pages that pdfplumber cannot
        read are left out: a second opinion that fails leaves the first one standing.
    """
    found: dict[int, dict[str, str]] = {}
    if not indices:
        return found
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for index in indices[:MAX_PAGES]:
                if reading.is_over:
                    break
                found[index] = _rows(document.pages[index])
    except (PdfminerException, MalformedPDFException, RecursionError, ValueError, IndexError,
            KeyError, TypeError, AttributeError, OverflowError):  # fmt: skip
        return found
    return found


def _rows(page: pdfplumber.page.Page) -> dict[str, str]:
    try:
        tables = page.extract_tables()
    finally:
        page.close()
    rows = {}
    for cells in chain.from_iterable(tables):
        filled = [clean(" ".join(cell.split())) for cell in cells if cell and cell.strip()]
        if len(filled) > 1:
            rows[letters("".join(filled))] = CELL.join(filled)
    return rows


def letters(text: str) -> str:
    """Give the letters and digits of a text alone.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        In order.
    """
    return "".join(character for character in text if character.isalnum())
