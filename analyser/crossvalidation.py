"""Measure a whole training procedure on statements that it has not seen."""

from __future__ import annotations

import dataclasses
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from analyser.blending import Mix
from analyser.classification import windows_of
from analyser.encoder import NETWORK, Encoder, load_tokenizer, open_session
from analyser.fitting import Samples, best_threshold, choose, fit, samples_of
from analyser.judgement import Judged, judge, lay_beside
from analyser.labelled import NOT_ANNOTATED, STATUSES, LabelledStatement
from analyser.trainingdata import TrainingData

N_FOLDS = 5
VERSION = "1.1.0"
MIX_PENALTY = 1000.0
"""Inverse regularisation of the mix: it has three numbers a column, so hardly any is needed."""
NEVER = -30.0
"""Log-odds of a label that the training part has no example of."""


@dataclass(frozen=True)
class Part:
    """The test statements of one fold in one corpus, with what both models say of them."""

    statements: Sequence[LabelledStatement]
    """None of which the models have seen."""
    linear: Sequence[NDArray[np.float64]]
    """Log-odds of each, shape (n_sentences, n_columns)."""
    encoder: Sequence[NDArray[np.float64]]
    """Raw scores of each, of the same shapes; () where no encoder was trained."""
    judged: Judged
    """The decisions of the linear model alone."""


def folds_of(data: TrainingData, *, random_state: int = 0) -> list[NDArray[np.str_]]:
    """Share the statements out among folds, each jurisdiction evenly.

    Parameters
    ----------
    data : TrainingData
        The labelled statements; those of `gold` and `practices` are shared out.
    random_state : int
        Seed.

    Returns
    -------
    list of ndarray of str
        The ids of the test statements of each of five folds; all sentences of a statement, from
        whichever corpus, are in one.
    """
    jurisdictions = {item.id: item.jurisdiction for item in [*data.gold, *data.practices]}
    ids = np.array(sorted(jurisdictions))
    sizes = Counter(jurisdictions.values())
    # A jurisdiction too small to have a statement in every fold is not kept apart.
    strata = np.array(
        [str(name) if sizes[name := jurisdictions[id_]] >= N_FOLDS else "" for id_ in ids]
    )
    folds = StratifiedGroupKFold(N_FOLDS, shuffle=True, random_state=random_state)
    return [ids[test] for _, test in folds.split(ids, strata, ids)]


def leave_out(
    data: TrainingData,
    samples: Samples,
    test: NDArray[np.str_],
    *,
    base: Mapping[str, object] | None = None,
    random_state: int = 0,
) -> dict[str, Part]:
    """Fit on every statement but those of one fold, and judge these.

    Parameters
    ----------
    data : TrainingData
        The labelled statements.
    samples : Samples
        The same statements, laid out.
    test : ndarray of str
        The statements to leave out.
    base : mapping, optional
        Weights of an encoder that saw no expert label; without it no encoder is trained.
    random_state : int
        Seed of the encoder's training.

    Returns
    -------
    dict of str to Part
        By corpus: `aims` and, where there are any, `practices`.
    """
    train = choose(samples, ~np.isin(samples.groups, test))
    linear = fit(train, name="fold", version=VERSION)
    encoder = None if base is None else train_encoder(train, base, random_state=random_state)
    unseen = set(test.tolist())
    corpora = {"aims": data.gold, "practices": data.practices}
    parts = {}
    for name, corpus in corpora.items():
        statements = [item for item in corpus if item.id in unseen]
        if not statements:
            continue
        windows = [item.windows or windows_of(item.statement) for item in statements]
        parts[name] = Part(
            statements=statements,
            linear=[linear.log_odds(part) for part in windows],
            encoder=[encoder.log_odds(part) for part in windows] if encoder else (),
            judged=judge(statements, linear),
        )
    return parts


def train_encoder(
    samples: Samples, base: Mapping[str, object], *, random_state: int, folder: Path | None = None
) -> Encoder:
    """Fine-tune the encoder on expert labels, and turn it into the form in which it is run.

    Parameters
    ----------
    samples : Samples
        The training sentences; those of weight 1 are used.
    base : mapping
        Weights after the machine-labelled statements.
    random_state : int
        Seed.
    folder : Path, optional
        Where its files are to stay; without it they are not kept.

    Returns
    -------
    Encoder
        With 8-bit weights, as it will be shipped.
    """
    from analyser import finetuning, network

    trained = finetuning.new_network(len(samples.labels) + len(STATUSES) + 1, base)
    expert = finetuning.merge(choose(samples, samples.weight == 1.0))
    finetuning.fine_tune(
        trained, expert, n_epochs=finetuning.N_EPOCHS["gold"], random_state=random_state
    )
    tokenizer = load_tokenizer(finetuning.pretrained_folder() / "tokenizer.json")
    with tempfile.TemporaryDirectory() as temporary:
        path = (folder or Path(temporary)) / NETWORK
        head = network.export(trained, path)
        session = open_session(path, n_threads=1)
    return Encoder(session, tokenizer, head["head_weights"], head["head_intercepts"])


def fit_mix(parts: Sequence[Part], labels: Sequence[str]) -> Mix:
    """Learn what each model counts, calibrate, and set thresholds.

    Parameters
    ----------
    parts : sequence of Part
        Scores of statements that the models had not seen.
    labels : sequence of str
        In the order of the columns.

    Returns
    -------
    Mix
        One regression on two scores for each label and for specificity. Its thresholds
        maximise F1 on the same statements.
    """
    linear = np.concatenate([rows for part in parts for rows in part.linear])
    encoder = np.concatenate([rows for part in parts for rows in part.encoder])
    truth = np.concatenate([_truth(item, labels) for part in parts for item in part.statements])
    weights = np.zeros((len(labels) + 1, 2))
    intercepts = np.full(len(labels) + 1, NEVER)
    thresholds = [1.0] * (len(labels) + 1)
    for column in range(len(labels) + 1):
        source = column if column < len(labels) else -1
        known = truth[:, column] != NOT_ANNOTATED
        X = np.stack([linear[known, source], encoder[known, source]], axis=1)
        y = truth[known, column]
        if len(np.unique(y)) < 2:
            continue
        regression = LogisticRegression(C=MIX_PENALTY, max_iter=1000).fit(X, y)
        weights[column], intercepts[column] = regression.coef_[0], regression.intercept_[0]
        thresholds[column] = best_threshold(y, regression.decision_function(X))
    return Mix(weights[:, 0], weights[:, 1], intercepts, tuple(thresholds))


def _truth(labelled: LabelledStatement, labels: Sequence[str]) -> NDArray[np.int8]:
    """Lay out the labels that apply, and specificity last."""
    samples = samples_of([labelled], labels)
    return np.column_stack([samples.truth, samples.specific])


def judge_mix(folds: Sequence[Mapping[str, Part]], labels: Sequence[str]) -> dict[str, Judged]:
    """Judge every fold by a mix that was learnt on the others.

    Parameters
    ----------
    folds : sequence of mapping
        From `leave_out`, with encoders.
    labels : sequence of str
        In the order of the columns.

    Returns
    -------
    dict of str to Judged
        By corpus.

    Notes
    -----
    The encoders whose scores a mix is learnt on had seen labels of the fold that is judged, so
    this is cross-fitting and not full nesting, which would take three times the training. The
    mix has three numbers and a threshold a label. For the linear model, where both can be had,
    they agree (see the card).
    """
    found: dict[str, list[Judged]] = {}
    for fold in folds:
        others = [part for other in folds if other is not fold for part in other.values()]
        mix = fit_mix(others, labels)
        thresholds = dict(zip(labels, mix.thresholds, strict=False))
        for name, part in fold.items():
            predictions = [
                mix.predict(*scores, STATUSES)
                for scores in zip(part.linear, part.encoder, strict=True)
            ]
            judged = lay_beside(part.statements, predictions, thresholds)
            found.setdefault(name, []).append(judged)
    return {name: concatenate(parts) for name, parts in found.items()}


def judge_linear(folds: Sequence[Mapping[str, Part]]) -> dict[str, Judged]:
    """Gather the decisions of the linear model, by corpus."""
    names = {name for fold in folds for name in fold}
    return {
        name: concatenate([fold[name].judged for fold in folds if name in fold])
        for name in sorted(names)
    }


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
