"""The options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import IO, Any, TypeVar

import click

from analyser.cli.printing import FORMATS
from analyser.limits import Limits, Reading

Command = TypeVar("Command", bound=Callable[..., None])


def option(declaration: str, **settings: Any) -> Callable[[Command], Command]:
    """Declare an option that an environment variable can set, too: `--model` by `ANALYSER_MODEL`.

    Parameters
    ----------
    declaration : str
        The option's name, or a flag's two names parted by a stroke.
    **settings
        As `click.option` takes them.

    Returns
    -------
    decorator
        For a command.
    """
    name = declaration.split("/")[0].removeprefix("--").replace("-", "_")
    return click.option(
        declaration,
        envvar=f"ANALYSER_{name.upper()}",
        show_envvar=True,
        **settings,
    )


framework_option = option(
    "--framework",
    default="uk-msa-s54",
    show_default=True,
    help="A framework's id, or the path of a framework file.",
)
model_option = option(
    "--model",
    default="auto",
    show_default=True,
    help="A model's name, or the path of a model folder; `auto` is the best one present.",
)
format_option = option(
    "--format",
    type=click.Choice(FORMATS),
    help="How to print the ranking: by default a table on a terminal, CSV elsewhere.",
)
random_state_option = option(
    "--random-state",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Seed of the intervals.",
)
axis_option = option(
    "--axis",
    type=click.Choice(["quality", "legal", "survivor"]),
    help="What the score is made of; by default the first of quality, survivor and legal that the "
    "framework has. Axes are never blended.",
)
jobs_option = option(
    "--jobs",
    type=click.IntRange(min=1),
    help="How many documents to read at a time; by default as many as there are cores to use.",
)
SECONDS = click.FloatRange(min=0, min_open=True)
LIMITS = {
    "timeout_seconds": "How long the reading of one document may take before it fails.",
    "max_memory_bytes": "Memory that the reading of one document may take, on top of the readers' "
    "own.",
    "max_bytes": "Size above which a file is not read.",
    "max_pages": "Pages of a document that are read; the others are unread, not empty.",
    "max_characters": "Characters of a document that are kept; pages beyond them are unread, not "
    "empty.",
    "max_unpacked_bytes": "Size above which what a packed file (DOCX, ODT) holds is not read.",
}


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Declare how documents may be read, and give the command all of it as one `reading`."""

    @wraps(command)
    def collect(
        *args: object,
        timeout_seconds: float,
        max_memory_bytes: int,
        max_bytes: int,
        max_pages: int,
        max_characters: int,
        max_unpacked_bytes: int,
        whole_document: bool,
        ocr: bool,
        **options: object,
    ) -> None:
        limits = Limits(
            timeout_seconds=timeout_seconds,
            max_memory_bytes=max_memory_bytes,
            max_bytes=max_bytes,
            max_pages=max_pages,
            max_characters=max_characters,
            max_unpacked_bytes=max_unpacked_bytes,
        )
        reading = Reading(limits=limits, ocr=ocr, whole_document=whole_document)
        command(*args, reading=reading, **options)

    declarations = [
        option(
            f"--{name.replace('_', '-')}",
            type=click.IntRange(min=1) if isinstance(default, int) else SECONDS,
            default=default,
            show_default=True,
            help=LIMITS[name],
        )
        for name, default in asdict(Limits()).items()
    ]
    declarations += [
        option(
            "--whole-document",
            is_flag=True,
            help="Analyse all pages of a long report, not only those of the statement in it.",
        ),
        option(
            "--ocr/--no-ocr",
            default=True,
            show_default=True,
            help="Read pages without a usable text layer from their image, where that can be done.",
        ),
    ]
    for declare in reversed(declarations):
        collect = declare(collect)
    return collect


def records_argument(name: str) -> Callable[[Command], Command]:
    """Declare the argument that names a file of records, stdin by default.

    Parameters
    ----------
    name : str
        What the command's twin calls it.

    Returns
    -------
    decorator
        For a command.
    """
    return click.argument(
        name,
        type=click.File("r", encoding="utf-8"),
        default="-",
        metavar="[FILE]",
        callback=_refuse_terminal,
    )


def _refuse_terminal(ctx: click.Context, parameter: click.Parameter, file: IO[str]) -> IO[str]:
    if file.isatty():
        raise click.UsageError("Name a file of records, or pipe them into this command.")
    return file
