"""Find where a model errs: which labels it takes for which, and in what kind of statement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from analyser import measures
from analyser.classification import windows_of
from analyser.evaluation import figure, summarise
from analyser.judgement import Judged
from analyser.labelled import LabelledStatement

N_PAIRS = 12
N_PARTS = 3
MIN_POSITIVES = 50
"""A curve over fewer positives shows chance."""
BROKEN = re.compile(
    r"^[a-zß-öø-ÿ]|[a-zß-öø-ÿ]{2}[A-Z][a-z]|[^\W_]{26}|[\x00-\x08\x0b-\x1f\ufffd\ufffe]|\b[A-Za-z]\s[a-z]\s[a-z]\b"
)
"""A sentence that starts in the middle, words or letters that were joined or parted, characters
that no text holds: what extraction leaves."""

Shortcomings = dict[str, object]


def analyse(judged: Judged, statements: Sequence[LabelledStatement]) -> Shortcomings:
    """Find where a model errs.

    Parameters
    ----------
    judged : Judged
        Of n_statements statements.
    statements : sequence of LabelledStatement
        The same statements, in the same order, where they are whole; () for scattered sentences.

    Returns
    -------
    dict
        `reliability`: by label with at least 50 positives, bins of mean probability, observed
        frequency and sentences. `confusions`: rows of the label decided, the true label and the
        number of sentences, most frequent first. `by_length` and `by_noise`, of whole statements:
        these in three parts of equal number, by sentences and by the share of broken ones; rows
        of the part's lower and upper end, statements, macro-F1 and its 95% interval.
    """
    curves = {
        label: [[figure(stated), figure(observed), n] for stated, observed, n in bins]
        for column, label in enumerate(judged.labels)
        if (judged.truth[:, column] == 1).sum() >= MIN_POSITIVES
        for bins in [measures.reliability(judged.truth[:, column], judged.proba[:, column])]
    }
    found: Shortcomings = {"reliability": curves, "confusions": confusions(judged)}
    if statements:
        found["by_length"] = _by_part(judged, statements, lambda texts: float(len(texts)))
        found["by_noise"] = _by_part(judged, statements, share_broken)
    return found


def share_broken(texts: Sequence[str]) -> float:
    """Give the share of sentences that extraction has damaged, in [0, 1]."""
    return sum(bool(BROKEN.search(text)) for text in texts) / max(len(texts), 1)


def confusions(judged: Judged) -> list[list[str | int]]:
    """Count the sentences in which one label was decided for another one.

    Parameters
    ----------
    judged : Judged
        Of any sentences.

    Returns
    -------
    list of list
        The label that was decided and is not true, the label that is true and was not decided,
        and the number of sentences with both errors; the twelve most frequent pairs.
    """
    false = judged.decided & (judged.truth == 0)
    missed = ~judged.decided & (judged.truth == 1)
    counts: Counter[tuple[str, str]] = Counter()
    for row in np.flatnonzero(false.any(axis=1) & missed.any(axis=1)):
        counts.update(
            (judged.labels[decided], judged.labels[true])
            for decided in np.flatnonzero(false[row])
            for true in np.flatnonzero(missed[row])
        )
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [[*pair, n] for pair, n in ordered[:N_PAIRS]]


def _by_part(
    judged: Judged,
    statements: Sequence[LabelledStatement],
    measure: Callable[[Sequence[str]], float],
) -> list[list[float | int | None]]:
    """Measure the statements in parts of equal number, from the least of something to the most."""
    amounts = np.array(
        [
            measure([part.sentence for part in item.windows or windows_of(item.statement)])
            for item in statements
        ]
    )
    rows: list[list[float | int | None]] = []
    for part in np.array_split(np.argsort(amounts, kind="stable"), N_PARTS):
        if not len(part):
            continue
        group = summarise(judged, np.isin(judged.statements, part))
        low, high = group.get("macro_f1_interval", (None, None))  # type: ignore[misc]
        ends = [figure(float(end)) for end in (amounts[part].min(), amounts[part].max())]
        rows.append([*ends, len(part), group.get("macro_f1"), low, high])  # type: ignore[list-item]
    return rows
