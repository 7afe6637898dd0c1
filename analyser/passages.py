"""Lay sentences out as an encoder reads them: whole passages, cut into chunks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analyser.features import Window

CLS, SEP, PAD = 101, 102, 0
"""Tokens of the BERT vocabulary: start of a chunk, end of a sentence, filling."""
MAX_SENTENCE_TOKENS = 96
"""The rest of a longer sentence is not read; 0.4% of the labelled sentences are longer."""
MAX_SENTENCE_CHARACTERS = 2000
"""Cut before the tokenizer, so that no document makes it work for long."""
MAX_CHUNK_TOKENS = 384
"""The network knows no place beyond this one."""
N_PLACE = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences as tokens; for some of them an answer is wanted."""

    tokens: tuple[tuple[int, ...], ...]
    """Of each sentence, without marks."""
    places: NDArray[np.float32]
    """Of shape (n_sentences, 4): where each stands in its statement, or zeros."""
    rows: tuple[int, ...]
    """Which row of the answer each sentence fills; -1 for one that is only context."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a passage that is read at once."""

    passage: Passage
    """Of which it is a part."""
    start: int
    """Its first sentence."""
    stop: int
    """The sentence after its last."""

    @property
    def tokens(self) -> tuple[tuple[int, ...], ...]:
        """Those of each of its sentences."""
        return self.passage.tokens[self.start : self.stop]

    @property
    def rows(self) -> tuple[int, ...]:
        """Which row of the answer each of its sentences fills; -1 for context."""
        return self.passage.rows[self.start : self.stop]

    @property
    def n_tokens(self) -> int:
        """Its length with marks."""
        return 1 + sum(len(part) + 1 for part in self.tokens)


@dataclass(frozen=True, slots=True)
class Batch:
    """Chunks as the network takes them, and where their sentences lie in its answer."""

    ids: NDArray[np.int64]
    """Of shape (n_chunks, n_tokens), filled up with `PAD`."""
    mask: NDArray[np.int64]
    """Of the same shape: 1 for a token, 0 for filling."""
    owner: NDArray[np.int64]
    """Of the same shape: the sentence, 0 to n_sentences - 1, of each token; n_sentences else."""
    ends: NDArray[np.int64]
    """The mark that ends each sentence, as an index into the flattened batch."""
    places: NDArray[np.float32]
    """Of shape (n_sentences, 4)."""


def passages_of(
    windows: Sequence[Window], tokenize: Callable[[Sequence[str]], list[list[int]]]
) -> list[Passage]:
    """Join windows that name one another as neighbours.

    Parameters
    ----------
    windows : sequence of Window
        In reading order where they belong together.
    tokenize : callable
        Gives the tokens of each of several sentences, without marks.

    Returns
    -------
    list of Passage
        Each window is wanted in exactly one of them, in order.
    """
    runs: list[list[int]] = []
    for index, window in enumerate(windows):
        if runs and _adjoin(windows[index - 1], window):
            runs[-1].append(index)
        else:
            runs.append([index])
    texts, layouts = [], []
    for run in runs:
        before, after = windows[run[0]].before, windows[run[-1]].after
        sentences = [*before, *(windows[index].sentence for index in run), *after]
        texts += [sentence[:MAX_SENTENCE_CHARACTERS] for sentence in sentences]
        layouts.append((len(before), run, len(after)))
    tokens = [tuple(ids[:MAX_SENTENCE_TOKENS]) for ids in tokenize(texts)]

    passages, start = [], 0
    for n_before, run, n_after in layouts:
        n = n_before + len(run) + n_after
        places = np.zeros((n, N_PLACE), dtype=np.float32)
        places[n_before : n_before + len(run)] = [place(windows[index].position) for index in run]
        rows = (*([-1] * n_before), *run, *([-1] * n_after))
        passages.append(Passage(tuple(tokens[start : start + n]), places, rows))
        start += n
    return passages


def place(position: float | None) -> tuple[float, float, float, float]:
    """Say where a sentence stands, with the ends of a statement set apart.

    Parameters
    ----------
    position : float or None
        From 0 (first) to 1 (last); None when unknown.

    Returns
    -------
    tuple of float
        Four numbers in [0, 1]; the last one is 1 where the position is known.
    """
    if position is None:
        return 0.0, 0.0, 0.0, 0.0
    return position, position**4, (1.0 - position) ** 4, 1.0


def cut(passage: Passage, *, n_tokens: int, n_first: int | None = None) -> Iterator[Chunk]:
    """Cut a passage into chunks that lie side by side.

    Parameters
    ----------
    passage : Passage
        Of any length.
    n_tokens : int
        What a chunk has at most, unless its one sentence is longer.
    n_first : int, optional
        What the first chunk has at most, where it is to be another number.

    Yields
    ------
    Chunk
        In order; each sentence is in one of them.
    """
    sizes = [len(part) + 1 for part in passage.tokens]
    start, limit = 0, n_first or n_tokens
    while start < len(sizes):
        stop = start + max(fitting(sizes[start : start + limit], limit), 1)
        yield Chunk(passage, start, stop)
        start, limit = stop, n_tokens


def between(chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """Cut the same passage in the middle of each chunk, so that none ends where another does.

    Parameters
    ----------
    chunks : sequence of Chunk
        All of one passage, side by side.

    Yields
    ------
    Chunk
        In order; each sentence is in one of them. A passage of one chunk stays whole.
    """
    cuts = [_middle(chunk) for chunk in chunks] if len(chunks) > 1 else []
    for start, stop in pairwise([0, *cuts, chunks[-1].stop]):
        if start < stop:
            yield Chunk(chunks[0].passage, start, stop)


def _middle(chunk: Chunk) -> int:
    """Find the sentence that starts nearest to the middle of a chunk."""
    starts = np.cumsum([0, *(len(part) + 1 for part in chunk.tokens)])
    return chunk.start + int(np.abs(starts[:-1] - starts[-1] / 2).argmin())


def fitting(sizes: Sequence[int], limit: int) -> int:
    """Count how many of the sizes, from the first on, fit together into a limit.

    Parameters
    ----------
    sizes : sequence of int
        Each at least 1.
    limit : int
        What their sum may be.

    Returns
    -------
    int
        From 0 to the number of sizes.
    """
    return int(np.searchsorted(np.cumsum(sizes[:limit]), limit, side="right"))


def pack(chunks: Sequence[Chunk], n_tokens: int) -> Iterator[list[Chunk]]:
    """Put chunks of like length together.

    Parameters
    ----------
    chunks : sequence of Chunk
        Sorted by length, or nearly so.
    n_tokens : int
        What a batch holds at most with its filling, unless it is one chunk.

    Yields
    ------
    list of Chunk
        In order.
    """
    held: list[Chunk] = []
    longest = 0
    for chunk in chunks:
        longest = max(longest, chunk.n_tokens)
        if held and n_tokens < longest * (len(held) + 1):
            yield held
            held, longest = [], chunk.n_tokens
        held.append(chunk)
    if held:
        yield held


def lay_out(chunks: Sequence[Chunk]) -> Batch:
    """Fill the arrays that the network takes.

    Parameters
    ----------
    chunks : sequence of Chunk
        At least one; n_sentences sentences in all.

    Returns
    -------
    Batch
        With the sentences in the order of the chunks.
    """
    width = min(max(chunk.n_tokens for chunk in chunks), MAX_CHUNK_TOKENS)
    n_sentences = sum(chunk.stop - chunk.start for chunk in chunks)
    ids = np.full((len(chunks), width), PAD, dtype=np.int64)
    mask = np.zeros_like(ids)
    owner = np.full_like(ids, n_sentences)
    ends, sentence = [], 0
    for row, chunk in enumerate(chunks):
        marked, owned = [CLS], [n_sentences]
        for tokens in chunk.tokens:
            marked += [*tokens, SEP]
            # A sentence without a token is the mark that ends it.
            owned += [sentence] * len(tokens) + [n_sentences if tokens else sentence]
            ends.append(row * width + min(len(marked), width) - 1)
            sentence += 1
        n = min(len(marked), width)
        ids[row, :n], mask[row, :n], owner[row, :n] = marked[:n], 1, owned[:n]
    places = np.concatenate([chunk.passage.places[chunk.start : chunk.stop] for chunk in chunks])
    return Batch(ids, mask, owner, np.array(ends, dtype=np.int64), places)


def _adjoin(window: Window, following: Window) -> bool:
    return (
        bool(window.after and following.before)
        and window.after[0] == following.sentence
        and following.before[-1] == window.sentence
    )
