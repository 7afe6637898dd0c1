"""Find whether a statement says that it was approved and signed as its law asks.

What the law asks of whom stands in `formalities.toml`; what words count as saying so, here. The
values are `explicit`, `not explicit`, `not required`, `contradicted` and `unreadable`: of a
formality that is not explicit nobody knows whether it was observed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyser.formalities.approval import STRICT, STRICT_PROBA, judge_approval
from analyser.formalities.facts import Approval, LegalForm, Regime, Signature, load_regime
from analyser.formalities.findings import (
    CONTRADICTED,
    EXPLICIT,
    NOT_EXPLICIT,
    NOT_REQUIRED,
    UNREADABLE,
    Finding,
    Line,
    Words,
)
from analyser.formalities.forms import legal_form
from analyser.formalities.gates import GATES, gate
from analyser.formalities.signature import STRICT as SIGNED_PLAINLY
from analyser.formalities.signature import judge_signature, signature_blocks

__all__ = [
    "CONTRADICTED",
    "EXPLICIT",
    "GATES",
    "NOT_EXPLICIT",
    "NOT_REQUIRED",
    "STRICT_PROBA",
    "UNREADABLE",
    "Finding",
    "Line",
    "Regime",
    "find_formality",
    "gate",
    "legal_form",
    "load_regime",
]

BEGINS = re.compile(r"(?::|\bby|\bon its behalf|\bapproval|\bapproved)\W*$", re.IGNORECASE)
"""The end of a line that the next lines complete."""
N_COMPLETING = 2
CLAIM = re.compile(
    r"\b(?:approv(?:ed|es)|signed[\s-]off|ratified)\b[^.;]{0,60}\bby\b|\bnot\b[^.;]{0,20}\bapproved\b|"
    r"\bdraft\b",
    re.IGNORECASE,
)
SUPPOSED = re.compile(
    r"^\W{0,9}(?:no|neither|nobody|once|until|unless|before|if|when)\b"
    r"|\b(?:act|law|legislation|guidance)\b[^.;]{0,30}\b(?:requires?|says|asks)\b",
    re.IGNORECASE,
)
"""Plain words of an approval that is denied, conditional or asked for; the classifier decides."""
STATEMENT = re.compile(r"\bstatement\b|^\W*(?:approved|draft)\b", re.IGNORECASE)


def find_formality(
    label: str, lines: Sequence[Line], regime: Regime, *, organisation: str | None, text: str
) -> Finding:
    """Find what a statement says of its approval or its signature.

    Parameters
    ----------
    label : str
        `approval` or `signature`.
    lines : sequence of Line
        The sentences of the statement, in order.
    regime : Regime
        What the law asks.
    organisation : str, optional
        Whose statement it is.
    text : str
        The whole statement, from which the legal form is told.

    Returns
    -------
    Finding
        Never `unreadable`, since that depends on the pages that were not read.
    """
    form = legal_form(regime, organisation, text)
    if label == "approval":
        return _approval(lines, form, regime)
    return _signature(lines, form)


def _approval(lines: Sequence[Line], form: LegalForm, regime: Regime) -> Finding:
    asked = form.approval
    if asked is None:
        return _not_required("approval", form)
    judged = [
        (judge_approval(_completed(lines, place), asked, regime), [line])
        for place, line in enumerate(lines)
        if line.is_labelled or (STRICT.search(line.text) and not SUPPOSED.search(line.text))
    ]
    found = _best([each for each in judged if each[0].value == EXPLICIT or each[1][0].is_labelled])
    if found is None or found.value == NOT_EXPLICIT:
        claims = [
            (judge_approval(line.text, asked, regime), [line])
            for line in lines
            if CLAIM.search(line.text) and STATEMENT.search(line.text)
        ]
        denied = [claim for claim in claims if claim[0].value == CONTRADICTED]
        found = _best(denied) or found
    return found or _silence(asked)


def _signature(lines: Sequence[Line], form: LegalForm) -> Finding:
    asked = form.signature
    if asked is None:
        return _not_required("signature", form)
    heard = [
        replace(line, is_labelled=True) if SIGNED_PLAINLY.search(line.text) else line
        for line in lines
    ]
    judged = [(judge_signature(block, asked), block) for block in signature_blocks(heard, asked)]
    return _best(judged) or _silence(asked)


def _completed(lines: Sequence[Line], place: int) -> str:
    """Join a line that breaks off with the next ones."""
    text = lines[place].text
    if BEGINS.search(text):
        return " ".join(line.text for line in lines[place : place + 1 + N_COMPLETING])
    return text


def _best(judged: Sequence[tuple[Words, Sequence[Line]]]) -> Finding | None:
    """Take the passage that shows it; else the first that contradicts it; else the first."""
    for value in (EXPLICIT, CONTRADICTED, NOT_EXPLICIT):
        chosen = [(words, lines) for words, lines in judged if words.value == value]
        if not chosen:
            continue
        words, lines = chosen[0]
        shown = chosen if value == EXPLICIT else chosen[:1]
        labelled = {line.index for _, block in shown for line in block if line.is_labelled}
        indices = labelled or {line.index for line in lines}
        page = next((line.page_number for line in lines if line.is_labelled), lines[0].page_number)
        return Finding(value, f"Page {page} {words.says}.", tuple(sorted(indices)))
    return None


def _silence(asked: Approval | Signature) -> Finding:
    who = f"{asked.body} approved" if isinstance(asked, Approval) else f"{asked.role} signed"
    reason = (
        f"It is not explicit in the statement that {who} it, which does not mean that it was not "
        "done."
    )
    return Finding(NOT_EXPLICIT, reason)


def _not_required(what: str, form: LegalForm) -> Finding:
    article = "an" if form.id[0] in "aeiou" else "a"
    return Finding(NOT_REQUIRED, f"No {what} is required of {article} {form.id}.")
