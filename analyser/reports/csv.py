"""Write tables as CSV: UTF-8 without a byte-order mark, line feeds as line ends, one line per row.

Made for programs: `pandas.read_csv` reads it plainly; a spreadsheet is better served by the XLSX
report. A missing value is an empty cell, a yes or no is 1 or 0. A text that a spreadsheet could
run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) gets a leading
apostrophe; who needs the text to the letter takes one apostrophe off, or reads the JSON report.
The one exception is the column `rank`, which this program writes itself: `=29` stands as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from analyser.tables import COLUMNS, Cell, Row, iterate
from analyser.types import Ranking

SUFFIX = ".csv"
MEDIA_TYPE = "text/csv; charset=utf-8"

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(ranking: Ranking, file: BinaryIO) -> None:
    """Write the ranking table; the other tables are written by `write_table`."""
    write_table(ranking, "ranking", file)


def write_table(ranking: Ranking, kind: str, file: BinaryIO) -> None:
    """Write one table of a ranking.

    Parameters
    ----------
    ranking : Ranking
        What to write.
    kind : str
        One of `tables.RANKING_TABLES`.
    file : binary file
        Where to; it stays open.
    """
    write_rows(iterate(ranking, kind), COLUMNS[kind], file)


def write_rows(rows: Iterable[Row], columns: tuple[str, ...], file: BinaryIO) -> None:
    """Write rows as CSV.

    Parameters
    ----------
    rows : iterable of dict
        Each with every column.
    columns : tuple of str
        The columns to write, in their order.
    file : binary file
        Where to; it stays open.
    """
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([cell(column, row[column]) for column in columns] for row in rows)
    finally:
        text.detach()  # or the file would be closed with the wrapper


def cell(column: str, value: Cell) -> Cell:
    """Return a value as it may stand in a CSV file.

    Parameters
    ----------
    column : str
        The column it stands in.
    value : str, int, float or None
        The value.

    Returns
    -------
    str, int, float or None
        The same value; a text that could run as a formula has an apostrophe before it.
    """
    if isinstance(value, str) and column != "rank" and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
