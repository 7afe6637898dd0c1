"""Judge whether words say that the right body approved a statement."""

from __future__ import annotations

import re

from analyser.formalities.facts import Approval, Regime
from analyser.formalities.findings import CONTRADICTED, EXPLICIT, NOT_EXPLICIT, Words

GAP = r"(?:(?!and\b|or\b)[\w’'&().-]+\s+)"
COMMITTEES = re.compile(
    rf"\b(?:boards?|directors)(?:['’]s?)?\s+{GAP}{{0,5}}?(?:sub-?\s?)?committees?\b"
    rf"|\b(?:sub-?\s?)?committees?\s+of\s+(?:the\s+)?{GAP}{{0,3}}?boards?\b"
    r"|\bcommittees?\b[^.;,]{0,20}\b(?:appointed|established) by the board\b",
    re.IGNORECASE,
)
ON_BEHALF = re.compile(
    rf"(?<!signed )(?<!signed for and )\b(?:for and )?on\s+(?:behalf\s+of|its\s+behalf)\s+"
    rf"(?:the\s+|our\s+)?{GAP}{{0,4}}?(?:boards?(?:\s+of\s+directors)?|directors|members)\b",
    re.IGNORECASE,
)
SIGNED_FOR = re.compile(
    rf"\bsigned\b[^.;]{{0,30}}?\bon\s+(?:its\s+behalf|behalf\s+of\s+(?:the\s+)?{GAP}{{0,4}}?"
    r"(?:boards?(?:\s+of\s+directors)?|directors|members))\b",
    re.IGNORECASE,
)
ONE_OF_THEM = re.compile(
    r"\bboard[\s-](?:member|secretary|sponsor|level|champion|paper|report|oversight)\b"
    r"|\b(?:a|the|one) member of (?:the|our) [\w ]{0,20}board\b|\bchair\w*\s+of\s+the\s+board\b",
    re.IGNORECASE,
)
SOME_OF_THEM = re.compile(
    r"\bmembers? of (?:the|our) [\w ]{0,20}(?:board|council)\b", re.IGNORECASE
)
NOT_YET = re.compile(
    r"\b(?:will|shall|should|must|may|can|is\s+to|are\s+to|to|would)\s+(?:then\s+|also\s+)?be\s+"
    rf"{GAP}{{0,3}}?(?:approved|adopted|ratified|signed[\s-]off)\b"
    rf"|\b(?:for|subject\s+to|pending|awaiting|awaits|seek\w*|requir\w+|before|prior\s+to)\s+"
    rf"{GAP}{{0,4}}?approval\b"
    r"|\b(?:boards?|directors)\s+(?:will|shall|must|is\s+to|are\s+to)\s+(?:\w+\s+){0,2}?approve\b",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"\b(?:not|never)\s+(?:yet\s+)?(?:been\s+)?(?:formally\s+)?(?:approved|adopted|ratified)\b"
    r"|\b(?:is|was|were|has|have)n['’]t\s+(?:yet\s+)?(?:been\s+)?approved\b|\bunapproved\b"
    r"|\b(?:statement|document|report)\s+is\s+(?:still\s+)?(?:only\s+)?(?:a|in)\s+draft\b"
    r"|^\W*draft(?:\s+(?:only|version|for\s+\w+|modern\s+slavery\s+statement))?\W*$",
    re.IGNORECASE,
)
APPROVED = re.compile(
    r"\b(?:approved|approves?|approval|adopted|ratified|sign(?:ed)?[\s-]off|authorised|agreed\s+by|"
    r"(?:with\s+the\s+)?consent\s+of|resol(?:ved|ution))\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"[;|]|(?<=\w{4})\.(?=\s|$)|\b(?:and|who|which|that)\s+(?:it\s+)?(?:(?:will|shall|is|are|was|"
    r"has\s+been|reviewed|reviews?)\b|signed\s+(?:on\b|off\b|by\s+(?-i:[A-Z])))",
    re.IGNORECASE,
)
OFFICERS = (
    r"(?:(?<!management )committee|sub-?committee|working\s+group|steering\s+group|"
    r"(?:leadership|executive|management|senior)\s+(?:leadership\s+|management\s+)?team|senior\s+management|SLT|ExCo|"
    r"chief\s+[\w\s]{2,30}?\s?officer|chief\s+executive|C[EFOP]O|managing\s+director|president|"
    r"chair(?:man|woman|person)?|general\s+counsel|company\s+secretary|head\s+of|"
    r"senior\s+executives?|executive\s+management)"
)
BY_OFFICER = re.compile(
    rf"\b(?:approved|signed[\s-]off|adopted|authorised)\b[^.;|]{{0,40}}?\bby\s+"
    rf"(?P<who>(?:[\w’'&,.()-]+\s+){{0,9}}?{OFFICERS})",
    re.IGNORECASE,
)
STRICT = re.compile(
    r"\b(?:statement|report)\b[^.;]{0,60}?\b(?:has\s+been|have\s+been|was|is|were)\s+(?:(?:also|formally|"
    r"duly|unanimously|reviewed|considered|discussed|adopted|prepared),?\s+(?:and\s+)?){0,3}"
    r"approved\s+(?:(?:on|at|in)\s+[\w\s]{1,30}\s)?by\b"
    r"|\bboards?\b(?:\s+[\w&’'.()-]+){0,8}?\s+(?:has|have|reviewed\s+and|acknowledges\s+and)?\s*"
    r"approve[ds]?\s+(?:this|the|our)\s+(?:\w+\s+){0,4}?(?:statement|report)\b",
    re.IGNORECASE,
)
"""Words so plain that no classifier need confirm them."""
STRICT_PROBA = 0.91
"""Of 45 such sentences in the labelled statements, people had marked 41 as an approval."""
BODY_BEFORE, BODY_AFTER = 600, 300
"""Characters on each side of the approving word in which the body must be named."""
OTHER_THING = re.compile(
    r"\b(?:polic(?:y|ies)|code|strategy|plan|budget|framework|accounts|training|supplier)\b"
    rf"(?:\s+{GAP}{{0,3}})?\s*(?:was|were|is|are|has\s+been|have\s+been)?\s*approved\b",
    re.IGNORECASE,
)
THE_STATEMENT = re.compile(r"\b(?:statement|report|document|disclosure)\b", re.IGNORECASE)


def judge_approval(text: str, asked: Approval, regime: Regime) -> Words:
    """Judge the words of one passage.

    Parameters
    ----------
    text : str
        A sentence on the approval, with the short lines that complete it.
    asked : Approval
        Who must approve.
    regime : Regime
        Says whether approval can be delegated.

    Returns
    -------
    Words
        `explicit`, `contradicted` or `not explicit`, with what the passage says.
    """
    text = " ".join(text.split())
    if REFUSED.search(text):
        return Words(CONTRADICTED, "says that it is a draft, or that it has not been approved")
    if OTHER_THING.search(text) and not THE_STATEMENT.search(text):
        return Words(NOT_EXPLICIT, "speaks of the approval of something else")

    left = NOT_YET.sub(" ~ ", COMMITTEES.sub(" committee ", SIGNED_FOR.sub(" signed ", text)))
    is_delegated = ON_BEHALF.search(left) is not None
    left = ONE_OF_THEM.sub(" officer ", ON_BEHALF.sub(" ~ ", left))
    if regime.no_delegation:
        left = SOME_OF_THEM.sub(" ~ ", left)
    if any(_is_by(match, left, asked) for match in APPROVED.finditer(left)):
        return Words(EXPLICIT, f"says that {asked.body} approved the statement")
    if is_delegated:
        return Words(NOT_EXPLICIT, f"speaks of approval on behalf of others, not by {asked.body}")
    if match := BY_OFFICER.search(left):
        return Words(CONTRADICTED, f"says that others than {asked.body} approved it", match["who"])
    if NOT_YET.search(text):
        return Words(NOT_EXPLICIT, "speaks of an approval that is still to be given")
    return Words(NOT_EXPLICIT, f"does not say in so many words that {asked.body} approved it")


def _is_by(match: re.Match[str], text: str, asked: Approval) -> bool:
    """Say whether the body stands beside an approving word, in the same clause."""
    after = text[match.end() : match.end() + BODY_AFTER]
    after = CLAUSE.split(after, maxsplit=1)[0]
    before = CLAUSE.split(text[max(0, match.start() - BODY_BEFORE) : match.start()])[-1]
    officer = re.compile(rf"\s*(?:[\w’',-]+\s+){{0,4}}?by\s+(?:[\w’'&,.()-]+\s+){{0,9}}?{OFFICERS}",
                         re.IGNORECASE)  # fmt: skip
    body = asked.bodies.search(after)
    first = officer.match(after)
    if body:
        return first is None or body.start() < first.end()
    return asked.bodies.search(before) is not None and first is None
