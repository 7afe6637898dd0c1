import numpy as np
import pytest

from analyser.fitting import best_threshold, choose, fit, join, samples_of
from analyser.labelled import LabelledStatement, statement_of
from analyser.types import Source

LABELS = ("approval", "c1_reporting_entity", "training")


def labelled(index, jurisdiction="AU"):
    sentences = [
        f"Report number {index} of the fictional group",
        "The board of directors approved this statement",
        "All of our staff completed the training module",
        "We sell tools and paint in many towns",
    ]
    truth = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 1], [0, 0, 0]], dtype=np.int8)
    source = Source(id=f"s{index}", jurisdiction=jurisdiction)
    return LabelledStatement(
        statement=statement_of(sentences, source),
        labels=LABELS,
        truth=truth,
        status=("-", "done", "plan", "vague") if index % 2 else ("none", "done", "plan", "vague"),
        specific=(0, 0, 1, 0),
    )


@pytest.fixture(scope="module")
def samples():
    return samples_of([labelled(index) for index in range(10)], LABELS)


@pytest.fixture(scope="module")
def model(samples):
    return fit(samples, name="tiny", version="0")


def test_fit_learns_what_separates_the_sentences(model, samples):
    proba = model.predict(samples.windows).proba
    truth = samples.truth == 1
    assert proba[truth].min() > proba[~truth].max()


def test_fit_learns_status_and_specificity(model, samples):
    prediction = model.predict(samples.windows[:4])
    assert prediction.status == ("none", "done", "plan", "vague")
    assert prediction.specific.tolist() == [False, False, True, False]


def test_fit_twice_gives_the_same_weights(model, samples):
    again = fit(samples, name="tiny", version="0")
    assert np.array_equal(model.weights, again.weights)
    assert model.thresholds == again.thresholds


def test_a_label_that_does_not_apply_is_not_annotated():
    british = samples_of([labelled(0, jurisdiction="UK")], LABELS)
    assert british.truth[:, 1].tolist() == [-1, -1, -1, -1]


def test_a_label_without_examples_is_never_given(samples):
    empty = samples.truth.copy()
    empty[:, 1] = 0
    changed = type(samples)(**{**vars(samples), "truth": empty})
    model = fit(changed, name="tiny", version="0")
    assert model.predict(samples.windows).proba[:, 1].max() < 1e-6


def test_join_and_choose_keep_rows_together(samples):
    other = samples_of([labelled(99)], LABELS, weight=0.5)
    both = join([samples, other])
    kept = choose(both, both.weight == 0.5)
    assert len(both.windows) == 44
    assert set(kept.groups) == {"s99"}
    assert kept.windows == other.windows
    assert kept.truth.tolist() == other.truth.tolist()


def test_best_threshold_separates_two_heaps():
    y = np.array([0] * 50 + [1] * 50, dtype=np.int8)
    threshold = best_threshold(y, np.where(y == 1, 2.0, -2.0))
    assert 0.12 < threshold < 0.88


def test_best_threshold_is_low_when_scores_say_little():
    generator = np.random.default_rng(0)
    y = (generator.random(2000) < 0.3).astype(np.int8)
    log_odds = np.full(2000, -0.85) + generator.normal(scale=0.01, size=2000)
    # With no information, calling everything positive maximises F1.
    assert best_threshold(y, log_odds) < 0.3
