"""The commands that make models and measure them: train and evaluate."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyser.cli.edge import let_torch_in, say
from analyser.cli.options import model_option
from analyser.cli.printing import print_json, table

if TYPE_CHECKING:
    from analyser.evaluation import Evaluation


@click.command(epilog="Example: analyser train data --output models --name my-model")
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "--examples",
    type=click.Path(path_type=Path),
    help="Invented statements to learn from, too: a CSV file or a folder of such files.",
)
@click.option(
    "--output",
    default="models",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder in which the models' folders are written.",
)
@click.option(
    "--name",
    default="disclosure-en",
    show_default=True,
    help='The name of the blended model; the linear one\'s ends in "-fast".',
)
@click.option(
    "--fast-only",
    is_flag=True,
    help="Train the linear model alone, which needs no more than the package itself.",
)
@click.option(
    "--self-train",
    is_flag=True,
    help="Let a first network teach the others from unlabelled statements; takes twice as long.",
)
@click.option(
    "--networks",
    type=click.Path(path_type=Path),
    help="A blended model that learnt from the same data: take its networks, and learn all else "
    "anew, in minutes.",
)
@click.option(
    "--random-state",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Seed of the folds and of the encoder's training.",
)
def train(
    data: Path,
    examples: Path | None,
    output: Path,
    name: str,
    fast_only: bool,
    self_train: bool,
    networks: Path | None,
    random_state: int,
) -> None:
    """Train, cross-validate and write the models."""
    import logging

    let_torch_in()
    from analyser import training

    logging.basicConfig(format="%(asctime)s %(message)s")
    # Only what this program says: the libraries tell of every tensor.
    logging.getLogger("analyser").setLevel(logging.INFO)
    folders = training.train(
        data,
        examples=examples,
        output=output,
        name=name,
        fast_only=fast_only,
        self_train=self_train,
        networks=networks,
        random_state=random_state,
    )
    for folder in folders:
        say(f'The model is in "{folder}".')


@click.command(epilog="Example: analyser evaluate corpora/demo/labels.csv --format json")
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@model_option
@click.option(
    "--format",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print the figures.",
)
def evaluate(gold: tuple[Path, ...], model: str, format: str) -> None:  # noqa: A002
    """Measure a model against labelled sentences."""
    from analyser import evaluation

    measured = evaluation.evaluate(gold, model=model)
    if format == "json":
        print_json(measured.to_dict())
    else:
        click.echo(_figures(measured))


def _figures(measured: Evaluation) -> str:
    rows: list[Mapping[str, object]] = [
        {
            str(key): f"{value:.3f}" if isinstance(value, float) else value
            for key, value in row.items()
        }
        for row in measured.frame().to_dict("records")
    ]
    return f"Model: {measured.model}.\n\n{table(rows)}"
