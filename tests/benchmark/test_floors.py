"""Speed and accuracy against recorded floors; run by `make benchmark`.

The speeds were measured on one core of a small virtual machine, and the floors are a quarter of
them or less, since machines are noisy: they catch a change of order, not of percent.
"""

import json
import time
import tomllib
from pathlib import Path

import pytest

import analyser
from analyser.features import Window
from analyser.modelstore import load_model
from analyser.segmentation import load_nlp, segment
from tests.data.documents import SENTENCE

pytestmark = pytest.mark.benchmark
ROOT = Path(__file__).resolve().parents[2]
FAST = ROOT / "models" / "disclosure-en-fast"
MIN_SENTENCES_PER_SECOND = 1000
MIN_WORDS_PER_SECOND = 50_000
MIN_DOCUMENTS_PER_SECOND = 2
MIN_MACRO_F1 = {"AU": 0.63, "UK": 0.63, "CA": 0.67}


def best_seconds(work, n_times=3):
    def seconds():
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return min(seconds() for _ in range(n_times))


def test_sentences_per_second_of_the_model():
    model, windows = load_model(str(FAST)), [Window(f"{SENTENCE} {i}") for i in range(2000)]
    assert 2000 / best_seconds(lambda: model.predict(windows)) > MIN_SENTENCES_PER_SECOND


def test_words_per_second_of_segmentation():
    statement = analyser.extract(analyser.Source(id="s", text=f"{SENTENCE} " * 2000))
    nlp, n_words = load_nlp(), 2000 * len(SENTENCE.split())
    assert n_words / best_seconds(lambda: segment(statement, nlp)) > MIN_WORDS_PER_SECOND


def test_documents_per_second_of_a_run():
    n_documents = 54
    seconds = best_seconds(lambda: analyser.run(ROOT / "corpora" / "demo", quiet=True), n_times=2)
    assert n_documents / seconds > MIN_DOCUMENTS_PER_SECOND


@pytest.mark.parametrize("jurisdiction", sorted(MIN_MACRO_F1))
def test_cross_validated_macro_f1_holds(jurisdiction):
    measures = json.loads((FAST / "measures.json").read_text(encoding="utf-8"))
    floor = tomllib.loads((FAST / "card.toml").read_text(encoding="utf-8"))["floor"]
    macro_f1 = measures["aims"][jurisdiction]["macro_f1"]
    assert macro_f1 >= MIN_MACRO_F1[jurisdiction]
    assert macro_f1 >= floor[f"aims_{jurisdiction}"]
