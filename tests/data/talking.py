"""Statements of invented sentences, classified by hand."""

from __future__ import annotations

from analyser.types import (
    Evidence,
    Framework,
    Page,
    Ranking,
    RankingRow,
    Sentence,
    Source,
    Statement,
)

FRAMEWORK = Framework("example", "Example", "1", "GB", "https://law.example", "2020-01-01", ())


def sentence_of(topic, number=0):
    """Invent a sentence of fourteen words that shares no run of three with another topic's."""
    return " ".join(f"t{topic}w{place}" for place in range(number, number + 14)) + "."


def statement_of(id_, sentences, *, labels=(), **source):
    """Make a statement of sentences; `labels` are pairs of status and specific, or None."""
    text, spans = "", []
    for index, sentence in enumerate(sentences):
        start = len(text)
        text += f"{sentence}\n"
        spans.append(Sentence(index, start, start + len(sentence), 1))
    evidence = tuple(
        Evidence("training", span, sentences[span.index], 0.9, 0.5, *label, model="fake 1.0.0")
        for span, label in zip(spans, labels, strict=False)
        if label
    )
    return Statement(
        source=Source(id=id_, **source),
        text=text,
        pages=(Page(1, 0, len(text)),),
        extractor="plaintext",
        sentences=tuple(spans),
        labels=("training",),
        evidence=evidence,
        scores=(),
    )


def ranking_of(statements):
    """Make a ranking with one row for each statement, of which only the source matters."""
    rows = tuple(
        RankingRow(each.source, 0.0, 0.0, 0.0, 1, True, 1, 1, "E", (), 1, 1, 1)
        for each in statements
    )
    return Ranking(framework=FRAMEWORK, rows=rows)
