"""Show a statement as a web page: each page as it is printed, sentences marked, beside its text.

The page loads nothing, has no script, and every text in it is made plain and escaped.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analyser.limits import Limits
from analyser.reports.wording import how_read
from analyser.tables import plain
from analyser.types import Statement
from analyser.views.locating import Box
from analyser.views.outline import PageOutline, legibility, outline, page_line, size
from analyser.views.pictures import Picture, draw

if TYPE_CHECKING:
    from jinja2 import Environment

Found = tuple[int, tuple[Box, ...]]
TEMPLATES = Path(__file__).parent / "templates"


def write_html(statement: Statement, limits: Limits | None = None) -> str:
    """Show what was read of a statement, for a browser.

    Parameters
    ----------
    statement : Statement
        Segmented.
    limits : Limits, optional
        What the drawing of its pages may cost.

    Returns
    -------
    str
        A whole page. Of a PDF the first pages are drawn; everything else is shown as text.
    """
    style = (TEMPLATES / "view.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    read = legibility(statement)
    return (
        _environment()
        .get_template("view.html.j2")
        .render(
            statement=statement,
            pages=outline(statement),
            pictures=draw(statement, limits),
            size=size(statement),
            reading=how_read(read) if read else "",
            page_line=page_line,
            marks_of=_marks,
            style=style,
            style_hash=f"sha256-{digest}",
        )
    )


def _marks(picture: Picture | None, shown: PageOutline) -> tuple[list[Found], list[int]]:
    """Part the sentences that were found on the picture from the numbers of those that were not."""
    if picture is None:
        return [], []
    numbers = [sentence.index + 1 for block in shown.blocks for sentence in block.sentences]
    numbered = list(zip(numbers, picture.sentences, strict=True))
    return [each for each in numbered if each[1]], [each for each, lines in numbered if not lines]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _shown(value: object) -> object:
    """Make every text plain on its way into the page; Jinja escapes it afterwards."""
    return plain(value) if type(value) is str else value
