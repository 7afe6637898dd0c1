"""Measure the reading of real PDF documents: whole sentences, words, running lines, hyphens, speed.

Usage: python scripts/measure_extraction.py [FOLDER]

FOLDER holds PDF documents and `two_column_gold.json`; by default `$ANALYSER_DATA/pdfs`.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2

from analyser.errors import AnalyserError
from analyser.extractors import pdf
from analyser.extractors.hyphens import Hyphens
from analyser.extractors.isolation import Extractors
from analyser.extractors.pdflines import HYPHEN_MARK, read_lines
from analyser.extractors.pdftables import letters, looks_tabular
from analyser.limits import Reading
from analyser.types import Source

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
SEAM = re.compile(r"(?<!\r)\n")
"""Where the gold text of one column follows that of another, sentences are not told apart."""
MIN_LETTERS = 20
MIN_PAGES = 2
LONG_WORD = re.compile(r"[^\W\d_]{21,}")
ADDRESS = re.compile(r"www|https?:|@|\.(?:com|org)\b")
READING = Reading(ocr=False, whole_document=True)


def main() -> None:
    """Print every figure for the documents of a folder."""
    data = Path(os.environ.get("ANALYSER_DATA", "../shared/data"))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else data / "pdfs"
    paths = sorted(folder.glob("*.pdf"))
    _measure_columns(folder)
    _measure_words(paths)
    _measure_hyphens(paths)
    _measure_speed(paths)


def _measure_columns(folder: Path) -> None:
    gold = json.loads((folder / "two_column_gold.json").read_text(encoding="utf-8"))
    whole = Counted()
    within = Counted()
    for page in gold:
        path = folder / page["file"]
        if not path.is_file():
            print(f"absent: {path.name}")
            continue
        text = letters(_page_text(path, page["page_index"]))
        for counted, columns in ((whole, [page["text"]]), (within, SEAM.split(page["text"]))):
            for column in columns:
                for sentence in SENTENCE_END.split(column.replace("\x02", "-")):
                    if len(letters(sentence)) >= MIN_LETTERS:
                        counted.add(letters(sentence) in text)
    print(f"two-column pages, sentences kept whole: {whole}; within a column: {within}")


class Counted:
    """How many of how many."""

    def __init__(self) -> None:
        self.n = self.n_right = 0

    def add(self, is_right: bool) -> None:
        """Count one."""
        self.n += 1
        self.n_right += is_right

    def __str__(self) -> str:
        """Print the share with its counts."""
        return f"{self.n_right / max(self.n, 1):.4f} ({self.n_right} of {self.n})"


def _page_text(path: Path, index: int) -> str:
    statement = pdf.extract(Source(id=path.name, path=path), path.read_bytes(), READING)
    return statement.quote(statement.pages[index])


def _measure_words(paths: list[Path]) -> None:
    n_words = n_long = n_lines = n_removed = 0
    left: list[str] = []
    for path in paths:
        if path.name.startswith("ar_"):
            continue
        try:
            statement = pdf.extract(Source(id=path.name, path=path), path.read_bytes(), READING)
        except AnalyserError as error:
            print(f"{path.name}: {error}")
            continue
        words = statement.text.split()
        n_words += len(words)
        n_long += sum(bool(LONG_WORD.search(word)) and not ADDRESS.search(word) for word in words)
        removed = [line for page in statement.pages for line in page.removed]
        n_removed += len(removed)
        n_lines += statement.text.count("\n") + len(removed)
        masked = {re.sub(r"\d+", "#", line) for line in removed}
        left += [line for line in statement.text.split("\n") if re.sub(r"\d+", "#", line) in masked]
    print(
        f"documents that are no annual reports: {n_words} words, of which longer than 20 letters "
        f"{10_000 * n_long / n_words:.2f} in 10,000; {n_removed} running lines taken out, "
        f"{len(left)} lines like them left"
    )


def _measure_hyphens(paths: list[Path]) -> None:
    n_lines = n_joined = 0
    joined: list[str] = []
    kept: list[str] = []
    for path in paths:
        lines = list(_lines(path))
        hyphens = Hyphens(lines)
        n_lines += len(lines)
        for line, after in pairwise(lines):
            first = re.search(rf"([^\W\d_]+)(?:{HYPHEN_MARK}|-)$", line)
            second = re.match(r"[^\W\d_]+", after)
            if first and second:
                is_one = hyphens.is_one_word(first[1], second[0])
                n_joined += is_one
                (joined if is_one else kept).append(f"{first[1]}|{second[0]}")
    print(f"line ends: {n_lines}, of them with a hyphen {len(joined) + len(kept)}")
    if "--show" in sys.argv:
        print("joined:", " ".join(joined))
        print("kept:", " ".join(kept))


def _lines(path: Path) -> Iterator[str]:
    document = pypdfium2.PdfDocument(path)
    for index in range(len(document)):
        page = document[index]
        yield from (line.text for line in read_lines(page).lines)
        page.close()
    document.close()


def _measure_speed(paths: list[Path]) -> None:
    """Time raw pdfium and the package's isolated reader over pages without tables or images."""
    with tempfile.TemporaryDirectory() as folder:
        plain = [copy for path in paths if (copy := _without_tables(path, Path(folder)))]
        n_pages = sum(len(pypdfium2.PdfDocument(path)) for path in plain)
        _race(plain, n_pages)


def _race(plain: list[Path], n_pages: int) -> None:
    sources = [Source(id=path.name, path=path) for path in plain]
    for n_jobs in (1, 2):
        with Extractors(READING, n_jobs=n_jobs) as extractors:
            list(extractors.extract_all(sources))
            for _ in range(3):
                raw = _time(lambda: [_read_raw(path) for path in plain])
                whole = _time(lambda pool=extractors: list(pool.extract_all(sources)))
                print(
                    f"{len(plain)} documents, {n_pages} pages, {n_jobs} workers: raw "
                    f"{n_pages / raw:.0f} pages/s, package {n_pages / whole:.0f} pages/s, ratio "
                    f"{raw / whole:.2f}"
                )


def _time(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _without_tables(path: Path, folder: Path) -> Path | None:
    """Copy the pages of a document that need neither OCR nor the reading of tables."""
    document = pypdfium2.PdfDocument(path)
    plain = []
    for index in range(len(document)):
        page = document[index]
        lines = [line.text for line in read_lines(page).lines]
        page.close()
        if sum(map(len, lines)) > 100 and not looks_tabular(lines):
            plain.append(index)
    document.close()
    if len(plain) < MIN_PAGES:
        return None
    with pikepdf.open(path) as source, pikepdf.new() as copy:
        copy.add_pages_from(source, plain)
        copy.save(folder / path.name)
    return folder / path.name


def _read_raw(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    n_characters = 0
    for index in range(len(document)):
        page = document[index]
        text_page = page.get_textpage()
        n_characters += len(text_page.get_text_bounded())
        text_page.close()
        page.close()
    document.close()
    return n_characters


if __name__ == "__main__":
    main()
