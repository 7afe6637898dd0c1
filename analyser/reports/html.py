"""Write a ranking as one static web page that needs nothing else.

The page loads nothing, works from a folder (`file://`) and without JavaScript, and runs no script
but its own: a content security policy names the hash of that one script. Every text from outside
is made plain and escaped. How much it holds depends on the number of statements:

- up to `FULL_CARDS`: a scorecard each, with up to three quotes per criterion;
- up to `MAX_CARDS`: a scorecard each, with the strongest quote, cut at `SHORT_QUOTE` characters;
- up to `MAX_ROWS`: the ranking table alone; the quotes are in the CSV, XLSX and JSON reports;
- beyond: the first `MAX_ROWS` of the table, since a browser bears no more. All are counted.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urldefrag, urlsplit

from analyser.reports import facts, gating, people, steadiness, talking, unranked, wording
from analyser.tables import legal_explicit, plain
from analyser.types import Criterion, Evidence, Grade, Ranking, RankingRow, Score, Source

if TYPE_CHECKING:
    from jinja2 import Environment

SUFFIX = ".html"
MEDIA_TYPE = "text/html; charset=utf-8"

FULL_CARDS = 250
"""Statements up to which a scorecard shows up to three quotes per criterion."""
MAX_CARDS = 1000
"""Statements up to which there are scorecards at all."""
MAX_ROWS = 5000
"""Statements, and documents not analysed, that are listed."""
SHORT_QUOTE = 240
"""Characters of a quote in a page with more than `FULL_CARDS` statements."""

TEMPLATES = Path(__file__).parent / "templates"


def write(ranking: Ranking, file: BinaryIO, *, methodology: str = "") -> None:
    """Write the page piece by piece; for what it holds, see the module.

    Parameters
    ----------
    ranking : Ranking
        What to write.
    file : file
        Open for writing bytes.
    methodology : str
        The name of the page of the methodology, where it stands in the same folder.
    """
    template = _environment().get_template("report.html.j2")
    stream = template.stream(_context(ranking), methodology_page=methodology)
    stream.enable_buffering(200)
    stream.dump(file, encoding="utf-8")


def ranking_html(ranking: Ranking, n_rows: int = 20) -> str:
    """Show the head of a ranking in a notebook: escaped, without scripts, below 50 kB.

    Parameters
    ----------
    ranking : Ranking
        What to show.
    n_rows : int
        Statements to show at most, 0 to 100; the others are only counted.

    Returns
    -------
    str
        A fragment of HTML.
    """
    rows = ranking.rows[: max(0, min(n_rows, 100))]
    return _environment().get_template("notebook.html.j2").render(ranking=ranking, rows=rows)


def static_page(template: str, styles: Sequence[str], **context: object) -> str:
    """Fill in a page without scripts, with the same words and the same care as the report.

    Parameters
    ----------
    template : str
        The name of its file.
    styles : sequence of str
        The names of the files of its style.
    **context : object
        What else it shows.

    Returns
    -------
    str
        The page.
    """
    style = "".join(map(_asset, styles))
    known = {"style": style, "style_hash": _integrity(style), **context}
    return _environment().get_template(template).render(known)


def by_axis(criteria: Iterable[Criterion]) -> list[tuple[str, list[Criterion]]]:
    """Group criteria by axis, the axes in the order in which they first come."""
    groups: dict[str, list[Criterion]] = {}
    for criterion in criteria:
        groups.setdefault(criterion.axis, []).append(criterion)
    return list(groups.items())


def _context(ranking: Ranking) -> dict[str, object]:
    style, script = (_asset(name) for name in ("style.css", "script.js"))
    criteria = by_axis(ranking.framework.criteria)
    n_rows = len(ranking.rows)
    return {
        "ranking": ranking,
        "rows": ranking.rows[:MAX_ROWS],
        "unranked": unranked.sections(ranking.failures),
        "steps": steadiness.steps(ranking.rows),
        "framework": ranking.framework,
        "groups": criteria,
        "criteria": [criterion for _, group in criteria for criterion in group],
        "overview": _overview(ranking),
        "bands": Counter(row.band for row in ranking.rows),
        "median_score": median(row.score for row in ranking.rows) if ranking.rows else None,
        "max_cards": MAX_CARDS,
        "max_rows": MAX_ROWS,
        "has_cards": n_rows <= MAX_CARDS,
        "is_full": n_rows <= FULL_CARDS,
        "style": style,
        "script": script,
        "style_hash": _integrity(style),
        "script_hash": _integrity(script),
    }


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # needed by this format alone

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        wording=wording,
        talking=talking,
        fact_words=facts,
        steadiness=steadiness,
        people_words=people,
        gating=gating,
        legal_explicit=legal_explicit,
        scores_of=_scores_of,
        evidence_of=_evidence_of,
        page_link=_page_link,
    )
    environment.filters.update(link=_link, short=_short)
    return environment


def _shown(value: object) -> object:
    """Make every text plain on its way into the page; Jinja escapes it afterwards."""
    if value is None:
        return ""
    # Jinja's own Markup is a str too, and must stay what it is.
    return plain(value) if type(value) is str else value


@cache
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _integrity(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _overview(ranking: Ranking) -> dict[str, dict[Grade, int]]:
    """Count the statements at each grade, by criterion."""
    counts = {each.id: dict.fromkeys(wording.GRADE_WORDS, 0) for each in ranking.framework.criteria}
    for row in ranking.rows:
        for score in row.scores:
            counts[score.criterion_id][score.grade] += 1
    return counts


def _scores_of(row: RankingRow, criteria: list[Criterion]) -> list[Score]:
    """Return the row's scores in the order of the columns."""
    scores = {score.criterion_id: score for score in row.scores}
    return [scores[criterion.id] for criterion in criteria]


def _evidence_of(score: Score, is_full: bool) -> list[Evidence]:
    """Return the sentences to quote, each once: those that count, or else the closest one."""
    chosen = [evidence for evidence in score.evidence if evidence.supports] or score.evidence[:1]
    # A sentence that carries two of the criterion's labels comes twice; the stronger comes first.
    once: dict[int, Evidence] = {}
    for evidence in chosen:
        once.setdefault(evidence.sentence.index, evidence)
    return list(once.values())[: 3 if is_full else 1]


def _link(url: str | None) -> str | None:
    """Return the address if a reader can follow it safely: nothing but http and https."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _page_link(source: Source, page_number: int) -> str | None:
    """Return the address of a page of the published document, where that can be known."""
    url = _link(source.url)
    if url is None:
        return None
    is_pdf = source.media_type == "application/pdf" or urlsplit(url).path.lower().endswith(".pdf")
    return f"{urldefrag(url).url}#page={page_number}" if is_pdf else url


def _short(text: str, length: int = SHORT_QUOTE) -> str:
    text = plain(text)
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
