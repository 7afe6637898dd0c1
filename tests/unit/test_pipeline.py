from __future__ import annotations

import json

import pytest

import analyser
from analyser import pipeline
from analyser.errors import FrameworkError, InputError, ModelError, OutputError
from analyser.extractors import isolation
from analyser.limits import Limits, Reading
from analyser.survivor import SURVIVOR_LABELS
from analyser.types import Failure

TEXT = """Modern slavery statement

Fernley Ltd publishes this modern slavery statement. It was approved by the board in May 2024.

We have a policy on modern slavery and trained 40 buyers. Our supply chain begins in Turkey.
We carried out an audit of 12 suppliers and completed a risk assessment.
"""


@pytest.fixture(autouse=True)
def _one_reader(monkeypatch):
    # Each takes a second to start, and these documents are read in less.
    monkeypatch.setattr(isolation, "usable_cores", lambda: 1)


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "documents"
    home.mkdir()
    for name in ("fernley", "thornbury"):
        (home / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (home / "nothing.txt").write_text("", encoding="utf-8")
    return home


def test_run_ranks_what_it_can_and_names_the_rest(folder, fake_model):
    ranking = pipeline.run(folder, model=fake_model)
    assert {row.source.path.stem for row in ranking.rows} == {"fernley", "thornbury"}
    assert [failure.source.path.stem for failure in ranking.failures] == ["nothing"]
    assert ranking.model == "fake 1.0.0"
    assert set(ranking.labels) == {*fake_model.labels, *SURVIVOR_LABELS}


def test_run_takes_one_path_or_several(folder, fake_model):
    one = pipeline.run(folder / "fernley.txt", model=fake_model)
    several = pipeline.run([str(folder / "fernley.txt")], model=fake_model)
    assert one == several


def test_run_takes_a_loaded_framework(folder, fake_model):
    framework = analyser.load_framework("au-msa-s16")
    ranking = pipeline.run(folder, framework=framework, model=fake_model)
    assert ranking.framework is framework


def test_run_by_hand_is_the_same(folder, fake_model):
    failures, scored = [], []
    for source in analyser.ingest([folder], failures=failures):
        try:
            statement = analyser.extract(source)
        except InputError as error:
            failures.append(Failure(source, "extract", error.reason, str(error), error.hint))
            continue
        scored.append(analyser.score(analyser.classify(analyser.segment(statement), fake_model)))
    by_hand = analyser.rank(scored, failures=failures)
    assert by_hand == pipeline.run(folder, model=fake_model)


def test_run_writes_the_same_twice(folder, fake_model, tmp_path):
    for name in ("first", "second"):
        pipeline.run(folder, model=fake_model, output=tmp_path / name)
    names = sorted(path.name for path in (tmp_path / "first").iterdir())
    assert {"ranking.csv", "ranking.json", "manifest.json", "run.log", "report.html"} <= set(names)
    for name in set(names) - {"run.log"}:
        assert (tmp_path / "first" / name).read_bytes() == (
            tmp_path / "second" / name
        ).read_bytes(), name


def test_manifest_says_what_the_run_was_made_from(folder, fake_model, tmp_path):
    pipeline.run(folder, model=fake_model, output=tmp_path / "out", random_state=7, max_pages=9)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"] == {
        "inputs": 3,
        "ranked": 2,
        "failed": 1,
        "failed_by_reason": {"empty": 1},
    }
    assert manifest["arguments"] == {
        "paths": [str(folder)],
        "framework": "uk-msa-s54",
        "model": "fake 1.0.0",
        "random_state": 7,
        "axis": None,
        "timeout_seconds": 60.0,
        "max_memory_bytes": 1_200_000_000,
        "max_bytes": 100_000_000,
        "max_pages": 9,
        "max_characters": 5_000_000,
        "max_unpacked_bytes": 200_000_000,
        "whole_document": False,
        "ocr": True,
        "jobs": None,
    }
    assert manifest["packages"]["numpy"]
    assert len(manifest["framework"]["sha256"]) == 64
    assert all(len(each["sha256"]) == 64 for each in manifest["inputs"])
    assert str(tmp_path / "out") not in json.dumps(manifest)


def test_options_reach_the_readers(folder, fake_model, monkeypatch):
    asked = {}

    class Extractors(pipeline.Extractors):
        def __init__(self, reading, *, n_jobs):
            asked.update(reading=reading, n_jobs=n_jobs)
            super().__init__(reading, n_jobs=n_jobs)

    limits = {
        "timeout_seconds": 50.0,
        "max_memory_bytes": 900_000_000,
        "max_bytes": 10,
        "max_pages": 9,
        "max_characters": 8,
        "max_unpacked_bytes": 7,
    }
    monkeypatch.setattr(pipeline, "Extractors", Extractors)
    ranking = pipeline.run(
        folder, model=fake_model, **limits, whole_document=True, ocr=False, jobs=1
    )
    assert asked == {
        "reading": Reading(Limits(**limits), ocr=False, whole_document=True),
        "n_jobs": 1,
    }
    assert [failure.reason for failure in ranking.failures] == ["too_large", "empty", "too_large"]


def test_number_of_jobs_changes_nothing(folder, fake_model):
    listed = folder.parent / "listed.csv"
    listed.write_text("id,path\na,nowhere.pdf\n", encoding="utf-8")
    paths = [folder / "nothing.txt", listed, folder]
    one = pipeline.run(paths, model=fake_model, jobs=1)
    assert [failure.stage for failure in one.failures] == ["extract", "ingest"]
    assert one == pipeline.run(paths, model=fake_model, jobs=2)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"framework": "no-such-act"}, FrameworkError),
        ({"model": "no-such-model"}, ModelError),
        ({"output": "fernley.txt"}, OutputError),
        ({"output": "fernley.txt/deeper"}, OutputError),
        ({"output": "x" * 300}, OutputError),
        ({"output": "."}, OutputError),
        ({"output": "deeper/out"}, OutputError),
    ],
)
def test_bad_choice_stops_before_any_document_is_read(
    folder, fake_model, monkeypatch, options, error
):
    def ingest(paths, *, failures):
        raise AssertionError("A document was read.")

    monkeypatch.setattr(pipeline, "ingest", ingest)
    if "output" in options:
        options = {"output": folder / options["output"]}
    with pytest.raises(error):
        pipeline.run(folder, **{"model": fake_model, **options})


def test_lost_document_is_a_bug(folder, fake_model, monkeypatch):
    def forget(statements, *arguments, **options):
        return rank(list(statements)[1:], *arguments, **options)

    rank = pipeline.rank
    monkeypatch.setattr(pipeline, "rank", forget)
    with pytest.raises(RuntimeError, match="3 documents went in, but 2 came out"):
        pipeline.run(folder, model=fake_model)


def test_interrupt_says_how_far_it_came_and_writes_nothing(
    folder, fake_model, monkeypatch, tmp_path
):
    calls = []

    def score(statement, framework):
        calls.append(statement)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(statement, framework)

    real = pipeline.score
    monkeypatch.setattr(pipeline, "score", score)
    with pytest.raises(KeyboardInterrupt) as caught:
        pipeline.run(folder, model=fake_model, output=tmp_path / "out")
    assert "1 documents had been analysed" in caught.value.__notes__[0]
    assert not (tmp_path / "out").exists()


def test_interrupt_while_writing_says_that_the_folder_is_not_complete(
    folder, fake_model, monkeypatch, tmp_path
):
    def write_folder(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "write_folder", write_folder)
    with pytest.raises(KeyboardInterrupt) as caught:
        pipeline.run(folder, model=fake_model, output=tmp_path / "out")
    assert caught.value.__notes__[0].endswith("is not complete.")


def test_nothing_is_said_where_nobody_watches(folder, fake_model, capsys):
    pipeline.run(folder, model=fake_model)
    assert capsys.readouterr() == ("", "")
