"""Find the words by which a sentence names a practice, as a label's definition gives them."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

EDGES = ".,;:!?()[]{}<>\"'’‘“”*•–—"
"""What may stand around a word and is none of it."""
Pair = tuple[re.Pattern[str], re.Pattern[str], int]
"""Two words that follow one another, and the place of the label that they name."""


@cache
def labels() -> tuple[str, ...]:
    """Give the labels that have wordings, in order."""
    return tuple(_read())


def named_in(sentence: str) -> frozenset[int]:
    """Find which labels a sentence names.

    Parameters
    ----------
    sentence : str
        Its words, with blanks between them.

    Returns
    -------
    frozenset of int
        Places of the labels in `labels`.
    """
    words = [*(word.strip(EDGES) for word in sentence.lower().split()), ""]
    named: set[int] = set()
    for word, following in pairwise(words):
        if (found := _named_by(word)) is not None:
            alone, pairs = found
            named.update(alone)
            named.update(place for _, second, place in pairs if second.fullmatch(following))
    return frozenset(named)


@lru_cache(maxsize=1 << 16)
def _named_by(word: str) -> tuple[tuple[int, ...], tuple[Pair, ...]] | None:
    """Look one word up, alone and before another; statements have few that are new."""
    single, pairs = _compiled()
    alone = tuple(place for place, pattern in enumerate(single) if pattern.fullmatch(word))
    before = tuple(pair for pair in pairs if pair[0].fullmatch(word))
    return (alone, before) if alone or before else None


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], ...], tuple[Pair, ...]]:
    """Compile the single words of each label, and the pairs of all."""
    single: list[re.Pattern[str]] = []
    pairs: list[Pair] = []
    for place, wordings in enumerate(_read().values()):
        words = [each.split(" ") for each in wordings]
        single.append(re.compile("|".join(f"(?:{each[0]})" for each in words if len(each) == 1)))
        for first, second in (each for each in words if len(each) > 1):
            pairs.append((re.compile(first), re.compile(second), place))
    return tuple(single), tuple(pairs)


@cache
def _read() -> dict[str, list[str]]:
    text = files("analyser").joinpath("wordings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
