"""Keep what the networks of each fold said of statements that they had not seen.

It takes hours to have, and what is learnt after it takes minutes: what each score counts,
thresholds, the judgement of whole statements.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analyser.cards import Corpus
from analyser.errors import ModelError
from analyser.labelled import LabelledStatement
from analyser.modelstore import HELD_OUT, load_card

HINT = "Train its networks by leaving out --networks."


@dataclass(frozen=True)
class Part:
    """The test statements of one fold in one corpus, with what both models say of them."""

    statements: Sequence[LabelledStatement]
    """None of which the models have seen."""
    linear: Sequence[NDArray[np.float64]]
    """Log-odds of each, shape (n_sentences, n_columns)."""
    encoder: Sequence[NDArray[np.float64]]
    """Raw scores of each, of the same shapes; () where no encoder was trained."""
    told: Sequence[NDArray[np.float32]]
    """Which wordings of definitions each has, shape (n_sentences, n_told): 1 or 0."""


def keep(folds: Sequence[Mapping[str, Part]], path: Path) -> None:
    """Write the scores of all folds.

    Parameters
    ----------
    folds : sequence of mapping
        From `leave_out`, with networks; by corpus.
    path : Path
        Where one array for each corpus is written, of shape (n_sentences, n_columns), float32: the
        statements in order of the folds.
    """
    said: dict[str, list[NDArray[np.float64]]] = {}
    for fold in folds:
        for name, part in fold.items():
            said.setdefault(name, []).extend(part.encoder)
    arrays = {name: np.concatenate(rows).astype(np.float32) for name, rows in said.items()}
    np.savez_compressed(path, allow_pickle=False, **arrays)


def recall(folds: Sequence[Mapping[str, Part]], path: Path) -> list[dict[str, Part]]:
    """Put scores that were kept beside those of the linear model.

    Parameters
    ----------
    folds : sequence of mapping
        From `leave_out`, without networks.
    path : Path
        From `keep`, of the same folds.

    Returns
    -------
    list of dict
        The same folds with `encoder` set.

    Raises
    ------
    ModelError
        If the file is missing, broken, or of other statements.
    """
    [n_columns] = {
        rows.shape[1] for fold in folds for part in fold.values() for rows in part.linear
    }
    statements = [{name: part.statements for name, part in fold.items()} for fold in folds]
    said = read_scores(path, statements, n_columns)
    return [
        {name: replace(part, encoder=scores[name]) for name, part in fold.items()}
        for fold, scores in zip(folds, said, strict=True)
    ]


def read_scores(
    path: Path, folds: Sequence[Mapping[str, Sequence[LabelledStatement]]], n_columns: int
) -> list[dict[str, list[NDArray[np.float64]]]]:
    """Read what the networks of the folds said of each statement.

    Parameters
    ----------
    path : Path
        From `keep`.
    folds : sequence of mapping
        The statements that each fold tests on, by corpus.
    n_columns : int
        How many scores a sentence has: one a label, one a status, one for specificity.

    Returns
    -------
    list of dict
        For each fold, by corpus: raw scores of each statement, shape (n_sentences, n_columns).

    Raises
    ------
    ModelError
        If the file is missing, broken, or of other statements.
    """
    sizes: dict[str, list[int]] = {}
    for fold in folds:
        for name, items in fold.items():
            sizes.setdefault(name, []).extend(len(item.truth) for item in items)
    try:
        # Opened here, since numpy leaves the file of a broken archive open.
        with path.open("rb") as file, np.load(file) as arrays:
            rows = {name: arrays[name].astype(np.float64) for name in sizes}
        for name, found in rows.items():
            if found.shape != (sum(sizes[name]), n_columns):
                raise ValueError("it has other sentences or labels")
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise ModelError(f'The scores of "{path}" cannot be used: {error}. {HINT}') from error
    pieces = {
        name: iter(np.split(rows[name], np.cumsum(lengths)[:-1])) for name, lengths in sizes.items()
    }
    return [
        {name: [next(pieces[name]) for _ in items] for name, items in fold.items()}
        for fold in folds
    ]


def check_same(networks: Path, corpora: Sequence[Corpus], *, random_state: int) -> None:
    """Refuse networks that learnt from other statements, or whose folds were others.

    Parameters
    ----------
    networks : Path
        The folder of a blended model.
    corpora : sequence of Corpus
        What is to be learnt from now.
    random_state : int
        Seed of the folds.

    Raises
    ------
    ModelError
        If the card of the model says so, or it is no blended model.
    """
    card = load_card(str(networks))
    if card["kind"] != "blended" or not (networks / HELD_OUT).is_file():
        raise ModelError(f'"{networks}" keeps no scores of networks ("{HELD_OUT}"). {HINT}')
    learnt = {corpus["file"]: corpus["sha256"] for corpus in card["corpus"]}
    given = {corpus.file: corpus.sha256 for corpus in corpora}
    others = [
        file for file in sorted(learnt.keys() | given.keys()) if learnt.get(file) != given.get(file)
    ]
    if others:
        raise ModelError(
            f'The networks of "{networks}" did not learn from the same "{others[0]}". {HINT}'
        )
    if card["random_state"] != random_state:
        raise ModelError(
            f'The folds of "{networks}" are those of --random-state {card["random_state"]}. {HINT}'
        )
