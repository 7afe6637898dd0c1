"""The wording that statements have in common, as a table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from analyser.reports import csv as csv_report
from analyser.reports import xlsx
from analyser.tables import TEMPLATE_COLUMNS, iterate, tabulate
from tests.data.sample_ranking import sample_ranking


def rows_of(ranking):
    return list(iterate(ranking, "templates"))


def test_each_statement_of_a_template_has_a_row():
    rows = rows_of(sample_ranking())
    assert [(row["template"], row["statement"]) for row in rows] == [
        ("T1", "birch-2024"),
        ("T1", "hazel-2024"),
        ("T1", "larch-2024"),
    ]
    assert {(row["n_statements"], row["n_organisations"], row["n_shared"]) for row in rows} == {
        (3, 3, 31)
    }


def test_row_says_what_the_ranking_knows_of_the_statement():
    row = rows_of(sample_ranking())[2]
    assert (row["organisation"], row["year"]) == ("Larch & Sons Textiles plc", 2024)
    assert row["template_share"] == 0.55


def test_statement_that_was_not_ranked_has_its_organisation_and_no_share():
    ranking = sample_ranking()
    (template,) = ranking.templates
    unranked = replace(template, statements=("elm-2024",))
    (row,) = rows_of(replace(ranking, templates=(unranked,)))
    assert (row["organisation"], row["template_share"]) == ("Elm Shipping Ltd", None)


def test_supplier_is_named_in_the_words_of_a_statement():
    row = rows_of(sample_ranking())[0]
    assert "Example Advisers" in row["mention"]
    assert row["mentioned_by"] == "birch-2024"


def test_nothing_in_common_is_a_table_without_rows():
    ranking = replace(sample_ranking(), templates=())
    assert rows_of(ranking) == []
    assert list(tabulate(ranking, kind="templates").columns) == list(TEMPLATE_COLUMNS)


def test_frame_has_whole_numbers():
    frame = tabulate(sample_ranking(), kind="templates")
    assert list(frame["n_shared"]) == [31, 31, 31]
    assert str(frame["year"].dtype) == "Int64"
    assert frame["year"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize("mention", ["=cmd()", "@SUM(A1)"])
def test_formula_is_neutralised_in_the_table(mention):
    ranking = sample_ranking()
    templates = (replace(ranking.templates[0], mention=mention),)
    file = io.BytesIO()
    csv_report.write_table(replace(ranking, templates=templates), "templates", file)
    rows = list(csv.DictReader(io.StringIO(file.getvalue().decode())))
    assert rows[0]["mention"] == f"'{mention}"


def test_sheet_has_a_row_for_each_statement():
    file = io.BytesIO()
    xlsx.write(sample_ranking(), file)
    sheet = openpyxl.load_workbook(file)["Templates"]
    heading, *rows = sheet.iter_rows(values_only=True)
    assert [row[heading.index("statement")] for row in rows] == [
        "birch-2024",
        "hazel-2024",
        "larch-2024",
    ]
