"""Fixtures that all tests share."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="Rewrite the golden files instead of comparing with them; read the diff.",
    )


@pytest.fixture
def golden(request):
    """Compare a value with tests/golden/<name>.json, or .txt where it is a string.

    The file is written only under --update-golden; otherwise it must be there and be the same.
    """

    def compare(name, value):
        is_text = isinstance(value, str)
        text = value if is_text else json.dumps(value, indent=2, ensure_ascii=False) + "\n"
        path = GOLDEN / f"{name}{'.txt' if is_text else '.json'}"
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        assert path.is_file(), f'There is no golden file "{path.name}"; run `make golden`.'
        assert text == path.read_bytes().decode()

    return compare


@pytest.fixture
def fake_model():
    """A model of fixed probabilities that needs no training."""
    from tests.data.fake_model import FakeModel

    return FakeModel()
