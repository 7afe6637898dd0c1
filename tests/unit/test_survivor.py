"""Survivor-centred labels: what counts is found, traps are not, and denials earn nothing."""

from __future__ import annotations

import time
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from analyser.errors import StageOrderError
from analyser.frameworks import load_framework
from analyser.labelled import statement_of
from analyser.survivor import (
    DOMAINS,
    MODEL,
    SURVIVOR_LABELS,
    breadth_of_support,
    find_support,
    find_survivor_evidence,
    gather_people,
    survivor_proba,
)
from analyser.survivor.finding import fired, load_rates
from analyser.survivor.patterns import compile_pattern, load_rules, tidy
from analyser.survivor.statuses import status_of
from analyser.taxonomy import load_taxonomy
from analyser.types import Evidence, Source

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "survivor_cases.toml").read_text(encoding="utf-8")
)
N_CASES = 10


def cases(kind):
    return [(label, text) for label, both in CASES.items() for text in both[kind]]


def found_in(*sentences, **options):
    statement = statement_of(list(sentences), Source(id="s"))
    return find_survivor_evidence(statement, (), **options)


def carried(label, statement, index=0, proba=0.9):
    sentence = statement.sentences[index]
    quote = statement.quote(sentence)
    return Evidence(label, sentence, quote, proba, 0.5, "done", True, "fake 1.0.0")


@pytest.mark.parametrize(("label", "text"), cases("true"))
def test_true_case_is_found(label, text):
    items = {item.label: item for item in found_in(text)}
    assert items[label].counts
    assert items[label].status != "none"


@pytest.mark.parametrize(("label", "text"), cases("traps"))
def test_trap_does_not_score(label, text):
    scoring = [item for item in found_in(text) if item.counts and item.status != "none"]
    assert label not in {item.label for item in scoring}


@pytest.mark.parametrize("label", SURVIVOR_LABELS)
def test_every_label_has_cases_rules_and_a_definition(label):
    assert len(set(CASES[label]["true"])) >= N_CASES
    assert len(set(CASES[label]["traps"])) >= N_CASES
    assert any(rule.label == label for rule in load_rules().rules)
    assert load_taxonomy()[label].source == "survivor"


@pytest.mark.parametrize("rule", load_rules().rules, ids=lambda rule: f"{rule.label}/{rule.id}")
def test_rule_fires_on_its_example_and_has_rates(rule):
    assert rule.id in fired(rule.example)[rule.label]
    rates = load_rates().precision[rule.label][rule.id]
    assert all(0 < rate < 1 for rate in rates)


def test_rates_are_of_the_rules_there_are():
    rated = {(label, id_) for label, ids in load_rates().precision.items() for id_ in ids}
    assert rated == {(rule.label, rule.id) for rule in load_rules().rules}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("No cases of modern slavery were identified in the year.", "sc10_outcomes"),
        ("As a result, no remediation was necessary.", "sc9_remediation_process"),
    ],
)
def test_denial_is_kept_as_denied(text, label):
    statuses = {item.label: item.status for item in found_in(text)}
    assert statuses[label] == "none"


def test_case_beside_a_denial_is_no_denial():
    text = "No cases were found in the UK, but one case of forced labour was found in Italy."
    assert {item.label: item.status for item in found_in(text)}["sc10_outcomes"] == "done"


def test_assurance_that_there_is_no_slavery_is_neither_outcome_nor_denial():
    assert found_in("We ensure that there is no slavery in our supply chains.") == ()


def test_plan_is_no_practice():
    (item,) = found_in("We will repay recruitment fees in full to any worker who paid them.")
    assert item.status == "plan"


def test_status_and_particulars_are_those_of_the_model_where_it_gives_them():
    (item,) = found_in(
        "We repaid recruitment fees to 42 workers.", status=("vague",), specific=(False,)
    )
    assert (item.status, item.specific) == ("vague", False)
    (item,) = found_in("We repaid recruitment fees to 42 workers.")
    assert (item.status, item.specific) == ("done", True)


def test_finding_names_the_rules_and_is_never_certain():
    (item,) = found_in("We repaid recruitment fees to 42 workers.")
    assert item.model == MODEL
    assert item.threshold == load_rates().threshold
    assert not item.is_certain


def test_a_label_of_the_model_makes_a_finding_likelier():
    statement = statement_of(["Suppliers can use our speak-up line."], Source(id="s"))
    grievance = carried("grievance", statement)
    alone = {item.label: item.proba for item in find_survivor_evidence(statement, ())}
    both = {item.label: item.proba for item in find_survivor_evidence(statement, (grievance,))}
    assert alone["sc3_hotline"] < both["sc3_hotline"]
    weak = carried("grievance", statement, proba=0.1)
    unsaid = find_survivor_evidence(statement, (weak,))
    assert {item.label: item.proba for item in unsaid} == alone


def test_evidence_is_in_order_of_sentence_then_label():
    items = found_in(
        "We report suspected cases to the police and to the Modern Slavery Helpline.",
        "We train.",
        "We consulted survivors.",
        "We repaid fees to nine workers.",
    )
    keys = [(item.sentence.index, SURVIVOR_LABELS.index(item.label)) for item in items]
    assert keys == sorted(set(keys))
    assert {index for index, _ in keys} == {0, 2, 3}


def test_a_neighbour_tells_who_a_sentence_is_about():
    about = ("The bakery offers jobs to survivors.", "Nine participants found permanent work.")
    indices = {item.sentence.index for item in found_in(*about) if item.label == "sc6_employment"}
    assert indices == {0, 1}
    assert found_in("We sell bread.", about[1]) == ()


def test_lost_ligatures_are_mended_for_matching():
    assert tidy("a con dential line on human traf cking") == (
        "a confidential line on human trafficking"
    )
    labels = {item.label for item in found_in("Anyone may raise concerns on a con dential basis.")}
    assert "sc3_hotline" in labels


@pytest.mark.parametrize("text", ["Support for victims", "Survivor-led work ....... 12", ""])
def test_heading_and_table_of_contents_carry_nothing(text):
    assert fired(text) == {}


def test_words_of_the_file_stand_in_one_another():
    pattern = compile_pattern("<b> line", {"a": "(?:hot|help)", "b": "<a>-?"})
    assert pattern.search("a HELP- line")


def test_probability_of_a_statement_grows_with_its_findings():
    items = found_in("We repaid fees to nine workers.", "We repaid fees to 42 workers.")
    index = SURVIVOR_LABELS.index("sc5_financial_remedy")
    none, one, both = (survivor_proba(items[:n])[index] for n in (0, 1, 2))
    assert none == load_rates().missed["sc5_financial_remedy"]
    assert none < one < both < 1


@pytest.mark.parametrize("word", ["victims of ", "report ", "suppliers can ", "no case of "])
def test_a_sentence_without_end_takes_little_time(word):
    start = time.monotonic()
    fired(word * 50_000)
    assert time.monotonic() - start < 2


def test_evidence_needs_sentences():
    statement = replace(statement_of(["We train."], Source(id="s")), sentences=None)
    with pytest.raises(StageOrderError, match="has not been segmented"):
        find_survivor_evidence(statement, ())


def classified(*sentences):
    statement = statement_of(list(sentences), Source(id="s"))
    return replace(statement, evidence=find_survivor_evidence(statement, ()))


@pytest.mark.parametrize(
    ("text", "domains"),
    [
        ("We paid for safe accommodation for two victims.", ("safety and housing",)),
        ("Affected workers were given medical care.", ("health",)),
        ("Survivors are offered trauma therapy that we fund.", ("psychological",)),
        ("We fund legal advice for survivors of trafficking.", ("legal",)),
        ("We repaid recruitment fees to 42 workers.", ("economic and employment",)),
        ("Victims receive support from mentors whom we pay.", ("social and community",)),
        ("A lived-experience panel reviewed our training.", ("survivors' own voice",)),
        ("We trained 42 buyers on legal matters and housing.", ()),
        ("No victims were found who needed housing or legal advice.", ()),
    ],
)
def test_support_is_told_by_domain(text, domains):
    assert breadth_of_support(classified(text)) == domains


def test_support_comes_with_its_sentences_in_order():
    statement = classified(
        "A lived-experience panel reviewed our training.",
        "We paid for safe accommodation and legal advice for two victims.",
    )
    support = find_support(statement)
    assert [(item.domain, item.sentence_index) for item in support] == [
        ("safety and housing", 1),
        ("legal", 1),
        ("survivors' own voice", 0),
    ]
    assert support[0].page_number == 1
    assert support[0].quote.startswith("We paid for")
    assert breadth_of_support(statement) == tuple(item.domain for item in support)
    assert set(breadth_of_support(statement)) <= set(DOMAINS)


def test_support_needs_evidence():
    with pytest.raises(StageOrderError, match="has not been classified"):
        find_support(statement_of(["We train."], Source(id="s")))


def test_pages_that_identify_an_affected_person_are_named_and_quotes_masked():
    statement = classified(
        "We paid for safe accommodation for the victim, a 17-year-old from Hanoi.",
        "We do not employ a worker under the age of 16.",
        "A policy on the child labour of those aged 13 to 15 is in place.",
    )
    people = gather_people(statement)
    assert people.identified_pages == (1,)
    assert people.domains == ("safety and housing",)
    assert "17" not in people.support[0].quote
    assert "Hanoi" not in people.support[0].quote


def test_statement_without_such_details_names_no_page():
    people = gather_people(classified("We paid for safe accommodation for two victims."))
    assert people.identified_pages == ()


@pytest.mark.parametrize(
    "text",
    [
        "We have not yet engaged people with lived experience.",
        "We do not have a procedure for referring victims.",
        "We do not run a placement scheme for survivors.",
        "We do not support any survivor organisation at present.",
    ],
)
def test_what_is_not_done_earns_nothing(text):
    assert {item.status for item in found_in(text)} <= {"none"}


def test_refusal_to_retaliate_is_a_practice():
    (item,) = found_in("We do not tolerate retaliation against workers who speak up.")
    assert (item.label, item.status) == ("sc7_non_discrimination", "done")


CRITERIA = load_framework("survivor-centred").criteria


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.id)
def test_rules_agree_with_the_examples_of_the_framework(criterion):
    def scores(text):
        items = found_in(text)
        return any(i.label in criterion.labels and i.counts and i.status != "none" for i in items)

    assert [text for text in criterion.disclosed if not scores(text)] == []
    assert [text for text in criterion.not_disclosed if scores(text)] == []


@pytest.mark.parametrize(
    ("label", "text", "status"),
    [
        ("sc2_referral", "We do not refer adults to a charity without their consent.", "done"),
        ("sc2_referral", "No survivor was referred, as we have no pathway for it.", "none"),
        ("sc6_employment", "Survivors do not have to provide references.", "done"),
        ("sc6_employment", "Work placements for survivors led to nine jobs.", "done"),
        ("sc6_employment", "To work with a charity on jobs for survivors.", "plan"),
        ("sc6_employment", "Three posts for survivors are being set up.", "plan"),
        ("sc6_employment", "We offer jobs to survivors.", "done"),
        ("sc7_non_discrimination", "We do not tolerate retaliation.", "done"),
        ("sc7_non_discrimination", "Rules are not there yet, and we have no procedure.", "none"),
        ("sc12_dignity", "We do not anonymise what survivors tell us.", "none"),
        ("sc5_financial_remedy", "£40,000 is set aside to repay fees by 2027.", "plan"),
    ],
)
def test_status_is_mended_by_the_words(label, text, status):
    assert status_of(label, text, "done") == status


def test_other_misfortunes_are_no_slavery():
    text = "We gave shelter and counselling to people affected by the {}."
    assert not fired(text.format("earthquake"))
    assert fired(text.format("exploitation of farm workers"))
