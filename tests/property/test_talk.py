"""Whatever is said by whom: shares are shares, and the order of the documents changes nothing."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.listening import Listener
from tests.data.talking import ranking_of, sentence_of, statement_of

LABELS = st.sampled_from(
    [None, ("done", True), ("done", False), ("plan", True), ("vague", False), ("none", False)]
)
SENTENCES = st.tuples(st.integers(0, 12), st.integers(0, 3), LABELS)
NAMES = st.sampled_from([None, "Larch plc", "Larch", "Birch Ltd", "Cedar", "Elm", "Fir"])
YEARS = st.sampled_from([None, 2022, 2023, 2024])
FILES = st.sampled_from([None, None, None, "ab" * 32])
CASES = st.lists(
    st.tuples(st.lists(SENTENCES, max_size=14), NAMES, YEARS, FILES), min_size=1, max_size=12
)


def statements_of(cases):
    for number, (sentences, organisation, year, sha256) in enumerate(cases):
        yield statement_of(
            f"s{number:02}",
            [sentence_of(topic, shift) for topic, shift, _ in sentences],
            labels=[label for *_, label in sentences],
            organisation=organisation,
            year=year,
            sha256=sha256,
        )


def told(statements, ranking):
    listener = Listener()
    list(listener.watch(statements))
    return listener.tell(ranking)


@settings(deadline=None, max_examples=60)
@given(CASES, st.randoms(use_true_random=False))
def test_order_of_documents_changes_nothing(cases, rng: random.Random):
    statements = list(statements_of(cases))
    ranking = ranking_of(statements)
    shuffled = rng.sample(statements, len(statements))
    assert told(shuffled, ranking) == told(statements, ranking)


@settings(deadline=None, max_examples=60)
@given(CASES)
def test_shares_are_shares(cases):
    statements = list(statements_of(cases))
    for row in told(statements, ranking_of(statements)).rows:
        talk = row.talk
        if not talk.n_sentences:
            assert talk.says_share is talk.boilerplate_share is talk.repeated_share is None
            continue
        assert 0 <= talk.says_share + talk.boilerplate_share <= 1 + 1e-9
        largest = max(talk.unlabelled_share, talk.vague_share, talk.shared_share)
        assert largest <= talk.boilerplate_share + 1e-9
        assert 0 <= (talk.repeated_share or 0) <= 1
        assert (talk.template == "") == (talk.template_share is None)
        assert talk.template_share is None or 0.4 < talk.template_share <= 1


@settings(deadline=None, max_examples=60)
@given(st.lists(SENTENCES, min_size=1, max_size=20), st.integers(1, 6))
def test_a_document_is_never_its_own_duplicate(sentences, n_names):
    case = (sentences, None, 2024, "ab" * 32)
    cases = [(*case[:1], f"Company {number}", *case[2:]) for number in range(n_names)]
    statements = list(statements_of(cases))
    ranking = told(statements, ranking_of(statements))
    assert ranking.templates == ()
    for row in ranking.rows:
        assert (row.talk.shared_share, row.talk.repeated_share) == (0.0, None)
