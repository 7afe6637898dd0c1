"""Which rows of a ranking are one document."""

from __future__ import annotations

import pytest

from analyser.grouping import units_of
from analyser.types import Source

SAME = (2, 1)


def source(**known):
    return Source(id="larch", **known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"sha256": "ab"}, {"sha256": "ab"}),
        ({"url": "https://larch.example/s", "year": 2024, "sha256": "ab"},) * 2,
        (
            {"url": "https://larch.example/s/", "year": 2024, "sha256": "ab"},
            {"url": "https://larch.example/s#top", "year": 2024, "sha256": "cd"},
        ),
    ],
)
def test_same_bytes_or_same_address_and_year_are_one_statement(one, other):
    assert units_of([source(**one), source(**other)], [SAME, SAME]) == [0, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"sha256": "ab"}, {"sha256": "cd"}),
        (
            {"url": "https://larch.example/s", "year": 2023},
            {"url": "https://larch.example/s", "year": 2024},
        ),
        ({"url": "#"}, {"url": "#"}),
    ],
)
def test_other_bytes_and_another_year_are_another_statement(one, other):
    assert units_of([source(**one), source(**other)], [SAME, SAME]) == [0, 1]


def test_one_document_graded_differently_under_two_laws_is_two():
    both = [source(sha256="ab"), source(sha256="ab")]
    assert units_of(both, [(2, 1), (2, -1)]) == [0, 1]


def test_statements_are_one_by_way_of_a_third():
    ends = [source(sha256="ab"), source(sha256="cd", url="https://larch.example/s", year=2024)]
    middle = source(sha256="ab", url="https://larch.example/s", year=2024)
    assert units_of([*ends, middle], [SAME] * 3) == [0, 0, 0]
