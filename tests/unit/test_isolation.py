import multiprocessing
import os
import signal
import threading

import pytest

from analyser.errors import (
    AnalyserError,
    DamagedDocument,
    DocumentTimeout,
    EncryptedDocument,
    NotAStatement,
)
from analyser.extractors import extract
from analyser.extractors.isolation import Extractor
from analyser.types import Source
from tests.data.documents import LINES, SENTENCE, pdf, recursive_pdf


def source(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return Source(id=name, path=path)


@pytest.fixture
def good(tmp_path):
    return source(tmp_path, "good.pdf", pdf([LINES]))


@pytest.fixture
def extractor():
    with Extractor() as extractor:
        yield extractor


def worker():
    (process,) = multiprocessing.active_children()
    return process


def test_a_document_reads_the_same_in_a_worker(extractor, good):
    assert extractor.extract(good) == extract(good)


def test_one_worker_serves_many_documents(extractor, good):
    extractor.extract(good)
    first = worker().pid
    extractor.extract(good)
    assert worker().pid == first


def test_an_error_crosses_the_pipe_as_itself(extractor, tmp_path):
    with pytest.raises(
        EncryptedDocument, match=r'"locked\.pdf" opens only with a password'
    ) as caught:
        extractor.extract(source(tmp_path, "locked.pdf", pdf([LINES], password="secret")))
    assert caught.value.hint


def test_a_document_that_hangs_the_reader_is_given_up_and_the_next_one_read(tmp_path, good):
    with Extractor(timeout_seconds=2.0) as extractor:
        extractor.extract(good)
        with pytest.raises(DocumentTimeout, match="not read within 2 seconds"):
            extractor.extract(source(tmp_path, "loop.pdf", recursive_pdf()))
        assert LINES[0] in extractor.extract(good).text


def test_a_worker_that_dies_is_replaced(extractor, good):
    extractor.extract(good)
    first = worker()
    os.kill(first.pid, signal.SIGKILL)
    first.join()
    assert LINES[0] in extractor.extract(good).text


def test_a_reader_that_crashes_fails_its_document_only(extractor, good):
    extractor.extract(good)
    # A stopped worker takes no document; killed a moment later, it dies with one waiting.
    os.kill(worker().pid, signal.SIGSTOP)
    threading.Timer(0.3, os.kill, (worker().pid, signal.SIGKILL)).start()
    with pytest.raises(DamagedDocument, match=r'The reader crashed on the document "good\.pdf"'):
        extractor.extract(good)
    assert LINES[0] in extractor.extract(good).text


def test_memory_is_limited(tmp_path, good):
    with Extractor(max_memory_bytes=200 << 20) as extractor, pytest.raises(AnalyserError):
        extractor.extract(good)


def test_no_worker_is_left_behind(good):
    with Extractor() as extractor:
        extractor.extract(good)
        pid = worker().pid
    assert not multiprocessing.active_children()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_inline_text_needs_no_worker(extractor):
    assert extractor.extract(Source(id="a", text=SENTENCE)).text.startswith(SENTENCE)
    with pytest.raises(NotAStatement):
        extractor.extract(Source(id="b", text="We bake bread. " * 20))
    assert not multiprocessing.active_children()
