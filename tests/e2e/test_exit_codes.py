"""Every exit code, reached by a real case in a process of its own."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from analyser.modelstore import find_model
from tests.data.documents import recursive_pdf

ROOT = Path(__file__).resolve().parents[2]
STATEMENT = """Modern slavery statement 2024

Fernley Ltd publishes this modern slavery statement under section 54 of the Modern Slavery Act
2015. It was approved by the board of directors on 3 May 2024.

Fernley Ltd makes garden tools in two factories in England and employs 210 people. We buy steel
from Turkey and wooden handles from Portugal, from 34 direct suppliers.

We assess the risk of forced labour in our supply chain each year. In 2024 we audited 12 of our
suppliers and found two cases of withheld wages, which were repaid.

All 40 of our buyers were trained in spotting the signs of modern slavery during the year.
"""


@pytest.fixture
def statement(tmp_path):
    path = tmp_path / "fernley.txt"
    path.write_text(STATEMENT, encoding="utf-8")
    return path


@pytest.fixture
def empty(tmp_path):
    path = tmp_path / "empty.txt"
    path.write_text("", encoding="utf-8")
    return path


def assert_refusal(done, code, *parts):
    """It ends with the code, an error and a hint, prints no data and no traceback."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    error, hint = done.stderr.splitlines()[-2:]
    assert error.startswith("Error: ")
    assert error.endswith(".")
    assert hint.startswith("Hint: ")
    assert all(part in error for part in parts), error


def test_0_when_every_document_was_ranked(analyser_command, statement):
    done = analyser_command("run", statement, "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 2
    # No progress, since nobody is watching.
    assert done.stderr == "Documents: 1; ranked: 1; not analysed: 0.\n"


def test_quiet_run_says_nothing(analyser_here, statement):
    done = analyser_here("run", statement, "--quiet", "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout)["rows"][0]["source"]["path"] == str(statement)


def test_1_when_a_stage_is_left_out(analyser_command, statement):
    sources = analyser_command("ingest", statement).stdout
    statements = analyser_command("extract", input=sources).stdout
    done = analyser_command("classify", input=statements)
    assert_refusal(done, 1, "has not been segmented")


@pytest.mark.parametrize(
    "arguments",
    [["run"], ["run", "x", "--colour", "red"], ["walk"], ["run", "x", "--format", "docx"]],
    ids=" ".join,
)
def test_2_when_the_usage_is_wrong(analyser_command, arguments):
    done = analyser_command(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: " in done.stderr


def test_3_when_some_documents_failed(analyser_command, statement, empty):
    done = analyser_command("run", statement, empty, "--format", "json")
    assert done.returncode == 3, done.stderr
    content = json.loads(done.stdout)
    assert (len(content["rows"]), content["failures"][0]["reason"]) == (1, "empty")
    assert "Not analysed, empty: 1. " in done.stderr


def test_3_when_a_document_hangs_and_the_others_are_ranked(analyser_command, statement):
    (statement.parent / "loop.pdf").write_bytes(recursive_pdf())
    # The loop takes memory, too, and must not come to its end before the time does.
    options = ["--timeout-seconds", 3, "--max-memory-bytes", 16_000_000_000, "--format", "json"]
    done = analyser_command("run", statement.parent, *options)
    assert done.returncode == 3, done.stderr
    content = json.loads(done.stdout)
    assert (len(content["rows"]), content["failures"][0]["reason"]) == (1, "timeout")


def test_3_when_a_variable_forbids_what_the_documents_need(analyser_command, statement):
    sources = analyser_command("ingest", statement).stdout
    env = {**os.environ, "ANALYSER_MAX_BYTES": "9"}
    done = analyser_command("extract", input=sources, env=env)
    assert done.returncode == 3, done.stderr
    assert json.loads(done.stdout)["reason"] == "too_large"


def test_3_when_every_document_failed_and_the_folder_is_still_written(
    analyser_command, empty, tmp_path
):
    done = analyser_command("run", empty, "--output", tmp_path / "out")
    assert done.returncode == 3, done.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"]["failed_by_reason"] == {"empty": 1}
    assert "empty" in (tmp_path / "out" / "failures.csv").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "report.html").is_file()


def test_0_when_failures_are_not_to_count(analyser_here, empty):
    assert analyser_here("run", empty).exit_code == 3
    assert analyser_here("run", empty, "--fail-on", "never").exit_code == 0


def test_4_when_the_path_does_not_exist(analyser_command, tmp_path):
    done = analyser_command("run", tmp_path / "nowhere.pdf")
    assert_refusal(done, 4, "nowhere.pdf")


def test_4_when_a_record_is_bad(analyser_command):
    done = analyser_command("extract", input='{"kind": "sauce"}\n')
    assert_refusal(done, 4, 'Line 1 of "<stdin>"', "sauce")


def test_4_when_a_record_is_of_the_wrong_kind(analyser_command, statement):
    sources = analyser_command("ingest", statement).stdout
    done = analyser_command("segment", input=sources)
    assert_refusal(done, 4, "reads a statement", "not a source")


def test_5_when_the_framework_is_unknown(analyser_command, statement):
    done = analyser_command("run", statement, "--framework", "no-such-act")
    assert_refusal(done, 5, "no-such-act")


def test_5_before_any_document_is_read(analyser_command, tmp_path):
    done = analyser_command("run", tmp_path / "nowhere.pdf", "--framework", "no-such-act")
    assert done.returncode == 5


def test_5_when_a_framework_file_has_problems(analyser_command, tmp_path):
    path = tmp_path / "my-act.toml"
    path.write_text('id = "my-act"\ncolour = "red"\n', encoding="utf-8")
    done = analyser_command("frameworks", "check", path)
    assert done.returncode == 5
    assert done.stdout
    assert "Traceback" not in done.stderr


def test_6_when_the_model_is_unknown(analyser_command, statement):
    done = analyser_command("run", statement, "--model", "no-such-model")
    assert_refusal(done, 6, "no-such-model")


def test_6_when_the_model_was_altered(analyser_command, statement, tmp_path):
    folder = tmp_path / "altered"
    shutil.copytree(find_model(), folder)
    with (folder / "weights.npz").open("ab") as file:
        file.write(b"\0")
    done = analyser_command("run", statement, "--model", folder)
    assert_refusal(done, 6, "is not the one that its card describes")


def test_model_and_framework_may_be_paths(analyser_here, statement, tmp_path):
    shutil.copytree(find_model(), tmp_path / "model")
    framework = tmp_path / "uk-msa-s54.toml"
    shutil.copy(ROOT / "analyser" / "frameworks" / "uk-msa-s54.toml", framework)
    options = ["--model", tmp_path / "model", "--framework", framework, "--format", "json"]
    done = analyser_here("run", statement, *options)
    assert done.exit_code == 0, done.stderr
    assert done.stdout == analyser_here("run", statement, "--format", "json").stdout


def test_7_when_the_output_cannot_be_written(analyser_command, statement):
    done = analyser_command("run", statement, "--output", statement / "out")
    assert_refusal(done, 7, "fernley.txt")


def test_7_before_any_document_is_read(analyser_command, statement):
    done = analyser_command("run", statement.parent / "nowhere", "--output", statement)
    assert done.returncode == 7


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="There is no full device here.")  # noqa: PTH110
def test_7_when_there_is_no_space_for_what_is_printed(analyser_command, statement):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = analyser_command(
            "run", statement, "--format", "csv", capture_output=False, stdout=full, stderr=-1
        )
    assert done.returncode == 7
    assert "no space left" in done.stderr
    assert "Exception ignored" not in done.stderr


def test_130_when_a_run_is_interrupted(tmp_path):
    (tmp_path / "many").mkdir()
    for number in range(3000):
        (tmp_path / "many" / f"{number}.txt").write_text(STATEMENT, encoding="utf-8")
    # Progress shows on a terminal only, and says when the run has come to the documents.
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "analyser", "run", tmp_path / "many", "--output", tmp_path / "out"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
        preexec_fn=heed_interrupts,
    )
    os.close(theirs)
    try:
        shown = read_until(ours, "documents read")
        readers = children_of(process.pid)
        process.send_signal(signal.SIGINT)
        shown += read_until(ours, None)
        assert process.wait(timeout=60) == 130
    finally:
        process.kill()
        process.communicate()
        os.close(ours)
    assert "Interrupted." in shown
    assert "documents had been analysed" in shown
    assert readers
    assert not [pid for pid in readers if is_running(pid)]
    assert "Traceback" not in shown
    assert not (tmp_path / "out").exists()


def children_of(pid):
    shown = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True)
    pairs = [line.split() for line in shown.stdout.splitlines()]
    return [child for child, parent in pairs if parent == str(pid)]


def is_running(pid):
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    # A zombie has ended; only its parent, which may be the container's first process, sees to it.
    return done.stdout.strip()[:1] not in ("", "Z", "X")


def heed_interrupts():
    # A shell that started the tests in the background has them ignore interrupts.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def read_until(terminal, words):
    """Read what a terminal shows until some words come, or until the program has closed it."""
    shown = ""
    while words is None or words not in shown:
        try:
            shown += os.read(terminal, 4096).decode()
        except OSError:  # Linux says so when the other side of a terminal is closed
            assert words is None, shown
            return shown
    return shown


def test_130_when_a_stage_is_interrupted():
    process = subprocess.Popen(
        [sys.executable, "-m", "analyser", "segment"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    )
    failure = '{"kind": "failure", "schema_version": 1, "source": {"id": "a"}, "stage": "extract"'
    process.stdin.write(f'{failure}, "reason": "empty", "error": "There is no text."}}\n')
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["reason"] == "empty"
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, "Interrupted.\n")
