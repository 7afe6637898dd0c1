import json

import numpy as np
import pytest

from analyser.evaluation import evaluate
from analyser.features import Prediction

GOLD = """jurisdiction,statement_id,sentence_index,sentence,approval,c1_reporting_entity,training
AU,a,0,approval entity,1,1,0
AU,a,1,training,0,0,1
AU,a,2,nothing,0,0,1
UK,b,0,approval entity,1,0,0
UK,b,1,nothing,0,0,0
UK,c,0,training,0,0,1
"""


class WordModel:
    """Finds a label where its word stands in the sentence."""

    name, version, title = "words", "1", "words 1"
    labels = ("approval", "c1_reporting_entity", "policy", "training")
    words = ("approval", "entity", "policy", "training")
    thresholds = dict.fromkeys(labels, 0.5)

    def document_proba(self, prediction):
        return prediction.proba.max(axis=0)

    def predict(self, windows):
        proba = np.array(
            [[float(word in window.sentence) for word in self.words] for window in windows]
        )
        status = tuple("plan" if window.before else "done" for window in windows)
        return Prediction(proba, status, np.array([bool(window.after) for window in windows]))


@pytest.fixture
def evaluation(tmp_path):
    path = tmp_path / "gold.csv"
    path.write_text(GOLD, encoding="utf-8")
    return evaluate(path, model=WordModel())


def test_groups_are_the_jurisdictions_and_all(evaluation):
    assert list(evaluation.groups) == ["AU", "UK", "all"]
    assert [group["n"] for group in evaluation.groups.values()] == [3, 3, 6]
    assert [group["n_statements"] for group in evaluation.groups.values()] == [1, 2, 3]


def test_labels_of_another_jurisdiction_are_neither_predicted_nor_scored(evaluation):
    assert set(evaluation.groups["AU"]["labels"]) == {"approval", "c1_reporting_entity", "training"}
    assert set(evaluation.groups["UK"]["labels"]) == {"approval", "training"}
    assert evaluation.groups["all"]["labels"]["c1_reporting_entity"]["predicted"] == 1


def test_labels_absent_from_the_file_are_not_scored(evaluation):
    assert "policy" not in evaluation.groups["all"]["labels"]


def test_figures_equal_those_counted_by_hand(evaluation):
    training = evaluation.groups["AU"]["labels"]["training"]
    assert (training["precision"], training["recall"]) == (1.0, 0.5)
    assert training["f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert training["positives"] == 2
    assert training["document_accuracy"] == 1.0
    assert evaluation.groups["AU"]["macro_f1"] == pytest.approx((1 + 1 + 2 / 3) / 3, abs=1e-4)
    assert evaluation.groups["UK"]["macro_f1"] == 1.0


def test_rank_correlation_is_none_for_a_single_statement(evaluation):
    assert evaluation.groups["AU"]["spearman"] is None


def test_json_keys_are_the_documented_ones(evaluation):
    document = json.loads(json.dumps(evaluation.to_dict()))
    assert set(document) == {"schema_version", "model", "groups"}
    group = document["groups"]["AU"]
    assert set(group) == {
        "n", "n_statements", "macro_f1", "macro_f1_interval", "ece", "document_accuracy",
        "spearman", "labels",
    }  # fmt: skip
    assert set(group["labels"]["approval"]) == {
        "precision", "recall", "f1", "f1_interval", "positives", "predicted", "ece",
        "document_accuracy", "certain_threshold",
    }  # fmt: skip


def test_status_and_specific_are_scored_where_the_file_has_them(tmp_path):
    path = tmp_path / "practices.csv"
    path.write_text(
        "statement_id,sentence_index,before,sentence,after,training,status,specific\n"
        "a,0,,training,,1,done,0\na,1,x,training,,1,done,1\na,2,x,training,y,1,plan,1\n"
        "a,3,,nothing,y,0,-,0\n",
        encoding="utf-8",
    )
    group = evaluate(path, model=WordModel()).groups["all"]
    assert group["status"] == {"n": 3, "accuracy": 0.6667, "accuracy_of_always_done": 0.6667}
    assert group["specific"]["f1"] == 0.5
    assert group["specific"]["n"] == 4


def test_a_file_without_jurisdictions_has_one_group(tmp_path):
    path = tmp_path / "gold.csv"
    path.write_text("statement_id,sentence_index,sentence,training\na,0,training,1\n", "utf-8")
    assert list(evaluate(path, model=WordModel()).groups) == ["all"]


def test_several_files_are_judged_together(tmp_path):
    path = tmp_path / "gold.csv"
    path.write_text(GOLD, encoding="utf-8")
    assert evaluate([path, path], model=WordModel()).groups["all"]["n_statements"] == 6


def test_frame_is_tidy(evaluation):
    frame = evaluation.frame()
    assert {"group", "label", "f1", "positives"} <= set(frame.columns)
    assert len(frame) == 3 + 2 + 3
