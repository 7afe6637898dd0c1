"""Cut the particulars and the described risks of statements into rows."""

from __future__ import annotations

from collections.abc import Iterator

from analyser.particulars import find_particulars, risk_cards
from analyser.tables.columns import Cell, Row, plain
from analyser.types import Facts, Statement

IN_RANKING = {
    "reporting_period": "reporting_period",
    "approval_date": "approval_date",
    "approval_body": "approval_body",
    "signatory_role": "signatory_role",
    "laws_cited": "law",
    "support_bodies": "support_body",
}
"""Columns of the ranking table that list the first values of one kind, by column."""


def particular_rows(statement: Statement) -> Iterator[Row]:
    """Yield one row of `PARTICULAR_COLUMNS` for each particular of a statement."""
    for each in find_particulars(statement):
        yield {
            **_names(statement),
            "kind": each.kind,
            "value": plain(each.value),
            "note": plain(each.note) or None,
            "page": each.page_number,
            "start": each.start,
            "end": each.end,
            "quote": plain(each.quote),
        }


def risk_rows(statement: Statement) -> Iterator[Row]:
    """Yield one row of `RISK_COLUMNS` for each described risk of a classified statement."""
    for card in risk_cards(statement, find_particulars(statement)):
        yield {
            **_names(statement),
            "page": card.page_number,
            "sentence_index": card.sentence_index,
            "description": plain(card.description),
            "sources": _joined(card.sources),
            "countries": _joined(card.countries),
            "groups": _joined(card.groups),
            "tiers": _joined(card.tiers),
            "indicators": _joined(card.indicators),
            "mitigation": plain(card.mitigation) or None,
            "mitigation_page": card.mitigation_page,
        }


def fact_cells(facts: Facts | None) -> Row:
    """Return the columns of the ranking table that list particulars; missing where nobody looked.

    Parameters
    ----------
    facts : Facts or None
        Of one row.
    """
    lines = {line.kind: line.values for line in facts.lines} if facts else {}
    cells: Row = {column: _joined(lines.get(kind, ())) for column, kind in IN_RANKING.items()}
    return {**cells, "n_risks": facts.n_risks if facts else None}


def _names(statement: Statement) -> dict[str, Cell]:
    source = statement.source
    name = plain(source.organisation or "") or None
    return {"statement": plain(source.id), "organisation": name, "year": source.year}


def _joined(values: tuple[str, ...]) -> str | None:
    return plain("; ".join(values)) or None
