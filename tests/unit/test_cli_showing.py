"""`analyser extract FILE`: a document is shown, records are passed on."""

from __future__ import annotations

import io
import json

import pytest
from click.testing import CliRunner

import analyser
from analyser.cli import cli, showing
from analyser.records import read_records, write_records
from analyser.types import Source, Statement

TEXT = "Fir Bank opposes modern slavery.\n\nIt trains all of its buyers every year.\n"


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "fir.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def invoke(*arguments, **more):
    return CliRunner().invoke(cli, ["extract", *map(str, arguments)], **more)


@pytest.mark.parametrize("name", ["text", "json", "html"])
def test_document_is_shown_as_its_twin_shows_it(document, name):
    done = invoke(document, "--format", name)
    assert (done.exit_code, done.stdout) == (0, str(analyser.show(document, format=name)))


def test_document_becomes_a_record_where_another_command_reads_it(document):
    done = invoke(document)
    (statement,) = read_records(io.StringIO(done.stdout))
    assert isinstance(statement, Statement)
    assert "It trains all of its buyers every year." in statement.text


def test_document_is_shown_as_text_on_a_terminal(document, monkeypatch):
    monkeypatch.setattr("sys.stdout", type("Terminal", (), {"isatty": lambda self: True})())
    assert showing.view_of(document, None) == "text"
    assert showing.view_of(document, "records") == "records"


def test_folder_becomes_a_record_for_each_document(document):
    document.with_name("elm.txt").write_text(TEXT.replace("Fir", "Elm"), encoding="utf-8")
    records = list(read_records(io.StringIO(invoke(document.parent).stdout)))
    assert [record.source.id for record in records] == ["elm.txt", "fir.txt"]


def test_file_of_records_is_read_as_one(document, tmp_path):
    path = tmp_path / "sources.jsonl"
    with path.open("w", encoding="utf-8") as file:
        write_records([Source("fir", text=TEXT)], file)
    (statement,) = read_records(io.StringIO(invoke(path).stdout))
    assert statement.source.id == "fir"


def test_records_are_not_shown_as_a_document():
    done = invoke("--format", "html", input="")
    assert done.exit_code == 2
    assert '"html" shows one document' in done.stderr


def test_terminal_is_not_read(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("click.File.convert", lambda *_: Terminal())
    done = invoke()
    assert done.exit_code == 2
    assert "Name a document" in done.stderr


def test_document_that_cannot_be_read_is_an_error_with_its_reason(tmp_path):
    path = tmp_path / "elm.txt"
    path.write_text("Elm Shipping sells timber in many towns and has done so for years.\n" * 3)
    done = invoke(path, "--format", "text")
    assert done.exit_code == 4
    assert done.stdout == ""


def test_options_of_reading_hold_for_what_is_shown(document):
    done = invoke(document, "--format", "text", "--max-bytes", "10")
    assert done.exit_code == 4
    assert "at most 10" in done.stderr


def test_json_of_a_document_can_be_read_back(document):
    content = json.loads(invoke(document, "--format", "json").stdout)
    assert content["source"]["id"] == "fir.txt"
