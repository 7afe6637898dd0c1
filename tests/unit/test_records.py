from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from analyser.errors import InvalidRecord
from analyser.records import from_record, read_records, to_record, write_records
from analyser.types import (
    Evidence,
    Failure,
    Grade,
    Page,
    PageQuality,
    Score,
    Sentence,
    Source,
    Statement,
)

TEXT = "We train all buyers.\n\fRésumé \U0001f600 \u2028 end."
SENTENCE = Sentence(index=0, start=0, end=20, page_number=1)
EVIDENCE = Evidence(
    label="training",
    sentence=SENTENCE,
    quote="We train all buyers.",
    proba=0.1 + 0.2,
    threshold=0.5,
    status="done",
    specific=True,
    model="fake 1.0.0",
)
SOURCE = Source(
    id="oak-2024",
    path=Path("some/oak \udcff.pdf"),
    organisation="Oak Ltd",
    year=2024,
    identifiers=(("company_number", "01234567"),),
)
STATEMENT = Statement(
    source=SOURCE,
    text=TEXT,
    pages=(
        Page(1, 0, 21, PageQuality(17, 0.98, 0.9, 2, 0.25), ("Oak Ltd | 1", "\u202e \udcff")),
        Page(2, 21, len(TEXT), PageQuality(0)),
    ),
    extractor="plaintext",
    warnings=("One warning.",),
    unread_pages=(2,),
    sentences=(SENTENCE,),
    labels=("training",),
    evidence=(EVIDENCE,),
    scores=(
        Score("training", Grade.SPECIFIC, (EVIDENCE,), 0.9, "It is specific."),
        Score("policy", Grade.UNDETERMINED, (), 0.0, "It was not looked for."),
    ),
)
FAILURE = Failure(SOURCE, "extract", "empty", "There is no text.", "Check it.")
BARE = Statement(source=Source(id="x"), text="", pages=(), extractor="plaintext")


def written(*items):
    file = io.StringIO()
    write_records(items, file)
    return file.getvalue()


def source_line(**changes):
    return json.dumps({**to_record(SOURCE), **changes})


@pytest.mark.parametrize("item", [SOURCE, STATEMENT, FAILURE, BARE], ids=lambda item: type(item))
def test_record_survives_the_round_trip(item):
    assert list(read_records(io.StringIO(written(item)))) == [item]


def test_types_survive_the_round_trip():
    (back,) = read_records(io.StringIO(written(STATEMENT)))
    assert isinstance(back.source.path, Path)
    assert isinstance(back.scores[1].grade, Grade)
    assert isinstance(back.pages, tuple)


def test_record_written_before_pages_had_a_quality_is_read():
    record = to_record(STATEMENT)
    for page in record["pages"]:
        del page["quality"], page["removed"]
    bare = replace(STATEMENT, pages=(Page(1, 0, 21), Page(2, 21, len(TEXT))))
    assert from_record(record) == bare


@pytest.mark.parametrize(
    "quality", [{}, {"n_characters": "many"}, {"n_characters": 1, "lexicon_share": "all"}, 0.9, []]
)
def test_bad_quality_is_refused(quality):
    record = to_record(STATEMENT)
    record["pages"][0]["quality"] = quality
    with pytest.raises(InvalidRecord, match=r"statement.pages\[0\].quality"):
        from_record(record)


def test_stage_that_has_not_run_is_not_confused_with_one_that_found_nothing():
    records = read_records(
        io.StringIO(written(BARE, Statement(BARE.source, "", (), "x", evidence=())))
    )
    assert [statement.evidence for statement in records] == [None, ()]


def test_one_line_is_written_for_each_record():
    lines = written(SOURCE, STATEMENT, FAILURE).splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["source", "statement", "failure"]
    assert all(json.loads(line)["schema_version"] == 1 for line in lines)


def test_lines_are_ascii_whatever_the_text():
    assert written(STATEMENT).isascii()


def test_records_are_counted():
    assert write_records([SOURCE, FAILURE], io.StringIO()) == 2


def test_each_record_is_flushed_before_the_next_is_made():
    file, seen = io.StringIO(), []

    def items():
        for _ in range(2):
            seen.append(file.getvalue().count("\n"))
            yield SOURCE

    write_records(items(), file)
    assert seen == [0, 1]


def test_blank_lines_are_passed_over():
    assert list(read_records(io.StringIO("\n" + written(SOURCE) + "  \n"))) == [SOURCE]


def test_byte_order_mark_is_passed_over():
    assert list(read_records(io.StringIO("\ufeff" + written(SOURCE)))) == [SOURCE]


def test_bad_line_is_named_by_its_number():
    file = io.StringIO(written(SOURCE) + "\n{oops\n")
    records = read_records(file)
    assert next(records) == SOURCE
    with pytest.raises(InvalidRecord, match='^Line 3 of "input" is not JSON'):
        next(records)


def test_file_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "latin.jsonl"
    path.write_bytes(b'{"kind": "caf\xe9"}')
    with path.open(encoding="utf-8") as file, pytest.raises(InvalidRecord, match="not UTF-8"):
        list(read_records(file))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[]", "not a JSON object"),
        ("{}", 'of kind "None"'),
        ('{"kind": ["source"]}', "of kind"),
        ("[" * 100_000, "not JSON"),
        ("9" * 10_000, "not JSON"),
        ('{"kind": NaN}', "NaN is no JSON number"),
        (source_line(kind="report"), 'of kind "report"'),
        (source_line(schema_version=2), 'schema version "2"'),
        (source_line(colour="red"), 'unknown field "colour"'),
        (source_line(id=None), '"source.id" must be str, not None'),
        (source_line(year="2024"), "\"source.year\" must be int, not '2024'"),
        (source_line(year=True), '"source.year" must be int, not True'),
        (source_line(path=3), '"source.path" must be Path, not 3'),
        (source_line(identifiers=[["a"]]), r'"source.identifiers\[0\]" must be a list of 2'),
        (source_line(identifiers="ab"), '"source.identifiers" must be a list'),
        ('{"kind": "source", "schema_version": 1}', 'lacks the field "id"'),
    ],
)
def test_bad_record_is_refused(line, message):
    with pytest.raises(InvalidRecord, match=message):
        list(read_records(io.StringIO(line)))


@pytest.mark.parametrize("proba", [True, "0.5", None, float("1e300"), 10**400])
def test_bad_probability_is_refused(proba):
    record = to_record(STATEMENT)
    record["evidence"][0]["proba"] = proba
    with pytest.raises(InvalidRecord, match="statement.evidence"):
        from_record(record)


@pytest.mark.parametrize("grade", [True, 7, "2", 2.0])
def test_bad_grade_is_refused(grade):
    record = to_record(STATEMENT)
    record["scores"][0]["grade"] = grade
    with pytest.raises(InvalidRecord, match="statement.scores"):
        from_record(record)


def test_long_value_is_cut_in_the_message():
    with pytest.raises(InvalidRecord) as caught:
        from_record({**to_record(SOURCE), "year": "x" * 5000})
    assert len(str(caught.value)) < 200
