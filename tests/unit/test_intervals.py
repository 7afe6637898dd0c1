"""Intervals: how likely each grade is, and what follows for scores and positions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analyser.intervals import (
    OVERLOOKED,
    alike,
    bounds,
    draw,
    percent,
    position_bounds,
    position_table,
    reach,
)
from analyser.types import Criterion, Evidence, Grade, Score, Sentence

PRACTICE = Criterion(
    id="training",
    title="Training",
    question="Is it disclosed?",
    citation="Example Act s.1",
    obligation="recommended",
    labels=("training",),
    rule="practice",
    disclosed=("We did.",),
    not_disclosed=("We care.",),
)
FORMALITY = replace(PRACTICE, id="entity", rule="formality")


def found(quote, proba, *, specific=True):
    sentence = Sentence(0, 0, len(quote), 1)
    return Evidence("training", sentence, quote, proba, 0.5, "done", specific, "fake 1.0.0")


def graded(grade, *evidence, confidence=0.9):
    return Score("training", Grade(grade), evidence, confidence, "Because.")


NO_BETTER = dict.fromkeys(OVERLOOKED, (0.0, 0.0, 0.0))


@pytest.fixture
def nothing_overlooked(monkeypatch):
    monkeypatch.setattr("analyser.intervals.OVERLOOKED", NO_BETTER)


@pytest.mark.usefixtures("nothing_overlooked")
def test_grade_falls_to_what_the_next_best_sentence_supports():
    evidence = (
        found("We trained 42 buyers.", 0.6),
        found("We trained buyers in Leeds.", 0.7),
        found("We train people.", 0.8, specific=False),
    )
    assert reach(graded(3, *evidence), PRACTICE) == (0.8, 0.7, 0.6)


def test_weaker_sentence_that_is_less_likely_adds_nothing():
    evidence = (found("We trained 42 buyers.", 0.9), found("We train people.", 0.6, specific=False))
    assert reach(graded(3, *evidence), PRACTICE) == (0.9, 0.9, 0.9)


def test_grade_without_evidence_stands_on_its_confidence():
    assert reach(graded(3, confidence=0.7), PRACTICE) == (0.7, 0.7, 0.7)


def test_zero_becomes_what_was_overlooked():
    assert reach(graded(0, confidence=0.75), PRACTICE) == pytest.approx((0.25, 0.15, 0.0125))


@pytest.mark.parametrize(
    ("grade", "levels"), [(1, (0.9, 0.25, 0.02)), (2, (0.9, 0.9, 0.08)), (3, (0.9, 0.9, 0.9))]
)
def test_grade_rises_as_often_as_a_better_sentence_was_overlooked(grade, levels):
    assert reach(graded(grade), PRACTICE) == levels


def test_formality_has_no_better_grade_to_rise_to():
    assert reach(graded(2), FORMALITY) == (0.9, 0.9, 0.0)


def test_doubtful_grade_is_reached_at_least_as_often_as_what_is_above_it():
    assert reach(graded(1, confidence=0.1), PRACTICE) == (0.25, 0.25, 0.02)


def test_zero_of_a_formality_becomes_its_only_other_grade():
    assert reach(graded(0, confidence=0.75), FORMALITY) == (0.25, 0.25, 0.0)


@pytest.mark.parametrize(
    ("criterion", "levels"), [(PRACTICE, (0.75, 0.5, 0.25)), (FORMALITY, (0.5, 0.5, 0.0))]
)
def test_undetermined_is_equally_likely_any_of_its_grades(criterion, levels):
    assert reach(graded(-1, confidence=0.0), criterion) == levels


def test_what_is_not_asked_counts_in_no_draw():
    score = replace(graded(-1, confidence=0.0), value="not required")
    levels = reach(score, PRACTICE)
    assert np.isnan(levels).all()
    drawn = draw("larch", [(0.8, 0.5, 0.2), levels], [PRACTICE, PRACTICE])
    assert drawn.tolist() == draw_alone().tolist()


def draw_alone():
    """Draw the first of two criteria, with the same chances as beside a second one."""
    both = draw("larch", [(0.8, 0.5, 0.2), (0.0, 0.0, 0.0)], [PRACTICE, PRACTICE]).astype(int)
    return np.array([{0: 0, 167: 333, 333: 667, 500: 1000}[step] for step in both])


def test_draws_follow_the_probabilities():
    drawn = draw("larch", [(0.8, 0.5, 0.2)], [PRACTICE], n_draws=20_000)
    shares = [(drawn >= step).mean() for step in (333, 667, 1000)]
    assert shares == pytest.approx([0.8, 0.5, 0.2], abs=0.02)


def test_doubts_of_different_criteria_come_true_apart():
    drawn = draw("larch", [(0.5, 0.5, 0.5)] * 2, [PRACTICE] * 2, n_draws=20_000)
    assert [(drawn == step).mean() for step in (0, 500, 1000)] == pytest.approx(
        [0.25, 0.5, 0.25], abs=0.02
    )


def test_weight_moves_exactly_the_points_of_its_criterion():
    heavy = replace(PRACTICE, id="risk", weight=3.0)
    grades = np.array([[3, 0], [0, 3], [-1, 2], [3, -1]])
    assert percent(grades, [PRACTICE, PRACTICE]).tolist() == [500, 500, 667, 1000]
    assert percent(grades, [PRACTICE, heavy]).tolist() == [250, 750, 667, 1000]


def test_score_without_a_determined_criterion_is_refused():
    with pytest.raises(ZeroDivisionError):
        percent(np.array([[-1]]), [PRACTICE])


def test_bounds_leave_five_percent_on_either_side():
    low, high = bounds(np.arange(1000)[None, ::-1])
    assert (low[0], high[0]) == (50, 949)


def test_equal_draws_share_the_better_position():
    draws = np.array([[900] * 20, [500] * 20, [500] * 20, [100] * 20], dtype=np.uint16)
    best, worst = position_bounds(draws)
    assert best.tolist() == worst.tolist() == [1, 2, 2, 4]


def test_positions_do_not_depend_on_how_many_are_worked_on_at_once(monkeypatch):
    draws = np.random.default_rng(0).integers(0, 1001, (50, 100)).astype(np.uint16)
    whole = [each.tolist() for each in position_bounds(draws)]
    monkeypatch.setattr("analyser.intervals.CHUNK", 7)
    assert [each.tolist() for each in position_bounds(draws)] == whole


def test_statements_whose_intervals_overlap_are_alike():
    best, worst = np.array([1, 1, 3, 3]), np.array([2, 3, 4, 4])
    first, last = alike(best, worst)
    assert first.tolist() == [0, 0, 1, 1]
    assert last.tolist() == [1, 3, 3, 3]


def test_alike_are_all_and_only_those_whose_intervals_overlap_at_the_ends():
    rng = np.random.default_rng(0)
    position = np.sort(rng.integers(1, 60, 60))
    best = np.maximum(1, position - rng.integers(0, 12, 60))
    worst = position + rng.integers(0, 12, 60)
    overlaps = (best[:, None] <= worst) & (best <= worst[:, None])
    first, last = alike(best, worst)
    assert first.tolist() == overlaps.argmax(axis=1).tolist()
    assert last.tolist() == (59 - overlaps[:, ::-1].argmax(axis=1)).tolist()


def test_table_of_positions_looks_up_each_score_of_a_draw():
    table = position_table(np.array([[900], [500], [500], [100]], dtype=np.uint16))
    assert table[0, [900, 500, 100, 0]].tolist() == [1, 2, 4, 5]
