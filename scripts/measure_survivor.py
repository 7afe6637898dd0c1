"""Measure the survivor-centred rules on labelled sentences, and write their rates.

Needs the folder of labelled data (`survivor/survivor.csv` in it), which is not part of the
project: its path is the first argument, or `ANALYSER_DATA`. Prints recall and precision of pairs
of criterion and sentence by cross-validation over whole statements, with 90% bootstrap intervals,
and for the half of the statements whose sentences were not read while the rules were written. The
models learn from the other half, so that only this half is unseen by rules and models alike; those
of its sentences that are among the practice sentences, which models learn from, are left out.
With `--write` it stores the rates in the package.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analyser.features import Window
from analyser.modelstore import load_model
from analyser.survivor import SURVIVOR_LABELS
from analyser.survivor.finding import fired
from analyser.survivor.patterns import load_rules
from analyser.survivorlabels import is_held_back

RATES = Path(__file__).parents[1] / "analyser" / "survivor" / "rates.toml"
STRENGTH = 4.0
"""Sentences that the next wider group counts for, beside a rule's own."""
THRESHOLD = 0.3
"""Chosen to favour recall: a rule that is right less often does not count."""
N_FOLDS = 10
N_DRAWS = 2000
BINS = (0.0, 0.35, 0.5, 0.65, 0.8, 1.01)


@dataclass(frozen=True)
class Pair:
    """One criterion of one labelled sentence."""

    statement: str
    label: str
    truth: bool
    is_denied: bool
    rules: tuple[str, ...]
    is_confirmed: bool


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", default=os.environ.get("ANALYSER_DATA"))
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    data = Path(arguments.data)
    pairs = read_pairs(data / "survivor" / "survivor.csv", practised(data))
    probas = cross_validated(pairs)
    decided = np.array([proba >= THRESHOLD for proba in probas])

    for name, chosen in (
        ("all, cross-validated", [True] * len(pairs)),
        ("half read while writing", [not is_held_back(pair.statement) for pair in pairs]),
        ("half not read", [is_held_back(pair.statement) for pair in pairs]),
        ("all but denied", [not pair.is_denied for pair in pairs]),
    ):
        show(name, pairs, decided, np.array(chosen))
    show_labels(pairs, decided)
    show_calibration(pairs, probas)
    if arguments.write:
        write(pairs)


def practised(data: Path) -> set[tuple[str, str]]:
    """Give statement and sentence of each practice sentence: models have learnt from its labels."""
    path = data / "practices" / "practices.csv"
    if not path.is_file():
        return set()
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["statement_id"], row["sentence"]) for row in csv.DictReader(file)}


def read_pairs(path: Path, left_out: set[tuple[str, str]]) -> list[Pair]:
    """Read the sentences, let the model and the rules look at them, and pair them with criteria."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if not is_held_back(row["statement_id"])
            or (row["statement_id"], row["sentence"]) not in left_out
        ]
    model = load_model("auto")
    windows = [
        Window(
            sentence=" ".join(row["sentence"].split()),
            before=(row["before"],) if row["before"] else (),
            after=(row["after"],) if row["after"] else (),
            position=0.5,
        )
        for row in rows
    ]
    proba = model.predict(windows).proba
    confirmed_by = load_rules().confirmed_by
    pairs = []
    for row, probas in zip(rows, proba, strict=True):
        carried = {
            label
            for label, value in zip(model.labels, probas, strict=True)
            if model.thresholds[label] <= value
        }
        found = fired(row["sentence"], row["before"], row["after"])
        for number, label in enumerate(SURVIVOR_LABELS, start=1):
            pairs.append(
                Pair(
                    statement=row["statement_id"],
                    label=label,
                    truth=row[f"SC{number}"] != "0",
                    is_denied=row["status"] == "none",
                    rules=found.get(label, ()),
                    is_confirmed=not carried.isdisjoint(confirmed_by.get(label, ())),
                )
            )
    return pairs


def fit(pairs: list[Pair]) -> dict[tuple[str, str, bool], float]:
    """Give each rule, confirmed or not, its precision, drawn towards that of wider groups.

    Only statements that were not read count: the rules were mended until they suited the others.
    """
    counts: dict[tuple[object, ...], list[int]] = defaultdict(lambda: [0, 0])
    for pair in pairs:
        if not is_held_back(pair.statement):
            continue
        keys: set[tuple[object, ...]] = set()
        for rule in pair.rules:
            keys |= {(), (pair.label,), (pair.label, rule), (pair.label, rule, pair.is_confirmed)}
            keys |= {(pair.label, "", pair.is_confirmed)}
        for key in keys:
            counts[key][0] += pair.truth
            counts[key][1] += 1

    def rate(key: tuple[object, ...], prior: float) -> float:
        right, n = counts[key]
        return (right + STRENGTH * prior) / (n + STRENGTH)

    overall = rate((), 0.5)
    rates = {}
    for rule in load_rules().rules:
        of_label = rate((rule.label,), overall)
        of_rule = rate((rule.label, rule.id), of_label)
        for is_confirmed in (False, True):
            key = (rule.label, rule.id, is_confirmed)
            rates[key] = rate(key, of_rule)
    return rates


def cross_validated(pairs: list[Pair]) -> list[float]:
    """Give each pair its probability, from the rates of other statements."""
    folds = [
        int.from_bytes(hashlib.sha256(f"fold {pair.statement}".encode()).digest()[:4], "big")
        % N_FOLDS
        for pair in pairs
    ]
    probas = [0.0] * len(pairs)
    for fold in range(N_FOLDS):
        rates = fit([pair for pair, own in zip(pairs, folds, strict=True) if own != fold])
        for index, (pair, own) in enumerate(zip(pairs, folds, strict=True)):
            if own == fold and pair.rules:
                probas[index] = max(
                    rates[pair.label, rule, pair.is_confirmed] for rule in pair.rules
                )
    return probas


def show(name: str, pairs: list[Pair], decided: np.ndarray, chosen: np.ndarray) -> None:
    """Print recall and precision of some pairs, with intervals over statements."""
    truth = np.array([pair.truth for pair in pairs]) & chosen
    hit = decided & chosen
    ids = sorted({pair.statement for pair in pairs})
    places = {statement: place for place, statement in enumerate(ids)}
    counts = np.zeros((len(ids), 3))
    for index, pair in enumerate(pairs):
        right = truth[index] and hit[index]
        counts[places[pair.statement]] += (right, truth[index], hit[index])
    right, positive, found = counts.sum(axis=0)
    draws = np.random.default_rng(0).integers(0, len(ids), (N_DRAWS, len(ids)))
    sums = counts[draws].sum(axis=1)
    recalls = np.quantile(sums[:, 0] / sums[:, 1], (0.05, 0.95))
    precisions = np.quantile(sums[:, 0] / sums[:, 2], (0.05, 0.95))
    print(
        f"{name}: recall {right / positive:.3f} ({recalls[0]:.3f} to {recalls[1]:.3f}), "
        f"precision {right / found:.3f} ({precisions[0]:.3f} to {precisions[1]:.3f}), "
        f"{positive:.0f} positives, {found:.0f} found"
    )


def show_labels(pairs: list[Pair], decided: np.ndarray) -> None:
    """Print what was found and what was missed of each label, in both halves together."""
    for label in SURVIVOR_LABELS:
        own = [
            (pair.truth, hit)
            for pair, hit in zip(pairs, decided, strict=True)
            if pair.label == label
        ]
        right = sum(truth and hit for truth, hit in own)
        print(
            f"  {label}: right {right}, wrong {sum(hit and not truth for truth, hit in own)}, "
            f"missed {sum(truth and not hit for truth, hit in own)}"
        )


def show_calibration(pairs: list[Pair], probas: list[float]) -> None:
    """Print how often findings of each probability were right."""
    for low, high in zip(BINS, BINS[1:], strict=False):
        own = [
            (proba, pair.truth)
            for proba, pair in zip(probas, pairs, strict=True)
            if pair.rules and low <= proba < high
        ]
        if own:
            said, right = np.mean(own, axis=0)
            print(
                f"  probability {low:.2f} to {min(high, 1):.2f}: {len(own)} found, "
                f"said {said:.2f}, right {right:.2f}"
            )


def missed(pairs: list[Pair]) -> dict[str, float]:
    """Give by label the share of statements carrying it in which no rule found it."""
    shares = {}
    for label in SURVIVOR_LABELS:
        own = [pair for pair in pairs if pair.label == label]
        found = {pair.statement for pair in own if pair.rules}
        carrying = {pair.statement for pair in own if pair.truth}
        everyone = {pair.statement for pair in own}
        shares[label] = (len(carrying - found) + 1) / (len(everyone - found) + 2)
    return shares


def write(pairs: list[Pair]) -> None:
    """Store the rates of all pairs."""
    rates = fit(pairs)
    lines = [
        "# Written by scripts/measure_survivor.py, from labelled sentences.",
        "# precision: of each rule where the model's label does not, and where it does, confirm.",
        "# missed: share of the statements in which no rule fires that carry the label yet.",
        "",
        f"threshold = {THRESHOLD}",
        "",
        "[missed]",
        *(f"{label} = {share:.4f}" for label, share in missed(pairs).items()),
    ]
    for label in SURVIVOR_LABELS:
        lines += ["", f"[precision.{label}]"]
        for rule in load_rules().rules:
            if rule.label == label:
                pair = rates[label, rule.id, False], rates[label, rule.id, True]
                lines.append(f"{rule.id} = [{pair[0]:.3f}, {pair[1]:.3f}]")
    RATES.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
