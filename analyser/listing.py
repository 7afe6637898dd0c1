"""List what one document names: the notebook twin of `analyser particulars FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analyser import limits, modelstore, tables, verbs
from analyser.modelstore import Model
from analyser.types import Source, Statement

if TYPE_CHECKING:
    import pandas as pd


def list_particulars(
    source: Statement | Source | str | Path,
    *,
    model: str | Model = "auto",
    timeout_seconds: float = limits.TIMEOUT_SECONDS,
    max_memory_bytes: int = limits.MAX_MEMORY_BYTES,
    max_bytes: int = limits.MAX_BYTES,
    max_pages: int = limits.MAX_PAGES,
    max_characters: int = limits.MAX_CHARACTERS,
    max_unpacked_bytes: int = limits.MAX_UNPACKED_BYTES,
    whole_document: bool = False,
    ocr: bool = True,
) -> pd.DataFrame:
    """List the particulars that one document names, and the risks that it describes.

    Parameters
    ----------
    source : Statement, Source, str or Path
        A statement, or one document to read.
    model : str or Model
        What finds the described risks: a model's name, the path of a model folder, `auto` for the
        best model present, or a loaded model.
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
    pandas.DataFrame
        The table `findings` of `tabulate`, in which names of persons are masked.

    Raises
    ------
    ModelError
        If there is no such model, or it was altered.
    InputError
        If the document cannot be read.
    """
    statement = read_classified(
        source,
        model=model,
        timeout_seconds=timeout_seconds,
        max_memory_bytes=max_memory_bytes,
        max_bytes=max_bytes,
        max_pages=max_pages,
        max_characters=max_characters,
        max_unpacked_bytes=max_unpacked_bytes,
        whole_document=whole_document,
        ocr=ocr,
    )
    return tables.tabulate(statement, kind="findings")


def read_classified(
    source: Statement | Source | str | Path, *, model: str | Model, **reading: float | bool
) -> Statement:
    """Read one document, and find the sentences that carry each label.

    Parameters
    ----------
    source : Statement, Source, str or Path
        A statement, whose stages are run where they have not been, or one document to read.
    model : str or Model
        A model's name, the path of a model folder, `auto`, or a loaded model.
    **reading
        How to read it, as `extract` takes it.

    Returns
    -------
    Statement
        Classified.

    Raises
    ------
    ModelError
        If there is no such model; before the document is read.
    InputError
        If the document cannot be read.
    """
    loaded = modelstore.load_model(model) if isinstance(model, str) else model
    read = verbs.extract
    statement = source if isinstance(source, Statement) else read(source, **reading)  # type: ignore[arg-type]
    if statement.sentences is None:
        statement = verbs.segment(statement)
    return statement if statement.evidence is not None else verbs.classify(statement, loaded)
