"""Measure how far scores, ranks and their intervals agree with what experts' labels give.

`python scripts/measure_ranking.py DATA --cache FILE` fits the linear model on four fifths of the
labelled statements of `DATA`, five times (some minutes; kept in FILE), and judges the fifth that it
had not seen, as for the model card; with `--networks models/disclosure-en` the blended model, whose
folder keeps what the networks of its folds said. Each statement is graded by `au-msa-s16` twice:
from the predicted labels, and from the experts'. Experts labelled what a sentence is about, not
whether it is in place or specific, so that both gradings take these from the same prediction.

What it cannot measure: what experts would have said of status and specificity; errors of reading.
Thresholds, calibration and the judgement of whole statements are learnt from the scores of the
other folds.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analyser import intervals, measures
from analyser.classification import classify
from analyser.crossfitting import JUDGES, Counting, fit_mix, judge_mix, learn_documents
from analyser.crossvalidation import AIMS, folds_of, leave_out
from analyser.documents import DocumentHead
from analyser.features import Prediction, Window
from analyser.formalities import NOT_REQUIRED
from analyser.frameworks import load_framework
from analyser.heldout import Part, check_same, recall
from analyser.labelled import STATUSES, LabelledStatement
from analyser.modelstore import HELD_OUT
from analyser.ranking import rank, scored_axis
from analyser.scoring import score
from analyser.taxonomy import applicable
from analyser.trainingdata import TrainingData, load_training_data, samples_of_all
from analyser.types import Evidence, Framework, Grade, RankingRow, Statement

FRAMEWORK = "au-msa-s16"
EXAMPLES = Path(__file__).resolve().parents[1] / "corpora" / "examples"
GOLD = "experts"
Folds = Sequence[Mapping[str, Part]]


@dataclass(frozen=True)
class Foreseen:
    """A model that says of one statement what a fold's model had said."""

    labels: tuple[str, ...]
    thresholds: Mapping[str, float]
    prediction: Prediction
    head: DocumentHead
    name: str = "fold"
    version: str = "0"
    title: str = "fold"
    certain_from: Mapping[str, float] = field(default_factory=dict)

    def predict(self, windows: Sequence[Window]) -> Prediction:
        """Give what was foreseen."""
        return self.prediction

    @property
    def labels_of_statements(self) -> tuple[str, ...]:
        """Labels that were learnt from whole statements."""
        return self.head.known(self.labels)

    def document_proba(self, prediction: Prediction) -> NDArray[np.float64]:
        """Judge the whole statement."""
        return self.head.proba(*prediction.alone)


def folds_from(
    data: Path, kept: Path | None, networks: Path | None
) -> tuple[Folds, tuple[str, ...]]:
    """Fit without each fold, or read what was fitted before."""
    if kept is not None and kept.is_file():
        folds, labels = pickle.loads(kept.read_bytes())
    else:
        folds, labels = _fitted(data)
        if kept is not None:
            kept.write_bytes(pickle.dumps((folds, labels)))
    if networks is None:
        return folds, labels
    check_same(networks, _corpora(data).corpora, random_state=0)
    return recall(folds, networks / HELD_OUT), labels


@cache
def _corpora(data: Path) -> TrainingData:
    return load_training_data(data, EXAMPLES if EXAMPLES.is_dir() else None)


def _fitted(data: Path) -> tuple[Folds, tuple[str, ...]]:
    corpora = _corpora(data)
    samples = samples_of_all(corpora)
    folds = [leave_out(corpora, samples, test, fast_only=True) for test in folds_of(corpora)]
    return folds, samples.labels


def graded_twice(
    folds: Folds, labels: tuple[str, ...], framework: Framework
) -> tuple[list[Statement], list[Statement]]:
    """Grade the experts' statements from predicted labels, and from the experts'."""
    is_blended = all(part.encoder for fold in folds for part in fold.values())
    counting: Counting = "both" if is_blended else "linear"
    counted: tuple[Counting, ...] = JUDGES if is_blended else (counting,)
    judges = [judge_mix(folds, labels, each)[AIMS] for each in counted]
    predicted, known = [], []
    for index, fold in enumerate(folds):
        others = [part for other in folds if other is not fold for part in other.values()]
        mix = fit_mix(others, labels, counting)
        alone = [fit_mix(others, labels, each) for each in counted]
        # What judges whole statements is learnt from the scores of the other folds.
        head = learn_documents([[*said[:index], *said[index + 1 :]] for said in judges], labels)
        thresholds = dict(zip(labels, mix.thresholds, strict=False))
        part = fold[AIMS]
        for number, labelled in enumerate(part.statements):
            linear = part.linear[number]
            networks = part.encoder[number] if is_blended else linear
            told = part.told[number]
            prediction = replace(
                mix.predict(linear, networks, told, STATUSES, is_blended=is_blended),
                alone=tuple(each.proba(linear, networks, told) for each in alone),
            )
            model = Foreseen(labels, thresholds, prediction, head)
            statement = only(classify(labelled.statement, model), labelled.labels)
            predicted.append(score(statement, framework))
            known.append(score(as_experts(statement, labelled, prediction), framework))
    return predicted, known


def only(statement: Statement, labels: Sequence[str]) -> Statement:
    """Forget the labels that experts were not asked for."""
    pairs = zip(statement.labels or (), statement.label_proba or (), strict=True)
    kept = [(label, proba) for label, proba in pairs if label in labels]
    return replace(
        statement,
        labels=tuple(label for label, _ in kept),
        label_proba=tuple(proba for _, proba in kept),
        evidence=tuple(item for item in statement.evidence or () if item.label in labels),
    )


def as_experts(
    statement: Statement, labelled: LabelledStatement, prediction: Prediction
) -> Statement:
    """Put the experts' labels in place of the predicted ones; keep status and specificity."""
    evidence = [
        Evidence(
            label=label,
            sentence=sentence,
            quote=" ".join(statement.quote(sentence).split()),
            proba=1.0,
            threshold=0.5,
            status=prediction.status[sentence.index],
            specific=bool(prediction.specific[sentence.index]),
            model=GOLD,
        )
        for sentence in statement.sentences or ()
        for label in applicable(labelled.labels, labelled.jurisdiction)
        if labelled.truth[sentence.index, labelled.labels.index(label)] == 1
    ]
    return replace(statement, label_proba=None, evidence=tuple(evidence))


def report(
    predicted: Sequence[Statement], known: Sequence[Statement], framework: Framework
) -> None:
    """Print the figures of one group of statements."""
    found = {row.source.id: row for row in rank(predicted, framework).rows}
    truth = {row.source.id: row for row in rank(known, framework).rows}
    ids = sorted(found.keys() & truth.keys())
    n = len(ids)
    pairs = [(found[id_], truth[id_]) for id_ in ids]
    widths = [row.position_high - row.position_low + 1 for row, _ in pairs]
    spearman = measures.rank_correlation(
        np.array([row.score for row, _ in pairs]), np.array([row.score for _, row in pairs])
    )
    rank_cover = np.mean([is_in(gold.position, row) for row, gold in pairs])
    score_cover = np.mean([row.low <= gold.score <= row.high for row, gold in pairs])
    bias = np.mean([row.score - gold.score for row, gold in pairs])
    print(
        f"{n} statements: Spearman {spearman:.3f}; gold rank inside the 90% interval "
        f"{rank_cover:.3f}, mean width {np.mean(widths):.1f} of {n}; gold score inside "
        f"{score_cover:.3f}, mean width {np.mean([row.high - row.low for row, _ in pairs]):.1f}; "
        f"predicted less gold score {bias:+.1f}"
    )
    axis = scored_axis(framework)
    disclosed, same = [], []
    for index, criterion in enumerate(framework.criteria):
        scores = [(row.scores[index], gold.scores[index]) for row, gold in pairs]
        # Where one side alone says that nothing is asked, they do not agree.
        both = [
            (a.grade, b.grade)
            for a, b in scores
            if min(a.grade, b.grade) >= 0 or (a.value == NOT_REQUIRED) != (b.value == NOT_REQUIRED)
        ]
        if not both:
            continue
        disclosed.append(np.mean([np.sign(a) == np.sign(b) for a, b in both]))
        same.append(np.mean([a == b for a, b in both]))
        print(
            f"  {criterion.id:18} {criterion.axis:8} n {len(both):3}  disclosed or not agrees "
            f"{disclosed[-1]:.3f}, same grade {same[-1]:.3f}, predicted / gold disclosed "
            f"{np.mean([a > 0 for a, _ in both]):.2f} / {np.mean([b > 0 for _, b in both]):.2f}"
        )
    print(
        f"  mean: disclosed or not {np.mean(disclosed):.3f}, same grade {np.mean(same):.3f}; {axis}"
    )


def shares_of(
    predicted: Sequence[Statement], known: Sequence[Statement], framework: Framework
) -> dict[Grade, tuple[float, float, float]]:
    """Measure how often a better sentence was overlooked, as `intervals.OVERLOOKED` has it."""
    pairs: dict[Grade, list[Grade]] = {grade: [] for grade in Grade}
    for statement, other in zip(predicted, known, strict=True):
        for criterion, first, second in zip(
            framework.criteria, statement.scores or (), other.scores or (), strict=True
        ):
            if criterion.axis == scored_axis(framework) and criterion.rule != "formality":
                pairs[first.grade].append(second.grade)
    found = {}
    for grade in intervals.OVERLOOKED:
        better = [true for true in pairs[grade] if true > 0 or grade > 0]
        least = [sum(level <= true for true in better) / max(1, len(better)) for level in (1, 2, 3)]
        # Only what is above the grade given was overlooked.
        found[grade] = tuple(
            share if grade < level else 0.0 for level, share in zip((1, 2, 3), least, strict=True)
        )
    return found


def report_halves(
    predicted: Sequence[Statement], known: Sequence[Statement], framework: Framework
) -> None:
    """Print the coverage in each half of the statements, with shares learnt on the other."""
    truth = {row.source.id: row for row in rank(known, framework).rows}
    kept, inside, scored = dict(intervals.OVERLOOKED), [], []
    for half in (0, 1):
        others = [part[1 - half :: 2] for part in (predicted, known)]
        intervals.OVERLOOKED.update(shares_of(*others, framework))
        ids = {each.source.id for each in predicted[half::2]}
        rows = [row for row in rank(predicted, framework).rows if row.source.id in ids]
        inside += [is_in(truth[row.source.id].position, row) for row in rows]
        scored += [row.low <= truth[row.source.id].score <= row.high for row in rows]
        intervals.OVERLOOKED.update(kept)
    print(
        f"with shares learnt on the other half: gold rank inside {np.mean(inside):.3f}, gold score "
        f"inside {np.mean(scored):.3f}"
    )


def is_in(position: int, row: RankingRow) -> bool:
    """Say whether a position is in a row's interval."""
    return row.position_low <= position <= row.position_high


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, help="where the folds' scores are kept")
    parser.add_argument("--networks", type=Path, help="the folder of a blended model")
    parser.add_argument("--framework", default=FRAMEWORK)
    options = parser.parse_args()
    framework = load_framework(options.framework)
    folds = folds_from(options.data, options.cache, options.networks)
    predicted, known = graded_twice(*folds, framework)
    report(predicted, known, framework)
    for grade, shares in shares_of(predicted, known, framework).items():
        print(f"overlooked where graded {grade.name}: " + " ".join(f"{x:.3f}" for x in shares))
    report_halves(predicted, known, framework)
    for name in sorted({each.source.jurisdiction or "" for each in predicted}):
        chosen = [i for i, each in enumerate(predicted) if each.source.jurisdiction == name]
        print(name)
        report([predicted[i] for i in chosen], [known[i] for i in chosen], framework)


if __name__ == "__main__":
    main()
