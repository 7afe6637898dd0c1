"""Read documents in processes that can be killed: a file of 697 bytes can hang a PDF engine."""

from __future__ import annotations

import os
import time
import weakref
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait
from types import TracebackType

from analyser.errors import AnalyserError, DocumentTimeout
from analyser.extractors import extract
from analyser.extractors.workerprocess import START_SECONDS, Place, WorkerProcess
from analyser.limits import Reading
from analyser.tally import failure_of
from analyser.types import Failure, Source, Statement

LOOK_AHEAD = 16
"""Documents for each worker that may be under way: one that takes a minute does not stop the
others, and the texts that wait for it do not fill the memory."""
MAX_FALSE_STARTS = 3


class Extractors:
    """A pool of long-lived worker processes, each replaced when it dies, overruns or is worn out.

    Parameters
    ----------
    reading : Reading, optional
        How to read the documents, and what each may cost.
    n_jobs : int, optional
        How many workers there may be; by default as many as this process may use cores.
    """

    def __init__(self, reading: Reading | None = None, *, n_jobs: int | None = None) -> None:
        self.reading = reading or Reading()
        self.n_jobs = max(1, usable_cores() if n_jobs is None else n_jobs)
        self._workers: list[WorkerProcess] = []
        self._queue: deque[Place] = deque()
        self._n_false_starts = 0
        # Also at exit, and where nobody closes the pool.
        self._finalizer = weakref.finalize(self, _kill, self._workers, os.getpid())

    def __enter__(self) -> Extractors:
        """Start nothing yet: a worker starts when there is a document for it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Kill the workers, whatever they are doing."""
        self.close()

    def close(self) -> None:
        """Kill the workers; the next document starts new ones."""
        self._queue.clear()
        _kill(self._workers, os.getpid())

    def extract(self, source: Source) -> Statement:
        """Read a document in a worker.

        Parameters
        ----------
        source : Source
            A file; or inline text, which is read here.

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
        DocumentTooLarge
            If it needs more memory than is allowed.
        DamagedDocument
            If the reader crashes on it.
        """
        (place,) = self._read([source])
        if isinstance(place.outcome, Statement):
            return place.outcome
        raise place.error

    def extract_all(self, records: Iterable[Source | Failure]) -> Iterator[Statement | Failure]:
        """Read documents in the workers.

        Parameters
        ----------
        records : iterable of Source or Failure
            What to read; a few are taken ahead. A failure travels along.

        Yields
        ------
        Statement or Failure
            One for each, in their order.
        """
        for place in self._read(records):
            if isinstance(place.outcome, Statement | Failure):
                yield place.outcome
            else:
                yield failure_of(place.source, "extract", place.error)

    def _read(self, records: Iterable[Source | Failure]) -> Iterator[Place]:
        places: deque[Place] = deque()
        try:
            for record in records:
                places.append(self._admit(record))
                self._work(0.0)
                yield from self._settled(places, LOOK_AHEAD * self.n_jobs)
            yield from self._settled(places, 0)
        finally:
            # Whoever stops half-way leaves documents behind that nobody waits for.
            self._queue.clear()
            for worker in [each for each in self._workers if each.place is not None]:
                self._drop(worker)

    def _admit(self, record: Source | Failure) -> Place:
        if isinstance(record, Failure):
            return Place(record.source, record)
        place = Place(record)
        if record.text is None:
            self._queue.append(place)
            return place
        # Text that has arrived already has nothing that could hang.
        try:
            place.outcome = extract(record, self.reading)
        except AnalyserError as error:
            place.outcome = error
        return place

    def _settled(self, places: deque[Place], n_open: int) -> Iterator[Place]:
        """Give the places in front that are done; wait while more than n_open are left."""
        while places and (places[0].outcome is not None or n_open < len(places)):
            if places[0].outcome is None:
                self._work(None)
            else:
                yield places.popleft()

    def _work(self, n_seconds: float | None) -> None:
        """Hand documents out, and take in what the workers say within some seconds, or at all."""
        self._hand_out()
        heeded = {each.pipe: each for each in self._workers if not each.is_idle}
        if not heeded:
            return
        if n_seconds is None:
            until = min(worker.deadline for worker in heeded.values())
            n_seconds = min(max(0.0, until - time.monotonic()), START_SECONDS)
        speaking = wait(list(heeded), n_seconds)
        now = time.monotonic()
        for pipe, worker in heeded.items():
            if pipe in speaking:
                self._hear(worker)
            elif worker.deadline <= now:
                self._overrun(worker)
        self._hand_out()

    def _hand_out(self) -> None:
        for worker in [each for each in self._workers if each.is_idle]:
            if not worker.is_alive():
                self._drop(worker)
            elif self._queue:
                worker.take(self._queue.popleft())
        n_starting = sum(not worker.is_ready for worker in self._workers)
        while n_starting < len(self._queue) and len(self._workers) < self.n_jobs:
            self._workers.append(WorkerProcess(self.reading))
            n_starting += 1

    def _hear(self, worker: WorkerProcess) -> None:
        try:
            goes_on = worker.hear()
            self._n_false_starts = 0
        except (EOFError, OSError):
            goes_on = False
            if worker.place is None:
                self._fail_to_start(worker)
            else:
                worker.place.outcome = worker.autopsy(worker.place.source)
        if not goes_on:
            self._drop(worker)

    def _overrun(self, worker: WorkerProcess) -> None:
        if worker.place is None:
            self._fail_to_start(worker)
        else:
            worker.place.outcome = DocumentTimeout(
                f'The document "{worker.place.source.id}" was not read within '
                f"{self.reading.limits.timeout_seconds:g} seconds."
            )
        self._drop(worker)

    def _fail_to_start(self, worker: WorkerProcess) -> None:
        self._n_false_starts += 1
        if self._n_false_starts == MAX_FALSE_STARTS:
            raise AnalyserError(
                f"The process that reads documents does not start{worker.last_words()}."
            )

    def _drop(self, worker: WorkerProcess) -> None:
        self._workers.remove(worker)
        worker.kill()


def usable_cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _kill(workers: list[WorkerProcess], owner: int) -> None:
    # A process that was forked from the owner has the list, but the workers are not its own.
    if os.getpid() == owner:
        for worker in workers:
            worker.kill()
    workers.clear()
