"""Risk cards: one for each described risk, with what is named of it and what is done about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyser.denials import denies_cases
from analyser.facts import Particular, RiskCard
from analyser.particulars.risks import RISK_LABELS, says_little_risk
from analyser.redaction import redact
from analyser.rules import is_heading
from analyser.types import Evidence, Sentence, Statement

MITIGATION_LABELS = frozenset(
    (
        "c4_risk_mitigation",
        "c4_remediation",
        "due_diligence",
        "audit_monitoring",
        "corrective_action",
        "supplier_terms",
        "risk_assessment",
        "training",
        "recruitment",
        "remediation",
        "grievance",
        "traceability",
        "purchasing",
        "worker_voice",
    )
)
"""Labels of what is done about a risk."""
REACH = 25
"""Sentences within which a mitigation of the same section is looked for."""


def risk_cards(statement: Statement, particulars: Iterable[Particular]) -> tuple[RiskCard, ...]:
    """Make a card of each sentence that describes a risk.

    Parameters
    ----------
    statement : Statement
        Classified; of one that is not, no risk is known.
    particulars : iterable of Particular
        From `find_particulars` of the same statement.

    Returns
    -------
    tuple of RiskCard
        In the order of the sentences; headings, and sentences that only say that nothing was
        found or that there is little risk, have none. The mitigation is the nearest sentence up to
        the next heading that carries a mitigation label; of two as near, the one that follows.
    """
    sentences = statement.sentences or ()
    risks: dict[int, Evidence] = {}
    mitigates: set[int] = set()
    for item in statement.evidence or ():
        if not item.counts:
            continue
        if item.label in RISK_LABELS:
            risks.setdefault(item.sentence.index, item)
        elif item.label in MITIGATION_LABELS and item.status != "none":
            mitigates.add(item.sentence.index)
    headings = {s.index for s in sentences if risks and is_heading(statement.quote(s))}
    placed = sorted(particulars, key=lambda each: each.start)
    name = statement.source.organisation or ""

    cards = []
    for index, item in sorted(risks.items()):
        if len(sentences) <= index or index in headings:
            continue
        if denies_cases(item) or says_little_risk(item.quote):
            continue
        sentence = sentences[index]
        nearest = _nearest(index, mitigates - {index}, headings, len(sentences))
        own = index if nearest is None and index in mitigates else nearest
        cards.append(_card(statement, sentence, placed, own, name))
    return tuple(cards)


def _nearest(index: int, mitigates: set[int], headings: set[int], n_sentences: int) -> int | None:
    """Look forward and backward, step by step, up to the headings of the section."""
    is_open = {1: True, -1: True}
    for step in range(1, REACH + 1):
        for sign in (1, -1):
            other = index + sign * step
            if not is_open[sign] or not 0 <= other < n_sentences or other in headings:
                is_open[sign] = False
            elif other in mitigates:
                return other
    return None


def _card(
    statement: Statement,
    sentence: Sentence,
    placed: Sequence[Particular],
    mitigation: int | None,
    name: str,
) -> RiskCard:
    inside = [p for p in placed if sentence.start <= p.start and p.end <= sentence.end]
    done = None if mitigation is None else (statement.sentences or ())[mitigation]
    return RiskCard(
        description=redact(statement.quote(sentence), names=True, organisation=name),
        page_number=sentence.page_number,
        sentence_index=sentence.index,
        sources=_values(inside, "sector_at_risk", "commodity_at_risk"),
        countries=_values(inside, "country"),
        groups=_values(inside, "group_at_risk"),
        tiers=_values(inside, "tier"),
        indicators=_values(inside, "ilo_indicator"),
        mitigation=""
        if done is None
        else redact(statement.quote(done), names=True, organisation=name),
        mitigation_page=None if done is None else done.page_number,
    )


def _values(particulars: Iterable[Particular], *kinds: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.value for each in particulars if each.kind in kinds))
