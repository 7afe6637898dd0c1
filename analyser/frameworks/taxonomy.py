"""Read the labels that sentences can carry."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Label:
    """Something that a sentence can say, whatever a law asks."""

    id: str
    """Snake-case; the key of its block in `taxonomy.toml`."""
    title: str
    """A few words for a heading."""
    source: str
    """`aims` (from the AIMS annotation questions) or `practice`."""
    definition: str
    """One sentence that says what counts."""
    jurisdictions: tuple[str, ...] = ()
    """Where it applies (`UK`, `AU`, `CA`, `US`); empty means everywhere."""


def load_taxonomy() -> dict[str, Label]:
    """Load the labels that sentences can carry.

    Returns
    -------
    dict of str to Label
        By id, in the order of `taxonomy.toml`.
    """
    return dict(_labels())


@lru_cache(maxsize=1)
def _labels() -> dict[str, Label]:
    table = tomllib.loads(files("analyser").joinpath("taxonomy.toml").read_text(encoding="utf-8"))
    return {
        id_: Label(id=id_, **{**block, "jurisdictions": tuple(block.get("jurisdictions", ()))})
        for id_, block in table.items()
    }
