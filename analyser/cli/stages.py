"""The commands that map one stage over JSON Lines, and the one that lists particulars."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TypeVar

import click

from analyser.cli.options import (
    framework_option,
    jobs_option,
    model_option,
    reading_options,
    records_argument,
)
from analyser.cli.printing import say_failures
from analyser.cli.showing import (
    RECORDS,
    document_argument,
    finding_option,
    print_findings,
    print_view,
    source_argument,
    sources_of,
    view_of,
    view_option,
)
from analyser.errors import EXIT_SOME_FAILED, InvalidRecord
from analyser.limits import Reading
from analyser.records import KINDS, Record, read_records, write_records
from analyser.tally import interleave
from analyser.types import Failure, Source, Statement

Item = TypeVar("Item", Source, Statement)


@click.command(epilog="Example: analyser ingest corpora/demo > sources.jsonl")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_context
def ingest(ctx: click.Context, paths: tuple[Path, ...]) -> None:
    """Find the documents in files, folders, manifests and JSON Lines."""
    from analyser import ingestion

    failures: list[Failure] = []
    sources = ingestion.ingest(paths, failures=failures)
    _emit(ctx, interleave(sources, failures))


@click.command(epilog="Example: analyser extract statement.pdf --format html > read.html")
@source_argument
@reading_options
@jobs_option
@view_option
@click.pass_context
def extract(
    ctx: click.Context,
    source: IO[str] | Path,
    reading: Reading,
    jobs: int | None,
    format: str | None,  # noqa: A002
) -> None:
    """Read one document into a statement.

    Given a document, it shows what was read, so that one sees why something was missed. Given
    sources as JSON Lines (stdin, or a file with the suffix .jsonl), it makes statements for the
    next command.
    """
    from analyser.extractors.isolation import Extractors

    view = view_of(source, format)
    if isinstance(source, Path) and view != RECORDS:
        print_view(source, view, reading)
        return
    sources = (
        record if isinstance(record, Failure) else expect(Source, record, "extract")
        for record in sources_of(source)
    )
    with Extractors(reading, n_jobs=jobs) as extractors:
        _emit(ctx, extractors.extract_all(sources))


@click.command(epilog="Example: analyser segment statements.jsonl")
@records_argument("statement")
@click.pass_context
def segment(ctx: click.Context, statement: IO[str]) -> None:
    """Cut a statement into sentences, page by page."""
    from analyser import verbs

    _emit(ctx, _advance(Statement, verbs.segment, statement))


@click.command(epilog="Example: analyser classify segmented.jsonl --model auto")
@records_argument("statement")
@model_option
@click.pass_context
def classify(ctx: click.Context, statement: IO[str], model: str) -> None:
    """Find the sentences that carry each label."""
    from analyser import modelstore, verbs

    loaded = modelstore.load_model(model)
    _emit(ctx, _advance(Statement, verbs.classify, statement, loaded))


@click.command(epilog="Example: analyser score classified.jsonl --framework uk-msa-s54")
@records_argument("statement")
@framework_option
@click.pass_context
def score(ctx: click.Context, statement: IO[str], framework: str) -> None:
    """Grade each criterion of a framework from the evidence."""
    from analyser import frameworks, verbs

    loaded = frameworks.load_framework(framework)
    _emit(ctx, _advance(Statement, verbs.score, statement, loaded))


@click.command(epilog="Example: analyser particulars statement.pdf --format csv > found.csv")
@document_argument
@model_option
@reading_options
@finding_option
def particulars(source: Path, model: str, reading: Reading, format: str | None) -> None:  # noqa: A002
    """List the particulars that one document names, and the risks that it describes.

    Each one with its value, its quote and its page. Names of persons are masked.
    """
    print_findings(source, format, model, reading)


def expect(kind: type[Item], record: Record, command: str) -> Item:
    """Make sure that a command is given what it works on.

    Parameters
    ----------
    kind : type
        `Source` or `Statement`.
    record : Source, Statement or Failure
        What came in.
    command : str
        The command's name, for the message.

    Returns
    -------
    Source or Statement
        The record.

    Raises
    ------
    InvalidRecord
        If it is of another kind.
    """
    if not isinstance(record, kind):
        names = {cls: name for name, cls in KINDS.items()}
        raise InvalidRecord(
            f'The command "{command}" reads a {names[kind]} on each line, not a '
            f"{names[type(record)]}."
        )
    return record


def _advance(
    kind: type[Item], stage: Callable[..., Statement], file: IO[str], *args: object
) -> Iterator[Record]:
    """Apply a stage to each record; a failure travels along in its place."""
    from analyser.tally import attempt

    for record in read_records(file):
        if isinstance(record, Failure):
            yield record
            continue
        failures: list[Failure] = []
        yield from attempt(stage, [expect(kind, record, stage.__name__)], *args, failures=failures)
        yield from failures


def _emit(ctx: click.Context, records: Iterable[Record]) -> None:
    failures: list[Failure] = []
    write_records(_noting(records, failures), sys.stdout)
    say_failures(failures)
    if failures:
        ctx.exit(EXIT_SOME_FAILED)


def _noting(records: Iterable[Record], failures: list[Failure]) -> Iterator[Record]:
    for record in records:
        if isinstance(record, Failure):
            failures.append(record)
        yield record
