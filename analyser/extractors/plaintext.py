"""Read plain text and Markdown: a form feed ends a page, a hard-wrapped line runs on."""

from __future__ import annotations

from analyser.extractors.encodings import decode
from analyser.extractors.paragraphs import clean, is_wrapped, join_lines, lay_out, usual_width
from analyser.extractors.sniffing import PLAIN
from analyser.limits import Reading
from analyser.types import Source, Statement

SUFFIXES = (".txt", ".text", ".md", ".markdown")
MEDIA_TYPES = (PLAIN,)


def extract(source: Source, data: bytes, reading: Reading) -> Statement:
    """Read plain text.

    Parameters
    ----------
    source : Source
        Where it comes from.
    data : bytes
        The text, in UTF-8, UTF-16 with a byte order mark, or Windows-1252.
    reading : Reading
        How much of it to read.

    Returns
    -------
    Statement
        One page for each form feed and one more.
    """
    text = decode(data)
    pages = [[clean(line) for line in page.split("\n")] for page in text.split("\f")]
    lines = [line for page in pages for line in page]
    width = usual_width(lines) if is_wrapped(lines) else 0
    whole, spans = lay_out([join_lines(page, width) for page in pages])
    return Statement(source=source, text=whole, pages=spans, extractor="plaintext")
