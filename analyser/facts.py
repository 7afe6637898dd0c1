"""The checkable particulars of a statement: what they are, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Particular:
    """One checkable thing that a statement names: a date, a law, a body, a number."""

    kind: str
    """One of `particulars.KINDS`, such as `law` or `approval_date`."""
    value: str
    """What it is, normalised: an ISO date, the name of a law, a country."""
    quote: str
    """The words of the statement from `start` to `end`; never a person's name or address."""
    start: int
    """First code point in `Statement.text`."""
    end: int
    """One past its last code point."""
    page_number: int
    """The page it stands on, counted from 1."""
    note: str = ""
    """What qualifies it: how a country is named, what was done to a number of things, or why it
    is doubtful, such as `check digits wrong`."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """The particulars of one kind in one statement, as a scorecard prints them."""

    kind: str
    """One of `particulars.KINDS`."""
    values: tuple[str, ...]
    """Each value once, with its note in brackets; the most frequent first, dates in order."""
    pages: tuple[int, ...]
    """The page on which each of `values` stands first, counted from 1."""
    n_more: int = 0
    """How many further values were found and are not shown."""


@dataclass(frozen=True, slots=True)
class RiskCard:
    """One described risk, with what the same words name of it."""

    description: str
    """The sentence, with names of persons, e-mail addresses and telephone numbers masked."""
    page_number: int
    """The page it stands on, counted from 1."""
    sentence_index: int
    """Index of the sentence in `Statement.sentences`, counted from 0."""
    sources: tuple[str, ...] = ()
    """Sectors and commodities named as the source of the risk."""
    countries: tuple[str, ...] = ()
    """Countries named in it."""
    groups: tuple[str, ...] = ()
    """Groups of people named in it."""
    tiers: tuple[str, ...] = ()
    """Tiers of the supply chain named in it."""
    indicators: tuple[str, ...] = ()
    """ILO indicators of forced labour named in it."""
    mitigation: str = ""
    """The nearest sentence of the same section that says what is done, masked; empty if none."""
    mitigation_page: int | None = None
    """Its page, counted from 1; None where there is none."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a scorecard prints of the particulars of one statement, and no more."""

    lines: tuple[FactLine, ...] = ()
    """One for each kind that was found."""
    risks: tuple[RiskCard, ...] = ()
    """The risks that name most, in order of place, with shortened sentences."""
    n_risks: int = 0
    """How many risks the statement describes."""
