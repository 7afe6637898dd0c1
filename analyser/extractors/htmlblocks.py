"""Walk a parsed page in document order and cut it into blocks, with what surrounds each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborNode

from analyser.extractors.blocks import ITEM, lay_row, lines_of
from analyser.extractors.paragraphs import clean, is_wrapped, join_lines, usual_width

SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "video")
    + ("audio", "button", "select", "datalist", "textarea", "head", "map", "del", "s", "strike")
    + ("dialog", "noframes")
)
"""Elements that hold no text of the page as it stands."""
INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font")
    + ("i", "ins", "kbd", "label", "mark", "nobr", "output", "picture", "q", "ruby", "rb", "samp")
    + ("slot", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img")
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CORE = ("main", "article", "h1")
ROLES = {
    "navigation": "nav", "search": "nav", "menu": "nav", "menubar": "nav", "dialog": "nav",
    "alertdialog": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside",
}  # fmt: skip
PANELS = ("tabpanel", "region")
"""Roles of hidden parts that a reader opens, such as those of an accordion."""
CHROME = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|onetrust|menu|navbar|nav|topnav|breadcrumbs?|sidebar"
    r"|footer|site-header|skip-link|skip-to-\w+|(?:social|share|sharing)(?=\s|$|[_-](?:icons?|links?"
    r"|media|bar|buttons?|list|nav|menu))|newsletter|popup|modal|basket|cart|pagination|pager"
    r"|related-posts|comments)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Class names and ids of what stands around the text of a page."""
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SPACE = re.compile(r"\s+")
MAX_REGIONS = 50
"""Regions inside one another that are told apart."""


@dataclass(slots=True)
class Region:
    """A part of a page that may be there for the site, not for the text."""

    kind: str
    """`nav`, `header`, `footer`, `aside`, `form`, `chrome` or `hidden`; `main` for the text."""
    n_words: int = 0
    """Words in it."""
    has_core: bool = False
    """Whether a main part or an article stands in it."""
    has_title: bool = False
    """Whether a heading of the first level stands in it."""
    has_topic: bool = False
    """Whether a sentence in it names the topic."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row."""

    text: str
    """One line."""
    n_linked: int = 0
    """Words that are links."""
    heading: int = 0
    """Level of a heading, 1 to 6; 0 for what is none."""
    list_number: int = 0
    """Which list it stands in, counted from 1; 0 for none."""
    regions: tuple[Region, ...] = ()
    """The regions around it, the outermost first."""

    @property
    def n_words(self) -> int:
        """Words, split at white space."""
        return len(self.text.removeprefix(ITEM).split())


@dataclass(slots=True)
class _Row:
    cells: list[list[Block]] = field(default_factory=list)


class Walker:
    """One pass over a page.

    Parameters
    ----------
    controlled : frozenset of str
        Ids of elements that others open and close.
    """

    def __init__(self, controlled: frozenset[str] = frozenset()) -> None:
        self.controlled = controlled
        self.blocks: list[Block] = []
        self._sinks: list[list[Block] | _Row] = [self.blocks]
        self._regions: list[Region] = []
        self._lists: list[int] = []
        self._n_lists = 0
        self._gathered: list[str] = []
        self._linked: list[str] = []
        self._n_links = 0
        self._n_pre = 0
        self._heading = 0
        self._prefix = ""
        self._after_link = False

    def walk(self, root: LexborNode) -> list[Block]:
        """Walk without recursion, so that nesting costs no stack.

        Parameters
        ----------
        root : LexborNode
            Usually the body.

        Returns
        -------
        list of Block
            In document order.
        """
        stack: list[tuple[str, int, Iterator[LexborNode]]] = [("", 0, root.iter(include_text=True))]
        while stack:
            node = next(stack[-1][2], None)
            if node is None:
                tag, n_regions, _ = stack.pop()
                self._leave(tag)
                del self._regions[len(self._regions) - n_regions :]
            elif node.is_text_node:
                self._text(node.text_content or "")
            elif (tag := node.tag or "").startswith(("-", "!")) or self._is_skipped(node, tag):
                continue
            else:
                region = self._region_of(node, tag)
                self._enter(tag)
                n_regions = int(region is not None and len(self._regions) < MAX_REGIONS)
                self._regions += [region] * n_regions if region is not None else []
                stack.append((tag, n_regions, node.iter(include_text=True)))
        return self.blocks

    def _is_skipped(self, node: LexborNode, tag: str) -> bool:
        # A mark of a footnote, which would grow together with the word before it.
        is_mark = tag == "sup" and node.css_first('a[href^="#"]') is not None
        return tag in SKIPPED or is_mark

    def _region_of(self, node: LexborNode, tag: str) -> Region | None:
        if tag in CORE:
            for region in self._regions:
                region.has_core = region.has_core or tag != "h1"
                region.has_title = region.has_title or tag == "h1"
        attributes = node.attributes
        role = (attributes.get("role") or "").lower()
        if tag == "main" or role == "main":
            return Region("main")
        if tag in ("nav", "header", "footer", "aside", "form"):
            return Region(tag)
        if role in ROLES:
            return Region(ROLES[role])
        if self._is_unseen(attributes, role):
            return Region("hidden")
        name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        is_kept = tag in ("html", "body", "article", *HEADINGS)
        return Region("chrome") if not is_kept and CHROME.search(name) else None

    def _is_unseen(self, attributes: dict[str, str | None], role: str) -> bool:
        is_marked = (
            attributes.get("hidden", "until-found") != "until-found"
            or attributes.get("aria-hidden") == "true"
            or UNSEEN.search(attributes.get("style") or "") is not None
        )
        is_panel = role in PANELS or attributes.get("id") in self.controlled
        return is_marked and not is_panel

    def _enter(self, tag: str) -> None:
        if tag == "a":
            if self._after_link and self._n_links == 0:
                self._text(" ")
            self._n_links += 1
        if tag in INLINE:
            return
        self._flush()
        if tag == "li":
            self._prefix = ITEM
        elif tag in ("ul", "ol"):
            self._n_lists += 1
            self._lists.append(self._n_lists)
        elif tag in HEADINGS:
            self._heading = int(tag[1])
        elif tag == "pre":
            self._n_pre += 1
        elif tag == "tr":
            self._sinks.append(_Row())
        elif tag in ("td", "th"):
            self._sinks.append([])

    def _leave(self, tag: str) -> None:
        if tag == "a":
            self._n_links -= 1
            self._after_link = True
        if tag in INLINE:
            return
        self._flush()
        if tag == "li":
            self._prefix = ""
        elif tag in ("ul", "ol"):
            self._lists.pop()
        elif tag in HEADINGS:
            self._heading = 0
        elif tag == "pre":
            self._n_pre -= 1
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th"):
            self._end_cell()

    def _text(self, text: str) -> None:
        text = text if self._n_pre else SPACE.sub(" ", text)
        self._gathered.append(text)
        if self._n_links:
            self._linked.append(text)
        self._after_link = False

    def _flush(self) -> None:
        """End the inline text gathered so far; most often there is none."""
        self._after_link = False
        text = "".join(self._gathered)
        n_linked = len(" ".join(self._linked).split())
        self._gathered.clear()
        self._linked.clear()
        if not text or text.isspace():
            return
        lines = lines_of(_unwrapped(text) if self._n_pre else text, self._prefix)
        if lines:
            self._prefix = ""
        list_number = self._lists[-1] if self._lists else 0
        for line in lines:
            block = Block(line, n_linked, self._heading, list_number, tuple(self._regions))
            for region in self._regions:
                region.n_words += block.n_words
            self._add([block])

    def _end_cell(self) -> None:
        cell = self._sinks.pop()
        row = self._sinks[-1]
        if isinstance(row, _Row) and isinstance(cell, list):
            row.cells.append(cell)
        elif isinstance(cell, list):
            self._add(cell)

    def _end_row(self) -> None:
        row = self._sinks.pop()
        cells = row.cells if isinstance(row, _Row) else []
        blocks = [block for cell in cells for block in cell]
        lines = lay_row([[block.text for block in cell] for cell in cells])
        if len(lines) != len(blocks):
            n_linked = sum(block.n_linked for block in blocks)
            blocks = [replace(blocks[0], text=line, n_linked=n_linked, heading=0) for line in lines]
        self._add(blocks)

    def _add(self, blocks: list[Block]) -> None:
        sink = self._sinks[-1]
        if isinstance(sink, list):
            sink += blocks
        elif blocks:
            # Text between the cells of a row, which the parser moves out of the table.
            sink.cells.append(blocks)


def _unwrapped(text: str) -> str:
    """Join the lines of preformatted text, as those of a plain text are joined."""
    lines = [clean(line) for line in text.split("\n")]
    return "\n".join(join_lines(lines, usual_width(lines) if is_wrapped(lines) else 0))
