"""Read PDF in the order of its content stream, and repair what typesetting did to the text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pikepdf
import pypdfium2

from analyser.errors import DamagedDocument, EncryptedDocument, InputError, NoTextLayer
from analyser.extractors import ocr
from analyser.extractors.columns import gutters, in_reading_order, is_scrambled
from analyser.extractors.gates import listed
from analyser.extractors.hyphens import Hyphens
from analyser.extractors.paragraphs import join_lines, lay_out, usual_width
from analyser.extractors.pdfblocks import blocks_of, part_notes
from analyser.extractors.pdflines import HYPHEN_MARK, Line
from analyser.extractors.pdfpages import MIN_CHARACTERS, DocumentRead, PageRead, read_pages
from analyser.extractors.pdftables import letters, looks_tabular, read_rows
from analyser.extractors.runninglines import running_lines
from analyser.extractors.sniffing import PDF
from analyser.limits import Reading
from analyser.types import Page, PageQuality, Source, Statement

SUFFIXES = (".pdf",)
MEDIA_TYPES = (PDF,)
LAST_HYPHEN = re.compile(r"(?<=[^\W\d_])-$")
REPAIRED = "The file was damaged and was repaired, so parts of it may be missing."


REPAIR_ERRORS = (
    pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError, OverflowError, IndexError,
)  # fmt: skip
"""What qpdf says of a document that it cannot read either."""
MAX_BLANK_BYTES = 100
"""A page of more packed bytes is not blank."""


def extract(source: Source, data: bytes, reading: Reading) -> Statement:
    """Read a PDF document.

    Parameters
    ----------
    source : Source
        Where it comes from.
    data : bytes
        The document.
    reading : Reading
        How to read it, and how much of it.

    Returns
    -------
    Statement
        With its pages; those that could not be read are in `unread_pages`.

    Raises
    ------
    EncryptedDocument
        If it opens only with a password.
    DamagedDocument
        If it cannot be opened, not even repaired, or opens without text or images.
    NoTextLayer
        If its pages are images, and those were not read.
    """
    try:
        read = _read(source, data, reading)
        warnings: tuple[str, ...] = ()
    except DamagedDocument as error:
        data = _repaired(data, error)
        read = _read(source, data, reading)
        warnings = (REPAIRED,)
    blocks, pages = _assemble(data, read, reading)
    text, spans = lay_out(blocks)
    return Statement(
        source=source,
        text=text,
        pages=tuple(
            replace(span, quality=page.quality, removed=page.removed)
            for span, page in zip(spans, pages, strict=True)
        ),
        extractor="pdf",
        warnings=(*warnings, *_warnings(read, reading)),
        unread_pages=tuple(read.unread),
    )


def _read(source: Source, data: bytes, reading: Reading) -> DocumentRead:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _translate(source, error) from error
    try:
        read = read_pages(source, document, reading)
    finally:
        document.close()
    read.broken += _not_unpacked(data, read.bare)
    _require_text(source, read)
    return read


def _not_unpacked(data: bytes, bare: Sequence[int]) -> list[int]:
    """Choose the pages that hold something where pdfium found nothing, and says nothing of it."""
    if not bare:
        return []
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return [number for number in bare if _n_bytes(document, number) > MAX_BLANK_BYTES]
    except REPAIR_ERRORS:
        return []


def _n_bytes(document: pikepdf.Pdf, number: int) -> int:
    """Count the bytes of a page's contents as they are packed."""
    contents = document.pages[number - 1].obj.get("/Contents")
    if contents is None:
        return 0
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    return sum(len(part.read_raw_bytes()) for part in parts if isinstance(part, pikepdf.Stream))


def _translate(source: Source, error: pypdfium2.PdfiumError) -> InputError:
    if "password" in str(error).lower():
        return EncryptedDocument(f'The document "{source.id}" opens only with a password.')
    said = str(error).rstrip(".")
    return DamagedDocument(f'The document "{source.id}" cannot be opened: {said}.')


def _repaired(data: bytes, error: DamagedDocument) -> bytes:
    """Let qpdf write the document anew, which finds its objects again where the table is lost."""
    file = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            document.save(file)
    except REPAIR_ERRORS:
        raise error from None
    return file.getvalue()


def _require_text(source: Source, read: DocumentRead) -> None:
    """Refuse a document without text: that is a failure, never an empty statement."""
    n_pages, n_characters = len(read.pages), read.n_characters
    n_looked_at = n_pages - len(read.late) - len(read.beyond)
    if n_characters >= MIN_CHARACTERS and (n_pages <= 2 or MIN_CHARACTERS * n_looked_at
                                           <= n_characters):  # fmt: skip
        return
    n_images = len(read.images) + len(read.doubtful)
    if n_images and (n_characters < MIN_CHARACTERS or n_pages / 2 < n_images):
        amount = "next to no text" if n_characters else "no text"
        raise NoTextLayer(
            f'The document "{source.id}" has {amount} on any of {n_pages} pages, which are images.'
        )
    raise DamagedDocument(
        f'The document "{source.id}" opens as {n_pages} pages with {n_characters} characters.'
    )


def _assemble(
    data: bytes, read: DocumentRead, reading: Reading
) -> tuple[list[list[str]], list[Page]]:
    """Make blocks of the lines of all pages, and say how each page was read."""
    running = running_lines([page.layer for page in read.pages])
    tabular = [
        index
        for index, page in enumerate(read.pages)
        if looks_tabular([line.text for line in page.layer.lines])
    ]
    rows = read_rows(data, tabular, reading)
    hyphens = Hyphens(line.text for page in read.pages for line in page.layer.lines)
    blocks, pages = [], []
    for index, page in enumerate(read.pages):
        lines = page.layer.lines
        kept = [line for at, line in enumerate(lines) if at not in running[index]]
        removed = [line.text.replace(HYPHEN_MARK, "-") for at, line in enumerate(lines)
                   if at in running[index]]  # fmt: skip
        n_columns = 1 + len(gutters(kept))
        blocks.append(
            _image_blocks(page, hyphens)
            if page.image is not None
            else list(_layer_blocks(page, kept, rows.get(index, {}), hyphens))
        )
        quality = PageQuality(
            n_characters=page.layer.n_characters,
            ocr_confidence=None if page.image is None else page.image.confidence,
            n_columns=n_columns,
            repeated_share=len(removed) / len(lines) if lines else 0.0,
        )
        pages.append(Page(index + 1, 0, 0, quality, tuple(removed)))
    return blocks, pages


def _layer_blocks(
    page: PageRead, lines: Sequence[Line], rows: dict[str, str], hyphens: Hyphens
) -> Iterator[str]:
    """Give the blocks of a page's text layer, its footnotes after its text."""
    if is_scrambled(lines):
        lines = in_reading_order(lines)
    if rows:
        lines = [replace(line, text=rows.get(letters(line.text), line.text)) for line in lines]
    for part in part_notes(lines, page.layer.height):
        for block in blocks_of(part):
            yield hyphens.join([line.text for line in block])


def _image_blocks(page: PageRead, hyphens: Hyphens) -> list[str]:
    """Give the blocks that OCR saw, joined where it parted a paragraph."""
    if page.image is None:
        return []
    lines: list[str] = []
    for block in page.image.blocks:
        lines += [LAST_HYPHEN.sub(HYPHEN_MARK, line) for line in block]
        # A block that ends within a word goes on in the next one.
        lines += [""] * (not lines[-1].endswith(HYPHEN_MARK))
    joined = join_lines(lines, usual_width(lines))
    return [hyphens.join([block]) for block in joined]


def _warnings(read: DocumentRead, reading: Reading) -> Iterator[str]:
    """Say which pages were not read, and why."""
    if read.images:
        why = "" if ocr.find_tesseract() or not reading.ocr else (
            "; install the program tesseract to have them read"
        )  # fmt: skip
        yield f"Pages that are images were not read: {listed(read.images)}{why}."
    if read.doubtful:
        yield f"Pages that are images were too unclear to be read: {listed(read.doubtful)}."
    if read.broken:
        yield f"Pages that are damaged were not read: {listed(read.broken)}."
    if read.late:
        yield f"Pages were not read for want of time: {listed(read.late)}."
    if read.beyond:
        yield f"Pages beyond the limit were not read: {listed(read.beyond)}."
    from_image = [at for at, page in enumerate(read.pages, start=1) if page.image is not None]
    if from_image:
        yield f"Pages that are images were read by OCR, which errs: {listed(from_image)}."
