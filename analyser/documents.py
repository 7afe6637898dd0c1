"""Say whether a whole statement carries a label, from what models say of its sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

N_FEATURES = 2
"""Numbers by which one model describes the sentences of a statement, label by label."""
SURE = 1e-4
"""No sentence counts for more than one that is surer than this."""
PENALTIES = (0.01, 0.1, 1.0)
"""Inverse regularisations, of which one is chosen within the statements that are learnt from."""


@dataclass(frozen=True)
class DocumentHead:
    """A regression on what one model or several say of the sentences, label by label."""

    weights: NDArray[np.float64]
    """Of the features that `describe` gives, shape (n_labels, 2 * n_models)."""
    intercepts: NDArray[np.float64]
    """Of shape (n_labels,)."""
    is_learnt: NDArray[np.bool_]
    """Whether whole statements were labelled so, shape (n_labels,)."""

    @classmethod
    def plain(cls, n_labels: int, n_models: int = 1) -> DocumentHead:
        """Take sentences as independent, before anything was learnt of documents.

        Parameters
        ----------
        n_labels : int
            How many labels there are.
        n_models : int
            How many models speak of the sentences.

        Returns
        -------
        DocumentHead
            It gives the probability that at least one sentence carries the label; of several
            models, by the mean of their log-odds.
        """
        weights = np.tile(np.array([0.0, 1.0]) / n_models, (n_labels, n_models))
        return cls(weights, np.zeros(n_labels), np.zeros(n_labels, dtype=bool))

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give what was learnt as plain arrays."""
        return {
            "document_weights": self.weights,
            "document_intercepts": self.intercepts,
            "document_is_learnt": self.is_learnt,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> DocumentHead | None:
        """Rebuild it from what `to_arrays` gave; None where the arrays hold none."""
        if "document_weights" not in arrays:
            return None
        names = ("document_weights", "document_intercepts", "document_is_learnt")
        return cls(*(arrays[name] for name in names))

    def known(self, labels: Sequence[str]) -> tuple[str, ...]:
        """Choose the labels that were learnt on whole statements.

        Parameters
        ----------
        labels : sequence of str
            n_labels of them, in the order of the columns.

        Returns
        -------
        tuple of str
            In that order.
        """
        return tuple(label for label, kept in zip(labels, self.is_learnt, strict=True) if kept)

    def proba(self, *sentences: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the probability that a statement carries each label at all.

        Parameters
        ----------
        *sentences : ndarray of float
            From each model, calibrated probabilities of the sentences of one statement, of shape
            (n_sentences, n_labels), each in [0, 1].

        Returns
        -------
        ndarray of float
            Of shape (n_labels,), each in [0, 1]; zeros for a statement without a sentence.
        """
        if not len(sentences[0]):
            return np.zeros(len(self.intercepts))
        log_odds = (describe(*sentences) * self.weights).sum(axis=1) + self.intercepts
        proba: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -60.0, 60.0)))
        return proba


def describe(*sentences: NDArray[np.float64]) -> NDArray[np.float64]:
    """Describe the sentences of one statement, label by label.

    Parameters
    ----------
    *sentences : ndarray of float
        From each model, of shape (n_sentences, n_labels), each in [0, 1]; at least one sentence.

    Returns
    -------
    ndarray of float
        Of shape (n_labels, 2 * n_models): for each model the log-odds of the surest sentence, and
        of at least one sentence if all were independent. (The second surest and the expected number
        added nothing.)
    """
    columns = []
    for said in sentences:
        at_least_one = 1.0 - np.exp(np.log1p(-np.minimum(said, 1 - SURE)).sum(axis=0))
        columns += [_log_odds(said.max(axis=0)), _log_odds(at_least_one)]
    return np.stack(columns, axis=1)


def fit_documents(
    documents: Sequence[Sequence[NDArray[np.float64]]], covered: NDArray[np.int8]
) -> DocumentHead:
    """Learn from statements that the sentence models had not seen.

    Parameters
    ----------
    documents : sequence of sequence of ndarray
        n_statements of them: from each model the probabilities of the sentences, shape
        (n_sentences, n_labels).
    covered : ndarray of int8
        Whether each statement carries each label: 1, 0, or -1 where not annotated; of shape
        (n_statements, n_labels).

    Returns
    -------
    DocumentHead
        A label's weights and intercept are those of all labels and what is its own, which is
        penalised as much, since few statements were labelled; how much is chosen by statements
        that are left out. A label that was annotated in no whole statement has the weights of
        all, and the mean of the others' intercepts.
    """
    from sklearn.linear_model import LogisticRegression

    from analyser.choosing import held_out_loss, least_lossy

    n_labels, n_models = covered.shape[1], len(documents[0])
    known = covered != -1
    used = np.flatnonzero(known.any(axis=0))
    if len(np.unique(covered[known])) < 2:
        return DocumentHead.plain(n_labels, n_models)
    described = np.stack([describe(*sentences) for sentences in documents])[known]
    mean, spread = described.mean(axis=0), described.std(axis=0) + 1e-9
    statements, columns = np.nonzero(known)
    is_label = np.eye(n_labels)[columns][:, used]
    shared = (described - mean) / spread
    own = [shared[:, [feature]] * is_label for feature in range(shared.shape[1])]
    X, y = np.hstack([shared, is_label, *own]), covered[known]

    def with_penalty(penalty: float) -> LogisticRegression:
        return LogisticRegression(C=penalty, max_iter=2000)

    penalty = least_lossy(
        PENALTIES, lambda each: held_out_loss(with_penalty(each), X, y, statements)
    )
    regression = with_penalty(penalty).fit(X, y)

    n_features = N_FEATURES * n_models
    of_all, offsets, of_each = np.split(regression.coef_[0], [n_features, n_features + len(used)])
    weights = np.tile(of_all, (n_labels, 1))
    weights[used] += of_each.reshape(n_features, len(used)).T
    weights /= spread
    intercepts = np.full(n_labels, regression.intercept_[0] + offsets.mean())
    intercepts[used] = regression.intercept_[0] + offsets
    return DocumentHead(weights, intercepts - weights @ mean, known.any(axis=0))


def _log_odds(proba: NDArray[np.float64]) -> NDArray[np.float64]:
    held = np.clip(proba, SURE, 1 - SURE)
    log_odds: NDArray[np.float64] = np.log(held / (1 - held))
    return log_odds
