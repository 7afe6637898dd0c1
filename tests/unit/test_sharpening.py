"""Overlooked particulars make a sentence specific; general words make a risk vague."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyser.generalities import is_general
from analyser.sharpening import sharpen
from analyser.types import Evidence, Page, Sentence, Source, Statement


def sharpened(quote, **keys):
    return evidence_of(quote, **keys).specific


def evidence_of(
    quote, *, label="due_diligence", specific=False, proba=0.9, status="done", jurisdiction=None
):
    sentence = Sentence(0, 0, len(quote), 1)
    item = Evidence(label, sentence, quote, proba, 0.5, status, specific, "fake 1.0.0")
    statement = Statement(
        source=Source(id="larch", jurisdiction=jurisdiction),
        text=quote,
        pages=(Page(1, 0, len(quote)),),
        extractor="plaintext",
        sentences=(sentence,),
        evidence=(item,),
    )
    return sharpen(statement).evidence[0]


@pytest.mark.parametrize(
    "quote",
    [
        "We visited 42 mills.",
        "Buyers follow our Supplier Code of Conduct.",
        "We audit with the Ethical Trading Initiative.",
    ],
)
def test_figure_policy_or_initiative_is_checkable(quote):
    assert sharpened(quote)


def test_sentence_without_a_particular_stays_as_it_was():
    assert not sharpened("We check suppliers with care.")
    assert sharpened("We check suppliers with care.", specific=True)


def test_country_is_checkable_in_a_description_alone():
    assert sharpened("We buy yarn from India.", label="c2_supply_chains")
    assert not sharpened("We look at labour in India.", label="due_diligence")


def test_sentence_that_does_not_count_is_left_alone():
    assert not sharpened("We visited 42 mills.", proba=0.1)


def test_statement_without_evidence_is_left_alone():
    statement = Statement(Source(id="larch"), "", (), "plaintext")
    assert sharpen(statement) is statement


@pytest.mark.parametrize(
    ("label", "status"), [("training", "plan"), ("c2_structure", "done"), ("approval", "done")]
)
@pytest.mark.parametrize("specific", [True, False])
def test_practice_that_is_only_intended_is_planned(label, status, specific):
    quote = "We are in the process of writing a course for 40 buyers."
    assert evidence_of(quote, label=label, specific=specific).status == status


def test_practice_that_is_done_stays_done():
    assert evidence_of("We trained 40 buyers and will train more in 2031.").status == "done"


@pytest.mark.parametrize(
    ("quote", "status"),
    [
        ("We have trained buyers in Leeds and will continue to train new ones.", "done"),
        ("We have provided no training, which will be reviewed next year.", "plan"),
        ("We have agreed to hold courses, which will be repeated every three years.", "plan"),
        ("We have committed to train buyers and will continue to look for a teacher.", "plan"),
        ("We will continue to look for a teacher.", "plan"),
    ],
)
def test_what_was_done_and_goes_on_is_in_place(quote, status):
    assert evidence_of(quote, label="training", status="plan").status == status


@pytest.mark.parametrize(
    ("quote", "label", "status"),
    [
        ("New contracts hold terms guaranteeing slavery does not occur.", "supplier_terms", "done"),
        ("No audits ensure that slavery does not occur.", "audit_monitoring", "none"),
        (
            "We do not audit mills to ensure that slavery does not occur.",
            "audit_monitoring",
            "none",
        ),
        ("We cannot guarantee that slavery does not occur.", "audit_monitoring", "none"),
        ("We have yet to add terms ensuring slavery does not occur.", "supplier_terms", "none"),
        ("Audits to ensure that slavery is rare are not carried out.", "audit_monitoring", "none"),
        ("Training to prevent slavery has not been given.", "training", "none"),
        ("Checks to prevent slavery have not found any cases.", "due_diligence", "none"),
        ("Audits ensure that slavery does not occur.", "incident", "none"),
        ("Workers were not made to pay for contracts.", "incident", "none"),
        ("Cleaners had not been paid late.", "incident", "none"),
        ("No workers had not been paid.", "incident", "none"),
        ("Cleaners had not been paid late.", "remediation", "none"),
        ("Staff are not aware of any case.", "incident", "none"),
        ("We have not identified any people forced to work.", "incident", "none"),
        ("We have no audits.", "audit_monitoring", "none"),
    ],
)
def test_what_steps_are_to_prevent_is_no_denial(quote, label, status):
    assert evidence_of(quote, label=label, status="none").status == status


def test_practice_below_a_heading_of_plans_is_planned():
    lines = ("Next steps", "• Audits of ten mills by a charity.")
    text = "\n".join(lines)
    sentences = (
        Sentence(0, 0, len(lines[0]), 1),
        Sentence(1, len(lines[0]) + 1, len(text), 1),
    )
    item = Evidence("due_diligence", sentences[1], lines[1], 0.9, 0.5, "done", True, "fake 1.0.0")
    structure = replace(item, label="c2_structure")
    statement = Statement(
        source=Source(id="larch"),
        text=text,
        pages=(Page(1, 0, len(text)),),
        extractor="plaintext",
        sentences=sentences,
        evidence=(item, structure),
    )
    assert [each.status for each in sharpen(statement).evidence] == ["plan", "done"]


RISK = "c3_risk_description"


@pytest.mark.parametrize(
    "quote",
    [
        "Some areas of our supply chains may pose a higher risk of modern slavery.",
        "There is a risk of forced labour with third parties in certain countries.",
        "Larch Mills Pty Ltd is exposed to modern slavery in its supply chain.",
        "Suppliers in Australia may be exposed to the risk of modern slavery.",
        "Vulnerable workers in our supply chains are at risk of modern slavery.",
    ],
)
def test_risk_in_words_that_any_company_could_use_is_vague(quote):
    assert not evidence_of(quote, label=RISK, specific=True, jurisdiction="AU").specific
    # Whatever else it is about keeps what the classifier heard.
    assert evidence_of(quote, label="due_diligence", specific=True).specific


@pytest.mark.parametrize(
    "quote",
    [
        "Cleaning carries a higher risk of modern slavery.",
        "There is a risk of forced labour in our supply chain in Malaysia.",
        "There is a risk of modern slavery for migrant workers.",
        "Debt bondage is a risk in our supply chain.",
        "Of our suppliers, 12 pose a higher risk of modern slavery.",
        "Hand car washes and nail bars pose a risk.",
    ],
)
def test_named_risk_stays_specific(quote):
    assert evidence_of(quote, label=RISK, specific=True, jurisdiction="AU").specific


def test_country_of_the_register_is_none_of_a_risk_alone():
    quote = "Suppliers in Australia may be exposed to the risk of modern slavery."
    assert evidence_of(quote, label=RISK, specific=True, jurisdiction="GB").specific
    assert sharpened("We sell yarn in Australia.", label="c2_operations", jurisdiction="AU")


def test_general_words_are_told_without_numbers_and_with_names():
    assert is_general("In 2023, the risk in our supply chains was 3 times higher.")
    assert not is_general("The risk in our supply chains is in Xinjiang cotton.")


@pytest.mark.parametrize(("label", "specific"), [("c2_supply_chains", True), ("training", False)])
def test_three_bullets_of_a_description_are_checkable_together(label, specific):
    lines = ("• linen", "• seed trays", "• couriers")
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    sentences = tuple(
        Sentence(index, start, start + len(line), 1)
        for index, (start, line) in enumerate(zip(starts, lines, strict=True))
    )
    evidence = tuple(
        Evidence(label, sentence, line, 0.9, 0.5, "done", False, "fake 1.0.0")
        for sentence, line in zip(sentences, lines, strict=True)
    )
    statement = Statement(
        source=Source(id="larch"),
        text=text,
        pages=(Page(1, 0, len(text)),),
        extractor="plaintext",
        sentences=sentences,
        evidence=evidence,
    )
    assert [item.specific for item in sharpen(statement).evidence] == [specific] * 3
