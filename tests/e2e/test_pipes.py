"""How the commands behave among others: pipes, terminals, broken readers."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = shlex.quote(sys.executable)
TEXT = "Modern slavery statement\n\nThe board approved this modern slavery statement in May 2024.\n"


@pytest.fixture
def folder(tmp_path):
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "nothing.txt").write_text("", encoding="utf-8")
    return tmp_path


def shell(command):
    """Run a line of bash in which `analyser` is the command under test."""
    return subprocess.run(
        ["bash", "-c", command.replace("analyser", f"{PYTHON} -m analyser")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )


def test_reader_that_stops_early_is_no_error(folder):
    done = shell(f"analyser ingest {folder} | head -1; exit ${{PIPESTATUS[0]}}")
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
    assert done.returncode in (0, 141)  # it may have been done before the reader left


def test_failure_travels_to_the_end_of_the_pipe(folder):
    done = shell(
        f"analyser ingest {folder}/nothing.txt {folder}/000.txt"
        " | analyser extract | analyser segment"
    )
    kinds = [json.loads(line)["kind"] for line in done.stdout.splitlines()]
    assert (done.returncode, kinds) == (3, ["failure", "statement"])


def test_command_without_input_does_not_wait_for_the_keyboard():
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "analyser", "segment"],
        stdin=theirs,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 2
    assert "pipe them into this command" in done.stderr
