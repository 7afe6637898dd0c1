"""The demo corpus, from the first document to the last report."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

DEMO = Path(__file__).resolve().parents[2] / "corpora" / "demo"


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def command_run(analyser_command, tmp_path_factory):
    """The same run once more, from the command line."""
    folder = tmp_path_factory.mktemp("again") / "out"
    return analyser_command("run", DEMO, "--no-ocr", "--output", folder), folder


@pytest.fixture(scope="module")
def manifest(demo_run):
    return json.loads((demo_run[1] / "manifest.json").read_text(encoding="utf-8"))


def test_as_many_documents_come_out_as_went_in(demo_run, manifest):
    ranking, folder = demo_run
    n_listed = len(rows_of(DEMO / "manifest.csv"))
    counts = manifest["counts"]
    assert counts["inputs"] == counts["ranked"] + counts["failed"] == n_listed
    assert (len(ranking.rows), len(ranking.failures)) == (counts["ranked"], counts["failed"])
    assert len(rows_of(folder / "ranking.csv")) == counts["ranked"]
    assert len(rows_of(folder / "failures.csv")) == counts["failed"]


def test_every_listed_document_has_one_outcome(manifest):
    listed = [row["id"] for row in rows_of(DEMO / "manifest.csv")]
    assert sorted(each["id"] for each in manifest["inputs"]) == sorted(listed)


def test_every_document_ends_as_the_corpus_says_it_must(manifest):
    truth = {row["statement_id"]: row["reason"] or "ranked" for row in rows_of(DEMO / "truth.csv")}
    assert {each["id"]: each["outcome"] for each in manifest["inputs"]} == truth


def test_failures_are_counted_by_reason(manifest):
    outcomes = Counter(each["outcome"] for each in manifest["inputs"])
    del outcomes["ranked"]
    assert manifest["counts"]["failed_by_reason"] == dict(outcomes)


def test_hashes_of_inputs_are_those_of_the_corpus(manifest):
    listed = {row["id"]: row["sha256"] for row in rows_of(DEMO / "manifest.csv")}
    given = {each["id"]: each["sha256"] for each in manifest["inputs"]}
    assert given == {id_: sha256 or None for id_, sha256 in listed.items()}


def test_command_writes_what_the_notebook_writes(demo_run, command_run):
    done, folder = command_run
    assert done.returncode == 3, done.stderr
    names = sorted(path.name for path in demo_run[1].iterdir())
    assert sorted(path.name for path in folder.iterdir()) == names
    for name in set(names) - {"run.log"}:
        assert (folder / name).read_bytes() == (demo_run[1] / name).read_bytes(), name


def test_command_prints_nothing_but_messages_when_it_writes_a_folder(command_run):
    done, folder = command_run
    assert done.stdout == ""
    assert f'The report is in "{folder / "report.html"}".' in done.stderr


def test_command_says_the_count_of_each_reason(command_run, manifest):
    for reason, n_failures in manifest["counts"]["failed_by_reason"].items():
        assert f"Not analysed, {reason}: {n_failures}." in command_run[0].stderr


def test_log_holds_what_the_manifest_must_not(demo_run):
    log = dict(line.split(": ") for line in (demo_run[1] / "run.log").read_text().splitlines())
    assert set(log) == {"start", "end", "seconds", "documents", "peak_memory_mib"}
    assert log["start"] <= log["end"]
    assert float(log["peak_memory_mib"]) > 10


def test_nothing_unfinished_is_left_in_the_folder(demo_run):
    assert not [path.name for path in demo_run[1].iterdir() if path.name.startswith(".")]


def test_every_grade_above_zero_leads_to_words_in_the_document(demo_run):
    for row in demo_run[0].rows:
        for score in row.scores:
            if score.grade > 0:
                assert score.evidence, f"{row.source.id}: {score.criterion_id}"
                assert score.evidence[0].quote
                assert 1 <= score.evidence[0].sentence.page_number <= row.n_pages


def test_pipe_of_stages_prints_what_run_prints(demo_run, analyser_command):
    records = None
    for stage in ("ingest", "extract", "segment", "classify", "score"):
        paths = [DEMO] if stage == "ingest" else ["--no-ocr"] if stage == "extract" else []
        done = analyser_command(stage, *paths, input=records)
        assert done.returncode in (0, 3), done.stderr
        records = done.stdout
    done = analyser_command("rank", "--format", "json", input=records)
    assert done.returncode == 3, done.stderr
    assert done.stdout == (demo_run[1] / "ranking.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["ranking.csv", "ranking.json"])
def test_report_command_writes_what_the_run_wrote(demo_run, analyser_here, tmp_path, name):
    done = analyser_here("report", demo_run[1] / "ranking.json", tmp_path / name)
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / name).read_bytes() == (demo_run[1] / name).read_bytes()


def test_evaluate_command_measures_the_model(analyser_command):
    done = analyser_command("evaluate", DEMO / "labels.csv", "--format", "json")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)["groups"]["all"]["labels"]["training"]
    assert 0 < figures["f1"] <= 1


def test_evaluate_command_prints_a_table(analyser_here):
    done = analyser_here("evaluate", DEMO / "labels.csv")
    assert done.exit_code == 0, done.stderr
    assert any(line.split()[:2] == ["all", "training"] for line in done.stdout.splitlines())
