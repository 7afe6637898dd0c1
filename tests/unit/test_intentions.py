"""Intentions: what is only to come is told from what was done and from rules in force."""

from __future__ import annotations

import time

import pytest

from analyser.intentions import is_intention


@pytest.mark.parametrize(
    "text",
    [
        "We will be including a labour clause in the contracts of new suppliers.",
        "We are intending to train 40 buyers.",
        "The group will produce a supplier code.",
        "A course for site managers is being developed.",
        "Fennick Tools is developing a course for site managers.",
        "We are in the process of mapping our 62 mills.",
        "Fennick Tools plans to audit nine agencies.",
        "Buyers will take the course in 2031.",
        "The Fennick Group shall train its buyers.",
        "In the coming year, Fennick Tools has committed to training its buyers.",
    ],
)
def test_what_is_only_to_come_is_an_intention(text):
    assert is_intention(text)


@pytest.mark.parametrize(
    "text",
    [
        "We audit new suppliers.",
        "We trained 12 buyers and will train 20 more next year.",
        "We have drafted a code, which will be published by the end of May.",
        "Breaches of the code will be investigated.",
        "If a case is found, we will develop a plan to repair the harm.",
        "We will continue to audit our suppliers in 2031.",
        "The team meets the agencies that we hire from.",
        "Suppliers shall give each worker a contract.",
        "The company shall not hold passports.",
        "We are committed to the living wage and paid it to 1,200 agency workers in 2023.",
        "In 2019 the company has agreed to the code of a trade body.",
        "Our code says that the company shall bear all fees of recruitment.",
        "The supplier's management shall pay workers each month.",
        "Each supplier company shall establish a line for complaints.",
        "Fennick Tools has committed to the code of a trade body.",
    ],
)
def test_what_is_done_or_is_a_rule_in_force_is_none(text):
    assert not is_intention(text)


@pytest.mark.parametrize("unit", ["a ", "will ", "is now also ", "ed ", "'"])
def test_hostile_text_is_heard_quickly(unit):
    start = time.process_time()
    is_intention(unit * (5000 // len(unit)))
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text",
    [
        "We audit all suppliers twice a year and plan to extend this.",
        "We train all staff at induction and intend to add a refresher next year.",
        "Our sites run remediation plans to support workers.",
    ],
)
def test_what_is_in_place_beside_a_plan_is_no_intention(text):
    assert not is_intention(text)


@pytest.mark.parametrize(
    "text",
    [
        "To know more of slavery and of debt bondage, we plan to train our buyers.",
        "We are reviewing our courses with a view to teaching buyers about forced labour.",
        "In order to find forced and bonded labour, the company is exploring software with a view "
        "to mapping its mills.",
    ],
)
def test_purpose_or_a_view_to_something_does_not_hide_a_plan(text):
    assert is_intention(text)


def test_what_is_done_for_a_purpose_is_no_plan():
    assert not is_intention("To find forced and bonded labour, we audited our mills.")
