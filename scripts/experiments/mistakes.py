"""Print the sentences about which the blend is most surely wrong, for a reader to sum up.

They are other people's words: paraphrase them, and print them nowhere else.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from bench import EXAMPLES, Decisions, Scores, decide, folds
from numpy.typing import NDArray

from analyser.labelled import NOT_ANNOTATED
from analyser.trainingdata import load_training_data, samples_of_all

N_WORST = 20
MEMBERS = ("linear", "networks")


def worst(found: Decisions, column: int, *, n: int = N_WORST) -> NDArray[np.int64]:
    """Find the rows about which a label is most surely wrong, the worst first."""
    truth, proba = found.truth[:, column], found.proba[:, column]
    wrong = np.where(truth == 1, 1.0 - proba, proba)
    rows = np.flatnonzero((truth != NOT_ANNOTATED) & (found.decided[:, column] != (truth == 1)))
    return rows[np.argsort(-wrong[rows], kind="stable")][:n]


def main() -> None:
    """Print the worst sentences of every label, with one on either side."""
    data = load_training_data(Path(sys.argv[1]), EXAMPLES)
    samples = samples_of_all(data)
    held = folds(data, samples.labels)
    members = [_read(Path(sys.argv[2]) / f"{name}.npz", len(held)) for name in MEMBERS]
    for corpus in ("aims", "practices"):
        found = decide(members, held, corpus)
        windows = [window for fold in held for window in fold.samples[corpus].windows]
        for column, label in enumerate(samples.labels):
            if not (found.truth[:, column] == 1).any():
                continue
            print(f"\n# {corpus}: {label}")
            for row in worst(found, column):
                kind = "missed" if found.truth[row, column] == 1 else "wrongly found"
                true = np.array(samples.labels)[found.truth[row] == 1].tolist()
                window = windows[row]
                print(
                    f"- {kind}, {found.proba[row, column]:.2f}; true: {', '.join(true) or 'none'}"
                )
                print(f"  BEFORE {' '.join(window.before[-1:])}")
                print(f"  > {window.sentence}")
                print(f"  AFTER {' '.join(window.after[:1])}")


def _read(path: Path, n_folds: int) -> Scores:
    with np.load(path) as arrays:
        rows = [
            {name: arrays[f"{fold}_{name}"] for name in ("aims", "practices")}
            for fold in range(n_folds)
        ]
        return Scores(rows, float(arrays["seconds"]), float(arrays["rate"]))


if __name__ == "__main__":
    main()
