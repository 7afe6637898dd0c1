"""Find the rows of a ranking that are one document, published for several organisations."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from urllib.parse import urldefrag

from analyser.types import Source


def units_of(sources: Sequence[Source], grades: Sequence[Sequence[int]]) -> list[int]:
    """Say which rows are one statement.

    Parameters
    ----------
    sources : sequence of Source
        n of them.
    grades : sequence of sequence of int
        What each was graded, n of them.

    Returns
    -------
    list of int
        For each row the number of its statement, counted from 0 in order of first appearance.

    Notes
    -----
    Rows are one statement when their grades are the same and their files have the same bytes,
    or they were published at the same address for the same year; also by way of a third. Equal
    grades are asked for since one document can be read under two laws, and since an address can
    be that of a list of statements.
    """
    parents = list(range(len(sources)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    first: dict[Hashable, int] = {}
    for index, (source, graded) in enumerate(zip(sources, grades, strict=True)):
        for key in _keys(source):
            other = first.setdefault((key, tuple(graded)), index)
            parents[root(index)] = root(other)

    numbers: dict[int, int] = {}
    return [numbers.setdefault(root(index), len(numbers)) for index in range(len(sources))]


def _keys(source: Source) -> Iterator[Hashable]:
    if source.sha256:
        yield ("sha256", source.sha256)
    if source.url and (address := urldefrag(source.url).url.rstrip("/")):
        yield ("url", address, source.year)
