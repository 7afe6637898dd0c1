"""Mask what could identify a person in a quoted sentence."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files

from analyser.identifiers import AGE, NAME, YEARS, mask_details

EMAIL = "[e-mail withheld]"
PHONE = "[phone number withheld]"

EMAIL_FOUND = re.compile(r"[\w.+'’-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
PHONE_FOUND = re.compile(
    r"(?<![\w.,/£$€-])(?:"
    r"\+\d[\d\s().-]{6,}\d"  # international
    r"|\(?0\d[\d\s().-]{6,}\d"  # with a trunk prefix
    r"|1[38]00[\s-]?\d{3}[\s-]?\d{3}|13\s\d\d\s\d\d"  # Australian free and local rate
    r"|\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}"  # North American
    r")(?!\w)"
)
PHONE_CALLED = re.compile(
    r"(\b(?:tel(?:ephone)?|phone|mobile|call|text|whatsapp|fax)\b\.?(?:\s(?:us|on|number|no\.?))*"
    r"\W{0,3}?)(\+?\(?\d[\d\s().-]{4,}\d)(?!\w)",
    re.IGNORECASE,
)
REGISTERED = re.compile(
    r"\b(?:abn|acn|arbn|nzbn|vat|lei|regist\w+|company|companies house|charity|isbn|iso)\b"
    r"[\s:#(]*(?:no\.?|number)?(?:\sis)?[\s:#(]*$",
    re.IGNORECASE,
)
AGE_AFTER_NAME = re.compile(rf"({re.escape(NAME)},?\s\(?)\d{{1,2}}(?=[,;)]|\.(?!\d)|$)")
AGE_CLUE = re.compile(
    rf",? \(?(?:aged? {YEARS}\b|an? {YEARS}[\s-]year|{YEARS}[\s-]year)", re.IGNORECASE
)
SURNAME_FIRST = re.compile(r"[^\W\d_][\w'’-]+, (?:[^\W\d_]\.\s?)+(?!\w)")
CLUE = re.compile(
    r"(?:\b(?:named|called|known as|signed by|approved by|signed:|name:|s/)|/s/|"
    r"\b(?:victims?|survivors?|worker|woman|man|girl|boy|child|employee|colleague|migrant|brothers|"
    r"sisters),?)\s*$",
    re.IGNORECASE,
)
SIGNER = re.compile(
    r"(?<![\w-])([A-Z][\w'’-]+(?: [A-Z]\.?)? [A-Z][\w'’-]+),\s+(?:(?:Group|Managing|Executive|"
    r"Non-Executive|Senior|Vice|Deputy|Company|General|Finance|Lead|Independent|Designated)\s)*"
    r"(?:Director|Chair\w*|Chief|President|Secretary|Officer|Partner|Trustee|Member|CEO|CFO|COO)\b"
)
"""Two capitalised words before a comma and a position: "Will Smith, Director". Both can be
ordinary words, which no list of names helps with."""
FIRM_AFTER = re.compile(
    r",\s(?:Inc|Incorporated|LLC|L\.L\.C|Corp|Ltd|Limited|[Pp]lc|PLC|LLP|Pty|N\.V|S\.A|GmbH)\b"
    r"(?!\s\w+(?:er|or)\b)|['’]s?\s(?:Executive\s|Supervisory\s)?Board\b"
)
"""What follows the name of a firm and not of a person: "Larch Elmwood's Board"."""
APPROVED_BY = re.compile(r"\b(?:approved|adopted|endorsed|reviewed) by (?:the )?$", re.IGNORECASE)
BOARD = re.compile(r"['’]s?\s(?:\w+\s)?board\b")
"""Only after `approved by`: a person can have "board and lodging"."""
DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W\d_](?:[\w\u0300-\u036f]|['’‘ʼ‐-](?=[^\W\d_]))*")
INNER_CAPITAL = re.compile(r"^(?:al|el|d|o|m|l)['’-][^\W\d_]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Token:
    """One word of a sentence."""

    word: str
    """As it stands, without a possessive."""
    start: int
    end: int
    kind: str
    """`title`, `role`, `organisation`, `ordinary`, `known`, `initial`, `particle`, `name`, or
    `plain` for a word in lower case."""


def redact(text: str, *, names: bool, organisation: str = "") -> str:
    """Mask what could identify a person.

    Parameters
    ----------
    text : str
        A sentence, heading, bullet or table row.
    names : bool
        Mask names, ages and origins of persons too, not only e-mail addresses and telephone
        numbers.
    organisation : str
        The reporter's own name, which is kept.

    Returns
    -------
    str
        The text with `[name withheld]` and the like in place of what was masked.

    Notes
    -----
    Names are found by their shape and by lists of words, without a model: after a title, or two
    capitalised words or more that stand in no list of roles, places, organisations or ordinary
    words, or one with an initial or a well-known given name. It would rather mask a place or a
    scheme than leak the name of a victim. It does not find a lone, uncommon first name, nor a
    name in lower case, nor a person described without a name.
    """
    if "@" in text:
        text = EMAIL_FOUND.sub(EMAIL, text)
    if DIGIT.search(text):
        text = PHONE_CALLED.sub(rf"\1{PHONE}", text)
        text = PHONE_FOUND.sub(_unless_registered, text)
    if not names:
        return text
    text = _masked_names(SURNAME_FIRST.sub(NAME, text), organisation)
    return mask_details(AGE_AFTER_NAME.sub(rf"\1{AGE}", text))


def _unless_registered(match: re.Match[str]) -> str:
    """Keep the numbers of registers, which look like telephone numbers."""
    return match[0] if REGISTERED.search(match.string[: match.start()]) else PHONE


def _masked_names(text: str, organisation: str) -> str:
    own = {match[0].casefold() for match in WORD.finditer(organisation)}
    text = SIGNER.sub(partial(_unless_office, own), text)
    spans = [
        span
        for run in _runs(text, list(_tokens(text)))
        for span in _names_in(text, run, frozenset(own))
    ]
    for start, end in reversed(spans):
        text = text[:start] + NAME + text[end:]
    return text


def _unless_office(own: set[str], match: re.Match[str]) -> str:
    """Keep what is a position, a body or the reporter itself before a comma."""
    kinds = {token.kind for token in _tokens(match[1])}
    words = {word.casefold() for word in match[1].split()}
    if kinds & {"role", "organisation"} or words <= own:
        return match[0]
    return match[0].replace(match[1], NAME, 1)


def _tokens(text: str) -> Iterator[_Token]:
    """Cut a sentence into words, and say what each could be."""
    protected = [match.span() for match in _phrases().finditer(text)]
    masks = [match.span() for match in re.finditer(r"\[[\w-]+(?: number)? withheld\]", text)]
    for match in WORD.finditer(text):
        start, end = match.span()
        if any(first <= start < last for first, last in masks):
            continue
        word = re.sub(r"['’]s$", "", match[0], flags=re.IGNORECASE)
        is_protected = any(first <= start < last for first, last in protected)
        kind = "known" if is_protected else _kind(word, text[:start], text[end:])
        yield _Token(word, start, start + len(word), kind)


def _kind(word: str, before: str, after: str) -> str:
    words, plain = _words(), word.casefold()
    is_capital = word[0].isupper() or word[0].istitle() or bool(INNER_CAPITAL.match(word))
    is_caseless = unicodedata.category(word[0]) == "Lo"
    if plain in words["organisations"]:
        return "organisation"
    if not is_capital and not is_caseless:
        return "particle" if plain in words["particles"] else "plain"
    if plain in words["titles"]:
        return "title"
    if len(word) == 1 and not is_caseless:
        return "known" if plain in {"a", "i"} and not after.startswith(".") else "initial"
    if plain in words["months"]:
        is_date = re.search(r"\d\w{0,2}\W{0,2}(?:of )?$", before) or re.match(r"\W{0,3}\d", after)
        return "known" if is_date else "name"
    if _is_in(plain, words["roles"]):
        return "role"
    if plain in words["fields"] or (word.isupper() and plain in words["acronyms"]):
        return "known"
    if _is_in(plain, words["places"]):
        return "known"
    return "ordinary" if _is_in(plain, words["ordinary"]) else "name"


def _is_in(word: str, known: frozenset[str]) -> bool:
    """Look a word up, whole or part by part: "Vice-Chair" is known, "Chair-Smith" is not."""
    return word in known or ("-" in word and all(part in known for part in word.split("-")))


def _runs(text: str, tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Join capitalised words that stand side by side; a particle joins two of them."""
    run: list[_Token] = []
    for token in tokens:
        gap = text[run[-1].end : token.start] if run else ""
        joins = re.fullmatch(r"(?:['’]s)?\s+", gap) is not None
        if run and run[-1].kind in {"initial", "title"}:
            joins = re.fullmatch(r"\.?\s*", gap) is not None
        if run and (token.kind == "plain" or not joins):
            yield run
            run = []
        if token.kind != "plain":
            run.append(token)
    if run:
        yield run


def _names_in(text: str, run: Sequence[_Token], own: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Find the spans of names in a run of capitalised words."""
    index = 0
    while index < len(run):
        first = index
        while index < len(run) and run[index].kind in {"name", "initial", "particle"}:
            index += 1
        part = _trimmed(run[first:index])
        before = run[first - 1] if first else None
        after = run[index] if index < len(run) else None
        following = run[index + 1] if index + 1 < len(run) else None

        if part and not is_given_name(part[0].word) and _owns_a_board(text, part):
            part = []
        if _is_company(text, after, following):
            # "Steve Miller Foods plc" in a signature block: two words are the signer's.
            part = part[:2] if len(part) > 2 and is_given_name(part[0].word) else []
            after = None
        if part and (_is_name(text, part, before, own) or _is_officer(text, part, after)):
            # A surname can be an ordinary word, as in "Grace Price".
            takes_next = after is not None and after.kind == "ordinary"
            yield part[0].start, after.end if after and takes_next else part[-1].end
        index = max(index, first + 1)


def _trimmed(part: Sequence[_Token]) -> list[_Token]:
    """Leave out particles at the ends, which join nothing."""
    kept = list(part)
    while kept and kept[0].kind == "particle":
        kept.pop(0)
    while kept and kept[-1].kind == "particle":
        kept.pop()
    return kept


def _is_name(text: str, part: Sequence[_Token], before: _Token | None, own: frozenset[str]) -> bool:
    words = [token.word.casefold() for token in part if token.kind == "name"]
    if not words or all(word in own for word in words):
        return False
    if len(part) > 1 or (before is not None and before.kind == "title"):
        return True
    is_caseless = unicodedata.category(words[0][0]) == "Lo"
    is_aged = AGE_CLUE.match(text[part[-1].end :]) is not None
    has_clue = CLUE.search(text[: part[0].start]) is not None
    return is_given_name(part[0].word) or is_caseless or is_aged or has_clue


def is_given_name(word: str) -> bool:
    """Say whether a word is a well-known given name that is no ordinary word or place as well."""
    return re.split("[-‐]", word.casefold())[0] in _words()["given"]


def _is_officer(text: str, part: Sequence[_Token], after: _Token | None) -> bool:
    """Say whether a lone surname opens a line of a signature block: "Mather Director"."""
    if text[: part[0].start].strip() or part[-1].kind != "name":
        return False
    is_junior = re.match(r",? (?:Jr|Sr|Junior|Senior)\b", text[part[-1].end :]) is not None
    has_role = after is not None and after.word.casefold() in _words()["personal_roles"]
    return is_junior or has_role


def _owns_a_board(text: str, part: Sequence[_Token]) -> bool:
    """Say whether what follows a name is a company's: a legal form, or a board."""
    before, after = text[: part[0].start], text[part[-1].end :]
    is_board = APPROVED_BY.search(before) is not None and BOARD.match(after) is not None
    return is_board or FIRM_AFTER.match(after) is not None


def _is_company(text: str, after: _Token | None, following: _Token | None) -> bool:
    """Say whether the next word makes a company of the name, as in "Smith Jones Group"."""
    if after is None or after.kind != "organisation":
        return False
    is_owner = re.match(r"['’]s?\s", text[after.end :]) is not None  # "Larch Society's Board"
    return is_owner or following is None or following.kind != "role"


@lru_cache(maxsize=1)
def _lists() -> dict[str, str | list[str]]:
    path = files("analyser").joinpath("redaction.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    lists = _lists().items()
    return {key: frozenset(value.split()) for key, value in lists if isinstance(value, str)}


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in _lists()["phrases"])
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)
