"""Read and write sources, statements and failures as JSON Lines, so that commands can be piped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    IO,
    TYPE_CHECKING,
    TypeAlias,
    TypeVar,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from analyser.errors import InvalidRecord
from analyser.types import Failure, Source, Statement

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

SCHEMA_VERSION = 1
"""Raised when a reader of older lines would misread newer ones."""
LARGEST = 2**53
"""No number of ours is larger; infinity and what a float cannot hold are refused."""

Record: TypeAlias = Source | Statement | Failure
KINDS: dict[str, type[Record]] = {"source": Source, "statement": Statement, "failure": Failure}
T = TypeVar("T", bound="DataclassInstance")


def read_records(file: IO[str]) -> Iterator[Record]:
    """Read records one at a time, as they arrive.

    Parameters
    ----------
    file : file
        Open for reading text, one JSON object a line. Blank lines are passed over.

    Yields
    ------
    Source, Statement or Failure
        Equal to what was written.

    Raises
    ------
    InvalidRecord
        If a line is no record of this schema version; the message gives the line's number.
    """
    name = getattr(file, "name", "input")
    try:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _read_line(line, f'Line {number} of "{name}"')
    except UnicodeDecodeError as error:
        raise InvalidRecord(f'"{name}" is not UTF-8 text.') from error


def write_records(items: Iterable[Record], file: IO[str]) -> int:
    """Write records one at a time, as they are made.

    Parameters
    ----------
    items : iterable of Source, Statement or Failure
        What to write; consumed lazily.
    file : file
        Open for writing text. It is flushed after each line, so that the next command of a
        pipe can start at once.

    Returns
    -------
    int
        How many records were written.
    """
    n_records = 0
    for item in items:
        # ASCII only: file names that are not UTF-8 hold surrogates, which no encoding takes.
        file.write(json.dumps(to_record(item), allow_nan=False) + "\n")
        file.flush()
        n_records += 1
    return n_records


def to_record(item: Record) -> dict[str, object]:
    """Turn a source, a statement or a failure into a JSON object.

    Parameters
    ----------
    item : Source, Statement or Failure
        What to write.

    Returns
    -------
    dict
        Its fields, after `kind` and `schema_version`. Paths are strings, grades numbers.
    """
    kind = next(kind for kind, cls in KINDS.items() if type(item) is cls)
    return {"kind": kind, "schema_version": SCHEMA_VERSION, **_encode_fields(item)}


def from_record(record: object) -> Record:
    """Turn a JSON object back into what it was.

    Parameters
    ----------
    record : object
        What `to_record` gave, or anything that was parsed from JSON.

    Returns
    -------
    Source, Statement or Failure
        Equal to what was written.

    Raises
    ------
    InvalidRecord
        If it is of an unknown kind or schema version, or if a field is missing, unknown or of
        another type. Numbers are not turned into words, nor words into numbers.
    """
    if not isinstance(record, dict):
        raise InvalidRecord("The record is not a JSON object.")
    values = dict(record)
    kind, version = values.pop("kind", None), values.pop("schema_version", None)
    if not isinstance(kind, str) or kind not in KINDS:
        raise InvalidRecord(f'The record is of kind "{kind}", not one of {", ".join(KINDS)}.')
    if version != SCHEMA_VERSION:
        raise InvalidRecord(
            f'The record has schema version "{version}"; this version reads "{SCHEMA_VERSION}".'
        )
    return _decode_fields(KINDS[kind], values, kind)


def _read_line(line: str, place: str) -> Record:
    try:
        # A deep nest of brackets exhausts the stack, and a very long number is refused.
        record = json.loads(line.removeprefix("\ufeff"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidRecord(f"{place} is not JSON: {error}.") from error
    try:
        return from_record(record)
    except InvalidRecord as error:
        raise InvalidRecord(f"{place}: {error}") from error


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON number")


def _encode_fields(item: DataclassInstance) -> dict[str, object]:
    return {each.name: _encode(getattr(item, each.name)) for each in fields(item)}


def _encode(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, IntEnum):
        return value.value
    if isinstance(value, tuple):
        return [_encode(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _encode_fields(value)
    return value


def _decode_fields(cls: type[T], values: object, where: str) -> T:
    if not isinstance(values, dict):
        raise _mismatch(where, "an object", values)
    hints, required = _fields_of(cls)
    for name in values:
        if name not in hints:
            raise InvalidRecord(f'"{where}" has the unknown field "{name}".')
    for name in required:
        if name not in values:
            raise InvalidRecord(f'"{where}" lacks the field "{name}".')
    return cls(**{name: _decode(hints[name], values[name], f"{where}.{name}") for name in values})


@lru_cache
def _fields_of(cls: type[DataclassInstance]) -> tuple[dict[str, object], tuple[str, ...]]:
    """Resolve the declared types of a dataclass, and name the fields without a default."""
    required = tuple(
        each.name
        for each in fields(cls)
        if each.default is MISSING and each.default_factory is MISSING
    )
    return get_type_hints(cls), required


def _decode(hint: object, value: object, where: str) -> object:
    if get_origin(hint) is UnionType:  # every union in `types` is `X | None`
        if value is None:
            return None
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
    if get_origin(hint) is tuple:
        return _decode_tuple(get_args(hint), value, where)
    if hint is Path and isinstance(value, str):
        return Path(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return _decode_fields(hint, value, where)
    # Types are compared exactly: in Python a truth value is an integer.
    if isinstance(hint, type) and issubclass(hint, IntEnum) and type(value) is int:
        if value in tuple(hint):
            return hint(value)
    elif hint is float and type(value) in (int, float):
        if abs(cast("float", value)) <= LARGEST:
            return float(cast("float", value))
    elif type(value) is hint:
        return value
    raise _mismatch(where, getattr(hint, "__name__", str(hint)), value)


def _decode_tuple(hints: tuple[object, ...], value: object, where: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise _mismatch(where, "a list", value)
    if hints[-1] is Ellipsis:
        hints = (hints[0],) * len(value)
    if len(value) != len(hints):
        raise _mismatch(where, f"a list of {len(hints)}", value)
    pairs = enumerate(zip(hints, value, strict=True))
    return tuple(_decode(hint, each, f"{where}[{index}]") for index, (hint, each) in pairs)


def _mismatch(where: str, wanted: str, value: object) -> InvalidRecord:
    shown = repr(value)
    shown = shown if len(shown) <= 60 else f"{shown[:57]}..."
    return InvalidRecord(f'"{where}" must be {wanted}, not {shown}.')
