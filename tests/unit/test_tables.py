from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analyser import tables
from analyser.types import Grade, Page, Sentence, Source, Statement
from tests.data.sample_ranking import FRAMEWORK, evidence, sample_ranking

KINDS = ["ranking", "scores", "evidence", "failures", "templates"]


@pytest.fixture
def ranking():
    return sample_ranking()


@pytest.fixture
def statement():
    text = "We train all buyers.\nPrices rose."
    training = evidence("We train all buyers.", index=0)
    near = replace(training, label="policy", proba=0.2)
    return Statement(
        source=Source(id="oak-2024", organisation="Oak Ltd"),
        text=text,
        pages=(Page(1, 0, len(text)),),
        extractor="plaintext",
        sentences=(Sentence(0, 0, 20, 1), Sentence(1, 21, 33, 1)),
        evidence=(training, near),
        scores=sample_ranking().rows[0].scores,
    )


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        (
            "ranking",
            "rank position tied statement organisation year sector country jurisdiction "
            "identifiers score score_low score_high position_low position_high band "
            "legal_explicit n_criteria n_undetermined n_pages n_sentences n_words path url sha256 "
            "warnings framework framework_version model n_pages_unread ocr_share ocr_confidence "
            "lexicon_share words_per_sentence reading_ease says_share boilerplate_share "
            "unlabelled_share vague_share shared_share repeated_share template_share template "
            "group n_named weight_low weight_high alike_low alike_high "
            "reporting_period approval_date approval_body signatory_role laws_cited support_bodies "
            "n_risks legal_minimum axis support_safety_housing support_health "
            "support_psychological support_legal support_economic support_community support_voice",
        ),
        (
            "scores",
            "statement organisation year framework criterion title obligation axis grade verdict "
            "confidence n_evidence page quote reason citation model status scope value",
        ),
        (
            "evidence",
            "statement organisation year framework criterion label page sentence_index start end "
            "quote probability threshold counts certain status specific model "
            "whole_probability",
        ),
        ("failures", "statement organisation year path url stage reason error hint section"),
        (
            "templates",
            "template n_statements n_organisations n_shared statement organisation year "
            "template_share mention mentioned_by",
        ),
        (
            "findings",
            "statement organisation year kind value note page start end quote sources countries "
            "groups tiers indicators mitigation mitigation_page",
        ),
    ],
)
def test_columns_are_stable(kind, columns):
    assert list(tables.COLUMNS[kind]) == columns.split()


def test_legibility_is_shown_and_missing_where_nobody_looked():
    columns = ["n_pages_unread", "ocr_share", "ocr_confidence", "lexicon_share"]
    shown = [[row[column] for column in columns] for row in tables.ranking_rows(sample_ranking())]
    assert shown == [[0, 0, None, 0.987], [None] * 4, [1, 0.25, 0.87, 0.912], [None] * 4]


@pytest.mark.parametrize("column", sorted({c for kind in tables.COLUMNS.values() for c in kind}))
def test_every_column_is_documented(column):
    assert column in tables.__doc__


@pytest.mark.parametrize("kind", KINDS)
def test_rows_have_the_columns_in_order(ranking, kind):
    rows = list(tables.iterate(ranking, kind))
    assert rows
    assert {tuple(row) for row in rows} == {tables.COLUMNS[kind]}


def test_unknown_kind_is_refused(ranking):
    with pytest.raises(ValueError, match='"grades"'):
        tables.iterate(ranking, "grades")


def test_tie_is_printed_and_flagged(ranking):
    row = tables.ranking_rows(ranking)[1]
    assert (row["rank"], row["position"], row["tied"]) == ("=2", 2, 1)


def test_identifiers_are_joined(ranking):
    assert tables.ranking_rows(ranking)[0]["identifiers"] == "company_number:00000001; lei:EXAMPLE"


def test_undetermined_grade_is_missing_not_zero(ranking):
    row = next(row for row in tables.score_rows(ranking) if row["verdict"] == "undetermined")
    assert row["grade"] is None
    assert row["quote"] is None


def test_not_addressed_shows_closest_sentence_without_counting_it(ranking):
    row = next(row for row in tables.score_rows(ranking) if row["verdict"] == "not_addressed")
    assert (row["grade"], row["n_evidence"]) == (0, 0)
    assert row["quote"]


def test_denial_is_no_evidence_of_disclosure(ranking):
    denial = replace(ranking.rows[1].scores[1], evidence=(evidence("We found no cases.", 0.9),))
    row = replace(ranking.rows[1], scores=(denial,))
    assert tables.score_rows(replace(ranking, rows=(row,)))[0]["n_evidence"] == 0


def test_evidence_says_whether_it_counts(ranking):
    counts = {row["probability"]: row["counts"] for row in tables.evidence_rows(ranking)}
    assert counts == {0.93: 1, 0.31: 0}


def test_probability_has_four_decimals(ranking):
    score = replace(ranking.rows[0].scores[0], evidence=(evidence("x", 0.123456789),))
    row = replace(ranking.rows[0], scores=(score,))
    assert tables.evidence_rows(replace(ranking, rows=(row,)))[0]["probability"] == 0.1235


def test_legal_gate_counts_explicit_criteria(ranking):
    gates = [row["legal_explicit"] for row in tables.ranking_rows(ranking)]
    assert gates == ["2 of 2", "1 of 2", "1 of 2", "0 of 2"]


def test_legal_gate_names_what_is_undetermined(ranking):
    row = ranking.rows[2]
    unknown = replace(row.scores[0], grade=Grade.UNDETERMINED)
    unread = replace(row, scores=(unknown, *row.scores[1:]))
    assert tables.legal_explicit(unread, FRAMEWORK) == "1 of 2, 1 undetermined"


def test_what_is_not_required_is_left_out_of_the_legal_gate(ranking):
    row = ranking.rows[2]
    free = replace(row.scores[0], grade=Grade.UNDETERMINED, value="not required")
    freed = replace(row, scores=(free, *row.scores[1:]))
    assert tables.legal_explicit(freed, FRAMEWORK) == "1 of 1"


def test_status_scope_and_value_stand_beside_a_grade(ranking):
    shown = {row["criterion"]: row for row in tables.score_rows(ranking)[:5]}
    assert [shown["training"][key] for key in ("status", "scope", "value")] == [
        "done",
        "own workers",
        None,
    ]
    assert shown["approval"]["value"] == "explicit"


def test_legal_gate_is_missing_without_legal_criteria(ranking):
    framework = replace(FRAMEWORK, criteria=FRAMEWORK.criteria[2:])
    assert tables.legal_explicit(ranking.rows[0], framework) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\tand  spaces ", "two lines and spaces"),
        ("nul\x00bell\x07", "nulbell"),
        ("pay \u202eslaves\u202c", "pay slaves"),
        ("half \ud800 pair\ufffe", "half pair"),
        ("Électricité 電気", "Électricité 電気"),
    ],
)
def test_text_is_made_safe(text, shown):
    assert tables.plain(text) == shown


def test_ranking_frame_is_the_default(ranking):
    frame = tables.tabulate(ranking)
    assert list(frame.columns) == list(tables.RANKING_COLUMNS)
    assert list(frame["rank"]) == ["1", "=2", "=2", "4"]


def test_missing_grade_stays_missing_in_the_frame(ranking):
    frame = tables.tabulate(ranking, kind="scores")
    assert frame["grade"].dtype == "Int64"
    assert frame["grade"].isna().sum() == 1


def test_failures_are_tabulated(ranking):
    frame = tables.tabulate(ranking.failures)
    assert list(frame["reason"]) == ["no_text_layer", "not_found"]


def test_statement_shows_its_sentences_with_labels(statement):
    frame = tables.tabulate(statement)
    assert list(frame["quote"]) == ["We train all buyers.", "Prices rose."]
    assert frame["labels"][0] == "training"
    assert pd.isna(frame["labels"][1])


def test_statements_show_their_scores(statement):
    frame = tables.tabulate([statement, statement])
    assert list(frame.columns) == list(tables.SCORE_COLUMNS)
    assert len(frame) == 2 * len(statement.scores)


def test_statement_shows_its_evidence(statement):
    assert list(tables.tabulate(statement, kind="evidence")["counts"]) == [1, 0]


def test_scores_alone_are_tabulated(ranking):
    frame = tables.tabulate(ranking.rows[0].scores)
    assert list(frame["verdict"]) == ["specific", "specific", "outcome", "outcome", "specific"]


def test_empty_list_gives_an_empty_frame_of_the_kind_asked_for():
    assert list(tables.tabulate([], kind="failures").columns) == list(tables.FAILURE_COLUMNS)


@pytest.mark.parametrize("shown", [7, ["text"], [sample_ranking()]])
def test_what_is_no_table_is_refused(shown):
    with pytest.raises(TypeError, match="can"):
        tables.tabulate(shown)


def test_failures_have_no_scores(ranking):
    with pytest.raises(ValueError, match='"scores"'):
        tables.tabulate(ranking.failures, kind="scores")
