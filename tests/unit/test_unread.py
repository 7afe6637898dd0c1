"""What could not be read is counted, and a document of which most was not read is refused."""

from dataclasses import replace

import pytest

from analyser.errors import DocumentTimeout, DocumentTooLarge, NoTextLayer, UnreadableDocument
from analyser.extractors import extract
from analyser.extractors.paragraphs import lay_out
from analyser.extractors.quality import measure
from analyser.extractors.unread import (
    check_letters,
    check_read,
    is_foreign,
    limit_characters,
    set_garbled_aside,
    without_text,
)
from analyser.limits import Limits, Reading
from analyser.types import PageQuality, Source, Statement

ENGLISH = (
    "We do not tolerate slavery or human trafficking in our business or in our supply chains. "
    "Every supplier signs our code of conduct and is visited by one of our buyers once a year."
)
FRENCH = (
    "Nous ne tolérons ni l'esclavage ni la traite des êtres humains dans notre entreprise, et "
    "chaque fournisseur signe le code de conduite de la société et est visité une fois par an."
)
RUSSIAN = "Мы не допускаем рабства и торговли людьми в нашей компании и в цепочках поставок " * 3


def cipher(text):
    """Shift every letter by three, as a font with a wrong table of characters does."""
    return "".join(chr((ord(c.lower()) - 94) % 26 + 97) if c.isalpha() else c for c in text)


def document(*pages, **fields):
    text, spans = lay_out([[page] if page else [] for page in pages])
    return Statement(Source("penrose"), text, spans, "pdf", **fields)


def with_quality(statement, numbers, **figures):
    quality = PageQuality(n_characters=0, **figures)
    pages = [replace(p, quality=quality) if p.number in numbers else p for p in statement.pages]
    return replace(statement, pages=tuple(pages))


def test_garbled_page_counts_as_unread():
    statement = set_garbled_aside(measure(document(ENGLISH, cipher(ENGLISH), ENGLISH)))
    assert statement.unread_pages == (2,)
    assert [statement.quote(page) for page in statement.pages] == [
        f"{ENGLISH}\n",
        "",
        f"{ENGLISH}\n",
    ]
    assert statement.warnings == ("Pages whose characters make no words count as unread: 2.",)


@pytest.mark.parametrize("page", [ENGLISH, FRENCH, RUSSIAN, "Xqz wvk.", ""])
def test_other_page_is_left_as_it_is(page):
    statement = measure(document(ENGLISH, page))
    assert set_garbled_aside(statement) is statement


def test_signs_that_stand_for_letters_make_a_document_unreadable():
    broken = ENGLISH.replace("s", ")").replace("y", "4").replace(" ", "*")
    with pytest.raises(UnreadableDocument, match=r'In the document "penrose" signs stand'):
        check_letters(document(broken))
    with pytest.raises(UnreadableDocument):
        extract(Source("penrose", text=f"{broken}*and*)lavery"))


@pytest.mark.parametrize(
    "page", [ENGLISH, FRENCH, "a)b", ENGLISH.replace("supplier ", "supplier(s) "), ""]
)
def test_letters_that_stand_for_themselves_pass(page):
    statement = document(page)
    assert check_letters(statement) is statement


def test_a_broken_annex_leaves_the_document_readable():
    broken = ENGLISH.replace("s", ")").replace(" ", "*")
    statement = document(ENGLISH, ENGLISH, broken)
    assert check_letters(statement) is statement


def test_page_that_nobody_measured_is_left_as_it_is():
    statement = document(cipher(ENGLISH))
    assert set_garbled_aside(statement) is statement


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        RUSSIAN,
        "Wir dulden keine Sklaverei und keinen Menschenhandel in der Lieferkette, und das ist "
        "für uns nicht neu.",
        "No toleramos la esclavitud ni la trata de personas en nuestra empresa y en las de los "
        "proveedores.",
    ],
)
def test_text_in_another_language_is_foreign(text):
    assert is_foreign(text)


@pytest.mark.parametrize("text", [cipher(ENGLISH), cipher(FRENCH), ENGLISH, "", "12 34"])
def test_text_in_no_other_language_is_not_foreign(text):
    assert not is_foreign(text)


@pytest.mark.parametrize("n_unread", [0, 1, 2])
def test_document_of_which_half_was_read_passes(n_unread):
    pages = [""] * n_unread + [ENGLISH] * (4 - n_unread)
    statement = document(*pages, unread_pages=tuple(range(1, n_unread + 1)))
    assert check_read(statement, Reading()) is statement


def test_blank_pages_do_not_count_as_read():
    statement = document(ENGLISH, "", "", "", "", unread_pages=(2, 3))
    with pytest.raises(NoTextLayer, match='Of 3 pages of the document "penrose", 2 were not'):
        check_read(statement, Reading())


def test_most_pages_of_poor_quality_are_unreadable():
    statement = document(ENGLISH, "", "", unread_pages=(2, 3))
    with pytest.raises(UnreadableDocument):
        check_read(with_quality(statement, (2, 3), ocr_confidence=0.4), Reading())
    with pytest.raises(UnreadableDocument):
        check_read(with_quality(statement, (2, 3), lexicon_share=0.1), Reading())


def test_most_pages_without_quality_have_no_text_layer():
    statement = document(ENGLISH, "", "", "", unread_pages=(2, 3, 4))
    with pytest.raises(NoTextLayer):
        check_read(with_quality(statement, (2,), ocr_confidence=0.4), Reading())


def test_most_pages_unread_when_the_time_was_up_is_a_timeout():
    statement = document(ENGLISH, "", "", unread_pages=(2, 3))
    with pytest.raises(DocumentTimeout):
        check_read(statement, Reading(stop_at=0.0))


def test_most_pages_beyond_the_limit_is_too_large():
    statement = document(ENGLISH, "", "", unread_pages=(2, 3))
    with pytest.raises(DocumentTooLarge, match="at most 1 are"):
        check_read(statement, Reading(limits=Limits(max_pages=1)))


def test_pages_beyond_the_limit_on_characters_are_unread():
    limits = Limits(max_characters=2 * len(ENGLISH) + 10)
    statement = limit_characters(document(ENGLISH, ENGLISH, ENGLISH), limits)
    assert statement.unread_pages == (3,)
    assert statement.text == f"{ENGLISH}\n" * 2
    assert statement.warnings[0].endswith("count as unread: 3.")


def test_document_within_the_limit_is_left_as_it_is():
    statement = document(ENGLISH)
    assert limit_characters(statement, Limits()) is statement


def test_document_of_which_most_is_beyond_the_limit_is_refused():
    with pytest.raises(DocumentTooLarge, match="at most 50 are read"):
        limit_characters(document(ENGLISH), Limits(max_characters=50))


def test_page_without_text_is_unread_once():
    statement = document(ENGLISH, "", unread_pages=(2,))
    assert without_text(statement, [1, 2], "Why.").unread_pages == (1, 2)


def test_garbled_document_is_unreadable_and_not_of_another_language():
    with pytest.raises(UnreadableDocument, match="make words"):
        extract(Source("penrose", text=cipher(ENGLISH)))


def test_garbled_page_among_others_is_kept_as_unread():
    statement = extract(Source("penrose", text="\f".join([ENGLISH, cipher(ENGLISH), ENGLISH])))
    assert statement.unread_pages == (2,)


def test_inline_text_beyond_the_limit_is_refused():
    reading = Reading(limits=Limits(max_characters=100))
    with pytest.raises(DocumentTooLarge):
        extract(Source("penrose", text=ENGLISH), reading)
