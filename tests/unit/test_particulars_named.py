"""The kinds that are found by name, with their traps."""

from __future__ import annotations

import pytest

from analyser.particulars.entities import is_abn, is_acn, is_business_number, is_lei
from analyser.particulars.gazetteer import Entry, Gazetteer, load_entries
from analyser.particulars.laws import ACTS, UNDETERMINED
from tests.unit.test_particulars import found, statement_of, values

UK, AU, NSW = ACTS["UK"], ACTS["AU"], ACTS["NSW"]


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("under the Modern Slavery Act 2015", [UK]),
        ("under the Modern Slavery Act 2018 (Cth)", [AU]),
        ("under the Modern Slavery Act 2018", [AU]),
        ("under the Modern Slavery Act 2018 (NSW)", [NSW]),
        ("under the Australian Modern Slavery Act", [AU]),
        ("under the UK Modern Slavery Act", [UK]),
        ("under the Modern Slavery Act", [UNDETERMINED]),
        ("under section 54 of the Modern Slavery Act", [UK]),
        ("under the MODERN SLAVERY ACT 2015", [UK]),
        # The year of the statement, not of the act.
        ("Our Modern Slavery Act 2018 Statement", [UNDETERMINED]),
        ("Modern Slavery Act 2018/19 report", [UNDETERMINED]),
        ("the UK Modern Slavery Act 2015 and the Modern Slavery Act 2018 (Cth)", [UK, AU]),
        ("our Modern Slavery Policy 2018", []),
        ("an act of modern slavery", []),
    ],
)
def test_modern_slavery_acts_are_kept_apart(text, laws):
    assert values(text, "law") == laws


def test_an_act_without_a_year_is_undetermined():
    assert found("See the Modern Slavery Act.", "law") == [(UNDETERMINED, "undetermined")]


def test_the_act_and_msa_stand_for_what_was_said_before():
    text = (
        'The Act is named later. We report under the Modern Slavery Act 2015 ("the Act"). '
        "The Act asks for six topics."
    )
    assert values(text, "law") == [UK, UK]
    text = "We report under the Modern Slavery Act 2018 (Cth) (“MSA”). The MSA has seven criteria."
    assert values(text, "law") == [AU, AU]


@pytest.mark.parametrize(
    "text",
    ["Each supplier signs our MSA, the master services agreement.", "The Act asks for much."],
)
def test_msa_and_the_act_alone_are_no_law(text):
    assert values(text, "law") == []


@pytest.mark.parametrize(
    ("text", "law"),
    [
        (
            "Bill S-211, as it is often called,",
            "Fighting Against Forced Labour and Child Labour in Supply Chains Act (S-211)",
        ),
        ("the California Transparency in Supply Chains Act of 2010", "(SB 657)"),
        ("SB 657", "(SB 657)"),
        ("the Trafficking Victims Protection Act of 2000", "of 2000"),
        ("the Palermo Protocol", "Palermo Protocol"),
        ("the UN Convention against Transnational Organized Crime", "(UNTOC)"),
        ("CEDAW", "CEDAW"),
        ("the UN Guiding Principles on Business and Human Rights", "UN Guiding Principles"),
        ("the UNGPs", "UN Guiding Principles"),
        ("the Universal Declaration of Human Rights", "Universal Declaration"),
        ("the OECD Guidelines for Multinational Enterprises", "OECD Guidelines"),
        ("the LkSG", "(LkSG)"),
        ("the EU's CSDDD", "(CSDDD)"),
        ("the UN Global Compact", "UN Global Compact"),
        ("the ETI Base Code", "ETI Base Code"),
        ("the Illegal Migration Act 2023", "Illegal Migration Act 2023"),
        ("the Immigration Act 2016", "Immigration Act 2016"),
        ("the Equality Act", "Equality Act 2010"),
        ("ILO Convention 29", "C29"),
        ("the ILO's Minimum Age Convention", "C138"),
        ("the 2014 Protocol to the Forced Labour Convention", "P029"),
        ("the Fair Pay for Harbour Workers Act 1987", "Fair Pay for Harbour Workers Act 1987"),
    ],
)
def test_laws_are_normalised(text, law):
    assert law in " | ".join(values(text, "law"))


def test_numbered_conventions_are_told_apart():
    text = "We follow ILO Conventions Nos. 29, 87, 98, 105, 138 and 182."
    numbers = [value.split()[1] for value in values(text, "law")]
    assert numbers == ["C29", "C87", "C98", "C105", "C138", "C182"]


def test_numbers_of_other_conventions_are_no_law():
    assert values("Our sales convention 29 was held in a hotel.", "law") == []


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("a referral to the National Referral Mechanism", "National Referral Mechanism"),
        ("an NRM referral", "National Referral Mechanism"),
        ("call the Modern Slavery Helpline", "Modern Slavery Helpline"),
        ("the GLAA", "Gangmasters and Labour Abuse Authority"),
        ("the Salvation Army", "The Salvation Army"),
        ("the Refugee Council", "Refugee Council"),
        ("Hope for Justice", "Hope for Justice"),
        ("Kalayaan", "Kalayaan"),
        ("Migrant Help", "Migrant Help"),
        ("Barnardo’s", "Barnardo's"),
        ("Polaris Project", "Polaris"),
        ("the National Human Trafficking Hotline", "National Human Trafficking Hotline (US)"),
        ("the Canadian Human Trafficking Hotline", "Canadian Human Trafficking Hotline"),
        ("reports to the police (AFP) in Australia", "Australian Federal Police"),
        ("Anti-Slavery Australia", "Anti-Slavery Australia"),
        ("My Blue Sky", "My Blue Sky"),
        ("the charity Unseen", "Unseen"),
    ],
)
def test_support_bodies_are_found(text, body):
    assert values(text, "support_body") == [body]


@pytest.mark.parametrize("text", ["much exploitation is unseen", "net contribution assets (NCA)"])
def test_other_words_are_no_support_body(text):
    assert values(text, "support_body") == []


@pytest.mark.parametrize(
    ("text", "initiative"),
    [
        ("SA8000 certified", "SA8000"),
        ("a SMETA audit", "SMETA"),
        ("members of SEDEX", "Sedex"),
        ("Fairtrade coffee", "Fairtrade"),
        ("RSPO palm oil", "RSPO"),
        ("Better Cotton", "Better Cotton Initiative"),
        ("Stronger Together", "Stronger Together"),
        ("Better Work", "Better Work"),
        ("the Responsible Business Alliance", "Responsible Business Alliance"),
        ("amfori BSCI", "amfori BSCI"),
        ("Ecovadis", "EcoVadis"),
    ],
)
def test_initiatives_are_found(text, initiative):
    assert values(text, "initiative") == [initiative]


def test_better_work_in_small_letters_is_no_programme():
    assert values("We want better work for all.", "initiative") == []


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ("Our Responsible Sourcing Policy applies.", "Responsible Sourcing Policy"),
        ("We have a Supplier Code of Conduct.", "Supplier Code of Conduct"),
        ("We have a whistleblowing policy.", "Whistleblowing policy"),
    ],
)
def test_policies_are_named(text, policy):
    assert values(text, "policy") == [policy]


@pytest.mark.parametrize("text", ["Privacy Policy", "See our Cookie Policy", "This Policy applies"])
def test_policies_of_a_website_are_no_policy(text):
    assert values(text, "policy") == []


def test_public_helpline_may_be_shown_and_other_numbers_not():
    text = "Call 08000 121 700, or our own line on 0800 555 0199, or +1 (888) 373-7888."
    assert values(text, "helpline") == [
        "Modern Slavery Helpline (UK) 08000 121 700",
        "National Human Trafficking Hotline (US) 1-888-373-7888",
    ]


@pytest.mark.parametrize(
    ("text", "mechanism"),
    [
        ("Our whistleblowing hotline is free.", "whistleblowing line"),
        ("a grievance mechanism for workers", "grievance mechanism"),
        ("calls go to Safecall", "Safecall"),
    ],
)
def test_mechanisms_are_found(text, mechanism):
    assert values(text, "mechanism") == [mechanism]


def test_reporting_line_of_a_manager_is_no_mechanism():
    assert values("Talk to your employee line manager.", "mechanism") == []


@pytest.mark.parametrize(
    ("text", "country", "note"),
    [
        ("We operate in Kenya.", "Kenya", "operation"),
        ("We source tea from Kenya.", "Kenya", "supply chain"),
        ("Forced labour is a high risk in Kenya.", "Kenya", "risk"),
        ("Our Vietnamese suppliers were visited.", "Vietnam", "supply chain"),
        ("We operate in Georgia and Armenia.", "Georgia", "operation"),
        ("We source from Turkey, Jordan and Chad.", "Turkey", "supply chain"),
    ],
)
def test_countries_are_found_with_their_part(text, country, note):
    assert found(text, "country")[0] == (country, note)


@pytest.mark.parametrize(
    "text",
    [
        "Georgia Fennimore, Director",
        "Approved by Jordan Quill and Chad Vantongeren",
        "Our plant in Atlanta, Georgia makes tyres.",
        "We roast turkey and serve it on china.",
        "Registered office: 1 Quill Road, London EC1N 2HT, UK",
        "Fennimore Foods UK Limited",
        "registered in England and Wales",
        "the UK Modern Slavery Act 2015",
        "the UK Government",
        "We sell French fries in English.",
        "the right to work in the UK",
    ],
)
def test_names_and_addresses_are_no_country(text):
    assert values(text, "country") == []


@pytest.mark.parametrize(
    ("text", "kind", "value", "note"),
    [
        ("Fennimore plc, company number 1234567", "company_number", "01234567", "of Fennimore plc"),
        ("Registered in Scotland No. SC123456", "company_number", "SC123456", ""),
        ("ABN 51 824 753 556", "abn", "51824753556", ""),
        ("ABN 51 824 753 557", "abn", "51824753557", "check digits wrong"),
        ("ACN 004 085 616", "acn", "004085616", ""),
        ("ACN 004 085 617", "acn", "004085617", "check digits wrong"),
        ("LEI: 5493000IBP32UQZ0KL24", "lei", "5493000IBP32UQZ0KL24", ""),
        ("LEI: 5493000IBP32UQZ0KL25", "lei", "5493000IBP32UQZ0KL25", "check digits wrong"),
        ("Business Number 123456782 RC0001", "business_number", "123456782", ""),
        ("Business Number 123456789", "business_number", "123456789", "check digits wrong"),
    ],
)
def test_identifiers_are_read_and_checked(text, kind, value, note):
    assert found(text, kind) == [(value, note)]


@pytest.mark.parametrize(
    ("check", "number"),
    [(is_abn, "1"), (is_acn, "abcdefghi"), (is_lei, "short"), (is_business_number, "")],
)
def test_numbers_of_another_length_are_wrong(check, number):
    assert not check(number)


def test_charity_number_is_no_company_number():
    assert values("registered charity number 1234567", "company_number") == []


def test_reporting_entities_are_the_companies_whose_statement_it_is():
    text = (
        "This statement is made on behalf of Fennimore Foods Limited and Quill & Sons plc.\n"
        "We buy from Harbour Fish GmbH."
    )
    assert values(text, "reporting_entity") == ["Fennimore Foods Limited", "Quill & Sons plc"]


def test_names_of_signers_are_no_reporting_entity():
    text = "This statement was issued and signed by Petra Vantongeren, Director, Fennimore Limited."
    assert values(text, "reporting_entity") == []


def test_names_of_a_list_are_found_across_lines_hyphens_and_plurals():
    gazetteer = Gazetteer((Entry("bonded labourers", ("bonded labourer",)),))
    text = "Bonded-labourers, bonded\nlabourer, BONDED LABOURERS, unbonded labourer"
    assert [text[start:end] for _, start, end in gazetteer.find(text)] == [
        "Bonded-labourers",
        "bonded\nlabourer",
        "BONDED LABOURERS",
    ]


def test_longest_name_of_a_list_wins():
    gazetteer = Gazetteer((Entry("a", ("tea",)), Entry("b", ("tea estate",))))
    assert [entry.value for entry, _, _ in gazetteer.find("tea estates and tea")] == ["b", "a"]


@pytest.mark.parametrize(
    "name", ["laws", "bodies", "initiatives", "sectors", "groups", "countries"]
)
def test_each_name_of_a_list_stands_once_and_is_found(name):
    entries = load_entries(name)
    names = [each for entry in entries for each in entry.names]
    assert len(names) == len(set(names))
    gazetteer = Gazetteer(entries)
    for entry in entries:
        for each in entry.names:
            hits = [(hit.value, start, end) for hit, start, end in gazetteer.find(each)]
            assert (entry.value, 0, len(each)) in hits


def test_no_particular_quotes_an_address_for_messages():
    text = "This statement: petra@fennimore.example, Fennimore Ltd, call 0800 555 0199."
    from analyser.particulars import find_particulars

    assert not any(
        "@" in each.quote or "0199" in each.quote for each in find_particulars(statement_of(text))
    )


def test_act_may_be_defined_without_quotation_marks():
    text = "We report under the Modern Slavery Act 2015 (the Act). The Act asks for six topics."
    assert values(text, "law") == [UK, UK]


def test_polaris_counts_only_beside_trafficking():
    assert values("The trafficking hotline of Polaris", "support_body")[-1] == "Polaris"
    assert values("The Polaris engine is sold to shipyards.", "support_body") == []


@pytest.mark.parametrize(
    "text",
    [
        "This statement is issued by Petra Vantongeren, Director, Fennimore Foods Limited.",
        "A statement made by Petra Vantongeren Chief Executive Officer Fennimore Foods Limited",
    ],
)
def test_persons_before_the_name_of_a_company_are_left_out(text):
    assert values(text, "reporting_entity") == ["Fennimore Foods Limited"]
