"""Weigh what the two models say of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyser.features import Prediction
from analyser.linear import sigmoid

ARRAYS = ("linear", "encoder", "told", "intercepts")
"""What a mix keeps as arrays, by the names of its fields."""
N_JUDGES = 2
"""Of whole statements: the linear model alone, and the encoder alone."""


@dataclass(frozen=True)
class Mix:
    """How the scores of the two models are weighed, column by column."""

    linear: NDArray[np.float64]
    """What the linear log-odds count, shape (n_labels + 1,); the last column is specificity."""
    encoder: NDArray[np.float64]
    """What the encoder's log-odds count, of the same shape."""
    told: NDArray[np.float64]
    """What the wordings of definitions count, shape (n_told, n_labels + 1)."""
    intercepts: NDArray[np.float64]
    """Of shape (n_labels + 1,)."""
    thresholds: tuple[float, ...]
    """Probability at or above which each is decided, in [0, 1], n_labels + 1 of them."""

    def log_odds(
        self, linear: NDArray[np.float64], encoder: NDArray[np.float64], told: NDArray[np.floating]
    ) -> NDArray[np.float64]:
        """Weigh the scores of labels and specificity.

        Parameters
        ----------
        linear, encoder : ndarray of float
            Of shape (n_windows, n_labels + n_statuses + 1).
        told : ndarray of float
            Which wordings of definitions occur, shape (n_windows, n_told): 1 or 0.

        Returns
        -------
        ndarray of float
            Calibrated log-odds of shape (n_windows, n_labels + 1).
        """
        n_labels = len(self.intercepts) - 1
        columns = [*range(n_labels), -1]
        weighed: NDArray[np.float64] = (
            linear[:, columns] * self.linear + encoder[:, columns] * self.encoder + told @ self.told
        )
        return weighed + self.intercepts

    def proba(
        self, linear: NDArray[np.float64], encoder: NDArray[np.float64], told: NDArray[np.floating]
    ) -> NDArray[np.float64]:
        """Give the probabilities of the labels, without specificity.

        Parameters
        ----------
        linear, encoder : ndarray of float
            Of shape (n_windows, n_labels + n_statuses + 1).
        told : ndarray of float
            Which wordings of definitions occur, shape (n_windows, n_told): 1 or 0.

        Returns
        -------
        ndarray of float
            Of shape (n_windows, n_labels), each in [0, 1].
        """
        return sigmoid(self.log_odds(linear, encoder, told))[:, :-1]

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give what was learnt as plain arrays, save the thresholds, which a card holds."""
        return {name: getattr(self, name) for name in ARRAYS}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], thresholds: tuple[float, ...]) -> Mix:
        """Rebuild it from what `to_arrays` gave.

        Parameters
        ----------
        arrays : mapping of str to ndarray
            By name; others are ignored.
        thresholds : tuple of float
            In [0, 1], n_labels + 1 of them.

        Returns
        -------
        Mix
            The same.
        """
        return cls(**{name: arrays[name] for name in ARRAYS}, thresholds=thresholds)

    def predict(
        self,
        linear: NDArray[np.float64],
        encoder: NDArray[np.float64],
        told: NDArray[np.floating],
        statuses: Sequence[str],
        *,
        is_blended: bool = True,
    ) -> Prediction:
        """Turn raw scores into a prediction.

        Parameters
        ----------
        linear, encoder : ndarray of float
            Of shape (n_windows, n_labels + n_statuses + 1).
        told : ndarray of float
            Which wordings of definitions occur, shape (n_windows, n_told): 1 or 0.
        statuses : sequence of str
            In the order of their columns.
        is_blended : bool
            Whether the encoder counts for the status.

        Returns
        -------
        Prediction
            With `proba` of shape (n_windows, n_labels).
        """
        proba = sigmoid(self.log_odds(linear, encoder, told))
        n_labels = proba.shape[1] - 1
        shares = _log_shares(linear[:, n_labels:-1])
        if is_blended:
            shares = shares + _log_shares(encoder[:, n_labels:-1])
        return Prediction(
            proba=proba[:, :-1],
            status=tuple(statuses[index] for index in shares.argmax(axis=1)),
            specific=self.thresholds[-1] <= proba[:, -1],
        )


def read_judges(arrays: Mapping[str, NDArray[Any]], thresholds: tuple[float, ...]) -> Iterator[Mix]:
    """Rebuild what judges whole statements.

    Parameters
    ----------
    arrays : mapping of str to ndarray
        Those of each judge, by name after its number: `0_linear`.
    thresholds : tuple of float
        As for `Mix`.

    Yields
    ------
    Mix
        Those that the arrays hold.
    """
    for number in range(N_JUDGES):
        own = {name: arrays[key] for name in ARRAYS if (key := f"{number}_{name}") in arrays}
        if len(own) == len(ARRAYS):
            yield Mix.from_arrays(own, thresholds)


def _log_shares(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn scores into logarithms of shares that add up to 1 in each row."""
    top = scores.max(axis=1, keepdims=True)
    shares: NDArray[np.float64] = (
        scores - top - np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
    )
    return shares
