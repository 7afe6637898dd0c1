"""The period that a statement reports on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyser.particulars.dates import DATE, HAS_YEAR, read_date
from analyser.particulars.reading import Found, Passage, Reading

KINDS = ("reporting_period",)
YEAR_WORDS = (
    r"(?:(?:financial|fiscal|reporting|calendar|accounting|trading|business)\s(?:years?|periods?))"
)
RANGE = re.compile(
    rf"(?<![\d/.-])(?P<start>{DATE})[\s,]{{0,2}}(?:to|-|until|through|till"
    rf"|and)(?:\sthe\syear\sending)?"
    rf"[\s]{{0,2}}(?P<end>{DATE})",
    re.I,
)
ENDING = re.compile(
    rf"\b(?:{YEAR_WORDS}|(?:52|53|fifty[\s-]two|fifty[\s-]three)[\s-]weeks?|(?:12|twelve"
    rf"|eighteen|18|nine|9|six|6)[\s-]months?(?:\speriod)?|years?|periods?|FYE|FY)"
    rf"(?:\s\(?20\d\d(?:/\d\d)?\)?)?[\s,(]{{0,2}}(?:(?:which\s)?end(?:ed|ing|s)?|to|until|up\sto"
    rf"|from|closing|ending\son)?[\s:]{{1,2}}(?:on\s|at\s)?(?:the\s)?(?P<end>{DATE})",
    re.I,
)
SPAN = r"(?P<first{0}>{1}[12]\d)(?:\s?[/-]\s?(?P<last{0}>(?:20)?[12]\d))?(?![\d.,/-]*\d|%)"
NAMED = re.compile(
    rf"\b(?:{YEAR_WORDS}|year|FY|fiscal)(?:\s(?:of|ending|ended|end|for))?[\s:'(]{{0,2}}"
    rf"{SPAN.format(1, '(?:20)?')}(?!\s(?:months|weeks|days|years))"
    rf"|(?<![\d/.-]){SPAN.format(2, '20')}\s{YEAR_WORDS}"
    rf"|(?<![\d/.-]){SPAN.format(3, '20')}(?=\s(?:(?:modern\s|anti-?)?slavery\s"
    r"(?:(?:and|&)\shuman\strafficking\s)?|transparency\s)statement)"
    rf"|\bstatement(?:\s\([^)]{{1,20}}\))?[\s:,(-]{{1,3}}(?:for\s|of\s)?{SPAN.format(4, '20')}",
    re.I,
)
ABOUT_STATEMENT = re.compile(
    r"\bhereby\sreports?\b|\b(?:sets?|setting)\sout\b|\boutlines?\b"
    r"|\b(?:this|our|the|following|slavery|trafficking|transparency"
    r"|annual)\s(?:[\w/-]+\s){0,6}?(?:statement|report|disclosure)\b"
    r"|\bstatement\b[^.;]{0,80}\b(?:covers?|relates?|refers?|sets\sout|made|published|issued|for"
    r"|in\srespect)\b"
    r"|\breporting\s(?:period|year)\b|\bpursuant\b|\bsection\s54\b|\bmodern\sslavery\b",
    re.I,
)
OTHER_YEAR = re.compile(
    r"\b(?:since|previous|prior|last|next|coming|forthcoming|by\sthe\send\sof|first|future"
    r"|plan\w*|by)\s"
    r"(?:\w+\s){0,3}$|\bact\s(?:of\s)?\(?$",
    re.I,
)
HAS_DIGITS = re.compile(r"[12]\d")
SHORTEST, LONGEST = 3, 19
"""Months that the ends of a reporting period may lie apart."""
TITLE_WORDS = 25
HEAD = 1500
"""Characters from the start within which a title gives the period."""


def find(reading: Reading) -> Iterator[Found]:
    """Find the reporting period where a sentence or a title states it.

    Parameters
    ----------
    reading : Reading
        One statement.

    Yields
    ------
    Found
        Of kind `reporting_period`; the value is `start/end` in ISO dates, with `..` for a start
        that is not stated, or `2018` or `2018/2019` for a year that is only named.
    """
    month_first = reading.statement.source.jurisdiction == "US"
    for passage in reading.passages:
        if not HAS_DIGITS.search(passage.text):
            continue
        if not (ABOUT_STATEMENT.search(passage.text) or _is_title(passage)):
            continue
        taken: list[tuple[int, int]] = []
        for found in _in(passage, month_first):
            if not any(start < found.end and found.start < end for start, end in taken):
                taken.append((found.start, found.end))
                yield found


def _is_title(passage: Passage) -> bool:
    is_short = len(passage.text.split()) <= TITLE_WORDS
    return is_short and passage.start < HEAD and "\n" not in passage.text


def _in(passage: Passage, month_first: bool) -> Iterator[Found]:
    text = passage.text
    for match in RANGE.finditer(text):
        end = read_date(match["end"], month_first=month_first)
        year = int(end[:4]) if end else None
        start = read_date(match["start"], year, month_first=month_first)
        if start and end and not HAS_YEAR.search(match["start"]) and start > end:
            start = read_date(match["start"], int(end[:4]) - 1, month_first=month_first)
        if start and end and SHORTEST <= _n_months(start, end) <= LONGEST:
            yield _found(passage, match, f"{start}/{end}")
    for match in ENDING.finditer(text):
        if OTHER_YEAR.search(text[: match.start()]):
            continue
        if end := read_date(match["end"], month_first=month_first):
            yield _found(passage, match, f"../{end}")
    for match in NAMED.finditer(text):
        if OTHER_YEAR.search(text[: match.start()]):
            continue
        first, last = _years(match)
        if len(first) == 2 and not re.match("FY|fiscal", match[0], re.I) and not last:
            continue
        years = [str(2000 + int(each) % 100) for each in (first, last) if each]
        if len(years) == 2 and int(years[1]) != int(years[0]) + 1:
            continue
        yield _found(passage, match, "/".join(years), "year as named")


def _years(match: re.Match[str]) -> tuple[str, str | None]:
    which = next(number for number in "1234" if match[f"first{number}"])
    return match[f"first{which}"], match[f"last{which}"]


def _n_months(start: str, end: str) -> int:
    return 12 * (int(end[:4]) - int(start[:4])) + int(end[5:7]) - int(start[5:7])


def _found(passage: Passage, match: re.Match[str], value: str, note: str = "") -> Found:
    start, end = (passage.start + place for place in match.span())
    return Found("reporting_period", value, start, end, note)
