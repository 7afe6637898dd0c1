"""Decide whether what was read is an English statement that can be judged at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import py3langid

from analyser.errors import EmptyDocument, LanguageUnsupported, NotAStatement, UnreadableDocument
from analyser.types import Statement

MIN_LETTERS = 0.55
"""Share of letters among characters that are no space; tables and figures lower it."""
MAX_LONE = 0.5
"""Share of words of one letter; a text layer that spaces letters out has nearly only these."""
MAX_UNKNOWN = 0.05
"""Share of characters that no encoding explains."""
SAMPLE_LENGTH = 100_000
"""Characters that show whether a text makes words; its pages were looked at one by one before."""
CHUNK_LENGTH = 1000
ENGLISH_WORDS = ("the", "and", "with", "our", "of")
MIN_ENGLISH_WORDS = 8
"""Of those, in a chunk: prose has fifteen and more, and half of it in another language fewer."""
MIN_LANGUAGE_LENGTH = 60
"""Shorter texts say too little of their language; they are taken for English."""
ENGLISH_SHARE = 0.5
WHOLLY_ENGLISH_SHARE = 0.9
LANGUAGES = {
    "en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian",
    "nl": "Dutch", "pt": "Portuguese", "no": "Norwegian", "sv": "Swedish",
    "da": "Danish", "fi": "Finnish", "pl": "Polish", "cy": "Welsh", "tr": "Turkish",
    "ru": "Russian", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "ar": "Arabic",
    "hi": "Hindi", "vi": "Vietnamese", "la": "Latin", "el": "Greek", "cs": "Czech",
    "hu": "Hungarian", "ro": "Romanian",
}  # fmt: skip
TOPIC = re.compile(
    r"\b(?:modern[\s-]+(?:day[\s-]+)?slavery|slavery|slave\b"
    r"|(?<!drug )(?<!arms )(?<!wildlife )trafficking"
    r"|(?:forced|bonded|compulsory|child|involuntary|prison|indentured)\s+labou?r"
    r"|servitude|debt\s+bondage|forced\s+or\s+(?:compulsory|child)|supply[\s-]+chains?\s+act"
    r"|exploitation\s+of\s+(?:workers|people|children))",
    re.IGNORECASE,
)


def check(statement: Statement) -> Statement:
    """Let an English statement pass.

    Parameters
    ----------
    statement : Statement
        As an extractor gave it.

    Returns
    -------
    Statement
        The same, with a warning where part of it is in another language.

    Raises
    ------
    EmptyDocument
        If it has no text.
    UnreadableDocument
        If its characters make no words.
    LanguageUnsupported
        If less than half of it is English.
    NotAStatement
        If it does not speak of modern slavery.
    """
    text = statement.text
    name = statement.source.id
    if not text.strip():
        raise EmptyDocument(f'The document "{name}" holds no text.')
    if not is_readable(text[:SAMPLE_LENGTH]):
        raise UnreadableDocument(f'The text of the document "{name}" makes no words.')
    shares = language_shares(text)
    english = shares.get("en", 0.0)
    if english < ENGLISH_SHARE:
        language = max(shares, key=shares.__getitem__)
        raise LanguageUnsupported(
            f'The document "{name}" is in {LANGUAGES.get(language, "another language")}.'
        )
    if "slavery" not in text.lower() and not TOPIC.search(text):
        raise NotAStatement(f'The document "{name}" does not speak of modern slavery anywhere.')
    if english < WHOLLY_ENGLISH_SHARE:
        warning = f"About {1 - english:.0%} of the text is not in English and was not understood."
        return replace(statement, warnings=(*statement.warnings, warning))
    return statement


def is_readable(text: str) -> bool:
    """Say whether characters make words, in whatever language."""
    characters = "".join(text.split())
    words = re.findall(r"[^\W\d_]+", text)
    if not words:
        return False
    lengths = Counter(map(len, words))
    letters = sum(length * n for length, n in lengths.items()) / len(characters)
    lone = lengths[1] / len(words)
    unknown = (characters.count("\ufffd") + 6 * text.count("(cid:")) / len(characters)
    return letters >= MIN_LETTERS and lone <= MAX_LONE and unknown <= MAX_UNKNOWN


def listed(numbers: Sequence[int]) -> str:
    """Name pages in a sentence, runs of three and more by their ends: `3, 5 to 9 and 12`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [
        part
        for run in runs
        for part in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))
    ]
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def language_shares(text: str) -> dict[str, float]:
    """Tell in which languages a text is written.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    dict of str to float
        Share of the text by ISO 639-1 code; shares add up to 1.
    """
    if len(text) < MIN_LANGUAGE_LENGTH:
        return {"en": 1.0}
    chunks = [text[start : start + CHUNK_LENGTH] for start in range(0, len(text), CHUNK_LENGTH)]
    sizes: Counter[str] = Counter()
    for chunk in chunks:
        if len(chunk) >= MIN_LANGUAGE_LENGTH:
            # A heading in capitals looks like no language to a model of letter sequences.
            text = chunk.lower()
            language = "en" if _is_plainly_english(text) else _identify()(text)[0]
            sizes[language] += len(chunk)
    return {language: size / sizes.total() for language, size in sizes.items()}


def _is_plainly_english(text: str) -> bool:
    """Say whether words that only English has are so many that no model need be asked."""
    n_sure = sum(text.count(f" {word} ") for word in ENGLISH_WORDS)
    return MIN_ENGLISH_WORDS * len(text) <= n_sure * CHUNK_LENGTH


@cache
def _identify() -> Callable[[str], tuple[str, float]]:
    # Fewer languages, fewer wrong guesses on lists of names and figures.
    py3langid.langid.set_languages(list(LANGUAGES))
    classify: Callable[[str], tuple[str, float]] = py3langid.classify
    return classify
