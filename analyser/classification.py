"""Give each Sentence a probability for each label, and keep the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analyser.errors import StageOrderError
from analyser.survivor import SURVIVOR_LABELS, find_survivor_evidence, survivor_proba
from analyser.taxonomy import applicable
from analyser.types import Evidence, Statement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analyser.features import Prediction, Window
    from analyser.modelstore import Model

NEVER = 2.0
"""More than any probability: where nothing is known, no decision is certain."""
N_NEIGHBOURS = 2
"""Sentences on either side that the model sees; it is trained with as many."""


def classify(statement: Statement, model: Model) -> Statement:
    """Find the sentences that carry each label.

    Parameters
    ----------
    statement : Statement
        A segmented statement with n_sentences sentences.
    model : Model
        Gives calibrated probabilities of shape (n_sentences, n_labels), each in [0, 1].

    Returns
    -------
    Statement
        The same statement with `labels`, `label_proba` and `evidence` filled, the last in order
        of sentence, then label. Where no sentence reaches a label's threshold, the closest one
        is kept; it does not count, unless the statement as a whole is held to carry the label.
        Labels that do not apply in the statement's jurisdiction are not looked for. The
        survivor-centred labels, which rules find and no model, come last.

    Raises
    ------
    StageOrderError
        If the statement has not been segmented.
    """
    prediction = predict(statement, model)
    labels = applicable(model.labels, statement.source.jurisdiction)
    proba = zip(model.labels, model.document_proba(prediction), strict=True)
    covered = {
        label: round(float(whole), 6)
        for label, whole in proba
        if label in model.labels_of_statements
    }
    evidence = tuple(collect(statement, model, prediction, labels, covered=covered))
    survivor = find_survivor_evidence(
        statement, evidence, status=prediction.status, specific=prediction.specific.tolist()
    )
    label_proba = tuple(covered.get(label) for label in labels)
    return replace(
        statement,
        labels=(*labels, *SURVIVOR_LABELS),
        label_proba=(*label_proba, *survivor_proba(survivor)),
        # Stable: of one sentence, the model's labels come first.
        evidence=tuple(sorted((*evidence, *survivor), key=lambda item: item.sentence.index)),
    )


def predict(
    statement: Statement, model: Model, *, windows: Sequence[Window] | None = None
) -> Prediction:
    """Give every sentence of a statement its probabilities.

    Parameters
    ----------
    statement : Statement
        A segmented statement with n_sentences sentences.
    model : Model
        The classifier.
    windows : sequence of Window, optional
        The sentences with their neighbours, where these are known better than from the
        statement; n_sentences of them.

    Returns
    -------
    Prediction
        With `proba` of shape (n_sentences, n_labels).

    Raises
    ------
    StageOrderError
        If the statement has not been segmented.
    """
    return model.predict(windows_of(statement) if windows is None else windows)


def windows_of(statement: Statement) -> list[Window]:
    """Show each sentence with its neighbours.

    Parameters
    ----------
    statement : Statement
        A segmented statement with n_sentences sentences.

    Returns
    -------
    list of Window
        n_sentences of them, with up to two sentences on either side.

    Raises
    ------
    StageOrderError
        If the statement has not been segmented.
    """
    from analyser.features import Window

    if statement.sentences is None:
        raise StageOrderError(f'The statement "{statement.source.id}" has not been segmented.')
    quotes = [" ".join(statement.quote(sentence).split()) for sentence in statement.sentences]
    last = max(len(quotes) - 1, 1)
    return [
        Window(
            sentence=quote,
            before=tuple(quotes[max(index - N_NEIGHBOURS, 0) : index]),
            after=tuple(quotes[index + 1 : index + 1 + N_NEIGHBOURS]),
            position=index / last,
        )
        for index, quote in enumerate(quotes)
    ]


def carried(prediction: Prediction, model: Model) -> NDArray[np.bool_]:
    """Decide which sentence is held to carry which label.

    Parameters
    ----------
    prediction : Prediction
        Of the same model.
    model : Model
        Gives the thresholds.

    Returns
    -------
    ndarray of bool
        Of shape (n_sentences, n_labels).
    """
    import numpy as np

    thresholds = np.array([model.thresholds[label] for label in model.labels])
    decisions: NDArray[np.bool_] = thresholds <= prediction.proba
    return decisions


def collect(
    statement: Statement,
    model: Model,
    prediction: Prediction,
    labels: Sequence[str],
    *,
    covered: Mapping[str, float],
) -> Iterator[Evidence]:
    """Keep the sentences that carry a label, and the closest where none does.

    Parameters
    ----------
    statement : Statement
        A segmented statement with n_sentences sentences.
    model : Model
        The classifier.
    prediction : Prediction
        What it says of the n_sentences.
    labels : sequence of str
        Those to keep evidence of.
    covered : mapping of str to float
        The probability that the statement as a whole carries a label, where that was learnt.

    Yields
    ------
    Evidence
        In order of sentence, then label.
    """
    import numpy as np

    if not statement.sentences:
        return
    kept = carried(prediction, model)
    is_found = np.asarray(kept.any(axis=0))
    for missed in np.flatnonzero(~is_found):
        kept[prediction.proba[:, missed].argmax(), missed] = True

    columns = [(model.labels.index(label), label) for label in labels]
    for sentence in statement.sentences:
        quote = " ".join(statement.quote(sentence).split())
        for column, label in columns:
            if kept[sentence.index, column]:
                proba = round(float(prediction.proba[sentence.index, column]), 6)
                surely = model.certain_from.get(label, NEVER)
                yield Evidence(
                    label=label,
                    sentence=sentence,
                    quote=quote,
                    proba=proba,
                    threshold=model.thresholds[label],
                    status=prediction.status[sentence.index],
                    specific=bool(prediction.specific[sentence.index]),
                    model=model.title,
                    is_certain=surely <= proba,
                    whole_proba=0.0 if is_found[column] else covered.get(label, 0.0),
                )
