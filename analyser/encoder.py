"""A small transformer of whole passages, run by onnxruntime."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analyser.features import Window
from analyser.passages import Batch, Chunk, cut, lay_out, pack, passages_of, weigh

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

NETWORK = "encoder.onnx"
TOKENIZER = "tokenizer.json"
N_TOKENS = 200
"""Of a chunk, as in training."""
N_STEP = 100
"""Tokens from one chunk to the next, so that nearly every sentence is read twice, at other
distances from the ends of a chunk, and the mean is taken; see docs/experiments.md."""
N_BATCH = N_TOKENS
"""Tokens read at once: one chunk, so that nothing is filled up, and no chunk changes the scale on
which another one's numbers are cut to 8 bits. Half as fast again as 2,048."""


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
        passages = passages_of(windows, lambda texts: tokenize(self.tokenizer, texts))
        chunks = [
            chunk
            for passage in passages
            for chunk in cut(passage, n_tokens=N_TOKENS, n_step=N_STEP)
            if max(chunk.rows) >= 0
        ]
        batches = list(pack(sorted(chunks, key=lambda chunk: chunk.n_tokens), N_BATCH))
        scores = np.zeros((len(windows), len(self.intercepts)))
        weights = np.zeros(len(windows))
        # Two readers of one core each are half as fast again as one reader of two cores.
        with ThreadPoolExecutor(max(1, min(n_cores(), len(batches)))) as readers:
            for held, answers in zip(batches, readers.map(self._read, batches), strict=True):
                rows = np.array([row for chunk in held for row in chunk.rows])
                weight = np.concatenate([weigh(chunk) for chunk in held])
                wanted = rows >= 0
                np.add.at(scores, rows[wanted], (answers * weight[:, None])[wanted])
                np.add.at(weights, rows[wanted], weight[wanted])
        averaged: NDArray[np.float64] = scores / weights[:, None]
        return averaged

    def _read(self, chunks: Sequence[Chunk]) -> NDArray[np.float32]:
        batch = lay_out(chunks)
        hidden = self.session.run(["hidden"], {"ids": batch.ids, "mask": batch.mask})[0]
        answers: NDArray[np.float32] = summarise(batch, hidden) @ self.weights + self.intercepts
        return answers


def n_cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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
    # Half of a surrogate pair is no character, and the tokenizer takes none.
    clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    encodings = tokenizer.encode_batch_fast(clean, add_special_tokens=False)
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


def open_session(path: Path) -> InferenceSession:
    """Open a network.

    Parameters
    ----------
    path : Path
        An ONNX file.

    Returns
    -------
    InferenceSession
        On the CPU, one core a call, silent but for errors.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        path.read_bytes(), options, providers=["CPUExecutionProvider"]
    )
