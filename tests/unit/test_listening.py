"""How invented statements are written, and what they have in common."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyser.listening import Listener
from analyser.types import Talk
from tests.data.talking import ranking_of, sentence_of, statement_of

DONE, PLANNED, GENERAL, VAGUE, DENIED = (
    ("done", True),
    ("plan", True),
    ("done", False),
    ("vague", False),
    ("none", True),
)


def heard(*statements):
    """Listen to statements; give the ranking."""
    listener = Listener()
    assert list(listener.watch(statements)) == list(statements)
    return listener.tell(ranking_of(statements))


def talks_of(*statements):
    return {row.source.id: row.talk for row in heard(*statements).rows}


def sharing(n_organisations, n_common=6, n_own=4):
    """Statements of as many organisations that share some sentences."""
    common = [sentence_of(topic) for topic in range(n_common)]
    return [
        statement_of(
            f"s{number}",
            [*common, *(sentence_of(1000 * number + topic) for topic in range(1, n_own + 1))],
            organisation=f"Company {number} Ltd",
            year=2024,
        )
        for number in range(1, n_organisations + 1)
    ]


def test_each_sentence_says_something_or_is_boilerplate_or_neither():
    sentences = [sentence_of(topic) for topic in range(6)]
    labels = [DONE, PLANNED, GENERAL, VAGUE, DENIED, None]
    talk = talks_of(statement_of("one", sentences, labels=labels))["one"]
    assert talk.n_sentences == 6
    assert talk.says_share == pytest.approx(2 / 6)
    assert talk.boilerplate_share == pytest.approx(2 / 6)
    assert talk.vague_share == talk.unlabelled_share == pytest.approx(1 / 6)


def test_a_label_below_its_threshold_does_not_count():
    statement = statement_of("one", [sentence_of(1)], labels=[DONE])
    near = replace(statement.evidence[0], proba=0.4)
    talk = talks_of(replace(statement, evidence=(near,)))["one"]
    assert (talk.says_share, talk.unlabelled_share) == (0.0, 1.0)


def test_headings_and_short_sentences_are_no_running_text():
    sentences = [
        "Our Policies on Modern Slavery and Human Trafficking",
        "We care a lot.",
        "• Wages",
    ]
    talk = talks_of(statement_of("one", sentences, labels=[DONE] * 3))["one"]
    assert talk == Talk(n_sentences=0, n_words=0)


def test_length_is_counted_over_running_text():
    talk = talks_of(statement_of("one", ["Training", "We met ten workers and paid them 40 more."]))
    assert (talk["one"].n_words, talk["one"].words_per_sentence) == (8, 8.0)
    assert talk["one"].reading_ease is None


def test_a_long_text_has_a_reading_ease():
    talk = talks_of(statement_of("one", ["We met ten workers and paid them more."] * 20))["one"]
    assert talk.reading_ease == pytest.approx(206.835 - 1.015 * 8 - 84.6 * 9 / 8)


def test_a_sentence_of_four_organisations_is_shared_by_each():
    talks = talks_of(*sharing(4))
    assert [talk.shared_share for talk in talks.values()] == [0.6] * 4


def test_a_sentence_of_three_organisations_is_not_shared():
    assert [talk.shared_share for talk in talks_of(*sharing(3)).values()] == [0.0] * 3


def test_a_shared_sentence_is_boilerplate_whatever_it_says():
    statements = [
        statement_of(each.source.id, [each.quote(s)[:-1] for s in each.sentences], labels=[DONE])
        for each in sharing(4)
    ]
    talk = talks_of(*statements)["s1"]
    assert (talk.says_share, talk.boilerplate_share) == (0.0, 1.0)


def test_a_document_is_not_its_own_duplicate():
    talk = talks_of(statement_of("one", [sentence_of(1)] * 9, organisation="Larch"))["one"]
    assert (talk.shared_share, talk.repeated_share, talk.template) == (0.0, None, "")


def test_the_years_of_one_organisation_are_not_others():
    statements = [
        replace(each, source=replace(each.source, organisation=name, year=2020 + number))
        for number, (each, name) in enumerate(
            zip(sharing(4), ["Larch plc", "LARCH PLC", "The Larch", "Larch Ltd."], strict=True)
        )
    ]
    talks = talks_of(*statements)
    assert [talk.shared_share for talk in talks.values()] == [0.0] * 4
    assert [talk.repeated_share for talk in talks.values()] == [None, 0.6, 0.6, 0.6]


def test_only_the_latest_earlier_year_is_compared():
    years = {2020: [1, 2, 3], 2022: [1, 4, 5], 2024: [1, 2, 3]}
    talks = talks_of(
        *(
            statement_of(f"y{year}", [sentence_of(t) for t in topics], organisation="A", year=year)
            for year, topics in years.items()
        )
    )
    assert talks["y2024"].repeated_share == pytest.approx(1 / 3)


def test_a_year_that_is_not_known_has_no_earlier_one():
    one = statement_of("one", [sentence_of(1)], organisation="Larch", year=2023)
    other = statement_of("other", [sentence_of(1)], organisation="Larch")
    assert [talk.repeated_share for talk in talks_of(one, other).values()] == [None, None]


@pytest.mark.parametrize(
    "same",
    [
        {"sha256": "ab" * 32},
        {"identifiers": (("company_number", "00000001"),)},
    ],
    ids=["file", "identifier"],
)
def test_statements_of_a_group_are_not_others(same):
    statements = [replace(each, source=replace(each.source, **same)) for each in sharing(4)]
    ranking = heard(*statements)
    assert [row.talk.shared_share for row in ranking.rows] == [0.0] * 4
    assert ranking.templates == ()


def test_the_same_text_in_two_files_is_one_document():
    statements = sharing(1)
    for number in range(2, 6):
        source = replace(statements[0].source, id=f"s{number}", organisation=f"Company {number}")
        statements.append(replace(statements[0], source=source))
    assert {talk.shared_share for talk in talks_of(*statements).values()} == {0.0}


def test_statements_that_share_most_sentences_have_a_template():
    ranking = heard(*sharing(3), statement_of("own", [sentence_of(9999)], organisation="Own"))
    (template,) = ranking.templates
    assert template.statements == ("s1", "s2", "s3")
    assert template.organisations == ("Company 1 Ltd", "Company 2 Ltd", "Company 3 Ltd")
    assert (template.id, template.n_organisations, template.n_shared) == ("T1", 3, 6)
    assert [row.talk.template for row in ranking.rows] == ["T1", "T1", "T1", ""]
    assert [row.talk.template_share for row in ranking.rows] == [0.6, 0.6, 0.6, None]


def test_statements_of_unknown_organisations_have_none():
    statements = [
        replace(each, source=replace(each.source, organisation=None)) for each in sharing(5)
    ]
    assert heard(*statements).templates == ()


def test_the_largest_template_comes_first():
    small = [
        statement_of(
            f"a{n}",
            [sentence_of(500 + t) for t in range(9)] + [sentence_of(600 + n)],
            organisation=f"Small {n}",
        )
        for n in range(3)
    ]
    assert [len(each.statements) for each in heard(*small, *sharing(5)).templates] == [5, 3]


@pytest.mark.parametrize(
    "mention",
    [
        "This statement follows the template of Example Advisers for small firms.",
        "This model slavery statement was bought from Example Advisers in 2024.",
        "This policy was supplied by Example Advisers and reviewed by our board.",
    ],
)
def test_a_supplier_is_named_only_in_the_words_of_a_statement(mention):
    statements = sharing(3)
    told = statement_of(
        "s4", [*(sentence_of(t) for t in range(6)), mention], organisation="Company 4 Ltd"
    )
    (template,) = heard(*statements, told).templates
    assert (template.mention, template.mentioned_by) == (mention, "s4")


@pytest.mark.parametrize(
    "sentence",
    [
        "Our template contracts with suppliers hold a clause on modern slavery.",
        "We use the conflict minerals reporting template developed by an initiative.",
        "This policy was prepared by our legal team and approved by the board.",
    ],
)
def test_other_templates_are_not_mentioned(sentence):
    told = statement_of("s4", [*(sentence_of(t) for t in range(6)), sentence], organisation="Four")
    (template,) = heard(*sharing(3), told).templates
    assert (template.mention, template.mentioned_by) == ("", "")


def test_an_address_in_a_mention_is_masked():
    sentence = "This statement is a template of Example Advisers, ada@advisers.example."
    told = statement_of("s4", [*(sentence_of(t) for t in range(6)), sentence], organisation="Four")
    assert "ada@" not in heard(*sharing(3), told).templates[0].mention


def test_nothing_else_of_a_ranking_is_changed():
    statements = sharing(4)
    ranking = heard(*statements)
    rows = tuple(replace(row, talk=None) for row in ranking.rows)
    assert replace(ranking, rows=rows, templates=()) == ranking_of(statements)


def test_a_row_that_nobody_listened_to_has_no_talk():
    assert Listener().tell(ranking_of(sharing(1))).rows[0].talk is None


def test_no_statement_has_no_talk():
    assert heard().templates == ()


def test_little_is_kept_of_a_sentence():
    listener = Listener()
    for number in range(50):
        sentences = [sentence_of(100 * number + topic) for topic in range(20)]
        list(listener.watch([statement_of(f"s{number}", sentences)]))
    assert len(listener._sketches) + len(listener._kinds) == 50 * 20 * 65
