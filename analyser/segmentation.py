"""Cut a Statement into Sentences with spaCy: blocks first, then sentences within them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from analyser.types import Page, Sentence, Statement

BEFORE_A_NAME = frozenset(
    ("No", "Nos", "no", "nos", "s", "ss", "sec", "art", "para", "fig", "vol", "p", "pp")
    + ("Mr", "Mrs", "Ms", "Dr", "Prof", "Hon", "Rev", "St", "e.g", "i.e", "eg", "ie", "cf", "vs")
)
"""Words whose full stop ends no sentence, whatever follows."""
BEFORE_LOWER_CASE = frozenset(
    ("plc", "ltd", "inc", "corp", "co", "approx", "dept", "etc", "viz", "al", "ed", "u.s", "u.k")
)
"""Words, in lower case, whose full stop ends a sentence only when a capital follows."""
MAX_LENGTH = 2000
"""Characters; a longer sentence is a table without line breaks, or a list."""
SAFE_BREAK = re.compile(r"[;•]\s+|\s+(?=\(?(?:[a-z]|[ivx]+|\d+)\)\s)|,\s+|\s+")


@Language.component("abbreviations")
def _abbreviations(doc: Doc) -> Doc:
    """Take back the sentence ends that follow an abbreviation or an initial."""
    for token in doc[1:]:
        if token.is_sent_start and token.i >= 2 and not _ends(doc, token.i):
            token.is_sent_start = False
    return doc


def _ends(doc: Doc, index: int) -> bool:
    """Say whether a sentence ends before the token at an index."""
    # The tokenizer keeps some full stops with their word ("Mr.") and parts others ("plc", ".").
    stop = doc[index - 1].text
    word = doc[index - 2].text if stop == "." else stop.removesuffix(".")
    if not stop.endswith("."):
        return True
    if word in BEFORE_A_NAME or (len(word) == 1 and word.isupper()):
        return False
    return doc[index].text[0].isupper() or word.lower() not in BEFORE_LOWER_CASE


def load_nlp() -> Language:
    """Build the sentence splitter: an English tokenizer, spaCy's sentencizer, abbreviations.

    Returns
    -------
    Language
        Needs no download, and gives the same sentences every time.
    """
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("abbreviations")
    return nlp


def segment(statement: Statement, nlp: Language) -> Statement:
    """Cut a statement into sentences.

    Headings, bullets and table rows are sentences of their own, since each stands on a line of
    its own.

    Parameters
    ----------
    statement : Statement
        With one block a line.
    nlp : Language
        From `load_nlp`.

    Returns
    -------
    Statement
        The same with `sentences`: in order, disjoint, each inside one page and without space at
        its ends; together they hold every character that is no space.
    """
    spans = [
        (*span, page.number)
        for page in statement.pages
        for span in _split_page(statement.text, page, nlp)
    ]
    sentences = tuple(Sentence(index, *span) for index, span in enumerate(spans))
    return replace(statement, sentences=sentences)


def _split_page(text: str, page: Page, nlp: Language) -> Iterator[tuple[int, int]]:
    blocks, start = [], page.start
    for line in text[page.start : page.end].split("\n"):
        if line.strip():
            blocks.append((line, start))
        start += len(line) + 1
    for doc, offset in nlp.pipe(_pieces(blocks), as_tuples=True):
        for sent in doc.sents:
            yield from _trim(text, offset + sent.start_char, offset + sent.end_char)


def _pieces(blocks: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Cut blocks that are longer than spaCy takes."""
    longest = 100_000
    for line, offset in blocks:
        for start in range(0, len(line), longest):
            yield line[start : start + longest], offset + start


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Take the space off the ends of a span, and cut it where it is too long."""
    while end - start > MAX_LENGTH:
        breaks = [match.end() for match in SAFE_BREAK.finditer(text, start, start + MAX_LENGTH)]
        cut = breaks[-1] if breaks else start + MAX_LENGTH
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
