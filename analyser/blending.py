"""The linear model and the encoder together: two raw scores become one calibrated probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analyser.documents import DocumentHead
from analyser.encoder import Encoder
from analyser.features import Prediction, Window
from analyser.linear import WEIGHTS, LinearModel, sigmoid

MIX = "mix.npz"


@dataclass(frozen=True)
class Mix:
    """How the scores of the two models are weighed, column by column."""

    linear: NDArray[np.float64]
    """What the linear log-odds count, shape (n_labels + 1,); the last column is specificity."""
    encoder: NDArray[np.float64]
    """What the encoder's log-odds count, of the same shape."""
    intercepts: NDArray[np.float64]
    """Of the same shape."""
    thresholds: tuple[float, ...]
    """Probability at or above which each is decided, in [0, 1], n_labels + 1 of them."""

    def log_odds(
        self, linear: NDArray[np.float64], encoder: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Weigh the scores of labels and specificity.

        Parameters
        ----------
        linear, encoder : ndarray of float
            Of shape (n_windows, n_labels + n_statuses + 1).

        Returns
        -------
        ndarray of float
            Calibrated log-odds of shape (n_windows, n_labels + 1).
        """
        n_labels = len(self.intercepts) - 1
        columns = [*range(n_labels), -1]
        weighed: NDArray[np.float64] = (
            linear[:, columns] * self.linear + encoder[:, columns] * self.encoder
        )
        return weighed + self.intercepts

    def predict(
        self,
        linear: NDArray[np.float64],
        encoder: NDArray[np.float64],
        statuses: Sequence[str],
        *,
        is_blended: bool = True,
    ) -> Prediction:
        """Turn raw scores into a prediction.

        Parameters
        ----------
        linear, encoder : ndarray of float
            Of shape (n_windows, n_labels + n_statuses + 1).
        statuses : sequence of str
            In the order of their columns.
        is_blended : bool
            Whether the encoder counts for the status.

        Returns
        -------
        Prediction
            With `proba` of shape (n_windows, n_labels).
        """
        proba = sigmoid(self.log_odds(linear, encoder))
        n_labels = proba.shape[1] - 1
        told = _log_shares(linear[:, n_labels:-1])
        if is_blended:
            told = told + _log_shares(encoder[:, n_labels:-1])
        return Prediction(
            proba=proba[:, :-1],
            status=tuple(statuses[index] for index in told.argmax(axis=1)),
            specific=self.thresholds[-1] <= proba[:, -1],
        )


@dataclass(frozen=True)
class BlendedModel:
    """The linear model and the encoder, as `load_model` returns them."""

    linear: LinearModel
    """It also gives the labels and statuses."""
    encoder: Encoder
    """With one column for each label, then one for each status, then specificity."""
    mix: Mix
    """What each counts."""
    name: str
    """The folder's name, such as `disclosure-en`."""
    documents: DocumentHead
    """Judges whole statements."""

    @property
    def version(self) -> str:
        """Of the training run."""
        return self.linear.version

    @property
    def title(self) -> str:
        """Name and version, as reports and evidence give them."""
        return f"{self.name} {self.version}"

    @property
    def labels(self) -> tuple[str, ...]:
        """What it looks for, in the order of its columns."""
        return self.linear.labels

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses it tells apart."""
        return self.linear.statuses

    @property
    def specific_threshold(self) -> float:
        """Probability at or above which a sentence is held to be specific, in [0, 1]."""
        return self.mix.thresholds[-1]

    @property
    def thresholds(self) -> Mapping[str, float]:
        """Probability at or above which a sentence is held to carry each label, in [0, 1]."""
        return dict(zip(self.labels, self.mix.thresholds, strict=False))

    @property
    def certain_from(self) -> Mapping[str, float]:
        """Probability from which on nine decisions of ten are right, by label; where known."""
        return self.linear.certain_from

    def predict(self, windows: Sequence[Window]) -> Prediction:
        """Give each window its probabilities, status and specificity.

        Parameters
        ----------
        windows : sequence of Window
            Any number of sentences, n_windows; those that name one another as neighbours are
            read together.

        Returns
        -------
        Prediction
            With `proba` of shape (n_windows, n_labels) in the order of `labels`.
        """
        if not windows:
            return self.linear.predict(windows)
        scores = self.linear.log_odds(windows), self.encoder.log_odds(windows)
        return self.mix.predict(*scores, self.statuses)

    @property
    def labels_of_statements(self) -> tuple[str, ...]:
        """Labels of which it learnt from whole statements whether these carry them."""
        return self.documents.known(self.labels)

    def document_proba(self, prediction: Prediction) -> NDArray[np.float64]:
        """Give the probability that a statement carries each label at all.

        Parameters
        ----------
        prediction : Prediction
            For all sentences of one statement.

        Returns
        -------
        ndarray of float
            Of shape (n_labels,), each in [0, 1].
        """
        return self.documents.proba(prediction.proba)

    def save(self, folder: Path) -> None:
        """Write the linear weights and the mix; the networks are written by their training.

        Parameters
        ----------
        folder : Path
            An existing model folder, with the files of the encoder.
        """
        self.linear.save(folder)
        np.savez_compressed(
            folder / MIX,
            allow_pickle=False,
            linear=self.mix.linear,
            encoder=self.mix.encoder,
            intercepts=self.mix.intercepts,
            **self.documents.to_arrays(),
        )

    @classmethod
    def load(cls, folder: Path, linear: LinearModel) -> BlendedModel:
        """Read the mix and the networks beside a card that has been verified.

        Parameters
        ----------
        folder : Path
            The model folder.
        linear : LinearModel
            Read from the same folder, with the card's thresholds.

        Returns
        -------
        BlendedModel
            Ready to predict.

        Raises
        ------
        ValueError
            If the mix is not one of the linear model's columns.
        """
        with np.load(folder / MIX, allow_pickle=False) as arrays:
            mix = Mix(
                linear=arrays["linear"],
                encoder=arrays["encoder"],
                intercepts=arrays["intercepts"],
                thresholds=(*linear.thresholds.values(), linear.specific_threshold),
            )
            documents = DocumentHead.from_arrays(arrays)
        encoder = Encoder.load(folder)
        n_columns = len(linear.labels) + len(linear.statuses) + 1
        if len(mix.intercepts) != len(linear.labels) + 1 or encoder.n_columns != n_columns:
            raise ValueError(f'"{MIX}" is not of the labels of "{WEIGHTS}"')
        if documents is None:
            raise ValueError(f'"{MIX}" does not say how whole statements are judged')
        return cls(linear, encoder, mix, linear.name, documents)


def _log_shares(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn scores into logarithms of shares that add up to 1 in each row."""
    top = scores.max(axis=1, keepdims=True)
    shares: NDArray[np.float64] = (
        scores - top - np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
    )
    return shares
