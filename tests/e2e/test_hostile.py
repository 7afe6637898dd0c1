"""Statements written to harm whoever reads the report."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

ORGANISATION = '=HYPERLINK("http://evil.example")<script>alert(1)</script>'
SENTENCE = "=cmd|' /C calc'!A0 </td><img src=x onerror=alert(2)> was approved by the board in May."
TEXT = f"""Modern slavery statement

{SENTENCE}

We publish this modern slavery statement under section 54 of the Modern Slavery Act 2015.
<script>alert(3)</script> We have a policy on modern slavery, and \u202etrained all 40 buyers.
We carried out an audit of 12 suppliers \x1b[2J and a risk assessment of our supply chain.
"""


@pytest.fixture(scope="module")
def folder(analyser_command, tmp_path_factory):
    home = tmp_path_factory.mktemp("hostile")
    record = {"id": "=1+1", "organisation": ORGANISATION, "year": 2024, "text": TEXT}
    (home / "in.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    done = analyser_command("run", home / "in.jsonl", "--output", home / "out")
    assert done.returncode == 0, done.stderr
    return home / "out"


def cells_of(path):
    text = path.read_bytes().decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


@pytest.mark.parametrize("name", ["ranking.csv", "scores.csv", "evidence.csv"])
def test_no_cell_is_a_formula(folder, name):
    cells = cells_of(folder / name)
    assert any("HYPERLINK" in cell for cell in cells)
    numbers = re.compile(r"-?\d+(\.\d+)?")
    for cell in cells:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or numbers.fullmatch(cell)


def test_report_runs_none_of_its_words(folder):
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("suffix", [".html", ".md", ".csv"])
def test_no_report_commands_a_terminal_or_turns_text_round(folder, suffix):
    paths = list(folder.glob(f"*{suffix}"))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_terminal_table_obeys_no_statement(folder, analyser_here):
    done = analyser_here("run", folder.parent / "in.jsonl", "--format", "table")
    assert "HYPERLINK" in done.stdout
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", done.stdout)


def test_file_name_is_only_a_name(analyser_command, analyser_here, tmp_path):
    home = tmp_path / "in"
    home.mkdir()
    (home / "<b>\x1b[31mred \udcff.txt").write_text(TEXT, encoding="utf-8")
    done = analyser_command("run", home, "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    for path in (tmp_path / "out").glob("*.[chm]*"):
        text = path.read_text(encoding="utf-8")
        assert "\x1b" not in text
        assert "<b>" not in text or path.suffix == ".csv"
    printed = analyser_here("run", home, "--format", "table")
    assert "\x1b" not in printed.stdout + printed.stderr


def test_file_name_cannot_pass_for_a_command_in_an_error(analyser_here, tmp_path):
    done = analyser_here("run", f"{tmp_path}/\x1b[2Jnowhere.pdf")
    assert done.exit_code == 4
    assert "\x1b" not in done.stderr
