"""Say what one page has on modern slavery: nothing, a mention in passing, a passage, a statement.

A passage is at least two sentences, headings or list items close to each other that name the
subject, one of them of some length. One sentence in a chapter on risk, a line of a table of
contents, and the name of a policy in a list are no passage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyser.extractors.gates import TOPIC

MAX_HEADING_WORDS = 14
MIN_PROSE_WORDS = 8
NEARBY = 4
"""How many blocks apart two mentions may be to belong to one passage."""
DENSE_UNITS = 3
DENSE_SHARE = 0.0075
"""Mentions per word: a statement has about one in forty, and one stretch of 400 words in ten has
fewer than one in 180; a page of a report with a paragraph on the subject has about as few."""
MIN_TITLED_WORDS = 50
EDGE_BLOCKS = 3
"""Where on a page a title runs along."""
RELATED_SHARE = 0.015
"""Words on suppliers, rights and conduct per word: without any, a statement has ended."""
MAX_CLOSING_WORDS = 150
"""A page with a signature alone has no more."""
MIN_CONTENTS_LINES = 5
MIN_CONTENTS_SHARE = 0.3

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z\d•“\"(])")
MARK = re.compile(r"^[•●▪■◦‣∙·*–—-]\s*")
CONTENTS_LINE = re.compile(r"^(?:\d{1,3}\s+\D.*|.*\D[\s.|]+\d{1,3}(?:\s*[-–]\s*\d{1,3})?)$")
INDEX_LINE = re.compile(r"\b(?:GRI|SASB|ESRS|SDG|KPI|Aspect)\s*[A-Z]?\d|^\W*\d{3}-\d{1,2}\b")
NAMED_DOCUMENT = re.compile(
    r"(?:(?:prevention\s+of|anti|against)[\s-]+)?(?:modern[\s-]+(?:day[\s-]+)?)?"
    r"(?:slavery|(?:forced|child)\s+labou?r|trafficking)(?:\s+(?:and|&)\s+human\s+trafficking)?"
    r"\s+(?:transparency\s+|act\s+(?:20\d\d\s+)?)?"
    r"(?:acts?\b|statements?\b|polic(?:y|ies)\b|bill\b|standards?\b|toolkits?\b)"
    r"|supply[\s-]+chains?\s+act",
    re.IGNORECASE,
)
DECLARATION = re.compile(
    r"\bstatement\b.{0,200}\b(?:section|article|s\.?)\s*54\b"
    r"|\b(?:this|our|joint)\s+(?:\w+\s+){0,5}(?:statement|report)\b.{0,200}"
    r"\b(?:slavery|trafficking|supply\s+chains?|labou?r\s+in\s+supply\s+chains?)\s+act\b",
    re.IGNORECASE,
)
OF_ITSELF = re.compile(
    r"\bthis\s+(?:[\w-]+\s+){0,6}statement\b.{0,200}"
    r"\b(?:slave(?:ry)?|trafficking|(?:section|article|s\.?)\s*54|supply\s+chains?\s+act)\b",
    re.IGNORECASE,
)
"""What only the statement itself says: `this statement`."""
POINTER = re.compile(
    r"\b(?:available|found|published|viewed|accessed|read|downloaded|see|refer|visit)\b.{0,80}?"
    r"(?:websites?\b|www\.|https?:|\.com\b|\.co\.|\bonline\b|\bpages?\s+\d|\breport\b)",
    re.IGNORECASE,
)
VOICE = re.compile(
    r"\b(?:we|our|ours|us)\b|\bthis\s+statement\b|\bthe\s+(?:company|group|organi[sz]ation|firm|business|board"
    r"|directors|trust|university|council|charity|bank|association|society)\b"
    r"|\bits\s+(?:\w+\s+)?(?:business|operations|supply|suppliers?|staff|employees|polic(?:y|ies))\b"
    r"|\b(?:plc|limited|ltd|llp|inc|llc|gmbh)\b",
    re.IGNORECASE,
)
APPROVAL = re.compile(
    r"\bthis\s+(?:modern\s+slavery\s+|slavery\s+and\s+human\s+trafficking\s+)?statement\b"
    r"(?!\s+of\b).{0,120}\b(?:approv|sign|review|endors)|\bapproval\s+of\s+this\s+statement\b",
    re.IGNORECASE,
)
SIGNATURE = re.compile(
    r"\bsigned\b|\bsignature\b|\bfor\s+and\s+on\s+behalf\b|\b(?:chief\s+executive|chair(?:man)?"
    r"|managing\s+director|director|ceo)\b",
    re.IGNORECASE,
)
RELATED = re.compile(
    r"\bsuppliers?\b|\bsupply\s+chains?\b|\bhuman\s+rights\b|\bethical\w*|\bworkers\b"
    r"|\bwhistle-?blow\w*|\bcodes?\s+of\s+conduct\b|\bdue\s+diligence\b|\bvictims?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Look:
    """What one page says of modern slavery."""

    number: int
    """The page."""
    speaks: bool = False
    """Whether it names the subject at all, outside tables of contents."""
    n_units: int = 0
    """Sentences, headings and list items that speak of the subject, not only of a document."""
    is_passage: bool = False
    """Whether they make a passage."""
    is_own: bool = False
    """Whether the reporter speaks of itself in them."""
    is_dense: bool = False
    """Whether the page is mostly on the subject."""
    is_titled: bool = False
    """Whether it bears a heading that names a statement."""
    is_formal: bool = False
    """Whether it is a statement by its title, or by what it declares under an act."""
    ends: bool = False
    """Whether it says that this statement was approved, or ends in a signature."""
    closes: bool = False
    """Whether it holds a signature and little else."""
    is_related: bool = False
    """Whether it speaks much of suppliers, rights and conduct."""


def look_at(text: str, number: int = 1) -> Look:
    """Say what one page says of modern slavery.

    Parameters
    ----------
    text : str
        The page, one block a line.
    number : int
        Counts from 1.

    Returns
    -------
    Look
        A page that never names the subject can only end or continue a statement.
    """
    words = text.split()
    blocks = [block.strip() for block in text.split("\n") if block.strip()]
    n_related = len(RELATED.findall(text))
    look = Look(
        number,
        ends=bool(APPROVAL.search(" ".join(blocks[-EDGE_BLOCKS:]))) or _is_signed(blocks),
        closes=len(words) <= MAX_CLOSING_WORDS and _is_signed(blocks),
        is_related=bool(words) and RELATED_SHARE * len(words) <= n_related,
    )
    is_contents = _is_contents(blocks)
    mentions = [
        (index, unit)
        for index, block in enumerate(blocks)
        for unit in SENTENCE_END.split(block)
        if TOPIC.search(unit) and not _is_listing(unit, is_contents)
    ]
    if not mentions:
        return look
    counting = [(index, unit) for index, unit in mentions if _is_on_subject(unit)]
    n_mentions = sum(len(TOPIC.findall(unit)) for _, unit in counting)
    titles = [index for index, _ in mentions if _is_title(blocks, index)]
    is_elsewhere = any(POINTER.search(unit) for _, unit in mentions)
    is_headed = bool({0, 1} & set(titles)) or bool(titles and len(mentions) > len(titles) + 1)
    begins = is_headed and not is_elsewhere and len(words) >= MIN_TITLED_WORDS
    declaring = [unit for _, unit in counting if _declares(unit)]
    declares = bool(declaring) and (
        len(counting) + len(titles) > 1 or any(map(OF_ITSELF.search, declaring))
    )
    is_passage = _has_passage(counting)
    return replace(
        look,
        speaks=True,
        n_units=len(counting),
        is_passage=is_passage,
        is_own=any(VOICE.search(unit) for _, unit in counting),
        is_dense=len(counting) >= DENSE_UNITS and DENSE_SHARE * len(words) <= n_mentions,
        is_titled=bool(titles),
        is_formal=begins or declares or bool(titles and is_passage),
    )


def _is_contents(blocks: Sequence[str]) -> bool:
    """Tell a table of contents or an index of standards by its lines."""
    n_lines = sum(_is_short(block) and bool(CONTENTS_LINE.match(block)) for block in blocks)
    n_codes = sum(bool(INDEX_LINE.search(block)) for block in blocks)
    return max(MIN_CONTENTS_LINES, MIN_CONTENTS_SHARE * len(blocks)) <= max(n_lines, n_codes)


def _is_signed(blocks: Sequence[str]) -> bool:
    return any(_is_short(block) and SIGNATURE.search(block) for block in blocks[-EDGE_BLOCKS - 1 :])


def _is_listing(unit: str, is_contents: bool) -> bool:
    return bool(INDEX_LINE.search(unit)) or (is_contents and _is_short(unit))


def _is_short(unit: str) -> bool:
    """Tell a heading or a line of a list from a sentence."""
    return len(unit.split()) <= MAX_HEADING_WORDS and not unit.endswith((".", "!", "?", ";", ","))


def _is_on_subject(unit: str) -> bool:
    """Tell what is said of slavery, or declared under an act, from the bare name of a document."""
    if TOPIC.search(NAMED_DOCUMENT.sub(" ", unit)):
        return True
    return _declares(unit)


def _declares(unit: str) -> bool:
    declares = DECLARATION.search(unit) or OF_ITSELF.search(unit)
    return bool(declares) and not POINTER.search(unit)


def _is_title(blocks: Sequence[str], index: int) -> bool:
    """Tell the title of a statement from its name in a list: it runs along, or text follows."""
    block = blocks[index]
    if not _is_short(block) or MARK.match(block) or not re.search(r"statement|report", block, re.I):
        return False
    is_edge = not EDGE_BLOCKS <= index < len(blocks) - EDGE_BLOCKS
    return is_edge or any(not _is_short(other) for other in blocks[index + 1 : index + 3])


def _has_passage(counting: Sequence[tuple[int, str]]) -> bool:
    """Say whether two units stand close to each other, one of them prose."""
    return any(
        second[0] - first[0] <= NEARBY and (_is_prose(first[1]) or _is_prose(second[1]))
        for first, second in zip(counting, counting[1:], strict=False)
    )


def _is_prose(unit: str) -> bool:
    return len(unit.split()) >= MIN_PROSE_WORDS
