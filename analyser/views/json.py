"""Show a statement as JSON: its text once, and everything in it as spans of code points."""

from __future__ import annotations

import json
from dataclasses import asdict

from analyser.records import to_record
from analyser.types import Statement
from analyser.views.outline import PageOutline, legibility, outline

SCHEMA_VERSION = "1"


def write_json(statement: Statement) -> str:
    """Show what was read of a statement, for programs.

    One object: `schema_version`, `source`, `extractor`, `warnings`, `legibility`, `text`, `pages`.
    A page has `number`, `is_read`, `start`, `end`, `quality`, `removed` and `blocks`; a block has
    `start`, `end` and `sentences`; a sentence has `number` (counted from 1), `start`, `end` and
    `quote`. Spans are half-open, in code points of `text`.
    """
    read = legibility(statement)
    content = {
        "schema_version": SCHEMA_VERSION,
        "source": to_record(statement.source),
        "extractor": statement.extractor,
        "warnings": statement.warnings,
        "legibility": asdict(read) if read else None,
        "text": statement.text,
        "pages": [_page(statement, shown) for shown in outline(statement)],
    }
    # ASCII only: broken PDFs give lone surrogates, which UTF-8 does not hold.
    return json.dumps(content, indent=1, allow_nan=False) + "\n"


def _page(statement: Statement, shown: PageOutline) -> dict[str, object]:
    page = shown.page
    return {
        "number": page.number,
        "is_read": shown.is_read,
        "start": page.start,
        "end": page.end,
        "quality": asdict(page.quality) if page.quality else None,
        "removed": page.removed,
        "blocks": [
            {
                "start": block.start,
                "end": block.end,
                "sentences": [
                    {
                        "number": sentence.index + 1,
                        "start": sentence.start,
                        "end": sentence.end,
                        "quote": statement.quote(sentence),
                    }
                    for sentence in block.sentences
                ],
            }
            for block in shown.blocks
        ],
    }
