"""Keep the parts of a long training, so that one that was interrupted goes on where it stopped."""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import joblib

PREFIX = ".parts-"
CODE = Path(__file__).parent
log = logging.getLogger(__name__)


def home_of(output: Path, facts: Sequence[object]) -> Path:
    """Find the folder in which the parts of one training are kept.

    Parameters
    ----------
    output : Path
        The folder of models.
    facts : sequence of object
        What else, beside the package's code, decides on the outcome: hashes of the data, the seed.

    Returns
    -------
    Path
        Made if it is not there; one training at a time, where nobody else can write. Folders of
        trainings by other code or on other data are removed, since none can go on from them.
    """
    told = hashlib.sha256(repr(tuple(facts)).encode())
    # What reads, cuts and learns; a change of a report must not cost hours.
    code = [*CODE.glob("*.py"), CODE / "taxonomy.toml", CODE / "wordings.toml"]
    for room in ("extractors", "definitions", "formalities"):
        code += (CODE / room).glob("*.*")
    for path in sorted(code):
        told.update(path.read_bytes())
    home = output / f"{PREFIX}{told.hexdigest()[:16]}"
    for other in output.glob(f"{PREFIX}*"):
        if other != home:
            shutil.rmtree(other)
    home.mkdir(exist_ok=True)
    return home


def once(path: Path, work: Callable[..., Any], *args: object, **more: object) -> Any:  # noqa: ANN401
    """Do a part, or give what it gave before.

    Parameters
    ----------
    path : Path
        Where it is kept; written in one step, so that half a part is never taken for a whole one.
        Its own parts may be kept in the folder that is named as it is, without the suffix, until
        it is done.
    work : callable
        Gives something that can be pickled.
    *args, **more : object
        For `work`.

    Returns
    -------
    object
        What `work` gives.
    """
    if path.is_file():
        log.info("%s was done before", path.stem)
        return joblib.load(path)
    result = work(*args, **more)
    unfinished = path.with_suffix(".unfinished")
    joblib.dump(result, unfinished)
    unfinished.replace(path)
    shutil.rmtree(path.with_suffix(""), ignore_errors=True)
    return result
