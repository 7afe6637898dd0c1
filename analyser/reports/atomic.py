"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path

from analyser.errors import OutputError


@contextmanager
def replacing(path: Path) -> Iterator[BufferedRandom]:
    """Open a temporary file in the same folder, which takes the path's place when all went well.

    Parameters
    ----------
    path : Path
        Where the file shall stand; its folder must exist.

    Yields
    ------
    file
        Open for writing bytes. After any error it is removed, and what stood at `path` stays.

    Raises
    ------
    OutputError
        If the file system refuses.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "w+b") as file:
                yield file
            Path(name).chmod(
                0o666 & ~_umask()
            )  # mkstemp gives 0600, which a web server cannot read
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(f'"{path}" cannot be written: {error.strerror or error}.') from error


def _umask() -> int:
    # The only portable way to read it is to set it.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
