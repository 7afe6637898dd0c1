"""Lay sentences out as an encoder reads them: whole passages, cut into overlapping chunks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

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
ENOUGH = 64
"""Tokens of context on one side, beyond which more are no reason for more trust."""


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


def cut(
    passage: Passage, *, n_tokens: int, n_step: int | None = None, n_first: int | None = None
) -> Iterator[Chunk]:
    """Cut a passage into chunks that cover it, side by side or overlapping.

    Parameters
    ----------
    passage : Passage
        Of any length.
    n_tokens : int
        What a chunk has at most, unless its one sentence is longer.
    n_step : int, optional
        Tokens from the start of one chunk to that of the next; without it they do not overlap.
    n_first : int, optional
        What the first chunk has at most, where it is to be another number.

    Yields
    ------
    Chunk
        In order; each holds a sentence that the one before it does not.
    """
    sizes = [len(part) + 1 for part in passage.tokens]
    start, stop, limit = 0, 0, n_first or n_tokens
    while stop < len(sizes):
        ahead = sizes[start : start + limit]
        stop = max(start + fitting(ahead, limit), stop + 1)
        yield Chunk(passage, start, stop)
        # A long sentence may leave no room for any of those before it.
        following = start + fitting(ahead, n_step, at_least=1) if n_step else stop
        while sum(sizes[following : stop + 1]) > n_tokens and following < stop:
            following += 1
        start, limit = following, n_tokens


def weigh(chunk: Chunk) -> NDArray[np.float64]:
    """Say how far each sentence's answer is to be trusted: the more context, the more.

    Parameters
    ----------
    chunk : Chunk
        Of n_sentences sentences.

    Returns
    -------
    ndarray of float
        Above zero, shape (n_sentences,). The end of a passage is no lack of context.
    """
    ends = np.cumsum([len(part) + 1 for part in chunk.tokens])
    before = np.concatenate([[0], ends[:-1]])
    after = ends[-1] - ends
    if chunk.start == 0:
        before = np.full_like(before, ENOUGH)
    if chunk.stop == len(chunk.passage.tokens):
        after = np.full_like(after, ENOUGH)
    weights: NDArray[np.float64] = 4.0 + np.minimum(np.minimum(before, after), ENOUGH)
    return weights


def fitting(sizes: Sequence[int], limit: int, *, at_least: int = 0) -> int:
    """Count how many of the sizes, from the first on, fit together into a limit.

    Parameters
    ----------
    sizes : sequence of int
        Each at least 1.
    limit : int
        What their sum may be.
    at_least : int
        Counted even where they do not fit, if there are so many.

    Returns
    -------
    int
        From 0 to the number of sizes.
    """
    total = np.cumsum(sizes[:limit])
    return max(int(np.searchsorted(total, limit, side="right")), min(at_least, len(sizes)))


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
