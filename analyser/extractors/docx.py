"""Read DOCX in document order: paragraphs, headings, lists, tables, text boxes and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from posixpath import normpath

from lxml import etree

from analyser.errors import DamagedDocument
from analyser.extractors.archives import Archive
from analyser.extractors.blocks import ITEM, Gatherer
from analyser.extractors.docxstyles import Styles
from analyser.extractors.sniffing import DOCX
from analyser.extractors.xmlnodes import attribute, child, local_name
from analyser.limits import Reading
from analyser.types import Source, Statement

SUFFIXES = (".docx",)
MEDIA_TYPES = (DOCX,)
MAIN = "word/document.xml"
SKIPPED = frozenset(
    ("del", "moveFrom", "instrText", "delInstrText", "delText", "fldData", "rPr", "tblPr", "tcPr")
    + ("trPr", "sdtPr", "sdtEndPr", "annotationRef", "rt", "sectPr", "docPr", "object")
)
"""Elements that hold no text of the document as it stands: deletions, field codes, formatting."""
CHARACTERS = {"tab": " ", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
NOTES = {"footnote": "footnotes", "endnote": "endnotes"}
MARGINS = ("header", "footer")
LAYOUT_WARNING = "The pages are those of the last layout in a word processor, and approximate."
PAGES_WARNING = "The pages are those that the author began, and approximate."
NO_PAGES_WARNING = "A DOCX file has no fixed pages, so every quotation is on page 1."


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
        With the pages of its last layout where it keeps them, of its page breaks where it has
        any, else with one page; a warning says which. Footnotes stand at the end; running
        headers and footers are the first page's `removed`.

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
    main = _main_part(archive)
    root = archive.parse(main)
    body = child(root, "body")
    if body is None:
        raise DamagedDocument(f'The document "{source.id}" has no body.')
    folder = main.rpartition("/")[0]
    related = list(_related(archive, main))
    gatherer = Gatherer(source, reading.limits)
    styles = Styles(*(_parse_first(archive, related, kind) for kind in ("styles", "numbering")))

    is_laid_out = any(local_name(node) == "lastRenderedPageBreak" for node in body.iter())
    _Walk(gatherer, styles, is_laid_out=is_laid_out).walk(body)
    for kind, target in related:
        if kind in NOTES.values():
            _Walk(gatherer, styles, frame="note").walk(archive.parse(target))
        elif kind in MARGINS:
            _Walk(gatherer, styles, frame="removed").walk(archive.parse(target))

    warnings = [NO_PAGES_WARNING]
    if len(gatherer.pages) > 1:
        warnings = [LAYOUT_WARNING if is_laid_out else PAGES_WARNING]
    if any(local_name(node) == "altChunk" for node in body.iter()):
        warnings.append(f"A document that is embedded in {folder or 'the file'} was not read.")
    return gatherer.statement(extractor="docx", warnings=warnings)


class _Walk:
    """One pass over the elements of a part."""

    def __init__(
        self, gatherer: Gatherer, styles: Styles, *, is_laid_out: bool = False, frame: str = ""
    ) -> None:
        self.gatherer = gatherer
        self.styles = styles
        self.is_laid_out = is_laid_out
        self.has_pages = not frame and not is_laid_out
        self.frame = frame
        self.ends: dict[etree._Element, Callable[[], None]] = {}

    def walk(self, root: etree._Element) -> None:
        """Walk without recursion, so that nesting costs no stack."""
        if self.frame:
            self.gatherer.start(self.frame)
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, node in walker:
            if event == "end":
                self.ends.pop(node, _nothing)()
            elif self._is_skipped(node):
                walker.skip_subtree()
            else:
                self._start(node)
        if self.frame:
            self.gatherer.end()

    def _is_skipped(self, node: etree._Element) -> bool:
        name = local_name(node)
        if name in SKIPPED:
            return True
        if name == "Fallback":
            # A text box is written twice: once for new readers, once for old ones.
            return any(local_name(each) == "Choice" for each in node.itersiblings(preceding=True))
        if name == "Choice":
            return any(local_name(each) == "Choice" for each in node.itersiblings(preceding=True))
        if name == "r":
            properties = child(node, "rPr")
            hidden = None if properties is None else child(properties, "vanish")
            return hidden is not None and attribute(hidden, "val") not in ("0", "false", "off")
        if name == "sdtContent":
            properties = child(node.getparent(), "sdtPr")
            return properties is not None and child(properties, "showingPlcHdr") is not None
        if name == "tc":
            return _is_continued(node)
        if name in NOTES:
            return attribute(node, "type") in ("separator", "continuationSeparator")
        return False

    def _start(self, node: etree._Element) -> None:
        name = local_name(node)
        if name == "p":
            self._start_paragraph(node)
        elif name in ("tr", "tc"):
            self.gatherer.start({"tr": "row", "tc": "cell"}[name])
            self.ends[node] = self.gatherer.end
        elif name == "t":
            self.gatherer.text((node.text or "").replace("\n", " "))
        elif name in CHARACTERS and local_name(node.getparent()) == "r":
            self.gatherer.text(CHARACTERS[name])
        elif name == "br":
            self._break(node)
        elif name == "lastRenderedPageBreak" and self.is_laid_out:
            self.gatherer.break_page()
        elif name == "sym":
            self.gatherer.text(_symbol(node))

    def _start_paragraph(self, node: etree._Element) -> None:
        properties = child(node, "pPr")
        if self.has_pages and self.styles.breaks_page(properties):
            self.gatherer.open_page()
        is_contents = self.styles.is_contents(properties)
        if is_contents:
            self.gatherer.start("removed")
        self.gatherer.start_paragraph(ITEM if self.styles.is_item(properties) else "")

        def end() -> None:
            self.gatherer.end_paragraph()
            if is_contents:
                self.gatherer.end()
            if self.has_pages and self.styles.ends_section(properties):
                self.gatherer.break_page()

        self.ends[node] = end

    def _break(self, node: etree._Element) -> None:
        kind = attribute(node, "type")
        if kind != "page":
            self.gatherer.text(" " if kind == "column" else "\n")
        elif self.has_pages:
            self.gatherer.break_page()


def _nothing() -> None:
    pass


def _is_continued(cell: etree._Element) -> bool:
    """Say whether a cell is part of one above it or to the left, where its text stands."""
    properties = child(cell, "tcPr")
    merges = [child(properties, name) for name in ("vMerge", "hMerge")]
    return any(each is not None and attribute(each, "val") != "restart" for each in merges)


def _symbol(node: etree._Element) -> str:
    try:
        code = int(attribute(node, "char"), 16)
    except ValueError:
        return ""
    return chr(code) if code < 0xD800 or 0xE000 <= code < 0x10000 else ""


def _main_part(archive: Archive) -> str:
    """Find the document's main part; some writers do not call it `word/document.xml`."""
    if MAIN in archive.names:
        return MAIN
    found = (target for kind, target in _related(archive, "") if kind == "officeDocument")
    others = (name for name in sorted(archive.names) if name.startswith("word/document"))
    return next(found, None) or next(others, MAIN)


def _related(archive: Archive, part: str) -> Iterator[tuple[str, str]]:
    """Give kind and name of each part that another names; nothing outside is ever fetched."""
    folder, _, name = part.rpartition("/")
    part = f"{folder}/_rels/{name}.rels".lstrip("/")
    if part not in archive.names:
        return
    for node in archive.parse(part):
        target = node.get("Target", "")
        path = normpath(target if target.startswith("/") else f"{folder}/{target}").lstrip("/")
        if node.get("TargetMode") != "External" and path in archive.names:
            yield node.get("Type", "").rpartition("/")[2], path


def _parse_first(
    archive: Archive, related: list[tuple[str, str]], kind: str
) -> etree._Element | None:
    target = next((target for each, target in related if each == kind), None)
    return archive.parse(target) if target else None
