"""Whatever the grades: a ranking is in order, in bounds, and the same for any order of input."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.placing import band_of
from analyser.ranking import rank
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
WEIGHTS = (0.25, 0.5, 2.0, 3.0, 10.0)
"""Numbers that a float holds exactly."""
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


@settings(deadline=None, max_examples=40)
@given(cases=CASES, seed=st.integers(0, 99))
def test_order_of_input_makes_no_difference(cases, seed):
    statements = list(statements_of(cases))
    shuffled = random.Random(seed).sample(statements, len(statements))
    assert rank(statements, FRAMEWORK).rows == rank(shuffled, FRAMEWORK).rows


@settings(deadline=None, max_examples=40)
@given(cases=CASES, seed=st.integers(0, 99), documents=st.lists(st.integers(0, 2), min_size=8))
def test_order_of_input_makes_no_difference_to_group_statements(cases, seed, documents):
    pairs = zip(statements_of(cases), documents, strict=False)
    statements = [
        replace(each, source=replace(each.source, sha256=str(number))) for each, number in pairs
    ]
    shuffled = random.Random(seed).sample(statements, len(statements))
    ranking, other = rank(statements, FRAMEWORK), rank(shuffled, FRAMEWORK)
    assert ranking.rows == other.rows
    assert ranking.stability == other.stability


@settings(deadline=None, max_examples=60)
@given(cases=CASES.filter(bool), index=st.integers(0, 2), weight=st.sampled_from(WEIGHTS))
def test_changing_one_weight_changes_exactly_the_expected_scores(cases, index, weight):
    criteria = tuple(replace(each, weight=1.0) for each in CRITERIA)
    changed = (
        *criteria[:index],
        replace(criteria[index], weight=weight),
        *criteria[index + 1 :],
    )
    for asked in (criteria, changed):
        ranking = rank(statements_of(cases), replace(FRAMEWORK, criteria=asked))
        shown = {row.source.id: row.score for row in ranking.rows}
        assert shown == expected_scores(cases, [each.weight for each in asked])


def expected_scores(cases, weights):
    """Compute every printed score in whole numbers; half a step goes to the even one."""
    scores = {}
    for number, (grades, _) in enumerate(cases):
        parts = [
            (Fraction(weight), Fraction(grade, BEST[rule]))
            for weight, grade, rule in zip(weights, grades, RULES, strict=True)
            if grade >= 0
        ]
        if parts:
            total = sum(weight for weight, _ in parts)
            share = sum(weight * part for weight, part in parts) / total
            scores[f"s{number}"] = round(1000 * share) / 10
    return scores


@settings(deadline=None, max_examples=40)
@given(cases=CASES)
def test_ties_print_as_ties(cases):
    rows = rank(statements_of(cases), FRAMEWORK).rows
    for row in rows:
        ties = [other for other in rows if other.score == row.score]
        assert {other.rank for other in ties} == {row.rank}
        assert row.rank.startswith("=") == (len(ties) > 1)


@settings(deadline=None, max_examples=40)
@given(cases=CASES)
def test_every_number_is_in_its_bounds(cases):
    rows = rank(statements_of(cases), FRAMEWORK).rows
    for row in rows:
        assert 0.0 <= row.low <= row.score <= row.high <= 100.0
        assert 1 <= row.position_low <= row.position <= row.position_high <= len(rows)
        assert 1 <= row.weight_low <= row.position <= row.weight_high <= len(rows)
        assert 1 <= row.alike_low <= row.position <= row.alike_high <= len(rows)
        assert row.band == band_of(row.score)
        assert row.score == round(row.score, 1)


@settings(deadline=None, max_examples=40)
@given(cases=CASES)
def test_every_statement_is_a_row_or_a_failure(cases):
    ranking = rank(statements_of(cases), FRAMEWORK)
    found = [each.source.id for each in (*ranking.rows, *ranking.failures)]
    assert sorted(found) == sorted(f"s{number}" for number in range(len(cases)))
    undetermined = {f"s{i}" for i, (grades, _) in enumerate(cases) if set(grades) == {-1}}
    assert {each.source.id for each in ranking.failures} == undetermined


@settings(deadline=None, max_examples=40)
@given(cases=CASES)
def test_position_is_one_more_than_the_number_of_better_scores(cases):
    rows = rank(statements_of(cases), FRAMEWORK).rows
    scores = [row.score for row in rows]
    assert scores == sorted(scores, reverse=True)
    for row in rows:
        assert row.position == 1 + sum(score > row.score for score in scores)
        assert row.is_tied == (scores.count(row.score) > 1)


@settings(deadline=None, max_examples=40)
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
