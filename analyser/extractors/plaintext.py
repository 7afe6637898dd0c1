"""Read plain text and Markdown: a form feed ends a page, a hard-wrapped line runs on."""

from __future__ import annotations

from analyser.extractors.blocks import Gatherer
from analyser.extractors.encodings import decode
from analyser.extractors.markdown import gather_markdown, is_markdown
from analyser.extractors.paragraphs import clean, is_wrapped, join_lines, usual_width
from analyser.extractors.sniffing import PLAIN
from analyser.limits import Reading
from analyser.types import Source, Statement

SUFFIXES = (".txt", ".text", ".md", ".markdown")
MEDIA_TYPES = (PLAIN,)


def extract(source: Source, data: bytes, reading: Reading) -> Statement:
    """Read plain text, or Markdown where the text has enough of its marks.

    Parameters
    ----------
    source : Source
        Where it comes from.
    data : bytes
        The text, in UTF-8, UTF-16 or Windows-1252.
    reading : Reading
        How much of it to read.

    Returns
    -------
    Statement
        With a page for each form feed that something follows, and one more.

    Raises
    ------
    DocumentTooLarge
        If it has ten times more pages than is allowed.
    """
    # Converters end every page with a form feed, the last one too.
    text = decode(data).rstrip().removesuffix("\f")
    gatherer = Gatherer(source, reading.limits)
    if is_markdown(text):
        gather_markdown(gatherer, text)
        return gatherer.statement(extractor="markdown")
    pages = [[clean(line) for line in page.split("\n")] for page in text.split("\f")]
    lines = [line for page in pages for line in page]
    width = usual_width(lines) if is_wrapped(lines) else 0
    for number, page in enumerate(pages):
        if number:
            gatherer.break_page()
        gatherer.add(join_lines(page, width))
    return gatherer.statement(extractor="plaintext")
