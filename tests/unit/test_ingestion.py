import gzip
import io
import json

import pytest

from analyser.errors import InputError, InvalidRecord, MissingDocument
from analyser.ingestion import ingest


def write(path, text="We oppose modern slavery."):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def read(*paths):
    failures = []
    return list(ingest(paths, failures=failures)), failures


def test_a_file_is_one_source_named_after_it(tmp_path):
    (source,), failures = read(write(tmp_path / "acme.txt"))
    assert (source.id, source.path) == ("acme.txt", tmp_path / "acme.txt")
    assert failures == []


def test_a_folder_gives_its_files_in_order_by_their_relative_path(tmp_path):
    write(tmp_path / "b.txt")
    write(tmp_path / "a" / "c.pdf")
    sources, _ = read(tmp_path)
    assert [source.id for source in sources] == ["a/c.pdf", "b.txt"]


def test_hidden_files_and_metadata_are_no_documents(tmp_path):
    for name in (".hidden.txt", ".git/config", "README.md", "LICENSE", "labels.csv", "corpus.toml"):
        write(tmp_path / name)
    write(tmp_path / "one.txt")
    assert [source.id for source in read(tmp_path)[0]] == ["one.txt"]


def test_a_file_of_an_unknown_kind_is_kept_to_fail_by_name(tmp_path):
    write(tmp_path / "picture.png")
    assert [source.id for source in read(tmp_path)[0]] == ["picture.png"]


def test_a_glob_finds_its_files(tmp_path):
    for name in ("x1.txt", "x2.txt", "y.txt"):
        write(tmp_path / name)
    assert [source.id for source in read(str(tmp_path / "x*.txt"))[0]] == ["x1.txt", "x2.txt"]


@pytest.mark.parametrize(
    ("name", "message"),
    [("absent.pdf", "There is no file or folder"), ("*.pdf", "matches nothing")],
)
def test_a_path_that_is_not_there_is_refused_at_once(tmp_path, name, message):
    with pytest.raises(InputError, match=message):
        ingest([write(tmp_path / "one.txt"), tmp_path / name])


def test_no_path_at_all_is_refused():
    with pytest.raises(InputError, match="nothing to read"):
        ingest([])


def test_the_same_file_given_twice_is_one_source(tmp_path):
    path = write(tmp_path / "one.txt")
    assert len(read(path, tmp_path, path)[0]) == 1


def test_equal_names_from_different_folders_get_ids_of_their_own(tmp_path):
    first, second = write(tmp_path / "a" / "x.txt"), write(tmp_path / "b" / "x.txt")
    assert [source.id for source in read(first, second)[0]] == ["x.txt", "x.txt-2"]


MANIFEST = (
    "\ufeffID,Organisation,Year,Sector,Country,Jurisdiction,company_number,abn,url,path,colour\n"
    "acme,Acme plc,2023,Food,UK,gb,01234567,,https://acme.example/ms,acme.txt,red\n"
)


def test_a_manifest_gives_what_is_known_of_each_document(tmp_path):
    write(tmp_path / "acme.txt")
    (source,), _ = read(write(tmp_path / "list.csv", MANIFEST))
    assert source.id == "acme"
    assert (source.organisation, source.year, source.sector) == ("Acme plc", 2023, "Food")
    assert source.jurisdiction == "UK"
    assert source.identifiers == (("company_number", "01234567"),)
    assert source.path == tmp_path / "acme.txt"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Australia", "AU"),
        ("u.k.", "UK"),
        ("united  kingdom", "UK"),
        ("Norway", "NORWAY"),
        (" ", None),
    ],
)
def test_a_jurisdiction_is_understood_by_its_name(tmp_path, written, code):
    write(tmp_path / "acme.txt")
    listed = MANIFEST.replace(",gb,", f",{written},")
    (source,), _ = read(write(tmp_path / "list.csv", listed))
    assert source.jurisdiction == code


def test_a_manifest_row_without_its_file_is_a_failure_not_a_loss(tmp_path):
    sources, failures = read(write(tmp_path / "list.csv", MANIFEST))
    assert sources == []
    assert [(failure.source.id, failure.reason) for failure in failures] == [("acme", "not_found")]
    assert failures[0].hint


def test_a_manifest_row_with_an_address_only_is_a_failure(tmp_path):
    text = "organisation,url\nAcme plc,https://acme.example/ms\n"
    _, (failure,) = read(write(tmp_path / "list.csv", text))
    assert failure.reason == "not_found"
    assert "https://acme.example/ms" in failure.error


def test_a_group_statement_is_a_source_for_each_organisation(tmp_path):
    write(tmp_path / "group.txt")
    text = "id,organisation,path\na,Acme plc,group.txt\nb,Beta Ltd,group.txt\n"
    sources, _ = read(write(tmp_path / "list.csv", text))
    assert [(source.id, source.organisation) for source in sources] == [
        ("a", "Acme plc"),
        ("b", "Beta Ltd"),
    ]


def test_a_folder_is_read_by_its_manifest_and_then_by_what_it_leaves_out(tmp_path):
    write(tmp_path / "acme.txt")
    write(tmp_path / "other.txt")
    write(tmp_path / "manifest.csv", MANIFEST)
    sources, _ = read(tmp_path)
    assert [(source.id, source.organisation) for source in sources] == [
        ("acme", "Acme plc"),
        ("other.txt", None),
    ]


def test_a_manifest_of_something_else_is_not_taken_for_ours(tmp_path):
    write(tmp_path / "acme.txt")
    write(tmp_path / "manifest.csv", "file,repo,path\nacme.txt,x/y,docs/acme.txt\n")
    sources, failures = read(tmp_path)
    assert [source.id for source in sources] == ["acme.txt"]
    assert failures == []


RECORD = {"statement_id": "s1", "text": "We oppose modern slavery.", "jurisdiction": "UK"}


@pytest.mark.parametrize("name", ["in.jsonl", "in.ndjson", "in.jsonl.gz"])
def test_json_lines_are_read_plain_and_compressed(tmp_path, name):
    text = json.dumps(RECORD) + "\n\n"
    path = tmp_path / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    (source,), _ = read(path)
    assert (source.id, source.text, source.jurisdiction) == ("s1", RECORD["text"], "UK")


@pytest.mark.parametrize("line", ["{broken", "[]", '{"id": "x"}', "7", '"text"'])
def test_a_line_that_is_no_record_is_a_failure_that_names_it(tmp_path, line):
    path = write(tmp_path / "in.jsonl", json.dumps(RECORD) + "\n" + line + "\n")
    sources, failures = read(path)
    assert len(sources) == 1
    assert failures[0].reason == "invalid_record"
    assert "Line 2" in failures[0].error
    assert "in.jsonl" in failures[0].error


def test_a_list_that_breaks_off_is_a_failure_after_what_could_be_read(tmp_path):
    lines = "".join(json.dumps({**RECORD, "statement_id": f"s{i}"}) + "\n" for i in range(2000))
    path = tmp_path / "in.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode())[:-40])
    sources, failures = read(path)
    assert sources
    assert "breaks off" in failures[-1].error


def test_a_record_can_name_a_file_beside_the_list(tmp_path):
    write(tmp_path / "acme.txt")
    (source,), _ = read(write(tmp_path / "in.jsonl", '{"path": "acme.txt", "year": "FY2023/24"}\n'))
    assert source.path == tmp_path / "acme.txt"
    assert source.year == 2023


def test_standard_input_is_json_lines(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(RECORD) + "\n"))
    assert [source.id for source in read("-")[0]] == ["s1"]


def test_without_a_list_for_failures_a_bad_entry_raises(tmp_path):
    with pytest.raises(InvalidRecord, match="Line 1"):
        list(ingest([write(tmp_path / "in.jsonl", "{broken\n")]))
    with pytest.raises(MissingDocument, match="there is no file"):
        list(ingest([write(tmp_path / "list.csv", MANIFEST)]))
