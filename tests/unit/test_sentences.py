"""Sentences that a company may well write, each with the grade that it earns by itself.

They come side by side: what discloses, and what only sounds like it. All are invented, most by
readers who looked for sentences that the expressions of the frameworks would get wrong.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from analyser.frameworks import load_framework
from analyser.scoring import score
from analyser.types import Evidence, Page, Sentence, Source, Statement

PATH = Path(__file__).resolve().parents[1] / "data" / "sentences.csv"
ROWS = defaultdict(list)
with PATH.open(encoding="utf-8", newline="") as file:
    for line in csv.DictReader(file):
        ROWS[line["framework"], line["criterion"]].append(line)


@pytest.mark.parametrize(("id_", "asked"), ROWS, ids=map("-".join, ROWS))
def test_sentences_earn_their_grades(id_, asked):
    framework = load_framework(id_)
    [criterion] = [each for each in framework.criteria if each.id == asked]
    alone = replace(framework, criteria=(criterion,))
    wrong = []
    for row in ROWS[id_, asked]:
        [found] = score(statement_of(row, criterion.labels), alone).scores
        if int(found.grade) != int(row["grade"]):
            wrong.append((row["grade"], int(found.grade), row["text"], found.reason))
    assert not wrong


def statement_of(row, labels):
    text = row["text"]
    sentence = Sentence(0, 0, len(text), 1)
    evidence = [
        Evidence(
            label=label,
            sentence=sentence,
            quote=text,
            proba=0.9,
            threshold=0.5,
            status="done",
            specific=row["specific"] == "yes",
            model="fake 1.0.0",
        )
        for label in row["labels"].split()
    ]
    return Statement(
        # Of a law that asks for everything that any law asks for.
        source=Source(id="larch", jurisdiction="AU"),
        text=text,
        pages=(Page(1, 0, len(text)),),
        extractor="plaintext",
        sentences=(sentence,),
        labels=labels,
        evidence=tuple(evidence),
    )
