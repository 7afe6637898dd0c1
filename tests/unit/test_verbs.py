from __future__ import annotations

import os

import pytest

import analyser
from analyser import verbs
from analyser.errors import (
    DocumentTimeout,
    DocumentTooLarge,
    FrameworkError,
    InputError,
    ModelError,
    StageOrderError,
)
from analyser.limits import Limits, Reading
from analyser.survivor import SURVIVOR_LABELS
from analyser.types import Source
from tests.data.documents import recursive_pdf

TEXT = "Modern slavery statement\n\nOur board approved this modern slavery statement in May 2024.\n"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "fernley.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def scored(path, fake_model):
    return verbs.score(verbs.classify(verbs.segment(verbs.extract(path)), fake_model))


def test_document_may_be_named_by_its_path(path):
    (source,) = analyser.ingest(path)
    assert verbs.extract(path) == verbs.extract(str(path)) == verbs.extract(source)


def test_document_that_hangs_is_given_up(tmp_path):
    path = tmp_path / "loop.pdf"
    path.write_bytes(recursive_pdf())
    with pytest.raises(DocumentTimeout, match="within 2 seconds"):
        verbs.extract(path, timeout_seconds=2.0, max_memory_bytes=16_000_000_000)


def test_options_say_how_a_document_is_read(path):
    with pytest.raises(DocumentTooLarge, match="at most 9 "):
        verbs.extract(path, max_bytes=9)


def test_one_process_is_kept_for_the_next_document(path):
    first = reader_of(path)
    assert reader_of(path) is first
    assert reader_of(path, max_pages=9) is not first
    assert not first.is_alive()


def reader_of(path, **options):
    verbs.extract(path, **options)
    reading = Reading(Limits(**options))
    (process,) = verbs._extractors(reading, os.getpid())._workers
    return process


def test_a_relative_path_starts_where_the_notebook_is_now(path, monkeypatch):
    verbs.extract(path)
    monkeypatch.chdir(path.parent)
    assert verbs.extract(path.name).text


def test_inline_text_is_read_here(monkeypatch):
    monkeypatch.setattr(verbs, "_extractors", None)
    assert verbs.extract(Source(id="inline", text=TEXT)).text


def test_folder_of_several_documents_is_not_one(path):
    (path.parent / "second.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="holds 2 documents"):
        verbs.extract(path.parent)


def test_framework_may_be_named_or_loaded(scored):
    loaded = analyser.load_framework("au-msa-s16")
    assert verbs.score(scored, loaded) == verbs.score(scored, "au-msa-s16")
    assert verbs.score(scored, "au-msa-s16") != scored


def test_model_may_be_named_or_loaded(scored):
    loaded = analyser.load_model("disclosure-en-fast")
    assert verbs.classify(scored, loaded) == verbs.classify(scored, "disclosure-en-fast")


@pytest.mark.parametrize(
    ("verb", "name", "error"),
    [
        (verbs.score, "no-such-act", FrameworkError),
        (verbs.classify, "no-such-model", ModelError),
    ],
)
def test_unknown_name_is_refused(scored, verb, name, error):
    with pytest.raises(error, match=name):
        verb(scored, name)


def test_ranking_names_the_model_and_the_labels_of_its_evidence(scored, fake_model):
    ranking = verbs.rank([scored])
    assert ranking.model == fake_model.title
    assert ranking.labels == (*fake_model.labels, *SURVIVOR_LABELS)


def test_ranking_against_another_framework_is_refused(scored):
    with pytest.raises(FrameworkError):
        verbs.rank([scored], "au-msa-s16")


def test_ranking_needs_scores(path):
    with pytest.raises(StageOrderError):
        verbs.rank([verbs.extract(Source(id="a", path=path))])


def test_sentence_splitter_is_loaded_once(path):
    verbs._nlp.cache_clear()
    verbs.segment(verbs.segment(verbs.extract(path)))
    assert verbs._nlp.cache_info().misses == 1
