"""A statement is found inside a report, and passing mentions are not taken for one."""

import pytest

from analyser.errors import NotAStatement
from analyser.extractors.finding import find_statement, restrict
from analyser.extractors.looks import look_at
from analyser.extractors.paragraphs import lay_out
from analyser.types import Page, PageQuality, Source, Statement

FILLER = (
    "Revenue of the Northgate group grew by four per cent on the year before.",
    "The board met eight times and considered the budget, the dividend and the pension scheme.",
)
TITLE = "Modern Slavery Statement"
OPENING = (
    "This statement is made under section 54 of the Modern Slavery Act 2015 by Northgate plc.",
    "We do not tolerate slavery or human trafficking in our business or in our supply chains.",
    "We look for signs of forced labour whenever we visit a supplier.",
)
PRACTICE = (
    "We assess the risk of modern slavery among our suppliers of cotton every year.",
    "Buyers are trained to see the signs of forced labour and of debt bondage.",
    "A supplier that uses child labour must help the child and mend its ways.",
)
STRUCTURE = (
    "Our suppliers are 40 mills, and most workers in them are employed by an agency.",
    "Each supplier signs our code of conduct, and whistleblowing is open to its workers.",
)
SIGNED = ("Asha Penrose", "Chief Executive", "3 March 2024")
PASSING = "We also face the risk that one of our suppliers is found to use modern slavery."


def document(pages, **fields):
    text, spans = lay_out(pages)
    return Statement(Source("northgate"), text, spans, "pdf", **fields)


def report(pages, n_pages=40):
    """Lay pages by number among those of a report."""
    return document([pages.get(number, FILLER) for number in range(1, n_pages + 1)])


def numbers(statement):
    return [page.number for page in statement.pages]


def test_statement_in_a_report_is_cut_out():
    found = find_statement(report({20: [TITLE, *OPENING], 21: PRACTICE}))
    assert numbers(found) == [20, 21]
    assert found.text == "".join(f"{block}\n" for block in [TITLE, *OPENING, *PRACTICE])
    assert found.quote(found.pages[1]) == "".join(f"{block}\n" for block in PRACTICE)


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ({26: PRACTICE[:2], 30: PRACTICE[:2]}, "pages 26 and 30, and only these were"),
        ({26: PRACTICE}, "page 26, and only this was"),
        (dict.fromkeys((5, 6, 7, 20), PRACTICE), "pages 5 to 7 and 20, and only these were"),
    ],
)
def test_warning_names_the_pages(pages, said):
    found = find_statement(report(pages))
    assert found.warnings == (
        f"The document has 40 pages; the statement was found on {said} analysed.",
    )


def test_heading_and_one_sentence_make_a_passage():
    page = [*FILLER, "Preventing forced labour", PRACTICE[0], *FILLER]
    assert numbers(find_statement(report({8: page}))) == [8]


@pytest.mark.parametrize(
    "page",
    [
        [*FILLER, PASSING, *FILLER],
        ["We support a charity for children, many of them victims of slavery and trafficking."],
        ["Our policies", "Anti-bribery policy", "Modern slavery policy", TITLE],
        ["GRI 408: Incidents of child labour", "GRI 409: Sites at risk of forced labour"],
        ["KPI B4.1 Measures to avoid child and forced labour", "KPI B4.2 Steps on child labour"],
        [PASSING, *FILLER, *FILLER, *FILLER, PASSING],
    ],
    ids=["risk", "charity", "policies", "gri", "kpi", "apart"],
)
def test_passing_mention_is_no_statement(page):
    with pytest.raises(NotAStatement, match="40 pages, of which page 12 names modern slavery"):
        find_statement(report({12: page}))


def test_table_of_contents_is_not_kept():
    contents = [f"{name} {n}" for n, name in enumerate(["Strategy", "Risk", "Board", "Pay"], 3)]
    contents += ["Modern slavery statement 30", "Slavery and human trafficking 31"]
    assert numbers(find_statement(report({2: contents, 30: [TITLE, *OPENING]}))) == [30]


def test_contents_alone_do_not_make_a_statement():
    contents = [f"Section {n} of the report {n}" for n in range(3, 9)]
    assert not look_at("\n".join([*contents, "Modern slavery statement 30"])).speaks


def test_page_between_two_pages_of_a_statement_is_kept():
    pages = {20: [TITLE, *OPENING], 22: PRACTICE}
    assert numbers(find_statement(report(pages))) == [20, 21, 22]


def test_page_between_two_passages_is_not_kept():
    long = FILLER * 12
    pages = {20: [*PRACTICE[:2], *long], 22: [*PRACTICE[:2], *long]}
    assert numbers(find_statement(report(pages))) == [20, 22]


def test_statement_goes_on_over_related_pages_to_its_signature():
    pages = {20: [TITLE, *OPENING], 21: STRUCTURE, 22: SIGNED}
    assert numbers(find_statement(report(pages))) == [20, 21, 22]


def test_statement_ends_at_its_signature():
    pages = {20: [TITLE, *OPENING, *SIGNED], 21: STRUCTURE}
    assert numbers(find_statement(report(pages))) == [20]


def test_cover_of_a_statement_is_kept():
    pages = {19: ["Northgate plc", "Modern Slavery Statement 2024"], 20: OPENING, 21: PRACTICE}
    assert numbers(find_statement(report(pages))) == [19, 20, 21]


@pytest.mark.parametrize("n_others", [0, 20])
def test_statement_is_left_whole(n_others):
    pages = [[TITLE, *OPENING], *[PRACTICE] * 25, *[FILLER] * n_others]
    statement = document(pages)
    assert find_statement(statement) is statement


def test_titled_statement_with_many_pages_on_the_business_is_left_whole():
    statement = document([[TITLE], *[FILLER] * 20, *[PRACTICE] * 10])
    assert find_statement(statement) is statement


def test_report_is_cut_where_as_many_pages_name_the_subject_without_a_title():
    statement = document([["Report on the year"], *[FILLER] * 20, *[PRACTICE] * 10])
    assert numbers(find_statement(statement)) == list(range(22, 32))


def test_short_document_is_left_whole():
    statement = report({3: [PASSING]}, n_pages=25)
    assert find_statement(statement) is statement


def test_short_document_that_calls_itself_a_report_is_cut():
    pages = {1: ["Northgate plc", "Annual report and accounts 2024"], 9: PRACTICE}
    assert numbers(find_statement(report(pages, n_pages=20))) == [9]


def test_annual_report_under_an_act_is_left_whole():
    title = "Annual report under the Fighting Against Forced Labour and Child Labour Act"
    statement = report({1: [title], 9: PRACTICE}, n_pages=20)
    assert find_statement(statement) is statement


def test_text_without_pages_as_long_as_a_report_needs_a_passage():
    with pytest.raises(NotAStatement, match="1 page, of which"):
        find_statement(document([[*FILLER * 800, PASSING]]))
    statement = document([[*FILLER * 800, *PRACTICE]])
    assert find_statement(statement) is statement


def test_document_that_never_names_the_subject_is_left_to_the_gates():
    statement = report({})
    assert find_statement(statement) is statement


def test_form_in_which_nobody_reports_is_no_statement():
    questions = [
        "Did you see any signs of modern slavery or of forced labour?",
        "Say which signs of modern slavery were seen at the place of work.",
        "Guidance on human trafficking explains how to fill in this page.",
    ]
    with pytest.raises(NotAStatement):
        find_statement(report(dict.fromkeys((2, 9, 15), questions)))


@pytest.mark.parametrize(
    "sentence",
    [
        "This statement is made under section 54 of the Modern Slavery Act 2015.",
        "This statement says what Northgate has done to keep slavery out of its mills.",
    ],
)
def test_declaration_alone_is_a_statement(sentence):
    assert look_at(sentence).is_formal


@pytest.mark.parametrize(
    "sentence",
    [
        "The board approved the statement under section 54 of the Modern Slavery Act 2015.",
        "This statement under section 54 of the Modern Slavery Act can be found on our website.",
        "This report is by a charity that works with survivors of modern slavery.",
    ],
)
def test_word_of_another_statement_is_no_declaration(sentence):
    assert not look_at(sentence).is_formal


def test_unread_page_beside_the_statement_stays_unread():
    pages = [FILLER] * 19 + [[TITLE, *OPENING], []] + [FILLER] * 20
    statement = document(pages, unread_pages=(3, 21))
    found = find_statement(statement)
    assert (numbers(found), found.unread_pages) == ([20, 21], (21,))


def test_refusal_names_pages_that_could_not_be_read():
    pages = [[PASSING], []] + [FILLER] * 30
    with pytest.raises(NotAStatement, match="could not be read: 2"):
        find_statement(document(pages, unread_pages=(2,)))


def test_finding_twice_changes_nothing_more():
    found = find_statement(report(dict.fromkeys(range(20, 29), PRACTICE)))
    assert find_statement(found) is found


def test_restrict_keeps_what_is_known_of_a_page():
    quality = PageQuality(n_characters=3, ocr_confidence=0.9)
    pages = (Page(1, 0, 3), Page(2, 3, 6, quality=quality, removed=("Footer",)), Page(3, 6, 9))
    statement = Statement(Source("a"), "abcdefghi", pages, "pdf", warnings=("One.",))
    kept = restrict(statement, {2}, "Two.")
    assert kept.pages == (Page(2, 0, 3, quality=quality, removed=("Footer",)),)
    assert (kept.text, kept.warnings) == ("def", ("One.", "Two."))
