"""Find the statement inside a longer report, so that only its own pages are analysed.

A document is cut only where it is long, or calls itself a report, and few of its pages speak of
modern slavery. A page is kept where it has a passage on the subject, see `looks`; a page of a
statement proper, by its title, its declaration or its many mentions, also brings with it those
that continue it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from analyser.errors import NotAStatement, PointsElsewhere
from analyser.extractors.gates import TOPIC, listed
from analyser.extractors.looks import Look, look_at
from analyser.extractors.pointers import find_pointing
from analyser.types import Page, Statement

SHORT_DOCUMENT = 25
"""Pages up to which a document that is not called a report is analysed whole."""
WHOLE_SHARE = 0.5
"""Share of the pages that speak of the subject from which the whole is held to be a statement."""
REPORT_SHARE = 0.25
"""The same for a document whose first pages bear the title of a statement."""
MIN_REPORT_PAGES = 8
"""A document of fewer pages is not cut: it is short, or has no pages to cut at."""
WORDS_PER_PAGE = 500
MIN_DENSITY = 0.002
"""Mentions per word of a text without pages that is as long as a report: a statement has ten times
as many."""
TITLE_PAGES = 3
MAX_GAP = 2
"""Pages without a mention that may stand between two pages of one statement."""
REPORT_TITLE = re.compile(
    r"\b(?:annual|integrated|half[\s-]year|sustainability|esg|csr|responsibility|governance"
    r"|impact|strategic)\s+(?:\w+\s+){0,2}(?:report|review|accounts)\b|\breport\s+(?:and|&)"
    r"\s+(?:\w+\s+){0,2}accounts\b|\bfinancial\s+statements\b|\bform\s+(?:10-k|20-f)\b",
    re.IGNORECASE,
)


def find_statement(statement: Statement) -> Statement:
    """Keep the pages of a long report that hold its statement on modern slavery.

    Parameters
    ----------
    statement : Statement
        As an extractor gave it, not segmented.

    Returns
    -------
    Statement
        The same where the whole is a statement, or short, or never names the subject; else with
        the pages of the statement alone, under the numbers that they have in the document, and
        with a warning that says which they are. Pages beside them that could not be read stay
        among `unread_pages`.

    Raises
    ------
    NotAStatement
        If it is a report that only mentions the subject in passing.
    PointsElsewhere
        If it only points to a statement elsewhere.
    """
    pointing = find_pointing(statement)
    where = f" ({_pages(pointing.pages)})" if pointing.pages else ""
    if pointing.is_all:
        does = f"points to a statement elsewhere{where}" if where else "names a statement"
        raise PointsElsewhere(
            f'The document "{statement.source.id}" only {does}, and says hardly anything on modern '
            "slavery itself."
        )
    if pointing.is_noted:
        note = (
            f"The document also points to a statement elsewhere{where}, which "
            "was not read; what it says itself was analysed."
        )
        statement = replace(statement, warnings=(*statement.warnings, note))
    looks = [look_at(statement.quote(page), page.number) for page in statement.pages]
    naming = [page.number for page in statement.pages if TOPIC.search(statement.quote(page))]
    if not naming or _is_whole(statement, looks):
        return statement
    kept = _kept(looks, set(statement.unread_pages))
    if not kept:
        size = "1 page" if len(looks) == 1 else f"{len(looks)} pages"
        name = "name" if len(naming) > 1 else "names"
        unread = statement.unread_pages
        more = f" Pages that could not be read: {listed(unread)}." if unread else ""
        raise NotAStatement(
            f'The document "{statement.source.id}" has {size}, of which {_pages(naming)} {name} '
            f"modern slavery, but no passage on it was found.{more}"
        )
    if len(kept) == len(looks):
        return statement
    this = "this was" if len(kept) == 1 else "these were"
    warning = (
        f"The document has {len(looks)} pages; the statement was found on {_pages(kept)}, and only "
        f"{this} "
        "analysed."
    )
    return restrict(statement, set(kept), warning)


def restrict(statement: Statement, numbers: Set[int], warning: str) -> Statement:
    """Keep some pages of a statement.

    Parameters
    ----------
    statement : Statement
        Not segmented.
    numbers : set of int
        The pages to keep.
    warning : str
        What to tell a reader of it.

    Returns
    -------
    Statement
        With the text and spans of these pages; their numbers, quality and what was removed from
        them are as they were.
    """
    parts: list[str] = []
    pages: list[Page] = []
    start = 0
    for page in statement.pages:
        if page.number in numbers:
            parts.append(statement.quote(page))
            end = start + len(parts[-1])
            pages.append(replace(page, start=start, end=end))
            start = end
    return replace(
        statement,
        text="".join(parts),
        pages=tuple(pages),
        unread_pages=tuple(number for number in statement.unread_pages if number in numbers),
        warnings=(*statement.warnings, warning),
    )


def _pages(numbers: Sequence[int]) -> str:
    return f"page {numbers[0]}" if len(numbers) == 1 else f"pages {listed(numbers)}"


def _is_whole(statement: Statement, looks: Sequence[Look]) -> bool:
    """Say whether the document is a statement as a whole, or too short to be cut."""
    filled = [
        (look, text)
        for look, page in zip(looks, statement.pages, strict=True)
        if (text := statement.quote(page)).strip()
    ]
    if len(looks) < MIN_REPORT_PAGES:
        n_words = len(statement.text.split())
        n_mentions = len(TOPIC.findall(statement.text))
        return n_words <= SHORT_DOCUMENT * WORDS_PER_PAGE or n_words * MIN_DENSITY <= n_mentions
    share = sum(look.speaks for look, _ in filled) / len(filled)
    if share >= WHOLE_SHARE:
        return True
    is_titled = any(look.is_titled for look, _ in filled[:TITLE_PAGES])
    if is_titled and share >= REPORT_SHARE:
        return True
    if len(looks) > SHORT_DOCUMENT:
        return False
    first, text = filled[0]
    return first.speaks or share >= REPORT_SHARE or not REPORT_TITLE.search(text)


def _kept(looks: Sequence[Look], unread: Set[int]) -> list[int]:
    """Choose the pages of passages, and what stands between and beside those of a statement."""
    if not any(look.is_formal or (look.is_passage and look.is_own) for look in looks):
        # A form or a guide says much on the subject, but nothing of anybody who reports.
        return []
    kept = {index for index, look in enumerate(looks) if look.is_passage}
    for index, look in enumerate(looks):
        if look.is_formal or look.is_dense:
            kept |= {index, *_beside(looks, index, -1), *_beside(looks, index, 1)}
    # What could not be read beside the statement may be more of it.
    kept |= {
        index
        for index, look in enumerate(looks)
        if look.number in unread and {index - 1, index + 1} & kept
    }
    return sorted(looks[index].number for index in kept)


def _beside(looks: Sequence[Look], start: int, step: int) -> list[int]:
    """Walk from a page of a statement as far as the statement goes."""
    found = [start]
    index = last = start
    while 0 <= index + step < len(looks) and abs(index + step - last) <= MAX_GAP + 1:
        index += step
        look = looks[index]
        if look.n_units or look.is_titled:
            last = index
        elif step < 0 or index - 1 != found[-1] or not _continues(looks, start, index):
            continue
        found += range(found[-1] + step, index + step, step)
    return found[1:]


def _continues(looks: Sequence[Look], start: int, index: int) -> bool:
    """Say whether a page that does not name the subject still belongs to the one before it."""
    look = looks[index]
    is_related = looks[start].is_formal and look.is_related
    return not looks[index - 1].ends and (look.closes or is_related)
