"""Mend what the classifier overlooked: a particular in a sentence, or that it only plans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import replace

from analyser.agenda import find_planned
from analyser.figures import has_figure
from analyser.intentions import goes_on, is_intention
from analyser.particulars import find_particulars
from analyser.rules import NAMING_LABELS
from analyser.types import Evidence, Statement

CHECKABLE = frozenset(("policy", "initiative", "support_body", "helpline", "number"))
"""Of 297 labelled sentences that name one of these, or give a figure, 278 (94%) are marked as
specific; of those without any particular, 31%."""
PLACES = frozenset(("country",))
"""They make a description checkable; of 72 sentences on practices that name no more than a country,
49 (68%) are marked as specific, which is too few for these."""
DESCRIPTIONS = frozenset(("c2_structure", "c2_operations", "c2_supply_chains", "traceability"))
"""Labels of sentences that describe rather than tell what is done."""


def sharpen(statement: Statement) -> Statement:
    """Mark what names a particular as specific, what is to come as planned, what goes on as done.

    Parameters
    ----------
    statement : Statement
        Classified. Nothing that was held to be specific ceases to be. What a sentence names is a
        policy, an initiative, a body or a helpline, or it gives a figure. Of a practice that was
        held to be done, and of which its words, or the heading or list that it stands in, tell
        only an intention (see `intentions`, `agenda`), the status becomes `plan`; of one that was
        held to be planned, and of which they tell that it was done and will continue, `done`; a
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
    if all(item.specific for item in heard):
        return statement
    starts = [sentence.start for sentence in sentences]
    kinds: dict[int, set[str]] = {}
    for each in find_particulars(statement):
        place = bisect_right(starts, each.start) - 1
        if place >= 0 and each.end <= sentences[place].end:
            kinds.setdefault(sentences[place].index, set()).add(each.kind)
    evidence = tuple(
        replace(item, specific=True)
        if _is_checkable(item, kinds.get(item.sentence.index, set()))
        else item
        for item in heard
    )
    return replace(statement, evidence=evidence)


def _as_heard(item: Evidence, planned: Collection[int]) -> Evidence:
    if not item.supports or item.label in DESCRIPTIONS or item.label in NAMING_LABELS:
        return item
    is_planned = item.sentence.index in planned or is_intention(item.quote)
    if item.status == "done" and is_planned:
        return replace(item, status="plan")
    if item.status == "plan" and goes_on(item.quote):
        return replace(item, status="done")
    return item


def _is_checkable(item: Evidence, kinds: set[str]) -> bool:
    if item.specific or not item.supports:
        return False
    if item.label in DESCRIPTIONS and kinds & PLACES:
        return True
    return bool(kinds & CHECKABLE) or has_figure(item.quote)
