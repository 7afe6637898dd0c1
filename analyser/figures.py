"""Find the figures in a sentence: quantities of something, not years, dates or section numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from analyser.numerals import DIGITS, NUMBER, SCALE, WORDS, masked

MAX_CHARACTERS = 5000
"""The rest of a longer sentence, which is a table or hostile, is not searched."""
MONEY = re.compile(
    rf"(?:[£$€¥₹]|\b(?:GBP|USD|AUD|EUR|CAD|NZD|INR|A\$|US\$|C\$)\s?|\bRM\s?(?=[\d,]{3}))\s?{DIGITS}{SCALE}?"
    rf"|(?<![\d.,]){DIGITS}{SCALE}?\s(?:pounds|dollars|euros?|rupees|ringgit|baht)\b"
)
PERCENT = re.compile(
    rf"(?<![\d.,])(?:{NUMBER})\s?(?:%|per\s?cent\b|percentage points\b)", re.IGNORECASE
)
THRESHOLD = re.compile(
    r"\b(?:spend(?:ing)?|contracts?|orders?|tenders?|valued?|purchases?|worth)\b[^.;]{0,30}"
    r"(?:\b(?:in excess of|over|above|exceeds|exceeding|more than|greater than|at least)|>)\s?$",
    re.IGNORECASE,
)
"""What stands before an amount from which on something applies: `contracts worth more than`."""
PAID = re.compile(r"\b(?:re)?paid\b|repa(?:y|id)|reimburs|compensat|remed|\bspent\b", re.IGNORECASE)
"""What stands before an amount that was given."""
LEAD_CHARACTERS = 60
"""How far before an amount both are looked for."""
WHOSE = r"(?:of(?: \w+){1,2}|(?:our|all|the|these|those|its|their)(?: \w+){1,2})"
FRACTION = re.compile(
    r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])\s?(?:rds?|ths?)? of(?: \w+){1,2}"
    r"|(?<!first )(?<!second )(?<!other )(?<!latter )(?<!last )(?<!next )(?<!thern )(?<!stern )"
    r"\b(?:half|(?:an?|one|two|three|four)[\s-](?:third|quarter|fifth|tenth)s?)"
    r" (?!of ;{4}|(?:of )?(?:the|this|a|each) (?:;{4}|(?:\w+ )?(?:year|month|way|time|day)))"
    rf"{WHOSE}",
    re.IGNORECASE,
)
COUNTED = re.compile(
    rf"(?<![\w.,£$€/-])({NUMBER})\+?(?![\w%.-]{{0,20}}\d)((?:\s[‘“\"]?[^\W\d][\w’'-]*[”\"]?){{1,4}})",
    re.IGNORECASE,
)
TABULATED = re.compile(
    r"(?:[:|=]\s?|\b(?:number|total|count|rate|share)\b[^.;]{0,80}?)"
    rf"(?<![\w.,]){DIGITS}\b(?!\s?\w)",
    re.IGNORECASE,
)
LONE = re.compile(
    rf"(?:^|[,:(]\s?|\b(?:and|total|them|these|those|which|whom)\s)({NUMBER})"
    r"(?=\s(?:were|are|have|had|remain|came|answered|responded|completed|passed|failed)\b)"
    r"|\b(?:trained|audited|visited|assessed|screened|interviewed|surveyed|reached|closed|found|"
    rf"resolved|answered)\s({NUMBER})(?=[.;)]|,(?!\d)|$)"
    rf"|\b(?:audited|visited|inspected)\b(?:(?!up to|at least)[^.;]){{0,60}}?\s({NUMBER})\stimes\b"
    r"(?! (?:an?|per|each|every|annually|yearly|monthly|quarterly|weekly|during"
    r"|in (?:an?|each|every|\d))\b)"
    rf"|\b(?:team|workforce|headcount) of (?:\w+ )?({NUMBER})"
    r"(?=[.;)]|,(?!\d)|$| (?:is|are|was|were|in|across|at|and)\b)"
    r"|\b(?:rose|fell|grew|increased|decreased|dropped|declined|increase|rise|"
    r"fall|went (?:up|down))\s"
    rf"(?:from\s{NUMBER}\s)?(?:to|by)\s({NUMBER})\b",
    re.IGNORECASE,
)
"""Numbers whose thing was named before: `of these, 14 were closed`, `fell from 61 to 17`."""
STOP = re.compile(
    r"\b(?:of|in|at|on|to|by|for|from|and|or|were|was|are|is|have|has|had|who|which|that|with|"
    r"across|during|the|our|this|between|as|per|within|after|before|than|we|each|all|it|throughout|"
    r"worldwide|globally|over|under|about|into|through|via|but|while|when|where|if|so|not|will|"
    r"can|must|should|may|out|its|their|including|against|without|because|"
    r"expects|requires|believes|recogni[sz]es|understands|strives|ensures|seeks|operates)\b(?!-)",
    re.IGNORECASE,
)
UNITS_OF_TIME = "year|month|week|day|quarter|minute|decade"
PARTS = (
    "pillar|area|principle|step|stage|phase|type|theme|way|part|section|element|objective|line|"
    "level|tier|platform|supply chain|point|convention|article|standard|act|law|goal|form|page|"
    "value|chapter|field|milestone|occasion|segment|tool|channel|prong|strand|question"
)
NOT_COUNTED = re.compile(
    rf"\b(?:(?:{UNITS_OF_TIME}|{PARTS})s?|categor(?:y|ies)|priorit(?:y|ies)|polic(?:y|ies)|ethics|times|criteri(?:a|on)|"
    r"lens(?:es)?)\b",
    re.IGNORECASE,
)
MEASURE = re.compile(
    rf"\s(?:{UNITS_OF_TIME}|hour|point|step|part|stage|phase|page|pronged|tiered)(?:s['’])?(?!\w)",
    re.IGNORECASE,
)
TIME = re.compile(rf"\s(?:{UNITS_OF_TIME})s?(?![\w-])", re.IGNORECASE)
"""What a number only dates: `in the past 12 months members of`."""
ACTING = re.compile(r"\s(?!existing)\w+ing\b", re.IGNORECASE)
"""What follows the number of a page: `2 managing our suppliers`."""
STEP = re.compile(
    r"\s(?:conducting|creating|reviewing|ensuring|identifying|providing|requiring|undertaking)\s",
    re.IGNORECASE,
)
"""What follows the number of a step in a list, even before a plural: `2 conducting audits`."""
VAGUE = re.compile(r"\b(?:key|main|core|another|other|mandatory|broad|guiding)\s", re.IGNORECASE)
"""Before what is no thing of this world: `three key risks`, `eight core rights`."""
PLURAL = re.compile(
    r"\b(?!x+\b)(?:(?=[a-z])|(?=[A-Z][\w-]*$))[\w-]*"
    r"(?:[^\Wsui'’]s|ies|[Pp]eople|[Mm]en|[Cc]hildren|[Ss]taff|[Pp]ersonnel)\b(?!['’])"
    r"(?:\s[a-z][\w-]*(?:[^\Wsui'’]s|people|staff)\b(?!['’]))?"
)
"""The noun that is counted: the first plural one, and one after it, as in `staff members`; it is in
small letters, or the last word."""
BEINGS_AND_PLACES = re.compile(
    r"(?:\w*workers|suppliers?|vendors|employees|people|colleagues|staff|contractors|factories|"
    r"sites|members|audits|agencies|mills|farms|managers|buyers|manufacturers|countries|companies)",
    re.IGNORECASE,
)
SHARE = re.compile(rf"\s(?:of|out of|in (?:{WORDS}|every))\b")
NAMED = re.compile(
    r"\b(?:conducted|performed|completed|commissioned|undertook|made|held|carried out|audited|"
    rf"visited|inspected|assessed|trained|surveyed|interviewed)\s({NUMBER})\+?"
    r"(?:\s[A-Z][a-z]+){0,3}\s(?:Audits|Assessments|Inspections|Visits|Suppliers|Factories|Sites|"
    r"Vendors|Employees|Managers|Workers|Colleagues|Farms|Mills|Interviews|Sessions|Workshops)\b"
)
"""A thing with capital letters, which numbers no heading since a verb stands before it."""
LARGE = re.compile(r"\d,\d{3}|\d\s(?:thousand|million|billion)\b", re.IGNORECASE)
"""What numbers no page or heading."""
ONE = re.compile(
    r"\b(?:cases?|allegations?|incidents?|reports?|complaints?|workers?|suppliers?|factory|sites?|"
    r"persons?|man|woman|child|audits?|agency|contracts?|victims?|survivors?|calls?|employees?)\b",
    re.IGNORECASE,
)


PLACES = (
    "stores|shops|depots|sites|offices|countries|locations|branches|hotels|restaurants|homes|schools|"
    "factories|centres|markets"
)
SIZE = re.compile(
    r"(?<!suppliers )(?<!factories )(?<!sites )(?<!mills )(?<!agencies )(?<!vendors )"
    r"\bemploy(?:s|ing)?\s(?:\w+\s){0,3}\d[\d,]{0,12}\+?"
    r"\s(?:[\w-]{1,20}\s){0,3}(?:people|staff|colleagues|employees|workers|associates|persons)\b"
    r"(?! (?:to|who)\b)"
    r"(?:,?(?:\s(?:in|across|at|over|and|from|its|our|the)){0,3}\s\d[\d,]{0,12}\+?"
    rf"\s(?:[\w-]{{1,20}}\s){{0,3}}(?:{PLACES})\b){{0,8}}"
    r"|\b(?:workforce|headcount) of (?:\w+ )?\d[\d,]{0,12}"
    r"|\b(?:have|has|employed) (?:(?:about|over|around|approximately|some) )?\d[\d,]{0,12}\+? "
    r"(?:agency|temporary|permanent|seasonal|fixed[ -]term|full[ -]time|part[ -]time|casual) "
    r"(?:workers|employees|staff|colleagues)(?=[.;,)]|$| (?:in|across|at|on|and|out of)\b)"
    r"|\b(?-i:With) (?:\w+ ){0,2}\d[\d,]{0,12}\+? (?:\w+ )?(?:suppliers|vendors)"
    r" (?:in|across|throughout)\b",
    re.IGNORECASE,
)
"""How large an organisation or its supply chain is: `employs 1,200 people in its 30 shops`."""


def without_size(text: str) -> str:
    """Leave out how large an organisation is, which is no figure of what it does.

    Parameters
    ----------
    text : str
        One sentence.

    Returns
    -------
    str
        The same, or less of it.
    """
    return SIZE.sub("of that size", text[:MAX_CHARACTERS])


def has_figure(text: str) -> bool:
    """Say whether a sentence gives a quantity.

    Parameters
    ----------
    text : str
        One sentence, heading, bullet or table row.

    Returns
    -------
    bool
        True for a counted thing, a share or an amount of money, in digits or in words; False for
        years, dates, ages, durations, sections, versions, telephone numbers and zero.
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
    text = text[:MAX_CHARACTERS]
    seen = masked(text)
    given = (match for match in MONEY.finditer(seen) if not _is_threshold(seen[: match.start()]))
    for match in chain(given, PERCENT.finditer(seen)):
        if not _is_zero(match[0]):
            return match[0].strip()
    if fraction := FRACTION.search(seen):
        return fraction[0]
    for match in COUNTED.finditer(seen):
        if (length := _counted(match[1], match[2])) is not None:
            return _quote(text[match.start() : match.start(2) + length])
    if (named := NAMED.search(seen)) and not _is_zero(named[1]):
        return named[1]
    for match in LONE.finditer(seen):
        number = str(next(filter(None, match.groups())))
        if not _is_zero(number):
            return number
    for match in TABULATED.finditer(seen):
        number = re.split(r"[^\d.,]", match[0])[-1]
        if not _is_zero(number):
            return number
    return None


def _is_threshold(before: str) -> bool:
    """Say whether an amount only bounds what something applies to, by the words before it."""
    near = before[-LEAD_CHARACTERS:]
    return THRESHOLD.search(near) is not None and PAID.search(near) is None


def _counted(number: str, words: str) -> int | None:
    """Say how many characters of the words name what is counted; None where that is nothing."""
    thing = STOP.split(words, maxsplit=1)[0]
    is_share = not thing.strip() and SHARE.match(words) is not None
    if _is_zero(number) or TIME.match(words) or STEP.match(words):
        return None
    if re.search(r"\S\s(?-i:[A-Z][a-z])", number):
        return None
    named = words if is_share else thing
    head = PLURAL.search(named)
    if NOT_COUNTED.search(named if head is None else head[0].split()[-1]):
        return None
    if number.lower() in {"one", "1"} and not (ONE.search(thing) and "another" not in words):
        return None
    if is_share:
        return 0
    if head is None:
        # "3 We" and "2 Structure" are a page's or a heading's number that strayed into a sentence.
        plain = [word for word in thing.split() if word[0].islower() and word.strip("x")]
        if LARGE.search(number) and thing.strip():
            return 0
        is_act = MEASURE.match(thing) or ACTING.match(thing)
        if thing.split()[:1] != plain[:1] or not plain or is_act:
            return None
        # A lone singular word may only begin what is counted: "200 food and drink makers".
        return len(thing.rstrip()) if number.lower() in {"one", "1"} else 0
    if not _is_thing(thing, head):
        return None
    return head.end()


def _is_thing(thing: str, head: re.Match[str]) -> bool:
    """Say whether a plural noun and what stands before it can be counted."""
    is_known = BEINGS_AND_PLACES.fullmatch(head[0].split()[-1]) is not None
    if not is_known and (MEASURE.match(thing) or VAGUE.search(thing[: head.start()])):
        return False
    return any(word[0].islower() for word in thing[: head.end()].split())


def _quote(words: str) -> str:
    """Leave out capitalised words, since a figure is quoted in a reason that nobody redacts."""
    number = re.match(rf"{NUMBER}\+?", words, re.IGNORECASE)
    end = number.end() if number else 0
    plain = re.match(r"(?:\s[a-z\d][^\s]*)*(?=\s|$)", words[end:])
    return words[: end + (plain.end() if plain else 0)]


def _is_zero(number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    return bool(digits) and not digits.strip("0")
