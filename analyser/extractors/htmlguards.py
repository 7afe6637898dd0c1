"""Refuse pages that would hold up an HTML parser, before it sees them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from analyser.errors import DamagedDocument, DocumentTooLarge

TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|textarea|title|xmp|noframes)\b[^>]*+>.*?(?:</\1|\Z)"
    r"|<(/?)([a-z][^\s/>]*+)((?:[^>\"']++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+)(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""Always matches up to the end of the text where something is not closed, so it is linear."""
OPTION = re.compile(r"</?(?:option|optgroup)\b[^>]*+>", re.IGNORECASE)
"""Forms are not read, and a long list of options takes the parser quadratic time."""
QUOTED = re.compile(r"\"[^\"]*+\"?|'[^']*+'?")
NEVER_OPEN = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param")
    + ("source", "track", "wbr", "path", "circle", "rect", "polygon", "polyline", "line")
    + ("ellipse", "use", "stop", "animate", "p", "li", "td", "th", "tr", "dt", "dd", "thead")
    + ("tbody", "tfoot", "colgroup", "rt", "rp")
)
"""Elements that hold nothing, or that the next of their kind closes."""
MAX_DEPTH = 5_000
"""Real pages nest a few dozen deep; at 5,000 the parser takes 0.03 s, at 100,000 it took 23 s."""
MAX_ATTRIBUTES = 500
"""Attributes of one tag; at 10,000 the parser takes 0.1 s, at 100,000 it took 75 s."""
MAX_TAGS = 300_000
"""A page of so many takes 4 s to read; real ones have a few thousand."""
LONG_TAG = 2 * MAX_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Markup:
    """What a scan of a page's tags found."""

    n_tags: int
    """Opening tags."""
    depth: int
    """An upper bound of how deep elements are nested."""


def check_markup(text: str, name: str) -> Markup:
    """Scan a page's tags without parsing it.

    Parameters
    ----------
    text : str
        The page.
    name : str
        The document's name, for messages.

    Returns
    -------
    Markup
        How many tags there are, and how deep.

    Raises
    ------
    DamagedDocument
        If elements are nested, or one tag has attributes, as no page of a person has them.
    DocumentTooLarge
        If there are more than 300,000 tags.
    """
    open_tags: Counter[str] = Counter()
    depth = deepest = n_tags = 0
    for token in TOKEN.finditer(text):
        _, slash, tag, attributes = token.groups()
        if tag is None:
            continue
        tag = tag.lower()
        if len(attributes) > LONG_TAG and _count_attributes(attributes) > MAX_ATTRIBUTES:
            raise DamagedDocument(
                f'The page "{name}" has a tag with more than {MAX_ATTRIBUTES:,} attributes.'
            )
        if tag in NEVER_OPEN:
            n_tags += 1
        elif slash and open_tags[tag]:
            open_tags[tag] -= 1
            depth -= 1
        elif not slash:
            open_tags[tag] += 1
            depth, n_tags = depth + 1, n_tags + 1
            deepest = max(deepest, depth)
        if deepest > MAX_DEPTH:
            raise DamagedDocument(
                f'The page "{name}" nests its elements more than {MAX_DEPTH:,} deep.'
            )
        if n_tags > MAX_TAGS:
            raise DocumentTooLarge(f'The page "{name}" has more than {MAX_TAGS:,} tags.')
    return Markup(n_tags, deepest)


def without_options(text: str) -> str:
    """Take the options of forms out of a page."""
    return OPTION.sub(" ", text)


def _count_attributes(attributes: str) -> int:
    bare = QUOTED.sub('"', attributes)
    return max(bare.count("="), len(bare.split()), bare.count('"'))
