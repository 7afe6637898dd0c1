"""The types of what a statement says of the people affected."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Support:
    """One sentence on one domain of support; a person has to confirm it."""

    domain: str
    """Such as `legal`; see `survivor.DOMAINS`."""
    sentence_index: int
    """Which sentence of the statement, counted from 0."""
    page_number: int
    """The page it stands on, counted from 1."""
    quote: str
    """The sentence's own words; redacted in a ranking."""
    status: str
    """`done`, `plan` or `vague`; what is denied is no support."""


@dataclass(frozen=True, slots=True)
class People:
    """What a statement says of the people affected, for its scorecard. No part of the score."""

    support: tuple[Support, ...] = ()
    """The sentences on support for them, in the order of the domains."""
    identified_pages: tuple[int, ...] = ()
    """Pages with details that could identify one affected person, counted from 1."""

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains of support described, each once."""
        return tuple(dict.fromkeys(each.domain for each in self.support))
