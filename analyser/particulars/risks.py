"""What a statement names as at risk: sectors, goods, groups of people, tiers, ILO indicators."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from analyser.particulars.gazetteer import load_gazetteer
from analyser.particulars.reading import Found, Passage, Reading

KINDS = ("sector_at_risk", "commodity_at_risk", "group_at_risk", "tier", "ilo_indicator")
AT_RISK = re.compile(
    r"\b(?:high(?:er|est)?[\s-]risk|(?:at|a|the|significant|greater|increased|elevated|potential"
    r"|specific|key|salient|inherent|main|modern\sslavery)[\s-]risks?(?![\s-](?:based|assess"
    r"|manage|regist|committ|rat|profil|analy|review|map|function|team|mitigat|frame|process"
    r"|matri))"
    r"|risks?\s(?:of|areas?|in|are|for|associated|categor\w+|sectors?|countr\w+)|riskier"
    r"|vulnerab\w+|prevalen\w+|susceptib\w+|exploitation\sof)\b",
    re.I,
)
LITTLE_RISK = re.compile(
    r"\b(?:low|lower|minimal|little|no|limited|not\s(?:a\s)?(?:high|significant))[\s-](?:\w+\s)?risks?\b"
    r"|\brisks?\b[^.]{0,60}\b(?:is|are|be|as)\s(?:very\s|relatively\s|therefore\s|being\s|generally\s)*"
    r"(?:low|minimal|limited)\b|\blow\s(?:likelihood|exposure)\b",
    re.I,
)
HIGH = re.compile(
    r"\b(?:high(?:er|est)?|great(?:er|est)|but|however|although|whil(?:e|st))\b", re.I
)
NO_RISK = re.compile(
    r"\b(?:low|lower|minimal|little|no|limited|not\s(?:a\s)?(?:high"
    r"|significant))[\s-](?:\w+\s)?risks?\b|\b(?:reduc|mitigat|minimi[sz])\w*\s(?:the\s|this\s"
    r"|any\s)?risk|\brisks?\b[^.]{0,40}\b(?:is|are)\s(?:very\s|relatively\s|therefore\s)?low\b",
    re.I,
)
PEOPLE = re.compile(
    r"\b(?:exploit\w*|vulnerab\w+|traffick\w+|abuse\w*|forced|bonded|risks?|target\w*"
    r"|protect\w*)\b",
    re.I,
)
DEFINITION = re.compile(r"\bsecuring\sservices\b|\bdefin(?:ed|es|ition)\b", re.I)
COMPANY_AFTER = re.compile(r"s?\s(?:[A-Z]\w+\s){0,3}(?:Ltd|Limited|plc|PLC|Inc|LLP)\b")
RISK_LABELS = frozenset(("risk_identified", "c3_risk_description"))
TIER = re.compile(
    r"(?P<beyond>\b(?:beyond|below|deeper\sthan|past)\s(?:the\s|our\s)?['\"]?)?"
    r"(?:\b(?P<word>first|second|third|fourth|lower|multiple|1st|2nd|3rd|4th|sub|deeper"
    r"|further)[\s-](?:(?:and|or|&|,)\s(?:second|third|lower)[\s-])?tiers?\b(?!\d)"
    r"|\btiers?[\s-]?(?P<number>[1-5]|one|two|three|four|n)\b(?P<more>(?:\s?(?:,|and|&|or|/|to"
    r"|-)\s?(?:tier[\s-])?(?:[1-5]|one|two|three|four)\b)*)(?P<plus>\s?\+|\sand\s(?:beyond"
    r"|below))?)",
    re.I,
)
NOT_A_TIER = re.compile(
    r"\s(?:visas?|capital|banks?|sponsor\w*|licen[cs]e\w*|ratio|ranking|certificate|city|cities"
    r"|countries|in\sthe\s(?:TIP|US))\b",
    re.I,
)
TIP = re.compile(r"\bTrafficking\sin\sPersons\sReport|\bTIP\sReport", re.I)
NUMBERS = {
    "first": 1,
    "1st": 1,
    "one": 1,
    "second": 2,
    "2nd": 2,
    "two": 2,
    "third": 3,
    "3rd": 3,
    "three": 3,
    "fourth": 4,
    "4th": 4,
    "four": 4,
}
BEYOND = "beyond tier 1"
MORE = re.compile(r"[1-5]|one|two|three|four", re.I)


def find(reading: Reading) -> Iterator[Found]:
    """Find what is at risk.

    Parameters
    ----------
    reading : Reading
        One statement.

    Yields
    ------
    Found
        Of the kinds of this module. Sectors, goods and groups count only in a sentence that
        carries a risk label or speaks of risk, and not where that says that there is little.
    """
    for kind, name in (("sector", "sectors"), ("group_at_risk", "groups")):
        for entry, start, end in load_gazetteer(name).find(reading.text):
            passage = reading.passage_at(start)
            if COMPANY_AFTER.match(reading.text, end):
                continue
            if entry.code == "vague" and reading.is_classified and not passage.labels & RISK_LABELS:
                continue
            if not _speaks_of_risk(passage, is_group=name == "groups"):
                continue
            found = f"{entry.note}_at_risk" if kind == "sector" else kind
            yield Found(found, entry.value, start, end)
    yield from _tiers(reading)
    yield from _indicators(reading)


def says_little_risk(text: str) -> bool:
    """Say whether a sentence only plays a risk down: "we consider the risk to be low"."""
    return LITTLE_RISK.search(text) is not None and HIGH.search(text) is None


def _speaks_of_risk(passage: Passage, *, is_group: bool) -> bool:
    if NO_RISK.search(passage.text) and not re.search(r"\bhigh(?:er|est)?\b", passage.text, re.I):
        return False
    if passage.labels & RISK_LABELS:
        return True
    if DEFINITION.search(passage.text):
        return False
    if is_group:
        return bool(PEOPLE.search(passage.text)) and bool(AT_RISK.search(passage.text))
    return AT_RISK.search(passage.text) is not None and not passage.labels & {"training"}


def _tiers(reading: Reading) -> Iterator[Found]:
    for passage in reading.passages:
        if "tier" not in passage.folded or TIP.search(passage.text):
            continue
        for match in TIER.finditer(passage.text):
            if not NOT_A_TIER.match(passage.text, match.end()):
                for value, start, end in _tier(match):
                    yield Found("tier", value, passage.start + start, passage.start + end)


def _tier(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    number = _number(match["word"] or match["number"] or "")
    if match["beyond"]:
        yield f"beyond tier {number or 1}", *match.span()
        return
    end = match.start("more") if match["more"] else match.end()
    yield f"tier {number}" if number else BEYOND, match.start(), end
    for more in MORE.finditer(match["more"] or ""):
        start = match.start("more") + more.start()
        yield f"tier {_number(more[0])}", start, start + len(more[0])


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else NUMBERS.get(word.lower())


@cache
def _patterns() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    path = files("analyser.particulars").joinpath("indicators.toml")
    lists = tomllib.loads(path.read_text(encoding="utf-8"))["indicator"]
    return tuple(
        (each["value"], tuple(each["cues"]), re.compile("|".join(each["patterns"]), re.IGNORECASE))
        for each in lists
    )


def _indicators(reading: Reading) -> Iterator[Found]:
    for passage in reading.passages:
        for value, cues, pattern in _patterns():
            if any(cue in passage.folded for cue in cues):
                for match in pattern.finditer(passage.text):
                    start, end = (passage.start + place for place in match.span())
                    yield Found("ilo_indicator", value, start, end)
