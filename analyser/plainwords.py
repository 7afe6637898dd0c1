"""Sentences whose words are so plain that they need no classifier."""

from __future__ import annotations

from collections.abc import Sequence

from analyser.formalities import STRICT_PROBA, Line
from analyser.types import Evidence, Statement


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
