"""Say of each document that was not ranked why it has no place, apart from those that have one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyser.tables.unranked import (
    LANGUAGE,
    NO_STATEMENT,
    OUT_OF_SCOPE,
    SECTIONS,
    UNDETERMINED,
    UNREADABLE,
    section_of,
)
from analyser.types import Failure

HEADINGS = {
    NO_STATEMENT: "No statement found",
    UNREADABLE: "Unreadable",
    LANGUAGE: "Language not supported",
    OUT_OF_SCOPE: "Not a statement",
    UNDETERMINED: "Undetermined",
}
SENTENCES = {
    NO_STATEMENT: (
        "The list names these, but gives no document that could be read: a file that is not "
        "there, an address only, or a line that is broken. It does not show that no statement was "
        "published."
    ),
    UNREADABLE: (
        "There is a document, but its text could not be had: a scan, a locked or damaged file, a "
        "format that is not read, or one beyond a limit of size or time. What it discloses is not "
        "known."
    ),
    LANGUAGE: (
        "The document is in a language that the model does not read. What it discloses is not "
        "known."
    ),
    OUT_OF_SCOPE: (
        "The document could be read, but is no statement on modern slavery as a whole, so that it "
        "was not graded. A statement may have been published elsewhere."
    ),
    UNDETERMINED: (
        "The document was read, but not one criterion of the score could be determined. It is "
        "not a score of zero."
    ),
}


@dataclass(frozen=True, slots=True)
class Section:
    """Documents that were not ranked for one kind of reason."""

    id: str
    """One of `tables.unranked.SECTIONS`."""
    heading: str
    """A few words."""
    sentence: str
    """What it means, and what it does not."""
    failures: tuple[Failure, ...]
    """At least one, in the order of the ranking."""


def sections(failures: Sequence[Failure]) -> list[Section]:
    """Sort what was not ranked into sections.

    Parameters
    ----------
    failures : sequence of Failure
        In any order.

    Returns
    -------
    list of Section
        Those that hold something; each failure is in one.
    """
    found: dict[str, list[Failure]] = {id_: [] for id_ in SECTIONS}
    for failure in failures:
        found[section_of(failure)].append(failure)
    return [
        Section(id_, HEADINGS[id_], SENTENCES[id_], tuple(items))
        for id_, items in found.items()
        if items
    ]
