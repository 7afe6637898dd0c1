"""Tell an approval by the body that a law names from one by others, or of something else.

The words are judged as for the grades of an approval, see `formalities.approval`: whether a board
or its equivalent approved, by the Acts of two countries, of which the Australian one has no
delegation. A committee, an executive or "the members of the board" are none of it.
"""

from __future__ import annotations

from functools import cache

from analyser.formalities.approval import APPROVED, judge_approval
from analyser.formalities.facts import Approval, Regime, load_regime
from analyser.formalities.findings import EXPLICIT

LABEL = "approval"
REGIMES = ("AU", "GB")
N = len(REGIMES) + 1


def found_in(sentence: str) -> tuple[bool, ...]:
    """Look for words of approval.

    Parameters
    ----------
    sentence : str
        Its words.

    Returns
    -------
    tuple of bool
        Whether it says that the right body approved: by Australian law, by that of the United
        Kingdom; and whether it has a word of approval, but says so by neither.
    """
    if not APPROVED.search(sentence):
        return (False,) * N
    explicit = [
        judge_approval(sentence, asked, regime).value == EXPLICIT for asked, regime in _asked()
    ]
    return (*explicit, not any(explicit))


@cache
def _asked() -> tuple[tuple[Approval, Regime], ...]:
    """Give what each law asks of an organisation that has no legal form of its own rules."""
    found = []
    for code in REGIMES:
        regime = load_regime(code)
        asked = regime.forms[-1].approval if regime else None
        if regime and asked:
            found.append((asked, regime))
    return tuple(found)
