"""Read dates in the formats in which statements give them."""

from __future__ import annotations

import re
from datetime import date

NAMES = (
    "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,"
    "september sept sep,october oct,november nov,december dec"
)
MONTHS = {
    name: number for number, names in enumerate(NAMES.split(","), 1) for name in names.split()
}
MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th))?"
YEAR = r"(?:19|20)\d\d(?!\d)"
DATE = (
    rf"(?:{DAY}(?:\s+day)?\s*(?:of\s+)?[-/]?{MONTH},?(?:[\s/-]*{YEAR})?"  # 31st of March 2018
    rf"|{MONTH}\s*{DAY}(?!\d)(?:\s*,?\s*{YEAR})?"  # March 31, 2018
    rf"|{MONTH},?[\s-]*(?:of\s)?{YEAR}"  # March 2018
    rf"|(?:20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)"  # 2018-03-31
    r"|(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|[12]\d|3[01])[./-](?:(?:20)?[0-3]\d)(?!\d))"
)
"""A day, with or without its year, or a month of a year; to be searched without regard to case."""
IN_WORDS = re.compile(rf"(?P<day>{DAY})(?:\s+day)?\s*(?:of\s+)?[-/]?(?P<month>{MONTH})", re.I)
MONTH_FIRST = re.compile(rf"(?P<month>{MONTH})\s*(?P<day>{DAY})(?!\d)", re.I)
MONTH_ONLY = re.compile(rf"(?P<month>{MONTH})", re.I)
ISO = re.compile(r"(20\d\d)-(\d\d)-(\d\d)")
NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})")
HAS_YEAR = re.compile(YEAR)


def read_date(text: str, year: int | None = None, *, month_first: bool = False) -> str | None:
    """Read a date.

    Parameters
    ----------
    text : str
        What `DATE` matched.
    year : int, optional
        The year, where the text gives none ("1 April to 31 March 2018").
    month_first : bool
        Read "3/4/2018" as 4 March, as in the United States.

    Returns
    -------
    str or None
        `2018-03-31`, or `2018-03` for a month; None for no date, such as 31 June.
    """
    if found := ISO.match(text):
        return _iso(int(found[1]), int(found[2]), int(found[3]))
    if found := NUMBERS.match(text):
        first, second, stated = (int(part) for part in found.groups())
        day, month = (second, first) if month_first or second > 12 else (first, second)
        return _iso(stated + 2000 if stated < 100 else stated, month, day)
    if own := HAS_YEAR.search(text):
        year = int(own[0])
    if year is None:
        return None
    if found := IN_WORDS.match(text) or MONTH_FIRST.match(text):
        number = int(re.sub(r"\D", "", found["day"]))
        return _iso(year, _month(found["month"]), number)
    if found := MONTH_ONLY.match(text):
        return f"{year}-{_month(found['month']):02}"
    return None


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
