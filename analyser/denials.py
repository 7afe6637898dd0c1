"""Hear denials: that no cases were found, and that a thing is not done."""

from __future__ import annotations

import re

from analyser.types import Evidence

CASE_LABELS = frozenset(
    (
        "incident",
        "remediation",
        "c4_remediation",
        "survivor_support",
        "c3_risk_description",
        "risk_identified",
        "c5_effectiveness",
        "kpi",
    )
)
"""Labels under which "no cases were found" could pass for a disclosure."""

NEAR = 40
"""Characters after a denial that still say of what."""
OUTCOMES = frozenset(("c5_effectiveness", "kpi"))
"""Labels under which few findings, or none, may be what was achieved."""
HARM = re.compile(
    r"\b(?:cases?|incidents?|instances?|allegations?|occurrences?|reports?|grievances?|complaints?|"
    r"breach\w*|risks?|slavery|traffick\w+|labou?r|victims?)\b",
    re.IGNORECASE,
)

NOT_DONE = re.compile(
    r"\b(?:do|does|did|have|has)(?: not|n't|n’t)\s+(?:currently|presently|at present|as yet|yet|"
    r"formally)?\s*(?:audit|train|verify|carry out(?! traces?\b)|carried out|undertake|undertaken|"
    r"perform|"
    r"performed|conduct(?:ed)?(?! (?:any )?(?:business|trade)\b)|provided? (?:\w+ )?training|"
    r"have (?:a|an|any|specific|"
    r"formal) (?:[\w-]+ ){0,3}(?:polic|training|process|programme|system|procedure)\w*)\b",
    re.IGNORECASE,
)
YET = re.compile(
    r"\b(?:but|however|although|though|whilst|therefore|announced|and (?:in 20\d\d|turn)|every|all|"
    r"before|prior to|our own|so (?:we|our)|instead|unless|until|without|only|where|when(?:ever)?|"
    r"if|while|(?:who|which|that) (?:do|does|did|have|has)(?: not|n't|n’t)|"
    r"(?:suppliers?|vendors?|mills|factories|agents|sites|farms) (?:do|have|did)(?: not|n't|n’t)|"
    r"(?<!not )(?<!yet )(?:surveyed|audited|audits (?:our|the|all)|trained|visited|screened|"
    r"consulted|took|reached|forbids|prohibits|covered)\b[^.;]{0,100}(?:\band|,) (?:we |it )?"
    r"(?:do|does|did|have|has)(?: not|n't|n’t)|"
    r"any(?:one)? (?:supplier|company|third party))\b|;",
    re.IGNORECASE,
)
"""Words beside a denial that may say what is done all the same, or of whom it is said."""
CASES = (
    r"(?:cases?|incidents?|instances?|allegations?|reports?|occurrences?|concerns?|"
    r"(?:complaints?|grievances?)(?! (?:channel|mechanism|line|procedure|process|system)s?\b)|"
    r"breach(?:es)?|violations?|"
    r"evidence(?! (?:that|of)\b[^.;]{0,40}\b(?:pay\w*|paid|given|returned|training|age)\b)|"
    r"indications?|indicators?|signs?|victims?|"
    r"findings?|risks?|matters|issues?|slavery|trafficking|(?:forced|child) labou?r|remediation|"
    r"remedy|non-?complian(?:ce|t))"
)
FINDING = (
    r"(?:identif\w+|f(?:i|ou)nd\w*|receiv\w+|detect\w*|uncover\w*|discover\w*|record\w*|"
    r"report\w*|rais\w+|encounter\w*|experienc\w*|informed|alerted|known|aware|notified|made|required?|needed|necessary|"
    r"occurred|arose|arisen|confirmed|substantiated|reveal\w*|highlight\w*|surfaced|bring|brought|"
    r"come|came|arrived|lodged|submitted|called for)"
)
REPORTER = (
    r"\b(?:we|there|it|group|company|organisation|business|entity|entities|audits?|reviews?|target|"
    r"investigations?|assessments?|checks|suppliers?)\b[^.;]{0,40}"
)
NOTHING = (
    r"\b(?:no(?! (?:fewer|less|doubt|notice|prior|sight|visibility|longer|matter|tolerance|worker|"
    r"one)\b)|nil|zero|0|without any|not any|not one|not a single)\s"
    r"(?:(?!(?:and|but|to|on)\b)[\w-]+\s){0,4}?"
)
DENIALS = re.compile(
    "|".join(
        [
            rf"{NOTHING}{CASES}\b[^.;]{{0,160}}\b{FINDING}",
            rf"{REPORTER}{NOTHING}{CASES}\b",
            rf"^\W*{NOTHING}{CASES}\b",
            rf"\bthere (?:were|was|have been|has been) no\b[^.;,]{{0,80}}{CASES}\b",
            rf"\bneither\b[^.;]{{0,80}}\b(?:any|a)\s(?:\w+\s){{0,2}}?{CASES}\b",
            r"\bnothing\b[^.;]{0,60}\b(?:slavery|traffick\w+|forced labou?r)\b",
            r"^\W*nothing was found\W*$",
            r"\bunaware of (?:any |modern )|\bfree of (?:any )?(?:cases|incidents)\b",
            rf"\bfailed to (?:find|identify)\b[^.;]{{0,60}}{CASES}\b",
            rf"\b(?:we|group|company) never {FINDING}",
            rf"\byet to (?:identify|find|receive|record|see)\b[^.;]{{0,60}}{CASES}\b",
            r"\b(?:nobody|no one|no-one)\b[^.;]{0,60}\b(?:cases?|incidents?|slavery)\b",
            rf"{CASES}\b[^.;]{{0,60}}\b(?:was|were|is|stood at) (?:nil|zero|none)\b",
            r"\b(?:found to be|remains?|is|are|was|were)\s(?:\w+\s)?free (?:of|from)\b[^.;]{0,30}"
            r"\b(?:slavery|traffick\w+|forced labou?r)\b",
            # "Did not report the incident" and "was not known until" tell of one.
            r"\b(?<!who )(?<!workers )(?<!employees )(?<!cleaners )(?<!migrants )"
            r"(?:has|have|had|did|was|were|is|are)(?: not|n't|n’t)\s(?:\w+\s){0,4}?"
            rf"{FINDING}\b(?! (?:the (?!presence|existence|use)|this|it)\b)"
            rf"(?![^.;]{{0,120}}\buntil\b)(?:, nor [^.;,]{{0,40}},)?[^.;,]{{0,80}}{CASES}\b",
            r"\b(?:we|company|group|organisation|business|plc|limited|ltd)\b[^.;,]{0,20}"
            rf"\b(?<!who )(?<!that )(?<!which )(?:has|have|had) never\s(?:\w+\s){{0,4}}?"
            rf"{FINDING}\b[^.;]{{0,80}}{CASES}\b",
            r"^\W*(?:modern )?(?:slavery|trafficking|forced labou?r)\b[^.;]{0,40}\bnever been\s"
            rf"{FINDING}",
            rf"\b(?:cases|incidents|instances|allegations|reports|remediation)\b"
            rf"(?:(?!\b(?:that|which|whom?)\b)[^.;]){{0,60}}\b(?:not|never)\b[^.;]{{0,15}}\b{FINDING}"
            r"\b(?![^.;]{0,60}\buntil\b)",
            rf"{CASES}\b[^.;]{{0,60}}[:|=-]\s*(?:0|nil|none|zero|no)\b",
            r"\bwe are (?:un|not )aware (?:of|that) any\b",
            rf"\babsence of (?:\w+ )?{CASES}\b|\b(?:zero|no) calls\b",
            r"^(?!.{0,100}.{0,100}\b(?:(?:found|identified|discovered) (?:[\w-]+ ){0,3}"
            r"(?:cases? of|workers|people|victims|migrants)|cases were (?:found|identified)|"
            r"were raised|charged|withheld|kept)\b"
            r".{0,100}\bnone\b)"
            r"(?:.{100}){0,4}.{0,100}"
            rf"\bnone\b(?! was known to)[^.;]{{0,40}}\b{FINDING}",
            # "Wages were withheld from four, none of whom" tells of cases, whatever they were not.
            r"^(?!.{0,100}.{0,100}\b(?:forced|bond\w*|debts?|passports?|withheld|fees)\b.{0,100}\bnone\b)"
            r"(?:.{100}){0,4}.{0,100}\bnone(?: of (?:which|these|those|them))?\s"
            r"(?:(?:cases|reports|concerns|complaints|incidents|issues|matters|grievances|allegations|"
            r"calls|contacts|were|was|are|is|have|has|had|been|directly|specifically)\s){0,4}"
            r"(?:relat\w+|concern\w+|involv\w+|about|regard\w+|connect\w+|link\w+)\b[^.;]{0,60}"
            r"\b(?:slavery|traffick\w+|forced labou?r|exploit\w+|human rights)\b",
            r"\bnone\b[^.;]{0,60}\bg(?:ives?|ave|iven|iving) rise to\b[^.;]{0,40}\b(?:cases?|"
            r"incidents?|instances?|allegations?|reports?|concerns?|complaints?|findings?|slavery|"
            r"trafficking|(?:forced|child) labou?r)\b(?![^.]{0,300}(?:;|\b(?:but|yet|whereas|while|"
            r"however|although|though|except)\b))",
        ]
    ),
    re.IGNORECASE,
)
DISCLOSED_BESIDE = re.compile(
    r"\b(?:but|however|except|apart from|other than|although|though|while|whereas|yet(?! to\b)|"
    r"save for)\b[^.]{0,300}\b(?:told us|passports?|withheld|debts?|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|\d+|an? (?:\w+\s)?"
    r"(?:case|incident|instance|allegation|report|complaint|worker|agency|supplier))\b"
    r"|(?:\band|;)\s[^.]{0,40}\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
    r"\s(?:\w+\s){0,2}(?:cases?|incidents?|instances?)\b"
    r"|;[^.;]{0,40}\bfound\b(?! (?:no|none|nothing)\b)"
    r"|\b(?:and|but) \d+ (?:were|was) (?:upheld|confirmed|substantiated)\b"
    r"|\b(?:rose|fell|up|down|increased|decreased) (?:from|by|to) (?:\d|\w+ per ?cent)"
    r"|(?<!no )(?<!no affected )\b(?:workers?|victims?|people|migrants?|employees|cleaners|"
    r"pickers)\b[^.;]{0,60}\b(?:are|were|was|is|get|got|been) (?:\w+ ){0,2}(?:repaid|paid back|"
    r"compensated|reimbursed|refunded|reinstated|(?:their|the) (?:fees|wages|passports))"
    # "Where the agency gave no remedy, we made good the loss."
    r"|^\W*(?:where|if|when)\b[^.;]{0,100},\s(?:we|our \w+)\s(?:made good|writes?|wrote|pa(?:y|id)|"
    r"repa(?:y|id)|gave|help\w*|support\w*)\b",
    re.IGNORECASE,
)
CONTRAST = (
    r"(?:\b(?:but|however|although|though|while|whilst|whereas|yet(?! to\b)|where|if|under)\b|;)"
    r"[^.]{0,300}\b(?<!no )(?<!not )(?<!any )(?<!without )"
)
RISK_BESIDE = re.compile(
    rf"{CONTRAST}(?:(?:high\w*|significant|elevated|greater|key|main) risk|at risk|vulnerable|"
    r"risk of (?:forced|child|debt|bonded)|known to work)\b",
    re.IGNORECASE,
)
REMEDY_BESIDE = re.compile(
    rf"{CONTRAST}(?:refunds?|repa(?:y|id)|back pay|compensat\w+|stipends?|refers?|referred|"
    r"safe (?:place|hous)|enrol)|\b(?<!no )(?<!not )(?:repaid|refunded|reimbursed|compensated|"
    r"reinstated|(?:handed|given|paid) (?:\w+ ){0,3}back)\b(?=[^.;]{0,200}\b(?:and|since)\b)",
    re.IGNORECASE,
)
EFFECT_BESIDE = re.compile(
    rf"(?:{CONTRAST}|\bas\b[^.]{{0,300}}\b)(?:surveyed|tested|showed)\b", re.IGNORECASE
)
TOLD_BESIDE = {
    "c3_risk_description": RISK_BESIDE,
    "risk_identified": RISK_BESIDE,
    "remediation": REMEDY_BESIDE,
    "c4_remediation": REMEDY_BESIDE,
    "survivor_support": REMEDY_BESIDE,
    "c5_effectiveness": EFFECT_BESIDE,
    "kpi": EFFECT_BESIDE,
}
"""What another clause tells under a label: `although no cases were found, the risk is high in`."""

SUPPOSED = re.compile(
    r"^\W*(?:should (?:an?|any)|in the event (?:of|that)|if (?:an?|any))\b[^.;,]{0,40}"
    r"\b(?:cases?|incidents?|instances?)\b",
    re.IGNORECASE,
)
"""A case that may come: no case is told."""
AIM = re.compile(
    # "No case is closed until the person harmed agrees" is how cases are dealt with.
    r"\bno (?:case|complaint|grievance|report|concern)s? (?:is|are) (?:closed|left|ignored)\b"
    r"|\b(?:nobody|no one|no-one) who\b|"
    rf"\b(?:ensur\w+|mak(?:e|es|ing) sure|so)\s(?:that\s)?(?:there (?:is|are|be) )?no\s"
    rf"(?:[\w-]+\s){{0,4}}?{CASES}\b(?:\s(?:and|or)\s(?:human\s)?{CASES}\b)?",
    re.IGNORECASE,
)
"""What steps are for denies nothing: `to ensure that there is no slavery or human trafficking`."""


def denies_cases(evidence: Evidence) -> bool:
    """Say whether a sentence only tells that no cases were found, or that no remedy was needed.

    Parameters
    ----------
    evidence : Evidence
        Its status is believed for the label `incident`; else its words decide, since a status
        may be wrong and "we found no cases" must earn nothing.

    Returns
    -------
    bool
        False when a case is disclosed beside the denial.
    """
    if evidence.label == "incident" and (
        evidence.status == "none" or SUPPOSED.search(evidence.quote) is not None
    ):
        return True
    said = AIM.sub(" ", evidence.quote)
    denied = DENIALS.search(said)
    if denied is None or tells_beside(said, evidence.label):
        return False
    # "31 of 38 suppliers had no major findings" is what came of audits.
    near = said[denied.start() : denied.end() + NEAR]
    return evidence.label not in OUTCOMES or HARM.search(near) is not None


def tells_beside(text: str, label: str) -> bool:
    """Say whether something is disclosed beside a denial.

    Parameters
    ----------
    text : str
        A sentence that denies.
    label : str
        Under which it stands; what counts as told goes by it.

    Returns
    -------
    bool
        True of `although no cases were found, the risk is high in` under a label for risks.
    """
    told = TOLD_BESIDE.get(label)
    return bool(DISCLOSED_BESIDE.search(text) or (told and told.search(text)))


def is_case_denial(evidence: Evidence) -> bool:
    """Say whether a sentence under a label for cases only tells that there were none."""
    return evidence.label in CASE_LABELS and denies_cases(evidence)


def is_denial(rule: str, evidence: Evidence) -> bool:
    """Say whether a sentence says that something is not done, or that no cases were found.

    Parameters
    ----------
    rule : str
        A criterion's rule. What a description says of what is not known is no denial.
    evidence : Evidence
        Its status is believed, and so are plain words whatever its status.

    Returns
    -------
    bool
        False where the same sentence says what is done all the same.
    """
    if evidence.status == "none" or is_case_denial(evidence):
        return True
    return rule != "description" and says_no(evidence.quote)


def says_no(text: str) -> bool:
    """Say whether plain words deny a practice, and nothing beside them says what is done."""
    return NOT_DONE.search(text) is not None and not YET.search(text)
