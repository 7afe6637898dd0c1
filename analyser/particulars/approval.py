"""Who approved a statement and when, and in which position somebody signed it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyser.particulars.dates import DATE, read_date
from analyser.particulars.reading import Found, Passage, Reading

KINDS = ("approval_date", "approval_body", "signatory_role")
APPROVED = re.compile(
    r"\b(?:re-?)?(?:approv(?:ed|al|es)|endorsed|adopted|signed\soff|ratified)\b", re.I
)
STATEMENT = re.compile(r"\b(?:statement|report|disclosure)\b", re.I)
OWN_LINE = re.compile(
    r"^\W*(?:(?:the\s)?(?:board|date)\s(?:of\s)?)?(?:approved|approval)\b[^.]{0,160}", re.I
)
BODIES = {
    "board of trustees": r"(?:board\sof\s)?trustees",
    "executive board": r"executive\sboard|board\sof\smanagement|management\sboard|vorstand",
    "supervisory board": r"supervisory\sboard",
    "board committee": r"(?:audit|risk|sustainability|esg|csr|ethics|nomination|governance"
    r"|corporate\sresponsibility)"
    r"(?:\s(?:and|&|,)?\s?\w+){0,3}\scommittee(?:\sof\sthe\sboard(?:\sof\sdirectors)?)?"
    r"|committee\sof\sthe\sboard",
    "executive committee": r"(?:group\s)?executive\s(?:committee|leadership\steam|team|management)|"
    r"(?:senior\s)?(?:management|leadership)\s(?:committee|team)|exco|management\scommittee",
    "governing body": r"(?:principal\s)?governing\sbod(?:y|ies)|governing\scouncil"
    r"|board\sof\sgovernors|governors",
    "council": r"(?:university\s|the\s)council",
    "members": r"(?:designated\s)?members\sof\s(?:the\s)?(?:[\w&]+\s){0,3}llp|llp\smembers",
    "partners": r"(?:partnership\sboard|(?:managing|general|board\sof)\spartners?|partners)",
    "board of directors": r"(?:(?:main|group|plc|company|parent|respective"
    r"|full)\s)?boards?\sof\s(?:the\s)?directors"
    r"|(?:main|group|plc|company|parent|respective|full)\sboards?\b|boards?(?=\sof\s(?!trustees"
    r"|governors|management|partners))"
    r"|boards?(?!\s?(?:of|room|member|committee))\b|directors(?=\sof\b)|directors\b",
}
BODY = re.compile(
    "|".join(rf"(?P<b{index}>\b(?:{words}))" for index, words in enumerate(BODIES.values())), re.I
)
DAY = re.compile(rf"(?<![\d/.-]){DATE}", re.I)
OF_A_PERIOD = re.compile(
    r"(?:end(?:ed|ing|s)?|covers?|covering|to|until|from|between|since|period|year|effective|review(?:ed)?|due"
    r"|next|before|published"
    r"|updated|issued|begin\w*|commenc\w*|incorporated|reviewed)\W{1,3}(?:\w+\s){0,2}$",
    re.I,
)
NOT_YET = re.compile(
    r"\b(?:will|to|shall|must|should|may)\sbe\s(?:\w+\s)?$|\bnot\s(?:yet\s)?(?:been\s)?$", re.I
)

LEVEL = (
    r"(?:(?:Group|Deputy|Executive|Non[\s-]Executive|Senior|Joint|Co|Interim|Acting|Global|Regional"
    r"|Independent|UK|European|Founding|Founder|Vice|First|Assistant|Honorary)[\s-](?:and\s)?)"
)
FIELD = (
    r"(?:(?:Finance|Financial|Operations?|Operating|Commercial|Legal|HR|Human\sResources|People"
    r"|Procurement|Purchasing|Supply\sChain|Compliance|Sales|Marketing|Corporate|Company|Managing"
    r"|Executive|Technical|Sustainability|Estates|Country|General|Statutory|Sole|Designated|Client"
    r"|Development|Business|Property|Risk|Corporate\sAffairs|CSR|Services|Production|Quality"
    r"|Customer|Communications|Logistics|Manufacturing|Technology|Information|Group|UK|Regional)"
    r"(?:\s(?:and|&)\s)?\s?)"
)
ROLE = re.compile(
    rf"(?<![\w-]){LEVEL}{{0,3}}(?:"
    r"Chief\s(?:(?!of\b)[A-Z][a-z]+(?:\s(?:and|&)\s[A-Z][a-z]+)?\s){1,3}Officers?\b"
    r"|Chief\sExecutive(?:\sOfficer)?|"
    r"CEO|CFO|COO|Chair(?:man|woman|person)?(?:\sof\sthe\s(?:Board(?:\sof\s(?:Directors"
    r"|Trustees))?|Trustees))?|"
    r"General\sCounsel|Company\sSecretary|Corporate\sSecretary|Managing\sPartner|Senior\sPartner|"
    r"Designated\sMember|Principal\sand\sChief\sExecutive|Vice[\s-]Chancellor|"
    r"(?:Executive\s|Senior\s)*Vice[\s-]President|President|General\sManager|Managing\sMember|"
    rf"{FIELD}{{0,4}}Directors?(?:\s(?:of|for)\s(?:Finance|Operations|HR|Human\sResources"
    rf"|Procurement|People|Legal|Sustainability|Compliance))?|"
    r"Secretary|Partner|Trustee|Treasurer|Principal|Head\sof\s(?:[A-Z][a-z]+\s?(?:and\s|&\s)?){1,3}"
    r")(?![\w-])"
)
UPPER_ROLE = re.compile(ROLE.pattern, re.I)
SIGNED = re.compile(
    r"\b(?:signed|signature|signatory|undersigned|on\s(?:its\s)?behalf\sof|attest\w*)\b|\bs/", re.I
)
NOT_A_SIGNER = re.compile(
    r"(?:board\sof|the\sboard|all|our|by\sthe|of\sthe|and\sthe|to\sthe|the)\s(?:\w+\s)?$", re.I
)
SHORT = {
    "ceo": "Chief Executive Officer",
    "cfo": "Chief Financial Officer",
    "coo": "Chief Operating Officer",
    "chief executive": "Chief Executive Officer",
    "chairman": "Chair",
    "chairwoman": "Chair",
    "chairperson": "Chair",
}
LINE_WORDS = 14


def find(reading: Reading) -> Iterator[Found]:
    """Find the approval and the position of who signed; never a name.

    Parameters
    ----------
    reading : Reading
        One statement.

    Yields
    ------
    Found
        Of kind `approval_date`, `approval_body` or `signatory_role`.
    """
    month_first = reading.statement.source.jurisdiction == "US"
    near: set[int] = set()
    for index, passage in enumerate(reading.passages):
        approves = _approves(passage)
        if approves:
            yield from _approval(passage, month_first)
        if approves or "signature" in passage.labels or SIGNED.search(passage.text):
            is_own = approves or "signature" in passage.labels or _is_short(passage)
            if is_own or STATEMENT.search(passage.text):
                near.update(range(index, index + 5))
    yield from _roles(reading, near)


def _approves(passage: Passage) -> bool:
    cue = APPROVED.search(passage.text)
    if cue is None or NOT_YET.search(passage.text[: cue.start()]):
        return False
    if "approval" in passage.labels:
        return True
    is_line = OWN_LINE.match(passage.text) is not None and len(passage.text.split()) <= 30
    has_body = BODY.search(passage.text) is not None
    names_it = re.search(
        r"\bstatement\b[^.;]{0,120}\b(?:approved|endorsed|adopted|signed\soff|ratified)\b"
        r"|\b(?:approved|approves|endorsed|adopted)\s(?:this|the|our)\s(?:[\w-]+\s){0,5}statement",
        passage.text,
        re.I,
    )
    return (is_line and (has_body or DAY.search(passage.text) is not None)) or (
        names_it is not None and has_body
    )


def _approval(passage: Passage, month_first: bool) -> Iterator[Found]:
    cue = APPROVED.search(passage.text)
    place = cue.start() if cue else 0
    dates = [
        (abs(match.start() - place), match, value)
        for match in DAY.finditer(passage.text)
        if (value := read_date(match[0], month_first=month_first))
        and not OF_A_PERIOD.search(passage.text[: match.start()])
    ]
    if dates:
        _, match, value = min(dates, key=lambda each: (each[1].start() < place, each[0]))
        yield _found("approval_date", value, passage, match)
    bodies = list(BODY.finditer(passage.text))
    for match in bodies[:2]:
        index = int((match.lastgroup or "b0")[1:])
        yield _found("approval_body", list(BODIES)[index], passage, match)


def _roles(reading: Reading, near: set[int]) -> Iterator[Found]:
    """Find positions in sentences that sign, and in the short lines that follow them."""
    last = len(reading.passages)
    for index in sorted(near):
        if last <= index:
            return
        passage = reading.passages[index]
        signs = "signature" in passage.labels or SIGNED.search(passage.text) is not None
        if not signs and not _is_short(passage):
            continue
        pattern = UPPER_ROLE if passage.text.isupper() else ROLE
        for match in pattern.finditer(passage.text):
            if NOT_A_SIGNER.search(passage.text[: match.start()]) and "signed" not in passage.text:
                continue
            if re.match(
                r"s?\s(?:of\sthe\s)?(?:and|the)?\s?(?:directors|trustees|members)\b",
                passage.text[match.end() :],
                re.I,
            ):
                continue
            if match[0].lower().endswith("directors") or re.search(
                r"\bof\s$", passage.text[: match.start()]
            ):
                continue
            yield _found("signatory_role", _role(match[0]), passage, match)


def _role(words: str) -> str:
    words = " ".join(words.split())
    titled = words.title() if words.isupper() and len(words) > 3 else words
    for short, full in SHORT.items():
        titled = re.sub(rf"\b{short}\b(?!\sOfficer)", full, titled, flags=re.I)
    return titled


def _is_short(passage: Passage) -> bool:
    return len(passage.text.split()) <= LINE_WORDS


def _found(kind: str, value: str, passage: Passage, match: re.Match[str]) -> Found:
    start, end = (passage.start + place for place in match.span())
    length = len(match[0]) - len(match[0].rstrip())
    return Found(kind, value, start, end - length)
