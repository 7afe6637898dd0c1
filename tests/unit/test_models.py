"""Every model that the project ships."""

from pathlib import Path

import pytest

from analyser.cardpage import render_card
from analyser.features import Window
from analyser.modelstore import load_card, load_model, verify_model
from analyser.taxonomy import load_taxonomy

MODELS = Path(__file__).resolve().parents[2] / "models"
FOLDERS = sorted(card.parent for card in MODELS.glob("*/card.toml"))
MAX_BYTES = 15_000_000


def test_the_linear_model_is_shipped():
    assert "disclosure-en-fast" in [folder.name for folder in FOLDERS]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
class TestShippedModel:
    def test_its_files_are_those_of_its_card(self, folder):
        assert verify_model(str(folder)) == []

    def test_its_page_is_rendered_from_its_facts(self, folder):
        assert (folder / "card.md").read_text(encoding="utf-8") == render_card(folder)

    def test_it_looks_for_every_label_of_the_taxonomy(self, folder):
        assert load_model(str(folder)).labels == tuple(load_taxonomy())

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
        assert suffixes <= {".toml", ".md", ".json", ".npz", ".onnx"}

    def test_it_is_small_enough_to_ship(self, folder):
        assert sum(path.stat().st_size for path in folder.iterdir()) < MAX_BYTES

    def test_every_corpus_is_named_with_its_licence(self, folder):
        for corpus in load_card(str(folder))["corpus"]:
            assert corpus["licence"]
            assert corpus["attribution"]
            assert len(corpus["sha256"]) == 64
