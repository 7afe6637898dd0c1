"""Hear what sounds like a denial and is none: what is done lest something happen."""

from __future__ import annotations

import re
from dataclasses import replace

from analyser.denials import CASE_LABELS, denies_cases
from analyser.types import Evidence

ABUSE = r"(?:slavery|traffick\w+|exploitation|servitude|(?:forced|child|bonded) labou?r)"
MEANT = re.compile(
    rf"\b(?:ensur(?:e|es|ing)|guarantee(?:s|ing)?)\s(?:that\s)?(?:[\w-]+,?\s){{0,6}}?{ABUSE}\b"
    r"(?:,?\s[\w-]+){0,8}?\s(?:does|do|is|are|will)(?: not|n't|n’t)\s"
    r"(?:occur|exist|happen|tak(?:e|ing) place|be present)\b",
    re.IGNORECASE,
)
"""What steps are for denies nothing: `terms guaranteeing that slavery does not occur`."""
NEGATION = re.compile(
    r"\b(?:no|not|never|none|nor|without|neither|nobody|nothing|nil|zero|cannot|unable|yet to"
    r"|lack\w*|fail\w*|refus\w*|absen\w+|few|unaware|free (?:of|from))\b|n['’]t\b",
    re.IGNORECASE,
)


def denies_nothing(evidence: Evidence) -> bool:
    """Say whether a sentence that is held to be a denial denies only what its steps are to prevent.

    Parameters
    ----------
    evidence : Evidence
        Of the status `none`.

    Returns
    -------
    bool
        False under a label for cases, and where anything else is denied.
    """
    if evidence.label in CASE_LABELS:
        return False
    left = MEANT.sub(" ", evidence.quote)
    if left == evidence.quote or NEGATION.search(left):
        return False
    return not denies_cases(replace(evidence, label="incident", status="done"))
