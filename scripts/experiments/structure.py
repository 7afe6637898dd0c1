"""Candidates that look at the order of sentences, or at what labels say of one another."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from bench import Scorer
from candidates import by_label, regression, subject
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from analyser.features import Featuriser, Window
from analyser.fitting import NEVER, C, Samples, choose
from analyser.labelled import NOT_ANNOTATED
from analyser.linear import sigmoid

MAX_LEAD_IN = 80
"""Characters of a line that is held to be a heading."""


def with_lead_ins(samples: Samples) -> Scorer:
    """Add the words of the heading, or of the line ending in a colon, that a sentence is under.

    A window holds two sentences on either side, so statements are put together from them.
    """
    samples = choose(samples, samples.weight > 0)
    featuriser = Featuriser().fit(samples.windows)
    heads = TfidfVectorizer(sublinear_tf=True, min_df=2, dtype=np.float32)
    heads.fit(lead_ins(samples.windows))

    def describe(windows: Sequence[Window]) -> csr_matrix:
        return hstack(
            [subject(featuriser, windows), heads.transform(lead_ins(windows))], format="csr"
        )

    return by_label(samples, describe, regression)


def lead_ins(windows: Sequence[Window]) -> list[str]:
    """Give the last heading or lead-in before each sentence; "" where there is none."""
    found, heading, lead = [], "", ""
    for index, window in enumerate(windows):
        previous = windows[index - 1].sentence if index else None
        if not window.before or window.before[-1] != previous:
            heading = lead = ""
            for text in window.before:
                heading, lead = _under(text, heading, lead)
        else:
            heading, lead = _under(previous or "", heading, lead)
        found.append(f"{heading} {lead}")
    return found


def _under(text: str, heading: str, lead: str) -> tuple[str, str]:
    text = text.strip()
    if text.endswith(":"):
        return heading, text
    if len(text) <= MAX_LEAD_IN and not re.search(r"[.;,]$", text) and text[:1].isupper():
        return text, ""
    # A list goes on as long as its items are short or end in a semicolon.
    return heading, lead if text.endswith(";") or len(text) < 2 * MAX_LEAD_IN else ""


def chain(samples: Samples) -> Scorer:
    """Let each label see what is said of those before it, the most frequent first."""
    samples = choose(samples, samples.weight > 0)
    featuriser = Featuriser().fit(samples.windows)
    X = subject(featuriser, samples.windows)
    order = np.argsort(-(samples.truth == 1).sum(axis=0), kind="stable")
    told: list[NDArray] = []
    heads = []
    for column in order:
        described = hstack([X, csr_matrix(np.array(told).T)], format="csr") if told else X
        known = np.flatnonzero(samples.truth[:, column] != NOT_ANNOTATED)
        y, weight = samples.truth[known, column], samples.weight[known]
        if len(np.unique(y)) < 2:
            heads.append(None)
            told.append(np.zeros(X.shape[0]))
            continue
        model = LogisticRegression(C=C, class_weight="balanced", solver="liblinear")
        # Those before it are seen as they will be at the time of use: not knowing the answer.
        unseen = np.zeros(X.shape[0])
        unseen[known] = cross_val_predict(
            model, described[known], y, groups=samples.groups[known], cv=GroupKFold(3),
            method="predict_proba", params={"sample_weight": weight},
        )[:, 1]  # fmt: skip
        model.fit(described[known], y, sample_weight=weight)
        rest = np.setdiff1d(np.arange(X.shape[0]), known)
        if len(rest):
            unseen[rest] = model.predict_proba(described[rest])[:, 1]
        heads.append(model)
        told.append(unseen)

    def speak(windows: Sequence[Window]) -> NDArray[np.float64]:
        X = subject(featuriser, windows)
        scores = np.full((len(windows), len(order)), NEVER)
        told: list[NDArray] = []
        for column, head in zip(order, heads, strict=True):
            described = hstack([X, csr_matrix(np.array(told).T)], format="csr") if told else X
            if head is not None:
                scores[:, column] = head.decision_function(described)
            told.append(sigmoid(scores[:, column]))
        return scores

    return speak
