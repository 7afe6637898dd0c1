"""Find, verify and load trained models and their cards."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from analyser.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analyser.features import Prediction, Window

CARD = "card.toml"
AUTO = "auto"
PREFERENCE = ("disclosure-en", "disclosure-en-fast")
"""`auto` takes the first of these that is present."""
KINDS = {
    "linear": ("weights.npz",),
    "blended": (
        "weights.npz",
        "mix.npz",
        "encoder-1.onnx",
        "encoder-2.onnx",
        "encoder.npz",
        "tokenizer.json",
    ),
}
"""The files that each kind of model reads, all of which its card must list."""
HELD_OUT = "folds.npz"
"""What the networks of a blended model's folds said; see `heldout`. No run reads it."""
FORMAT = 6
PACKAGE = Path(__file__).resolve().parent
HOMES = (PACKAGE / "_models", PACKAGE.parent / "models")
"""Inside an installed package; beside the package in a checkout."""


class Model(Protocol):
    """What the stages need of a model, whatever its kind."""

    @property
    def name(self) -> str:
        """The folder's name."""

    @property
    def version(self) -> str:
        """Of the training run."""

    @property
    def title(self) -> str:
        """Name and version, as reports give them."""

    @property
    def labels(self) -> tuple[str, ...]:
        """What it looks for, in the order of its columns."""

    @property
    def thresholds(self) -> Mapping[str, float]:
        """Probability at or above which a sentence carries each label, in [0, 1]."""

    @property
    def certain_from(self) -> Mapping[str, float]:
        """Probability from which on nine decisions of ten are right, by label; where known."""

    def predict(self, windows: Sequence[Window]) -> Prediction:
        """Give each window its probabilities, status and specificity."""

    @property
    def labels_of_statements(self) -> tuple[str, ...]:
        """Labels of which it learnt from whole statements whether these carry them."""

    def document_proba(self, prediction: Prediction) -> NDArray[np.float64]:
        """Give the probability that a statement carries each label at all."""


def find_model(name: str = AUTO) -> Path:
    """Find the folder of a model.

    Parameters
    ----------
    name : str
        A model's name, the path of a model folder, or `auto` for the best one present.
        The folder named by the environment variable `ANALYSER_MODELS` is searched first.

    Returns
    -------
    Path
        A folder that holds a `card.toml`.

    Raises
    ------
    ModelError
        If there is none.
    """
    if name == AUTO:
        found = [folder for choice in PREFERENCE for folder in _candidates(choice)]
    else:
        found = [*_candidates(name), *([Path(name)] if (Path(name) / CARD).is_file() else [])]
    if not found:
        known = ", ".join(f'"{path.name}"' for path in _folders()) or "none"
        raise ModelError(f'There is no model "{name}"; the models present are {known}.')
    return found[0]


def load_card(name: str = AUTO) -> dict[str, Any]:
    """Read the facts of a model.

    Parameters
    ----------
    name : str
        As for `find_model`.

    Returns
    -------
    dict
        The parsed `card.toml`.

    Raises
    ------
    ModelError
        If there is no such model or its card cannot be parsed.
    """
    path = find_model(name) / CARD
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f'The model card "{path}" cannot be read: {error}.') from error


def verify_model(name: str = AUTO) -> list[str]:
    """Compare a model's files with the hashes on its card.

    Parameters
    ----------
    name : str
        As for `find_model`.

    Returns
    -------
    list of str
        One full sentence for each problem; empty when all is well.

    Raises
    ------
    ModelError
        If there is no such model or its card cannot be parsed.
    """
    folder, card = find_model(name), load_card(name)
    files = card.get("files")
    if not isinstance(files, dict) or not files:
        return [f'The card of "{folder.name}" lists no files.']
    problems = [
        f'The card of "{folder.name}" does not list the file "{file_name}".'
        for file_name in KINDS.get(card.get("kind", ""), ())
        if file_name not in files
    ]
    for file_name, sha256 in files.items():
        path = folder / file_name
        if not path.is_file():
            problems.append(f'The file "{path}" is missing.')
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            problems.append(f'The file "{path}" is not the one that its card describes.')
    return problems


def load_model(name: str = AUTO) -> Model:
    """Load a model, after its files have been verified.

    Parameters
    ----------
    name : str
        As for `find_model`.

    Returns
    -------
    Model
        Ready to predict; the same object for the same folder within one process.

    Raises
    ------
    ModelError
        If it is missing, altered, of an unknown kind or of another version.
    """
    folder = find_model(name)
    return _load(folder, (folder / CARD).stat().st_mtime_ns)


def list_models() -> list[dict[str, str]]:
    """List the models present.

    Returns
    -------
    list of dict
        With `name`, `version`, `kind`, `title` and `path`, best first.
    """
    order = {name: index for index, name in enumerate(PREFERENCE)}
    folders = sorted(_folders(), key=lambda path: (order.get(path.name, len(order)), path.name))
    rows = []
    for folder in folders:
        card = load_card(str(folder))
        facts = {key: str(card.get(key, "")) for key in ("name", "version", "kind", "title")}
        rows.append({**facts, "path": str(folder)})
    return rows


@lru_cache(maxsize=4)
def _load(folder: Path, _stamp: int) -> Model:
    problems = verify_model(str(folder))
    if problems:
        raise ModelError(" ".join(problems))
    card = load_card(str(folder))
    if card.get("kind") not in KINDS or card.get("format") != FORMAT:
        raise ModelError(
            f'The model "{folder}" is of kind "{card.get("kind")}", format '
            f'"{card.get("format")}"; this version reads the kinds {" and ".join(KINDS)}, '
            f'format "{FORMAT}".'
        )
    # Imported here, so that listing models does not load scikit-learn.
    from analyser.linear import LinearModel

    try:
        linear = LinearModel.load(
            folder,
            name=card["name"],
            version=card["version"],
            thresholds={label: facts["threshold"] for label, facts in card["label"].items()},
            statuses=card["statuses"],
            specific_threshold=card["specific_threshold"],
            certain_from={
                label: facts["certain_from"]
                for label, facts in card["label"].items()
                if "certain_from" in facts
            },
        )
        if card["kind"] == "linear":
            return linear
        from analyser.blending import BlendedModel

        return BlendedModel.load(folder, linear)
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise ModelError(f'The model "{folder}" cannot be loaded: {error!r}.') from error


def _folders() -> list[Path]:
    """Find every model folder; a name found twice counts where it was found first."""
    named = os.environ.get("ANALYSER_MODELS")
    homes = [*([Path(named)] if named else []), *HOMES]
    found: dict[str, Path] = {}
    for home in homes:
        for card in sorted(home.glob(f"*/{CARD}")):
            found.setdefault(card.parent.name, card.parent)
    return list(found.values())


def _candidates(name: str) -> list[Path]:
    return [path for path in _folders() if path.name == name]
