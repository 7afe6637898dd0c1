"""How far the order of a ranking can be trusted, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyser.reports.steadiness import group, span, steps
from tests.data.sample_ranking import sample_ranking

ROW = sample_ranking().rows[0]


def row(position, low, high):
    known = {"position": position, "position_low": low, "position_high": high}
    return replace(ROW, **known, alike_low=1, alike_high=9)


def test_step_begins_with_the_first_row_that_can_be_told_from_its_first():
    rows = [row(1, 1, 2), row(2, 1, 5), row(3, 2, 4), row(4, 3, 6), row(5, 4, 7)]
    found = steps(rows)
    assert [(each.first, each.last, each.n_rows) for each in found] == [(1, 3, 3), (4, 5, 2)]
    assert found[1].row == rows[3]


def test_there_are_no_steps_where_nobody_looked():
    assert steps([replace(ROW, alike_high=0)]) == []
    assert steps([]) == []


@pytest.mark.parametrize(
    ("low", "high", "words"), [(3, 3, "3"), (3, 1200, "3 to 1,200"), (0, 0, "")]
)
def test_ranks_are_spanned(low, high, words):
    assert span(low, high) == words


def test_group_statement_says_how_many_it_names():
    assert group(replace(ROW, group="a", n_named=3)) == (
        "group statement covering 3 named organisations"
    )
    assert group(replace(ROW, group="a")) == "document that is listed more than once"
    assert group(ROW) == ""
