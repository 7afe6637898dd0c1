"""Grade each criterion of a framework from its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analyser.errors import StageOrderError
from analyser.figures import find_figure
from analyser.rules import CASE_LABELS, denies_cases, is_heading, joint_probability, worth
from analyser.taxonomy import load_taxonomy
from analyser.types import Criterion, Evidence, Framework, Grade, Score, Statement

N_EVIDENCE = 20
"""Sentences kept for one criterion."""
HEADING_CONFIDENCE = 0.5


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
    one more sentence never lowers it. It is `UNDETERMINED` where the model looks for none of
    its labels, and where nothing was found in a statement of which some pages could not be
    read.

    The confidence is the probability that disclosed or not disclosed was decided rightly, from
    the calibrated probabilities: for disclosed, that at least one of the sentences that
    disclose it is held rightly to do so (see `rules.joint_probability`); for not disclosed, 1
    minus the probability that the statement carries the likeliest of its labels at all, where the
    model learnt that from whole statements, and else that its closest sentence does; 0 for
    undetermined. Doubt about a
    sentence's status or particulars is not in it, since the model gives no probability of
    these.
    """
    if statement.evidence is None or statement.labels is None:
        raise StageOrderError(f'The statement "{statement.source.id}" has not been classified.')
    scores = tuple(_grade(statement, criterion) for criterion in framework.criteria)
    return replace(statement, scores=scores)


def _grade(statement: Statement, criterion: Criterion) -> Score:
    """Decide on one criterion."""
    if not set(criterion.labels) & set(statement.labels or ()):
        reason = _not_looked_for(statement.source.jurisdiction)
        return Score(criterion.id, Grade.UNDETERMINED, (), 0.0, reason)

    found = [item for item in statement.evidence or () if item.label in criterion.labels]
    worths = {item: worth(criterion.rule, item) for item in found}
    ranked = sorted(found, key=lambda item: _strength(item, worths[item]))
    if ranked and worths[ranked[0]] > Grade.NOT_ADDRESSED:
        counting = [
            item for item in ranked if item.counts and not _is_heading(criterion.rule, item)
        ]
        grade = worths[counting[0]]
        confidence = joint_probability(
            item for item in counting if worths[item] > Grade.NOT_ADDRESSED
        )
        evidence = _kept(counting, [worths[item] for item in counting])
        reason = REASONS[criterion.rule](grade, counting[0])
        return Score(criterion.id, grade, evidence, confidence, reason)

    headings = [item for item in ranked if item.counts and _is_heading(criterion.rule, item)]
    denials = [item for item in ranked if item.counts and item not in headings]
    closest = [item for item in ranked if not item.counts][:1]
    evidence = tuple((denials + headings + closest)[:N_EVIDENCE])
    if statement.unread_pages:
        reason = _unread(statement.unread_pages)
        return Score(criterion.id, Grade.UNDETERMINED, evidence, 0.0, reason)
    confidence = _confidence_in_absence(statement, criterion, found, denials)
    reason = _absence(criterion.rule, denials, closest)
    if headings and not denials:
        # A heading promises a section, so that one may have been overlooked.
        confidence = min(confidence, HEADING_CONFIDENCE)
        reason = f"Only a heading on page {_page(headings)} names it, which discloses nothing."
    return Score(criterion.id, Grade.NOT_ADDRESSED, evidence, confidence, reason)


def _strength(item: Evidence, grade: Grade) -> tuple[object, ...]:
    """Sort the sentence that decides to the front, the same for any order of the input."""
    place = (item.sentence.index, item.label, item.quote, item.status, item.specific)
    return (-grade, not item.counts, -item.proba, *place)


def _kept(counting: Sequence[Evidence], grades: Sequence[Grade]) -> tuple[Evidence, ...]:
    """Keep the strongest sentences, and the best one of each lower grade.

    The interval of a score needs to know what would be left if the strongest were wrong.
    """
    firsts = {grades.index(grade) for grade in set(grades)}
    others = [index for index in range(len(counting)) if index not in firsts]
    kept = sorted([*firsts, *others[: N_EVIDENCE - len(firsts)]])
    return tuple(counting[index] for index in kept)


def _confidence_in_absence(
    statement: Statement,
    criterion: Criterion,
    found: Sequence[Evidence],
    denials: Sequence[Evidence],
) -> float:
    """Return the probability that nothing discloses it.

    A sentence that denies is trusted no further than the model trusts that it speaks of the
    subject at all; one that only says that no cases were found has no part in it. Where such
    sentences, or headings, are all that carries a label, the probability that the statement
    carries it says nothing of what was overlooked.
    """
    seen = {item.label for item in found if item.counts}
    pairs = zip(statement.labels or (), statement.label_proba or (), strict=False)
    covered = {label: proba for label, proba in pairs if proba is not None}
    doubts = [
        1.0 - covered[label] for label in criterion.labels if label in covered and label not in seen
    ]
    doubts += [1.0 - item.proba for item in found if not (item.counts or item.label in covered)]
    doubts += [item.proba for item in denials if not _is_case_denial(item)]
    return min(doubts, default=1.0)


def _is_heading(rule: str, item: Evidence) -> bool:
    return rule == "practice" and is_heading(item.quote)


def _is_case_denial(item: Evidence) -> bool:
    return item.label in CASE_LABELS and denies_cases(item)


def _practice_reason(grade: Grade, item: Evidence) -> str:
    page, subject = item.sentence.page_number, _subject(item)
    if grade is Grade.OUTCOME:
        figure = find_figure(item.quote)
        return f'Page {page} speaks of {subject}, with the figure "{figure}".'
    if grade is Grade.SPECIFIC:
        return (
            f"Page {page} speaks of {subject} with a particular that can be checked; no such "
            "sentence gives a figure."
        )
    if item.status == "plan":
        return f"Page {page} speaks of {subject} only as something planned."
    if item.status == "vague":
        return f"Page {page} speaks of {subject} without saying what is done."
    return f"Page {page} speaks of {subject}, but gives no particular that can be checked."


def _description_reason(grade: Grade, item: Evidence) -> str:
    page, subject = item.sentence.page_number, _subject(item)
    if grade is Grade.OUTCOME:
        return f'Page {page} describes {subject}, with the figure "{find_figure(item.quote)}".'
    if grade is Grade.SPECIFIC:
        return (
            f"Page {page} describes {subject} with a particular that can be checked; no such "
            "sentence gives a figure."
        )
    if item.status == "none":
        return f"Page {page} says of {subject} only what is absent or not known."
    return f"Page {page} describes {subject}, but gives no particular that can be checked."


def _formality_reason(grade: Grade, item: Evidence) -> str:
    return f"Page {item.sentence.page_number} is explicit on {_subject(item)}."


REASONS = {
    "practice": _practice_reason,
    "description": _description_reason,
    "formality": _formality_reason,
}


def _absence(rule: str, denials: Sequence[Evidence], closest: Sequence[Evidence]) -> str:
    """Say why a criterion is held not to be disclosed."""
    plain = [item for item in denials if not _is_case_denial(item)]
    if plain:
        page = plain[0].sentence.page_number
        return f"Page {page} says that the organisation does not do so, or has not done so."
    if rule == "formality":
        near = f"; the closest sentence is on page {_page(closest)}" if closest else ""
        return (
            "It is not explicit in the statement, which does not mean that it was not done" + near
        ) + "."
    if denials:
        page = denials[0].sentence.page_number
        return f"Page {page} says only that no cases were found, which discloses nothing."
    if closest:
        return (
            f"No sentence was found that discloses it; the closest, on page {_page(closest)}, has "
            f"a probability of {closest[0].proba:.2f} where {closest[0].threshold:.2f} is needed."
        )
    return "No sentence was found that discloses it."


def _not_looked_for(jurisdiction: str | None) -> str:
    where = f' in statements of jurisdiction "{jurisdiction}"' if jurisdiction else ""
    return f"The model does not look for this{where}, so that nothing can be said."


def _unread(pages: Sequence[int]) -> str:
    if len(pages) == 1:
        return f"Nothing was found that discloses it, but page {pages[0]} could not be read."
    shown = [str(number) for number in pages[:10]]
    if len(pages) > len(shown):
        shown.append(f"{len(pages) - len(shown)} more")
    listed = f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"Nothing was found that discloses it, but pages {listed} could not be read."


def _page(items: Sequence[Evidence]) -> int:
    return items[0].sentence.page_number


def _subject(item: Evidence) -> str:
    """Name what a sentence is about, in the middle of another sentence."""
    return f'"{load_taxonomy()[item.label].title.lower()}"'
