"""The options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, TypeVar

import click

from analyser.cli.printing import FORMATS

Command = TypeVar("Command", bound=Callable[..., None])

framework_option = click.option(
    "--framework",
    default="uk-msa-s54",
    show_default=True,
    help="A framework's id, or the path of a framework file.",
)
model_option = click.option(
    "--model",
    default="auto",
    show_default=True,
    help="A model's name, or the path of a model folder; `auto` is the best one present.",
)


format_option = click.option(
    "--format",
    type=click.Choice(FORMATS),
    help="How to print the ranking: by default a table on a terminal, CSV elsewhere.",
)
random_state_option = click.option(
    "--random-state",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Seed of the intervals.",
)


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
