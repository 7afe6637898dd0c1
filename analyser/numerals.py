"""Numbers as a sentence writes them, and those of them that count nothing."""

from __future__ import annotations

import re

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
TEENS = "sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = "|".join(f"{UNITS} {TEENS} {TENS}".split())
SCALES = "hundred|thousand|million|billion|trillion|dozen"
DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3}){1,5}(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?)"
SCALE = rf"(?:\s?(?:{SCALES}|bn|m|k)\b)"
AND = rf"(?:\sand(?=\s(?:{WORDS})\b))?"
WRITTEN = (
    rf"(?:(?:{WORDS}|an?\s(?:{SCALES}){AND})\b"
    rf"(?:[\s-](?:{WORDS})\b|\s(?:{SCALES})\b{AND}){{0,8}})"
)
"""A number in words, such as `one hundred and twenty`."""
NUMBER = rf"(?:{DIGITS}(?:\s?[–-]\s?{DIGITS})?{SCALE}?|{WRITTEN})"

NUMBERED = (
    "section|sections|sec|article|articles|art|clause|clauses|chapter|part|schedule|regulation|"
    "reg|paragraph|para|page|pages|pp|p|principle|principles|convention|conventions|level|levels|"
    "division|divisions|bill|act|law|resolution|scope|standard|requirement|floor|suite|room|box|"
    "building|steps?|phases?|stages?|figure|table|appendix|annex|version|goal|goals|sdg|sdgs|grade|"
    "band|class|category|criterion|criteria|note|item|no|nos|number|rule|directive|"
    "ilo|gri|ungp|ungps|ftse|asx|fortune|s&p|q|h|v|s|ss|c"
)
LISTED = rf"(?:{WORDS}|\d{{1,6}}(?:\.\d{{1,4}}){{0,4}})"
QUALIFIERS = re.compile(
    rf"(?<![a-z])tiers?[\s-]?{LISTED}"
    r"(?:\s?(?:,|and|or|to|&|-|–|/)\s?(?:[1-5]|one|two|three|four|five)\b){0,4}"
    r"|\b(?:iso|sa|bs|en|iec|fy|as)(?:/iso)?[\s-]?\d{2,6}(?:[:/-]\d{1,4})?\b"
    r"|\b24/7\b|\b24[\s-]?hours?\b"
    r"|\b(?!(?:USD|GBP|AUD|EUR|CAD|NZD|INR)\d)[^\W\d]{1,30}-?\d[\w-]{0,30}",  # SA8000, FY24, E3
    re.IGNORECASE,
)
"""Numbers that are part of a name or an adjective, within what may be counted: `12 ISO 45001
audits`."""
NOT_FIGURES = re.compile(
    "|".join(
        [
            r"\S{1,64}@\S{1,99}|https?://\S{1,200}|www\.\S{1,200}",
            # The number of a heading or list item, of a running title, of a page.
            r"^\W{0,9}\d{1,2}(?:\.\d{1,2}){0,4}[.)]?\s+(?=(?-i:[A-Z]))|^\W{0,9}/\d{1,3}\b",
            r"\b(?-i:Statement|STATEMENT|Report|REPORT|Slavery|SLAVERY|Act|ACT)"
            r"(?:\s(?:19|20)\d\d)?\s\d{1,3}\b",
            r"\bpages?\s(?:\|\s)?\d{1,4}"
            r"(?:\s?(?:of|/|,|and|to|&|-|–)\s?\d{1,4}){0,9}\b",
            rf"\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{MONTHS})\b\.?(?:,?\s\d{{4}})?",
            rf"\b(?:{MONTHS})\b\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d{{3}})(?:,?\s\d{{4}})?",
            r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b|\b\d{4}/\d{1,4}\b",
            r"\b\d{1,2}(?::\d\d){1,2}(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?",
            rf"(?<![a-z’'])(?:{NUMBERED})\.?[\s-]?{LISTED}(?:\([0-9a-z]{{1,4}}\)){{0,4}}"
            rf"(?:\s?(?:,|and|or|to|&|-|–|/)\s?{LISTED}(?:\([0-9a-z]{{1,4}}\)){{0,4}}){{0,9}}"
            r"(?![\d%])",
            r"(?<![\d.])\d{1,2}(?:\.\d{1,2}){1,3}\s(?:above|below)\b(?! (?:the|last|that|our)\b)",
            r"\b\d{1,6}\([0-9a-z]{1,4}\)\S{0,30}|§{1,2}\s?\d[\d.-]{0,12}",
            r"\bage\s(?:of|is)\s\d{1,2}\b|\b(?:aged?|ages|over|under)\s\d{1,2}\b(?!,\d)"
            r"(?=[^\w%]{0,9}(?:$|[,.;)]|and|or|who|years|are|is|were))",
            r"\baged?\s(?:between|from)\s\d{1,2}\s(?:and|to)\s\d{1,2}\b",
            r"\b\d{1,2}\+?\s(?:or|and|years and)\s(?:over|above|older|under|younger)\b",
            r"\b\d{1,2}[\s-](?:years?|months?)[\s-](?:olds?|of\sage)\b",
            # Telephone, company and listing numbers, postcodes and addresses.
            r"(?:\b(?:abn|acn|arbn|vat|tel\w{0,6}|phone|call|mobile)\W{0,3}|\+|\(0)"
            r"\d[\d ()-]{5,20}",
            r"\b0\d[\d ()-]{6,20}\d\b|\b\d{7,}\b|\b1[38]00\s\d{3}\s\d{3}\b|\b13\s\d\d\s\d\d\b",
            r"(?:\b1-)?\(?\b\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b|\(\d{3}\)\s\d{3}-\d{4}",
            r"\b(?:call|dial|ring)\s\d{3}\b(?!\s(?:suppliers|workers|people))",
            r"\b(?:company|registration|registered|charity|licen[cs]e)\s(?:\w{1,20}\s){0,2}"
            r"(?:number|no)\b\W{0,3}\d[\d ]{0,12}",
            r"\b(?:registered|incorporated)\sin\s[^.;\d]{1,60}?(?:[:(#]\W{0,3}(?=(?:\d\s?){5})|"
            r"\b(?:no\.?|number)\W{0,3})(?:(?:SC|NI|OC|SO)\s?)?\d[\d ]{3,12}(?!\s?[a-z])",
            r"\b(?-i:[A-Z]{3,5}):\s?\d{3,5}\b",
            r"\b\d{1,4},?\s(?-i:(?:[A-Z][a-z]{1,20}\s){1,3}"
            r"(?:Street|St|Road|Rd|Lane|Avenue|Drive|Place|Way|Square|Parade|Terrace|Court)\b)",
            r"\b\d{1,4},?\s(?:chemin|rue|boulevard|avenue)\b|\b(?-i:\d[A-Z]{2})\b",
            r"\b\d{1,6}(?:st|nd|rd|th)\b",
            # A time in words and digits, as in a contract: "a seven (7) day week".
            rf"\b{WRITTEN}\s?\(\d{{1,4}}\)[\s-](?:(?:calendar|working|business)\s)?"
            r"(?:minute|hour|day|week|month|quarter|year)s?\b(?!\sof\s(?:training|teaching))",
            r"\b(?:two|three|four|six|[2346])[\s-](?:yearly|monthly|weekly)\b",
            # Hours of work or of waiting, and the numbers of the world.
            rf"\b(?:within|after|every|over|exceed|in excess of|(?:up|reduced) to|than)\s{NUMBER}\s"
            r"(?:working\s)?hours\b(?!\s(?:of|on)\s(?:[\w-]+\s){0,4}(?:training|teaching|learning)\b)"
            rf"|\b{NUMBER}\shours?\s(?:a|per|each|in a|in any)\s"
            r"(?:day|week|month)\b",
            r"(?<![\w.,])(?:\d[\d.,]{0,12}|[a-z-]{1,12})\smillion\s(?:are\s)?(?:people|men|"
            r"women|workers|adults|children|girls|individuals|victims|slaves)\b",
            # The size from which an act applies, and what breaking it costs.
            r"£\s?36\s?m(?:illion)?\b|\$\s?100(?:\s?m(?:illion)?\b|,000,000)",
            r"\$\s?20\s?m(?:illion)?\b(?=[^.;]{0,30}assets)|\$\s?40\s?m(?:illion)?\b(?=[^.;]{0,30}"
            r"revenue)|\bat least 250 employees\b",
            r"\b(?:fine[sd]?|penalt(?:y|ies))\s(?:of\s)?(?:not more than|up to)\s"
            r"[$£€]\s?\d[\d,]{0,12}",
            r"\b(?:11|eleven)\s(?:ILO\s)?indicators\sof\b",
            r"\b100\s?(?:%|per\s?cent)\s(?:committed|behind|dedicated|certain|sure)\b",
        ]
    ),
    re.IGNORECASE,
)
COUNTED_THINGS = (
    "workers|suppliers|employees|people|colleagues|staff|contractors|factories|sites|audits|"
    "questionnaires|participants|agencies|mills|farms|managers|buyers"
)
DATING = (
    "the our in for since during until throughout january february march april may june july "
    "august september october november december"
)
"""Words after which such a number is a year, even before what can be counted."""
YEAR = re.compile(
    rf"(?<![\d,.£$€])(?:{'|'.join(f'(?<={word} )' for word in DATING.split())}|"
    rf"(?!\d{{4}} (?:{COUNTED_THINGS})\b))"
    r"(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4}(?![.,]?\d|%))?(?![\d,]{0,20}\d|%)",
    re.IGNORECASE,
)
"""Not the number in `1950 workers`, unless it stands after such a word: `our 1950 workers` could be
either."""


def masked(text: str) -> str:
    """Take the numbers that count nothing out of a sentence.

    Parameters
    ----------
    text : str
        One sentence, heading, bullet or table row.

    Returns
    -------
    str
        Of the same length: years, dates, ages, sections, telephone numbers and the like are blotted
        out with semicolons, and what qualifies a thing that may be counted with `x`.
    """
    text = NOT_FIGURES.sub(_blot, QUALIFIERS.sub(lambda match: "x" * len(match[0]), text))
    return YEAR.sub(_blot, text)


def _blot(match: re.Match[str]) -> str:
    return ";" * len(match[0])
