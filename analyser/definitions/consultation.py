"""Hear that owned and controlled entities were consulted, or that there are none to consult.

Written from section 16(1)(f) of the Modern Slavery Act 2018 (Cth), without sight of any labelled
sentence, so that what a model makes of these wordings can be measured on all of them. By which of
them a company is exempt is another matter, and stricter: see `owns-no-other-entity` in
`expressions.toml`.
"""

from __future__ import annotations

import re

# Every sentence comes with single blanks. Repeats are bounded, so that no sentence takes long.
NOT = r"(?:\bnot|n[’'‘`]t)"
ENTITY = (
    r"(?:entity|entities|subsidiar\w{1,5}|company|companies|business(?:es)?|corporations?"
    r"|organi[sz]ations?|bod(?:y|ies) corporate)"
)
KINDS = (
    r"(?:(?:any|an?|(?:an)?other|such|further|additional|separate|legal|corporate|related|parent"
    r"|child|(?:in)?direct|trading|operating|reporting|australian|wholly|fully|owned|controlled"
    r"|entities|subsidiar\w{1,5}|or|and)[\s,/-]{1,3}){0,8}"
)
"""Words between a denial and what it denies."""
ENDS = (
    r"(?![\w’']| (?:(?:\w+ )?(?:outside|overseas|offshore)|in (?!the [^s]|this|fy|20|aus|relat)"
    r"|with\b(?! wh)|(?:that|which) (?!would|need|requir)"
    r"|(?:was|were|are|is|ha[sd]|have|reported)\b|premis|propert|vehicl))"
)
"""Neither restricted ("no subsidiaries outside Australia") nor a compound ("business premises")."""
NO_OTHER_ENTITY = (
    # "does not (currently) own or control", "has no interest in", "does not cover any other".
    rf"(?:{NOT}|\b(?:no|nor|neither|without)) "
    r"(?:(?!to\b|by\b|suppl|shareh)[\w(),/-]{1,30} ){0,6}"
    r"(?:(?<!our )(?<!its )(?<!heir )owns?|controls?|(?:owned|controlled)(?= an[yo])"
    r"|(?:interests?|shares?) in|(?:ownership|control) (?:of|over)"
    r"|(?:cover|include|(?:behalf|parent) of|relate to)(?= (?:any |an)?other)),? "
    rf"{KINDS}{ENTITY}{ENDS}",
    # "owns or controls no other entities", "this statement covers no other business".
    rf"\b(?:own|control|cover|include)(?:s|ed|led)? no {KINDS}{ENTITY}{ENDS}",
    # "has no (wholly owned) subsidiaries", "without any controlled entities".
    rf"(?:\b(?:no|nil|zero|without)|{NOT} (?:\w+ )?(?:have|established)) "
    r"(?=(?:[\w-]{1,30}[\s,/]{1,3}){0,3}(?:[\w-]{0,9}owned|controlled|related|subsidiar))"
    rf"{KINDS}{ENTITY}{ENDS}",
    # "there are no entities that it owns or controls", "no other entities under its control".
    rf"(?:(?:there \w+|ha[sd]|have|having|with) no|{NOT} (?:have|any)) "
    r"(?:(?:any|other|legal) ){0,2}(?:entit|compan|business)\w+,? "
    r"(?!(?:that|which) (?:own|control))[^.;]{0,60}\b(?:own|control)(?:s|ed|led|ership)?\b",
    # "no other entities were owned or controlled by it".
    r"\bno (?:other )?(?:entit|compan)\w+ (?:is|are|was|were) (?:\w+ )?(?:owned|controlled)",
    # "is a single entity", "the only entity covered by this statement".
    r"(?:\b(?:is|are|being)|(?<!ates )(?<!ed )\bas) a (?:(?:single|sole|stand[\s-]?alone) "
    r"(?:legal |corporate )?entity|stand[\s-]?alone company)|\bonly (?:\w+ )?entity covered",
    # "consultation (with owned or controlled entities) is not required", "not required to consult".
    r"\bconsult\w*(?: process)?(?: with[^.;]{0,60}(?:entit|subsidiar|control)[^.;]{0,60})?"
    r"[\s:–-]{1,3}(?:(?:is|was) )?(?:therefore |deemed )?(?:not (?:applicable|required|relevant"
    r"|necessary)|n/a|(?:does|did) not apply)|\bnot (?:required|need) to consult"
    r"|\bno (?:\w{1,30} ){0,4}entit[^.;]{0,60}consult\b"
    r"|\bno (?:formal |further )?consultation (?:\w{1,30} ){0,2}(?:required|necessary|needed)",
    # "Controlled entities: nil".
    r"\b(?:subsidiaries|controlled entities)\s{0,3}[:–-]\s{0,3}(?:nil|none)",
)
"""That the organisation owns and controls no other, or that nobody had to be consulted."""
WHO = (
    r"(?:\bsubsidiar(?:y|ies)\b|\b(?:owned|controlled|group|related|operating) (?:\w+ )?"
    r"(?:entit|compan|business(?! unit)|bod(?:y|ies) corp)\w*"
    r"|\b(?:each|both|all|our|its|these|the) (?:of )?"
    r"(?:(?:the|our|its|other|relevant|reporting) ){0,3}(?:entities|(?<!the )entity)\b"
    r"(?! (?:in \w+ supp|from|with\b|we (?!own|con)))"
    r"|\b(?:entit|compan|business)\w+ [^.;]{0,50}?(?:\bowns?\b|\bowned|controlled|covered"
    r"|\b(?:the|our) (?:\w+ )?group\b))"
)
BETWEEN = (
    r"(?:(?!suppl|stakeholder(?!s? (?:from|in|within|across|of|at))|custom|consultan|investor|union"
    r"|external|third)[^.;]){0,70}?"
)
"""Nobody from outside."""
BEFORE = (
    r"\bconsult(?:ed|s|ing(?= (?:\w+ly )?(?:with|each|all|our|its|the)))\b",
    r"\b(?:to|will|also|we) consult\b",
    r"\b(?:informed(?! by)|briefed|asked|communicated to|surveyed)\b",
    r"\b(?:collaborative|joint)ly by\b|\bengaged (?:each|all|our|its|both)\b",
    # "worked with", "discussed the draft with", "meetings between".
    r"\b(?:(?:engag|work|collaborat|liais|discuss|communicat)(?:ed|es|ing|s|ions?)|met|meetings"
    r"|workshops|dialogue) (?:[\w,-]{1,30} ){0,8}?(?:with|between|among)\b",
    # "in consultation with", "undertook engagement with": led by another word, so no heading.
    r"\b(?:in|with|through|after|following|by|via|undert\w+|conduct\w+|involv\w+|includ\w+) "
    r"(?:[\w-]{1,30} ){0,3}(?:consult|collabor|co-?op|co-?ord|conjun|engage|involve)\w+ "
    r"(?:with|between|among|across|of)\b",
    # "consultation with our subsidiaries took place".
    r"\b(?:consultations?|engagement)\b(?=[^.;]{0,99}\b(?:took|takes|occurr?ed|occurs|involve[sd]"
    r"|include[sd]|undertaken|conducted|carried|facilitated|achieved|through|via|ongoing)\b)",
    r"\b(?:sought|seek(?:s|ing)?|input|feedback|comments|representatives?|members(?= from)) "
    r"(?:\w{1,30} ){0,5}?(?:from|of)\b",
    # "the draft was circulated to", "provided a copy of the statement to".
    r"\bcirculat(?:ed|ing)\b|\b(?:draft|statement) (?:\w{1,30} ){0,3}(?:provided|sent|shared"
    r"|distributed|reviewed)\b",
    r"\b(?:provid|shar|distribut)\w+ (?:\w{1,30} ){0,5}?(?:draft|statement)\b",
)
AFTER = (
    r"(?:was|were|been|is|are|be) (?:\w{1,30} ){0,2}?(?:consulted|(?:engaged|involved)"
    r"(?! in (?!th|prep|dev|dra|con))|informed|briefed|invited|given|provided with|aware)\b",
    r"(?:review|contribut|participat|comment|took part)\w* (?:[\w-]{1,30} ){0,5}?(?:draft|statement"
    r"|prepar|develop|working group)|(?:provid\w+|had|gave) (?:\w+ )?(?:input|feedback|comment)",
    r"work\w+ (?:\w+ )?together|jointly|consult\w+ (?:with )?(?:each |one an)other",
    r"(?:same|common) (?:director|board|manage|executive|senior)|(?:ensuring|regular|no) (?:\w+ )?"
    r"consult|consultation (?:was|is|took|occur)",
)
CONSULTED = (
    rf"(?:{'|'.join(BEFORE)}){BETWEEN}{WHO}",
    rf"{WHO}{BETWEEN}\b(?:{'|'.join(AFTER)})",
    r"\bconsult\w+ (?:\w{1,30} ){0,4}?(?:across|throughout) (?:the|our) (?:[\w-]{1,30} ){0,2}"
    r"group\b",
    r"\bgroup[\s-]wide consult",
)
"""That entities of the organisation were consulted, by word, draft, meeting or common managers."""
LABEL = "c6_consultation"
N = 2
DENIES = re.compile(
    r"\b(?:no|not|nor|neither|without|nil|none|zero|single|sole|stand(?:alone)?|only)\b|n[’'‘`]t\b|n/a"
)
ENTITIES = ("entit", "subsidiar", "compan", "business", "corporat", "organi", "consult", "parent")
TIES = ("entit", "subsidiar", "own", "controlled", "covered", "group", "related", "operating")
"""Parts of words that are sooner looked for than the wordings, which need one of `ENTITIES` and,
the first, what `DENIES` finds, the second, one of `TIES`."""
WORDINGS = tuple(
    re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
    for patterns in (NO_OTHER_ENTITY, CONSULTED)
)


def found_in(sentence: str) -> tuple[bool, ...]:
    """Look for wordings of consultation.

    Parameters
    ----------
    sentence : str
        Its words.

    Returns
    -------
    tuple of bool
        Whether there was nobody to consult, and whether entities were consulted.
    """
    lower = sentence.lower()
    if not any(word in lower for word in ENTITIES):
        return False, False
    is_none = DENIES.search(lower) is not None and WORDINGS[0].search(sentence) is not None
    may_be = any(word in lower for word in TIES)
    return is_none, may_be and WORDINGS[1].search(sentence) is not None
