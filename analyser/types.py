"""The central types, and nothing else: what the stages hand to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from analyser.breadth import People as People
from analyser.breadth import Support as Support
from analyser.criteria import Criterion as Criterion
from analyser.criteria import Framework as Framework
from analyser.facts import FactLine as FactLine
from analyser.facts import Facts as Facts
from analyser.facts import Particular as Particular
from analyser.facts import RiskCard as RiskCard
from analyser.grades import Evidence as Evidence
from analyser.grades import Grade as Grade
from analyser.grades import Score as Score
from analyser.grades import Sentence as Sentence
from analyser.legibility import Legibility as Legibility
from analyser.legibility import PageQuality as PageQuality
from analyser.stability import Stability as Stability
from analyser.talk import Talk as Talk
from analyser.talk import Template as Template


@dataclass(frozen=True, slots=True)
class Source:
    """Where one statement comes from, and what is known of it before it is read."""

    id: str
    """Unique within a run; the `statement` column of every table."""
    path: Path | None = None
    """The file on disk; for inline text, the JSON Lines file that it came from."""
    url: str | None = None
    """Where the statement was published."""
    organisation: str | None = None
    """The reporter's name, as the manifest gives it."""
    year: int | None = None
    """The reporting year, as the manifest gives it."""
    sector: str | None = None
    """The reporter's sector, as the manifest gives it."""
    country: str | None = None
    """The reporter's country, as the manifest gives it."""
    jurisdiction: str | None = None
    """The law that the statement answers to (`UK`, `AU`, `CA`, `US`); None when it is not known."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs of scheme and value, such as (`company_number`, `01234567`)."""
    media_type: str | None = None
    """The type found in the bytes, never in the file's name; None before it was opened."""
    sha256: str | None = None
    """Hash of the bytes, 64 hexadecimal digits; None before they were read."""
    text: str | None = None
    """The text itself where it arrived inline (JSON Lines); None for a file."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a statement: a span of its text."""

    number: int
    """Counts from 1, as a reader sees it."""
    start: int
    """First code point of the page in `Statement.text`."""
    end: int
    """One past the last code point of the page."""
    quality: PageQuality | None = None
    """How well it was read; None where nobody looked."""
    removed: tuple[str, ...] = ()
    """Lines that were read and left out of the text: running headers, footers, page numbers."""


@dataclass(frozen=True, slots=True, repr=False)
class Statement:
    """One published modern-slavery statement. None: a stage has not run; (): it found nothing."""

    source: Source
    """Where it comes from."""
    text: str
    """The whole text, held once; everything else is a span of it. One block per line."""
    pages: tuple[Page, ...]
    """Cover the text in order."""
    extractor: str
    """Which extractor read it."""
    warnings: tuple[str, ...] = ()
    """What a reader should know of the reading, one full sentence each."""
    unread_pages: tuple[int, ...] = ()
    """Numbers of pages that could not be read (a scan among text), counted from 1."""
    sentences: tuple[Sentence, ...] | None = None
    """In order, disjoint, each inside one page."""
    labels: tuple[str, ...] | None = None
    """The labels that were looked for; others are undetermined, not absent."""
    label_proba: tuple[float | None, ...] | None = None
    """Probability that the statement carries each of `labels` at all, in [0, 1]; None for a label
    that the model did not learn from whole statements."""
    evidence: tuple[Evidence, ...] | None = None
    """In order of sentence, then label."""
    scores: tuple[Score, ...] | None = None
    """In the order of the framework's criteria."""

    def __repr__(self) -> str:
        """Name the statement and its size, never its whole text."""
        size = f"{len(self.pages)} pages, {len(self.text)} characters"
        return f"<Statement {self.source.id!r}: {size}>"

    def quote(self, span: Page | Sentence) -> str:
        """Return the words of a span."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be ranked, and why. It is never a score of zero."""

    source: Source
    """The document."""
    stage: str
    """Where it stopped: `ingest`, `extract`, `segment`, `classify` or `score`."""
    reason: str
    """A word for machines, such as `encrypted` or `no_text_layer`; see `errors`."""
    error: str
    """A full sentence for people."""
    hint: str = ""
    """What to do next."""


@dataclass(frozen=True, slots=True)
class RankingRow:
    """One statement's place in a ranking, without its text."""

    source: Source
    """The document, its `text` emptied."""
    score: float
    """Percent of the points of the determined criteria, in [0, 100], to one decimal."""
    low: float
    """Lower end of the 90% interval of `score`."""
    high: float
    """Upper end of the 90% interval of `score`."""
    position: int
    """Standard competition rank, counted from 1; ties share it."""
    is_tied: bool
    """Whether another row has the same printed score."""
    position_low: int
    """Best rank in the 90% interval."""
    position_high: int
    """Worst rank in the 90% interval."""
    band: str
    """One of five fixed bands, `A` (80 to 100) to `E` (0 to 20)."""
    scores: tuple[Score, ...]
    """In the order of the framework's criteria."""
    n_pages: int
    """Number of pages read."""
    n_sentences: int
    """Number of sentences found."""
    n_words: int
    """Number of words, split at white space."""
    extractor: str = ""
    """Which extractor read the document."""
    warnings: tuple[str, ...] = ()
    """What a reader should know of the reading."""
    legibility: Legibility | None = None
    """How well the document was read; None where nobody looked."""
    gate: str = ""
    """How it stands to what is mandatory: `met`, `not explicit`, `not met` or `undetermined`; empty
    where nothing is mandatory."""
    group: str = ""
    """An id that all rows of one document share; empty where it is listed once."""
    n_named: int = 1
    """Names under which the document is listed; 2 or more make it a group statement."""
    weight_low: int = 0
    """Best rank in 90% of the draws of the criteria's weights; 0 where none were drawn."""
    weight_high: int = 0
    """Worst rank in 90% of the draws of the criteria's weights; 0 where none were drawn."""
    alike_low: int = 0
    """Rank of the first row that this one cannot be told from; 0 where nobody looked."""
    alike_high: int = 0
    """Rank of the last row that this one cannot be told from; 0 where nobody looked."""
    talk: Talk | None = None
    """How it is written; None where nobody listened. No part of the score."""
    facts: Facts | None = None
    """The particulars and risks that it names; None where nobody looked. No part of the score."""
    people: People | None = None
    """What it says of the people affected; None where nobody looked. No part of the score."""

    @property
    def rank(self) -> str:
        """The position as printed: `7`, or `=29` on a tie."""
        return f"={self.position}" if self.is_tied else str(self.position)


@dataclass(frozen=True, slots=True, repr=False)
class Ranking:
    """Statements in order, with everything needed to print a report."""

    framework: Framework
    """What was asked."""
    rows: tuple[RankingRow, ...]
    """Best first; ties in order of organisation, then id."""
    failures: tuple[Failure, ...] = ()
    """Every input that could not be ranked."""
    model: str = ""
    """Name and version of the model."""
    created: str = field(default="", compare=False)
    """ISO date on which it was made."""
    labels: tuple[str, ...] = ()
    """Labels that the model looks for."""
    stability: Stability | None = None
    """What other weights would make of its ends; None where nobody looked."""
    templates: tuple[Template, ...] = ()
    """Statements of different organisations with much of their wording in common."""
    axis: str = ""
    """What makes the score: `legal`, `quality` or `survivor`; empty where it is not said."""

    @property
    def n_statements(self) -> int:
        """How many documents are ranked; a group statement counts once."""
        return len({row.group or row.source.id for row in self.rows})

    def __repr__(self) -> str:
        """Name the framework and the counts, never every row."""
        size = f"{len(self.rows)} ranked, {len(self.failures)} not analysed"
        return f"<Ranking by {self.framework.id!r}: {size}>"

    def _repr_html_(self) -> str:
        """Show the first rows as a table, in a notebook."""
        # Looked up when it is shown: the types import nothing from the rooms above them.
        html: str = import_module("analyser.reports.html").ranking_html(self)
        return html
