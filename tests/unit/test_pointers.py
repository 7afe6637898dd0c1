"""A document that only points to a statement is not graded as one; a short statement always is."""

from __future__ import annotations

import time

import pytest

from analyser.errors import PointsElsewhere
from analyser.extractors import extract
from analyser.extractors.finding import find_statement
from analyser.extractors.paragraphs import lay_out
from analyser.extractors.pointers import find_pointing
from analyser.limits import Reading
from analyser.types import Source, Statement

FILLER = (
    "Revenue of the Northgate group grew by four per cent on the year before.",
    "The board met eight times and considered the budget, the dividend and the pension scheme.",
)


def document(*pages, **fields):
    text, spans = lay_out([page if isinstance(page, (list, tuple)) else [page] for page in pages])
    return Statement(Source("northgate"), text, spans, "pdf", **fields)


def in_report(*blocks, n_pages=40, number=12):
    pages = [FILLER] * (number - 1) + [[*FILLER, *blocks, *FILLER]]
    return document(*pages, *[FILLER] * (n_pages - number))


HEADING = "Modern slavery statement"
POINTING = [
    document(
        ["Northgate plc", "Our Modern Slavery Statement is on our website, www.north.example."]
    ),
    document([HEADING, "It can be found at https://north.example/slavery."]),
    document(
        [
            "Northgate plc has a zero-tolerance approach to modern slavery of any kind at work.",
            "Please download our modern slavery statement.",
            "© Northgate plc. Registered office: 4 Larch Road, Hull.",
        ]
    ),
    document(
        [
            "In accordance with section 54 of the Modern Slavery Act 2015, the Company publishes "
            "its slavery and human trafficking statement on its website.",
        ]
    ),
    document(
        [
            "UK Modern Slavery Act",
            "The Act requires firms to publish such a slavery and human trafficking statement in "
            "each financial year.",
            "Access Northgate’s Slavery and Human Trafficking Statement",
        ]
    ),
    document(
        ["Home | Careers | Contact", "Privacy policy Cookie policy Modern Slavery Act statement"]
    ),
    document(
        [
            "Northgate Tools Ltd is covered by the modern slavery statement of its parent, "
            "Northgate plc, which is available at www.north.example/slavery.",
        ]
    ),
    in_report(HEADING, "Our statement can be found on our website at www.north.example."),
    in_report(
        HEADING,
        "We do not tolerate slavery or human trafficking in our business or supply chains.",
        "Our full modern slavery statement is available at www.north.example/slavery.",
    ),
    in_report(
        "Human rights",
        "The board approved the group’s latest modern slavery statement in May.",
        "The modern slavery statement is set out on page 30 of our Sustainability Report.",
        n_pages=20,
    ),
]
MENUS = [
    document(
        [
            "Cookie policy",
            "A cookie is a small file of letters that we put on your computer if you agree.",
            "They allow us to give you the best experience when you browse this website.",
            "Your personal information is never passed to any other organisation by Northgate.",
            "Supplier information Modern Slavery Act statement Careers Contact",
        ]
    ),
    document(["HOME", "SUPPLIERS", "MODERN SLAVERY ACT STATEMENT", "PRINT VERSION", "CAREERS"]),
    document(
        [
            "Charters Audit Panel Pay Panel Code of Conduct for Directors Policy on Share Dealing "
            "Code of Ethics for Officers Fennimore Supply Chains Act Disclosure Charter of the "
            "Nominating Committee Rules on Gifts and Travel Senior Staff Handbook",
        ]
    ),
]
SHORT_STATEMENTS = [
    document(
        [
            "Anti-slavery statement",
            "Northgate Print believes that every person has the right to be free. We publish these "
            "lines because the Modern Slavery Act asks us to. Should anything give us cause for "
            "concern, we would look into it.",
            "The Directors, Northgate Print",
        ]
    ),
    document([HEADING, "The board approved this modern slavery statement in May 2024."]),
    document(
        [
            HEADING,
            "Northgate Tools does not tolerate slavery. We know our 12 suppliers by name and visit "
            "each once a year.",
            "Staff learn the signs of forced labour when they join, and can call the owner at any "
            "time. We have a whistleblowing policy. Agencies are asked for proof of pay.",
            "Our statement is published on our website, www.north.example.",
            "Asha Penrose, Director",
        ]
    ),
    document(
        [
            HEADING,
            "This statement is made under section 54 of the Modern Slavery Act 2015.",
            "It can be found on our website.",
        ]
    ),
    document(
        [
            HEADING,
            "We took no steps in this financial year to keep slavery out of our supply chains.",
            "This statement was approved by the board and is available on our website.",
        ]
    ),
    document(["We oppose slavery, and we train our buyers to see the signs of it."]),
    document(
        [
            HEADING,
            "Our supplier code forbids forced labour and child labour, and we end contracts where "
            "it is broken and not mended.",
            "In March we audited nine mills and found that two held the passports of their "
            "workers; these were given back within a week, and we came again in June.",
            "Last year’s modern slavery statement can be found at www.north.example.",
        ]
    ),
    document(
        [
            "Slavery and Human Trafficking Statement",
            "Northgate Ltd acknowledges its duty under the Modern Slavery Act 2015 and keeps "
            "slavery out of its business by checks of suppliers and training of its workers.",
            "This statement has been approved by the board of Northgate Ltd.",
        ]
    ),
    document(
        [
            HEADING,
            "This statement sets out what Northgate has done to prevent slavery; see also our "
            "policy at www.north.example.",
        ]
    ),
    document(
        [
            HEADING,
            "• We buy fruit from 40 farms in Kent and Spain, and flowers from two farms in Kenya.",
            "• Pickers are hired through three licensed agencies, whose payslips we see.",
            "• Anyone can report a concern about exploitation to the farmer or to a helpline.",
            "• A copy of the statement can be had on request from the company secretary.",
        ]
    ),
    in_report(
        HEADING,
        "We assess the risk of modern slavery among our suppliers of cotton every year.",
        "Buyers are trained to see the signs of forced labour and of debt bondage.",
        "A supplier that uses child labour must help the child, mend its ways and let us visit the "
        "site again within three months, or we end our contract with it.",
        "The full statement is available on our website.",
    ),
    document(["We oppose slavery. Our statement is on our website."], [], unread_pages=(2,)),
]


@pytest.mark.parametrize("statement", POINTING)
def test_document_that_only_points_is_refused_with_its_reason(statement):
    with pytest.raises(PointsElsewhere, match='"northgate" only (points to|names) a statement'):
        find_statement(statement)


@pytest.mark.parametrize("statement", SHORT_STATEMENTS)
def test_short_statement_is_never_refused(statement):
    assert find_statement(statement).text


def test_reader_is_told_of_the_pointer_of_a_document_that_says_little():
    (warning,) = find_statement(SHORT_STATEMENTS[2]).warnings
    assert "also points to a statement elsewhere (page 1)" in warning
    assert "what it says itself was analysed" in warning


def test_statement_that_says_much_has_no_note():
    practice = [
        f"We audited mill {name} for forced labour, and trained its staff." for name in "ab"
    ]
    statement = document(
        [HEADING, *practice * 9, "Our statement is on our website, www.x.example."]
    )
    assert find_statement(statement) is statement


def test_word_of_a_policy_on_a_website_is_no_pointer():
    policy = "Please see our whistleblowing policy on our website."
    assert not find_pointing(document([HEADING, "We audit mills for slavery.", policy])).pages


def test_page_of_the_pointer_is_named():
    with pytest.raises(PointsElsewhere, match=r"elsewhere \(page 12\)"):
        find_statement(POINTING[7])


def test_words_beside_the_pointer_are_counted():
    found = find_pointing(POINTING[2])
    assert (found.pages, found.n_words, found.is_all) == ((1,), 14, True)


def test_whole_document_can_be_had_all_the_same():
    text = "Modern slavery statement\nIt can be found at https://north.example/slavery."
    source = Source("northgate", text=text)
    with pytest.raises(PointsElsewhere, match="points to a statement elsewhere"):
        extract(source)
    assert extract(source, Reading(whole_document=True)).text


@pytest.mark.parametrize(
    "unit",
    ["statement ", "see statement ", "our slavery statement available ", "a.b ", "this ", "("],
)
def test_hostile_page_takes_no_time(unit):
    text = "slavery " + unit * (100_000 // len(unit))
    start = time.process_time()
    find_pointing(document([text], [unit] * 2000))
    assert time.process_time() - start < 2


@pytest.mark.parametrize("page", MENUS)
def test_page_with_a_menu_alone_is_no_statement(page):
    with pytest.raises(PointsElsewhere):
        find_statement(page)


@pytest.mark.parametrize(
    "words",
    [
        "WE AUDIT EVERY SUPPLIER FOR FORCED LABOUR AND TRAIN ALL OF OUR BUYERS EACH YEAR ON SITE",
        "Northgate audits every supplier for forced labour and trains its buyers each year on site",
        "Northgate Audits Every Supplier For Forced Labour.",
        "• Northgate Shuns Suppliers Known For Forced Labour",
        "Northgate Foods Audits Suppliers Across Forced Labour Risk Areas And Trains Buyers",
    ],
)
def test_capitals_and_lost_full_stops_make_no_menu(words):
    assert find_statement(document([HEADING, words])).text
