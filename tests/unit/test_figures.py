"""Figures: what is quoted in a reason, and the numbers that only look like one."""

from __future__ import annotations

import time

import pytest

from analyser.figures import find_figure, has_figure, without_size


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("We audited 42 high-risk suppliers during the year.", "42 high-risk suppliers"),
        ("Larch employs a team of 140 in addition to its growers.", "140"),
        ("27 of them were of high risk.", "27"),
        ("We found one case at a supplier.", "one case"),
        ("In our fourth year 12 audits were done.", "12 audits"),
        ("We assessed our top 20 suppliers.", "20 suppliers"),
        ("We gave in excess of 1,200 hours of human rights training.", "1,200 hours"),
        ("1950 workers were trained.", "1950 workers"),
        ("We gave 4,000 hours of training.", "4,000 hours"),
        ("Half of our suppliers are in China.", "Half of our suppliers"),
        ("Number of audits: 14", "14"),
        ("Employees trained | 412", "412"),
        ("The line is open in 12 languages.", "12 languages"),
        ("We have more than 200 food and drink suppliers.", "200"),
        ("Supervisors had twelve (12) hours of training and 14 tests.", "14 tests"),
        ("Interviews with 3 Nepalese workers took place.", "3"),
        ("We repaid $1.2 million in fees.", "$1.2 million"),
        ("0.5% of sites remain.", "0.5%"),
        ("Auditors visited our factories 1284 times.", "1284"),
        ("Our sites were inspected 12 times.", "12"),
        ("We repaid more than £50,000 to workers of suppliers.", "£50,000"),
        ("Workers on contracts were repaid over $300,000.", "$300,000"),
        ("We spent more than £2 million on remedy.", "£2 million"),
        ("Our spend with growers exceeded $2 billion.", "$2 billion"),
    ],
)
def test_figure_is_quoted_with_what_it_counts(text, figure):
    assert find_figure(text) == figure


@pytest.mark.parametrize(
    "text",
    [
        "What we ask of suppliers 3 LARCH expects its mills to obey the law.",
        "Our tier 1 and tier two suppliers are audited.",
        "Of 0 reports none was upheld.",
        "0% of sites failed.",
        "We have two policies on this.",
        "The checklist has over 60 separate questions.",
        "Fennick has two 24/7 ethics reporting tools.",
        "Milk comes from the northern half of the island.",
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
        "We check the number of hours worked in a seven (7) day week.",
        "The total may not exceed forty-eight (48) hours.",
        "The number of a notice's thirty (30) days, or ten (10) working days, is fixed.",
        "Registered in England: 653648",
        "Incorporated in Jersey with number 12345.",
        "Penrose Yarn is registered in England and Wales (no. 1234567).",
        "Incorporated in Scotland with number SC 12345",
        "Due diligence is done for annual spend in excess of £100,000.",
        "Contracts worth more than £50,000 hold a clause.",
        "Vendors with a spend >$50,000 are screened.",
        "Mills are audited 3 times annually.",
        "Each farm is inspected up to 4 times in a season.",
        "We visited each site three times a year.",
        "Since April 2016 suppliers must sign it.",
        "As of 1 st April 2016 suppliers were asked to sign.",
        "We enforce it by a three pronged approach.",
        "We buy through three channels.",
        "We introduced 6 monthly reviews.",
    ],
)
def test_number_that_counts_nothing_is_no_figure(text):
    assert find_figure(text) is None


def test_capitalised_words_are_never_quoted_since_they_may_be_names():
    assert find_figure("We repaid 2 workers Tran Binh and Somsak.") == "2 workers"


@pytest.mark.parametrize(
    "text",
    [
        "All 36 category managers completed it.",
        "Contracts were corrected for 120 workers six months after the visit.",
        "The map covers 143 first-tier factories.",
        "The map covers 143 tier-1 factories.",
        "In 2024, 12 buyers were trained.",
        "In 2024 12 buyers were trained.",
        "We visited none of the 14 sites in Burma.",
        "Northgate's 12 depots were inspected.",
        "The line took 2,400+ calls.",
        "We held 12 two-day audits.",
        "Auditors made 9 SA8000 visits.",
        "There were 11 ISO 45001 inspections at mills.",
        "We visited 10-12 labour agencies each month.",
        "Of the mills, 14 were visited without notice.",
        "Of those audited, 31 had kept no contracts.",
        "By the end of December we had trained 412.",
        "Open findings fell from 61 to 17.",
        "Calls to the line rose to 88.",
        "Three key suppliers were suspended.",
        "We wrote to 5 other agencies in Penang.",
        "Sixteen 24-hour helplines are listed on posters.",
        "The company has 1 employee in Malta.",
        "2019 workers answered the survey.",
        "The survey reached 3 Nepalese workers.",
        "A question was put to 250 suppliers of fruit.",
        "Twelve suppliers were audited.",
        "One hundred and twenty workers were paid back.",
        "Two thousand three hundred and six people took the course.",
        "A dozen factories were visited.",
        "Two dozen factories were visited.",
        "A hundred and five drivers got new contracts.",
        "Some 85 per cent of spending was screened.",
        "Eighty-five percent of spending was screened.",
        "One hundred per cent of buyers passed the test.",
        "Two thirds of the mills were visited.",
        "Nearly half our suppliers answered.",
        "Three fifths of our spending was screened.",
        "Nine in ten cleaners knew the helpline.",
        "Nine of ten cleaners knew the helpline.",
        "Recruitment fees of RM 18,400 were paid back to 6 cooks.",
        "Suppliers registered in Sedex: 1450.",
        "Controls incorporated in contracts: 2300 suppliers signed.",
        "The platform was incorporated in our tender process (3100 suppliers answered).",
        "In 2024 the firm conducted 31 Social Audits of mills.",
        "We visited 12 Supplier Sites.",
        "We made 12 monitoring visits and met 3 implementing partners.",
    ],
)
def test_sentence_with_a_quantity_has_a_figure(text):
    assert find_figure(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "The policy was revised in 2023 and again in 2024.",
        "This is our statement for 2023/24.",
        "Section 54 binds us, as do sections 3 and 4 of the code.",
        "See clause 12.3 and clauses four and five of the contract.",
        "The Modern Slavery Act 2015 (c. 30) applies.",
        "Regulation (EU) 2017/821 and Bill S-211 apply.",
        "Division 270 or 271 of the Criminal Code applies.",
        "Ring 1800 555 019 or +61 7 5550 0199 in confidence.",
        "Call 999 immediately in an emergency.",
        "The hotline is (555) 010-0199 or 1-800-555-0199.",
        "Page | 5",
        "Fennick Tools Modern Slavery Report 2023 2 managing our supply chain",
        "Fennick Tools Statement 4 Looking forward",
        "Our office is at 921 chemin du Lac, and another at 337 Larch Drive, Aurora.",
        "Write to Suite 1200, PO Box 77, Level 35 and Floor 3.",
        "Company number: 0123456, registered in England.",
        "Fennick Tools Pty Ltd (ACN 000 555 019) reports.",
        "It is listed (TYO: 5555).",
        "The line is open 24 hours / 7 days.",
        "The line is open 24 hours a day, seven days a week.",
        "A two-day course is open to buyers.",
        "We hold a 30 minute course and a five step process.",
        "A 12 month plan and a 10 point plan are in place.",
        "Nobody may work over 60 hours a week.",
        "No one is made to work in excess of 48 hours (or less by law) in any week.",
        "Reports are answered within 48 hours.",
        "Young workers aged between 15 and 17 are protected.",
        "Workers must be 18 or over, and children under 15 are sent to school.",
        "The minimum age is 16.",
        "Signed on 3 June 2024, at 09:19:03 GMT.",
        "During the first half of 2024 we wrote a plan.",
        "We learnt of it in the second half of the year.",
        "It applies to firms with at least 250 employees, $20 million in assets or $40 million in"
        " revenue.",
        "The act applies to retailers with $100,000,000 in gross receipts.",
        "A fine of up to $250,000 may be imposed.",
        "We are 100% committed to ending slavery.",
        "Our three key risks and five core values guide us.",
        "RISK PROFILE OF OUR OPERATIONS 11 Having reviewed our work",
        "For more than two decades we have cared.",
        "There are seven mandatory criteria and 11 indicators of forced labour.",
        "Ten Thousand Lanterns sources goods from wholesalers.",
        "We buy with care, 2 conducting audits of suppliers",
        "We conducted 0 Social Audits.",
        "A code binds them 12 Supplier Audits",
        "4.1 above) including by direct engagement; take necessary remedial action;",
        "The steps are those of 3.2 below.",
    ],
)
def test_sentence_with_other_numbers_has_no_figure(text):
    assert find_figure(text) is None


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("All 36 category managers completed it.", "36 category managers"),
        ("It covers 120 workers six months after.", "120 workers"),
        ("1950 workers were trained.", "1950 workers"),
        ("One hundred and twenty workers were paid.", "One hundred and twenty workers"),
        ("We made 9 SA8000 visits.", "9"),
    ],
)
def test_quote_ends_with_what_is_counted(text, figure):
    assert find_figure(text) == figure


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1%",
        "1,",
        "a",
        "a1",
        "a@",
        "one ",
        "1 a ",
        "1-",
        "number ",
        "0(",
        "section 1, ",
        "$",
        " ",
    ]
    + ["one hundred and ", "12 of the ", "company number ", "half ", "in 2024 ", "rose from 1 to "],
)
def test_hostile_sentence_takes_no_time(unit):
    start = time.process_time()
    has_figure(unit * (200_000 // len(unit)))
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("We currently have 11 agency workers.", "11 agency workers"),
        ("In 2020 we employed 91 fixed term employees in 3 depots.", "91 fixed term employees"),
    ],
)
def test_how_many_work_there_is_no_figure_of_what_is_done(text, figure):
    assert find_figure(text) == figure
    assert figure not in without_size(text)


@pytest.mark.parametrize(
    "text",
    [
        "We have 300 temporary workers who were interviewed.",
        "We have trained 40 agency workers.",
        "We employed 12 people through the charity.",
        "Margins were 2.5 above the plan.",
    ],
)
def test_what_was_done_with_workers_keeps_its_figure(text):
    assert without_size(text) == text
    assert find_figure(text) is not None
