"""Show what was read of a document: the notebook twin of `analyser extract FILE --format`."""

from __future__ import annotations

from pathlib import Path

from analyser import verbs, views
from analyser.types import Source, Statement
from analyser.views import View


def show(shown: Statement | Source | str | Path, *, format: str = "text") -> View:  # noqa: A002
    """Show what was read of a document: pages, sentences, lines left out, quality, warnings.

    Parameters
    ----------
    shown : Statement, Source, str or Path
        A statement, or one document to read.
    format : str
        `text`, `json` or `html`. The web page has a picture of each page of a PDF, with the
        sentences marked on it.

    Returns
    -------
    View
        A text, which a notebook shows as it is meant; a file takes it by `write_text`.

    Raises
    ------
    InputError
        If the document cannot be read.
    OutputError
        If there is no such format.
    """
    statement = shown if isinstance(shown, Statement) else verbs.extract(shown)
    if statement.sentences is None:
        statement = verbs.segment(statement)
    return views.write(statement, format)
