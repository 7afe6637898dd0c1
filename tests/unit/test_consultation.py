"""Wordings of consultation, and of having nobody to consult. All sentences are invented."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from analyser.consultation import CONSULTED, NO_OTHER_ENTITY
from analyser.features import Window, subjects
from analyser.frameworks import load_framework
from analyser.frameworks.patterns import problem_of
from analyser.scoring import score
from analyser.types import Grade, Page, Sentence, Source, Statement

PATH = Path(__file__).resolve().parents[1] / "data" / "consultation.csv"
WORDINGS = {"no-other-entity": NO_OTHER_ENTITY, "consulted": CONSULTED}
with PATH.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize("is_found", ["1", "0"])
def test_wording_is_found_where_it_is_said(wording, is_found):
    words = [re.compile(each, re.IGNORECASE) for each in WORDINGS[wording]]
    said = [
        row["sentence"] for row in ROWS if (row["wording"], row["is_found"]) == (wording, is_found)
    ]
    assert len(said) >= 45
    wrong = [one for one in said if any(word.search(one) for word in words) != (is_found == "1")]
    assert not wrong


def test_features_find_the_same_sooner():
    found = subjects([Window(row["sentence"]) for row in ROWS])
    for column, name in enumerate(WORDINGS):
        rows = [index for index, row in enumerate(ROWS) if row["wording"] == name]
        assert found[rows, column].tolist() == [float(ROWS[index]["is_found"]) for index in rows]


def test_every_repeat_is_bounded():
    unbounded = [each for each in CONSULTED if re.search(r"[\])][*+]", each)]
    assert not unbounded
    assert not [each for each in NO_OTHER_ENTITY if problem_of(each)]


@pytest.mark.parametrize("framework", ["au-msa-s16", "walk-free-msa"])
@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Wattle Ridge Ltd does not own or control any other entities.", Grade.UNDETERMINED),
        ("Wattle Ridge Ltd does not consult the entities that it owns.", Grade.NOT_ADDRESSED),
    ],
)
def test_company_with_nobody_to_consult_is_not_told_that_it_consulted_nobody(
    framework, text, grade
):
    statement = Statement(
        source=Source(id="wattle", jurisdiction="AU"),
        text=text,
        pages=(Page(1, 0, len(text)),),
        extractor="plaintext",
        sentences=(Sentence(0, 0, len(text), 1),),
        labels=("c6_consultation",),
        evidence=(),
    )
    scores = score(statement, load_framework(framework)).scores
    [asked] = [each for each in scores if each.criterion_id == "consultation"]
    assert asked.grade is grade
    assert [item.quote for item in asked.evidence] == [text] * (grade < 0)
