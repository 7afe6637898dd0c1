import pytest

from analyser.errors import DamagedDocument
from analyser.extractors import rtf
from analyser.limits import Limits, Reading
from analyser.types import Source

FONTS = (
    r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\froman\fcharset2 Symbol;}"
    r"{\f2\fcharset238 Arial CE;}{\f3\fcharset128 Mincho;}}"
)


def read(body, **limits):
    data = body if isinstance(body, bytes) else f"{{\\rtf1\\ansi{FONTS}{body}}}".encode("cp1252")
    return rtf.extract(Source(id="a.rtf"), data, Reading(limits=Limits(**limits)))


def blocks(body):
    return read(body).text.split("\n")[:-1]


def pages(body):
    statement = read(body)
    return [statement.quote(page).split("\n")[:-1] for page in statement.pages]


def test_paragraphs_are_blocks():
    body = r"{\b Our statement\par}\pard We oppose\i  modern\i0  slavery.\par The end."
    assert blocks(body) == ["Our statement", "We oppose modern slavery.", "The end."]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"supplier\'92s", "supplier’s"),
        (r"supplier\u8217\'92s", "supplier’s"),
        (r"supplier\u8217 ?s", "supplier’s"),
        (r"{\uc2 supplier\u8217 ??s}", "supplier’s"),
        (r"\u-10179 ?\u-8704 ?", "\U0001f600"),
        (r"{\f2 \'a3\'f3d\'9f}", "Łódź"),
        (r"{\f3 \'93\'fa\'96\'7b}", "日本"),
        (r"a\~b\_c\endash d\{\}\\", "a b-c–d{}\\"),
        ("a\r\nb", "ab"),
        (r"{\f1 \'b7} audits", "• audits"),
    ],
)
def test_characters_are_decoded(written, text):
    assert blocks(written) == [text]


def test_a_raw_byte_is_of_the_code_page():
    assert read(b"{\\rtf1\\ansi\\ansicpg1250 \xa3\xf3d\x9f\\par}").text == "Łódź\n"


def test_list_items_begin_with_a_bullet():
    body = (
        r"\pard{\listtext\f1\'b7\tab}audits\par{\pntext 1.\tab}training\par"
        r"\pard Not an item\par\pard\outlinelevel0{\listtext 1.\tab}A heading\par"
    )
    assert blocks(body) == ["• audits", "• training", "Not an item", "A heading"]


def test_table_rows_are_one_block():
    body = (
        r"\trowd\cellx1\cellx2\pard\intbl Year\cell Audits\cell\row"
        r"\trowd\pard\intbl 2023\cell 42\par and more\cell\row\pard The end.\par"
    )
    assert blocks(body) == ["Year | Audits", "2023 | 42 and more", "The end."]


def test_page_breaks_make_pages():
    assert pages(r"One\par\page Two\par Three\page\par Four\par") == [
        ["One"],
        ["Two", "Three"],
        ["Four"],
    ]
    assert "approximate" in read(r"One\par\page Two\par").warnings[0]


def test_a_section_begins_a_page_unless_it_is_continuous():
    assert pages(r"One\par\sect\sectd Two\par") == [["One"], ["Two"]]
    assert pages(r"One\par\sect\sectd\sbknone Two\par") == [["One", "Two"]]


def test_a_document_without_pages_says_so():
    assert read("One").warnings == (rtf.NO_PAGES_WARNING,)


def test_running_headers_are_removed_and_notes_stand_at_the_end():
    body = r"{\header\pard Example plc\par}We audit{\footnote By sample.} suppliers.\par The end."
    statement = read(body)
    assert statement.text == "We audit suppliers.\nThe end.\nBy sample.\n"
    assert statement.pages[0].removed == ("Example plc",)


def test_a_text_box_is_read_once():
    body = r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt In the box\par}}{\shprslt In the box}}Text"
    assert sorted(blocks(body)) == ["In the box", "Text"]


@pytest.mark.parametrize(
    "hidden",
    [
        r"{\*\unknown secret}",
        r"{\field{\*\fldinst HYPERLINK secret}{\fldrslt policy}}",
        r"{\deleted secret}",
        r"{\v secret}",
        r"{\pict\pngblip 5ec4e7}",
        r"{\info{\author secret}}",
        r"{\*\annotation secret}",
    ],
)
def test_what_is_no_text_is_not_read(hidden):
    text = read(f"Our {hidden} ends.").text
    assert "secret" not in text
    assert "5ec4" not in text
    assert text.startswith("Our ")
    assert ("policy" in text) == ("policy" in hidden)


def test_binary_data_is_passed_over():
    assert read(b"{\\rtf1 Our {\\pict\\bin6 }}}}}}} text.}").text == "Our text.\n"


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes():
    statement = read(b"{\\rtf1 One\\par {\\b Two")
    assert statement.text == "One\nTwo\n"
    assert "breaks off" in statement.warnings[-1]


def test_groups_without_end_are_damaged():
    with pytest.raises(DamagedDocument, match=r'"a\.rtf" nests its groups more than 1,000 deep'):
        read(b"{\\rtf1 " + b"{" * 5000)


def test_pages_beyond_the_limit_are_unread():
    assert read(r"One\par\page Two\par\page Three", max_pages=2).unread_pages == (3,)
