"""Where sentences are cut in real documents, against what was marked there."""

import os
from pathlib import Path

import pytest

from scripts.measure_segmentation import measure

DATA = os.environ.get("ANALYSER_DATA")
pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(
        not DATA, reason="ANALYSER_DATA names no folder with the annotated documents."
    ),
]
MIN_F1 = 0.95
MIN_F1_WITHIN_LINES = 0.95
MAX_UNLOCATED = 10


@pytest.fixture(scope="module")
def measures():
    return measure(Path(DATA))


@pytest.mark.parametrize("half", ["tune", "test"])
def test_f1_of_boundaries_holds(measures, half):
    assert measures[half].overall.f1 >= MIN_F1


@pytest.mark.parametrize("half", ["tune", "test"])
def test_f1_of_boundaries_within_lines_holds(measures, half):
    assert measures[half].within_lines.f1 >= MIN_F1_WITHIN_LINES


def test_the_marked_boundaries_are_found_in_the_text(measures):
    assert len(measures["both"].unlocated) <= MAX_UNLOCATED
