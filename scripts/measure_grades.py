"""Measure how the grades of many statements are spread, criterion by criterion.

`python scripts/measure_grades.py FILE --cache CACHE` reads every statement of FILE (whatever
`analyser run` takes), finds once what each discloses (kept in CACHE), grades it by every framework
of the package, and prints how many have each grade. It says how the grades fall, and not whether
they are right: for that, read some against their text.
"""

from __future__ import annotations

import argparse
import pickle
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from joblib import Parallel, delayed

from analyser.classification import classify
from analyser.errors import AnalyserError
from analyser.extractors import extract
from analyser.frameworks import list_frameworks, load_framework
from analyser.ingestion import ingest
from analyser.modelstore import load_model
from analyser.scoring import score
from analyser.segmentation import load_nlp, segment
from analyser.types import Grade, Statement

AXES = ("legal", "quality", "survivor")


def classified(path: Path, cache: Path | None) -> list[Statement]:
    """Read, cut and classify, or take what was classified before."""
    if cache is not None and cache.is_file():
        kept: list[Statement] = pickle.loads(cache.read_bytes())
        return kept
    model, nlp = load_model(), load_nlp()
    found: list[Statement] = []
    n_refused = 0
    for source in ingest(path):
        try:
            found.append(classify(segment(extract(source), nlp), model))
        except AnalyserError:
            n_refused += 1
    print(f"{len(found)} statements, {n_refused} documents that are none or cannot be read")
    if cache is not None:
        cache.write_bytes(pickle.dumps(found))
    return found


def spread(statements: Sequence[Statement], framework_id: str) -> list[Counter[tuple[Grade, str]]]:
    """Count grades and values, for each criterion in order."""
    framework = load_framework(framework_id)
    counts: list[Counter[tuple[Grade, str]]] = [Counter() for _ in framework.criteria]
    for statement in statements:
        for count, given in zip(counts, score(statement, framework).scores or (), strict=True):
            count[given.grade, given.value] += 1
    return counts


def lines(framework_id: str, counts: Sequence[Counter[tuple[Grade, str]]]) -> list[str]:
    """Tell of the spread, one line a criterion, axis by axis."""
    framework = load_framework(framework_id)
    told = [f"\n{framework_id}: not addressed / vague / specific / outcome; undetermined"]
    for axis in AXES:
        for criterion, count in zip(framework.criteria, counts, strict=True):
            if criterion.axis != axis:
                continue
            grades: Counter[Grade] = Counter()
            values: Counter[str] = Counter()
            for (grade, value), n in count.items():
                grades[grade] += n
                values[value] += n
            shown = " / ".join(str(grades[grade]) for grade in Grade if grade >= 0)
            named = ", ".join(f"{value} {n}" for value, n in values.most_common() if value)
            told.append(
                f"  {axis:8} {criterion.id:24} {shown}; {grades[Grade.UNDETERMINED]}"
                + (f" ({named})" if named else "")
            )
    return told


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--cache", type=Path, help="where the classified statements are kept")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    statements = classified(options.file, options.cache)
    names = [str(row["id"]) for row in list_frameworks()]
    found = Parallel(n_jobs=options.jobs)(delayed(spread)(statements, name) for name in names)
    for name, counts in zip(names, found, strict=True):
        print("\n".join(lines(name, counts)))


if __name__ == "__main__":
    main()
