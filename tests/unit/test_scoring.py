"""Grades: what earns them, what never does, and what the reason says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyser.errors import StageOrderError
from analyser.figures import find_figure, has_figure
from analyser.rules import is_heading, joint_probability, worth
from analyser.scoring import N_EVIDENCE, score
from analyser.types import (
    Criterion,
    Evidence,
    Framework,
    Grade,
    Page,
    Sentence,
    Source,
    Statement,
)

LABELS = {
    "practice": ("due_diligence", "incident", "remediation"),
    "description": ("c2_structure", "c3_risk_description", "incident"),
    "formality": ("approval",),
}


def framework_of(*rules):
    criteria = tuple(
        Criterion(
            id=rule,
            title=rule.title(),
            question="Is it disclosed?",
            citation="Example Act s.1",
            obligation="recommended",
            labels=LABELS[rule],
            rule=rule,
            disclosed=("We did.",),
            not_disclosed=("We care.",),
        )
        for rule in rules
    )
    return Framework("example", "Example", "1", "GB", "https://law.example", "2020-01-01", criteria)


def found(quote, *, label="due_diligence", status="done", specific=True, proba=0.9, **more):
    index, page = more.get("index", 0), more.get("page", 4)
    return Evidence(
        label=label,
        sentence=Sentence(index, 0, len(quote), page),
        quote=quote,
        proba=proba,
        threshold=0.5,
        status=status,
        specific=specific,
        model="fake 1.0.0",
    )


def statement_of(*evidence, labels=None, unread=()):
    return Statement(
        source=Source(id="larch"),
        text="Words.",
        pages=(Page(1, 0, 6),),
        extractor="plaintext",
        unread_pages=unread,
        sentences=(),
        labels=tuple(sorted(sum(LABELS.values(), ()))) if labels is None else labels,
        evidence=evidence,
    )


def graded(rule, *evidence, **more):
    return score(statement_of(*evidence, **more), framework_of(rule)).scores[0]


def answering(*evidence, **keys):
    framework = framework_of("practice")
    criterion = replace(framework.criteria[0], **keys)
    return score(statement_of(*evidence), replace(framework, criteria=(criterion,))).scores[0]


def test_words_that_a_criterion_holds_to_be_checkable_make_a_sentence_specific():
    vague = found("Buyers are trained at induction.", specific=False)
    assert answering(vague).grade is Grade.VAGUE
    assert answering(vague, checkable=("INDUCTION",)).grade is Grade.SPECIFIC
    assert answering(vague, checkable=("yearly",)).grade is Grade.VAGUE
    plan = replace(vague, status="plan")
    assert answering(plan, checkable=("induction",)).grade is Grade.VAGUE


def test_sentence_counts_only_with_the_words_that_a_criterion_requires():
    items = [found("We audited 42 mills."), found("We audited farms.", index=1)]
    wanted = answering(*items, requires=("FARMS?", "fields"))
    assert (wanted.grade, wanted.evidence) == (Grade.SPECIFIC, (items[1],))
    assert answering(items[0], requires=("farms",)).grade is Grade.NOT_ADDRESSED


def test_words_that_a_criterion_holds_to_be_plain_need_no_classifier():
    text = "The board approved this statement. The board met."
    sentences = (Sentence(0, 0, 34, 1), Sentence(1, 35, 49, 1))
    statement = replace(
        statement_of(), text=text, pages=(Page(1, 0, len(text)),), sentences=sentences
    )
    framework = framework_of("formality")
    for plain, grade in (((), Grade.NOT_ADDRESSED), (("board APPROVED",), Grade.SPECIFIC)):
        criterion = replace(framework.criteria[0], plain=plain, labels=("training",))
        known = replace(statement, labels=("training",))
        result = score(known, replace(framework, criteria=(criterion,))).scores[0]
        assert result.grade is grade
    assert [item.sentence for item in result.evidence] == [sentences[0]]


def test_reason_quotes_no_size_of_the_organisation_as_an_outcome():
    text = "Fennick employs 900 people and audited 14 factories."
    result = answering(found(text))
    assert result.grade is Grade.OUTCOME
    assert '"14 factories"' in result.reason


def test_sentence_with_words_that_a_criterion_refuses_does_not_count():
    result = answering(found("We audited 42 mills."), refuses=("mills",))
    assert result.grade is Grade.NOT_ADDRESSED
    assert result.confidence == 0.5
    assert result.reason == (
        'Page 4 speaks of "due diligence", but not in words that this criterion takes for an '
        "answer."
    )


@pytest.mark.parametrize("status", ["none", "done"])
def test_what_does_not_arise_is_neither_disclosed_nor_a_zero(status):
    denial = found("We have no mills.", status=status)
    result = answering(denial, exempts=("no mills",))
    assert (result.grade, result.confidence) == (Grade.UNDETERMINED, 0.0)
    assert result.value == "not required"
    assert result.reason == "Page 4 says that there is nothing of the kind to disclose."
    assert [item.quote for item in result.evidence] == [denial.quote]
    assert answering(denial, exempts=("no farms",)).value == ""


def test_sentence_that_discloses_counts_beside_one_that_says_it_does_not_arise():
    items = [found("We have no mills.", status="none"), found("We audited 42 farms.", index=1)]
    assert answering(*items, exempts=("no mills",)).grade is Grade.OUTCOME


@pytest.mark.parametrize(
    ("quotes", "scope"),
    [
        (("We trained 42 of our employees.",), "own workers"),
        (("We audited 42 suppliers.",), "supply chain"),
        (("We trained 42 employees and 9 suppliers.",), "both"),
        (("We trained 42 employees.", "We audited 9 mills."), "both"),
        (("We audited 42 places.",), ""),
        (("We trained 42 people who are our suppliers' own staff.",), "supply chain"),
    ],
)
def test_scope_is_told_by_the_words_of_the_deciding_sentences(quotes, scope):
    items = [found(quote, index=index) for index, quote in enumerate(quotes)]
    assert graded("practice", *items).scope == scope


def test_scope_is_not_told_by_sentences_that_do_not_decide():
    vague = found("We check suppliers.", specific=False, index=1)
    assert graded("practice", found("We trained 42 employees."), vague).scope == "own workers"


@pytest.mark.parametrize("status", ["done", "plan", "vague"])
def test_status_is_that_of_the_deciding_sentence(status):
    assert graded("practice", found("We audit.", status=status)).status == status


def test_denial_has_the_status_of_one_and_silence_has_none():
    assert graded("practice", found("We do not audit.", status="none")).status == "none"
    assert graded("practice").status == ""


def test_plain_denial_earns_nothing_whatever_status_the_classifier_gave():
    denied = graded("practice", found("We do not currently audit our suppliers."))
    assert (denied.grade, denied.status) == (Grade.NOT_ADDRESSED, "none")
    beside = found("We do not audit farms, but 42 mills were visited.")
    assert graded("practice", beside).grade is Grade.OUTCOME


@pytest.mark.parametrize(
    "quote",
    ["We audit suppliers under our Supplier Code of Conduct.",
     "We audit with the Ethical Trading Initiative.",
     "We audited 42 mills."],
)  # fmt: skip
def test_named_particular_makes_a_sentence_specific(quote):
    sentence = Sentence(0, 0, len(quote), 1)
    item = replace(found(quote, specific=False), sentence=sentence)
    statement = replace(statement_of(item), text=quote, sentences=(sentence,))
    assert score(statement, framework_of("practice")).scores[0].grade >= Grade.SPECIFIC
    assert score(statement, framework_of("practice")).evidence == (item,)


def test_survivor_centred_grade_asks_for_human_confirmation():
    criterion = replace(framework_of("practice").criteria[0], labels=("sc2_referral",))
    framework = replace(framework_of("practice"), criteria=(criterion,))
    item = found("We referred nine workers.", label="sc2_referral")
    result = score(statement_of(item, labels=("sc2_referral",)), framework).scores[0]
    assert result.grade > Grade.NOT_ADDRESSED
    assert result.reason.endswith("; it needs human confirmation.")


def test_formality_carries_its_value_and_others_none():
    approved = found("The board approved this statement.", label="approval")
    explicit = graded("formality", approved)
    assert (explicit.grade, explicit.value) == (Grade.SPECIFIC, "explicit")
    assert graded("formality").value == "not explicit"
    assert graded("practice", found("We audited 42 mills.")).value == ""


def test_contradicted_approval_is_no_approval():
    denied = found("This statement was approved by the executive committee.", label="approval")
    result = graded("formality", denied)
    assert (result.grade, result.value) == (Grade.NOT_ADDRESSED, "contradicted")
    assert result.evidence == (denied,)


def test_formality_on_unread_pages_is_unreadable():
    result = graded("formality", unread=(3,))
    assert (result.grade, result.value) == (Grade.UNDETERMINED, "unreadable")


def test_formality_that_is_not_required_counts_neither_for_nor_against():
    statement = statement_of()
    source = replace(statement.source, organisation="Ostler Quay LP")
    result = score(replace(statement, source=source), framework_of("formality")).scores[0]
    assert (result.grade, result.value) == (Grade.UNDETERMINED, "not required")


def test_formality_of_an_unknown_law_is_explicit_by_any_sentence_with_the_label():
    framework = replace(framework_of("formality"), jurisdiction="XX")
    item = found("Approved by the chief executive.", label="approval")
    result = score(statement_of(item), framework).scores[0]
    assert (result.grade, result.value) == (Grade.SPECIFIC, "")


@pytest.mark.parametrize(
    ("quote", "status"), [("Supplier audits", "done"), ("We will audit mills.", "plan")]
)
def test_neither_a_heading_nor_a_plan_is_a_step_taken(quote, status):
    assert worth("formality", found(quote, status=status)) is Grade.NOT_ADDRESSED


def test_statement_that_was_not_classified_is_refused():
    with pytest.raises(StageOrderError, match='"larch" has not been classified'):
        score(replace(statement_of(), evidence=None), framework_of("practice"))


def test_scores_stand_in_the_order_of_the_framework():
    scored = score(statement_of(), framework_of("formality", "practice", "description"))
    assert [each.criterion_id for each in scored.scores] == ["formality", "practice", "description"]


@pytest.mark.parametrize(
    ("rule", "evidence", "grade"),
    [
        ("practice", found("We audited 42 suppliers."), Grade.OUTCOME),
        ("practice", found("We audited our mills in Kedah."), Grade.SPECIFIC),
        ("practice", found("We audited our mills in 2024."), Grade.SPECIFIC),
        ("practice", found("We audit suppliers.", specific=False), Grade.VAGUE),
        ("practice", found("We will audit 42 mills.", status="plan"), Grade.VAGUE),
        ("practice", found("Diligence guides us.", status="vague"), Grade.VAGUE),
        ("practice", found("We do not audit suppliers.", status="none"), Grade.NOT_ADDRESSED),
        ("practice", found("We audited 42 suppliers.", proba=0.4), Grade.NOT_ADDRESSED),
        ("description", found("We own mills in Kedah.", label="c2_structure"), Grade.SPECIFIC),
        ("description", found("We employ 310 people.", label="c2_structure"), Grade.OUTCOME),
        (
            "description",
            found("We own 3 mills.", label="c2_structure", status="plan"),
            Grade.OUTCOME,
        ),
        ("description", found("We own mills.", label="c2_structure", specific=False), Grade.VAGUE),
        ("formality", found("The board approved this.", label="approval"), Grade.SPECIFIC),
        (
            "formality",
            found("All 9 directors approved it.", label="approval", specific=False),
            Grade.SPECIFIC,
        ),
        (
            "formality",
            found("The board did not approve this.", label="approval", status="none"),
            Grade.NOT_ADDRESSED,
        ),
    ],
)
def test_grade_follows_from_rule_status_particulars_and_figure(rule, evidence, grade):
    assert graded(rule, evidence).grade is grade


def test_admitting_what_is_not_known_of_the_chain_is_a_vague_description_not_silence():
    admission = found("We have not mapped tier two.", label="c2_structure", status="none")
    assert graded("description", admission).grade is Grade.VAGUE


@pytest.mark.parametrize(
    "words",
    [
        "We found no cases of modern slavery in 2024.",
        "No incidents of forced labour were reported across our 42 sites.",
        "There were zero allegations in the year.",
        "We are not aware of any instances of slavery in our supply chain.",
        "No remediation was needed in this reporting period.",
        "None of our 42 audits identified slavery.",
    ],
)
@pytest.mark.parametrize("label", ["incident", "remediation"])
@pytest.mark.parametrize("status", ["done", "none"])
def test_no_cases_found_earns_nothing(words, label, status):
    score_ = graded("practice", found(words, label=label, status=status))
    assert score_.grade is Grade.NOT_ADDRESSED


def test_no_cases_found_does_not_raise_what_is_there():
    vague = found("We check suppliers.", specific=False, index=1)
    none = found("We found no cases at 42 sites.", label="incident", status="none")
    assert graded("practice", vague, none).grade is Grade.VAGUE


def test_disclosed_case_costs_nothing():
    good = found("We audited 42 suppliers.")
    case = found("An agency held six passports.", label="incident", index=1)
    assert graded("practice", good, case).grade == graded("practice", good).grade


def test_disclosed_case_counts():
    case = found("In Leeds an agency held six passports.", label="incident")
    assert graded("practice", case).grade > Grade.VAGUE


def test_case_beside_a_denial_counts():
    both = "No cases were found, but in May two workers reported withheld wages."
    assert graded("practice", found(both, label="incident")).grade > Grade.NOT_ADDRESSED


def test_more_evidence_never_lowers_a_grade():
    best = found("We audited 42 suppliers.", proba=0.6)
    others = [
        found("We do not audit farms.", status="none", proba=0.99, index=1),
        found("We will audit farms.", status="plan", proba=0.99, index=2),
    ]
    assert graded("practice", best, *others).grade is Grade.OUTCOME


def test_criterion_that_was_not_looked_for_is_undetermined():
    score_ = graded("formality", labels=("training",))
    assert (score_.grade, score_.confidence) == (Grade.UNDETERMINED, 0.0)


@pytest.mark.parametrize(
    ("jurisdiction", "law", "grade"),
    [
        (None, "International", Grade.UNDETERMINED),
        (None, "GB", Grade.UNDETERMINED),
        (None, "AU", Grade.NOT_ADDRESSED),
        ("AU", "International", Grade.NOT_ADDRESSED),
    ],
)
def test_silence_on_what_one_law_asks_is_a_zero_only_under_that_law(jurisdiction, law, grade):
    label = "c6_consultation"
    item = found("We spoke.", proba=0.1, label=label)
    statement = statement_of(item, labels=(label,))
    statement = replace(statement, source=Source(id="larch", jurisdiction=jurisdiction))
    framework = framework_of("practice")
    asked = replace(framework.criteria[0], labels=(label,))
    score_ = score(statement, replace(framework, jurisdiction=law, criteria=(asked,))).scores[0]
    assert score_.grade is grade
    assert ("only the law of AU asks for it" in score_.reason) == (grade < 0)


def test_silence_in_a_statement_with_unread_pages_is_undetermined_not_zero():
    score_ = graded("practice", found("We care.", proba=0.2), unread=(3,))
    assert (score_.grade, score_.confidence) == (Grade.UNDETERMINED, 0.0)
    assert "page 3 could not be read" in score_.reason


def test_what_was_found_counts_in_spite_of_unread_pages():
    assert graded("practice", found("We audited 42 mills."), unread=(3,)).grade is Grade.OUTCOME


def test_deciding_sentence_comes_first_then_the_likelier():
    deciding = found("We audited 42 suppliers.", proba=0.6, index=1)
    likely = found("We audit suppliers.", proba=0.99, specific=False, index=2)
    less = found("We check suppliers.", proba=0.7, specific=False, index=3)
    assert graded("practice", less, likely, deciding).evidence == (deciding, likely, less)


def test_evidence_of_a_zero_is_the_closest_sentence_which_does_not_count():
    closest = found("We value suppliers.", proba=0.3)
    score_ = graded("practice", closest, found("We value mills.", proba=0.1, index=1))
    assert score_.evidence == (closest,)
    assert not score_.evidence[0].counts


def test_evidence_of_other_labels_is_left_out():
    other = found("The board approved this.", label="approval")
    assert graded("practice", other).evidence == ()


def test_evidence_is_limited():
    many = [found("We audited 42 suppliers.", index=index) for index in range(50)]
    assert len(graded("practice", *many).evidence) == N_EVIDENCE == 20


def test_order_of_evidence_makes_no_difference():
    items = [found("We audited 42 suppliers.", index=index) for index in range(30)]
    assert graded("practice", *items) == graded("practice", *reversed(items))


def test_confidence_in_disclosure_is_that_one_of_the_disclosing_sentences_is_right():
    low = found("We audited 42 suppliers.", proba=0.6)
    high = found("We check mills and farms.", proba=0.8, specific=False, index=1)
    denial = found("We do not check farms.", proba=0.99, status="none", index=2)
    confidence = graded("practice", low, high, denial).confidence
    assert confidence == pytest.approx(1 - 0.4 * 0.2)


def test_one_sentence_under_two_labels_is_one_reason_for_confidence():
    items = [found("We audited 42 suppliers.", proba=p, label=label)
             for p, label in ((0.6, "due_diligence"), (0.5, "audit_monitoring"))]  # fmt: skip
    assert joint_probability(items) == pytest.approx(0.6)


def test_confidence_is_never_certainty():
    items = [found("We audited 42 suppliers.", proba=0.99, index=i) for i in range(9)]
    assert graded("practice", *items).confidence == 0.99


@pytest.mark.parametrize(
    "heading",
    ["Training", "Whistleblowing Policy", "OUR POLICIES AND PROCEDURES ON SLAVERY",
     "Our Effectiveness in Combating Slavery and Human Trafficking", "4. Due diligence",
     "Privacy Policy Terms and Conditions Modern Slavery Statement Cookies Policy"],
)  # fmt: skip
def test_a_heading_or_menu_discloses_no_practice(heading):
    result = graded("practice", found(heading))
    assert result.grade is Grade.NOT_ADDRESSED
    assert result.reason == "Only a heading on page 4 names it, which discloses nothing."
    assert result.confidence == 0.5


def test_a_heading_is_no_evidence_beside_a_sentence():
    sentence = found("We audited 42 suppliers.", index=1)
    assert graded("practice", found("Supplier audits"), sentence).evidence == (sentence,)


def test_a_heading_adds_nothing_to_a_denial():
    denial = found("We do not audit.", status="none", index=1)
    assert "does not do so" in graded("practice", found("Supplier audits"), denial).reason


def test_a_heading_may_describe_a_group():
    assert worth("description", found("Acme Holdings Limited")) is Grade.SPECIFIC


@pytest.mark.parametrize(
    "quote",
    ["• Trained 42 buyers", "We audited 42 suppliers.", "Suppliers audited 42",
     "Our Code of Conduct binds every supplier in all countries"],
)  # fmt: skip
def test_a_short_list_item_or_sentence_is_no_heading(quote):
    assert not is_heading(quote)


def test_confidence_in_absence_is_the_doubt_in_the_closest_sentence():
    assert graded("practice", found("We care.", proba=0.3)).confidence == pytest.approx(0.7)


def judged_whole(*evidence, label_proba):
    statement = statement_of(*evidence, labels=LABELS["practice"])
    return score(replace(statement, label_proba=label_proba), framework_of("practice")).scores[0]


def test_confidence_in_absence_is_that_no_label_is_in_the_whole_statement():
    close = found("We care.", proba=0.3)
    result = judged_whole(close, label_proba=(0.45, 0.1, None))
    assert (result.grade, result.confidence) == (Grade.NOT_ADDRESSED, pytest.approx(0.55))
    # Where that was not learnt, the closest sentence is what is known.
    unlearnt = judged_whole(close, label_proba=(None, 0.1, None))
    assert unlearnt.confidence == pytest.approx(0.7)


def test_what_only_a_denial_carries_was_not_overlooked():
    denial = found("We did no due diligence.", status="none", proba=0.9)
    result = judged_whole(denial, label_proba=(0.95, 0.1, 0.2))
    assert (result.grade, result.confidence) == (Grade.NOT_ADDRESSED, pytest.approx(0.8))


@pytest.mark.parametrize(
    ("rule", "evidence", "words"),
    [
        (
            "practice",
            found("We audited 42 mills."),
            'Page 4 speaks of "due diligence", with the figure "42 mills".',
        ),
        (
            "practice",
            found("We do not audit.", status="none"),
            "Page 4 says that the organisation does not do so, or has not done so.",
        ),
        (
            "practice",
            found("We will audit.", status="plan"),
            'Page 4 speaks of "due diligence" only as something planned.',
        ),
        (
            "formality",
            found("The board approved this.", label="approval"),
            "Page 4 says that the board of directors or an equivalent body approved the statement.",
        ),
    ],
)
def test_reason_is_one_plain_sentence_with_the_page(rule, evidence, words):
    assert graded(rule, evidence).reason == words


def test_missing_formality_is_called_not_explicit():
    assert graded("formality").reason == (
        "It is not explicit in the statement that the board of directors or an equivalent body "
        "approved it, which does not mean that it was not done."
    )


def test_reason_never_speaks_of_compliance():
    reasons = [graded(rule, unread=unread).reason for rule in LABELS for unread in ((), (2,))]
    assert not [reason for reason in reasons if "compl" in reason.lower()]


@pytest.mark.parametrize(
    "text",
    [
        "We audited 42 suppliers.",
        "Forty-two suppliers answered the questionnaire.",
        "71% of our spending is in Australia.",
        "The share rose to 54 per cent.",
        "The factory repaid £64,000 to nine workers.",
        "We trained 1,200 people in 2024.",
        "Two thirds of sites were visited.",
        "We spent AUD 64,000 on remedy.",
        "Nine of the audits were unannounced.",
    ],
)
def test_quantity_of_a_counted_thing_is_a_figure(text):
    assert has_figure(text)


@pytest.mark.parametrize(
    "text",
    [
        "We audited suppliers in 2024.",
        "This was approved on 12 March 2024.",
        "This statement is made under section 54 of the Modern Slavery Act 2015.",
        "See section 16(1)(b) and Article 4.",
        "Call us on 020 7946 0000.",
        "Version 2.1 of the policy applies.",
        "Our sites follow SA8000 and ISO 45001.",
        "We report on the year ended 31/12/2024.",
        "Our policy was reviewed in FY24.",
        "Our turnover is above the threshold of £36 million.",
        "We care about people.",
        "",
    ],
)
def test_years_dates_sections_versions_and_telephones_are_no_figures(text):
    assert not has_figure(text), find_figure(text)


def test_plan_is_no_denial_of_a_step():
    criterion = replace(framework_of("practice").criteria[0], rule="formality")
    framework = replace(framework_of("practice"), criteria=(criterion,))
    result = score(statement_of(found("We will audit mills.", status="plan")), framework).scores[0]
    assert (result.grade, result.status) == (Grade.NOT_ADDRESSED, "")
    assert "does not do so" not in result.reason


def test_words_on_the_website_are_told_apart_from_a_denial():
    item = found("I have read the Privacy Policy and agree to its terms.")
    assert "does not do so" not in graded("practice", item).reason


def by_whole(quote, whole=0.8, **more):
    more = {"proba": 0.2, **more}
    return replace(found(quote, **more), whole_proba=whole)


def only_score(*evidence, rule="practice"):
    return score(statement_of(*evidence), framework_of(rule)).scores[0]


def test_closest_sentence_earns_a_grade_where_the_whole_statement_is_held_to_disclose():
    given = only_score(by_whole("We audited our sites."))
    assert given.grade is Grade.SPECIFIC
    assert given.confidence == pytest.approx(0.8)
    assert given.reason == (
        'The statement as a whole speaks of "due diligence"; page 4 comes closest with a '
        "particular that can be checked; no sentence is sure enough for a higher grade."
    )


def test_figure_of_the_closest_sentence_earns_no_more_than_a_particular():
    assert only_score(by_whole("We audited 42 sites.")).grade is Grade.SPECIFIC


@pytest.mark.parametrize(("whole", "is_disclosed"), [(0.5, True), (0.499, False), (0.0, False)])
def test_whole_statement_is_held_to_disclose_from_one_half_on(whole, is_disclosed):
    given = only_score(by_whole("We audited our sites.", whole))
    assert (given.grade > Grade.NOT_ADDRESSED) is is_disclosed
    assert len(given.evidence) == 1


def test_sentence_that_reaches_its_threshold_counts_by_itself():
    item = by_whole("We audited our sites.", proba=0.6)
    assert item.counts
    assert not item.is_by_whole
    assert only_score(item).confidence == pytest.approx(0.6)


@pytest.mark.parametrize(
    "quote", ["We have not carried out any audits.", "No incidents were found.", "Our audits"]
)
def test_closest_sentence_that_discloses_nothing_is_neither_denial_nor_heading(quote):
    given = only_score(by_whole(quote, status="none" if quote[-1] == "." else "done"))
    assert given.grade is Grade.NOT_ADDRESSED
    assert given.reason.startswith("No sentence was found that discloses it; the closest")
    assert given.status == ""


def test_closest_sentence_must_answer_the_criterion():
    framework = framework_of("practice")
    criterion = replace(framework.criteria[0], requires=("factory",))
    asked = replace(framework, criteria=(criterion,))
    given = score(statement_of(by_whole("We audited our sites.")), asked).scores[0]
    assert given.grade is Grade.NOT_ADDRESSED
    assert [item.quote for item in given.evidence] == ["We audited our sites."]


def test_doubt_of_the_whole_statement_is_that_of_its_closest_sentence():
    assert joint_probability([by_whole("We audited our sites.", 0.7)]) == pytest.approx(0.7)


@pytest.mark.parametrize(("axis", "is_disclosed"), [("quality", True), ("legal", False)])
def test_legal_minimum_needs_a_sentence_of_its_own(axis, is_disclosed):
    framework = framework_of("practice")
    asked = replace(framework, criteria=(replace(framework.criteria[0], axis=axis),))
    given = score(statement_of(by_whole("We audited our sites.")), asked).scores[0]
    assert (given.grade > Grade.NOT_ADDRESSED) is is_disclosed
    assert given.evidence[0].supports is is_disclosed


def test_whole_statement_is_not_known_by_a_heading():
    item = by_whole("Larch Legal Recruitment Ltd", label="c2_structure")
    assert only_score(item, rule="description").grade is Grade.NOT_ADDRESSED
