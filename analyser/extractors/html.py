"""Read HTML as blocks: paragraphs, headings, list items and table rows, without the menus."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from analyser.errors import DocumentTooLarge, NotAStatement
from analyser.extractors.encodings import decode
from analyser.extractors.paragraphs import CELL, clean, lay_out
from analyser.extractors.sniffing import HEAD, HTML
from analyser.limits import Reading
from analyser.types import Source, Statement

SUFFIXES = (".html", ".htm", ".xhtml")
MEDIA_TYPES = (HTML,)
DROPPED = (
    "script, style, noscript, template, svg, nav, header, footer, form, dialog, iframe, button, "
    "select, aside, [hidden], [aria-hidden=true], [role=navigation], [role=banner], "
    "[role=contentinfo], [role=search], [role=dialog]"
)
CHROME = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|menu|navbar|nav|breadcrumbs?|sidebar|site-footer|"
    r"site-header|skip-link|share|social|newsletter|popup|modal)(?:$|[\s_-])",
    re.IGNORECASE,
)
KEPT_ROOTS = ("html", "body", "main", "article")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i")
    + ("ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong")
    + ("sub", "sup", "time", "tt", "u", "var", "wbr")
)
CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
REFRESH = re.compile(rb"<meta[^>]+http-equiv=[\"']?refresh", re.IGNORECASE)
MIN_WORDS = 20
MAX_DEPTH = 500
"""Deeper nesting than any page has; a hostile one would exhaust the stack."""


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
        With one page.

    Raises
    ------
    NotAStatement
        If it is a redirect, or its text is drawn by a script.
    DocumentTooLarge
        If its elements are nested more than 500 deep.
    """
    declared = CHARSET.search(data[: 4 * HEAD])
    tree = LexborHTMLParser(
        decode(data, declared=declared.group(1).decode("ascii") if declared else None)
    )
    for node in tree.css(DROPPED):
        # Some pages wrap everything in a <form> or <header>.
        if not node.css_first("main, article"):
            node.decompose()
    root = _without_chrome(tree)
    blocks = list(_blocks(source, root)) if root else []

    n_words = sum(len(block.split()) for block in blocks)
    if n_words < MIN_WORDS and REFRESH.search(data):
        raise NotAStatement(f'The page "{source.id}" is a redirect to another page.')
    if n_words < MIN_WORDS and b"<script" in data.lower():
        raise NotAStatement(
            f'The page "{source.id}" has {n_words} words; its text is drawn by a script.'
        )
    text, pages = lay_out([blocks])
    warning = "A web page has no page numbers, so every quotation is on page 1."
    return Statement(source=source, text=text, pages=pages, extractor="html", warnings=(warning,))


def _without_chrome(tree: LexborHTMLParser) -> LexborNode | None:
    """Drop cookie banners, menus and side bars by their names, and give the page's main part."""
    for node in tree.css("[class], [id]"):
        name = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if (
            CHROME.search(name)
            and node.tag not in (*KEPT_ROOTS, *HEADINGS)
            and not node.css_first("main, article, h1")
        ):
            node.decompose()
    main = tree.css_first("main") or tree.css_first("[role=main]")
    if main is not None and len(main.text().split()) >= MIN_WORDS:
        return main
    return tree.body


def _blocks(source: Source, root: LexborNode) -> Iterator[str]:
    """Walk the page in document order; inline text gathers until a block element ends it."""
    gathered: list[str] = []

    def flush(prefix: str = "") -> Iterator[str]:
        text = clean(" ".join("".join(gathered).split()))
        gathered.clear()
        if text:
            yield f"{prefix}{text}"

    def walk(node: LexborNode, depth: int, prefix: str) -> Iterator[str]:
        if depth > MAX_DEPTH:
            raise DocumentTooLarge(
                f'The page "{source.id}" nests its elements more than {MAX_DEPTH} deep.'
            )
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                gathered.append(child.text_content or "")
            elif child.tag == "br":
                yield from flush(prefix)
            elif child.tag in INLINE:
                yield from walk(child, depth + 1, prefix)
            elif child.tag == "tr":
                yield from flush(prefix)
                yield from _row(child)
            elif not _is_menu(child):
                yield from flush(prefix)
                inner = "• " if child.tag == "li" else ""
                yield from walk(child, depth + 1, inner)
                yield from flush(inner)

    yield from walk(root, 0, "")
    yield from flush()


def _row(row: LexborNode) -> Iterator[str]:
    cells = [clean(" ".join(cell.text(separator=" ").split())) for cell in row.css("td, th")]
    filled = [cell for cell in cells if cell]
    if filled:
        yield CELL.join(filled)


def _is_menu(node: LexborNode) -> bool:
    """Say whether a list holds short links only."""
    if node.tag not in ("ul", "ol"):
        return False
    items = node.css("li")
    linked = sum(len(link.text().split()) for link in node.css("li a"))
    words = len(node.text(separator=" ").split())
    return len(items) > 2 and words <= linked and words <= 5 * len(items)
