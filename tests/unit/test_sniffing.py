import io
import json
import zipfile
from pathlib import Path

import pytest

from analyser.errors import (
    DamagedDocument,
    DocumentTooLarge,
    EncryptedDocument,
    UnsupportedFormat,
)
from analyser.extractors import archives
from analyser.extractors.encodings import decode, is_text
from analyser.extractors.sniffing import DOCX, HTML, ODT, PDF, PLAIN, RTF, media_type_of
from analyser.types import Source
from tests.data.documents import LINES, SENTENCE, archive, docx, pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = f"<html><body><p>{SENTENCE}</p></body></html>"


def kind(data, name="file"):
    data = data if isinstance(data, bytes) else data.encode()
    return media_type_of(data, Source(id=name, path=Path(name)))


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.txt", "a"])
def test_a_pdf_is_one_whatever_its_name(name):
    assert kind(pdf([LINES]), name) == PDF


def test_a_pdf_may_have_something_before_it():
    assert kind(b"\0junk\r\n" * 100 + b"%PDF-1.7") == PDF


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        "\ufeff" + PAGE,
        " \r\n\t" + PAGE,
        "<!-- saved from a site -->\n" + PAGE,
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
        '"xhtml1-strict.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml"></html>',
        "<!DOCTYPE html>\n<my-page></my-page>",
        f"<h1>Us</h1><p>{SENTENCE}</p>",
        f"{SENTENCE}<br>{SENTENCE}<br/>{SENTENCE}<BR />",
        "<!--" + "x" * 5000 + "-->" + PAGE,
    ],
)
def test_a_page_is_known_by_its_tags(page):
    assert kind(page, "a.txt") == HTML


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_page_in_utf_16_is_known(encoding):
    assert kind(PAGE.encode(encoding)) == HTML


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a", "statement.2024", "a.v1-0"])
def test_text_is_plain_whatever_its_name(name):
    assert kind(f"{SENTENCE} We ask of < 5 suppliers.", name) == PLAIN


def test_text_that_speaks_of_tags_is_no_page():
    assert kind(f"{SENTENCE}\nThe tag <p> opens a paragraph and </p> ends it.") == PLAIN


def test_a_stray_nul_is_no_binary_format():
    assert kind(SENTENCE.encode() * 5 + b"\0") == PLAIN


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt", "a.rtf", "a.PNG"])
def test_text_under_another_name_is_damaged(name):
    with pytest.raises(DamagedDocument, match=f'"{name}" is named .* but is none'):
        kind(SENTENCE, name)


def test_a_page_under_another_name_is_read():
    assert kind(PAGE, "a.pdf") == HTML


def test_office_documents_are_told_from_other_archives():
    assert kind(docx(lambda document: document.add_paragraph("x")), "a.zip") == DOCX
    assert kind(archive({"mimetype": ODT, "content.xml": "<x/>"}), "a.zip") == ODT
    assert kind(archive({"word/document2.xml": "<x/>"}), "a") == DOCX


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"xl/workbook.xml": ""}, r"a spreadsheet \(XLSX\)"),
        ({"ppt/presentation.xml": ""}, r"a presentation \(PPTX\)"),
        ({"mimetype": "application/epub+zip"}, r"an electronic book \(EPUB\)"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, r"a spreadsheet \(ODS\)"),
        ({"a.txt": SENTENCE, "b.txt": SENTENCE}, r"an archive \(ZIP\) of 2 files"),
        ({}, r"an archive \(ZIP\) of 0 files"),
    ],
)
def test_another_archive_is_named(parts, what):
    with pytest.raises(UnsupportedFormat, match=f'"a.docx" is {what}'):
        kind(archive(parts), "a.docx")


def test_an_odt_behind_a_password_is_encrypted():
    parts = {"mimetype": ODT, "META-INF/manifest.xml": "<manifest:encryption-data/>"}
    with pytest.raises(EncryptedDocument, match='"a.odt" opens only with a password'):
        kind(archive(parts), "a.odt")


def test_an_archive_that_breaks_off_is_damaged():
    with pytest.raises(DamagedDocument, match='"a.docx" breaks off'):
        kind(docx(lambda document: document.add_paragraph("x"))[:2000], "a.docx")


def test_an_archive_of_too_many_files_is_too_large(monkeypatch):
    monkeypatch.setattr(archives, "MAX_ENTRIES", 3)
    with pytest.raises(DocumentTooLarge, match="more than 3 files"):
        kind(archive(dict.fromkeys("abcd", "x")))


@pytest.mark.parametrize(
    ("stream", "what"),
    [
        ("WordDocument", r"an old Word document \(DOC\). Save it as DOCX or PDF"),
        ("Workbook", "an old spreadsheet"),
        ("Nothing", "in an old Office format"),
    ],
)
def test_an_old_office_document_is_named(stream, what):
    with pytest.raises(UnsupportedFormat, match=what):
        kind(OLE + bytes(100) + stream.encode("utf-16-le"), "a.doc")


def test_a_docx_behind_a_password_is_encrypted():
    with pytest.raises(EncryptedDocument, match="a password"):
        kind(OLE + bytes(100) + "EncryptedPackage".encode("utf-16-le"), "a.docx")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", r"an image \(PNG\). Make a PDF of it"),
        (b"\xff\xd8\xff\xe0\0", r"an image \(JPEG\)"),
        (b"II*\0\x08", r"an image \(TIFF\)"),
        (b"\x1f\x8b\x08\0", r"compressed \(gzip\). Unpack it"),
        (b"%!PS-Adobe-3.0", "PostScript. Make a PDF"),
        (b'<?xml version="1.0"?><rss><p>x</p><p>y</p><p>z</p></rss>', "XML data"),
        (b"<svg width='1'></svg>", r"an image \(SVG\)"),
        (bytes(range(256)) * 4, "of no type that can be read"),
    ],
)
def test_what_no_reader_takes_is_named(data, what):
    with pytest.raises(UnsupportedFormat, match=what):
        kind(data, "a.docx")


@pytest.mark.parametrize("name", ["a", "a.txt", "a.json"])
def test_json_is_no_prose(name):
    with pytest.raises(UnsupportedFormat, match="data or code"):
        kind(json.dumps({"text": SENTENCE}), name)


def test_a_note_in_brackets_is_no_json():
    assert kind(f"[1] {SENTENCE} [2]") == PLAIN


def test_rtf_is_known_by_its_start():
    assert kind(b"\r\n{\\rtf1\\ansi x}", "a.doc") == RTF


def test_an_archive_counts_what_it_unpacks():
    data = archive({"a": "x" * 5000, "b": "x" * 5000})
    opened = archives.Archive(data, name="a", max_unpacked_bytes=20_000)
    opened.left_bytes = 6000
    opened.read("a")
    with pytest.raises(DocumentTooLarge, match="more than 20,000"):
        opened.read("b")


def test_a_directory_that_lies_about_a_size_is_found_out():
    data = archive({"a": "x" * 50_000})
    lying = data.replace((50_000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    assert lying != data
    opened = archives.Archive(lying, name="a", max_unpacked_bytes=1000)
    with pytest.raises(DamagedDocument, match="cannot be unpacked"):
        opened.read("a")


def test_a_part_behind_a_password_is_encrypted():
    data = bytearray(archive({"a": "x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    opened = archives.Archive(bytes(data), name="a", max_unpacked_bytes=1000)
    with pytest.raises(EncryptedDocument):
        opened.read("a")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_with_a_definition_is_refused(encoding):
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    opened = archives.Archive(
        archive({"a": bomb.encode(encoding)}), name="n", max_unpacked_bytes=1000
    )
    with pytest.raises(DamagedDocument, match="document type definition"):
        opened.parse("a")


def test_a_part_nested_without_end_is_refused():
    data = archive({"a": "<a>" * 9000 + "</a>" * 9000})
    opened = archives.Archive(data, name="n", max_unpacked_bytes=1_000_000)
    with pytest.raises(DamagedDocument, match="no sound XML: Excessive depth"):
        opened.parse("a")


def test_a_run_of_text_without_end_is_too_large():
    data = archive({"a": f"<a>{'x' * 10_100_000}</a>"})
    opened = archives.Archive(data, name="n", max_unpacked_bytes=20_000_000)
    with pytest.raises(DocumentTooLarge, match="10,000,000 characters without a break"):
        opened.parse("a")


@pytest.mark.parametrize("kind_of", ["multipart/related", "multipart/mixed"])
def test_a_message_of_parts_is_named(kind_of):
    message = (
        f"From: us\r\nMIME-Version: 1.0\r\nContent-Type: {kind_of}; boundary=x\r\n\r\n{PAGE * 3}"
    )
    with pytest.raises(UnsupportedFormat, match="an e-mail message or a saved web archive"):
        kind(message, "a.html")


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("Société’s".encode(), None, "Société’s"),
        ("Société’s".encode("utf-8-sig"), "latin-1", "Société’s"),
        ("Société’s".encode("utf-16"), None, "Société’s"),
        ("Société’s and others".encode("utf-16-le"), None, "Société’s and others"),
        ("Société’s".encode("cp1252"), None, "Société’s"),
        ("Société’s".encode("cp1252"), "iso-8859-1", "Société’s"),
        ("Société’s".encode("cp1252"), "utf-8", "Société’s"),
        ("Łódź".encode("iso-8859-2"), "ISO-8859-2", "Łódź"),
        ("Société".encode(), "idna", "Société"),
        ("Société".encode(), "no-such", "Société"),
        (b"a\r\nb\rc", None, "a\nb\nc"),
    ],
)
def test_text_is_decoded(data, declared, text):
    assert decode(data, declared=declared) == text


def test_one_bad_byte_does_not_spoil_utf_8():
    assert decode("é".encode() * 30 + b"\xff") == "é" * 30 + "\ufffd"


def test_random_bytes_are_no_text():
    assert not is_text(bytes(range(256)))
    assert is_text("Überprüfung".encode("cp1252"))


def test_an_archive_of_no_kind_has_a_broken_directory():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr("word/document.xml", "x")
    with pytest.raises(DamagedDocument):
        kind(file.getvalue().replace(b"PK\x05\x06", b"PK\x05\x00"), "a.docx")
