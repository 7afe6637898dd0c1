import pytest

from analyser.errors import DamagedDocument, DocumentTooLarge
from analyser.extractors import docx as reader
from analyser.limits import Limits, Reading
from analyser.types import Source
from tests.data.documents import SENTENCE, archive, docx, word

BREAK = '<w:r><w:br w:type="page"/></w:r>'
LAID = "<w:r><w:lastRenderedPageBreak/></w:r>"


def p(text, properties="", before=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{before}<w:r><w:t>{text}</w:t></w:r></w:p>"


def row(*cells):
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def read(data, **limits):
    return reader.extract(Source(id="a.docx"), data, Reading(limits=Limits(**limits)))


def blocks(data):
    return read(data).text.split("\n")[:-1]


def pages(data, **limits):
    statement = read(data, **limits)
    return [statement.quote(page).split("\n")[:-1] for page in statement.pages]


def build(document):
    document.add_heading("Our statement", 1)
    document.add_paragraph(SENTENCE)
    document.add_paragraph("audits", style="List Bullet")
    document.add_paragraph("training", style="List Number")
    document.add_paragraph("A remark.", style="List Paragraph")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Year", "Audits", "Training"), strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(1, 1)).text = "2023"
    table.cell(1, 2).text = "42"
    document.add_paragraph("The end.")
    document.sections[0].header.paragraphs[0].text = "Example plc"
    document.sections[0].footer.paragraphs[0].text = "Confidential"


def test_a_document_is_read_in_its_order():
    assert blocks(docx(build)) == [
        "Our statement",
        SENTENCE,
        "• audits",
        "• training",
        "A remark.",
        "Year | Audits | Training",
        "2023 | 42",
        "The end.",
    ]


def test_running_headers_and_footers_are_removed_not_lost():
    (page,) = read(docx(build)).pages
    assert page.removed == ("Example plc", "Confidential")


def test_a_document_without_pages_says_so():
    assert read(docx(build)).warnings == (reader.NO_PAGES_WARNING,)


def test_page_breaks_make_pages():
    broken = f"<w:p>{BREAK}</w:p>" + p("Two") + p("Three", "<w:pageBreakBefore/>")
    statement = read(word(p("One") + broken))
    assert [statement.quote(page) for page in statement.pages] == ["One\n", "Two\n", "Three\n"]
    assert "approximate" in statement.warnings[0]


def test_a_section_begins_a_page_unless_it_is_continuous():
    assert pages(word(p("One", "<w:sectPr/>") + p("Two"))) == [["One"], ["Two"]]
    same = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    assert pages(word(p("One", same) + p("Two"))) == [["One", "Two"]]


def test_the_pages_of_the_last_layout_go_before_the_authors():
    body = p("One") + f"<w:p>{BREAK}</w:p>" + p("Two", before=LAID) + p("Three", before=LAID)
    assert pages(word(body)) == [["One"], ["Two"], ["Three"]]


def test_a_paragraph_that_runs_over_a_page_stays_whole():
    body = f"<w:p><w:r><w:t>It begins</w:t></w:r>{LAID}<w:r><w:t> and ends.</w:t></w:r></w:p>"
    assert pages(word(body + p("Next"))) == [["It begins and ends."], ["Next"]]


def test_a_table_row_that_runs_over_a_page_stays_whole():
    table = f"<w:tbl>{row(p('a'), p('b', before=LAID))}{row(p('c'), p('d'))}</w:tbl>"
    assert pages(word(table)) == [["a | b"], ["c | d"]]


def test_pages_beyond_the_limit_are_unread_not_empty():
    body = "".join(p(str(number), "<w:pageBreakBefore/>") for number in range(6))
    statement = read(word(body), max_pages=3)
    assert (len(statement.pages), statement.unread_pages) == (3, (4, 5, 6))
    assert "Only the first 3 pages" in statement.warnings[-1]


def test_pages_without_end_are_too_large():
    body = p("x", "<w:pageBreakBefore/>") * 50
    with pytest.raises(DocumentTooLarge, match="more than 20 pages"):
        read(word(body), max_pages=2)


def test_insertions_are_kept_and_deletions_are_not():
    body = (
        "<w:p><w:ins><w:r><w:t>We audit </w:t></w:r></w:ins><w:del><w:r><w:delText>never"
        "</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>here</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>suppliers.</w:t></w:r></w:moveTo></w:p>"
    )
    assert blocks(word(body)) == ["We audit suppliers."]


def test_field_codes_are_no_text_and_their_results_are():
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>our policy'
        '</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="DATE">'
        "<w:r><w:t> of May</w:t></w:r></w:fldSimple></w:p>"
    )
    assert blocks(word(body)) == ["our policy of May"]


def test_hyperlinks_and_content_controls_are_read():
    body = (
        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + p("Inside") + "</w:sdtContent>"
        "</w:sdt><w:p><w:hyperlink><w:r><w:t>Linked</w:t></w:r></w:hyperlink></w:p>"
    )
    assert blocks(word(body)) == ["Inside", "Linked"]


def test_the_prompt_of_a_content_control_is_no_text():
    body = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + p("Click here")
    assert blocks(word(body + "</w:sdtContent></w:sdt>" + p("Text"))) == ["Text"]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{p('In the box')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}"
        "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Beside it</w:t></w:r></w:p>"
    )
    assert blocks(word(body)) == ["Beside it", "In the box"]


def test_a_text_box_for_old_readers_only_is_read():
    box = f"<w:txbxContent>{p('In the box')}</w:txbxContent>"
    body = f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>"
    assert blocks(word(body)) == ["In the box"]


def test_merged_cells_are_read_once():
    first, rest = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    cells = [f"<w:tcPr>{each}</w:tcPr>{p('Asia')}" for each in (first, rest)]
    table = f"<w:tbl>{row(cells[0], p('1'))}{row(cells[1], p('2'))}</w:tbl>"
    assert blocks(word(table)) == ["Asia | 1", "2"]


def test_a_table_in_a_table_keeps_its_rows():
    inner = f"<w:tbl>{row(p('a'), p('b'))}{row(p('c'), p('d'))}</w:tbl>"
    assert blocks(word(f"<w:tbl>{row(p('Left'), inner)}</w:tbl>")) == ["Left", "a | b", "c | d"]


def test_a_table_for_layout_is_no_row():
    long = "We audit our suppliers every year and publish what we find. " * 8
    table = f"<w:tbl>{row(p('Audits'), p(long) + p(long))}</w:tbl>"
    assert blocks(word(table)) == ["Audits", long.strip(), long.strip()]


def test_notes_stand_at_the_end():
    body = '<w:p><w:r><w:t>We audit.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    separator = f'<w:footnote w:type="separator">{p("----")}</w:footnote>'
    footnote, endnote = f"<w:footnote>{p('By sample.')}</w:footnote>", p("In 2023.")
    notes = {"footnotes": separator + footnote, "endnotes": f"<w:endnote>{endnote}</w:endnote>"}
    assert blocks(word(body + p("The end."), **notes)) == [
        "We audit.",
        "The end.",
        "By sample.",
        "In 2023.",
    ]


def test_a_numbered_heading_is_no_list_item():
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="Mine"/><w:basedOn w:val="M"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="M"><w:name w:val="Other"/>'
        '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    )
    number = '<w:numPr><w:numId w:val="3"/></w:numPr>'
    body = (
        p("Risks", f'<w:pStyle w:val="H"/>{number}')
        + p("We audit", number)
        + p("We train", '<w:pStyle w:val="L"/>')
        + p("We end", '<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert blocks(word(body, styles=styles)) == ["Risks", "• We audit", "• We train", "We end"]


def test_a_list_without_marks_is_no_list():
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    assert blocks(word(p("We audit", number), numbering=numbering)) == ["We audit"]


def test_styles_that_are_based_on_each_other_end():
    style = '<w:style w:styleId="{}"><w:name w:val="x"/><w:basedOn w:val="{}"/></w:style>'
    styles = style.format("A", "B") + style.format("B", "A")
    assert blocks(word(p("Text", '<w:pStyle w:val="A"/>'), styles=styles)) == ["Text"]


def test_a_table_of_contents_is_removed():
    styles = '<w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    body = p("Risks 3", '<w:pStyle w:val="T"/>') + p("Text")
    statement = read(word(body, styles=styles))
    assert (statement.text, statement.pages[0].removed) == ("Text\n", ("Risks 3",))


def test_hidden_text_is_not_read():
    body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:t>yes</w:t></w:r></w:p>"
    assert blocks(word(body)) == ["yes"]


def test_a_line_break_begins_a_block_and_a_tab_is_a_space():
    body = "<w:p><w:r><w:t>Signed</w:t><w:br/><w:t>A.</w:t><w:tab/><w:t>Person</w:t></w:r></w:p>"
    assert blocks(word(body)) == ["Signed", "A. Person"]


def test_an_embedded_document_is_told_of():
    assert "not read" in read(word(p("Text") + '<w:altChunk r:id="x"/>')).warnings[-1]


def test_nothing_outside_the_file_is_asked_for():
    relations = (
        '<Relationships><Relationship Type="x/header" TargetMode="External" '
        'Target="http://evil.example/header1.xml"/></Relationships>'
    )
    body = "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>Text</w:t></w:r></w:p></w:body>"
    files = {"word/document.xml": f"{body}</w:document>"}
    assert read(archive({**files, "word/_rels/document.xml.rels": relations})).text == "Text\n"


def test_the_main_part_may_have_another_name():
    body = "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>Text</w:t></w:r></w:p></w:body>"
    assert read(archive({"word/document2.xml": f"{body}</w:document>"})).text == "Text\n"


def test_a_document_that_unpacks_to_too_much_is_too_large():
    with pytest.raises(DocumentTooLarge, match="unpacks to"):
        read(docx(build), max_unpacked_bytes=1000)


@pytest.mark.parametrize(
    "data",
    [
        docx(build)[:2000],
        archive({"word/document.xml": "<w:document"}),
        archive({"word/document.xml": "<x/>"}),
        word("<!DOCTYPE x>"),
        word("<w:p>" * 300 + "</w:p>" * 300),
    ],
)
def test_a_broken_document_is_damaged(data):
    with pytest.raises(DamagedDocument, match=r'"a\.docx"'):
        read(data)
