"""How a statement is written, as the reports show it."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import openpyxl
import pytest

from analyser.reports import html, talking, xlsx
from analyser.reports import json as json_report
from analyser.tables import ranking_rows
from analyser.types import Talk
from tests.data.sample_ranking import sample_ranking

TALK = Talk(
    n_sentences=60,
    n_words=1200,
    words_per_sentence=20.0,
    says_share=0.4,
    boilerplate_share=0.35,
    unlabelled_share=0.2,
    vague_share=0.0,
    shared_share=0.25,
)


def page_of(ranking):
    file = io.BytesIO()
    html.write(ranking, file)
    return file.getvalue().decode()


def test_shares_and_their_reasons_are_said():
    assert talking.how_written(TALK) == [
        "Of 60 sentences of running text, 40% say something that is in place or planned and give "
        "a particular; 35% are boilerplate (20% carry no label, 25% stand in the statements of "
        "three or more other organisations).",
        "20 words a sentence.",
    ]


def test_what_is_repeated_is_said_apart():
    talk = replace(TALK, repeated_share=0.7)
    assert "70% are repeated from the earlier year." in talking.how_written(talk)


def test_nothing_repeated_is_said_too():
    assert "0% are repeated from the earlier year." in talking.how_written(
        replace(TALK, repeated_share=0.0)
    )


def test_a_template_is_named():
    (*_, last) = talking.how_written(replace(TALK, template="T3", template_share=0.55))
    assert last == (
        "55% of its wording stands in the statement of another organisation too (template T3)."
    )


def test_a_statement_without_running_text_is_said_to_have_none():
    assert talking.how_written(Talk(0, 0)) == ["It has no sentence of running text."]


@pytest.mark.parametrize(
    ("ease", "words"),
    [
        (60.0, "60 (plain)"),
        (50.0, "50 (fairly hard)"),
        (31.3, "31 (hard)"),
        (29.0, "29 (very hard)"),
        (-4.0, "-4 (very hard)"),
        (0.0, "0 (very hard)"),
    ],
)
def test_reading_ease_has_words(ease, words):
    assert talking.ease_words(ease) == words
    assert f"reading ease {words}." in " ".join(
        talking.how_written(replace(TALK, reading_ease=ease))
    )


def test_scorecard_says_it_beside_the_score():
    page = page_of(sample_ranking())
    assert page.count("Beside the score: how it is written.") == 3  # one row has no talk
    assert "Of 60 sentences of running text, 45% say something" in page


def test_page_names_the_organisations_of_a_template():
    page = page_of(sample_ranking())
    assert "3 statements of 3 organisations; 31 sentences stand in half of them or more." in page
    assert "Birch Foods; Hazel &amp; Co; Larch &amp; Sons Textiles plc" in page


def test_what_a_statement_says_of_a_template_is_quoted_and_escaped():
    page = page_of(sample_ranking())
    assert (
        "The statement birch-2024 says: “This statement follows the template of &lt;b&gt;" in page
    )


def test_page_without_templates_has_no_section_on_them():
    ranking = sample_ranking()
    rows = tuple(replace(row, talk=None) for row in ranking.rows)
    assert 'id="in-common"' not in page_of(replace(ranking, rows=rows, templates=()))


def test_score_does_not_depend_on_it():
    ranking = sample_ranking()
    silent = replace(ranking, rows=tuple(replace(row, talk=None) for row in ranking.rows))
    own = {"template", "words_per_sentence", "reading_ease"}
    for one, other in zip(ranking_rows(ranking), ranking_rows(silent), strict=True):
        differing = {name for name in one if one[name] != other[name]}
        assert {name for name in differing if not name.endswith("_share")} <= own


def test_cells_are_rounded_and_missing_where_not_known():
    first, *_, last = ranking_rows(sample_ranking())
    assert (first["words_per_sentence"], first["reading_ease"]) == (23.3, 31.3)
    assert (first["says_share"], first["template"]) == (0.45, "T1")
    assert last["says_share"] is last["template"] is last["repeated_share"] is None


def test_workbook_lists_the_templates():
    file = io.BytesIO()
    xlsx.write(sample_ranking(), file)
    sheet = openpyxl.load_workbook(file)["Methodology"]
    told = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert told["T1"].startswith("3 statements of 3 organisations; 31 sentences stand in half")
    assert told["words_per_sentence to template"] == talking.HOW_WRITTEN


def test_report_written_before_anyone_listened_is_read():
    file = io.BytesIO()
    json_report.write(sample_ranking(), file)
    content = json.loads(file.getvalue())
    for row in content["rows"]:
        del row["talk"]
    del content["templates"]
    back = json_report.read(io.BytesIO(json.dumps(content).encode()))
    assert [row.talk for row in back.rows] == [None] * 4
    assert back.templates == ()
