"""Try candidates on the folds of the model cards, and add their rows to docs/experiments.csv.

make experiments                          # everything that is quick
make experiments NAMES="nb-svm chain"     # some of it
"""

from __future__ import annotations

import argparse
import csv
import datetime
import math
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bench import EXAMPLES, Scores, counts, difference, folds, macro_f1, score
from candidates import candidates
from joblib import Parallel, delayed
from networks import networks
from structure import chain, with_lead_ins

from analyser.heldout import check_same
from analyser.modelstore import HELD_OUT
from analyser.trainingdata import load_training_data, samples_of_all

TABLE = Path("docs/experiments.csv")
COLUMNS = (
    "date", "commit", "candidate", "beside", "AU", "UK", "CA", "mean", "practices",
    "gain", "gain_low", "gain_high", "seconds_a_fold", "sentences_a_second",
)  # fmt: skip
REFERENCE = "linear"
NETWORKS = "networks"
MODEL = Path("models/disclosure-en")
"""Whose networks every candidate is added to, too."""


def main() -> None:
    """Try what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--cache", type=Path, default=Path("out/experiments"))
    parser.add_argument("--networks", type=Path, default=MODEL, help="a blended model's folder")
    parser.add_argument("--dry-run", action="store_true", help="print the rows alone")
    given = parser.parse_args()

    data = load_training_data(given.data, EXAMPLES)
    samples = samples_of_all(data)
    held = folds(data, samples.labels)
    tested = {str(name) for fold in held for name in fold.test}
    quick = {**candidates(given.data, tested), "lead-ins": with_lead_ins, "chain": chain}
    names = list(dict.fromkeys([REFERENCE, *(given.names or quick)]))

    def scores_of(name: str) -> Scores:
        return score(quick[name], samples, held, given.cache / f"{name}.npz")

    found = dict(
        zip(names, Parallel(n_jobs=2)(delayed(scores_of)(name) for name in names), strict=True)
    )
    reference = counts([found[REFERENCE]], held)
    rows = [_row(REFERENCE, "", reference, None, found[REFERENCE])]
    for name in names[1:]:
        rows.append(_row(name, "", counts([found[name]], held), reference, found[name]))
    if (given.networks / HELD_OUT).is_file():
        check_same(given.networks, data.corpora, random_state=0)
        encoder = networks(given.networks, held, len(samples.labels))
        blend = counts([found[REFERENCE], encoder], held)
        rows.append(_row(NETWORKS, "", counts([encoder], held), reference, encoder))
        rows.append(_row(NETWORKS, "linear", blend, reference, encoder))
        for name in names[1:]:
            both = counts([found[REFERENCE], encoder, found[name]], held)
            rows.append(_row(name, "linear, networks", both, blend, found[name]))
    for row in rows:
        print(" ".join(f"{name}={row[name]}" for name in COLUMNS if row[name] != ""))
    if not given.dry_run:
        _add(rows)


def _row(
    name: str, beside: str, found: dict, against: dict | None, scores: Scores
) -> dict[str, object]:
    """Measure a candidate alone, or `beside` others, against the same without it."""
    figures = {key: f"{value:.3f}" for key, value in macro_f1(found).items()}
    gain = () if against is None else difference(found, against)
    parts = [f"{part:+.3f}" for part in gain] or ["", "", ""]
    return {
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "commit": _commit(),
        "candidate": name,
        "beside": beside,
        "practices": "",
        **figures,
        **dict(zip(("gain", "gain_low", "gain_high"), parts, strict=True)),
        "seconds_a_fold": "" if math.isnan(scores.seconds) else f"{scores.seconds:.0f}",
        "sentences_a_second": "" if math.isnan(scores.rate) else f"{scores.rate:.0f}",
    }


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def _add(rows: Sequence[dict[str, object]]) -> None:
    """Add rows, but those of the reference that stand there already."""
    known: list[dict[str, str]] = []
    if TABLE.exists():
        with TABLE.open(encoding="utf-8", newline="") as file:
            known = list(csv.DictReader(file))
    same = ("commit", "candidate", "beside")
    there = {tuple(row[name] for name in same) for row in known}
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(known)
        writer.writerows(row for row in rows if tuple(row[name] for name in same) not in there)


if __name__ == "__main__":
    main()
