"""Measure a model against held-out labels, per label and per document, with intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from analyser import measures
from analyser.judgement import Judged, judge
from analyser.labelled import NO_STATUS, NOT_ANNOTATED, read_labelled
from analyser.modelstore import Model, load_model

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = 1
ALL = "all"
DISCLOSES = 0.5
"""Probability at or above which a whole statement is held to carry a label."""
Figure: TypeAlias = "float | int | None"
Group: TypeAlias = "dict[str, Figure | list[Figure] | dict[str, Figure] | dict[str, LabelFigures]]"
LabelFigures: TypeAlias = "dict[str, Figure | list[Figure]]"


@dataclass(frozen=True)
class Evaluation:
    """How well a model did, by group."""

    model: str
    """Name and version."""
    groups: dict[str, Group]
    """Figures by jurisdiction, and for `all`; see `summarise` for the keys."""

    def to_dict(self) -> dict[str, object]:
        """Give the stable form that `analyser evaluate --format json` prints."""
        return {"schema_version": SCHEMA_VERSION, "model": self.model, "groups": self.groups}

    def frame(self) -> pd.DataFrame:
        """Show the figures per label as a tidy DataFrame, one row a group and label."""
        import pandas as pd

        rows = []
        for name, group in self.groups.items():
            labels = cast("dict[str, LabelFigures]", group["labels"])
            rows += [
                {"group": name, "label": label, **figures} for label, figures in labels.items()
            ]
        return pd.DataFrame(rows)


def evaluate(gold: str | Path | Iterable[str | Path], *, model: str | Model = "auto") -> Evaluation:
    """Measure a model against labelled sentences.

    The sentences go through the same code as those of a run: `predict` and `carried` of
    classification. Neighbours are the rows around a sentence in its statement, or the columns
    `before` and `after` where the file has them.

    Parameters
    ----------
    gold : str or Path, or several
        CSV files as `read_labelled` takes them. Labels absent from a file are not scored.
    model : str or Model
        A model's name, or a loaded model.

    Returns
    -------
    Evaluation
        Figures for each jurisdiction named in the files, and for all sentences together.

    Raises
    ------
    InputError
        If a file cannot be read as labelled sentences.
    ModelError
        If there is no such model.
    """
    paths = [gold] if isinstance(gold, str | Path) else list(gold)
    statements = [statement for path in paths for statement in read_labelled(path)]
    loaded = load_model(model) if isinstance(model, str) else model
    return Evaluation(model=loaded.title, groups=summarise_groups(judge(statements, loaded)))


def summarise_groups(judged: Judged) -> dict[str, Group]:
    """Give the figures of each jurisdiction, and of all sentences.

    Parameters
    ----------
    judged : Judged
        From `judge`.

    Returns
    -------
    dict of str to Group
        By jurisdiction in alphabetical order, then `all`.
    """
    groups = {
        str(name): summarise(judged, judged.jurisdictions == name)
        for name in np.unique(judged.jurisdictions)
        if name
    }
    return {**groups, ALL: summarise(judged, np.ones(len(judged.truth), dtype=bool))}


def summarise(judged: Judged, chosen: NDArray[np.bool_]) -> Group:
    """Give the figures of some of the sentences.

    Parameters
    ----------
    judged : Judged
        From `judge`.
    chosen : ndarray of bool
        Which sentences, shape (n_sentences,).

    Returns
    -------
    Group
        `n` sentences, `n_statements`, `macro_f1` over the labels that apply with its
        `macro_f1_interval`, `ece` and `document_accuracy` as means over labels,
        `spearman` between expected and true number of labels per statement, `labels` by name
        (`precision`, `recall`, `f1`, `f1_interval`, `positives`, `predicted`, `ece`,
        `document_accuracy`, `certain_threshold`: the lowest probability
        from which on 90% of the decisions are right), and `status` and `specific` where
        the file has them. A figure that is not defined is None: an F1 with neither a positive
        nor a prediction is left out of the mean. Intervals are 95%, by bootstrap over
        statements.
    """
    truth, proba, decided = judged.truth[chosen], judged.proba[chosen], judged.decided[chosen]
    rows, statements = np.unique(judged.statements[chosen], return_inverse=True)
    applies = (truth != NOT_ANNOTATED).any(axis=0)
    labels = [label for label, used in zip(judged.labels, applies, strict=True) if used]
    truth, proba, decided = truth[:, applies], proba[:, applies], decided[:, applies]
    group: Group = {"n": len(truth), "n_statements": int(statements.max(initial=-1)) + 1}

    if labels:
        counts = measures.outcomes(truth, decided, statements)
        intervals, macro_interval = measures.bootstrap(counts)
        covered, documents = judged.covered[rows][:, applies], judged.documents[rows][:, applies]
        scores = measures.f1_scores(counts.sum(axis=0))
        errors = [measures.calibration_error(truth[:, i], proba[:, i]) for i in range(len(labels))]
        accuracies = [
            _agreement(covered[:, i], documents[:, i] >= DISCLOSES) for i in range(len(labels))
        ]
        figures: dict[str, LabelFigures] = {}
        for i, label in enumerate(labels):
            precision, recall = measures.precision_recall(counts.sum(axis=0)[i])
            figures[label] = {
                "precision": figure(precision),
                "recall": figure(recall),
                "f1": figure(scores[i]),
                "f1_interval": [figure(end) for end in intervals[:, i]],
                "positives": int((truth[:, i] == 1).sum()),
                "predicted": int(decided[:, i].sum()),
                "ece": figure(errors[i]),
                "document_accuracy": figure(accuracies[i]),
                "certain_threshold": figure(measures.certain_threshold(truth[:, i], proba[:, i])),
            }
        known = covered != NOT_ANNOTATED
        group |= {
            "macro_f1": figure(float(measures.macro(scores))),
            "macro_f1_interval": [figure(end) for end in macro_interval],
            "ece": figure(float(np.mean(errors))),
            "document_accuracy": figure(float(np.mean(accuracies))),
            "spearman": figure(
                measures.rank_correlation(
                    (covered == 1).sum(axis=1), np.where(known, documents, 0.0).sum(axis=1)
                )
            ),
            "labels": figures,
        }
    return group | _status(judged, chosen) | _specific(judged, chosen)


def _agreement(covered: NDArray[np.int8], decided: NDArray[np.bool_]) -> float:
    known = covered != NOT_ANNOTATED
    return float(((covered == 1) == decided)[known].mean()) if known.any() else float("nan")


def _status(judged: Judged, chosen: NDArray[np.bool_]) -> Group:
    known = chosen & (judged.status != NO_STATUS)
    if not known.any():
        return {}
    truth, decided = judged.status[known], judged.status_decided[known]
    figures: dict[str, Figure] = {
        "n": len(truth),
        "accuracy": figure(float((truth == decided).mean())),
        "accuracy_of_always_done": figure(float((truth == "done").mean())),
    }
    return {"status": figures}


def _specific(judged: Judged, chosen: NDArray[np.bool_]) -> Group:
    known = chosen & (judged.specific != NOT_ANNOTATED)
    if not known.any():
        return {}
    truth, decided = judged.specific[known][:, None], judged.specific_decided[known][:, None]
    counts = measures.outcomes(truth, decided, np.zeros(len(truth), dtype=np.int64))[0, 0]
    precision, recall = measures.precision_recall(counts)
    figures: dict[str, Figure] = {
        "n": len(truth),
        "positives": int((truth == 1).sum()),
        "precision": figure(precision),
        "recall": figure(recall),
        "f1": figure(float(measures.f1_scores(counts))),
        "accuracy": figure(float(((truth == 1) == decided).mean())),
    }
    return {"specific": figures}


def figure(value: float) -> float | None:
    """Round to four decimals; None where a figure is not defined."""
    return None if np.isnan(value) else round(float(value), 4)
