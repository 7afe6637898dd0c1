from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from analyser import pipeline, verbs
from analyser.cli import cli, printing
from analyser.cli.edge import Refusal
from analyser.errors import NoTextLayer
from analyser.extractors import isolation
from analyser.limits import Limits, Reading
from analyser.records import read_records, write_records
from analyser.reports import json as json_report
from analyser.types import Failure, Ranking, Source, Statement
from tests.data.sample_ranking import sample_ranking

SOURCE = Source(id="oak-2024", organisation="Oak Ltd")
STATEMENT = Statement(source=SOURCE, text="We train buyers.", pages=(), extractor="plaintext")
FAILURE = Failure(SOURCE, "extract", "empty", "There is no text.", "Check the file.")


@pytest.fixture
def invoke():
    def command(*arguments, records=()):
        file = io.StringIO()
        write_records(records, file)
        return CliRunner().invoke(cli, list(map(str, arguments)), input=file.getvalue())

    return command


@pytest.fixture
def ranked(monkeypatch):
    """Let `run` give a ranking made by hand; tell what it was asked."""
    asked = {}

    def run(paths, **options):
        asked.update(options, paths=paths)
        return asked.get("ranking", sample_ranking())

    monkeypatch.setattr(pipeline, "run", run)
    return asked


def without_failures(ranking):
    return replace(ranking, failures=())


def test_run_hands_its_options_on(invoke, ranked):
    invoke("run", "a.pdf", "b.pdf", "--framework", "f", "--model", "m", "--output", "o", "--quiet")
    assert [str(path) for path in ranked["paths"]] == ["a.pdf", "b.pdf"]
    assert (ranked["framework"], ranked["model"], str(ranked["output"])) == ("f", "m", "o")
    assert (ranked["random_state"], ranked["quiet"]) == (0, True)


READING = {
    "timeout_seconds": 5.0,
    "max_memory_bytes": 6,
    "max_bytes": 7,
    "max_pages": 8,
    "max_characters": 9,
    "max_unpacked_bytes": 10,
    "whole_document": True,
    "ocr": False,
    "jobs": 3,
}


def flags():
    for name, value in READING.items():
        if name == "ocr":
            yield "--no-ocr"
        else:
            yield f"--{name.replace('_', '-')}"
            yield from [] if value is True else [str(value)]


def environment():
    return {f"ANALYSER_{name.upper()}": str(value) for name, value in READING.items()}


def test_run_hands_on_how_to_read(invoke, ranked):
    invoke("run", "a.pdf", *flags())
    assert {name: ranked[name] for name in READING} == READING


def test_options_may_come_from_the_environment(ranked):
    env = {**environment(), "ANALYSER_MODEL": "m", "ANALYSER_QUIET": "1"}
    CliRunner().invoke(cli, ["run", "a.pdf", "--max-pages", "1"], env=env)
    assert {name: ranked[name] for name in READING} == {**READING, "max_pages": 1}
    assert (ranked["model"], ranked["quiet"]) == ("m", True)


@pytest.mark.parametrize("name", ["run", "extract"])
def test_help_says_which_variable_sets_an_option(invoke, name):
    shown = invoke(name, "--help").output
    assert all(variable in shown for variable in environment())


def test_extract_hands_on_how_to_read(invoke, monkeypatch):
    asked = {}

    class Extractors(isolation.Extractors):
        def __init__(self, reading, *, n_jobs):
            asked.update(reading=reading, n_jobs=n_jobs)
            super().__init__()

    monkeypatch.setattr(isolation, "Extractors", Extractors)
    text = replace(SOURCE, text="Modern slavery statement. We train buyers.")
    done = invoke("extract", *flags(), records=[FAILURE, text])
    first, second = read_records(io.StringIO(done.stdout))
    assert (first, second.source.id) == (FAILURE, SOURCE.id)
    limits = {name: value for name, value in READING.items() if hasattr(Limits(), name)}
    assert asked == {
        "reading": Reading(Limits(**limits), ocr=False, whole_document=True),
        "n_jobs": 3,
    }


def test_run_prints_csv_where_nobody_reads(invoke, ranked):
    done = invoke("run", "a.pdf")
    assert done.stdout.lstrip("\ufeff").startswith("rank,position,")


@pytest.mark.parametrize("format_", ["csv", "json", "markdown"])
def test_run_prints_what_the_report_holds(invoke, ranked, format_, tmp_path):
    from analyser.reports import report

    done = invoke("run", "a.pdf", "--format", format_)
    path = report(sample_ranking(), tmp_path / "report", format=format_)
    assert done.stdout_bytes == path.read_bytes()


def test_run_prints_a_table_for_people(invoke, ranked):
    done = invoke("run", "a.pdf", "--format", "table")
    ranking = sample_ranking()
    for row in ranking.rows:
        assert f"{row.score:.1f}" in done.stdout
    assert f"Not analysed ({len(ranking.failures)})" in done.stdout
    assert "Disclosure is not performance" in done.stdout


def test_run_counts_on_stderr(invoke, ranked):
    done = invoke("run", "a.pdf")
    ranking = sample_ranking()
    n_ranked, n_failed = len(ranking.rows), len(ranking.failures)
    assert done.exit_code == 3
    assert (
        f"Documents: {n_ranked + n_failed}; ranked: {n_ranked}; not analysed: {n_failed}."
        in done.stderr
    )


def test_run_without_failures_is_done(invoke, ranked):
    ranked["ranking"] = without_failures(sample_ranking())
    assert invoke("run", "a.pdf").exit_code == 0


@pytest.mark.parametrize(
    "option",
    [
        "--random-state=-1",
        "--timeout-seconds=0",
        "--timeout-seconds=soon",
        "--jobs=0",
        "--max-pages=0",
    ],
)
def test_impossible_number_is_wrong_usage(invoke, ranked, option):
    assert invoke("run", "a.pdf", option).exit_code == 2
    assert "paths" not in ranked


def test_run_takes_a_format_or_a_folder(invoke, ranked):
    done = invoke("run", "a.pdf", "--format", "csv", "--output", "out")
    assert done.exit_code == 2
    assert "paths" not in ranked


def test_failures_travel_along(invoke, monkeypatch):
    def segment(statement):
        return replace(statement, sentences=())

    monkeypatch.setattr(verbs, "segment", segment)
    done = invoke("segment", records=[FAILURE, STATEMENT])
    assert done.exit_code == 3
    assert list(read_records(io.StringIO(done.stdout))) == [
        FAILURE,
        replace(STATEMENT, sentences=()),
    ]


def test_document_that_fails_becomes_a_record(invoke, monkeypatch):
    def segment(statement):
        raise NoTextLayer("There is no text on 3 pages.")

    monkeypatch.setattr(verbs, "segment", segment)
    done = invoke("segment", records=[STATEMENT])
    assert done.exit_code == 3
    assert list(read_records(io.StringIO(done.stdout))) == [
        Failure(
            SOURCE, "segment", "no_text_layer", "There is no text on 3 pages.", NoTextLayer.hint
        )
    ]
    assert done.stderr == f"Not analysed, no_text_layer: 1. {NoTextLayer.hint}\n"


def test_rank_reads_failures_from_the_same_stream(invoke):
    done = invoke("rank", "--format", "json", records=[FAILURE])
    assert done.exit_code == 3
    assert json_report.read(io.BytesIO(done.stdout_bytes)).failures == (FAILURE,)


def test_error_comes_with_a_hint(invoke):
    done = CliRunner().invoke(cli, ["segment"], input="oops")
    assert done.exit_code == 4
    assert done.stdout == ""
    error, hint = done.stderr.splitlines()
    assert error.startswith('Error: Line 1 of "<stdin>" is not JSON')
    assert hint.startswith("Hint: Correct the line")


def test_error_cannot_command_the_terminal(capsys, monkeypatch):
    # On a terminal, click lets such codes through.
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *arguments: False)
    Refusal(NoTextLayer("The file \x1b[2J\u202eevil has no text.")).show()
    shown = capsys.readouterr().err
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_interrupt_gives_130(invoke, monkeypatch):
    def run(paths, **options):
        interrupt = KeyboardInterrupt()
        interrupt.add_note("7 documents had been analysed.")
        raise interrupt

    monkeypatch.setattr(pipeline, "run", run)
    done = invoke("run", "a.pdf")
    assert (done.exit_code, done.stderr) == (
        130,
        "Interrupted.\n7 documents had been analysed.\n",
    )


def test_bug_is_not_hidden(invoke, monkeypatch):
    def run(paths, **options):
        raise ZeroDivisionError

    monkeypatch.setattr(pipeline, "run", run)
    done = invoke("run", "a.pdf")
    assert done.exit_code == 1
    assert isinstance(done.exception, ZeroDivisionError)


def test_commands_are_listed_in_order_of_work(invoke):
    shown = invoke("--help").output
    names = ["run", "ingest", "extract", "segment", "classify", "score", "rank", "report"]
    places = [shown.index(f"\n  {name} ") for name in names]
    assert places == sorted(places)


def test_help_lists_the_exit_codes(invoke):
    shown = invoke("--help").output
    assert all(f"\n    {code} " in shown for code in (0, 1, 2, 3, 4, 5, 6, 7, 130))


def test_frameworks_are_listed(invoke):
    listed = json.loads(invoke("frameworks", "list", "--format", "json").stdout)
    shown = invoke("frameworks", "list").stdout
    assert {"uk-msa-s54", "au-msa-s16"} <= {each["id"] for each in listed}
    assert all(each["id"] in shown for each in listed)


def test_framework_is_shown(invoke):
    content = json.loads(invoke("frameworks", "show", "uk-msa-s54", "--format", "json").stdout)
    shown = invoke("frameworks", "show", "uk-msa-s54").stdout
    assert content["id"] == "uk-msa-s54"
    assert all(criterion["question"] in shown for criterion in content["criteria"])


def test_framework_of_the_package_has_no_problems(invoke):
    from analyser.frameworks import __file__ as home

    done = invoke("frameworks", "check", home.replace("__init__.py", "uk-msa-s54.toml"))
    assert (done.exit_code, done.stdout) == (0, "")


def test_frameworks_are_compared(invoke):
    assert "training" in invoke("frameworks", "diff", "uk-msa-s54", "au-msa-s16").stdout
    assert invoke("frameworks", "diff", "uk-msa-s54", "uk-msa-s54").stdout == ""


def test_models_are_listed(invoke):
    listed = json.loads(invoke("models", "list", "--format", "json").stdout)
    assert "disclosure-en-fast" in [each["name"] for each in listed]


def test_model_is_shown(invoke):
    content = json.loads(invoke("models", "show", "--format", "json").stdout)
    assert content["label"]["training"]["threshold"] > 0
    assert content["name"] in invoke("models", "show").stdout


def test_model_of_the_package_is_sound(invoke):
    done = invoke("models", "verify")
    assert (done.exit_code, done.stdout) == (0, "")


def test_table_lines_columns_up():
    rows = [{"name": "a", "n": 5}, {"name": "long", "n": 12345}]
    assert printing.table(rows).splitlines() == [
        "name      n",
        "----  -----",
        "a         5",
        "long  12345",
    ]


def test_table_shows_a_missing_value_as_a_gap():
    assert printing.table([{"year": None}]).split("\n") == ["year", "----", ""]


def test_table_cannot_command_the_terminal():
    failure = replace(FAILURE, source=Source(id="\x1b[2J"), error="\x1b[2J\u202e is empty.")
    ranking = sample_ranking()
    row = replace(ranking.rows[0], source=Source(id="a", organisation="\x1b[31mOak\u202e"))
    shown = printing.ranking_table(replace(ranking, rows=(row,), failures=(failure,)))
    assert "Oak" in shown
    assert not set(shown) & set("\x1b\u202e")


def test_empty_ranking_says_so():
    ranking = replace(sample_ranking(), rows=())
    assert isinstance(ranking, Ranking)
    assert "No document could be ranked." in printing.ranking_table(ranking)
