"""Sentences that a company may well write, each with the grade that it earns by itself.

They come in twos and threes: what discloses, beside what only sounds like it. All are invented.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from analyser.frameworks import load_framework
from analyser.scoring import score
from analyser.types import Evidence, Page, Sentence, Source, Statement

PATH = Path(__file__).resolve().parents[1] / "data" / "sentences.csv"
with PATH.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['criterion']}-{row['text'][:40]}")
def test_sentence_earns_its_grade(row):
    framework = load_framework(row["framework"])
    [criterion] = [each for each in framework.criteria if each.id == row["criterion"]]
    sentence = Sentence(0, 0, len(row["text"]), 1)
    evidence = [
        Evidence(
            label=label,
            sentence=sentence,
            quote=row["text"],
            proba=0.9,
            threshold=0.5,
            status="done",
            specific=row["specific"] == "yes",
            model="fake 1.0.0",
        )
        for label in row["labels"].split()
    ]
    statement = Statement(
        source=Source(id="larch", jurisdiction="AU"),
        text=row["text"],
        pages=(Page(1, 0, len(row["text"])),),
        extractor="plaintext",
        sentences=(sentence,),
        labels=criterion.labels,
        evidence=tuple(evidence),
    )
    [found] = score(statement, replace(framework, criteria=(criterion,))).scores or ()
    assert int(found.grade) == int(row["grade"]), found.reason
