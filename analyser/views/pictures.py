"""Have the pages of a PDF drawn by a process that is killed when it takes too long."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass

from analyser.limits import Limits
from analyser.types import Page, Statement
from analyser.views.locating import Box

PDF = "application/pdf"
MAX_PAGES = 50
"""Pages that are drawn; of the others the text is shown."""
MAX_BYTES = 40_000_000
"""Size of all pictures together; a browser bears no more."""
PROGRAM = "from analyser.views.drawing import main; main()"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it is printed, and where things stand on it."""

    width: int
    """In pixels."""
    height: int
    """In pixels."""
    png: str
    """In base 64."""
    sentences: tuple[tuple[Box, ...], ...]
    """For each sentence of the page, in order, the lines that it stands on; none if not found."""
    removed: tuple[tuple[Box, ...], ...]
    """The same for each line that was left out of the text."""


def draw(statement: Statement, limits: Limits | None = None) -> dict[int, Picture]:
    """Draw the pages of a statement.

    Parameters
    ----------
    statement : Statement
        Segmented; only a PDF that is still there, unchanged, is drawn.
    limits : Limits, optional
        What the drawing may cost.

    Returns
    -------
    dict of int to Picture
        By page number; what was drawn before the time was up, or nothing.
    """
    source = statement.source
    if source.media_type != PDF or source.path is None or not source.path.is_file():
        return {}
    limits = limits or Limits()
    pages = statement.pages[:MAX_PAGES]
    texts = {page.number: _sentences(statement, page) for page in pages}
    order = {
        "path": str(source.path.absolute()),
        "sha256": source.sha256,
        "max_memory_bytes": limits.max_memory_bytes,
        "max_bytes": MAX_BYTES,
        "pages": [
            {"number": page.number, "texts": [*texts[page.number], *page.removed]} for page in pages
        ],
    }
    drawn: dict[int, Picture] = {}
    for line in _run(json.dumps(order).encode("ascii"), limits.timeout_seconds).splitlines():
        with suppress(ValueError):  # the last line of a process that was killed is cut off
            answer = json.loads(line)
            n_sentences = len(texts[answer["number"]])
            boxes = tuple(tuple(map(tuple, lines)) for lines in answer["boxes"])
            drawn[answer["number"]] = Picture(
                answer["width"],
                answer["height"],
                answer["png"],
                sentences=boxes[:n_sentences],
                removed=boxes[n_sentences:],
            )
    return drawn


def _sentences(statement: Statement, page: Page) -> list[str]:
    found = (each for each in statement.sentences or () if each.page_number == page.number)
    return [statement.quote(sentence) for sentence in found]


def _run(order: bytes, timeout_seconds: float) -> bytes:
    """Give what a process of its own writes until it ends, crashes or is killed."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    )
    try:
        return process.communicate(order, timeout_seconds)[0]
    except subprocess.TimeoutExpired:
        _kill(process)
        return process.communicate()[0]
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
