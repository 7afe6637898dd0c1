"""Turn files, folders, globs, manifests and JSON Lines into Sources; lose none of them."""

from __future__ import annotations

import csv
import glob
import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TextIO, cast

from analyser.errors import AnalyserError, InputError, InvalidRecord, MissingDocument
from analyser.taxonomy import jurisdiction_of
from analyser.types import Failure, Source

STDIN = "-"
MANIFEST = "manifest.csv"
LINES_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
METADATA = re.compile(
    r"(?:manifest|labels|truth|splits|sources)\.csv|corpus\.toml|(?:readme|licen[cs]e|notice)\b.*",
    re.IGNORECASE,
)
"""Files of a folder that tell of documents and are none."""
IDENTIFIERS = (
    "company_number", "abn", "acn", "arbn", "lei", "isin", "canada_bn", "wikirate_id",
    "wikidata_id",
)  # fmt: skip
MAX_CELL = 10_000_000


def ingest(
    paths: str | Path | Iterable[str | Path], *, failures: list[Failure] | None = None
) -> Iterator[Source]:
    """Find the documents to read.

    Parameters
    ----------
    paths : str or Path, or several
        Files, folders, globs, manifests (a CSV with a column `path` or `url`, and one of
        `organisation`, `id` and `statement_id`), JSON Lines with
        `text` or `path` in each (`.gz` too), or `-` for JSON Lines on standard input.
    failures : list of Failure, optional
        Grows by one for each entry of a list that names no document; without it such an entry
        raises.

    Yields
    ------
    Source
        In the order of the paths, each with an id of its own. A file reached twice is one
        source; a file that a manifest lists for several organisations is several.

    Raises
    ------
    InputError
        Before anything is read, if a path does not exist or a glob matches nothing.
    InvalidRecord, MissingDocument
        For an entry that names no document, when `failures` is not given.
    """
    paths = [paths] if isinstance(paths, str | Path) else paths
    found = [place for path in paths for place in _expand(str(path))]
    if not found:
        raise InputError("There is nothing to read: no path was given.")
    return _unique(_all(found), failures)


def _expand(path: str) -> list[str]:
    if path == STDIN or Path(path).exists():
        return [path]
    if glob.has_magic(path):
        # `Path.glob` takes no absolute pattern.
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207
        if matches:
            return matches
        raise InputError(f'The pattern "{path}" matches nothing.')
    raise InputError(f'There is no file or folder "{path}".')


def _all(places: Iterable[str]) -> Iterator[Source | Failure]:
    for place in places:
        path = Path(place)
        if place == STDIN:
            yield from _read_lines(sys.stdin, Path(STDIN), Path())
        elif path.is_dir():
            yield from _read_folder(path)
        else:
            yield from _read_file(path, path.name)


def _read_folder(folder: Path) -> Iterator[Source | Failure]:
    """Read a folder by its manifest, then what the manifest does not list."""
    listed: set[Path] = set()
    manifest = folder / MANIFEST
    if manifest.is_file() and _is_manifest(manifest):
        for entry in _read_manifest(manifest):
            if entry_path := _path_of(entry):
                listed.add(entry_path.resolve())
            yield entry
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in name.parts)
        if not path.is_file() or is_hidden or METADATA.fullmatch(path.name):
            continue
        if path.resolve() not in listed:
            yield from _read_file(path, name.as_posix())


def _path_of(entry: Source | Failure) -> Path | None:
    return entry.source.path if isinstance(entry, Failure) else entry.path


def _read_file(path: Path, id_: str) -> Iterator[Source | Failure]:
    if path.name.lower().endswith(LINES_SUFFIXES):
        with _open_lines(path) as file:
            yield from _read_lines(file, path, path.parent)
    elif path.suffix.lower() == ".csv" and _is_manifest(path):
        yield from _read_manifest(path)
    else:
        yield Source(id=id_, path=path)


@contextmanager
def _open_lines(path: Path) -> Iterator[TextIO]:
    opener = gzip.open if path.suffix.lower() == ".gz" else open
    with opener(path, "rt", encoding="utf-8", errors="replace") as file:
        yield cast(TextIO, file)


def _read_lines(file: TextIO, path: Path, home: Path) -> Iterator[Source | Failure]:
    number = 0
    try:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _read_line(line.lstrip("\ufeff"), path, number, home)
    except (EOFError, gzip.BadGzipFile, OSError) as error:
        message = f'The list "{path}" breaks off after line {number}: {error}.'
        yield _failure(Source(id=f"{path.name}:{number + 1}", path=path), InvalidRecord(message))


def _read_line(line: str, path: Path, number: int, home: Path) -> Source | Failure:
    id_ = f"{path.name}:{number}"
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        message = f'Line {number} of "{path}" is no JSON: {error}.'
        return _failure(Source(id=id_, path=path), InvalidRecord(message))
    if not isinstance(record, dict) or not (record.get("text") or record.get("path")):
        message = f'Line {number} of "{path}" is no object with "text" or "path".'
        if isinstance(record, dict):
            id_ = str(record.get("statement_id") or record.get("id") or id_)
        return _failure(Source(id=id_, path=path), InvalidRecord(message))
    facts = {str(key).lower(): value for key, value in record.items()}
    source = _source(facts, home, default_id=id_)
    if not isinstance(facts.get("text"), str):
        return _present(source)
    return replace(source, path=path, text=facts["text"])


def _is_manifest(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
            header = next(csv.reader(file), [])
    except (OSError, csv.Error):
        return False
    columns = {name.strip().lower() for name in header}
    return bool(columns & {"path", "url"}) and bool(
        columns & {"id", "statement_id", "organisation"}
    )


def _read_manifest(path: Path) -> Iterator[Source | Failure]:
    csv.field_size_limit(MAX_CELL)
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        reader = csv.reader(file)
        header = [name.strip().lower() for name in next(reader, [])]
        number = 1
        try:
            for number, cells in enumerate(reader, start=2):
                if any(cell.strip() for cell in cells):
                    row = dict(zip(header, cells, strict=False))
                    source = _source(row, path.parent, default_id=f"{path.name}:{number}")
                    yield _present(source)
        except csv.Error as error:
            message = f'The manifest "{path}" breaks off after row {number}: {error}.'
            failed = Source(id=f"{path.name}:{number + 1}", path=path)
            yield _failure(failed, InvalidRecord(message))


def _source(facts: Mapping[str, object], home: Path, *, default_id: str) -> Source:
    def text(name: str) -> str | None:
        value = facts.get(name)
        return str(value).strip() or None if value is not None else None

    path, year = text("path"), re.search(r"\d{4}", text("year") or "")
    pairs = [(name, text(name)) for name in IDENTIFIERS]
    return Source(
        id=text("id") or text("statement_id") or path or default_id,
        path=home / path if path else None,
        url=text("url"),
        organisation=text("organisation"),
        year=int(year.group()) if year else None,
        sector=text("sector"),
        country=text("country"),
        jurisdiction=jurisdiction_of(text("jurisdiction") or ""),
        identifiers=tuple((name, value) for name, value in pairs if value),
    )


def _present(source: Source) -> Source | Failure:
    """Let a source pass whose file is there."""
    if source.path is not None and source.path.is_file():
        return source
    if source.path is not None:
        message = f'The document "{source.id}" is listed, but there is no file "{source.path}".'
    elif source.url:
        message = f'The document "{source.id}" is listed with the address "{source.url}" only.'
    else:
        message = f'The entry "{source.id}" names neither a file nor an address.'
    return _failure(source, MissingDocument(message))


def _failure(source: Source, error: AnalyserError) -> Failure:
    return Failure(
        source=source, stage="ingest", reason=error.reason, error=str(error), hint=error.hint
    )


def _unique(
    entries: Iterable[Source | Failure], failures: list[Failure] | None
) -> Iterator[Source]:
    """Give each entry an id of its own, and leave out a file that was reached before."""
    ids: set[str] = set()
    files: set[Path] = set()
    for entry in entries:
        source = entry.source if isinstance(entry, Failure) else entry
        is_plain = not (source.text or source.organisation or source.url)
        if isinstance(entry, Source) and source.path and source.text is None:
            resolved = source.path.resolve()
            if is_plain and resolved in files:
                continue
            files.add(resolved)
        id_, count = source.id, 1
        while id_ in ids:
            count += 1
            id_ = f"{source.id}-{count}"
        ids.add(id_)
        source = replace(source, id=id_)
        if isinstance(entry, Source):
            yield source
        elif failures is not None:
            failures.append(replace(entry, source=source))
        else:
            _raise(entry)


def _raise(failure: Failure) -> None:
    kind = MissingDocument if failure.reason == MissingDocument.reason else InvalidRecord
    raise kind(failure.error)
