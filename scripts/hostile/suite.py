"""Put the whole suite into a folder, with the table of what must become of each file."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from scripts.hostile import (
    good,
    office,
    others,
    pdf_broken,
    pdf_costly,
    pdf_text,
    plain,
    web,
    word,
)
from scripts.hostile.kinds import SECRET, SECRET_NAME, Kind

TABLE = "expected.csv"
FILES = "files"
COLUMNS = ("name", "kind", "expected", "sentence", "is_partial", "is_heavy")


def all_kinds(port: int = word.PORT) -> list[Kind]:
    """List every kind.

    Parameters
    ----------
    port : int
        Of this machine, where a document that fetches what it names would call.

    Returns
    -------
    list of Kind
        In the order of their formats; no two with one name or slug.
    """
    return [
        *good.kinds(),
        *pdf_broken.kinds(),
        *pdf_text.kinds(),
        *pdf_costly.kinds(),
        *word.kinds(port),
        *office.kinds(port),
        *web.kinds(port),
        *plain.kinds(),
        *others.kinds(),
    ]


def sound_kinds() -> list[Kind]:
    """List the kinds that must be read, and are told apart by more than their names."""
    return [
        each
        for each in all_kinds()
        if each.is_good and not each.is_heavy and not each.slug.startswith("name-")
    ]


def write(kinds: Iterable[Kind], folder: Path) -> list[tuple[Kind, Path]]:
    """Write files into `files`, the secret beside them, and the table.

    Parameters
    ----------
    kinds : iterable of Kind
        What to write.
    folder : Path
        It is made where there is none; its `files` must not be there.

    Returns
    -------
    list of (Kind, Path)
        Each kind and its file.
    """
    files = folder / FILES
    files.mkdir(parents=True)
    for place in (folder, files):
        (place / SECRET_NAME).write_text(SECRET, encoding="utf-8")
    written = []
    with (folder / TABLE).open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for kind in kinds:
            path = files / kind.name
            kind.write(path)
            written.append((kind, path))
            expected = "|".join(sorted(kind.expected))
            sentence = kind.sentence if "ok" in kind.expected else ""
            flags = (int(kind.is_partial), int(kind.is_heavy))
            rows.writerow([kind.name, kind.slug, expected, sentence, *flags])
    return written
