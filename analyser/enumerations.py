"""Find lists of which each item says little and the whole says something that can be checked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from analyser.types import Evidence

LEAST = 3
"""Items of a list; of two, each must say something by itself."""
ITEM = re.compile(r"[^\w•]{0,3}[•●▪■□◦‣∙·*–-]\W{0,3}(?=[A-Za-z])")
"""How an item begins; a number may be that of a heading."""
NO_NAME = re.compile(
    r"(?:(?:offer|grow|becom|provid|develop|improv|build|ensur|work|support|creat|driv"
    r"|maintain|invest|help)ing|supported|committed|focus(?:s?ed)?|dedicated|inspired"
    r"|assess|audit|be|become|build|conduct|continue|create|deliver|develop|drive|engage|ensure|grow"
    r"|identify|improve|introduce|lead|make|map|monitor|publish|review|train|update|win|work"
    r"|we|our|to)\b"
    r"|.{0,200}\b(?:is|are|was|were|matters?|should|must|can|may)\b"
    r"|.{0,200}\b(?:structure|operations|supply chains?|governance|values|integrity|respect)\W*$",
    re.IGNORECASE,
)
"""What is no item of what an organisation has or buys: an aim, a sentence, a heading, a value."""


def find_enumerations(evidence: Iterable[Evidence], labels: frozenset[str]) -> set[tuple[int, str]]:
    """Find the sentences that are items of a list under one label.

    Parameters
    ----------
    evidence : iterable of Evidence
        Of one statement.
    labels : frozenset of str
        Those under which a list of plain names says something.

    Returns
    -------
    set of tuple
        The index of the sentence and the label, for each item of three or more in a row.
    """
    places: dict[str, set[int]] = defaultdict(set)
    for item in evidence:
        if item.label not in labels or item.status != "done" or not item.counts:
            continue
        opened = ITEM.match(item.quote)
        if opened and not NO_NAME.match(item.quote, opened.end()):
            places[item.label].add(item.sentence.index)
    return {
        (index, label)
        for label, found in places.items()
        for index in found
        if any(
            found.issuperset(range(first, first + LEAST))
            for first in range(index - LEAST + 1, index + 1)
        )
    }
