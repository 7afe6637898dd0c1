import io
import time

import pytest
from reportlab.pdfgen.canvas import Canvas

from analyser.errors import DamagedDocument, NoTextLayer
from analyser.extractors import pdf as reader
from analyser.extractors.ocr import find_tesseract
from analyser.limits import Limits, Reading
from analyser.types import Source
from tests.data.documents import LINES, pdf

WITHOUT_OCR = Reading(ocr=False)
COLUMN = (
    "We look for forced labour",
    "in every place where our",
    "goods are grown, sewn and",
    "packed, and we tell our own",
    "staff what we have found in",
    "each of those places.",
)


def typeset(*pages):
    """Write pages, each a list of (x, y, text) or (x, y, text, size), in stream order."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=True)
    for items in pages:
        for x, y, text, *size in items:
            canvas.setFont("Helvetica", size[0] if size else 11)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(texts, x=50, y=780, step=14, size=11):
    return [(x, y - step * index, text, size) for index, text in enumerate(texts)]


def read(data, reading=WITHOUT_OCR):
    return reader.extract(Source(id="a.pdf"), data, reading)


def blocks(data):
    return read(data).text.splitlines()


def test_columns_are_read_one_after_the_other_and_counted():
    page = [*lines(COLUMN, x=50), *lines([f"Also {line}" for line in COLUMN], x=320)]
    statement = read(typeset(page))
    assert statement.text.splitlines()[0] == " ".join(COLUMN)
    assert statement.pages[0].quality.n_columns == 2


def test_a_sentence_that_goes_on_in_the_next_column_is_one_block():
    left = [*COLUMN[:5], "each place where we"]
    page = [*lines(left, x=50), *lines(["buy cotton and wool from", "farms of any kind."], x=320)]
    assert blocks(typeset(page)) == [
        " ".join(left) + " buy cotton and wool from farms of any kind."
    ]


def test_lines_that_the_stream_holds_in_no_order_are_put_in_order():
    texts = [f"Sentence {number} of our statement ends here." for number in range(12)]
    shuffled = [lines(texts)[at] for at in (7, 2, 9, 0, 11, 4, 1, 10, 3, 8, 5, 6)]
    found = read(typeset(shuffled)).text
    assert [found.index(text) for text in texts] == sorted(found.index(text) for text in texts)


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("We look at our employ-", "ment of migrant workers.", "employment of"),
        ("We have an anti-", "bribery policy for all.", "an anti-bribery policy"),
        ("She is a non-", "executive director here.", "a non-executive director"),
        ("We work with Anglo-", "Norvale suppliers only.", "with Anglo-Norvale suppliers"),
        ("The years 2020-", "2021 are covered here.", "2020-2021"),
    ],
)
def test_a_hyphen_at_a_line_end_goes_only_where_it_parts_a_word(first, second, joined):
    found = blocks(typeset(lines([first, second])))
    assert joined in found[0]


def test_the_documents_own_spelling_decides_a_hyphen():
    texts = [
        "Our co-operation with others is old and it is well known, and the co-",
        "operation lasts.",
    ]
    assert "the co-operation lasts" in blocks(typeset(lines(texts)))[0]


def test_a_footnote_stands_after_the_text_that_goes_on_below_it():
    page = [
        *lines(LINES[:2], y=400),
        (50, 60, "1 The list of suppliers is kept by the board of Acme plc.", 8),
        (50, 372, LINES[2], 11),
    ]
    found = blocks(typeset(page))
    assert found == [" ".join(LINES), "1 The list of suppliers is kept by the board of Acme plc."]


def test_rows_of_a_table_are_not_joined():
    rows = [("Suppliers audited", "112"), ("Suppliers visited", "140"), ("Cases found", "3")]
    page = [
        item
        for index, (name, figure) in enumerate(rows)
        for item in ((50, 700 - 14 * index, name), (480, 700 - 14 * index, figure))
    ]
    assert len(blocks(typeset(page))) == 3


def test_a_paragraph_ends_where_the_space_before_the_next_is_wider():
    texts = [f"Our suppliers in {place} are visited and their own staff are asked." for place in
             ("Lumeria", "Norvale", "Estmark")]  # fmt: skip
    page = [*lines(texts[:2]), *lines(texts[2:], y=732)]
    assert blocks(typeset(page)) == [" ".join(texts[:2]), texts[2]]


def test_a_heading_in_larger_letters_stands_alone():
    page = [
        (50, 780, "Our statement on slavery in all of our businesses", 16),
        *lines(LINES, y=762),
    ]
    assert blocks(typeset(page))[0] == "Our statement on slavery in all of our businesses"


def test_a_bullet_drawn_apart_from_its_text_joins_it():
    page = [(50, 700, "\u2022"), (70, 700, "We train all staff."), (50, 686, "\u2022"),
            (70, 686, "We audit suppliers.")]  # fmt: skip
    assert blocks(typeset(page)) == ["• We train all staff.", "• We audit suppliers."]


def test_a_dash_that_wraps_is_no_bullet():
    texts = [
        "In our foundations of people, of risk and of technology, which we",
        "– all of us – hold dear.",
    ]
    assert len(blocks(typeset(lines(texts)))) == 1


def test_the_header_of_a_chapter_is_taken_out_and_shown():
    texts = [f"In year {number} we trained {number} staff." for number in "abcdefghijkl"]
    pages = [
        [*lines([text], y=600), *([(50, 810, "Chapter on people")] if 3 < index < 7 else [])]
        for index, text in enumerate(texts)
    ]
    statement = read(typeset(*pages))
    assert "Chapter on people" not in statement.text
    assert statement.pages[4].removed == ("Chapter on people",)


def test_boxes_to_tick_are_no_running_lines():
    pages = [[*lines(["o Yes", "o No"], y=600), *lines([text], y=500)] for text in COLUMN]
    assert read(typeset(*pages)).text.count("Yes") == len(pages)


def test_text_beside_the_page_is_not_read():
    assert "Nobody" not in read(typeset([*lines(LINES), (900, 400, "Nobody sees this text.")])).text


def test_a_pdf_cut_short_is_repaired_with_a_warning():
    data = pdf([LINES, COLUMN])
    statement = read(data[: len(data) - 200])
    assert LINES[2] in statement.text
    assert COLUMN[4] in statement.text
    assert any("repaired" in warning for warning in statement.warnings)


def test_a_pdf_that_cannot_be_repaired_is_damaged():
    with pytest.raises(DamagedDocument, match='"a.pdf" cannot be opened'):
        read(b"%PDF-1.7\nnothing of it is left")


def test_pages_for_which_no_time_is_left_are_unread():
    late = Reading(ocr=False, stop_at=time.monotonic() - 1.0)
    with pytest.raises(DamagedDocument):
        read(pdf([LINES]), late)


def test_pages_beyond_the_limit_are_unread_not_empty():
    statement = read(pdf([LINES] * 5), Reading(ocr=False, limits=Limits(max_pages=3)))
    assert statement.unread_pages == (4, 5)
    assert any("beyond the limit" in warning for warning in statement.warnings)


def scanned(texts):
    """Draw lines as an image, and put the image on a page."""
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf([texts]))[0]
    image = page.render(scale=200 / 72).to_pil()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=True)
    canvas.drawInlineImage(image, 0, 0, 595, 842)
    canvas.drawString(50, 20, "Scanned by the office of Acme plc")
    canvas.save()
    return file.getvalue()


def test_a_scan_without_ocr_has_no_text_layer():
    with pytest.raises(NoTextLayer):
        read(pdf([[]], image_pages=(1,)))


@pytest.mark.skipif(find_tesseract() is None, reason="tesseract is not installed")
def test_a_scan_under_a_stamped_footer_is_read_from_its_image():
    statement = read(scanned(LINES), Reading())
    assert "forced labour when they join" in statement.text
    assert statement.pages[0].quality.ocr_confidence > 0.7
    assert any("OCR" in warning for warning in statement.warnings)
