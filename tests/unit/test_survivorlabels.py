from __future__ import annotations

import csv

import pytest

from analyser.errors import InputError
from analyser.survivorlabels import LABEL, OPEN, SUPPORT, is_held_back, read_survivors
from analyser.trainingdata import load_training_data, samples_of_all

CRITERIA = [f"SC{number}" for number in range(1, 13)]
READ, HELD = (
    next(name for name in map("case_{}".format, range(99)) if is_held_back(name) is side)
    for side in (False, True)
)


def write(path, *rows, columns=CRITERIA):
    """Rows of a statement's id and the grades that are not 0."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        head = ("jurisdiction", "statement_id", "sentence_index", "before", "sentence", "after")
        writer = csv.DictWriter(file, fieldnames=[*head, *columns, "status"], restval=0)
        writer.writeheader()
        for index, (statement, grades) in enumerate(rows):
            writer.writerow(
                {
                    "jurisdiction": "UK",
                    "statement_id": statement,
                    "sentence_index": index,
                    "before": "",
                    "sentence": f"Sentence {index} of Tarnwick Mills.",
                    "after": "And so on.",
                    "status": "done",
                    **grades,
                }
            )
    return path


@pytest.mark.parametrize("criterion", SUPPORT)
def test_every_kind_of_support_counts(tmp_path, criterion):
    [labelled] = read_survivors(write(tmp_path / "s.csv", (READ, {criterion: 1})))
    assert labelled.labels == (LABEL,)
    assert labelled.truth.tolist() == [[1]]


@pytest.mark.parametrize("criterion", OPEN)
def test_what_can_go_without_support_is_left_open(tmp_path, criterion):
    [labelled] = read_survivors(write(tmp_path / "s.csv", (READ, {criterion: 2})))
    assert labelled.truth.tolist() == [[-1]]


def test_a_hotline_or_nothing_at_all_is_no_support(tmp_path):
    path = write(tmp_path / "s.csv", (READ, {"SC3": 2}), (READ, {}))
    [labelled] = read_survivors(path)
    assert labelled.truth.tolist() == [[0], [0]]


def test_support_beside_what_is_open_counts(tmp_path):
    path = write(tmp_path / "s.csv", (READ, {"SC4": 1, "SC8": 1}))
    [labelled] = read_survivors(path)
    assert labelled.truth.tolist() == [[1]]


def test_neighbours_are_read_and_the_status_of_a_criterion_is_not(tmp_path):
    [labelled] = read_survivors(write(tmp_path / "s.csv", (READ, {"SC4": 3})))
    assert labelled.status == ()
    assert labelled.windows[0].after == ("And so on.",)


def test_the_half_for_the_rates_is_held_back(tmp_path):
    path = write(tmp_path / "s.csv", (READ, {"SC4": 3}), (HELD, {"SC4": 3}))
    assert [labelled.id for labelled in read_survivors(path)] == [READ]
    assert read_survivors(write(tmp_path / "t.csv", (HELD, {"SC4": 3}))) == []


def test_about_half_of_all_statements_are_held_back():
    assert 450 < sum(is_held_back(f"statement {number}") for number in range(1000)) < 550


def test_another_grade_names_file_and_sentence(tmp_path):
    with pytest.raises(InputError, match=r's.csv" has "4" in column "SC4" of sentence "0"'):
        read_survivors(write(tmp_path / "s.csv", (READ, {"SC4": 4})))


def test_a_file_without_the_criteria_names_the_first_missing_one(tmp_path):
    with pytest.raises(InputError, match='lacks the column "SC4"'):
        read_survivors(write(tmp_path / "s.csv", (READ, {}), columns=["SC1", "SC2"]))


def test_training_learns_from_them_beside_the_practices(tmp_path):
    write(tmp_path / "survivor" / "survivor.csv", (READ, {"SC4": 3}))
    head = f"jurisdiction,statement_id,sentence_index,sentence,{LABEL}\n"
    rows = "".join(f"UK,gold_{n},0,Helpers of Tarnwick Mills.,1\n" for n in range(10))
    (tmp_path / "aims").mkdir()
    (tmp_path / "aims" / "gold.csv").write_text(head + rows, encoding="utf-8")
    found = load_training_data(tmp_path)
    samples = samples_of_all(found)
    assert samples.groups[-1] == READ
    assert samples.truth[-1].tolist() == [1]
    assert [corpus.file for corpus in found.corpora][1:] == ["survivor/survivor.csv"]
