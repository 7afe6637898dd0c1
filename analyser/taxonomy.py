"""What a sentence can say: the labels, each with a definition, read from `taxonomy.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Label:
    """One thing that a sentence can say."""

    id: str
    """As models, evidence and frameworks name it."""
    title: str
    """As reports show it."""
    source: str
    """`aims` (expert annotation questions), `practice` (this project's guideline) or `survivor`
    (found by patterns; no model knows these)."""
    definition: str
    """What a sentence must say to carry it."""
    jurisdictions: tuple[str, ...] = ()
    """Where it applies (`AU`, `UK`, `CA`, `US`); () means everywhere."""


@cache
def load_taxonomy() -> dict[str, Label]:
    """Read the labels.

    Returns
    -------
    dict of str to Label
        By id, in the order of the file, which is the order of every table's columns.
    """
    text = files("analyser").joinpath("taxonomy.toml").read_text(encoding="utf-8")
    return {
        id_: Label(
            id=id_,
            title=facts["title"],
            source=facts["source"],
            definition=facts["definition"],
            jurisdictions=tuple(facts.get("jurisdictions", ())),
        )
        for id_, facts in tomllib.loads(text).items()
    }
