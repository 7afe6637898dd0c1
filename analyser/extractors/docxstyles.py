"""Tell what the style of a DOCX paragraph makes of it: a list item, a heading, a new page."""

from __future__ import annotations

from lxml import etree

from analyser.extractors.xmlnodes import attribute, child, local_name

MAX_PARENTS = 20
"""Styles that a style is based on; a loop among them ends here."""
LIST_STYLES = ("list bullet", "list number", "list continue")
HEADING_STYLES = ("heading", "title", "subtitle")
CONTENTS_STYLES = ("toc ", "table of figures")
OFF = ("0", "false", "off")


class Styles:
    """The paragraph styles of a document.

    Parameters
    ----------
    styles : lxml.etree._Element, optional
        The root of the part that defines them.
    numbering : lxml.etree._Element, optional
        The root of the part that defines lists.
    """

    def __init__(
        self, styles: etree._Element | None, numbering: etree._Element | None = None
    ) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        for node in styles if styles is not None else ():
            if local_name(node) == "style" and attribute(node, "type") in ("paragraph", ""):
                self._styles[attribute(node, "styleId")] = node
                if attribute(node, "default") not in ("", *OFF):
                    self._default = attribute(node, "styleId")
        self._unmarked = _unmarked_lists(numbering)

    def is_item(self, properties: etree._Element | None) -> bool:
        """Say whether a paragraph with these properties is a list item and no heading."""
        chain = self._chain(properties)
        names = [_style_name(style) for style in chain]
        if any(name.startswith(HEADING_STYLES) for name in names):
            return False
        for each in (properties, *(child(style, "pPr") for style in chain)):
            numbering = child(each, "numPr")
            if numbering is not None and (number := child(numbering, "numId")) is not None:
                level = attribute(child(numbering, "ilvl"), "val") or "0"
                is_marked = (attribute(number, "val"), level) not in self._unmarked
                return attribute(number, "val") != "0" and is_marked
        return any(name.startswith(LIST_STYLES) for name in names)

    def is_contents(self, properties: etree._Element | None) -> bool:
        """Say whether a paragraph is a line of a table of contents."""
        return any(
            _style_name(each).startswith(CONTENTS_STYLES) for each in self._chain(properties)
        )

    def breaks_page(self, properties: etree._Element | None) -> bool:
        """Say whether a paragraph begins a page."""
        for each in (properties, *(child(style, "pPr") for style in self._chain(properties))):
            node = child(each, "pageBreakBefore")
            if node is not None:
                return attribute(node, "val") not in OFF
        return False

    def ends_section(self, properties: etree._Element | None) -> bool:
        """Say whether a paragraph ends a section after which a page begins."""
        section = child(properties, "sectPr")
        return section is not None and attribute(child(section, "type"), "val") not in (
            "continuous",
            "nextColumn",
        )

    def _chain(self, properties: etree._Element | None) -> list[etree._Element]:
        """Give a paragraph's style and those it is based on, the nearest first."""
        name = attribute(child(properties, "pStyle"), "val") or self._default
        chain: list[etree._Element] = []
        while name in self._styles and len(chain) < MAX_PARENTS:
            chain.append(self._styles[name])
            name = attribute(child(chain[-1], "basedOn"), "val")
        return chain


def _unmarked_lists(numbering: etree._Element | None) -> set[tuple[str, str]]:
    """Find the lists and levels that print no mark before their items."""
    formats: dict[tuple[str, str], str] = {}
    unmarked: set[tuple[str, str]] = set()
    for node in numbering if numbering is not None else ():
        if local_name(node) == "abstractNum":
            for level in node:
                if local_name(level) == "lvl":
                    key = (attribute(node, "abstractNumId"), attribute(level, "ilvl"))
                    formats[key] = attribute(child(level, "numFmt"), "val")
        elif local_name(node) == "num":
            abstract = attribute(child(node, "abstractNumId"), "val")
            unmarked |= {
                (attribute(node, "numId"), level)
                for (name, level), shape in formats.items()
                if name == abstract and shape == "none"
            }
    return unmarked


def _style_name(style: etree._Element) -> str:
    return attribute(child(style, "name"), "val").lower()
