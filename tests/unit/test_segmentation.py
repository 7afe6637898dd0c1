import pytest

from analyser.extractors.paragraphs import lay_out
from analyser.segmentation import MAX_LENGTH, load_nlp, segment
from analyser.types import Source, Statement


@pytest.fixture(scope="module")
def nlp():
    return load_nlp()


def statement(*pages):
    text, spans = lay_out([page.split("\n") for page in pages])
    return Statement(source=Source(id="s"), text=text, pages=spans, extractor="test")


def quotes(nlp, *pages):
    result = segment(statement(*pages), nlp)
    return [result.quote(sentence) for sentence in result.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We audit. We train.", ["We audit.", "We train."]),
        ("Is it? Yes! Good.", ["Is it?", "Yes!", "Good."]),
        ("Acme plc. and its units sell tools.", ["Acme plc. and its units sell tools."]),
        ("This is Acme plc. We sell tools.", ["This is Acme plc.", "We sell tools."]),
        ("See No. 4 of s. 54 of the Act.", ["See No. 4 of s. 54 of the Act."]),
        ("In the U.S. we sell tools.", ["In the U.S. we sell tools."]),
        ("Signed by J. R. Smith, Chair.", ["Signed by J. R. Smith, Chair."]),
        ("Mr. Nguyen and Dr. Jones lead it.", ["Mr. Nguyen and Dr. Jones lead it."]),
        ("Risks, e.g. Debt, and i.e. Fees.", ["Risks, e.g. Debt, and i.e. Fees."]),
        ("We paid 3.5 per cent more.", ["We paid 3.5 per cent more."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(nlp, text, expected):
    assert quotes(nlp, text) == expected


def test_headings_and_bullets_are_sentences_of_their_own(nlp):
    page = "Our policies\nWe took these steps:\n• trained staff\n• audited mills\nThe end."
    assert quotes(nlp, page) == page.split("\n")


def test_each_sentence_knows_its_page_and_its_place(nlp):
    result = segment(statement("One. Two.", "Three."), nlp)
    assert [sentence.page_number for sentence in result.sentences] == [1, 1, 2]
    assert [sentence.index for sentence in result.sentences] == [0, 1, 2]


def test_a_statement_without_text_has_no_sentences(nlp):
    assert segment(statement("", " \t"), nlp).sentences == ()


def test_an_endless_sentence_is_cut_between_words(nlp):
    found = quotes(nlp, "word " * 3000)
    assert len(found) > 1
    assert max(map(len, found)) <= MAX_LENGTH
    assert set(" ".join(found).split()) == {"word"}


def test_a_line_longer_than_the_splitter_takes_is_read_whole(nlp):
    found = quotes(nlp, "We audit suppliers. " * 20_000)
    assert sum(len(quote.split()) for quote in found) == 60_000
