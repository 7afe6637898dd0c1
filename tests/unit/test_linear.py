from dataclasses import replace

import numpy as np
import pytest

from analyser.features import Featuriser, Window
from analyser.linear import LinearModel, sigmoid

SENTENCES = ["We audited 42 suppliers", "The board approved this", "Staff completed training"] * 4
WINDOWS = [Window(sentence) for sentence in SENTENCES]


@pytest.fixture(scope="module")
def model():
    featuriser = Featuriser().fit(WINDOWS)
    n_features = featuriser.transform(WINDOWS[:1]).shape[1]
    weights = np.random.default_rng(0).normal(size=(n_features, 7)).astype(np.float32)
    return LinearModel(
        name="small",
        version="0",
        labels=("approval", "training"),
        thresholds={"approval": 0.4, "training": 0.6},
        statuses=("done", "plan", "none", "vague"),
        featuriser=featuriser,
        weights=weights,
        intercepts=np.zeros(7),
        slopes=np.full(7, 0.7),
        offsets=np.full(7, -0.1),
        specific_threshold=0.3,
    )


def test_predict_gives_probabilities_of_every_label(model):
    prediction = model.predict(WINDOWS)
    assert prediction.proba.shape == (len(WINDOWS), 2)
    assert prediction.proba.min() > 0
    assert prediction.proba.max() < 1
    assert set(prediction.status) <= {"done", "plan", "none", "vague"}
    assert prediction.specific.dtype == bool


def test_predict_of_nothing_is_nothing(model):
    prediction = model.predict([])
    assert prediction.proba.shape == (0, 2)
    assert prediction.status == ()


def test_a_sentence_is_judged_alike_alone_and_among_others(model):
    together, alone = model.predict(WINDOWS).proba[1], model.predict(WINDOWS[1:2]).proba[0]
    assert together == pytest.approx(alone, abs=1e-6)


def test_a_saved_model_predicts_the_same(model, tmp_path):
    model.save(tmp_path)
    loaded = LinearModel.load(
        tmp_path,
        name="small",
        version="0",
        thresholds=model.thresholds,
        statuses=model.statuses,
        specific_threshold=model.specific_threshold,
        certain_from={"training": 0.8},
    )
    first, second = model.predict(WINDOWS), loaded.predict(WINDOWS)
    assert np.abs(first.proba - second.proba).max() < 0.002
    assert loaded.title == "small 0"


def test_the_file_runs_no_code_on_loading(model, tmp_path):
    model.save(tmp_path)
    with np.load(tmp_path / "weights.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype != object for name in arrays.files)


def test_sigmoid_stays_finite_at_extremes():
    assert sigmoid(np.array([-1e6, 0.0, 1e6])) == pytest.approx([0.0, 0.5, 1.0])


def test_weights_of_other_features_are_refused(model, tmp_path):
    replace(model, weights=model.weights[:-1]).save(tmp_path)
    with pytest.raises(ValueError, match="the weights have the shape"):
        LinearModel.load(
            tmp_path,
            name="small",
            version="0",
            thresholds=model.thresholds,
            statuses=model.statuses,
            specific_threshold=0.5,
            certain_from={},
        )
