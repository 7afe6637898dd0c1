"""The networks of a model, as a candidate: its folder keeps what those of its folds said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from bench import Fold, Scores

from analyser.heldout import read_scores
from analyser.labelled import STATUSES
from analyser.modelstore import HELD_OUT


def networks(model: Path, held: Sequence[Fold], n_labels: int) -> Scores:
    """Give what the networks of the folds said; how long that took is not kept."""
    corpora = {name for fold in held for name in fold.samples}
    statements = {
        name: [item for fold in held for item in fold.statements.get(name, ())] for name in corpora
    }
    said = read_scores(model / HELD_OUT, statements, n_labels + len(STATUSES) + 1)
    rows = [
        {
            name: np.concatenate([said[name, item.id] for item in fold.statements[name]])[
                :, :n_labels
            ]
            for name in fold.samples
        }
        for fold in held
    ]
    return Scores(rows, float("nan"), float("nan"))
