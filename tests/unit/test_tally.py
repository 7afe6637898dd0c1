from __future__ import annotations

from dataclasses import replace

import pytest

from analyser.errors import EmptyDocument, StageOrderError
from analyser.tally import Tally, attempt, interleave
from analyser.types import Failure, Source, Statement
from tests.data.sample_ranking import sample_ranking

SOURCES = [Source(id=name, text="inline") for name in ("a", "b", "c")]


def read(source):
    if source.id == "b":
        raise EmptyDocument("There is no text.")
    return Statement(source=source, text="", pages=(), extractor="plaintext")


def failure(stage):
    return Failure(Source(id="x"), stage, "empty", "There is no text.")


def of_size(n_rows, failures):
    ranking = sample_ranking()
    return replace(ranking, rows=ranking.rows[:n_rows], failures=tuple(failures))


def test_attempt_goes_on_past_a_bad_item():
    failures = []
    done = list(attempt(read, SOURCES, failures=failures))
    assert [statement.source.id for statement in done] == ["a", "c"]
    assert failures == [
        Failure(
            source=Source(id="b"),
            stage="read",
            reason="empty",
            error="There is no text.",
            hint=EmptyDocument.hint,
        )
    ]


def test_attempt_hands_arguments_on():
    def stage(statement, suffix):
        return replace(statement, text=suffix)

    statement = Statement(source=SOURCES[0], text="", pages=(), extractor="x")
    (done,) = attempt(stage, [statement], "end", failures=[])
    assert done.text == "end"


def test_attempt_takes_one_item_at_a_time():
    taken = []

    def sources():
        for source in SOURCES:
            taken.append(source.id)
            yield source

    next(attempt(read, sources(), failures=[]))
    assert taken == ["a"]


@pytest.mark.parametrize("error", [ZeroDivisionError, StageOrderError, KeyboardInterrupt])
def test_attempt_does_not_hide_a_bug(error):
    def stage(source):
        raise error

    failures = []
    with pytest.raises(error):
        list(attempt(stage, SOURCES, failures=failures))
    assert failures == []


def test_failures_stand_where_they_occurred():
    failures = []

    def sources():
        yield SOURCES[0]
        failures.append(failure("ingest"))
        yield SOURCES[1]
        failures.append(failure("ingest"))

    assert list(interleave(sources(), failures)) == [
        SOURCES[0],
        failures[0],
        SOURCES[1],
        failures[1],
    ]


def test_documents_that_were_never_ingested_are_inputs_too():
    tally = Tally([])
    list(tally.inputs([*SOURCES, failure("ingest")]))
    assert tally.n_inputs == 4


def test_complete_ranking_passes():
    tally = Tally([])
    list(tally.inputs([*SOURCES, failure("ingest")]))
    tally.check(of_size(2, [failure("ingest"), failure("extract")]))


@pytest.mark.parametrize("n_rows", [0, 1, 3])
def test_lost_or_invented_document_is_a_bug(n_rows):
    tally = Tally([])
    list(tally.inputs(SOURCES[:2]))
    with pytest.raises(RuntimeError, match=f"2 documents went in, but {n_rows} came out"):
        tally.check(of_size(n_rows, []))


def test_documents_that_were_not_read_are_set_aside():
    failures = []
    statement = Statement(SOURCES[0], "", (), "plaintext")
    records = [failure("ingest"), statement, failure("extract")]
    assert list(Tally(failures).read(records, lambda line: None)) == [statement]
    assert failures == [records[0], records[2]]


def test_progress_counts_documents():
    shown = []
    records = [Statement(SOURCES[0], "", (), "plaintext"), failure("extract")]
    list(Tally([]).read(records, shown.append))
    assert shown == [
        "1 documents read, 0 could not be analysed",
        "2 documents read, 1 could not be analysed",
    ]


def test_interrupt_is_noted_and_goes_on():
    def statements():
        yield from [Statement(SOURCES[0], "", (), "plaintext")] * 2
        raise KeyboardInterrupt

    tally = Tally([failure("extract")])
    with pytest.raises(KeyboardInterrupt) as caught, tally.told_on_interrupt("nothing was written"):
        list(tally.scored(statements()))
    assert caught.value.__notes__ == [
        "2 documents had been analysed and 1 had failed; nothing was written."
    ]
