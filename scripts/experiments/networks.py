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
    statements = [{name: fold.statements[name] for name in fold.samples} for fold in held]
    said = read_scores(model / HELD_OUT, statements, n_labels + len(STATUSES) + 1)
    rows = [
        {name: np.concatenate(scores)[:, :n_labels] for name, scores in fold.items()}
        for fold in said
    ]
    return Scores(rows, float("nan"), float("nan"))
