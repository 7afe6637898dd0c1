import numpy as np

from analyser.mixing import Mix, read_judges

THRESHOLDS = (0.4, 0.6, 0.5)
LINEAR = np.array([[2.0, -2.0, 0.0, 0.0, 1.0]])
ENCODER = np.array([[-1.0, 3.0, 0.0, 0.0, 1.0]])
TOLD = np.array([[1.0, 0.0]])
OF_TOLD = np.array([[0.5, 0.0, 0.0], [0.0, -2.0, 0.0]])


def mix(linear, encoder):
    return Mix(np.full(3, linear), np.full(3, encoder), OF_TOLD, np.zeros(3), THRESHOLDS)


def test_one_model_alone_does_not_heed_the_other():
    changed = mix(1.0, 0.0).proba(LINEAR, ENCODER + 5, TOLD)
    assert np.array_equal(changed, mix(1.0, 0.0).proba(LINEAR, ENCODER, TOLD))
    assert changed.shape == (1, 2)
    assert not np.array_equal(mix(1.0, 1.0).proba(LINEAR, ENCODER, TOLD), changed)


def test_judges_are_the_same_after_they_were_kept_as_arrays():
    judges = (mix(1.0, 0.0), mix(0.0, 2.0))
    arrays = {
        f"{number}_{name}": array
        for number, judge in enumerate(judges)
        for name, array in judge.to_arrays().items()
    }
    again = tuple(read_judges({**arrays, "linear": np.ones(3)}, THRESHOLDS))
    assert len(again) == 2
    for one, other in zip(judges, again, strict=True):
        assert np.array_equal(one.proba(LINEAR, ENCODER, TOLD), other.proba(LINEAR, ENCODER, TOLD))


def test_arrays_without_judges_give_none():
    assert not list(read_judges(mix(1.0, 1.0).to_arrays(), THRESHOLDS))


def test_wordings_count_beside_the_scores_of_both_models():
    plain = mix(1.0, 1.0).log_odds(LINEAR, ENCODER, 0 * TOLD)
    named = mix(1.0, 1.0).log_odds(LINEAR, ENCODER, TOLD)
    assert (named - plain).tolist() == [[0.5, 0.0, 0.0]]
