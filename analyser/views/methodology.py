"""Show the methodology of a framework: the notebook twin of `analyser frameworks methodology`."""

from __future__ import annotations

from pathlib import Path

from analyser.frameworks import load_examples, load_framework
from analyser.reports.atomic import replacing
from analyser.reports.methodology import methodology_html
from analyser.views import View


def show_methodology(id_or_path: str | Path, *, output: str | Path | None = None) -> View:
    """Show what a framework asks, how it is graded and how statements are ranked.

    Parameters
    ----------
    id_or_path : str or Path
        The id of a framework that comes with the package, or the path of a TOML file.
    output : str or Path, optional
        A file to write the page to, too; one that stands there is replaced in one step.

    Returns
    -------
    View
        A page of HTML, which a notebook shows as it is meant.

    Raises
    ------
    FrameworkError
        If there is no such framework, or its file is wrong.
    OutputError
        If the file cannot be written.
    """
    framework = load_framework(id_or_path)
    page = methodology_html(framework, examples=load_examples(id_or_path))
    if output is not None:
        with replacing(Path(output)) as file:
            file.write(page.encode("utf-8"))
    return View(page, "html")
