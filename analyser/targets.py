"""What the encoder is to say of each sentence in training, and what an error costs."""

from __future__ import annotations

import dataclasses

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from analyser.fitting import Samples
from analyser.labelled import NOT_ANNOTATED, STATUSES
from analyser.taxonomy import load_taxonomy

MAX_ODDS = 64.0
"""Of negatives to positives; the square root is what a positive counts for."""
N_FULL_WEIGHT = 200
"""Cells of practice labels at which their mean loss counts in full."""
SIDE_WEIGHT = 0.3
"""What status and specificity count against the labels."""
IGNORED = -100


@dataclasses.dataclass(frozen=True)
class Targets:
    """What the network is to say of each sentence, and what an error costs."""

    truth: Tensor
    """Of shape (n_samples + 1, n_labels): 0 to 1, or -1; the last row, of context, is all -1."""
    status: Tensor
    """Column of the status, or -100; shape (n_samples + 1,)."""
    specific: Tensor
    """1, 0 or -1, shape (n_samples + 1,)."""
    positive_weight: Tensor
    """What a positive counts for, shape (n_labels,)."""
    is_scattered: Tensor
    """Whether it is a practice, shape (n_labels,): most sentences were not asked for these."""
    practice_weight: float
    """What these, status and specificity count against the others."""

    @classmethod
    def of(cls, samples: Samples, *, practice_weight: float = 1.0) -> Targets:
        """Lay the labels of samples out.

        Parameters
        ----------
        samples : Samples
            Of n_samples sentences.
        practice_weight : float
            What scattered labels, status and specificity count.

        Returns
        -------
        Targets
            With one row more, for context.
        """
        truth = np.pad(samples.truth, ((0, 1), (0, 0)), constant_values=NOT_ANNOTATED)
        status = [STATUSES.index(name) if name in STATUSES else IGNORED for name in samples.status]
        specific = np.append(samples.specific, NOT_ANNOTATED)
        positives, negatives = (truth == 1).sum(axis=0), (truth == 0).sum(axis=0)
        odds = np.clip(negatives / np.maximum(positives, 1), 1.0, MAX_ODDS)
        taxonomy = load_taxonomy()
        is_scattered = [taxonomy[label].source == "practice" for label in samples.labels]
        return cls(
            truth=torch.from_numpy(truth.astype(np.float32)),
            status=torch.tensor([*status, IGNORED]),
            specific=torch.from_numpy(specific.astype(np.float32)),
            positive_weight=torch.from_numpy(
                np.where(positives, np.sqrt(odds), 1.0).astype(np.float32)
            ),
            is_scattered=torch.tensor(is_scattered),
            practice_weight=practice_weight,
        )

    @classmethod
    def soft(cls, proba: NDArray[np.float64]) -> Targets:
        """Take a teacher's opinion for the truth; of status and specificity nothing is asked.

        Parameters
        ----------
        proba : ndarray of float
            Of each label, shape (n_samples, n_labels), in [0, 1].

        Returns
        -------
        Targets
            With one row more, for context; every label counts alike.
        """
        n_samples, n_labels = proba.shape
        truth = np.pad(proba, ((0, 1), (0, 0)), constant_values=NOT_ANNOTATED)
        return cls(
            truth=torch.from_numpy(truth.astype(np.float32)),
            status=torch.full((n_samples + 1,), IGNORED),
            specific=torch.full((n_samples + 1,), float(NOT_ANNOTATED)),
            positive_weight=torch.ones(n_labels),
            is_scattered=torch.zeros(n_labels, dtype=torch.bool),
            practice_weight=1.0,
        )

    def loss(self, scores: Tensor, rows: NDArray[np.int64]) -> Tensor:
        """Give the loss of the scores of some sentences.

        Parameters
        ----------
        scores : Tensor
            Of shape (n_sentences, n_labels + n_statuses + 1).
        rows : ndarray of int
            The sample of each sentence; -1 for context.

        Returns
        -------
        Tensor
            A scalar: the mean over the cells of labels given to whole statements, plus that
            over scattered labels, status and specificity, each where there is any.
        """
        index = torch.from_numpy(rows)
        truth, status, specific = self.truth[index], self.status[index], self.specific[index]
        n_labels = truth.shape[1]
        losses = functional.binary_cross_entropy_with_logits(
            scores[:, :n_labels],
            truth.clamp(min=0),
            pos_weight=self.positive_weight,
            reduction="none",
        )
        known = (truth >= 0).float()
        losses = losses * known
        whole, scattered = ~self.is_scattered, self.is_scattered
        n_scattered = known[:, scattered].sum()
        weight = self.practice_weight * (n_scattered / N_FULL_WEIGHT).clamp(max=1.0)
        loss = losses[:, whole].sum() / known[:, whole].sum().clamp(min=1)
        loss = loss + weight * losses[:, scattered].sum() / n_scattered.clamp(min=1)
        if (status != IGNORED).any():
            cost = functional.cross_entropy(scores[:, n_labels:-1], status, ignore_index=IGNORED)
            loss = loss + SIDE_WEIGHT * weight * cost
        if (chosen := specific >= 0).any():
            cost = functional.binary_cross_entropy_with_logits(scores[chosen, -1], specific[chosen])
            loss = loss + SIDE_WEIGHT * weight * cost
        return loss
