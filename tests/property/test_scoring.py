"""Whatever the evidence: more of it never lowers a grade, and denials never raise one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.frameworks import list_frameworks, load_framework
from analyser.ranking import rank
from analyser.rules import CERTAIN
from analyser.scoring import N_EVIDENCE, score
from analyser.taxonomy import load_taxonomy
from analyser.types import Evidence, Grade, Page, Sentence, Source, Statement

LABELS = tuple(load_taxonomy())
FRAMEWORKS = {each["id"]: load_framework(each["id"]) for each in list_frameworks()}
QUOTES = (
    "We audited 42 suppliers in 2024.",
    "Our policy applies at every site.",
    "We care about people.",
    "The board approved this statement.",
    "This statement was approved by the executive committee.",
    "We do not currently audit suppliers.",
    "Signed by Ada Example, Director.",
)
DENIALS = (
    "We found no cases of modern slavery.",
    "No incidents were reported across our 42 sites in 2024.",
    "We are not aware of any allegations of forced labour.",
)
CASES = (
    "In May 2024 an agency held the passports of six cleaners in Leeds.",
    "We found nine workers who had paid recruitment fees.",
)


@st.composite
def evidence(draw, quotes=QUOTES, labels=LABELS, statuses=("done", "plan", "none", "vague")):
    index = draw(st.integers(0, 60))
    return Evidence(
        label=draw(st.sampled_from(labels)),
        sentence=Sentence(index, index * 10, index * 10 + 9, 1 + index // 10),
        quote=draw(st.sampled_from(quotes)),
        proba=draw(st.floats(0.0, 1.0)),
        threshold=0.5,
        status=draw(st.sampled_from(statuses)),
        specific=draw(st.booleans()),
        model="fake 1.0.0",
    )


EVIDENCE = st.lists(evidence(), max_size=30)
FRAMEWORK = st.sampled_from(sorted(FRAMEWORKS)).map(FRAMEWORKS.__getitem__)


def scored(items, framework, *, labels=LABELS, unread=()):
    statement = Statement(
        source=Source(id="larch"),
        text="Words.",
        pages=(Page(1, 0, 6),),
        extractor="plaintext",
        unread_pages=unread,
        sentences=(),
        labels=labels,
        evidence=tuple(items),
    )
    return score(statement, framework)


def grades(items, framework, **more):
    return [each.grade for each in scored(items, framework, **more).scores]


@settings(max_examples=60, deadline=None)
@given(items=EVIDENCE, more=EVIDENCE, framework=FRAMEWORK)
def test_more_evidence_never_lowers_a_grade(items, more, framework):
    before, after = grades(items, framework), grades([*items, *more], framework)
    assert all(one <= other for one, other in zip(before, after, strict=True))


@settings(max_examples=60, deadline=None)
@given(
    items=EVIDENCE,
    denials=st.lists(
        evidence(quotes=DENIALS, labels=("incident", "remediation", "c3_risk_description", "kpi")),
        max_size=5,
    ),
    framework=FRAMEWORK,
)
def test_no_cases_found_never_changes_a_grade(items, denials, framework):
    assert grades([*items, *denials], framework) == grades(items, framework)


@settings(max_examples=60, deadline=None)
@given(
    items=EVIDENCE,
    cases=st.lists(evidence(quotes=CASES, labels=("incident",)), max_size=3),
    framework=FRAMEWORK,
)
def test_disclosing_a_case_never_lowers_a_score(items, cases, framework):
    before, after = (
        rank([scored(each, framework)], framework).rows[0].score
        for each in (items, [*items, *cases])
    )
    assert before <= after


SENTENCES = st.lists(
    st.tuples(st.sampled_from((*QUOTES, *DENIALS, *CASES)), st.sampled_from(LABELS)), max_size=8
)


def written(pairs, framework):
    """Score a statement that holds its sentences itself, each with one label."""
    text, sentences, carried = "", [], []
    for index, (quote, label) in enumerate(pairs):
        sentence = Sentence(index, len(text), len(text) + len(quote), 1)
        sentences.append(sentence)
        carried.append(
            Evidence(label, sentence, quote, 0.9, 0.5, "done", index % 2 == 0, "fake 1.0.0")
        )
        text += f"{quote}\n"
    statement = Statement(
        source=Source(id="larch", organisation="Fennick Tools plc"),
        text=text,
        pages=(Page(1, 0, len(text)),),
        extractor="plaintext",
        sentences=tuple(sentences),
        labels=LABELS,
        evidence=tuple(carried),
    )
    return [each.grade for each in score(statement, framework).scores]


@settings(max_examples=60, deadline=None)
@given(pairs=SENTENCES, more=SENTENCES, framework=FRAMEWORK)
def test_one_more_sentence_of_the_text_never_lowers_a_grade(pairs, more, framework):
    before, after = written(pairs, framework), written([*pairs, *more], framework)
    assert all(one <= other for one, other in zip(before, after, strict=True))


@settings(max_examples=60, deadline=None)
@given(items=EVIDENCE, framework=FRAMEWORK)
def test_unread_pages_turn_every_zero_and_nothing_else_into_undetermined(items, framework):
    read, unread = grades(items, framework), grades(items, framework, unread=(2,))
    expected = [Grade.UNDETERMINED if grade == 0 else grade for grade in read]
    assert unread == expected


@settings(max_examples=60, deadline=None)
@given(items=EVIDENCE, framework=FRAMEWORK)
def test_score_is_in_its_bounds_and_explains_itself(items, framework):
    for each, criterion in zip(scored(items, framework).scores, framework.criteria, strict=True):
        assert each.criterion_id == criterion.id
        assert 0.0 <= each.confidence <= 1.0
        assert len(each.evidence) <= N_EVIDENCE
        assert {item.label for item in each.evidence} <= set(criterion.labels)
        assert each.reason.endswith(".")
        if each.grade > Grade.NOT_ADDRESSED:
            assert each.evidence[0].counts
            assert each.confidence >= min(CERTAIN, each.evidence[0].proba)


@settings(max_examples=60, deadline=None)
@given(items=EVIDENCE, framework=FRAMEWORK, seed=st.randoms(use_true_random=False))
def test_order_of_evidence_makes_no_difference(items, framework, seed):
    shuffled = seed.sample(items, len(items))
    assert scored(shuffled, framework).scores == scored(items, framework).scores


@pytest.mark.parametrize("id_", sorted(FRAMEWORKS))
def test_statement_for_which_nothing_was_looked_for_is_a_failure(id_):
    framework = FRAMEWORKS[id_]
    ranking = rank([scored([], framework, labels=("legal_reference",))], framework)
    assert (ranking.rows, ranking.failures[0].reason) == ((), "undetermined")
