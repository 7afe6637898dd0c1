"""Write a Ranking to a file; one module per format.

A format is a module of this package with `SUFFIX` (such as `.csv`), `MEDIA_TYPE` and
`write(ranking, file)`, where `file` is open for writing bytes. It is found by itself: the
module's name is the format's name. The same ranking gives the same bytes, always.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from analyser.discovery import discover
from analyser.errors import OutputError
from analyser.reports.atomic import replacing
from analyser.types import Ranking


def formats() -> dict[str, ModuleType]:
    """Return the report formats by name, in alphabetical order."""
    return discover(__name__, "write")


def report(ranking: Ranking, output: str | Path, *, format: str | None = None) -> Path:  # noqa: A002
    """Write a ranking to a file.

    Parameters
    ----------
    ranking : Ranking
        What to write.
    output : str or Path
        Where to; a file that stands there is replaced in one step.
    format : str, optional
        A name from `formats`; by default the one whose suffix the output has.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    OutputError
        If the format is unknown, or the file cannot be written.
    """
    path = Path(output)
    writer = _format_of(path, format)
    with replacing(path) as file:
        writer.write(ranking, file)
    return path


def _format_of(path: Path, name: str | None) -> ModuleType:
    known = formats()
    if name is not None:
        if name not in known:
            raise OutputError(f'There is no report format "{name}"; there are {", ".join(known)}.')
        return known[name]
    for module in known.values():
        if path.suffix.lower() == module.SUFFIX:
            return module
    offered = ", ".join(f"{module.SUFFIX} ({each})" for each, module in known.items())
    raise OutputError(f'The suffix of "{path}" names no report format; there are {offered}.')
