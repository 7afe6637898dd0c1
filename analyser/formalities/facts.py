"""What the laws ask of approval and signature: the facts of `formalities.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Approval:
    """Who must approve a statement."""

    body: str
    """The body's name, in the middle of a sentence."""
    bodies: re.Pattern[str]
    """Finds it in a sentence."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who must sign a statement."""

    role: str
    """The signatory's post, in the middle of a sentence."""
    roles: re.Pattern[str]
    """Finds it in a signature."""
    attests: re.Pattern[str] | None = None
    """Finds the words of an attestation, where one is asked for."""


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A kind of organisation, and what is asked of it."""

    id: str
    """Such as `limited liability partnership`."""
    names: re.Pattern[str] | None
    """Finds it in the name of an organisation."""
    says: re.Pattern[str] | None
    """Finds it in what a statement says of the organisation."""
    approval: Approval | None
    """None where no approval is required."""
    signature: Signature | None
    """None where no signature is required."""


@dataclass(frozen=True, slots=True)
class Regime:
    """What one law asks."""

    title: str
    """The provision."""
    verified: str
    """`primary`, `secondary` or `unverified`."""
    forms: tuple[LegalForm, ...]
    """In the order in which they are tried; the last fits every organisation."""
    denials_answer: tuple[str, ...] = ()
    """Ids of the criteria of which the law lets an organisation say that nothing is done."""
    no_delegation: bool = False
    """Whether words on some members of the body do not show that the body approved."""
    notes: str = ""
    """What was read where, and what is disputed."""


NONE_KNOWN = Regime("", "unverified", ())


def load_regime(jurisdiction: str) -> Regime | None:
    """Return what the law of a jurisdiction asks; None where nothing is known of it.

    The code is that of a framework, such as `GB`; `UK` is taken for `GB`.
    """
    return _regimes().get("GB" if jurisdiction == "UK" else jurisdiction)


@cache
def _regimes() -> dict[str, Regime]:
    text = files("analyser.formalities").joinpath("formalities.toml").read_text("utf-8")
    regimes = {}
    for code, table in tomllib.loads(text).items():
        forms = tuple(_form(block) for block in table.pop("form"))
        denials = tuple(table.pop("denials_answer", ()))
        regimes[code] = Regime(forms=forms, denials_answer=denials, **table)
    return regimes


def _form(block: dict[str, object]) -> LegalForm:
    approval, signature = (block.get(key) for key in ("approval", "signature"))
    return LegalForm(
        id=str(block["id"]),
        names=_any_of(block.get("names")),
        says=_any_of(block.get("says")),
        approval=_approval(approval) if isinstance(approval, dict) else None,
        signature=_signature(signature) if isinstance(signature, dict) else None,
    )


def _approval(table: dict[str, object]) -> Approval:
    return Approval(str(table["body"]), _compiled(table["bodies"]))


def _signature(table: dict[str, object]) -> Signature:
    role, attests = str(table["role"]), _any_of(table.get("attests"))
    return Signature(role, _compiled(table["roles"]), attests)


def _any_of(patterns: object) -> re.Pattern[str] | None:
    return None if patterns is None else _compiled(patterns)


def _compiled(patterns: object) -> re.Pattern[str]:
    listed = patterns if isinstance(patterns, list) else []
    return re.compile("|".join(listed), re.IGNORECASE)
