import numpy as np
import pytest

from analyser.errors import InputError
from analyser.labelled import read_labelled, statement_of
from analyser.types import Source

HEADER = "jurisdiction,statement_id,sentence_index,sentence,approval,c1_reporting_entity\n"


def write(tmp_path, text, name="gold.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_are_grouped_by_statement_and_ordered_by_index(tmp_path):
    path = write(tmp_path, HEADER + "UK,b,7,Later,0,0\nUK,a,0,Other,1,0\nUK,b,3,Sooner,1,0\n")
    first, second = read_labelled(path)
    assert (first.id, second.id) == ("b", "a")
    assert [first.statement.quote(s) for s in first.statement.sentences] == ["Sooner", "Later"]
    assert first.truth[:, 0].tolist() == [1, 0]


def test_labels_are_the_columns_of_the_taxonomy_that_the_file_has(tmp_path):
    path = write(tmp_path, HEADER + "AU,a,0,Text,0,1\n")
    assert read_labelled(path)[0].labels == ("approval", "c1_reporting_entity")


def test_gb_and_uk_are_one_jurisdiction(tmp_path):
    path = write(tmp_path, HEADER + "GB,a,0,Text,0,0\n")
    assert read_labelled(path)[0].jurisdiction == "UK"


def test_minus_one_and_empty_mean_not_annotated(tmp_path):
    path = write(tmp_path, HEADER + "UK,a,0,Text,-1,\n")
    assert read_labelled(path)[0].truth.tolist() == [[-1, -1]]


def test_labels_written_by_a_data_frame_are_read(tmp_path):
    path = write(tmp_path, HEADER + "UK,a,0,Text,1.0,-1.0\n")
    assert read_labelled(path)[0].truth.tolist() == [[1, -1]]


def test_neighbours_come_from_the_file_when_it_gives_them(tmp_path):
    text = "statement_id,sentence_index,before,sentence,after,policy,status,specific\n"
    path = write(tmp_path, text + "a,4,Lead-in:,The code,,1,done,0\n")
    labelled = read_labelled(path)[0]
    assert labelled.windows[0].before == ("Lead-in:",)
    assert labelled.windows[0].after == ()
    assert labelled.windows[0].position is None
    assert labelled.status == ("done",)
    assert labelled.specific == (0,)


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path):
    path = write(tmp_path, "\ufeff" + HEADER + "UK,a,0,Text,1,0\n")
    assert read_labelled(path)[0].jurisdiction == "UK"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("statement_id,sentence\na,b\n", 'lacks the column "sentence_index"'),
        (HEADER, "holds no labelled sentence"),
        (HEADER + "UK,a,0,Text,yes,0\n", 'has "yes" in column "approval"'),
        (HEADER + "UK,a,x,Text,1,0\n", "must be a whole number"),
        ("statement_id,sentence_index,sentence\na,0,b\n", "no column named after a label"),
        (
            "statement_id,sentence_index,sentence,policy,status\na,0,b,1,maybe\n",
            'has "maybe" in column "status"',
        ),
    ],
)
def test_a_wrong_file_is_refused_by_name(tmp_path, text, message):
    path = write(tmp_path, text)
    with pytest.raises(InputError, match=message) as caught:
        read_labelled(path)
    assert "gold.csv" in str(caught.value)


def test_a_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "gold.csv"
    path.write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(InputError, match="cannot be read"):
        read_labelled(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_labelled(tmp_path / "absent.csv")


def test_statement_of_gives_spans_of_the_sentences():
    statement = statement_of(["One.", "", "Two."], Source(id="x"))
    assert [statement.quote(sentence) for sentence in statement.sentences] == ["One.", "", "Two."]
    assert statement.quote(statement.pages[0]) == "One.\n\nTwo."
    assert np.all(np.diff([sentence.start for sentence in statement.sentences]) > 0)
