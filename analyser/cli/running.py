"""The commands that make rankings and print them: run, rank and report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, BinaryIO

import click

from analyser.cli.edge import say
from analyser.cli.options import (
    axis_option,
    format_option,
    framework_option,
    jobs_option,
    model_option,
    option,
    random_state_option,
    reading_options,
    records_argument,
)
from analyser.cli.printing import print_ranking, say_failures
from analyser.cli.stages import expect
from analyser.errors import EXIT_SOME_FAILED
from analyser.limits import Reading
from analyser.records import Record, read_records
from analyser.types import Failure, Ranking, Statement


@click.command(epilog="Example: analyser run corpora/demo --output out/demo")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@framework_option
@model_option
@option(
    "--output",
    type=click.Path(path_type=Path),
    help="Folder for the report, the tables and the manifest; the ranking is printed without it.",
)
@random_state_option
@axis_option
@reading_options
@jobs_option
@option("--quiet", is_flag=True, help="Print errors only.")
@format_option
@option(
    "--fail-on",
    type=click.Choice(["any", "never"]),
    default="any",
    show_default=True,
    help="Whether a document that failed makes the exit code 3.",
)
@click.pass_context
def run(
    ctx: click.Context,
    paths: tuple[Path, ...],
    framework: str,
    model: str,
    output: Path | None,
    random_state: int,
    axis: str | None,
    reading: Reading,
    jobs: int | None,
    quiet: bool,
    format: str | None,  # noqa: A002
    fail_on: str,
) -> None:
    """Read documents, find what they disclose, and rank them."""
    from analyser import pipeline

    if output is not None and format is not None:
        raise click.UsageError("Give `--output` for a folder of every format, or `--format`.")
    ranking = pipeline.run(
        paths,
        framework=framework,
        model=model,
        output=output,
        random_state=random_state,
        axis=axis,
        **asdict(reading.limits),
        whole_document=reading.whole_document,
        ocr=reading.ocr,
        jobs=jobs,
        quiet=quiet,
    )
    if output is None:
        print_ranking(ranking, format)
    if not quiet:
        _say_summary(ranking, output)
    if ranking.failures and fail_on == "any":
        ctx.exit(EXIT_SOME_FAILED)


@click.command(epilog="Example: analyser rank scored.jsonl --format csv")
@records_argument("statements")
@framework_option
@random_state_option
@axis_option
@format_option
@click.pass_context
def rank(
    ctx: click.Context,
    statements: IO[str],
    framework: str,
    random_state: int,
    axis: str | None,
    format: str | None,  # noqa: A002
) -> None:
    """Order statements by what they disclose, with ties, intervals and bands."""
    from analyser import verbs

    failures: list[Failure] = []
    scored = _without_failures(read_records(statements), failures)
    ranking = verbs.rank(scored, framework, failures=failures, random_state=random_state, axis=axis)
    print_ranking(ranking, format)
    _say_summary(ranking, None)
    if ranking.failures:
        ctx.exit(EXIT_SOME_FAILED)


@click.command(epilog="Example: analyser report ranking.json report.html")
@click.argument("ranking", type=click.File("rb"))
@click.argument("output", type=click.Path(path_type=Path))
@click.option("--format", help="A report format; by default the one whose suffix the output has.")
def report(ranking: BinaryIO, output: Path, format: str | None) -> None:  # noqa: A002
    """Write a ranking to a file."""
    from analyser import reports
    from analyser.reports import json

    path = reports.report(json.read(ranking), output, format=format)
    say(f'The report is in "{path}".')


def _without_failures(records: Iterable[Record], failures: list[Failure]) -> Iterator[Statement]:
    for record in records:
        if isinstance(record, Failure):
            failures.append(record)
        else:
            yield expect(Statement, record, "rank")


def _say_summary(ranking: Ranking, output: Path | None) -> None:
    n_ranked, n_failed = len(ranking.rows), len(ranking.failures)
    say(f"Documents: {n_ranked + n_failed}; ranked: {n_ranked}; not analysed: {n_failed}.")
    say_failures(ranking.failures)
    n_warned = sum(bool(row.warnings) for row in ranking.rows)
    if n_warned:
        say(f"Documents ranked with a warning about their reading: {n_warned}; see the report.")
    if output is not None:
        say(f'The report is in "{output / "report.html"}".')
