"""Find lists of which each item says little and the whole says something that can be checked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from analyser.types import Evidence

LEAST = 3
"""Items of a list; of two, each must say something by itself."""
ITEM = re.compile(r"\W*(?:[•●▪■□◦‣∙·*–-]\s?|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)\W*(?=\w)")
AIM = re.compile(
    r"(?:(?:offer|grow|becom|provid|develop|improv|build|ensur|work|support|creat|driv"
    r"|maintain|invest|help)ing|supported|committed|focus(?:s?ed)?|dedicated|inspired"
    r"|be|become|grow|lead|win|make|drive|deliver|ensure|we|our|to)\b",
    re.IGNORECASE,
)
"""How an item begins that tells what is wanted or done: no item of what an organisation has."""


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
        opened = ITEM.match(item.quote)
        if item.label not in labels or not item.counts or opened is None:
            continue
        if not AIM.match(item.quote, opened.end()):
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
