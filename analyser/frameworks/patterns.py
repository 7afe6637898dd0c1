"""Check the regular expressions of a framework file: a user's file must not hang a run."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

SHARED = "expressions.toml"
"""Lists of expressions that several frameworks name."""
MARK = "@"
"""Before the name of such a list: `@claims-of-low-risk`."""
MAX_LENGTH = 900
"""Characters of one expression."""
MAX_PATTERNS = 20
"""Expressions of one key."""
MAX_REPEATS = 100
"""Highest bound of a repeat that may hold no other."""
MAX_OUTER = 8
"""Highest bound of a repeat of a group that repeats something itself."""
TOKEN = re.compile(
    r"(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<reference>\\[1-9]|\(\?P=|\(\?\()"
    r"|(?P<escape>\\.)"
    r"|(?P<open>\((?:\?(?:[:=!]|<[=!]|P<\w+>|[a-zA-Z-]+:?\)?))?)"
    r"|(?P<close>\))"
    r"|(?P<repeat>\*|\+|\{\d*,\d*\}|\{\d+\})"
    r"|(?P<other>.)",
    re.DOTALL,
)
SAFE = frozenset((r"\w", r"\s", r"\d", r"\W", r"\S", "[\\w-]", "[^\\W\\d]"))
"""What may be repeated without a bound, outside other repeats: it ends with the word."""


@cache
def shared_expressions() -> Mapping[str, tuple[str, ...]]:
    """Read the lists of expressions that a framework can name.

    Returns
    -------
    mapping of str to tuple of str
        The lists by name, from `expressions.toml`.
    """
    text = files("analyser").joinpath(SHARED).read_text(encoding="utf-8")
    return {name: tuple(patterns) for name, patterns in tomllib.loads(text).items()}


def expand(patterns: Iterable[str]) -> tuple[str, ...]:
    """Put the expressions of shared lists in the place of the lists' names.

    Parameters
    ----------
    patterns : iterable of str
        Expressions in which nothing is wrong, and names such as `@claims-of-low-risk`.

    Returns
    -------
    tuple of str
        Expressions alone, in order.
    """
    shared = shared_expressions()
    return tuple(
        one
        for pattern in patterns
        for one in (shared[pattern[1:]] if pattern.startswith(MARK) else (pattern,))
    )


def problem_of(pattern: str) -> str | None:
    """Say what is wrong with a regular expression.

    Parameters
    ----------
    pattern : str
        As it stands in the file.

    Returns
    -------
    str or None
        The end of a sentence; None for one that compiles, is short, and cannot take longer than
        a small power of a sentence's length: repeats are bounded, save those of the characters
        of one word, and no repeat of a group that repeats something goes beyond 8.
    """
    if not pattern.strip():
        return "an expression is empty."
    if len(pattern) > MAX_LENGTH:
        return f"an expression has {len(pattern)} characters; {MAX_LENGTH} are allowed."
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        return f'"{_shown(pattern)}" is no regular expression: {error}.'
    if compiled.search(""):
        return f'"{_shown(pattern)}" is found in every sentence.'
    problem = _repeats(pattern)
    return f'"{_shown(pattern)}" {problem}' if problem else None


def _repeats(pattern: str) -> str | None:
    """Say which repeat could make it slow."""
    repeating = [False]
    last, is_group = "", False
    for token in TOKEN.finditer(pattern):
        kind, text = token.lastgroup, token[0]
        if kind == "reference":
            return "refers back to a group, which is not allowed."
        if kind == "open" and not text.endswith(")"):
            repeating.append(False)
        elif kind == "close":
            is_group = repeating.pop()
            repeating[-1] = repeating[-1] or is_group
            last = ")"
            continue
        elif kind == "repeat":
            bound = _bound(text)
            if is_group and last == ")" and not (bound is not None and bound <= MAX_OUTER):
                return f'repeats a repeat with "{text}"; at most {{0,{MAX_OUTER}}} is allowed.'
            if bound is None and last not in SAFE:
                return f'repeats "{last}" without a bound; write {{0,60}} or the like.'
            if bound is not None and bound > MAX_REPEATS:
                return f'repeats with "{text}"; at most {MAX_REPEATS} times is allowed.'
            repeating[-1] = True
        is_group = False
        last = text
    return None


def _bound(text: str) -> int | None:
    if text in "*+" or text.endswith(",}"):
        return None
    return int(text.strip("{}").rpartition(",")[2])


def _shown(pattern: str) -> str:
    return pattern if len(pattern) <= 60 else f"{pattern[:57]}..."
