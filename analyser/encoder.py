"""A small transformer of whole passages, run by onnxruntime."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analyser.features import Window
from analyser.passages import Batch, cut, lay_out, pack, passages_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

NETWORK = "encoder.onnx"
TOKENIZER = "tokenizer.json"
N_CORE = 192
"""Tokens of a chunk that are answered for; set before any tuning, as the next two were."""
N_CONTEXT = 56
"""Tokens that a chunk shows on either side of these."""
N_BATCH = 2048
"""Tokens read at once."""


class Encoder:
    """Gives raw log-odds for sentences that it reads with what stands around them.

    Parameters
    ----------
    session : InferenceSession
        Takes `ids` and `mask` of shape (n_chunks, n_tokens) and gives `hidden`, of shape
        (n_chunks, n_tokens, n_hidden).
    tokenizer : Tokenizer
        Of the network's vocabulary.
    weights : ndarray of float32
        Of the head, shape (2 * n_hidden + 4, n_columns).
    intercepts : ndarray of float32
        Of the head, shape (n_columns,).
    """

    def __init__(
        self,
        session: InferenceSession,
        tokenizer: Tokenizer,
        weights: NDArray[np.float32],
        intercepts: NDArray[np.float32],
    ) -> None:
        self.session = session
        self.tokenizer = tokenizer
        self.weights = weights
        self.intercepts = intercepts

    @classmethod
    def load(cls, folder: Path, arrays: Mapping[str, NDArray[np.generic]]) -> Encoder:
        """Read the network beside a card that has been verified.

        Parameters
        ----------
        folder : Path
            The model folder, with `encoder.onnx` and `tokenizer.json`.
        arrays : mapping of str to ndarray
            With `head_weights` and `head_intercepts`.

        Returns
        -------
        Encoder
            Ready to read.
        """
        session = open_session(folder / NETWORK)
        tokenizer = load_tokenizer(folder / TOKENIZER)
        weights = arrays["head_weights"].astype(np.float32)
        return cls(session, tokenizer, weights, arrays["head_intercepts"].astype(np.float32))

    def log_odds(self, windows: Sequence[Window]) -> NDArray[np.float64]:
        """Read passages and give each sentence its raw scores.

        Parameters
        ----------
        windows : sequence of Window
            n_windows sentences; neighbours that name one another are read together.

        Returns
        -------
        ndarray of float
            Of shape (n_windows, n_columns).
        """
        scores = np.zeros((len(windows), len(self.intercepts)))
        passages = passages_of(windows, lambda texts: tokenize(self.tokenizer, texts))
        chunks = [
            chunk
            for passage in passages
            for chunk in cut(passage, n_core=N_CORE, n_context=N_CONTEXT)
        ]
        for batch_chunks in pack(sorted(chunks, key=lambda chunk: chunk.n_tokens), N_BATCH):
            batch = lay_out(batch_chunks)
            hidden = self.session.run(["hidden"], {"ids": batch.ids, "mask": batch.mask})[0]
            answered = summarise(batch, hidden) @ self.weights + self.intercepts
            start = 0
            for chunk in batch_chunks:
                for sentence in range(chunk.first, chunk.last):
                    row = chunk.passage.rows[sentence]
                    if row >= 0:
                        scores[row] = answered[start + sentence - chunk.start]
                start += chunk.stop - chunk.start
        return scores


def summarise(batch: Batch, hidden: NDArray[np.float32]) -> NDArray[np.float32]:
    """Describe each sentence by the mean of its tokens, its end mark and its place.

    Parameters
    ----------
    batch : Batch
        Of n_sentences sentences.
    hidden : ndarray of float32
        The network's answer, shape (n_chunks, n_tokens, n_hidden).

    Returns
    -------
    ndarray of float32
        Of shape (n_sentences, 2 * n_hidden + 4).
    """
    n_sentences, flat = len(batch.ends), hidden.reshape(-1, hidden.shape[-1])
    owner = batch.owner.ravel()
    owned = np.flatnonzero(owner < n_sentences)
    means = np.zeros((n_sentences, hidden.shape[-1]), dtype=np.float32)
    # The tokens of a sentence stand together, so a sum over each stretch is enough.
    starts = np.flatnonzero(np.diff(owner[owned], prepend=-1))
    if len(owned):
        sums = np.add.reduceat(flat[owned], starts, axis=0)
        sizes = np.diff(starts, append=len(owned))
        means[owner[owned][starts]] = sums / sizes[:, None]
    return np.concatenate([means, flat[batch.ends], batch.places], axis=1)


def tokenize(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """Give the tokens of each text, without marks.

    Parameters
    ----------
    tokenizer : Tokenizer
        From `load_tokenizer`.
    texts : sequence of str
        n_texts of them.

    Returns
    -------
    list of list of int
        n_texts of them.
    """
    encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    return [encoding.ids for encoding in encodings]


def load_tokenizer(path: Path) -> Tokenizer:
    """Read a tokenizer that neither cuts nor fills.

    Parameters
    ----------
    path : Path
        A `tokenizer.json`.

    Returns
    -------
    Tokenizer
        Ready to use.

    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(path.read_text(encoding="utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def open_session(path: Path, *, n_threads: int = 0) -> InferenceSession:
    """Open a network.

    Parameters
    ----------
    path : Path
        An ONNX file.
    n_threads : int
        Cores to use; 0 for all.

    Returns
    -------
    InferenceSession
        On the CPU, silent but for errors.

    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = n_threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        path.read_bytes(), options, providers=["CPUExecutionProvider"]
    )
