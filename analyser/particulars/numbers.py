"""Numbers with their unit and what was done: people trained, sites audited, suppliers assessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyser.particulars.reading import Found, Passage, Reading

KINDS = ("number", "fee_repayment")
DIGITS = r"\d{1,3}(?:[, ]\d{3})+|\d+(?:\.\d+)?"
SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
WORDS = rf"(?:{SMALL})(?:[\s-](?:{SMALL}))?(?:\s(?:hundred|thousand))?"
ABOUT = (
    r"(?:approximately|approx\.?|about|around|circa|c\.|nearly|almost|close\sto|some|roughly|~"
    r"|over|more\sthan|in\sexcess\sof"
    r"|at\sleast|upwards\sof|a\stotal\sof|fewer\sthan|less\sthan|up\sto|a\sfurther|another|>)"
)
PEOPLE = (
    r"employees?|colleagues?|staff(?:\smembers)?|members\sof\s(?:our\s)?staff|workers?|people"
    r"|persons?|individuals?|managers?|buyers?"
    r"|team\smembers?|associates?|partners?|directors?|learners?|delegates|attendees"
    r"|participants|drivers?|personnel|leaders|executives|volunteers"
    r"|recruiters|champions|supervisors|representatives|professionals|auditors|teams?"
)
FIRMS = (
    r"suppliers?|vendors?|clients?|transactions?|customers?|contractors?|sub-?contractors?|factor(?:y|ies)|sites?|facilit(?:y|ies)"
    r"|farms?|mills?|vessels|agenc(?:y|ies)"
    r"|labou?r\sproviders?|manufacturers?|producers?|growers?|hotels?|stores|companies"
    r"|businesses|entities|locations|warehouses|plants|tanneries"
    r"|supplier\ssites|countries|smelters|premises|contracts|organisations|properties"
)
EVENTS = (
    r"audits?|assessments?|inspections?|visits?|site\svisits|interviews?|questionnaires?"
    r"|surveys?|reviews?|SAQs?|self-assessments?"
    r"|training\s(?:sessions|courses|modules|hours|events)|workshops?|webinars|sessions|courses"
    r"|investigations|non-?(?:conformances|conformities|compliances)"
    r"|response\srates?|responses?|checks|hours\sof\straining|corrective\saction\splans|improvement\splans"
)
CASES = (
    r"(?:suspected\s|potential\s|alleged\s|confirmed\s)?(?:cases?|incidents?|allegations?"
    r"|reports?|complaints?|grievances?|concerns?|calls?|victims?|referrals?|breaches|instances"
    r"|issues|disclosures)"
)
COUNT = re.compile(
    rf"(?<![\w.,/£$€-])(?P<about>{ABOUT}\s?)?(?P<number>(?:{DIGITS})(?:\s?(?:million|k)\b)?"
    rf"|{WORDS})(?P<percent>\s?%|\sper\s?cent)?"
    rf"(?P<of>\sof\s(?:(?:all|our|the|these|its|their|those|relevant)\s){{0,3}}(?:(?:over"
    rf"|approximately)?\s?\d[\d,]*\s)?)?"
    rf"(?P<gap>\s?(?:(?!pillars?\b|i's\b|st\b|nd\b|rd\b|th\b|of\b|in\b|and\b|to\b|on\b|with\b|which\b"
    rf"|were\b|are\b|years?\b|months?\b|days?\b|for\b|by\b|from\b"
    rf"|at\b)[A-Za-z][\w'&/-]*\s){{0,4}}?)"
    rf"(?P<unit>(?:{PEOPLE}|{FIRMS}|{EVENTS}|{CASES}))(?:\s(?P<unit2>{PEOPLE}"
    rf"|{EVENTS}))?(?![\w'-])",
    re.I,
)
NO_COUNT_BEFORE = re.compile(
    r"(?:\b(?:section|sections|article|page|step|phase|level|tier|figure|convention|no\.?|number"
    r"|iso|sa|act|schedule|principle|part|code|target|goal|group|stage|note|pillar|version|q"
    r"|fy|the|in|of\syear|since|during|by|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\s?[:#]?\s?$)",
    re.I,
)
YEARISH = re.compile(r"(?:19|20)\d\d$")
ACTIONS = (
    (
        "trained",
        r"train(?:ed|ing)?\b|e-?learning|induction|attend(?:ed|ing)|workshops?|webinars?"
        r"|(?:complet|receiv|undertak|undertook|undergo)\w*\s[^.;]{0,50}?(?:train|e-?learning"
        r"|modules?\b|courses?\b)|awareness\s(?:session|course|module)|briefed|sessions\sfor",
    ),
    (
        "audited",
        r"audit(?:ed|s|ing)?\b|inspect(?:ed|ions?)|visit(?:ed|s)?\b|SMETA|verif(?:ied|ication)",
    ),
    (
        "assessed",
        r"assess(?:ed|ments?|ing)?\b|screen(?:ed|ing)|questionnaires?|SAQs?\b|evaluat(?:ed|ion)"
        r"|survey(?:ed|s)?\b|due\sdiligence|risk[\s-]rated|reviewed|self-assess\w+|checked"
        r"|investigat(?:ed|ions?)|monitored",
    ),
    ("interviewed", r"interview(?:ed|s)?\b"),
    ("mapped", r"mapp(?:ed|ing)\b|disclos(?:ed|ing)\sour"),
    (
        "signed up",
        r"signed\b|accept(?:ed|ance)\b|acknowledg\w+|returned|respond(?:ed|ing)|respons(?:e"
        r"|es)\b|completed",
    ),
    (
        "engaged",
        r"engaged(?!\sin)\b|contact(?:ed|ing)|wrote\sto|written\sto|reached|supported"
        r"|communicated",
    ),
    ("remediated", r"remediat\w+|repaid|reimburs\w+|compensat\w+|closed\sout|resolved"),
    (
        "reported",
        r"reported\b|received|raised|identified|found\b|recorded|logged|disclosed|referred"
        r"|notified|uncovered",
    ),
)
ACTION = re.compile(
    "|".join(rf"(?P<a{index}>(?<![\w-])(?:{words}))" for index, (_, words) in enumerate(ACTIONS)),
    re.I,
)
ALLOWED = {
    "people": frozenset(
        ("trained", "interviewed", "signed up", "engaged", "remediated", "reported")
    ),
    "firms": frozenset(
        (
            "audited",
            "assessed",
            "mapped",
            "signed up",
            "engaged",
            "remediated",
            "trained",
            "reported",
        )
    ),
    "cases": frozenset(("reported", "remediated", "assessed")),
}
EVENT_ACTION = re.compile(
    r"(?P<trained>train|workshop|webinar|session|course)|(?P<audited>audit|inspection|visit)"
    r"|(?P<interviewed>interview)|(?P<found>non-?c)|(?P<returned>respon)"
    r"|(?P<corrected>corrective|improvement)|(?P<assessed>.)",
    re.I,
)
PLANNED = re.compile(
    r"\b(?:will|aims?\sto|intend\w*\sto|plan\w*\sto|target(?:s|ed|ing)?\b|goal|going\sto"
    r"|commit(?:ted|ment)?\sto|expects?\sto|would|should|must|each|every|at\sleast\sonce)\b",
    re.I,
)
REACH = 90
"""Characters between a number's unit and the word that says what was done."""
MONEY = re.compile(
    r"(?P<currency>A\$|US\$|C\$|NZ\$|S\$|HK\$|[£$€¥₹]|\b(?:GBP|USD|AUD|EUR|CAD|NZD|INR|MYR|RM"
    r"|THB|SGD)\s?)\s?(?P<amount>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>million|billion|thousand|m|bn"
    r"|k)?\b"
    r"|(?P<amount2>\d[\d,]*(?:\.\d+)?)\s?(?P<scale2>million|thousand)?\s(?P<currency2>pounds"
    r"|dollars|euros?|rupees|ringgit|baht)\b"
)
REPAID = re.compile(
    r"\b(?:re-?(?:paid|pay\w*|imburs\w+|fund\w*)|remediat\w+|compensat\w+|back[\s-]?pa(?:y"
    r"|id)\w*|paid\sback|return(?:ed|ing)|unpaid\swages|owed)\b",
    re.I,
)
TO_WORKERS = re.compile(
    r"\b(?:fees?|workers?|wages?|employees|migrants?|victims?|recruitment|deposits?)\b", re.I
)
FINED = re.compile(
    r"\b(?:fine[ds]?|penalt\w+|turnover|revenue|donat\w+|fundrais\w+|convicted|tax)\b", re.I
)


def find(reading: Reading) -> Iterator[Found]:
    """Find numbers of people and things of which a sentence says what was done with them.

    Parameters
    ----------
    reading : Reading
        One statement.

    Yields
    ------
    Found
        Of kind `number`: the value is the number with its unit ("about 100 employees", "97% of
        suppliers"), `note` what was done, with `planned` where it is only meant to be; or of
        kind `fee_repayment`: an amount of money that was paid back to workers.
    """
    for passage in reading.passages:
        yield from _numbers(passage)
        if (
            REPAID.search(passage.text)
            and TO_WORKERS.search(passage.text)
            and not FINED.search(passage.text)
        ):
            yield from _amounts(passage)


def _numbers(passage: Passage) -> Iterator[Found]:
    text = passage.text
    counts = list(COUNT.finditer(text))
    if not counts:
        return
    actions = [(match.start(), match.end(), _action(match)) for match in ACTION.finditer(text)]
    for match in counts:
        number = match["number"]
        if YEARISH.match(number) and not match["percent"] and not match["about"]:
            continue
        if (
            NO_COUNT_BEFORE.search(text[max(0, match.start() - 14) : match.start()])
            and not match["percent"]
        ):
            continue
        if number.lower() in ("0", "one", "1") and not match["percent"]:
            continue
        if (
            match["of"]
            and not match["percent"]
            and not re.search(r"\d", match["of"])
            and _is_year(number)
        ):
            continue
        done = _done(match, actions)
        if done is None:
            continue
        planned = PLANNED.search(text[max(0, match.start() - 70) : match.start()]) is not None
        note = f"{done}, planned" if planned else done
        yield Found(
            "number",
            _value(match),
            passage.start + match.start(),
            passage.start + match.end(),
            note,
        )


def _done(match: re.Match[str], actions: list[tuple[int, int, str]]) -> str | None:
    """Say what was done: by the unit itself ("42 audits"), or by the nearest word that says so."""
    unit = match["unit2"] or match["unit"]
    if re.fullmatch(EVENTS, unit, re.I):
        kind = EVENT_ACTION.match(unit)
        return kind.lastgroup if kind else None
    group = (
        "people"
        if re.fullmatch(PEOPLE, unit, re.I)
        else "firms"
        if re.fullmatch(FIRMS, unit, re.I)
        else "cases"
    )
    near = []
    for start, end, action in actions:
        if action not in ALLOWED[group]:
            continue
        if match.end() <= start:
            gap = start - match.end()
        elif end <= match.start():
            gap = match.start() - end + 10
        elif action == "reported":
            continue  # "32% of identified high-risk suppliers"
        else:
            gap = 0
        if gap <= REACH:
            near.append((gap, action))
    return min(near)[1] if near else None


def _action(match: re.Match[str]) -> str:
    return ACTIONS[int((match.lastgroup or "a0")[1:])][0]


def _is_year(number: str) -> bool:
    return YEARISH.match(number) is not None


def _value(match: re.Match[str]) -> str:
    about = " ".join((match["about"] or "").lower().split())
    number = (
        match["number"].lower().replace(" ", "")
        if match["number"][0].isdigit()
        else match["number"].lower()
    )
    percent = "%" if match["percent"] else ""
    of = re.sub(
        r"\b(?:all|our|the|these|its|their|those)\b ?", "", " ".join((match["of"] or "").split())
    )
    things = " ".join(f"{match['gap']} {match['unit']} {match['unit2'] or ''}".split())
    return " ".join(f"{about} {number}{percent} {of} {things}".split())


def _amounts(passage: Passage) -> Iterator[Found]:
    for match in MONEY.finditer(passage.text):
        near = passage.text[max(0, match.start() - 120) : match.end() + 120]
        if not (REPAID.search(near) and TO_WORKERS.search(near)):
            continue
        currency = (match["currency"] or match["currency2"]).strip()
        scale = match["scale"] or match["scale2"] or ""
        amount = f"{match['amount'] or match['amount2']} {scale}".strip()
        if match["currency2"]:
            value = f"{amount} {currency}"
        else:
            value = f"{currency}{' ' if currency.isalpha() else ''}{amount}"
        start, end = (passage.start + place for place in match.span())
        yield Found("fee_repayment", value, start, end - (len(match[0]) - len(match[0].rstrip())))
