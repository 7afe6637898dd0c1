"""Show in a table which kinds of support for affected people a statement describes."""

from __future__ import annotations

from analyser.tables.columns import Row
from analyser.types import People

SUPPORT = {
    "support_safety_housing": "safety and housing",
    "support_health": "health",
    "support_psychological": "psychological",
    "support_legal": "legal",
    "support_economic": "economic and employment",
    "support_community": "social and community",
    "support_voice": "survivors' own voice",
}
"""The domain of support that each column is about."""
WORDS = {"done": "described", "plan": "described as planned", "vague": "described vaguely"}
"""What is said by the status of a sentence, the firmest first: described is not provided."""
NOT_FOUND = "not found"


def support_cells(people: People | None) -> Row:
    """Return the columns that say which support is described; missing where nobody looked.

    Parameters
    ----------
    people : People or None
        Of one row.
    """
    if people is None:
        return dict.fromkeys(SUPPORT)
    return {column: _words(people, domain) for column, domain in SUPPORT.items()}


def _words(people: People, domain: str) -> str:
    statuses = {each.status for each in people.support if each.domain == domain}
    return next((word for status, word in WORDS.items() if status in statuses), NOT_FOUND)
