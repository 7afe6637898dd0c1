"""Count what could not be read, and refuse a document of which most was not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from analyser.errors import DocumentTimeout, DocumentTooLarge, NoTextLayer, UnreadableDocument
from analyser.extractors.gates import listed
from analyser.extractors.quality import MIN_LEXICON_SHARE, MIN_WORDS, WORD
from analyser.limits import Limits, Reading
from analyser.types import Page, Statement

MAX_UNREAD = 0.5
"""Share of the pages that may be unread; with more, the document must not be graded."""
GLUED = re.compile(r"[^\W\d_][)(*\]\[{}^\\$%][^\W\d_]")
"""A sign between two letters: `no*lavery`, by a font that writes signs for some letters."""
MAX_GLUED = 0.2
"""How many of these a word, at the most. In 818 statements it was 0.54 for the one whose font is
broken so, and 0.03 at the most for the others, which write `employee(s)`."""
MIN_FOREIGN_WORDS = 0.1
"""Share of the words that are the commonest ones of a language, for a page to be written in it."""
FUNCTION_WORDS = {
    "fr": "de la le et les des en du que dans est pour une un sur par qui au ne pas",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als",
    "es": "de la que el en y a los se del las un por con una su para es al como",
    "it": "di e il la che in a per un è non del si da con della una le sono i",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om door als die",
    "pt": "de a que e o da em um para é com uma os no se na por mais as dos",
    "no": "og i det på som en til er for av at med de den har ikke et vi om fra",
    "sv": "och i att det som en på är av för med till den har de inte om ett vi var",
    "da": "og i at det er en til på som af for med der den de ikke et har vi om",
    "fi": "ja on ei se että hän oli joka mutta myös kun tai ovat sen sekä kuin ole voi niin",
    "pl": "w i na z się do nie to jest że o od za przez dla oraz są jak po ze",
    "cy": "y yr a i o yn ar ac mae am wedi ei eu gan â hyn fod nid neu bod",
    "tr": "ve bir bu için ile de da olarak olan en daha çok gibi var ne kadar sonra",
    "cs": "a v se na je že o s z do i to k za pro by jsou od ve po",
    "hu": "a az és hogy nem is egy van meg ez volt csak el de mint már vagy azt",
    "ro": "de și în a la cu pe care nu o din să se pentru un este ce mai prin",
    "la": "et in est ad non ut cum quod ex ab sed per hoc si qui ac esse",
    "vi": "và của là các có cho không được trong một người những với để này",
}
"""The commonest words of the languages that are written in Latin letters."""


def limit_characters(statement: Statement, limits: Limits) -> Statement:
    """Count the pages beyond a limit on characters among those that could not be read.

    Parameters
    ----------
    statement : Statement
        As a reader gave it.
    limits : Limits
        How many characters are kept.

    Returns
    -------
    Statement
        Without the text of the first page that passes the limit and of all that follow, and with a
        warning.

    Raises
    ------
    DocumentTooLarge
        If these are more than half of its pages.
    """
    beyond = [page.number for page in statement.pages if limits.max_characters < page.end]
    if not beyond:
        return statement
    if MAX_UNREAD * len(statement.pages) < len(beyond):
        raise DocumentTooLarge(
            f'The document "{statement.source.id}" has {len(statement.text):,} characters; at most '
            f"{limits.max_characters:,} are read."
        )
    warning = (
        f"Only the first {limits.max_characters:,} characters are read, so that these pages count "
        f"as unread: {listed(beyond)}."
    )
    return without_text(statement, beyond, warning)


def set_garbled_aside(statement: Statement) -> Statement:
    """Count pages whose characters make no words among those that could not be read.

    Parameters
    ----------
    statement : Statement
        With the quality of its pages measured (see `quality.measure`).

    Returns
    -------
    Statement
        Without the text of these pages, since nothing can be found in it, and with a warning. A
        page in another language keeps its text; `check` decides on it.
    """
    garbled = [
        page.number
        for page in statement.pages
        if page.quality is not None
        and page.quality.lexicon_share is not None
        and page.quality.lexicon_share < MIN_LEXICON_SHARE
        and not is_foreign(statement.quote(page))
    ]
    if not garbled:
        return statement
    warning = f"Pages whose characters make no words count as unread: {listed(garbled)}."
    return without_text(statement, garbled, warning)


def check_letters(statement: Statement) -> Statement:
    """Let a document pass whose letters stand for themselves.

    Parameters
    ----------
    statement : Statement
        What is to be analysed of a document.

    Returns
    -------
    Statement
        The same.

    Raises
    ------
    UnreadableDocument
        If, on most of its pages, signs stand for so many letters that words are broken. Enough of
        the others may be English for a page to pass by its lexicon share, but what is not found
        there says nothing.
    """
    texts = [statement.quote(page) for page in statement.pages]
    sizes = [len(WORD.findall(text)) for text in texts]
    pages = [(text, size) for text, size in zip(texts, sizes, strict=True) if size >= MIN_WORDS]
    n_broken = sum(MAX_GLUED * size < len(GLUED.findall(text)) for text, size in pages)
    if MAX_UNREAD * len(pages) < n_broken:
        raise UnreadableDocument(
            f'In the document "{statement.source.id}" signs stand for letters, as of a broken font.'
        )
    return statement


def check_read(statement: Statement, reading: Reading) -> Statement:
    """Let a document pass of which most was read.

    Parameters
    ----------
    statement : Statement
        The whole document.
    reading : Reading
        How it was read.

    Returns
    -------
    Statement
        The same.

    Raises
    ------
    DocumentTimeout
        If more than half of its pages are unread since the time was up.
    DocumentTooLarge
        If they are beyond the limit on pages.
    UnreadableDocument
        If there were characters, but most of the pages make no words.
    NoTextLayer
        If they are images.
    """
    unread = set(statement.unread_pages)
    filled = {page.number for page in statement.pages if statement.quote(page).strip()}
    n_pages = len(filled | unread)
    if len(unread) <= MAX_UNREAD * n_pages:
        return statement
    said = f'Of {n_pages} pages of the document "{statement.source.id}", {len(unread)} were not'
    if len(unread) < 2 * sum(reading.limits.max_pages < number for number in unread):
        raise DocumentTooLarge(f"{said} read; at most {reading.limits.max_pages:,} are.")
    if reading.is_over:
        raise DocumentTimeout(f"{said} read in the time allowed.")
    qualities = [page.quality for page in statement.pages if page.number in unread]
    n_poor = sum(
        quality is not None
        and (quality.ocr_confidence is not None or quality.lexicon_share is not None)
        for quality in qualities
    )
    if len(unread) < 2 * n_poor:
        raise UnreadableDocument(f"{said} read well enough to make words.")
    raise NoTextLayer(f"{said} read: they are images, or damaged.")


def without_text(statement: Statement, numbers: Iterable[int], warning: str) -> Statement:
    """Count pages among those that could not be read.

    Parameters
    ----------
    statement : Statement
        Not segmented.
    numbers : iterable of int
        The pages.
    warning : str
        What to tell a reader of it.

    Returns
    -------
    Statement
        These pages are empty.
    """
    dropped = set(numbers)
    parts: list[str] = []
    pages: list[Page] = []
    start = 0
    for page in statement.pages:
        parts.append("" if page.number in dropped else statement.quote(page))
        end = start + len(parts[-1])
        pages.append(replace(page, start=start, end=end))
        start = end
    return replace(
        statement,
        text="".join(parts),
        pages=tuple(pages),
        unread_pages=tuple(sorted({*statement.unread_pages, *dropped})),
        warnings=(*statement.warnings, warning),
    )


def is_foreign(text: str) -> bool:
    """Say whether a text is written in another language than English, rather than in none."""
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return False
    # Beyond the Latin blocks.
    if sum(character > "\u024f" for character in letters) > len(letters) / 2:
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    common = (set(listing.split()) for listing in FUNCTION_WORDS.values())
    return any(
        MIN_FOREIGN_WORDS * len(words) <= sum(len(word) > 1 and word in known for word in words)
        for known in common
    )
