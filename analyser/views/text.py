"""Show a statement as plain text: one block a line, sentences numbered, lines left out marked."""

from __future__ import annotations

from collections.abc import Iterator

from analyser.reports.wording import how_read
from analyser.tables import plain
from analyser.types import Statement
from analyser.views.outline import Block, legibility, outline, page_line, size

LEFT_OUT = "×"
"""Stands before a line that was read and left out of the text."""


def write_text(statement: Statement) -> str:
    """Show what was read of a statement, for a terminal."""
    return "".join(f"{line}\n" for line in _lines(statement))


def _lines(statement: Statement) -> Iterator[str]:
    yield plain(statement.source.id)
    yield size(statement)
    if read := legibility(statement):
        yield f"How it was read: {how_read(read)}"
    for warning in statement.warnings:
        yield f"Note: {plain(warning)}"
    pages = outline(statement)
    for shown in pages:
        yield ""
        yield f"--- Page {shown.page.number:,} ---"
        yield f"({page_line(shown)})"
        for line in shown.page.removed:
            yield f"{LEFT_OUT} {plain(line)}"
        for block in shown.blocks:
            yield _block(statement, block)
    if any(shown.page.removed for shown in pages):
        yield ""
        yield f"{LEFT_OUT} marks lines that were read and left out of the text."


def _block(statement: Statement, block: Block) -> str:
    if not block.sentences:
        return plain(statement.text[block.start : block.end])
    return " ".join(
        f"[{sentence.index + 1}] {plain(statement.quote(sentence))}" for sentence in block.sentences
    )
