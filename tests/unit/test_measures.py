import math

import numpy as np
import pytest

from analyser import measures


def test_outcomes_counts_by_statement_and_leaves_out_what_was_not_annotated():
    truth = np.array([[1], [0], [1], [-1]], dtype=np.int8)
    decided = np.array([[True], [True], [False], [True]])
    counts = measures.outcomes(truth, decided, np.array([0, 0, 1, 1]))
    assert counts.tolist() == [[[1, 1, 0]], [[0, 0, 1]]]


def test_f1_scores_equals_the_harmonic_mean_of_precision_and_recall():
    precision, recall = measures.precision_recall(np.array([3, 1, 2]))
    assert (precision, recall) == (0.75, 0.6)
    expected = 2 * precision * recall / (precision + recall)
    assert measures.f1_scores(np.array([3, 1, 2])) == pytest.approx(expected)


def test_f1_is_undefined_without_positives_and_predictions():
    assert math.isnan(measures.f1_scores(np.array([0, 0, 0])))


def test_macro_leaves_undefined_labels_out():
    assert measures.macro(np.array([0.5, np.nan, 1.0])) == 0.75


def test_precision_and_recall_are_undefined_without_decisions_or_positives():
    assert all(math.isnan(value) for value in measures.precision_recall(np.array([0, 0, 0])))


def test_bootstrap_interval_holds_the_point_estimate_and_is_narrower_with_more_statements():
    generator = np.random.default_rng(1)

    def width(n_statements):
        counts = generator.integers(0, 5, size=(n_statements, 3, 3))
        labels, macro = measures.bootstrap(counts)
        point = measures.macro(measures.f1_scores(counts.sum(axis=0)))
        assert macro[0] <= point <= macro[1]
        assert labels.shape == (2, 3)
        return macro[1] - macro[0]

    assert width(400) < width(10)


def test_bootstrap_gives_the_same_interval_for_the_same_seed():
    counts = np.random.default_rng(2).integers(0, 5, size=(20, 2, 3))
    first, second = measures.bootstrap(counts), measures.bootstrap(counts)
    assert np.array_equal(first[0], second[0])
    assert np.array_equal(first[1], second[1])


def test_calibration_error_is_zero_when_stated_equals_observed():
    truth = np.array([1, 0, 0, 0], dtype=np.int8)
    assert measures.calibration_error(truth, np.full(4, 0.25)) == pytest.approx(0.0)


def test_calibration_error_is_the_distance_in_a_bin():
    truth = np.array([0, 0, -1], dtype=np.int8)
    assert measures.calibration_error(truth, np.array([0.8, 0.8, 0.1])) == pytest.approx(0.8)


def test_calibration_error_is_undefined_without_annotation():
    assert math.isnan(measures.calibration_error(np.array([-1], dtype=np.int8), np.array([0.5])))


def test_rank_correlation_is_one_for_the_same_order_and_undefined_for_a_constant():
    values = np.array([1.0, 2.0, 3.0])
    assert measures.rank_correlation(values, values * 2) == pytest.approx(1.0)
    assert math.isnan(measures.rank_correlation(values, np.ones(3)))


def test_reliability_lays_stated_beside_observed():
    truth = np.array([1, 0, 1, 1, -1], dtype=np.int8)
    proba = np.array([0.25, 0.25, 0.95, 0.91, 0.5])
    assert measures.reliability(truth, proba) == [
        (0.25, 0.5, 2),
        (pytest.approx(0.93), 1.0, 2),
    ]


def test_the_certain_threshold_is_the_lowest_with_nine_right_of_ten():
    truth = np.array([1] * 18 + [0, 1, 0, 0, -1], dtype=np.int8)
    proba = np.linspace(0.99, 0.5, len(truth))
    # 19 of 20 are right down to the twentieth, 19 of 21 (0.905) to the one after it.
    assert measures.certain_threshold(truth, proba) == pytest.approx(proba[20])


def test_no_threshold_is_certain_with_too_few_decisions():
    truth = np.ones(9, dtype=np.int8)
    assert math.isnan(measures.certain_threshold(truth, np.full(9, 0.9)))


def test_equal_probabilities_are_certain_together_or_not_at_all():
    truth = np.array([1] * 10 + [0] * 5, dtype=np.int8)
    assert math.isnan(measures.certain_threshold(truth, np.full(15, 0.9)))
