"""What reports show of the people affected: the breadth of support, and whom to protect."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from analyser.reports import html
from analyser.reports import json as json_report
from analyser.reports.people import by_domain, warning
from analyser.survivor import DOMAINS, MODEL, NEEDS_CONFIRMATION
from analyser.types import People, Support
from tests.data.sample_ranking import sample_ranking

PEOPLE = People(
    support=(
        Support("legal", 3, 2, "We fund <legal> advice for survivors.", "done"),
        Support("legal", 4, 2, "A lawyer helps them.", "plan"),
        Support("legal", 9, 3, "A third sentence.", "done"),
        Support("survivors' own voice", 5, 2, "Survivors reviewed it.", "done"),
    ),
    identified_pages=(2, 7),
)


def ranking_with(people):
    ranking = sample_ranking()
    first, *others = ranking.rows
    return replace(ranking, rows=(replace(first, people=people), *others))


def page_of(ranking):
    file = io.BytesIO()
    html.write(ranking, file)
    return file.getvalue().decode("utf-8")


def test_scorecard_tells_the_breadth_of_support_with_its_sentences():
    page = page_of(ranking_with(PEOPLE))
    assert "Breadth of support for affected people: 2 of 7." in page
    assert "We fund &lt;legal&gt; advice for survivors." in page
    assert "planned" in page
    assert "1 more" in page
    assert "A third sentence." not in page
    assert NEEDS_CONFIRMATION in page
    assert DOMAINS[1] in page


def test_scorecard_warns_of_details_that_identify_a_person():
    page = page_of(ranking_with(PEOPLE))
    assert "Details on pages 2, 7 of the statement could identify an affected person." in page
    assert "could identify an affected person" not in page_of(ranking_with(People()))
    assert warning(People(identified_pages=(4,))).startswith("Details on page 4 of")


def test_statement_without_support_says_that_none_was_found():
    page = page_of(ranking_with(People()))
    assert "No sentence was found that describes support for affected people." in page


def test_scorecard_is_silent_where_nobody_looked():
    assert "Breadth of support" not in page_of(ranking_with(None))


def test_finding_of_a_rule_asks_for_a_person():
    ranking = ranking_with(None)
    first, *others = ranking.rows
    scores = tuple(
        replace(score, evidence=tuple(replace(item, model=MODEL) for item in score.evidence))
        for score in first.scores
    )
    page = page_of(replace(ranking, rows=(replace(first, scores=scores), *others)))
    assert "a person has to confirm it" in page
    assert "· a person has to confirm it" not in page_of(ranking)


def test_domains_keep_their_order():
    assert [(domain, n_more) for domain, _, n_more in by_domain(PEOPLE)] == [
        ("legal", 1),
        ("survivors' own voice", 0),
    ]


@pytest.mark.parametrize("people", [PEOPLE, People(), None])
def test_people_survive_the_json_report(people):
    ranking = ranking_with(people)
    file = io.BytesIO()
    json_report.write(ranking, file)
    file.seek(0)
    assert json_report.read(file).rows[0].people == people
