from analyser.taxonomy import load_taxonomy


def test_eleven_aims_labels_come_first_then_twenty_practices_then_twelve_of_survivors():
    sources = [label.source for label in load_taxonomy().values()]
    assert sources == ["aims"] * 11 + ["practice"] * 20 + ["survivor"] * 12


def test_every_label_has_a_title_and_a_definition_that_is_a_sentence():
    for id_, label in load_taxonomy().items():
        assert label.id == id_
        assert label.title
        assert label.definition.endswith(".")


def test_only_the_australian_labels_are_bound_to_a_jurisdiction():
    bound = {
        label.id: label.jurisdictions for label in load_taxonomy().values() if label.jurisdictions
    }
    assert bound == {"c1_reporting_entity": ("AU",), "c6_consultation": ("AU",)}
