"""The countries that a statement names, and as what: a risk, an operation, a source of supply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analyser.particulars.gazetteer import Entry, load_entries, load_gazetteer
from analyser.particulars.laws import MODERN_SLAVERY_ACT
from analyser.particulars.reading import Found, Passage, Reading

KINDS = ("country",)
RISK = re.compile(
    r"\b(?:high(?:er|est)?[\s-]risk|at[\s-]risk|risks?|vulnerab\w+|prevalen\w+|exploit\w*"
    r"|forced\slabou?r"
    r"|child\slabou?r|slavery\sindex)\b",
    re.I,
)
SUPPLY = re.compile(
    r"\b(?:suppl(?:y|ies|ied|ier|iers)|sourc(?:e|ed|es|ing)|factor(?:y|ies)|manufactur\w+"
    r"|procure\w*|import\w*|purchas\w+)\b",
    re.I,
)
OPERATION = re.compile(
    r"\b(?:operat(?:e|es|ed|ing|ions?)|offices?|headquarter\w*|based|located|employ\w*"
    r"|business(?:es)?|subsidiar\w+|branch\w*|incorporated|sites|stores|presence|trad(?:e|es"
    r"|ing))\b",
    re.I,
)
COMPANY_AFTER = re.compile(
    r"\)?[\s,]{1,2}(?:Limited|Ltd|LTD|LIMITED|plc|PLC|LLP|Inc|Holdings?|Group|Branch|Corporation"
    r"|Corp|Bank|Pty|Co\b|LLC|Operations Limited|GAAP|Listing|Listed)"
)
STATE_AFTER = re.compile(
    r"(?:'s)?\s(?:Government|government|Home Office|Parliament|legislation|law|laws"
    r"|Modern Slavery|modern slavery|MODERN SLAVERY"
    r"|Act\b|MSA\b|Corporate Governance|Border|Companies Act|Bribery|National|Human Trafficking"
    r"|Department|FIU|Data|Equality|VAT|Transparency)"
)
REGISTERED = re.compile(
    r"\b(?:(?:registered|incorporated)\b[^.;\n]{0,40}|right\sto\s(?:live\sand\s)?work\sin\s(?:the\s)?)$",
    re.I,
)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}[\s,.-]*$")
ADDRESS = re.compile(
    r"\b(?:Street|Road|Lane|Avenue|House|Court|Park|Square|Floor|Box|Way|Drive|Place)\b"
)
PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|from|to|across|of|within|outside|through|and|or|including|include|includes"
    r"|e\.g\.|eg|like|as|between|via|visited|are|is)"
    r"\s(?:the\s)?|[,;:(•/|]\s?|\n\s*|^)$",
    re.I,
)
CAPITALS_AFTER = re.compile(r" (?!(?:The|We|Our|In|This|It|All|For|As|They)\b)([A-Z][a-z]+)")
JOINED_BEFORE = re.compile(r"[(/.@&-]$")
JOINED_AFTER = re.compile(r"[/@]|\)\s?(?:PLC|plc|Ltd|Limited|LLP)|-(?!based)|\.(?:com|co)\b")
PART_OF_ANOTHER = re.compile(
    r"\b(?:(?:New|North|South)\s(?:Wales|England|Ireland|Macedonia)"
    r"|(?:New|Papua|Equatorial|New\s)\s?GUINEA|(?:New|Papua|Equatorial)\sGuinea|Bank\sof\s\w+)$"
)
PEOPLE_AFTER = re.compile(
    r"[\s-](?:suppliers?|workers?|factor(?:y|ies)|mills?|farms?|farmers|nationals?|migrants?"
    r"|operations?|business(?:es)?"
    r"|subsidiar\w+|manufactur\w*|employees?|citizens|cotton|companies|company|market|offices?"
    r"|workforce|sites?"
    r"|labour|people|women|men|girls|children|refugees|fishing|garment|textile|origin|based"
    r"|entit\w+|seafood"
    r"|vendors?|producers?|supply|partners?|plants?|sector|industry|stores|brick|tea|cocoa"
    r"|tanneries|spinning)\b"
)
STATES = re.compile(
    r"\b(?:Atlanta|Savannah|USA|U\.S\.|Alabama|Florida|Carolina|Tennessee)\b|,\sGA\b"
)


def find(reading: Reading) -> Iterator[Found]:
    """Find the countries named.

    Parameters
    ----------
    reading : Reading
        One statement; the labels of its sentences say as what a country is named, and without
        them its words do.

    Yields
    ------
    Found
        Of kind `country`; `note` is `risk`, `supply chain`, `operation` or empty. Countries in
        names of companies, in laws, in addresses and in registrations are left out.
    """
    text = reading.text
    acts = [match.span() for match in MODERN_SLAVERY_ACT.finditer(text)]
    in_acts = {place for start, end in acts for place in range(start, end)}
    for entry, start, end in load_gazetteer("countries").find(text):
        passage = reading.passage_at(start)
        if start not in in_acts and _is_country(entry, text, start, end):
            yield Found("country", entry.value, start, end, _role(passage, start - passage.start))
    for entry, start, end in load_gazetteer("countries", adjectives=True).find(text):
        if PEOPLE_AFTER.match(text, end) and start not in in_acts:
            passage = reading.passage_at(start)
            yield Found("country", entry.value, start, end, _role(passage, start - passage.start))


def _is_country(entry: Entry, text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 60) : start], text[end : end + 30]
    if any(pattern.match(after) for pattern in (COMPANY_AFTER, STATE_AFTER, JOINED_AFTER)):
        return False
    if any(pattern.search(before) for pattern in (REGISTERED, POSTCODE, ADDRESS, JOINED_BEFORE)):
        return False
    if PART_OF_ANOTHER.search(before + text[start:end]):
        return False
    # "Canada Life", "India Street": a name, unless the next word is a country too, as in a table.
    name = CAPITALS_AFTER.match(after)
    if name is not None and name[1] not in _first_words():
        return False
    if entry.code != "name":
        return True
    if PLACE_BEFORE.search(before) is None:
        return False
    return entry.value != "Georgia" or STATES.search(text[max(0, start - 60) : end + 60]) is None


@cache
def _first_words() -> frozenset[str]:
    names = (name for entry in load_entries("countries") for name in entry.names)
    return frozenset(name.split()[0] for name in names) - {"The", "the"}


def _role(passage: Passage, place: int) -> str:
    labels = passage.labels
    if "risk_identified" in labels or "c3_risk_description" in labels:
        return "risk"
    near = passage.text[max(0, place - 200) : place + 120]
    if RISK.search(near) and not labels & {"c2_operations", "c2_structure"}:
        return "risk"
    if "c2_supply_chains" in labels or "traceability" in labels or SUPPLY.search(near):
        return "supply chain"
    if labels & {"c2_operations", "c2_structure"} or OPERATION.search(near):
        return "operation"
    return ""
