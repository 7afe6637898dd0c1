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
WRONGED = re.compile(
    r"\b(?:workers?|employees?|staff|people|migrants?|labourers|cleaners|crew)\s"
    r"(?:(?:(?:had|were|was)\snot|not)\s(?:receiving|having|been|being)|(?:were|was)\snot)\b"
    r"(?=[^.;]{0,30}\b(?:receiv\w+|paid|given|provided|allowed|permitted|contracts?|aware|wages|pay)\b)"
    r"|\b(?:or|and)\snot\s(?:being|having|receiving)\b",
    re.IGNORECASE,
)
"""What was kept from people is a case, not a denial of one: `employees not receiving contracts`."""
NEGATION = re.compile(
    r"\b(?:no|not|never|none|nor|without|neither|nobody|nothing|nil|zero|cannot|unable|yet to"
    r"|lack\w*|fail\w*|refus\w*|absen\w+|few|unaware|free (?:of|from))\b|n['’]t\b",
    re.IGNORECASE,
)


def denies_nothing(evidence: Evidence) -> bool:
    """Say whether a sentence that is held to be a denial denies neither a practice nor a case.

    Parameters
    ----------
    evidence : Evidence
        Of the status `none`.

    Returns
    -------
    bool
        True where it denies only what steps are to prevent or, of a case, what was kept from
        workers; False under other labels for cases, and where anything else is denied.
    """
    if evidence.label in CASE_LABELS and evidence.label != "incident":
        return False
    heard = WRONGED if evidence.label == "incident" else MEANT
    left = heard.sub(" ", evidence.quote)
    if left == evidence.quote or NEGATION.search(left):
        return False
    return not denies_cases(replace(evidence, label="incident", status="done"))
