"""Learn from each fold's scores what is then tried on the others: mix, thresholds, documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from analyser import definitions
from analyser.choosing import held_out_loss, least_lossy
from analyser.documents import DocumentHead, fit_documents
from analyser.fitting import NEVER, best_threshold, samples_of
from analyser.heldout import Part
from analyser.judgement import Judged, concatenate, lay_beside
from analyser.labelled import NOT_ANNOTATED, STATUSES, LabelledStatement
from analyser.mixing import Mix

Counting = Literal["both", "linear", "encoder"]
"""Whose scores count."""
JUDGES: tuple[Counting, ...] = ("linear", "encoder")
"""Whose words on sentences count for whole statements, where both models were trained."""
MIX_PENALTY = 1000.0
"""Inverse regularisation of the mix: it has few numbers a column, so hardly any is needed."""
TOLD_SCALES = (1.0, 0.3, 0.1, 0.03, 0.0)
"""What a wording may count while the mix is learnt; the less, the more it is penalised."""
TOLERANCE = 1e-8
"""Of the mix. At the usual one it is not heard that a rare wording counts."""


@dataclass(frozen=True)
class Column:
    """What is known of one label, where it was annotated."""

    scores: NDArray[np.float64]
    """Of shape (n_samples, n_scores)."""
    told: NDArray[np.floating]
    """Which of its wordings each has, shape (n_samples, n_wordings): 1 or 0."""
    truth: NDArray[np.int8]
    """1 and 0, each at least once, shape (n_samples,)."""
    statements: NDArray[np.int64]
    """The statement of each, shape (n_samples,)."""

    def beside(self, scale: float) -> NDArray[np.float64]:
        """Lay the wordings, multiplied by `scale`, beside the scores."""
        return np.column_stack([self.scores, self.told * scale])


def fit_mix(parts: Sequence[Part], labels: Sequence[str], counting: Counting) -> Mix:
    """Learn what each model counts, calibrate, and set thresholds.

    Parameters
    ----------
    parts : sequence of Part
        Scores of statements that the models had not seen.
    labels : sequence of str
        In the order of the columns.
    counting : str
        What counts: `both`, `linear` or `encoder`.

    Returns
    -------
    Mix
        One regression on the scores for each label and for specificity: Platt's method, with
        one score or two [1]_, and the wordings of the label beside them (see `choose_scale`). Its
        thresholds maximise F1 on the same statements.

    References
    ----------
    .. [1] J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999.
    """
    linear = np.concatenate([rows for part in parts for rows in part.linear])
    encoder = np.concatenate([rows for part in parts for rows in part.encoder or part.linear])
    told = np.concatenate([rows for part in parts for rows in part.told])
    whole = [item for part in parts for item in part.statements]
    truth = np.concatenate([_truth(item, labels) for item in whole])
    ids = np.unique([item.id for item in whole], return_inverse=True)[1]
    statements = np.repeat(ids, [len(item.truth) for item in whole])
    used = {"both": [0, 1], "linear": [0], "encoder": [1]}[counting]
    weights = np.zeros((len(labels) + 1, 2))
    of_told = np.zeros((told.shape[1], len(labels) + 1))
    intercepts = np.full(len(labels) + 1, NEVER)
    thresholds = [1.0] * (len(labels) + 1)
    own = [[] if counting == "linear" else _own(labels, each) for each in range(len(labels) + 1)]
    columns = {}
    for column in range(len(labels) + 1):
        source = column if column < len(labels) else -1
        known = truth[:, column] != NOT_ANNOTATED
        scores = np.stack([linear[known, source], encoder[known, source]], axis=1)[:, used]
        y = truth[known, column]
        if len(np.unique(y)) == 2:
            columns[column] = Column(scores, told[known][:, own[column]], y, statements[known])
    scale = choose_scale(list(columns.values()))
    for column, learnt in columns.items():
        regression, thresholds[column] = fit_column(learnt.beside(scale), learnt.truth)
        weights[column, used], counted = np.split(regression.coef_[0], [len(used)])
        of_told[own[column], column] = counted * scale
        intercepts[column] = regression.intercept_[0]
    return Mix(weights[:, 0], weights[:, 1], of_told, intercepts, tuple(thresholds))


def choose_scale(columns: Sequence[Column]) -> float:
    """Choose how much wordings are penalised beside the scores.

    Parameters
    ----------
    columns : sequence of Column
        What is known of each label.

    Returns
    -------
    float
        Of `TOLD_SCALES`, that with which the least is lost on statements that are left out, over
        all labels that have wordings.
    """

    def loss(scale: float) -> float | None:
        losses = [
            held_out_loss(_regression(), each.beside(scale), each.truth, each.statements)
            for each in columns
            if each.told.any()
        ]
        found = [lost for lost in losses if lost is not None]
        return sum(found) if found else None

    return least_lossy(TOLD_SCALES, loss)


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
    regression = _regression().fit(X, y)
    return regression, best_threshold(y, regression.decision_function(X))


def _regression() -> LogisticRegression:
    return LogisticRegression(C=MIX_PENALTY, max_iter=1000, tol=TOLERANCE)


def _own(labels: Sequence[str], column: int) -> list[int]:
    """Choose the wordings that a column is shown: those of its own label."""
    label = labels[column] if column < len(labels) else None
    return [place for place, named in enumerate(definitions.LABELS) if named == label]


def _truth(labelled: LabelledStatement, labels: Sequence[str]) -> NDArray[np.int8]:
    """Lay out the labels that apply, and specificity last."""
    samples = samples_of([labelled], labels)
    return np.column_stack([samples.truth, samples.specific])


def judge_mix(
    folds: Sequence[Mapping[str, Part]], labels: Sequence[str], counting: Counting
) -> dict[str, list[Judged]]:
    """Judge every fold by a mix that was learnt on the others.

    Parameters
    ----------
    folds : sequence of mapping
        From `leave_out`, with encoders where these are to count.
    labels : sequence of str
        In the order of the columns.
    counting : str
        What counts: `both`, `linear` or `encoder`.

    Returns
    -------
    dict of str to list of Judged
        By corpus, one for each fold.

    Notes
    -----
    The models whose scores a mix is learnt on had seen labels of the fold that is judged, so
    this is cross-fitting and not full nesting, which would take inner folds of its own. The
    mix has three numbers and a threshold a label, a few more for a label that has wordings, and
    one scale for all of these. For the linear model both were had: full nesting gave a mean
    macro-F1 of 0.6663 over the three jurisdictions, cross-fitting 0.6656.
    """
    found: dict[str, list[Judged]] = {}
    known: dict[str, set[str]] = {}
    for fold in folds:
        for name, part in fold.items():
            known.setdefault(name, set()).update(*(item.labels for item in part.statements))
    for fold in folds:
        others = [part for other in folds if other is not fold for part in other.values()]
        mix = fit_mix(others, labels, counting)
        thresholds = dict(zip(labels, mix.thresholds, strict=False))
        for name, part in fold.items():
            predictions = [
                mix.predict(*scores, STATUSES, is_blended=counting != "linear")
                for scores in zip(part.linear, part.encoder or part.linear, part.told, strict=True)
            ]
            plain = DocumentHead.plain(len(labels))
            documents = [plain.proba(prediction.proba) for prediction in predictions]
            judged = lay_beside(
                part.statements, predictions, documents, thresholds, known=known[name]
            )
            found.setdefault(name, []).append(judged)
    return found


def judge_documents(parts: Sequence[Judged], judges: Sequence[Sequence[Judged]] = ()) -> Judged:
    """Judge the whole statements of every fold by what was learnt on the others' scores.

    Parameters
    ----------
    parts : sequence of Judged
        One for each fold, over the same labels.
    judges : sequence of sequence of Judged, optional
        The same folds as each model judges them by itself, which counts for whole statements; by
        default `parts`.

    Returns
    -------
    Judged
        All of them, with `documents` set.
    """
    if len(parts) == 1:
        return parts[0]
    series = judges or [parts]
    judged = []
    for index, part in enumerate(parts):
        others = [[*each[:index], *each[index + 1 :]] for each in series]
        head = learn_documents(others, part.labels)
        sentences = zip(*(each[index].by_statement() for each in series), strict=True)
        documents = np.stack([head.proba(*said) for said in sentences])
        judged.append(dataclasses.replace(part, documents=documents))
    return concatenate(judged)


def learn_documents(judges: Sequence[Sequence[Judged]], labels: Sequence[str]) -> DocumentHead:
    """Learn to judge whole statements.

    Parameters
    ----------
    judges : sequence of sequence of Judged
        From each model the same statements, over the same labels; none of which it had seen.
    labels : sequence of str
        Those of the model, which may be more.

    Returns
    -------
    DocumentHead
        Of the labels given, and as many models.
    """
    columns = [labels.index(label) for label in judges[0][0].labels]
    said, covered = [], []
    for parts in zip(*judges, strict=True):
        for sentences in zip(*(part.by_statement() for part in parts), strict=True):
            said.append([np.zeros((len(proba), len(labels))) for proba in sentences])
            for wide, proba in zip(said[-1], sentences, strict=True):
                wide[:, columns] = proba
        for truth in parts[0].covered:
            covered.append(np.full(len(labels), NOT_ANNOTATED, dtype=np.int8))
            covered[-1][columns] = truth
    return fit_documents(said, np.stack(covered))
