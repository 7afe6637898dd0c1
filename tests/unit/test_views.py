"""Views: what was read is shown whole, nothing in it runs, and a hostile file hangs nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

import analyser
from analyser.errors import OutputError
from analyser.limits import Limits
from analyser.types import Page, PageQuality, Sentence, Source, Statement
from analyser.views import FORMATS, write
from analyser.views.drawing import to_png
from analyser.views.html import write_html
from analyser.views.json import write_json
from analyser.views.locating import letters, lines_of, locate
from analyser.views.outline import outline, page_line
from analyser.views.pictures import draw
from analyser.views.text import write_text
from tests.data.documents import LINES, pdf, recursive_pdf

TEXT = "Our risks\nWe buy cotton. We visit mills.\n• We train buyers.\n"
SENTENCES = (
    Sentence(0, 0, 9, 1),
    Sentence(1, 10, 24, 1),
    Sentence(2, 25, 40, 1),
    Sentence(3, 41, 59, 2),
)
STATEMENT = Statement(
    Source("oak-2024", organisation="Oak Ltd"),
    TEXT,
    (
        Page(1, 0, 41, PageQuality(34, 0.97, None, 2, 0.25), ("Oak Ltd | Annual report",)),
        Page(2, 41, len(TEXT), PageQuality(15, None, 0.874)),
        Page(3, len(TEXT), len(TEXT)),
    ),
    "pdf",
    warnings=("Page 3 holds an image only.",),
    unread_pages=(3,),
    sentences=SENTENCES,
)
HOSTILE = '<script>alert("1")</script>\x1b[31m\u202e {{ 7 * 7 }}'
HOSTILE_STATEMENT = Statement(
    Source(HOSTILE, Path(f"{HOSTILE}.pdf"), organisation=HOSTILE),
    HOSTILE,
    (Page(1, 0, len(HOSTILE), removed=(HOSTILE,)),),
    "pdf",
    warnings=(HOSTILE,),
    sentences=(Sentence(0, 0, len(HOSTILE), 1),),
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Give a statement read of a PDF of two pages, with a line on each that was left out."""
    path = tmp_path_factory.mktemp("pdf") / "elm.pdf"
    pages = [["Elm Shipping | 1", *LINES], ["Elm Shipping | 2", "We repaid 31 workers."]]
    path.write_bytes(pdf(pages))
    first, second = " ".join(LINES) + "\n", "We repaid 31 workers.\n"
    text = first + second
    return analyser.segment(
        Statement(
            Source(
                "elm",
                path,
                media_type="application/pdf",
                sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            ),
            text,
            (
                Page(1, 0, len(first), removed=("Elm Shipping | 1",)),
                Page(2, len(first), len(text), removed=("Elm Shipping | 2",)),
            ),
            "pdf",
        )
    )


def test_text_shows_pages_blocks_sentences_and_what_was_left_out():
    assert write_text(STATEMENT) == (
        "oak-2024\n"
        "Read as pdf: 3 pages, 4 sentences, 12 words.\n"
        "How it was read: 2 of 3 pages; not read: page 3; 50% of the pages read from their image; "
        "mean confidence 87%; up to 2 columns; 97% of its words in an English lexicon; 12% of its "
        "lines left out as repeated on pages.\n"
        "Note: Page 3 holds an image only.\n"
        "\n--- Page 1 ---\n"
        "(34 characters; 2 columns; 97% of its words in an English lexicon; 25% of its lines left "
        "out.)\n"
        "× Oak Ltd | Annual report\n"
        "[1] Our risks\n"
        "[2] We buy cotton. [3] We visit mills.\n"
        "\n--- Page 2 ---\n"
        "(15 characters; read from its image, mean confidence 87%.)\n"
        "[4] • We train buyers.\n"
        "\n--- Page 3 ---\n"
        "(This page was not read. Nothing is known of what it discloses.)\n"
        "\n× marks lines that were read and left out of the text.\n"
    )


def test_text_of_a_statement_before_segmentation_has_no_numbers():
    assert "\nWe buy cotton. We visit mills.\n" in write_text(replace(STATEMENT, sentences=None))


def test_page_without_quality_counts_its_blocks():
    assert page_line(outline(replace(STATEMENT, unread_pages=()))[2]) == "0 blocks."


def test_outline_gives_every_sentence_to_one_block():
    shown = [block.sentences for page in outline(STATEMENT) for block in page.blocks]
    assert shown == [(SENTENCES[0],), SENTENCES[1:3], (SENTENCES[3],)]


def test_json_has_spans_that_give_the_quotes():
    content = json.loads(write_json(STATEMENT))
    found = [
        sentence
        for page in content["pages"]
        for block in page["blocks"]
        for sentence in block["sentences"]
    ]
    assert [each["number"] for each in found] == [1, 2, 3, 4]
    for each in found:
        assert content["text"][each["start"] : each["end"]] == each["quote"]


def test_json_says_what_is_known_of_each_page():
    first, _, third = json.loads(write_json(STATEMENT))["pages"]
    assert first["removed"] == ["Oak Ltd | Annual report"]
    assert (first["quality"]["lexicon_share"], first["quality"]["n_columns"]) == (0.97, 2)
    assert (first["is_read"], third["is_read"], third["quality"]) == (True, False, None)


def test_json_takes_characters_that_utf8_does_not_hold():
    assert write_json(replace(STATEMENT, text=TEXT.replace("cotton", "c\udcfftton"))).isascii()


@pytest.mark.parametrize("kind", ["text", "html"])
def test_what_could_run_or_deceive_is_taken_out_or_escaped(kind):
    shown = write(HOSTILE_STATEMENT, kind)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "{{ 7 * 7 }}" in shown
    assert ("<script" in shown) == (kind == "text")


def test_web_page_loads_nothing_and_runs_nothing(printed):
    page = write_html(printed)
    assert re.findall(r'(?:src|href)="(?!#|data:image/png;base64,)', page) == []
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "style=" not in page


def test_style_is_the_one_that_the_policy_allows():
    page = write_html(STATEMENT)
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src &#39;sha256-{digest}&#39;" in page or f"'sha256-{digest}'" in page


def test_web_page_marks_each_sentence_on_the_picture_of_its_page(printed):
    page = write_html(printed)
    assert page.count("<image ") == 2
    for sentence in printed.sentences:
        assert page.count(f'id="m{sentence.index + 1}"') == 1
        assert page.count(f'id="s{sentence.index + 1}"') == 1
    assert "not located" not in page.replace("or not located there", "")


def test_links_of_the_web_page_lead_somewhere(printed):
    lost = replace(
        printed, text=printed.text.replace("We repaid 31 workers.", "Zebras graze at dawn.")
    )
    for statement in (printed, STATEMENT, lost):
        page = write_html(statement)
        assert set(re.findall(r'href="#([^"]*)"', page)) <= set(re.findall(r' id="([^"]*)"', page))


def test_sentence_that_is_not_on_the_page_is_said_not_to_be_located(printed):
    text = printed.text.replace("We repaid 31 workers.", "Zebras graze at dawn.")
    statement = replace(printed, text=text)
    page = write_html(statement)
    n = len(statement.sentences)
    assert f'not located on this picture: <a href="#s{n}">{n}</a>.</figcaption>' in page


def test_page_read_from_its_image_is_said_to_have_no_places(printed):
    text = "x" * len(printed.text)
    pages = tuple(replace(page, quality=PageQuality(9, None, 0.9)) for page in printed.pages)
    page = write_html(replace(printed, text=text, pages=pages))
    assert page.count("Read from the picture itself") == 2
    assert "not located on this picture" not in page


def test_several_sentences_that_were_not_located_are_listed(printed):
    page = write_html(replace(printed, text="x" * len(printed.text)))
    assert '<a href="#s1">1</a>, <a href="#s2">2</a>' in page


def test_unread_page_is_said_to_be_unread_in_the_web_page():
    assert "This page was not read." in write_html(STATEMENT)


def test_lines_left_out_are_found_on_the_picture(printed):
    drawn = draw(printed)
    assert [len(picture.removed) for picture in drawn.values()] == [1, 1]
    ((left, top, right, bottom),) = drawn[1].removed[0]
    # 50 points from the left and 780 from the bottom of 842, at 100 dots an inch.
    assert left == pytest.approx(50 * 100 / 72, abs=3)
    assert top < (842 - 780) * 100 / 72 <= bottom
    assert right - left > 80


def test_sentence_is_found_on_every_line_that_it_stands_on(printed):
    first = draw(printed)[1].sentences[0]
    tops = [line[1] for line in first]
    assert len(first) == 2
    assert tops == sorted(tops)


@pytest.mark.parametrize(
    "changed",
    [
        {"media_type": "text/html"},
        {"path": None},
        {"path": Path("gone.pdf")},
        {"sha256": "ab" * 32},
    ],
)
def test_what_is_no_pdf_or_another_one_is_not_drawn(printed, changed):
    assert draw(replace(printed, source=replace(printed.source, **changed))) == {}


def test_file_that_hangs_is_shown_as_text_in_time(tmp_path):
    path = tmp_path / "hang.pdf"
    path.write_bytes(recursive_pdf())
    source = Source("hang", path, media_type="application/pdf")
    start = time.monotonic()
    page = write_html(replace(STATEMENT, source=source), Limits(timeout_seconds=3.0))
    assert time.monotonic() - start < 15
    assert "<image" not in page
    assert "We buy cotton." in page


def test_pictures_drawn_before_the_time_is_up_are_kept(printed, monkeypatch):
    drawn = {"number": 1, "width": 9, "height": 9, "png": "", "boxes": []}
    program = f"import time; print({json.dumps(json.dumps(drawn))}, flush=True); time.sleep(60)"
    monkeypatch.setattr("analyser.views.pictures.PROGRAM", program)
    assert list(draw(printed, Limits(timeout_seconds=2.0))) == [1]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing", b"\xff" * 100])
def test_file_that_cannot_be_opened_is_shown_as_text(tmp_path, data):
    path = tmp_path / "broken.pdf"
    path.write_bytes(data)
    source = Source("broken", path, media_type="application/pdf")
    assert draw(replace(STATEMENT, source=source)) == {}


def test_pictures_that_are_too_large_together_are_left_out(printed, monkeypatch):
    monkeypatch.setattr("analyser.views.pictures.MAX_BYTES", 10)
    assert draw(printed) == {}


def test_pages_beyond_the_first_are_not_drawn(printed, monkeypatch):
    monkeypatch.setattr("analyser.views.pictures.MAX_PAGES", 1)
    assert list(draw(printed)) == [1]
    assert "Of 2 pages 1 are drawn" in write_html(printed)


def test_picture_holds_its_pixels():
    png = to_png(2, 2, 8, b"RGBrgb__" + b"UVWxyz__")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert png[16:24] == b"\0\0\0\2\0\0\0\2"
    size = int.from_bytes(png[33:37], "big")
    assert zlib.decompress(png[41 : 41 + size]) == b"\0RGBrgb\0UVWxyz"


def test_letters_are_compared_without_case_ligatures_and_marks():
    assert letters("Tra\ufb03c-king 1") == (
        "traffi" + "cking1",
        [0, 1, 2, 3, 3, 3, 4, 6, 7, 8, 9, 11],
    )


def quoted(wanted, page):
    return ["".join(page[i] for i in indices) for indices in locate(wanted, page)]


def test_sentences_are_found_in_whatever_order_the_page_has_them():
    page = "second one here. first one here."
    assert quoted(["First one here.", "Second one here."], page) == [
        "firstonehere",
        "secondonehere",
    ]


def test_same_words_are_found_once_each_in_order():
    page = "Yes. No. Yes."
    assert locate(["Yes.", "No.", "Yes."], page) == [[0, 1, 2], [5, 6], [9, 10, 11]]


def test_words_that_are_not_there_again_are_not_found():
    assert quoted(["Only once here.", "Only once here."], "Only once here.") == ["Onlyoncehere", ""]


def test_sentence_is_found_in_pieces_where_columns_alternate():
    page = "we audited twelve | our board approved\nsuppliers last year | this statement now"
    assert quoted(["We audited twelve suppliers last year"], page) == [
        "weauditedtwelvesupplierslastyear"
    ]


def test_letter_that_the_page_has_otherwise_costs_only_itself():
    page = "We repaid the fees that workers paid ln advance to agents abroad."
    (found,) = quoted(["We repaid the fees that workers paid in advance to agents abroad."], page)
    assert found == "Werepaidthefeesthatworkerspaidnadvancetoagentsabroad"


def test_sentence_of_which_little_is_there_is_not_found():
    page = "We care for our people."
    assert quoted(
        ["We care for our suppliers, and for their workers wherever they are."], page
    ) == [""]


def test_characters_side_by_side_become_lines():
    boxes = [(0, 0, 5, 10), (6, 0, 10, 10), (25, 1, 30, 10), (0, 12, 5, 22), (200, 12, 210, 22)]
    assert lines_of(boxes) == [(0, 0, 30, 10), (0, 12, 5, 22), (200, 12, 210, 22)]


@pytest.mark.parametrize("kind", FORMATS)
def test_twin_shows_a_file_in_every_format(tmp_path, kind):
    path = tmp_path / "fir.txt"
    path.write_text("Fir Bank opposes modern slavery.\n\nIt trains all of its buyers.\n")
    assert "It trains all of its buyers." in analyser.show(path, format=kind)


def test_twin_takes_a_statement_as_it_is():
    assert analyser.show(STATEMENT) == write_text(STATEMENT)


def test_unknown_format_is_refused():
    with pytest.raises(OutputError, match='not as "docx"'):
        analyser.show(STATEMENT, format="docx")


def test_notebook_shows_text_as_text_and_a_page_in_a_frame():
    assert write(HOSTILE_STATEMENT)._repr_html_().startswith("<pre>&lt;script&gt;")
    frame = write(STATEMENT, "html")._repr_html_()
    assert frame.startswith('<iframe srcdoc="&lt;!DOCTYPE html&gt;')
    assert " sandbox>" in frame
