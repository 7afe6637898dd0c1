"""What is found by its name: support bodies, initiatives, policies, helplines and mechanisms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from analyser.particulars.gazetteer import load_gazetteer
from analyser.particulars.reading import Found, Passage, Reading

KINDS = ("support_body", "initiative", "policy", "helpline", "mechanism")
AS_A_VERB = re.compile(r"^(?:Unseen|Shift|Achilles)$")
NEAR_UNSEEN = re.compile(r"charity|helpline|hotline|app\b|modern slavery|unseenuk", re.I)
# The words of a short name that means something else in other documents.
NEEDS_NEAR = {
    "Polaris": re.compile(r"traffick|slavery|hotline|helpline", re.I),
    "NCA": re.compile(r"crime|report|police|GLAA|authorit|referr|agenc", re.I),
    "AFP": re.compile(r"police|australia|report", re.I),
    "GLA": re.compile(r"gangmaster|licen|labour|agenc", re.I),
    "ALP": re.compile(r"labour provider|association", re.I),
    "FLA": re.compile(r"fair labo|accredit|member|audit", re.I),
    "RMI": re.compile(r"mineral|smelter", re.I),
    "BCI": re.compile(r"cotton", re.I),
    "IOM": re.compile(r"migration|traffick|migrant|refugee", re.I),
    "RBA": re.compile(r"responsible business|code|audit|member|EICC|VAP", re.I),
    "ETI": re.compile(r"ethical|base code|member|audit|SMETA|Sedex|labour|trade", re.I),
}
POLICY = re.compile(
    r"(?<![\w-])(?P<name>(?:[A-Z][\w'&/-]+,?\s(?:(?:and|&|of|on|for|in|the)\s){0,2}){1,5}?"
    r"(?P<type>Polic(?:y|ies)|Code(?:s)?\sof\s(?:Business\s)?(?:Conduct|Ethics"
    r"|Practice)(?:\s(?:and|&)\s(?:Ethics|Conduct))?|Code|Charter|Handbook|(?:Sourcing"
    r"|Procurement|Trading|Supplier)\sPrinciples))(?![\w-])"
)
PLAIN_POLICY = re.compile(
    r"\b(?P<name>(?:anti[\s-]slavery(?:\sand\s(?:human\s)?trafficking)?"
    r"|modern\sslavery(?:\sand\shuman\strafficking)?|human\srights|whistle[\s-]?blow(?:ing|er)"
    r"|speak[\s-]up"
    r"|ethical\s(?:trad(?:e|ing)|sourcing|procurement)|responsible\s(?:sourcing|procurement)"
    r"|sustainable\sprocurement|procurement|recruitment|safeguarding|grievance"
    r"|equal\sopportunities|equality(?:,?\s(?:and\s)?diversity(?:\sand\sinclusion)?)?"
    r"|child\slabou?r|forced\slabou?r|health\sand\ssafety"
    r"|anti[\s-]bribery(?:\sand\s(?:anti[\s-])?corruption)?|dignity\sat\swork"
    r"|bullying\sand\sharassment|migrant\s(?:worker|labour)|corporate\ssocial\sresponsibility"
    r"|agency\sworkers?|remediation)\spolic(?:y|ies)"
    r"|supplier\scode\sof\s(?:business\s)?(?:conduct|practice|ethics)"
    r"|code\sof\s(?:business\s)?(?:conduct|ethics|practice))\b",
    re.I,
)
LEADING = re.compile(
    r"^(?:(?:The|Our|This|That|These|Its|Their|In|Under|All|A|An|Each|Any|Relevant|Group's"
    r"|Company|Company's|Policies|Other|See|As|With|Through|We|Please|Both|Such|Key|Also|By|Of"
    r"|And|and|of|the|on|for|in)\s)+"
)
GENERIC = re.compile(
    r"^(?:Policy|Policies|Code|Charter|Handbook|(?:Privacy|Cookies?|Terms|Use|Relevant|Existing|Following|Company"
    r"|Group|Internal|Public|Supporting|Associated|Data Protection|Returns?|Refund|Delivery"
    r"|Conditions|Tax|Key|Basic|Social Media|Main|Corporate|Post|QR|Zip|Industry|Bar|Source"
    r"|Labor|Base|ETI Base|EICC|RBA|ETI|Penal|Criminal|Labour|Dress|Area|UK"
    r"|US)\b.{0,30}(?:Policy|Policies|Code|Charter|Handbook)|(?:.*\b(?:Privacy"
    r"|Cookies?)\s(?:Policy|Policies)))$",
    re.I,
)
MENU = re.compile(r"\b(?:Privacy|Cookie|Terms|Sitemap|Accessibility)\b")
HELPLINES = {
    "080000121700": "Modern Slavery Helpline (UK) 08000 121 700",
    "08000121700": "Modern Slavery Helpline (UK) 08000 121 700",
    "08004320804": "Gangmasters and Labour Abuse Authority 0800 432 0804",
    "08008083733": "Salvation Army referral helpline (UK) 0800 808 3733",
    "03003038151": "Salvation Army referral helpline (UK) 0300 303 8151",
    "0800555111": "Crimestoppers (UK) 0800 555 111",
    "03001231100": "Acas helpline (UK) 0300 123 1100",
    "08009172368": "Acas pay and work rights helpline (UK) 0800 917 2368",
    "03000088000": "Hope for Justice (UK) 0300 008 8000",
    "02031172520": "Protect whistleblowing advice (UK) 020 3117 2520",
    "02074046609": "Public Concern at Work (UK) 020 7404 6609",
    "08008005000": "NSPCC helpline (UK) 0800 800 5000",
    "18883737888": "National Human Trafficking Hotline (US) 1-888-373-7888",
    "18339001010": "Canadian Human Trafficking Hotline 1-833-900-1010",
    "131237": "Australian Federal Police 131 237",
    "0295148115": "Anti-Slavery Australia and My Blue Sky 02 9514 8115",
}
"""Public numbers, which may be shown; those of companies and persons are never shown."""
PHONE = re.compile(r"(?<![\w.,/])\+?\(?\d[\d\s().-]{4,16}\d(?![\w])")
MECHANISM = re.compile(
    r"\b(?P<name>(?:whistle[\s-]?blow(?:ing|er)|speak[\s-](?:up|out)|ethics|integrity|compliance"
    r"|confidential(?:\sreporting)?|grievance|worker|employee|anonymous|independent|complaints?"
    r"|reporting|alert|raising\sconcerns|confidential\s(?:and\s)?anonymous|business\sconduct"
    r"|tell[\s-]us)\s"
    r"(?:(?:and|&)\s\w+\s)?(?:telephone\s|phone\s|reporting\s|advice\s"
    r"|support\s)?(?:hot[\s-]?lines?|help[\s-]?lines?|lines?(?!\smanag)|mechanisms?|portals?"
    r"|platforms?|channels?|procedures?|systems?|service|boxes|apps?))\b"
    r"|\b(?P<trade>EthicsPoint|Ethicspoint|Safecall|SafeCall|Expolink|NAVEX|Navex|Convercent"
    r"|See,?\sHear,?\sSpeak\sUp|SeeHearSpeakUp|Speak\sUp|SpeakUp|Ethics\sLine|EthicsLine"
    r"|Public\sConcern\sat\sWork|Protect\shelpline|Syntrio|Lighthouse\sServices|InTouch"
    r"|Integrity\sLine|Vault\sPlatform|Ulula|Amader\sKotha|&Wider|Laborlink|LaborLink|Your\sCall"
    r"|Stopline|STOPline|Raise\sIt|FaceUp|Work\sIn\sConfidence|Whispli)\b",
    re.I,
)
MECHANISM_CUES = (
    *("line", "mechanism", "portal", "platform", "channel", "procedure", "system", "service"),
    *("box", "app", "ethicspoint", "safecall", "expolink", "navex", "convercent", "speak"),
    *("concern", "syntrio", "intouch", "ulula", "kotha", "wider", "call", "raise", "faceup"),
    *("confidence", "whispli"),
)
"""Of which a sentence must hold one to be searched for a mechanism; this saves time."""
TYPES = (
    ("whistleblowing line", r"whistle"),
    ("speak-up line", r"speak"),
    ("ethics line", r"ethics|integrity|compliance|business\sconduct"),
    ("grievance mechanism", r"grievance|complaint"),
    ("worker line", r"worker|employee"),
    ("confidential reporting line", r"."),
)
TYPE = re.compile(
    "|".join(rf"(?P<t{index}>\b{words})" for index, (_, words) in enumerate(TYPES)), re.I
)


def find(reading: Reading) -> Iterator[Found]:
    """Find bodies, initiatives, policies and channels by name.

    Parameters
    ----------
    reading : Reading
        One statement.

    Yields
    ------
    Found
        Of the kinds of this module. Of telephone numbers only those of public helplines.
    """
    text = reading.text
    for kind, name in (("support_body", "bodies"), ("initiative", "initiatives")):
        for entry, start, end in load_gazetteer(name).find(text):
            near = NEEDS_NEAR.get(text[start:end])
            if near is None or near.search(
                text[max(0, start - 120) : start] + " " + text[end : end + 120]
            ):
                yield Found(kind, entry.value, start, end, entry.note)
    yield from _helplines(text)
    for passage in reading.passages:
        if "polic" in passage.folded or "code" in passage.folded:
            yield from _moved(passage, _plain_policies(passage.text))
        if any(cue in passage.folded for cue in MECHANISM_CUES):
            yield from _moved(passage, _mechanisms(passage.text))
    yield from _policies(text)


def _moved(passage: Passage, found: Iterable[Found]) -> Iterator[Found]:
    for each in found:
        yield replace(each, start=passage.start + each.start, end=passage.start + each.end)


def _policies(text: str) -> Iterator[Found]:
    for match in POLICY.finditer(text):
        words = LEADING.sub("", match["name"])
        name = " ".join(words.split())
        if len(name.split()) < 2 or GENERIC.match(name) or "\n" in match[0]:
            continue
        if not MENU.search(text[max(0, match.start() - 40) : match.end() + 40]):
            yield Found("policy", name, match.end() - len(words), match.end())


def _plain_policies(text: str) -> Iterator[Found]:
    for match in PLAIN_POLICY.finditer(text):
        name = " ".join(match["name"].split())
        if not any(word[0].isupper() for word in name.split()):
            value = name[0].upper() + name[1:].lower()
            yield Found("policy", re.sub(r"icies$", "icy", value), *match.span())


def _mechanisms(text: str) -> Iterator[Found]:
    for match in MECHANISM.finditer(text):
        if match["trade"]:
            if match["trade"][0].isupper() or match["trade"][0] == "&":
                yield Found("mechanism", " ".join(match["trade"].split()), *match.span())
            continue
        kind = TYPE.match(match["name"])
        index = int((kind.lastgroup or "t5")[1:]) if kind else 5
        yield Found("mechanism", TYPES[index][0], *match.span())


def _helplines(text: str) -> Iterator[Found]:
    for match in PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        for form in (
            digits,
            f"0{digits.removeprefix('44').removeprefix('0')}",
            f"1{digits}",
            f"0{digits.removeprefix('61')}",
        ):
            if form in HELPLINES:
                yield Found("helpline", HELPLINES[form], *match.span())
                break
