"""`analyser particulars FILE` and its notebook twin: what one document names."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pandas as pd
import pytest
from click.testing import CliRunner

import analyser
from analyser import listing, modelstore
from analyser.cli import cli
from analyser.errors import ModelError, OutputError
from analyser.tables import FINDING_COLUMNS, finding_rows, tabulate
from analyser.types import Evidence, Page, Sentence, Source, Statement
from analyser.views import findings
from tests.data.fake_model import FakeModel

LINES = (
    "Fir Bank Modern Slavery Statement for the year ended 31 March 2024",
    "This statement is made under section 54 of the Modern Slavery Act 2015.",
    "Migrant workers on fishing vessels from Nepal face a risk of debt bondage.",
    "Mr Petra Quill audits each vessel twice a year.",
    "=Fir Bank Code of Conduct applies to all suppliers.",
)
TEXT = "\n\n".join(LINES) + "\n"


def classified(lines=LINES, organisation=None):
    """Return a statement whose third line describes a risk, and whose fourth mitigates it."""
    text = "\n".join(lines)
    sentences, start = [], 0
    for index, line in enumerate(lines):
        sentences.append(Sentence(index, start, start + len(line), 1))
        start += len(line) + 1
    labels = {2: "c3_risk_description", 3: "c4_risk_mitigation"}
    return Statement(
        source=Source("fir.txt", organisation=organisation, year=2024),
        text=text,
        pages=(Page(1, 0, len(text)),),
        extractor="plaintext",
        sentences=tuple(sentences),
        labels=tuple(labels.values()),
        evidence=tuple(
            Evidence(label, sentences[index], lines[index], 0.9, 0.5, "done", False, "fake 1.0.0")
            for index, label in labels.items()
            if index < len(lines)
        ),
    )


@pytest.fixture
def document(tmp_path, monkeypatch):
    monkeypatch.setattr(modelstore, "load_model", lambda name: FakeModel())
    path = tmp_path / "fir.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def invoke(*arguments):
    return CliRunner().invoke(cli, ["particulars", *map(str, arguments)])


def of_kind(rows, kind):
    return [row for row in rows if row["kind"] == kind]


def test_rows_are_the_particulars_and_the_risks_in_order_of_place():
    rows = list(finding_rows(classified()))
    starts = [row["start"] for row in rows]
    assert starts == sorted(starts)
    assert {tuple(row) for row in rows} == {FINDING_COLUMNS}
    (law,) = of_kind(rows, "law")
    assert (law["value"], law["page"]) == ("Modern Slavery Act 2015 (UK)", 1)
    assert law["quote"] == "Modern Slavery Act 2015"
    assert len(of_kind(rows, "risk")) == 1


def test_risk_has_its_sentence_and_what_it_names():
    (risk,) = of_kind(finding_rows(classified()), "risk")
    assert risk["quote"] == LINES[2]
    assert (risk["countries"], risk["indicators"]) == ("Nepal", "debt bondage")
    assert (risk["mitigation"], risk["mitigation_page"]) == (
        "Mr [name withheld] audits each vessel twice a year.",
        1,
    )


@pytest.mark.parametrize(
    ("line", "leak"),
    [
        ("This statement is made on behalf of Jane Okoro Larch Foods Limited.", "Okoro"),
        ("Jane Okoro Safeguarding Policy applies.", "Okoro"),
    ],
)
def test_persons_in_a_particular_are_masked(line, leak):
    statement = classified((LINES[0], line))
    assert any(leak in each.quote for each in analyser.find_particulars(statement))
    shown = [str(findings.write(statement, name)) for name in findings.FORMATS]
    assert not [text for text in shown if leak in text]


def test_victim_in_a_described_risk_is_masked():
    line = "Lan Nguyen, a 19-year-old Vietnamese woman, was held in debt bondage on a farm."
    statement = classified((*LINES[:2], line))
    for name in findings.FORMATS:
        shown = findings.write(statement, name)
        assert "debt bondage" in shown
        assert not [word for word in ("Nguyen", "19-year", "Vietnamese") if word in shown]


@pytest.mark.parametrize(
    "line",
    [
        "This statement is made by Tarnwick Odier Asset Management Limited.",
        "We follow the Tarnwick Sourcing Policy.",
        "Call the Modern Slavery Helpline on 08000 121 700.",
    ],
)
def test_companies_policies_and_public_helplines_are_not_masked(line):
    statement = classified((LINES[0], line))
    rows = [row for row in finding_rows(statement) if row["start"] > len(LINES[0])]
    assert rows
    assert not [row for row in rows if "withheld" in f"{row['value']} {row['quote']}"]


def test_text_has_each_value_once_with_its_pages():
    lines = (*LINES[:2], LINES[1])
    shown = findings.write(replace(classified(lines), evidence=()))
    assert shown.count("Modern Slavery Act 2015 (UK) · p. 1 · “Modern Slavery Act 2015”") == 1
    assert "Laws and standards cited" in shown
    assert "No sentence was found that describes a risk." in shown


def test_text_has_the_risk_cards():
    shown = findings.write(classified())
    assert "Risks described: 1" in shown
    assert f"p. 1: “{LINES[2]}”" in shown
    assert "country: Nepal" in shown
    assert "nearest action in the same section (p. 1): “Mr [name withheld] audits" in shown


def test_warnings_of_the_reading_are_told():
    statement = replace(classified(), warnings=("Page 2 was not read.",), unread_pages=(2,))
    assert "Note: Page 2 was not read." in findings.write(statement)
    content = json.loads(findings.write(statement, "json"))
    assert (content["warnings"], content["unread_pages"]) == (["Page 2 was not read."], [2])


def test_nothing_found_is_not_nothing_there():
    shown = findings.write(classified(("Prices rose a little again.",)))
    assert "does not mean that there is none" in shown


def test_json_parts_particulars_from_risks():
    content = json.loads(findings.write(classified(organisation="Fir Bank"), "json"))
    assert (content["statement"], content["organisation"]) == ("fir.txt", "Fir Bank")
    assert "law" in {each["kind"] for each in content["particulars"]}
    (risk,) = content["risks"]
    assert (risk["quote"], risk["countries"]) == (LINES[2], "Nepal")


def test_formulas_are_neutralised_in_csv(monkeypatch):
    rows = [{**dict.fromkeys(FINDING_COLUMNS), "kind": "policy", "quote": "=cmd()"}]
    monkeypatch.setattr(findings, "finding_rows", lambda statement: rows)
    (row,) = csv.DictReader(io.StringIO(findings.write(classified(), "csv")))
    assert row["quote"] == "'=cmd()"


def test_unknown_format_is_refused():
    with pytest.raises(OutputError, match='not as "html"'):
        findings.write(classified(), "html")


@pytest.mark.parametrize("name", findings.FORMATS)
def test_command_prints_what_was_found(document, name):
    done = invoke(document, "--format", name)
    assert done.exit_code == 0
    statement = listing.read_classified(document, model=FakeModel())
    assert done.stdout == findings.write(statement, name)
    assert "Modern Slavery Act 2015 (UK)" in done.stdout


def test_command_prints_csv_where_nobody_reads(document):
    assert invoke(document).stdout == invoke(document, "--format", "csv").stdout


def test_twin_gives_the_rows_of_the_command(document):
    frame = analyser.list_particulars(document, model=FakeModel())
    printed = pd.read_csv(io.StringIO(invoke(document).stdout))
    assert list(frame.columns) == list(printed.columns) == list(FINDING_COLUMNS)
    assert frame["value"].tolist() == printed["value"].astype(object).tolist()
    assert str(frame["page"].dtype) == "Int64"


def test_twin_takes_a_statement_as_it_is():
    statement = classified()
    frame = analyser.list_particulars(statement, model=FakeModel())
    pd.testing.assert_frame_equal(frame, tabulate(statement, kind="findings"))


def test_twin_runs_the_stages_that_are_missing(document):
    bare = replace(classified(), sentences=None, labels=None, evidence=None)
    done = listing.read_classified(bare, model=FakeModel())
    assert (bool(done.sentences), done.evidence is not None) == (True, True)


def test_document_that_cannot_be_read_is_an_error(document):
    document.write_text("Elm sells timber in many towns and has done so for years.\n" * 3)
    done = invoke(document)
    assert (done.exit_code, done.stdout) == (4, "")
    assert '"fir.txt"' in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"), [(["nope.pdf"], 4), ([], 2), (["a.pdf", "--format", "html"], 2)]
)
def test_wrong_use_has_its_exit_code(document, arguments, code):
    assert invoke(*arguments).exit_code == code


def test_options_of_reading_hold(document):
    done = invoke(document, "--max-bytes", "10")
    assert done.exit_code == 4
    assert "at most 10" in done.stderr


def test_unknown_model_stops_before_the_document_is_read(tmp_path):
    with pytest.raises(ModelError, match='"nope"'):
        listing.read_classified(tmp_path / "absent.pdf", model="nope")
    assert invoke(tmp_path / "absent.pdf", "--model", "nope").exit_code == 6
