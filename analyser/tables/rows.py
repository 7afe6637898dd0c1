"""Cut rankings and statements into rows: plain dicts, one at a time."""

from __future__ import annotations

from collections.abc import Iterator

from analyser.formalities import NOT_REQUIRED
from analyser.tables.columns import RANKING_TABLES, Row, plain
from analyser.tables.particulars import fact_cells
from analyser.tables.reading import reading_cells
from analyser.tables.standing import standing_cells
from analyser.tables.support import support_cells
from analyser.tables.talking import talk_cells
from analyser.tables.templates import template_rows
from analyser.tables.unranked import section_of
from analyser.types import (
    Evidence,
    Failure,
    Framework,
    Grade,
    Ranking,
    RankingRow,
    Score,
    Source,
    Statement,
)


def ranking_rows(ranking: Ranking) -> list[Row]:
    """Return one row per ranked statement, in the columns of `RANKING_COLUMNS`."""
    return list(iterate(ranking, "ranking"))


def score_rows(ranking: Ranking) -> list[Row]:
    """Return one row per statement and criterion, in the columns of `SCORE_COLUMNS`."""
    return list(iterate(ranking, "scores"))


def evidence_rows(ranking: Ranking) -> list[Row]:
    """Return one row per statement, criterion and sentence, in `EVIDENCE_COLUMNS`."""
    return list(iterate(ranking, "evidence"))


def failure_rows(ranking: Ranking) -> list[Row]:
    """Return one row per document that could not be ranked, in `FAILURE_COLUMNS`."""
    return list(iterate(ranking, "failures"))


def iterate(ranking: Ranking, kind: str) -> Iterator[Row]:
    """Yield the rows of one kind of table, one at a time, so that memory stays flat.

    Parameters
    ----------
    ranking : Ranking
        What to show.
    kind : str
        One of `RANKING_TABLES`.

    Yields
    ------
    dict
        From column to value, in the order of `COLUMNS[kind]`.

    Raises
    ------
    ValueError
        If there is no such kind.
    """
    framework = ranking.framework
    if kind == "ranking":
        return (_ranking_row(row, ranking) for row in ranking.rows)
    if kind == "failures":
        return (failure_row(failure) for failure in ranking.failures)
    if kind == "templates":
        return template_rows(ranking)
    if kind == "scores":
        pairs = ((row.source, score) for row in ranking.rows for score in row.scores)
        return (score_row(source, score, ranking) for source, score in pairs)
    if kind == "evidence":
        return (
            evidence_row(row.source, evidence, framework.id, score.criterion_id)
            for row in ranking.rows
            for score in row.scores
            for evidence in score.evidence
        )
    raise ValueError(f'A ranking has no table "{kind}"; it has {", ".join(RANKING_TABLES)}.')


def legal_explicit(row: RankingRow, framework: Framework) -> str | None:
    """Say on how many mandatory criteria of the legal axis the statement is explicit.

    Parameters
    ----------
    row : RankingRow
        One statement.
    framework : Framework
        What was asked.

    Returns
    -------
    str or None
        Such as `1 of 2`, explicit being grade 2 or more; `1 of 2, 1 undetermined` where one could
        not be determined; None where the framework has no such criteria. What is not required
        of an organisation is left out of both numbers.
    """
    legal = {c.id for c in framework.criteria if c.axis == "legal" and c.obligation == "mandatory"}
    if not legal:
        return None
    asked = [score for score in row.scores if score.criterion_id in legal]
    grades = [score.grade for score in asked if score.value != NOT_REQUIRED]
    n_explicit = sum(grade >= Grade.SPECIFIC for grade in grades)
    n_unknown = sum(grade is Grade.UNDETERMINED for grade in grades)
    text = f"{n_explicit} of {len(grades)}"
    return f"{text}, {n_unknown} undetermined" if n_unknown else text


def _ranking_row(row: RankingRow, ranking: Ranking) -> Row:
    source, framework = row.source, ranking.framework
    return {
        "rank": row.rank,
        "position": row.position,
        "tied": int(row.is_tied),
        **_names(source),
        "sector": _text(source.sector),
        "country": _text(source.country),
        "jurisdiction": _text(source.jurisdiction),
        "identifiers": _text("; ".join(":".join(pair) for pair in source.identifiers)),
        "score": round(row.score, 1),
        "score_low": round(row.low, 1),
        "score_high": round(row.high, 1),
        "position_low": row.position_low,
        "position_high": row.position_high,
        "band": row.band,
        "legal_explicit": legal_explicit(row, framework),
        "n_criteria": len(framework.criteria),
        "n_undetermined": sum(score.grade is Grade.UNDETERMINED for score in row.scores),
        "n_pages": row.n_pages,
        "n_sentences": row.n_sentences,
        "n_words": row.n_words,
        **_places(source),
        "sha256": source.sha256,
        "warnings": _text(" ".join(row.warnings)),
        "framework": framework.id,
        "framework_version": framework.version,
        "model": _text(ranking.model),
        **reading_cells(row.legibility),
        **talk_cells(row.talk),
        **standing_cells(row),
        **fact_cells(row.facts),
        "legal_minimum": row.gate or None,
        "axis": ranking.axis or None,
        **support_cells(row.people),
    }


def score_row(source: Source | None, score: Score, ranking: Ranking | None = None) -> Row:
    """Show one score.

    Parameters
    ----------
    source : Source, optional
        The statement's; without it, its columns are missing.
    score : Score
        The decision on one criterion.
    ranking : Ranking, optional
        Gives the framework; without it, the framework's columns are missing.

    Returns
    -------
    dict
        In the columns of `SCORE_COLUMNS`.
    """
    framework = ranking.framework if ranking else None
    criteria = framework.criteria if framework else ()
    criterion = next((each for each in criteria if each.id == score.criterion_id), None)
    best = score.evidence[0] if score.evidence else None
    return {
        **_names(source),
        "framework": framework.id if framework else None,
        "criterion": score.criterion_id,
        "title": criterion.title if criterion else None,
        "obligation": criterion.obligation if criterion else None,
        "axis": criterion.axis if criterion else None,
        "grade": None if score.grade is Grade.UNDETERMINED else int(score.grade),
        "verdict": score.grade.name.lower(),
        "confidence": round(score.confidence, 4),
        # A denial reaches its threshold too, and discloses nothing.
        "n_evidence": sum(item.supports for item in score.evidence) if score.grade > 0 else 0,
        "page": best.sentence.page_number if best else None,
        "quote": _text(best.quote) if best else None,
        "reason": _text(score.reason),
        "citation": criterion.citation if criterion else None,
        "model": _text(best.model if best else ranking.model if ranking else None),
        "status": score.status or None,
        "scope": score.scope or None,
        "value": score.value or None,
    }


def evidence_row(
    source: Source,
    evidence: Evidence,
    framework_id: str | None = None,
    criterion: str | None = None,
) -> Row:
    """Show one sentence that carries a label.

    Parameters
    ----------
    source : Source
        The statement's.
    evidence : Evidence
        The sentence.
    framework_id, criterion : str, optional
        What it is evidence for, where that is known.

    Returns
    -------
    dict
        In the columns of `EVIDENCE_COLUMNS`.
    """
    return {
        **_names(source),
        "framework": framework_id,
        "criterion": criterion,
        "label": evidence.label,
        "page": evidence.sentence.page_number,
        "sentence_index": evidence.sentence.index,
        "start": evidence.sentence.start,
        "end": evidence.sentence.end,
        "quote": _text(evidence.quote),
        "probability": round(evidence.proba, 4),
        "threshold": round(evidence.threshold, 4),
        "counts": int(evidence.supports),
        "certain": int(evidence.is_certain),
        "status": evidence.status,
        "specific": int(evidence.specific),
        "model": _text(evidence.model),
        "whole_probability": round(evidence.whole_proba, 4) if evidence.whole_proba else None,
    }


def failure_row(failure: Failure) -> Row:
    """Return one row of `FAILURE_COLUMNS`."""
    return {
        **_names(failure.source),
        **_places(failure.source),
        "stage": failure.stage,
        "reason": failure.reason,
        "error": _text(failure.error),
        "hint": _text(failure.hint),
        "section": section_of(failure),
    }


def sentence_rows(statement: Statement) -> Iterator[Row]:
    """Yield one row of `SENTENCE_COLUMNS` for each sentence; before segmentation, none."""
    labels: dict[int, list[str]] = {}
    for evidence in statement.evidence or ():
        if evidence.counts:
            labels.setdefault(evidence.sentence.index, []).append(evidence.label)
    for sentence in statement.sentences or ():
        yield {
            **_names(statement.source),
            "sentence_index": sentence.index,
            "page": sentence.page_number,
            "start": sentence.start,
            "end": sentence.end,
            "labels": " ".join(labels.get(sentence.index, ())) or None,
            "quote": _text(statement.quote(sentence)),
        }


def _names(source: Source | None) -> Row:
    return {
        "statement": _text(source.id) if source else None,
        "organisation": _text(source.organisation) if source else None,
        "year": source.year if source else None,
    }


def _places(source: Source) -> Row:
    return {"path": _text(str(source.path)) if source.path else None, "url": _text(source.url)}


def _text(text: str | None) -> str | None:
    return plain(text or "") or None
