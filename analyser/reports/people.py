"""Words for what a scorecard shows of the people affected."""

from __future__ import annotations

from collections.abc import Iterator

from analyser.survivor import DOMAINS, NEEDS_CONFIRMATION
from analyser.survivor import MODEL as MODEL
from analyser.types import People, Support

NOTE = (
    "A holistic approach covers all seven. It is no part of the score, and a statement can say "
    f"what the program overlooked. {NEEDS_CONFIRMATION}"
)
NOTHING = "No sentence was found that describes support for affected people."
N_SENTENCES = 2
"""Sentences shown of each domain."""
STATUS_WORDS = {"plan": "planned", "vague": "vague"}


def by_domain(people: People) -> Iterator[tuple[str, list[Support], int]]:
    """Yield each domain that is described, with its first sentences and how many more there are.

    Parameters
    ----------
    people : People
        Of one row.

    Yields
    ------
    tuple of str, list of Support and int
        In the order of the domains.
    """
    for domain in DOMAINS:
        found = [each for each in people.support if each.domain == domain]
        if found:
            yield domain, found[:N_SENTENCES], max(0, len(found) - N_SENTENCES)


def missing(people: People) -> str:
    """Name the domains of which nothing was found, joined by commas."""
    return ", ".join(domain for domain in DOMAINS if domain not in people.domains)


def breadth(people: People) -> str:
    """Count the domains described: `2 of 7`."""
    return f"{len(people.domains)} of {len(DOMAINS)}"


def warning(people: People) -> str:
    """Say on which pages details could identify an affected person; empty where on none."""
    pages = people.identified_pages
    if not pages:
        return ""
    where = f"page {pages[0]}" if len(pages) == 1 else f"pages {', '.join(map(str, pages))}"
    return (
        f"Details on {where} of the statement could identify an affected person. They are masked "
        "here; tell the organisation of them privately, and do not publish them."
    )
