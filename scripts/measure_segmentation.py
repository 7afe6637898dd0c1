"""Measure where sentences are cut, against boundaries that were marked in real documents.

They were marked once, by a large language model that read the passages before it saw any output
of the splitter; no second annotator checked them.

The documents are not ours to ship, nor is a sentence of them: `segmentation_gold.toml` holds, for
each passage that was read, a hash of the letters and digits on both sides of each boundary. They
are found again in whatever text the present reader gives, since no hash knows of white space.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import time
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import spacy

from analyser.extractors import extractor_for
from analyser.extractors.sniffing import media_type_of
from analyser.limits import Reading
from analyser.segmentation import load_nlp, segment
from analyser.types import Page, Source, Statement

GOLD = Path(__file__).with_name("segmentation_gold.toml")
CONTEXT = 20
"""Letters and digits on each side of a boundary that its hash holds, within the passage."""
EDGE = 30
"""Letters and digits that tell where a passage begins and where it ends."""


@dataclass
class Counts:
    """How many boundaries were right, wrong and missed."""

    n_right: int = 0
    n_wrong: int = 0
    n_missed: int = 0

    def add(self, found: set[int], gold: set[int]) -> None:
        """Count the boundaries found in one passage.

        Parameters
        ----------
        found, gold : set of int
            Places in the letters and digits of one document.
        """
        self.n_right += len(found & gold)
        self.n_wrong += len(found - gold)
        self.n_missed += len(gold - found)

    def __str__(self) -> str:
        """Give the three measures on one line."""
        n_found, n_gold = self.n_right + self.n_wrong, self.n_right + self.n_missed
        precision = self.n_right / n_found if n_found else 0.0
        recall = self.n_right / n_gold if n_gold else 0.0
        measures = f"precision {precision:.3f}, recall {recall:.3f}, F1 {self.f1:.3f}"
        return f"{n_gold:4} boundaries: {measures}"

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in [0, 1]; 0 where there is nothing to find."""
        total = 2 * self.n_right + self.n_wrong + self.n_missed
        return 2 * self.n_right / total if total else 0.0


@dataclass
class Measures:
    """What was measured on one half of the passages."""

    overall: Counts = field(default_factory=Counts)
    """All boundaries."""
    within_lines: Counts = field(default_factory=Counts)
    """Without those that the end of a line gives for free, or wrongly."""
    unlocated: list[str] = field(default_factory=list)
    """Boundaries and passages whose letters the present reader does not give in this order."""
    mistakes: list[str] = field(default_factory=list)
    """For the eye: each wrong or missed boundary with the text around it."""


def main() -> None:
    """Print the measures of boundaries, or with `--speed` those of speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("ANALYSER_DATA", "../shared/data")
    parser.add_argument("data", nargs="?", type=Path, default=Path(default))
    parser.add_argument("--show", action="store_true", help="print every mistake")
    parser.add_argument("--half", choices=("tune", "test"), help="only one half of the passages")
    parser.add_argument("--speed", action="store_true", help="measure words a second instead")
    options = parser.parse_args()
    if options.speed:
        measure_speed(options.data)
        return
    for half, measures in measure(options.data, options.half).items():
        print(f"{half:5} all boundaries  {measures.overall}")
        print(f"{half:5} within lines    {measures.within_lines}")
        if measures.unlocated:
            print(f"{half:5} not located     {len(measures.unlocated)}")
        if options.show:
            print("\n".join((*measures.unlocated, *measures.mistakes)))


def measure(data: Path, half: str | None = None) -> dict[str, Measures]:
    """Compare the sentences of the present code with what was marked.

    Parameters
    ----------
    data : Path
        The folder with the documents, in `pdfs`.
    half : str, optional
        `tune` or `test`; both halves when left out.

    Returns
    -------
    dict of str to Measures
        By half, and for `both` together when no half is chosen.
    """
    passages = tomllib.loads(GOLD.read_text(encoding="utf-8"))["passage"]
    passages = [passage for passage in passages if half in (None, passage["half"])]
    halves = [half] if half else ["tune", "test", "both"]
    measures = {name: Measures() for name in halves}
    nlp = load_nlp()
    for name in dict.fromkeys(passage["file"] for passage in passages):
        path = data / "pdfs" / name
        content = path.read_bytes()
        text = Letters(segment(read(path, content), nlp))
        for passage in passages:
            if passage["file"] != name:
                continue
            if hashlib.sha256(content).hexdigest() != passage["sha256"]:
                raise SystemExit(f'The file "{path}" is not the one that was annotated.')
            for key in {passage["half"], "both"} & set(measures):
                compare(text, passage, measures[key])
    return measures


def read(path: Path, content: bytes) -> Statement:
    """Read a document as it is, even where it is no statement.

    Parameters
    ----------
    path : Path
        For its name.
    content : bytes
        Its content.

    Returns
    -------
    Statement
        Not yet cut into sentences.
    """
    source = Source(id=path.name, path=path)
    extractor = extractor_for(media_type_of(content, source))
    statement: Statement = extractor.extract(source, content, Reading(whole_document=True))
    return statement


class Letters:
    """The letters and digits of a segmented statement, and where its sentences and lines begin."""

    def __init__(self, statement: Statement) -> None:
        text = statement.text
        self.text = text
        self.places = [place for place, character in enumerate(text) if character.isalnum()]
        self.letters = "".join(text[place] for place in self.places)
        starts = [sentence.start for sentence in statement.sentences or ()]
        self.sentences = {bisect_left(self.places, start) for start in starts}
        lines = [place + 1 for place, character in enumerate(text) if character == "\n"]
        self.lines = {bisect_left(self.places, start) for start in lines}
        self.edges: dict[str, list[int]] = {}
        for index in range(len(self.letters) - EDGE + 1):
            edge = hash_of(self.letters[index : index + EDGE])
            self.edges.setdefault(edge, []).append(index)

    def span(self, passage: dict[str, object]) -> tuple[int, int] | None:
        """Find where a passage begins and ends; None where its edges are not to be found."""
        length = int(str(passage["length"]))
        starts = self.edges.get(str(passage["start"]), [])
        ends = [index + EDGE for index in self.edges.get(str(passage["end"]), [])]
        spans = [(start, end) for start in starts for end in ends if start < end]
        nearest = min(spans, key=lambda span: abs(span[1] - span[0] - length), default=None)
        if nearest is None or 2 * length < nearest[1] - nearest[0]:
            return None
        return nearest

    def around(self, index: int) -> str:
        """Show the text around a boundary, for the eye."""
        place = self.places[index]
        before, after = self.text[max(0, place - 60) : place], self.text[place : place + 40]
        return f"{before}⟦⟧{after}".replace("\n", "⏎")


def compare(text: Letters, passage: dict[str, object], measures: Measures) -> None:
    """Count what was found in one passage.

    Parameters
    ----------
    text : Letters
        The document.
    passage : dict
        An entry of `segmentation_gold.toml`.
    measures : Measures
        What the counts are added to.
    """
    span = text.span(passage)
    boundaries = list(map(str, passage["boundaries"]))  # type: ignore[call-overload]
    if span is None:
        measures.unlocated.append(f"passage of {len(boundaries)} boundaries in {passage['file']}")
        return
    start, end = span
    gold, after = set(), start
    hashes = list(hashes_of(text.letters[start:end]))
    for boundary in boundaries:
        try:
            after = start + hashes.index(boundary, after - start + 1)
        except ValueError:
            measures.unlocated.append(f"boundary {boundary} in {passage['file']}")
            continue
        gold.add(after)
    found = {index for index in text.sentences if start < index < end}
    measures.overall.add(found, gold)
    measures.within_lines.add(found - text.lines, gold - text.lines)
    wrong = [(index, "wrong ") for index in found - gold]
    missed = [(index, "missed") for index in gold - found]
    for index, kind in sorted(wrong + missed):
        line = "line" if index in text.lines else "    "
        measures.mistakes.append(f"{kind} {line} {passage['file']}: {text.around(index)}")


def hashes_of(letters: str) -> Iterator[str]:
    """Give the hash of each place in the letters of a passage.

    Parameters
    ----------
    letters : str
        The letters and digits of the whole passage.

    Yields
    ------
    str
        For the place before each letter.
    """
    for index in range(len(letters)):
        before = letters[max(0, index - CONTEXT) : index]
        yield hash_of(f"{before}|{letters[index : index + CONTEXT]}")


def hash_of(letters: str) -> str:
    """Shorten letters to what cannot be read back."""
    return hashlib.sha256(letters.casefold().encode()).hexdigest()[:12]


def measure_speed(data: Path, n_statements: int = 818) -> None:
    """Print words a second, beside spaCy's sentencizer alone on the same text in the same run.

    Parameters
    ----------
    data : Path
        The folder with unlabelled statements, in `statements`.
    n_statements : int, optional
        How many of them.
    """
    with gzip.open(data / "statements" / "uk_unlabelled.jsonl.gz", "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in islice(file, n_statements)]
    n_words = sum(len(text.split()) for text in texts)
    plain = spacy.blank("en")
    plain.add_pipe("sentencizer")
    seconds = _seconds(lambda: sum(_n_plain(text, plain) for text in texts))
    print(f"blank + sentencizer: {n_words / seconds:9,.0f} words a second")
    nlp = load_nlp()
    statements = [_statement(text) for text in texts]
    seconds = _seconds(lambda: sum(len(segment(one, nlp).sentences or ()) for one in statements))
    n_sentences = sum(len(segment(one, nlp).sentences or ()) for one in statements)
    print(f"segment:             {n_words / seconds:9,.0f} words a second")
    print(f"{n_words:,} words, {n_sentences:,} sentences, best of three in CPU seconds")


def _statement(text: str) -> Statement:
    return Statement(Source(id="s"), text, (Page(1, 0, len(text)),), "text")


def _n_plain(text: str, nlp: spacy.language.Language) -> int:
    lines = [line for line in text.split("\n") if line.strip()]
    return sum(len(list(doc.sents)) for doc in nlp.pipe(lines))


def _seconds(work: Callable[[], int]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    main()
