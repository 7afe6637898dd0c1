from __future__ import annotations

import hashlib
import json
import stat

import pytest

from analyser.criteria import Example
from analyser.errors import OutputError
from analyser.reports import csv, formats, report
from analyser.reports.folder import write_folder
from tests.data.sample_ranking import sample_ranking

TABLES = {"ranking.csv", "scores.csv", "evidence.csv", "failures.csv", "templates.csv"}
REPORTS = {"ranking.json", "report.html", "report.xlsx", "report.md", "methodology.html"}


@pytest.fixture
def ranking():
    return sample_ranking()


def test_folder_holds_tables_reports_and_manifest(ranking, tmp_path):
    write_folder(ranking, tmp_path / "new" / "run", manifest={"framework": "example-act"})
    names = {path.name for path in (tmp_path / "new" / "run").iterdir()}
    assert names == {*TABLES, *REPORTS, "manifest.json"}


def test_methodology_gives_the_grade_that_the_author_of_an_example_expects(ranking, tmp_path):
    criterion = ranking.framework.criteria[0]
    text = criterion.disclosed[0]
    pages = []
    for grade in (1, 2):
        examples = [Example(criterion.id, text, is_disclosed=True, grade=grade)]
        write_folder(ranking, tmp_path, manifest={}, examples=examples)
        pages.append((tmp_path / "methodology.html").read_text(encoding="utf-8"))
    assert pages[0] != pages[1]


def test_manifest_gives_the_hash_of_every_other_file(ranking, tmp_path):
    write_folder(ranking, tmp_path, manifest={"framework": "example-act"})
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    others = {path for path in tmp_path.iterdir() if path.name != "manifest.json"}
    assert manifest["framework"] == "example-act"
    assert manifest["outputs"] == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in others
    }


def test_second_writing_gives_the_same_bytes(ranking, tmp_path):
    write_folder(ranking, tmp_path, manifest={})
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write_folder(ranking, tmp_path, manifest={})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


def test_other_files_are_left_alone(ranking, tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    write_folder(ranking, tmp_path, manifest={})
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_folder_that_is_a_file_is_refused(ranking, tmp_path):
    path = tmp_path / "taken"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="taken"):
        write_folder(ranking, path, manifest={})
    assert path.read_text(encoding="utf-8") == "mine"


def test_folder_inside_a_file_is_refused(ranking, tmp_path):
    path = tmp_path / "taken"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="run"):
        write_folder(ranking, path / "run", manifest={})


def test_failed_writing_keeps_the_old_file_and_leaves_no_other(ranking, tmp_path, monkeypatch):
    path = tmp_path / "ranking.csv"
    path.write_text("old", encoding="utf-8")

    def run_out_of_disk(ranking, file):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(csv, "write", run_out_of_disk)
    with pytest.raises(OutputError, match=r"ranking\.csv.*No space left"):
        report(ranking, path)
    assert [each.name for each in tmp_path.iterdir()] == ["ranking.csv"]
    assert path.read_text(encoding="utf-8") == "old"


def test_others_may_read_what_is_written(ranking, tmp_path):
    path = report(ranking, tmp_path / "ranking.csv")
    probe = tmp_path / "probe"
    probe.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(probe.stat().st_mode)


def test_formats_are_found():
    assert list(formats()) == ["csv", "html", "json", "markdown", "xlsx"]


@pytest.mark.parametrize("name", sorted(formats()))
def test_format_keeps_its_contract(ranking, tmp_path, name):
    module = formats()[name]
    path = report(ranking, tmp_path / f"x{module.SUFFIX}")
    assert path.stat().st_size > 0
    assert "/" in module.MEDIA_TYPE


def test_format_may_be_named(ranking, tmp_path):
    path = report(ranking, tmp_path / "table.txt", format="csv")
    assert path.read_bytes().startswith(b"rank,")


def test_unknown_suffix_lists_the_formats(ranking, tmp_path):
    with pytest.raises(OutputError, match=r"\.csv \(csv\).*\.xlsx \(xlsx\)"):
        report(ranking, tmp_path / "x.docx")


def test_unknown_format_lists_the_formats(ranking, tmp_path):
    with pytest.raises(OutputError, match=r'"pdf".*csv, html, json'):
        report(ranking, tmp_path / "x.csv", format="pdf")


def test_missing_folder_is_an_output_error(ranking, tmp_path):
    with pytest.raises(OutputError, match=r"x\.csv"):
        report(ranking, tmp_path / "none" / "x.csv")
