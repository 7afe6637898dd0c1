from __future__ import annotations

import pytest

import analyser
from analyser import verbs
from analyser.errors import FrameworkError, InputError, ModelError, StageOrderError
from analyser.types import Source

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
    assert (ranking.model, ranking.labels) == (fake_model.title, fake_model.labels)


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
