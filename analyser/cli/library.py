"""The commands about what comes with the package: frameworks and models."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyser.cli.edge import say
from analyser.cli.printing import print_json, table
from analyser.errors import FrameworkError, ModelError

if TYPE_CHECKING:
    from analyser.types import Framework

list_format = click.option(
    "--format",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print the list.",
)
show_format = click.option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)


@click.group()
def frameworks() -> None:
    """List, show, check, compare and explain frameworks."""


@frameworks.command("list", epilog="Example: analyser frameworks list")
@list_format
def list_frameworks(format: str) -> None:  # noqa: A002
    """List the frameworks that come with the package."""
    from analyser import frameworks

    _print_list(frameworks.list_frameworks(), format)


@frameworks.command("show", epilog="Example: analyser frameworks show uk-msa-s54")
@click.argument("id_or_path")
@show_format
def show_framework(id_or_path: str, format: str) -> None:  # noqa: A002
    """Load a framework."""
    from analyser import frameworks

    loaded = frameworks.load_framework(id_or_path)
    if format == "json":
        print_json(asdict(loaded))
    else:
        click.echo(_framework_text(loaded))


@frameworks.command("check", epilog="Example: analyser frameworks check my-framework.toml")
@click.argument("path", type=click.Path(path_type=Path))
def check_framework(path: Path) -> None:
    """Check a framework file."""
    from analyser import frameworks

    problems = frameworks.check_framework(path)
    if problems:
        click.echo("\n".join(problems))
        raise FrameworkError(f'The framework file "{path}" has {len(problems)} problems.')
    say(f'The framework file "{path}" has no problems.')


@frameworks.command("diff", epilog="Example: analyser frameworks diff uk-msa-s54 au-msa-s16")
@click.argument("a")
@click.argument("b")
def diff_frameworks(a: str, b: str) -> None:
    """Compare two frameworks."""
    from analyser import frameworks

    differences = frameworks.diff_frameworks(a, b)
    if differences:
        click.echo("\n".join(differences))
    else:
        say("The two frameworks are the same.")


@frameworks.command(
    "methodology",
    epilog="Example: analyser frameworks methodology uk-msa-s54 --output methodology.html",
)
@click.argument("id_or_path")
@click.option(
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="The file to write; `-`, or without it, the page is printed.",
)
def show_methodology(id_or_path: str, output: Path | None) -> None:
    """Show what a framework asks, how it is graded and how statements are ranked."""
    from analyser.views import methodology

    file = None if output == Path("-") else output
    page = methodology.show_methodology(id_or_path, output=file)
    if file is None:
        sys.stdout.flush()
        # A web page says that it is UTF-8, whatever the terminal speaks.
        sys.stdout.buffer.write(page.encode("utf-8"))
    else:
        say(f'The methodology is in "{file}".')


@click.group()
def models() -> None:
    """List, show and verify models."""


@models.command("list", epilog="Example: analyser models list --format json")
@list_format
def list_models(format: str) -> None:  # noqa: A002
    """List the models present."""
    from analyser import modelstore

    _print_list(modelstore.list_models(), format)


@models.command("show", epilog="Example: analyser models show disclosure-en-fast")
@click.argument("name", default="auto", metavar="[NAME]")
@show_format
def show_model(name: str, format: str) -> None:  # noqa: A002
    """Load a model."""
    from analyser import modelstore

    if format == "json":
        print_json(modelstore.load_card(name))
        return
    page = modelstore.find_model(name) / "card.md"
    try:
        click.echo(page.read_text(encoding="utf-8").rstrip())
    except OSError as error:
        raise ModelError(f'The model card "{page}" cannot be read: {error.strerror}.') from error


@models.command("verify", epilog="Example: analyser models verify disclosure-en-fast")
@click.argument("name", default="auto", metavar="[NAME]")
def verify_model(name: str) -> None:
    """Compare a model's files with the hashes on its card."""
    from analyser import modelstore

    problems = modelstore.verify_model(name)
    if problems:
        click.echo("\n".join(problems))
        raise ModelError(f'The model "{name}" has {len(problems)} problems.')
    say(f'The model "{name}" is the one that its card describes.')


def _print_list(rows: Sequence[Mapping[str, object]], format: str) -> None:  # noqa: A002
    if format == "json":
        print_json(rows)
    elif rows:
        click.echo(table(rows))
    else:
        say("There are none.")


def _framework_text(framework: Framework) -> str:
    criteria = [
        {
            "criterion": each.id,
            "obligation": each.obligation,
            "axis": each.axis,
            "weight": each.weight,
            "rule": each.rule,
            "verified": each.verified,
            "citation": each.citation,
        }
        for each in framework.criteria
    ]
    until = f" until {framework.until}" if framework.until else ""
    head = [
        f"{framework.title} ({framework.id}, version {framework.version})",
        f"Jurisdiction: {framework.jurisdiction}. In force since {framework.in_force}{until}.",
        framework.url,
        *([framework.notes] if framework.notes else []),
        "",
        table(criteria),
    ]
    questions = [f"{each.id}: {each.question}" for each in framework.criteria]
    return "\n".join([*head, "", *questions])
