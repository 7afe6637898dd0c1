from __future__ import annotations

import contextlib
import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from analyser.errors import InvalidRecord
from analyser.records import Record, read_records, write_records
from analyser.types import Failure, Source, Statement

# Broken PDFs give lone surrogates, and file systems give names that are not UTF-8.
TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(int, st.integers(-(2**53), 2**53))
st.register_type_strategy(float, st.floats(-(2.0**53), 2.0**53))
st.register_type_strategy(Path, TEXT.filter(lambda text: "\0" not in text).map(Path))


@given(st.lists(st.from_type(Source) | st.from_type(Failure) | st.from_type(Statement), max_size=3))
def test_records_survive_the_round_trip(items: list[Record]):
    file = io.StringIO()
    write_records(items, file)
    assert list(read_records(io.StringIO(file.getvalue()))) == items


@given(st.text(max_size=200))
def test_any_line_is_read_or_refused(line):
    with contextlib.suppress(InvalidRecord):
        assert not list(read_records(io.StringIO(line)))
