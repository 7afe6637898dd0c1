"""Numbers, what is at risk, indicators, and risk cards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyser.particulars import MAX_LENGTH, MAX_RISKS, find_particulars, gather, risk_cards
from analyser.types import Evidence, Page, Sentence, Statement
from tests.unit.test_particulars import found, statement_of, values


@pytest.mark.parametrize(
    ("text", "number", "done"),
    [
        ("We trained 112 employees.", "112 employees", "trained"),
        ("97% of colleagues completed the e-learning.", "97% of colleagues", "trained"),
        ("100% of our staff received training.", "100% of staff", "trained"),
        ("Approximately 1,500 workers were trained.", "approximately 1,500 workers", "trained"),
        ("Over 100 HR staff have received training.", "over 100 HR staff", "trained"),
        ("We audited 42 high-risk suppliers.", "42 high-risk suppliers", "audited"),
        ("There were 4,011 social audits.", "4,011 social audits", "audited"),
        ("Twelve factories were assessed.", "twelve factories", "assessed"),
        ("We received 14 reports through the line.", "14 reports", "reported"),
        ("We interviewed 300 workers.", "300 workers", "interviewed"),
        ("We will train 200 managers next year.", "200 managers", "trained, planned"),
    ],
)
def test_numbers_come_with_unit_and_deed(text, number, done):
    assert found(text, "number") == [(number, done)]


@pytest.mark.parametrize(
    "text",
    [
        "In 2018 employees were trained.",
        "Section 54 audits",
        "We have 23 people, and our firm was founded long ago.",
        "We employ 40,000 people engaged in trade.",
        "We use SMETA 4 pillar audits.",
        "Training takes 3 hours.",
        "We use 3rd party audits.",
        "On 1 May staff were trained.",
    ],
)
def test_other_numbers_do_not_count(text):
    assert values(text, "number") == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("We repaid recruitment fees of US$1.2 million to 840 workers.", ["US$1.2 million"]),
        ("Suppliers reimbursed £50,000 in fees to migrant workers.", ["£50,000"]),
        ("Our turnover is £36 million and fees were repaid.", []),
        ("We repaid our loan of £3 million.", []),
    ],
)
def test_repaid_fees_are_amounts_paid_to_workers(text, amount):
    assert values(text, "fee_repayment") == amount


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Cotton is a high-risk material.", "commodity_at_risk", ["cotton"]),
        ("We sell cotton.", "commodity_at_risk", []),
        ("The risk in our cleaning contracts is low.", "sector_at_risk", []),
        (
            "Cleaning and catering are high-risk.",
            "sector_at_risk",
            ["cleaning", "catering and hospitality"],
        ),
        ("Migrant workers are vulnerable to exploitation.", "group_at_risk", ["migrants"]),
        (
            "Women and children are at risk of exploitation.",
            "group_at_risk",
            ["women and girls", "children"],
        ),
        ("We employ women and young people.", "group_at_risk", []),
        ("We take a risk-based view of construction.", "sector_at_risk", []),
    ],
)
def test_what_is_at_risk_counts_only_where_risk_is_named(text, kind, value):
    assert values(text, kind) == value


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("our tier 1 suppliers", ["tier 1"]),
        ("Tier 1 and tier 2 suppliers", ["tier 1", "tier 2"]),
        ("first-tier and second-tier sites", ["tier 1", "tier 2"]),
        ("tiers 1-3", ["tier 1", "tier 3"]),
        ("beyond tier 1", ["beyond tier 1"]),
        ("below our second tier", ["beyond tier 2"]),
        ("lower tiers", ["beyond tier 1"]),
        ("a Tier 2 visa", []),
        ("tier 1 capital of the bank", []),
        ("a Tier 3 country in the Trafficking in Persons Report", []),
    ],
)
def test_tiers_are_found(text, tiers):
    assert values(text, "tier") == tiers


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("abuse of vulnerability", "abuse of vulnerability"),
        ("deceptive recruitment", "deception"),
        ("restriction of movement", "restriction of movement"),
        ("geographical isolation", "isolation"),
        ("physical and sexual violence", "physical and sexual violence"),
        ("intimidation and threats", "intimidation and threats"),
        ("retention of identity documents", "retention of identity documents"),
        ("their passports were confiscated", "retention of identity documents"),
        ("withholding of wages", "withholding of wages"),
        ("debt bondage", "debt bondage"),
        ("abusive working and living conditions", "abusive working and living conditions"),
        ("excessive overtime", "excessive overtime"),
    ],
)
def test_each_indicator_of_forced_labour_is_found(text, indicator):
    assert indicator in values(text, "ilo_indicator")


@pytest.mark.parametrize(
    "text", ["good working conditions", "the payment of wages on time", "lock"]
)
def test_ordinary_words_are_no_indicator(text):
    assert values(text, "ilo_indicator") == []


LINES = (
    "Our risks",
    "Migrant workers from Nepal in tier 2 seafood plants are at high risk of debt bondage.",
    "We looked at this again.",
    "We audit each plant twice a year with Petra Vantongeren.",
    "Training",
    "We train all buyers.",
    "No cases of modern slavery were identified.",
    "Cotton farms are a risk.",
)
LABELS = (
    (0, "risk_identified"),
    (1, "risk_identified"),
    (1, "c3_risk_description"),
    (3, "audit_monitoring"),
    (5, "training"),
    (6, "c3_risk_description"),
    (7, "c3_risk_description"),
)


def classified(lines=LINES, labels=LABELS, status="done"):
    sentences, start = [], 0
    for index, line in enumerate(lines):
        sentences.append(Sentence(index, start, start + len(line), 1 + index // 4))
        start += len(line) + 1
    text = "\n".join(lines)
    cut = sentences[4].start if len(lines) > 4 else len(text)
    evidence = tuple(
        Evidence(label, sentences[index], lines[index], 0.9, 0.5, status, True, "m")
        for index, label in labels
    )
    pages = (Page(1, 0, cut), Page(2, cut, len(text)))
    return replace(statement_of(text), pages=pages, sentences=tuple(sentences), evidence=evidence)


def cards_of(statement: Statement):
    return risk_cards(statement, find_particulars(statement))


def test_card_names_what_its_sentence_names():
    card = cards_of(classified())[0]
    assert card.description == LINES[1]
    assert (card.page_number, card.sentence_index) == (1, 1)
    assert card.sources == ("fishing and seafood",)
    assert card.countries == ("Nepal",)
    assert card.groups == ("migrants",)
    assert card.tiers == ("tier 2",)
    assert card.indicators == ("debt bondage",)


def test_mitigation_is_the_nearest_of_the_same_section_with_names_masked():
    card = cards_of(classified())[0]
    assert card.mitigation == "We audit each plant twice a year with [name withheld]."
    assert card.mitigation_page == 1


def test_mitigation_of_another_section_is_not_taken():
    lines = (LINES[1], "Training", "We train all buyers.")
    (card,) = cards_of(classified(lines, ((0, "risk_identified"), (2, "training"))))
    assert (card.mitigation, card.mitigation_page) == ("", None)


def test_denied_mitigation_is_none():
    lines = (LINES[1], "We do not audit.")
    statement = classified(lines, ((0, "risk_identified"), (1, "audit_monitoring")), "none")
    assert cards_of(statement)[0].mitigation == ""


def test_headings_and_denials_have_no_card():
    assert [card.sentence_index for card in cards_of(classified())] == [1, 7]


def test_evidence_below_its_threshold_makes_no_card():
    statement = classified()
    evidence = tuple(replace(each, proba=0.1) for each in statement.evidence)
    assert cards_of(replace(statement, evidence=evidence)) == ()


def test_statement_that_was_not_classified_has_no_card():
    assert cards_of(statement_of(LINES[1])) == ()


def test_scorecard_keeps_few_and_short_risks():
    lines = tuple(f"Cotton from Mali {'very ' * 80}is at high risk." for _ in range(9))
    facts = gather(classified(lines, tuple((index, "risk_identified") for index in range(9))))
    assert (len(facts.risks), facts.n_risks) == (MAX_RISKS, 9)
    assert all(len(card.description) <= MAX_LENGTH for card in facts.risks)
    assert [line.kind for line in facts.lines] == ["country", "commodity_at_risk"]


@pytest.mark.parametrize(
    ("line", "n_cards"),
    [
        ("We believe there is a very low risk of slavery in our business.", 0),
        ("The risk in our offices is considered to be low.", 0),
        ("The risk in our offices is low, but it is higher in cleaning.", 1),
        ("Seasonal work carries a higher risk.", 1),
    ],
)
def test_playing_a_risk_down_makes_no_card(line, n_cards):
    assert len(cards_of(classified((line,), ((0, "risk_identified"),)))) == n_cards
