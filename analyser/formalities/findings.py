"""What is found of an approval or a signature: the values, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

EXPLICIT = "explicit"
NOT_EXPLICIT = "not explicit"
NOT_REQUIRED = "not required"
CONTRADICTED = "contradicted"
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Words:
    """What one passage says."""

    value: str
    """`explicit`, `not explicit` or `contradicted`."""
    says: str
    """What it says, as a sentence goes on after `Page 4`."""
    who: str = ""
    """Who approved, in the passage's own words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a statement, as far as formalities need it."""

    index: int
    """Of the sentence."""
    page_number: int
    """The page it stands on, counted from 1."""
    text: str
    """Its words."""
    is_labelled: bool
    """Whether the classifier holds it to carry the label of the criterion."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a statement says of an approval or a signature."""

    value: str
    """One of the five values."""
    reason: str
    """One English sentence."""
    indices: tuple[int, ...] = ()
    """The sentences that decide, in order."""
