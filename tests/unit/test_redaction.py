"""Masking: no name, age or contact gets through, while roles, dates and places stay readable."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from analyser.redaction import redact

OWN = "Thornbeck Foods plc"

MASKED = [
    ("Signed: Ada Sample, Chief Executive, 12 March 2024", "Ada Sample"),
    ("Signed by Bela Muster, Managing Director, 12 March 2024.", "Bela Muster"),
    ("/s/ Cyrus Pattern, Director, Fennick Tools plc", "Cyrus Pattern"),
    ("Dana Specimen Chief Executive Officer Fennick Tools plc 12 March 2024", "Dana Specimen"),
    ("SIGNED BY JANE SMITH, CHAIR OF THE BOARD", "JANE SMITH"),
    ("J. R. Smith, Chairman", "J. R. Smith"),
    ("J.R. Smith signed for the board.", "J.R. Smith"),
    ("Smith, J. R.", "Smith"),
    ("Sean O'Neill told our auditor what had happened.", "Sean O'Neill"),
    ("Siobhán O’Reilly was moved to another site.", "Siobhán O’Reilly"),
    ("Anne-Marie Dupont-Smith, Company Secretary", "Anne-Marie Dupont-Smith"),
    ("Nguyễn Văn An paid recruitment fees.", "Nguyễn Văn An"),
    ("José García and his colleague were repaid.", "José García"),
    ("Łukasz Żak was moved to another house.", "Łukasz Żak"),
    ("王小明 was repaid.", "王小明"),
    ("Мария Иванова was repaid.", "Мария Иванова"),
    ("Mr Patel was moved to safe accommodation.", "Patel"),
    ("Ms. Okafor was referred to the Salvation Army.", "Okafor"),
    ("Mrs van der Berg was repaid.", "Berg"),
    ("Dr Lindqvist chairs the committee.", "Lindqvist"),
    ("Sir Peregrine Holt, Chairman", "Peregrine Holt"),
    ("Dame Ottoline Marsh, Chair", "Ottoline Marsh"),
    ("Maria told our auditor that her passport was held.", "Maria"),
    ("A worker named Somboon was found.", "Somboon"),
    ("Jane Smith's passport was returned.", "Jane Smith"),
    ("Kim LEE was found in Kuala Lumpur.", "Kim LEE"),
    ("Mohammed bin Salim was repaid.", "Mohammed bin Salim"),
    ("Maria da Silva was repaid.", "Maria da Silva"),
    ("Georgia Brown spoke to us in May.", "Georgia Brown"),
    ("May Chen, Director", "May Chen"),
    ("Emma Law, Head of Legal", "Emma Law"),
    ("D'Angelo Russo was repaid.", "D'Angelo Russo"),
    ("Al-Hassan Ibrahim was freed.", "Al-Hassan Ibrahim"),
    ("Mather Director April 19, 2024", "Mather"),
    ("Dean Shannon CEO and Director", "Dean Shannon"),
    ("Steve Miller Fennick Tools plc", "Steve Miller"),
    ("The victim, Blessing, was offered accommodation.", "Blessing"),
    ("Jean-Luc was moved to another shift.", "Jean-Luc"),
    ("We helped Tran Binh and Somsak Chaiyasit.", "Somsak Chaiyasit"),
]

KEPT = [
    "This was approved by the Board of Directors of Thornbeck Foods plc on 12 March 2024.",
    "This is made under section 54 of the Modern Slavery Act 2015 of the United Kingdom.",
    "We reported it to the Gangmasters and Labour Abuse Authority and the Modern Slavery Helpline.",
    "We work with the Ethical Trading Initiative, Hope for Justice and Stronger Together.",
    "We referred both to the National Referral Mechanism through the Salvation Army.",
    "Thornbeck Foods repaid fees in New South Wales, Sri Lanka, Hong Kong and Saudi Arabia.",
    "Wattle Ridge Grocers Pty Ltd repaid nine workers.",
    "Our Supplier Code of Conduct and Human Rights Policy apply.",
    "The Chief Financial Officer and the Company Secretary signed on 3 May 2024.",
    "Independent Anti-Slavery Commissioner",
    "MODERN SLAVERY STATEMENT 2024",
    "Over 42 workers in Bangladesh and Leicester were repaid £64,000 in 2024.",
    "ABN 12 345 678 901, ACN 004 028 077",
    "Registered company number 01234567",
    "Dated this 4th day of December 2024",
    "Approved by the Board of Directors and signed on its behalf by the Group Head of Legal.",
    "The Universal Declaration of Human Rights and the ILO Conventions guide us.",
]


def redacted(text):
    return redact(text, names=True, organisation=OWN)


@pytest.mark.parametrize(("text", "name"), MASKED)
def test_name_is_masked(text, name):
    masked = redacted(text)
    assert "[name withheld]" in masked
    assert not [part for part in name.split() if part in masked.split()]


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_name_stays(text):
    assert redacted(text) == text


def test_role_and_date_stay_readable():
    text = "Signed: Ada Sample, Chief Executive, 12 March 2024"
    assert redacted(text) == "Signed: [name withheld], Chief Executive, 12 March 2024"


def test_title_stays_before_a_masked_name():
    assert redacted("Mr Patel was repaid.") == "Mr [name withheld] was repaid."


def test_possessive_stays_after_a_masked_name():
    assert redacted("Jane Smith's wages were paid.") == "[name withheld]'s wages were paid."


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("She was aged 23.", "She was aged [age withheld]."),
        ("A 16-year-old worker was found.", "A [age withheld] worker was found."),
        ("A seventeen year old was found.", "A [age withheld] was found."),
        ("The girl was 14 years old.", "The girl was [age withheld]."),
        ("They were aged between 15 and 17.", "They were aged between [age withheld]."),
        ("He was 17 and had paid a fee.", "He was [age withheld] and had paid a fee."),
        ("She was born on 3 May 2006.", "She was born on [age withheld]."),
        ("Maria (23) was repaid.", "[name withheld] ([age withheld]) was repaid."),
        ("Maria, 23, was repaid.", "[name withheld], [age withheld], was repaid."),
    ],
)
def test_age_is_masked(text, masked):
    assert redacted(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "We trained 23 people.",
        "He was repaid 17 times.",
        "We have been members for 16 years.",
        "The average age of our plants is falling.",
    ],
)
def test_number_that_is_no_age_stays(text):
    assert redacted(text) == text


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Write to ada.sample@fennick.example.", "Write to [e-mail withheld]."),
        ("Write to speak-up@fennick.co.example now", "Write to [e-mail withheld] now"),
        ("Call 020 7946 0958.", "Call [phone number withheld]."),
        ("Ring +44 (0)20 7946 0958 or write.", "Ring [phone number withheld] or write."),
        ("The line is 0800 555 0199.", "The line is [phone number withheld]."),
        ("Our hotline: 1800 123 456", "Our hotline: [phone number withheld]"),
        ("Our hotline is (212) 555-0123.", "Our hotline is [phone number withheld]."),
        ("Tel: 7946 0958", "Tel: [phone number withheld]"),
    ],
)
def test_contact_is_masked_whether_or_not_names_are(text, masked, names):
    assert redact(text, names=names) == masked


@pytest.mark.parametrize(
    "text",
    [
        "ABN 12 345 678 901, ACN 004 028 077",
        "Company number 01234567 is registered in England.",
        "We reported on 2022-2023 and on 31.12.2024.",
        "The budget was £1,200,000 in 2024.",
        "We assessed 1,250 suppliers in 2023 and 1,300 in 2024.",
    ],
)
def test_number_that_is_no_telephone_stays(text):
    assert redact(text, names=False) == text


def test_names_stay_where_only_contacts_are_masked():
    text = "Ada Sample leads our work; write to ada@fennick.example."
    assert redact(text, names=False) == "Ada Sample leads our work; write to [e-mail withheld]."


@pytest.mark.parametrize(
    "text",
    [
        "This was approved by Voss Alder's board on 12 March.",
        "Voss Alder, Inc. reports under the Act.",
        "The Voss Alder Society's Board approved it.",
        "UK Voss Alder Networks runs the grid.",
        "It is the statement of Voss Alder's Board.",
    ],
)
def test_name_before_the_words_of_a_firm_stays(text):
    assert redact(text, names=True) == text


@pytest.mark.parametrize(
    "text",
    [
        "Voss Alder's board and lodging were taken from his wages.",
        "The employer kept Voss Alder's board.",
        "Voss Alder, a cook, was paid back.",
        "Voss Alder holding her passport was a lie.",
        "Signed by Voss Alder, Limited Partner",
    ],
)
def test_person_beside_like_words_is_masked(text):
    assert "Voss Alder" not in redact(text, names=True)


def test_own_name_of_the_organisation_stays():
    text = "Brindle Stowe repaid the workers."
    assert redact(text, names=True, organisation="Brindle Stowe Ltd") == text
    assert redact(text, names=True) != text


def test_person_who_shares_a_word_with_the_organisation_is_masked():
    masked = redact("Peregrine Stowe, Director", names=True, organisation="Brindle Stowe Ltd")
    assert masked == "[name withheld], Director"


@pytest.mark.parametrize("text", [text for text, _ in MASKED] + KEPT)
def test_masking_twice_changes_nothing(text):
    assert redacted(redacted(text)) == redacted(text)


def test_word_lists_hold_each_word_in_lower_case():
    lists = tomllib.loads(files("analyser").joinpath("redaction.toml").read_text("utf-8"))
    words = " ".join(
        value if isinstance(value, str) else " ".join(value) for value in lists.values()
    )
    assert words == words.lower()


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Will Smith, Director", "[name withheld], Director"),
        ("Chelsea London, Chair of the Board", "[name withheld], Chair of the Board"),
        ("Grace May, Group Managing Director", "[name withheld], Group Managing Director"),
        ("Board Chair, Director", "Board Chair, Director"),
        ("Managing Director, Chair", "Managing Director, Chair"),
        ("Fennick Mills, Director", "Fennick Mills, Director"),
    ],
)
def test_two_words_before_a_position_are_a_signer_unless_an_office_or_the_reporter(text, masked):
    assert redact(text, names=True, organisation="Fennick Mills Ltd") == masked


def test_a_register_number_after_is_stays():
    assert redact("Our ABN is 00 000 000 000.", names=False) == "Our ABN is 00 000 000 000."


@pytest.mark.parametrize(
    "text",
    [
        "James Taylor, Corp. Secretary, gave evidence as a victim.",
        "A victim, Maria Lopez's Board and lodging were paid.",
        "The payment to the victim was approved by Sarah Jones's board.",
    ],
)
def test_person_is_masked_before_words_of_a_firm(text):
    shown = redact(text, names=True)
    assert not any(name in shown for name in ("Taylor", "Lopez", "Jones"))
