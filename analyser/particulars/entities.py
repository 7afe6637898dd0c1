"""The organisations that make a statement, and the numbers under which they are registered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyser.particulars.reading import Found, Passage, Reading

KINDS = ("reporting_entity", "company_number", "abn", "acn", "lei", "business_number")
WRONG = "check digits wrong"
SUFFIX = (
    r"(?:Limited|Ltd\.?|LTD\.?|LIMITED|plc|PLC|Plc|P\.L\.C\.|LLP|L\.L\.P\.|LP|Pty\.?\sLtd\.?"
    r"|Pty\.?\sLimited|PTY\sLTD"
    r"|Inc\.?|INC\.?|Incorporated|Corp\.?|Corporation|LLC|L\.L\.C\.|GmbH|AG|S\.?p\.?A\.?"
    r"|B\.?V\.?|N\.?V\.?|SE|S\.A\.|AB|ASA|ULC)"
)
WORD = (
    r"(?:(?:[A-Z]\.){1,4}|(?:St|Co|Bros)\.|[A-Z0-9](?:[\w&'/+-]|\.(?=\w))*"
    r"|\([A-Z][\w\s&.-]{0,25}\))"
)
ENTITY = re.compile(
    rf"(?<![\w&-]){WORD}(?:\s(?:{WORD}|and|of|the|&|for|de|in)|,\sand\s{WORD}){{0,7}}?"
    rf",?\s{SUFFIX}(?![\w&])(?!\s(?:Limited|LIMITED|Ltd))"
)
PERSON_BEFORE = re.compile(
    r"^.*\b(?:Officer|Director|Chair(?:man|woman|person)?|Counsel|President|Secretary|Partner|CEO|CFO"
    r"|COO|Executive|Trustee|Manager|Head|Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady)\b[\s,.]*(?:(?:of|for|the)\s)*",
    re.I | re.S,
)
"""What stands before a company's name in a signature: a person with a position or a title."""
LEADING = re.compile(
    r"^(?:(?:\([^)]*\)|the|this|that|it|our|we|of|for|on|by|at|in|and|as|to|with|from|act|is|\d[\d/-]*|all"
    r"|both"
    r"|(?:anti[\s-])?slavery|modern|human|trafficking|statements?|transparency|disclosure|policy"
    r"|behalf|signed"
    r"|director|directors|board|chairman|chair|chief|executive|officer|ceo|president|managing"
    r"|company|copyright"
    r"|registered|introduction|january|february|march|april|may|june|july|august|september"
    r"|october|november"
    r"|december|limited|ltd|plc|llp|year|ending|ended|financial|number|no|england|wales"
    r"|between)[,.:]?\s)+",
    re.I,
)
CUE = re.compile(
    r"\bstatement\b[^.;]{0,160}\b(?:made|behalf|pursuant|section|constitutes?|covers?|appl(?:y"
    r"|ies)|relates?|issued"
    r"|published|submitted|joint|following|includes?|extends?|prepared)\b|\b(?:made|behalf\sof"
    r"|constitutes?|covers?|appl(?:y|ies)|issued|published|joint)\b"
    r"[^.;]{0,160}\bstatement\b|\bstatement\s(?:of|by|for)\b|\breporting\sentit",
    re.I,
)
SIGNED = re.compile(r"\b(?:signed|signature)\b", re.I)
NUMBER_OF = re.compile(
    r"\b(?:compan(?:y|ies)(?:\shouse)?|regist(?:ered|ration)|incorporat\w+"
    r"|crn)\b(?P<middle>[^\d\n.;]{0,60}?)"
    r"(?:\b(?:no|number|nr|num)s?\b\.?|:|#|\()\s?(?:is\s)?[:.#(]?\s?(?P<number>(?:SC|NI|OC|SO|NC"
    r"|FC|BR|LP|SL|NL|IP|RS|CE|SE|RC|R)?\s?\d{5,9}\b)(?!\s?\d{3}\b)",
    re.I,
)
NOT_A_COMPANY = re.compile(
    r"\b(?:charity|charities|vat|fca|financial|tax|frn|ico|data|trade)\b", re.I
)
AUSTRALIAN = re.compile(
    r"\b(?P<kind>ABN|ACN|A\.B\.N\.?|A\.C\.N\.?|Australian\s(?:Business"
    r"|(?:registered\s)?Company)\sNumber)"
    r"(?:\s\((?:ABN|ACN)\))?\s?(?:no\.?"
    r"|number)?\s?(?:is\s)?[:#.(]?\s?(?P<number>\d(?:\s?\d){7,11})(?!\d)",
    re.I,
)
LEI = re.compile(
    r"\b(?:LEI|Legal\sEntity\sIdentifier)\b[^A-Z0-9\n]{0,12}(?:(?:is|code|number"
    r"|LEI)\W{1,3}){0,2}(?P<number>[A-Z0-9]{20}|[A-Z0-9]{15,24})\b"
)
CANADIAN = re.compile(
    r"\b(?:BN|(?:Canadian\s"
    r"|CRA\s)?[Bb]usiness\s[Nn]umber(?:\s\(BN\))?)\s?(?:is\s)?[:#(]?\s?(?P<number>\d{9}"
    r"|\d{3}\s\d{3}\s\d{3}|\d{5}\s\d{4})(?P<account>\s?R[A-Z]\s?\d{4})?(?!\d)"
)
ABN_WEIGHTS = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)


def find(reading: Reading) -> Iterator[Found]:
    """Find the reporting entities and their identifiers.

    Parameters
    ----------
    reading : Reading
        One statement.

    Yields
    ------
    Found
        Of kind `reporting_entity` (a company's name where a sentence says whose statement it is,
        or where its number stands beside it), `company_number` (of the United Kingdom, in eight
        characters), `abn`, `acn`, `lei` or `business_number` (of Canada). `note` says when a
        number cannot be right, and else whose it is.
    """
    numbered: set[tuple[int, int]] = set()
    for found in _identifiers(reading.text):
        owner = _owner(reading.text, found.start)
        if owner is not None:
            name, start, end = owner
            if (start, end) not in numbered:
                numbered.add((start, end))
                yield Found("reporting_entity", name, start, end)
            note = found.note or f"of {name}"
            found = Found(found.kind, found.value, found.start, found.end, note)
        yield found
    for passage in reading.passages:
        if "signature" in passage.labels or SIGNED.search(passage.text):
            continue  # "Ann Other Acme Limited": where a name ends cannot be told
        if CUE.search(passage.text) or "c1_reporting_entity" in passage.labels:
            for name, start, end in _names(passage):
                if (start, end) not in numbered:
                    yield Found("reporting_entity", name, start, end)


def is_abn(number: str) -> bool:
    """Check an Australian Business Number of eleven digits: a weighted sum is divisible by 89."""
    if len(number) != len(ABN_WEIGHTS) or not number.isdecimal():
        return False
    digits = [int(number[0]) - 1, *map(int, number[1:])]
    return sum(w * d for w, d in zip(ABN_WEIGHTS, digits, strict=True)) % 89 == 0


def is_acn(number: str) -> bool:
    """Check an Australian Company Number of nine digits by its last one."""
    if len(number) != 9 or not number.isdecimal():
        return False
    total = sum(weight * int(digit) for weight, digit in zip(range(8, 0, -1), number, strict=False))
    return (10 - total % 10) % 10 == int(number[8])


def is_lei(number: str) -> bool:
    """Check a Legal Entity Identifier of twenty characters: modulo 97 it is 1 (ISO 17442)."""
    if re.fullmatch(r"[A-Z0-9]{18}\d\d", number) is None:
        return False
    return int("".join(str(int(character, 36)) for character in number)) % 97 == 1


def is_business_number(number: str) -> bool:
    """Check a Canadian Business Number of nine digits by Luhn's method."""
    if len(number) != 9 or not number.isdecimal():
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(number)]
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def _identifiers(text: str) -> Iterator[Found]:
    for match in NUMBER_OF.finditer(text):
        if NOT_A_COMPANY.search(match["middle"]) or NOT_A_COMPANY.search(
            text[max(0, match.start() - 12) : match.start()]
        ):
            continue
        if "australia" in text[max(0, match.start() - 40) : match.start()].lower():
            continue
        number = re.sub(r"\s", "", match["number"]).upper()
        letters = number.rstrip("0123456789")
        digits = number[len(letters) :]
        value = letters + digits.zfill(8 - len(letters))
        note = "" if len(value) == 8 else "not eight characters"
        yield Found("company_number", value, *match.span("number"), note)
    for match in AUSTRALIAN.finditer(text):
        kind = (
            "abn"
            if "b" in match["kind"].lower() and "company" not in match["kind"].lower()
            else "acn"
        )
        number = re.sub(r"\s", "", match["number"])
        is_right = is_abn(number) if kind == "abn" else is_acn(number)
        yield Found(kind, number, *match.span("number"), "" if is_right else WRONG)
    for match in LEI.finditer(text):
        if any(character.isdecimal() for character in match["number"]):
            note = "" if is_lei(match["number"]) else WRONG
            yield Found("lei", match["number"], *match.span("number"), note)
    for match in CANADIAN.finditer(text):
        number = re.sub(r"\s", "", match["number"])
        note = "" if is_business_number(number) else WRONG
        yield Found("business_number", number, *match.span("number"), note)


def _owner(text: str, place: int) -> tuple[str, int, int] | None:
    """Return the last company named on the same line before a number, and where."""
    start = max(text.rfind("\n", 0, place) + 1, place - 200)
    matches = list(ENTITY.finditer(text, start, place))
    return _trimmed(matches[-1]) if matches else None


def _names(passage: Passage) -> Iterator[tuple[str, int, int]]:
    for match in ENTITY.finditer(passage.text):
        trimmed = _trimmed(match)
        if trimmed:
            name, start, end = trimmed
            yield name, passage.start + start, passage.start + end


def _trimmed(match: re.Match[str]) -> tuple[str, int, int] | None:
    words = LEADING.sub("", PERSON_BEFORE.sub("", match[0]))
    name = " ".join(words.split())
    if len(name.split()) < 2:
        return None
    start = match.end() - len(words)
    return name, start, match.end()
