"""Turn one Source into a Statement; one module per file format."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

from analyser.discovery import discover
from analyser.errors import DamagedDocument, DocumentTooLarge, EmptyDocument, MissingDocument
from analyser.extractors.finding import find_statement
from analyser.extractors.gates import check
from analyser.extractors.quality import measure
from analyser.extractors.sniffing import media_type_of
from analyser.extractors.unread import (
    check_letters,
    check_read,
    limit_characters,
    set_garbled_aside,
)
from analyser.limits import Limits, Reading
from analyser.types import Source, Statement


def extract(source: Source, reading: Reading | None = None) -> Statement:
    """Read a document.

    The type is found in the bytes, never in the file's name.

    Parameters
    ----------
    source : Source
        A file, or inline text.
    reading : Reading, optional
        How to read it, and how much of it.

    Returns
    -------
    Statement
        With its text, one block a line, and its pages, of a long report those of the statement
        in it; the source with type and hash filled in.

    Raises
    ------
    InputError
        If the document cannot be read as an English statement; the subclass says why.
    """
    reading = reading or Reading()
    data = read_bytes(source, reading.limits)
    media_type = media_type_of(data, source)
    source = replace(source, media_type=media_type, sha256=hashlib.sha256(data).hexdigest())
    statement = extractor_for(media_type).extract(source, data, reading)
    statement = limit_characters(statement, reading.limits)
    statement = set_garbled_aside(measure(statement))
    statement = check_read(statement, reading)
    if not reading.whole_document:
        statement = check_letters(find_statement(statement))
    return check(statement)


def read_bytes(source: Source, limits: Limits) -> bytes:
    """Read a source's bytes once.

    Parameters
    ----------
    source : Source
        A file, or inline text.
    limits : Limits
        How large it may be.

    Returns
    -------
    bytes
        At least one.

    Raises
    ------
    MissingDocument
        If there is no file.
    DocumentTooLarge
        If it is over `max_bytes`.
    EmptyDocument
        If it has no bytes.
    """
    text = source.text
    data = _read_file(source, limits.max_bytes) if text is None else text.encode("utf-8", "replace")
    if not data.strip():
        raise EmptyDocument(f'The document "{source.id}" is empty.')
    return data


def _read_file(source: Source, max_bytes: int) -> bytes:
    path = source.path
    if path is None or not Path(path).is_file():
        raise MissingDocument(f'The document "{source.id}" has no file at "{path or source.url}".')
    try:
        size_bytes = path.stat().st_size
        if max_bytes < size_bytes:
            raise DocumentTooLarge(
                f'The document "{source.id}" has {size_bytes:,} bytes; at most {max_bytes:,} '
                "are read."
            )
        return path.read_bytes()
    except OSError as error:
        raise DamagedDocument(f'The file "{path}" cannot be read: {error.strerror}.') from error


@cache
def extractors() -> dict[str, ModuleType]:
    """Find the extractor modules, by name."""
    return discover("analyser.extractors", "MEDIA_TYPES")


def extractor_for(media_type: str) -> ModuleType:
    """Choose the module that reads a media type that `media_type_of` gave."""
    return next(module for module in extractors().values() if media_type in module.MEDIA_TYPES)
