"""Say in one English sentence why a criterion has its grade."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyser.denials import is_case_denial
from analyser.figures import find_figure, without_size
from analyser.taxonomy import load_taxonomy
from analyser.types import Criterion, Evidence, Grade

CONFIRM = "; it needs human confirmation."
VERBS = {"description": "describes", "practice": "speaks of", "formality": "is explicit on"}
MAX_PAGES = 10
"""Pages that a sentence names."""

OWN_WORKERS = re.compile(
    r"\b(?:our|its|own|all|the company['’]s|the group['’]s)\s+(?:[\w’'-]+\s+){0,2}?(?:employees|"
    r"staff|colleagues|workforce|workers|people|team members|operations|sites|offices)\b"
    r"|\b(?:employees|colleagues|staff|workforce)\b|\b(?:in|within|across)\s+(?:our|its)\s+"
    r"(?:own\s+)?(?:business|operations|organisation)\b|\bdirectly employed\b|\binduction\b",
    re.IGNORECASE,
)
SUPPLY_CHAIN = re.compile(
    r"\bsuppl(?:y|ier|iers|iers['’])\b|\bsupply[\s-]chains?\b|\b(?:sub-?)?contractors?\b|\bvendors?\b"
    r"|\bfactor(?:y|ies)\b|\bmills?\b|\bfarms?\b|\b(?:labour|labor|recruitment|employment) "
    r"(?:provider|agenc|broker)\w*|\bbusiness partners?\b|\btier[\s-](?:\d|one|two|three)\b"
    r"|\bprocure\w*|\bsourc(?:ed|ing)\b|\bthird[\s-]part(?:y|ies)\b|\bmanufacturers?\b",
    re.IGNORECASE,
)
OF_SUPPLIERS = re.compile(
    r"\bsuppliers?['’]?s?['’]?\s+(?:own\s+)?(?:employees|staff|workers|workforce|people)\b",
    re.IGNORECASE,
)


def scope_of(items: Sequence[Evidence]) -> str:
    """Say whom the deciding sentences are about, by their words.

    Parameters
    ----------
    items : sequence of Evidence
        The sentences that support the grade.

    Returns
    -------
    str
        `own workers`, `supply chain`, `both`, or empty where they do not say.
    """
    quotes = [OF_SUPPLIERS.sub("suppliers", item.quote) for item in items]
    is_own = any(OWN_WORKERS.search(quote) for quote in quotes)
    is_chain = any(SUPPLY_CHAIN.search(quote) for quote in quotes)
    if is_own and is_chain:
        return "both"
    if is_own:
        return "own workers"
    return "supply chain" if is_chain else ""


def disclosed(criterion: Criterion, grade: Grade, item: Evidence) -> str:
    """Say why a criterion is held to be disclosed.

    Parameters
    ----------
    criterion : Criterion
        What was asked.
    grade : Grade
        Above `NOT_ADDRESSED`.
    item : Evidence
        The sentence that decides.

    Returns
    -------
    str
        One sentence; on a survivor-centred label it asks for human confirmation.
    """
    verb = VERBS[criterion.rule]
    page, subject = _page(item), _subject(item)
    begin = f"Page {page} {verb} {subject}"
    if item.is_by_whole:
        begin = f"The statement as a whole {verb} {subject}; page {page} comes closest"
    reason = (
        f"{begin}." if criterion.rule == "formality" else _graded(begin, criterion, grade, item)
    )
    return reason.removesuffix(".") + CONFIRM if is_survivor(item) else reason


def is_survivor(item: Evidence) -> bool:
    """Say whether a sentence carries a survivor-centred label, which a person must confirm."""
    return load_taxonomy()[item.label].source == "survivor"


def absence(
    rule: str,
    denials: Sequence[Evidence],
    headings: Sequence[Evidence],
    refused: Sequence[Evidence],
    closest: Sequence[Evidence],
) -> str:
    """Say why a criterion is held not to be disclosed.

    Parameters
    ----------
    rule : str
        The criterion's rule.
    denials : sequence of Evidence
        Sentences that say that nothing is done, or that no cases were found.
    headings : sequence of Evidence
        Bare headings on the subject.
    refused : sequence of Evidence
        Sentences on the subject without the words that the criterion requires, or with words
        that it refuses.
    closest : sequence of Evidence
        At most one sentence that does not reach its threshold.

    Returns
    -------
    str
        One sentence.
    """
    plain = [item for item in denials if not is_case_denial(item)]
    if plain:
        return (
            f"Page {_page(plain[0])} says that the organisation does not do so, or has not done so."
        )
    if rule == "formality":
        near = f"; the closest sentence is on page {_page(closest[0])}" if closest else ""
        return (
            "It is not explicit in the statement, which does not mean that it was not done" + near
        ) + "."
    if denials:
        return (
            f"Page {_page(denials[0])} says only that no cases were found, which discloses nothing."
        )
    if headings:
        return f"Only a heading on page {_page(headings[0])} names it, which discloses nothing."
    if refused:
        return (
            f"Page {_page(refused[0])} speaks of {_subject(refused[0])}, but not in words that "
            "this criterion takes for an answer."
        )
    if closest:
        return (
            f"No sentence was found that discloses it; the closest, on page {_page(closest[0])}, "
            f"has a probability of {closest[0].proba:.2f} where {closest[0].threshold:.2f} is "
            "needed."
        )
    return "No sentence was found that discloses it."


def not_looked_for(jurisdiction: str | None) -> str:
    """Say that the model does not look for it."""
    where = f' in statements of jurisdiction "{jurisdiction}"' if jurisdiction else ""
    return f"The model does not look for this{where}, so that nothing can be said."


def not_asked(item: Evidence) -> str:
    """Say that a sentence exempts the organisation from what is asked."""
    return f"Page {_page(item)} says that there is nothing of the kind to disclose."


def not_known_to_be_asked(labels: Sequence[str]) -> str:
    """Say that one law alone asks for it, and that nobody said that it is this statement's."""
    taxonomy = load_taxonomy()
    codes = sorted({code for label in labels for code in taxonomy[label].jurisdictions})
    return (
        f"Nothing was found that discloses it, and only the law of {' and '.join(codes)} asks for "
        "it: the list of documents does not say which law this statement answers to."
    )


def unread(pages: Sequence[int]) -> str:
    """Say that it may stand on a page that could not be read."""
    if len(pages) == 1:
        return f"Nothing was found that discloses it, but page {pages[0]} could not be read."
    shown = [str(number) for number in pages[:MAX_PAGES]]
    if len(pages) > len(shown):
        shown.append(f"{len(pages) - len(shown)} more")
    listed = f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"Nothing was found that discloses it, but pages {listed} could not be read."


def _graded(begin: str, criterion: Criterion, grade: Grade, item: Evidence) -> str:
    if grade is Grade.OUTCOME:
        quote = without_size(item.quote) if criterion.rule == "practice" else item.quote
        return f'{begin}, with the figure "{find_figure(quote)}".'
    if grade is Grade.SPECIFIC and item.is_by_whole:
        return (
            f"{begin} with a particular that can be checked; no sentence is sure enough for a "
            "higher grade."
        )
    if grade is Grade.SPECIFIC:
        return f"{begin} with a particular that can be checked; no such sentence gives a figure."
    if criterion.rule == "description" and item.status == "none" and not item.is_by_whole:
        return f"Page {_page(item)} says of {_subject(item)} only what is absent or not known."
    if criterion.rule == "practice" and item.status == "plan":
        return f"{begin} only as something planned."
    if criterion.rule == "practice" and item.status == "vague":
        return f"{begin} without saying what is done."
    return f"{begin}, but gives no particular that can be checked."


def _page(item: Evidence) -> int:
    return item.sentence.page_number


def _subject(item: Evidence) -> str:
    """Name what a sentence is about, in the middle of another sentence."""
    return f'"{load_taxonomy()[item.label].title.lower()}"'
