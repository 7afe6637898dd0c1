"""A list says something that can be checked where each of its items says little."""

from __future__ import annotations

import pytest

from analyser.enumerations import find_enumerations
from analyser.types import Evidence, Sentence

LABELS = frozenset(("c2_supply_chains",))


def items(*quotes, label="c2_supply_chains", proba=0.9):
    return [
        Evidence(label, Sentence(index, 0, len(quote), 1), quote, proba, 0.5, "done", False, "fake")
        for index, quote in enumerate(quotes)
    ]


@pytest.mark.parametrize(
    ("quotes", "indices"),
    [
        (("• Linen", "• Seed trays", "• Couriers", "We buy things."), {0, 1, 2}),
        (("- Linen", "- Seed trays", "- Couriers", "- Cleaning"), {0, 1, 2, 3}),
        (("1. Structure", "2. Seed trays", "3. Couriers"), set()),
        (("• Linen", "• Seed trays matter to us", "• Couriers"), set()),
        (("• Linen", "• Our structure", "• Couriers"), set()),
        (("• Map the mills", "• Seed trays", "• Couriers"), set()),
        (("- 1", "- 2", "- 3"), set()),
        (("• Linen", "• Seed trays", "We buy things.", "• Couriers"), set()),
        (("• Linen", "• Growing fast", "• Couriers"), set()),
        (("Linen", "Seed trays", "Couriers"), set()),
        ((), set()),
    ],
)
def test_three_items_in_a_row_are_a_list(quotes, indices):
    found = find_enumerations(items(*quotes), LABELS)
    assert found == {(index, "c2_supply_chains") for index in indices}


def test_items_of_another_label_or_below_their_threshold_are_none():
    quotes = ("• Linen", "• Seed trays", "• Couriers")
    assert not find_enumerations(items(*quotes, label="training"), LABELS)
    assert not find_enumerations(items(*quotes, proba=0.1), LABELS)
