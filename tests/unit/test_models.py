"""Every model that the project ships."""

import subprocess
import sys
from pathlib import Path

import pytest

from analyser.cardpage import render_card, render_diagram
from analyser.features import Window
from analyser.modelstore import load_card, load_model, verify_model
from analyser.taxonomy import load_taxonomy

MODELS = Path(__file__).resolve().parents[2] / "models"
FOLDERS = sorted(card.parent for card in MODELS.glob("*/card.toml"))
MAX_BYTES = {"linear": 15_000_000, "blended": 45_000_000}
MAX_NETWORK_BYTES = 40_000_000
WITHOUT_TRAINING = """
import importlib.abc, sys

class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"torch", "transformers", "onnx", "safetensors"}:
            raise ImportError(f"{name} is not for runs")

sys.meta_path.insert(0, Refuse())
import socket

def refuse(*args, **kwargs):
    raise OSError("no network at run time")

socket.socket.connect = socket.getaddrinfo = refuse
from analyser.features import Window
from analyser.modelstore import load_model
model = load_model(sys.argv[1])
print(len(model.predict([Window("The board approved this statement.")]).status))
"""


def test_both_models_are_shipped():
    assert [folder.name for folder in FOLDERS] == ["disclosure-en", "disclosure-en-fast"]


def test_auto_is_the_best_model():
    assert load_card("auto")["name"] == "disclosure-en"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
class TestShippedModel:
    def test_its_files_are_those_of_its_card(self, folder):
        assert verify_model(str(folder)) == []

    def test_its_page_is_rendered_from_its_facts(self, folder):
        assert (folder / "card.md").read_text(encoding="utf-8") == render_card(folder)
        assert (folder / "reliability.svg").read_text("utf-8") == render_diagram(folder)

    def test_it_looks_for_every_label_that_models_are_taught(self, folder):
        taught = (each.id for each in load_taxonomy().values() if each.source != "survivor")
        assert load_model(str(folder)).labels == tuple(taught)

    def test_it_tells_plain_cases_apart(self, folder):
        model = load_model(str(folder))
        windows = [
            Window("This statement was approved by the board of directors on 3 May 2024"),
            Window("All employees must complete training on modern slavery every year"),
            Window("We will introduce training for our buyers next year"),
            Window("We do not currently provide training on modern slavery"),
            Window("The weather in Lumeria is mild"),
        ]
        prediction = model.predict(windows)
        approval = prediction.proba[:, model.labels.index("approval")]
        training = prediction.proba[:, model.labels.index("training")]
        assert approval.argmax() == 0
        assert min(training[1:4]) > model.thresholds["training"] > max(training[[0, 4]])
        assert prediction.status[1:4] == ("done", "plan", "none")

    def test_it_holds_nothing_that_runs_code_on_loading(self, folder):
        suffixes = {path.suffix for path in folder.iterdir()}
        assert suffixes <= {".toml", ".md", ".json", ".npz", ".onnx", ".svg"}

    def test_it_runs_without_what_trains_it_and_without_a_network(self, folder):
        command = [sys.executable, "-c", WITHOUT_TRAINING, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr

    def test_it_is_small_enough_to_ship(self, folder):
        limit = MAX_BYTES[load_card(str(folder))["kind"]]
        assert sum(path.stat().st_size for path in folder.iterdir()) < limit
        assert all(path.stat().st_size < MAX_NETWORK_BYTES for path in folder.glob("*.onnx"))

    def test_every_corpus_is_named_with_its_licence(self, folder):
        for corpus in load_card(str(folder))["corpus"]:
            assert corpus["licence"]
            assert corpus["attribution"]
            assert len(corpus["sha256"]) == 64
