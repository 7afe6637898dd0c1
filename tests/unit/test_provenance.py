from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from analyser.provenance import Seen, describe, hash_file
from analyser.survivor import MODEL
from analyser.types import Failure, Source, Statement
from tests.data.sample_ranking import evidence, sample_ranking


def described(ranking, **changes):
    known = {"arguments": {"paths": ["a"]}, "framework_sha256": None, "model_sha256": {}}
    return describe(ranking, **{**known, **changes})


def statement(labels, *models):
    found = tuple(replace(evidence("We train.", index=0), model=model) for model in models)
    return Statement(Source(id="a"), "", (), "plaintext", labels=labels, evidence=found)


def test_models_and_labels_are_remembered_once_in_order_of_sight():
    seen = Seen()
    list(seen.watch([statement(("b", "a"), "m 1", "m 1"), statement(("a", "c"), "m 1")]))
    assert (seen.model, seen.labels) == ("m 1", ("b", "a", "c"))


def test_several_models_are_all_named():
    seen = Seen()
    list(seen.watch([statement((), "m 1"), statement((), "m 2")]))
    assert seen.model == "m 1 and m 2"


def test_rules_of_the_package_are_no_model_that_was_chosen():
    seen = Seen()
    list(seen.watch([statement((), MODEL, "m 1")]))
    assert seen.model == "m 1"


def test_statements_pass_unchanged():
    statements = [statement(("a",), "m 1"), Statement(Source(id="b"), "", (), "plaintext")]
    assert list(Seen().watch(statements)) == statements


def test_description_is_json_and_always_the_same():
    ranking = sample_ranking()
    assert json.loads(json.dumps(described(ranking))) == described(ranking)
    assert described(ranking) == described(replace(ranking, created="2001-01-01"))


def test_every_input_has_its_outcome():
    ranking = sample_ranking()
    inputs = {each["id"]: each["outcome"] for each in described(ranking)["inputs"]}
    assert inputs == {
        **{row.source.id: "ranked" for row in ranking.rows},
        **{failure.source.id: failure.reason for failure in ranking.failures},
    }
    assert list(inputs) == sorted(inputs)


def test_counts_add_up():
    counts = described(sample_ranking())["counts"]
    assert counts["inputs"] == counts["ranked"] + counts["failed"]
    assert sum(counts["failed_by_reason"].values()) == counts["failed"]


def test_document_that_failed_is_hashed_too(tmp_path):
    path = tmp_path / "locked.pdf"
    path.write_bytes(b"%PDF")
    failure = Failure(Source(id="a", path=path), "extract", "encrypted", "It is locked.")
    ranking = replace(sample_ranking(), rows=(), failures=(failure,))
    (given,) = described(ranking)["inputs"]
    assert given["sha256"] == hashlib.sha256(b"%PDF").hexdigest()


def test_missing_file_has_no_hash(tmp_path):
    assert hash_file(tmp_path / "nowhere") is None
    assert hash_file(tmp_path) is None


def test_versions_of_packages_are_named():
    assert described(sample_ranking())["packages"]["scikit-learn"]
