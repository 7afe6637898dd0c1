"""What the networks of each fold said: kept, put back, refused where it is of something else."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from analyser.cards import to_toml
from analyser.errors import ModelError
from analyser.heldout import Part, check_same, keep, recall
from analyser.modelstore import FORMAT, HELD_OUT

N_COLUMNS = 3


def folds(*, has_networks):
    generator = np.random.default_rng(1)
    made = []
    for ids in (("c", "a"), ("b",), ("a",)):
        statements = [SimpleNamespace(id=id_, truth=np.zeros((len(id_) + 1, 2))) for id_ in ids]
        scores = [generator.normal(size=(len(item.truth), N_COLUMNS)) for item in statements]
        encoder = [2 * part for part in scores] if has_networks else ()
        made.append({"aims": Part(statements, linear=scores, encoder=encoder, told=())})
    return made


def test_scores_come_back_beside_their_statements(tmp_path):
    before = folds(has_networks=True)
    keep(before, tmp_path / HELD_OUT)
    after = recall(folds(has_networks=False), tmp_path / HELD_OUT)
    for old, new in zip(before, after, strict=True):
        for expected, found in zip(old["aims"].encoder, new["aims"].encoder, strict=True):
            assert np.array_equal(expected.astype(np.float32), found)
            assert found.dtype == np.float64


@pytest.mark.parametrize(
    "content", [None, b"", b"PK\x03\x04", (7, N_COLUMNS), (8, N_COLUMNS + 1), "practices"]
)
def test_scores_that_are_missing_broken_or_of_other_sentences_are_refused(tmp_path, content):
    path = tmp_path / HELD_OUT
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif isinstance(content, tuple):
        np.savez(path, aims=np.zeros(content))
    elif content:
        np.savez(path, **{content: np.zeros((8, N_COLUMNS))})
    with pytest.raises(ModelError, match=r"folds\.npz.* cannot be used.* leaving out --networks"):
        recall(folds(has_networks=False), path)


def model(folder, **facts):
    corpus = [{"file": "gold.csv", "sha256": "ab"}]
    card = {"name": "m", "format": FORMAT, "kind": "blended", "random_state": 0, "corpus": corpus}
    (folder / "card.toml").write_text(to_toml({**card, **facts}), encoding="utf-8")
    (folder / HELD_OUT).write_bytes(b"scores")
    return folder


def data(**files):
    return [SimpleNamespace(file=f"{name}.csv", sha256=sha) for name, sha in files.items()]


def test_networks_of_the_same_data_and_folds_are_taken(tmp_path):
    check_same(model(tmp_path), data(gold="ab"), random_state=0)


@pytest.mark.parametrize(
    ("files", "random_state", "message"),
    [
        ({"gold": "cd"}, 0, 'did not learn from the same "gold.csv"'),
        ({"gold": "ab", "new": "ef"}, 0, 'did not learn from the same "new.csv"'),
        ({}, 0, 'did not learn from the same "gold.csv"'),
        ({"gold": "ab"}, 1, "are those of --random-state 0"),
    ],
)
def test_networks_of_other_data_or_folds_are_refused(tmp_path, files, random_state, message):
    with pytest.raises(ModelError, match=message):
        check_same(model(tmp_path), data(**files), random_state=random_state)


def test_a_model_that_keeps_no_scores_has_no_networks_to_take(tmp_path):
    model(tmp_path, kind="linear")
    with pytest.raises(ModelError, match="keeps no scores"):
        check_same(tmp_path, data(gold="ab"), random_state=0)
    (model(tmp_path) / HELD_OUT).unlink()
    with pytest.raises(ModelError, match="keeps no scores"):
        check_same(tmp_path, data(gold="ab"), random_state=0)
