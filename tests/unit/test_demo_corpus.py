from __future__ import annotations

import csv
import hashlib
import re
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from importlib.metadata import version
from pathlib import Path

import docx
import lxml.html
import pypdfium2
import pytest
from docx.oxml.ns import qn

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpora" / "demo"
CARD = tomllib.loads((CORPUS / "corpus.toml").read_text(encoding="utf-8"))
TAXONOMY = {
    id_: label
    for id_, label in tomllib.loads(
        (ROOT / "analyser" / "taxonomy.toml").read_text(encoding="utf-8")
    ).items()
    if label["source"] != "survivor"
}


def read(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


MANIFEST = {row["id"]: row for row in read("manifest.csv")}
TRUTH = {row["statement_id"]: row for row in read("truth.csv")}
LINES = read("labels.csv")
READABLE = [key for key, row in TRUTH.items() if row["readable"] == "1"]
TEXTUAL = [key for key in READABLE if not MANIFEST[key]["path"].endswith(".pdf")]


def lines_of(statement_id: str) -> list[dict[str, str]]:
    return [row for row in LINES if row["statement_id"] == statement_id]


def squeeze(text: str) -> str:
    """Letters and digits only, since wrapping and cells cut a sentence in many places."""
    return re.sub(r"[\W_]+", "", text)


def text_of(path: Path) -> str:
    """The words of a file in the order of the file, read without the package."""
    if path.suffix == ".html":
        return lxml.html.document_fromstring(path.read_bytes()).text_content()
    if path.suffix == ".docx":
        body = docx.Document(str(path)).element.body
        return "".join(node.text for node in body.iter(qn("w:t")))
    return path.read_text(encoding="utf-8")


def pdf_pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def is_valid_abn(abn: str) -> bool:
    digits = [int(digit) for digit in abn]
    digits[0] -= 1
    weights = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
    return sum(d * w for d, w in zip(digits, weights, strict=True)) % 89 == 0


def test_truth_and_manifest_list_the_same_statements():
    assert list(TRUTH) == list(MANIFEST)


def test_labels_cover_exactly_the_readable_statements():
    assert {row["statement_id"] for row in LINES} == set(READABLE)


def test_label_columns_follow_the_taxonomy():
    assert list(LINES[0])[5:-2] == list(TAXONOMY)


def test_every_label_occurs():
    counts = {label: sum(row[label] == "1" for row in LINES) for label in TAXONOMY}
    assert min(counts.values()) >= 5, counts


def test_australian_labels_stay_in_australia():
    assert {row["jurisdiction"] for row in LINES if row["c1_reporting_entity"] == "1"} == {"AU"}
    assert {row["jurisdiction"] for row in LINES if row["c6_consultation"] == "1"} == {"AU"}


def test_status_stands_exactly_where_a_practice_is():
    practices = [name for name, label in TAXONOMY.items() if label["source"] == "practice"]
    practices = [name for name in practices if name not in ("legal_reference", "risk_identified")]
    for row in LINES:
        has_practice = any(row[name] == "1" for name in practices)
        assert (row["status"] != "-") == has_practice, row["sentence"]


def test_sentence_indices_count_from_zero_without_gaps():
    seen = defaultdict(list)
    for row in LINES:
        seen[row["statement_id"]].append(int(row["sentence_index"]))
    assert all(indices == list(range(len(indices))) for indices in seen.values())


@pytest.mark.parametrize("statement_id", TEXTUAL)
def test_labelled_sentences_stand_in_the_file_in_order(statement_id):
    text, start = squeeze(text_of(CORPUS / MANIFEST[statement_id]["path"])), 0
    for row in lines_of(statement_id):
        start = text.find(squeeze(row["sentence"]), start)
        assert start >= 0, row["sentence"]
        start += len(squeeze(row["sentence"]))


@pytest.mark.parametrize("statement_id", [key for key in READABLE if key not in TEXTUAL])
def test_labelled_sentences_stand_on_their_pdf_page(statement_id):
    pages = [squeeze(page) for page in pdf_pages(CORPUS / MANIFEST[statement_id]["path"])]
    for row in lines_of(statement_id):
        # A sentence may run on to the next page; its beginning may not.
        beginning = squeeze(row["sentence"])[:12]
        assert beginning in pages[int(row["page"]) - 1], row["sentence"]


def test_two_column_text_comes_column_by_column():
    text = "\n".join(pdf_pages(CORPUS / "files" / "brindle-stowe-facilities-2023.pdf"))
    order = [
        text.index(heading)
        for heading in ("Who we are", "What we buy", "Policies", "Checks in the year", "Training")
    ]
    assert order == sorted(order)
    assert "Signed by Cuthbert Ranjan" in text


def test_form_feeds_part_the_pages_of_a_text_file():
    assert (CORPUS / "files" / "stonehaugh-quarries-2023.txt").read_text().count("\f") == 2


def test_wrapped_text_keeps_to_72_columns():
    lines = (CORPUS / "files" / "vellacott-software-2024.txt").read_text().splitlines()
    assert 60 < max(len(line) for line in lines) <= 72


def test_hashes_match_the_files():
    for row in MANIFEST.values():
        content = (CORPUS / row["path"]).read_bytes() if row["path"] else None
        expected = hashlib.sha256(content).hexdigest() if content is not None else ""
        assert row["sha256"] == expected, row["id"]


def test_no_file_is_unlisted():
    listed = {row["path"] for row in MANIFEST.values() if row["path"]}
    assert {f"files/{path.name}" for path in (CORPUS / "files").iterdir()} == listed


def test_no_two_organisations_share_a_name():
    # Two rows of one name must be two years of one organisation, under one number.
    years = Counter((row["organisation"], row["year"]) for row in MANIFEST.values())
    assert max(years.values()) == 1
    numbers = defaultdict(set)
    for row in MANIFEST.values():
        numbers[row["organisation"]].add(row["company_number"] or row["abn"] or row["country"])
    assert all(len(found) == 1 for found in numbers.values())


def test_several_organisations_report_for_two_years():
    rows = Counter(row["organisation"] for row in MANIFEST.values())
    assert sum(count == 2 for count in rows.values()) >= 5


def test_one_joint_statement_is_listed_for_three_organisations():
    rows = Counter(row["path"] for row in MANIFEST.values() if row["path"])
    assert sorted(rows.values())[-2:] == [1, 3]


def test_urls_can_belong_to_nobody():
    hosts = {row["url"].split("/")[2] for row in MANIFEST.values()}
    assert all(host.endswith(".example") for host in hosts)


def test_identifiers_are_well_formed():
    abns = [row["abn"] for row in MANIFEST.values() if row["country"] == "Australia"]
    assert len(abns) >= 4
    assert all(is_valid_abn(abn) for abn in abns)
    numbers = [row["company_number"] for row in MANIFEST.values() if row["jurisdiction"] == "UK"]
    assert all(re.fullmatch(r"(\d\d|[A-Z]{2})\d{6}", number) for number in numbers)


@pytest.mark.parametrize(
    ("suffix", "least"), [(".pdf", 20), (".html", 10), (".docx", 7), (".txt", 4)]
)
def test_every_format_is_well_represented(suffix, least):
    paths = {row["path"] for row in MANIFEST.values() if row["path"].endswith(suffix)}
    assert len(paths) >= least


def test_each_reason_for_refusal_occurs_once():
    reasons = Counter(row["reason"] for row in TRUTH.values() if row["readable"] == "0")
    assert reasons == dict.fromkeys(
        (
            *("no_text_layer", "encrypted", "damaged", "empty"),
            *("not_found", "not_a_statement", "language_unsupported"),
        ),
        1,
    )


def test_scan_has_pages_and_no_text():
    pages = pdf_pages(CORPUS / "files" / "copse-hill-catering-2023.pdf")
    assert [page.strip() for page in pages] == [""]


@pytest.mark.parametrize("name", ["aldergate-aerospace-2023", "fernhurst-steel-2024"])
def test_locked_and_broken_files_do_not_open(name):
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(CORPUS / "files" / f"{name}.pdf")


def test_better_tiers_disclose_more():
    n_practices = defaultdict(list)
    practices = [name for name, label in TAXONOMY.items() if label["source"] == "practice"]
    for statement_id in READABLE:
        rows = [row for row in lines_of(statement_id) if row["status"] == "done"]
        found = {name for row in rows for name in practices if row[name] == "1"}
        n_practices[TRUTH[statement_id]["quality"]].append(len(found))
    means = {tier: sum(counts) / len(counts) for tier, counts in n_practices.items()}
    order = [means[tier] for tier in ("exemplary", "solid", "middling", "policy", "vague")]
    assert order == sorted(order, reverse=True)
    assert means["no_cases"] < means["middling"]


def test_counts_lie_within_the_assertions_of_the_card():
    counts = {
        "organisations": len({row["organisation"] for row in MANIFEST.values()}),
        "documents": len({row["path"] or row["id"] for row in MANIFEST.values()}),
        "readable": len(READABLE),
        "labelled_sentences": len(LINES),
    }
    least, most = CARD["assertions"]["min"], CARD["assertions"]["max"]
    assert all(least[name] <= count <= most[name] for name, count in counts.items()), counts


def test_corpus_stays_small():
    assert sum(path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()) < 3_000_000


def test_fresh_build_gives_the_same_bytes():
    others = [name for name, at in CARD["built_with"].items() if version(name) != at]
    if others:
        pytest.skip(f"The corpus was built with other versions of {', '.join(others)}.")
    command = [sys.executable, str(ROOT / "scripts" / "build_demo_corpus.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
