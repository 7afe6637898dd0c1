"""Find the sentences that carry a survivor-centred label, by patterns and the model's labels.

Such sentences are few, so that no model could learn them. The patterns would rather find too much
than too little: every finding needs a person to confirm it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import prod

from analyser.denials import DENIALS, tells_beside
from analyser.errors import StageOrderError
from analyser.figures import has_figure
from analyser.rules import is_heading
from analyser.survivor.patterns import in_context, load_rules, parts_of, tidy
from analyser.survivor.statuses import status_of
from analyser.types import Evidence, Sentence, Statement

MODEL = "survivor-rules 2"
"""Name and version, as evidence names it."""
NEEDS_CONFIRMATION = "It was found by patterns, so that a person has to confirm it."
"""What every report says of each of these findings."""
SURVIVOR_LABELS = (
    "sc1_lived_experience",
    "sc2_referral",
    "sc3_hotline",
    "sc4_support_services",
    "sc5_financial_remedy",
    "sc6_employment",
    "sc7_non_discrimination",
    "sc8_authorities",
    "sc9_remediation_process",
    "sc10_outcomes",
    "sc11_partnership",
    "sc12_dignity",
)
"""In the order of the criteria."""
CASE_LABELS = frozenset(
    (
        "sc2_referral",
        "sc4_support_services",
        "sc5_financial_remedy",
        "sc9_remediation_process",
        "sc10_outcomes",
    )
)
"""Labels under which "no cases were found" is said of the label itself."""
CEILING = 0.99
NOTHING_FOUND = re.compile(
    r"\b(?:no|nil|zero)\s(?:[\w-]+\s){0,2}?(?:cases?|incidents?|instances?|occurrences?|"
    r"reports?|allegations?|complaints?|evidence|indications?|breach(?:es)?|findings?)\s(?:of|"
    r"relating|related|regarding|concerning|were|was|have|has)\b",
    re.IGNORECASE,
)
"""Beside what `rules.DENIALS` knows."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What was measured of the rules, by cross-validation over whole statements."""

    threshold: float
    """Least precision of a rule whose findings count, in [0, 1]."""
    missed: dict[str, float]
    """By label: share of the statements in which nothing was found that carry it."""
    precision: dict[str, dict[str, tuple[float, float]]]
    """By label and rule: precision where the model does not and where it does confirm."""


@cache
def load_rates() -> Rates:
    """Read `rates.toml`, which `scripts/measure_survivor.py` writes.

    Returns
    -------
    Rates
        For every rule of `rules.toml`.
    """
    content = tomllib.loads(
        files("analyser.survivor").joinpath("rates.toml").read_text(encoding="utf-8")
    )
    return Rates(
        threshold=content["threshold"],
        missed=content["missed"],
        precision={
            label: {rule: (pair[0], pair[1]) for rule, pair in rates.items()}
            for label, rates in content["precision"].items()
        },
    )


def fired(sentence: str, before: str = "", after: str = "") -> dict[str, tuple[str, ...]]:
    """Say which rules a sentence meets.

    Parameters
    ----------
    sentence : str
        Its words.
    before : str
        The sentence before it, or nothing.
    after : str
        The sentence after it, or nothing.

    Returns
    -------
    dict of str to tuple of str
        The ids of the rules by label, in the order of the labels; labels without one are absent.
    """
    words = tidy(sentence)
    known = load_rules()
    if is_heading(words) or any(pattern.search(words) for pattern in known.never):
        return {}
    context = in_context(words, before, after)
    denies = denies_case(words)
    parts = parts_of(words)
    found: dict[str, tuple[str, ...]] = {}
    for rule in known.rules:
        if rule.denies <= denies and any(rule.fires(part, context) for part in parts):
            found[rule.label] = (*found.get(rule.label, ()), rule.id)
    return found


def denies_case(sentence: str) -> bool:
    """Say whether a sentence tells that there was no case, and of no case beside it."""
    is_denied = DENIALS.search(sentence) is not None or NOTHING_FOUND.search(sentence) is not None
    return is_denied and not tells_beside(sentence, "remediation")


def find_survivor_evidence(
    statement: Statement,
    evidence: Sequence[Evidence],
    *,
    status: Sequence[str] = (),
    specific: Sequence[bool] = (),
) -> tuple[Evidence, ...]:
    """Find the sentences that carry a survivor-centred label.

    Parameters
    ----------
    statement : Statement
        A segmented statement with n_sentences sentences.
    evidence : sequence of Evidence
        What the model found in it; its labels confirm or leave unconfirmed what a rule finds.
    status : sequence of str
        The model's status of each of the n_sentences; without it, the words decide.
    specific : sequence of bool
        Whether each of the n_sentences gives a checkable particular; without it, figures decide.

    Returns
    -------
    tuple of Evidence
        In order of sentence, then label. `proba` is the precision of the best rule that fired,
        as measured by cross-validation; none is ever certain.

    Raises
    ------
    StageOrderError
        If the statement has not been segmented.
    """
    if statement.sentences is None:
        raise StageOrderError(f'The statement "{statement.source.id}" has not been segmented.')
    carried: dict[int, set[str]] = {}
    for item in evidence:
        if item.counts:
            carried.setdefault(item.sentence.index, set()).add(item.label)

    quotes = [" ".join(statement.quote(sentence).split()) for sentence in statement.sentences]
    found: list[Evidence] = []
    for position, sentence in enumerate(statement.sentences):
        quote = quotes[position]
        before = quotes[position - 1] if position else ""
        after = quotes[position + 1] if position + 1 < len(quotes) else ""
        for label, ids in fired(quote, before, after).items():
            found.append(
                _evidence(
                    label,
                    ids,
                    sentence,
                    quote,
                    carried.get(sentence.index, ()),
                    status[position] if status else "done",
                    bool(specific[position]) if len(specific) else has_figure(quote),
                )
            )
    return tuple(found)


def survivor_proba(found: Sequence[Evidence]) -> tuple[float, ...]:
    """Give the probability that a statement carries each survivor-centred label at all.

    Parameters
    ----------
    found : sequence of Evidence
        What `find_survivor_evidence` found in it.

    Returns
    -------
    tuple of float
        In the order of `SURVIVOR_LABELS`, each in [0, 1].

    Notes
    -----
    Where nothing was found, it is the share of such statements that carried the label when it
    was measured; else as if the doubts of different sentences were independent.
    """
    rates = load_rates()
    return tuple(
        round(min(CEILING, 1 - prod(1 - item.proba for item in found if item.label == label)), 6)
        if any(item.label == label for item in found)
        else rates.missed[label]
        for label in SURVIVOR_LABELS
    )


def precision_of(label: str, ids: Collection[str], carried: Collection[str]) -> float:
    """Give the precision of the best rule that fired.

    Parameters
    ----------
    label : str
        A survivor-centred label.
    ids : collection of str
        Its rules that fired.
    carried : collection of str
        Labels of the model that the same sentence carries.

    Returns
    -------
    float
        In [0, 1].
    """
    rates = load_rates().precision[label]
    is_confirmed = not set(load_rules().confirmed_by.get(label, ())).isdisjoint(carried)
    return max(rates[id_][is_confirmed] for id_ in ids)


def _evidence(
    label: str,
    ids: Sequence[str],
    sentence: Sentence,
    quote: str,
    carried: Collection[str],
    status: str,
    specific: bool,
) -> Evidence:
    is_denied = label in CASE_LABELS and denies_case(tidy(quote))
    status = "none" if is_denied else status_of(label, quote, status)
    return Evidence(
        label=label,
        sentence=sentence,
        quote=quote,
        proba=precision_of(label, ids, carried),
        threshold=load_rates().threshold,
        status=status,
        specific=specific,
        model=MODEL,
    )
