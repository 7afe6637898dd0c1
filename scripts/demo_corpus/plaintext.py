"""Write a document as plain text: hard-wrapped, or with form feeds between its pages."""

from __future__ import annotations

import textwrap

from demo_corpus.content import Block, Document

WIDTH = 72


def write(document: Document) -> bytes:
    """Return the file's bytes: UTF-8, one empty line between blocks."""
    wrap = "wrapped" in document.layout
    pages = [[]]
    for block in document.blocks:
        if block.kind == "break":
            pages.append([])
        else:
            pages[-1].append(render(block, wrap=wrap))
    text = "\n\f".join("\n\n".join(page) + "\n" for page in pages)
    return text.encode("utf-8")


def render(block: Block, *, wrap: bool) -> str:
    """Set one block, its lines wrapped at 72 characters where the layout says so."""
    if block.kind == "heading":
        text = block.lines[0].text
        return f"{text}\n{'=' * len(text)}" if wrap and block.level == 1 else text
    if block.kind == "paragraph":
        return fold(" ".join(line.text for line in block.lines), wrap=wrap)
    if block.kind == "bullets":
        return "\n".join(fold(line.text, wrap=wrap, first="- ") for line in block.lines)
    if block.kind == "table":
        return "\n".join("    ".join(line.cells) for line in block.lines)
    return "\n".join(line.text for line in block.lines)


def fold(text: str, *, wrap: bool, first: str = "") -> str:
    """Break a line at 72 characters, as old mail programs did."""
    if not wrap:
        return first + text
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
