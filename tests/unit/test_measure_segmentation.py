import pytest

from analyser.types import Page, Sentence, Source, Statement
from scripts.measure_segmentation import (
    EDGE,
    Counts,
    Letters,
    Measures,
    compare,
    hash_of,
    hashes_of,
)

TEXT = "We audit mills every year. We train all of our staff.\nDebt is a risk, and fees are too."
LETTERS = "".join(character for character in TEXT if character.isalnum())
SECOND, THIRD = LETTERS.index("Wetrain"), LETTERS.index("Debt")


def cut(text, *starts):
    ends = (*starts[1:], len(text))
    sentences = tuple(
        Sentence(n, *span, 1) for n, span in enumerate(zip(starts, ends, strict=True))
    )
    pages = (Page(1, 0, len(text)),)
    return Letters(Statement(Source(id="s"), text, pages, "test", sentences=sentences))


@pytest.fixture
def passage():
    hashes = list(hashes_of(LETTERS))
    return {
        "file": "a.pdf",
        "start": hash_of(LETTERS[:EDGE]),
        "end": hash_of(LETTERS[-EDGE:]),
        "length": len(LETTERS),
        "boundaries": [hashes[SECOND], hashes[THIRD]],
    }


def measured(passage, text, *starts):
    measures = Measures()
    compare(cut(text, *starts), passage, measures)
    return measures


def test_boundaries_that_were_found_are_right(passage):
    measures = measured(passage, TEXT, 0, TEXT.index("We train"), TEXT.index("Debt"))
    assert measures.overall == Counts(n_right=2)
    assert measures.within_lines == Counts(n_right=1)


def test_boundaries_are_found_again_in_lines_joined_otherwise(passage):
    text = TEXT.replace("\n", " ").replace("mills every", "mills\nevery")
    measures = measured(passage, text, 0, text.index("every"), text.index("Debt"))
    assert measures.overall == Counts(n_right=1, n_wrong=1, n_missed=1)
    assert measures.within_lines == Counts(n_right=1, n_missed=1)


def test_a_passage_that_the_reader_gives_otherwise_is_not_counted(passage):
    measures = measured(passage, TEXT.replace("fees", "fines"), 0)
    assert measures.overall == Counts()
    assert measures.unlocated


def test_f1_is_the_harmonic_mean_of_precision_and_recall():
    assert Counts(n_right=2, n_wrong=1, n_missed=3).f1 == pytest.approx(0.5)
