"""Fit the linear model, one head a label, and find thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from analyser.classification import windows_of
from analyser.cues import CUES
from analyser.features import N_FOR_SOME, SUBJECTS, Featuriser, Window
from analyser.labelled import NO_STATUS, NOT_ANNOTATED, STATUSES, LabelledStatement
from analyser.linear import LinearModel, sigmoid
from analyser.taxonomy import applicable

C = 4.0
"""Inverse regularisation; taken over from the published baseline, not searched."""
SVM_C = 0.3
"""That of the support vector machine, whose scores are added to the regression's."""
NEVER = -30.0
"""Log-odds of a label that the training part has no example of."""
GRID = np.linspace(-4.0, 4.0, 161)
"""Candidate thresholds, as log-odds."""
SMOOTHING = 10
"""Half-width, in grid steps, of the window over which F1 is averaged before its best is sought:
a threshold that is best by one lucky sentence is not worth having."""


@dataclass(frozen=True)
class Samples:
    """Sentences to learn from, from several corpora at once."""

    windows: Sequence[Window]
    """One for each of n_samples sentences."""
    labels: tuple[str, ...]
    """n_labels of them."""
    truth: NDArray[np.int8]
    """Of shape (n_samples, n_labels): 1, 0, or -1 where not annotated."""
    status: NDArray[np.str_]
    """Of shape (n_samples,); `-` where not annotated."""
    specific: NDArray[np.int8]
    """Of shape (n_samples,): 1, 0, or -1 where not annotated."""
    groups: NDArray[np.str_]
    """The statement of each sentence, shape (n_samples,)."""
    weight: NDArray[np.float64]
    """What each sentence counts, in [0, 1]; below 1 it is never in a test fold."""


def samples_of(
    statements: Sequence[LabelledStatement], labels: Sequence[str], *, weight: float = 1.0
) -> Samples:
    """Lay labelled statements out as samples.

    Parameters
    ----------
    statements : sequence of LabelledStatement
        With n_samples sentences in all.
    labels : sequence of str
        The columns wanted; a label that a statement lacks, or that does not apply in its
        jurisdiction, is not annotated there.
    weight : float
        What each sentence counts, in [0, 1].

    Returns
    -------
    Samples
        In the order of the statements.
    """
    truths: list[NDArray[np.int8]] = []
    windows: list[Window] = []
    for labelled in statements:
        truth = np.full((len(labelled.truth), len(labels)), NOT_ANNOTATED, dtype=np.int8)
        for label in applicable(labelled.labels, labelled.jurisdiction):
            if label in labels:
                truth[:, labels.index(label)] = labelled.truth[:, labelled.labels.index(label)]
        truths.append(truth)
        windows += labelled.windows or windows_of(labelled.statement)
    sizes = [len(truth) for truth in truths]
    statuses = [labelled.status or (NO_STATUS,) * len(labelled.truth) for labelled in statements]
    specifics = [
        labelled.specific or (NOT_ANNOTATED,) * len(labelled.truth) for labelled in statements
    ]

    return Samples(
        windows=windows,
        labels=tuple(labels),
        truth=np.concatenate(truths),
        status=np.concatenate(statuses),
        specific=np.concatenate(specifics).astype(np.int8),
        groups=np.repeat([labelled.id for labelled in statements], sizes),
        weight=np.full(len(windows), weight),
    )


def join(parts: Sequence[Samples]) -> Samples:
    """Put samples with the same labels one after the other."""
    return Samples(
        windows=[window for part in parts for window in part.windows],
        labels=parts[0].labels,
        truth=np.concatenate([part.truth for part in parts]),
        status=np.concatenate([part.status for part in parts]),
        specific=np.concatenate([part.specific for part in parts]),
        groups=np.concatenate([part.groups for part in parts]),
        weight=np.concatenate([part.weight for part in parts]),
    )


def choose(samples: Samples, chosen: NDArray[np.bool_]) -> Samples:
    """Keep some of the samples.

    Parameters
    ----------
    samples : Samples
        Of n_samples sentences.
    chosen : ndarray of bool
        Which to keep, shape (n_samples,).

    Returns
    -------
    Samples
        Those kept, in order.
    """
    return Samples(
        windows=[window for window, keep in zip(samples.windows, chosen, strict=True) if keep],
        labels=samples.labels,
        truth=samples.truth[chosen],
        status=samples.status[chosen],
        specific=samples.specific[chosen],
        groups=samples.groups[chosen],
        weight=samples.weight[chosen],
    )


def fit(samples: Samples, *, name: str, version: str) -> LinearModel:
    """Fit one head for each label, for the status and for specificity.

    Parameters
    ----------
    samples : Samples
        The training sentences.
    name, version : str
        Of the model to make.

    Returns
    -------
    LinearModel
        Not yet calibrated: that, and the thresholds, need sentences that it has not seen.
    """
    # What counts nothing is there for the encoder alone.
    samples = choose(samples, samples.weight > 0)
    featuriser = Featuriser().fit(samples.windows)
    X = featuriser.transform(samples.windows)
    heads = [(label, samples.truth[:, i]) for i, label in enumerate(samples.labels)]
    heads.append(("specific", samples.specific))
    fitted = [_fit_head(X, columns_of(name, X.shape[1]), truth, samples) for name, truth in heads]
    status = _fit_status(X, columns_of("status", X.shape[1]), samples)
    order = [*fitted[:-1], *status, fitted[-1]]

    return LinearModel(
        name=name,
        version=version,
        labels=samples.labels,
        thresholds=dict.fromkeys(samples.labels, 0.5),
        statuses=STATUSES,
        featuriser=featuriser,
        weights=np.stack([head.weights for head in order], axis=1),
        intercepts=np.array([head.intercept for head in order]),
        slopes=np.ones(len(order)),
        offsets=np.zeros(len(order)),
    )


def columns_of(name: str, n_features: int) -> NDArray[np.intp]:
    """Choose the features that a head is shown.

    Parameters
    ----------
    name : str
        A label, `status` or `specific`.
    n_features : int
        How many there are.

    Returns
    -------
    ndarray of int
        A label is shown all but the wordings of other labels and the cues, since it is about the
        subject, whatever its tense; the status is shown the cues, and no wordings.
    """
    n_first = n_features - N_FOR_SOME
    own = [n_first + place for place, label in enumerate(SUBJECTS) if label == name]
    last = range(n_features - len(CUES), n_features) if name == "status" else ()
    return np.array([*range(n_first), *own, *last])


@dataclass(frozen=True)
class _Head:
    weights: NDArray[np.float32]
    """Of all features; 0 of those that it was not shown."""
    intercept: float

    @classmethod
    def of(
        cls, weights: NDArray[np.float64], columns: NDArray[np.intp], n: int, intercept: float
    ) -> _Head:
        spread = np.zeros(n, np.float32)
        spread[columns] = weights
        return cls(spread, intercept)


def _fit_head(
    X: csr_matrix, columns: NDArray[np.intp], target: NDArray[np.int8], samples: Samples
) -> _Head:
    known = np.flatnonzero(target != NOT_ANNOTATED)
    y = target[known]
    if len(np.unique(y)) < 2:
        return _Head(weights=np.zeros(X.shape[1], np.float32), intercept=NEVER)
    shown, weight = X[known][:, columns], samples.weight[known]
    regression = LogisticRegression(
        C=C, class_weight="balanced", solver="liblinear", random_state=0
    ).fit(shown, y, sample_weight=weight)
    machine = LinearSVC(C=SVM_C, class_weight="balanced", random_state=0)
    machine.fit(shown, y, sample_weight=weight)
    # Both weigh the same features, so that their sum is as fast as one of them.
    weights = regression.coef_[0] / 2 + machine.coef_[0]
    intercept = regression.intercept_[0] / 2 + machine.intercept_[0]
    return _Head.of(weights, columns, X.shape[1], float(intercept))


def best_threshold(y: NDArray[np.int8], log_odds: NDArray[np.float64]) -> float:
    """Find the probability at which F1 is highest, by what was seen and by what should be.

    Parameters
    ----------
    y : ndarray of int8
        1 or 0, shape (n_samples,).
    log_odds : ndarray of float
        Calibrated scores from held-out folds, shape (n_samples,).

    Returns
    -------
    float
        In (0, 1), rounded to four decimals.

    Notes
    -----
    Where F1 was highest depends on a few sentences; how high it was hardly does. For calibrated
    probabilities the best threshold is half of the highest F1 [1]_, so the mean of both, as
    log-odds, is surer than either.

    References
    ----------
    .. [1] Z. Lipton, C. Elkan and B. Naryanaswamy, "Optimal Thresholding of Classifiers to
       Maximize F1 Measure", ECML PKDD 2014.
    """
    ascending = np.sort(log_odds)
    hits_ascending = np.sort(log_odds[y == 1])
    n_chosen = len(ascending) - np.searchsorted(ascending, GRID)
    n_hits = len(hits_ascending) - np.searchsorted(hits_ascending, GRID)
    f1 = 2 * n_hits / np.maximum(n_chosen + len(hits_ascending), 1)
    kernel = np.ones(2 * SMOOTHING + 1)
    # Divided by what the kernel covers, so that the ends of the grid are not favoured or spurned.
    smooth = np.convolve(f1, kernel, "same") / np.convolve(np.ones_like(f1), kernel, "same")
    ideal = np.clip(smooth.max() / 2, sigmoid(GRID[0]), sigmoid(GRID[-1]))
    return round(float(sigmoid((GRID[smooth.argmax()] + np.log(ideal / (1 - ideal))) / 2)), 4)


def _fit_status(X: csr_matrix, columns: NDArray[np.intp], samples: Samples) -> list[_Head]:
    # Position is never known where status was labelled, so its columns teach nothing here.
    known = samples.status != NO_STATUS
    if len(np.unique(samples.status[known])) < 2:
        # Nothing is known of status, so everything is taken for what most practices are.
        none = np.zeros(X.shape[1], np.float32)
        return [_Head(none, 0.0 if status == STATUSES[0] else NEVER) for status in STATUSES]
    regression = LogisticRegression(C=C, max_iter=1000, random_state=0)
    regression.fit(X[known][:, columns], samples.status[known])
    column = {str(status): index for index, status in enumerate(regression.classes_)}
    if len(column) == 2:
        # scikit-learn keeps one row of weights for two classes: those of the second.
        second, offset = regression.coef_[0], float(regression.intercept_[0])
        weights = {name: second * index for name, index in column.items()}
        intercepts = {name: offset * index for name, index in column.items()}
    else:
        weights = {name: regression.coef_[index] for name, index in column.items()}
        intercepts = {name: float(regression.intercept_[index]) for name, index in column.items()}
    none = np.zeros(len(columns))
    return [
        _Head.of(weights.get(name, none), columns, X.shape[1], intercepts.get(name, NEVER))
        for name in STATUSES
    ]
