"""Say how broad the support is that a statement describes for the people affected."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from analyser.breadth import Support
from analyser.errors import StageOrderError
from analyser.survivor.patterns import tidy
from analyser.types import Statement

DOMAINS = (
    "safety and housing",
    "health",
    "psychological",
    "legal",
    "economic and employment",
    "social and community",
    "survivors' own voice",
)
"""What survivor networks ask a holistic approach to cover, in the order of reports."""
ABOUT_PEOPLE = frozenset(
    (
        "sc2_referral",
        "sc4_support_services",
        "sc5_financial_remedy",
        "sc6_employment",
        "sc10_outcomes",
        "sc11_partnership",
        "survivor_support",
    )
)
"""Labels of sentences on what is done for affected people."""
BY_LABEL = {
    "sc1_lived_experience": "survivors' own voice",
    "sc5_financial_remedy": "economic and employment",
    "sc6_employment": "economic and employment",
}
"""Labels that are about one domain whatever the words."""


def find_support(statement: Statement) -> tuple[Support, ...]:
    """Find the sentences that describe support for affected people, by domain.

    Parameters
    ----------
    statement : Statement
        A classified statement.

    Returns
    -------
    tuple of Support
        In the order of `DOMAINS`, then of the sentences; denied ones are left out. A sentence
        can stand under several domains. Quotes are not redacted.

    Raises
    ------
    StageOrderError
        If the statement has not been classified.
    """
    if statement.evidence is None:
        raise StageOrderError(f'The statement "{statement.source.id}" has not been classified.')
    found: dict[tuple[int, int], Support] = {}
    for item in statement.evidence:
        if not item.counts or item.status == "none":
            continue
        domains = {BY_LABEL[item.label]} if item.label in BY_LABEL else set()
        if item.label in ABOUT_PEOPLE:
            words = tidy(item.quote)
            domains |= {name for name, pattern in _patterns().items() if pattern.search(words)}
        for domain in domains:
            key = (DOMAINS.index(domain), item.sentence.index)
            if key not in found or found[key].status != "done":
                place = item.sentence.index, item.sentence.page_number
                found[key] = Support(domain, *place, item.quote, item.status)
    return tuple(found[key] for key in sorted(found))


def breadth_of_support(statement: Statement) -> tuple[str, ...]:
    """Name the domains of support that a statement describes.

    Parameters
    ----------
    statement : Statement
        A classified statement.

    Returns
    -------
    tuple of str
        Those of `DOMAINS` for which `find_support` finds a sentence, in their order.

    Raises
    ------
    StageOrderError
        If the statement has not been classified.
    """
    found = {support.domain for support in find_support(statement)}
    return tuple(domain for domain in DOMAINS if domain in found)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    text = files("analyser.survivor").joinpath("support.toml").read_text(encoding="utf-8")
    return {
        domain: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
        for domain, words in tomllib.loads(text).items()
    }
