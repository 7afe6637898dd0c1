"""What a sentence can say: the labels, each with a definition, read from `taxonomy.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

JURISDICTIONS = {
    "GB": "UK",
    "GBR": "UK",
    "UNITED KINGDOM": "UK",
    "GREAT BRITAIN": "UK",
    "AUS": "AU",
    "AUSTRALIA": "AU",
    "CAN": "CA",
    "CANADA": "CA",
    "USA": "US",
    "UNITED STATES": "US",
    "UNITED STATES OF AMERICA": "US",
    "US-CA": "US",
    "CALIFORNIA": "US",
}


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


def jurisdiction_of(text: str) -> str | None:
    """Give the code of a jurisdiction, however a list of documents writes it.

    Parameters
    ----------
    text : str
        A code or the name of a country, such as `GB` or `Australia`.

    Returns
    -------
    str or None
        `UK`, `AU`, `CA` or `US`; what is written in capitals where it is none of these; None where
        nothing is. Labels that are asked for in one jurisdiction alone go by it.
    """
    written = " ".join(text.replace(".", "").upper().split())
    return JURISDICTIONS.get(written, written) or None


def applicable(labels: Sequence[str], jurisdiction: str | None) -> tuple[str, ...]:
    """Choose the labels that apply in a jurisdiction.

    Parameters
    ----------
    labels : sequence of str
        Labels of the taxonomy.
    jurisdiction : str or None
        Such as `AU`; all labels apply where it is not known.

    Returns
    -------
    tuple of str
        In the order given.
    """
    taxonomy = load_taxonomy()
    return tuple(
        label
        for label in labels
        if jurisdiction is None
        or not taxonomy[label].jurisdictions
        or jurisdiction in taxonomy[label].jurisdictions
    )
