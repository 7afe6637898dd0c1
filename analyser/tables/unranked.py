"""Sort what was not ranked by what that means for a reader."""

from __future__ import annotations

from collections.abc import Mapping

from analyser.types import Failure

NO_STATEMENT = "no_statement"
UNREADABLE = "unreadable"
LANGUAGE = "language"
OUT_OF_SCOPE = "out_of_scope"
UNDETERMINED = "undetermined"
SECTIONS = (NO_STATEMENT, UNREADABLE, LANGUAGE, OUT_OF_SCOPE, UNDETERMINED)
"""In the order in which reports show them."""
SECTION_OF: Mapping[str, str] = {
    "not_found": NO_STATEMENT,
    "invalid_record": NO_STATEMENT,
    "language_unsupported": LANGUAGE,
    "not_a_statement": OUT_OF_SCOPE,
    "points_elsewhere": OUT_OF_SCOPE,
    "undetermined": UNDETERMINED,
}
"""By a failure's reason; with every other reason there was a document that could not be read."""


def section_of(failure: Failure) -> str:
    """Return which of `SECTIONS` a document that was not ranked belongs to."""
    return SECTION_OF.get(failure.reason, UNREADABLE)
