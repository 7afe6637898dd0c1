"""Build the demo corpus anew from the invented statements in `demo_corpus/`; same bytes every time.

Usage: python scripts/build_demo_corpus.py [--check]
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from demo_corpus import docx, html, pdf, plaintext
from demo_corpus.content import LABELS, Document, load_documents

HOME = Path(__file__).resolve().parents[1] / "corpora" / "demo"
WRITERS = {"pdf": pdf.write, "html": html.write, "docx": docx.write, "txt": plaintext.write}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain",
}
MANIFEST_COLUMNS = [
    *("id", "organisation", "year", "sector", "country", "jurisdiction"),
    *("company_number", "abn", "url", "path", "sha256", "media_type"),
]
COUNTS = ("organisations", "documents", "readable", "labelled_sentences")
# Bounds, not exact counts: they catch a corpus that has lost half its files, not a new sentence.
ASSERTIONS = {"min": (42, 44, 40, 1200), "max": (70, 70, 70, 4000)}
# Other versions of these may lay the same page out in other bytes.
BUILDERS = ("reportlab", "pypdfium2", "pillow")


def main() -> int:
    """Build in place, or check that a fresh build equals what stands there."""
    parser = argparse.ArgumentParser(description="Build the demo corpus from its statements.")
    parser.add_argument("--check", action="store_true", help="Only compare.")
    if not parser.parse_args().check:
        n_files = build(HOME)
        print(f"Wrote {n_files} files to '{HOME.name}'.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        different = compare(Path(folder), HOME)
    for name in different:
        print(f"'{name}' differs from a fresh build.", file=sys.stderr)
    return 1 if different else 0


def build(home: Path) -> int:
    """Write the whole corpus into a folder and return its number of files."""
    files: dict[str, bytes] = {}
    manifest, labels, truth = [], [], []
    for document in load_documents():
        content = write(document)
        if document.name:
            files[document.name] = content
        pages = find_pages(document, content)
        for entry in document.entries:
            manifest.append(manifest_row(document, entry, content))
            truth.append([entry.id, 0 if document.reason else 1, document.reason, document.quality])
            if not document.reason:
                labels += label_rows(document, entry, pages)
    head = ["jurisdiction", "statement_id", "sentence_index", "page", "sentence", *LABELS]
    files["manifest.csv"] = table(MANIFEST_COLUMNS, manifest)
    files["labels.csv"] = table([*head, "status", "specific"], labels)
    files["truth.csv"] = table(["statement_id", "readable", "reason", "quality"], truth)
    files["corpus.toml"] = describe().encode("utf-8")
    # Line ends and form feeds are part of the fixtures: git must not translate them.
    files[".gitattributes"] = b"* -text\n"
    for stale in set(listing(home)) - set(files):
        (home / stale).unlink()
    for name, content in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(files)


def write(document: Document) -> bytes:
    """Return the bytes of one document's file."""
    if document.defect in ("empty", "missing"):
        return b""
    return WRITERS[document.format](document)


def find_pages(document: Document, content: bytes) -> list[int]:
    """Give the page of every line, counted from 1."""
    if document.reason:
        return []
    if document.format == "pdf":
        return pdf.find_pages(document, content)
    number, pages = 1, []
    for block in document.blocks:
        # Only plain text has pages of its own here: Word and web pages flow.
        number += block.kind == "break" and document.format == "txt"
        pages += [number] * len(block.lines)
    return pages


def manifest_row(document: Document, entry, content: bytes) -> list[object]:
    """Return one row of the manifest."""
    has_file = bool(document.name)
    slug = entry.id.rpartition("-")[0]
    suffix = "" if document.format == "html" else f".{document.format}"
    url = entry.url or f"https://www.{slug}.example/modern-slavery-statement-{entry.year}{suffix}"
    return [
        entry.id,
        entry.organisation,
        entry.year,
        entry.sector,
        entry.country,
        entry.jurisdiction,
        entry.company_number,
        entry.abn,
        url,
        document.name,
        hashlib.sha256(content).hexdigest() if has_file else "",
        MEDIA_TYPES[document.format] if has_file else "",
    ]


def label_rows(document: Document, entry, pages: list[int]) -> list[list[object]]:
    """Return one row per line of the document, in reading order."""
    return [
        [
            entry.jurisdiction,
            entry.id,
            index,
            page,
            line.text,
            *(int(label in line.labels) for label in LABELS),
            line.status,
            int(line.specific),
        ]
        for index, (line, page) in enumerate(zip(document.lines, pages, strict=True))
    ]


def table(columns: list[str], rows: list[list[object]]) -> bytes:
    """Return a CSV file's bytes: UTF-8, one line feed per row."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return file.getvalue().encode("utf-8")


def describe() -> str:
    """Return the corpus card as TOML."""
    bounds = "".join(
        f"\n[assertions.{side}]\n"
        + "".join(f"{name} = {value}\n" for name, value in zip(COUNTS, values, strict=True))
        for side, values in ASSERTIONS.items()
    )
    built = "".join(f'{name} = "{version(name)}"\n' for name in BUILDERS)
    return f'''title = "Demo corpus of invented modern-slavery statements"
publisher = "the analyser project"
licence = "CC0-1.0"
url = ""
description = """
Statements of fictional organisations, written for this project, in every quality and file format
that the tool meets, with the documents that it must refuse. No organisation, person or event in
them is real. `labels.csv` holds what every sentence says, `truth.csv` which documents can be read.
"""
{bounds}
# The corpus is the same byte for byte when it is built with these.
[built_with]
{built}'''


def listing(home: Path) -> list[str]:
    """Return every file below a folder, relative to it, in order of name."""
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())


def compare(fresh: Path, standing: Path) -> list[str]:
    """Return the names of files that are not the same in both folders."""
    names = sorted({*listing(fresh), *listing(standing)})
    return [
        name
        for name in names
        if not (fresh / name).is_file()
        or not (standing / name).is_file()
        or (fresh / name).read_bytes() != (standing / name).read_bytes()
    ]


if __name__ == "__main__":
    sys.exit(main())
