"""Statements written to harm whoever reads the report, and files made to harm their reader."""

from __future__ import annotations

import csv
import io
import json
import re
import time

import pytest

from scripts.hostile import suite
from scripts.hostile.kinds import EVIL, SECRET_NAME
from scripts.hostile.reading import faults, read_together, reading, strangers
from scripts.hostile.watching import Listener, Watch, descendants, survivors

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


# Of the files that are made to use up time or memory, those that show a different way each.
HEAVY = {
    "docx-60000-entries",
    "docx-bomb",
    "docx-bomb-that-lies",
    "docx-huge-run",
    "html-of-1-gigabyte",
    "html-deep-bold",
    "odt-bomb",
    "pdf-3-million-operators",
    "pdf-flate-bomb-nested",
    "pdf-form-draws-itself",
    "pdf-nested-forms",
    "rtf-million-groups",
    "text-million-brackets",
}
KINDS = {each.slug: each for each in suite.all_kinds() if not each.is_heavy or each.slug in HEAVY}
N_WORKERS = 2
TIMEOUT_SECONDS = 15.0
HEAVY_TIMEOUT_SECONDS = 5.0
HEAVY_MEMORY_BYTES = 400_000_000
IDLE_BYTES = 400_000_000
"""More than a worker takes that has loaded every reader and read one document."""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """What became of every file, read in two workers; and what the machine saw meanwhile."""
    folder = tmp_path_factory.mktemp("files")
    before, listener = set(descendants()), Listener()
    written = suite.write(
        (each for each in suite.all_kinds(listener.port) if each.slug in KINDS), folder
    )
    outcomes, peaks, start = {}, {}, time.monotonic()
    for is_heavy, how in (
        (False, reading(timeout_seconds=TIMEOUT_SECONDS)),
        (True, reading(timeout_seconds=HEAVY_TIMEOUT_SECONDS, max_memory_bytes=HEAVY_MEMORY_BYTES)),
    ):
        chosen = [(kind, path) for kind, path in written if kind.is_heavy == is_heavy]
        with Watch() as watch:
            read = read_together((path for _, path in chosen), how, n_jobs=N_WORKERS)
            peaks[how.limits.max_memory_bytes] = watch.take_peak()
        outcomes |= {kind.slug: outcome for (kind, _), outcome in zip(chosen, read, strict=True)}
    n_seconds = time.monotonic() - start
    yield {
        "outcomes": outcomes,
        "peaks": peaks,
        "n_seconds": n_seconds,
        "left": set(survivors()) - before,
        "n_calls": listener.n_calls(),
        "strangers": strangers(folder / suite.FILES, [SECRET_NAME, *(k.name for k, _ in written)]),
    }
    listener.close()


@pytest.mark.parametrize("slug", sorted(KINDS))
def test_file_ends_in_the_right_answer(files, slug):
    assert faults(KINDS[slug], files["outcomes"][slug]) == []


def test_suite_is_varied_and_holds_sound_files_too():
    assert len(KINDS) > 250
    assert sum(each.slug.startswith("good-") for each in KINDS.values()) >= 15
    assert len({each.name for each in KINDS.values()}) == len(KINDS)
    assert set(KINDS) >= HEAVY


def test_no_file_makes_a_reader_call_anyone(files):
    assert files["n_calls"] == 0


def test_no_file_leaves_a_file(files):
    assert files["strangers"] == []
    assert not EVIL.exists()


def test_no_file_leaves_a_process(files):
    assert files["left"] == set()


def test_no_file_takes_more_memory_than_is_allowed(files):
    for limit_bytes, peak_bytes in files["peaks"].items():
        assert 0 < peak_bytes < limit_bytes + IDLE_BYTES


def test_no_file_hangs_the_run(files):
    n_heavy = sum(each.is_heavy for each in KINDS.values())
    # Each heavy file may need its time and a new worker; all others together take seconds.
    assert files["n_seconds"] < 60 + n_heavy * 2 * HEAVY_TIMEOUT_SECONDS
