"""Choose a setting by what is lost with it on statements that were left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict

N_FOLDS = 5
"""Among the statements that are learnt from; those that a figure is reported on are not there."""


def least_lossy(settings: Sequence[float], loss: Callable[[float], float | None]) -> float:
    """Choose the setting with which the least is lost.

    Parameters
    ----------
    settings : sequence of float
        In any order; at least one.
    loss : callable
        Gives the loss with a setting; None where it cannot be found, with any.

    Returns
    -------
    float
        The last setting where no loss can be found.
    """
    losses = {setting: loss(setting) for setting in settings}
    found = {setting: lost for setting, lost in losses.items() if lost is not None}
    return min(found, key=found.__getitem__) if found else settings[-1]


def held_out_loss(
    regression: LogisticRegression,
    X: NDArray[np.float64],
    y: NDArray[np.integer[Any]],
    statements: NDArray[np.integer[Any]],
) -> float | None:
    """Measure what a regression loses on statements that it was not fitted on.

    Parameters
    ----------
    regression : LogisticRegression
        Not fitted, and left so.
    X : ndarray of float
        Of shape (n_samples, n_features).
    y : ndarray of int
        1 and 0, shape (n_samples,).
    statements : ndarray of int
        The statement of each sample, shape (n_samples,).

    Returns
    -------
    float or None
        Mean log-loss over all samples, each judged by a regression on four fifths of the
        statements; None where fewer than five statements have samples of one kind.
    """
    if min(len(np.unique(statements[y == kind])) for kind in (0, 1)) < N_FOLDS:
        return None
    splits = list(StratifiedGroupKFold(N_FOLDS).split(X, y, statements))
    proba = cross_val_predict(regression, X, y, cv=splits, method="predict_proba")
    return float(log_loss(y, proba[:, 1], labels=[0, 1]))
