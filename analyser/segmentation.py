"""Cut a Statement into Sentences with spaCy: blocks first, then sentences within them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from analyser.types import Page, Sentence, Statement

BEFORE_A_NAME = frozenset(
    ("No", "Nos", "no", "nos", "s", "ss", "Sec", "sec", "Art", "art", "Para", "para", "Paras")
    + ("paras", "Fig", "fig", "Figs", "figs", "Vol", "vol", "Reg", "reg", "p", "pp", "v", "vs")
    + ("Mr", "Mrs", "Ms", "Dr", "Prof", "Hon", "Rev", "St", "Sgt", "Capt", "Lt", "Col", "Cllr")
    + ("e.g", "i.e", "eg", "ie", "cf", "viz", "ii", "iii", "iv", "vi", "vii", "viii")
)
"""Words whose full stop ends no sentence, whatever follows."""
BEFORE_LOWER_CASE = frozenset(
    ("plc", "ltd", "inc", "corp", "co", "pty", "approx", "dept", "etc", "al", "ed", "incl", "excl")
    + ("est", "tel", "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec")
)
"""Words, in lower case, whose full stop ends a sentence only when a capital follows."""
STOPS = frozenset(".?!…")
CLOSING = frozenset(")]}\"'”’»")
OPENING = frozenset("([{\"'“‘«–—-•*")
"""Marks that open a sentence where space stands before them."""
MARKER = re.compile(r"\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivx]+|[IVX]+")
"""The number or letter of a heading or list item, without its full stop."""
OPENER = (
    "(?:We|Our|The|This|These|Those|It|Its|In|They|Their|As|All|For|If|An|At|Each|Any|However|There"
    "|To|By|Where|When|During|He|She|You|Both|With|From|On|After|Before|Since|While|Although"
    "|Additionally|Furthermore|Registered|Such|Every|Some|Many|Most|Please|Through|Within)\\b"
)
"""Words that begin sentences, and hardly ever stand with a capital inside a name."""
CERTAIN_BREAK = re.compile(
    # One set of first characters, so that the search may skip all others.
    r"[.•●▪■◦‣∙](?:"
    # An abbreviation that spaCy keeps together with its full stop: "Inc.", "U.S.", "M&S.", "p.m.".
    r"(?:(?<=\bInc\.)|(?<=\bLtd\.)|(?<=\bCorp\.)|(?<=\bCo\.)|(?<=\bJr\.)|(?<=[.&][A-Zm]\.))"
    rf"\s+(?={OPENER})"
    # A footnote's number, or no space at all, after a full stop.
    r"|(?<=[a-z]{3}\.)(?:[1-9]\d?|[¹²³⁴-⁹]+)\s(?=[A-Z][a-z])"
    rf"|(?<=[\d)”]\.)(?={OPENER})"
    # A bullet in a list that was run together into one line.
    r"|(?<=\s[^.])(?=\s?[^\s•●▪■◦‣∙]))"
)
"""Where a sentence ends, though spaCy's sentencizer does not see it: at a bullet, after a stop."""
MAX_LENGTH = 2000
"""Characters; a longer sentence is a table without line breaks, or a list."""
SAFE_BREAK = re.compile(r"[;•]\s+|\s+(?=\(?(?:[a-z]|[ivx]+|\d+)\)\s)|,\s+|\s+")


def load_nlp() -> Language:
    """Build what sees where sentences may end: an English tokenizer and spaCy's sentencizer.

    Returns
    -------
    Language
        Needs no download, and gives the same sentences every time.
    """
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
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
        found = CERTAIN_BREAK.finditer(line)
        cuts = [match.end() if match[0][0] == "." else match.start() for match in found]
        for begin, end in pairwise((0, *cuts, len(line))):
            if line[begin:end].strip():
                blocks.append((line[begin:end], start + begin))
        start += len(line) + 1
    for doc, offset in nlp.pipe(_pieces(blocks), as_tuples=True):
        for begin, end in pairwise(_places(doc)):
            yield from _trim(text, offset + begin, offset + end)


def _pieces(blocks: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Cut blocks that are longer than spaCy takes."""
    longest = 100_000
    for line, offset in blocks:
        for start in range(0, len(line), longest):
            yield line[start : start + longest], offset + start


def _places(doc: Doc) -> list[int]:
    """Give the characters between which the sentences of a block stand."""
    # Only the places that the sentencizer found are looked at: a loop over all tokens would cost
    # more than spaCy, and so would writing to `is_sent_start`, which reads the whole block.
    starts = [0]
    for sent in islice(doc.sents, 1, None):
        start = _end_of(doc, starts[-1], sent.start)
        if start is not None:
            starts.append(start)
    last = doc[-1]
    return [*(doc[start].idx for start in starts), last.idx + len(last)]


def _end_of(doc: Doc, begin: int, start: int) -> int | None:
    """Tell where a sentence ends, if it does.

    Parameters
    ----------
    doc : Doc
        One block.
    begin : int
        The token with which the sentence begins.
    start : int
        The token with which the sentencizer begins the next one.

    Returns
    -------
    int or None
        The token with which the next sentence begins; None where none does.
    """
    after = doc[start].text[0]
    last = start - 1
    # The sentencizer leaves the mark that opens a sentence with the one before.
    while begin < last and doc[last].text in OPENING and doc[last - 1].whitespace_:
        last -= 1
    end = last + 1
    while begin < last and doc[last].text in CLOSING:
        last -= 1
    stop = doc[last].text
    if last < end - 1 or stop in ("?", "!"):
        return None if after.islower() and stop[-1] in STOPS else end
    if not stop.endswith("."):
        return end
    # The tokenizer keeps some full stops with their word ("Mr.") and parts others ("plc", ".").
    last -= stop == "."
    word = doc[last].text.removesuffix(".")
    if last <= begin and MARKER.fullmatch(word):
        return None
    if word in BEFORE_A_NAME or (len(word) == 1 and word.isupper()):
        return None
    if "." in word or word.lower() in BEFORE_LOWER_CASE:
        return end if after.isupper() else None
    return last if _is_next_item(doc, begin, last) else end


def _is_next_item(doc: Doc, begin: int, index: int) -> bool:
    """Say whether a number goes on with a list that was run together: "1. Fees 2. Debt"."""
    number = doc[index].text
    if not (begin < index and number.isdecimal() and len(number) <= 2):
        return False
    if doc[index - 1].text in (":", ";"):
        return True
    is_marked = doc[begin + 1].text == "." and doc[begin].text.isdecimal()
    return is_marked and int(doc[begin].text) + 1 == int(number)


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
