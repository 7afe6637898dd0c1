from __future__ import annotations

import csv
import tomllib
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from analyser.labelled import NO_STATUS, STATUSES, read_labelled
from tests.unit.test_examples_corpus import is_valid_abn, is_valid_acn, numbers_of

CORPUS = Path(__file__).parents[2] / "corpora" / "examples"
LEAST = tomllib.loads((CORPUS / "corpus.toml").read_text(encoding="utf-8"))["assertions"]
NAMES = ("practices", "statements")
TAXONOMY = tomllib.loads(
    (CORPUS.parents[1] / "analyser" / "taxonomy.toml").read_text(encoding="utf-8")
)
AUSTRALIAN = {"c1_reporting_entity", "c6_consultation"}
OPEN = {"c3_risk_description", "c5_effectiveness", "c6_consultation"}
"""Labels on which readers of whole statements agree too little to teach them."""
WITHOUT_STATUS = {"legal_reference", "risk_identified"}


def rows_of(name):
    with (CORPUS / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


ROWS = {name: rows_of(name) for name in NAMES}


def labels_of(name):
    return [label for label in TAXONOMY if label in ROWS[name][0]]


@pytest.mark.parametrize("name", NAMES)
def test_the_package_reads_the_file(name):
    read = read_labelled(CORPUS / f"{name}.csv")
    assert sum(len(one.truth) for one in read) == len(ROWS[name])
    assert {one.jurisdiction for one in read} == {"AU", "CA", "UK"}


@pytest.mark.parametrize("name", NAMES)
def test_sentences_of_a_passage_stand_in_order(name):
    seen = defaultdict(list)
    for row in ROWS[name]:
        seen[row["statement_id"]].append(int(row["sentence_index"]))
    assert all(indices == list(range(len(indices))) for indices in seen.values())


@pytest.mark.parametrize("name", NAMES)
def test_few_sentences_are_said_twice(name):
    counts = Counter(row["sentence"].lower() for row in ROWS[name])
    long = [text for text, n in counts.items() if n > 1 and len(text.split()) > 8]
    assert len(long) <= 2, long


@pytest.mark.parametrize("name", NAMES)
def test_business_numbers_belong_to_nobody(name):
    assert [abn for abn in numbers_of(ROWS[name], 11) if is_valid_abn(abn)] == []
    assert {acn for acn in numbers_of(ROWS[name], 9) if is_valid_acn(acn)} <= {"0" * 9}


@pytest.mark.parametrize("name", NAMES)
def test_counts_reach_the_assertions_of_the_card(name):
    counts = {
        "statements": len({row["statement_id"] for row in ROWS[name]}),
        "labelled_sentences": len(ROWS[name]),
        **{label: sum(row[label] == "1" for row in ROWS[name]) for label in labels_of(name)},
    }
    least = LEAST[name]["min"]
    assert all(counts[key] >= number for key, number in least.items()), counts
    assert set(least) - set(counts) == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_third_of_the_sentences_or_more_carries_no_label(name):
    none = [row for row in ROWS[name] if all(row[label] != "1" for label in labels_of(name))]
    assert len(none) > len(ROWS[name]) / 3


def test_every_practice_sentence_stands_between_its_neighbours():
    for row, following in pairwise(ROWS["practices"]):
        same = row["statement_id"] == following["statement_id"]
        assert row["after"] == (following["sentence"] if same else "")
        assert following["before"] == (row["sentence"] if same else "")


def test_every_practice_label_is_annotated_and_has_a_status_where_one_applies():
    labels = labels_of("practices")
    assert len(labels) == 20
    for row in ROWS["practices"]:
        assert {row[label] for label in labels} <= {"0", "1"}
        carried = {label for label in labels if row[label] == "1"}
        assert row["status"] in (STATUSES if carried - WITHOUT_STATUS else (NO_STATUS,)), row


def test_labels_of_whole_statements_are_annotated_where_they_apply():
    for row in ROWS["statements"]:
        for label in labels_of("statements"):
            is_open = label in OPEN or (label in AUSTRALIAN and row["jurisdiction"] != "AU")
            assert (row[label] == "-1") is is_open, (label, row)
