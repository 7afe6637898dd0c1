"""Quality: words are known in both spellings, ciphers are seen, names cost nothing."""

from __future__ import annotations

import random
import re

import pytest

from analyser.extractors.quality import (
    MIN_LEXICON_SHARE,
    MIN_WORDS,
    is_garbled,
    is_word,
    lexicon,
    lexicon_share,
    measure,
)
from analyser.types import Page, PageQuality, Source, Statement

TEXT = (
    "We recognise that forced labour may occur in our supply chains. During the year our buyers "
    "visited twelve suppliers, spoke with their workers in private, and recorded what they "
    "were told about wages, hours and the fees that they had paid to find work.\n"
)
KNOWN = (
    "supplier Labour LABOR organisation organization programmes centre catalogue labelled "
    "behaviour suppliers' company's company\u2019s subcontractors whistleblowing Ltd plc NGOs "
    "tra\ufb03cking I a tier GLAA we'll"
)


def shifted(text, n):
    return "".join(chr(ord(each) + n) if each > " " else each for each in text)


def shuffled(text):
    draw = random.Random(7)
    return re.sub(r"\w+", lambda match: "".join(draw.sample(match[0], len(match[0]))), text)


@pytest.mark.parametrize("word", KNOWN.split())
def test_word_is_known(word):
    assert is_word(word)


@pytest.mark.parametrize("word", ["xq", "tne", "bnqtdqs", "", "s", "'", "123", "supplierswere"])
def test_other_letters_are_no_word(word):
    assert not is_word(word)


def test_hyphenated_word_is_known_only_as_it_is_listed():
    assert not is_word("supp-liers")


def test_lexicon_is_loaded_once():
    assert lexicon() is lexicon()


def test_sound_text_is_all_words():
    assert lexicon_share(TEXT) == 1


@pytest.mark.parametrize("n", [-31, -29, -3, 1, 3, 13])
def test_font_that_is_a_cipher_is_garbled(n):
    assert lexicon_share(shifted(TEXT, n) * 3) < MIN_LEXICON_SHARE / 2
    assert is_garbled(shifted(TEXT, n) * 3)


def test_shuffled_letters_are_garbled():
    assert is_garbled(shuffled(TEXT))


def test_letters_spaced_out_are_garbled():
    assert is_garbled(" ".join(TEXT))


@pytest.mark.parametrize(
    "text", [TEXT, TEXT.replace("i", ""), "12 % 14 % 18 %\n" * 40, "", "A b c"]
)
def test_text_with_faults_or_without_words_is_not_garbled(text):
    assert not is_garbled(text)


def test_too_few_words_say_nothing():
    assert lexicon_share("word " * (MIN_WORDS - 1)) is None
    assert lexicon_share("word " * MIN_WORDS) == 1


def test_single_letters_are_not_counted():
    assert lexicon_share("word x " * MIN_WORDS) == 1


def test_names_within_a_sentence_cost_nothing():
    assert lexicon_share(TEXT + "We buy from Qortsel, from Wexhurn (Zamtrel) and Bruxholt.") == 1


@pytest.mark.parametrize("word", ["qortsel", "QORTSELWEX", "Qo\u0301rtSel"])
def test_unknown_words_that_look_like_no_name_cost_something(word):
    assert lexicon_share(f"{TEXT} We buy from {word}.") < 1


@pytest.mark.parametrize("before", ["", "It ended. "])
def test_unknown_word_that_begins_a_sentence_costs_something(before):
    assert lexicon_share(f"{TEXT}{before}Qortsel and we agree.") < 1


def test_capitals_everywhere_are_no_names():
    assert lexicon_share("Qortsel Wexhurn Zamtrel Bruxholt " * 10) == 0


def statement_of(*pages):
    text, spans = "", []
    for number, (words, quality) in enumerate(pages, start=1):
        spans.append(Page(number, len(text), len(text) + len(words), quality))
        text += words
    return Statement(Source("acme"), text, tuple(spans), "plaintext")


def test_each_page_is_measured():
    pages = measure(statement_of((TEXT, None), ("A b\n", None))).pages
    assert [page.quality for page in pages] == [
        PageQuality(len("".join(TEXT.split())), 1.0),
        PageQuality(2, None),
    ]


def test_what_the_reader_knew_is_kept():
    known = PageQuality(0, None, 0.81, 2, 0.1)
    (page,) = measure(statement_of((TEXT, known))).pages
    assert page.quality == PageQuality(len("".join(TEXT.split())), 1.0, 0.81, 2, 0.1)


def test_nothing_else_of_a_statement_changes():
    statement = statement_of((TEXT, None))
    measured = measure(statement)
    assert (measured.text, measured.source, measured.extractor) == (
        TEXT,
        Source("acme"),
        "plaintext",
    )
