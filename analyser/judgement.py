"""Let a model decide on labelled sentences, and lay its decisions beside the truth."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyser.classification import predict
from analyser.features import Prediction
from analyser.labelled import NO_STATUS, NOT_ANNOTATED, LabelledStatement
from analyser.modelstore import Model
from analyser.taxonomy import applicable


@dataclass(frozen=True)
class Judged:
    """What a model said of labelled statements, beside the truth. One row a sentence."""

    labels: tuple[str, ...]
    """In the order of the columns."""
    truth: NDArray[np.int8]
    """Of shape (n_sentences, n_labels): 1, 0, or -1 where not annotated or not applicable."""
    proba: NDArray[np.float64]
    """Of the same shape, in [0, 1]."""
    decided: NDArray[np.bool_]
    """Of the same shape."""
    statements: NDArray[np.int64]
    """The statement of each sentence, counted from 0, shape (n_sentences,)."""
    jurisdictions: NDArray[np.str_]
    """Of each sentence; empty where the file does not say."""
    status: NDArray[np.str_]
    """True status of each sentence, `-` where there is none."""
    status_decided: NDArray[np.str_]
    """Predicted status of each sentence."""
    specific: NDArray[np.int8]
    """1, 0, or -1 where not annotated."""
    specific_decided: NDArray[np.bool_]
    """Predicted specificity of each sentence."""
    documents: NDArray[np.float64]
    """Probability that each statement carries each label, shape (n_statements, n_labels)."""

    def by_statement(self) -> list[NDArray[np.float64]]:
        """Give the probabilities of the sentences of each statement, n_statements arrays."""
        return [self.proba[self.statements == index] for index in range(len(self.documents))]

    @property
    def covered(self) -> NDArray[np.int8]:
        """Whether each statement truly carries each label, of the shape of `documents`.

        1, 0, or -1 where no sentence of the statement was annotated.
        """
        covered = np.full(self.documents.shape, NOT_ANNOTATED, dtype=np.int8)
        np.maximum.at(covered, self.statements, self.truth)
        return covered


def judge(statements: Sequence[LabelledStatement], model: Model) -> Judged:
    """Let a model decide on labelled statements.

    Parameters
    ----------
    statements : sequence of LabelledStatement
        With n_sentences sentences in all.
    model : Model
        The classifier.

    Returns
    -------
    Judged
        Over the labels that both the model and at least one statement know.
    """
    predictions = [
        predict(labelled.statement, model, windows=labelled.windows) for labelled in statements
    ]
    documents = [model.document_proba(prediction) for prediction in predictions]
    return lay_beside(statements, predictions, documents, model.thresholds)


def lay_beside(
    statements: Sequence[LabelledStatement],
    predictions: Sequence[Prediction],
    documents: Sequence[NDArray[np.float64]],
    thresholds: Mapping[str, float],
    *,
    known: Collection[str] | None = None,
) -> Judged:
    """Lay predictions beside the truth.

    Parameters
    ----------
    statements : sequence of LabelledStatement
        With n_sentences sentences in all.
    predictions : sequence of Prediction
        One for each statement.
    documents : sequence of ndarray
        One for each statement: the probability that it carries each label, shape (n_labels,).
    thresholds : mapping of str to float
        By label, in the order of the predictions' columns, each in [0, 1].
    known : collection of str, optional
        The labels that somebody annotated; without it, those that the statements know.

    Returns
    -------
    Judged
        Over the labels that are both predicted and known.
    """
    if known is None:
        known = {label for statement in statements for label in statement.labels}
    columns = [column for column, label in enumerate(thresholds) if label in known]
    labels = tuple(label for label in thresholds if label in known)
    needed = np.array([thresholds[label] for label in labels])
    rows = []
    for labelled, prediction in zip(statements, predictions, strict=True):
        proba = prediction.proba[:, columns]
        rows.append(
            (
                _truth(labelled, labels),
                proba,
                needed <= proba,
                labelled.status or (NO_STATUS,) * len(prediction.status),
                prediction.status,
                labelled.specific or (NOT_ANNOTATED,) * len(prediction.status),
                prediction.specific,
            )
        )
    truth, proba, decided, status, status_decided, specific, specific_decided = (
        np.concatenate(part) for part in zip(*rows, strict=True)
    )
    sizes = [len(labelled.truth) for labelled in statements]

    return Judged(
        labels=labels,
        truth=truth,
        proba=proba,
        decided=decided & (truth != NOT_ANNOTATED),
        statements=np.repeat(np.arange(len(statements)), sizes),
        jurisdictions=np.repeat([labelled.jurisdiction or "" for labelled in statements], sizes),
        status=status,
        status_decided=status_decided,
        specific=specific.astype(np.int8),
        specific_decided=specific_decided,
        documents=np.stack(documents)[:, columns],
    )


def concatenate(parts: Sequence[Judged]) -> Judged:
    """Put judgements of different statements one after the other.

    Parameters
    ----------
    parts : sequence of Judged
        Over the same labels.

    Returns
    -------
    Judged
        With statements numbered anew, so that none is counted together with another.
    """
    numbered, offset = [], 0
    for part in parts:
        numbered.append(dataclasses.replace(part, statements=part.statements + offset))
        offset += int(part.statements.max()) + 1
    arrays = {
        field.name: np.concatenate([getattr(part, field.name) for part in numbered])
        for field in dataclasses.fields(Judged)
        if field.name != "labels"
    }
    return Judged(labels=parts[0].labels, **arrays)


def _truth(labelled: LabelledStatement, labels: Sequence[str]) -> NDArray[np.int8]:
    """Order the truth by the model's labels; what does not apply counts as not annotated."""
    truth = np.full((len(labelled.truth), len(labels)), NOT_ANNOTATED, dtype=np.int8)
    for label in applicable(labelled.labels, labelled.jurisdiction):
        if label in labels:
            truth[:, labels.index(label)] = labelled.truth[:, labelled.labels.index(label)]
    return truth
