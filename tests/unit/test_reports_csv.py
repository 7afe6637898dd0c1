from __future__ import annotations

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

from analyser.reports import csv as csv_report
from analyser.tables import COLUMNS
from tests.data.sample_ranking import sample_ranking

KINDS = ["ranking", "scores", "evidence", "failures", "templates"]


def written(ranking, kind="ranking"):
    file = io.BytesIO()
    csv_report.write_table(ranking, kind, file)
    return file.getvalue()


def with_organisation(name):
    ranking = sample_ranking()
    first = ranking.rows[0]
    named = replace(first, source=replace(first.source, organisation=name))
    return replace(ranking, rows=(named, *ranking.rows[1:]))


def test_write_gives_the_ranking_table():
    file = io.BytesIO()
    csv_report.write(sample_ranking(), file)
    assert file.getvalue() == written(sample_ranking(), "ranking")


@pytest.mark.parametrize("kind", KINDS)
def test_table_is_golden(golden, kind):
    golden(f"report-{kind}-csv", written(sample_ranking(), kind).decode())


@pytest.mark.parametrize("kind", KINDS)
def test_file_has_no_byte_order_mark_and_no_carriage_return(kind):
    content = written(sample_ranking(), kind)
    assert content.startswith(COLUMNS[kind][0].encode())
    assert b"\r" not in content
    assert content.endswith(b"\n")


def test_pandas_reads_the_ranking_plainly():
    frame = pd.read_csv(io.BytesIO(written(sample_ranking())))
    assert list(frame["organisation"][:3]) == [
        "Larch & Sons Textiles plc",
        "Birch Foods",
        "Cedar Électricité SA",
    ]
    assert list(frame["score"]) == [83.3, 44.4, 44.4, 0.0]


def test_undetermined_grade_is_read_as_missing():
    frame = pd.read_csv(io.BytesIO(written(sample_ranking(), "scores")))
    assert list(frame.loc[frame["grade"].isna(), "verdict"]) == ["undetermined"]


@pytest.mark.parametrize("name", ["=cmd()", "+1", "-1 Ltd", "@SUM(A1)", "\t=cmd()", "\r=cmd()"])
def test_formula_is_neutralised(name):
    rows = list(csv.DictReader(io.StringIO(written(with_organisation(name)).decode())))
    assert rows[0]["organisation"] == f"'{name.strip()}"


def test_printed_rank_of_a_tie_stands_as_it_is():
    rows = list(csv.DictReader(io.StringIO(written(sample_ranking()).decode())))
    assert [row["rank"] for row in rows] == ["1", "=2", "=2", "4"]


def test_quotes_commas_and_line_ends_stay_in_one_cell():
    name = 'Fig, "Date"\nand Co'
    rows = list(csv.DictReader(io.StringIO(written(with_organisation(name)).decode())))
    assert rows[0]["organisation"] == 'Fig, "Date" and Co'


def test_nul_bidi_and_broken_characters_are_left_out():
    content = written(with_organisation("Ash\x00\u202e\ud800 Ltd"))
    assert b"Ash Ltd" in content


def test_file_stays_open():
    file = io.BytesIO()
    csv_report.write(sample_ranking(), file)
    assert not file.closed
