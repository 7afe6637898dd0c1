"""Hear intentions: sentences that tell only of what is still to be done."""

from __future__ import annotations

import re

ADVERBS = (
    r"(?:(?:also|therefore|further|then|now|currently|presently|still|both|next|soon|actively)\s)"
    r"{0,2}"
)
INTENDING = re.compile(
    # "Agencies that propose to charge fees are refused" is a rule in force.
    rf"(?<![\w’'-])(?!(?:who|that|which)\s)[\w)’'-]{{2,30}}\s{ADVERBS}"
    rf"(?:(?:am|is|are|will be)\s{ADVERBS}"
    r"(?:(?:intending|planning|aiming|hoping|looking|preparing|proposing)\sto\b"
    r"|in the process of\b|working towards?\s(?:(?:train|introduc|launch|adopt|develop|implement|"
    r"establish|roll|provid|extend|includ|build|creat|mapp)ing|(?:an?|the|its|our)\s(?:\w+\s){0,2}"
    r"(?:introduction|launch|roll-?out|adoption|development|implementation))\b"
    r"|(?:developing|drafting|designing|preparing|creating)\s(?:(?:an?|our|new)\b"
    r"|(?:(?!and\b|or\b|the\b|that\b)[\w-]{2,20}\s){0,3}(?:training|courses?|e-learning|modules?"
    r"|workshops?|guidance|questionnaires?)\b)"
    r"|being (?:developed|drafted|written|designed|prepared|planned|considered)\b"
    r"|under development\b|planned for\b|scheduled for\b|due to (?:start|begin)\b"
    r"|to (?:fill in|be (?:trained|introduced|launched|rolled out))\b"
    r"|(?:considering|exploring|reviewing (?:our|its|the) (?:[\w-]+ ){0,2}(?:polic|procedure|"
    r"process|approach|code|statement|contract|terms|cours|training|programme|"
    r"system|tool)\w*)\b[^.;]{0,60}\bwith a view to\b)"
    r"|(?:intends?|plans?|hopes?|proposes?)\sto\b)"
    # In a policy most of what a company shall do is a rule in force; these verbs make something.
    r"|\b(?<!supplier )(?<!supplying )(?<!contracting )(?<!each )(?<!every )"
    r"(?:we|group|company|plc|limited|ltd\.?)\s(?:also\s)?shall\s(?:also\s)?"
    r"(?!(?:establish|develop|implement|define)\b[^.]{0,20}\bmaintain)(?:train|provide training|"
    r"develop|define|launch|introduce|roll out|produce|establish|set up|"
    r"implement|begin|start|explore|seek|map|consider)\b",
    re.IGNORECASE,
)
WILL = re.compile(
    r"\b(?:will|shall)(?:\s(?!(?:continue|only|not|always|never)\b)|\s?(?=:))", re.IGNORECASE
)
PLEDGED = r"(?:also\s)?(?:committed|agreed|pledged)\sto\b"
PLEDGE = re.compile(rf"\b(?:has|have|is|are)\s{PLEDGED}", re.IGNORECASE)
NEXT = (
    r"\bnext (?:year|financial|fiscal|reporting|twelve|12|few|phase|step)"
    r"|\b(?:coming|forthcoming|upcoming)\b|\bin (?:the )?(?:near )?future\b"
)
TO_COME = re.compile(
    rf"{NEXT}|\bby (?:the end of |early |late |mid-?|FY\s?)?20\d\d\b", re.IGNORECASE
)
"""A pledge may be years old, so that a bare year does not make it one still to be kept."""
AHEAD = re.compile(
    NEXT + r"|\b(?:going|moving|looking) (?:forward|ahead)\b|\bby (?:the )?(?:end of|mid-?)\s?\w"
    r"|\b(?:in|during|throughout|by|from) (?:early |late |(?:the )?(?:first|second) half of |FY\s?|"
    r"financial year |Q\d )?20\d\d|\b(?:later )?this (?:financial )?year\b"
    r"|\bwill (?:be (?:including|developing|rolling|introducing|launching|reviewing|updating|"
    r"producing|implementing|conducting)|produce|launch|introduce|develop|roll out)\b",
    re.IGNORECASE,
)
"""Without such words `will` is mostly a rule in force: `breaches will be investigated`."""
HOPE = re.compile(
    r"\b(?:we|group|company|plc|limited|ltd\.?)\s(?:\w+\s)?(?:want|expect|would like)\b"
    r"|\b(?:we|group|company)\s(?:aim|have plans)\s(?:to|for)\b|\bintention (?:is )?to\b"
    r"|\b(?:targets?|goals?|ambitions?)\b[^.;]{0,30}(?:\b(?:is|are)\b|:)|\bdue to (?:take|come)\b",
    re.IGNORECASE,
)
"""With a time ahead, these make a plan."""
COMPLETED = re.compile(
    rf"\b(?<!\bbe )(?:(?:has|have)\b(?!\s{PLEDGED})|had|having|was|were|did|began|built|held|"
    r"met|made|took|gave|set up|sent|ran|paid|repaid|"
    r"got|found|led|spoke|taught|brought|spent|saw|wrote|says?|states?|hold that|"
    r"(?!(?:committed|agreed|pledged)\sto\b)\w{2,20}[a-z]ed "
    r"(?:our|the|a|an|all|its|their|in|with|to|on|by|from|\d\S{0,20}))\b"
    r"|\b(?:if|where|when|whenever|should|unless|until|any|every|each time|annually|must|may|"
    r"regularly|failure|breach|fail)\b",
    re.IGNORECASE,
)
"""Words of what was done, or of a rule that holds whenever its case occurs."""
PURPOSE = re.compile(
    r"^\W{0,5}(?:in order )?to\b[^;:]{0,300}?,\s(?=(?:we|the group|the company|our)\b)",
    re.IGNORECASE,
)
"""It may have an `and`, and is no clause: `To know of slavery and the like, we plan`."""
CLAUSE = re.compile(
    r"[;:]|\b(?:and|but|while|whereas|which)\s"
    r"|\b(?:action|remediation|mitigation|improvement|corrective|management|response)\splans\sto\b",
    re.IGNORECASE,
)
"""What begins another clause, or makes a noun of `plans`."""

GOES_ON = re.compile(
    r"\b(?:has|have)\s(?!(?:recogni[sz]ed|identified (?:gaps?|the need)|noted|considered|looked)\b)"
    r"(?:\w+\s){0,2}?(?:\w{3,20}ed|given|begun|run|held|undertaken|built|made|taken)\b"
    r"(?! to\b)[^.;]{0,200}\bwill (?:also )?continue\b"
    r"(?! to (?:explore|consider|look|search|develop|work towards)\b)",
    re.IGNORECASE,
)


def goes_on(text: str) -> bool:
    """Say whether a sentence tells of what was done and goes on, which is in place.

    Parameters
    ----------
    text : str
        One sentence, heading, bullet or table row.

    Returns
    -------
    bool
        True of `we have trained buyers, and will continue to do so`; False of `we have committed
        to train buyers, and will continue to look for a teacher`.
    """
    return GOES_ON.search(text) is not None


def is_intention(text: str) -> bool:
    """Say whether a sentence tells only of what is still to be done.

    Parameters
    ----------
    text : str
        One sentence, heading, bullet or table row.

    Returns
    -------
    bool
        True where its words intend, where the reporter itself `shall` make something, or where
        `will` or a pledge stands with a time ahead or `will` with a verb of making, and
        no clause tells of anything done or of a standing rule. Many plans are not heard.

    Notes
    -----
    Of 1,513 labelled practice sentences, of which 133 are plans, it hears 14 as intentions, and all
    of these are plans. The patterns were read against the same sentences, so that it is not a
    figure of unseen ones. It mends few statuses, but seldom wrongly.
    """
    text = PURPOSE.sub("", text)
    intent = (
        INTENDING.search(text)
        or (AHEAD.search(text) and WILL.search(text))
        or (TO_COME.search(text) and PLEDGE.search(text))
        or (TO_COME.search(text) and HOPE.search(text))
    )
    if not intent or COMPLETED.search(text):
        return False
    # What stands before another clause may be in place, as in "We audit, and will train".
    return CLAUSE.search(text[: intent.end()]) is None
