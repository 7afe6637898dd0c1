"""Cut the particulars and the described risks of statements into rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from analyser.identifiers import NAME
from analyser.particulars import find_particulars, risk_cards
from analyser.redaction import redact
from analyser.tables.columns import FINDING_COLUMNS, Cell, Row, plain
from analyser.types import Facts, Particular, RiskCard, Statement

IN_RANKING = {
    "reporting_period": "reporting_period",
    "approval_date": "approval_date",
    "approval_body": "approval_body",
    "signatory_role": "signatory_role",
    "laws_cited": "law",
    "support_bodies": "support_body",
}
"""Columns of the ranking table that list the first values of one kind, by column."""
LISTED = frozenset(
    (
        *("law", "support_body", "initiative", "helpline", "country", "sector_at_risk"),
        *("commodity_at_risk", "group_at_risk", "tier", "ilo_indicator"),
    )
)
"""Kinds whose words stand in a list of the package, and so name no person."""
TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness)\b")
MASK = re.compile(r"\[(?:e-mail|phone number|age|origin|number|detail) withheld\]")


def particular_rows(statement: Statement) -> Iterator[Row]:
    """Yield one row of `PARTICULAR_COLUMNS` for each particular of a statement."""
    for each in find_particulars(statement):
        yield _particular_row(statement, each)


def risk_rows(statement: Statement) -> Iterator[Row]:
    """Yield one row of `RISK_COLUMNS` for each described risk of a classified statement."""
    for card in risk_cards(statement, find_particulars(statement)):
        yield {
            **_names(statement),
            "page": card.page_number,
            "sentence_index": card.sentence_index,
            "description": plain(card.description),
            **_risk_cells(card),
        }


def finding_rows(statement: Statement) -> Iterator[Row]:
    """Yield one row of `FINDING_COLUMNS` for each particular and each described risk.

    Parameters
    ----------
    statement : Statement
        Classified, or it has no described risk.

    Yields
    ------
    dict
        In order of place. No name of a person, and nothing that could identify one, stands in it.
    """
    particulars = find_particulars(statement)
    name = statement.source.organisation or ""
    empty: Row = dict.fromkeys(FINDING_COLUMNS)
    rows = [{**empty, **_particular_row(statement, _masked(each, name))} for each in particulars]
    for card in risk_cards(statement, particulars):
        sentence = (statement.sentences or ())[card.sentence_index]
        rows.append(
            {
                **empty,
                **_names(statement),
                "kind": "risk",
                "page": card.page_number,
                "start": sentence.start,
                "end": sentence.end,
                "quote": plain(card.description),
                **_risk_cells(card),
            }
        )
    yield from sorted(rows, key=lambda row: int(row["start"] or 0))


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


def _particular_row(statement: Statement, particular: Particular) -> Row:
    return {
        **_names(statement),
        "kind": particular.kind,
        "value": plain(particular.value),
        "note": plain(particular.note) or None,
        "page": particular.page_number,
        "start": particular.start,
        "end": particular.end,
        "quote": plain(particular.quote),
    }


def _risk_cells(card: RiskCard) -> Row:
    return {
        "sources": _joined(card.sources),
        "countries": _joined(card.countries),
        "groups": _joined(card.groups),
        "tiers": _joined(card.tiers),
        "indicators": _joined(card.indicators),
        "mitigation": plain(card.mitigation) or None,
        "mitigation_page": card.mitigation_page,
    }


def _masked(particular: Particular, organisation: str) -> Particular:
    if particular.kind in LISTED:
        return particular
    value, quote = (_mask(text, organisation) for text in (particular.value, particular.quote))
    return replace(particular, value=value, quote=quote)


def _mask(text: str, organisation: str) -> str:
    """Mask a person in a few words that seem to name a company, a policy or a number.

    Two capitalised words that nobody listed are a name in a sentence; here they are a company's,
    unless one of them is a given name or has a title before it.
    """
    masked = redact(text, names=True, organisation=organisation)
    is_person = TITLE.search(text) or any(
        redact(word, names=True, organisation=organisation) == NAME for word in text.split()
    )
    return masked if is_person or MASK.search(masked) else text


def _names(statement: Statement) -> dict[str, Cell]:
    source = statement.source
    name = plain(source.organisation or "") or None
    return {"statement": plain(source.id), "organisation": name, "year": source.year}


def _joined(values: tuple[str, ...]) -> str | None:
    return plain("; ".join(values)) or None
