"""Say how well the pages of a document were read, by whether their letters make English words."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib import resources

from analyser.extractors.spelling import FIELD_WORDS, TWO_LETTERS, british
from analyser.types import PageQuality, Statement

MIN_WORDS = 20
"""Fewer words say too little of a page."""
MIN_LEXICON_SHARE = 0.4
"""Below this, characters make no English words. On 1,457 real pages of English the least share was
0.63, and in 818 statements 0.67; on the same pages with the letters of each word shuffled it was
0.26 at the most, with each letter shifted (a font that is a cipher) 0.13. Other languages lie
between 0.03 and 0.25: the share does not say why a page makes no English words."""
MAX_LONE = 0.5
"""Share of words of one letter; a text layer that spaces its letters out has nearly only these."""
MAX_NAMES = 0.5
"""Share of words that may be passed over as names; beyond it, capitals are no sign of names."""
RARE = 50
"""Count that the lexicon gives to words that it did not meet in use."""
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
MID_SENTENCE = re.compile(r"[^\W\d_][,;:]?['\u2019\"\u201d)]*[ \t]+[\"(\u2018\u201c]*$")
"""What stands before a word that begins no sentence and no line."""
POSSESSIVE = re.compile(r"['\u2019]s$")


@cache
def lexicon() -> frozenset[str]:
    """Load the English words, in small letters: American and British spellings, some names."""
    packed = resources.files("spellchecker") / "resources" / "en.json.gz"
    counts: dict[str, int] = json.loads(gzip.decompress(packed.read_bytes()))
    # Of short words only those that people use: any letters are some abbreviation.
    words = {word for word, n in counts.items() if (3 if n <= RARE else 2) < len(word)}
    return frozenset(words.union({"a", "i"}, TWO_LETTERS, FIELD_WORDS, british(words)))


def is_word(text: str) -> bool:
    """Say whether a word is English, in whatever letters: `Labour`, `supplier's`, `NGOs`."""
    words = lexicon()
    word = text.lower()
    if word in words:
        return True
    word = POSSESSIVE.sub("", unicodedata.normalize("NFKC", word).strip("'\u2019"))
    return word in words or any(stem in words for stem in _singulars(word))


def lexicon_share(text: str) -> float | None:
    """Measure how many of the words of a text are English.

    Names, which no lexicon knows, are not counted: unknown words with one capital in front within
    a sentence, as long as they are not most of the text.

    Parameters
    ----------
    text : str
        A page, or any text.

    Returns
    -------
    float or None
        Share of the words of two letters or more, in [0, 1]; None below `MIN_WORDS` of them.
    """
    lower = text.lower()
    found = [word for word in WORD.findall(lower) if len(word) > 1]
    # Nearly all are in the lexicon as they stand; the others are looked at one by one.
    unknown = set(found) - lexicon()
    unknown = {word for word in unknown if not is_word(word)}
    counts = Counter(word for word in found if word in unknown)
    n_words, n_known, n_names = len(found), len(found) - counts.total(), 0
    if unknown:
        for match in WORD.finditer(text):
            if match[0].istitle() and match[0].lower() in unknown:
                n_names += bool(MID_SENTENCE.search(text, max(0, match.start() - 8), match.start()))
    if n_words < MIN_WORDS:
        return None
    if MAX_NAMES * n_words < n_names:
        n_names = 0
    return n_known / (n_words - n_names)


def is_garbled(text: str) -> bool:
    """Say whether the characters of a text layer make no words, as if its font were a cipher.

    Text in another language is garbled too, by this measure.
    """
    words = WORD.findall(text)
    if len(words) < MIN_WORDS:
        return False
    share = lexicon_share(text)
    n_lone = sum(len(word) == 1 for word in words)
    return MAX_LONE * len(words) < n_lone or (share is not None and share < MIN_LEXICON_SHARE)


def measure(statement: Statement) -> Statement:
    """Fill in the quality of each page, as far as its text tells it.

    Parameters
    ----------
    statement : Statement
        As a reader gave it; what the reader knows of confidence, columns and repeated lines stays.

    Returns
    -------
    Statement
        The same, with `n_characters` and `lexicon_share` for each page.
    """
    pages = []
    for page in statement.pages:
        text = statement.quote(page)
        n_characters = sum(map(len, text.split()))
        known = page.quality or PageQuality(n_characters)
        quality = replace(known, n_characters=n_characters, lexicon_share=lexicon_share(text))
        pages.append(replace(page, quality=quality))
    return replace(statement, pages=tuple(pages))


def _singulars(word: str) -> tuple[str, ...]:
    if word.endswith("ies"):
        return (f"{word[:-3]}y",)
    return (
        (word[:-1], word[:-2])
        if word.endswith("es")
        else (word[:-1],)
        if word.endswith("s")
        else ()
    )
