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


def keep(folds: Sequence[Mapping[str, Part]], path: Path) -> None:
    """Write the scores of all folds.

    Parameters
    ----------
    folds : sequence of mapping
        From `leave_out`, with networks; by corpus.
    path : Path
        Where one array for each corpus is written, of shape (n_sentences, n_columns), float32: the
        statements in order of their ids.
    """
    said: dict[str, dict[str, NDArray[np.float64]]] = {}
    for fold in folds:
        for name, part in fold.items():
            pairs = zip(part.statements, part.encoder, strict=True)
            said.setdefault(name, {}).update({item.id: scores for item, scores in pairs})
    arrays = {
        name: np.concatenate([rows[id_] for id_ in sorted(rows)]).astype(np.float32)
        for name, rows in said.items()
    }
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
    statements: dict[str, list[LabelledStatement]] = {}
    for fold in folds:
        for name, part in fold.items():
            statements.setdefault(name, []).extend(part.statements)
    [n_columns] = {
        rows.shape[1] for fold in folds for part in fold.values() for rows in part.linear
    }
    said = read_scores(path, statements, n_columns)
    return [
        {
            name: replace(part, encoder=[said[name, item.id] for item in part.statements])
            for name, part in fold.items()
        }
        for fold in folds
    ]


def read_scores(
    path: Path, statements: Mapping[str, Sequence[LabelledStatement]], n_columns: int
) -> dict[tuple[str, str], NDArray[np.float64]]:
    """Read what the networks of the folds said of each statement.

    Parameters
    ----------
    path : Path
        From `keep`.
    statements : mapping
        Those of all folds, by corpus, in whatever order.
    n_columns : int
        How many scores a sentence has: one a label, one a status, one for specificity.

    Returns
    -------
    dict
        By corpus and statement's id: raw scores of shape (n_sentences, n_columns).

    Raises
    ------
    ModelError
        If the file is missing, broken, or of other statements.
    """
    said: dict[tuple[str, str], NDArray[np.float64]] = {}
    try:
        # Opened here, since numpy leaves the file of a broken archive open.
        with path.open("rb") as file, np.load(file) as arrays:
            for name, items in statements.items():
                ordered = sorted(items, key=lambda item: item.id)
                ends = np.cumsum([len(item.truth) for item in ordered])
                rows = arrays[name].astype(np.float64)
                if rows.shape != (ends[-1], n_columns):
                    raise ValueError("it has other sentences or labels")
                pieces = zip(ordered, np.split(rows, ends[:-1]), strict=True)
                said.update({(name, item.id): piece for item, piece in pieces})
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise ModelError(f'The scores of "{path}" cannot be used: {error}. {HINT}') from error
    return said


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
