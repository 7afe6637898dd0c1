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
    verified: str = "unverified"
    """How far `citation` was verified: `primary` (read in the source), `secondary` (read in a
    transcription or a report of it), `unverified`; its weakest source decides."""
    requires: tuple[str, ...] = ()
    """Regular expressions, whatever the case: a sentence counts only if one of them is in it."""
    refuses: tuple[str, ...] = ()
    """Regular expressions, whatever the case: a sentence with one of them does not count."""
    checkable: tuple[str, ...] = ()
    """Regular expressions, whatever the case: a sentence that counts and has one of them in it
    names a particular that can be checked."""
    checkable_only: tuple[str, ...] = ()
    """Regular expressions, whatever the case: a sentence without any of them names no particular
    that can be checked, whatever else it holds."""
    exempts: tuple[str, ...] = ()
    """Regular expressions, whatever the case: a sentence that has one of them in it says that there
    is nothing to disclose. Where it carries a label of the criterion, and no other sentence
    discloses more than something vague, nothing is asked of the statement."""
    plain: tuple[str, ...] = ()
    """Regular expressions, whatever the case: a sentence that has one of them in it says what is
    asked so plainly that no classifier need confirm it."""
    theme: str = ""
    """The part of the act or benchmark that it belongs to, such as `Level 1`."""

    @property
    def patterns(self) -> tuple[str, ...]:
        """Every expression by which its sentences are judged."""
        words = self.requires + self.refuses + self.checkable + self.checkable_only
        return words + self.exempts + self.plain


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
    until: str | None = None
    """ISO date of the last day on which it applies; None while no end is known."""


@dataclass(frozen=True, slots=True)
class Example:
    """An invented sentence, and how its author expects it to be graded."""

    criterion_id: str
    """The criterion that it is an example of."""
    text: str
    """One sentence."""
    is_disclosed: bool
    """Whether it discloses what the criterion asks."""
    labels: tuple[str, ...] | None = None
    """What it says: labels of the taxonomy; () for none of them, None where it is not said."""
    status: str = "done"
    """`done`, `plan`, `none` (denied) or `vague`."""
    specific: bool = True
    """Whether it gives a checkable particular."""
    grade: int | None = None
    """The grade that it deserves, in [0, 3]; None where it is not said."""
