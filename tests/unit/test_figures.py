"""Figures: what is quoted in a reason, and the numbers that only look like one."""

from __future__ import annotations

import pytest

from analyser.figures import find_figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("We audited 42 high-risk suppliers during the year.", "42 high-risk suppliers"),
        ("27 of them were of high risk.", "27"),
        ("We found one case at a supplier.", "one case"),
        ("In our fourth year 12 audits were done.", "12 audits"),
        ("We assessed our top 20 suppliers.", "20 suppliers"),
        ("1950 workers were trained.", "1950 workers"),
        ("We gave 4,000 hours of training.", "4,000 hours"),
        ("Half of our suppliers are in China.", "Half of our suppliers"),
        ("Number of audits: 14", "14"),
        ("Employees trained | 412", "412"),
        ("The line is open in 12 languages.", "12 languages"),
        ("Interviews with 3 Nepalese workers took place.", "3"),
        ("We repaid $1.2 million in fees.", "$1.2 million"),
        ("0.5% of sites remain.", "0.5%"),
    ],
)
def test_figure_is_quoted_with_what_it_counts(text, figure):
    assert find_figure(text) == figure


@pytest.mark.parametrize(
    "text",
    [
        "Our tier 1 and tier two suppliers are audited.",
        "Of 0 reports none was upheld.",
        "0% of sites failed.",
        "Our policy rests on three pillars and six principles.",
        "We have reported for five years and act within 90 days.",
        "Fennick Tools Statement 2023 3 We assess suppliers.",
        "2 Structure, Operations and Supply Chains",
        "Sourcing 4.1 Risk of forced labour in Asia",
        "Page 5 of 8",
        "The line is staffed 24 hours a day, or 24/7.",
        "A 16-year-old worker aged 16 was found.",
        "One of our values is respect.",
        "Our office is at 100 King Street, Sydney NSW 2000.",
        "An estimated 50 million people live in slavery.",
        "We are a member of the FTSE 250.",
        "ILO Conventions No. 29 and 105 guide us.",
        "We meet four times a year, at 9am.",
    ],
)
def test_number_that_counts_nothing_is_no_figure(text):
    assert find_figure(text) is None


def test_capitalised_words_are_never_quoted_since_they_may_be_names():
    assert find_figure("We repaid 2 workers Tran Binh and Somsak.") == "2 workers"
