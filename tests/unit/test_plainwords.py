"""Words so plain that no classifier need confirm them, and those that only sound so."""

from __future__ import annotations

import pytest

from analyser.frameworks import load_framework
from analyser.plainwords import said_plainly
from analyser.types import Page, Sentence, Source, Statement

APPROVAL = next(each for each in load_framework("walk-free-msa").criteria if each.id == "approval")


def hears(text):
    statement = Statement(
        source=Source(id="larch"),
        text=text,
        pages=(Page(1, 0, len(text)),),
        extractor="plaintext",
        sentences=(Sentence(0, 0, len(text), 1),),
        evidence=(),
    )
    return [item.quote for item in said_plainly(statement, APPROVAL)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "This statement was approved by the board on 4 June 2024.",
        "This statement has been endorsed by the Board of Fennick Tools plc.",
        "This modern slavery statement was reviewed and approved by the Larch Board of Directors.",
        "The board of directors of Fennick Tools plc has reviewed and approved this statement.",
        "The Fennick Board has approved this modern slavery and human trafficking statement.",
        "This Statement is signed on behalf of the Board by Ada Example, managing director.",
    ],
)
def test_plain_approval_is_heard(text):
    assert hears(text)


@pytest.mark.parametrize(
    "text",
    [
        "The board has not approved this statement.",
        "The Board of Fennick Tools has never approved this statement.",
        "No statement was approved by the board this year.",
        "Neither this statement nor the report was approved by the board.",
        "Nobody on the board approved this statement.",
        "The board will have approved this statement by March.",
        "The board must have approved the statement before it is published.",
        "Once this statement has been approved by the board it will be published.",
        "The Act requires that the statement is approved by the board and signed by a director.",
        "The board approved the annual report.",
        "Last year's statement was approved by the board.",
        "This statement was approved by the ethics committee of the board of directors.",
        "This statement was approved by the board committee.",
        "This statement was approved by the chair of the board.",
        "This statement was approved by the board secretary.",
        "This statement was not approved by the board.",
    ],
)
def test_what_only_sounds_like_an_approval_is_not_heard(text):
    assert not hears(text)
