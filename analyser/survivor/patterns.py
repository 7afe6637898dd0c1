"""Read the patterns of the survivor-centred labels, and try them on a sentence."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MAX_LENGTH = 2000
"""Characters of a sentence that are looked at; what is longer is no sentence but a lost table."""
MAX_NEIGHBOUR = 300
"""Characters of a neighbour that are looked at."""
DEPTH = 5
"""Words of the file may stand in one another this deep."""
LONG = 500
"""Characters from which on a sentence is a list: each of its parts is looked at by itself."""
PARTS = re.compile(r"(?<=[;•|])\s|\s[-–—*●▪]\s|(?<=[a-z)])\.\s?(?=[A-Z])")
LOST_LETTERS = (
    (re.compile(r"\bcon dential", re.IGNORECASE), "confidential"),
    (re.compile(r"\bidenti ?(ed|es|cation)\b", re.IGNORECASE), r"identifi\1"),
    (re.compile(r"\btraf ?cking", re.IGNORECASE), "trafficking"),
    (re.compile(r"\bcommi ed\b", re.IGNORECASE), "committed"),
    (re.compile(r"\bspeci c", re.IGNORECASE), "specific"),
    (re.compile(r"\bof cer", re.IGNORECASE), "officer"),
)
"""Ligatures that a PDF lost, in words that the patterns look for."""

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying what a label asks for."""

    label: str
    """A label of `taxonomy.toml`."""
    id: str
    """Unique within its label."""
    example: str
    """An invented sentence on which it fires."""
    every: Patterns
    """All of them must match the sentence."""
    none: Patterns
    """None of them may."""
    context: Patterns
    """All of them must match the sentence with its neighbours."""
    denies: bool
    """Whether the sentence must also say that nothing was found."""

    def fires(self, sentence: str, context: str) -> bool:
        """Say whether the patterns are met; `denies` is left to the caller.

        Parameters
        ----------
        sentence : str
            As `tidy` returns it.
        context : str
            The sentence between its neighbours, tidied too.

        Returns
        -------
        bool
            True where the rule fires.
        """
        return (
            all(pattern.search(sentence) for pattern in self.every)
            and not any(pattern.search(sentence) for pattern in self.none)
            and all(pattern.search(context) for pattern in self.context)
        )


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole file of patterns."""

    rules: tuple[Rule, ...]
    """In the order of the labels."""
    never: Patterns
    """What makes a sentence no evidence of any of the labels."""
    confirmed_by: dict[str, tuple[str, ...]]
    """Labels of the model that make a finding likelier, by survivor-centred label."""


def tidy(text: str, length: int = MAX_LENGTH) -> str:
    """Fold white space and ligatures, and mend words that lost one.

    Parameters
    ----------
    text : str
        As it stands in the statement.
    length : int
        Characters to keep, from the start.

    Returns
    -------
    str
        For matching only, never for showing.
    """
    folded = " ".join(unicodedata.normalize("NFKC", text[:length]).split())
    for pattern, words in LOST_LETTERS:
        folded = pattern.sub(words, folded)
    return folded


def parts_of(sentence: str) -> list[str]:
    """Cut a very long sentence where a list or a lost full stop parts it.

    Parameters
    ----------
    sentence : str
        As `tidy` returns it.

    Returns
    -------
    list of str
        The sentence itself up to `LONG` characters.
    """
    return [sentence] if len(sentence) <= LONG else PARTS.split(sentence)


def in_context(sentence: str, before: str = "", after: str = "") -> str:
    """Put a sentence between the nearest words of its neighbours.

    Parameters
    ----------
    sentence : str
        As `tidy` returns it.
    before : str
        The sentence before it, or nothing.
    after : str
        The sentence after it, or nothing.

    Returns
    -------
    str
        The three, tidied.
    """
    near = tidy(before[-MAX_NEIGHBOUR:]), sentence, tidy(after, MAX_NEIGHBOUR)
    return " ".join(near).strip()


@cache
def load_rules() -> Rules:
    """Read `rules.toml`.

    Returns
    -------
    Rules
        With every pattern compiled.
    """
    content = tomllib.loads(
        files("analyser.survivor").joinpath("rules.toml").read_text(encoding="utf-8")
    )
    words = content.pop("words")
    never = content.pop("never")["none"]
    confirmed_by = content.pop("confirmed_by")

    def compiled(patterns: list[str]) -> Patterns:
        return tuple(compile_pattern(pattern, words) for pattern in patterns)

    rules = tuple(
        Rule(
            label=label,
            id=block["id"],
            example=block["example"],
            every=compiled(block.get("all", [])),
            none=compiled(block.get("none", [])),
            context=compiled(block.get("context", [])),
            denies=block.get("denies", False),
        )
        for label, blocks in content.items()
        for block in blocks
    )
    known = {label: tuple(names) for label, names in confirmed_by.items()}
    return Rules(rules=rules, never=compiled(never), confirmed_by=known)


def compile_pattern(pattern: str, words: dict[str, str]) -> re.Pattern[str]:
    """Put words into a pattern and compile it.

    Parameters
    ----------
    pattern : str
        A regular expression in which `<word>` stands for one of `words`.
    words : dict of str to str
        Patterns by name; they may hold one another.

    Returns
    -------
    Pattern
        That takes capital and small letters for the same.
    """
    for _ in range(DEPTH):
        pattern = re.sub(r"<(\w+)>", lambda match: words[match[1]], pattern)
    return re.compile(pattern, re.IGNORECASE)
