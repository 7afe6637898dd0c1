"""Framework files: the shipped ones load, and every kind of mistake is named."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest

from analyser.errors import FrameworkError
from analyser.frameworks import (
    Example,
    check_framework,
    diff_frameworks,
    find_framework,
    list_frameworks,
    load_examples,
    load_framework,
    load_taxonomy,
)
from analyser.frameworks.patterns import problem_of, shared_expressions
from analyser.ranking import rank
from analyser.scoring import score
from analyser.types import Evidence, Grade, Page, Sentence, Source, Statement

SHIPPED = (
    "au-msa-s16",
    "ca-s211",
    "ilo-indicators",
    "knowthechain-themes",
    "survivor-centred",
    "uk-ho-2025",
    "uk-msa-s54",
    "us-ca-sb657",
    "walk-free-msa",
)
UNSEEN = {("walk-free-msa", "publication"), ("walk-free-msa", "historic-record")}
"""Criteria that no document can show."""

VALID = """\
id = "river-act"
title = "River Act 2020"
version = "2020-1"
jurisdiction = "GB"
url = "https://law.example/river"
in_force = "2020-01-01"

[[criterion]]
id = "training"
title = "Training"
question = "Does the statement describe training?"
citation = "River Act 2020 s.1(a)"
obligation = "recommended"
rule = "practice"
labels = ["training"]
examples.disclosed = ["We trained 12 buyers."]
examples.not_disclosed = ["People matter to us."]
"""
CRITERION = VALID[VALID.index("[[criterion]]") :]


def statement_of(name, *said, specific=True):
    """A statement of one page, with one sentence for each label, words and status."""
    text = "\n".join(words for _, words, _ in said)
    evidence, start = [], 0
    for index, words in enumerate(text.split("\n")):
        sentence = Sentence(index, start, start + len(words), 1)
        start += len(words) + 1
        evidence += [
            Evidence(label, sentence, words, 0.9, 0.5, status, specific, "fake 1.0.0")
            for label, quote, status in said
            if quote == words
        ]
    return Statement(
        source=Source(id=name),
        text=text,
        pages=(Page(1, 0, len(text)),),
        extractor="plaintext",
        sentences=tuple(dict.fromkeys(item.sentence for item in evidence))
        or (Sentence(0, 0, len(text), 1),),
        labels=tuple(load_taxonomy()),
        evidence=tuple(evidence),
    )


def grade_of(example, criteria, framework_id):
    said = [(label, example.text, example.status) for label in example.labels]
    statement = statement_of("larch", *said, specific=example.specific)
    asked = replace(load_framework(framework_id), criteria=(criteria[example.criterion_id],))
    # Of a law that asks for everything that any law asks for.
    statement = replace(statement, source=replace(statement.source, jurisdiction="AU"))
    return score(statement, asked).scores[0].grade


@pytest.fixture
def write(tmp_path):
    def written(text, name="river-act.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture(params=SHIPPED)
def framework(request):
    return load_framework(request.param)


def test_list_names_the_shipped_frameworks():
    assert [each["id"] for each in list_frameworks()] == list(SHIPPED)


@pytest.mark.parametrize(
    ("id_", "criteria"),
    [
        (
            "uk-msa-s54",
            "structure policies due-diligence risk effectiveness training steps approval signature",
        ),
        (
            "au-msa-s16",
            "reporting-entity structure operations supply-chains risks actions remediation "
            "effectiveness consultation approval signature",
        ),
        (
            "ca-s211",
            "steps structure policies due-diligence risk remediation loss-of-income training "
            "effectiveness approval attestation",
        ),
        ("us-ca-sb657", "verification audits certification accountability training"),
        (
            "survivor-centred",
            "sc1-lived-experience sc2-referral sc3-hotline sc4-support-services "
            "sc5-financial-remedy sc6-employment sc7-non-discrimination sc8-authorities "
            "sc9-remediation-process sc10-outcomes sc11-partnership sc12-dignity",
        ),
        (
            "ilo-indicators",
            "abuse-of-vulnerability deception restriction-of-movement isolation violence threats "
            "identity-documents withheld-wages debt-bondage abusive-conditions excessive-overtime",
        ),
        (
            "knowthechain-themes",
            "commitment-and-governance traceability-and-risk-assessment purchasing-practices "
            "recruitment worker-voice monitoring remedy",
        ),
        (
            "walk-free-msa",
            "statement publication approval signature structure-and-operations supply-chain policy "
            "risk-assessment risk-management remediation whistleblowing identification-of-risks "
            "incidents-identified performance-indicators business-performance-indicators training "
            "consultation historic-record collaborations living-wage worker-engagement",
        ),
    ],
)
def test_shipped_framework_asks_what_its_act_asks(id_, criteria):
    assert [each.id for each in load_framework(id_).criteria] == criteria.split()


@pytest.mark.parametrize("id_", SHIPPED)
def test_shipped_framework_has_no_problem(id_):
    assert check_framework(id_) == []


def test_the_six_areas_of_section_54_are_recommended_and_only_formalities_mandatory():
    criteria = load_framework("uk-msa-s54").criteria
    mandatory = {each.id for each in criteria if each.obligation == "mandatory"}
    assert mandatory == {"steps", "approval", "signature"}


def test_formal_acts_never_enter_the_quality_axis(framework):
    acts = {"approval", "signature", "attestation", "steps"}
    formal = [each for each in framework.criteria if set(each.labels) & {"approval", "signature"}]
    assert all(each.id in acts for each in formal)
    assert {(each.axis, each.rule) for each in formal} <= {("legal", "formality")}


def test_criterion_has_three_examples_each_way_and_plain_words(framework):
    for criterion in framework.criteria:
        assert min(len(criterion.disclosed), len(criterion.not_disclosed)) >= 3, criterion.id
        assert criterion.counts, criterion.id
        assert criterion.excludes, criterion.id
        assert criterion.notes, criterion.id


def test_no_example_stands_on_both_sides(framework):
    for criterion in framework.criteria:
        assert not set(criterion.disclosed) & set(criterion.not_disclosed), criterion.id


def test_claims_of_low_risk_and_of_no_cases_are_hard_negatives():
    risk = next(each for each in load_framework("uk-msa-s54").criteria if each.id == "risk")
    negatives = " ".join(risk.not_disclosed)
    assert "no cases" in negatives
    assert "low" in negatives


def test_label_for_cases_that_also_covers_low_risk_is_narrowed_or_left_out(framework):
    wide = [each for each in framework.criteria if "risk_identified" in each.labels]
    assert all(each.requires for each in wide)


@pytest.mark.parametrize("id_", SHIPPED)
def test_every_example_is_graded_as_its_author_says(id_):
    criteria = {each.id: each for each in load_framework(id_).criteria}
    examples = [each for each in load_examples(id_) if (id_, each.criterion_id) not in UNSEEN]
    assert all(each.labels is not None and each.grade is not None for each in examples)
    wrong = [
        (each.criterion_id, each.text, each.grade, int(grade_of(each, criteria, id_)))
        for each in examples
        if grade_of(each, criteria, id_) != each.grade
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("id_", "criterion_id", "labels", "text"),
    [
        ("uk-msa-s54", "risk", ["traceability"], "We know the site of 98% of our mills."),
        ("uk-ho-2025", "risk", ["traceability"], "We know the site of 98% of our mills."),
        ("ca-s211", "risk", ["traceability"], "We know the site of 98% of our mills."),
        ("walk-free-msa", "risk-assessment", ["due_diligence"], "We met 12 new agencies."),
        ("knowthechain-themes", "monitoring", ["due_diligence"], "We met 12 new agencies."),
        ("us-ca-sb657", "verification", ["due_diligence"], "We check the right to work of 9 men."),
    ],
)
def test_figure_on_another_subject_earns_nothing(id_, criterion_id, labels, text):
    criteria = {each.id: each for each in load_framework(id_).criteria}
    other = Example(criterion_id, text, is_disclosed=False, labels=tuple(labels))
    assert grade_of(other, criteria, id_) is Grade.NOT_ADDRESSED


@pytest.mark.parametrize(
    ("id_", "criterion_id", "label", "text"),
    [
        ("uk-msa-s54", "risk", "risk_assessment", "We rated 400 suppliers in 12 countries."),
        ("uk-msa-s54", "due-diligence", "survivor_support", "We housed two victims for a year."),
        ("walk-free-msa", "risk-assessment", "due_diligence", "240 mills answered on risk."),
        ("knowthechain-themes", "monitoring", "due_diligence", "We interviewed 12 workers."),
        (
            "uk-ho-2025",
            "products-and-services",
            "c2_supply_chains",
            "We buy from 9 suppliers of oil.",
        ),
    ],
)
def test_narrow_criterion_still_hears_its_own_subject(id_, criterion_id, label, text):
    criteria = {each.id: each for each in load_framework(id_).criteria}
    own = Example(criterion_id, text, is_disclosed=True, labels=(label,))
    assert grade_of(own, criteria, id_) is Grade.OUTCOME


def test_grade_comes_from_the_labels_of_the_example():
    criteria = {each.id: each for each in load_framework("uk-msa-s54").criteria}
    trained = Example("training", "We trained 12 buyers.", is_disclosed=True, labels=("training",))
    other = replace(trained, labels=("policy",))
    assert grade_of(trained, criteria, "uk-msa-s54") == Grade.OUTCOME
    assert grade_of(other, criteria, "uk-msa-s54") == Grade.NOT_ADDRESSED


@pytest.mark.parametrize(("id_", "criterion_id"), sorted(UNSEEN))
def test_what_no_document_can_show_is_undetermined_and_stands_beside_the_score(id_, criterion_id):
    criteria = {each.id: each for each in load_framework(id_).criteria}
    example = Example(criterion_id, "It is on our website.", is_disclosed=False, labels=())
    assert grade_of(example, criteria, id_) is Grade.UNDETERMINED
    assert criteria[criterion_id].axis == "legal"


def test_shipped_framework_says_how_far_each_fact_was_verified(framework):
    text = find_framework(framework.id).read_text(encoding="utf-8")
    assert text.count("\nverified = ") == len(framework.criteria)
    assert framework.notes


@pytest.mark.parametrize("id_", ["uk-ho-2025", "knowthechain-themes", "walk-free-msa"])
def test_pack_says_what_of_its_source_was_not_read(id_):
    assert re.search(r"(?:could not be|were not) read", load_framework(id_).notes)


def test_survivor_criteria_have_an_axis_and_labels_of_their_own():
    criteria = load_framework("survivor-centred").criteria
    assert {each.axis for each in criteria} == {"survivor"}
    assert [each.labels for each in criteria] == [(each.id.replace("-", "_"),) for each in criteria]


@pytest.mark.parametrize("id_", SHIPPED)
def test_expressions_of_shipped_frameworks_are_quick_on_hostile_text(id_):
    texts = [unit * (4000 // len(unit)) for unit in ("a ", "not map ", "no risk of pay ", "(", "-")]
    criteria = load_framework(id_).criteria
    patterns = {each for item in criteria for each in item.patterns}
    start = time.process_time()
    for pattern in patterns:
        for text in texts:
            re.search(pattern, text, re.IGNORECASE)
    assert time.process_time() - start < 5


def test_changed_weight_changes_exactly_the_scores_that_it_should(write):
    path = find_framework("uk-msa-s54")
    text = path.read_text(encoding="utf-8")
    place = text.index("weight = 1.0", text.index('id = "training"'))
    heavier = f"{text[:place]}weight = 3.0{text[place + 12 :]}"
    before, after = load_framework("uk-msa-s54"), load_framework(write(heavier, "uk-msa-s54.toml"))
    trained = ("training", "We trained 12 buyers.", "done")
    audited = ("audit_monitoring", "We audit new suppliers.", "done")
    scores = {
        name: [
            rank([score(statement_of(name, *said), each)], each).rows[0].score
            for each in (before, after)
        ]
        for name, said in {"larch": [trained], "elm": [audited], "ash": []}.items()
    }
    # Of 6 criteria of 3 points each, training counts for 1 of 6 and then for 3 of 8.
    assert scores == {"larch": [16.7, 37.5], "elm": [11.1, 8.3], "ash": [0.0, 0.0]}


def test_taxonomy_can_be_had_from_the_same_room():
    assert "training" in load_taxonomy()


def test_file_of_ones_own_loads(write):
    loaded = load_framework(write(VALID))
    assert (loaded.id, loaded.criteria[0].weight, loaded.criteria[0].axis) == (
        "river-act",
        1.0,
        "quality",
    )


def test_path_may_be_a_string(write):
    assert load_framework(str(write(VALID))).title == "River Act 2020"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("obligation =", "obligatoin =", 'unknown key "obligatoin"; did you mean "obligation"?'),
        ("version =", "verson =", 'unknown key "verson"; did you mean "version"?'),
        ('version = "2020-1"\n', "", 'key "version" is missing.'),
        ('rule = "practice"\n', "", 'criterion "training": key "rule" is missing.'),
        ('"practice"', '"practise"', '"practise" is none of'),
        ('"recommended"', '"optional"', 'key "obligation": "optional" is none of'),
        ('["training"]', '["trainings"]', 'no label of taxonomy.toml; did you mean "training"?'),
        ('["training"]', '"training"', '"training" is not a list of strings.'),
        ('["training"]', '["training", "training"]', "a label stands in it twice."),
        ('["training"]', "[]", 'key "labels": the list is empty, which'),
        ("describe training?", "describe training.", 'does not end with "?".'),
        ('title = "Training"', "title = 3", 'key "title": "3" is not a string.'),
        ('title = "Training"', 'title = " "', 'key "title": it is empty.'),
        ('rule = "practice"', 'rule = "practice"\nweight = 0', "0 is not more than 0"),
        ('rule = "practice"', 'rule = "practice"\nweight = -1.5', "-1.5 is not more than 0"),
        ('rule = "practice"', 'rule = "practice"\nweight = nan', "nan is not more than 0"),
        ('rule = "practice"', 'rule = "practice"\nweight = true', "is not a number."),
        ('rule = "practice"', 'rule = "practice"\naxis = "price"', 'key "axis": "price" is none'),
        ('id = "training"', 'id = "Our Training"', "is not in kebab-case"),
        ('id = "river-act"', 'id = "lake-act"', '"lake-act" is not the name of the file'),
        ('"2020-01-01"', '"1 January 2020"', "is not a date such as"),
        ('"https://law.example/river"', '"law.example"', 'does not begin with "https://"'),
        ('["We trained 12 buyers."]', "[]", 'key "examples.disclosed": the list is empty.'),
        (
            'examples.not_disclosed = ["People matter to us."]\n',
            "",
            'key "examples.not_disclosed" is missing.',
        ),
        ('rule = "practice"', 'rule = "practice"\nverified = "yes"', '"yes" is none of "primary"'),
        ('rule = "practice"', 'rule = "practice"\ntheme = 1', 'key "theme": "1" is not a string.'),
        ('rule = "practice"', 'rule = "practice"\nrequires = "a"', "is not a list of strings."),
        ('rule = "practice"', 'rule = "practice"\nrequires = ["("]', "is no regular expression"),
        ('rule = "practice"', 'rule = "practice"\ncheckable = ["("]', "is no regular expression"),
        ('rule = "practice"', 'rule = "practice"\nrefuses = ["(ab{1,2}){9}c"]', "repeats a repeat"),
        ('rule = "practice"', "rule = 'practice'\nrefuses = ['a.*b']", "without a bound"),
        ('rule = "practice"', "rule = 'practice'\nrefuses = ['x?']", "found in every sentence."),
        ('id = "river-act"', 'id = "river-act"\nuntil = "never"', "is not a date such as"),
        ('id = "river-act"', 'id = "river-act"\nuntil = "2019-01-01"', 'is before "2020-01-01"'),
        (
            '"We trained 12 buyers."',
            "{ text = 'We.' }",
            'examples.disclosed[1].labels" is missing.',
        ),
        (
            '"We trained 12 buyers."',
            "{ text = 'We.', labels = ['trainings'] }",
            'key "examples.disclosed[1].labels": "trainings" is no label of taxonomy.toml',
        ),
        (
            '"We trained 12 buyers."',
            "{ text = 'We.', labels = [], grades = 2 }",
            'unknown key "examples.disclosed[1].grades"; did you mean "grade"?',
        ),
        (
            '"We trained 12 buyers."',
            "{ text = 'We.', labels = [], grade = 0 }",
            'key "examples.disclosed[1].grade": it is 0, and 1, 2 or 3 belongs there.',
        ),
        (
            '"People matter to us."',
            "{ text = 'We.', labels = [], grade = 2 }",
            'key "examples.not_disclosed[1].grade": it is 2, and 0 belongs there.',
        ),
        (
            '"People matter to us."',
            "{ text = 'We.', labels = [], status = 'denied' }",
            '"denied" is none of "done", "plan", "none", "vague"',
        ),
        (
            '"People matter to us."',
            "{ text = 'We.', labels = [], specific = 'no' }",
            '"no" is neither true nor false.',
        ),
        (CRITERION, "", 'key "criterion" is missing.'),
        (CRITERION, CRITERION + CRITERION, "the id is used twice."),
    ],
)
def test_each_mistake_is_named(write, old, new, said):
    assert old in VALID
    problems = check_framework(write(VALID.replace(old, new, 1)))
    assert any(said in problem for problem in problems), problems


def test_problem_names_file_criterion_and_key(write):
    path = write(VALID.replace('"practice"', '"magic"'))
    with pytest.raises(FrameworkError) as caught:
        load_framework(path)
    message = str(caught.value)
    assert message.startswith('"river-act.toml": criterion "training": key "rule": "magic"')


def test_check_reports_every_problem_at_once(write):
    text = VALID.replace('"practice"', '"magic"').replace("describe training?", "describe it.")
    assert len(check_framework(write(text))) == 2


def test_file_that_is_no_toml_is_a_problem_not_a_crash(write):
    assert "cannot be read as TOML" in check_framework(write("id = = 3"))[0]


def test_file_that_is_no_text_is_a_problem_not_a_crash(tmp_path):
    path = tmp_path / "river-act.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert "cannot be read as TOML" in check_framework(path)[0]


def test_unknown_id_suggests_the_one_that_was_meant():
    with pytest.raises(FrameworkError, match='did you mean "uk-msa-s54"'):
        load_framework("uk-msa-54")


def test_missing_file_is_told_from_an_unknown_id(tmp_path):
    with pytest.raises(FrameworkError, match="There is no framework file"):
        load_framework(tmp_path / "absent.toml")


def test_framework_does_not_differ_from_itself(framework):
    assert diff_frameworks(framework.id, framework.id) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"River Act 2020"', '"Lake Act"', '"title" was "River Act 2020" and is "Lake Act".'),
        ('rule = "practice"', 'rule = "practice"\nweight = 2', '"weight" was "1.0" and is "2.0".'),
        (
            'rule = "practice"',
            "rule = 'practice'\nrequires = ['buyers?']",
            '"requires" was nothing and is "buyers?".',
        ),
        (
            'rule = "practice"',
            'rule = "practice"\nverified = "primary"',
            '"verified" was "unverified" and is "primary".',
        ),
        ('"2020-01-01"', '"2020-01-01"\nuntil = "2025-01-01"', 'nothing and is "2025-01-01".'),
        ('id = "training"', 'id = "teaching"', 'Criterion "teaching" was added.'),
        ('id = "training"', 'id = "teaching"', 'Criterion "training" was removed.'),
    ],
)
def test_difference_is_said_in_a_sentence(write, tmp_path, old, new, said):
    (tmp_path / "newer").mkdir()
    before = write(VALID)
    after = write(VALID.replace(old, new, 1), name="newer/river-act.toml")
    assert any(line.endswith(said) for line in diff_frameworks(before, after))


def test_example_may_be_a_string_or_a_table(write):
    text = VALID.replace(
        '["We trained 12 buyers."]',
        """["We trained 12 buyers.", { text = "We train.", labels = ["training"], grade = 1 }]""",
    )
    path = write(text)
    assert load_framework(path).criteria[0].disclosed == ("We trained 12 buyers.", "We train.")
    first, second, negative = load_examples(path)
    assert (first.labels, first.grade, negative.grade) == (None, None, None)
    assert (second.labels, second.grade, second.is_disclosed) == (("training",), 1, True)


def test_empty_list_of_labels_is_for_formalities_only(write):
    text = VALID.replace('["training"]', "[]")
    assert "only a formality may have" in check_framework(write(text))[0]
    assert check_framework(write(text.replace('"practice"', '"formality"'))) == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bfees?\b[^.;]{0,60}\bworkers?\b",
        r"(?:\w+\s){0,4}risk",
        r"(?<!un)paid\b(?! by)",
        r"[a-z]\d+",
        r"\(c\)",
        r"[)(]x",
    ],
)
def test_expression_that_cannot_hang_is_allowed(pattern):
    assert problem_of(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (" ", "empty"),
        ("a" * 901, "901 characters"),
        ("[a", "is no regular expression"),
        ("a|", "found in every sentence"),
        (r"(?:\w+\s){0,40}x", "repeats a repeat"),
        (r"(\w+)+x", "repeats a repeat"),
        (r"((?:ab){1,3}c)*x", "repeats a repeat"),
        (r"[^.]*x", "without a bound"),
        (r"a{2,}b", "without a bound"),
        (r".{0,400}x", "at most 100"),
        (r"(a)\1", "refers back"),
        (r"(?P<a>b)(?P=a)", "refers back"),
    ],
)
def test_expression_that_could_hang_is_refused(pattern, said):
    assert said in problem_of(pattern)


@pytest.mark.parametrize("pattern", [p for ps in shared_expressions().values() for p in ps])
def test_shared_expression_obeys_the_rules_of_a_users_own(pattern):
    assert problem_of(pattern) is None


@pytest.mark.parametrize("name", shared_expressions())
def test_shared_list_is_named_by_several_criteria(name):
    # One that a single criterion needs stands in that criterion, where its reader looks for it.
    files = [find_framework(id_).read_text(encoding="utf-8") for id_ in SHIPPED]
    assert sum(text.count(f'"@{name}"') for text in files) > 1


def test_no_expression_that_is_shared_is_written_out_again():
    texts = [find_framework(id_).read_text(encoding="utf-8") for id_ in SHIPPED]
    long = {p for patterns in shared_expressions().values() for p in patterns if len(p) > 60}
    assert not [p for p in long for text in texts if p in text]


def test_file_of_ones_own_may_name_a_shared_list(write):
    named = write(VALID + 'refuses = ["@gifts", "raffle"]\n')
    [criterion] = load_framework(named).criteria
    assert criterion.refuses == (*shared_expressions()["gifts"], "raffle")


def test_shared_list_that_does_not_exist_is_named_with_the_one_that_was_meant(write):
    [problem] = check_framework(write(VALID + 'refuses = ["@gift"]\n'))
    assert 'there is no list "@gift"; did you mean "@gifts"?' in problem


def test_name_of_a_shared_list_is_no_expression_for_a_blank_before_it(write):
    [problem] = check_framework(write(VALID + 'refuses = [" @gifts"]\n'))
    assert 'there is no list " @gifts"; did you mean "@gifts"?' in problem


def test_expression_that_begins_like_a_name_is_told_how_to_be_written(write):
    [problem] = check_framework(write(VALID + "refuses = ['@example']\n"))
    assert "there are @training-on-other-subjects, " in problem
    assert r"an expression begins with \@" in problem
    assert not check_framework(write(VALID + r"refuses = ['\@example']" + "\n"))
