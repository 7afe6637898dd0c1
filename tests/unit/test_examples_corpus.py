from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from analyser.labelled import read_labelled

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpora" / "examples"
CARD = tomllib.loads((CORPUS / "corpus.toml").read_text(encoding="utf-8"))
TAXONOMY = {
    id_: label
    for id_, label in tomllib.loads(
        (ROOT / "analyser" / "taxonomy.toml").read_text(encoding="utf-8")
    ).items()
    if label["source"] != "survivor"
}
TAUGHT = ("c1_reporting_entity", "c6_consultation")
HARD = "hard_negative_for"
EDGES = "\"'“”‘’(),.;:|•–-[]"

with (CORPUS / "examples.csv").open(newline="", encoding="utf-8") as file:
    LINES = list(csv.DictReader(file))


def is_valid_abn(digits: str) -> bool:
    weights = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
    numbers = [int(digits[0]) - 1, *map(int, digits[1:])]
    return sum(n * w for n, w in zip(numbers, weights, strict=True)) % 89 == 0


def is_valid_acn(digits: str) -> bool:
    total = sum(int(d) * w for d, w in zip(digits, range(8, 0, -1), strict=False))
    return -total % 10 == int(digits[8])


def numbers_of(rows: list[dict[str, str]], length: int) -> list[str]:
    """Runs of so many digits, with or without spaces between them."""
    runs = [run for row in rows for run in re.findall(r"\d[\d ]*\d", row["sentence"])]
    return [digits for run in runs if len(digits := run.replace(" ", "")) == length]


def mask(text: str) -> tuple[str, ...]:
    """The words of a sentence, with names and numbers made alike."""
    words = [word.strip(EDGES) for word in re.sub(r"\d+", "0", text).split()]
    words = [word for word in words if word]
    masked: list[str] = []
    for position, word in enumerate(words):
        # The first word of a sentence has a capital anyway; it is a name when another follows.
        follows = words[1][0].isupper() if len(words) > 1 else False
        is_name = word[0].isupper() and (position > 0 or follows)
        token = "N" if is_name else word.lower()
        if token not in ("N", "0") or token != (masked or [""])[-1]:
            masked.append(token)
    # A heading may be all capitals: its words are then what it says, and not names.
    if sum(token not in ("N", "0") for token in masked) < 3:
        return tuple(re.sub(r"[\W\d]+", " ", text.lower()).split())
    return tuple(masked)


def test_columns_are_those_of_gold_files():
    expected = ["jurisdiction", "statement_id", "sentence_index", "sentence", *TAXONOMY, HARD]
    assert list(LINES[0]) == expected


def test_the_package_reads_the_file():
    read = read_labelled(CORPUS / "examples.csv")
    assert sum(len(one.truth) for one in read) == len(LINES)
    assert {one.jurisdiction for one in read} == {"AU"}


def test_only_two_labels_are_taught():
    others = [label for label in TAXONOMY if label not in TAUGHT]
    assert {row[label] for row in LINES for label in others} == {"-1"}
    assert {row[label] for row in LINES for label in TAUGHT} == {"1", "0", "-1"}


def test_sentences_left_open_stay_few():
    assert sum(row[label] == "-1" for row in LINES for label in TAUGHT) <= 20


def test_ids_are_unique_and_each_statement_is_one_run_of_lines():
    runs = [row["statement_id"] for row in LINES if row["sentence_index"] == "0"]
    assert len(runs) == len(set(runs))
    seen = defaultdict(list)
    for row in LINES:
        seen[row["statement_id"]].append(int(row["sentence_index"]))
    assert all(indices == list(range(len(indices))) for indices in seen.values())


def test_statements_have_8_to_20_sentences():
    lengths = Counter(row["statement_id"] for row in LINES)
    assert {id_: n for id_, n in lengths.items() if not 8 <= n <= 20} == {}


def test_every_statement_names_who_reports():
    named = {row["statement_id"] for row in LINES if row["c1_reporting_entity"] == "1"}
    assert named == {row["statement_id"] for row in LINES}


@pytest.mark.parametrize("label", TAUGHT)
def test_hard_negatives_do_not_carry_the_label(label):
    short = label.split("_")[0]
    hard = [row for row in LINES if short in row[HARD].split()]
    assert {row[label] for row in hard} == {"0"}


def test_no_two_sentences_differ_only_in_names_or_numbers():
    counts = Counter(mask(row["sentence"]) for row in LINES)
    assert [tokens for tokens, n in counts.items() if n > 1] == []


def test_masking_finds_sentences_that_differ_only_in_names():
    one = mask("Quill Pty Ltd (ABN 12 345) is the reporting entity.")
    assert one == mask("Moor Haven Limited (ABN 67 890 1) is the reporting entity.")
    assert one != mask("Quill Pty Ltd (ABN 12 345) was the reporting entity.")


def test_most_word_trigrams_occur_once():
    tokens = [mask(row["sentence"]) for row in LINES]
    trigrams = [words[at : at + 3] for words in tokens for at in range(len(words) - 2)]
    assert len(set(trigrams)) / len(trigrams) > 0.8


def test_business_numbers_belong_to_nobody():
    abns, acns = numbers_of(LINES, 11), numbers_of(LINES, 9)
    assert len(abns) >= 20
    assert len(acns) >= 10
    assert [abn for abn in abns if is_valid_abn(abn)] == []
    assert [acn for acn in acns if is_valid_acn(acn)] == []


def test_checks_of_numbers_know_a_valid_one():
    # The examples with which the two registers explain their checks.
    assert is_valid_abn("51824753556")
    assert is_valid_acn("004085616")


def test_counts_reach_the_assertions_of_the_card():
    counts = {
        "statements": len({row["statement_id"] for row in LINES}),
        "labelled_sentences": len(LINES),
        **{label: sum(row[label] == "1" for row in LINES) for label in TAUGHT},
        **{
            f"hard_negatives_{short}": sum(short in row[HARD].split() for row in LINES)
            for short in ("c1", "c6")
        },
    }
    least = CARD["assertions"]["min"]
    assert counts.keys() == least.keys()
    assert all(counts[name] >= least[name] for name in least), counts
