"""Gather the labelled corpora that a model learns from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyser import segmentation
from analyser.cards import Corpus
from analyser.errors import InputError
from analyser.extractors import extract
from analyser.fitting import Samples, join, samples_of
from analyser.ingestion import ingest
from analyser.labelled import LabelledStatement, read_labelled
from analyser.limits import Reading
from analyser.survivorlabels import read_survivors
from analyser.taxonomy import load_taxonomy
from analyser.types import Statement

MIN_STATEMENTS = 10
"""A label that fewer statements carry can neither be learnt nor measured over the folds."""
SILVER_WEIGHTS = {"silver_uk_a.csv": 0.5}
"""What a machine-labelled sentence counts in the linear model against an expert-labelled one;
nothing, where its file is not named here. The encoder learns from all of them, first."""
AIMS = (
    "AIMS.au, AIMS.uk, AIMS.ca: expert-labelled statements (subset, column names normalised)",
    "CC BY 4.0",
    "Bora et al., ICLR 2025 and ACL 2025; Mila and Queensland University of Technology",
)
PRACTICES = (
    "Practice labels, status and specificity of statement sentences",
    "labels made for this project",
    "labelled by a large language model following a written guideline, one pass, not verified "
    "by human experts",
)
SILVER = (
    "Whole UK statements with AIMS labels, training only",
    "labels made for this project",
    "labelled by a large language model after expert examples, one pass, not verified by human "
    "experts; none of their labels is ever tested on",
)
SURVIVORS = (
    "Sentences graded by the survivor-centred criteria, training only, one half",
    "labels made for this project",
    "labelled by a large language model following a written guideline, one pass, not verified by "
    "survivors or experts; no grade of the other half is learnt, since the rates of the "
    "survivor-centred rules come from there",
)
EXAMPLES = (
    "Invented passages of statements, training only",
    "Apache-2.0",
    "written for this project by a large language model from the published definitions, without "
    "sight of any labelled sentence",
)
UNLABELLED = (
    "Whole UK statements without labels, training only",
    "published by the companies",
    "collected by the Project AIMS hackathon (The Future Society); read for what the model's own "
    "first version says of them, no text is kept",
)


@dataclass(frozen=True)
class TrainingData:
    """The labelled statements that a model learns from."""

    gold: Sequence[LabelledStatement]
    """Whole statements with AIMS labels by experts."""
    silver: Sequence[LabelledStatement]
    """Whole statements with AIMS labels by a machine; their labels are never tested on."""
    practices: Sequence[LabelledStatement]
    """Scattered sentences with practice labels, status and specificity."""
    unlabelled: Sequence[Statement]
    """Segmented statements without labels, for self-training; () where none is asked for."""
    corpora: Sequence[Corpus]
    """What the card says of each file."""
    extra: Sequence[LabelledStatement] = ()
    """Invented passages, and sentences about survivors: learnt from, and never tested on."""


def load_training_data(
    data: Path, examples: Path | None = None, *, unlabelled: bool = False
) -> TrainingData:
    """Read the corpora of a training folder.

    Parameters
    ----------
    data : Path
        As for `train`; or one CSV file.
    examples : Path, optional
        A CSV file of invented statements, or a folder of such files.
    unlabelled : bool
        Read the statements without labels, too, which takes minutes.

    Returns
    -------
    TrainingData
        With the corpora's hashes and counts for the card.

    Raises
    ------
    InputError
        If the folder lacks a file, or a file cannot be read.
    """
    if data.is_file():
        gold_paths, root = [data], data.parent
    else:
        # The public tables lie beside one another, as they were downloaded.
        gold_paths, root = sorted(data.glob("aims/*.csv")) or sorted(data.glob("*.csv")), data
    if not gold_paths:
        raise InputError(f'The folder "{data}" holds no file "aims/*.csv", and no other CSV file.')
    practices_paths = [path for path in [data / "practices" / "practices.csv"] if path.is_file()]

    gold, gold_facts = _read(gold_paths, root, AIMS)
    silver, silver_facts = _read(sorted(data.glob("silver/*.csv")), root, SILVER)
    practices, practices_facts = _read(practices_paths, root, PRACTICES)
    bare, bare_facts = _read_unlabelled(
        sorted(data.glob("statements/*.jsonl*")) if unlabelled else [], root
    )
    if unlabelled and not bare:
        raise InputError(
            f'The folder "{data}" holds no file "statements/*.jsonl*", which self-training reads: '
            "add one, or train without it."
        )
    survivors, survivors_facts = _read(
        sorted(data.glob("survivor/survivor.csv")), root, SURVIVORS, reader=read_survivors
    )
    invented, invented_facts = _read_examples(examples)
    return TrainingData(
        gold,
        silver,
        practices,
        bare,
        [
            *(*gold_facts, *silver_facts, *practices_facts),
            *(*survivors_facts, *bare_facts, *invented_facts),
        ],
        [*survivors, *invented],
    )


def is_read_by_linear(file: str) -> bool:
    """Say whether the linear model, too, learns from a file of the training folder."""
    path = Path(file)
    return path.name in SILVER_WEIGHTS or path.parent.name not in ("silver", "statements")


def learnable(data: TrainingData) -> tuple[str, ...]:
    """Choose the labels with positives in enough statements to learn and measure them.

    Parameters
    ----------
    data : TrainingData
        The labelled statements.

    Returns
    -------
    tuple of str
        In taxonomy order. A model must not claim to look for what it never saw.
    """
    counts: Counter[str] = Counter()
    for labelled in [*data.gold, *data.practices]:
        counts.update(
            label
            for column, label in enumerate(labelled.labels)
            if (labelled.truth[:, column] == 1).any()
        )
    return tuple(label for label in load_taxonomy() if counts[label] >= MIN_STATEMENTS)


def samples_of_all(data: TrainingData) -> Samples:
    """Lay out all labelled statements.

    Parameters
    ----------
    data : TrainingData
        The labelled statements.

    Returns
    -------
    Samples
        Over the labels that can be learnt: experts' statements, practices, what is never tested
        on, machine's statements.
    """
    labels = learnable(data)
    parts = [samples_of(data.gold, labels)]
    if data.practices:
        parts.append(samples_of(data.practices, labels))
    if data.extra:
        parts.append(samples_of(data.extra, labels))
    for labelled in data.silver:
        file_name = labelled.statement.source.path.name if labelled.statement.source.path else ""
        weight = SILVER_WEIGHTS.get(file_name, 0.0)
        parts.append(samples_of([labelled], labels, weight=weight))
    return join(parts)


def _read_examples(
    examples: Path | None,
) -> tuple[list[LabelledStatement], list[Corpus]]:
    if examples is None:
        return [], []
    if not examples.is_dir():
        return _read([examples], examples.parent, EXAMPLES)
    paths = sorted(examples.glob("*.csv"))
    if not paths:
        raise InputError(f'The folder "{examples}" holds no CSV file.')
    return _read(paths, examples, EXAMPLES)


def _read(
    paths: Sequence[Path],
    data: Path,
    facts: tuple[str, str, str],
    *,
    reader: Callable[[Path], list[LabelledStatement]] = read_labelled,
) -> tuple[list[LabelledStatement], list[Corpus]]:
    statements, corpora = [], []
    for path in paths:
        found = reader(path)
        n_sentences = sum(len(labelled.truth) for labelled in found)
        statements += found
        corpora.append(
            Corpus.of(path, path.relative_to(data).as_posix(), facts, len(found), n_sentences)
        )
    return statements, corpora


def _read_unlabelled(paths: Sequence[Path], data: Path) -> tuple[list[Statement], list[Corpus]]:
    statements: list[Statement] = []
    corpora: list[Corpus] = []
    for path in paths:
        nlp = segmentation.load_nlp()
        # One that only points to a statement elsewhere is as good to learn the language from.
        reading = Reading(whole_document=True)
        found = [segmentation.segment(extract(source, reading), nlp) for source in ingest(path)]
        n_sentences = sum(len(statement.sentences or ()) for statement in found)
        statements += found
        corpora.append(
            Corpus.of(path, path.relative_to(data).as_posix(), UNLABELLED, len(found), n_sentences)
        )
    return statements, corpora
