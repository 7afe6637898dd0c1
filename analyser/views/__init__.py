"""Show what was read of one statement, so that a reader sees why something was missed."""

from __future__ import annotations

from html import escape

from analyser.errors import OutputError
from analyser.types import Statement
from analyser.views.html import write_html
from analyser.views.json import write_json
from analyser.views.text import write_text

FORMATS = ("text", "json", "html")


class View(str):
    """What is shown: a text, which a notebook shows as it is meant."""

    __slots__ = ("kind",)
    kind: str

    def __new__(cls, text: str, format: str) -> View:  # noqa: A002
        """Remember what kind of text it is."""
        view = super().__new__(cls, text)
        view.kind = format
        return view

    def _repr_html_(self) -> str:
        if self.kind != "html":
            return f"<pre>{escape(self)}</pre>"
        # A frame of its own, so that its style does not reach the notebook.
        return f'<iframe srcdoc="{escape(self)}" width="100%" height="800" sandbox></iframe>'


def write(statement: Statement, format: str = "text") -> View:  # noqa: A002
    """Show a statement.

    Parameters
    ----------
    statement : Statement
        Segmented, for its sentences to be numbered.
    format : str
        One of `FORMATS`.

    Returns
    -------
    View
        A text.

    Raises
    ------
    OutputError
        If there is no such format.
    """
    writers = {"text": write_text, "json": write_json, "html": write_html}
    if format not in writers:
        raise OutputError(f'A statement is shown as {", ".join(FORMATS)}, not as "{format}".')
    return View(writers[format](statement), format)
