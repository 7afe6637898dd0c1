"""Find the figures in a sentence: quantities of something, not years, dates or section numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
TEENS = "sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = "|".join(f"{UNITS} {TEENS} {TENS}".split())
DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALE = r"(?:\s?(?:hundred|thousand|million|billion|trillion|bn|m|k)\b)"
NUMBER = rf"(?:(?:{DIGITS}){SCALE}?|(?:{WORDS})(?:[\s-](?:{WORDS}))?{SCALE}*|an? {SCALE.strip()})"

NUMBERED = (
    "section|sections|sec|article|articles|art|clause|chapter|part|schedule|regulation|reg|"
    "paragraph|para|page|pages|pp|p|principle|principles|convention|conventions|level|levels|"
    "tier|tiers|step|phase|stage|figure|table|appendix|annex|version|goal|goals|sdg|sdgs|grade|"
    "band|class|category|criterion|criteria|note|item|no|nos|number|rule|directive|iso|sa|bs|"
    "ilo|en|iec|gri|ungp|ungps|ftse|asx|fortune|s&p|fy|q|h|v|s|ss|c"
)
NOT_FIGURES = re.compile(
    "|".join(
        [
            r"\S+@\S+|https?://\S+|www\.\S+",
            r"^\W*\d{1,2}(?:\.\d+)*[.)]?\s+(?=(?-i:[A-Z]))",  # the number of a heading or list item
            rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTHS})\b\.?(?:,?\s+\d{{4}})?",
            rf"\b(?:{MONTHS})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d{{3}})(?:,?\s+\d{{4}})?",
            r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b",
            r"\b\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?|\b\d{1,2}:\d\d\b|\b24/7\b|\b24[\s-]?hours?\b",
            rf"(?<![a-z])(?:{NUMBERED})\.?[\s-]?(?:{WORDS}|\d+(?:\.\d+)*)(?:\([0-9a-z]+\))*"
            rf"(?:\s*(?:,|and|or|to|&|-|–|/)\s*(?:{WORDS}|\d+(?:\.\d+)*)(?:\([0-9a-z]+\))*)*(?![\d%])",
            r"\b\d+\([0-9a-z]+\)\S*",
            r"\bpages?\s\d+\s(?:of|/)\s\d+",
            r"(?:aged?|ages|over|under|age of)\s+\d{1,2}\b(?!,\d)"
            r"(?=\W*(?:$|[,.;)]|and|or|who|years))",
            r"\b\d{1,2}[\s-](?:years?|months?)[\s-](?:olds?|of\sage)\b",
            r"(?:\b(?:abn|acn|arbn|vat|tel\w*|phone|call|mobile)\W{0,3}|\+|\(0)\d[\d ()-]{5,}",
            r"\b0\d[\d ()-]{6,}\d\b|\b\d{7,}\b",
            r"\b\d{1,4},?\s(?-i:(?:[A-Z][a-z]+\s){1,3}(?:Street|St|Road|Rd|Lane|Avenue|Drive|Place))\b",
            r"\b\d+(?:st|nd|rd|th)\b",
            r"\b[^\W\d]+-?\d[\w-]*|\b\d[A-Z]{2}\b",  # SA8000, FY24, postcodes
            r"\b(?:\d[\d.,]*|[a-z-]+)\smillion\s(?:people|men|women|adults|children|victims)\b",
        ]
    ),
    re.IGNORECASE,
)
YEAR = re.compile(
    r"(?:(?<![\d,.])(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?(?![\d,]*\d|%))", re.IGNORECASE
)
PEOPLE_OR_FIRMS = (
    "workers|suppliers|employees|people|colleagues|staff|contractors|factories|sites|audits|"
    "questionnaires|participants"
)
YEAR_LIKE_COUNT = re.compile(
    rf"(?<!the )(?<!our )(?<!in )(?<!for )\b(?:19|20)\d\d (?={PEOPLE_OR_FIRMS})", re.IGNORECASE
)
MONEY = re.compile(
    r"(?:[£$€¥₹]|\b(?:GBP|USD|AUD|EUR|CAD|NZD|INR|A\$|US\$|C\$)\s?)\s?(?:"
    + DIGITS
    + ")"
    + SCALE
    + "?"
    r"|(?:" + DIGITS + ")" + SCALE + r"?\s(?:pounds|dollars|euros?|rupees|ringgit|baht)\b"
)
THRESHOLD = re.compile(r"£\s?36\s?m(?:illion)?\b|A?\$\s?100\s?m(?:illion)?\b", re.IGNORECASE)
"""The turnover at which the acts apply: a fact of the law, not of the organisation."""
PERCENT = re.compile(rf"(?:{NUMBER})\s?(?:%|per\s?cent\b|percentage points\b)", re.IGNORECASE)
FRACTION = re.compile(
    r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])\s?(?:rds?|ths?)? of(?: \w+){1,2}"
    r"|\b(?:half|a third|a quarter|(?:one|two)[\s-]thirds?|(?:one|three)[\s-]quarters?)"
    r" of(?: \w+){1,2}",
    re.IGNORECASE,
)
COUNTED = re.compile(
    rf"(?<![\w.,£$€-])({NUMBER})(?![\w%.-]*\d)((?:\s[^\W\d][\w’'-]*){{1,4}})", re.IGNORECASE
)
TABULATED = re.compile(
    rf"(?:[:|=]|\b(?:number|total|count|rate|share)\b[^.;]*?)\s*\b({DIGITS})\b(?!\s?\w)",
    re.IGNORECASE,
)
STOP = re.compile(
    r"\b(?:of|in|at|on|to|by|for|from|and|or|were|was|are|is|have|has|had|who|which|that|with|"
    r"across|during|the|our|this|between|as|per|within|after|before|than|we|each|all|it|throughout|"
    r"worldwide|globally|over|under|about|into|through|via|but|while|when|where|if|so)\b",
    re.IGNORECASE,
)
NOT_COUNTED = re.compile(
    r"\b(?:years?|months?|weeks?|days?|quarters?|pillars?|areas?|principles?|steps?|stages?|"
    r"phases?|types?|categor(?:y|ies)|themes?|ways?|parts?|sections?|elements?|objectives?|"
    r"priorit(?:y|ies)|lines?|levels?|tiers?|points?|conventions?|articles?|standards?|acts?|"
    r"laws?|goals?|times|lenses|key|main|core|another|other|forms?|indicators of)\b",
    re.IGNORECASE,
)
ONE = re.compile(
    r"\b(?:cases?|allegations?|incidents?|reports?|complaints?|workers?|suppliers?|factory|sites?|"
    r"persons?|man|woman|child|audits?|agency|contracts?|victims?|survivors?|calls?)\b",
    re.IGNORECASE,
)


def has_figure(text: str) -> bool:
    """Say whether a sentence gives a quantity.

    Parameters
    ----------
    text : str
        One sentence, heading, bullet or table row.

    Returns
    -------
    bool
        True for a counted thing, a share or an amount of money; False for years, dates, ages,
        durations, sections, versions, telephone numbers and zero.
    """
    return find_figure(text) is not None


@lru_cache(maxsize=4096)
def find_figure(text: str) -> str | None:
    """Find the first quantity in a sentence.

    Parameters
    ----------
    text : str
        One sentence, heading, bullet or table row.

    Returns
    -------
    str or None
        The words that give it, such as `42 high-risk suppliers`; None where there is none.
    """
    masked = NOT_FIGURES.sub(" ; ", YEAR_LIKE_COUNT.sub(lambda m: f"{m[0][0]},{m[0][1:]}", text))
    masked = YEAR.sub(" ; ", masked)
    for match in MONEY.finditer(THRESHOLD.sub(" ; ", text)):
        if not _is_zero(match[0]):
            return match[0].strip()
    for match in PERCENT.finditer(text):
        if not _is_zero(match[0]):
            return match[0].strip()
    if fraction := FRACTION.search(text):
        return fraction[0]
    for match in COUNTED.finditer(masked):
        if found := _counted(match[1], match[2]):
            return found if found in text else found.replace(",", "")
    for match in TABULATED.finditer(masked):
        if not _is_zero(match[1]):
            return match[1]
    return None


def _counted(number: str, words: str) -> str | None:
    """Return a number with what it counts, unless it counts nothing that matters."""
    thing = STOP.split(words, maxsplit=1)[0].strip()
    is_share = not thing and re.match(r"\s(?:of|out of)\b", words, re.IGNORECASE) is not None
    is_one = number.lower() in {"one", "1"}
    if _is_zero(number) or NOT_COUNTED.search(thing or words if is_share else thing):
        return None
    if is_one and not ONE.search(thing):
        return None
    # "3 We" and "2 Structure" are a page's or a heading's number that strayed into a sentence.
    if not is_share and not any(word[0].islower() for word in thing.split()):
        return None
    # Capitalised words could be names, and a figure is quoted in a reason that nobody redacts.
    plain = takewhile(lambda word: word[0].islower(), thing.split())
    return " ".join([number, *plain])


def _is_zero(number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    return bool(digits) and not digits.strip("0")
