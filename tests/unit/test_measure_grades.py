"""The spread of grades over many statements."""

from __future__ import annotations

from collections import Counter

from analyser.frameworks import load_framework
from analyser.types import Grade
from scripts.measure_grades import lines


def test_each_criterion_has_a_line_with_its_grades_and_values():
    framework = load_framework("uk-msa-s54")
    counts = [
        Counter({(Grade.OUTCOME, ""): 2, (Grade.VAGUE, "explicit"): 3, (Grade.UNDETERMINED, ""): 4})
        for _ in framework.criteria
    ]
    head, *told = lines("uk-msa-s54", counts)
    assert "uk-msa-s54" in head
    assert len(told) == len(framework.criteria)
    assert all(line.endswith("0 / 3 / 0 / 2; 4 (explicit 3)") for line in told)
