"""Show the particulars and the described risks of one statement: for people, or for programs."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence

from analyser.errors import OutputError
from analyser.reports import csv
from analyser.reports import facts as fact_words
from analyser.tables import FINDING_COLUMNS, Row, finding_rows, plain
from analyser.types import Statement
from analyser.views.outline import size

FORMATS = ("text", "csv", "json")
SCHEMA_VERSION = "1"
NOTHING = (
    "No particular and no described risk was found, which does not mean that there is none: read "
    "the document."
)
NO_RISK = "No sentence was found that describes a risk."
RISK = "risk"
SAID_BY_VALUE = ("law", "support_body")
"""Kinds whose note, the country, is clear from the value."""
NAMED = {
    "sources": "source",
    "countries": "country",
    "groups": "group",
    "tiers": "tier",
    "indicators": "indicator",
}


def write(statement: Statement, format: str = "text") -> str:  # noqa: A002
    """Show what was found in a statement; names of persons are masked.

    Parameters
    ----------
    statement : Statement
        Classified; of one that is not, no risk is known.
    format : str
        One of `FORMATS`. CSV has the columns `tables.FINDING_COLUMNS`. JSON is one object:
        `schema_version`, `statement`, `organisation`, `year`, `extractor`, `unread_pages`,
        `warnings`, `particulars` and `risks`, the last two lists of objects with those of the
        columns that apply.

    Returns
    -------
    str
        With a line feed at the end.

    Raises
    ------
    OutputError
        If there is no such format.
    """
    if format not in FORMATS:
        raise OutputError(f'Particulars are shown as {", ".join(FORMATS)}, not as "{format}".')
    rows = list(finding_rows(statement))
    if format == "csv":
        file = io.BytesIO()
        csv.write_rows(rows, FINDING_COLUMNS, file)
        return file.getvalue().decode("utf-8")
    if format == "json":
        # ASCII only: names of files that are not UTF-8 hold surrogates, which no encoding takes.
        return json.dumps(_content(statement, rows), indent=1, allow_nan=False) + "\n"
    return "".join(f"{line}\n" for line in _lines(statement, rows))


def _content(statement: Statement, rows: Sequence[Row]) -> dict[str, object]:
    named = ("value", "note", "page", "start", "end", "quote")
    risk = ("page", "start", "end", "quote", *NAMED, "mitigation", "mitigation_page")
    return {
        "schema_version": SCHEMA_VERSION,
        "statement": statement.source.id,
        "organisation": statement.source.organisation,
        "year": statement.source.year,
        "extractor": statement.extractor,
        "unread_pages": statement.unread_pages,
        "warnings": statement.warnings,
        "particulars": [
            {key: row[key] for key in ("kind", *named)} for row in rows if row["kind"] != RISK
        ],
        "risks": [{key: row[key] for key in risk} for row in rows if row["kind"] == RISK],
    }


def _lines(statement: Statement, rows: Sequence[Row]) -> Iterator[str]:
    yield plain(statement.source.id)
    yield size(statement)
    for warning in statement.warnings:
        yield f"Note: {plain(warning)}"
    if not rows:
        yield NOTHING
        return
    yield fact_words.NOTE
    for title, kinds in fact_words.GROUPS:
        if not any(row["kind"] in kinds for row in rows):
            continue
        yield ""
        yield title
        for kind in kinds:
            yield from _kind(fact_words.HEADS[kind], [row for row in rows if row["kind"] == kind])
    risks = [row for row in rows if row["kind"] == RISK]
    yield ""
    yield f"Risks described: {len(risks):,}" if risks else NO_RISK
    for row in risks:
        yield f"  p. {row['page']}: “{row['quote']}”"
        named = [f"{head}: {row[column]}" for column, head in NAMED.items() if row[column]]
        if named:
            yield f"    {' · '.join(named)}"
        if row["mitigation"]:
            yield (
                f"    nearest action in the same section (p. {row['mitigation_page']}): "
                f"“{row['mitigation']}”"
            )


def _kind(head: str, rows: Sequence[Row]) -> Iterator[str]:
    """Yield each value once, with all of its pages and its first quote."""
    if rows:
        yield f"  {head}"
    by_value: dict[str, list[Row]] = {}
    for row in rows:
        has_note = row["note"] and row["kind"] not in SAID_BY_VALUE
        shown = f"{row['value']} ({row['note']})" if has_note else str(row["value"])
        by_value.setdefault(shown, []).append(row)
    for shown, same in by_value.items():
        pages = ", ".join(dict.fromkeys(str(row["page"]) for row in same))
        yield f"    {shown} · p. {pages} · “{same[0]['quote']}”"
