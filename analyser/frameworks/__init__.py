"""What each law or benchmark asks, as data (TOML), and the loader that checks it."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from analyser.criteria import Example
from analyser.errors import FrameworkError
from analyser.frameworks.patterns import expand
from analyser.frameworks.schema import PATTERNS, did_you_mean, problems_of
from analyser.taxonomy import Label, load_taxonomy
from analyser.types import Criterion, Framework

__all__ = [
    "Example",
    "Label",
    "check_framework",
    "diff_frameworks",
    "find_framework",
    "list_frameworks",
    "load_examples",
    "load_framework",
    "load_taxonomy",
]

SUFFIX = ".toml"


def load_framework(id_or_path: str | Path) -> Framework:
    """Load a framework.

    Parameters
    ----------
    id_or_path : str or Path
        The id of a framework that comes with the package, or the path of a TOML file.

    Returns
    -------
    Framework
        Checked in full.

    Raises
    ------
    FrameworkError
        If there is no such framework, or its file is wrong; the message names the file, the
        criterion and the key.
    """
    return _build(_sound(id_or_path))


def load_examples(id_or_path: str | Path) -> tuple[Example, ...]:
    """Load the examples of a framework, with the grades that their author expects.

    Parameters
    ----------
    id_or_path : str or Path
        As for `load_framework`.

    Returns
    -------
    tuple of Example
        In the order of the file.

    Raises
    ------
    FrameworkError
        If there is no such framework, or its file is wrong.
    """
    return tuple(
        example
        for block in _sound(id_or_path)["criterion"]
        for side, items in block["examples"].items()
        for item in items
        for example in [_example(block["id"], side == "disclosed", item)]
    )


def list_frameworks() -> list[dict[str, str | int]]:
    """List the frameworks that come with the package.

    Returns
    -------
    list of dict
        With `id`, `title`, `version`, `jurisdiction`, `in_force` and `n_criteria`, in order of
        id.

    Raises
    ------
    FrameworkError
        If a file is wrong.
    """
    frameworks = [load_framework(id_) for id_ in _present()]
    return [
        {
            "id": framework.id,
            "title": framework.title,
            "version": framework.version,
            "jurisdiction": framework.jurisdiction,
            "in_force": framework.in_force,
            "n_criteria": len(framework.criteria),
        }
        for framework in frameworks
    ]


def check_framework(path: str | Path) -> list[str]:
    """Check a framework file.

    Parameters
    ----------
    path : str or Path
        A TOML file, or the id of a framework that comes with the package.

    Returns
    -------
    list of str
        One full sentence for each problem; empty when there is none.

    Raises
    ------
    FrameworkError
        If there is no such file.
    """
    return _read(find_framework(path))[1]


def diff_frameworks(a: str | Path, b: str | Path) -> list[str]:
    """Compare two frameworks.

    Parameters
    ----------
    a, b : str or Path
        Ids or paths, the older one first.

    Returns
    -------
    list of str
        One full sentence for each key that differs and each criterion that was added or
        removed; empty when they ask the same.

    Raises
    ------
    FrameworkError
        If one of them is unknown or wrong.
    """
    old, new = load_framework(a), load_framework(b)
    criteria = {criterion.id: criterion for criterion in old.criteria}
    others = {criterion.id: criterion for criterion in new.criteria}
    lines = _changes(old, new, "The framework")
    lines += [f'Criterion "{id_}" was removed.' for id_ in criteria if id_ not in others]
    lines += [f'Criterion "{id_}" was added.' for id_ in others if id_ not in criteria]
    for id_ in criteria:
        if id_ in others:
            lines += _changes(criteria[id_], others[id_], f'Criterion "{id_}"')

    shared = [id_ for id_ in criteria if id_ in others]
    if shared != [id_ for id_ in others if id_ in criteria]:
        lines.append("The order of the criteria has changed.")
    return lines


def find_framework(id_or_path: str | Path) -> Traversable:
    """Find the file of a framework.

    Parameters
    ----------
    id_or_path : str or Path
        As for `load_framework`.

    Returns
    -------
    Traversable
        A file that can be read, also inside a wheel.

    Raises
    ------
    FrameworkError
        If there is no such file.
    """
    present = _present()
    name = str(id_or_path)
    if name in present:
        return present[name]
    path = Path(id_or_path)
    if path.is_file():
        return path
    if name.endswith(SUFFIX) or path.name != name or path.exists():
        raise FrameworkError(f'There is no framework file "{name}".')
    known = ", ".join(f'"{id_}"' for id_ in present)
    raise FrameworkError(
        f'There is no framework "{name}" among {known}{did_you_mean(name, present)}'
    )


def _changes(old: Framework | Criterion, new: Framework | Criterion, what: str) -> list[str]:
    names = [field.name for field in fields(old) if field.name != "criteria"]
    pairs = [(name, getattr(old, name), getattr(new, name)) for name in names]
    return [
        f'{what}: "{name}" was {_plain(before)} and is {_plain(after)}.'
        for name, before, after in pairs
        if before != after
    ]


def _plain(value: object) -> str:
    if value is None or value == ():
        return "nothing"
    items = value if isinstance(value, tuple) else (value,)
    return ", ".join(f'"{item}"' for item in items)


def _present() -> dict[str, Traversable]:
    """Find the framework files of the package, in alphabetical order, also inside a wheel."""
    found = [item for item in files(__name__).iterdir() if item.name.endswith(SUFFIX)]
    return {item.name.removesuffix(SUFFIX): item for item in sorted(found, key=lambda i: i.name)}


def _read(file: Traversable) -> tuple[dict[str, Any], list[str]]:
    """Parse a file, and find everything that is wrong with it."""
    try:
        table = tomllib.loads(file.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return {}, [f'"{file.name}": it cannot be read as TOML: {error}.']
    problems = problems_of(table, file.name.removesuffix(SUFFIX))
    return table, [f'"{file.name}": {problem}' for problem in problems]


def _sound(id_or_path: str | Path) -> dict[str, Any]:
    """Read a file in which nothing is wrong."""
    table, problems = _read(find_framework(id_or_path))
    if problems:
        more = f" There are {len(problems) - 1} more problems." if len(problems) > 1 else ""
        raise FrameworkError(problems[0] + more)
    return table


def _build(table: dict[str, Any]) -> Framework:
    keys = {key: value for key, value in table.items() if key != "criterion"}
    criteria = tuple(_criterion(block) for block in table["criterion"])
    return Framework(**keys, criteria=criteria)


def _criterion(block: dict[str, Any]) -> Criterion:
    keys = {key: value for key, value in block.items() if key != "examples"}
    keys |= {
        side: tuple(item if isinstance(item, str) else item["text"] for item in items)
        for side, items in block["examples"].items()
    }
    keys["labels"] = tuple(block["labels"])
    keys |= {key: expand(block[key]) for key in PATTERNS if key in block}
    keys["weight"] = float(block.get("weight", 1.0))
    return Criterion(**keys)


def _example(criterion_id: str, is_disclosed: bool, item: str | dict[str, Any]) -> Example:
    if isinstance(item, str):
        return Example(criterion_id, item, is_disclosed)
    keys = {**item, "labels": tuple(item["labels"])}
    if not is_disclosed:
        keys["grade"] = 0
    return Example(criterion_id, is_disclosed=is_disclosed, **keys)
