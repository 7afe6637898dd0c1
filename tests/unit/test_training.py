import csv
import json
import tomllib

import pytest

from analyser import cards
from analyser.cardpage import render_card
from analyser.errors import InputError
from analyser.modelstore import load_model, verify_model
from analyser.training import SILVER_WEIGHT, learnable, load_training_data, train

N_STATEMENTS = 12
BLOCKS = [
    ("Statement of the fictional group number {}", ()),
    ("The board of directors approved statement {}", ("approval",)),
    ("We run shops and {} warehouses in Lumeria", ("c2_operations",)),
    ("All of our {} staff completed the training", ("c4_risk_mitigation", "training")),
    ("A code of conduct binds supplier {}", ("c4_risk_mitigation", "policy")),
    ("Thank you for reading page {}", ()),
]


def rows(labels, **more):
    for statement in range(N_STATEMENTS):
        for index, (text, carried) in enumerate(BLOCKS):
            yield {
                "jurisdiction": ("AU", "UK", "CA")[statement % 3],
                "statement_id": f"{more.get('prefix', 's')}{statement}",
                "sentence_index": index,
                "sentence": text.format(statement),
                **{label: int(label in carried) for label in labels},
                **{key: value for key, value in more.items() if key != "prefix"},
            }


def write(path, table):
    path.parent.mkdir(parents=True, exist_ok=True)
    table = list(table)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(table[0]))
        writer.writeheader()
        writer.writerows(table)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora")
    aims = ("approval", "c2_operations", "c4_risk_mitigation")
    write(folder / "aims" / "gold_x.csv", rows(aims))
    write(folder / "silver" / "silver_uk_a.csv", rows(aims, prefix="silver"))
    practices = list(rows(("policy", "training", "survivor_support"), status="done", specific=1))
    for index, row in enumerate(practices):
        row["status"] = ("done", "plan", "none", "vague")[index % 4]
        row["specific"] = index % 2
    practices[0]["survivor_support"] = 1
    write(folder / "practices" / "practices.csv", practices)
    return folder


@pytest.fixture(scope="module")
def folder(data, tmp_path_factory):
    return train(data, output=tmp_path_factory.mktemp("models"), name="tiny")


def test_a_trained_folder_verifies_and_loads(folder):
    assert verify_model(str(folder)) == []
    model = load_model(str(folder))
    assert model.name == "tiny"
    assert model.labels == ("approval", "c2_operations", "c4_risk_mitigation", "policy", "training")


def test_a_label_that_too_few_statements_carry_is_not_looked_for(data):
    assert "survivor_support" not in learnable(load_training_data(data))


def test_the_card_names_every_corpus_with_licence_and_hash(folder):
    card = tomllib.loads((folder / "card.toml").read_text(encoding="utf-8"))
    assert [corpus["file"] for corpus in card["corpus"]] == [
        "aims/gold_x.csv",
        "silver/silver_uk_a.csv",
        "practices/practices.csv",
    ]
    assert all(len(corpus["sha256"]) == 64 for corpus in card["corpus"])
    assert all(corpus["licence"] and corpus["attribution"] for corpus in card["corpus"])
    assert card["corpus"][0]["n_statements"] == N_STATEMENTS


def test_machine_labelled_statements_are_never_tested_on(folder):
    measures = json.loads((folder / "measures.json").read_text(encoding="utf-8"))
    assert measures["aims"]["all"]["n_statements"] == N_STATEMENTS
    assert SILVER_WEIGHT < 1


def test_figures_are_given_by_jurisdiction_with_intervals(folder):
    measures = json.loads((folder / "measures.json").read_text(encoding="utf-8"))
    assert list(measures["aims"]) == ["AU", "CA", "UK", "all"]
    low, high = measures["aims"]["all"]["macro_f1_interval"]
    assert low <= measures["aims"]["all"]["macro_f1"] <= high


def test_the_page_is_rendered_from_the_facts(folder):
    assert (folder / "card.md").read_text(encoding="utf-8") == render_card(folder)


def test_training_twice_gives_the_same_model(data, folder, tmp_path):
    again = train(data, output=tmp_path, name="tiny")
    first, second = (
        tomllib.loads((path / "card.toml").read_text("utf-8")) for path in (folder, again)
    )
    assert first["label"] == second["label"]
    assert (folder / "measures.json").read_bytes() == (again / "measures.json").read_bytes()


@pytest.mark.parametrize("missing", ["aims", "practices"])
def test_a_folder_without_a_corpus_is_refused(data, tmp_path, missing):
    for path in data.rglob("*.csv"):
        if missing not in path.parts:
            target = tmp_path / path.relative_to(data)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    with pytest.raises(InputError, match=f'holds no file "{missing}/'):
        train(tmp_path, output=tmp_path / "models")


def test_toml_is_read_back_as_written():
    facts = {
        "name": "x",
        "list": ["a", 'quote " and \\ and é'],
        "number": 0.25,
        "flag": True,
        "table": {"weights.npz": "abc"},
        "label": {"approval": {"threshold": 0.5}},
        "corpus": [{"file": "a"}, {"file": "b"}],
    }
    assert tomllib.loads(cards.to_toml(facts)) == facts
