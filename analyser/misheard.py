"""Hear what sounds like a denial and is none: an aim of what is done, or a wrong that was found."""

from __future__ import annotations

import re
from dataclasses import replace

from analyser.denials import CASE_LABELS, denies_cases
from analyser.types import Evidence

MEANT = re.compile(
    r"\b(?:ensur\w+|guarantee\w*|mak(?:e|es|ing) (?:sure|certain)|assur(?:e|es|ing)|prevent\w*)\b"
    r"[^.;]{0,120}\b(?:does|do|is|are|will|did|has|have)(?: not|n't|n’t)\b",
    re.IGNORECASE,
)
"""What steps are for denies nothing: `terms guaranteeing that slavery does not occur`."""
NEGATION = re.compile(
    r"\b(?:no|not|never|none|nor|without|neither|nobody|nothing|nil|zero)\b|n['’]t\b", re.IGNORECASE
)
WRONGED = re.compile(
    r"\b(?:employees|workers|staff|labou?rers|migrants|cleaners|guards|pickers|women|people)\b"
    r"(?! (?:who|that|which|have the right|are entitled)\b)[^.;,]{0,40}"
    r"\b(?:not (?:being |having )?(?:receiv\w+|paid|given|aware|provided|allowed|free"
    r"|in possession)|(?:un|under)paid|without (?:an? |their |any )?(?:\w+ )?"
    r"(?:contracts?|pay|breaks?|payslips?)|(?:forced|made) to (?:work|pay|live))\b",
    re.IGNORECASE,
)
"""What was found: `workers not receiving copies of their contracts`."""
POLICY = re.compile(
    r"\b(?:must|shall|should|will|may|can|ensur\w+|requir\w+|prohibit\w*|no|if|where|risk\w*|polic\w+)\b",
    re.IGNORECASE,
)


def denies_nothing(evidence: Evidence) -> bool:
    """Say whether a sentence that is held to be a denial denies nothing.

    Parameters
    ----------
    evidence : Evidence
        Of the status `none`.

    Returns
    -------
    bool
        True where all that is denied is what steps are to prevent, and, for cases, where the
        words tell of a wrong that was found.
    """
    text = evidence.quote
    if evidence.label == "incident":
        is_told = WRONGED.search(text) is not None and POLICY.search(text) is None
        return is_told and not denies_cases(replace(evidence, status="done"))
    # Under other labels for cases such words may say that there were none.
    if evidence.label in CASE_LABELS:
        return False
    left = MEANT.sub(" ", text)
    return left != text and NEGATION.search(left) is None
