"""A linear model of sentences: one weighted sum per label, calibrated to a probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analyser.documents import DocumentHead
from analyser.features import Featuriser, Prediction, Window

WEIGHTS = "weights.npz"


@dataclass(frozen=True)
class LinearModel:
    """A trained linear classifier, as `load_model` returns it."""

    name: str
    """The folder's name, such as `disclosure-en-fast`."""
    version: str
    """Of the training run, such as `1.0.0`."""
    labels: tuple[str, ...]
    """What it looks for, in the order of its columns."""
    thresholds: Mapping[str, float]
    """Probability at or above which a sentence is held to carry each label, in [0, 1]."""
    statuses: tuple[str, ...]
    """The statuses it tells apart, in the order of their columns."""
    featuriser: Featuriser
    """Turns windows into features."""
    weights: NDArray[np.float32]
    """Of shape (n_features, n_labels + n_statuses + 1); the last column is specificity."""
    intercepts: NDArray[np.float64]
    """Of shape (n_labels + n_statuses + 1,)."""
    slopes: NDArray[np.float64]
    """Platt's slope for each column; 1 for the statuses."""
    offsets: NDArray[np.float64]
    """Platt's offset for each column; 0 for the statuses."""
    specific_threshold: float = 0.5
    """Probability at or above which a sentence is held to be specific, in [0, 1]."""
    certain_from: Mapping[str, float] = field(default_factory=dict)
    """Probability from which on nine decisions of ten are right, by label; only where known."""
    documents: DocumentHead | None = None
    """Judges whole statements; until it is learnt, sentences are taken as independent."""

    @property
    def title(self) -> str:
        """Name and version, as reports and evidence give them."""
        return f"{self.name} {self.version}"

    def predict(self, windows: Sequence[Window]) -> Prediction:
        """Give each window its probabilities, status and specificity.

        Parameters
        ----------
        windows : sequence of Window
            Any number of sentences, n_windows.

        Returns
        -------
        Prediction
            With `proba` of shape (n_windows, n_labels) in the order of `labels`.
        """
        n_labels = len(self.labels)
        if not windows:
            return Prediction(np.zeros((0, n_labels)), (), np.zeros(0, dtype=bool))
        scores = self.log_odds(windows)
        best = scores[:, n_labels:-1].argmax(axis=1)

        return Prediction(
            proba=sigmoid(scores[:, :n_labels]),
            status=tuple(self.statuses[index] for index in best),
            specific=self.specific_threshold <= sigmoid(scores[:, -1]),
        )

    @property
    def labels_of_statements(self) -> tuple[str, ...]:
        """Labels of which it learnt from whole statements whether these carry them."""
        return self.documents.known(self.labels) if self.documents else ()

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
        head = self.documents or DocumentHead.plain(len(self.labels))
        return head.proba(prediction.proba)

    def log_odds(
        self, windows: Sequence[Window], found: NDArray[np.float32] | None = None
    ) -> NDArray[np.float64]:
        """Give each window its calibrated scores.

        Parameters
        ----------
        windows : sequence of Window
            At least one sentence.
        found : ndarray of float32, optional
            What `features.subjects` gives for them, where that is known already.

        Returns
        -------
        ndarray of float
            Of shape (n_windows, n_labels + n_statuses + 1): log-odds of the labels, scores of
            the statuses, log-odds of specificity.
        """
        scores: NDArray[np.float64] = (
            self.featuriser.transform(windows, found) @ self.weights + self.intercepts
        )
        return scores * self.slopes + self.offsets

    def calibrate(
        self,
        slopes: NDArray[np.float64],
        offsets: NDArray[np.float64],
        thresholds: Sequence[float],
        documents: DocumentHead,
    ) -> LinearModel:
        """Give a calibrated copy.

        Parameters
        ----------
        slopes, offsets : ndarray of float
            Platt's, of the labels and of specificity, shape (n_labels + 1,).
        thresholds : sequence of float
            Of the same, in [0, 1].
        documents : DocumentHead
            Of its labels.

        Returns
        -------
        LinearModel
            With the same weights.
        """
        n_labels, n_statuses = len(self.labels), len(self.statuses)
        return replace(
            self,
            slopes=np.insert(slopes, n_labels, np.ones(n_statuses)),
            offsets=np.insert(offsets, n_labels, np.zeros(n_statuses)),
            thresholds=dict(zip(self.labels, thresholds, strict=False)),
            specific_threshold=thresholds[-1],
            documents=documents,
        )

    def save(self, folder: Path) -> None:
        """Write the weights as plain arrays; the facts belong to the card.

        Parameters
        ----------
        folder : Path
            An existing model folder; its `weights.npz` is replaced.
        """
        arrays: dict[str, NDArray[np.generic]] = {
            # Half precision halves the file and moves no probability by more than 0.002.
            "weights": self.weights.astype(np.float16),
            "intercepts": self.intercepts,
            "slopes": self.slopes,
            "offsets": self.offsets,
            **(self.documents.to_arrays() if self.documents else {}),
            **self.featuriser.to_arrays(),
        }
        np.savez_compressed(folder / WEIGHTS, allow_pickle=False, **arrays)

    @classmethod
    def load(
        cls,
        folder: Path,
        *,
        name: str,
        version: str,
        thresholds: Mapping[str, float],
        statuses: Sequence[str],
        specific_threshold: float,
        certain_from: Mapping[str, float],
    ) -> LinearModel:
        """Read the weights beside a card that has been verified.

        Parameters
        ----------
        folder : Path
            The model folder.
        name, version : str
            As the card gives them.
        thresholds : mapping of str to float
            By label, in the order of the columns, each in [0, 1].
        statuses : sequence of str
            In the order of their columns.
        specific_threshold : float
            In [0, 1].
        certain_from : mapping of str to float
            By label, each in [0, 1]; a label may be absent.

        Returns
        -------
        LinearModel
            Ready to predict.

        Raises
        ------
        ValueError
            If the weights are not those of this version's features, or not of these labels.
        """
        with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
            featuriser = Featuriser.from_arrays(arrays)
            n_columns = len(thresholds) + len(statuses) + 1
            expected = (featuriser.n_features, n_columns)
            if arrays["weights"].shape != expected:
                found = arrays["weights"].shape
                raise ValueError(f"the weights have the shape {found} instead of {expected}")
            return cls(
                name=name,
                version=version,
                labels=tuple(thresholds),
                thresholds=dict(thresholds),
                statuses=tuple(statuses),
                featuriser=featuriser,
                weights=arrays["weights"].astype(np.float32),
                intercepts=arrays["intercepts"],
                slopes=arrays["slopes"],
                offsets=arrays["offsets"],
                specific_threshold=specific_threshold,
                certain_from=dict(certain_from),
                documents=DocumentHead.from_arrays(arrays),
            )


def sigmoid(x: NDArray[np.floating]) -> NDArray[np.float64]:
    """Squash log-odds of any shape to probabilities in [0, 1] of the same shape."""
    proba: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(x, -60.0, 60.0), dtype=np.float64))
    return proba
