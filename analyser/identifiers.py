"""Mask what could identify an affected person beside the name: age, origin, numbers, family."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

NAME = "[name withheld]"
AGE = "[age withheld]"
ORIGIN = "[origin withheld]"
NUMBER = "[number withheld]"
DETAIL = "[detail withheld]"

YEARS = (
    r"(?:\d{1,2}|(?:twenty|thirty|forty|fifty|sixty)(?:[\s-](?:one|two|three|four|five|six|seven|"
    r"eight|nine))?|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen)"
)
PERSON = (
    r"(?:victim|survivor|worker|woman|man|girl|boy|child|employee|colleague|migrant|teenager|"
    r"mother|father|national|citizen|person|cleaner|driver|labourer|farmhand|student)"
)
AGES = (
    re.compile(
        rf"(\b){YEARS}[\s-]*(?:,|and|or|to|–)\s*{YEARS}[\s-]?(?:years?|yrs?)[\s-]"
        r"(?:olds?|of age)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"()\b{YEARS}[\s-]?(?:(?:years?|yrs?)[\s-](?:olds?|of age)|y/?o)\b", re.IGNORECASE),
    re.compile(
        r"(?<!under )(?<!under the )(?<!below )(?<!below the )(?<!minimum )"
        rf"(\b(?:aged|ages?(?:\sof|:)?)\s(?:between\s|just\s|only\s)?){YEARS}"
        rf"(?:\s?(?:and|to|or|-|–)\s?{YEARS})?\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(\b(?:he|she|who)\s(?:is|was)\s(?:only\s|just\s|then\s)?)"
        rf"{YEARS}(?=[,.;)]|\s(?:and|when)\b|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(\b(?:born\s(?:on|in)|date of birth:?)\s)(?:\d[\w\s/.-]*|[a-z]+\s)?\d{4}\b",
        re.IGNORECASE,
    ),
    re.compile(rf"(\b{PERSON}s? of ){YEARS}(?=[,.;)]|\s(?:who|was|were|from|and|in)\b|$)", re.I),
    re.compile(
        r"(\b(?:his|her|their) )(?:(?:early|mid|late)[\s-])?(?:teens|(?:twen|thir|for|fif|six)ties)"
        r"\b",
        re.IGNORECASE,
    ),
)
NUMBERS = re.compile(
    r"(\b(?:passport|visa|identity card|national insurance|residence permit|social security|"
    r"(?:police|crime|nrm|case) reference) (?:no\.?|number)?:?\s?)(?=[A-Z0-9/-]*\d)[A-Z0-9/-]{5,}",
    re.IGNORECASE,
)
FAMILY = re.compile(
    r"\b(?:(?:single )?(?:mother|father) of (?:one|two|three|four|five|six|seven|\d+)|"
    r"(?:pregnant|widowed|orphaned)(?= (?:woman|girl|worker|victim|survivor)))\b",
    re.IGNORECASE,
)
FROM = re.compile(
    r"(\b(?:from|born in|hometown of|village of|grew up in)\s)"
    r"(?:(?:a|the) (?:small )?(?:village|town|district) (?:in|near|of)\s)?"
    r"(?:[A-Z][\w'’-]+(?:[ -](?=[A-Z]))?)+(?:, [A-Z][\w'’-]+)?(?!\w| (?:Ltd|Limited|plc))"
)
"""A person's place of origin; looked for only beside a masked name or age."""
LONE_NAME = re.compile(
    rf"(?<={re.escape(NAME)})( and )[A-Z][\w'’-]+(?=[,.;]| (?:was|were|had|have|told|said|who)\b)"
)
IS_OF_ONE_PERSON = re.compile(
    rf"{re.escape(AGE)}|(?:\b{PERSON}s?,? (?:(?:named|called) )?){re.escape(NAME)}"
)
"""In lower case: "Migrant [name withheld]" is a body that nobody listed, and no person."""
CLAUSE = 60
"""Characters from a masked age or name within which an origin is taken for that person's."""


def mask_details(text: str) -> str:
    """Mask ages, and what identifies a person beside a masked age or name.

    Parameters
    ----------
    text : str
        A sentence whose names are masked already.

    Returns
    -------
    str
        With `[age withheld]`, `[origin withheld]`, `[number withheld]` and `[detail withheld]`
        in place of what was masked. Groups ("Nepalese workers") keep their origin.
    """
    for pattern in AGES:
        text = pattern.sub(rf"\1{AGE}", text)
    text = NUMBERS.sub(rf"\1{NUMBER}", LONE_NAME.sub(rf"\1{NAME}", text))
    if not IS_OF_ONE_PERSON.search(text):
        return text
    text = FAMILY.sub(DETAIL, text)
    text = _nationality().sub(lambda match: _if_near(match, f"{match[1]}{ORIGIN}"), text)
    return FROM.sub(lambda match: _if_near(match, f"{match[1]}{ORIGIN}"), text)


def has_details(text: str) -> bool:
    """Say whether a masked sentence withholds what could identify one affected person.

    Parameters
    ----------
    text : str
        As `redaction.redact` returns it, with names masked.

    Returns
    -------
    bool
        False for a signatory's name, and for contacts.
    """
    return NUMBER in text or DETAIL in text or IS_OF_ONE_PERSON.search(text) is not None


def _if_near(match: re.Match[str], masked: str) -> str:
    start, end = max(0, match.start() - CLAUSE), match.end() + CLAUSE
    near = match.string[start:end]
    return masked if AGE in near or NAME in near else match[0]


@lru_cache(maxsize=1)
def _nationality() -> re.Pattern[str]:
    """Find the origin of one person: "a Vietnamese girl", "the victim, a Romanian national"."""
    lists = tomllib.loads(files("analyser").joinpath("redaction.toml").read_text(encoding="utf-8"))
    origins = "|".join(re.escape(word) for word in lists["origins"].split())
    return re.compile(
        rf"((?:\b(?:an?|the|one|another|young|old|was|is)\s|{re.escape(AGE)},?\s|^))(?:{origins})"
        rf"(?=\s(?:[a-z-]+\s){{0,2}}{PERSON}\b|[,.;]|\s(?:was|who|and)\b)",
        re.IGNORECASE,
    )
