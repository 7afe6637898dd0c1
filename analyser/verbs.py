"""The stages for use by hand: names or loaded objects both work."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from analyser import limits
from analyser.errors import InputError
from analyser.limits import Limits, Reading
from analyser.types import Failure, Framework, Ranking, Source, Statement

if TYPE_CHECKING:
    from spacy.language import Language

    from analyser.extractors.isolation import Extractors
    from analyser.modelstore import Model

_lock = Lock()
"""One document at a time goes to the worker that `extract` keeps."""

# Every verb imports what it needs when it is called, so that one that reads a PDF does not wait
# for spaCy, and `analyser --help` for neither.


def extract(
    source: Source | str | Path,
    *,
    timeout_seconds: float = limits.TIMEOUT_SECONDS,
    max_memory_bytes: int = limits.MAX_MEMORY_BYTES,
    max_bytes: int = limits.MAX_BYTES,
    max_pages: int = limits.MAX_PAGES,
    max_characters: int = limits.MAX_CHARACTERS,
    max_unpacked_bytes: int = limits.MAX_UNPACKED_BYTES,
    whole_document: bool = False,
    ocr: bool = True,
) -> Statement:
    """Read one document into a statement.

    Parameters
    ----------
    source : Source, str or Path
        One document, or the path of one. A file is read in a process of its own, which is kept
        for the next one; text that a source holds is read here.
    timeout_seconds : float
        How long the reading of one document may take before it fails.
    max_memory_bytes : int
        Memory that the reading of one document may take, on top of the readers' own.
    max_bytes : int
        Size above which a file is not read.
    max_pages : int
        Pages of a document that are read; the others are unread, not empty.
    max_characters : int
        Characters of a document that are kept; pages beyond them are unread, not empty.
    max_unpacked_bytes : int
        Size above which what a packed file (DOCX, ODT) holds is not read.
    whole_document : bool
        Analyse all pages of a long report, not only those of the statement in it.
    ocr : bool
        Read pages without a usable text layer from their image, where that can be done.

    Returns
    -------
    Statement
        With its text and pages.

    Raises
    ------
    InputError
        If it cannot be read, or if the path holds no document or several.
    """
    from analyser import extractors

    allowed = Limits(
        timeout_seconds=timeout_seconds,
        max_memory_bytes=max_memory_bytes,
        max_bytes=max_bytes,
        max_pages=max_pages,
        max_characters=max_characters,
        max_unpacked_bytes=max_unpacked_bytes,
    )
    reading = Reading(limits=allowed, ocr=ocr, whole_document=whole_document)
    only = source if isinstance(source, Source) else _only_source(source)
    if only.text is not None:
        return extractors.extract(only, reading)
    with _lock:
        return _extractors(reading, os.getpid()).extract(only)


def segment(statement: Statement) -> Statement:
    """Cut a statement into sentences, page by page.

    Parameters
    ----------
    statement : Statement
        An extracted statement.

    Returns
    -------
    Statement
        The same statement with `sentences` filled.
    """
    from analyser import segmentation

    return segmentation.segment(statement, _nlp())


def classify(statement: Statement, model: str | Model = "auto") -> Statement:
    """Find the sentences that carry each label.

    Parameters
    ----------
    statement : Statement
        A segmented statement.
    model : str or Model
        A model's name, the path of a model folder, `auto` for the best model present, or a
        loaded model.

    Returns
    -------
    Statement
        The same statement with `labels` and `evidence` filled.

    Raises
    ------
    StageOrderError
        If the statement has not been segmented.
    ModelError
        If there is no such model, or it was altered.
    """
    from analyser import classification, modelstore

    loaded = modelstore.load_model(model) if isinstance(model, str) else model
    return classification.classify(statement, loaded)


def score(statement: Statement, framework: str | Framework = "uk-msa-s54") -> Statement:
    """Grade each criterion of a framework from the evidence.

    Parameters
    ----------
    statement : Statement
        A classified statement.
    framework : str or Framework
        A framework's id, the path of a framework file, or a loaded framework.

    Returns
    -------
    Statement
        The same statement with `scores` filled, in the order of the framework's criteria.

    Raises
    ------
    StageOrderError
        If the statement has not been classified.
    FrameworkError
        If there is no such framework, or its file is wrong.
    """
    from analyser import scoring

    return scoring.score(statement, _framework(framework))


def rank(
    statements: Iterable[Statement],
    framework: str | Framework = "uk-msa-s54",
    *,
    failures: Sequence[Failure] = (),
    random_state: int = 0,
    axis: str | None = None,
) -> Ranking:
    """Order statements by what they disclose, with ties, intervals and bands.

    Parameters
    ----------
    statements : iterable of Statement
        Scored against the same framework; their texts are not kept.
    framework : str or Framework
        A framework's id, the path of a framework file, or a loaded framework.
    failures : sequence of Failure
        The documents that could not be ranked; read after the statements are used up.
    random_state : int
        Seed of the intervals.
    axis : str, optional
        What the score is made of: `quality`, `legal` or `survivor`; by default the first of
        `quality`, `survivor` and `legal` that the framework has.

    Returns
    -------
    Ranking
        It names the model and the labels that the statements' evidence names.

    Raises
    ------
    StageOrderError
        If a statement has not been scored.
    FrameworkError
        If there is no such framework, or its file is wrong.
    """
    from analyser import ranking
    from analyser.listening import Listener
    from analyser.provenance import Seen

    seen, listener = Seen(), Listener()
    ranked = ranking.rank(
        listener.watch(seen.watch(statements)),
        _framework(framework),
        failures=failures,
        random_state=random_state,
        axis=axis,
    )
    return replace(listener.tell(ranked), model=seen.model, labels=seen.labels)


@lru_cache(maxsize=1)
def _extractors(reading: Reading, owner: int) -> Extractors:
    """Keep one worker, of this process and for this reading; it takes a second or two to start."""
    from analyser.extractors.isolation import Extractors

    return Extractors(reading, n_jobs=1)


@lru_cache(maxsize=1)
def _nlp() -> Language:
    from analyser.segmentation import load_nlp

    return load_nlp()


def _framework(framework: str | Framework) -> Framework:
    from analyser.frameworks import load_framework

    return load_framework(framework) if isinstance(framework, str) else framework


def _only_source(path: str | Path) -> Source:
    from analyser.ingestion import ingest

    sources = list(ingest([path]))
    if len(sources) != 1:
        raise InputError(
            f'"{path}" holds {len(sources)} documents; `extract` takes one, `ingest` lists them.'
        )
    return sources[0]
