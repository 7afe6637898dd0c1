"""Write a ranking as JSON, in full, so that it can be read back.

One object: `schema_version`, `framework`, `model`, `labels`, `templates`, `rows` and `failures`.
Names are those of the fields in `analyser.types`; `rank`, `verdict` and `counts` are added for
readers who have no Python. An undetermined grade is `null`, so that nobody adds it up.
Probabilities keep every digit and quotes every character. There is no time in it: the same ranking
gives the same bytes. Each row and each failure has a line of its own, so that two files can be
compared with `diff`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, BinaryIO

from analyser.errors import InvalidRecord
from analyser.stability import EndRow, LeftOut
from analyser.tables.unranked import section_of
from analyser.types import (
    Criterion,
    Evidence,
    FactLine,
    Facts,
    Failure,
    Framework,
    Grade,
    Legibility,
    People,
    Ranking,
    RankingRow,
    RiskCard,
    Score,
    Sentence,
    Source,
    Stability,
    Support,
    Talk,
    Template,
)

SUFFIX = ".json"
MEDIA_TYPE = "application/json"
SCHEMA_VERSION = "1"

Json = dict[str, Any]

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def write(ranking: Ranking, file: BinaryIO) -> None:
    """Write everything but the date; memory stays flat whatever the number of rows."""
    for part in _parts(ranking):
        file.write(part.encode("utf-8"))


def read(file: BinaryIO) -> Ranking:
    """Read back what `write` wrote; all is equal but `created`, which is empty.

    Parameters
    ----------
    file : binary file
        A JSON report of this schema version.

    Returns
    -------
    Ranking
        The ranking that was written.

    Raises
    ------
    InvalidRecord
        If it is no such file.
    """
    try:
        content = json.load(file)
        version = content["schema_version"]
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidRecord("This is not a JSON report of a ranking.") from error
    if version != SCHEMA_VERSION:
        raise InvalidRecord(f'Schema version "{version}" is unknown; "{SCHEMA_VERSION}" is read.')
    try:
        return Ranking(
            framework=_framework(content["framework"]),
            rows=tuple(_row(row) for row in content["rows"]),
            failures=tuple(_failure(failure) for failure in content["failures"]),
            model=content["model"],
            labels=tuple(content["labels"]),
            axis=content.get("axis", ""),
            stability=_stability(content.get("stability")),
            templates=tuple(Template(**_tuples(each)) for each in content.get("templates", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidRecord(f"The JSON report has a wrong or missing field: {error}.") from error


def _parts(ranking: Ranking) -> Iterator[str]:
    yield f'{{\n"schema_version": {_line(SCHEMA_VERSION)},\n'
    yield f'"framework": {_line(ranking.framework)},\n'
    yield f'"model": {_line(ranking.model)},\n'
    yield f'"labels": {_line(ranking.labels)},\n'
    yield f'"axis": {_line(ranking.axis)},\n'
    yield f'"stability": {_line(ranking.stability)},\n'
    yield f'"templates": {_line(ranking.templates)},\n'
    yield '"rows": ['
    yield from _lines(ranking.rows)
    yield '],\n"failures": ['
    yield from _lines(ranking.failures)
    yield "]\n}\n"


def _lines(items: Iterable[object]) -> Iterator[str]:
    separator = "\n"
    for item in items:
        yield f"{separator}{_line(item)}"
        separator = ",\n"
    if separator != "\n":
        yield "\n"


def _line(value: object) -> str:
    text = json.dumps(_plain(value), ensure_ascii=False, allow_nan=False)
    # UTF-8 has no lone surrogates, which broken PDFs do give; JSON can name them.
    return LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _plain(value: object) -> object:
    if isinstance(value, Grade):
        return None if value is Grade.UNDETERMINED else int(value)
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if not is_dataclass(value):
        return value
    content = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, RankingRow):
        return {"rank": value.rank, **content}
    if isinstance(value, Score):
        return {**content, "verdict": value.grade.name.lower()}
    if isinstance(value, Evidence):
        return {**content, "counts": value.supports}
    if isinstance(value, Failure):
        return {**content, "section": section_of(value)}
    return content


def _framework(content: Json) -> Framework:
    criteria = tuple(Criterion(**_tuples(each)) for each in content["criteria"])
    return Framework(**{**content, "criteria": criteria})


def _row(content: Json) -> RankingRow:
    known = {name: value for name, value in _tuples(content).items() if name != "rank"}
    parts = {
        "source": _source(content["source"]),
        "scores": tuple(_score(score) for score in content["scores"]),
        "legibility": _legibility(content.get("legibility")),
        "people": _people(content.get("people")),
        "facts": _facts(content.get("facts")),
        "talk": None if content.get("talk") is None else Talk(**content["talk"]),
    }
    return RankingRow(**{**known, **parts})


def _stability(content: Json | None) -> Stability | None:
    if content is None:
        return None
    ends = {name: tuple(EndRow(**_tuples(e)) for e in content[name]) for name in ("top", "bottom")}
    without = tuple(LeftOut(**each) for each in content["without"])
    return Stability(**{**content, **ends, "without": without})


def _facts(content: Json | None) -> Facts | None:
    if content is None:
        return None
    lines = tuple(FactLine(**_tuples(each)) for each in content["lines"])
    risks = tuple(RiskCard(**_tuples(each)) for each in content["risks"])
    return Facts(lines=lines, risks=risks, n_risks=content["n_risks"])


def _people(content: Json | None) -> People | None:
    if content is None:
        return None
    support = tuple(Support(**each) for each in content["support"])
    return People(support=support, identified_pages=tuple(content["identified_pages"]))


def _legibility(content: Json | None) -> Legibility | None:
    return None if content is None else Legibility(**_tuples(content))


def _score(content: Json) -> Score:
    known = {name: value for name, value in content.items() if name != "verdict"}
    grade = Grade.UNDETERMINED if content["grade"] is None else Grade(content["grade"])
    evidence = tuple(_evidence(each) for each in content["evidence"])
    return Score(**{**known, "grade": grade, "evidence": evidence})


def _evidence(content: Json) -> Evidence:
    known = {name: value for name, value in content.items() if name != "counts"}
    return Evidence(**{**known, "sentence": Sentence(**content["sentence"])})


def _failure(content: Json) -> Failure:
    known = {name: value for name, value in content.items() if name != "section"}
    return Failure(**{**known, "source": _source(content["source"])})


def _source(content: Json) -> Source:
    path = None if content["path"] is None else Path(content["path"])
    identifiers = tuple((scheme, value) for scheme, value in content["identifiers"])
    return Source(**{**content, "path": path, "identifiers": identifiers})


def _tuples(content: Json) -> Json:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in content.items()}
