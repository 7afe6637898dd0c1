"""Find the particulars of a statement: dates, laws, bodies, places, numbers and what is at risk.

Each module finds some kinds, with regular expressions and with lists of names (TOML files beside
it). They are plain expressions and not spaCy's matchers because they must read text whose words
are parted by line breaks and odd hyphens, and 50,000 words a second: spaCy's tokenizer alone takes
a third of that time, its PhraseMatcher and EntityRuler need it, and the shapes of dates, sections
and register numbers are clearer as expressions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from analyser.facts import FactLine, Facts, Particular
from analyser.facts import RiskCard as RiskCard
from analyser.particulars import approval, entities, laws, named, numbers, periods, places, risks
from analyser.particulars.cards import risk_cards as risk_cards
from analyser.particulars.reading import Found, Reading
from analyser.types import Statement

FINDERS = (periods, approval, entities, laws, named, places, risks, numbers)
KINDS = tuple(kind for finder in FINDERS for kind in finder.KINDS)
"""Every kind, in the order in which reports show them."""
IN_ORDER = frozenset(("reporting_period", "approval_date", "approval_body", "signatory_role"))
"""Kinds whose values are shown in order of place, not of frequency."""
MAX_VALUES = 8
"""Values of one kind that a scorecard shows."""
MAX_RISKS = 4
"""Described risks that a scorecard shows."""
MAX_LENGTH = 240
"""Characters of a risk's sentence, and of its mitigation, that a scorecard shows."""


def find_particulars(statement: Statement) -> tuple[Particular, ...]:
    """Find the particulars that a statement names.

    Parameters
    ----------
    statement : Statement
        With a text; sentences and evidence, where there are any, make it more exact.

    Returns
    -------
    tuple of Particular
        In order of place, then of `KINDS`; none overlaps another of its kind.
    """
    reading = Reading(statement)
    found = [each for finder in FINDERS for each in finder.find(reading)]
    return tuple(
        Particular(
            kind=each.kind,
            value=each.value,
            quote=statement.text[each.start : each.end],
            start=each.start,
            end=each.end,
            page_number=reading.page_at(each.start),
            note=each.note,
        )
        for each in _without_overlaps(found)
    )


def gather(statement: Statement) -> Facts:
    """Find what a scorecard prints of a statement's particulars and described risks.

    Parameters
    ----------
    statement : Statement
        Classified, or it has no described risk.

    Returns
    -------
    Facts
        Of the risks those that name most, in order of place.
    """
    particulars = find_particulars(statement)
    cards = risk_cards(statement, particulars)
    first = sorted(cards, key=lambda card: (-_n_named(card), card.sentence_index))[:MAX_RISKS]
    return Facts(
        lines=sum_up(particulars),
        risks=tuple(_shortened(card) for card in sorted(first, key=lambda c: c.sentence_index)),
        n_risks=len(cards),
    )


def _n_named(card: RiskCard) -> int:
    named = (card.sources, card.countries, card.groups, card.tiers, card.indicators)
    return sum(bool(each) for each in named) + bool(card.mitigation)


def _shortened(card: RiskCard) -> RiskCard:
    description, mitigation = _short(card.description), _short(card.mitigation)
    return replace(card, description=description, mitigation=mitigation)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MAX_LENGTH else f"{text[: MAX_LENGTH - 1].rstrip()}…"


def sum_up(particulars: Iterable[Particular]) -> tuple[FactLine, ...]:
    """Group particulars by kind, as a scorecard prints them.

    Parameters
    ----------
    particulars : iterable of Particular
        Of one statement.

    Returns
    -------
    tuple of FactLine
        One for each kind that was found, in the order of `KINDS`; at most `MAX_VALUES` values.
    """
    by_kind: dict[str, list[Particular]] = {}
    for each in particulars:
        by_kind.setdefault(each.kind, []).append(each)
    return tuple(_line(kind, by_kind[kind]) for kind in KINDS if kind in by_kind)


def _line(kind: str, particulars: list[Particular]) -> FactLine:
    counts = Counter(_shown(each) for each in particulars)
    pages = {_shown(each): each.page_number for each in reversed(particulars)}
    values = list(counts)
    if kind not in IN_ORDER:
        values.sort(key=lambda value: -counts[value])
    kept = values[:MAX_VALUES]
    return FactLine(
        kind=kind,
        values=tuple(kept),
        pages=tuple(pages[value] for value in kept),
        n_more=len(values) - len(kept),
    )


def _shown(particular: Particular) -> str:
    is_plain = not particular.note or particular.kind in ("law", "support_body")
    return particular.value if is_plain else f"{particular.value} ({particular.note})"


def _without_overlaps(found: list[Found]) -> list[Found]:
    """Keep, of particulars of one kind that overlap, the one that begins first, or is longer."""
    order = {kind: index for index, kind in enumerate(KINDS)}
    kept = []
    ends = dict.fromkeys(KINDS, 0)
    for each in sorted(found, key=lambda f: (f.start, -f.end, order[f.kind], f.value, f.note)):
        if ends[each.kind] <= each.start and each.start < each.end:
            kept.append(each)
            ends[each.kind] = each.end
    return sorted(kept, key=lambda f: (f.start, order[f.kind], f.end))
