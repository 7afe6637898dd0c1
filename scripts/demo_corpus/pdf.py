"""Write a document as a PDF in one or two columns, and its scanned, locked and broken kinds."""

from __future__ import annotations

import io
import re
from html import escape

import pypdfium2
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from demo_corpus.content import Block, Document

MARGIN = 22 * mm
GUTTER = 8 * mm
SCAN_DPI = 110
# The password of the locked file is public: it is there to be refused, not to keep a secret.
PASSWORD = "open-sesame"


def write(document: Document) -> bytes:
    """Return the file's bytes, uncompressed and without times, so that they never change."""
    if document.defect == "scan":
        return scan(typeset(document))
    if document.defect == "encrypted":
        # RC4 with 128 bits: its keys come from the passwords and the fixed document id alone.
        lock = StandardEncryption(PASSWORD, ownerPassword=f"{PASSWORD}-owner", strength=128)
        return typeset(document, encrypt=lock)
    whole = typeset(document)
    if document.defect == "truncated":
        # The catalogue lies behind the cut, as in a download that broke off early.
        return whole[: whole.index(b"/Type /Catalog") - 40]
    return whole


def typeset(document: Document, *, encrypt: StandardEncryption | None = None) -> bytes:
    """Set the document in pages and return the bytes of the PDF."""
    is_serif = "serif" in document.layout
    n_columns = 2 if "columns" in document.layout else 1
    width = (A4[0] - 2 * MARGIN - (n_columns - 1) * GUTTER) / n_columns
    frames = [
        Frame(MARGIN + number * (width + GUTTER), MARGIN, width, A4[1] - 2 * MARGIN, 0, 0, 0, 0)
        for number in range(n_columns)
    ]

    def draw_running_lines(canvas: Canvas, _: BaseDocTemplate) -> None:
        if "running" not in document.layout:
            return
        canvas.setFont("Helvetica", 8)
        canvas.drawString(MARGIN, A4[1] - 13 * mm, document.running_head)
        canvas.drawRightString(A4[0] - MARGIN, 12 * mm, f"Page {canvas.getPageNumber()}")
        canvas.drawString(MARGIN, 12 * mm, document.entries[0].organisation)

    file = io.BytesIO()
    template = BaseDocTemplate(
        file,
        pagesize=A4,
        invariant=1,
        pageCompression=0,
        encrypt=encrypt,
        title=document.lines[0].text,
        author=document.entries[0].organisation,
        creator="",
    )
    template.addPageTemplates(PageTemplate(frames=frames, onPage=draw_running_lines))
    flowables = [x for block in document.blocks for x in render(block, width, is_serif=is_serif)]
    template.build(flowables)
    return file.getvalue()


def render(block: Block, width: float, *, is_serif: bool) -> list[Flowable]:
    """Return one block as flowables of the given width in points."""
    regular, bold = ("Times-Roman", "Times-Bold") if is_serif else ("Helvetica", "Helvetica-Bold")
    body = ParagraphStyle("body", fontName=regular, fontSize=10, leading=13.5, spaceAfter=6)
    texts = [escape(line.text, quote=False) for line in block.lines]
    if block.kind == "break":
        return [PageBreak()]
    if block.kind == "heading":
        size = {1: 17, 2: 13, 3: 11}[block.level]
        head = ParagraphStyle(
            "head", fontName=bold, fontSize=size, leading=size + 4, spaceBefore=6, spaceAfter=5
        )
        # Kept with what follows: a heading never ends a page.
        head.keepWithNext = 1
        return [Paragraph(texts[0], head)]
    if block.kind == "paragraph":
        return [Paragraph(" ".join(texts), body)]
    if block.kind == "bullets":
        item = ParagraphStyle("item", body, leftIndent=12, bulletIndent=2, spaceAfter=3)
        return [Paragraph(text, item, bulletText="\u2022") for text in texts] + [Spacer(1, 4)]
    if block.kind == "signature":
        line = ParagraphStyle("line", body, spaceAfter=1)
        return [Spacer(1, 10), *(Paragraph(text, line) for text in texts)]
    return [grid(block, width, regular, bold), Spacer(1, 8)]


def grid(block: Block, width: float, regular: str, bold: str) -> Table:
    """Return a ruled table of equal columns, the first row as its head."""
    n_columns = len(block.lines[0].cells)
    rows = []
    for number, line in enumerate(block.lines):
        font = bold if number == 0 else regular
        cell = ParagraphStyle("cell", fontName=font, fontSize=8.5, leading=11)
        rows.append([Paragraph(escape(text, quote=False), cell) for text in line.cells])
    table = Table(rows, colWidths=[width / n_columns] * n_columns, repeatRows=0)
    table.setStyle(
        TableStyle(
            [("GRID", (0, 0), (-1, -1), 0.4, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        )
    )
    return table


def scan(pdf: bytes) -> bytes:
    """Turn every page into a picture of itself, as a flat-bed scanner would."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1, pageCompression=1)
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil()
            # A sheet never lies quite straight on the glass; two grey levels keep it small.
            picture = picture.rotate(0.4, fillcolor=255).point(lambda v: 255 if v > 150 else 30)
            canvas.drawImage(ImageReader(picture), 0, 0, *A4)
            canvas.showPage()
    canvas.save()
    return file.getvalue()


def find_pages(document: Document, pdf: bytes) -> list[int]:
    """Find the page on which each line starts, counted from 1.

    Raises
    ------
    ValueError
        If a line is not in the text of the file, in reading order.
    """
    with pypdfium2.PdfDocument(pdf) as opened:
        texts = [squeeze(page.get_textpage().get_text_bounded()) for page in opened]
    pages, number, start = [], 0, 0
    for line in document.lines:
        key = squeeze(line.text)
        while (found := texts[number].find(key, start)) < 0:
            overlap = tail(texts[number][start:], key)
            number, start = number + 1, 0
            if number == len(texts):
                raise ValueError(f"'{line.text}' is not in the file.")
            if overlap:
                break
        pages.append(number + 1 if found >= 0 else number)
        if found >= 0:
            start = found + len(key)
    return pages


def tail(text: str, key: str) -> int:
    """Return how many characters of the key's beginning end the text, at least 8 or else 0."""
    return next((n for n in range(len(key), 7, -1) if text.endswith(key[:n])), 0)


def squeeze(text: str) -> str:
    """Keep letters and digits only, since line ends and cells cut words in many ways."""
    return re.sub(r"[\W_]+", "", text)
