from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from analyser.reports import xlsx
from analyser.tables import COLUMNS
from tests.data.sample_ranking import large_ranking, sample_ranking


def written(ranking):
    file = io.BytesIO()
    xlsx.write(ranking, file)
    return file.getvalue()


def opened(ranking):
    return openpyxl.load_workbook(io.BytesIO(written(ranking)))


def column(sheet, name):
    heading, *rows = sheet.iter_rows(values_only=True)
    return [row[heading.index(name)] for row in rows]


def with_organisation(name):
    ranking = sample_ranking()
    first = ranking.rows[0]
    named = replace(first, source=replace(first.source, organisation=name))
    return replace(ranking, rows=(named, *ranking.rows[1:]))


def test_workbook_has_its_sheets():
    names = opened(sample_ranking()).sheetnames
    assert names == ["Ranking", "Scores", "Evidence", "Failures", "Templates", "Methodology"]


@pytest.mark.parametrize("kind", ["ranking", "scores", "evidence", "failures", "templates"])
def test_sheet_has_the_columns_of_the_table(kind):
    sheet = opened(sample_ranking())[kind.capitalize()]
    assert next(sheet.iter_rows(values_only=True)) == COLUMNS[kind]


@pytest.mark.parametrize("kind", ["ranking", "scores", "evidence", "failures", "templates"])
def test_heading_is_frozen_and_filtered(kind):
    sheet = opened(sample_ranking())[kind.capitalize()]
    assert sheet.freeze_panes.endswith("2")
    assert sheet.auto_filter.ref.startswith("A1:")


def test_scores_are_numbers_and_ranks_are_text():
    sheet = opened(sample_ranking())["Ranking"]
    assert column(sheet, "score") == [83.3, 44.4, 44.4, 0]
    assert column(sheet, "rank") == ["1", "=2", "=2", "4"]


@pytest.mark.parametrize("name", ["=cmd()", "+1", "@SUM(A1)", "http://example.org", "000123"])
def test_text_stays_text(name):
    cell = opened(with_organisation(name))["Ranking"].cell(2, 5)
    assert (cell.value, cell.hyperlink) == (name, None)
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(written(with_organisation(name)))).read(
        "xl/worksheets/sheet1.xml"
    )


def test_nul_bidi_and_markup_do_not_break_the_file():
    sheet = opened(with_organisation("<script>\x00\u202e & Co\ufffe"))["Ranking"]
    assert column(sheet, "organisation")[0] == "<script> & Co"


def test_undetermined_grade_is_an_empty_cell():
    sheet = opened(sample_ranking())["Scores"]
    grades = dict(zip(column(sheet, "verdict"), column(sheet, "grade"), strict=True))
    assert grades["undetermined"] is None
    assert grades["not_addressed"] == 0


def test_text_beyond_a_cell_is_cut():
    name = column(opened(with_organisation("x" * 40_000))["Ranking"], "organisation")[0]
    assert (len(name), name[-1]) == (32_767, "…")


def test_rows_beyond_a_sheet_go_on_to_another(monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 8)
    workbook = opened(sample_ranking())
    assert workbook.sheetnames[:4] == ["Ranking", "Scores", "Scores 2", "Scores 3"]
    n_rows = sum(len(column(workbook[name], "grade")) for name in workbook.sheetnames[1:4])
    assert n_rows == 20


def test_too_much_evidence_is_left_out_and_said_to_be(monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_EVIDENCE", 18)
    workbook = opened(sample_ranking())
    assert column(workbook["Evidence"], "quote") == []
    about = dict(workbook["Methodology"].iter_rows(values_only=True))
    assert about["Evidence"].startswith("19 sentences are too many")


def test_same_ranking_gives_the_same_bytes():
    content = written(large_ranking(30))
    assert content == written(large_ranking(30))
    # A time of writing would differ only from one two seconds to the next.
    assert {info.date_time[0] for info in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {1980}


def test_methodology_has_every_question_and_citation():
    ranking = sample_ranking()
    texts = {row[1] for row in opened(ranking)["Methodology"].iter_rows(values_only=True)}
    for criterion in ranking.framework.criteria:
        assert {criterion.question, criterion.citation} <= texts


def test_ranking_without_rows_is_written():
    workbook = opened(replace(sample_ranking(), rows=()))
    assert column(workbook["Ranking"], "rank") == []
