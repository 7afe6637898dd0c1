from dataclasses import replace

import numpy as np
import pytest

from analyser.classification import carried, classify, predict, windows_of
from analyser.errors import StageOrderError
from analyser.features import Prediction
from analyser.labelled import statement_of
from analyser.survivor import SURVIVOR_LABELS
from analyser.taxonomy import applicable
from analyser.types import Source

LABELS = ("approval", "c1_reporting_entity", "training")


class TableModel:
    """Gives every sentence the probabilities written in a table."""

    name, version, title = "table", "1", "table 1"
    labels = LABELS
    thresholds = dict.fromkeys(LABELS, 0.5)
    certain_from = {"approval": 0.9}
    labels_of_statements = LABELS[1:]

    def __init__(self, table):
        self.table = table
        self.seen = []

    def predict(self, windows):
        self.seen = list(windows)
        proba = np.array([self.table.get(window.sentence, (0, 0, 0)) for window in windows])
        ones = np.ones(len(windows), dtype=bool)
        return Prediction(proba.reshape(-1, len(LABELS)), ("done",) * len(windows), ones)

    def document_proba(self, prediction):
        return prediction.proba.max(axis=0, initial=0.25)


@pytest.fixture
def statement():
    return statement_of(["Training", "We train.", "The board approved."], Source(id="s"))


def test_every_sentence_at_the_threshold_is_evidence(statement):
    model = TableModel({"We train.": (0, 0, 0.5), "The board approved.": (0.9, 0.6, 0.7)})
    evidence = classify(statement, model).evidence
    found = [(item.quote, item.label) for item in evidence if item.counts]
    assert found == [
        ("We train.", "training"),
        ("The board approved.", "approval"),
        ("The board approved.", "c1_reporting_entity"),
        ("The board approved.", "training"),
    ]


def test_a_decision_is_certain_from_what_the_model_says(statement):
    model = TableModel({"We train.": (0.89, 0, 1.0), "The board approved.": (0.9, 0.6, 0.7)})
    found = {
        (item.quote, item.label) for item in classify(statement, model).evidence if item.is_certain
    }
    assert found == {("The board approved.", "approval")}


def test_every_label_has_the_probability_that_the_statement_carries_it(statement):
    british = replace(statement, source=replace(statement.source, jurisdiction="UK"))
    model = TableModel({"We train.": (0.1, 0.2, 0.75)})
    # What was never learnt from whole statements is not known of one.
    assert classify(british, model).label_proba[:2] == (None, 0.75)
    empty = statement_of([], Source(id="s"))
    assert classify(empty, model).label_proba[:3] == (None, 0.25, 0.25)


def test_the_closest_sentence_is_kept_where_none_counts(statement):
    model = TableModel({"We train.": (0.1, 0.2, 0.3)})
    evidence = classify(statement, model).evidence
    assert {item.label for item in evidence} == set(LABELS)
    assert not any(item.counts for item in evidence)
    assert all(item.quote == "We train." for item in evidence)


def test_the_closest_sentence_knows_how_likely_the_whole_statement_carries_the_label(statement):
    model = TableModel({"Training": (0, 0, 0.9), "We train.": (0.1, 0.2, 0.3)})
    model.document_proba = lambda prediction: np.array([0.8, 0.7, 0.9])
    found = {item.label: item for item in classify(statement, model).evidence}
    # The first was never learnt from whole statements; the last has a sentence of its own.
    assert {label: item.whole_proba for label, item in found.items()} == {
        "approval": 0.0,
        "c1_reporting_entity": 0.7,
        "training": 0.0,
    }
    assert {label for label, item in found.items() if item.supports} == {
        "c1_reporting_entity",
        "training",
    }


def test_a_label_of_another_jurisdiction_is_not_looked_for(statement):
    british = replace(statement, source=replace(statement.source, jurisdiction="UK"))
    model = TableModel({"The board approved.": (0.9, 0.9, 0.9)})
    result = classify(british, model)
    assert result.labels == ("approval", "training", *SURVIVOR_LABELS)
    assert "c1_reporting_entity" not in {item.label for item in result.evidence}


def test_all_labels_apply_where_the_jurisdiction_is_unknown():
    assert applicable(LABELS, None) == LABELS
    assert applicable(LABELS, "AU") == LABELS
    assert applicable(LABELS, "CA") == ("approval", "training")


def test_an_empty_statement_has_no_evidence_but_was_looked_at():
    empty = statement_of([], Source(id="s"))
    result = classify(empty, TableModel({}))
    assert result.evidence == ()
    assert result.labels == (*LABELS, *SURVIVOR_LABELS)


def test_survivor_centred_labels_follow_those_of_the_model():
    statement = statement_of(["We train.", "We repaid fees to 42 workers."], Source(id="s"))
    model = TableModel({"We repaid fees to 42 workers.": (0.9, 0, 0)})
    result = classify(statement, model)
    found = [(item.sentence.index, item.label) for item in result.evidence if item.counts]
    assert found == [(1, "approval"), (1, "sc5_financial_remedy")]
    assert len(result.label_proba) == len(result.labels)
    proba = dict(zip(result.labels, result.label_proba, strict=True))
    assert proba["sc1_lived_experience"] < 0.1 < proba["sc5_financial_remedy"]


def test_classify_needs_sentences(statement):
    with pytest.raises(StageOrderError, match="has not been segmented"):
        classify(replace(statement, sentences=None), TableModel({}))


def test_windows_show_two_neighbours_and_the_position():
    statement = statement_of(["a", "b", "c", "d", "e"], Source(id="s"))
    windows = windows_of(statement)
    assert windows[2].before == ("a", "b")
    assert windows[2].after == ("d", "e")
    assert [window.position for window in windows] == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert windows[0].before == ()


def test_windows_fold_white_space(statement):
    statement = statement_of(["We\n train   staff."], Source(id="s"))
    assert windows_of(statement)[0].sentence == "We train staff."


def test_predict_uses_the_windows_it_is_given(statement):
    model = TableModel({})
    own = windows_of(statement)[:1]
    predict(statement, model, windows=own)
    assert model.seen == own


def test_carried_compares_each_label_with_its_own_threshold():
    model = TableModel({})
    model.thresholds = {"approval": 0.2, "c1_reporting_entity": 0.5, "training": 0.9}
    prediction = Prediction(np.full((1, 3), 0.5), ("done",), np.array([True]))
    assert carried(prediction, model).tolist() == [[True, True, False]]
