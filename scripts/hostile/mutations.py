"""Change sound files at random: what comes out must be read or refused, and never hang."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence

from scripts.hostile.packed import pack

Change = Callable[[bytearray, random.Random], None]
NUMBER = re.compile(rb"\d+")
NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483647", b"2147483648", b"4294967295", b"9" * 20)
MAX_CHANGES = 6
INSIDE_SHARE = 0.7
"""Share of the archives of which a part is changed, not the archive."""


def _flip(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 20)):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def _replace(data: bytearray, dice: random.Random) -> None:
    start, stop = _chunk(data, dice, most=64)
    data[start:stop] = dice.randbytes(stop - start)


def _cut(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(1, len(data)) :]


def _delete(data: bytearray, dice: random.Random) -> None:
    start, stop = _chunk(data, dice)
    del data[start:stop]


def _repeat(data: bytearray, dice: random.Random) -> None:
    start, stop = _chunk(data, dice)
    data[start:start] = data[start:stop] * dice.choice((1, 1, 2, 50))


def _swap(data: bytearray, dice: random.Random) -> None:
    start, stop = _chunk(data, dice)
    chunk = bytes(data[start:stop])
    del data[start:stop]
    place = dice.randint(0, len(data))
    data[place:place] = chunk


def _number(data: bytearray, dice: random.Random) -> None:
    numbers = list(NUMBER.finditer(data))
    if numbers:
        match = dice.choice(numbers)
        data[match.start() : match.end()] = dice.choice(NUMBERS)


def _chunk(data: bytearray, dice: random.Random, *, most: int = 4000) -> tuple[int, int]:
    start = dice.randrange(len(data))
    return start, min(len(data), start + dice.randint(1, most))


CHANGES: tuple[Change, ...] = (_flip, _replace, _cut, _delete, _repeat, _swap, _number, _number)


def mutate(data: bytes, seed: str) -> bytes:
    """Change a file.

    Parameters
    ----------
    data : bytes
        A sound one.
    seed : str
        The same seed makes the same changes.

    Returns
    -------
    bytes
        At least one, changed in one to six ways.
    """
    dice = random.Random(seed)
    if data.startswith(b"PK\x03\x04") and dice.random() < INSIDE_SHARE:
        return _mutate_inside(data, dice)
    return _mutate(data, dice)


def _mutate(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, MAX_CHANGES)):
        if len(changed) > 1:
            dice.choice(CHANGES)(changed, dice)
    return bytes(changed) or b"\0"


def _mutate_inside(data: bytes, dice: random.Random) -> bytes:
    """Change one part of an archive, whose checksums stay right, so that a reader gets to it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice([name for name, part in parts.items() if part])
    return pack({**parts, name: _mutate(parts[name], dice)})


def mutants(
    files: Sequence[tuple[str, bytes]], n_mutants: int, seed: int = 0
) -> Iterator[tuple[str, bytes]]:
    """Change sound files, one after another and again from the first.

    Parameters
    ----------
    files : sequence of (str, bytes)
        Names and contents.
    n_mutants : int
        How many to make.
    seed : int
        The same seed gives the same mutants.

    Yields
    ------
    name : str
        With its number before it.
    data : bytes
        The changed contents.
    """
    for number in range(n_mutants):
        name, data = files[number % len(files)]
        yield f"{number:05}-{name}", mutate(data, f"{seed}-{number}-{name}")
