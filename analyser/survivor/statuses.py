"""Hear whether what survivors need is planned or missing, by a sentence's own words."""

from __future__ import annotations

import re

PLANNED = re.compile(
    r"\b(?:we|it|they|company|group|board|team|which|and)\s(?:also\s|then\s)?"
    r"(?:will|shall|intends?|plans?|aims?|hopes?|are (?:planning|developing|considering|exploring)"
    r"|is (?:planning|developing|considering|exploring))\b|"
    r"\b(?:will be (?:\w+ed|working)|in dialogue with|in the process of|next (?:financial )?year|"
    r"plan to|going to|we.ll|by (?:\w+ )?20\d\d|(?:is|are) (?:to be|being) (?:drafted|drawn up|"
    r"negotiated|planned|developed|launched|set up|prepared)|under (?:negotiation|development|"
    r"discussion)|(?:is|are) planned|set aside|in talks|would like to|ambition is to|expect to)\b|"
    r"^(?:[•*-] ?)?(?:to )?(?:continue|develop|work(?= (?:with|to|closely)\b)|engage|explore) ",
    re.IGNORECASE,
)
NOT_DONE = re.compile(
    r"\b(?:do|does|did|have|has)(?: not|n['’]t)(?: yet| currently| so far)?(?: formally)? "
    r"(?:have|run|set up|put in place|made|(?:support|engage|provide|offer|operate|fund|work|"
    r"partner|consult|refer|establish|develop|implement)(?:e?d)?)\b(?! to (?:tolerate|accept))|"
    r"\b(?:no|without) (?:formal |such |specific )?(?:procedure|process|mechanism|hotline|helpline|"
    r"scheme|programme|partnership|pathway)s? (?:is|are|was|were|exists?|in place)\b",
    re.IGNORECASE,
)
"""What is said not to be done; not looked for under labels that are met by a refusal."""
BY_REFUSAL = frozenset(("sc7_non_discrimination", "sc12_dignity"))
LACKING = re.compile(
    r"\bno (?:survivors?|victims?|people with lived experience) (?:was|were|has been|have been) "
    r"(?:\w+ )?(?:consulted|referred|employed|supported|housed|repaid|involved|engaged)\b|"
    r"\b(?:have|has|do|does|is|are) not yet\b|\b(?:have|has) (?:never|yet to)\b|"
    r"\b(?:we|company|group|programme|policy) lacks?\b|\bdo not anonymise\b|"
    r"\b(?:have|has|is|are) no (?:\w+ ){0,2}(?:procedure|process|mechanism|pathway|protection|"
    r"hotline)\b|\bno (?:\w+ ){0,2}(?:plan|donations?) (?:has|have|was|were) (?:been )?"
    r"(?:agreed|made)\b|\bis not open to\b",
    re.IGNORECASE,
)
"""What is missing, under whatever label."""
UNLESS = re.compile(
    r"\b(?:without|unless|until|except|alone|ourselves|have to|but (?:fund|pay|keep))\b",
    re.IGNORECASE,
)
"""`We do not refer adults without their consent` says how they are referred."""


def status_of(label: str, quote: str, status: str) -> str:
    """Mend the status of a sentence that carries a survivor-centred label.

    Parameters
    ----------
    label : str
        A survivor-centred label.
    quote : str
        The sentence.
    status : str
        What the model says of it: `done`, `plan`, `none` or `vague`.

    Returns
    -------
    str
        `none` where the words say that it is missing, `plan` where they only plan it.
    """
    is_lacking = LACKING.search(quote) or (label not in BY_REFUSAL and NOT_DONE.search(quote))
    if is_lacking and not UNLESS.search(quote):
        return "none"
    return "plan" if status == "done" and PLANNED.search(quote) else status
