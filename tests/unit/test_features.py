import numpy as np
import pytest

from analyser.cues import cues
from analyser.errors import StageOrderError
from analyser.features import Featuriser, Window, shapes

SENTENCES = [
    "We audited 42 suppliers in Lumeria during the year",
    "The board approved this statement in May",
    "All staff completed training on forced labour",
    "Our suppliers sign the code and staff complete training",
] * 3


@pytest.fixture(scope="module")
def windows():
    return [
        Window(text, SENTENCES[max(index - 2, 0) : index], SENTENCES[index + 1 : index + 3], 0.5)
        for index, text in enumerate(SENTENCES)
    ]


@pytest.fixture(scope="module")
def featuriser(windows):
    return Featuriser().fit(windows)


def test_transform_gives_one_row_a_window(featuriser, windows):
    X = featuriser.transform(windows)
    assert X.shape == (len(windows), featuriser.n_features)
    assert X.dtype == np.float32


def test_transform_before_fit_is_refused(windows):
    with pytest.raises(StageOrderError, match="not been fitted"):
        Featuriser().transform(windows)


def test_arrays_rebuild_the_same_featuriser(featuriser, windows):
    rebuilt = Featuriser.from_arrays(featuriser.to_arrays())
    difference = featuriser.transform(windows) - rebuilt.transform(windows)
    assert abs(difference).max() < 1e-6


def test_arrays_hold_no_python_objects(featuriser):
    assert all(array.dtype != object for array in featuriser.to_arrays().values())


def test_neighbours_change_the_features(featuriser):
    alone = featuriser.transform([Window("All staff completed training")])
    beside = featuriser.transform(
        [Window("All staff completed training", before=("our suppliers",))]
    )
    assert abs(alone - beside).max() > 0


def test_unknown_position_leaves_its_columns_empty():
    rows = shapes([Window("Page 3"), Window("Page 3", position=1.0)])
    assert rows[0, :3].tolist() == [0.0, 0.0, 0.0]
    assert rows[1, :3].tolist() == [1.0, 1.0, 0.0]


def test_shapes_see_digits_and_capitals():
    assert shapes([Window("TRAINING")])[0, 4:].tolist() == [0.0, 1.0]
    assert shapes([Window("We trained 5")])[0, 4:].tolist() == [1.0, 0.0]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("We trained all staff", [0, 0, 0, 0, 0]),
        ("We do not audit", [1, 1, 0, 0, 0]),
        ("No cases were found", [1, 1, 0, 0, 0]),
        ("We will audit in spring", [0, 0, 1, 1, 0]),
        ("Review the contracts", [0, 0, 0, 1, 0]),
        ("We are committed to fairness", [0, 0, 0, 0, 1]),
    ],
)
def test_cues_tell_denials_plans_and_wishes(sentence, found):
    assert cues([sentence])[0].tolist() == found


def test_cues_of_nothing_have_their_columns():
    assert cues([]).shape == (0, 5)
