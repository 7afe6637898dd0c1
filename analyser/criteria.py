"""What is asked of a statement: the types of a framework and its criteria."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a framework asks for, as a question with a legal source."""

    id: str
    """Kebab-case, unique within its framework."""
    title: str
    """A few words for a column heading."""
    question: str
    """What is asked of the statement, ending in a question mark."""
    citation: str
    """The provision or page that asks it."""
    obligation: str
    """`mandatory` or `recommended`."""
    labels: tuple[str, ...]
    """What a sentence must say: labels of `taxonomy.toml`."""
    rule: str
    """How it is graded: `practice`, `description` or `formality` (see scoring)."""
    disclosed: tuple[str, ...]
    """Invented sentences that disclose it."""
    not_disclosed: tuple[str, ...]
    """Invented sentences that do not, however close they come."""
    counts: str = ""
    """What counts, in plain words."""
    excludes: str = ""
    """What does not count, in plain words."""
    axis: str = "quality"
    """`legal`, `quality` or `survivor`; axes are never blended."""
    weight: float = 1.0
    """Share in the total, more than 0; a policy choice, not a fact."""
    notes: str = ""
    """How far the fact was verified, and disputes about it."""


@dataclass(frozen=True, slots=True)
class Framework:
    """The criteria of one act or benchmark."""

    id: str
    """Kebab-case; the name of its file."""
    title: str
    """The act's or benchmark's full name."""
    version: str
    """Of the law as transcribed and of this file, such as `2015-1`."""
    jurisdiction: str
    """ISO 3166 code of the legislator (`GB`, `AU`)."""
    url: str
    """Where the source is published."""
    in_force: str
    """ISO date since when it applies."""
    criteria: tuple[Criterion, ...]
    """In the order in which reports show them."""
    notes: str = ""
    """What a reader should know before relying on it."""
