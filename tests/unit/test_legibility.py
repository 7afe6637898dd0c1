"""Legibility: the pages of a document summed up, weighed by their text."""

from __future__ import annotations

import pytest

from analyser.legibility import Legibility, PageQuality, sum_up
from analyser.reports import wording


def test_nothing_read_is_nothing_known():
    assert sum_up([], [1, 2]) == Legibility(n_pages=2, unread_pages=(1, 2))


def test_pages_that_were_not_read_are_pages_of_the_document():
    assert sum_up([PageQuality(5)], [2, 3]).n_pages == 3


def test_share_of_words_is_weighed_by_text():
    read = sum_up([PageQuality(300, 1.0), PageQuality(100, 0.6), PageQuality(10, None)])
    assert read.lexicon_share == pytest.approx(0.9)


def test_page_without_text_weighs_nothing():
    assert sum_up([PageQuality(0, 0.5)]).lexicon_share is None


def test_confidence_is_that_of_pages_read_from_their_image():
    read = sum_up(
        [PageQuality(10), PageQuality(30, ocr_confidence=0.9), PageQuality(10, None, 0.5)]
    )
    assert (read.ocr_share, read.ocr_confidence) == (pytest.approx(2 / 3), pytest.approx(0.8))


def test_most_columns_of_a_page_are_given():
    assert sum_up([PageQuality(1, n_columns=3), PageQuality(1)]).n_columns == 3


def test_repeated_lines_are_averaged_over_pages():
    assert sum_up([PageQuality(1, repeated_share=0.2), PageQuality(9)]).repeated_share == 0.1


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (Legibility(1), "1 of 1 page."),
        (Legibility(12, (3,)), "11 of 12 pages; not read: page 3."),
        (Legibility(30, (3, 5, 6, 7, 9)), "25 of 30 pages; not read: pages 3, 5 to 7 and 9."),
        (
            Legibility(4, (), 0.5, 0.873),
            "4 of 4 pages; 50% of the pages read from their image; mean confidence 87%.",
        ),
        (Legibility(4, (), 1.0), "4 of 4 pages; all of the pages read from their image."),
        (Legibility(4, n_columns=2), "4 of 4 pages; up to 2 columns."),
        (Legibility(1, lexicon_share=1.0), "1 of 1 page; 100% of its words in an English lexicon."),
        (
            Legibility(1, lexicon_share=0.996, repeated_share=0.004),
            "1 of 1 page; over 99% of its words in an English lexicon; below 1% of its lines left "
            "out as repeated on pages.",
        ),
    ],
)
def test_reading_is_told_in_plain_words(read, words):
    assert wording.how_read(read) == words


def test_many_unread_pages_are_not_all_named():
    told = wording.how_read(Legibility(99, tuple(range(1, 99, 2))))
    assert told.endswith("21, 23 and others.")
