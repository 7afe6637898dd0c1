"""Framework files: the shipped ones load, and every kind of mistake is named."""

from __future__ import annotations

import pytest

from analyser.errors import FrameworkError
from analyser.frameworks import (
    check_framework,
    diff_frameworks,
    list_frameworks,
    load_framework,
    load_taxonomy,
)

SHIPPED = ("au-msa-s16", "uk-msa-s54")

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
            "structure policies due-diligence risk effectiveness training approval signature",
        ),
        (
            "au-msa-s16",
            "reporting-entity structure operations supply-chains risks actions remediation "
            "effectiveness consultation approval signature",
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
    assert mandatory == {"approval", "signature"}


def test_formal_acts_never_enter_the_quality_axis(framework):
    formal = [each for each in framework.criteria if each.id in {"approval", "signature"}]
    assert {(each.axis, each.rule) for each in formal} == {("legal", "formality")}


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


def test_label_for_cases_that_also_covers_low_risk_is_left_out(framework):
    assert all("risk_identified" not in each.labels for each in framework.criteria)


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
        ('id = "training"', 'id = "teaching"', 'Criterion "teaching" was added.'),
        ('id = "training"', 'id = "teaching"', 'Criterion "training" was removed.'),
    ],
)
def test_difference_is_said_in_a_sentence(write, tmp_path, old, new, said):
    (tmp_path / "newer").mkdir()
    before = write(VALID)
    after = write(VALID.replace(old, new, 1), name="newer/river-act.toml")
    assert any(line.endswith(said) for line in diff_frameworks(before, after))
