"""The measure of ranks against experts' labels: what it counts as overlooked and as covered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyser import intervals
from analyser.types import Grade
from scripts.measure_ranking import is_in, report_halves, shares_of
from tests.data.sample_ranking import sample_ranking
from tests.unit.test_ranking import criterion, framework_of, statement

FRAMEWORK = framework_of(criterion("risk"))


def graded(*grades):
    return [
        statement(f"s{number}", grade, framework=FRAMEWORK) for number, grade in enumerate(grades)
    ]


def test_share_overlooked_is_of_what_has_a_better_grade_by_the_experts():
    found = shares_of(graded(1, 1, 2, 2), graded(1, 2, 3, 1), FRAMEWORK)
    assert found[Grade.VAGUE] == (0.0, 0.5, 0.0)
    assert found[Grade.SPECIFIC] == (0.0, 0.0, 0.5)


def test_share_overlooked_where_nothing_was_found_is_of_what_was_there():
    found = shares_of(graded(0, 0, 0, 0), graded(0, 0, 1, 2), FRAMEWORK)
    assert found[Grade.NOT_ADDRESSED] == (1.0, 0.5, 0.0)


def test_measuring_by_halves_leaves_the_shares_as_they_were(capsys):
    before = dict(intervals.OVERLOOKED)
    report_halves(graded(0, 1, 2, 3), graded(1, 1, 2, 3), FRAMEWORK)
    assert before == intervals.OVERLOOKED
    assert "gold rank inside" in capsys.readouterr().out


@pytest.mark.parametrize(("position", "is_covered"), [(1, False), (2, True), (4, True), (5, False)])
def test_interval_holds_its_ends(position, is_covered):
    row = replace(sample_ranking().rows[0], position_low=2, position_high=4)
    assert is_in(position, row) is is_covered
