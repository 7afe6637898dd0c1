"""Masking of what identifies one affected person, and none of what is said of groups."""

from __future__ import annotations

import pytest

from analyser.identifiers import has_details
from analyser.redaction import redact


def redacted(text):
    return redact(text, names=True)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (
            "A 17-year-old from Hanoi was found in a nail bar.",
            "A [age withheld] from [origin withheld] was found in a nail bar.",
        ),
        (
            "The victim, a 17 yr old girl from the village of Long Xa, was moved.",
            "The victim, a [age withheld] girl from the village of [name withheld], was moved.",
        ),
        (
            "A 19-year-old Vietnamese woman was rescued.",
            "A [age withheld] [origin withheld] woman was rescued.",
        ),
        (
            "A Romanian worker, aged 23, told us of threats.",
            "A [origin withheld] worker, aged [age withheld], told us of threats.",
        ),
        (
            "We met a worker named Somboon, a Thai national.",
            "We met a worker named [name withheld], a [origin withheld] national.",
        ),
        (
            "Two brothers, 17- and 19-year-olds, were freed.",
            "Two brothers, [age withheld], were freed.",
        ),
        (
            "Two brothers, 17 and 19 years old, were freed.",
            "Two brothers, [age withheld], were freed.",
        ),
        (
            "The girl of 15 was placed in school.",
            "The girl of [age withheld] was placed in school.",
        ),
        (
            "The victim is in her early twenties.",
            "The victim is in her [age withheld].",
        ),
        (
            "The victims Blessing and Faith were moved.",
            "The victims [name withheld] and [name withheld] were moved.",
        ),
        (
            "The worker's passport number X1234567 was noted.",
            "The worker's passport number [number withheld] was noted.",
        ),
        (
            "A 30-year-old, a single mother of three, was repaid.",
            "A [age withheld], a [detail withheld], was repaid.",
        ),
        ("A 17yo was found.", "A [age withheld] was found."),
    ],
)
def test_details_of_one_person_are_masked(text, masked):
    result = redacted(text)
    assert result == masked
    assert has_details(result)
    assert redacted(result) == result


@pytest.mark.parametrize(
    "text",
    [
        "Nepalese workers were repaid their recruitment fees.",
        "We repaid 42 workers from Bangladesh.",
        "A British company was fined.",
        "We have worked with the police for 16 years.",
        "The victims were moved to safe accommodation.",
        "Suppliers from Vietnam were audited.",
        "We employ nobody under the age of 16, and no child of our suppliers works.",
        "Our minimum age of 15 follows the law.",
        "We sourced cotton from India in 2019.",
    ],
)
def test_what_is_said_of_a_group_stays(text):
    assert redacted(text) == text
    assert not has_details(redacted(text))


@pytest.mark.parametrize(
    "text",
    ["Signed: Ada Sample, Chief Executive, 12 March 2024", "Write to ada@fennick.example."],
)
def test_signatory_and_contact_are_no_details_of_an_affected_person(text):
    assert redacted(text) != text
    assert not has_details(redacted(text))


def test_origin_far_from_the_person_stays():
    text = (
        "A worker, aged 23, was repaid by the agency after our auditor had read the payslips of "
        "the whole year; the cotton comes from India."
    )
    assert redacted(text).endswith("the cotton comes from India.")
