from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.extractors.paragraphs import clean, join_lines, lay_out
from analyser.segmentation import load_nlp, segment
from analyser.types import Source, Statement

SLOW = settings(deadline=None, derandomize=True, max_examples=60)
WORDS = st.sampled_from(
    ["We", "audit", "plc.", "No.", "U.S.", "e.g.", "J.", "slavery.", "•", "(a)", "3.5", "\t", " ",
     "“Quoted.”", "?!", "—", "ﬁ", "é", "奴隷。", "\u200b", "...", "Mr.", "s.", "54", "Inc.", "The",
     "1.", "2.", "³.", ".", ":", "(", ")", "“", '"', "suppliers.3", "suppliers.³", "2015.The",
     "slavery.We", "M&S.", "Speak up!”", "B.Sc.", "IV."]
)  # fmt: skip
LINE = st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=60))
PAGES = st.lists(st.lists(LINE.map(lambda line: line.replace("\n", " ")), max_size=6), max_size=4)


@cache
def nlp():
    return load_nlp()


@given(PAGES)
@SLOW
def test_pages_cover_the_text_in_order(pages):
    text, spans = lay_out(pages)
    assert "".join(text[page.start : page.end] for page in spans) == text
    assert [page.number for page in spans] == list(range(1, len(pages) + 1))


@given(PAGES)
@SLOW
def test_sentences_are_ordered_disjoint_inside_one_page_and_lose_no_character(pages):
    text, spans = lay_out(pages)
    statement = segment(Statement(Source(id="s"), text, spans, "test"), nlp())
    end = 0
    for sentence in statement.sentences:
        page = spans[sentence.page_number - 1]
        assert end <= sentence.start < sentence.end <= page.end
        assert page.start <= sentence.start
        assert statement.quote(sentence) == statement.quote(sentence).strip()
        end = sentence.end
    kept = "".join("".join(statement.quote(sentence).split()) for sentence in statement.sentences)
    assert kept == "".join(text.split())


@given(st.lists(LINE.map(lambda line: line.replace("\n", " ")), max_size=6))
@SLOW
def test_a_block_is_cut_the_same_whatever_stands_around_it(lines):
    together, alone = quotes([lines]), [quote for line in lines for quote in quotes([[line]])]
    assert together == alone


def quotes(pages):
    text, spans = lay_out(pages)
    statement = segment(Statement(Source(id="s"), text, spans, "test"), nlp())
    return [statement.quote(sentence) for sentence in statement.sentences]


@given(st.lists(LINE.map(clean), max_size=8), st.integers(0, 100))
@SLOW
def test_joining_lines_loses_no_letter(lines, width):
    joined = "".join(join_lines(lines, width))
    assert [c for c in joined if c.isalnum()] == [c for line in lines for c in line if c.isalnum()]
