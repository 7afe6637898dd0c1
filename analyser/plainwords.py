"""Sentences whose words are so plain that they need no classifier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyser.formalities import STRICT_PROBA, Line
from analyser.rules import any_of
from analyser.types import Criterion, Evidence, Statement


def lines_of(statement: Statement, evidence: Sequence[Evidence], labelled: set[int]) -> list[Line]:
    """Give every sentence of a statement.

    Parameters
    ----------
    statement : Statement
        With or without its sentences.
    evidence : sequence of Evidence
        Those of one criterion, which may come without the statement's sentences.
    labelled : set of int
        Indices of the sentences that are held to carry the label.

    Returns
    -------
    list of Line
        In reading order.
    """
    lines = {
        sentence.index: Line(
            sentence.index,
            sentence.page_number,
            " ".join(statement.quote(sentence).split()),
            sentence.index in labelled,
        )
        for sentence in statement.sentences or ()
    }
    for item in evidence:
        index = item.sentence.index
        if item.counts and index not in lines:
            lines[index] = Line(index, item.sentence.page_number, item.quote, index in labelled)
    return [lines[index] for index in sorted(lines)]


def said_plainly(statement: Statement, criterion: Criterion) -> Iterator[Evidence]:
    """Find the sentences that say what a criterion asks in words that need no classifier.

    Parameters
    ----------
    statement : Statement
        With or without its sentences.
    criterion : Criterion
        With or without `plain`.

    Yields
    ------
    Evidence
        Of the first of the criterion's labels, for sentences that do not carry it already.
    """
    if not criterion.plain:
        return
    label = criterion.labels[0]
    counted = {
        item.sentence.index
        for item in statement.evidence or ()
        if item.label == label and item.counts
    }
    plain = any_of(criterion.plain)
    lines = lines_of(statement, (), set())
    for line in lines:
        if line.index not in counted and plain.search(line.text):
            yield by_words(lines, statement, label, line.index)


def by_words(
    lines: Sequence[Line],
    statement: Statement,
    label: str,
    index: int,
) -> Evidence:
    """Make evidence of a sentence.

    Parameters
    ----------
    lines : sequence of Line
        From `lines_of`.
    statement : Statement
        The same.
    label : str
        What the sentence says.
    index : int
        Of the sentence.

    Returns
    -------
    Evidence
        As sure as words alone can be.
    """
    carried = {item.sentence.index: item.sentence for item in statement.evidence or ()}
    written = {sentence.index: sentence for sentence in statement.sentences or ()}
    return Evidence(
        label=label,
        sentence=(carried | written)[index],
        quote=next(line.text for line in lines if line.index == index),
        proba=STRICT_PROBA,
        threshold=0.5,
        status="done",
        specific=True,
        model="formalities",
    )
