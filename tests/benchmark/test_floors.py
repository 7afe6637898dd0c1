"""Speed and accuracy against recorded floors; run by `make benchmark`.

The speeds were measured on one core of a small virtual machine, and the floors are a quarter of
them or less, since machines are noisy: they catch a change of order, not of percent.
"""

import json
import time
from pathlib import Path

import pytest

import analyser
from analyser import modelstore
from analyser.extractors.quality import lexicon_share
from analyser.features import Window
from analyser.modelstore import load_model
from analyser.segmentation import load_nlp, segment
from tests.data.documents import SENTENCE

pytestmark = pytest.mark.benchmark
ROOT = Path(__file__).resolve().parents[2]
FAST, BEST = (ROOT / "models" / name for name in ("disclosure-en-fast", "disclosure-en"))
MIN_SENTENCES_PER_SECOND = {FAST: 1000, BEST: 50}
N_SENTENCES = 1000
MAX_SECONDS_TO_LOAD = {FAST: 4, BEST: 8}
MIN_LEXICON_WORDS_PER_SECOND = 150_000
MIN_WORDS_PER_SECOND = 70_000
MIN_DOCUMENTS_PER_SECOND = 2
MIN_MACRO_F1 = {
    FAST: {"AU": 0.63, "UK": 0.66, "CA": 0.66},
    BEST: {"AU": 0.68, "UK": 0.69, "CA": 0.72},
}


def best_seconds(work, n_times=3):
    def seconds():
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return min(seconds() for _ in range(n_times))


@pytest.mark.parametrize("folder", MIN_SENTENCES_PER_SECOND, ids=lambda folder: folder.name)
def test_sentences_per_second_of_a_model(folder):
    texts = [f"{SENTENCE} {index}" for index in range(N_SENTENCES)]
    windows = [
        Window(text, tuple(texts[max(at - 2, 0) : at]), tuple(texts[at + 1 : at + 3]), 0.5)
        for at, text in enumerate(texts)
    ]
    model = load_model(str(folder))
    seconds = best_seconds(lambda: model.predict(windows))
    assert N_SENTENCES / seconds > MIN_SENTENCES_PER_SECOND[folder]


@pytest.mark.parametrize("folder", MAX_SECONDS_TO_LOAD, ids=lambda folder: folder.name)
def test_seconds_to_load_a_model(folder):
    assert (
        best_seconds(lambda: modelstore._load(folder, -1), n_times=1)
        < (MAX_SECONDS_TO_LOAD[folder])
    )


def test_words_per_second_of_segmentation():
    statement = analyser.extract(analyser.Source(id="s", text=f"{SENTENCE} " * 2000))
    nlp, n_words = load_nlp(), 2000 * len(SENTENCE.split())
    assert n_words / best_seconds(lambda: segment(statement, nlp)) > MIN_WORDS_PER_SECOND


def test_words_per_second_of_the_lexicon():
    text = f"{SENTENCE} " * 5000
    lexicon_share(text)
    seconds = best_seconds(lambda: lexicon_share(text))
    assert len(text.split()) / seconds > MIN_LEXICON_WORDS_PER_SECOND


def test_documents_per_second_of_a_run():
    n_documents = 54
    seconds = best_seconds(lambda: analyser.run(ROOT / "corpora" / "demo", quiet=True), n_times=2)
    assert n_documents / seconds > MIN_DOCUMENTS_PER_SECOND


@pytest.mark.parametrize("jurisdiction", ["AU", "UK", "CA"])
@pytest.mark.parametrize("folder", MIN_MACRO_F1, ids=lambda folder: folder.name)
def test_cross_validated_macro_f1_holds(folder, jurisdiction):
    measures = json.loads((folder / "measures.json").read_text(encoding="utf-8"))
    macro_f1 = measures["aims"][jurisdiction]["macro_f1"]
    assert macro_f1 >= MIN_MACRO_F1[folder][jurisdiction]
