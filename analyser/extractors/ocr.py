"""Read the image of a page with Tesseract, where that program is installed."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

import pypdfium2

from analyser.extractors import ocrcache

if sys.platform == "linux":
    import resource

MIN_CONFIDENCE = 0.7
"""Pages read with less are garbage more often than not; the caller decides."""
MIN_WORD_CONFIDENCE = 30.0
"""Words below, in percent, are specks and lines of drawings."""
DPI = 200
"""More reads no better and takes longer: 0.6% of words wrong at 200 and at 300."""
MIN_DPI = 40
"""A page that must be shrunk further than this has no print that could be read."""
MAX_PIXELS = 25_000_000
POINTS = 72
"""Units of a page's size in an inch."""
MAX_SIDE = 20_000
"""Pixels; Tesseract refuses more than 32,767."""
TIMEOUT_SECONDS = 60.0
ASK_SECONDS = 10.0
MAX_MEMORY_BYTES = 1_000_000_000
N_COLUMNS = 12
"""Of Tesseract's table."""
BULLETS = frozenset("•·e¢«»*+=~°©®@>™¥§om■▪")
"""What Tesseract makes of bullets; no English line opens with one of these letters alone."""
LANGUAGE = "eng"
TO_STAND = "3"
"""Page segmentation that takes a page to stand upright, or to lie on its right side."""
TO_TURN = "1"
"""The one that first finds out which way is up, for a quarter more time."""
MIN_TURNED_WORDS = 20
"""Text on its head comes out as many false words; the few false words of a photograph do not."""
FORMAT = 2
"""Raised when the same page would give another result, so that kept ones are not used."""

Word = tuple[tuple[str, ...], str, float, str]
"""Its block and paragraph, its line, its confidence in percent, and its text."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program, as it was found on this machine."""

    path: str
    """Where it is."""
    version: str
    """As it gives it itself, such as "5.3.0"."""
    can_turn: bool
    """Whether it has the model that finds out which way is up."""


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What was read from the image of one page."""

    blocks: tuple[tuple[str, ...], ...]
    """Lines, by the paragraph that Tesseract holds them to be in, in its reading order."""
    confidence: float
    """Mean over all words by length, in [0, 1]; words that were dropped as doubtful count too."""
    n_words: int
    """Words that were kept."""


def find_tesseract() -> Tesseract | None:
    """Find the program named by `ANALYSER_TESSERACT`, or on the path, if it can read English."""
    path = shutil.which(os.environ.get("ANALYSER_TESSERACT") or "tesseract")
    return _ask(path) if path else None


def read_page(page: pypdfium2.PdfPage, *, stop_at: float, cache_key: str | None) -> OcrPage | None:
    """Read the image of a page.

    Parameters
    ----------
    page : pypdfium2.PdfPage
        The page, of which all that can be seen is read.
    stop_at : float
        When to give up, on the clock of `time.monotonic`; no page is given more than a minute.
    cache_key : str or None
        What tells the page from all others, such as the document's hash and the page's index.
        The result is kept for the next time under it; None keeps nothing.

    Returns
    -------
    OcrPage or None
        None where there is no Tesseract or no word on the page, the page cannot be drawn, or
        reading it failed or took too long. The words may be garbage: see `MIN_CONFIDENCE`.
    """
    tesseract = find_tesseract()
    if tesseract is None:
        return None
    key = (cache_key, DPI, LANGUAGE, tesseract.version, tesseract.can_turn, FORMAT)
    kept = ocrcache.load(*key) if cache_key is not None else None
    read = _from_json(kept) if kept is not None else None
    if read is None:
        read = _read(tesseract, page, min(stop_at, time.monotonic() + TIMEOUT_SECONDS))
        if read is None:
            return None
        if cache_key is not None:
            ocrcache.keep(json.dumps(asdict(read), ensure_ascii=False), *key)
    return read if read.n_words else None


@cache
def _ask(path: str) -> Tesseract | None:
    """Ask a program for its version and languages; None where it is not Tesseract with English."""
    try:
        said = [
            subprocess.run(
                [path, question], capture_output=True, text=True, check=True, timeout=ASK_SECONDS
            )
            for question in ("--version", "--list-langs")
        ]
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    # Releases before 4 answer on the other stream.
    version, languages = (f"{each.stdout}\n{each.stderr}".split() for each in said)
    if "tesseract" not in version or LANGUAGE not in languages:
        return None
    number = version[version.index("tesseract") + 1].removeprefix("v")
    return Tesseract(path=path, version=number, can_turn="osd" in languages)


def _read(tesseract: Tesseract, page: pypdfium2.PdfPage, stop_at: float) -> OcrPage | None:
    """Read a page, a second time with its direction found out where the first makes no words."""
    dpi = _dpi(page)
    if dpi is None:
        return None
    try:
        image = _draw(page, dpi)
    except (pypdfium2.PdfiumError, MemoryError):
        return None
    table = _recognise(tesseract, image, TO_STAND, dpi, stop_at)
    if table is None:
        return None
    read = _understand(table)
    is_garbage = read.confidence < MIN_CONFIDENCE and read.n_words >= MIN_TURNED_WORDS
    if is_garbage and tesseract.can_turn:
        turned = _recognise(tesseract, image, TO_TURN, dpi, stop_at)
        if turned is None:
            return None
        read = max(read, _understand(turned), key=lambda each: each.confidence)
    return read


def _dpi(page: pypdfium2.PdfPage) -> float | None:
    """Choose how fine to draw a page; None where that is too coarse to be read."""
    width, height = page.get_size()
    if not (0 < width < math.inf and 0 < height < math.inf):
        return None
    dpi = min(
        DPI,
        math.sqrt(MAX_PIXELS / (width * height)) * POINTS,
        MAX_SIDE / max(width, height) * POINTS,
    )
    return dpi if dpi >= MIN_DPI else None


def _draw(page: pypdfium2.PdfPage, dpi: float) -> bytes:
    """Draw a page in grey, as a file in the portable graymap format."""
    bitmap = page.render(scale=dpi / POINTS, grayscale=True)
    try:
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        pixels = memoryview(bitmap.buffer).cast("B")
        rows = (pixels[start : start + width] for start in range(0, height * stride, stride))
        return b"".join((b"P5 %d %d 255\n" % (width, height), *rows))
    finally:
        bitmap.close()


def _recognise(
    tesseract: Tesseract, image: bytes, segmentation: str, dpi: float, stop_at: float
) -> str | None:
    """Run Tesseract on an image and give its table of words; None where it fails or is late."""
    command = [tesseract.path, "stdin", "stdout", "-l", LANGUAGE, "--psm", segmentation]
    # Tesseract refuses to believe in less than 70.
    command += ["--dpi", str(max(70, round(dpi))), "tsv"]
    seconds = stop_at - time.monotonic()
    if seconds <= 0:
        return None
    try:
        # In the group of its caller, with which it is killed when a document has taken too long.
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except OSError:
        return None
    with process:
        try:
            _limit(process.pid, seconds)
            table, _ = process.communicate(image, timeout=seconds)
        except (subprocess.TimeoutExpired, OSError):
            return None
        finally:
            if process.returncode is None:
                process.kill()
    return table.decode("utf-8", "replace") if process.returncode == 0 else None


def _limit(pid: int, seconds: float) -> None:
    """Bound what Tesseract may use; its time too, for the case that nobody is left to kill it."""
    if sys.platform == "linux":
        for kind, wanted in (
            (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
            (resource.RLIMIT_CPU, math.ceil(seconds) + 1),
        ):
            hard = resource.prlimit(pid, kind)[1]
            limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.prlimit(pid, kind, (limit, hard))


def _understand(table: str) -> OcrPage:
    """Make paragraphs of Tesseract's table, of which the rows of level 5 are words."""
    rows = (row.split("\t") for row in table.splitlines())
    words: list[Word] = [
        (tuple(row[2:4]), row[4], float(row[10]), row[11])
        for row in rows
        if len(row) == N_COLUMNS and row[0] == "5" and row[11].strip()
    ]
    n_characters = sum(len(text) for *_, text in words)
    total = sum(confidence * len(text) for _, _, confidence, text in words)
    lines = (_mend_bullet(list(line)) for _, line in groupby(words, itemgetter(0, 1)))
    kept = [word for line in lines for word in line if word[2] >= MIN_WORD_CONFIDENCE]
    blocks = (groupby(block, itemgetter(1)) for _, block in groupby(kept, itemgetter(0)))
    return OcrPage(
        blocks=tuple(
            tuple(" ".join(word[3] for word in line) for _, line in block) for block in blocks
        ),
        confidence=total / n_characters / 100 if n_characters else 0.0,
        n_words=len(kept),
    )


def _mend_bullet(line: list[Word]) -> list[Word]:
    """Take the sign that opens a line for the bullet that it is, however doubtful it was."""
    block, number, _, text = line[0]
    is_bullet = len(line) > 1 and text in BULLETS
    return [(block, number, 100.0, "•"), *line[1:]] if is_bullet else line


def _from_json(text: str) -> OcrPage | None:
    """Take up what was kept; its cache has seen to it that it is what was written."""
    kept = json.loads(text)
    return OcrPage(
        blocks=tuple(map(tuple, kept["blocks"])),
        confidence=kept["confidence"],
        n_words=kept["n_words"],
    )
