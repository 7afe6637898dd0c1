"""A training that was interrupted goes on where it stopped."""

from __future__ import annotations

import pytest

from analyser.resuming import home_of, once


def test_part_is_done_once(tmp_path):
    calls = []
    for _ in range(2):
        assert once(tmp_path / "a.part", lambda word: calls.append(word) or len(word), "word") == 4
    assert calls == ["word"]


def test_parts_of_a_part_go_once_it_is_done(tmp_path):
    steps = tmp_path / "a"
    steps.mkdir()
    (steps / "step.part").write_text("kept")
    assert once(tmp_path / "a.part", lambda: (steps / "step.part").is_file())
    assert not steps.exists()


def test_part_that_fails_is_not_kept(tmp_path):
    with pytest.raises(ZeroDivisionError):
        once(tmp_path / "a.part", lambda: 1 / 0)
    assert once(tmp_path / "a.part", lambda: 2) == 2


def test_training_finds_its_own_parts_again(tmp_path):
    home = home_of(tmp_path, ["data", 0])
    (home / "a.part").write_text("kept")
    assert home_of(tmp_path, ["data", 0]) == home
    assert (home / "a.part").is_file()


def test_parts_on_other_data_are_removed(tmp_path):
    home = home_of(tmp_path, ["data", 0])
    other = home_of(tmp_path, ["other data", 0])
    assert other != home
    assert not home.exists()
