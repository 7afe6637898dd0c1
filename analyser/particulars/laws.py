"""Laws, conventions and standards that a statement cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyser.particulars.gazetteer import load_gazetteer
from analyser.particulars.reading import Found, Reading

KINDS = ("law",)
CORE = "ILO core conventions"
UNDETERMINED = "Modern Slavery Act (year not stated)"
ACTS = {
    "UK": "Modern Slavery Act 2015 (UK)",
    "AU": "Modern Slavery Act 2018 (Australia)",
    "NSW": "Modern Slavery Act 2018 (New South Wales)",
}
MODERN_SLAVERY_ACT = re.compile(
    r"(?<!\w)(?P<before>(?:UK|U\.K\.|United Kingdom|British|English|Australian?|Commonwealth|NSW"
    r"|New South Wales)(?:'s|\))?\s(?:Government'?s?\s)?)?"
    r"(?:modern[\s-]{1,2}(?:day[\s-])?slavery|MS)\sact"
    r"(?:,?\s?(?:of\s)?\(?(?P<year>20\d\d)(?![\d/]|-\d))?\)?"
    r"(?:\s?\((?P<after>UK|Cth|Commonwealth|NSW|New South Wales|Australia)\))?(?!\w)",
    re.IGNORECASE,
)
SECTION_54 = re.compile(r"\b(?:section|article|sec\.?|s\.?|part\s6,?\s?)\s?54\b", re.IGNORECASE)
SECTION_AU = re.compile(r"\b(?:section|s\.?)\s?1[346]\b|\bCth\b|\bCommonwealth\b", re.IGNORECASE)
OF_A_STATEMENT = re.compile(
    r"\s?(?:transparency\s|compliance\s|disclosure\s)?(?:statement|report|policy)", re.IGNORECASE
)
DEFINED = re.compile(
    r"[\s,]{0,2}(?:\([^()\n]{0,12}\)\s?)?\((?:[^()\n]{0,30}?[\"'])?"
    r"(?P<name>(?:the )?(?:act|msa(?: 2015)?|uk act|legislation))(?:[\"'][^()\n]{0,30}?)?\)",
    re.IGNORECASE,
)
THE_ACT = re.compile(r"(?<!\w)(?:[Tt]he (?:UK )?Act|MSA(?: 2015)?|THE ACT)(?![\w-])(?! of\b)")
CONVENTIONS = {
    "29": "ILO C29 Forced Labour Convention",
    "87": "ILO C87 Freedom of Association Convention",
    "98": "ILO C98 Right to Organise Convention",
    "100": "ILO C100 Equal Remuneration Convention",
    "105": "ILO C105 Abolition of Forced Labour Convention",
    "111": "ILO C111 Discrimination Convention",
    "138": "ILO C138 Minimum Age Convention",
    "155": "ILO C155 Occupational Safety and Health Convention",
    "181": "ILO C181 Private Employment Agencies Convention",
    "182": "ILO C182 Worst Forms of Child Labour Convention",
    "187": "ILO C187 Promotional Framework for OSH Convention",
    "189": "ILO C189 Domestic Workers Convention",
    "190": "ILO C190 Violence and Harassment Convention",
}
NUMBERED = re.compile(
    r"\bconventions?(?:\s(?:on|concerning)\s[a-z ]{3,50})?,?\s?\(?(?:n[o°º]s?\.?|numbers?|nr\.?|#)?"
    r"\s?(?P<numbers>[C#]?\d{2,3}\b(?:(?:\s?(?:,|and|&|/|;|to)\s?)+(?:n[o°º]s?\.?\s?|C"
    r"|#)?\d{2,3}\b)*)",
    re.IGNORECASE,
)
SHORT = re.compile(r"(?<!\w)C\.?\s?(?P<number>0?29|87|98|100|105|111|138|182|189|190)\b(?!\s?%)")
NUMBER = re.compile(r"\d{2,3}")
OTHER = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][a-z]+(?:[ ,(&-]{1,2}(?:[A-Z][a-z]+\)?|and|of|in|for|on|against"
    r"|the|to|etc)){0,9}"
    r"\s(?:Act|Regulations?|Ordinance|Convention|Directive|Law))\s(?:of\s)?\(?(?P<year>(?:18|19"
    r"|20)\d\d)\b(?![/-]\d)"
)
LEADING = re.compile(
    r"^(?:(?:The|Our|This|Under|In|With|Section|Policies|Home|UK|Of|And|A|See|Both|Also) )+"
)


def find(reading: Reading) -> Iterator[Found]:
    """Find the laws cited.

    Parameters
    ----------
    reading : Reading
        One statement.

    Yields
    ------
    Found
        Of kind `law`; `note` is the jurisdiction, or `undetermined`. "The Act" and "MSA" are
        found only after the statement has said what they stand for.
    """
    acts = list(_modern_slavery_acts(reading))
    yield from acts
    yield from _named_before(reading, acts)
    yield from _conventions(reading)
    taken = [(found.start, found.end) for found in acts]
    known = []
    for entry, start, end in load_gazetteer("laws").find(reading.text):
        known.append((start, end))
        if entry.value == CORE and NUMBERED.match(reading.text, end - len("conventions")):
            continue  # they are named by their numbers
        yield Found("law", entry.value, start, end, entry.note)
    yield from _others(reading, [*taken, *known])


def _modern_slavery_acts(reading: Reading) -> Iterator[Found]:
    for match in MODERN_SLAVERY_ACT.finditer(reading.text):
        value, note = _which_act(reading.text, match)
        start, end = match.span()
        words = match[0]
        end -= len(words) - len(words.rstrip(" ,)")) if words.count(")") > words.count("(") else 0
        yield Found("law", value, start, end, note)


def _which_act(text: str, match: re.Match[str]) -> tuple[str, str]:
    """Keep the acts of different places apart by words beside them, sections, and year."""
    words = f"{match['before'] or ''} {match['after'] or ''}".lower()
    near = text[max(0, match.start() - 80) : match.end() + 50]
    year = match["year"]
    if year == "2015" or "uk" in words or "kingdom" in words or "u.k" in words or "brit" in words:
        return ACTS["UK"], "UK"
    if "nsw" in words or "south wales" in words:
        return ACTS["NSW"], "AU-NSW"
    if words.strip():
        return ACTS["AU"], "AU"
    if year == "2018":
        # "Modern Slavery Act 2018 Statement" of a British company gives the year of the statement.
        is_statement = OF_A_STATEMENT.match(text, match.end()) is not None
        if re.search(r"\b(?:NSW|New South Wales)\b", near):
            return ACTS["NSW"], "AU-NSW"
        if not is_statement and SECTION_54.search(near) is None:
            return ACTS["AU"], "AU"
        if SECTION_AU.search(near):
            return ACTS["AU"], "AU"
    if SECTION_54.search(near):
        return ACTS["UK"], "UK"
    return UNDETERMINED, "undetermined"


def _named_before(reading: Reading, acts: list[Found]) -> Iterator[Found]:
    """Find "the Act" and "MSA", once the statement has said which act that is."""
    meanings: list[tuple[int, str, Found]] = []
    every = [*acts]
    every += [
        Found("law", entry.value, start, end, entry.note)
        for entry, start, end in load_gazetteer("laws").find(reading.text)
        if " Act" in entry.value
    ]
    for act in every:
        if defined := DEFINED.match(reading.text, act.end):
            name = defined["name"].lower().removeprefix("the ").removesuffix(" 2015")
            meanings.append((defined.end(), name, act))
    if not meanings:
        return
    for match in THE_ACT.finditer(reading.text):
        name = match[0].lower().removeprefix("the ").removesuffix(" 2015")
        before = [act for end, each, act in meanings if end <= match.start() and each == name]
        if before:
            yield Found("law", before[-1].value, *match.span(), before[-1].note)


def _conventions(reading: Reading) -> Iterator[Found]:
    text = reading.text
    for match in NUMBERED.finditer(text):
        near = text[max(0, match.start() - 120) : match.end() + 60]
        if not re.search(r"\bILO\b|labou?r", near, re.IGNORECASE):
            continue
        for number in NUMBER.finditer(text, *match.span("numbers")):
            if value := CONVENTIONS.get(number[0].lstrip("0")):
                yield Found("law", value, *number.span(), "ILO")
    for match in SHORT.finditer(text):
        near = text[max(0, match.start() - 150) : match.end() + 60]
        if re.search(r"\bILO\b|International Labou?r", near):
            yield Found("law", CONVENTIONS[match["number"].lstrip("0")], *match.span(), "ILO")


def _others(reading: Reading, taken: list[tuple[int, int]]) -> Iterator[Found]:
    """Find other laws by their shape: capitalised words, "Act", a year."""
    for match in OTHER.finditer(reading.text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        name = " ".join(LEADING.sub("", match["name"]).split())
        if len(name.split()) < 2:
            continue
        start = match.start() + len(match["name"]) - len(LEADING.sub("", match["name"]))
        yield Found("law", f"{name} {match['year']}", start, match.end())
