"""Words that name a practice. All sentences are invented."""

from __future__ import annotations

import pytest

from analyser.cues import CUES
from analyser.features import SUBJECTS, Featuriser, Window, subjects
from analyser.fitting import columns_of
from analyser.taxonomy import load_taxonomy
from analyser.wordings import _read, labels, named_in


def names(sentence):
    return {labels()[place] for place in named_in(sentence)}


def test_every_practice_has_wordings_and_nothing_else_has():
    practices = {name for name, label in load_taxonomy().items() if label.source == "practice"}
    assert set(labels()) == practices


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Buyers were trained in May.", {"training"}),
        ("THE MILLS WERE INSPECTED (unannounced).", {"audit_monitoring"}),
        ("Every mill passed due diligence,", {"due_diligence"}),
        ("The rent is due. Diligent people pay it.", set()),
        ("We pay a living wage.", {"purchasing"}),
        ("Our suppliers’ codes", {"policy", "supplier_terms"}),
        ("The river is wide.", set()),
        ("", set()),
    ],
)
def test_words_name_what_they_are_about(sentence, named):
    assert names(sentence) == named


def test_two_words_name_it_only_one_after_the_other():
    assert "collaboration" in names("We are a member of the Larch Forum")
    assert "risk_identified" in names("a high risk")
    assert "risk_identified" not in names("a risk that is high")


def test_each_label_is_shown_its_own_wordings_alone():
    windows = [Window("Buyers were trained in May.")] * 3
    X = Featuriser().fit(windows).transform(windows)
    n = X.shape[1]
    own = n - len(CUES) - len(SUBJECTS) + SUBJECTS.index("training")
    assert own in columns_of("training", n)
    for other in ("policy", "approval", "specific", "status"):
        assert own not in columns_of(other, n)
    assert X[0, own] > 0
    assert len(columns_of("c6_consultation", n)) == len(columns_of("training", n)) + 1


def test_subjects_stand_in_their_columns():
    [row] = subjects([Window("Wattle Ltd has no subsidiaries and trained its buyers")])
    named = {label for label, value in zip(SUBJECTS, row, strict=True) if value}
    assert named == {"c6_consultation", "training"}


def test_wordings_are_of_one_word_or_two():
    for label, each_of in _read().items():
        sizes = [len(each.split(" ")) for each in each_of]
        assert 1 in sizes, label
        assert set(sizes) <= {1, 2}, label
