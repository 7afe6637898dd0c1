from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from analyser.errors import InvalidRecord
from analyser.reports import json as json_report
from tests.data.sample_ranking import evidence, large_ranking, sample_ranking


def written(ranking):
    file = io.BytesIO()
    json_report.write(ranking, file)
    return file.getvalue()


def with_quote(quote):
    ranking = sample_ranking()
    score = replace(ranking.rows[0].scores[0], evidence=(evidence(quote),))
    row = replace(ranking.rows[0], scores=(score, *ranking.rows[0].scores[1:]))
    return replace(ranking, rows=(row, *ranking.rows[1:]))


def test_report_is_golden(golden):
    golden("report-json", json.loads(written(sample_ranking())))


def test_round_trip_keeps_everything_but_the_date():
    ranking = sample_ranking()
    back = json_report.read(io.BytesIO(written(ranking)))
    assert back == ranking
    assert back.created == ""


def test_report_written_before_legibility_was_known_is_read():
    content = json.loads(written(sample_ranking()))
    for row in content["rows"]:
        del row["legibility"]
    back = json_report.read(io.BytesIO(json.dumps(content).encode()))
    assert [row.legibility for row in back.rows] == [None] * 4


@pytest.mark.parametrize("emptied", [{"rows": ()}, {"failures": ()}, {"rows": (), "failures": ()}])
def test_round_trip_of_an_empty_part(emptied):
    ranking = replace(sample_ranking(), **emptied)
    assert json_report.read(io.BytesIO(written(ranking))) == ranking


@pytest.mark.parametrize(
    "quote",
    [
        "half \ud800 pair",
        "nul \x00",
        "\u202eover",
        "=cmd()",
        "two\nlines \u2028 \\ud800",
        "電気 🧵",
    ],
)
def test_quote_is_kept_to_the_letter(quote):
    back = json_report.read(io.BytesIO(written(with_quote(quote))))
    assert back.rows[0].scores[0].evidence[0].quote == quote


def test_date_does_not_change_the_bytes():
    ranking = sample_ranking()
    assert written(ranking) == written(replace(ranking, created="2031-01-01"))


def test_undetermined_grade_is_null():
    rows = json.loads(written(sample_ranking()))["rows"]
    score = rows[2]["scores"][-1]
    assert (score["grade"], score["verdict"]) == (None, "undetermined")


def test_each_row_has_its_own_line():
    lines = written(large_ranking(50)).decode().splitlines()
    assert sum(line.startswith('{"rank"') for line in lines) == 50


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"rank,score", b"\xff\xfe"])
def test_other_file_is_refused(content):
    with pytest.raises(InvalidRecord, match="not a JSON report"):
        json_report.read(io.BytesIO(content))


def test_unknown_schema_version_is_refused():
    content = written(sample_ranking()).replace(b'"schema_version": "1"', b'"schema_version": "9"')
    with pytest.raises(InvalidRecord, match='"9"'):
        json_report.read(io.BytesIO(content))


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'"rows"', b'"ranks"'), (b'"position": 1', b'"place": 1'), (b'"grade": 3', b'"grade": 7')],
)
def test_wrong_field_is_refused(old, new):
    with pytest.raises(InvalidRecord, match="wrong or missing field"):
        json_report.read(io.BytesIO(written(sample_ranking()).replace(old, new)))


def test_older_report_without_what_weights_decide_is_read():
    content = json.loads(written(sample_ranking()))
    del content["stability"]
    for row in content["rows"]:
        for name in ("group", "n_named", "weight_low", "weight_high", "alike_low", "alike_high"):
            del row[name]
    for failure in content["failures"]:
        del failure["section"]
    loaded = json_report.read(io.BytesIO(json.dumps(content).encode()))
    assert loaded.stability is None
    assert {(row.group, row.n_named, row.alike_high) for row in loaded.rows} == {("", 1, 0)}
    assert loaded.failures == sample_ranking().failures
