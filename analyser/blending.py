"""The linear model and the encoder together: two raw scores become one calibrated probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analyser.documents import N_FEATURES, DocumentHead
from analyser.encoder import Encoder
from analyser.features import Prediction, Window, subjects, told
from analyser.linear import WEIGHTS, LinearModel
from analyser.mixing import N_JUDGES, Mix, read_judges

MIX = "mix.npz"


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
    judges: tuple[Mix, ...]
    """Those whose words on sentences count for whole statements: the linear model alone, and the
    encoder alone. Two that err at different sentences are right together more often."""
    documents: DocumentHead
    """Learnt from what the judges say."""

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
        found = subjects(windows)
        scores = self.linear.log_odds(windows, found), self.encoder.log_odds(windows), told(found)
        alone = tuple(judge.proba(*scores) for judge in self.judges)
        return replace(self.mix.predict(*scores, self.statuses), alone=alone)

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
        if not prediction.alone:
            return np.zeros(len(self.labels))
        return self.documents.proba(*prediction.alone)

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
            **self.mix.to_arrays(),
            **self.documents.to_arrays(),
            **{
                f"{number}_{name}": array
                for number, judge in enumerate(self.judges)
                for name, array in judge.to_arrays().items()
            },
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
            thresholds = (*linear.thresholds.values(), linear.specific_threshold)
            mix = Mix.from_arrays(arrays, thresholds)
            judges = tuple(read_judges(arrays, thresholds))
            documents = DocumentHead.from_arrays(arrays)
        encoder = Encoder.load(folder)
        n_columns = len(linear.labels) + len(linear.statuses) + 1
        is_same = all(len(each.intercepts) == len(linear.labels) + 1 for each in (mix, *judges))
        if not is_same or encoder.n_columns != n_columns:
            raise ValueError(f'"{MIX}" is not of the labels of "{WEIGHTS}"')
        shape = (len(linear.labels), N_FEATURES * N_JUDGES)
        if len(judges) != N_JUDGES or documents is None or documents.weights.shape != shape:
            raise ValueError(f'"{MIX}" does not say how whole statements are judged')
        return cls(linear, encoder, mix, linear.name, judges, documents)
