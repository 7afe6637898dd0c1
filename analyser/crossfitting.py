"""Learn from each fold's scores what is then tried on the others: mix, thresholds, documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from analyser.blending import Mix
from analyser.documents import DocumentHead, fit_documents
from analyser.fitting import NEVER, best_threshold, samples_of
from analyser.heldout import Part
from analyser.judgement import Judged, concatenate, lay_beside
from analyser.labelled import NOT_ANNOTATED, STATUSES, LabelledStatement

MIX_PENALTY = 1000.0
"""Inverse regularisation of the mix: it has three numbers a column, so hardly any is needed."""


def fit_mix(parts: Sequence[Part], labels: Sequence[str], *, is_blended: bool) -> Mix:
    """Learn what each model counts, calibrate, and set thresholds.

    Parameters
    ----------
    parts : sequence of Part
        Scores of statements that the models had not seen.
    labels : sequence of str
        In the order of the columns.
    is_blended : bool
        Whether the encoder counts at all.

    Returns
    -------
    Mix
        One regression on the scores for each label and for specificity: Platt's method, with
        one score or two [1]_. Its thresholds maximise F1 on the same statements.

    References
    ----------
    .. [1] J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999.
    """
    linear = np.concatenate([rows for part in parts for rows in part.linear])
    encoder = np.concatenate([rows for part in parts for rows in part.encoder or part.linear])
    truth = np.concatenate([_truth(item, labels) for part in parts for item in part.statements])
    n_scores = 2 if is_blended else 1
    weights = np.zeros((len(labels) + 1, 2))
    intercepts = np.full(len(labels) + 1, NEVER)
    thresholds = [1.0] * (len(labels) + 1)
    for column in range(len(labels) + 1):
        source = column if column < len(labels) else -1
        known = truth[:, column] != NOT_ANNOTATED
        X = np.stack([linear[known, source], encoder[known, source]], axis=1)[:, :n_scores]
        y = truth[known, column]
        if len(np.unique(y)) < 2:
            continue
        regression, thresholds[column] = fit_column(X, y)
        weights[column, :n_scores] = regression.coef_[0]
        intercepts[column] = regression.intercept_[0]
    return Mix(weights[:, 0], weights[:, 1], intercepts, tuple(thresholds))


def fit_column(X: NDArray[np.float64], y: NDArray[np.int8]) -> tuple[LogisticRegression, float]:
    """Learn what each score counts for one label.

    Parameters
    ----------
    X : ndarray of float
        Scores of shape (n_samples, n_scores).
    y : ndarray of int8
        1 and 0, each at least once, shape (n_samples,).

    Returns
    -------
    regression : LogisticRegression
        Gives calibrated probabilities.
    threshold : float
        In (0, 1).
    """
    regression = LogisticRegression(C=MIX_PENALTY, max_iter=1000).fit(X, y)
    return regression, best_threshold(y, regression.decision_function(X))


def _truth(labelled: LabelledStatement, labels: Sequence[str]) -> NDArray[np.int8]:
    """Lay out the labels that apply, and specificity last."""
    samples = samples_of([labelled], labels)
    return np.column_stack([samples.truth, samples.specific])


def judge_mix(
    folds: Sequence[Mapping[str, Part]], labels: Sequence[str], *, is_blended: bool
) -> dict[str, list[Judged]]:
    """Judge every fold by a mix that was learnt on the others.

    Parameters
    ----------
    folds : sequence of mapping
        From `leave_out`, with encoders where these are to count.
    labels : sequence of str
        In the order of the columns.
    is_blended : bool
        Whether the encoder counts at all.

    Returns
    -------
    dict of str to list of Judged
        By corpus, one for each fold.

    Notes
    -----
    The models whose scores a mix is learnt on had seen labels of the fold that is judged, so
    this is cross-fitting and not full nesting, which would take inner folds of its own. The
    mix has three numbers and a threshold a label. For the linear model both were had: full
    nesting gave a mean macro-F1 of 0.6663 over the three jurisdictions, cross-fitting 0.6656.
    """
    found: dict[str, list[Judged]] = {}
    known: dict[str, set[str]] = {}
    for fold in folds:
        for name, part in fold.items():
            known.setdefault(name, set()).update(*(item.labels for item in part.statements))
    for fold in folds:
        others = [part for other in folds if other is not fold for part in other.values()]
        mix = fit_mix(others, labels, is_blended=is_blended)
        thresholds = dict(zip(labels, mix.thresholds, strict=False))
        for name, part in fold.items():
            predictions = [
                mix.predict(*scores, STATUSES, is_blended=is_blended)
                for scores in zip(part.linear, part.encoder or part.linear, strict=True)
            ]
            plain = DocumentHead.plain(len(labels))
            documents = [plain.proba(prediction.proba) for prediction in predictions]
            judged = lay_beside(
                part.statements, predictions, documents, thresholds, known=known[name]
            )
            found.setdefault(name, []).append(judged)
    return found


def judge_documents(parts: Sequence[Judged]) -> Judged:
    """Judge the whole statements of every fold by what was learnt on the others' scores.

    Parameters
    ----------
    parts : sequence of Judged
        One for each fold, over the same labels.

    Returns
    -------
    Judged
        All of them, with `documents` set.
    """
    judged = []
    for part in parts:
        others = [other for other in parts if other is not part]
        if not others:
            return part
        head = learn_documents(others, part.labels)
        documents = np.stack([head.proba(sentences) for sentences in part.by_statement()])
        judged.append(dataclasses.replace(part, documents=documents))
    return concatenate(judged)


def learn_documents(parts: Sequence[Judged], labels: Sequence[str]) -> DocumentHead:
    """Learn to judge whole statements.

    Parameters
    ----------
    parts : sequence of Judged
        Over the same labels; of statements that the model had not seen.
    labels : sequence of str
        Those of the model, which may be more.

    Returns
    -------
    DocumentHead
        Of the labels given.
    """
    columns = [labels.index(label) for label in parts[0].labels]
    sentences, covered = [], []
    for part in parts:
        for proba, truth in zip(part.by_statement(), part.covered, strict=True):
            sentences.append(np.zeros((len(proba), len(labels))))
            sentences[-1][:, columns] = proba
            covered.append(np.full(len(labels), NOT_ANNOTATED, dtype=np.int8))
            covered[-1][columns] = truth
    return fit_documents(sentences, np.stack(covered))
