"""Words for the particulars and the described risks on a scorecard."""

from __future__ import annotations

from collections.abc import Iterator

from analyser.types import FactLine, Facts, RiskCard

NOTE = (
    "These particulars were found by patterns and lists of names, not judged, and change no score. "
    "About one in fifteen is wrong and some are missed: check them against the page."
)
HEADS = {
    "reporting_period": "Reporting period",
    "approval_date": "Approved on",
    "approval_body": "Approved by",
    "signatory_role": "Position of signatory",
    "reporting_entity": "Reporting entities",
    "company_number": "Company number (UK)",
    "abn": "ABN",
    "acn": "ACN",
    "lei": "LEI",
    "business_number": "Business number (Canada)",
    "law": "Laws and standards cited",
    "support_body": "Referral and support bodies",
    "initiative": "Initiatives and certificates",
    "policy": "Policies named",
    "helpline": "Public helplines",
    "mechanism": "Channels to raise concerns",
    "country": "Countries",
    "sector_at_risk": "Sectors at risk",
    "commodity_at_risk": "Goods at risk",
    "group_at_risk": "Groups at risk",
    "tier": "Tiers",
    "ilo_indicator": "Indicators of forced labour",
    "number": "Numbers",
    "fee_repayment": "Repaid to workers",
}
"""What each kind of `particulars.KINDS` is called."""
GROUPS = (
    (
        "Period and approval",
        ("reporting_period", "approval_date", "approval_body", "signatory_role"),
    ),
    (
        "Entities",
        ("reporting_entity", "company_number", "abn", "acn", "lei", "business_number"),
    ),
    ("Laws and policies", ("law", "policy", "initiative")),
    ("Help and complaints", ("support_body", "helpline", "mechanism", "fee_repayment")),
    (
        "Risks named",
        (
            *("country", "sector_at_risk", "commodity_at_risk"),
            *("group_at_risk", "tier", "ilo_indicator"),
        ),
    ),
    ("Figures", ("number",)),
)
"""Lines of the scorecard, and the kinds that stand in each."""


def grouped(facts: Facts) -> Iterator[tuple[str, list[FactLine]]]:
    """Yield the lines of the scorecard that hold something, with the kinds in each."""
    lines = {line.kind: line for line in facts.lines}
    for title, kinds in GROUPS:
        found = [lines[kind] for kind in kinds if kind in lines]
        if found:
            yield title, found


def listed(line: FactLine) -> str:
    """Write the values of one kind with their pages, and how many more there are."""
    pairs = zip(line.values, line.pages, strict=True)
    text = "; ".join(f"{value} (p. {page})" for value, page in pairs)
    return f"{text}; {line.n_more} more" if line.n_more else text


def named(card: RiskCard) -> str:
    """Write what a risk card names; empty where it names nothing."""
    parts = (
        ("source", card.sources),
        ("country", card.countries),
        ("group", card.groups),
        ("tier", tuple(tier.removeprefix("tier ") for tier in card.tiers)),
        ("indicator", card.indicators),
    )
    return " · ".join(f"{head}: {', '.join(values)}" for head, values in parts if values)
