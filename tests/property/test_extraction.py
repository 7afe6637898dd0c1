from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyser.errors import AnalyserError, InputError
from analyser.extractors import extract
from analyser.types import Source, Statement
from tests.data.documents import LINES, docx, pdf

GOOD = {
    "a.pdf": pdf([LINES, LINES]),
    "a.docx": docx(lambda document: document.add_paragraph(LINES[0])),
    "a.html": f"<html><body><h1>Us</h1><p>{' '.join(LINES)}</p></body></html>".encode(),
    "a.txt": " ".join(LINES).encode(),
}
MANY = settings(
    deadline=None, derandomize=True, max_examples=120, suppress_health_check=list(HealthCheck)
)
CHANGES = st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=8)


def outcome(path):
    """Read a file; anything but a statement or a deliberate error is a bug, and is raised."""
    try:
        return extract(Source(id=path.name, path=path))
    except AnalyserError as error:
        return error


@given(name=st.sampled_from(sorted(GOOD)), changes=CHANGES, kept=st.integers(60, 100))
@MANY
def test_a_mutated_file_is_read_or_refused_by_name(tmp_path_factory, name, changes, kept):
    data = bytearray(GOOD[name])
    for place, value in changes:
        data[place % len(data)] = value
    path = tmp_path_factory.mktemp("mutated") / name
    path.write_bytes(data[: len(data) * kept // 100])
    result = outcome(path)
    assert isinstance(result, Statement) or name in str(result)


@given(data=st.binary(max_size=300), suffix=st.sampled_from([".pdf", ".html", ".docx", ".txt", ""]))
@MANY
def test_random_bytes_are_refused_by_name(tmp_path_factory, data, suffix):
    path = tmp_path_factory.mktemp("random") / f"file{suffix}"
    path.write_bytes(data)
    result = outcome(path)
    assert isinstance(result, InputError)
    assert "file" in str(result)
