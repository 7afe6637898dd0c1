"""Read files in isolation as the package does, and judge what became of each."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyser.errors import AnalyserError
from analyser.extractors.isolation import Extractors
from analyser.limits import Limits, Reading
from analyser.types import Failure, Source, Statement
from scripts.hostile.kinds import OK, Kind
from scripts.hostile.watching import Watch

TIMEOUT_SECONDS = 15.0
MARGIN_SECONDS = 6.0
"""How long giving up, and a new worker's start, may take beyond the time limit."""
USUAL_WARNINGS = ("page numbers", "fixed pages", "every quotation is on page 1")
"""Parts of the warnings that sound documents of some formats carry too."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    got: str
    """`ok`, or the reason why it was not read."""
    said: str
    """The text, or the message."""
    is_warned: bool = False
    """Whether it was read with a warning, or with unread pages."""
    n_seconds: float = 0.0
    """Wall time."""
    peak_bytes: int = 0
    """The most that one worker held in memory."""


def reading(
    *, timeout_seconds: float = TIMEOUT_SECONDS, max_memory_bytes: int | None = None
) -> Reading:
    """Say how the suite is read: within small limits, without OCR.

    Parameters
    ----------
    timeout_seconds : float
        Wall time for each document.
    max_memory_bytes : int, optional
        By default what the package allows.

    Returns
    -------
    Reading
        For the package.
    """
    limits = Limits(timeout_seconds=timeout_seconds)
    if max_memory_bytes is not None:
        limits = Limits(timeout_seconds=timeout_seconds, max_memory_bytes=max_memory_bytes)
    return Reading(limits=limits, ocr=False)


def source_of(path: Path) -> Source:
    """Name a file as ingestion would."""
    return Source(id=path.name, path=path)


def outcome_of(result: Statement | Failure | AnalyserError) -> Outcome:
    """Put what the package gave into one form."""
    if isinstance(result, Statement):
        telling = [
            warning
            for warning in result.warnings
            if not any(part in warning for part in USUAL_WARNINGS)
        ]
        return Outcome(OK, result.text, bool(telling or result.unread_pages))
    if isinstance(result, Failure):
        return Outcome(result.reason, result.error)
    return Outcome(result.reason, str(result))


def read_one_by_one(paths: Iterable[Path], how: Reading) -> Iterator[Outcome]:
    """Read files in one worker, and measure each.

    Parameters
    ----------
    paths : iterable of Path
        The files.
    how : Reading
        How to read them.

    Yields
    ------
    Outcome
        One for each file, in order.
    """
    with Watch() as watch, Extractors(how, n_jobs=1) as extractors:
        for path in paths:
            watch.take_peak()
            start = time.perf_counter()
            try:
                result: Statement | AnalyserError = extractors.extract(source_of(path))
            except AnalyserError as error:
                result = error
            n_seconds = time.perf_counter() - start
            outcome = outcome_of(result)
            yield Outcome(
                outcome.got, outcome.said, outcome.is_warned, n_seconds, watch.take_peak()
            )


def read_together(paths: Iterable[Path], how: Reading, *, n_jobs: int = 2) -> list[Outcome]:
    """Read files in a pool.

    Parameters
    ----------
    paths : iterable of Path
        The files.
    how : Reading
        How to read them.
    n_jobs : int
        How many workers there are.

    Returns
    -------
    list of Outcome
        One for each file, in order, without time and memory.
    """
    with Extractors(how, n_jobs=n_jobs) as extractors:
        return [outcome_of(result) for result in extractors.extract_all(map(source_of, paths))]


def faults(kind: Kind, outcome: Outcome) -> list[str]:
    """Say what is wrong with what became of a file.

    Parameters
    ----------
    kind : Kind
        What the file is.
    outcome : Outcome
        What became of it.

    Returns
    -------
    list of str
        Empty where all is right.
    """
    found = []
    if outcome.got not in kind.expected:
        found.append(
            f"{outcome.got}, not {' or '.join(sorted(kind.expected))}: {outcome.said:.200}"
        )
    if outcome.got == OK:
        text = " ".join(outcome.said.split())
        if kind.sentence not in text:
            found.append(f'"{kind.sentence}" is not in the text: {text:.200}')
        found.extend(f"{part!r} is in the text" for part in kind.absent if part in outcome.said)
        if kind.is_partial and not outcome.is_warned:
            found.append("a part is lost, and nothing says so")
    elif kind.name not in outcome.said:
        found.append(f"the message does not name the file: {outcome.said:.200}")
    return found


def costs(outcome: Outcome, how: Reading, *, idle_bytes: int) -> list[str]:
    """Say where a file cost more than it may.

    Parameters
    ----------
    outcome : Outcome
        What became of it.
    how : Reading
        How it was read.
    idle_bytes : int
        Memory of a worker that has read one small document.

    Returns
    -------
    list of str
        Empty where all is right.
    """
    found = []
    if how.limits.timeout_seconds + MARGIN_SECONDS < outcome.n_seconds:
        found.append(f"took {outcome.n_seconds:.1f} s")
    if how.limits.max_memory_bytes + idle_bytes < outcome.peak_bytes:
        found.append(f"took {outcome.peak_bytes / 1e6:.0f} MB")
    return found


def strangers(folder: Path, names: Sequence[str]) -> list[str]:
    """Name the files in a folder that nobody put there."""
    known = set(names)
    return sorted(path.name for path in folder.iterdir() if path.name not in known)
