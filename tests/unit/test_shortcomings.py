"""Where a model errs, on decisions made by hand."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from analyser import shortcomings
from analyser.diagram import draw_reliability
from analyser.judgement import Judged
from analyser.labelled import LabelledStatement, statement_of
from analyser.types import Source

LABELS = ("approval", "signature", "training")
N_STATEMENTS, N_EACH = 6, 20


def judged(truth, decided, proba=None):
    truth, decided = np.array(truth, dtype=np.int8), np.array(decided, dtype=bool)
    n = len(truth)
    n_statements = -(-n // N_EACH)
    return Judged(
        labels=LABELS,
        truth=truth,
        proba=decided.astype(float) if proba is None else np.array(proba),
        decided=decided,
        statements=np.arange(n) // N_EACH,
        jurisdictions=np.full(n, "UK"),
        status=np.full(n, "-"),
        status_decided=np.full(n, "done"),
        specific=np.full(n, -1, dtype=np.int8),
        specific_decided=np.zeros(n, dtype=bool),
        documents=np.zeros((n_statements, len(LABELS))),
    )


def labelled(texts, name):
    truth = np.zeros((len(texts), len(LABELS)), dtype=np.int8)
    return LabelledStatement(statement_of(texts, Source(id=name)), LABELS, truth)


def test_one_label_taken_for_another_is_counted_with_both_errors():
    truth = [[0, 1, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0], [0, -1, 1]]
    decided = [[1, 0, 0], [1, 0, 0], [1, 0, 0], [1, 1, 0], [0, 0, 0]]
    found = shortcomings.confusions(judged(truth, decided))
    # The fourth has one right and one false decision, the last a miss alone: no confusion.
    assert found == [["approval", "signature", 2], ["approval", "training", 1]]


@pytest.mark.parametrize(
    ("text", "is_broken"),
    [
        ("We audited forty mills.", False),
        ("of the suppliers that we audited.", True),
        ("We audited fortymillsInKedah last year.", True),
        ("We found a\ufffed page.", True),
        ("Thewholesentencehaslostitswordspaces today.", True),
        ("ISO 9001 and SA8000 certificates", False),
    ],
)
def test_damage_of_extraction_is_seen(text, is_broken):
    assert shortcomings.share_broken([text]) == float(is_broken)


def test_statements_are_measured_in_parts_by_length_and_noise():
    n = N_STATEMENTS * N_EACH
    truth = np.zeros((n, 3), dtype=np.int8)
    truth[::4, 2] = 1
    # Everything is right but in the last two statements, which are the most damaged.
    decided = truth == 1
    decided[4 * N_EACH :] = False
    texts = [
        ["broken sentence" if index < statement else "A sentence." for index in range(N_EACH)]
        for statement in range(N_STATEMENTS)
    ]
    statements = [labelled(part, f"s{index}") for index, part in enumerate(texts)]
    found = shortcomings.analyse(judged(truth, decided), statements)
    assert [row[:4] for row in found["by_noise"]] == [
        [0.0, 0.05, 2, 1.0],
        [0.1, 0.15, 2, 1.0],
        [0.2, 0.25, 2, 0.0],
    ]
    assert [row[:3] for row in found["by_length"]] == [[20.0, 20.0, 2]] * 3
    # Thirty positives are too few for a curve.
    assert found["reliability"] == {}


def test_only_labels_with_enough_positives_have_a_curve_and_the_drawing_is_xml():
    truth = np.zeros((200, 3), dtype=np.int8)
    truth[:60, 0] = truth[:49, 1] = 1
    proba = np.full((200, 3), 0.25)
    statements = [labelled(["A sentence."] * N_EACH, f"s{index}") for index in range(10)]
    found = shortcomings.analyse(judged(truth, proba > 0.5, proba), statements)
    assert found["reliability"] == {"approval": [[0.25, 0.3, 200]]}
    image = ET.fromstring(draw_reliability({"a<b": [[0.0, 0.0, 5], [1.0, 1.0, 400]]}))
    dots = [part for part in image.iter() if part.tag.endswith("circle")]
    first, second = ((float(dot.get("cx")), float(dot.get("cy"))) for dot in dots)
    assert first[0] < second[0]
    assert first[1] > second[1]
