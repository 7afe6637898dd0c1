import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from analyser import crossfitting, definitions
from analyser.crossfitting import (
    JUDGES,
    TOLD_SCALES,
    Column,
    choose_scale,
    fit_mix,
    judge_documents,
    judge_mix,
    learn_documents,
)
from analyser.heldout import Part
from analyser.labelled import STATUSES, LabelledStatement, statement_of
from analyser.types import Source

LABELS = ("approval", "training", "kpi")
N_SENTENCES = 8


def part(fold, *, linear_knows=True, encoder_knows=False):
    """Two statements in which half of the sentences are trained, and `kpi` is never annotated."""
    generator = np.random.default_rng(fold)
    statements, linear, encoder = [], [], []
    for index in range(2):
        truth = np.full((N_SENTENCES, 3), -1, dtype=np.int8)
        truth[:, 0] = 0
        truth[0, 0] = index
        truth[:, 1] = np.arange(N_SENTENCES) % 2
        signal = np.where(truth == 1, 3.0, -3.0)
        noise = generator.normal(size=(2, N_SENTENCES, 3))
        scores = [
            np.column_stack([signal * knows + part, np.zeros((N_SENTENCES, len(STATUSES) + 1))])
            for knows, part in zip((linear_knows, encoder_knows), noise, strict=True)
        ]
        linear.append(scores[0])
        encoder.append(scores[1])
        statements.append(
            LabelledStatement(
                statement=statement_of(
                    [f"Sentence {at}" for at in range(N_SENTENCES)],
                    Source(id=f"s{fold}-{index}", jurisdiction="AU"),
                ),
                labels=LABELS,
                truth=truth,
            )
        )
    told = [np.zeros((N_SENTENCES, len(definitions.LABELS))) for _ in statements]
    return Part(statements, linear, encoder, told)


def folds(**knows):
    return [{"aims": part(fold, **knows)} for fold in range(5)]


@pytest.mark.parametrize("knowing", ["linear", "encoder"])
def test_the_model_that_knows_counts_most(knowing):
    known = {"linear_knows": knowing == "linear", "encoder_knows": knowing == "encoder"}
    mix = fit_mix([fold["aims"] for fold in folds(**known)], LABELS, "both")
    column = LABELS.index("training")
    weights = {"linear": mix.linear[column], "encoder": mix.encoder[column]}
    assert max(weights, key=weights.get) == knowing


def test_the_encoder_counts_nothing_for_the_linear_model():
    mix = fit_mix([fold["aims"] for fold in folds(encoder_knows=True)], LABELS, "linear")
    assert not mix.encoder.any()


def test_a_label_that_nobody_annotated_is_never_decided():
    mix = fit_mix([fold["aims"] for fold in folds()], LABELS, "both")
    assert mix.thresholds[LABELS.index("kpi")] == 1.0
    assert mix.thresholds[-1] == 1.0


def test_no_fold_is_judged_by_its_own_labels():
    before = folds()
    [judged, *_] = judge_mix(before, LABELS, "both")["aims"]
    after = folds()
    for labelled in after[0]["aims"].statements:
        labelled.truth[:, 1] = 1 - labelled.truth[:, 1]
    [changed, *_] = judge_mix(after, LABELS, "both")["aims"]
    assert np.array_equal(judged.proba, changed.proba)
    assert np.array_equal(judged.decided, changed.decided)
    assert not np.array_equal(judged.truth, changed.truth)


def test_no_document_is_judged_by_its_own_labels():
    parts = judge_mix(folds(), LABELS, "both")["aims"]
    judged = judge_documents(parts)
    parts[0].truth[:] = 0
    changed = judge_documents(parts)
    assert np.array_equal(judged.documents[:2], changed.documents[:2])
    assert not np.array_equal(judged.documents[2:], changed.documents[2:])


def test_every_statement_is_judged_once():
    judged = judge_documents(judge_mix(folds(), LABELS, "both")["aims"])
    assert judged.documents.shape == (10, 3)
    assert np.array_equal(np.unique(judged.statements), np.arange(10))


def test_whole_statements_are_judged_by_what_both_models_say():
    known = folds(encoder_knows=True)
    both = judge_mix(known, LABELS, "both")["aims"]
    linear, encoder = (judge_mix(known, LABELS, each)["aims"] for each in JUDGES)
    judged = judge_documents(both, [linear, encoder])
    assert not np.allclose(judged.documents, judge_documents(both, [linear, linear]).documents)
    assert not np.allclose(judged.documents, judge_documents(both, [encoder, encoder]).documents)
    # What is said of sentences is not touched by it.
    assert np.array_equal(judged.decided, judge_documents(both).decided)
    assert np.array_equal(judged.proba, judge_documents(both).proba)


def test_two_judges_must_speak_of_the_same_statements():
    linear, encoder = (judge_mix(folds(), LABELS, each)["aims"] for each in JUDGES)
    with pytest.raises(ValueError, match="shorter"):
        judge_documents(linear, [linear, encoder[:-1]])


def column(told, truth, *, n_statements=20):
    statements = np.repeat(np.arange(n_statements), len(truth) // n_statements)
    scores = np.random.default_rng(0).normal(size=(len(truth), 1))
    return Column(scores, np.asarray(told, dtype=float)[:, None], truth, statements)


def test_wordings_that_tell_are_penalised_less_than_those_that_do_not():
    truth = np.tile([0, 1, 0, 0], 100).astype(np.int8)
    chance = np.random.default_rng(1).random(len(truth)) < 0.02
    assert choose_scale([column(truth == 1, truth)]) == max(TOLD_SCALES)
    assert choose_scale([column(chance, truth)]) < max(TOLD_SCALES)


def test_one_scale_is_chosen_for_all_labels_together():
    truth = np.tile([0, 1, 0, 0], 100).astype(np.int8)
    chance = np.random.default_rng(1).random(len(truth)) < 0.02
    telling, misleading = column(truth == 1, truth), column(chance, truth)
    assert choose_scale([telling]) != choose_scale([misleading])
    # What tells much outweighs what misleads a little, whichever comes last.
    for columns in ([telling, misleading], [misleading, telling]):
        assert choose_scale(columns) == choose_scale([telling])


def test_without_enough_statements_wordings_count_nothing():
    truth = np.array([1, 0] * 4 + [0, 0] * 4, dtype=np.int8)
    assert choose_scale([column(truth == 1, truth, n_statements=8)]) == 0.0


def told_of_approval(parts):
    """Name a wording in every sentence that carries approval, and in one more a statement."""
    place = definitions.LABELS.index("approval")
    for labelled, told in (
        pair for part in parts for pair in zip(part.statements, part.told, strict=True)
    ):
        told[:, place] = labelled.truth[:, 0] == 1
        told[-1, place] = 1
    return place


def test_wordings_are_weighed_on_the_scale_that_was_chosen(monkeypatch):
    parts = [fold["aims"] for fold in folds(encoder_knows=True)]
    place, seen = told_of_approval(parts), []
    monkeypatch.setattr(crossfitting, "choose_scale", lambda columns: seen.append(columns) or 0.3)
    mix = fit_mix(parts, LABELS, "both")
    linear, encoder, told = (
        np.concatenate([rows for part in parts for rows in getattr(part, name)])
        for name in ("linear", "encoder", "told")
    )
    truth = np.concatenate([item.truth[:, 0] for part in parts for item in part.statements])
    own = [at for at, label in enumerate(definitions.LABELS) if label == "approval"]
    X = np.column_stack([linear[:, 0], encoder[:, 0], told[:, own] * 0.3])
    known = LogisticRegression(C=crossfitting.MIX_PENALTY, tol=1e-10, max_iter=9999).fit(X, truth)
    expected = linear[:, :1] * mix.linear[0] + encoder[:, :1] * mix.encoder[0]
    expected = expected[:, 0] + told @ mix.told[:, 0] + mix.intercepts[0]
    assert known.decision_function(X) == pytest.approx(expected, abs=0.01)
    assert mix.told[place, 0] != 0
    # Choosing goes by whole statements: eight sentences each.
    [[first, *_]] = seen
    assert np.array_equal(first.statements, np.repeat(np.arange(10), N_SENTENCES))


def test_each_judge_is_heard_in_its_own_place():
    known = folds(encoder_knows=True)
    both = judge_mix(known, LABELS, "both")["aims"]
    series = [judge_mix(known, LABELS, each)["aims"] for each in JUDGES]
    head = learn_documents([said[1:] for said in series], LABELS)
    said = zip(*(each[0].by_statement() for each in series), strict=True)
    assert np.array_equal(
        judge_documents(both, series).documents[:2],
        np.stack([head.proba(*sentences) for sentences in said]),
    )


def test_of_one_model_alone_the_other_counts_nothing():
    parts = [fold["aims"] for fold in folds(encoder_knows=True)]
    assert not fit_mix(parts, LABELS, "linear").encoder.any()
    assert not fit_mix(parts, LABELS, "encoder").linear.any()
    assert fit_mix(parts, LABELS, "encoder").encoder.any()


def test_a_label_that_one_fold_does_not_know_keeps_its_column():
    uneven = folds()
    for labelled in uneven[0]["aims"].statements:
        object.__setattr__(labelled, "labels", LABELS[:2])
        object.__setattr__(labelled, "truth", labelled.truth[:, :2])
    judged = judge_documents(judge_mix(uneven, LABELS, "both")["aims"])
    assert judged.labels == LABELS
    assert (judged.truth[: 2 * N_SENTENCES, 2] == -1).all()


def test_a_label_learns_from_its_own_wordings_alone():
    known = folds(linear_knows=False)
    approval = definitions.LABELS.index("approval")
    for fold in known:
        for labelled, told in zip(fold["aims"].statements, fold["aims"].told, strict=True):
            told[:, approval] = labelled.truth[:, LABELS.index("approval")] == 1
    parts = [fold["aims"] for fold in known]
    mix = fit_mix(parts, LABELS, "both")
    assert mix.told[approval, LABELS.index("approval")] > 0.5
    assert not mix.told[:, 1:].any()
    assert not fit_mix(parts, LABELS, "linear").told.any()
