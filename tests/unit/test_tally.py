from __future__ import annotations

from dataclasses import replace

import pytest

from analyser.tally import Tally
from analyser.types import Failure, Source, Statement
from tests.data.sample_ranking import sample_ranking

SOURCES = [Source(id=name) for name in ("a", "b", "c")]


def failure(stage):
    return Failure(Source(id="x"), stage, "empty", "There is no text.")


def of_size(n_rows, failures):
    ranking = sample_ranking()
    return replace(ranking, rows=ranking.rows[:n_rows], failures=tuple(failures))


def test_documents_that_were_never_ingested_are_inputs_too():
    failures = [failure("ingest"), failure("extract")]
    tally = Tally(failures)
    list(tally.inputs(SOURCES, lambda line: None))
    assert tally.n_inputs == 4


def test_complete_ranking_passes():
    failures = [failure("ingest"), failure("extract")]
    tally = Tally(failures)
    list(tally.inputs(SOURCES, lambda line: None))
    tally.check(of_size(2, failures))


@pytest.mark.parametrize("n_rows", [0, 1, 3])
def test_lost_or_invented_document_is_a_bug(n_rows):
    tally = Tally([])
    list(tally.inputs(SOURCES[:2], lambda line: None))
    with pytest.raises(RuntimeError, match=f"2 documents went in, but {n_rows} came out"):
        tally.check(of_size(n_rows, []))


def test_progress_counts_documents():
    shown = []
    list(Tally([failure("extract")]).inputs(SOURCES, shown.append))
    assert shown[-1] == "3 documents read, 1 could not be analysed"


def test_interrupt_is_noted_and_goes_on():
    def statements():
        yield from [Statement(SOURCES[0], "", (), "plaintext")] * 2
        raise KeyboardInterrupt

    tally = Tally([failure("extract")])
    with pytest.raises(KeyboardInterrupt) as caught, tally.told_on_interrupt():
        list(tally.scored(statements()))
    assert caught.value.__notes__ == [
        "2 documents had been analysed and 1 had failed; nothing was written."
    ]
