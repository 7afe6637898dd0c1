"""Mend what the classifier overlooked: a particular in a sentence, or that it only plans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import replace

from analyser.agenda import find_planned
from analyser.enumerations import find_enumerations
from analyser.figures import has_figure
from analyser.generalities import is_general
from analyser.intentions import goes_on, is_intention
from analyser.misheard import denies_nothing
from analyser.particulars import find_particulars
from analyser.rules import NAMING_LABELS
from analyser.types import Evidence, Statement

CHECKABLE = frozenset(("policy", "initiative", "support_body", "helpline", "number"))
"""Of 297 labelled sentences that name one of these, or give a figure, 278 (94%) are marked as
specific; of those without any particular, 31%."""
HOME = "home"
"""The kind of a country that is that of the register."""
PLACES = frozenset(("country", HOME))
"""They make a description checkable; of 72 sentences on practices that name no more than a country,
49 (68%) are marked as specific, which is too few for these."""
DESCRIPTIONS = frozenset(("c2_structure", "c2_operations", "c2_supply_chains", "traceability"))
"""Labels of sentences that describe rather than tell what is done."""

RISKS = frozenset(("c3_risk_description",))
NAMED_RISKS = frozenset(
    ("sector_at_risk", "commodity_at_risk", "group_at_risk", "ilo_indicator", "country")
)
"""What makes even a general sentence on a risk checkable: where, in what, to whom, or how."""
UNSPECIFIED = "(not specified)"
"""In the value of a group that is only called vulnerable."""
HOMES = {"AU": "Australia", "CA": "Canada", "GB": "United Kingdom", "UK": "United Kingdom"}
"""The country of the register is no place of a risk: most of the business is there."""


def sharpen(statement: Statement) -> Statement:
    """Mark what names a particular as specific, what is to come as planned, what goes on as done.

    Parameters
    ----------
    statement : Statement
        Classified. Nothing that was held to be specific ceases to be, but a risk that is described
        in words that any company could use (see `generalities`). What a sentence names is a
        policy, an initiative, a body or a helpline, or it gives a figure, or is an item of a list
        of what an organisation has (see `enumerations`). Of a practice that was
        held to be done, and of which its words, or the heading or list that it stands in, tell
        only an intention (see `intentions`, `agenda`), the status becomes `plan`; of one that was
        held to be planned, and of which they tell that it was done and will continue, `done`, as
        of one that was held to be denied, and that denies nothing (see `misheard`); a
        description keeps its own.

    Returns
    -------
    Statement
        The same with its evidence sharpened.
    """
    if not statement.evidence:
        return statement
    sentences = statement.sentences or ()
    places = find_planned([statement.quote(sentence) for sentence in sentences])
    planned = {sentences[place].index for place in places}
    heard = tuple(_as_heard(item, planned) for item in statement.evidence)
    statement = replace(statement, evidence=heard)
    if all(item.specific and item.label not in RISKS for item in heard):
        return statement
    home = HOMES.get(statement.source.jurisdiction or "")
    starts = [sentence.start for sentence in sentences]
    kinds: dict[int, set[str]] = {}
    for each in find_particulars(statement):
        place = bisect_right(starts, each.start) - 1
        if UNSPECIFIED not in each.value and place >= 0 and each.end <= sentences[place].end:
            kind = HOME if each.kind == "country" and each.value == home else each.kind
            kinds.setdefault(sentences[place].index, set()).add(kind)
    listed = find_enumerations(heard, DESCRIPTIONS)
    evidence = tuple(
        replace(
            item,
            specific=(item.sentence.index, item.label) in listed
            or _is_checkable(item, kinds.get(item.sentence.index, set())),
        )
        for item in heard
    )
    return replace(statement, evidence=evidence)


def _as_heard(item: Evidence, planned: Collection[int]) -> Evidence:
    if not item.supports or item.label in DESCRIPTIONS or item.label in NAMING_LABELS:
        return item
    is_planned = item.sentence.index in planned or is_intention(item.quote)
    if item.status == "done" and is_planned:
        return replace(item, status="plan")
    is_done = item.status == "plan" and goes_on(item.quote)
    if is_done or (item.status == "none" and denies_nothing(item)):
        return replace(item, status="done")
    return item


def _is_checkable(item: Evidence, kinds: set[str]) -> bool:
    if not item.supports:
        return item.specific
    if kinds & CHECKABLE or has_figure(item.quote):
        return True
    if item.label in RISKS and item.specific:
        return bool(kinds & NAMED_RISKS) or not is_general(item.quote)
    return item.specific or (item.label in DESCRIPTIONS and bool(kinds & PLACES))
