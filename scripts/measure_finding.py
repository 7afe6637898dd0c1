"""Measure how well the pages of a statement are found in a report, on mixtures of real pages.

Each mixture is an annual report that holds no statement, with the pages of a real statement put
between two of its pages. `python scripts/measure_finding.py DATA` reads `DATA/pdfs/ar_*.pdf` and
`DATA/statements/uk_unlabelled.jsonl.gz`, and prints how many pages were found; it keeps no text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from pathlib import Path

from analyser.errors import InputError, NotAStatement
from analyser.extractors import extractor_for, read_bytes
from analyser.extractors.finding import find_statement
from analyser.extractors.gates import check
from analyser.extractors.paragraphs import lay_out
from analyser.extractors.sniffing import media_type_of
from analyser.limits import Reading
from analyser.types import Source, Statement

MAX_PAGES = 15
MIN_PAGES = 26
"""A report with fewer pages is not looked into."""


def read(source: Source) -> list[list[str]]:
    """Give the blocks of each page that holds any."""
    reading = Reading()
    data = read_bytes(source, reading.limits)
    statement = extractor_for(media_type_of(data, source)).extract(source, data, reading)
    pages = [statement.quote(page).split("\n") for page in statement.pages]
    kept = [[block for block in page if block] for page in pages]
    return [page for page in kept if page]


def laid_out(name: str, pages: list[list[str]]) -> Statement:
    """Make a document of pages."""
    text, spans = lay_out(pages)
    return Statement(Source(name), text, spans, "mixture")


def is_free(name: str, pages: list[list[str]]) -> bool:
    """Say whether a report holds no statement, by the rules that are measured."""
    statement = laid_out(name, pages)
    try:
        return find_statement(statement) is statement
    except NotAStatement:
        return True


def statements(path: Path, half: int) -> list[tuple[str, list[list[str]]]]:
    """Read the statements of one half that are on topic, in English and of few pages."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for index, line in enumerate(lines):
            record = json.loads(line)
            if index % 2 != half:
                continue
            try:
                pages = read(Source(record["statement_id"], text=record["text"]))
                check(laid_out(record["statement_id"], pages))
            except InputError:
                continue
            if len(pages) <= MAX_PAGES:
                found.append((record["statement_id"], pages))
    return found


def main() -> None:
    """Print page precision and recall."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--half", type=int, choices=(0, 1), default=1)
    parser.add_argument("--random-state", type=int, default=0)
    parser.add_argument("--misses", action="store_true", help="Name the pages that went wrong.")
    options = parser.parse_args()

    paths = sorted((options.data / "pdfs").glob("ar_*.pdf"))
    reports = {path.name: read(Source(path.name, path=path)) for path in paths}
    hosts = {name: pages for name, pages in reports.items() if is_free(name, pages)}
    guests = statements(options.data / "statements" / "uk_unlabelled.jsonl.gz", options.half)
    rng = random.Random(options.random_state)

    counts: Counter[str] = Counter()
    for _ in range(options.n):
        host = rng.choice(sorted(hosts))
        guest, inserted = rng.choice(guests)
        at = rng.randrange(1, len(hosts[host]))
        pages = [*hosts[host][:at], *inserted, *hosts[host][at:]]
        true = set(range(at + 1, at + 1 + len(inserted)))
        try:
            kept = {page.number for page in find_statement(laid_out(host, pages)).pages}
        except NotAStatement:
            kept = set()
        words = {number: sum(len(block.split()) for block in pages[number - 1]) for number in true}
        counts["right"] += len(kept & true)
        counts["kept"] += len(kept)
        counts["true"] += len(true)
        counts["words found"] += sum(words[number] for number in kept & true)
        counts["words"] += sum(words.values())
        counts["exact"] += kept == true
        counts["refused"] += not kept
        counts["whole"] += len(kept) == len(pages)
        if options.misses and kept != true:
            missed, extra = sorted(true - kept), sorted(kept - true)
            print(host, guest, [n - at for n in missed], "of", len(inserted), "extra", extra)
    print(
        f"{options.n} mixtures of {len(guests)} statements and {len(hosts)} reports: page "
        f"precision {counts['right'] / counts['kept']:.3f}, page recall "
        f"{counts['right'] / counts['true']:.3f}, word recall "
        f"{counts['words found'] / counts['words']:.3f}, exactly right {counts['exact']}, "
        f"refused {counts['refused']}, left whole {counts['whole']}"
    )


if __name__ == "__main__":
    main()
