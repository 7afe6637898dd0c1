"""Read DOCX in document order: paragraphs, headings, lists, and a line for each table row."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from docx import Document
from docx.document import Document as DocumentObject
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from analyser.errors import DamagedDocument, DocumentTooLarge
from analyser.extractors.paragraphs import CELL, clean, lay_out
from analyser.extractors.sniffing import DOCX
from analyser.limits import Reading
from analyser.types import Source, Statement

SUFFIXES = (".docx",)
MEDIA_TYPES = (DOCX,)
MAX_UNPACKED_BYTES = 200_000_000
BROKEN = (
    zipfile.BadZipFile, zlib.error, PackageNotFoundError, XMLSyntaxError, PythonDocxError,
    KeyError, IndexError, ValueError, TypeError, AttributeError, RuntimeError, EOFError, OSError,
)  # fmt: skip
"""What python-docx and the libraries below it raise on a file that is not as it should be."""


def extract(source: Source, data: bytes, reading: Reading) -> Statement:
    """Read a DOCX document.

    Parameters
    ----------
    source : Source
        Where it comes from.
    data : bytes
        The document.
    reading : Reading
        How much of it to read.

    Returns
    -------
    Statement
        With one page, since a DOCX has pages only where it is printed.

    Raises
    ------
    DocumentTooLarge
        If it unpacks to more than 200 MB.
    DamagedDocument
        If it cannot be opened.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size_bytes = sum(entry.file_size for entry in archive.infolist())
        if size_bytes > MAX_UNPACKED_BYTES:
            raise DocumentTooLarge(
                f'The document "{source.id}" unpacks to {size_bytes:,} bytes; at most '
                f"{MAX_UNPACKED_BYTES:,} are read."
            )
        blocks = list(_blocks(Document(io.BytesIO(data))))
    except BROKEN as error:
        raise DamagedDocument(f'The document "{source.id}" cannot be opened: {error}.') from error

    text, pages = lay_out([blocks])
    warning = "A DOCX file has no fixed pages, so every quotation is on page 1."
    return Statement(source=source, text=text, pages=pages, extractor="docx", warnings=(warning,))


def _blocks(document: DocumentObject) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _paragraph(block)
        else:
            yield from _rows(block)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    is_item = "List" in str(getattr(paragraph.style, "name", ""))
    for line in paragraph.text.split("\n"):
        if text := clean(line):
            yield f"• {text}" if is_item else text


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:
            text = clean(" ".join(cell.text.split()))
            # A merged cell is given once for each column that it spans.
            if text and (not cells or cells[-1] != text):
                cells.append(text)
        if cells:
            yield CELL.join(cells)
