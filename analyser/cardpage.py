"""Render a model card for people from the facts that the program reads."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analyser.diagram import draw_reliability
from analyser.modelstore import CARD
from analyser.taxonomy import load_taxonomy

PAGE = "card.md"
MEASURES = "measures.json"
ERRORS = "errors.json"
DIAGRAM = "reliability.svg"
MISTAKES = "mistakes.md"
"""Written by people who have read the worst errors of a version; not there after training."""
PARTS = {
    "by_length": "sentences in the statement",
    "by_noise": "share of sentences that start in lower case or look damaged",
}


def render_card(folder: Path) -> str:
    """Render the page for people from the facts.

    Parameters
    ----------
    folder : Path
        A model folder with `card.toml`, `measures.json` and `errors.json`.

    Returns
    -------
    str
        Markdown.
    """
    card = tomllib.loads((folder / CARD).read_text(encoding="utf-8"))
    figures, errors = (
        json.loads((folder / name).read_text(encoding="utf-8")) for name in (MEASURES, ERRORS)
    )
    lines = [
        f"# {card['name']} {card['version']}",
        "",
        f"{card['title']}. Rendered from `card.toml`, `measures.json` and `errors.json`; do not "
        "edit.",
        "",
        "## Intended use",
        "",
        card["intended_use"],
        "",
        "## Limitations",
        "",
        *(f"- {limitation}" for limitation in card["limitations"]),
        "",
        "## How it was measured",
        "",
        *_procedure(card),
        "",
        "Intervals are 95%, by bootstrap over statements. An F1 with "
        "neither a positive nor a prediction is left out of a mean. ECE is the expected "
        'calibration error over ten bins; "document" is the share of statements for which it is '
        "rightly said whether they carry the label at all; Spearman compares the expected with the "
        'true number of labels of a statement. From the probability in "certain from" on, nine '
        "decisions of ten are right in these same folds.",
        "",
        *_overview(figures),
    ]
    for corpus, groups in figures.items():
        lines += _per_label(corpus, groups, card)
    lines += _shortcomings(errors)
    if (folder / MISTAKES).is_file():
        lines += [
            f"The worst sentences of each label are paraphrased in [{MISTAKES}]({MISTAKES}).",
            "",
        ]
    lines += ["## Trained on", "", *_corpora(card), ""]
    lines += [
        "## Trained with",
        "",
        ", ".join(f"{key} {value}" for key, value in card["trained_with"].items())
        + f", random state {card['random_state']}. Weights are plain arrays (`numpy.load` with "
        "`allow_pickle=False`)"
        + (" and two ONNX networks" if card["kind"] == "blended" else "")
        + ", verified by SHA-256 before they are read.",
        "",
        *([card["history"], ""] if "history" in card else []),
    ]
    return "\n".join(lines)


def render_diagram(folder: Path) -> str:
    """Draw the reliability diagrams of a model.

    Parameters
    ----------
    folder : Path
        A model folder with `errors.json`.

    Returns
    -------
    str
        An SVG image.
    """
    errors = json.loads((folder / ERRORS).read_text(encoding="utf-8"))
    return draw_reliability(
        {label: bins for part in errors.values() for label, bins in part["reliability"].items()}
    )


def _procedure(card: Mapping[str, Any]) -> list[str]:
    is_blended = card["kind"] == "blended"
    lines = [
        "Five folds grouped by statement: features and weights are learnt anew from four, and "
        "judged on the fifth, so every figure is about statements whose expert labels the model "
        "had not seen. Calibration, thresholds"
        + (", what the transformers and the linear model count," if is_blended else "")
        + " and the judgement of whole statements are learnt from the scores of the other four "
        "folds, each given by models that had not seen those statements, but had seen the fold "
        "that is judged: cross-fitting, not full nesting. Only a few numbers a label could carry "
        "anything over; for the linear model, full nesting gave the same macro-F1.",
        "",
        "The linear model counts the words of a sentence and of its neighbours. For approval, "
        "consultation and practices it is shown, too, whether the sentence has a wording that the "
        "label's definition gives. These were written, not learnt: those of consultation without "
        "sight of any labelled sentence, those of practices by somebody who had worked with such "
        "sentences before, those of approval for the grades of approvals, which were tried on "
        "labelled statements, so that this label's figures may be flattered. That each counts as "
        "much as three words was set with the figures in view."
        + (
            " Whether those of approval and consultation are weighed once more, beside the scores "
            "of both models and beside the transformers' alone, and how much, is chosen by "
            "statements that are left out of the training part."
            if is_blended
            else ""
        ),
    ]
    if is_blended:
        is_self_trained = any(each["file"].startswith("statements/") for each in card["corpus"])
        lines += [
            "",
            f"The transformers start from {card['base']}. They are taught with machine-labelled "
            "statements"
            + (
                ", then with what a first network and the linear model say of unlabelled ones"
                if is_self_trained
                else ""
            )
            + ", last with the expert-labelled statements, the practice sentences of a fold's "
            "training part, and those of the files below that are never tested on. In a fold, no "
            "machine-labelled statement is read that this fold tests on; those that ship have read "
            "them all. The weights of the first one are the mean of two trainings; the second one "
            "sees practice sentences once more between their neighbours, counting double. Each "
            "reads a statement once, cut at other places, and the mean of their log-odds is taken. "
            "They are measured with 8-bit weights, as they ship. A whole statement is judged by "
            "one regression on what the transformers and the linear model, each by itself, say of "
            "its sentences.",
        ]
    return lines


def _overview(figures: Mapping[str, Any]) -> list[str]:
    lines = [
        "| corpus | group | sentences | statements | macro-F1 | interval | ECE | document | "
        "Spearman |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for corpus, groups in figures.items():
        for name, facts in groups.items():
            lines.append(
                f"| {corpus} | {name} | {facts['n']} | {facts['n_statements']} | "
                f"{_show(facts.get('macro_f1'))} | "
                f"{_interval(facts.get('macro_f1_interval', (None, None)))} | "
                f"{_show(facts.get('ece'))} | {_show(facts.get('document_accuracy'))} | "
                f"{_show(facts.get('spearman'))} |"
            )
    for corpus, groups in figures.items():
        if {"status", "specific"} <= set(groups["all"]):
            status, specific = groups["all"]["status"], groups["all"]["specific"]
            lines += [
                "",
                f"Status (`{corpus}`, {status['n']} sentences): accuracy "
                f'{_show(status["accuracy"])}; always saying "done" gives '
                f"{_show(status['accuracy_of_always_done'])}. Specific ({specific['n']} "
                f"sentences): F1 {_show(specific['f1'])}, accuracy {_show(specific['accuracy'])}.",
            ]
    return [*lines, ""]


def _per_label(corpus: str, groups: Mapping[str, Any], card: Mapping[str, Any]) -> list[str]:
    names = [name for name in groups if name != "all"]
    taxonomy = load_taxonomy()
    lines = [
        f"## Labels: {corpus}",
        "",
        "| label | threshold | certain from | positives | precision | recall | F1 | interval | "
        "ECE | document | " + " | ".join(f"F1 {name}" for name in names) + " |",
        "|---" * (10 + len(names)) + "|",
    ]
    everything = groups["all"].get("labels", {})
    for label in (label for label in taxonomy if label in everything):
        facts = everything[label]
        by_group = [
            _show(groups[name].get("labels", {}).get(label, {}).get("f1")) for name in names
        ]
        lines.append(
            f"| {label} | {card['label'][label]['threshold']:.2f} | "
            f"{_show(card['label'][label].get('certain_from'))} | {facts['positives']} | "
            f"{_show(facts['precision'])} | {_show(facts['recall'])} | {_show(facts['f1'])} | "
            f"{_interval(facts['f1_interval'])} | {_show(facts['ece'])} | "
            f"{_show(facts['document_accuracy'])} | " + " | ".join(by_group) + " |"
        )
    return [*lines, ""]


def _shortcomings(errors: Mapping[str, Any]) -> list[str]:
    lines = [
        "## Where it errs",
        "",
        f"![Reliability diagrams of the labels with at least 50 positives]({DIAGRAM})",
        "",
        "Stated probability to the right, observed frequency upwards. The smallest dot stands for "
        "one sentence, and one that is two, three or four times as wide for ten, a hundred or a "
        "thousand.",
        "",
    ]
    for corpus, found in errors.items():
        lines += [
            f"Sentences of `{corpus}` in which one label was decided that is not true, and "
            "another one missed that is:",
            "",
            "| decided | true | sentences |",
            "|---|---|---|",
            *(f"| {decided} | {true} | {n} |" for decided, true, n in found["confusions"]),
            "",
        ]
        for key, title in PARTS.items():
            if key in found:
                lines += [
                    f"| {title} | statements | macro-F1 | interval |",
                    "|---|---|---|---|",
                    *(
                        f"| {low:.{0 if key == 'by_length' else 2}f} to "
                        f"{high:.{0 if key == 'by_length' else 2}f} | {n} | {_show(f1)} | "
                        f"{_interval(ends)} |"
                        for low, high, n, f1, *ends in found[key]
                    ),
                    "",
                ]
    return lines


def _corpora(card: Mapping[str, Any]) -> list[str]:
    return [
        f"- `{corpus['file']}`: {corpus['title']}; {corpus['n_statements']} statements, "
        f"{corpus['n_sentences']} sentences. {corpus['attribution']}. Licence: "
        f"{corpus['licence']}. SHA-256 `{corpus['sha256'][:16]}…`"
        for corpus in card["corpus"]
    ]


def _show(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _interval(ends: Sequence[float | None]) -> str:
    return f"{_show(ends[0])} to {_show(ends[1])}"
