"""What a framework file may hold, and every way in which one can be wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from analyser.frameworks.patterns import MARK, MAX_PATTERNS, problem_of, shared_expressions
from analyser.taxonomy import load_taxonomy

RULES = ("practice", "description", "formality")
AXES = ("legal", "quality", "survivor")
OBLIGATIONS = ("mandatory", "recommended")
VERIFIED = ("primary", "secondary", "unverified")
PATTERNS = ("requires", "refuses", "checkable", "checkable_only", "exempts", "plain")
"""Keys that hold regular expressions, or names of lists of `expressions.toml`."""
STATUSES = ("done", "plan", "none", "vague")
SIDES = {"disclosed": (1, 2, 3), "not_disclosed": (0,)}
"""The grades that examples of each side may have."""

Check = Callable[[object], str | None]
"""Says what is wrong with a value, as the end of a sentence; None when nothing is."""


def problems_of(table: Mapping[str, object], stem: str) -> Iterator[str]:
    """Find everything that is wrong with the parsed content of a framework file.

    Parameters
    ----------
    table : mapping
        What `tomllib` read.
    stem : str
        The file's name without its suffix, which its id must equal.

    Yields
    ------
    str
        Where and what, as the end of a sentence that begins with the file's name.
    """
    yield from _table_problems(table, FRAMEWORK, OPTIONAL_FRAMEWORK, "")
    if isinstance(table.get("id"), str) and table["id"] != stem:
        yield f'key "id": "{table["id"]}" is not the name of the file, "{stem}".'
    start, end = table.get("in_force"), table.get("until")
    if not (_date(start) or _date(end)) and str(end) < str(start):
        yield f'key "until": "{end}" is before "{start}", since when it is in force.'

    criteria = table.get("criterion")
    if not isinstance(criteria, list):
        return
    seen: set[object] = set()
    for number, criterion in enumerate(criteria, start=1):
        if not isinstance(criterion, dict):
            yield f"criterion {number}: it is not a table; begin it with [[criterion]]."
            continue
        id_ = criterion.get("id")
        where = f'criterion "{id_}": ' if isinstance(id_, str) and id_ else f"criterion {number}: "
        yield from _table_problems(criterion, CRITERION, OPTIONAL_CRITERION, where)
        if isinstance(criterion.get("examples"), dict):
            yield from _table_problems(criterion["examples"], EXAMPLES, {}, where, "examples.")
            yield from _example_problems(criterion["examples"], where)
        if criterion.get("labels") == [] and criterion.get("rule") != "formality":
            yield f'{where}key "labels": the list is empty, which only a formality may have.'
        if isinstance(id_, str) and id_ in seen:
            yield f'{where}key "id": the id is used twice.'
        seen.add(id_ if isinstance(id_, str) else None)


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Suggest the word that was meant.

    Parameters
    ----------
    word : str
        What was written.
    known : collection of str
        What could have been meant.

    Returns
    -------
    str
        `; did you mean "..."?`, or a full stop where nothing is close.
    """
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f'; did you mean "{close[0]}"?' if close else "."


def _table_problems(
    table: Mapping[str, object],
    required: Mapping[str, Check],
    optional: Mapping[str, Check],
    where: str,
    prefix: str = "",
) -> Iterator[str]:
    checks = {**required, **optional}
    for key in table:
        if key not in checks:
            missing = [name for name in checks if name not in table]
            yield f'{where}unknown key "{prefix}{key}"{did_you_mean(key, missing)}'
    for key in required:
        if key not in table:
            yield f'{where}key "{prefix}{key}" is missing.'
    for key, check in checks.items():
        if key in table and (problem := check(table[key])):
            yield f'{where}key "{prefix}{key}": {problem}'


def _example_problems(examples: Mapping[str, object], where: str) -> Iterator[str]:
    """Check the examples that are tables, each by its number."""
    for side, grades in SIDES.items():
        items = examples.get(side)
        for number, item in enumerate(items if isinstance(items, list) else [], start=1):
            prefix = f"examples.{side}[{number}]."
            if not isinstance(item, dict):
                continue
            yield from _table_problems(item, EXAMPLE, OPTIONAL_EXAMPLE, where, prefix)
            grade = item.get("grade", grades[0])
            if _grade(grade) is None and grade not in grades:
                allowed = "0" if side == "not_disclosed" else "1, 2 or 3"
                yield f'{where}key "{prefix}grade": it is {grade}, and {allowed} belongs there.'


def _words(value: object) -> str | None:
    if not isinstance(value, str):
        return f"{_shown(value)} is not a string."
    return None if value.strip() else "it is empty."


def _string(value: object) -> str | None:
    return None if isinstance(value, str) else f"{_shown(value)} is not a string."


def _id(value: object) -> str | None:
    if problem := _words(value):
        return problem
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(value)):
        return f'"{value}" is not in kebab-case, such as "due-diligence".'
    return None


def _question(value: object) -> str | None:
    if problem := _words(value):
        return problem
    return None if str(value).rstrip().endswith("?") else f'"{value}" does not end with "?".'


def _url(value: object) -> str | None:
    if problem := _words(value):
        return problem
    ok = re.match(r"https?://\S+$", str(value))
    return None if ok else f'"{value}" does not begin with "https://".'


def _date(value: object) -> str | None:
    if problem := _words(value):
        return problem
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return f'"{value}" is not a date such as "2015-10-29".'
    return None


def _weight(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"{_shown(value)} is not a number."
    return None if 0 < value < float("inf") else f"{value} is not more than 0 and finite."


def _one_of(known: Collection[str]) -> Check:
    def check(value: object) -> str | None:
        if not isinstance(value, str):
            return f"{_shown(value)} is not a string."
        if value in known:
            return None
        choices = ", ".join(f'"{word}"' for word in known)
        return f'"{value}" is none of {choices}{did_you_mean(value, known)}'

    return check


def _labels(value: object) -> str | None:
    if value == []:
        return None
    if problem := _strings(value):
        return problem
    labels, known = list(value) if isinstance(value, list) else [], load_taxonomy()
    for label in labels:
        if label not in known:
            return f'"{label}" is no label of taxonomy.toml{did_you_mean(label, known)}'
    return None if len(labels) == len(set(labels)) else "a label stands in it twice."


def _strings(value: object) -> str | None:
    if not isinstance(value, list):
        return f"{_shown(value)} is not a list of strings."
    if not value:
        return "the list is empty."
    wrong = [item for item in value if not isinstance(item, str) or not item.strip()]
    return f"{_shown(wrong[0])} in the list is not a string with words." if wrong else None


def _patterns(value: object) -> str | None:
    if problem := _strings(value):
        return problem
    patterns = list(value) if isinstance(value, list) else []
    if len(patterns) > MAX_PATTERNS:
        return f"it has {len(patterns)} expressions; {MAX_PATTERNS} are allowed."
    return next(filter(None, map(_pattern, patterns)), None)


def _pattern(pattern: str) -> str | None:
    if not pattern.strip().startswith(MARK):
        return problem_of(pattern)
    known = [MARK + name for name in shared_expressions()]
    if pattern in known:
        return None
    hint = did_you_mean(pattern.strip(), known)
    if hint == ".":
        hint = f" (there are {', '.join(known)}); an expression begins with \\{MARK}."
    return f'there is no list "{pattern}"{hint}'


def _examples(value: object) -> str | None:
    if isinstance(value, list):
        return _strings(["-" if isinstance(item, dict) else item for item in value])
    return _strings(value)


def _grade(value: object) -> str | None:
    is_grade = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 3
    return None if is_grade else f"{_shown(value)} is none of 0, 1, 2, 3."


def _bool(value: object) -> str | None:
    return None if isinstance(value, bool) else f"{_shown(value)} is neither true nor false."


def _a_table(value: object) -> str | None:
    return None if isinstance(value, dict) else f"{_shown(value)} is not a table."


def _tables(value: object) -> str | None:
    if not isinstance(value, list):
        return "it is not a list of tables; begin each with [[criterion]]."
    return None if value else "there is no criterion."


def _shown(value: object) -> str:
    text = str(value)
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57]}..."'


FRAMEWORK: Mapping[str, Check] = {
    "id": _id,
    "title": _words,
    "version": _words,
    "jurisdiction": _words,
    "url": _url,
    "in_force": _date,
    "criterion": _tables,
}
OPTIONAL_FRAMEWORK: Mapping[str, Check] = {"notes": _string, "until": _date}
CRITERION: Mapping[str, Check] = {
    "id": _id,
    "title": _words,
    "question": _question,
    "citation": _words,
    "obligation": _one_of(OBLIGATIONS),
    "labels": _labels,
    "rule": _one_of(RULES),
    "examples": _a_table,
}
OPTIONAL_CRITERION: Mapping[str, Check] = {
    "axis": _one_of(AXES),
    "weight": _weight,
    "counts": _string,
    "excludes": _string,
    "notes": _string,
    "verified": _one_of(VERIFIED),
    **dict.fromkeys(PATTERNS, _patterns),
    "theme": _string,
}
EXAMPLES: Mapping[str, Check] = {"disclosed": _examples, "not_disclosed": _examples}
EXAMPLE: Mapping[str, Check] = {"text": _words, "labels": _labels}
OPTIONAL_EXAMPLE: Mapping[str, Check] = {
    "status": _one_of(STATUSES),
    "specific": _bool,
    "grade": _grade,
}
