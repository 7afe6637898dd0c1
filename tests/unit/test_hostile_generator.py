import csv
import io
import zipfile

import pytest

from scripts.hostile import suite
from scripts.hostile.kinds import SENTENCE, kind
from scripts.hostile.mutations import mutate
from scripts.hostile.packed import pack
from scripts.hostile.reading import Outcome, faults

SALTED = ("pdf-password-", "pdf-owner-only-")
"""Encryption takes its salt from the system."""


@pytest.fixture(scope="module")
def kinds():
    return [each for each in suite.all_kinds() if not each.is_heavy]


@pytest.fixture(scope="module")
def folders(kinds, tmp_path_factory):
    folders = [tmp_path_factory.mktemp("suite") for _ in range(2)]
    for folder in folders:
        suite.write(kinds, folder)
    return folders


def test_files_are_the_same_every_time(kinds, folders):
    first, second = (folder / suite.FILES for folder in folders)
    for each in kinds:
        path = first / each.name
        if path.is_file() and not path.is_symlink() and not each.slug.startswith(SALTED):
            assert path.read_bytes() == (second / each.name).read_bytes(), each.slug


def test_table_names_each_file_and_what_must_become_of_it(kinds, folders):
    with (folders[0] / suite.TABLE).open(
        encoding="utf-8", errors="surrogateescape", newline=""
    ) as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == [each.name for each in kinds]
    assert [set(row["expected"].split("|")) for row in rows] == [each.expected for each in kinds]


def test_suite_takes_less_than_100_megabytes(tmp_path):
    written = suite.write([each for each in suite.all_kinds() if each.is_heavy], tmp_path)
    blocks = [path.lstat().st_blocks for _, path in written]
    assert sum(blocks) * 512 < 90_000_000


@pytest.mark.parametrize(
    ("outcome", "fault"),
    [
        (Outcome("ok", SENTENCE, is_warned=True), None),
        (Outcome("damaged", 'The document "a.pdf" breaks off.'), None),
        (Outcome("empty", 'The document "a.pdf" is empty.'), "empty, not damaged or ok"),
        (Outcome("damaged", "Something broke off."), "does not name the file"),
        (Outcome("ok", "Other words.", is_warned=True), "is not in the text"),
        (Outcome("ok", f"{SENTENCE} Hidden.", is_warned=True), "'Hidden' is in the text"),
        (Outcome("ok", SENTENCE), "nothing says so"),
    ],
)
def test_judge_sees_each_fault(outcome, fault):
    each = kind("a", ".pdf", "ok damaged", bytes, is_partial=True, absent=["Hidden"])
    found = faults(each, outcome)
    assert len(found) == (fault is not None)
    assert fault is None or fault in found[0]


def is_sound(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.testzip() is None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return False


def test_part_of_an_archive_is_changed_behind_sound_checksums():
    data = pack({"a": "a part of an archive " * 50, "b": "another " * 50})
    changed = [mutate(data, str(number)) for number in range(40)]
    assert changed.count(data) < 4
    assert sum(map(is_sound, changed)) > 20
