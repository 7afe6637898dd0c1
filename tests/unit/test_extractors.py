import zipfile

import pytest

from analyser.errors import (
    DamagedDocument,
    DocumentTooLarge,
    EmptyDocument,
    EncryptedDocument,
    LanguageUnsupported,
    MissingDocument,
    NotAStatement,
    NoTextLayer,
    UnreadableDocument,
    UnsupportedFormat,
)
from analyser.extractors import extract, extractors
from analyser.limits import Limits, Reading
from analyser.types import Source
from tests.data.documents import LINES, SENTENCE, pdf

HTML = f"""<!DOCTYPE html><html><head><title>x</title><style>p {{}}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/shop">Shop</a></li></ul></nav>
<div class="cookie-banner">We use cookies. <button>Accept</button></div>
<main><h1>Modern slavery statement</h1><p>{SENTENCE} It matters to <b>all</b> of us&nbsp;here.</p>
<ul><li>Lead-in</li><li>We audited <a href="#">42 suppliers</a></li></ul>
<table><tr><th>Year</th><th>Audits</th></tr><tr><td>2023</td><td>42</td></tr></table></main>
<footer>Terms and conditions</footer><script>var slavery = 1</script></body></html>"""


def read(tmp_path, name, data, **facts):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return extract(Source(id=name, path=path, **facts))


def blocks(statement):
    return [line for line in statement.text.split("\n") if line]


def test_every_extractor_names_its_types_and_suffixes():
    assert sorted(extractors()) == ["docx", "html", "odt", "pdf", "plaintext", "rtf"]
    types = [kind for module in extractors().values() for kind in module.MEDIA_TYPES]
    assert len(types) == len(set(types))


def test_the_source_learns_its_type_and_hash(tmp_path):
    source = read(tmp_path, "a.txt", SENTENCE).source
    assert source.media_type == "text/plain"
    assert len(source.sha256) == 64


def test_the_type_is_found_in_the_bytes_not_in_the_name(tmp_path):
    assert read(tmp_path, "a.txt", pdf([LINES])).extractor == "pdf"
    assert read(tmp_path, "a.pdf.txt", HTML).extractor == "html"


def test_pdf_lines_become_paragraphs_with_their_page(tmp_path):
    statement = read(tmp_path, "a.pdf", pdf([["Our statement", *LINES], LINES]))
    assert [page.number for page in statement.pages] == [1, 2]
    assert blocks(statement)[0] == "Our statement"
    joined = f"{LINES[0]} {LINES[1]} {LINES[2]}"
    assert blocks(statement)[1] == joined


def test_pdf_pages_cover_the_text_in_order(tmp_path):
    statement = read(tmp_path, "a.pdf", pdf([LINES, [SENTENCE], LINES]))
    assert "".join(statement.quote(page) for page in statement.pages) == statement.text


def test_running_headers_and_page_numbers_are_taken_out(tmp_path):
    pages = [
        [
            "Acme plc annual statement",
            f"In {place} we oppose modern slavery in every part of our business and",
            f"our suppliers in {place} do the same, whatever they make for us.",
            f"Page {number} of 4",
        ]
        for number, place in enumerate(("Lumeria", "Norvale", "Estmark", "Sudwick"), start=1)
    ]
    statement = read(tmp_path, "a.pdf", pdf(pages))
    assert "Acme plc annual statement" not in statement.text
    assert "of 4" not in statement.text
    assert statement.text.count("do the same") == 4


def test_a_title_that_stands_once_is_no_running_header(tmp_path):
    assert blocks(read(tmp_path, "a.pdf", pdf([["Acme plc", *LINES], LINES])))[0] == "Acme plc"


def test_a_heading_after_a_full_line_stands_alone(tmp_path):
    lines = [LINES[0], LINES[1], "Training of staff", LINES[2]]
    assert blocks(read(tmp_path, "a.pdf", pdf([lines])))[1:] == lines[2:]


def test_a_year_on_a_line_of_its_own_is_no_page_number(tmp_path):
    assert "2023" in blocks(read(tmp_path, "a.pdf", pdf([["Statement", "2023", *LINES]])))


def test_bullets_stay_apart(tmp_path):
    lines = [LINES[0], "- audits of modern slavery risk", "- training of our own staff"]
    assert blocks(read(tmp_path, "a.pdf", pdf([lines])))[1:] == lines[1:]


def test_a_scan_has_no_text_layer(tmp_path):
    with pytest.raises(NoTextLayer, match="no text on any of 2 pages"):
        read(tmp_path, "a.pdf", pdf([[], []], image_pages=(1, 2)))


def test_a_scanned_page_among_text_is_unread_not_absent(tmp_path):
    statement = read(tmp_path, "a.pdf", pdf([LINES, [], LINES], image_pages=(2,)))
    assert statement.unread_pages == (2,)
    assert any("2" in warning for warning in statement.warnings)


def test_a_pdf_behind_a_password_is_encrypted(tmp_path):
    with pytest.raises(EncryptedDocument, match=r'"a\.pdf" opens only with a password'):
        read(tmp_path, "a.pdf", pdf([LINES], password="secret"))


def test_a_truncated_pdf_is_damaged(tmp_path):
    with pytest.raises(DamagedDocument, match=r'"a\.pdf" cannot be opened'):
        read(tmp_path, "a.pdf", pdf([LINES])[:300])


def test_a_pdf_of_blank_pages_is_damaged_not_empty_handed(tmp_path):
    with pytest.raises(DamagedDocument, match="opens as 4 pages with 0 characters"):
        read(tmp_path, "a.pdf", pdf([[], [], [], []]))


def test_an_archive_that_is_no_docx_is_unsupported(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x.txt", SENTENCE)
    with pytest.raises(UnsupportedFormat, match="an archive"):
        extract(Source(id="a.zip", path=tmp_path / "a.zip"))


def test_inline_text_needs_no_file():
    statement = extract(Source(id="a", text=SENTENCE))
    assert statement.text == f"{SENTENCE}\n"


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.txt", b"", EmptyDocument),
        ("a.txt", b"  \n ", EmptyDocument),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00", UnsupportedFormat),
        ("a.json", b"{}", UnsupportedFormat),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), UnsupportedFormat),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         EncryptedDocument),
        ("a.pdf", b"no pdf", DamagedDocument),
        ("a.txt", b"m o d e r n s l a v e r y " * 30, UnreadableDocument),
        ("a.txt", b"1 2 3 4 5 6 7 8 9 " * 40, UnreadableDocument),
        ("a.txt", b"We bake bread for all and sell it in our shops in many towns. " * 9,
         NotAStatement),
        ("a.txt", "Nous luttons contre l'esclavage moderne dans notre chaîne. " * 9,
         LanguageUnsupported),
    ],
)  # fmt: skip
def test_what_cannot_be_judged_is_refused_with_its_reason(tmp_path, name, data, error):
    with pytest.raises(error) as caught:
        read(tmp_path, name, data)
    assert name in str(caught.value)
    assert caught.value.hint


def test_a_missing_file_is_named():
    with pytest.raises(MissingDocument, match='"a" has no file'):
        extract(Source(id="a"))


def test_a_file_over_the_limit_is_too_large(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    with pytest.raises(DocumentTooLarge, match="at most 10"):
        extract(Source(id="a.txt", path=path), Reading(limits=Limits(max_bytes=10)))


def test_a_document_partly_in_another_language_is_read_with_a_warning(tmp_path):
    french = "Nous luttons contre l'esclavage moderne dans notre chaîne d'approvisionnement. "
    statement = read(tmp_path, "a.txt", f"{SENTENCE * 30}\n{french * 12}")
    assert any("not in English" in warning for warning in statement.warnings)
