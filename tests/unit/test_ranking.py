"""Rankings: scores, ties, bands, intervals, and what a row keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyser.errors import FrameworkError, StageOrderError
from analyser.placing import band_of
from analyser.ranking import rank, scored_axis
from analyser.types import (
    Criterion,
    Evidence,
    Failure,
    Framework,
    Grade,
    Legibility,
    Page,
    PageQuality,
    Score,
    Sentence,
    Source,
    Statement,
)


def criterion(id_, *, axis="quality", rule="practice", weight=1.0, label="training"):
    return Criterion(
        id=id_,
        title=id_.title(),
        question="Is it disclosed?",
        citation="Example Act s.1",
        obligation="recommended",
        labels=(label,),
        rule=rule,
        disclosed=("We did.",),
        not_disclosed=("We care.",),
        axis=axis,
        weight=weight,
    )


def framework_of(*criteria):
    return Framework("example", "Example", "1", "GB", "https://law.example", "2020-01-01", criteria)


FRAMEWORK = framework_of(
    criterion("risk"),
    criterion("training"),
    criterion("entity", rule="formality"),
    criterion("approval", axis="legal", rule="formality", label="approval"),
)
TEXT = "We trained 42 buyers."


def evidence(quote, *, label="training", proba=0.9, index=0):
    sentence = Sentence(index, 0, len(quote), 1)
    return Evidence(label, sentence, quote, proba, 0.5, "done", True, "fake 1.0.0")


def statement(id_, *grades, confidence=0.9, framework=FRAMEWORK, organisation=None, **more):
    scores = tuple(
        Score(
            each.id,
            Grade(grade),
            more.get("evidence", ()),
            0.0 if grade == -1 else confidence,
            "Because.",
        )
        for each, grade in zip(framework.criteria, grades, strict=True)
    )
    return Statement(
        source=Source(id=id_, organisation=organisation, text=TEXT),
        text=TEXT,
        pages=more.get("pages", (Page(1, 0, 10), Page(2, 10, len(TEXT)))),
        extractor="plaintext",
        warnings=("Page 2 is a scan.",),
        unread_pages=more.get("unread_pages", ()),
        sentences=(Sentence(0, 0, len(TEXT), 1),),
        labels=("training",),
        evidence=more.get("evidence", ()),
        scores=scores,
    )


def only_row(*grades, framework=FRAMEWORK, **more):
    return rank([statement("a", *grades, framework=framework, **more)], framework).rows[0]


@pytest.mark.parametrize(
    ("grades", "score"),
    [
        ((3, 3, 2, 2), 100.0),
        ((0, 0, 0, 0), 0.0),
        ((1, 0, 0, 0), 11.1),
        ((3, 0, 1, 0), 50.0),
        ((2, 1, 2, 0), 66.7),
    ],
)
def test_score_is_the_percentage_of_the_points_to_one_decimal(grades, score):
    assert only_row(*grades).score == score


def test_undetermined_criterion_counts_neither_for_nor_against():
    assert only_row(3, -1, 2, 0).score == 100.0


def test_legal_axis_never_enters_the_score():
    assert only_row(2, 1, 0, 0).score == only_row(2, 1, 0, 2).score


def test_weight_is_a_share_of_the_points():
    weighted = framework_of(criterion("risk", weight=3.0), criterion("training"))
    assert only_row(3, 0, framework=weighted).score == 75.0


def test_score_falls_back_to_another_axis_only_where_quality_is_absent():
    assert scored_axis(FRAMEWORK) == "quality"
    assert scored_axis(framework_of(criterion("a", axis="survivor"))) == "survivor"


def test_any_one_axis_can_make_the_score_and_the_ranking_says_which():
    statements = [statement("a", 3, 3, 2, 0), statement("b", 0, 0, 0, 2)]
    assert [row.source.id for row in rank(statements, FRAMEWORK).rows] == ["a", "b"]
    by_law = rank(statements, FRAMEWORK, axis="legal")
    assert [row.source.id for row in by_law.rows] == ["b", "a"]
    assert (by_law.axis, rank(statements, FRAMEWORK).axis) == ("legal", "quality")


def test_axis_that_the_framework_has_not_is_refused():
    with pytest.raises(FrameworkError, match='no criterion of the axis "survivor"; it has'):
        rank([], FRAMEWORK, axis="survivor")


def test_ties_share_a_position_and_the_next_one_is_skipped():
    ranking = rank(
        [
            statement("d", 0, 0, 0, 0),
            statement("c", 2, 2, 1, 0),
            statement("b", 2, 2, 1, 0),
            statement("a", 3, 3, 2, 0),
        ],
        FRAMEWORK,
    )
    assert [(row.source.id, row.rank) for row in ranking.rows] == [
        ("a", "1"),
        ("b", "=2"),
        ("c", "=2"),
        ("d", "4"),
    ]


def test_ties_stand_in_order_of_organisation_then_id():
    names = {"1": "Yew Ltd", "3": "alder plc", "2": "alder plc"}
    rows = rank(
        [statement(id_, 1, 1, 1, 1, organisation=name) for id_, name in names.items()], FRAMEWORK
    ).rows
    assert [row.source.id for row in rows] == ["2", "3", "1"]


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (100.0, "A"),
        (80.0, "A"),
        (79.9, "B"),
        (60.0, "B"),
        (59.9, "C"),
        (40.0, "C"),
        (39.9, "D"),
        (20.0, "D"),
        (19.9, "E"),
        (0.0, "E"),
    ],
)
def test_band_holds_its_lower_end(score, band):
    assert band_of(score) == band


def test_statement_of_which_nothing_was_determined_is_a_failure_not_a_zero():
    ranking = rank([statement("scan", -1, -1, -1, 2)], FRAMEWORK)
    assert ranking.rows == ()
    failure = ranking.failures[0]
    assert (failure.source.id, failure.stage, failure.reason) == ("scan", "score", "undetermined")
    assert failure.source.text is None


def test_failures_are_read_after_the_statements_are_used_up():
    failures = []

    def statements():
        yield statement("a", 1, 1, 1, 1)
        failures.append(Failure(Source(id="b"), "extract", "empty", "It is empty."))

    assert [
        each.source.id for each in rank(statements(), FRAMEWORK, failures=failures).failures
    ] == ["b"]


def test_no_statement_makes_an_empty_ranking():
    assert rank([], FRAMEWORK).rows == ()


def test_statement_without_scores_is_refused():
    with pytest.raises(StageOrderError, match='"a" has not been scored'):
        rank([replace(statement("a", 1, 1, 1, 1), scores=None)], FRAMEWORK)


def test_statement_scored_against_another_framework_is_refused():
    other = framework_of(criterion("other"))
    with pytest.raises(FrameworkError, match="was not scored against"):
        rank([statement("a", 1, framework=other)], FRAMEWORK)


def test_row_drops_the_text_and_keeps_its_counts():
    row = only_row(1, 1, 1, 1)
    assert row.source.text is None
    assert (row.n_words, row.n_sentences, row.n_pages) == (4, 1, 2)
    assert row.warnings == ("Page 2 is a scan.",)


def test_row_keeps_how_well_the_statement_was_read():
    pages = (Page(1, 0, 10, PageQuality(8, 0.9)), Page(2, 10, len(TEXT), PageQuality(0)))
    row = only_row(1, 1, 1, 1, pages=pages, unread_pages=(2,))
    assert row.legibility == Legibility(n_pages=2, unread_pages=(2,), lexicon_share=0.9)


def test_row_knows_nothing_of_the_reading_where_nobody_looked():
    assert only_row(1, 1, 1, 1).legibility is None


def test_unread_pages_are_not_counted_as_read():
    assert only_row(1, 1, 1, 1, unread_pages=(2,)).n_pages == 1


def test_sure_grades_have_no_interval():
    row = only_row(3, 0, 2, 0, confidence=1.0)
    assert (row.low, row.score, row.high) == (66.7, 66.7, 66.7)


def test_doubt_widens_the_interval():
    sure, unsure = (only_row(2, 2, 1, 1, confidence=p) for p in (0.99, 0.6))
    assert sure.high - sure.low < unsure.high - unsure.low


def test_zero_may_have_been_overlooked():
    assert only_row(0, 0, 0, 0, confidence=0.6).high > 0.0


def test_what_is_undetermined_may_be_any_grade():
    row = only_row(3, -1, 2, 2, confidence=1.0)
    assert (row.score, row.high) == (100.0, 100.0)
    assert row.low == pytest.approx(66.7)


def test_position_interval_is_certain_where_the_grades_are():
    rows = rank(
        [statement("a", 3, 3, 2, 2, confidence=1.0), statement("b", 0, 0, 0, 0, confidence=1.0)],
        FRAMEWORK,
    ).rows
    assert [(row.position_low, row.position_high) for row in rows] == [(1, 1), (2, 2)]


def test_position_interval_covers_a_swap_that_is_likely():
    rows = rank(
        [statement("a", 3, 2, 1, 0, confidence=0.6), statement("b", 2, 2, 1, 0, confidence=0.6)],
        FRAMEWORK,
    ).rows
    assert [(row.position_low, row.position_high) for row in rows] == [(1, 2), (1, 2)]


def test_same_seed_gives_the_same_ranking():
    statements = [statement(f"s{i}", i % 4, 1, 1, 0, confidence=0.7) for i in range(8)]
    assert rank(statements, FRAMEWORK) == rank(statements, FRAMEWORK)


def test_another_seed_moves_intervals_but_never_scores():
    statements = [statement(f"s{i:02}", i % 4, 2, 1, 0, confidence=0.7) for i in range(40)]
    first, second = (rank(statements, FRAMEWORK, random_state=seed).rows for seed in (0, 1))
    assert [(row.source.id, row.score) for row in first] == [
        (row.source.id, row.score) for row in second
    ]
    assert [(row.position_low, row.position_high) for row in first] != [
        (row.position_low, row.position_high) for row in second
    ]


def test_interval_of_a_score_depends_on_no_other_statement():
    target = statement("a", 2, 2, 1, 0, confidence=0.7)
    alone = rank([target], FRAMEWORK).rows[0]
    others = [statement(f"s{i}", 3, 3, 2, 2, confidence=0.7) for i in range(5)]
    among = next(row for row in rank([*others, target], FRAMEWORK).rows if row.source.id == "a")
    assert (alone.low, alone.high) == (among.low, among.high)


def named(id_, organisation, *grades, sha256="ab", confidence=0.9, **more):
    made = statement(id_, *grades, organisation=organisation, confidence=confidence)
    return replace(made, source=replace(made.source, sha256=sha256, **more))


GROUP = (named("a", "Yew Retail", 2, 2, 1, 0), named("b", "Yew Bank", 2, 2, 1, 0))


def test_group_statement_is_listed_for_each_organisation_and_takes_one_position():
    others = [statement("c", 3, 3, 2, 0), statement("d", 0, 0, 0, 0)]
    rows = rank([*GROUP, *others], FRAMEWORK).rows
    assert [(row.source.id, row.rank, row.n_named) for row in rows] == [
        ("c", "1", 1),
        ("b", "2", 2),
        ("a", "2", 2),
        ("d", "3", 1),
    ]


def test_rows_of_one_document_share_an_id_of_their_group():
    rows = rank([*GROUP, statement("c", 3, 3, 2, 0)], FRAMEWORK).rows
    assert [(row.source.id, row.group) for row in rows] == [("c", ""), ("b", "b"), ("a", "b")]


def test_group_statement_counts_once_among_the_statements():
    assert rank([*GROUP, statement("c", 3, 3, 2, 0)], FRAMEWORK).n_statements == 2


def test_group_statement_ties_with_another_document_only():
    ranking = rank([*GROUP, statement("c", 2, 2, 1, 0), statement("d", 0, 0, 0, 0)], FRAMEWORK)
    assert sorted((row.source.id, row.rank) for row in ranking.rows) == [
        ("a", "=1"),
        ("b", "=1"),
        ("c", "=1"),
        ("d", "3"),
    ]


def test_group_statement_moves_no_other_interval_however_many_it_names():
    many = [named(f"g{i}", f"Yew {i}", 2, 2, 1, 0, confidence=0.6) for i in range(6)]
    other = statement("c", 2, 1, 1, 0, confidence=0.6)
    alone, among = (rank([*group, other], FRAMEWORK).rows for group in (many[:1], many))
    assert {row.position_high for row in among} == {2}
    shown = [
        next(
            (r.position_low, r.position_high, r.weight_low, r.alike_high)
            for r in rows
            if not r.group
        )
        for rows in (alone[1:], among)
    ]
    assert shown[0] == shown[1]


def test_document_listed_twice_for_one_organisation_names_one():
    both = [named("a", "Yew Bank", 2, 2, 1, 0), named("b", "yew bank", 2, 2, 1, 0)]
    rows = rank(both, FRAMEWORK).rows
    assert [(row.rank, row.n_named, row.group) for row in rows] == [("1", 1, "a"), ("1", 1, "a")]


def test_rows_that_cannot_be_told_apart_name_the_first_and_the_last_of_these():
    graded = [(3, 3, 2, 0), (3, 2, 2, 0), (2, 2, 2, 0), (0, 0, 0, 0)]
    statements = [
        statement(f"s{i}", *grades, confidence=0.8 if i < 3 else 1.0)
        for i, grades in enumerate(graded)
    ]
    rows = rank(statements, FRAMEWORK).rows
    assert [(row.alike_low, row.alike_high) for row in rows] == [(1, 3)] * 3 + [(4, 4)]


def test_weights_move_positions_but_no_score_and_no_interval_of_it():
    statements = [
        statement("a", 3, 0, 0, 0, confidence=1.0),
        statement("b", 0, 2, 0, 0, confidence=1.0),
    ]
    first, second = rank(statements, FRAMEWORK).rows
    assert (first.position_low, first.position_high) == (1, 1)
    assert (first.weight_low, first.weight_high) == (1, 2)
    assert (second.weight_low, second.weight_high) == (1, 2)


def test_day_follows_from_source_date_epoch(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1719705600")
    assert rank([], FRAMEWORK).created == "2024-06-30"


def test_model_and_labels_are_carried():
    ranking = rank([], FRAMEWORK, model="fake 1.0.0", labels=("training",))
    assert (ranking.model, ranking.labels) == ("fake 1.0.0", ("training",))


@pytest.mark.parametrize("label", ["approval", "signature", "incident", "remediation"])
def test_quote_that_may_name_a_person_is_redacted(label):
    quote = evidence("Signed by Ms Petra Quillfeather, Director.", label=label)
    shown = only_row(1, 1, 1, 1, evidence=(quote,)).scores[0].evidence[0].quote
    assert "Quillfeather" not in shown
    assert "Director" in shown


def test_contact_details_are_masked_in_every_quote():
    quote = evidence("Write to petra@larch.example for training.")
    assert "petra@" not in only_row(1, 1, 1, 1, evidence=(quote,)).scores[0].evidence[0].quote


def test_sentence_that_carries_a_personal_label_is_redacted_under_any_other():
    words = "Ms Petra Quillfeather was compensated and trained."
    both = (evidence(words), evidence(words, label="remediation"))
    rows = only_row(1, 1, 1, 1, evidence=both).scores[1].evidence
    assert not [item for item in rows if "Quillfeather" in item.quote]
