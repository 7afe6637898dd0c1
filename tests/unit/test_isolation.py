from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from analyser.errors import (
    AnalyserError,
    DamagedDocument,
    DocumentTimeout,
    DocumentTooLarge,
    EncryptedDocument,
    NotAStatement,
)
from analyser.extractors import extract, isolation, workerprocess
from analyser.extractors.isolation import Extractors
from analyser.limits import Limits, Reading
from analyser.types import Failure, Source, Statement
from tests.data.documents import LINES, SENTENCE, pdf, recursive_pdf

ROOT = Path(__file__).resolve().parents[2]
ACTS = """
import ctypes, os, subprocess, sys, time
from analyser.extractors import worker
from analyser.types import Statement

kept = []

def extract(source, reading):
    act = source.id.split()[0]
    text = str(os.getpid())
    if act == "sleep":
        time.sleep(0.5)
    elif act == "hang":
        while True: pass
    elif act == "recognise":
        child = subprocess.Popen(["sleep", "60"])
        source.path.write_text(str(child.pid))
        child.wait()
    elif act == "abort":
        os.abort()
    elif act == "bad_alloc":
        print("terminate called after throwing an instance of 'std::bad_alloc'", file=sys.stderr)
        os.abort()
    elif act == "bug":
        raise ValueError("an odd value")
    elif act == "nest":
        return extract(source, reading)
    elif act == "swell":
        bytearray(2 * reading.limits.max_memory_bytes)
    elif act == "leak":
        kept.append(bytearray(reading.limits.max_memory_bytes // 2))
    elif act == "huge":
        text = "x" * 20_000_000
    elif act == "time":
        text = str(reading.stop_at - time.monotonic())
    elif act == "ask":
        print("a complaint")
        print("a complaint", file=sys.stderr)
        text = sys.stdin.read()
    return Statement(source=source, text=text, pages=(), extractor="act")

worker.extract = lambda source, reading=None: extract(source, reading)
worker.extractors = list
"""
RUN = "worker.main()"


@pytest.fixture
def acting(monkeypatch):
    """Let the workers do what a document's name says, and give their process's number as text."""
    monkeypatch.setattr(workerprocess, "PROGRAM", ACTS + RUN)


@pytest.fixture(scope="module")
def readers():
    """Two true workers."""
    with Extractors(Reading(Limits(timeout_seconds=3.0)), n_jobs=2) as readers:
        yield readers


@pytest.fixture(scope="module")
def actors():
    """One such worker for many tests, since each takes a moment to start."""
    limits = Limits(timeout_seconds=2.0, max_memory_bytes=200_000_000)
    with pytest.MonkeyPatch.context() as patch, Extractors(Reading(limits), n_jobs=1) as actors:
        patch.setattr(workerprocess, "PROGRAM", ACTS + RUN)
        yield actors


@pytest.fixture
def pool():
    """Make pools that are closed at the end."""
    pools = []

    def make(n_jobs=1, **limits):
        pools.append(Extractors(Reading(Limits(**limits)), n_jobs=n_jobs))
        return pools[-1]

    yield make
    for each in pools:
        each.close()


@pytest.fixture
def good(tmp_path):
    return file(tmp_path, "good.pdf", pdf([LINES]))


def file(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return Source(id=name, path=path)


def act(name):
    return Source(id=name, path=Path("nowhere"))


def acts(*names):
    return [act(f"{name} {number}") for number, name in enumerate(names)]


def ids(records):
    return [record.source.id for record in records]


def is_running(pid):
    done = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    # A zombie has ended; only its parent, which may be the container's first process, sees to it.
    return done.stdout.strip()[:1] not in ("", "Z", "X")


# What the true readers do in a worker.


def test_a_hang_is_killed_in_time_while_the_others_are_read(tmp_path, pool):
    # The loop takes memory, too, and must not come to its end before the time does.
    readers = pool(n_jobs=2, timeout_seconds=3.0, max_memory_bytes=16_000_000_000)
    others = [file(tmp_path, f"{n}.pdf", pdf([[*LINES, f"Page {n}."]])) for n in range(6)]
    loop = file(tmp_path, "loop.pdf", recursive_pdf())
    records = list(readers.extract_all([others[0], loop, *others[1:]]))
    failure = records.pop(1)
    assert (failure.source, failure.stage, failure.reason) == (loop, "extract", "timeout")
    assert failure.error == 'The document "loop.pdf" was not read within 3 seconds.'
    assert failure.hint
    assert records == [extract(source) for source in others]


def test_an_error_crosses_the_pipe_as_itself(readers, tmp_path):
    with pytest.raises(EncryptedDocument, match=r'"locked\.pdf" opens only with a pass') as caught:
        readers.extract(file(tmp_path, "locked.pdf", pdf([LINES], password="secret")))
    assert caught.value.hint


def test_a_file_larger_than_the_memory_allowed_is_too_large(tmp_path, pool, good):
    with (tmp_path / "zeros.pdf").open("wb") as zeros:
        zeros.truncate(90_000_000)
    readers = pool(max_memory_bytes=60_000_000)
    with pytest.raises(DocumentTooLarge, match=r'"zeros\.pdf" needs more memory than the 60,000,'):
        readers.extract(Source(id="zeros.pdf", path=tmp_path / "zeros.pdf"))
    assert readers.extract(good) == extract(good)


def test_a_script_that_reads_at_its_top_level_is_not_run_twice(tmp_path, good):
    script = tmp_path / "script.py"
    script.write_text(f"import analyser\nprint(len(analyser.extract({str(good.path)!r}).text))")
    done = subprocess.run(
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.split(), done.stderr) == ([str(len(extract(good).text))], "")


# What the pool does, whatever the readers do.


def test_one_worker_serves_many_documents(acting, actors):
    assert len({actors.extract(act("plain")).text for _ in range(3)}) == 1


def test_documents_come_back_in_the_order_of_the_input(acting, pool):
    sources = acts("sleep", *["plain"] * 9, "sleep", *["plain"] * 9)
    records = list(pool(2).extract_all(sources))
    assert ids(records) == ids(map(plain, sources))
    assert len({record.text for record in records}) == 2


def plain(source):
    return Statement(source=source, text="", pages=(), extractor="act")


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_few_documents_are_taken_ahead(acting, pool, n_jobs):
    taken = []

    def sources():
        for source in acts("sleep", *["plain"] * 100):
            taken.append(source)
            yield source

    next(pool(n_jobs).extract_all(sources()))
    assert len(taken) <= isolation.LOOK_AHEAD * n_jobs + 1


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("abort", DamagedDocument, r'crashed on the document "abort" or ran out of mem.*\(Abort'),
        ("bad_alloc", DocumentTooLarge, '"bad_alloc" needs more memory than the 200,000,000 bytes'),
        ("swell", DocumentTooLarge, '"swell" needs more memory than the 200,000,000 bytes'),
        ("bug", DamagedDocument, 'crashed on the document "bug": ValueError: an odd value'),
        ("nest", DamagedDocument, 'The document "nest" is nested too deep'),
        ("hang", DocumentTimeout, 'The document "hang" was not read within 2 seconds'),
    ],
)
def test_a_reader_that_ends_badly_fails_its_document_only(acting, actors, name, error, words):
    with pytest.raises(error, match=words) as caught:
        actors.extract(act(name))
    assert caught.value.hint
    assert actors.extract(act("plain")).text


def test_a_complaint_is_the_last_words_of_its_own_document_only(acting, actors):
    actors.extract(act("ask"))
    with pytest.raises(DamagedDocument) as caught:
        actors.extract(act("abort"))
    assert "complaint" not in str(caught.value)


def test_a_worker_that_died_between_documents_is_replaced(acting, actors):
    first = int(actors.extract(act("plain")).text)
    os.kill(first, signal.SIGKILL)
    # Not waited for: that is the pool's to do.
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert int(actors.extract(act("plain")).text) != first


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="Memory is not measured here.")
def test_a_worker_that_leaks_is_replaced(acting, actors):
    leaky = actors.extract(act("leak")).text
    assert actors.extract(act("plain")).text != leaky


def test_a_worker_is_replaced_after_many_documents(monkeypatch, pool):
    program = f"{ACTS}worker.MAX_DOCUMENTS = 2\n{RUN}"
    monkeypatch.setattr(workerprocess, "PROGRAM", program)
    records = list(pool().extract_all(acts(*["plain"] * 5)))
    pids = [record.text for record in records]
    assert pids[0] == pids[1] != pids[2] == pids[3] != pids[4]


def test_a_huge_text_comes_through(acting, actors):
    assert len(actors.extract(act("huge")).text) == 20_000_000


def test_readers_are_told_to_stop_before_they_are_killed(acting, pool):
    n_seconds = float(pool(timeout_seconds=40.0).extract(act("time")).text)
    assert 20.0 < n_seconds <= 32.0


def test_readers_have_no_keyboard_and_no_terminal(acting, actors, capfd):
    assert actors.extract(act("ask")).text == ""
    assert capfd.readouterr() == ("", "")


def test_programs_that_a_reader_started_die_with_it(acting, actors, tmp_path):
    source = Source(id="recognise", path=tmp_path / "pid")
    with pytest.raises(DocumentTimeout):
        actors.extract(source)
    assert not is_running(int(source.path.read_text()))


def test_no_worker_is_left_behind(acting):
    with Extractors(n_jobs=2) as readers:
        pids = {record.text for record in readers.extract_all(acts(*["sleep"] * 6))}
        assert len(pids) == 2
        assert all(map(is_running, pids))
    assert not any(map(is_running, pids))


def test_no_worker_outlives_a_pool_that_nobody_closes(acting):
    readers = Extractors(n_jobs=1)
    pid = readers.extract(act("plain")).text
    del readers
    assert not is_running(pid)


def test_who_stops_half_way_gets_no_stale_answer(acting, pool):
    readers = pool(2)
    records = readers.extract_all(acts("plain", *["sleep"] * 9))
    next(records)
    records.close()
    assert ids([readers.extract(act("plain"))]) == ["plain"]


def test_an_interrupt_kills_every_worker(acting):
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with Extractors(n_jobs=2) as readers:
        pids = {record.text for record in readers.extract_all(acts(*["sleep"] * 6))}
        threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            list(readers.extract_all(acts("hang", "hang")))
        assert not any(map(is_running, pids))


def test_workers_that_do_not_start_are_an_error_of_ours(monkeypatch, pool):
    monkeypatch.setattr(workerprocess, "PROGRAM", "raise SystemExit('There is no room.')")
    with pytest.raises(AnalyserError, match=r"does not start: There is no room\.$"):
        pool().extract(act("plain"))


def test_a_worker_that_does_not_get_ready_is_an_error_of_ours(monkeypatch, pool):
    monkeypatch.setattr(workerprocess, "PROGRAM", "import time; time.sleep(60)")
    monkeypatch.setattr(workerprocess, "START_SECONDS", 0.2)
    with pytest.raises(AnalyserError, match="does not start"):
        pool().extract(act("plain"))


def test_inline_text_needs_no_worker(monkeypatch, pool):
    monkeypatch.setattr(workerprocess, "PROGRAM", "raise SystemExit")
    assert pool().extract(Source(id="a", text=SENTENCE)).text.startswith(SENTENCE)
    with pytest.raises(NotAStatement):
        pool().extract(Source(id="b", text="We bake bread. " * 20))


def test_failures_and_inline_texts_keep_their_places(acting, pool):
    failure = Failure(Source(id="lost"), "ingest", "not_found", "There is no file.")
    inline, bread = (
        Source(id="inline", text=SENTENCE),
        Source(id="bread", text="We bake bread. " * 20),
    )
    records = list(pool().extract_all([act("sleep"), inline, failure, bread, act("plain")]))
    assert ids(records) == ["sleep", "inline", "lost", "bread", "plain"]
    assert records[2] is failure
    assert (records[3].reason, records[3].source) == ("not_a_statement", Source(id="bread"))


def test_there_is_a_worker_for_each_core_unless_told_otherwise():
    assert Extractors().n_jobs == isolation.usable_cores() >= 1
    assert Extractors(n_jobs=3).n_jobs == 3
