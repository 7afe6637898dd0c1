"""Order Statements by score, with ties, bands and intervals."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from analyser.errors import FrameworkError, StageOrderError
from analyser.formalities import gate
from analyser.intervals import reach
from analyser.legibility import sum_up
from analyser.particulars import gather
from analyser.placing import place
from analyser.redaction import redact
from analyser.survivor import SURVIVOR_LABELS, gather_people
from analyser.types import (
    Evidence,
    Failure,
    Framework,
    Grade,
    Ranking,
    RankingRow,
    Score,
    Statement,
)

SCORED_AXES = ("quality", "survivor", "legal")
"""The score uses the first of these that the framework has, and no other."""
PERSONAL_LABELS = frozenset(
    (
        "approval",
        "signature",
        "incident",
        "remediation",
        "survivor_support",
        "c4_remediation",
        *SURVIVOR_LABELS,
    )
)
"""Sentences that may name a person; redacted under whichever label they are shown."""


def rank(
    statements: Iterable[Statement],
    framework: Framework,
    *,
    failures: Sequence[Failure] = (),
    model: str = "",
    labels: tuple[str, ...] = (),
    random_state: int = 0,
    axis: str | None = None,
) -> Ranking:
    """Order statements by what they disclose, with ties, intervals and bands.

    Parameters
    ----------
    statements : iterable of Statement
        Scored against `framework`; used up before `failures` is read. Their texts are dropped
        one by one.
    framework : Framework
        What was asked.
    failures : sequence of Failure
        The documents that could not be ranked.
    model : str
        Name and version of the model.
    labels : tuple of str
        Labels that the model looks for.
    random_state : int
        Seed of the intervals, 0 or more.
    axis : str, optional
        The one that makes the score; see `scored_axis`.

    Returns
    -------
    Ranking
        Best first; `created` is today, or the day of `SOURCE_DATE_EPOCH` where that is set.

    Raises
    ------
    StageOrderError
        If a statement has not been scored.
    FrameworkError
        If a statement was scored against another framework, or the framework has not that axis.

    Notes
    -----
    The score is the weighted percentage of the points that can be had on the criteria of one
    axis: the one asked for, else `quality`, or the next of `survivor` and `legal` where a
    framework has none of it. A
    criterion that is undetermined counts neither for nor against. It is ranked as it is
    printed, to one decimal: equal scores share a position ("1, =2, =2, 4"), and stand in order
    of organisation, then id. A document that is listed for several organisations takes one
    position (see `placing.place`). A statement of which every criterion of that axis is
    undetermined is not ranked; it is a `Failure` with the reason `undetermined`.

    The 90% intervals come from 1,000 draws. In each, every criterion keeps its grade as long as
    one of the sentences that support it does, and falls to what the others support, or to 0; it
    rises as often as a better sentence was overlooked where that could be measured, and a 0 with
    the probability that something was; an undetermined criterion is any of its grades, save one
    that is not asked, which counts neither for nor against in any draw. Doubts of
    different sentences, and of different criteria, are taken as independent. The interval is
    widened to hold the score itself. It covers the classifier's doubt about what sentences say,
    as far as its probabilities are calibrated, better sentences that it may have overlooked, and
    what could not be determined. It does not cover errors in
    reading the document or in judging status and particulars, the choice of criteria and
    weights, what the law means, or how the company performs. What other weights would do to the
    positions is drawn apart from it (see `sensitivity.reweigh`). Two statements cannot be told
    from each other where their intervals of positions overlap.
    """
    axis = scored_axis(framework, axis)
    chosen = [i for i, criterion in enumerate(framework.criteria) if criterion.axis == axis]
    criteria = [framework.criteria[i] for i in chosen]
    rows: list[RankingRow] = []
    grades: list[list[int]] = []
    reaches = []
    undetermined: list[Failure] = []

    for statement in statements:
        scores = _scores(statement, framework)
        asked = [scores[i] for i in chosen]
        if all(score.grade is Grade.UNDETERMINED for score in asked):
            undetermined.append(_undetermined(statement, framework))
            continue
        reaches.append([reach(*pair) for pair in zip(asked, criteria, strict=True)])
        grades.append([int(score.grade) for score in asked])
        rows.append(replace(_row(statement, scores), gate=gate(scores, framework)))

    placed, stability = place(rows, grades, reaches, criteria, random_state=random_state)
    return Ranking(
        framework=framework,
        rows=placed,
        failures=(*failures, *undetermined),
        model=model,
        created=_today(),
        labels=labels,
        stability=stability,
        axis=axis,
    )


def scored_axis(framework: Framework, axis: str | None = None) -> str:
    """Say which axis the score uses.

    Parameters
    ----------
    framework : Framework
        With at least one criterion.
    axis : str, optional
        The one asked for.

    Returns
    -------
    str
        The one asked for, else `quality`, else `survivor`, else `legal`: axes are never blended.

    Raises
    ------
    FrameworkError
        If the framework has no criterion of the axis asked for.
    """
    present = {criterion.axis for criterion in framework.criteria}
    if axis is not None and axis not in present:
        raise FrameworkError(
            f'The framework "{framework.id}" has no criterion of the axis "{axis}"; it has '
            f"{', '.join(sorted(present))}."
        )
    if axis is not None:
        return axis
    return next(axis for axis in SCORED_AXES if axis in present)


def _scores(statement: Statement, framework: Framework) -> tuple[Score, ...]:
    if statement.scores is None:
        raise StageOrderError(f'The statement "{statement.source.id}" has not been scored.')
    if [s.criterion_id for s in statement.scores] != [c.id for c in framework.criteria]:
        raise FrameworkError(
            f'The statement "{statement.source.id}" was not scored against "{framework.id}".'
        )
    return statement.scores


def _row(statement: Statement, scores: Sequence[Score]) -> RankingRow:
    """Keep what a report needs of a statement, with its quotes redacted and no place yet."""
    pages = [page for page in statement.pages if page.number not in statement.unread_pages]
    qualities = [page.quality for page in pages if page.quality is not None]
    return RankingRow(
        source=replace(statement.source, text=None),
        score=0.0,
        low=0.0,
        high=0.0,
        position=0,
        is_tied=False,
        position_low=0,
        position_high=0,
        band="",
        scores=_redacted(statement, scores),
        n_pages=len(pages),
        n_sentences=len(statement.sentences or ()),
        n_words=len(statement.text.split()),
        extractor=statement.extractor,
        warnings=statement.warnings,
        legibility=sum_up(qualities, statement.unread_pages) if qualities else None,
        facts=gather(statement),
        people=None if statement.evidence is None else gather_people(statement),
    )


def _redacted(statement: Statement, scores: Sequence[Score]) -> tuple[Score, ...]:
    """Mask e-mail addresses and telephone numbers in every quote, and names where they may be."""
    shown = [item for score in scores for item in score.evidence]
    carried = [item for item in statement.evidence or () if item.counts]
    both = [*shown, *carried]
    personal = {item.sentence.index for item in both if item.label in PERSONAL_LABELS}
    name = statement.source.organisation or ""
    quotes = {(item.sentence.index, item.quote): "" for item in shown}
    for index, quote in quotes:
        quotes[index, quote] = redact(quote, names=index in personal, organisation=name)

    def masked(item: Evidence) -> Evidence:
        quote = quotes[item.sentence.index, item.quote]
        return item if quote == item.quote else replace(item, quote=quote)

    return tuple(
        replace(score, evidence=tuple(masked(item) for item in score.evidence)) for score in scores
    )


def _undetermined(statement: Statement, framework: Framework) -> Failure:
    return Failure(
        source=replace(statement.source, text=None),
        stage="score",
        reason="undetermined",
        error=(
            f'No criterion of "{framework.id}" could be determined for the statement '
            f'"{statement.source.id}".'
        ),
        hint=(
            "Choose a framework that fits the statement's jurisdiction and the model's labels, or "
            "run OCR on the pages that could not be read."
        ),
    )


def _today() -> str:
    """Return today's date, or the one that makes a build reproducible."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return now.date().isoformat()
