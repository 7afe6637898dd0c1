"""The experiment bench, on statements and candidates made by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from analyser.heldout import Part, keep
from analyser.labelled import STATUSES, LabelledStatement, statement_of
from analyser.modelstore import HELD_OUT
from analyser.trainingdata import TrainingData, samples_of_all
from analyser.types import Source

BENCH = Path(__file__).resolve().parents[2] / "scripts" / "experiments"
TEXTS = ("The board approved it.", "We train buyers.", "We sell paper.", "Signed by a director.")
LABELS = ("approval", "signature", "c2_operations")


@pytest.fixture(scope="module")
def bench():
    sys.path.insert(0, str(BENCH))
    try:
        import bench

        yield bench
    finally:
        sys.path.remove(str(BENCH))
        for name in ("bench", "candidates", "mistakes", "networks", "structure"):
            sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def data():
    statements = []
    for index in range(30):
        name = f"s{index}"
        source = Source(id=name, jurisdiction=("AU", "UK", "CA")[index % 3])
        texts = [f"{text} {index}" for text in TEXTS]
        truth = np.array([[1, 0, 0], [0, 0, 0], [0, 0, 1], [0, 1, 0]], dtype=np.int8)
        statements.append(LabelledStatement(statement_of(texts, source), LABELS, truth))
    return TrainingData(statements, [], [], [], [])


def right(samples):
    """Learn nothing, and know everything."""
    words = {"approval": "approved", "signature": "Signed", "c2_operations": "sell"}
    return lambda windows: np.array(
        [
            [4.0 if words[label] in window.sentence else -4.0 for label in samples.labels]
            for window in windows
        ]
    )


def wrong(samples):
    """Give every sentence the same scores."""
    return lambda windows: np.zeros((len(windows), len(samples.labels)))


def test_candidates_are_measured_on_statements_that_they_have_not_seen(bench, data, tmp_path):
    samples = samples_of_all(data)
    held = bench.folds(data, samples.labels)
    seen = []

    def watched(part):
        seen.append(set(part.groups))
        return right(part)

    scores = bench.score(watched, samples, held, tmp_path / "right.npz")
    assert [part & set(fold.test) for part, fold in zip(seen, held, strict=True)] == [set()] * 5
    figures = bench.macro_f1(bench.counts([scores], held))
    assert figures == {"AU": 1.0, "UK": 1.0, "CA": 1.0, "mean": 1.0}
    again = bench.score(pytest.fail, samples, held, tmp_path / "right.npz")
    assert bench.macro_f1(bench.counts([again], held)) == figures


def test_a_better_candidate_gains_and_the_same_one_does_not(bench, data, tmp_path):
    samples = samples_of_all(data)
    held = bench.folds(data, samples.labels)
    good, bad = (
        bench.counts([bench.score(learner, samples, held, tmp_path / f"{i}.npz")], held)
        for i, learner in enumerate((right, wrong))
    )
    gain, low, high = bench.difference(good, bad)
    assert 0.3 < low <= gain <= high
    assert bench.difference(good, good) == (0.0, 0.0, 0.0)
    mixed = [bench.score(pytest.fail, samples, held, tmp_path / f"{i}.npz") for i in (0, 1)]
    assert bench.macro_f1(bench.counts(mixed, held))["mean"] == 1.0


def test_networks_say_what_those_of_their_folds_said(bench, data, tmp_path):
    import networks

    samples = samples_of_all(data)
    held = bench.folds(data, samples.labels)
    n_columns = len(samples.labels) + len(STATUSES) + 1
    parts = []
    for number, fold in enumerate(held):
        items = fold.statements["aims"]
        said = [np.full((len(TEXTS), n_columns), number + int(item.id[1:]) / 100) for item in items]
        parts.append({"aims": Part(items, linear=said, encoder=said, told=())})
    keep(parts, tmp_path / HELD_OUT)
    scores = networks.networks(tmp_path, held, len(samples.labels))
    for part, row, fold in zip(parts, scores.rows, held, strict=True):
        assert set(row) == set(fold.samples)
        expected = np.concatenate(part["aims"].encoder)[:, : len(samples.labels)]
        assert np.allclose(row["aims"], expected)
    assert bench.counts([scores], held)


def test_lead_ins_are_carried_down_a_list(bench, data):
    import structure

    from analyser.classification import windows_of

    texts = ["Training", "We train the following people:", "buyers;", "auditors.", "We sell paper."]
    windows = windows_of(statement_of(texts, Source(id="s")))
    found = structure.lead_ins(windows)
    assert found[0].strip() == ""
    assert found[1] == "Training "
    assert found[2] == "Training We train the following people:"
    assert found[3] == "Training We train the following people:"


def test_the_worst_sentences_are_those_that_are_most_surely_wrong(bench):
    import mistakes

    truth = np.array([[1], [0], [1], [-1], [1]], dtype=np.int8)
    proba = np.array([[0.4], [0.9], [0.05], [0.99], [0.9]])
    found = bench.Decisions(truth, proba >= 0.5, proba, np.full(5, "s"))
    assert mistakes.worst(found, 0).tolist() == [2, 1, 0]
    assert mistakes.worst(found, 0, n=1).tolist() == [2]
