"""What one sentence is worth to a criterion: a table of small functions, one for each rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from math import prod

from analyser.figures import has_figure
from analyser.types import Criterion, Evidence, Grade

CERTAIN = 0.99
HEADING_WORDS = 5
TITLE_WORDS = 12
TABLE_NUMBER = re.compile(r"(?<=\s)(?!(?:19|20)\d\d\b)[£$€]?\d[\d,.]*%?(?=\s|$)")
"""A number that numbers no section and is no year, as in a row of a table."""
LONGER = 3
"""Characters; shorter words ("and", "of") stay small in a title."""
CASE_LABELS = frozenset(
    (
        "incident",
        "remediation",
        "c4_remediation",
        "survivor_support",
        "c3_risk_description",
        "risk_identified",
        "c5_effectiveness",
        "kpi",
    )
)
"""Labels under which "no cases were found" could pass for a disclosure."""

NOT_DONE = re.compile(
    r"\b(?:do|does|did|have|has)(?: not|n't|n’t)\s+(?:currently|presently|at present|as yet|yet|"
    r"formally)?\s*(?:audit|train|verify|carry out|carried out|undertake|undertaken|perform|"
    r"performed|conduct(?:ed)?(?! business)|provided? (?:\w+ )?training|have (?:a|an|any|specific|"
    r"formal) (?:[\w-]+ ){0,3}(?:polic|training|process|programme|system|procedure)\w*)\b",
    re.IGNORECASE,
)
YET = re.compile(
    r"\b(?:but|however|although|though|whilst|therefore|every|all|instead|unless|until|without|only|where|if|while|who|which|"
    r"any(?:one)? (?:supplier|company|third party))\b|;",
    re.IGNORECASE,
)
"""Words beside a denial that may say what is done all the same, or of whom it is said."""
NAMING_LABELS = frozenset(("approval", "signature", "c1_reporting_entity", "legal_reference"))
"""Labels whose sentences may be a bare name, and have no status of their own."""

CASES = (
    r"(?:cases?|incidents?|instances?|allegations?|reports?|occurrences?|concerns?|complaints?|"
    r"breach(?:es)?|violations?|evidence|indications?|indicators?|signs?|victims?|grievances?|"
    r"findings?|risks?|matters|issues?|slavery|trafficking|(?:forced|child) labou?r|remediation|"
    r"remedy|non-?complian(?:ce|t))"
)
FINDING = (
    r"(?:identif\w+|f(?:i|ou)nd\w*|receiv\w+|detect\w*|uncover\w*|discover\w*|record\w*|"
    r"report\w*|rais\w+|encounter\w*|experienc\w*|informed|alerted|known|aware|notified|made|required?|needed|necessary|"
    r"occurred|arose|arisen|confirmed|substantiated|revealed)"
)
REPORTER = (
    r"\b(?:we|there|it|group|company|organisation|business|entity|entities|audits?|reviews?|"
    r"investigations?|assessments?|checks|suppliers?)\b[^.;]{0,40}"
)
NOTHING = r"\b(?:no|nil|zero|0|without any|not any)\s(?:[\w-]+\s){0,4}?"
DENIALS = re.compile(
    "|".join(
        [
            rf"{NOTHING}{CASES}\b[^.;]{{0,80}}\b{FINDING}",
            rf"{REPORTER}{NOTHING}{CASES}\b",
            rf"^\W*{NOTHING}{CASES}\b",
            rf"\bthere (?:were|was|have been|has been) no\b[^.;]{{0,80}}{CASES}\b",
            rf"\b(?:has|have|had|did|was|were|is)(?: not|n't|n’t)\s(?:\w+\s){{0,4}}?{FINDING}\b"
            rf"[^.;]{{0,80}}{CASES}\b",
            rf"\b(?:cases|incidents|instances|allegations|reports|remediation)\b"
            rf"[^.;]{{0,60}}\b(?:not|never)\b[^.;]{{0,15}}\b{FINDING}",
            rf"{CASES}\b[^.;]{{0,60}}[:|=-]\s*(?:0|nil|none|zero|no)\b",
            r"\bwe are (?:un|not )aware of any\b",
            rf"\bnone\b[^.;]{{0,40}}\b{FINDING}",
        ]
    ),
    re.IGNORECASE,
)
DISCLOSED_BESIDE = re.compile(
    r"\b(?:but|however|except|apart from|other than|although|though|while|whereas|save for)\b"
    r"[^.]*\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|an? (?:\w+\s)?"
    r"(?:case|incident|instance|allegation|report|complaint|worker|agency|supplier))\b",
    re.IGNORECASE,
)


def worth(rule: str, evidence: Evidence) -> Grade:
    """Say which grade one sentence supports by itself.

    Parameters
    ----------
    rule : str
        A criterion's rule: `practice`, `description` or `formality`.
    evidence : Evidence
        A sentence that reaches its threshold or does not.

    Returns
    -------
    Grade
        `NOT_ADDRESSED` when it does not count, when it denies, or when it only says that no
        cases were found; never `UNDETERMINED`.
    """
    if not evidence.counts or is_case_denial(evidence) or _says_no(rule, evidence.quote):
        return Grade.NOT_ADDRESSED
    return RULES[rule](evidence)


def _says_no(rule: str, text: str) -> bool:
    """Say whether plain words deny a practice, whatever status the classifier gave them."""
    return rule != "description" and NOT_DONE.search(text) is not None and not YET.search(text)


def answers(criterion: Criterion, evidence: Evidence) -> bool:
    """Say whether a sentence holds the words that a criterion requires, and none that it refuses.

    Parameters
    ----------
    criterion : Criterion
        With `requires` and `refuses`; empty ones ask for nothing.
    evidence : Evidence
        A sentence with one of its labels.

    Returns
    -------
    bool
        Whatever the case of the words.
    """
    if criterion.requires and not _any_of(criterion.requires).search(evidence.quote):
        return False
    return not (criterion.refuses and _any_of(criterion.refuses).search(evidence.quote))


@lru_cache(maxsize=512)
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def best_grade(rule: str) -> Grade:
    """Return the highest grade that a rule can give."""
    return Grade.SPECIFIC if rule == "formality" else Grade.OUTCOME


def joint_probability(items: Iterable[Evidence]) -> float:
    """Give the probability that at least one sentence says what it is held to say.

    Parameters
    ----------
    items : iterable of Evidence
        Sentences that count for one criterion; of one sentence under several labels, the
        likeliest counts.

    Returns
    -------
    float
        In [0, 0.99]; 0 without a sentence.

    Notes
    -----
    A noisy-or, as if the doubts of different sentences were independent. On the labelled
    statements, by grouped cross-validation, it states the truth of 850 decisions that a
    statement carries a label better (Brier score 0.050) than the highest single probability
    does (0.066), which is too low by up to 0.3. Where it says 0.97 or more, 99% are right;
    hence the ceiling.
    """
    highest: dict[int, float] = {}
    for item in items:
        index = item.sentence.index
        highest[index] = max(item.proba, highest.get(index, 0.0))
    return min(1.0 - prod(1.0 - proba for proba in sorted(highest.values())), CERTAIN)


def is_heading(text: str) -> bool:
    """Say whether a sentence is a bare heading or menu entry, which discloses no practice.

    Parameters
    ----------
    text : str
        One sentence. A list item ("• trained buyers") is none, however short.

    Returns
    -------
    bool
        True for up to five words without a full stop, and for up to twelve of which all the
        longer ones are capitalised; False for a row of a table.
    """
    words = text.split()
    if not words or not words[0][0].isalnum() or text.endswith((".", ";", "!")):
        return False
    if TABLE_NUMBER.search(text):
        return False
    longer = [word for word in words if len(word) > LONGER]
    is_title = all(not word[0].islower() for word in longer)
    return len(words) <= HEADING_WORDS or (is_title and len(words) <= TITLE_WORDS)


def denies_cases(evidence: Evidence) -> bool:
    """Say whether a sentence only tells that no cases were found, or that no remedy was needed.

    Parameters
    ----------
    evidence : Evidence
        Its status is believed for the label `incident`; else its words decide, since a status
        may be wrong and "we found no cases" must earn nothing.

    Returns
    -------
    bool
        False when a case is disclosed beside the denial.
    """
    if evidence.label == "incident" and evidence.status == "none":
        return True
    denied = DENIALS.search(evidence.quote) is not None
    return denied and DISCLOSED_BESIDE.search(evidence.quote) is None


def is_case_denial(evidence: Evidence) -> bool:
    """Say whether a sentence under a label for cases only tells that there were none."""
    return evidence.label in CASE_LABELS and denies_cases(evidence)


def _practice(evidence: Evidence) -> Grade:
    """Grade something that the organisation does."""
    if evidence.status == "none" or is_heading(evidence.quote):
        return Grade.NOT_ADDRESSED
    if evidence.status != "done" or not evidence.specific:
        return Grade.VAGUE
    return Grade.OUTCOME if has_figure(evidence.quote) else Grade.SPECIFIC


def _description(evidence: Evidence) -> Grade:
    """Grade what the organisation is, or which risks it names; only a denial matters as status.

    "We have not mapped our suppliers beyond the first tier" describes, but says little.
    """
    if evidence.status == "none" or not evidence.specific:
        return Grade.VAGUE
    return Grade.OUTCOME if has_figure(evidence.quote) else Grade.SPECIFIC


def _formality(evidence: Evidence) -> Grade:
    """Grade what is explicit or is not: an approval, a name, or that steps were taken."""
    if evidence.status == "none":
        return Grade.NOT_ADDRESSED
    is_done = evidence.status == "done" and not is_heading(evidence.quote)
    return Grade.SPECIFIC if is_done or evidence.label in NAMING_LABELS else Grade.NOT_ADDRESSED


RULES: Mapping[str, Callable[[Evidence], Grade]] = {
    "practice": _practice,
    "description": _description,
    "formality": _formality,
}
