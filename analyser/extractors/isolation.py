"""Read each document in a process that can be killed: a file of 697 bytes can hang a PDF engine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType

from analyser import errors
from analyser.errors import AnalyserError, DamagedDocument, DocumentTimeout, DocumentTooLarge
from analyser.extractors import extract
from analyser.types import Source, Statement

TIMEOUT_SECONDS = 60.0
MAX_MEMORY_BYTES = 2 << 30
START_SECONDS = 60.0
"""How long a worker may take to start; it imports the readers once."""
CONTEXT = multiprocessing.get_context("spawn")


class Extractor:
    """One long-lived worker process, replaced when it dies or overruns.

    Parameters
    ----------
    timeout_seconds : float
        Wall time allowed for one document.
    max_memory_bytes : int
        Address space allowed to the worker, where the system can limit it.
    """

    def __init__(
        self,
        *,
        timeout_seconds: float = TIMEOUT_SECONDS,
        max_memory_bytes: int = MAX_MEMORY_BYTES,
    ) -> None:
        self.timeout_seconds = timeout_seconds
        self.max_memory_bytes = max_memory_bytes
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._complaints = Path(os.devnull)

    def __enter__(self) -> Extractor:
        """Start nothing yet: the worker starts with the first document."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Kill the worker, whatever it is doing."""
        self.close()

    def extract(self, source: Source) -> Statement:
        """Read a document in the worker.

        Parameters
        ----------
        source : Source
            A file, or inline text.

        Returns
        -------
        Statement
            As `extractors.extract` gives it.

        Raises
        ------
        InputError
            As `extractors.extract` does.
        DocumentTimeout
            If the document takes longer than is allowed.
        DamagedDocument
            If the reader crashes on it.
        """
        if source.text is not None:
            # Text that has arrived already has nothing that could hang.
            return extract(source)
        pipe = self._start()
        try:
            pipe.send(source)
            if not pipe.poll(self.timeout_seconds):
                self.close()
                raise DocumentTimeout(
                    f'The document "{source.id}" was not read within {self.timeout_seconds:g} '
                    "seconds."
                )
            answer = pipe.recv()
        except (EOFError, ConnectionError) as error:
            last_words = self._last_words()
            self.close()
            raise DamagedDocument(
                f'The reader crashed on the document "{source.id}"{last_words}.'
            ) from error
        except KeyboardInterrupt:
            self.close()
            raise
        if isinstance(answer, Statement):
            return answer
        name, message = answer
        raise getattr(errors, name)(message)

    def _last_words(self) -> str:
        """Give what the worker last wrote to its error stream, such as the name of an exception."""
        lines = self._complaints.read_text(encoding="utf-8", errors="replace").split("\n")
        said = [line.strip() for line in lines if line.strip()]
        return f": {said[-1][:200].rstrip('.')}" if said else ""

    def close(self) -> None:
        """Kill the worker; the next document starts a new one."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None
        if self._complaints != Path(os.devnull):
            self._complaints.unlink(missing_ok=True)
            self._complaints = Path(os.devnull)

    def _start(self) -> Connection:
        if self._process is not None and self._pipe is not None and self._process.is_alive():
            return self._pipe
        self.close()
        handle, name = tempfile.mkstemp(prefix="analyser-", suffix=".stderr")
        os.close(handle)
        self._complaints = Path(name)
        ours, theirs = CONTEXT.Pipe()
        self._process = CONTEXT.Process(
            target=_work, args=(theirs, self.max_memory_bytes, name), daemon=True
        )
        self._process.start()
        theirs.close()
        self._pipe = ours
        if not ours.poll(START_SECONDS) or ours.recv() != "ready":
            self.close()
            raise AnalyserError("The process that reads documents did not start.")
        return ours


def _work(pipe: Connection, max_memory_bytes: int, complaints: str) -> None:
    """Read documents until the pipe closes."""
    # Ctrl-C reaches the whole group; the parent decides what becomes of the worker.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(max_memory_bytes)
    _redirect_complaints(complaints)
    pipe.send("ready")
    while True:
        try:
            source = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(extract(source))
        except AnalyserError as error:
            pipe.send((type(error).__name__, str(error)))
        except MemoryError:
            message = f'The document "{source.id}" needs more memory than is allowed.'
            pipe.send((DocumentTooLarge.__name__, message))
        except RecursionError:
            message = f'The document "{source.id}" is nested too deep to be read.'
            pipe.send((DamagedDocument.__name__, message))


def _limit_memory(max_memory_bytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = max_memory_bytes if hard == resource.RLIM_INFINITY else min(max_memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _redirect_complaints(complaints: str) -> None:
    """Keep what the readers complain of, and a crash's traceback, out of the user's terminal."""
    file = os.open(complaints, os.O_WRONLY | os.O_TRUNC)
    os.dup2(file, 2)
    os.close(file)
