"""Read each page of a PDF document from its text layer, or from its image where it has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2

from analyser.extractors import ocr
from analyser.extractors.pdflines import Line, PageLines, is_covered, may_be_image, read_lines
from analyser.extractors.quality import is_garbled, lexicon_share
from analyser.limits import Reading
from analyser.types import Source

MIN_CHARACTERS = 20
"""A page with fewer is not held to have a text layer."""
FEW_CHARACTERS = 400
"""A page with fewer may be a scan under a stamped header."""
SAMPLE_LENGTH = 600
"""Characters that show whether a page's text layer makes words."""
MIN_WORDS = 3
"""OCR that finds fewer words has found specks."""


@dataclass(slots=True)
class PageRead:
    """What was read of one page."""

    layer: PageLines
    """Its text layer; without lines where the page was read from its image, or not at all."""
    image: ocr.OcrPage | None = None
    """What was read from its image, where that was used."""


@dataclass(slots=True)
class DocumentRead:
    """The pages of a document, and those that could not be read, each numbered from 1."""

    pages: list[PageRead] = field(default_factory=list)
    """All pages of the document in order; those not read are empty."""
    images: list[int] = field(default_factory=list)
    """Pages that are images, and were not read from them."""
    doubtful: list[int] = field(default_factory=list)
    """Pages whose image was read below the least confidence."""
    broken: list[int] = field(default_factory=list)
    """Pages that pdfium cannot load."""
    late: list[int] = field(default_factory=list)
    """Pages for which no time was left."""
    beyond: list[int] = field(default_factory=list)
    """Pages beyond the greatest number of pages."""
    bare: list[int] = field(default_factory=list)
    """Pages on which pdfium finds nothing at all: blank ones, or ones that it cannot unpack."""
    is_foreign: bool = False
    """Whether a page that is no English in its text layer was none on its image either."""

    @property
    def unread(self) -> list[int]:
        """All pages that were not read, in order."""
        return sorted({*self.images, *self.doubtful, *self.broken, *self.late, *self.beyond})

    @property
    def n_characters(self) -> int:
        """Characters read, without spaces."""
        return sum(
            page.layer.n_characters
            + (sum(len(line) for block in page.image.blocks for line in block) if page.image else 0)
            for page in self.pages
        )


EMPTY = PageLines((), 0.0, 0.0, 0)


def read_pages(source: Source, document: pypdfium2.PdfDocument, reading: Reading) -> DocumentRead:
    """Read every page, as long as the limits allow.

    Parameters
    ----------
    source : Source
        Where the document comes from; its hash names it in the cache of OCR results.
    document : pypdfium2.PdfDocument
        Open.
    reading : Reading
        Whether images are read, how many pages, and until when.

    Returns
    -------
    DocumentRead
        With as many pages as the document has.
    """
    read = DocumentRead()
    for index in range(len(document)):
        page, number = PageRead(EMPTY), index + 1
        read.pages.append(page)
        if reading.limits.max_pages <= index:
            read.beyond.append(number)
        elif reading.is_over:
            read.late.append(number)
        else:
            _read_page(source, document, index, page, read, reading)
    return read


def _read_page(
    source: Source,
    document: pypdfium2.PdfDocument,
    index: int,
    read: PageRead,
    whole: DocumentRead,
    reading: Reading,
) -> None:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        whole.broken.append(index + 1)
        return
    try:
        read.layer = read_lines(page)
        if not read.layer.n_characters and not any(page.get_objects(max_depth=1)):
            whole.bare.append(index + 1)
            return
        if _has_usable_layer(page, read.layer, whole.is_foreign):
            return
        n_layer = read.layer.n_characters
        key = f"{source.sha256}-{index}" if source.sha256 else None
        image = ocr.read_page(page, stop_at=reading.stop_at, cache_key=key) if reading.ocr else None
        is_sure = image is not None and image.confidence >= ocr.MIN_CONFIDENCE
        if is_sure and image is not None and _says_more(image, read.layer):
            read.layer, read.image = EMPTY, image
        elif n_layer < MIN_CHARACTERS:
            read.layer = EMPTY
            (whole.images if image is None else whole.doubtful).append(index + 1)
        elif is_sure and image is not None:
            whole.is_foreign = is_garbled(_words(image))
    except pypdfium2.PdfiumError:
        whole.broken.append(index + 1)
    finally:
        page.close()


def _has_usable_layer(page: pypdfium2.PdfPage, layer: PageLines, is_foreign: bool) -> bool:
    """Say whether nothing is to be had from the image of a page."""
    if layer.n_characters < MIN_CHARACTERS:
        return not may_be_image(page)
    if layer.n_characters < FEW_CHARACTERS and is_covered(page):
        return False
    sample = _text(layer.lines)[:SAMPLE_LENGTH]
    # No font that is a cipher writes these, so that most pages need no lexicon.
    is_english = any(f" {word} " in sample for word in ("the", "and", "of"))
    return is_foreign or is_english or not is_garbled(sample)


def _says_more(image: ocr.OcrPage, layer: PageLines) -> bool:
    """Say whether the image of a page gives more words, or better ones, than its text layer."""
    text, layer_text = _words(image), _text(layer.lines)
    if image.n_words < MIN_WORDS:
        return False
    if is_garbled(layer_text):
        return (lexicon_share(layer_text) or 0.0) < (lexicon_share(text) or 0.0)
    return len(layer_text.split()) < image.n_words


def _text(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _words(image: ocr.OcrPage) -> str:
    return "\n".join(line for block in image.blocks for line in block)
