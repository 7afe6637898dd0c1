"""What other weights would make of a ranking."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analyser.ranking import rank
from analyser.sensitivity import reweigh
from tests.unit.test_ranking import criterion, framework_of, statement

PRACTICE = criterion("risk")
OTHER = criterion("training")
TWO = framework_of(PRACTICE, OTHER)


def stability_of(*graded, framework=TWO):
    statements = [
        statement(f"s{number:02}", *grades, framework=framework)
        for number, grades in enumerate(graded)
    ]
    return rank(statements, framework).stability


def test_weights_scatter_around_the_frameworks_own():
    heavy = replace(OTHER, weight=3.0)
    drawn = reweigh(np.array([[3, 0]]), [PRACTICE, heavy], n_draws=20_000).draws
    assert drawn.mean() == pytest.approx(250, abs=5)
    assert drawn.std() > 150


def test_equal_weights_are_drawn_from_all_there_are():
    drawn = reweigh(np.array([[3, 0]]), [PRACTICE, OTHER], n_draws=20_000).draws[0]
    shares, _ = np.histogram(drawn, bins=4, range=(0, 1000))
    assert shares / len(drawn) == pytest.approx([0.25] * 4, abs=0.02)


def test_every_statement_is_scored_by_the_same_weights():
    drawn = reweigh(np.array([[3, 0], [0, 3], [3, 0]]), [PRACTICE, OTHER]).draws.astype(int)
    assert (drawn[0] == drawn[2]).all()
    assert set((drawn[0] + drawn[1]).tolist()) <= {999, 1000, 1001}


def test_statement_that_is_as_good_on_all_criteria_does_not_depend_on_weights():
    formality = criterion("entity", rule="formality")
    drawn = reweigh(np.array([[3, 2], [0, 0]]), [PRACTICE, formality]).draws
    assert set(drawn[0]) == {1000}
    assert set(drawn[1]) == {0}


def test_undetermined_criterion_counts_neither_for_nor_against_under_any_weights():
    assert set(reweigh(np.array([[3, -1]]), [PRACTICE, OTHER]).draws[0]) == {1000}


def test_each_criterion_is_left_out_in_turn():
    assert reweigh(np.array([[3, 0]]), [PRACTICE, OTHER]).without.tolist() == [[0, 1000]]


def test_statement_of_which_nothing_else_is_determined_keeps_its_score():
    assert reweigh(np.array([[-1, 1]]), [PRACTICE, OTHER]).without.tolist() == [[333, 333]]


def test_only_criterion_cannot_be_left_out():
    assert reweigh(np.array([[3], [1]]), [PRACTICE]).without.shape == (2, 0)
    assert stability_of((3,), (1,), framework=framework_of(PRACTICE)).without == ()


def test_scores_do_not_depend_on_how_many_are_worked_on_at_once(monkeypatch):
    grades = np.random.default_rng(0).integers(-1, 4, (60, 2))
    grades[grades.max(axis=1) < 0] = 1
    whole = reweigh(grades, [PRACTICE, OTHER])
    monkeypatch.setattr("analyser.sensitivity.CHUNK", 4)
    parts = reweigh(grades, [PRACTICE, OTHER])
    assert (whole.draws == parts.draws).all()
    assert (whole.without == parts.without).all()


def test_ends_that_no_weights_can_move_stay_in_every_draw():
    found = stability_of((3, 3), (2, 2), (1, 1), (0, 0))
    assert [(row.statement, row.share) for row in found.top] == [("s00", 1.0), ("s01", 1.0)]
    assert [(row.statement, row.share) for row in found.bottom] == [("s02", 1.0), ("s03", 1.0)]


def test_end_that_rests_on_one_criterion_stays_in_half_of_the_draws():
    found = stability_of((3, 0), (0, 3), (0, 0), (0, 0))
    assert found.n_ends == 2
    lone = stability_of((3, 0), (0, 2), framework=TWO)
    assert lone.n_ends == 1
    # 3w > 2(1 - w) where w > 0.4, and weights are uniform.
    assert lone.top[0].share == pytest.approx(0.6, abs=0.05)
    assert lone.bottom[0].share == pytest.approx(0.6, abs=0.05)


def test_leaving_a_criterion_out_says_who_leaves_the_ends_and_how_far_they_move():
    found = stability_of((3, 0), (0, 2))
    assert found.top[0].without == (2, 1)
    assert [(each.criterion_id, each.n_top, each.n_bottom) for each in found.without] == [
        ("risk", 1, 1),
        ("training", 0, 0),
    ]
    assert [(each.median_move, each.largest_move) for each in found.without] == [(1.0, 1), (0.0, 0)]


def test_ends_are_ten_statements_and_all_that_tie_with_the_last():
    graded = [(3, 3)] * 9 + [(2, 2)] * 3 + [(1, 1)] * 12
    found = stability_of(*graded)
    assert (found.n_ends, len(found.top), len(found.bottom)) == (10, 12, 12)


def test_other_axes_have_no_weight_in_it():
    legal = criterion("approval", axis="legal", rule="formality")
    found = stability_of((3, 0), (0, 2), framework=framework_of(PRACTICE, legal))
    assert found.without == ()


def test_weights_that_are_far_apart_leave_less_to_chance():
    grades = np.array([[3, 0]])
    heavy = [PRACTICE, replace(OTHER, weight=100.0)]
    assert reweigh(grades, heavy).draws.mean() < reweigh(grades, [PRACTICE, OTHER]).draws.mean()
