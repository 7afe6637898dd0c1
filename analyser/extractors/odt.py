"""Read ODT (OpenDocument text) in document order, as LibreOffice and others write it."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from analyser.errors import DamagedDocument
from analyser.extractors.archives import Archive
from analyser.extractors.blocks import ITEM, Gatherer
from analyser.extractors.sniffing import ODT
from analyser.extractors.xmlnodes import attribute, child, local_name
from analyser.limits import Reading
from analyser.types import Source, Statement

SUFFIXES = (".odt",)
MEDIA_TYPES = (ODT,)
SKIPPED = frozenset(
    ("tracked-changes", "annotation", "note-citation", "covered-table-cell", "sequence-decls")
    + ("forms", "ruby-text", "title", "desc", "bibliography-configuration", "index-title-template")
)
"""Elements that hold no text of the document as it stands: deletions, comments, alternatives."""
FRAMES = {
    "table-row": "row",
    "table-cell": "cell",
    "note": "note",
    "table-of-content": "removed",
    "illustration-index": "removed",
    "table-index": "removed",
}
MARGINS = ("header", "footer", "header-first", "footer-first", "header-left", "footer-left")
MAX_SPACES = 100
PAGES_WARNING = "The pages are those of the last layout or of the author's breaks, and approximate."
NO_PAGES_WARNING = "An ODT file has no fixed pages, so every quotation is on page 1."


def extract(source: Source, data: bytes, reading: Reading) -> Statement:
    """Read an ODT document.

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
        With the pages that it marks, else with one; a warning says which. Notes stand at the
        end; running headers and footers are the first page's `removed`.

    Raises
    ------
    DocumentTooLarge
        If it unpacks to more, or has ten times more pages, than is allowed.
    EncryptedDocument
        If its parts need a password.
    DamagedDocument
        If it is no sound archive of sound XML.
    """
    archive = Archive(data, name=source.id, max_unpacked_bytes=reading.limits.max_unpacked_bytes)
    root = archive.parse("content.xml")
    body = child(child(root, "body"), "text")
    if body is None:
        raise DamagedDocument(f'The document "{source.id}" has no text part.')
    gatherer = Gatherer(source, reading.limits)
    _walk(gatherer, body, _breaking_styles(root))
    if "styles.xml" in archive.names:
        for node in archive.parse("styles.xml").iter():
            if local_name(node) in MARGINS and local_name(node.getparent()) == "master-page":
                gatherer.start("removed")
                _walk(gatherer, node, frozenset())
                gatherer.end()
    warning = PAGES_WARNING if len(gatherer.pages) > 1 else NO_PAGES_WARNING
    return gatherer.statement(extractor="odt", warnings=[warning])


def _walk(gatherer: Gatherer, root: etree._Element, breaking: frozenset[str]) -> None:
    """Walk without recursion, so that nesting costs no stack."""
    ends: dict[etree._Element, Callable[[], None]] = {}
    items: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, node in walker:
        name = local_name(node)
        if event == "end":
            ends.pop(node, lambda: None)()
            if node is not root:
                gatherer.text(_inner(node.tail))
        elif name in SKIPPED:
            walker.skip_subtree()
        elif name in ("p", "h"):
            if attribute(node, "style-name") in breaking:
                gatherer.open_page()
            item = items.pop() if items else ""
            # A numbered heading is written as an item too.
            gatherer.start_paragraph(item if name == "p" else "")
            gatherer.text(_inner(node.text))
            ends[node] = gatherer.end_paragraph
        elif name == "list-item":
            items[:] = [ITEM]
            ends[node] = items.clear
        elif name in FRAMES:
            gatherer.start(FRAMES[name])
            ends[node] = gatherer.end
        elif name == "soft-page-break":
            gatherer.break_page()
        elif name == "s":
            count = attribute(node, "c")
            gatherer.text(" " * min(int(count) if count.isdecimal() else 1, MAX_SPACES))
        elif name in ("tab", "line-break"):
            gatherer.text({"tab": " ", "line-break": "\n"}[name])
        else:
            gatherer.text(_inner(node.text))


def _inner(text: str | None) -> str:
    """Give text between two tags; a line break in the XML is a space in the document."""
    return " ".join(text.splitlines()) if text and "\n" in text else text or ""


def _breaking_styles(root: etree._Element) -> frozenset[str]:
    """Find the styles that begin a page."""
    styles = child(root, "automatic-styles")
    return frozenset(
        attribute(style, "name")
        for style in (styles if styles is not None else ())
        if attribute(child(style, "paragraph-properties"), "break-before") == "page"
        or attribute(style, "master-page-name")
    )
