"""Judge whether words show that the right person signed a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyser.formalities.facts import Signature
from analyser.formalities.findings import CONTRADICTED, EXPLICIT, NOT_EXPLICIT, Line, Words
from analyser.formalities.forms import NAMED
from analyser.redaction import is_given_name

SIGNING = re.compile(
    r"\bsigned\b|\bsignature\b|(?<!\w)/?s/\s|\bsgd\b|\b(?:for\s+and\s+)?on\s+(?:its\s+)?behalf\b"
    r"|\bauthorised\s+signator(?:y|ies)\b|\battest\b|\bdocusign(?:\s+envelope(?:\s+id)?)?|\badobe\s+sign\b",
    re.IGNORECASE,
)
STRICT = re.compile(
    r"\b(?:statement|report)\s+(?:is|was|has\s+been)\s+(?:\w+ly\s+)?signed\s+(?:on\s+[\w\s]{1,30}\s)?by\s+"
    r"(?-i:(?:[A-Z][\w’'.-]*\s+){1,3}[A-Z])",
    re.IGNORECASE,
)
"""Words so plain, with a name, that no classifier need confirm them."""
UNSIGNED = re.compile(
    r"\bunsigned\b|\bnot\s+(?:yet\s+)?(?:been\s+)?signed\b|^\W*draft\W*$", re.IGNORECASE
)
TO_BE_SIGNED = re.compile(
    r"\b(?:will|shall|must|should|to)\s+be\s+signed\b|\bsigned\s+(?:contract|agreement|copy\s+of\s+"
    r"(?:the|our)\s+(?:code|policy))\b|\bhas\s+signed\s+up\b",
    re.IGNORECASE,
)
FUNCTION = (
    r"(?:procurement|purchasing|sourcing|sustainability|compliance|supply\s+chain|legal|programme|"
    r"project|communications|assurance|risk|ethics|responsibility|CSR|health|safety|quality)"
)
NO_DIRECTOR = re.compile(
    rf"\b{FUNCTION}(?:\s+(?:&|and)\s+\w+)?\s+director\b"
    rf"|\b(?:deputy|assistant|associate)\s+director\b|\bvice[\s-]+president\b"
    rf"|\bdirector\s*(?:,|of|-|–)\s*(?:\w+\s+){{0,2}}{FUNCTION}\b",
    re.IGNORECASE,
)
TITLES = re.compile(
    r"\b(?:Directors?|Chief|Executive|Officer|Chair\w*|Managing|President|Vice|Secretary|Partner|"
    r"Member|Designated|General|Board|"
    r"Signed|Signature|Date|Name|Title|Position|For|And|On|Behalf|Of|The|This|By|Approved|"
    r"Modern|Slavery|Statement|Act|Human|Trafficking|Interim|Acting|Non|Head|Finance|Financial|"
    r"Operating|Operations|Commercial|UK|United|Kingdom|Principal|Governing|Body|Responsible|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"CEO|CFO|COO|MD|Senior|Trustee|Leader|Vice-?Chancellor|Chancellor)\b",
    re.IGNORECASE,
)
FIRMS = re.compile(
    r"\b(?:Group|Company|Limited|Ltd|Plc|LLP|LP|Inc|Holdings|International|Services|Europe|Global)\b",
    re.IGNORECASE,
)
BODY = (
    r"(?:Society|Association|Bank|Trust|Union|Council|University|College|School|Academy|Institut\w+|"
    r"Foundation|Charity|Hospitals?|Authority|Commission|Federation|Partnership|Co-?operative|"
    r"Corporation|Club|Church|Agency|Ministry|Department|Police|Homes|Housing|Insurance|Assurance|"
    # After these a post may follow that belongs to them: "Group Director".
    r"(?:Group|Company|Holdings|International|Services|Europe|Global)(?!\s*~))"
)
ORGANISATION = re.compile(
    rf"(?:\b(?:Mrs?|Ms|Miss|Dr|Sir|Dame)\.?\s)?(?<![^\W_])(?:[A-Z][\w&’'.-]*\s(?:(?:of|and|for|&)\s)?){{0,6}}{BODY}\b"
    r"(?P<post>\s*~)?"
)
"""The name of a body, without a legal form at its end: `Larch Building Society`."""
BODY_OF = re.compile(rf"\b{BODY}\s(?:of|for)(?:\s[A-Z][\w’'-]*){{1,2}}")
"""A name that goes on after it: `University of Larch Vale`."""
GIVEN_WORDS = frozenset(
    [
        "april",
        "bill",
        "dean",
        "frank",
        "grace",
        "heath",
        "jack",
        "june",
        "mark",
        "may",
        "rob",
        "sue",
        "will",
    ]
)
"""Given names that are ordinary words too."""
HONORIFIC = re.compile(r"(?:Mrs?|Ms|Miss|Dr|Sir|Dame)\b")
PERSON = re.compile(
    r"(?:\b[A-Z][\w’'-]*\.?[ |]+){1,3}(?:(?:van|von|de|der|den|la|le|du|bin|al)[ |]+){0,2}"
    r"\b[A-Z][\w’'-]+|\b[A-Z]\.\s?[A-Z][a-z]+"
)
REACH = 4
"""Lines between two of one block."""
LONE = re.compile(r"\W*(?:signed|signature)[\W_]*", re.IGNORECASE)
"""A line that says no more, and may have been torn from its name by columns or an image."""
LEFT_OPEN = re.compile(r".*[:_.…][\W_]*")
FIELD = re.compile(r"\W*(?:dated?|(?:print(?:ed)? |full )?name|position|title)\b", re.IGNORECASE)
"""What stands beside a place for a signature, and not beside `Signature` in a list of contents."""
BEFORE, AFTER = 2, 3
"""Lines about a block that may belong to it."""
FAR = 12
"""Lines about a block in which an attestation may stand."""
SHORT = 16
"""Words up to which a line may belong to a signature."""


def signature_blocks(lines: Sequence[Line], asked: Signature) -> Iterator[list[Line]]:
    """Gather the lines of each signature: those that carry the label, and short ones about them.

    A line that says "Signed:" and no more belongs to each on its page.

    Parameters
    ----------
    lines : sequence of Line
        In order of index.
    asked : Signature
        An attestation, where one is asked for, may stand some lines away from the names.

    Yields
    ------
    list of Line
        In order.
    """
    places = [place for place, line in enumerate(lines) if line.is_labelled]
    blocks: list[list[int]] = []
    for place in places:
        if blocks and place - blocks[-1][-1] <= REACH:
            blocks[-1].append(place)
        else:
            blocks.append([place])
    lone = [place for place in range(len(lines)) if _is_place_to_sign(lines, place)]
    for block in blocks:
        first, last = max(0, block[0] - BEFORE), block[-1] + AFTER
        chosen = {
            place
            for place, line in enumerate(lines[first : last + 1], start=first)
            if line.is_labelled or block[0] < place < block[-1] or _may_belong(line.text)
        }
        pages = {lines[place].page_number for place in block}
        chosen |= {place for place in lone if lines[place].page_number in pages}
        if asked.attests:
            first, last = max(0, block[0] - FAR), block[-1] + FAR
            chosen |= {
                place
                for place, line in enumerate(lines[first : last + 1], start=first)
                if asked.attests.search(line.text) or asked.roles.search(line.text)
            }
        yield [lines[place] for place in sorted(chosen)]


def _is_place_to_sign(lines: Sequence[Line], place: int) -> bool:
    text = lines[place].text
    near = lines[max(0, place - BEFORE) : place + AFTER + 1]
    return LONE.fullmatch(text) is not None and (
        LEFT_OPEN.fullmatch(text) is not None or any(FIELD.match(line.text) for line in near)
    )


def judge_signature(lines: Sequence[Line], asked: Signature) -> Words:
    """Judge the words of one signature.

    Parameters
    ----------
    lines : sequence of Line
        What `signature_blocks` yields.
    asked : Signature
        Who must sign.

    Returns
    -------
    Words
        `explicit` where words say that it was signed, and give a name and a post that suffices;
        `contradicted` where it is said to be unsigned.
    """
    text = " | ".join(" ".join(line.text.split()) for line in lines)
    if any(UNSIGNED.search(line.text) for line in lines):
        return Words(CONTRADICTED, "says that it is not signed")
    text = TO_BE_SIGNED.sub(" ~ ", text)
    has_role = asked.roles.search(NO_DIRECTOR.sub(" ~ ", text)) is not None
    if asked.attests is not None and not asked.attests.search(text):
        return Words(NOT_EXPLICIT, "gives a signature or a name, but no words of an attestation")
    if not SIGNING.search(text):
        says = (
            "gives a name and a post, but no words that say that it was signed; a signature that "
            "is an image cannot be read from text"
        )
        return Words(
            NOT_EXPLICIT,
            says
            if has_role
            else f"gives a name or a post, but no words that say that {asked.role} signed it",
        )
    if not has_role:
        return Words(
            NOT_EXPLICIT, f"speaks of a signature, but not in words that show {asked.role}"
        )
    left = TITLES.sub("~", SIGNING.sub("~", BODY_OF.sub("~", text)))
    left = ORGANISATION.sub(_person_of, NAMED.sub("~", left))
    if not PERSON.search(FIRMS.sub("~", left)):
        return Words(NOT_EXPLICIT, "speaks of a signature, but gives no name")
    return Words(EXPLICIT, f"shows that {asked.role} signed it")


def _person_of(match: re.Match[str]) -> str:
    """Leave of the name of a body what is a person's: `Grace Bank`, or the name before it."""
    words = match[0].replace("~", " ").split()
    if HONORIFIC.match(words[0]):
        return match[0]
    first = words[0].casefold()
    if not (is_given_name(first) or first in GIVEN_WORDS):
        return "~"
    if len(words) == 2:
        return match[0]
    return f"{words[0]} {words[1]} ~" if len(words) > 3 or match["post"] else "~"


def _may_belong(text: str) -> bool:
    is_short = len(text.split()) <= SHORT and not text.rstrip().endswith((".", ";"))
    return is_short or SIGNING.search(text[-80:]) is not None
