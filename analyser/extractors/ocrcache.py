"""Keep what was read from page images, so that no page is read twice: that takes seconds."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

MAX_BYTES = 500_000_000
N_SHELVES = 256
"""Entries lie in as many folders, so that keeping to `MAX_BYTES` needs no look at all of them."""
UNUSABLE = (OSError, UnicodeDecodeError, RuntimeError)
"""What a folder that cannot be used raises; the last one, where the user has no home."""


def cache_folder() -> Path:
    """Say where results are kept: by `ANALYSER_CACHE`, by `XDG_CACHE_HOME`, or in `~/.cache`."""
    if chosen := os.environ.get("ANALYSER_CACHE"):
        return Path(chosen) / "ocr"
    common = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # The standard has a relative path ignored.
    home = common if common.is_absolute() else Path("~/.cache").expanduser()
    return home / "analyser" / "ocr"


def load(*key: object) -> str | None:
    """Give the text that was kept under a key; None where there is none or it is damaged.

    Parameters
    ----------
    *key : object
        All that the text depends on.
    """
    try:
        digest, _, text = _path(key).read_text(encoding="utf-8").partition("\n")
    except UNUSABLE:
        return None
    return text if digest == _digest(text) else None


def keep(text: str, *key: object) -> None:
    """Keep a text under a key; where the folder cannot be written, do nothing.

    Parameters
    ----------
    text : str
        What to keep.
    *key : object
        All that the text depends on.
    """
    with suppress(*UNUSABLE):
        path = _path(key)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_room(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(f"{_digest(text)}\n{text}")
            # Nobody ever sees half an entry.
            Path(name).replace(path)
        except OSError:
            Path(name).unlink()
            raise


def _path(key: tuple[object, ...]) -> Path:
    name = _digest("\n".join(map(str, key)))
    return cache_folder() / name[:2] / f"{name[2:]}.json"


def _make_room(shelf: Path) -> None:
    """Drop the oldest entries of a shelf that holds more than its share."""
    entries = sorted(
        (status.st_mtime, status.st_size, entry.path)
        for entry in os.scandir(shelf)
        for status in [entry.stat()]
    )
    excess = sum(size for _, size, _ in entries) - MAX_BYTES // N_SHELVES
    for _, size, path in entries:
        if excess <= 0:
            return
        Path(path).unlink(missing_ok=True)
        excess -= size


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
