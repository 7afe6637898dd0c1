"""Sound statements of invented companies, which must all be read."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    ListFlowable,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Table,
)

from scripts.hostile.kinds import LINES, MORE, SENTENCE, TEXT, Kind, kind
from scripts.hostile.packed import pack
from scripts.hostile.pdfparts import unicode_pdf
from scripts.hostile.web import page

LONG = " ".join(LINES[1:])


def _canvas() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True, pageCompression=1)
    for lines in (LINES, MORE, MORE[::-1]):
        for index, line in enumerate(lines):
            canvas.drawString(60, 780 - 18 * index, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _flowing(*, n_columns: int = 1) -> bytes:
    file = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    story = [Paragraph(LONG, style) for _ in range(12)]
    if n_columns == 1:
        story.append(ListFlowable([Paragraph(line, style) for line in LINES], bulletType="bullet"))
        story.append(Table([["Suppliers", "2025"], ["Audited", "41"], ["In all", "312"]]))
        SimpleDocTemplate(file, invariant=True).build(story)
        return file.getvalue()
    frames = [Frame(40 + 260 * index, 60, 240, 700) for index in range(n_columns)]
    template = BaseDocTemplate(file, pagesize=A4, invariant=True)
    template.addPageTemplates(PageTemplate(frames=frames))
    template.build(story)
    return file.getvalue()


def _docx(style: str) -> bytes:
    document = Document()
    document.add_heading(LINES[0], 1)
    if style == "table":
        table = document.add_table(rows=0, cols=2)
        for index, line in enumerate(LINES[1:]):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = str(index), line
    else:
        for line in LINES[1:]:
            document.add_paragraph(line, style="List Bullet" if style == "list" else None)
    file = io.BytesIO()
    document.save(file)
    # The library stamps its parts with the time.
    with zipfile.ZipFile(file) as archive:
        return pack({name: archive.read(name) for name in archive.namelist()})


def kinds() -> list[Kind]:
    """List them."""
    rows = "".join(f"<tr><td>{index}</td><td>{line}</td></tr>" for index, line in enumerate(LINES))
    paragraphs = "".join(f"<p>{line}</p>" for line in LINES)
    latin = '<meta charset="iso-8859-1">'
    named = "He said “we paid back every fee” in Zürich."
    return [
        kind("good-pdf", ".pdf", "ok", _canvas),
        kind("good-pdf-flowing", ".pdf", "ok", _flowing),
        kind("good-pdf-two-columns", ".pdf", "ok", lambda: _flowing(n_columns=2)),
        kind("good-pdf-unicode-font", ".pdf", "ok", lambda: unicode_pdf(LINES)),
        kind("good-pdf-without-suffix", "", "ok", _canvas),
        kind("good-pdf-named-docx", ".docx", "ok", _canvas),
        kind("good-docx", ".docx", "ok", lambda: _docx("plain")),
        kind("good-docx-list", ".docx", "ok", lambda: _docx("list")),
        kind("good-docx-table", ".docx", "ok", lambda: _docx("table")),
        kind("good-html", ".html", "ok", lambda: page().encode()),
        kind("good-html-main", ".htm", "ok", lambda: page(
            ["Cookies"], body=f"<main>{paragraphs}</main>").encode()),
        kind("good-html-table", ".html", "ok", lambda: page(
            [], body=f"<table>{rows}</table>").encode()),
        kind("good-html-latin-1", ".html", "ok", sentence="in Zürich.", make=lambda: page(
            [*LINES, "We also work in Zürich."], head=latin).encode("latin-1")),
        kind("good-html-named-txt", ".txt", "ok", lambda: page().encode()),
        kind("good-text", ".txt", "ok", TEXT.encode),
        kind("good-text-utf-8-mark", ".txt", "ok", lambda: TEXT.encode("utf-8-sig")),
        kind("good-text-utf-16", ".txt", "ok", lambda: TEXT.encode("utf-16")),
        kind("good-text-windows-1252", ".txt", "ok", sentence=named,
             make=lambda: f"{TEXT}\n{named}\n".encode("cp1252")),
        kind("good-text-windows-line-ends", ".txt", "ok",
             lambda: TEXT.replace("\n", "\r\n").encode()),
        kind("good-markdown", ".md", "ok", lambda: f"# {TEXT}\n* {SENTENCE}\n".encode()),
    ]  # fmt: skip
