"""Say what a run was made from: versions, hashes, arguments, inputs and what became of each."""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

from analyser.survivor import MODEL as RULES
from analyser.types import Ranking, Source, Statement

SCHEMA_VERSION = 1
PACKAGES = ("analyser", "numpy", "pandas", "pypdfium2", "scikit-learn", "scipy", "spacy")
"""Those whose version can change a number in a report."""
BLOCK_BYTES = 2**20


class Seen:
    """Which models and labels pass by in a stream of statements."""

    def __init__(self) -> None:
        self._models: dict[str, None] = {}
        self._labels: dict[str, None] = {}

    @property
    def model(self) -> str:
        """Name and version of the model; several are joined by `and`."""
        return " and ".join(self._models)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label that was looked for in some statement, in order of first sight."""
        return tuple(self._labels)

    def watch(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """Pass statements on, and remember what they name.

        Parameters
        ----------
        statements : iterable of Statement
            Classified statements; consumed lazily.

        Yields
        ------
        Statement
            Each one as it came.
        """
        for statement in statements:
            self._labels.update(dict.fromkeys(statement.labels or ()))
            models = (item.model for item in statement.evidence or ())
            # The rules of this package are no model that a run chose.
            self._models.update(dict.fromkeys(name for name in models if name != RULES))
            yield statement


def describe(
    ranking: Ranking,
    *,
    arguments: Mapping[str, object],
    framework_sha256: str | None,
    model_sha256: Mapping[str, str],
) -> dict[str, object]:
    """Describe a run, without times, so that the same run is described the same.

    Parameters
    ----------
    ranking : Ranking
        What came out.
    arguments : mapping
        What was asked, as JSON values; where the output went is no part of it.
    framework_sha256 : str or None
        Hash of the framework's file; None when it was not read from a file.
    model_sha256 : mapping of str to str
        Hash of each of the model's files, by name; empty when it was not read from a folder.

    Returns
    -------
    dict
        JSON values: `schema_version`, `python`, `packages`, `framework`, `model`, `arguments`,
        `counts` and `inputs`, these in order of their ids.
    """
    n_ranked, n_failed = len(ranking.rows), len(ranking.failures)
    reasons = Counter(failure.reason for failure in ranking.failures)
    outcomes = [(row.source, "ranked") for row in ranking.rows]
    outcomes += [(failure.source, failure.reason) for failure in ranking.failures]

    return {
        "schema_version": SCHEMA_VERSION,
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
        "framework": {
            "id": ranking.framework.id,
            "version": ranking.framework.version,
            "sha256": framework_sha256,
        },
        "model": {"title": ranking.model, "sha256": dict(model_sha256)},
        "arguments": dict(arguments),
        "counts": {
            "inputs": n_ranked + n_failed,
            "ranked": n_ranked,
            "failed": n_failed,
            "failed_by_reason": dict(sorted(reasons.items())),
        },
        "inputs": [
            _input(source, outcome)
            for source, outcome in sorted(outcomes, key=lambda pair: pair[0].id)
        ],
    }


def hash_file(path: Path | Traversable) -> str | None:
    """Hash the bytes of a file.

    Parameters
    ----------
    path : Path or Traversable
        Any path.

    Returns
    -------
    str or None
        Sha256 in 64 hexadecimal digits; None where there is no file that can be read.
    """
    if not path.is_file():
        return None
    sha256 = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                sha256.update(block)
    except OSError:
        return None
    return sha256.hexdigest()


def _input(source: Source, outcome: str) -> dict[str, object]:
    sha256 = source.sha256 or (hash_file(source.path) if source.path else None)
    path = str(source.path) if source.path else None
    return {"id": source.id, "path": path, "sha256": sha256, "outcome": outcome}


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
