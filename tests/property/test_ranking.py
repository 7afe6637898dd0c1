"""Whatever the grades: a ranking is in order, in bounds, and the same for any order of input."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.ranking import band_of, rank
from analyser.types import Criterion, Framework, Grade, Page, Score, Source, Statement

RULES = ("practice", "description", "formality")
BEST = {"practice": 3, "description": 3, "formality": 2}
CRITERIA = tuple(
    Criterion(
        id=rule,
        title=rule.title(),
        question="Is it disclosed?",
        citation="Example Act s.1",
        obligation="recommended",
        labels=("training",),
        rule=rule,
        disclosed=("We did.",),
        not_disclosed=("We care.",),
        weight=weight,
    )
    for rule, weight in zip(RULES, (1.0, 0.3, 2.0), strict=True)
)
FRAMEWORK = Framework(
    "example", "Example", "1", "GB", "https://law.example", "2020-01-01", CRITERIA
)
GRADES = st.tuples(*(st.integers(-1, BEST[rule]) for rule in RULES))
CASES = st.lists(st.tuples(GRADES, st.floats(0.5, 1.0)), max_size=8)


def statements_of(cases):
    for number, (grades, confidence) in enumerate(cases):
        scores = tuple(
            Score(rule, Grade(grade), (), confidence, "Because.")
            for rule, grade in zip(RULES, grades, strict=True)
        )
        yield Statement(
            source=Source(id=f"s{number}", organisation="Larch plc"),
            text="",
            pages=(Page(1, 0, 0),),
            extractor="plaintext",
            scores=scores,
        )


@settings(max_examples=40)
@given(cases=CASES, seed=st.integers(0, 99))
def test_order_of_input_makes_no_difference(cases, seed):
    statements = list(statements_of(cases))
    shuffled = random.Random(seed).sample(statements, len(statements))
    assert rank(statements, FRAMEWORK).rows == rank(shuffled, FRAMEWORK).rows


@settings(max_examples=40)
@given(cases=CASES)
def test_every_number_is_in_its_bounds(cases):
    rows = rank(statements_of(cases), FRAMEWORK).rows
    for row in rows:
        assert 0.0 <= row.low <= row.score <= row.high <= 100.0
        assert 1 <= row.position_low <= row.position <= row.position_high <= len(rows)
        assert row.band == band_of(row.score)
        assert row.score == round(row.score, 1)


@settings(max_examples=40)
@given(cases=CASES)
def test_every_statement_is_a_row_or_a_failure(cases):
    ranking = rank(statements_of(cases), FRAMEWORK)
    found = [each.source.id for each in (*ranking.rows, *ranking.failures)]
    assert sorted(found) == sorted(f"s{number}" for number in range(len(cases)))
    undetermined = {f"s{i}" for i, (grades, _) in enumerate(cases) if set(grades) == {-1}}
    assert {each.source.id for each in ranking.failures} == undetermined


@settings(max_examples=40)
@given(cases=CASES)
def test_position_is_one_more_than_the_number_of_better_scores(cases):
    rows = rank(statements_of(cases), FRAMEWORK).rows
    scores = [row.score for row in rows]
    assert scores == sorted(scores, reverse=True)
    for row in rows:
        assert row.position == 1 + sum(score > row.score for score in scores)
        assert row.is_tied == (scores.count(row.score) > 1)


@settings(max_examples=40)
@given(cases=CASES.filter(bool), index=st.integers(0, 2))
def test_a_better_grade_never_lowers_a_score(cases, index):
    (grades, confidence), *_ = cases
    grade = grades[index]
    if not 0 <= grade < BEST[RULES[index]]:
        return
    better = (*grades[:index], grade + 1, *grades[index + 1 :])
    before, after = (
        rank(statements_of([(each, confidence)]), FRAMEWORK).rows[0] for each in (grades, better)
    )
    assert before.score < after.score
