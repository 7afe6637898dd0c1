"""Denials: which sentences only say that nothing was found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyser.denials import denies_cases
from analyser.frameworks import load_framework
from analyser.rules import as_asked, best_grade, strength, worth
from analyser.types import Evidence, Grade, Sentence


def found(quote, *, label="incident", status="done", proba=0.9, specific=True):
    sentence = Sentence(0, 0, len(quote), 1)
    return Evidence(label, sentence, quote, proba, 0.5, status, specific, "fake 1.0.0")


@pytest.mark.parametrize(
    "quote",
    [
        "No cases of modern slavery were identified in 2024.",
        "Nil incidents recorded.",
        "Fennick has not identified any forced or child labour in its supply chain.",
        "Fennick did not identify, nor was it told of, any instances of forced labour.",
        "During the year we have not received any complaints about labour conditions.",
        "We are unaware of any instances of slavery in our business.",
        "Fennick is not aware of any allegations against its suppliers.",
        "There were no entries on the register in respect of modern slavery.",
        "Modern slavery cases reported: 0",
        "Reports of forced labour have never been received.",
        "None of the 42 audits found forced labour.",
        "None of our suppliers gives rise to any concern about forced labour.",
        "As a result, no remediation measures were necessary.",
        "We found no cases, but we remain vigilant.",
        "To ensure that there is no slavery we ran audits, and there was no slavery found.",
        "Calls in 2024: no incidents of bonded labour, of children at work, of withheld pay or of "
        "passports held back at our own depots or at the mills of our suppliers were recorded.",
        "In 2024 57 reports were received, none of which related to modern slavery.",
        "We have never been made aware of any practices that would be a breach of the Act.",
    ],
)
def test_denial_is_recognised_whatever_its_status(quote):
    assert denies_cases(found(quote))
    assert worth("practice", found(quote)) is Grade.NOT_ADDRESSED


@pytest.mark.parametrize(
    "quote",
    [
        "In May our helpline took a report that six passports were held.",
        "We found three cases at a mill in Kedah and repaid the workers.",
        "No cases were found at our own sites, but two workers of a supplier were underpaid.",
        "Pickers without a contract may not report abuse for fear of losing their visa.",
        "Workers are not aware of their rights, which raises the risk of forced labour.",
        "Migrant crews have no access to a complaints line.",
        "Suppliers with no trade union carry a higher risk.",
        "Where no contract exists, debt bondage is more likely.",
        "None of our offices gives rise to concerns, but agency cleaners are at risk of bondage.",
        "None of our offices gives rise to concerns of slavery; agency cleaners are at risk.",
        "We reviewed the steps taken to ensure that there is no slavery at our mills.",
        "Nine calls came in 2024, two of which related to forced labour.",
    ],
)
def test_case_or_risk_is_not_taken_for_a_denial(quote):
    assert not denies_cases(found(quote, label="c3_risk_description"))


def test_denied_incident_earns_nothing_in_any_words():
    quiet = found("All quiet at our 42 sites.", status="none")
    assert worth("description", quiet) is Grade.NOT_ADDRESSED


def test_practice_beside_a_denial_keeps_its_worth():
    audits = "We audited 42 suppliers and found no cases of forced labour."
    assert worth("practice", found(audits, label="audit_monitoring")) is Grade.OUTCOME


def test_zero_is_no_figure_beside_a_denial():
    audits = "Our audits in Kedah found 0 cases of forced labour."
    assert worth("practice", found(audits, label="audit_monitoring")) is Grade.SPECIFIC


@pytest.mark.parametrize(
    ("quote", "grade"),
    [
        ("79% 21%", Grade.NOT_ADDRESSED),
        ("With over 250 suppliers in our chain, we have a new checklist.", Grade.SPECIFIC),
        ("With 250 suppliers in scope, we sent a checklist to 40 mills.", Grade.OUTCOME),
    ],
)
def test_figure_of_a_practice_is_about_something_and_no_size(quote, grade):
    assert worth("practice", found(quote, label="due_diligence")) is grade


def test_sentence_below_its_threshold_is_worth_nothing():
    assert worth("formality", found("The board approved.", label="approval", proba=0.49)) == 0


@pytest.mark.parametrize(
    ("rule", "best"),
    [("practice", Grade.OUTCOME), ("description", Grade.OUTCOME), ("formality", Grade.SPECIFIC)],
)
def test_best_grade_of_a_formality_is_specific(rule, best):
    assert best_grade(rule) is best


@pytest.mark.parametrize(
    ("quote", "grade"),
    [
        ("We do not currently audit our suppliers.", Grade.NOT_ADDRESSED),
        ("Fennick does not have a formal training programme.", Grade.NOT_ADDRESSED),
        ("We do not conduct business with suppliers who use forced labour.", Grade.SPECIFIC),
        ("We do not audit farms, but mills in Kedah were visited.", Grade.SPECIFIC),
    ],
)
def test_plain_denial_of_a_practice_is_heard_whatever_its_status(quote, grade):
    assert worth("practice", found(quote, label="audit_monitoring")) is grade


def test_description_of_what_is_not_known_keeps_its_worth():
    unknown = found("We have not carried out a count of our farms.", label="c2_supply_chains")
    assert worth("description", unknown) is Grade.SPECIFIC


@pytest.mark.parametrize(
    ("quote", "grade"),
    [
        ("I have read the Privacy Policy and agree to its terms.", Grade.NOT_ADDRESSED),
        ("By using our site, you agree to our use of cookies.", Grade.NOT_ADDRESSED),
        ("Our privacy policy protects workers who call the line.", Grade.SPECIFIC),
    ],
)
def test_words_on_the_website_are_no_policy(quote, grade):
    assert worth("practice", found(quote, label="policy")) is grade


def test_checkable_words_change_only_what_counts_and_is_not_specific_yet():
    criterion = replace(load_framework("uk-msa-s54").criteria[0], checkable=("INDUCTION",))
    vague = found("Buyers are trained at induction.", specific=False)
    assert as_asked(criterion, vague).specific
    assert not as_asked(replace(criterion, checkable=()), vague).specific
    assert not as_asked(criterion, replace(vague, proba=0.1)).specific
    assert as_asked(criterion, replace(vague, proba=0.1, whole_proba=0.7)).specific
    assert as_asked(criterion, found("Buyers are trained.")).specific


def test_without_the_words_that_alone_can_be_checked_nothing_is_specific():
    criterion = replace(load_framework("uk-msa-s54").criteria[0], checkable_only=("PERU", "LTD"))
    assert as_asked(criterion, found("We buy from 12 mills in Peru.")).specific
    assert not as_asked(criterion, found("We buy from 12 mills.")).specific
    assert not as_asked(criterion, found("We buy in Peru.", specific=False)).specific
    both = replace(criterion, checkable=("buy",))
    assert as_asked(both, found("We buy in Peru.", specific=False)).specific
    assert not as_asked(both, found("We buy from mills.", specific=False)).specific


def test_stronger_sentence_sorts_first():
    weak, strong = found("We audit.", proba=0.6), found("We audit mills.", proba=0.9)
    by_whole = replace(strong, proba=0.2, whole_proba=0.9)
    assert sorted((by_whole, weak, strong), key=lambda item: strength(item, Grade.SPECIFIC)) == [
        strong,
        weak,
        by_whole,
    ]
    assert strength(weak, Grade.OUTCOME) < strength(strong, Grade.SPECIFIC)
