"""Terms that are counted part by part come out as scikit-learn counts them, to the last bit."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyser import terms
from analyser.features import vectoriser
from analyser.terms import Terms

TEXTS = (
    "We audited 42 mills in Kedah, and found no forced labour.",
    "The board approved this statement on behalf of the group.",
    "Workers’ fees were repaid; the fees of WORKERS were repaid.",
    "a I é ß ΟΔΟΣ x",
) * 3
FITTED = {name: vectoriser(name).fit(TEXTS) for name in ("characters", "context")}
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60) | st.sampled_from(TEXTS)


def same(found, expected):
    assert found.shape == expected.shape
    for one, other in (
        (found.indptr, expected.indptr),
        (found.indices, expected.indices),
        (found.data, expected.data),
    ):
        np.testing.assert_array_equal(one, other)
    assert found.dtype == expected.dtype


@given(st.lists(TEXT, min_size=1, max_size=5))
@settings(deadline=None)
def test_words_one_by_one_give_the_characters_of_the_whole(texts):
    fitted = FITTED["characters"]
    found = Terms(fitted).transform([text.lower().split() for text in texts])
    same(found, fitted.transform(texts))


@given(st.lists(st.lists(TEXT, max_size=4), min_size=1, max_size=5))
@settings(deadline=None)
def test_sentences_one_by_one_give_the_words_of_all_of_them(texts):
    fitted = FITTED["context"]
    found = Terms(fitted).transform(texts)
    same(found, fitted.transform([" ".join(text) for text in texts]))


@pytest.mark.parametrize("texts", [[[]], [[], ["?"]]])
def test_nothing_gives_rows_of_nothing(texts):
    found = Terms(FITTED["context"]).transform(texts)
    assert found.shape == (len(texts), len(FITTED["context"].vocabulary_))
    assert found.nnz == 0


def test_what_is_remembered_is_bounded_and_stays_at_home(monkeypatch):
    monkeypatch.setattr(terms, "MAX_KEPT", 2)
    known = Terms(FITTED["characters"])
    first = known.transform([["mills", "audited", "fees"]])
    same(known.transform([["mills", "audited", "fees"]]), first)
    assert len(known._kept) == 3
    assert len(known.transform([["board"]]).indices)
    assert list(known._kept) == ["board"]
    sent = pickle.loads(pickle.dumps(known))
    assert not sent._kept
    same(sent.transform([["mills", "audited", "fees"]]), first)
