"""Print rankings and tables on stdout."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import click

from analyser.cli.edge import say
from analyser.types import Failure, Ranking

FORMATS = ("table", "csv", "json", "markdown")
"""`table` is for people; the others are the report formats that are text."""
NUMBER = re.compile(r"=?-?[0-9.]*")
"""A number, a rank shared on a tie, or nothing."""


def print_ranking(ranking: Ranking, format: str | None) -> None:  # noqa: A002
    """Print a ranking on stdout.

    Parameters
    ----------
    ranking : Ranking
        What to print.
    format : str or None
        One of `FORMATS`; by default `table` on a terminal and `csv` in a pipe or a file.
    """
    if format is None:
        format = "table" if sys.stdout.isatty() else "csv"  # noqa: A001
    if format == "table":
        click.echo(ranking_table(ranking))
        return
    writer = importlib.import_module(f"analyser.reports.{format}")
    sys.stdout.flush()
    writer.write(ranking, sys.stdout.buffer)


def ranking_table(ranking: Ranking) -> str:
    """Lay out a ranking, and what could not be ranked, for reading.

    Parameters
    ----------
    ranking : Ranking
        What to show.

    Returns
    -------
    str
        Several lines.
    """
    from analyser.tables import plain, ranking_rows

    n_criteria = len(ranking.framework.criteria)
    rows = [
        {
            "rank": row["rank"],
            "organisation": row["organisation"] or row["statement"],
            "year": row["year"],
            "score": f"{row['score']:.1f}",
            "90% interval": f"{row['score_low']:.1f} to {row['score_high']:.1f}",
            "band": row["band"],
            "undetermined": f"{row['n_undetermined']} of {n_criteria}",
        }
        for row in ranking_rows(ranking)
    ]
    lines = [
        f"What statements disclose under {ranking.framework.title}.",
        "Disclosure is not performance: a high score does not mean that no one is exploited.",
        "",
        table(rows) if rows else "No document could be ranked.",
    ]
    if ranking.failures:
        lines += ["", f"Not analysed ({len(ranking.failures)}), which is never a score of zero:"]
        lines += [
            f"  {plain(failure.source.organisation or failure.source.id)}: {plain(failure.error)}"
            for failure in ranking.failures
        ]
    return "\n".join(lines)


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Lay out rows in columns as wide as their widest cell.

    Parameters
    ----------
    rows : sequence of mapping
        At least one; all with the same keys, which become the head. Columns of numbers stand to
        the right.

    Returns
    -------
    str
        Several lines, without one at the end.
    """
    from analyser.tables import plain

    heads = list(rows[0])
    cells = [[plain("" if row[head] is None else str(row[head])) for head in heads] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    columns = zip(*cells, strict=True)
    are_words = [not all(NUMBER.fullmatch(cell) for cell in column) for column in columns]
    rule = ["-" * width for width in widths]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if is_words else cell.rjust(width)
            for cell, width, is_words in zip(line, widths, are_words, strict=True)
        ).rstrip()
        for line in [heads, rule, *cells]
    )


def print_json(value: object) -> None:
    """Print a JSON value on stdout, indented for reading."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def say_failures(failures: Iterable[Failure]) -> None:
    """Say how many documents failed and why, one line for each reason.

    Parameters
    ----------
    failures : iterable of Failure
        Of one batch.
    """
    hints = {}
    counts: Counter[str] = Counter()
    for failure in failures:
        counts[failure.reason] += 1
        hints[failure.reason] = failure.hint
    for reason, n_failures in sorted(counts.items()):
        say(f"Not analysed, {reason}: {n_failures}. {hints[reason]}".rstrip())
