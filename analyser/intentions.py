"""Hear intentions: sentences that tell only of what is still to be done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyser.rules import is_heading

ADVERBS = (
    r"(?:(?:also|therefore|further|then|now|currently|presently|still|both|next|soon|actively)\s)"
    r"{0,2}"
)
INTENDING = re.compile(
    rf"[\w)’'-]{{2,30}}\s{ADVERBS}"
    rf"(?:(?:am|is|are|will be)\s{ADVERBS}"
    r"(?:(?:intending|planning|aiming|hoping|looking|preparing|proposing)\sto\b"
    r"|in the process of\b|being (?:developed|drafted|designed|prepared|planned|considered)\b)"
    r"|(?:intends?|plans?|hopes?|proposes?)\sto\b)"
    # In a policy most of what a company shall do is a rule in force; these verbs make something.
    r"|\b(?<!supplier )(?<!supplying )(?<!contracting )(?<!each )(?<!every )"
    r"(?:we|group|company|plc|limited|ltd\.?)\s(?:also\s)?shall\s(?:also\s)?"
    r"(?!(?:establish|develop|implement|define)\b[^.]{0,20}\bmaintain)(?:train|provide training|"
    r"develop|define|launch|introduce|roll out|produce|establish|set up|"
    r"implement|begin|start|explore|seek|map|consider)\b",
    re.IGNORECASE,
)
WILL = re.compile(
    r"\b(?:will|shall)(?:\s(?!(?:continue|only|not|always|never)\b)|\s?(?=:))", re.IGNORECASE
)
PLEDGED = r"(?:also\s)?(?:committed|agreed|pledged)\sto\b"
PLEDGE = re.compile(rf"\b(?:has|have|is|are)\s{PLEDGED}", re.IGNORECASE)
NEXT = (
    r"\bnext (?:year|financial|fiscal|reporting|twelve|12|few|phase|step)"
    r"|\b(?:coming|forthcoming|upcoming)\b|\bin (?:the )?(?:near )?future\b"
)
TO_COME = re.compile(
    rf"{NEXT}|\bby (?:the end of |early |late |mid-?|FY\s?)?20\d\d\b", re.IGNORECASE
)
"""A pledge may be years old, so that a bare year does not make it one still to be kept."""
AHEAD = re.compile(
    NEXT + r"|\b(?:going|moving|looking) (?:forward|ahead)\b|\bby (?:the )?(?:end of|mid-?)\s?\w"
    r"|\b(?:in|during|throughout|by|from) (?:early |late |(?:the )?(?:first|second) half of |FY\s?|"
    r"financial year |Q\d )?20\d\d|\b(?:later )?this (?:financial )?year\b"
    r"|\bwill (?:be (?:including|developing|rolling|introducing|launching|reviewing|updating|"
    r"producing|implementing|conducting)|produce|launch|introduce|develop|roll out)\b",
    re.IGNORECASE,
)
"""Without such words `will` is mostly a rule in force: `breaches will be investigated`."""
COMPLETED = re.compile(
    rf"\b(?:(?:has|have)\b(?!\s{PLEDGED})|had|having|was|were|did|began|built|held|"
    r"met|made|took|gave|set up|sent|ran|paid|repaid|"
    r"got|found|led|spoke|taught|brought|spent|saw|"
    r"(?!(?:committed|agreed|pledged)\sto\b)\w{2,20}[a-z]ed "
    r"(?:our|the|a|an|all|its|their|in|with|to|on|by|from|\d\S{0,20}))\b"
    r"|\b(?:if|where|when|whenever|should|unless|until|any|every|each time|annually|must|may|"
    r"regularly|failure|breach|fail)\b",
    re.IGNORECASE,
)
"""Words of what was done, or of a rule that holds whenever its case occurs."""
CLAUSE = re.compile(
    r"[;:]|\b(?:and|but|while|whereas|which)\s"
    r"|\b(?:action|remediation|mitigation|improvement|corrective|management|response)\splans\sto\b",
    re.IGNORECASE,
)
"""What begins another clause, or makes a noun of `plans`."""

PLANS = re.compile(
    r"\b(?:next|further|future) steps\b(?! (?:taken|of)\b)"
    r"|\bfuture (?:plans|actions|activities|work|priorities|commitments|developments|measures)\b"
    r"|\b(?:looking|going|moving) (?:ahead|forwards?)\b"
    r"|\b(?:actions?|activit(?:y|ies)|steps|measures|work|initiatives)\s(?:that are\s)?planned\b"
    r"|\bplanned (?:actions|activities|steps|measures|work|initiatives)\b"
    r"|\b(?:plans?|priorities|objectives|goals|commitments|focus|actions|steps)\s(?:for|over|in)\s"
    r"(?:the\s)?(?:next|coming|future|forthcoming|year ahead)\b|\bplans? for (?:FY\s?)?20\d\d\b"
    r"|\b(?:year|road|way) ahead\b",
    re.IGNORECASE,
)
"""What a heading says under which stands what is still to be done."""
ITEM = re.compile(r"\W*(?:[•▪◦●*–-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|o\s)|[a-z]")
"""How an item of a list begins."""
IN_PLACE = re.compile(
    r"\b(?:has|have|had|was|were|did|already|currently|continu\w{1,3}|ongoing|remains?)\b"
    r"|\b(?:we|it|company|group|firm|business|plc|limited|ltd\.?)\s(?:(?:also|now|always)\s)?"
    r"(?!(?:will|shall|may|might|can|could|would|should|must|aim|intend|plan|hope|need|want|wish|seek|"
    r"propose|to|and|or|of|in|for|is to|are to)s?\b)[a-z]+\b",
    re.IGNORECASE,
)
"""Words that tell, even under such a heading, of what was done or is done."""
TO_DO = re.compile(r"\b(?:will|shall|should|could|would|must|to be)\b", re.IGNORECASE)
MAX_BELOW, MAX_TITLE, MAX_NOTE = 30, 12, 20
"""Sentences that a heading may stand over; words that it may have, and a note under it without a
verb that tells of a time to come: a longer sentence is none."""

GOES_ON = re.compile(
    r"\b(?:has|have)\s(?:\w+\s){0,2}?(?:\w{3,20}ed|given|begun|run|held|undertaken|built|made|taken)\b"
    r"(?! to\b)[^.;]{0,200}\bwill (?:also )?continue\b",
    re.IGNORECASE,
)


def below_plans(texts: Sequence[str]) -> frozenset[int]:
    """Find the sentences that stand under a heading, or in a list, of what is still to be done.

    Parameters
    ----------
    texts : sequence of str
        All sentences of a statement, in reading order.

    Returns
    -------
    frozenset of int
        Their places, counted from 0, but for those whose own words tell that a thing was done or
        is done: under "Next steps", `train buyers` is planned, `we train buyers` may not be.
    """
    found = set()
    left, is_list = 0, False
    for place, text in enumerate(texts):
        is_item = ITEM.match(text) is not None and not IN_PLACE.search(text)
        is_title = len(text.split()) <= MAX_TITLE and not text.rstrip().endswith((".", ";"))
        if is_title and PLANS.search(text) and not IN_PLACE.search(text):
            left = MAX_BELOW
        elif is_title and is_heading(text):
            left = 0
        elif (left and (is_item or _is_note(text))) or (is_list and is_item):
            found.add(place)
        left = max(left - 1, 0)
        is_list = (
            text.rstrip().endswith(":")
            and is_intention(text)
            or (is_list and ITEM.match(text) is not None)
        )
    return frozenset(found)


def _is_note(text: str) -> bool:
    """Say whether a sentence under a heading of plans may be one of them."""
    is_short = len(text.split()) <= MAX_NOTE
    return not IN_PLACE.search(text) and (is_short or TO_DO.search(text) is not None)


def goes_on(text: str) -> bool:
    """Say whether a sentence tells of what was done and goes on, which is in place.

    Parameters
    ----------
    text : str
        One sentence, heading, bullet or table row.

    Returns
    -------
    bool
        True of `we have trained buyers, and will continue to do so`; False of `we have committed
        to train buyers, and will continue to look for a teacher`.
    """
    return GOES_ON.search(text) is not None


def is_intention(text: str) -> bool:
    """Say whether a sentence tells only of what is still to be done.

    Parameters
    ----------
    text : str
        One sentence, heading, bullet or table row.

    Returns
    -------
    bool
        True where its words intend, where the reporter itself `shall` make something, or where
        `will` or a pledge stands with a time ahead or `will` with a verb of making, and
        no clause tells of anything done or of a standing rule. Many plans are not heard.

    Notes
    -----
    Of 1,513 labelled practice sentences, of which 133 are plans, it hears 13 as intentions, and all
    of these are plans. The patterns were read against the same sentences, so that it is not a
    figure of unseen ones. It mends few statuses, but seldom wrongly.
    """
    intent = (
        INTENDING.search(text)
        or (AHEAD.search(text) and WILL.search(text))
        or (TO_COME.search(text) and PLEDGE.search(text))
    )
    if not intent or COMPLETED.search(text):
        return False
    # What stands before another clause may be in place, as in "We audit, and will train".
    return CLAUSE.search(text[: intent.end()]) is None
