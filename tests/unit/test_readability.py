"""Syllables as a dictionary counts them, and reading ease as published."""

from __future__ import annotations

import pytest

from analyser.readability import LEAST_WORDS, count, count_syllables, reading_ease

SYLLABLES = {
    1: "the code codes trained paid strength tier checked goods through cause reached",
    2: "business people safely statement labour clients every senior founded",
    3: "slavery employees trafficking audited factories businesses suppliers processes area",
    4: "security responsible violation remediate vulnerable anxiety",
    5: "organisation modernisation international",
    6: "responsibility rehabilitation sustainability accountability",
}
"""As the CMU pronouncing dictionary counts them."""


@pytest.mark.parametrize(
    ("word", "expected"),
    [(word, number) for number, words in SYLLABLES.items() for word in words.split()],
)
def test_syllables_of_a_word(word, expected):
    assert count_syllables([word]) == expected


def test_a_word_without_a_vowel_has_one_syllable():
    assert count_syllables(["hmm"]) == 1


def test_a_capital_changes_nothing():
    assert count("Our SUPPLIERS") == count("our suppliers")


def test_a_number_is_no_word():
    assert count("We met 412 people.") == (3, 4)


def test_an_apostrophe_parts_no_word():
    assert count("The company’s workers") == (3, 6)


def test_ease_of_a_very_easy_text_is_as_published():
    # "The cat sat on the mat", twenty times: 116 in every account of the formula.
    assert reading_ease(20, 120, 120) == pytest.approx(116.145)


def test_longer_words_are_harder():
    assert reading_ease(10, 200, 400) < reading_ease(10, 200, 300)


def test_longer_sentences_are_harder():
    assert reading_ease(5, 200, 300) < reading_ease(10, 200, 300)


def test_a_few_words_have_no_reading_ease():
    assert reading_ease(10, LEAST_WORDS - 1, 150) is None


def test_no_sentence_has_no_reading_ease():
    assert reading_ease(0, 200, 300) is None
