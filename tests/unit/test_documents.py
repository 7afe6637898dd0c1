import numpy as np
import pytest

from analyser import choosing
from analyser import documents as documents_module
from analyser.documents import DocumentHead, describe, fit_documents


def statements(n=60, seed=0):
    """Statements whose sentences are sure of label 0 where they carry it, and never of label 1."""
    generator = np.random.default_rng(seed)
    documents, covered = [], []
    for index in range(n):
        sentences = generator.uniform(0.0, 0.1, size=(generator.integers(1, 30), 2))
        covered.append([index % 2, int(generator.random() < 0.2)])
        if index % 2:
            sentences[0, 0] = generator.uniform(0.6, 1.0)
        documents.append([sentences])
    return documents, np.array(covered, dtype=np.int8)


def test_plain_takes_sentences_as_independent():
    sentences = np.array([[0.5, 0.1], [0.5, 0.0]])
    assert DocumentHead.plain(2).proba(sentences) == pytest.approx([0.75, 0.1])


def test_plain_takes_the_mean_of_what_several_models_say():
    head = DocumentHead.plain(1, 2)
    said = [np.array([[0.9]]), np.array([[0.5]])]
    assert head.proba(*said) == pytest.approx([0.75])


def test_of_two_models_the_one_that_knows_counts():
    documents, covered = statements(200)
    blind = np.random.default_rng(1)
    said = [[known, blind.uniform(0.0, 0.1, size=known.shape)] for [known] in documents]
    head = fit_documents(said, covered)
    assert head.weights.shape == (2, 4)
    assert (head.weights[0, :2].sum()) > 5 * abs(head.weights[0, 2:].sum())


def test_what_tells_nothing_is_penalised_more(monkeypatch):
    documents, covered = statements(200)
    chance = (np.random.default_rng(2).random(covered.shape) < 0.3).astype(np.int8)
    chosen = [fit_documents(documents, truth).weights for truth in (chance, covered)]
    monkeypatch.setattr(documents_module, "PENALTIES", (max(documents_module.PENALTIES),))
    weakest = [fit_documents(documents, truth).weights for truth in (chance, covered)]
    assert np.abs(chosen[0]).max() < np.abs(weakest[0]).max()
    assert np.array_equal(chosen[1], weakest[1])


def test_penalties_are_chosen_by_whole_statements(monkeypatch):
    documents, covered = statements()
    covered[3] = -1
    seen = []
    monkeypatch.setattr(
        choosing, "held_out_loss", lambda regression, X, y, groups: seen.append(groups.tolist())
    )
    fit_documents(documents, covered)
    expected = [index for index in range(len(covered)) for _ in range(2) if index != 3]
    assert seen == [expected] * len(documents_module.PENALTIES)


def test_a_statement_without_a_sentence_carries_nothing():
    assert DocumentHead.plain(3).proba(np.zeros((0, 3))).tolist() == [0.0, 0.0, 0.0]


def test_what_separates_documents_is_learnt():
    documents, covered = statements()
    head = fit_documents(documents, covered)
    proba = np.stack([head.proba(*said) for said in documents])
    assert ((proba[:, 0] >= 0.5) == (covered[:, 0] == 1)).all()


def test_a_label_has_the_frequency_that_was_seen_where_sentences_say_nothing():
    documents, covered = statements(600)
    head = fit_documents(documents, covered)
    proba = np.stack([head.proba(*said) for said in documents])
    assert proba[:, 1].mean() == pytest.approx(covered[:, 1].mean(), abs=0.03)


def test_a_label_that_was_not_annotated_is_judged_like_the_others():
    documents, covered = statements()
    wide = [[np.column_stack([said, said[:, 0]])] for [said] in documents]
    head = fit_documents(
        wide, np.column_stack([covered, np.full(len(covered), -1)]).astype(np.int8)
    )
    proba = np.stack([head.proba(*said) for said in wide])
    # Neither as sure as the label that its sentences tell, nor as blind as the other.
    apart = [proba[1::2, label].mean() - proba[::2, label].mean() for label in range(3)]
    assert apart[1] < apart[2] < apart[0]


def test_each_label_learns_what_its_own_sentences_are_worth():
    documents, covered = statements(200)
    head = fit_documents(documents, covered)
    assert (head.weights[0] > head.weights[1]).all()


def test_labels_of_one_kind_only_teach_nothing():
    documents, covered = statements()
    head = fit_documents(documents, np.ones_like(covered))
    assert np.array_equal(head.weights, DocumentHead.plain(2).weights)


def test_arrays_give_the_same_head_again():
    documents, covered = statements()
    head = fit_documents(documents, covered)
    again = DocumentHead.from_arrays(head.to_arrays())
    assert np.array_equal(head.proba(*documents[3]), again.proba(*documents[3]))
    assert DocumentHead.from_arrays({}) is None


def test_certainty_is_held_within_bounds():
    assert np.isfinite(describe(np.array([[0.0, 1.0]]))).all()
