"""Say in words which wording a regular expression of a framework looks for."""

from __future__ import annotations

from dataclasses import dataclass, field

from analyser.frameworks.patterns import TOKEN

KEY = (
    "“…” stands for any ending or for a few words between, “/” parts alternatives, what stands in "
    "[square brackets] may be missing, and ‹such marks› hold a condition. Capitals make no "
    "difference."
)
"""How to read what `phrases` returns."""
ANY = "…"
GAP = " … "
NUMBER = "‹number›"
CLASSES = {r"\d": NUMBER, r"\s": " ", **dict.fromkeys((r"\w", r"\W", r"\S", r"\D"), ANY)}
START, END = "‹start› ", " ‹end›"
ENDS = {"^": START, "$": END, r"\A": START, r"\Z": END}
NOTHING = (r"\b", r"\B")
SPACES = {r"\n": " ", r"\t": " ", r"\r": " "}
CONDITIONS = {"(?=": "before", "(?!": "not before", "(?<=": "after", "(?<!": "not after"}


@dataclass
class _Piece:
    text: str
    alternatives: list[str] = field(default_factory=list)
    """What parts a group that is not repeated."""


@dataclass
class _Group:
    opening: str
    alternatives: list[list[_Piece]] = field(default_factory=lambda: [[]])

    def texts(self) -> list[str]:
        """Spell out each alternative, each once."""
        spelt = ("".join(piece.text for piece in pieces) for pieces in self.alternatives)
        return list(dict.fromkeys(spelt))


def phrases(pattern: str) -> tuple[str, ...]:
    """Say which wordings an expression finds, as far as that can be said briefly.

    Parameters
    ----------
    pattern : str
        A regular expression. One that is none is read as far as it goes.

    Returns
    -------
    tuple of str
        One for each alternative, to be read with `KEY`; the expression itself where nothing else
        could be said.
    """
    # A stack of our own: an expression may nest deeper than calls may.
    stack = [_Group("")]
    is_repeated, last = False, ""
    for token in TOKEN.finditer(pattern):
        kind, text = token.lastgroup or "", token[0]
        last = text
        pieces = stack[-1].alternatives[-1]
        if is_repeated and text in "?+":
            continue  # says how greedy the repeat is, which finds the same
        is_repeated = kind == "repeat" or text == "?"
        if is_repeated:
            _repeat(pieces, text)
        elif kind == "open" and not text.endswith(")"):
            stack.append(_Group(text))
        elif kind == "close" and len(stack) > 1:
            group = stack.pop()
            stack[-1].alternatives[-1].append(_closed(group))
        elif text == "|":
            stack[-1].alternatives.append([])
        else:
            pieces.append(_one_of(text[1:-1]) if kind == "class" else _Piece(_spelt(kind, text)))
    open_end = "" if last in (r"\b", "$", r"\Z") else ANY
    return _tidy(_top(stack[0]), open_end) or (pattern,)


def _spelt(kind: str, text: str) -> str:
    if kind in ("open", "close", "reference") or text in NOTHING:
        return ""
    if kind == "escape":
        return {**CLASSES, **ENDS, **SPACES}.get(text, text[1:])
    return ANY if text == "." else ENDS.get(text, text)


def _one_of(members: str) -> _Piece:
    """Spell out a class of characters."""
    if members.startswith("^") or r"\w" in members:
        return _Piece(ANY)
    if r"\s" in members or " " in members:
        return _Piece(" ")
    if r"\d" in members or "0-9" in members:
        return _Piece(NUMBER)
    each = list(members.replace("\\", ""))
    if "-" in each[1:-1]:
        return _Piece(f"‹one of {''.join(each)}›")
    return _Piece(f"({' / '.join(each)})", each)


def _closed(group: _Group) -> _Piece:
    texts = group.texts()
    said = [text for text in texts if text]
    condition = CONDITIONS.get(group.opening)
    if condition and said:
        # The spaces inside belong to the words, those outside part it from what it is about.
        words = f"‹{condition}: {' / '.join(map(str.strip, said))}›"
        return _Piece(f"{words} " if "after" in condition else f" {words}")
    if condition or not said:
        return _Piece("")
    if len(said) < len(texts):
        return _Piece(_optional(said))
    return _Piece(f"({' / '.join(said)})", said) if len(said) > 1 else _Piece(said[0])


def _optional(texts: list[str]) -> str:
    """Put brackets around words, with the space after them outside."""
    space = " " if all(text.endswith(" ") for text in texts) else ""
    return f"[{' / '.join(map(str.rstrip, texts))}]{space}"


def _repeat(pieces: list[_Piece], text: str) -> None:
    """Say that the last piece may be missing, or come again."""
    if not pieces:
        return
    last = pieces[-1]
    content = last.text
    is_bare = content.strip("() …") == ""
    may_be_missing = text in "?*" or text.startswith(("{0", "{,"))
    if is_bare and content.strip():
        # The rest of a word is joined to it; other words stand apart.
        last.text = ANY if content == ANY and text in "*+?" else GAP
    elif may_be_missing and content.strip():
        last.text = _optional(last.alternatives or [content])
    last.alternatives = []


def _top(root: _Group) -> list[str]:
    """Open the group that an expression consists of, where it does."""
    texts = []
    for pieces in root.alternatives:
        said = [piece for piece in pieces if piece.text]
        is_group = len(said) == 1 and bool(said[0].alternatives)
        texts += said[0].alternatives if is_group else ["".join(piece.text for piece in said)]
    return texts


def _tidy(texts: list[str], open_end: str) -> tuple[str, ...]:
    tidied = []
    for text in texts:
        ended = text if text.endswith((ANY, "›")) else text + open_end
        words = " ".join(ended.replace(NUMBER * 2, NUMBER).split())
        tidied.append(words.replace("… …", "…"))
    return tuple(dict.fromkeys(text for text in tidied if text.strip("… ")))
