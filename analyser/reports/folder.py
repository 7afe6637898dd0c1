"""Write everything about a ranking into one folder, ready to publish."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from analyser.criteria import Example
from analyser.errors import OutputError
from analyser.reports import csv, formats, html, methodology
from analyser.reports.atomic import replacing
from analyser.tables import RANKING_TABLES
from analyser.types import Ranking

MANIFEST = "manifest.json"


def write_folder(
    ranking: Ranking,
    folder: str | Path,
    *,
    manifest: Mapping[str, object],
    examples: Sequence[Example] | None = None,
) -> None:
    """Write the tables, the reports and the manifest of a run.

    Parameters
    ----------
    ranking : Ranking
        What to write.
    folder : str or Path
        Where to; made if it is not there. Each file is replaced in one step, the manifest last,
        and other files are left alone.
    manifest : mapping
        What is known of the run, as JSON values. `outputs` is added to it: the sha256 of each
        file written, by name.
    examples : sequence of Example, optional
        Those of the ranking's framework, with the grades that their author expects; by default
        those of the framework of this package that it is, if it is one.

    Raises
    ------
    OutputError
        If the folder is a file, or the file system refuses.
    """
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise OutputError(f'"{folder}" is a file; reports need a folder.')
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f'"{folder}" cannot be made: {error.strerror or error}.') from error
    outputs = {}
    for name, write in _writers(ranking, examples).items():
        with replacing(folder / name) as file:
            write(ranking, file)
            file.seek(0)
            outputs[name] = hashlib.file_digest(file, "sha256").hexdigest()
    with replacing(folder / MANIFEST) as file:
        # ASCII only: names of files that are not UTF-8 hold surrogates, which no encoding takes.
        text = json.dumps({**manifest, "outputs": outputs}, indent=2)
        file.write(f"{text}\n".encode())


def _writers(
    ranking: Ranking, examples: Sequence[Example] | None
) -> dict[str, Callable[[Ranking, BinaryIO], None]]:
    writers: dict[str, Callable[[Ranking, BinaryIO], None]] = {}
    for kind in RANKING_TABLES:
        writers[f"{kind}.csv"] = partial(_write_table, kind)
    for name, module in formats().items():
        if name != "csv":
            stem = "ranking" if name == "json" else "report"
            writers[f"{stem}{module.SUFFIX}"] = module.write
    writers[methodology.NAME] = partial(_write_methodology, examples)
    writers["report.html"] = partial(html.write, methodology=methodology.NAME)
    return writers


def _write_table(kind: str, ranking: Ranking, file: BinaryIO) -> None:
    csv.write_table(ranking, kind, file)


def _write_methodology(
    examples: Sequence[Example] | None, ranking: Ranking, file: BinaryIO
) -> None:
    file.write(methodology.methodology_of(ranking, examples).encode("utf-8"))
