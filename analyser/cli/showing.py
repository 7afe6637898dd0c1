"""What `extract` and `particulars` do with one document: show what was read or found in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO

import click

from analyser.limits import Reading
from analyser.records import Record, read_records
from analyser.tally import interleave
from analyser.types import Failure

RECORDS = "records"
FORMATS = ("text", "json", "html", RECORDS)
RECORD_SUFFIXES = (".jsonl", ".ndjson")
"""Names of files of records; every other file is a document."""


def _opened(ctx: click.Context, parameter: click.Parameter, name: str) -> IO[str] | Path:
    """Open a file of records, but not a document; refuse to wait for a person to type records."""
    path = Path(name)
    if name != "-" and path.suffix.lower() not in RECORD_SUFFIXES:
        return path
    file: IO[str] = click.File("r", encoding="utf-8").convert(name, parameter, ctx)
    if file.isatty():
        raise click.UsageError(
            "Name a document or a file of records, or pipe records into this command."
        )
    return file


source_argument = click.argument("source", default="-", metavar="[FILE]", callback=_opened)
view_option = click.option(
    "--format",
    type=click.Choice(FORMATS),
    help="How to show what was read of a document: by default text on a terminal, records for the "
    "next command elsewhere. The web page has a picture of each page of a PDF.",
)


document_argument = click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
finding_option = click.option(
    "--format",
    type=click.Choice(("text", "csv", "json")),
    help="How to print it: by default text on a terminal, CSV elsewhere.",
)


def view_of(source: IO[str] | Path, format: str | None) -> str:  # noqa: A002
    """Choose how to print what was read.

    Parameters
    ----------
    source : file or Path
        Records, or a document.
    format : str, optional
        One of `FORMATS`, as the user chose it.

    Returns
    -------
    str
        One of `FORMATS`; of records always `records`.
    """
    if isinstance(source, Path):
        return format or ("text" if sys.stdout.isatty() else RECORDS)
    if format not in (None, RECORDS):
        raise click.UsageError(f'"{format}" shows one document; name it instead of records.')
    return RECORDS


def print_view(path: Path, format: str, reading: Reading) -> None:  # noqa: A002
    """Read one document, and print what was read.

    Parameters
    ----------
    path : Path
        The document.
    format : str
        `text`, `json` or `html`.
    reading : Reading
        How to read it, and how much of it.
    """
    from analyser import showing, verbs

    limits = asdict(reading.limits)
    statement = verbs.extract(
        path, **limits, whole_document=reading.whole_document, ocr=reading.ocr
    )
    _print(showing.show(statement, format=format))


def print_findings(path: Path, format: str | None, model: str, reading: Reading) -> None:  # noqa: A002
    """Read one document, and print the particulars and the described risks found in it.

    Parameters
    ----------
    path : Path
        The document.
    format : str, optional
        `text`, `csv` or `json`, as the user chose it.
    model : str
        What finds the described risks.
    reading : Reading
        How to read it, and how much of it.
    """
    from analyser import listing
    from analyser.views import findings

    statement = listing.read_classified(
        path,
        model=model,
        **asdict(reading.limits),
        whole_document=reading.whole_document,
        ocr=reading.ocr,
    )
    _print(findings.write(statement, format or ("text" if sys.stdout.isatty() else "csv")))


def _print(shown: str) -> None:
    sys.stdout.flush()
    # A web page says that it is UTF-8, whatever the terminal speaks.
    sys.stdout.buffer.write(shown.encode("utf-8"))


def sources_of(source: IO[str] | Path) -> Iterator[Record]:
    """Give what is to be read: the records of a file, or what a path holds."""
    if not isinstance(source, Path):
        return read_records(source)
    from analyser import ingestion

    failures: list[Failure] = []
    return interleave(ingestion.ingest([source], failures=failures), failures)
