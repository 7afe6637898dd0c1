"""Measure the reading of real PDF documents: whole sentences, words, running lines, hyphens, speed.

Usage: python scripts/measure_extraction.py [FOLDER]

FOLDER holds PDF documents and `two_column_gold.json`; by default `$ANALYSER_DATA/pdfs`.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2

from analyser.errors import AnalyserError
from analyser.extractors import extract, pdf
from analyser.extractors.hyphens import Hyphens
from analyser.extractors.isolation import Extractor
from analyser.extractors.pdflines import HYPHEN_MARK, read_lines
from analyser.extractors.pdftables import letters, looks_tabular
from analyser.limits import Reading
from analyser.types import Source

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
SEAM = re.compile(r"(?<!\r)\n")
"""Where the gold text of one column follows that of another, sentences are not told apart."""
MIN_LETTERS = 20
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
    """Time raw pdfium and the package's isolated reader over the same documents."""
    plain = [path for path in paths if _is_plain(path)]
    n_pages = sum(len(pypdfium2.PdfDocument(path)) for path in plain)
    with Extractor() as extractor:
        extractor.extract(Source(id="first", path=plain[0]))
        for _ in range(3):
            start = time.perf_counter()
            for path in plain:
                _read_raw(path)
            raw = time.perf_counter() - start
            start = time.perf_counter()
            for path in plain:
                _attempt(extractor, path)
            whole = time.perf_counter() - start
            print(
                f"{len(plain)} documents, {n_pages} pages: raw {n_pages / raw:.0f} pages/s, "
                f"package {n_pages / whole:.0f} pages/s, ratio {raw / whole:.2f}"
            )


def _is_plain(path: Path) -> bool:
    """Say whether no page of a document needs OCR or has tables of figures."""
    try:
        statement = extract(Source(id=path.name, path=path), READING)
    except AnalyserError:
        return False
    tabular = [page for page in statement.pages if looks_tabular(statement.quote(page).split("\n"))]
    return not statement.unread_pages and len(tabular) < 1


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


def _attempt(extractor: Extractor, path: Path) -> None:
    try:
        extractor.extract(Source(id=path.name, path=path))
    except AnalyserError:
        return


if __name__ == "__main__":
    main()
