"""Turn a sentence and its neighbours into the numbers that a linear model weighs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from analyser import definitions, wordings
from analyser.cues import CUES, cues
from analyser.errors import StageOrderError
from analyser.terms import Terms

SEPARATOR = "\0"
"""Between the terms of a vocabulary on disk; no tokenizer lets it into a term."""
CONTEXT_WEIGHT = 0.6
"""What a neighbour's word counts against the sentence's own; set before any tuning."""
SHAPE_WEIGHT = 0.5
N_SHAPE = 6
SUBJECT_WEIGHT = 3.0
"""What a wording that a label's definition names counts against a single word."""
SUBJECTS = (*definitions.LABELS, *wordings.labels())
"""The label of each such wording; those of `definitions` come first."""
N_FOR_SOME = len(SUBJECTS) + len(CUES)
"""Columns that not every head is shown: the last ones."""
ANALYSERS: Mapping[str, Mapping[str, object]] = {
    "words": {"ngram_range": (1, 2), "min_df": 2},
    "characters": {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 3},
    "context": {"min_df": 3},
}


@dataclass(frozen=True, slots=True)
class Window:
    """One sentence with what stands around it."""

    sentence: str
    """The words of the sentence."""
    before: tuple[str, ...] = ()
    """The sentences before it, nearest last."""
    after: tuple[str, ...] = ()
    """The sentences after it, nearest first."""
    position: float | None = None
    """Where it stands in the statement, from 0 (first) to 1 (last); None when unknown."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a model says of a list of windows."""

    proba: NDArray[np.float64]
    """Calibrated probabilities of shape (n_windows, n_labels), each in [0, 1]."""
    status: tuple[str, ...]
    """`done`, `plan`, `none` or `vague` for each window."""
    specific: NDArray[np.bool_]
    """Whether each window gives a checkable particular, shape (n_windows,)."""
    alone: tuple[NDArray[np.float64], ...] = ()
    """What each model of a blend says by itself, of the shape of `proba`; () where it is none."""


class Featuriser:
    """TF-IDF of words and characters, of the neighbours' words, and the sentence's shape.

    Attributes
    ----------
    vectorisers_ : dict of str to TfidfVectorizer
        `words`, `characters` and `context`, once fitted.
    """

    def __init__(self) -> None:
        self.vectorisers_: dict[str, TfidfVectorizer] = {}
        self._terms_of: dict[str, Terms] = {}

    @property
    def n_features(self) -> int:
        """Number of columns that `transform` gives; 0 before fitting."""
        sizes = {name: len(fitted.vocabulary_) for name, fitted in self.vectorisers_.items()}
        if not sizes:
            return 0
        n_terms = sizes["words"] + sizes["characters"] + 2 * sizes["context"]
        return n_terms + N_SHAPE + N_FOR_SOME

    def fit(self, windows: Sequence[Window]) -> Featuriser:
        """Learn vocabularies and inverse document frequencies.

        Parameters
        ----------
        windows : sequence of Window
            The training sentences; their labels are not looked at.

        Returns
        -------
        Featuriser
            This object, fitted.
        """
        sentences = [window.sentence for window in windows]
        self.vectorisers_ = {name: vectoriser(name).fit(sentences) for name in ANALYSERS}
        self._terms_of = {}
        return self

    def transform(
        self, windows: Sequence[Window], found: NDArray[np.float32] | None = None
    ) -> csr_matrix:
        """Turn windows into a sparse matrix.

        Parameters
        ----------
        windows : sequence of Window
            Any number of sentences.
        found : ndarray of float32, optional
            What `subjects` gives for them, where that is known already.

        Returns
        -------
        csr_matrix
            Float32, of shape (n_windows, n_features): words, characters, words before,
            words after, shape, subjects, cues.

        Raises
        ------
        StageOrderError
            If the featuriser has not been fitted.
        """
        if not self.vectorisers_:
            raise StageOrderError("The featuriser has not been fitted.")
        found = subjects(windows) if found is None else found
        sentences = [window.sentence for window in windows]
        # The one looks at each word by itself, the other at each sentence.
        characters, context = self._terms("characters"), self._terms("context")

        return hstack(
            [
                self.vectorisers_["words"].transform(sentences),
                characters.transform([sentence.lower().split() for sentence in sentences]),
                context.transform([window.before for window in windows]) * CONTEXT_WEIGHT,
                context.transform([window.after for window in windows]) * CONTEXT_WEIGHT,
                csr_matrix(shapes(windows) * SHAPE_WEIGHT),
                csr_matrix(found * SUBJECT_WEIGHT),
                csr_matrix(cues(sentences)),
            ],
            format="csr",
            dtype=np.float32,
        )

    def _terms(self, name: str) -> Terms:
        if name not in self._terms_of:
            self._terms_of[name] = Terms(self.vectorisers_[name])
        return self._terms_of[name]

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Give everything learnt as plain arrays, for a file that runs no code on loading."""
        arrays: dict[str, NDArray[np.generic]] = {}
        for name, fitted in self.vectorisers_.items():
            terms = sorted(fitted.vocabulary_, key=fitted.vocabulary_.__getitem__)
            text = SEPARATOR.join(terms).encode("utf-8")
            arrays[f"{name}_terms"] = np.frombuffer(text, dtype=np.uint8)
            arrays[f"{name}_idf"] = fitted.idf_.astype(np.float32)
        return arrays

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Featuriser:
        """Rebuild a fitted featuriser from what `to_arrays` gave.

        Parameters
        ----------
        arrays : mapping of str to ndarray
            The arrays by name; others are ignored.

        Returns
        -------
        Featuriser
            Transforms exactly as the one that was saved, up to float32 rounding.
        """
        featuriser = cls()
        for name in ANALYSERS:
            terms = arrays[f"{name}_terms"].tobytes().decode("utf-8").split(SEPARATOR)
            vocabulary = {term: index for index, term in enumerate(terms)}
            loaded = vectoriser(name, vocabulary=vocabulary)
            loaded.idf_ = arrays[f"{name}_idf"]
            featuriser.vectorisers_[name] = loaded
        return featuriser


def vectoriser(name: str, *, vocabulary: Mapping[str, int] | None = None) -> TfidfVectorizer:
    """Build one of the three vectorisers.

    Parameters
    ----------
    name : str
        `words`, `characters` or `context`.
    vocabulary : mapping of str to int, optional
        Terms already learnt, with their columns.

    Returns
    -------
    TfidfVectorizer
        Not fitted, or ready for its `idf_` when a vocabulary is given.
    """
    settings = dict(ANALYSERS[name])
    if vocabulary is not None:
        settings.pop("min_df")
    return TfidfVectorizer(sublinear_tf=True, dtype=np.float32, vocabulary=vocabulary, **settings)


def shapes(windows: Sequence[Window]) -> NDArray[np.float32]:
    """Measure position, length, digits and capitals.

    Parameters
    ----------
    windows : sequence of Window
        Any number of sentences.

    Returns
    -------
    ndarray of float32
        Of shape (n_windows, 6); the three columns of position are 0 where it is unknown.
    """
    rows = np.zeros((len(windows), N_SHAPE), dtype=np.float32)
    for row, window in zip(rows, windows, strict=True):
        position = window.position
        if position is not None:
            row[:3] = position, position**4, (1.0 - position) ** 4
        row[3:] = (
            np.log1p(len(window.sentence)) / 6.0,
            bool(re.search(r"\d", window.sentence)),
            window.sentence.isupper(),
        )
    return rows


def subjects(windows: Sequence[Window]) -> NDArray[np.float32]:
    """Look for wordings that name what a label is about.

    Parameters
    ----------
    windows : sequence of Window
        Any number of sentences.

    Returns
    -------
    ndarray of float32
        Of shape (n_windows, n_subjects), in the order of `SUBJECTS`: 1 where it occurs, else 0.
    """
    found = np.zeros((len(windows), len(SUBJECTS)), dtype=np.float32)
    n = len(definitions.LABELS)
    for row, window in zip(found, windows, strict=True):
        row[:n] = definitions.found_in(window.sentence)
        for place in wordings.named_in(window.sentence):
            row[n + place] = 1
    return found


def told(found: NDArray[np.float32]) -> NDArray[np.float32]:
    """Choose the wordings that are weighed beside the scores of both models, too.

    Parameters
    ----------
    found : ndarray of float32
        As `subjects` gives it.

    Returns
    -------
    ndarray of float32
        Of shape (n_windows, n_told): those of `definitions`.
    """
    return found[:, : len(definitions.LABELS)]
