import pytest

from analyser import modelstore
from analyser.errors import ModelError

CARD = """name = "{name}"
version = "1"
title = "A model"
kind = "{kind}"
format = {number}

[files]
"weights.npz" = "{sha256}"
"""
SHA256_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSER_MODELS", str(tmp_path))
    monkeypatch.setattr(modelstore, "HOMES", ())
    return tmp_path


def make(
    home,
    name="disclosure-en-fast",
    kind="linear",
    sha256=SHA256_OF_NOTHING,
    number=modelstore.FORMAT,
):
    folder = home / name
    folder.mkdir()
    (folder / "card.toml").write_text(
        CARD.format(name=name, kind=kind, sha256=sha256, number=number), "utf-8"
    )
    (folder / "weights.npz").write_bytes(b"")
    return folder


def test_auto_takes_the_best_model_present(home):
    make(home, "another")
    fast = make(home, "disclosure-en-fast")
    assert modelstore.find_model("auto") == fast
    best = make(home, "disclosure-en")
    assert modelstore.find_model("auto") == best


def test_a_model_is_found_by_its_path(home, tmp_path):
    folder = make(home, "mine")
    assert modelstore.find_model(str(folder)) == folder


def test_an_unknown_model_names_those_present(home):
    make(home, "mine")
    with pytest.raises(ModelError, match='no model "other"; the models present are "mine"'):
        modelstore.find_model("other")


def test_no_model_at_all_is_an_error(home):
    with pytest.raises(ModelError, match="the models present are none"):
        modelstore.load_model("auto")


def test_an_altered_file_is_found(home):
    folder = make(home)
    assert modelstore.verify_model("auto") == []
    (folder / "weights.npz").write_bytes(b"changed")
    assert "not the one" in modelstore.verify_model("auto")[0]
    with pytest.raises(ModelError, match="not the one that its card describes"):
        modelstore.load_model("auto")


def test_a_missing_file_is_found(home):
    folder = make(home)
    (folder / "weights.npz").unlink()
    assert "is missing" in modelstore.verify_model("auto")[0]


def test_a_network_that_the_card_does_not_list_is_not_trusted(home):
    folder = make(home, "disclosure-en", kind="blended")
    (folder / "encoder-1.onnx").write_bytes(b"anything")
    problems = modelstore.verify_model("disclosure-en")
    assert any('does not list the file "encoder-1.onnx"' in problem for problem in problems)
    with pytest.raises(ModelError, match="encoder-1.onnx"):
        modelstore.load_model("disclosure-en")


def test_a_card_without_files_does_not_verify(home):
    folder = make(home)
    (folder / "card.toml").write_text('name = "x"\n', encoding="utf-8")
    assert "lists no files" in modelstore.verify_model("auto")[0]


def test_a_broken_card_is_named(home):
    folder = make(home)
    (folder / "card.toml").write_text("name =", encoding="utf-8")
    with pytest.raises(ModelError, match=r"card\.toml"):
        modelstore.load_card("auto")


def test_a_model_of_another_kind_is_refused(home):
    make(home, kind="tree")
    with pytest.raises(ModelError, match='of kind "tree"'):
        modelstore.load_model("auto")


def test_a_model_of_a_former_format_is_refused(home):
    make(home, number=modelstore.FORMAT - 1)
    with pytest.raises(ModelError, match=f'format "{modelstore.FORMAT - 1}"'):
        modelstore.load_model("disclosure-en-fast")


def test_weights_that_are_no_weights_are_refused(home):
    make(home)
    with pytest.raises(ModelError, match="cannot be loaded"):
        modelstore.load_model("auto")


def test_list_models_gives_the_preferred_first(home):
    make(home, "aardvark")
    make(home, "disclosure-en-fast")
    assert [row["name"] for row in modelstore.list_models()] == ["disclosure-en-fast", "aardvark"]
