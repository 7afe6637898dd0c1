"""Real statements, where the folder with them is at hand."""

import csv
import gzip
import json
import os
from itertools import islice
from pathlib import Path

import pytest

import analyser
from analyser.extractors.ocr import find_tesseract

DATA = os.environ.get("ANALYSER_DATA")
pytestmark = pytest.mark.skipif(
    not DATA, reason="ANALYSER_DATA names no folder with real statements."
)
REASONS = {
    "gov_gpg_action_plan.pdf": "damaged",
    "gov_nrm_form.pdf": "not_a_statement",
    "html/ms_arzoodhanda.html": "not_a_statement",
    "html/ms_l7uk.html": "not_a_statement",
    "multicol_latex.pdf": "language_unsupported",
    "pol_asz_code_of_conduct.pdf": "not_a_statement",
    "pol_ssg_csr.pdf": "not_a_statement",
    "two_column_gold.json": "unsupported",
}
# What OCR shows: a statement, and two texts on something else.
SCANS = {
    "ms_edanuk.pdf": None,
    "scan_ocrmypdf_ccitt.pdf": "not_a_statement",
    "scan_ocrmypdf_multipage.pdf": "not_a_statement",
}
REASONS |= SCANS if find_tesseract() else dict.fromkeys(SCANS, "no_text_layer")
IN_REPORTS = {"ar_1bd670f9cd.pdf": "pages 26 and 28", "ar_674a255d82.pdf": "page 73"}
"""Where annual reports hold a passage on the subject, found by reading all 13."""
N_STATEMENTS = 60
N_POINTERS = 1
"""Of these, pages that only link to a statement, found by reading."""


@pytest.fixture(scope="module")
def real_files():
    return analyser.run(Path(DATA) / "pdfs", model="disclosure-en-fast", quiet=True)


def test_no_real_file_is_lost(real_files):
    folder = Path(DATA) / "pdfs"
    given = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.csv"
    }
    outcomes = [item.source.id for item in (*real_files.rows, *real_files.failures)]
    assert sorted(outcomes) == sorted(given)


@pytest.mark.parametrize("name", sorted(REASONS))
def test_a_real_file_that_cannot_be_judged_has_the_right_reason(real_files, name):
    reasons = {failure.source.id: failure.reason for failure in real_files.failures}
    assert reasons.get(name) == REASONS[name]


def test_every_real_statement_with_a_text_layer_is_ranked(real_files):
    ranked = {row.source.id for row in real_files.rows}
    folder = Path(DATA) / "pdfs"
    statements = {
        name
        for path in folder.rglob("ms_*")
        if not REASONS.get(name := path.relative_to(folder).as_posix())
    }
    assert statements <= ranked


def test_annual_reports_are_ranked_by_the_pages_of_their_statement(real_files):
    said = {
        item.source.id: warning.partition("found on ")[2].partition(",")[0]
        for item in real_files.rows
        if item.source.id.startswith("ar_")
        for warning in item.warnings
        if "the statement was found on" in warning
    }
    assert said == IN_REPORTS


def test_other_annual_reports_are_no_statements(real_files):
    reasons = {
        item.source.id: item.reason
        for item in real_files.failures
        if item.source.id.startswith("ar_")
    }
    assert len(reasons) == 13 - len(IN_REPORTS)
    assert set(reasons.values()) == {"not_a_statement"}


def test_real_texts_are_all_ranked(tmp_path):
    path = tmp_path / "some.jsonl"
    with gzip.open(Path(DATA) / "statements" / "uk_unlabelled.jsonl.gz", "rt") as lines:
        path.write_text("".join(islice(lines, N_STATEMENTS)), encoding="utf-8")
    # The linear model will do: what is tested here is that no text is lost.
    ranking = analyser.run(path, model="disclosure-en-fast", quiet=True)
    reasons = [failure.reason for failure in ranking.failures]
    assert reasons == ["points_elsewhere"] * N_POINTERS
    assert len(ranking.rows) == N_STATEMENTS - N_POINTERS
    ids = {json.loads(line)["statement_id"] for line in path.read_text("utf-8").split("\n") if line}
    found = {each.source.id for each in (*ranking.rows, *ranking.failures)}
    assert found == ids


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("gold_au", "disclosure-en-fast"),
        ("gold_uk", "disclosure-en"),
        ("gold_ca", "disclosure-en-fast"),
    ],
)
def test_evaluate_takes_each_real_gold_file(name, model):
    path = Path(DATA) / "aims" / f"{name}.csv"
    groups = analyser.evaluate(path, model=model).groups
    with path.open(encoding="utf-8", newline="") as file:
        n_rows = sum(1 for _ in csv.DictReader(file))
    jurisdiction = name.removeprefix("gold_").upper()
    assert groups[jurisdiction]["n"] == n_rows
    n_labels = 11 if jurisdiction == "AU" else 9
    assert len(groups[jurisdiction]["labels"]) == n_labels
    # Seen in training, so no measure of quality; far lower would mean another code path.
    assert groups[jurisdiction]["macro_f1"] > 0.8
