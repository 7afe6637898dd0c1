"""What runs in a process of its own: read one document after another, within limits."""

from __future__ import annotations

import os
import resource
import sys
import time
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from analyser.errors import AnalyserError, DamagedDocument, DocumentTooLarge
from analyser.extractors import extract, extractors
from analyser.limits import Limits, Reading
from analyser.types import Source, Statement

READY = "ready"
MAX_DOCUMENTS = 2_000
"""After so many a worker is replaced, whatever it has kept."""
MAX_KEPT_SHARE = 0.25
"""Share of a document's memory that a worker may keep when it is done with one."""
WORKING_SHARE = 0.6
"""Share of the time limit after which a reader is to stop between pages, and keep what it has."""
GRACE_SECONDS = 10
MAX_CPU_SECONDS = 10**9
STDERR = 2
FIRST_SOURCE = Source(
    id="first", text="This statement on modern slavery loads what readers need. " * 3
)

Question = tuple[Source, str]
"""A document, and the directory that a relative path starts from."""
Answer = tuple[Statement | tuple[str, str], bool]
"""What became of a document (a statement, or an error's name and message), and whether the worker
is worn out and leaves."""


def main() -> None:
    """Read documents from the pipe that the command line names until it closes."""
    handle = int(sys.argv[1])
    # A recogniser of characters that outlives this process must not keep the pipe open.
    os.set_inheritable(handle, False)
    pipe = Connection(handle)
    reading: Reading = pipe.recv()
    extractors()
    extract(FIRST_SOURCE)
    size_bytes = address_space_bytes()
    _limit(reading.limits, size_bytes)
    pipe.send(READY)
    serve(pipe, reading, size_bytes)


def serve(pipe: Connection, reading: Reading, size_bytes: int) -> None:
    """Read documents until the pipe closes, or until the worker is worn out.

    Parameters
    ----------
    pipe : Connection
        Gives a `Question` at a time, and takes an `Answer` to each.
    reading : Reading
        How to read them.
    size_bytes : int
        Address space taken before the first.
    """
    limits = reading.limits
    for number in range(1, MAX_DOCUMENTS + 1):
        try:
            question: Question = pipe.recv()
        except EOFError:
            return
        source, directory = question
        with suppress(OSError):
            os.chdir(directory)
        _forget_complaints()
        _limit_orphan(limits)
        until = time.monotonic() + WORKING_SHARE * limits.timeout_seconds
        answer = attempt(source, replace(reading, stop_at=until))
        kept_bytes = address_space_bytes() - size_bytes
        is_worn = number == MAX_DOCUMENTS or MAX_KEPT_SHARE * limits.max_memory_bytes < kept_bytes
        pipe.send((answer, is_worn))
        if is_worn:
            return


def attempt(source: Source, reading: Reading) -> Statement | tuple[str, str]:
    """Read a document, or say why it cannot be read.

    Parameters
    ----------
    source : Source
        A file.
    reading : Reading
        How to read it.

    Returns
    -------
    Statement, or a pair of str
        The statement; or the name of an error of ours, and its message.
    """
    try:
        return extract(source, reading)
    except AnalyserError as error:
        return type(error).__name__, str(error)
    except MemoryError:
        pass  # What the reader held is let go of first, so that there is room for the message.
    except RecursionError:
        return (
            DamagedDocument.__name__,
            f'The document "{source.id}" is nested too deep to be read.',
        )
    return DocumentTooLarge.__name__, too_large(source, reading.limits)


def too_large(source: Source, limits: Limits) -> str:
    """Say that a document needs too much memory.

    Parameters
    ----------
    source : Source
        The document.
    limits : Limits
        What was allowed.

    Returns
    -------
    str
        A full sentence.
    """
    return (
        f'The document "{source.id}" needs more memory than the {limits.max_memory_bytes:,} bytes '
        "that are allowed."
    )


def address_space_bytes() -> int:
    """Measure the address space of this process; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def _limit(limits: Limits, size_bytes: int) -> None:
    """Allow a document so much memory on top of what the readers take themselves."""
    if size_bytes:
        _lower(resource.RLIMIT_AS, size_bytes + limits.max_memory_bytes)
    _lower(resource.RLIMIT_CORE, 0)


def _limit_orphan(limits: Limits) -> None:
    """Let the system end a worker that hangs after its parent, which would end it, was killed."""
    n_seconds = time.process_time() + 2 * limits.timeout_seconds + GRACE_SECONDS
    _lower(resource.RLIMIT_CPU, int(min(n_seconds, MAX_CPU_SECONDS)))


def _lower(what: int, limit: int) -> None:
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _forget_complaints() -> None:
    """Empty the file that takes what readers complain of: the last words are of one document."""
    os.lseek(STDERR, 0, os.SEEK_SET)
    os.ftruncate(STDERR, 0)
