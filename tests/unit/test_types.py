import pytest

from analyser.types import Evidence, Grade, Page, RankingRow, Sentence, Source, Statement
from tests.data.sample_ranking import sample_ranking


@pytest.mark.parametrize(("proba", "counts"), [(0.39, False), (0.4, True), (0.41, True)])
def test_evidence_counts_at_its_threshold(proba, counts):
    item = Evidence("training", Sentence(0, 0, 2, 1), "We", proba, 0.4, "done", True, "m 1")
    assert item.counts is counts


@pytest.mark.parametrize(("tied", "printed"), [(True, "=29"), (False, "29")])
def test_a_tie_is_printed_with_an_equals_sign(tied, printed):
    row = RankingRow(Source(id="s"), 65.1, 60, 70, 29, tied, 20, 40, "B", (), 1, 1, 1)
    assert row.rank == printed


def test_a_statement_quotes_its_spans():
    statement = Statement(Source(id="s"), "One. Two.", (Page(1, 0, 9),), "plaintext")
    assert statement.quote(Sentence(1, 5, 9, 1)) == "Two."


def test_undetermined_is_below_every_grade_and_is_no_zero():
    assert Grade.UNDETERMINED < Grade.NOT_ADDRESSED
    assert Grade.UNDETERMINED != 0


def test_a_long_statement_is_shown_by_its_size():
    statement = Statement(Source(id="s"), "x" * 9000, (Page(1, 0, 9000),), "plaintext")
    assert repr(statement) == "<Statement 's': 1 pages, 9000 characters>"


def test_a_ranking_is_shown_by_its_counts_and_in_a_notebook_as_a_table():
    ranking = sample_ranking()
    assert repr(ranking).startswith("<Ranking by ")
    assert len(repr(ranking)) < 200
    html = ranking._repr_html_()
    assert "<table" in html
    assert "<script" not in html
