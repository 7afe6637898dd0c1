"""What a sentence says and what it earns: evidence, grades and scores."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

EVEN = 0.5
"""From this probability on a whole statement is held to carry a label."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading or bullet: a span of the statement's text."""

    index: int
    """Counts from 0 over the whole statement."""
    start: int
    """First code point of the sentence in `Statement.text`."""
    end: int
    """One past its last code point."""
    page_number: int
    """The page it stands on, counted from 1."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that carries a label, or comes closest to it."""

    label: str
    """A label of `taxonomy.toml`."""
    sentence: Sentence
    """Where it stands."""
    quote: str
    """The sentence's own words, so that a table needs no text beside it."""
    proba: float
    """Calibrated probability that the sentence carries the label, in [0, 1]."""
    threshold: float
    """The model's threshold for this label, in [0, 1]."""
    status: str
    """`done`, `plan`, `none` (denied) or `vague`."""
    specific: bool
    """Whether the sentence gives a checkable particular."""
    model: str
    """Name and version of the model, such as `disclosure-en-fast 1.0.0`."""
    is_certain: bool = False
    """Whether nine of ten such decisions were right when the model was measured."""
    whole_proba: float = 0.0
    """For the closest sentence: calibrated probability that the statement as a whole carries the
    label, in [0, 1]; 0 where a sentence reaches the threshold, and where it is not known."""

    @property
    def counts(self) -> bool:
        """Whether the sentence is held to carry the label: `threshold <= proba`."""
        return self.threshold <= self.proba

    @property
    def is_by_whole(self) -> bool:
        """Whether no sentence is held to carry the label, but the statement as a whole is."""
        return not self.counts and self.whole_proba >= EVEN

    @property
    def supports(self) -> bool:
        """Whether it can support a grade: by the sentence, or by the whole statement."""
        return self.counts or self.is_by_whole


class Grade(IntEnum):
    """How far a statement discloses what a criterion asks."""

    UNDETERMINED = -1
    """It could not be read, was not looked for or is not asked. Never the same as not disclosed."""
    NOT_ADDRESSED = 0
    """No sentence that discloses it was found."""
    VAGUE = 1
    """Vague, planned, or without any checkable particular."""
    SPECIFIC = 2
    """Specific and in place; the highest grade of a formality, such as an approval."""
    OUTCOME = 3
    """Specific, in place, and with an outcome or a figure."""


@dataclass(frozen=True, slots=True)
class Score:
    """The decision on one criterion of one statement."""

    criterion_id: str
    """Which criterion of the framework."""
    grade: Grade
    """The grade given."""
    evidence: tuple[Evidence, ...]
    """Strongest first; for `NOT_ADDRESSED` the closest sentence, which does not count."""
    confidence: float
    """Probability in [0, 1] that disclosed or not disclosed was decided rightly."""
    reason: str
    """One English sentence that says why this grade."""
    status: str = ""
    """`done`, `plan`, `none` (denied) or `vague`, of the deciding sentence; empty without one."""
    scope: str = ""
    """`own workers`, `supply chain` or `both`, by the words of the deciding sentences, or empty."""
    value: str = ""
    """Of an approval or a signature: `explicit`, `not explicit`, `not required`, `contradicted` or
    `unreadable`; `not required` of what a statement says there is none of; else empty."""
