"""Count and weigh the terms of texts as scikit-learn does, but each part that recurs only once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

MAX_KEPT = 50_000
"""Parts that are remembered; when there are more, it begins anew."""


class Terms:
    """Gives what a fitted vectoriser gives for texts whose parts can be looked at one by one.

    Parameters
    ----------
    vectoriser : TfidfVectorizer
        Fitted, or with a vocabulary and its `idf_`; with sublinear counts and no stop words.
        No term of its may reach across two parts.

    Notes
    -----
    The words of a statement recur, and each sentence is a neighbour of four others. Their terms
    take most of the time of a linear model.
    """

    def __init__(self, vectoriser: TfidfVectorizer) -> None:
        self.vectoriser = vectoriser
        # `vocabulary_` is there only once the vectoriser has been fitted.
        self.vocabulary = vectoriser.vocabulary or vectoriser.vocabulary_
        self.idf = vectoriser.idf_
        self.analyse = vectoriser.build_analyzer()
        self._kept: dict[str, NDArray[np.int32]] = {}

    def __getstate__(self) -> dict[str, object]:
        """Leave what is remembered behind when it goes to another process."""
        return {**self.__dict__, "_kept": {}}

    def transform(self, texts: Sequence[Sequence[str]]) -> csr_matrix:
        """Turn texts into a sparse matrix.

        Parameters
        ----------
        texts : sequence of sequence of str
            n_texts of them, at least one, each in parts.

        Returns
        -------
        csr_matrix
            Float32, of shape (n_texts, n_terms): each row has the length 1, or 0 without a term.
        """
        if len(self._kept) > MAX_KEPT:
            self._kept.clear()
        none = np.zeros(0, dtype=np.int32)
        rows = [np.concatenate([none, *map(self._columns, text)]) for text in texts]
        columns = np.concatenate([none, *rows])
        counts = csr_matrix(
            (np.ones(len(columns), dtype=np.float32), columns, np.cumsum([0, *map(len, rows)])),
            shape=(len(texts), len(self.vocabulary)),
        )
        counts.sum_duplicates()
        counts.data = (np.log(counts.data) + 1.0) * self.idf[counts.indices]
        return normalize(counts, copy=False)

    def _columns(self, part: str) -> NDArray[np.int32]:
        """Give the column of each term of one part, as often as it occurs."""
        found = self._kept.get(part)
        if found is None:
            known = map(self.vocabulary.get, self.analyse(part))
            found = np.array([column for column in known if column is not None], dtype=np.int32)
            self._kept[part] = found
        return found
