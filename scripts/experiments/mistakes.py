"""Print the sentences about which the blend is most surely wrong, for a reader to sum up.

`python scripts/experiments/mistakes.py DATA [LABEL ...]` learns the folds of the linear model anew
(some minutes) beside what the networks of the shipped model's folds said. The sentences are other
people's words: paraphrase them, and print them nowhere else.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from bench import EXAMPLES
from numpy.typing import NDArray

from analyser.classification import windows_of
from analyser.crossfitting import judge_mix
from analyser.crossvalidation import folds_of, leave_out
from analyser.heldout import recall
from analyser.judgement import Judged, concatenate
from analyser.labelled import NOT_ANNOTATED
from analyser.modelstore import HELD_OUT, find_model
from analyser.trainingdata import load_training_data, samples_of_all

N_WORST = 20


def worst(found: Judged, column: int, *, n: int = N_WORST) -> NDArray[np.int64]:
    """Find the rows about which a label is most surely wrong, the worst first."""
    truth, proba = found.truth[:, column], found.proba[:, column]
    wrong = np.where(truth == 1, 1.0 - proba, proba)
    rows = np.flatnonzero((truth != NOT_ANNOTATED) & (found.decided[:, column] != (truth == 1)))
    return rows[np.argsort(-wrong[rows], kind="stable")][:n]


def main() -> None:
    """Print the worst sentences of every label, or of those named, with one on either side."""
    data = load_training_data(Path(sys.argv[1]), EXAMPLES)
    samples = samples_of_all(data)
    fitted = [leave_out(data, samples, test, fast_only=True) for test in folds_of(data)]
    folds = recall(fitted, find_model("disclosure-en") / HELD_OUT)
    judged = judge_mix(folds, samples.labels, "both")
    for corpus, parts in judged.items():
        found = concatenate(parts)
        items = [item for fold in folds if corpus in fold for item in fold[corpus].statements]
        windows = [
            window for item in items for window in item.windows or windows_of(item.statement)
        ]
        for column, label in enumerate(found.labels):
            if sys.argv[2:] and label not in sys.argv[2:]:
                continue
            print(f"\n# {corpus}: {label}")
            for row in worst(found, column):
                kind = "missed" if found.truth[row, column] == 1 else "wrongly found"
                true = np.array(found.labels)[found.truth[row] == 1].tolist()
                window = windows[row]
                print(
                    f"- {kind}, {found.proba[row, column]:.2f}; true: {', '.join(true) or 'none'}"
                )
                print(f"  BEFORE {' '.join(window.before[-1:])}")
                print(f"  > {window.sentence}")
                print(f"  AFTER {' '.join(window.after[:1])}")


if __name__ == "__main__":
    main()
