"""Write the head of a ranking as Markdown, to paste into an issue, a wiki or an e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from analyser.reports import steadiness, unranked, wording
from analyser.tables import Cell, Row, iterate, plain
from analyser.tables.rows import failure_row
from analyser.types import Ranking

SUFFIX = ".md"
MEDIA_TYPE = "text/markdown; charset=utf-8"

N_ROWS = 100
"""Ranked statements, and documents not analysed, that are listed; the rest is only counted."""

SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#])")

RANKING_HEADINGS = {
    "rank": "Rank",
    "organisation": "Organisation",
    "year": "Year",
    "score": "Score",
    "interval": "90% interval",
    "band": "Band",
    "legal_explicit": "Formalities",
    "n_undetermined": "Undetermined",
    "places": "Ranks in the interval",
    "alike": "Not told from ranks",
}
READING_HEADINGS = {"rank": "Rank", "organisation": "Organisation", "reading": "How it was read"}
STEP_HEADINGS = {"step": "Step", "ranks": "Ranks", "rows": "Rows", "begins": "Begins with"}
END_HEADINGS = {"rank": "Rank", "organisation": "", "share": "Stays there under other weights"}
FAILURE_HEADINGS = {"organisation": "Organisation", "year": "Year", "error": "Why", "hint": "Next"}


def write(ranking: Ranking, file: BinaryIO) -> None:
    """Write the first rows, the first documents not analysed, and how to read them."""
    file.writelines(f"{line}\n".encode() for line in _lines(ranking))


def _lines(ranking: Ranking) -> Iterator[str]:
    yield f"# {_escaped(wording.title(ranking.framework))}"
    yield ""
    yield _escaped(wording.provenance(ranking))
    yield ""
    for text in (*wording.IS, *wording.IS_NOT):
        yield f"- {text}"
    yield ""
    yield "## Ranking"
    yield ""
    shown = [_shown(len(ranking.rows)), steadiness.more_tie(ranking.rows, N_ROWS)]
    yield f"{_count(len(ranking.rows), 'statement')} ranked; {' '.join(filter(None, shown))}"
    yield ""
    rows = (_with_spans(row) for row in islice(iterate(ranking, "ranking"), N_ROWS))
    yield from _table(RANKING_HEADINGS, rows)
    yield ""
    if any(row.legibility for row in ranking.rows[:N_ROWS]):
        yield "## How they were read"
        yield ""
        yield wording.HOW_READ
        yield ""
        yield from _table(READING_HEADINGS, _readings(ranking))
        yield ""
    yield from _steadiness(ranking)
    yield "## Not analysed"
    yield ""
    yield f"{_count(len(ranking.failures), 'document')}; {_shown(len(ranking.failures))}"
    if ranking.failures:
        yield f"{wording.NOT_ANALYSED} By reason: {_escaped(wording.reasons(ranking))}."
        for section in unranked.sections(ranking.failures):
            yield ""
            yield f"### {section.heading}"
            yield ""
            n_failures = len(section.failures)
            yield f"{section.sentence} {_count(n_failures, 'document')}; {_shown(n_failures)}"
            yield ""
            failures = (failure_row(failure) for failure in section.failures[:N_ROWS])
            yield from _table(FAILURE_HEADINGS, (_named(row) for row in failures))
    yield ""
    yield "## How to read it"
    yield ""
    for text in (
        wording.score(ranking.framework, ranking.axis),
        wording.INTERVAL,
        wording.TIES,
        wording.UNDETERMINED,
    ):
        yield f"- {text}"
    yield f"- Bands, by score: {wording.BAND_LINE}."
    yield ""
    yield from _table(
        {"grade": "Grade", "words": "In words", "meaning": "Meaning"},
        (
            {"grade": "?" if grade < 0 else int(grade), "words": words, "meaning": meaning}
            for (grade, words), meaning in zip(
                wording.GRADE_WORDS.items(), wording.GRADE_MEANINGS.values(), strict=True
            )
        ),
    )
    yield ""
    yield "The quoted sentences, with their pages, are in the CSV, XLSX, JSON and HTML reports."


def _steadiness(ranking: Ranking) -> Iterator[str]:
    steps = steadiness.steps(ranking.rows)
    if not steps:
        return
    yield "## How far the order holds"
    yield ""
    yield f"{steadiness.ALIKE} {steadiness.STEPS}"
    yield ""
    yield from _table(
        STEP_HEADINGS,
        (
            {
                "step": number,
                "ranks": steadiness.span(step.first, step.last),
                "rows": step.n_rows,
                "begins": step.row.source.organisation or step.row.source.id,
            }
            for number, step in enumerate(steps[:N_ROWS], start=1)
        ),
    )
    yield ""
    if ranking.stability and ranking.stability.n_ends:
        yield steadiness.weights(ranking.stability)
        yield ""
        for end in steadiness.ends(ranking.stability):
            yield from _table(
                {**END_HEADINGS, "organisation": end.name},
                (
                    {
                        "rank": row.rank,
                        "organisation": row.organisation or row.statement,
                        "share": wording.percent(row.share),
                    }
                    for row in end.rows
                ),
            )
            yield ""
            if end.ties:
                yield end.ties
                yield ""


def _table(headings: dict[str, str], rows: Iterator[Row]) -> Iterator[str]:
    yield f"| {' | '.join(headings.values())} |"
    yield f"|{' --- |' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(_escaped(row[name]) for name in headings)} |"


def _readings(ranking: Ranking) -> Iterator[Row]:
    for row in ranking.rows[:N_ROWS]:
        if row.legibility:
            name = row.source.organisation or row.source.id
            reading = wording.how_read(row.legibility)
            yield {"rank": row.rank, "organisation": name, "reading": reading}


def _with_spans(row: Row) -> Row:
    return {
        **_named(row),
        "interval": f"{row['score_low']} to {row['score_high']}",
        "places": f"{row['position_low']} to {row['position_high']}",
        "alike": steadiness.span(int(row["alike_low"] or 0), int(row["alike_high"] or 0)),
    }


def _named(row: Row) -> Row:
    return {**row, "organisation": row["organisation"] or row["statement"]}


def _escaped(value: Cell) -> str:
    return "" if value is None else SPECIAL.sub(r"\\\1", plain(str(value)))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _shown(number: int) -> str:
    return f"the first {N_ROWS} are listed." if number > N_ROWS else "all are listed."
