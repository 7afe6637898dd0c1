"""Which kinds of support a statement describes, as columns of the ranking table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from analyser.reports import csv as csv_report
from analyser.reports import xlsx
from analyser.survivor import DOMAINS
from analyser.tables import RANKING_COLUMNS, ranking_rows
from analyser.tables.support import SUPPORT, WORDS, support_cells
from analyser.types import People, Support
from tests.data.sample_ranking import sample_ranking


def people(*pairs):
    return People(tuple(Support(domain, 1, 1, "Words.", status) for domain, status in pairs))


def with_people(found):
    ranking = sample_ranking()
    first, *others = ranking.rows
    return replace(ranking, rows=(replace(first, people=found), *others))


def test_each_domain_has_a_column_at_the_end():
    assert tuple(SUPPORT.values()) == DOMAINS
    assert RANKING_COLUMNS[-len(SUPPORT) :] == tuple(SUPPORT)


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        (("done",), "described"),
        (("plan",), "described as planned"),
        (("vague",), "described vaguely"),
        (("vague", "plan", "done"), "described"),
        (("vague", "plan"), "described as planned"),
        ((), "not found"),
    ],
)
def test_firmest_sentence_of_a_domain_is_told(statuses, words):
    found = people(*(("legal", status) for status in statuses), ("health", "done"))
    assert support_cells(found)["support_legal"] == words


def test_what_nobody_looked_for_is_missing_and_not_absent():
    assert support_cells(None) == dict.fromkeys(SUPPORT)
    assert ranking_rows(sample_ranking())[0]["support_voice"] is None


def test_no_support_is_said_to_be_provided():
    assert all(word.startswith("described") for word in WORDS.values())


def test_ranking_of_every_format_has_the_words():
    ranking = with_people(people(("survivors' own voice", "done")))
    file = io.BytesIO()
    csv_report.write(ranking, file)
    first = next(csv.DictReader(io.StringIO(file.getvalue().decode())))
    assert (first["support_voice"], first["support_health"]) == ("described", "not found")

    file = io.BytesIO()
    xlsx.write(ranking, file)
    heading, row, *_ = openpyxl.load_workbook(file)["Ranking"].iter_rows(values_only=True)
    assert row[heading.index("support_voice")] == "described"
    assert heading[-1] == "support_voice"
