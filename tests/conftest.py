"""Fixtures that all tests share."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
DEMO = ROOT / "corpora" / "demo"


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="Rewrite the golden files instead of comparing with them; read the diff.",
    )


def pytest_collection_modifyitems(items):
    # So that `-k golden` chooses every test that has a golden file.
    for item in items:
        if "golden" in getattr(item, "fixturenames", ()):
            item.extra_keyword_matches.add("golden")


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


@pytest.fixture(scope="session")
def analyser_command():
    """Run the command line in a process of its own; give what `subprocess.run` gives."""

    def command(*arguments, **options):
        return subprocess.run(
            [sys.executable, "-m", "analyser", *map(str, arguments)],
            **{
                "capture_output": True,
                "text": True,
                "encoding": "utf-8",
                "cwd": ROOT,
                "timeout": 300,
                "check": False,
                **options,
            },
        )

    return command


@pytest.fixture(scope="session")
def analyser_here():
    """Run the command line in this process, which spares the seconds that loading takes."""
    from click.testing import CliRunner

    from analyser.cli import cli

    def command(*arguments):
        return CliRunner().invoke(cli, list(map(str, arguments)))

    return command


@pytest.fixture(scope="session")
def demo_run(tmp_path_factory):
    """The demo corpus, run once from Python, without OCR, which not every machine has."""
    import analyser

    folder = tmp_path_factory.mktemp("demo") / "out"
    return analyser.run(DEMO, output=folder, ocr=False), folder
