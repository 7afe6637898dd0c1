import pytest

from analyser.errors import DamagedDocument, DocumentTooLarge
from analyser.extractors import odt as reader
from analyser.limits import Limits, Reading
from analyser.types import Source
from tests.data.documents import archive, odt


def read(data, **limits):
    return reader.extract(Source(id="a.odt"), data, Reading(limits=Limits(**limits)))


def blocks(body, **parts):
    return read(odt(body, **parts)).text.split("\n")[:-1]


def pages(body, **parts):
    statement = read(odt(body, **parts))
    return [statement.quote(page).split("\n")[:-1] for page in statement.pages]


def p(text, style=""):
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_headings_paragraphs_and_items_are_blocks():
    items = "".join(f"<text:list-item>{p(each)}{p('more')}</text:list-item>" for each in "ab")
    body = f"<text:h>Our statement</text:h>{p('We oppose.')}<text:list>{items}</text:list>"
    assert blocks(body + p("The end.")) == [
        "Our statement",
        "We oppose.",
        "• a",
        "more",
        "• b",
        "more",
        "The end.",
    ]


def test_an_empty_item_gives_its_bullet_to_no_other():
    assert blocks(f"<text:list><text:list-item/></text:list>{p('Text')}") == ["Text"]


def test_a_numbered_heading_is_no_item():
    body = "<text:list><text:list-item><text:h>Risks</text:h></text:list-item></text:list>"
    assert blocks(body + p("Text")) == ["Risks", "Text"]


def test_inline_elements_are_text():
    body = p(
        'We <text:span>oppose</text:span><text:s text:c="2"/><text:a>slavery</text:a>'
        "<text:tab/>today.<text:line-break/>Signed\n  by us"
    )
    assert blocks(body) == ["We oppose slavery today.", "Signed by us"]


def test_table_rows_are_one_block_and_merged_cells_are_read_once():
    def cell(text):
        return f"<table:table-cell>{p(text)}</table:table-cell>"

    covered = f"<table:covered-table-cell>{p('2023')}</table:covered-table-cell>"
    rows = [cell("Year") + cell("Audits"), cell("2023") + covered + cell("42")]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    assert blocks(f"<table:table>{table}</table:table>") == ["Year | Audits", "2023 | 42"]


def test_deletions_and_comments_are_not_read():
    deleted = f"<text:tracked-changes><text:deletion>{p('never')}</text:deletion>"
    comment = f"<office:annotation>{p('why?')}</office:annotation>"
    body = f"{deleted}</text:tracked-changes>{p(f'We audit{comment} suppliers.')}"
    assert blocks(body) == ["We audit suppliers."]


def test_notes_stand_at_the_end():
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('By sample.')}"
    body = p(f"We audit{note}</text:note-body></text:note> suppliers.") + p("The end.")
    assert blocks(body) == ["We audit suppliers.", "The end.", "By sample."]


def test_a_text_box_is_read():
    box = f"<draw:frame><draw:text-box>{p('In the box')}</draw:text-box></draw:frame>"
    assert blocks(p(f"Beside it{box}")) == ["Beside it", "In the box"]


def test_breaks_make_pages():
    style = (
        '<style:style style:name="P1"><style:paragraph-properties fo:break-before="page"/>'
        "</style:style>"
    )
    body = p("One", "P1") + p("Two", "P1") + p("Three<text:soft-page-break/> runs on") + p("Four")
    assert pages(body, styles=style) == [["One"], ["Two", "Three runs on"], ["Four"]]
    assert "approximate" in read(odt(body, styles=style)).warnings[0]


def test_a_document_without_pages_says_so():
    assert read(odt(p("One"))).warnings == (reader.NO_PAGES_WARNING,)


def test_running_headers_and_contents_are_removed():
    body = f"<text:table-of-content><text:index-body>{p('Risks 3')}</text:index-body>"
    margins = f"<style:header>{p('Example plc')}</style:header>"
    statement = read(odt(body + "</text:table-of-content>" + p("Text"), margins=margins))
    assert statement.text == "Text\n"
    assert statement.pages[0].removed == ("Risks 3", "Example plc")


def test_a_document_that_unpacks_to_too_much_is_too_large():
    with pytest.raises(DocumentTooLarge, match="unpacks to"):
        read(odt(p("x" * 6000)), max_unpacked_bytes=1000)


@pytest.mark.parametrize(
    "data",
    [
        odt(p("x"))[:200],
        archive({"mimetype": "x"}),
        archive({"content.xml": "<x/>"}),
        archive({"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
    ],
)
def test_a_broken_document_is_damaged(data):
    with pytest.raises(DamagedDocument, match=r'"a\.odt"'):
        read(data)
