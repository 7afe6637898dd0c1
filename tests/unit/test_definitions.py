"""What definitions tell apart, as features of the linear model. All sentences are invented."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files

import pytest

from analyser import definitions
from analyser.definitions import approval, consultation
from analyser.formalities import approval as words_of_approval
from analyser.formalities import load_regime
from analyser.taxonomy import load_taxonomy


def approved(sentence):
    return tuple(bool(found) for found in approval.found_in(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "This statement was approved by the Board of Wattle Ridge Ltd on 3 May 2024.",
        "The board of directors approved this statement at its meeting in June.",
        "Approved by the principal governing body of Wattle Ridge Pty Ltd.",
    ],
)
def test_approval_by_the_board_is_one_by_both_laws(sentence):
    assert approved(sentence) == (True, True, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "This statement was approved by the Executive Committee of Wattle Ridge.",
        "The statement has been approved by our Chief Executive, Rowan Ash.",
        "This statement will be put forward to the board for approval.",
        "Approved by the sustainability committee of the board.",
        "All new suppliers must be approved by the buying team.",
    ],
)
def test_other_words_of_approval_are_told_from_it(sentence):
    assert approved(sentence) == (False, False, True)


def test_delegation_is_told_by_the_law_that_has_none():
    assert approved("Approved by the members of the board.") == (False, True, False)


def test_sentence_without_a_word_of_approval_has_none():
    assert approved("The board meets four times a year.") == (False, False, False)


def test_numbers_stand_beside_their_labels():
    found = definitions.found_in("Approved by the board; we have no subsidiaries.")
    assert len(found) == len(definitions.LABELS)
    named = {label for label, is_there in zip(definitions.LABELS, found, strict=True) if is_there}
    assert named == {"approval", "c6_consultation"}
    assert set(definitions.LABELS) <= set(load_taxonomy())


def test_models_learnt_from_these_wordings():
    """When this fails, train the models again, and only then give the new digest."""
    told = hashlib.sha256(
        "".join((*consultation.NO_OTHER_ENTITY, *consultation.CONSULTED)).encode()
    )
    told.update(files("analyser").joinpath("wordings.toml").read_bytes())
    for name, value in sorted(vars(words_of_approval).items()):
        if isinstance(value, re.Pattern):
            told.update(f"{name} {value.pattern}".encode())
    for code in approval.REGIMES:
        told.update(load_regime(code).forms[-1].approval.bodies.pattern.encode())
    assert told.hexdigest()[:16] == "fc6148a41f3c2eef"
