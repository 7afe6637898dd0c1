"""The wheel, installed apart from the source tree, reads a document from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "corpora" / "demo" / "files"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Build the wheel and install it; the dependencies are borrowed from this environment."""
    home = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", home, ROOT)
    (wheel,) = home.glob("*.whl")
    venv.create(home / "venv", with_pip=False)
    python = home / "venv" / "bin" / "python"
    site = Path(
        call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    )
    target = ["--no-deps", "--quiet", "--prefix", home / "venv", "--ignore-installed"]
    call(sys.executable, "-m", "pip", "install", *target, wheel)
    # Its own packages come first, so that this analyser is the one imported.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "venv" / "bin", site


def call(*command, **options):
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=300,
        **options,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_wheel_reads_a_document_from_another_folder(installed, tmp_path):
    programs, _ = installed
    document = DEMO / "thornbeck-foods-2023.pdf"
    printed = call(programs / "analyser", "run", document, "--format", "json", cwd=tmp_path)
    content = json.loads(printed)
    assert [row["source"]["path"] for row in content["rows"]] == [str(document)]


def test_wheel_brings_its_own_code_models_and_frameworks(installed, tmp_path):
    programs, site = installed
    code = (
        "import json, analyser, analyser.frameworks as f\n"
        "print(json.dumps([analyser.__file__, f.__file__]"
        " + [each['path'] for each in analyser.list_models()]))"
    )
    paths = json.loads(call(programs / "python", "-c", code, cwd=tmp_path))
    assert len(paths) >= 3
    assert all(Path(path).is_relative_to(site / "analyser") for path in paths)


def test_wheel_knows_its_version(installed, tmp_path):
    printed = call(installed[0] / "analyser", "--version", cwd=tmp_path)
    assert printed.startswith("analyser 0.")


def test_wheel_lists_its_frameworks(installed, tmp_path):
    printed = call(installed[0] / "analyser", "frameworks", "list", cwd=tmp_path)
    assert "uk-msa-s54" in printed
