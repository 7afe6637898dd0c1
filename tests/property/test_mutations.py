"""Sound files changed at random: each is read or refused by its name, and none hangs or crashes."""

import pytest

from analyser import errors
from analyser.extractors.isolation import Extractors
from analyser.types import Source, Statement
from scripts.hostile import suite
from scripts.hostile.mutations import mutants, mutate
from scripts.hostile.reading import reading

N_MUTANTS = 300
LARGE = 200_000
"""Bytes; larger files would take the time of many smaller ones."""
REASONS = {
    each.reason
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, errors.InputError)
} - {"input", "not_found", "invalid_record"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sound")
    written = suite.write(suite.sound_kinds(), folder)
    return [(kind.name, data) for kind, path in written if len(data := path.read_bytes()) < LARGE]


@pytest.fixture(scope="module")
def outcomes(sound, tmp_path_factory):
    folder = tmp_path_factory.mktemp("mutants")
    sources = []
    for name, data in mutants(sound, N_MUTANTS):
        (folder / name).write_bytes(data)
        sources.append(Source(id=name, path=folder / name))
    with Extractors(reading(timeout_seconds=10.0), n_jobs=2) as extractors:
        return dict(
            zip([each.id for each in sources], extractors.extract_all(sources), strict=True)
        )


def test_every_mutant_is_read_or_refused_by_name(outcomes):
    assert len(outcomes) == N_MUTANTS
    for name, outcome in outcomes.items():
        if not isinstance(outcome, Statement):
            assert outcome.reason in REASONS, outcome
            assert name in outcome.error


def test_no_mutant_hangs_or_crashes_its_reader(outcomes):
    told = [outcome.error for outcome in outcomes.values() if not isinstance(outcome, Statement)]
    assert not [error for error in told if "crashed" in error or "not read within" in error]


def test_what_is_read_of_a_mutant_has_text_that_its_pages_cover(outcomes):
    read = [outcome for outcome in outcomes.values() if isinstance(outcome, Statement)]
    assert len(read) > N_MUTANTS / 4
    for statement in read:
        assert statement.text.strip()
        assert [page.start for page in statement.pages[1:]] == [
            page.end for page in statement.pages[:-1]
        ]
        assert (statement.pages[0].start, statement.pages[-1].end) == (0, len(statement.text))


def test_mutants_are_the_same_every_time_and_differ_from_the_sound_file(sound):
    assert list(mutants(sound, 40)) == list(mutants(sound, 40))
    assert list(mutants(sound, 40)) != list(mutants(sound, 40, seed=1))
    changed = [mutate(data, f"seed {number}") != data for number, (_, data) in enumerate(sound)]
    assert sum(changed) > len(sound) / 2
