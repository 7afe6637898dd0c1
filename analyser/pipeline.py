"""The order of the stages, and what happens to a document that fails."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from analyser import limits
from analyser.classification import classify
from analyser.errors import OutputError
from analyser.extractors.isolation import Extractors
from analyser.frameworks import find_framework, load_examples, load_framework
from analyser.ingestion import ingest
from analyser.limits import Limits, Reading
from analyser.listening import Listener
from analyser.modelstore import Model, load_card, load_model
from analyser.provenance import Seen, describe, hash_file
from analyser.ranking import rank, scored_axis
from analyser.reports.atomic import replacing
from analyser.reports.folder import write_folder
from analyser.scoring import score
from analyser.segmentation import load_nlp, segment
from analyser.tally import Tally, attempt, interleave
from analyser.types import Failure, Framework, Ranking

LOG = "run.log"


def run(
    paths: str | Path | Iterable[str | Path],
    *,
    framework: str | Framework = "uk-msa-s54",
    model: str | Model = "auto",
    output: str | Path | None = None,
    random_state: int = 0,
    axis: str | None = None,
    timeout_seconds: float = limits.TIMEOUT_SECONDS,
    max_memory_bytes: int = limits.MAX_MEMORY_BYTES,
    max_bytes: int = limits.MAX_BYTES,
    max_pages: int = limits.MAX_PAGES,
    max_characters: int = limits.MAX_CHARACTERS,
    max_unpacked_bytes: int = limits.MAX_UNPACKED_BYTES,
    whole_document: bool = False,
    ocr: bool = True,
    jobs: int | None = None,
    quiet: bool = False,
) -> Ranking:
    """Read documents, find what they disclose, and rank them.

    Parameters
    ----------
    paths : str or Path, or several
        Documents, folders, manifests (CSV) or texts (JSON Lines).
    framework : str or Framework
        A framework's id, the path of a framework file, or a loaded framework.
    model : str or Model
        A model's name, the path of a model folder, `auto` for the best model present, or a
        loaded model.
    output : str or Path, optional
        A folder for the reports, tables, manifest and log; made if it is not there. It may not
        lie inside a folder of documents.
    random_state : int
        Seed of the intervals.
    axis : str, optional
        What the score is made of: `quality`, `legal` or `survivor`; by default the first of
        `quality`, `survivor` and `legal` that the framework has.
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
    jobs : int, optional
        How many documents to read at a time; by default as many as there are cores to use.
    quiet : bool
        Show no progress. It is shown on stderr, and only where that is a terminal.

    Returns
    -------
    Ranking
        Every input is in its rows or in its failures.

    Raises
    ------
    FrameworkError, ModelError
        If there is no such framework or model; before any document is read.
    InputError
        If a path holds nothing to read. A document that cannot be read is a `Failure` instead.
    OutputError
        If the output cannot be written.
    """
    start = datetime.now(UTC)
    paths = [paths] if isinstance(paths, str | Path) else list(paths)
    folder = None if output is None else require_folder(Path(output), paths)
    chosen = load_framework(framework) if isinstance(framework, str) else framework
    scored_axis(chosen, axis)  # An axis that is not there stops the run before a document is read.
    loaded = load_model(model) if isinstance(model, str) else model
    nlp = load_nlp()
    allowed = Limits(
        timeout_seconds=timeout_seconds,
        max_memory_bytes=max_memory_bytes,
        max_bytes=max_bytes,
        max_pages=max_pages,
        max_characters=max_characters,
        max_unpacked_bytes=max_unpacked_bytes,
    )
    reading = Reading(limits=allowed, ocr=ocr, whole_document=whole_document)
    unlisted: list[Failure] = []
    failures: list[Failure] = []
    seen, listener, tally = Seen(), Listener(), Tally(failures)

    with (
        Extractors(reading, n_jobs=jobs) as extractors,
        _progress(quiet) as show,
        tally.told_on_interrupt("nothing was written"),
    ):
        sources = tally.inputs(interleave(ingest(paths, failures=unlisted), unlisted))
        statements = tally.read(extractors.extract_all(sources), show)
        statements = attempt(segment, statements, nlp, failures=failures)
        statements = attempt(classify, statements, loaded, failures=failures)
        statements = attempt(score, statements, chosen, failures=failures)
        scored = listener.watch(seen.watch(tally.scored(statements)))
        ranking = rank(scored, chosen, failures=failures, random_state=random_state, axis=axis)
    ranking = listener.tell(ranking)
    tally.check(ranking)
    ranking = replace(ranking, model=seen.model or loaded.title, labels=seen.labels)

    if folder is not None:
        manifest = describe(
            ranking,
            arguments={
                "paths": [str(Path(path)) for path in paths],
                "framework": framework if isinstance(framework, str) else framework.id,
                "model": model if isinstance(model, str) else model.title,
                "random_state": random_state,
                "axis": axis,
                **asdict(allowed),
                "whole_document": whole_document,
                "ocr": ocr,
                "jobs": jobs,
            },
            framework_sha256=_framework_hash(framework),
            model_sha256=load_card(model)["files"] if isinstance(model, str) else {},
        )
        with tally.told_on_interrupt(f'the folder "{folder}" is not complete'):
            examples = load_examples(framework) if isinstance(framework, str) else None
            write_folder(ranking, folder, manifest=manifest, examples=examples)
            _write_log(folder / LOG, start, tally)
    return ranking


def require_folder(folder: Path, paths: Sequence[str | Path]) -> Path:
    """Make sure that a folder can take a run's output, without making it yet.

    Parameters
    ----------
    folder : Path
        Where the output shall stand.
    paths : sequence of str or Path
        What will be read.

    Returns
    -------
    Path
        The same folder.

    Raises
    ------
    OutputError
        If it, or what stands in its place on the way, is a file or may not be written to, or if
        the next run would read its reports as if they were documents.
    """
    try:
        standing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    except OSError as error:
        raise OutputError(f'"{folder}" cannot be written: {error.strerror}.') from error
    if not standing.is_dir():
        raise OutputError(f'"{standing}" is a file; the output needs a folder.')
    if not os.access(standing, os.W_OK | os.X_OK):
        raise OutputError(f'The folder "{standing}" may not be written to.')
    for path in map(Path, paths):
        if path.is_dir() and folder.resolve().is_relative_to(path.resolve()):
            raise OutputError(
                f'The output folder "{folder}" lies inside "{path}", whose files are read as '
                "documents; choose one outside it."
            )
    return folder


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show one changing line on stderr, where a person is watching."""
    if quiet or not sys.stderr.isatty():
        yield lambda line: None
        return
    from rich.console import Console

    with Console(stderr=True).status("Starting", spinner="line") as status:
        yield status.update


def _framework_hash(framework: str | Framework) -> str | None:
    return hash_file(find_framework(framework)) if isinstance(framework, str) else None


def _write_log(path: Path, start: datetime, tally: Tally) -> None:
    """Write what differs between two runs of the same kind."""
    end = datetime.now(UTC)
    lines = {
        "start": start.isoformat(timespec="seconds"),
        "end": end.isoformat(timespec="seconds"),
        "seconds": f"{(end - start).total_seconds():.1f}",
        "documents": tally.n_inputs,
        "peak_memory_mib": f"{_peak_memory_mib():.0f}",
    }
    with replacing(path) as file:
        file.write("".join(f"{key}: {value}\n" for key, value in lines.items()).encode())


def _peak_memory_mib() -> float:
    """Return the largest resident size of this process or of one of its workers."""
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kibibytes
    peaks = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return max(peaks) * unit / 2**20
