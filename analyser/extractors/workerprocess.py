"""A worker as its owner sees it: a process that reads documents, and can be killed."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from analyser import errors
from analyser.errors import AnalyserError, DamagedDocument, DocumentTooLarge
from analyser.extractors.worker import READY, Answer, too_large
from analyser.limits import Reading
from analyser.types import Failure, Source, Statement

START_SECONDS = 60.0
"""How long a worker may take to start; it loads the readers once."""
KILL_SECONDS = 5.0
"""How long to wait for a killed worker; the system may hold one that waits for a dead disk."""
LAST_WORDS_BYTES = 4096
PROGRAM = "from analyser.extractors.worker import main; main()"
# The workers are what runs in parallel; threads in each would only get in the way of the others.
ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
OUT_OF_MEMORY = re.compile(r"bad_alloc|MemoryError|out of memory|cannot allocate", re.IGNORECASE)


@dataclass(slots=True)
class Place:
    """A document's place in the order of a batch."""

    source: Source
    """The document."""
    outcome: Statement | Failure | AnalyserError | None = None
    """What became of it; None while it is not known."""

    @property
    def error(self) -> AnalyserError:
        """The error that it ended with."""
        if not isinstance(self.outcome, AnalyserError):
            raise TypeError(f"{self.outcome!r} is no error.")
        return self.outcome


class WorkerProcess:
    """A process, and the document that it reads.

    Parameters
    ----------
    reading : Reading
        How to read, and what each document may cost.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.place: Place | None = None
        self.is_ready = False
        self.deadline = time.monotonic() + START_SECONDS
        self._is_killed = False
        # What readers complain of, and a crash's traceback, stays out of the user's terminal.
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115
        ours, theirs = socket.socketpair()
        self.pipe = Connection(ours.detach())
        with theirs:
            self._process = _start(theirs.fileno(), self._complaints.fileno())
        with suppress(BrokenPipeError):  # It is dead already, which the next look at it shows.
            self.pipe.send(reading)

    def is_alive(self) -> bool:
        """Say whether the process runs."""
        return self._process.poll() is None

    @property
    def is_idle(self) -> bool:
        """Whether it waits for a document."""
        return self.is_ready and self.place is None

    def take(self, place: Place) -> None:
        """Take a document to read."""
        self.place = place
        self.deadline = time.monotonic() + self._reading.limits.timeout_seconds
        with suppress(BrokenPipeError):
            self.pipe.send((place.source, _directory()))

    def hear(self) -> bool:
        """Take in what the worker says; tell whether it goes on.

        Raises
        ------
        EOFError, OSError
            If it is dead.
        """
        if self.place is None:
            self.is_ready = self.pipe.recv() == READY
            return self.is_ready
        answer: Answer = self.pipe.recv()
        said, is_worn = answer
        self.place.outcome = said if isinstance(said, Statement) else _error(*said)
        self.place = None
        return not is_worn

    def autopsy(self, source: Source) -> AnalyserError:
        """Say of what the worker died when it read a document."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(KILL_SECONDS)
        words = self.last_words()
        if OUT_OF_MEMORY.search(words):
            return DocumentTooLarge(too_large(source, self._reading.limits))
        code = self._process.returncode or 0
        if code >= 0:
            return DamagedDocument(f'The reader crashed on the document "{source.id}"{words}.')
        return DamagedDocument(
            f'The reader crashed on the document "{source.id}" or ran out of memory '
            f"({signal.strsignal(-code)}){words}."
        )

    def last_words(self) -> str:
        """Give what the worker last wrote to its error stream, such as the name of an exception."""
        handle = self._complaints.fileno()
        start = max(0, os.fstat(handle).st_size - LAST_WORDS_BYTES)
        text = os.pread(handle, LAST_WORDS_BYTES, start).decode("utf-8", "replace")
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        return f": {lines[-1][:200].rstrip('.')}" if lines else ""

    def kill(self) -> None:
        """Kill the worker and its children; never wait long for it."""
        if not self._is_killed:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._is_killed = True
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(KILL_SECONDS)
        self.pipe.close()
        self._complaints.close()


def _start(pipe: int, complaints: int) -> subprocess.Popen[bytes]:
    # Not by `multiprocessing`: that runs the user's script anew in each process, and refuses to
    # work in a process that it made itself. In a session of its own, a worker is killed with its
    # children (recognisers of characters), and Ctrl-C in the terminal leaves it to its owner.
    paths = [path or _directory() for path in sys.path]
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", PROGRAM, str(pipe)],
            pass_fds=[pipe],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            env={**os.environ, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(paths)},
            start_new_session=True,
        )
    except OSError as error:
        raise AnalyserError(
            f"The process that reads documents cannot be started: {error.strerror}."
        ) from error


def _directory() -> str:
    """Give the directory that relative paths start from; a notebook may have changed it."""
    try:
        return str(Path.cwd())
    except OSError:  # It was deleted.
        return os.curdir


def _error(name: str, message: str) -> AnalyserError:
    error: AnalyserError = getattr(errors, name)(message)
    return error
