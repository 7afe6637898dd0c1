from __future__ import annotations

import io
from dataclasses import replace

import pytest

from analyser.reports import markdown
from tests.data.sample_ranking import large_ranking, sample_ranking


def written(ranking):
    file = io.BytesIO()
    markdown.write(ranking, file)
    return file.getvalue().decode()


def with_organisation(name):
    ranking = sample_ranking()
    first = ranking.rows[0]
    named = replace(first, source=replace(first.source, organisation=name))
    return replace(ranking, rows=(named, *ranking.rows[1:]))


def test_report_is_golden(golden):
    golden("report-markdown", written(sample_ranking()))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("A | B", r"A \| B"),
        ("[x](javascript:1)", r"\[x\](javascript:1)"),
        ("two\nlines", "two lines"),
        ("nul\x00 \u202eover", "nul over"),
    ],
)
def test_markup_is_escaped(name, shown):
    assert f"| 1 | {shown} | 2024 |" in written(with_organisation(name))


def test_long_ranking_is_cut_and_says_so():
    text = written(large_ranking(150))
    assert "150 statements ranked; the first 100 are listed." in text
    assert text.count("| Company") == 100 + 1  # the first step begins with the first of them


def test_unnamed_organisation_is_named_by_its_statement():
    assert "| 4 | stdin-4 |" in written(sample_ranking())


def test_reading_is_told_where_it_is_known():
    ranking = sample_ranking()
    assert "| =2 | Cedar Électricité SA | 4 of 5 pages; not read: page 3;" in written(ranking)
    assert written(ranking).count("How it was read") == 1


def test_reading_is_left_out_where_nobody_looked():
    ranking = sample_ranking()
    rows = tuple(replace(row, legibility=None) for row in ranking.rows)
    assert "How" not in written(replace(ranking, rows=rows)).replace("How to read it", "").replace(
        "How far the order holds", ""
    )


def test_what_was_not_analysed_says_nothing_about_disclosure():
    assert "That says nothing about what they disclose" in written(sample_ranking())


def test_what_was_not_ranked_stands_in_a_table_for_each_kind_of_reason():
    text = written(sample_ranking())
    found, unread = text.index("### No statement found"), text.index("### Unreadable")
    assert found < text.index("Fir Bank") < unread < text.index("Elm Shipping Ltd")


def test_no_failures_are_reported_as_none():
    assert "0 documents; all are listed." in written(replace(sample_ranking(), failures=()))
