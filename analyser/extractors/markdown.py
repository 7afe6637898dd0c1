"""Read Markdown as blocks: headings, paragraphs, list items, table rows and code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

from analyser.extractors.blocks import ITEM, Gatherer
from analyser.extractors.htmlblocks import Walker
from analyser.extractors.paragraphs import is_wrapped, join_lines, usual_width

FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?:[\w-]+[ \t]*:.*\n|[ \t#-].*\n|[ \t]*\n)+?(?:---|\.\.\.)[ \t]*\n"
)
SIGNS = (
    re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE),
    re.compile(r"\*\*[^\s*][^*\n]*\*\*|__[^\s_][^_\n]*__"),
    re.compile(r"\[[^\]\n]+\]\([^)\s]+\)"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^\S.*\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE),
    re.compile(r"^[*-] +\S", re.MULTILINE),
)
TABLE = re.compile(r"^ *\|.*\n *\|?(?: *:?-{2,}:? *\|)+", re.MULTILINE)
MIN_SIGNS = 2
"""Kinds of marks; one kind alone, such as asterisks, occurs in plain text too."""
MIN_HEADINGS = 2
MAX_CHARACTERS = 300_000
"""A longer text is read as plain: the parser is slow on hostile ones, and no page is so long."""
MARKS = re.compile(r"[\[\]*_`<!&>]")
MAX_MARKS = 1_000
"""Marks in one paragraph; the parser takes quadratic time for them, 0.7 s for 20,000."""
FOOTNOTE = re.compile(r"\[\^[\w-]+\]:?")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def is_markdown(text: str) -> bool:
    """Say whether a text has the marks of Markdown, and enough of them."""
    if len(text) > MAX_CHARACTERS:
        return False
    if any(len(MARKS.findall(each)) > MAX_MARKS for each in text.split("\n\n")):
        return False
    if FRONT_MATTER.match(text) or TABLE.search(text):
        return True
    n_headings = len(SIGNS[0].findall(text))
    n_signs = sum(sign.search(text) is not None for sign in SIGNS)
    return n_headings >= MIN_HEADINGS or n_signs >= MIN_SIGNS


def gather_markdown(gatherer: Gatherer, text: str) -> None:
    """Read a text into blocks.

    Parameters
    ----------
    gatherer : Gatherer
        Takes the blocks.
    text : str
        Markdown; a form feed in it ends a page, and front matter before it is passed over.
    """
    text = FRONT_MATTER.sub("", text)
    lines = [line.strip() for line in text.split("\n")]
    # Where lines are as long as their paragraphs, nothing can be told from their length.
    width = usual_width(lines) if is_wrapped(lines) else 1
    for number, page in enumerate(text.split("\f")):
        if number:
            gatherer.break_page()
        _read(gatherer, _parser().parse(page), width)


@cache
def _parser() -> MarkdownIt:
    # Indented lines are code in Markdown; in statements they are paragraphs.
    return MarkdownIt("commonmark").enable("table").disable(["code", "reference"])


def _read(gatherer: Gatherer, tokens: Sequence[Token], width: int) -> None:
    prefix = ""
    for token in tokens:
        kind = token.type
        if kind in ("list_item_open", "list_item_close"):
            prefix = ITEM if kind == "list_item_open" else ""
        elif kind in ("paragraph_open", "heading_open"):
            gatherer.start_paragraph(prefix)
            prefix = ""
        elif kind in ("paragraph_close", "heading_close"):
            gatherer.end_paragraph()
        elif kind in ("tr_open", "td_open", "th_open"):
            gatherer.start("row" if kind == "tr_open" else "cell")
            if kind != "tr_open":
                gatherer.start_paragraph()
        elif kind in ("td_close", "th_close"):
            gatherer.end_paragraph()
            gatherer.end()
        elif kind == "tr_close":
            gatherer.end()
        elif kind == "inline":
            gatherer.text(_inline(token.children or (), width))
        elif kind == "fence":
            gatherer.add([line for each in token.content.split("\n") if (line := each.strip())])
        elif kind == "html_block":
            gatherer.add(_markup(token.content))


def _inline(tokens: Iterable[Token], width: int) -> str:
    parts = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            # An empty line keeps what follows a hard break apart.
            parts.append("\n" if token.type == "softbreak" else "\n\n")
        elif token.type == "html_inline":
            parts.append("\n\n" if BREAK.match(token.content) else "")
        elif token.type in ("text", "code_inline", "text_special"):
            parts.append(FOOTNOTE.sub("", token.content))
    lines = [line.strip() for line in "".join(parts).split("\n")]
    return "\n".join(join_lines(lines, width))


def _markup(markup: str) -> list[str]:
    body = LexborHTMLParser(markup).body
    return [block.text for block in Walker().walk(body)] if body is not None else []
