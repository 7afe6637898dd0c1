"""A small transformer of whole passages, run by onnxruntime."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analyser.features import Window
from analyser.passages import Batch, Chunk, Passage, between, cut, lay_out, passages_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

NETWORKS = ("encoder-1.onnx", "encoder-2.onnx")
ARRAYS = "encoder.npz"
"""The embeddings of words, which the networks share, and a head for each network."""
TOKENIZER = "tokenizer.json"
N_TOKENS = 200
"""Of a chunk, as in training. One chunk is read at once, so that nothing is filled up, and no
chunk changes the scale on which another one's numbers are cut to 8 bits."""


class Encoder:
    """Gives raw log-odds for sentences that it reads with what stands around them.

    Parameters
    ----------
    sessions : sequence of InferenceSession
        n_networks of them; each takes `words`, of shape (1, n_tokens, n_hidden), and `mask`, of
        shape (1, n_tokens), and gives `hidden`, of the shape of `words`.
    tokenizer : Tokenizer
        Of the networks' vocabulary.
    arrays : mapping of str to ndarray
        `words` of int8, shape (n_words, n_hidden), and `word_scales` of float32, by which each
        is multiplied; `head_weights`, shape (n_networks, 2 * n_hidden + 4, n_columns), and
        `head_intercepts`, shape (n_networks, n_columns).
    """

    def __init__(
        self,
        sessions: Sequence[InferenceSession],
        tokenizer: Tokenizer,
        arrays: Mapping[str, NDArray[np.generic]],
    ) -> None:
        self.index = 0
        """Place of the first network; one that is tried alone may stand at another."""
        self.sessions = sessions
        self.tokenizer = tokenizer
        self.words = arrays["words"].astype(np.int8)
        self.scales = arrays["word_scales"].astype(np.float32)
        self.weights = arrays["head_weights"].astype(np.float32)
        self.intercepts = arrays["head_intercepts"].astype(np.float32)

    @classmethod
    def load(cls, folder: Path) -> Encoder:
        """Read the networks beside a card that has been verified.

        Parameters
        ----------
        folder : Path
            With `encoder-1.onnx`, `encoder-2.onnx`, `encoder.npz` and `tokenizer.json`.

        Returns
        -------
        Encoder
            Ready to read.
        """
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            names = NETWORKS[: len(arrays["head_weights"])]
            return cls(
                [open_session(folder / name) for name in names],
                load_tokenizer(folder / TOKENIZER),
                dict(arrays),
            )

    @property
    def n_columns(self) -> int:
        """How many scores a sentence gets."""
        return int(self.intercepts.shape[1])

    def log_odds(self, windows: Sequence[Window]) -> NDArray[np.float64]:
        """Read passages and give each sentence its raw scores.

        Parameters
        ----------
        windows : sequence of Window
            n_windows sentences; neighbours that name one another are read together.

        Returns
        -------
        ndarray of float
            Of shape (n_windows, n_columns): the mean over the networks.
        """
        passages = passages_of(windows, lambda texts: tokenize(self.tokenizer, texts))
        jobs = [
            (network, chunk)
            for passage in passages
            for network, chunk in self._share_out(passage)
            if max(chunk.rows) >= 0
        ]
        scores = np.zeros((len(windows), self.n_columns))
        # Two readers of one core each are half as fast again as one reader of two cores.
        with ThreadPoolExecutor(max(1, min(n_cores(), len(jobs)))) as readers:
            answers = readers.map(lambda job: self._read(*job), jobs)
            for (_, chunk), answer in zip(jobs, answers, strict=True):
                rows = np.array(chunk.rows)
                scores[rows[rows >= 0]] += answer[rows >= 0]
        averaged: NDArray[np.float64] = scores / len(self.sessions)
        return averaged

    def _share_out(self, passage: Passage) -> Iterator[tuple[int, Chunk]]:
        """Let every other network cut elsewhere, so that no sentence stands at an end for all."""
        chunks = list(cut(passage, n_tokens=N_TOKENS))
        for network in range(len(self.sessions)):
            for chunk in between(chunks) if (network + self.index) % 2 else chunks:
                yield network, chunk

    def _read(self, network: int, chunk: Chunk) -> NDArray[np.float32]:
        batch = lay_out([chunk])
        words = self.words[batch.ids] * self.scales[batch.ids][..., None]
        given = {"words": words.astype(np.float32, copy=False), "mask": batch.mask}
        hidden = self.sessions[network].run(["hidden"], given)[0]
        answers: NDArray[np.float32] = (
            summarise(batch, hidden) @ self.weights[network] + self.intercepts[network]
        )
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

    Raises
    ------
    ValueError
        If it is none.
    """
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_str(path.read_text(encoding="utf-8"))
    except Exception as error:
        # The library raises nothing more precise.
        raise ValueError(f'"{path.name}" is no tokenizer: {error}') from error
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

    Raises
    ------
    ValueError
        If it is no network that can be run.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            path.read_bytes(), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        # The errors of onnxruntime have no class in common below this one.
        raise ValueError(f'"{path.name}" is no network that can be run: {error}') from error
