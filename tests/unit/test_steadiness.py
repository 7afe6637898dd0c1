"""How far the order of a ranking can be trusted, in words."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from analyser.reports import html, markdown, xlsx
from analyser.reports.html import ranking_html
from analyser.reports.steadiness import MAX_ENDS, ends, group, more_tie, span, steps
from analyser.stability import EndRow, Stability
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


def end_rows(*ranks):
    return tuple(EndRow(f"s{i:02}", "", rank, 0.5, ()) for i, rank in enumerate(ranks))


def stability_of(top, bottom, n_ends):
    return Stability(100, n_ends, end_rows(*top), end_rows(*bottom), ())


def test_ends_without_a_tie_at_the_cut_say_nothing_of_ties():
    top, bottom = ends(stability_of(("=1", "=1"), ("8", "9"), 2))
    assert [row.rank for row in top.rows] == ["=1", "=1"]
    assert (top.ties, bottom.ties) == ("", "")


def test_all_that_tie_at_the_cut_are_listed_and_counted():
    top, bottom = ends(stability_of(("1", "=2", "=2", "=2"), ("=7", "=7", "9"), 2))
    assert len(top.rows) == 4
    assert top.ties == (
        "3 statements tie at rank =2 for the last place of the top 2; all of them are listed."
    )
    assert [row.rank for row in bottom.rows] == ["=7", "=7", "9"]
    assert bottom.ties.startswith("2 statements tie at rank =7 for the last place of the bottom 2;")


def test_ties_that_are_too_many_are_counted_and_none_is_picked_out():
    many = MAX_ENDS
    top, bottom = ends(stability_of(("1", *["=2"] * many), (*["=5"] * many, "98", "99"), 10))
    assert [row.rank for row in top.rows] == ["1"]
    assert "30 statements tie at rank =2 for the last 9 places of the top 10" in top.ties
    assert [row.rank for row in bottom.rows] == ["98", "99"]
    assert "too many to list" in bottom.ties


@pytest.mark.parametrize("module", [html, markdown, xlsx])
def test_reports_do_not_cut_a_tie_at_the_bottom(module):
    found = stability_of(("1",), (*["=5"] * MAX_ENDS, "99"), 2)
    last = replace(found.bottom[-1], organisation="Sallow Lowest Ltd")
    found = replace(found, bottom=(*found.bottom[:-1], last))
    text = text_of(module, replace(sample_ranking(), stability=found))
    assert "Sallow Lowest Ltd" in text
    assert "30 statements tie at rank =5 for the last place of the bottom 2" in text


def text_of(module, ranking):
    file = io.BytesIO()
    module.write(ranking, file)
    if module is not xlsx:
        return file.getvalue().decode()
    sheet = openpyxl.load_workbook(file)["Methodology"]
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


@pytest.mark.parametrize(
    ("n_shown", "words"),
    [
        (2, "1 more ties with the last of them at rank =2."),
        (1, ""),
        (3, ""),
        (4, ""),
        (0, ""),
    ],
)
def test_cut_through_a_tie_is_said(n_shown, words):
    assert more_tie(sample_ranking().rows, n_shown) == words


def test_shown_rows_of_a_notebook_say_who_ties_with_the_last():
    shown = ranking_html(sample_ranking(), n_rows=2)
    assert "1 more ties with the last of them at rank =2." in shown
    assert "more tie" not in ranking_html(sample_ranking(), n_rows=3)


def test_markdown_says_who_ties_with_the_last(monkeypatch):
    monkeypatch.setattr(markdown, "N_ROWS", 2)
    assert "1 more ties with the last of them at rank =2." in text_of(markdown, sample_ranking())


def test_page_says_who_ties_with_the_last(monkeypatch):
    monkeypatch.setattr(html, "MAX_ROWS", 2)
    assert "1 more ties with the last of them at rank =2." in text_of(html, sample_ranking())
