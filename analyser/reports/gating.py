"""The sentences on the legal minimum, and on the status and scope of a grade."""

from __future__ import annotations

from analyser.types import RankingRow, Score

LEGAL_MINIMUM = (
    "The legal minimum says whether each thing that the framework makes mandatory is explicit in "
    "the statement. It is a gate beside the score, never a part of it, and no finding on whether a "
    "law was obeyed."
)
GATE_MEANINGS = {
    "met": "All that is mandatory is explicit in the statement, or not required of its maker.",
    "not explicit": (
        "Something mandatory was not found in the statement, which does not mean that it was not "
        "done."
    ),
    "not met": (
        "The statement itself says of its approval or signature something else than the law asks."
    ),
    "undetermined": "Something mandatory could not be determined.",
}
VALUES = (
    "Of an approval and a signature the value is explicit, not explicit, not required (of this "
    "kind of organisation), contradicted (by the statement's own words) or unreadable; another "
    "criterion is not required where a statement says that there is nothing of the kind, such as "
    "nobody to consult."
)
STATUS_WORDS = {"done": "in place", "plan": "planned", "none": "denied", "vague": "vague"}
NOT_SAID = "not said"


def minimum(row: RankingRow) -> str:
    """Say how a statement stands to the legal minimum; empty where nothing is mandatory."""
    return f"{row.gate}. {GATE_MEANINGS[row.gate]}" if row.gate in GATE_MEANINGS else ""


def details(score: Score) -> str:
    """Say of a grade its value, status and scope: `in place; own workers`; empty without any."""
    if score.value:
        return score.value
    if not score.status:
        return ""
    status = STATUS_WORDS.get(score.status, score.status)
    return f"{status}; scope {score.scope or NOT_SAID}"
