import numpy as np
import pytest

from analyser.features import Window
from analyser.passages import (
    CLS,
    MAX_CHUNK_TOKENS,
    MAX_SENTENCE_CHARACTERS,
    MAX_SENTENCE_TOKENS,
    SEP,
    between,
    cut,
    fitting,
    lay_out,
    pack,
    passages_of,
    place,
)

SENTENCES = tuple(f"sentence number {index} of a short text" for index in range(30))


def tokenize(texts):
    return [[1000 + len(word) for word in text.split()] for text in texts]


def windows(sentences=SENTENCES):
    last = len(sentences) - 1
    return [
        Window(
            text,
            tuple(sentences[max(index - 2, 0) : index]),
            tuple(sentences[index + 1 : index + 3]),
            index / last,
        )
        for index, text in enumerate(sentences)
    ]


def test_the_sentences_of_a_statement_make_one_passage():
    [passage] = passages_of(windows(), tokenize)
    assert passage.rows == tuple(range(30))
    assert passage.tokens[4] == tuple(tokenize([SENTENCES[4]])[0])


def test_scattered_sentences_bring_their_neighbours_as_context():
    scattered = [Window("b", ("a",), ("c",)), Window("y", ("x",), ()), Window("alone")]
    first, second, third = passages_of(scattered, tokenize)
    assert (first.rows, second.rows, third.rows) == ((-1, 0, -1), (-1, 1), (2,))
    assert not first.places.any()


def test_two_statements_one_after_the_other_stay_apart():
    both = [*windows(SENTENCES[:10]), *windows(SENTENCES[10:])]
    assert [len(passage.rows) for passage in passages_of(both, tokenize)] == [10, 20]


def test_every_window_is_wanted_once():
    mixed = [*windows(), Window("b", ("a",), ("c",)), *windows(SENTENCES[:3])]
    rows = [row for passage in passages_of(mixed, tokenize) for row in passage.rows if row >= 0]
    assert rows == list(range(len(mixed)))


def test_a_long_sentence_is_cut():
    long = Window("word " * 10_000)
    seen = []
    [passage] = passages_of([long], lambda texts: seen.extend(texts) or tokenize(texts))
    assert len(passage.tokens[0]) == MAX_SENTENCE_TOKENS
    assert len(seen[0]) == MAX_SENTENCE_CHARACTERS


@pytest.mark.parametrize("n_tokens", [60, 100, 1000])
def test_chunks_hold_every_sentence_once_within_the_limit(n_tokens):
    [passage] = passages_of(windows(), tokenize)
    chunks = list(cut(passage, n_tokens=n_tokens))
    assert [at for chunk in chunks for at in range(chunk.start, chunk.stop)] == list(range(30))
    assert all(chunk.n_tokens - 1 <= n_tokens for chunk in chunks)


def test_every_sentence_is_read_however_long_it_is():
    texts = tuple("word " * size for size in (3, 90, 1, 90, 90, 2, 2, 90))
    [passage] = passages_of(windows(texts), tokenize)
    chunks = list(cut(passage, n_tokens=20))
    assert [at for chunk in chunks for at in range(chunk.start, chunk.stop)] == list(range(8))


def test_the_first_chunk_may_have_another_size():
    [passage] = passages_of(windows(), tokenize)
    chunks = list(cut(passage, n_tokens=80, n_first=16))
    assert [chunk.stop - chunk.start for chunk in chunks[:2]] == [2, 10]


@pytest.mark.parametrize("n_tokens", [90, 120, 200])
def test_other_cuts_hold_every_sentence_once_and_share_no_end(n_tokens):
    texts = tuple("word " * (1 + 7 * index % 13) for index in range(40))
    [passage] = passages_of(windows(texts), tokenize)
    chunks = list(cut(passage, n_tokens=n_tokens))
    others = list(between(chunks))
    assert [at for chunk in others for at in range(chunk.start, chunk.stop)] == list(range(40))
    assert not {chunk.stop for chunk in chunks} & {chunk.stop for chunk in others[:-1]}
    assert max(chunk.n_tokens for chunk in others) < 2 * n_tokens


def test_a_passage_of_one_chunk_is_not_cut_elsewhere():
    [passage] = passages_of(windows(), tokenize)
    [chunk] = cut(passage, n_tokens=10_000)
    assert list(between([chunk])) == [chunk]


def test_fitting_counts_what_fits():
    assert fitting([3, 3, 3], 6) == 2
    assert fitting([3, 3, 3], 2) == 0
    assert fitting([], 2) == 0


def test_a_batch_marks_starts_ends_and_owners():
    passages = passages_of([Window("ab cde"), Window("")], tokenize)
    batch = lay_out([next(cut(passage, n_tokens=9)) for passage in passages])
    assert batch.ids.tolist() == [[CLS, 1002, 1003, SEP], [CLS, SEP, 0, 0]]
    assert batch.mask.tolist() == [[1, 1, 1, 1], [1, 1, 0, 0]]
    assert batch.owner.tolist() == [[2, 0, 0, 2], [2, 1, 2, 2]]
    assert batch.ends.tolist() == [3, 5]


def test_a_chunk_never_passes_the_last_place_of_the_network():
    long = Window("word " * 90)
    [passage] = passages_of(windows(tuple([long.sentence] * 12)), tokenize)
    chunk = next(cut(passage, n_tokens=100_000))
    batch = lay_out([chunk])
    assert batch.ids.shape == (1, MAX_CHUNK_TOKENS)
    assert batch.ends.max() < MAX_CHUNK_TOKENS
    assert len(batch.ends) == 12


def test_batches_hold_every_chunk_within_the_limit():
    [passage] = passages_of(windows(), tokenize)
    chunks = list(cut(passage, n_tokens=40))
    packed = list(pack(chunks, 100))
    assert [chunk for held in packed for chunk in held] == chunks
    assert all(max(c.n_tokens for c in held) * len(held) <= 100 for held in packed)


def test_a_place_tells_both_ends_apart_and_is_nothing_when_unknown():
    assert place(0.0) == (0.0, 0.0, 1.0, 1.0)
    assert place(1.0) == (1.0, 1.0, 0.0, 1.0)
    assert not np.any(place(None))
