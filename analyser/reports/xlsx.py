"""Write a ranking as a workbook: Ranking, Scores, Evidence, Failures, Templates, Methodology.

Every text is written as text, so that nothing in it can run as a formula or become a link. The
same ranking gives the same bytes: the date of creation in the file is fixed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from analyser.reports import gating, people, steadiness, talking, unranked, wording
from analyser.tables import COLUMNS, Row, iterate, plain
from analyser.types import Criterion, Ranking, Stability

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

SUFFIX = ".xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MAX_ROWS = 1_048_575
"""Rows under its heading that a sheet can hold; further rows go on to a sheet `Scores 2`."""
MAX_EVIDENCE = 200_000
"""Sentences up to which the sheet Evidence is filled; more would take minutes to write or open."""
MAX_CHARACTERS = 32_767
"""Characters that a cell can hold; longer text is cut and ends in an ellipsis."""

WIDTHS = {
    **{"organisation": 34, "statement": 22, "title": 24, "quote": 80, "reason": 44, "error": 60},
    **{"hint": 50, "citation": 34, "warnings": 40, "url": 36, "path": 30, "identifiers": 28},
    **{"sector": 18, "country": 18, "model": 24, "framework": 18, "criterion": 18, "label": 20},
    **{"mention": 60, "mentioned_by": 22},
}
WRAPPED = frozenset({"quote", "reason", "error", "hint", "warnings", "title", "mention"})
FROZEN_COLUMNS = {"ranking": 5, "scores": 2, "evidence": 2, "failures": 2, "templates": 1}
GRADE_COLOURS = {3: "#7FB8A4", 2: "#B5DACB", 1: "#F4E3B2", 0: "#EDEDED"}


def write(ranking: Ranking, file: BinaryIO) -> None:
    """Write the workbook row by row, so that memory stays flat."""
    import xlsxwriter  # needed by this format alone

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as workbook:
        workbook.set_properties(
            {
                "title": plain(wording.title(ranking.framework)),
                "comments": plain(wording.provenance(ranking)),
                # Not when it was made: the same ranking must give the same bytes.
                "created": datetime(2000, 1, 1, tzinfo=UTC),
            }
        )
        heading = workbook.add_format({"bold": True, "bg_color": "#DCE6EC", "bottom": 1})
        top = workbook.add_format({"valign": "top"})
        wrapped = workbook.add_format({"valign": "top", "text_wrap": True})
        for kind in FROZEN_COLUMNS:
            is_left_out = kind == "evidence" and _n_evidence(ranking) > MAX_EVIDENCE
            rows = iter(()) if is_left_out else iterate(ranking, kind)
            _write_table(workbook, kind, rows, heading, top, wrapped)
        _write_methodology(workbook, ranking, heading, wrapped)


def _write_table(
    workbook: Workbook,
    kind: str,
    rows: Iterator[Row],
    heading: Format,
    top: Format,
    wrapped: Format,
) -> None:
    columns = COLUMNS[kind]
    formats = [wrapped if column in WRAPPED else top for column in columns]
    n_sheets, n_rows = 0, MAX_ROWS
    while n_rows == MAX_ROWS:
        n_sheets, n_rows = n_sheets + 1, 0
        name = kind.capitalize() + (f" {n_sheets}" if n_sheets > 1 else "")
        sheet = workbook.add_worksheet(name)
        sheet.freeze_panes(1, FROZEN_COLUMNS[kind])
        for index, column in enumerate(columns):
            sheet.set_column(index, index, WIDTHS.get(column, max(9, len(column) + 3)))
            sheet.write_string(0, index, column, heading)
        for n_rows, row in enumerate(islice(rows, MAX_ROWS), start=1):  # noqa: B007
            for index, column in enumerate(columns):
                value = row[column]
                if isinstance(value, str):
                    sheet.write_string(n_rows, index, _cut(value), formats[index])
                elif value is not None:
                    sheet.write_number(n_rows, index, value, formats[index])
        sheet.autofilter(0, 0, n_rows, len(columns) - 1)
        if "grade" in columns:
            index = columns.index("grade")
            for grade, colour in GRADE_COLOURS.items():
                # A rule on cells, not on values: an empty cell would otherwise count as 0.
                rule = {
                    "type": "formula",
                    "criteria": f"=AND(ISNUMBER({chr(65 + index)}2),{chr(65 + index)}2={grade})",
                    "format": workbook.add_format({"bg_color": colour}),
                }
                sheet.conditional_format(1, index, max(1, n_rows), index, rule)


def _write_methodology(
    workbook: Workbook, ranking: Ranking, heading: Format, wrapped: Format
) -> None:
    sheet = workbook.add_worksheet("Methodology")
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)
    for number, (name, text) in enumerate(_methodology(ranking)):
        sheet.write_string(number, 0, name, wrapped if text else heading)
        sheet.write_string(number, 1, _cut(plain(text)), wrapped if text else heading)


def _n_evidence(ranking: Ranking) -> int:
    return sum(len(score.evidence) for row in ranking.rows for score in row.scores)


def _methodology(ranking: Ranking) -> Iterator[tuple[str, str]]:
    framework = ranking.framework
    yield "About", ""
    yield "Title", wording.title(framework)
    yield "Provenance", wording.provenance(ranking)
    yield "Source", framework.url
    yield "In force since", framework.in_force
    if framework.notes:
        yield "Notes", framework.notes
    yield "What this is", " ".join(wording.IS)
    yield "What this is not", " ".join(wording.IS_NOT)
    yield "Not analysed", wording.NOT_ANALYSED
    for section in unranked.sections(ranking.failures):
        yield section.heading, f"{len(section.failures):,}. {section.sentence}"
    if (n_evidence := _n_evidence(ranking)) > MAX_EVIDENCE:
        yield (
            "Evidence",
            f"{n_evidence:,} sentences are too many for a workbook. The strongest sentence of each "
            "criterion is in the sheet Scores, every sentence in evidence.csv.",
        )
    yield (
        "Right of reply",
        wording.RIGHT_OF_REPLY.format(organisation="a company", statement="the statement column"),
    )
    yield "How to read it", ""
    yield "score", wording.score(framework, ranking.axis)
    yield "legal_minimum", gating.LEGAL_MINIMUM
    yield "value", gating.VALUES
    yield "grade", wording.GRADING
    yield "score_low, score_high", wording.INTERVAL
    yield "rank", wording.TIES
    yield "confidence", wording.CONFIDENCE
    yield "quote", wording.MASKED
    yield "n_pages_unread to lexicon_share", wording.HOW_READ
    yield "words_per_sentence to template", talking.HOW_WRITTEN
    yield "group, n_named", steadiness.GROUPS
    yield "alike_low, alike_high", steadiness.ALIKE
    yield "support_safety_housing to support_voice", people.NOTE
    for band, span in wording.BANDS.items():
        yield f"band {band}", f"Score {span}."
    for grade, words in wording.GRADE_WORDS.items():
        yield f"{_number(grade)} {words}", wording.GRADE_MEANINGS[grade]
    if ranking.templates:
        yield "Wording in common", ""
        yield "What it is", talking.IN_COMMON
    for template in ranking.templates:
        names = "; ".join(template.organisations)
        yield template.id, f"{talking.in_common(template)} {names}. {template.mention}".strip()
    if ranking.stability:
        yield from _weights(ranking, ranking.stability)
    for criterion in framework.criteria:
        yield criterion.title, ""
        yield from _criterion(criterion)


def _weights(ranking: Ranking, stability: Stability) -> Iterator[tuple[str, str]]:
    yield "What the weights decide", ""
    yield "weight_low, weight_high", steadiness.weights(stability)
    titles = [steadiness.title_of(ranking, each.criterion_id) for each in stability.without]
    for end in steadiness.ends(stability):
        for row in end.rows:
            without = zip(titles, row.without, strict=True)
            moved = "; ".join(f"without {title}, rank {rank}" for title, rank in without)
            stays = f"stays there under {wording.percent(row.share)} of the weights drawn"
            who = row.organisation or row.statement
            yield f"{end.name}, rank {row.rank}", "; ".join(filter(None, [who, stays, moved])) + "."
        if end.ties:
            yield f"{end.name}, ties", end.ties
    for title, each in zip(titles, stability.without, strict=True):
        yield (
            f"Without {title}",
            f"{each.n_top} leave the top, {each.n_bottom} the bottom; places moved: "
            f"{each.median_move:g} in the median, {each.largest_move:,} at most.",
        )


def _criterion(criterion: Criterion) -> Iterator[tuple[str, str]]:
    yield "criterion", criterion.id
    yield "Question", criterion.question
    yield "Citation", criterion.citation
    yield "Obligation", criterion.obligation
    yield "Axis", wording.AXIS_WORDS.get(criterion.axis, criterion.axis)
    yield "Weight", f"{criterion.weight:g}"
    yield "Rule", wording.RULES.get(criterion.rule, criterion.rule)
    yield "Labels", ", ".join(criterion.labels)
    for name, texts in (
        ("What counts", [criterion.counts]),
        ("What does not", [criterion.excludes]),
        ("Discloses it", criterion.disclosed),
        ("Does not", criterion.not_disclosed),
        ("Notes", [criterion.notes]),
    ):
        for text in texts:
            if text:
                yield name, text


def _number(grade: int) -> str:
    return "empty" if grade < 0 else str(int(grade))


def _cut(text: str) -> str:
    return text if len(text) <= MAX_CHARACTERS else f"{text[: MAX_CHARACTERS - 1]}…"
