"""Tell a document that only points to a statement elsewhere from one that is a statement.

What counts is how much a document says on the subject besides the pointer. A document that says of
itself that it is a statement, or of which a part could not be read, is never held to point only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyser.extractors.gates import TOPIC
from analyser.extractors.looks import (
    APPROVAL,
    MAX_HEADING_WORDS,
    NAMED_DOCUMENT,
    OF_ITSELF,
    RELATED,
    SENTENCE_END,
)
from analyser.types import Statement

MAX_WORDS_BESIDE = 50
"""Words on the subject, beside the pointer, up to which a document only points: two sentences. Of
818 documents taken for statements of the United Kingdom 7 say so little, all pages of links."""
MAX_WORDS_NAMING = 20
"""The same for a short document without a pointer that has nothing but the name of a statement,
and of its words in full sentences on whatever: a vague statement is one all the same."""
NOTED_WORDS = 150
"""Up to these, a reader is told of the pointer."""
LINKS_ONLY = 250
"""Words up to which a document may be a page of links."""
SHORT_DOCUMENT = 600
"""Words up to which every sentence of a document is near its pointer."""
NEARBY = 3
"""How many blocks from one that names the subject a sentence may stand to be on it."""
MAX_UNIT = 1000
"""Characters of a sentence that are looked at."""
MIN_WORDS = 5
"""Of a sentence that says something."""
DOING = re.compile(
    r"\b(?:we|audits|audited|trains|trained|assess(?:es|ed)|visit(?:s|ed)|screen(?:s|ed)"
    r"|inspect(?:s|ed)|check(?:s|ed))\b",
    re.IGNORECASE,
)
"""What a menu does not say, but a sentence that is written like a title."""
SHORT_WORD = 3
"""Letters up to which a word is written small in a title, too."""
TITLES_SHARE = 0.8
"""Of the words in a menu, those that begin with a capital letter."""

ADDRESS = r"https?:|www\.|\b[\w-]{2,40}\.(?:com|co|org|net|gov|edu|au|uk|ca|eu|io|ie|nz|example)\b"
PLACE = (
    rf"(?:{ADDRESS}|\bweb-?\s?(?:site|page)s?\b|\bhome-?page\b|\bonline\b|\bregist(?:er|ry)\b"
    r"|\bclick\b|\blinks?\b|\bhere\b|\bbelow\b|\bseparate(?:ly)?\b|\bstandalone\b"
    r"|\bupon\s+request\b|\bon\s+request\b|\bcompany\s+secretary\b|\bpages?\s+\d"
    r"|\b(?:annual|sustainability|esg|csr|responsibility|strategic|integrated)\s+report\b)"
)
GIVING = (
    r"\b(?:availab\w+|found|publish(?:ed|es)|view(?:ed)?|access(?:ed|ible)?|read|download\w*|see"
    r"|refer|visit|click|obtained|located|posted|displayed|hosted|consult|set\s+out|contained"
    r"|included|requested|lodged|follow)\b"
)
DOCUMENT = r"\b(?:statements?|disclosures?)\b"
POINTING = re.compile(
    rf"(?=.{{0,300}}{DOCUMENT})(?:.{{0,300}}?{GIVING}.{{0,150}}?{PLACE}|.{{0,300}}?{PLACE}"
    rf".{{0,80}}?{GIVING})|.{{0,100}}?{DOCUMENT}.{{0,60}}?(?:{ADDRESS})",
    re.IGNORECASE,
)
PRONOUN_POINTING = re.compile(
    rf"\W{{0,3}}(?:(?:it|this|they|the\s+full\s+\w+|a\s+copy|copies|please|to\s+(?:read|view))\b"
    rf".{{0,80}}?{GIVING}|click|download|view|read\s+more).{{0,150}}?{PLACE}",
    re.IGNORECASE,
)
"""What stands beside a heading that names the statement: `It can be found on our website`."""
IMPERATIVE = re.compile(
    rf"\W{{0,3}}(?:please\s+)?(?:access|download|view|read|open|see|click)\b.{{0,120}}?{DOCUMENT}",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:polic(?:y|ies)|codes?|concerns?|report\s+(?:it|any|a)|helpline|privacy|cookies?)\b", re.I
)
"""What else than a statement one may be sent to."""
SELF = re.compile(r"\bthis\s+(?:[\w-]{1,30}\s+){0,6}(?:statement|disclosure)\b", re.IGNORECASE)
DECLARING = re.compile(
    r"\bthis\s+(?:[\w-]{1,30}\s+){0,6}(?:statement|disclosure)\b.{0,60}"
    r"\b(?:is\s+made|was\s+made|has\s+been\s+made|made\s+(?:under|pursuant|in\s+accordance)"
    r"|constitutes|sets\s+out|outlines|describes|covers|explains)\b"
    r"|\b(?:constitutes|is)\s+(?:our|the)\s+(?:[\w’'-]{1,30}\s+){0,6}statement\b",
    re.IGNORECASE,
)
WORK = re.compile(
    r"\b(?:train\w*|audit\w*|risks?|polic(?:y|ies)|codes?|contracts?|recruit\w*|agenc(?:y|ies)"
    r"|employ\w*|staff|factor(?:y|ies)|sourc\w+|procure\w*|purchas\w+|tolera\w+|exploit\w*"
    r"|screen\w*|assess\w*|wages?|labour|labor|complain\w*|grievance\w*|remed\w+)\b",
    re.IGNORECASE,
)
STEP = re.compile(
    r"\b(?:audit\w*|train(?:s|ed|ing)|visit\w*|inspect\w*|screen\w*|questionnaires?|interview\w*"
    r"|risk\s+assess\w*|assess(?:es|ed|ment|ments)?|supplier\s+code\w*|helplines?|map(?:ped|ping)"
    r"|(?:not|no)\s+(?:\w+\s+){0,2}(?:taken|take|steps|use)|taken\s+(?:no|any|the)|check(?:s|ed)?"
    r"|vet(?:s|ted|ting)?|pays?\s+(?:\w+\s+){0,3}wages?"
    r"|whistle-?blow\w*|due\s+diligence|repaid|contracts\s+with)\b",
    re.IGNORECASE,
)
"""What is done, however little is said of it: a document with such a sentence is ranked."""
OF_THE_WEBSITE = re.compile(
    r"\b(?:cookies?|privacy|personal\s+(?:information|data)|your\s+(?:computer|details|consent"
    r"|browser)|brows(?:e|ing)|(?:our|this|the)\s+(?:web-?\s?)?site|rights\s+reserved)\b",
    re.IGNORECASE,
)
"""What a page says of itself and its visitors, and no statement says of slavery."""
OF_THE_LAW = re.compile(
    r"\b(?:act|legislation|law|section\s+54|regulations?)\b.{0,60}\b(?:requires?|required|applies"
    r"|obliges?|came\s+into)\b|\brequired\s+(?:by|under)\b.{0,40}\bact\b",
    re.IGNORECASE,
)
OF_THE_DOCUMENT = re.compile(
    r"\b(?:our|the|its|a|group[’']?s?|latest|current|annual)\s+(?:[\w’'&-]{1,30}\s+){0,8}"
    r"(?:statement|disclosure)s?\b.{0,60}\b(?:approved|signed|reviewed|published|prepared|updated"
    r"|issued|made|submitted|covers?)\b"
    r"|\b(?:approved|signed|reviewed|published|prepared|updated|issued|made|submitted)\b.{0,40}"
    r"\b(?:our|the|its|a)\s+(?:[\w’'&-]{1,30}\s+){0,8}(?:statement|disclosure)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pointing:
    """Where a document points to a statement elsewhere, and what it says besides."""

    pages: tuple[int, ...]
    """Numbers of the pages with a pointer; none where there is none."""
    n_words: int
    """Words of its sentences on the subject, beside the pointer and what is said of documents."""
    is_certain: bool
    """Whether nothing speaks for a statement of its own."""
    only_names: bool = False
    """Whether it is a short page with the name of a statement, and no sentence on the subject."""

    @property
    def is_all(self) -> bool:
        """Whether the document only points."""
        points = bool(self.pages) and self.n_words <= MAX_WORDS_BESIDE
        return self.is_certain and (points or self.only_names)

    @property
    def is_noted(self) -> bool:
        """Whether it says so little besides that a reader should know of the pointer."""
        return bool(self.pages) and not self.is_all and self.n_words <= NOTED_WORDS


def find_pointing(statement: Statement) -> Pointing:
    """Find where a document points to a statement elsewhere.

    Parameters
    ----------
    statement : Statement
        Not segmented.

    Returns
    -------
    Pointing
        With the pages that point, and how much the document says on the subject itself.
    """
    pages: list[int] = []
    n_words = n_prose = 0
    is_certain = not statement.unread_pages
    n_document = len(statement.text.split())
    n_sentences = 0
    for page in statement.pages:
        for unit, is_named in _near(statement.quote(page), n_document <= SHORT_DOCUMENT):
            if DECLARING.search(unit) or APPROVAL.search(unit):
                is_certain = False
            elif _points(unit, is_named):
                pages.append(page.number)
            elif OF_ITSELF.search(unit) or SELF.search(unit):
                is_certain = False
            elif _is_titles(unit):
                continue
            elif _says_something(unit):
                n_words += len(unit.split())
                is_certain = is_certain and not STEP.search(unit)
            n_prose += len(unit.split()) if _is_prose(unit) else 0
            n_sentences += bool(TOPIC.search(NAMED_DOCUMENT.sub(" ", unit)))
    is_list = (
        not n_sentences and max(n_words, n_prose) <= MAX_WORDS_NAMING and n_document <= LINKS_ONLY
    )
    only_names = is_list and TOPIC.search(statement.text) is not None
    return Pointing(tuple(dict.fromkeys(pages)), n_words, is_certain, only_names)


def _near(text: str, is_short: bool) -> Iterator[tuple[str, bool]]:
    """Give the sentences near the subject, and whether a statement was named just before."""
    blocks = [block.strip() for block in text.split("\n") if block.strip()]
    naming = [index for index, block in enumerate(blocks) if TOPIC.search(block)]
    near = {index + step for index in naming for step in range(-NEARBY, NEARBY + 1)}
    named = -NEARBY
    for index, block in enumerate(blocks):
        if not (is_short or index in near):
            continue
        for unit in SENTENCE_END.split(block):
            yield unit[:MAX_UNIT], named >= 0 and (is_short or index - named < NEARBY)
            if TOPIC.search(unit) and re.search(DOCUMENT, unit, re.IGNORECASE):
                named = index


def _points(unit: str, is_named: bool) -> bool:
    if SELF.search(unit) and not re.search(ADDRESS, unit, re.IGNORECASE):
        return False
    if is_named and PRONOUN_POINTING.match(unit) and not OTHER.search(unit):
        return True
    if not (is_named or TOPIC.search(unit)):
        return False
    return bool(IMPERATIVE.match(unit) or POINTING.match(unit))


def _is_prose(unit: str) -> bool:
    return unit.endswith(".") and len(unit.split()) >= MIN_WORDS and not OF_THE_WEBSITE.search(unit)


def _is_titles(unit: str) -> bool:
    """Say whether a line is a menu: the names of documents one after the other, no sentence."""
    if unit.startswith("•") or DOING.search(unit):
        return False
    words = [word for word in unit.split() if word[0].isalpha() and len(word) > SHORT_WORD]
    n_titles = sum(word[0].isupper() and not word.isupper() for word in words)
    return (
        len(words) >= MIN_WORDS
        and not unit.endswith((".", "!", ";", ",", ":"))
        and n_titles >= TITLES_SHARE * len(words)
    )


def _says_something(unit: str) -> bool:
    words = unit.split()
    if len(words) < MIN_WORDS or (
        len(words) <= MAX_HEADING_WORDS
        and not unit.endswith((".", "!", ";", ",", ":"))
        and not unit.startswith("•")
    ):
        return False
    if OF_THE_LAW.search(unit) or OF_THE_DOCUMENT.search(unit):
        return False
    said = NAMED_DOCUMENT.sub(" ", unit)
    return any(pattern.search(said) for pattern in (TOPIC, RELATED, WORK))
