"""Read PDF in the order of its content stream, and repair what typesetting did to the text."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from analyser.errors import (
    DamagedDocument,
    DocumentTooLarge,
    EncryptedDocument,
    NoTextLayer,
)
from analyser.extractors.paragraphs import (
    CELL,
    clean,
    is_wrapped,
    join_lines,
    lay_out,
    usual_width,
)
from analyser.extractors.sniffing import PDF
from analyser.limits import Reading
from analyser.types import Source, Statement

SUFFIXES = (".pdf",)
MEDIA_TYPES = (PDF,)
MAX_PAGES = 1000
MIN_CHARACTERS = 20
"""A page with fewer is not held to have a text layer."""
HYPHEN_MARK = "\x02"
"""What pdfium leaves where a hyphen ended a line."""
MARKED_WORD = re.compile(rf"(\w+){HYPHEN_MARK}\s*(\w+)")
EDGE_LINES = 3
"""How many lines at the top and bottom of a page can be a running header or footer."""
MIN_REPEATS = 3
MIN_REPEATED_SHARE = 0.3
PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–|\s]*\d{1,3}[-–|\s]*(?:(?:of|/)\s*\d{1,3})?", re.IGNORECASE
)
SHORT_NUMERIC = re.compile(r"^(?=.{3,60}$)(?=.*\d).*\s[\d£$€%.,()–-]+$")
MIN_TABLE_LINES = 5
MIN_TABLE_SHARE = 0.25
MAX_TABLE_PAGES = 20
"""pdfplumber reads about ten pages a second; a report full of figures must not take minutes."""


def extract(source: Source, data: bytes, reading: Reading) -> Statement:
    """Read a PDF document.

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
        With its pages; those that are images among pages of text are in `unread_pages`.

    Raises
    ------
    EncryptedDocument
        If it opens only with a password.
    DamagedDocument
        If it cannot be opened, or opens without text or images.
    NoTextLayer
        If its pages are images.
    DocumentTooLarge
        If it has more than 1,000 pages.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _translate(source, error) from error
    try:
        texts, unread, warnings = _read_pages(source, document)
    finally:
        document.close()

    pages = [[clean(line) for line in re.split(r"[\r\n]+", text)] for text in _hyphens(texts)]
    pages = _tables(data, without_running_lines(pages))
    lines = list(chain.from_iterable(pages))
    width = usual_width(lines) if is_wrapped(lines) else 0
    text, spans = lay_out([join_lines(page, width) for page in pages])

    return Statement(
        source=source,
        text=text,
        pages=spans,
        extractor="pdf",
        warnings=tuple(warnings),
        unread_pages=tuple(unread),
    )


def _translate(source: Source, error: pypdfium2.PdfiumError) -> Exception:
    if "password" in str(error).lower():
        return EncryptedDocument(f'The document "{source.id}" opens only with a password.')
    said = str(error).rstrip(".")
    return DamagedDocument(f'The document "{source.id}" cannot be opened: {said}.')


def _read_pages(
    source: Source, document: pypdfium2.PdfDocument
) -> tuple[list[str], list[int], list[str]]:
    """Read the text of every page, and find those that have none."""
    n_pages = len(document)
    if n_pages > MAX_PAGES:
        raise DocumentTooLarge(
            f'The document "{source.id}" has {n_pages:,} pages; at most {MAX_PAGES:,} are read.'
        )
    texts: list[str] = []
    images: list[int] = []
    broken: list[int] = []
    for index in range(n_pages):
        try:
            text, has_image = _read_page(document, index)
        except pypdfium2.PdfiumError:
            text, has_image = "", False
            broken.append(index + 1)
        texts.append(text)
        if has_image:
            images.append(index + 1)

    n_characters = sum(len("".join(text.split())) for text in texts)
    if n_characters < MIN_CHARACTERS and images:
        raise NoTextLayer(f'The document "{source.id}" has no text on any of {n_pages} pages.')
    if n_characters < MIN_CHARACTERS or (n_pages > 2 and n_characters < MIN_CHARACTERS * n_pages):
        if len(images) > n_pages / 2:
            raise NoTextLayer(
                f'The document "{source.id}" has next to no text on {n_pages} pages of images.'
            )
        raise DamagedDocument(
            f'The document "{source.id}" opens as {n_pages} pages with {n_characters} characters.'
        )
    unread = sorted({*images, *broken})
    warnings = [
        *([f"Pages that are images were not read: {_numbers(images)}."] if images else []),
        *([f"Pages that are damaged were not read: {_numbers(broken)}."] if broken else []),
    ]
    return texts, unread, warnings


def _read_page(document: pypdfium2.PdfDocument, index: int) -> tuple[str, bool]:
    """Give a page's text, and whether it is an image instead of text."""
    page = document[index]
    try:
        text_page = page.get_textpage()
        try:
            text = text_page.get_text_bounded()
        finally:
            text_page.close()
        has_text = len("".join(text.split())) >= MIN_CHARACTERS
        return text, not has_text and _has_image(page)
    finally:
        page.close()


def _has_image(page: pypdfium2.PdfPage) -> bool:
    return any(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _numbers(pages: Sequence[int]) -> str:
    return ", ".join(str(number) for number in pages)


def _hyphens(texts: Sequence[str]) -> list[str]:
    """Put back the hyphens that ended a line, or join the word where the document does so.

    In corporate documents nearly all of them are true compounds ("non-executive"), so a hyphen
    stays unless the document itself writes the word in one piece and never with a hyphen.
    """
    whole = " ".join(texts).lower()
    words = Counter(re.findall(r"\w+(?:-\w+)*", whole.replace(HYPHEN_MARK, " ")))

    def mend(match: re.Match[str]) -> str:
        first, second = match.groups()
        is_one = words[f"{first}{second}".lower()] and not words[f"{first}-{second}".lower()]
        return f"{first}{second}" if is_one else f"{first}-{second}"

    return [MARKED_WORD.sub(mend, text).replace(HYPHEN_MARK, "-") for text in texts]


def without_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Take out running headers, running footers and page numbers.

    Parameters
    ----------
    pages : sequence of sequences of str
        The lines of n_pages pages.

    Returns
    -------
    list of lists of str
        The same without lines that stand, but for their digits, at the edge of at least three
        pages and of at least three pages in ten; and without lone page numbers at an edge.
    """
    counts = Counter(
        key for lines in pages for key in {_masked(lines[index]) for index in _edges(lines)} if key
    )
    enough = max(MIN_REPEATS, MIN_REPEATED_SHARE * len(pages))
    repeated = {key for key, n_pages in counts.items() if enough <= n_pages}
    kept = []
    for lines in pages:
        edges = set(_edges(lines))
        kept.append(
            [
                line
                for index, line in enumerate(lines)
                if index not in edges
                or not (_masked(line) in repeated or PAGE_NUMBER.fullmatch(line))
            ]
        )
    return kept


def _edges(lines: Sequence[str]) -> Iterator[int]:
    """Give the indices of the first and last three lines that hold anything."""
    filled = [index for index, line in enumerate(lines) if line]
    yield from filled[:EDGE_LINES]
    yield from filled[EDGE_LINES:][-EDGE_LINES:]


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", line).lower()


def _tables(data: bytes, pages: list[list[str]]) -> list[list[str]]:
    """Part the cells of table rows on pages that look tabular, by pdfplumber.

    A row's line is replaced only where pdfplumber's cells hold the same letters and digits, so
    nothing is lost or told twice.
    """
    tabular = [index for index, lines in enumerate(pages) if _looks_tabular(lines)]
    if not tabular:
        return pages
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for index in tabular[:MAX_TABLE_PAGES]:
                rows = _rows(document.pages[index])
                pages[index] = [rows.get(_letters(line), line) for line in pages[index]]
    except (PdfminerException, MalformedPDFException, RecursionError, ValueError, IndexError,
            KeyError, TypeError):  # fmt: skip
        # A second opinion that fails leaves the first one standing.
        return pages
    return pages


def _looks_tabular(lines: Sequence[str]) -> bool:
    n_numeric = sum(bool(SHORT_NUMERIC.match(line)) for line in lines)
    return n_numeric >= MIN_TABLE_LINES and MIN_TABLE_SHARE * len(lines) <= n_numeric


def _rows(page: pdfplumber.page.Page) -> dict[str, str]:
    try:
        tables = page.extract_tables()
    finally:
        page.close()
    rows = {}
    for cells in chain.from_iterable(tables):
        filled = [clean(" ".join(cell.split())) for cell in cells if cell and cell.strip()]
        if len(filled) > 1:
            rows[_letters("".join(filled))] = CELL.join(filled)
    return rows


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
