"""The words on the legal minimum: about what is said, never about what was done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyser.formalities import GATES
from analyser.reports import gating, wording
from analyser.types import Grade, Score
from tests.data.sample_ranking import FRAMEWORK, sample_ranking


def score(**more):
    return Score("risk", Grade.SPECIFIC, (), 0.9, "Because.", **more)


@pytest.mark.parametrize("value", GATES)
def test_each_gate_has_its_meaning(value):
    row = replace(sample_ranking().rows[0], gate=value)
    assert gating.minimum(row).startswith(f"{value}. ")


def test_nothing_is_said_where_nothing_is_mandatory():
    assert gating.minimum(replace(sample_ranking().rows[0], gate="")) == ""


def test_no_sentence_speaks_of_compliance():
    said = [gating.LEGAL_MINIMUM, gating.VALUES, *gating.GATE_MEANINGS.values()]
    assert not [text for text in said if "compl" in text.lower()]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"status": "done", "scope": "both"}, "in place; scope both"),
        ({"status": "plan"}, "planned; scope not said"),
        ({"status": "done", "value": "explicit"}, "explicit"),
        ({}, ""),
    ],
)
def test_details_of_a_grade(keys, words):
    assert gating.details(score(**keys)) == words


def test_heading_says_which_axis_makes_the_score():
    assert "makes the score" in wording.axis_title("legal", FRAMEWORK, "legal")
    assert "makes the score" not in wording.axis_title("quality", FRAMEWORK, "legal")
    assert wording.AXIS_WORDS["legal"].lower() in wording.score(FRAMEWORK, "legal")
