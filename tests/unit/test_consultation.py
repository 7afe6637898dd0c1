"""Wordings of consultation, and of having nobody to consult. All sentences are invented."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from analyser.definitions import LABELS
from analyser.definitions.consultation import AFTER, BEFORE, CONSULTED, NO_OTHER_ENTITY, WHO
from analyser.features import Window, subjects
from analyser.frameworks import load_framework
from analyser.frameworks.patterns import problem_of
from analyser.scoring import score
from analyser.types import Evidence, Grade, Page, Sentence, Source, Statement

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
    for column, name in enumerate(WORDINGS, start=LABELS.index("c6_consultation")):
        rows = [index for index, row in enumerate(ROWS) if row["wording"] == name]
        assert found[rows, column].tolist() == [float(ROWS[index]["is_found"]) for index in rows]


def test_no_sentence_takes_long():
    parts = (*NO_OTHER_ENTITY, WHO, *BEFORE, *AFTER, *CONSULTED[2:])
    assert not [each for each in parts if problem_of(each)]


def consultation(text, framework="au-msa-s16", *, beside=(), proba=0.9, status="none"):
    lines = [text, *beside]
    whole = " ".join(lines)
    starts = [whole.index(line) for line in lines]
    sentences = tuple(
        Sentence(index, start, start + len(line), 1)
        for index, (start, line) in enumerate(zip(starts, lines, strict=True))
    )
    evidence = tuple(
        Evidence("c6_consultation", sentence, line, proba, 0.3, status, False, "fake 1.0.0")
        for sentence, line in zip(sentences, lines, strict=True)
    )
    statement = Statement(
        source=Source(id="wattle", jurisdiction="AU"),
        text=whole,
        pages=(Page(1, 0, len(whole)),),
        extractor="plaintext",
        sentences=sentences,
        labels=("c6_consultation",),
        evidence=evidence,
    )
    scores = score(statement, load_framework(framework)).scores
    [asked] = [each for each in scores if each.criterion_id == "consultation"]
    return asked


@pytest.mark.parametrize("status", ["none", "done"])
@pytest.mark.parametrize("framework", ["au-msa-s16", "walk-free-msa"])
@pytest.mark.parametrize(
    "text",
    [
        "Wattle Ridge Ltd does not own or control any other entities.",
        "Wattle Ridge Ltd doesn’t currently own any subsidiaries.",
        "Neither the trust nor its trustee owns or controls another entity.",
        "The council owns and controls no other entities.",
        "The company has no owned or controlled entities.",
        "Wattle Ridge has no subsidiaries and therefore nobody to consult.",
        "There are no entities that Wattle Ridge owns or controls.",
        "As above, Wattle Ridge does not own or control any entities: there is nobody to consult.",
    ],
)
def test_company_with_nobody_to_consult_is_not_told_that_it_consulted_nobody(
    framework, text, status
):
    asked = consultation(text, framework, status=status)
    assert (asked.grade, asked.value) == (Grade.UNDETERMINED, "not required")
    assert [item.quote for item in asked.evidence] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Wattle Ridge Ltd does not consult the entities that it owns.",
        "Other than Mallee Pty Ltd, the company does not own or control any other entity.",
        "We do not own or control any entities except those in Appendix A.",
        "We have no subsidiaries outside Australia.",
        "Wattle Ridge has no wholly owned subsidiaries but controls three companies.",
        "Our subsidiaries do not own or control any other entities.",
        "Mallee Ltd, one of our four reporting entities, has no subsidiaries.",
        "Mallee Ltd, a wholly owned subsidiary of Wattle Ridge, does not control other entities.",
        "Our suppliers do not control other companies.",
        "No director owns or controls other companies.",
        "No subsidiary employs migrant workers.",
        "There are no companies in our supply chain over which we have control.",
        "We report as a single entity on behalf of our subsidiaries.",
        "No consultation was required as all entities share the same directors.",
        "Employees are not required to consult their manager before they use the line.",
        "Subsidiaries: none of our subsidiaries trade outside Australia.",
    ],
)
def test_silence_is_not_hidden_by_what_is_no_exemption(text):
    assert consultation(text).value == ""


def test_sentence_on_another_subject_exempts_from_nothing():
    text = "Wattle Ridge Ltd does not own or control any other entities."
    assert consultation(text, proba=0.1).grade is Grade.NOT_ADDRESSED


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("The statement was prepared in consultation with our leaders.", Grade.UNDETERMINED),
        ("The board of the trustee reviewed drafts in two workshops.", Grade.OUTCOME),
    ],
)
def test_vague_words_do_not_answer_what_is_not_asked(other, expected):
    alone = "Wattle Ridge Ltd does not own or control any other entities."
    assert consultation(alone, beside=[other], status="done").grade is expected
