from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from analyser.blending import MIX, BlendedModel
from analyser.documents import DocumentHead
from analyser.features import Prediction
from analyser.linear import LinearModel
from analyser.modelstore import load_model

SHIPPED = Path(__file__).resolve().parents[2] / "models" / "disclosure-en"


def test_what_each_judge_says_is_heard_in_its_own_place():
    head = DocumentHead(np.array([[1.0, 0.0, 0.0, 0.0]]), np.zeros(1), np.array([True]))
    model = BlendedModel(SimpleNamespace(labels=("approval",)), None, None, "blend", (), head)
    said = Prediction(np.array([[0.5]]), ("done",), np.array([False]))
    first, second = np.array([[0.9]]), np.array([[0.2]])
    known = Prediction(said.proba, said.status, said.specific, alone=(first, second))
    assert model.document_proba(known) == pytest.approx([0.9])
    assert model.document_proba(said).tolist() == [0.0]


@pytest.fixture
def folder(tmp_path):
    for path in SHIPPED.iterdir():
        if path.name != MIX:
            (tmp_path / path.name).symlink_to(path)
    return tmp_path


def load(folder):
    return BlendedModel.load(folder, load_model("disclosure-en").linear)


def write(folder, changed):
    with np.load(SHIPPED / MIX) as arrays:
        np.savez(folder / MIX, **changed(dict(arrays)))


def test_a_mix_that_is_whole_is_read(folder):
    write(folder, dict)
    assert isinstance(load(folder).linear, LinearModel)


@pytest.mark.parametrize(
    "changed",
    [
        lambda kept: {name: kept[name] for name in kept if not name.startswith("1_")},
        lambda kept: {name: kept[name] for name in kept if not name.startswith("document")},
        lambda kept: {**kept, "document_weights": kept["document_weights"][:, :2]},
        lambda kept: {**kept, "document_weights": kept["document_weights"][1:]},
    ],
    ids=["a judge is missing", "no head", "a head for one judge", "a head of other labels"],
)
def test_a_mix_that_cannot_judge_whole_statements_is_refused(folder, changed):
    write(folder, changed)
    with pytest.raises(ValueError, match="whole statements"):
        load(folder)
