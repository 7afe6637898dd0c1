"""Say how broad the support is that a statement describes for the people affected."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files

from analyser.breadth import People, Support
from analyser.errors import StageOrderError
from analyser.identifiers import has_details
from analyser.redaction import redact
from analyser.survivor.patterns import MAX_LENGTH, tidy
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
ABOUT_ONE = re.compile(
    r"\b(?:victims?|survivors?|trafficked|rescued|exploit\w+|enslaved|worker|woman|man|girl|boy|"
    r"child|teenager|migrant|forced|fees|passport)\b",
    re.IGNORECASE,
)
"""Words of sentences that may tell of one affected person."""
POLICY = re.compile(
    r"\b(?:prohibit\w*|must not|not (?:engage|employ|support|use)|requires?|minimum|"
    r"young(?:er)? (?:workers?|persons?|people)|between the ages|policy)\b",
    re.IGNORECASE,
)
"""Words of rules on age, which tell of nobody."""


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


def gather_people(statement: Statement) -> People:
    """Gather what a scorecard shows of the people affected, with quotes redacted.

    Parameters
    ----------
    statement : Statement
        A classified statement.

    Returns
    -------
    People
        With the pages on which details could identify one affected person: they are masked in
        reports, and the organisation should be told of them privately.

    Raises
    ------
    StageOrderError
        If the statement has not been classified.
    """
    name = statement.source.organisation or ""
    support = tuple(
        replace(each, quote=redact(each.quote, names=True, organisation=name))
        for each in find_support(statement)
    )
    pages = {
        sentence.page_number
        for sentence in statement.sentences or ()
        if _identifies(statement.quote(sentence)[:MAX_LENGTH], name)
    }
    return People(support=support, identified_pages=tuple(sorted(pages)))


def _identifies(quote: str, organisation: str) -> bool:
    if ABOUT_ONE.search(quote) is None or POLICY.search(quote) is not None:
        return False
    return has_details(redact(quote, names=True, organisation=organisation))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    text = files("analyser.survivor").joinpath("support.toml").read_text(encoding="utf-8")
    return {
        domain: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
        for domain, words in tomllib.loads(text).items()
    }
