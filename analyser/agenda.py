"""Find the parts of a statement that only list what is still to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyser.intentions import is_intention

WHEN = r"(?: (?:to|in|for|during|over) [^.:]{1,60})?"
PLANS = re.compile(
    r"(?:[\W\d]{0,8}|\(?[a-zA-Z][.)] )(?:our |the |key |proposed ){0,2}"
    rf"(?:(?:next|further|future) steps{WHEN}"
    rf"|future (?:plans|actions|activities|work|priorities|commitments|measures){WHEN}"
    r"|(?:looking|going|moving) (?:ahead|forwards?)"
    rf"|(?:actions?|activities|steps|measures|work|initiatives) planned{WHEN}"
    rf"|planned (?:actions|activities|steps|measures|work|initiatives){WHEN}"
    r"|(?:plans?|priorities|objectives|goals|commitments|actions|steps) (?:for|over|in) "
    r"(?:the )?(?:next|coming|future|forthcoming|year ahead)[^.:]{0,40})\W*",
    re.IGNORECASE,
)
"""A whole heading under which stands what is still to be done, and nothing that was done."""
DONE = re.compile(r"achiev|complet|deliver|progress|taken|review|\.\.", re.IGNORECASE)
"""A heading with such words tells of what was done, too, or is a line of the contents."""
LEAD_IN = re.compile(
    r"\b(?:will|shall|(?:intend|plan|aim|hope|propose)(?:s|ing)? to)\s?:$"
    r"|\b(?:following|these|additional|further) (?:\w+ ){0,2}(?:steps|actions|measures|activities|"
    r"initiatives)\b[^.:;]{0,100}:$",
    re.IGNORECASE,
)
ITEM = re.compile(r"\W*(?:[•▪■◦●‣∙·*–-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?!\d)|o\s)|[a-z]")
"""How an item of a list begins."""
TASK = re.compile(
    r"(?:Assess|Build|Carry out|Collaborate|Complete|Conduct|Consider|Create|Deliver|Develop|"
    r"Embed|Engage|Enhance|Ensure|Establish|Expand|Explore|Extend|Identify|Implement|Improve|"
    r"Include|Incorporate|Increase|Introduce|Launch|Map|Monitor|Provide|Publish|Raise|Review|"
    r"Roll out|Seek|Strengthen|Train|Undertake|Update|Work)\s(?!(?:is|was|has|will)\b)"
)
"""How an item begins that has lost its bullet."""
LINKED = re.compile(r"(?:[;,]|[;,]? (?:and|or))$")
"""How an item ends after which another one follows."""
IN_PLACE = re.compile(
    r"\b(?:has|have|had|was|were|did|is|are|already|currently|continu(?:e|es|ing)|ongoing|remains?|"
    r"they|if|whenever|(?:each|every|per) \w{1,20}|annual(?:ly)?|yearly|regularly|always)\b"
    r"|\b(?:we|it|company|group|firm|business|plc|limited|ltd\.?)\s(?:(?:also|now)\s)?"
    r"(?!(?:will|shall|may|might|can|could|would|should|must|aim|intend|plan|hope|need|want|wish|seek|"
    r"propose|to|and|or|of|in|for)s?\b)[a-z]{1,30}\b"
    r"|^\W*(?:\d{1,2}[.)]\s)?(?!need)\w{2,20}ed\b",
    re.IGNORECASE,
)
"""Words that tell, even under such a heading, of what was done or is done."""
TO_DO = re.compile(r"\b(?:will|shall|would|to be)\b(?! not\b)", re.IGNORECASE)
MAX_BELOW, MAX_TITLE = 12, 12
"""Sentences that a heading may stand over, and words that it may have."""


def find_planned(texts: Sequence[str]) -> frozenset[int]:
    """Find the sentences that stand under a heading, or in a list, of what is still to be done.

    Parameters
    ----------
    texts : sequence of str
        All sentences of a statement, in reading order.

    Returns
    -------
    frozenset of int
        Their places, counted from 0. Under `Next steps`, an item of a list (`• Train buyers`) and
        a sentence with `will` are planned, but for those whose own words may tell of what was done
        or is done (`we train buyers`): to take what is in place for planned would wrong its
        maker more than the other way round. Under `In 2026 we will:`, every such item is.
    """
    return frozenset((*_below_headings(texts), *_in_lists(texts)))


def _below_headings(texts: Sequence[str]) -> Iterator[int]:
    left = 0
    for place, text in enumerate(texts):
        is_item = ITEM.match(text) is not None
        is_title = len(text.split()) <= MAX_TITLE and not text.rstrip(" ”’)").endswith((".", ";"))
        if is_title and PLANS.fullmatch(text) and not DONE.search(text):
            left = MAX_BELOW
        elif is_title and not is_item:
            # Any other heading, or a line that leads to something else, ends the section.
            left = 0
        elif left and (is_item or TO_DO.search(text)) and not IN_PLACE.search(text):
            yield place
        left = max(left - 1, 0)


def _in_lists(texts: Sequence[str]) -> Iterator[int]:
    is_list = is_linked = False
    for place, text in enumerate(texts):
        goes_on = LINKED.search(text.rstrip()) is not None
        begins = ITEM.match(text) or TASK.match(text)
        is_item = begins is not None or goes_on or is_linked
        if is_list and is_item and not IN_PLACE.search(text):
            yield place
        leads = LEAD_IN.search(text.rstrip()) is not None and is_intention(text)
        is_list = leads or (is_list and is_item)
        is_linked = is_list and not leads and goes_on
