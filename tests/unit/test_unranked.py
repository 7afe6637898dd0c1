"""What was not ranked: sorted by what that means, each in one section."""

from __future__ import annotations

import inspect

import pytest

from analyser import errors
from analyser.reports.unranked import HEADINGS, SENTENCES, sections
from analyser.reports.wording import REASONS
from analyser.tables.unranked import SECTION_OF, SECTIONS, section_of
from analyser.types import Failure, Source


def failure(reason, id_="elm"):
    return Failure(Source(id=id_), "extract", reason, "It could not be read.")


@pytest.mark.parametrize(
    ("reason", "section"),
    [
        ("not_found", "no_statement"),
        ("invalid_record", "no_statement"),
        ("encrypted", "unreadable"),
        ("no_text_layer", "unreadable"),
        ("timeout", "unreadable"),
        ("too_large", "unreadable"),
        ("language_unsupported", "language"),
        ("not_a_statement", "out_of_scope"),
        ("points_elsewhere", "out_of_scope"),
        ("undetermined", "undetermined"),
    ],
)
def test_reason_belongs_to_a_section(reason, section):
    assert section_of(failure(reason)) == section


def test_reason_that_nobody_foresaw_is_unreadable_and_not_lost():
    assert section_of(failure("moths")) == "unreadable"


def test_every_reason_sorted_by_hand_is_one_that_an_error_or_the_ranking_gives():
    known = {each.reason for each in vars(errors).values() if inspect.isclass(each)}
    assert set(SECTION_OF) <= known | {"undetermined"}
    assert set(SECTION_OF) <= set(REASONS)


def test_sections_stand_in_a_fixed_order_and_empty_ones_not_at_all():
    found = sections([failure("undetermined"), failure("encrypted"), failure("damaged")])
    assert [each.id for each in found] == ["unreadable", "undetermined"]
    assert [each.reason for each in found[0].failures] == ["encrypted", "damaged"]


@pytest.mark.parametrize("section", SECTIONS)
def test_section_has_a_heading_and_sentences(section):
    assert HEADINGS[section]
    assert SENTENCES[section].endswith(".")
