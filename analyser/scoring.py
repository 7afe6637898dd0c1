"""Grade each criterion of a framework from its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyser import reasons
from analyser.denials import is_case_denial, is_denial
from analyser.errors import StageOrderError
from analyser.formalities import (
    EXPLICIT,
    NOT_REQUIRED,
    UNREADABLE,
    Regime,
    find_formality,
    load_regime,
)
from analyser.plainwords import by_words, lines_of, said_plainly
from analyser.rules import (
    answers,
    as_asked,
    confidence_in_absence,
    exempts,
    is_bare,
    joint_probability,
    strength,
    worth,
)
from analyser.sharpening import sharpen
from analyser.taxonomy import applicable, jurisdiction_of
from analyser.types import Criterion, Evidence, Framework, Grade, Score, Statement

N_EVIDENCE = 20
"""Sentences kept for one criterion."""
HEADING_CONFIDENCE = 0.5
FORMALITIES = ("signature", "approval")
"""Labels whose criteria are graded by what the law asks of them; the first of a criterion's."""


def score(statement: Statement, framework: Framework) -> Statement:
    """Grade each criterion of a framework from the evidence.

    Parameters
    ----------
    statement : Statement
        A classified statement.
    framework : Framework
        What is asked.

    Returns
    -------
    Statement
        The same statement with `scores` filled, in the order of the framework's criteria.

    Raises
    ------
    StageOrderError
        If the statement has not been classified.

    Notes
    -----
    A criterion has the best grade that any one of its sentences supports (see `rules`), so that
    one more sentence never lowers it; where none reaches its threshold, the closest one counts
    if the statement as a whole is held to disclose the label, but never for a legal minimum. It
    is `UNDETERMINED` where the model looks for none of its labels, and where nothing was found
    in a statement of which some pages could not be read, or which is not known to answer to the
    only law that asks for it. So it is, with the value `not required`, where a sentence on the
    subject says, in words that the criterion names, that there is nothing of the kind to disclose.
    Only sentences with the words that a criterion requires, and without those that it refuses,
    count for it; words that it holds to be checkable make such a sentence specific, for this
    criterion only, and where it names words without which nothing can be checked, a sentence that
    lacks them is vague.

    Approval and signature are graded by what the law of the framework's jurisdiction asks of an
    organisation of this legal form (see `formalities`); where it asks for none, the grade is
    `UNDETERMINED` and the value `not required`.

    The confidence is the probability that disclosed or not disclosed was decided rightly, from
    the calibrated probabilities: for disclosed, that at least one sentence is held rightly to
    disclose it (see `rules.joint_probability`); for not disclosed, 1 minus the probability that
    the statement carries the likeliest of its labels at all, where the model learnt that from
    whole statements, and else that its closest sentence does; 0 for undetermined. Doubt about a
    sentence's status or particulars is not in it, since the model gives no probability of these.
    """
    if statement.evidence is None or statement.labels is None:
        raise StageOrderError(f'The statement "{statement.source.id}" has not been classified.')
    regime = load_regime(framework.jurisdiction)
    seen = sharpen(statement)
    where = statement.source.jurisdiction or jurisdiction_of(framework.jurisdiction)
    scores = tuple(_grade(seen, criterion, regime, where) for criterion in framework.criteria)
    return replace(statement, scores=scores)


@dataclass(frozen=True)
class _Sorted:
    """The evidence for one criterion, the strongest first in each part."""

    all: list[Evidence]
    support: list[Evidence]
    denials: list[Evidence]
    headings: list[Evidence]
    refused: list[Evidence]
    closest: list[Evidence]
    worths: dict[Evidence, Grade]


def _grade(
    statement: Statement, criterion: Criterion, regime: Regime | None, where: str | None
) -> Score:
    """Decide on one criterion."""
    if not set(criterion.labels) & set(statement.labels or ()):
        reason = reasons.not_looked_for(statement.source.jurisdiction)
        return Score(criterion.id, Grade.UNDETERMINED, (), 0.0, reason)
    found = _sorted(statement, criterion)
    formality = next((label for label in FORMALITIES if label in criterion.labels), None)
    if criterion.rule == "formality" and formality and regime:
        return _formality(statement, criterion, found, formality, regime)
    disclosed = _disclosed(criterion, found) if found.support else None
    # Vague words do not answer what is not asked, such as on consulting where there is nobody.
    if disclosed and disclosed.grade > Grade.VAGUE:
        return disclosed
    if item := next((each for each in found.refused if exempts(criterion, each)), None):
        reason = reasons.not_asked(item)
        return Score(criterion.id, Grade.UNDETERMINED, (item,), 0.0, reason, value=NOT_REQUIRED)
    if disclosed:
        return disclosed
    if not applicable(criterion.labels, where):
        evidence = tuple([*found.denials, *found.closest][:N_EVIDENCE])
        reason = reasons.not_known_to_be_asked(criterion.labels)
        return Score(criterion.id, Grade.UNDETERMINED, evidence, 0.0, reason)
    return _absent(statement, criterion, found)


def _sorted(statement: Statement, criterion: Criterion) -> _Sorted:
    carried = [
        as_asked(criterion, item)
        for item in statement.evidence or ()
        if item.label in criterion.labels
    ]
    carried += said_plainly(statement, criterion)
    # A legal minimum needs a sentence that says it, and no whole is known by a heading.
    items = [
        replace(item, whole_proba=0.0)
        if item.is_by_whole and (criterion.axis == "legal" or is_bare(item))
        else item
        for item in carried
    ]
    fits = {item: not item.supports or answers(criterion, item) for item in items}
    refused = [item for item in items if not fits[item] and item.counts]
    left = [item for item in items if fits[item]]
    worths = {item: worth(criterion.rule, item) for item in left}
    ranked = sorted(left, key=lambda item: strength(item, worths[item]))
    below = sorted(items, key=lambda item: strength(item, Grade.NOT_ADDRESSED))
    support = [item for item in ranked if worths[item] > Grade.NOT_ADDRESSED]
    others = [item for item in ranked if item.counts and worths[item] is Grade.NOT_ADDRESSED]
    denials = [item for item in others if is_denial(criterion.rule, item)]
    left = [item for item in others if not is_denial(criterion.rule, item)]
    refused += [item for item in left if not is_bare(item)]
    return _Sorted(
        all=items,
        support=support,
        denials=denials,
        headings=[item for item in left if is_bare(item)],
        refused=sorted(refused, key=lambda item: strength(item, Grade.NOT_ADDRESSED)),
        closest=[item for item in below if not item.counts and item not in support][:1],
        worths=worths,
    )


def _disclosed(criterion: Criterion, found: _Sorted) -> Score:
    best = found.worths[found.support[0]]
    deciding = [item for item in found.support if found.worths[item] is best]
    # Denials are shown too, after what they do not take away.
    shown = [*found.support, *found.denials]
    return Score(
        criterion.id,
        best,
        _kept(shown, [found.worths[item] for item in shown]),
        joint_probability(found.support),
        reasons.disclosed(criterion, best, deciding[0]),
        status=deciding[0].status,
        scope=reasons.scope_of(deciding),
    )


def _absent(statement: Statement, criterion: Criterion, found: _Sorted) -> Score:
    shown = [*found.denials, *found.headings, *found.refused, *found.closest]
    evidence = tuple(shown[:N_EVIDENCE])
    if statement.unread_pages:
        reason = reasons.unread(statement.unread_pages)
        return Score(criterion.id, Grade.UNDETERMINED, evidence, 0.0, reason)
    confidence = confidence_in_absence(statement, criterion, found.all, found.denials)
    if (found.headings or found.refused) and not found.denials:
        # A heading promises a section, and no list of words is complete: one may be overlooked.
        confidence = min(confidence, HEADING_CONFIDENCE)
    reason = reasons.absence(
        criterion.rule, found.denials, found.headings, found.refused, found.closest
    )
    plain = [item for item in found.denials if not is_case_denial(item)]
    denial = (plain or found.denials)[:1]
    return Score(
        criterion.id,
        Grade.NOT_ADDRESSED,
        evidence,
        confidence,
        reason,
        status="none" if denial else "",
        scope=reasons.scope_of(denial),
    )


def _formality(
    statement: Statement, criterion: Criterion, found: _Sorted, label: str, regime: Regime
) -> Score:
    """Decide on an approval or a signature by what the law asks of this organisation."""
    source = statement.source
    answering = {item.sentence.index for item in found.support}
    lines = lines_of(statement, found.all, answering)
    finding = find_formality(
        label,
        lines,
        regime,
        organisation=source.organisation,
        text=statement.text,
    )
    support = [item for item in found.support if item.sentence.index in finding.indices]
    if finding.value == EXPLICIT and not support:
        support = [by_words(lines, statement, label, index) for index in finding.indices]
    if finding.value == EXPLICIT:
        return Score(
            criterion.id,
            Grade.SPECIFIC,
            tuple(support[:N_EVIDENCE]),
            joint_probability(support),
            finding.reason,
            status="done",
            value=EXPLICIT,
        )
    others = [item for item in found.support if item not in support]
    shown = [*support, *others, *found.denials, *found.refused, *found.closest]
    evidence = tuple(shown[:N_EVIDENCE])
    if finding.value == NOT_REQUIRED:
        return Score(
            criterion.id, Grade.UNDETERMINED, evidence, 0.0, finding.reason, value=NOT_REQUIRED
        )
    if statement.unread_pages:
        reason = reasons.unread(statement.unread_pages)
        return Score(criterion.id, Grade.UNDETERMINED, evidence, 0.0, reason, value=UNREADABLE)
    confidence = confidence_in_absence(statement, criterion, found.all, found.denials)
    if found.support:
        confidence = min(confidence, HEADING_CONFIDENCE)
    is_denied = bool(found.denials) and not found.support
    return Score(
        criterion.id,
        Grade.NOT_ADDRESSED,
        evidence,
        confidence,
        finding.reason,
        status="none" if is_denied else "",
        value=finding.value,
    )


def _kept(shown: Sequence[Evidence], grades: Sequence[Grade]) -> tuple[Evidence, ...]:
    """Keep the strongest sentences, and the best one of each lower grade.

    The interval of a score needs to know what would be left if the strongest were wrong.
    """
    firsts = {grades.index(grade) for grade in set(grades)}
    others = [index for index in range(len(shown)) if index not in firsts]
    kept = sorted([*firsts, *others[: N_EVIDENCE - len(firsts)]])
    return tuple(shown[index] for index in kept)
