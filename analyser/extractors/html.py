"""Read HTML as blocks: paragraphs, headings, list items and table rows, without the menus."""

from __future__ import annotations

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from analyser.errors import NotAStatement
from analyser.extractors.encodings import decode
from analyser.extractors.htmlblocks import Block, Walker
from analyser.extractors.htmlguards import Markup, check_markup, without_options
from analyser.extractors.menus import (
    MAX_MASKED_CHARACTERS,
    MAX_MASKED_DEPTH,
    MAX_MASKED_TAGS,
    is_menu_entry,
    part,
    without_menus,
)
from analyser.extractors.paragraphs import clean, lay_out
from analyser.extractors.sniffing import HEAD, HTML
from analyser.extractors.webpages import why_no_statement
from analyser.limits import Reading
from analyser.types import Source, Statement

SUFFIXES = (".html", ".htm", ".xhtml")
MEDIA_TYPES = (HTML,)
CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w:.-]+)",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"<(title|script|style|textarea|iframe|div|span|a|p|td)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)/>",
    re.IGNORECASE,
)
"""Elements that XHTML may close at once, and HTML may not."""
WARNING = "A web page has no page numbers, so every quotation is on page 1."
MAX_REMOVED = 500


def extract(source: Source, data: bytes, reading: Reading) -> Statement:
    """Read an HTML page.

    Parameters
    ----------
    source : Source
        Where it comes from.
    data : bytes
        The page.
    reading : Reading
        How much of it to read.

    Returns
    -------
    Statement
        With one page, whose `removed` is what stood around the text.

    Raises
    ------
    NotAStatement
        If it is a redirect, an error page, a login, a check for robots, or drawn by a script.
    DamagedDocument
        If its elements are nested, or one has attributes, as in no page of a person.
    DocumentTooLarge
        If it has more than 300,000 tags.
    """
    page = without_options(decode(data, declared=_declared(data)))
    if page.lstrip().startswith("<?xml"):
        page = CLOSED.sub(r"<\1\2></\1>", page)
    markup = check_markup(page, source.id)
    tree = LexborHTMLParser(page)
    body = tree.body
    controls = (node.attributes.get("aria-controls") for node in tree.css("[aria-controls]"))
    controlled = frozenset(each for each in controls if each)
    blocks = Walker(controlled).walk(body) if body is not None else []

    blocks, removed = part(blocks)
    blocks, menus = without_menus(blocks, _mask(page, markup, blocks))
    lines = [block.text for block in blocks]
    around = list(dict.fromkeys(block.text for block in (*removed, *menus)))[:MAX_REMOVED]
    why = why_no_statement(tree, lines, around)
    if why is not None:
        raise NotAStatement(f'The page "{source.id}" {why}.')

    title = tree.css_first("title")
    named = clean(" ".join(title.text().split())) if title is not None else ""
    if named and not any(block.heading == 1 for block in blocks):
        lines = [named, *lines]
    text, pages = lay_out([lines])
    pages = (replace(pages[0], removed=tuple(around)),)
    return Statement(source=source, text=text, pages=pages, extractor="html", warnings=(WARNING,))


def _declared(data: bytes) -> str | None:
    match = CHARSET.search(data[: 4 * HEAD])
    return (match[1] or match[2]).decode("ascii") if match else None


def _mask(page: str, markup: Markup, blocks: list[Block]) -> str | None:
    """Ask another extractor what the text is, where there is anything to ask about."""
    is_small = (
        len(page) <= MAX_MASKED_CHARACTERS
        and markup.n_tags <= MAX_MASKED_TAGS
        and markup.depth <= MAX_MASKED_DEPTH
    )
    if not is_small or not any(is_menu_entry(block) for block in blocks):
        return None
    # Imported late: it takes a third of a second, and most pages need no second opinion.
    from trafilatura import extract as extract_text

    extracted: str | None = extract_text(page, favor_recall=True, include_comments=False, fast=True)
    return extracted
