"""Particulars and described risks in tables and reports."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from analyser.particulars import KINDS, gather
from analyser.reports import csv as csv_report
from analyser.reports import facts as words
from analyser.reports import html as html_report
from analyser.reports import json as json_report
from analyser.tables import iterate, tabulate
from analyser.types import FactLine, Facts
from tests.data.sample_ranking import sample_ranking
from tests.unit.test_particulars import MIXED, statement_of
from tests.unit.test_particulars_risks import classified


def ranking_with(facts):
    ranking = sample_ranking()
    return replace(ranking, rows=(replace(ranking.rows[0], facts=facts), *ranking.rows[1:]))


def written(report, ranking):
    file = io.BytesIO()
    report.write(ranking, file)
    return file.getvalue().decode("utf-8")


def test_every_kind_has_a_heading_and_one_line_of_the_scorecard():
    assert set(words.HEADS) == set(KINDS)
    assert sorted(kind for _, kinds in words.GROUPS for kind in kinds) == sorted(KINDS)


def test_scorecard_shows_particulars_and_risks_with_pages():
    page = written(html_report, ranking_with(gather(classified())))
    assert "Particulars found." in page
    assert "Countries: Nepal (risk) (p. 1)" in page
    assert "source: fishing and seafood" in page
    assert "nearest action in the same section (p. 1): We audit each plant" in page
    assert "Vantongeren" not in page


def test_scorecard_escapes_what_it_quotes():
    line = FactLine("policy", ("<script>alert(1)</script> Policy",), (1,))
    page = written(html_report, ranking_with(Facts(lines=(line,))))
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize("facts", [None, Facts()])
def test_scorecard_without_particulars_has_no_such_section(facts):
    assert "Particulars found." not in written(html_report, ranking_with(facts))


def test_json_report_keeps_particulars_and_risks():
    ranking = ranking_with(gather(classified()))
    file = io.BytesIO(written(json_report, ranking).encode())
    assert json_report.read(file).rows[0].facts == ranking.rows[0].facts


def test_older_json_report_has_no_particulars():
    content = json.loads(written(json_report, ranking_with(gather(classified()))))
    for row in content["rows"]:
        del row["facts"]
    file = io.BytesIO(json.dumps(content).encode())
    assert json_report.read(file).rows[0].facts is None


def test_ranking_table_lists_the_first_particulars():
    ranking = ranking_with(gather(statement_of(MIXED)))
    first, second = list(iterate(ranking, "ranking"))[:2]
    assert first["reporting_period"] == "../2024-03-31"
    assert first["laws_cited"] == "Modern Slavery Act 2015 (UK)"
    assert first["support_bodies"] == "Gangmasters and Labour Abuse Authority"
    assert (first["n_risks"], second["n_risks"], second["laws_cited"]) == (0, None, None)


def test_csv_table_holds_the_particulars():
    assert "Modern Slavery Act 2015 (UK)" in written(
        csv_report, ranking_with(gather(statement_of(MIXED)))
    )


def test_particulars_of_a_statement_are_a_table():
    statement = statement_of(MIXED)
    frame = tabulate(statement, kind="particulars")
    row = frame[frame["kind"] == "company_number"].iloc[0]
    assert (row["value"], row["note"]) == ("01234567", "of Fennimore Foods Limited")
    assert statement.text[row["start"] : row["end"]] == row["quote"]


def test_risks_of_statements_are_a_table():
    frame = tabulate([classified(), statement_of(MIXED)], kind="risks")
    assert list(frame["sentence_index"]) == [1, 7]
    assert frame.loc[0, "countries"] == "Nepal"
    assert frame["mitigation_page"].tolist() == [1, 2]


def test_few_lines_say_how_many_values_are_left_out():
    line = FactLine("law", ("Act A", "Act B"), (1, 3), n_more=4)
    assert words.listed(line) == "Act A (p. 1); Act B (p. 3); 4 more"
