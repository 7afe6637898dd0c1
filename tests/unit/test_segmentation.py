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
        ("Acme Ltd. The firm sells.", ["Acme Ltd.", "The firm sells."]),
        ("We sell in the U.S. We buy here.", ["We sell in the U.S.", "We buy here."]),
        ("They audit for M&S. These help.", ["They audit for M&S.", "These help."]),
        ("It has a Ph.D. from Hull. It is new.", ["It has a Ph.D. from Hull.", "It is new."]),
        ("Fees, debt, etc. We audit.", ["Fees, debt, etc.", "We audit."]),
        ("We audit suppliers.3 We train staff.", ["We audit suppliers.3", "We train staff."]),
        ("We audit suppliers.³ We train staff.", ["We audit suppliers.³", "We train staff."]),
        ("We oppose slavery.We train staff.", ["We oppose slavery.", "We train staff."]),
        ("We began in 2016.We train staff.", ["We began in 2016.", "We train staff."]),
        ("We ask “why?” We act.", ["We ask “why?”", "We act."]),
        ("It said “no fees.” The mill left.", ["It said “no fees.”", "The mill left."]),
        ("We audit (each year.) We train.", ["We audit (each year.)", "We train."]),
        ("We audit. (See below.) We train.", ["We audit.", "(See below.)", "We train."]),
        ("We asked. “Fees” came up.", ["We asked.", "“Fees” came up."]),
        ("Write to a@acme.com. We answer.", ["Write to a@acme.com.", "We answer."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(nlp, text, expected):
    assert quotes(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Acme Inc. Corporate Responsibility.",
        "The Levy & Co. Board of Directors met.",
        "The U.S. government and the U.K. Modern Slavery Act.",
        "See ss. 54 and 55, Art. 5, para. 3, p. 4 and Fig. 2.",
        "About approx. 300 mills, etc. and farms, tel. 020 7946 0000.",
        "We work in St. Albans with J. Smith and Smith v. Jones.",
        "Workers (women, youths, etc.) are asked.",
        "She read for a B.Sc. in physics.",
        "He owns a “Speak up!” poster and a “Why?” badge.",
        "The Speak up! line is free.",
        "Read www.Acme-Mills.org or acme.co.uk for more.",
        "Acme A.B.N. 12 345 678 910 sells tools.",
        "Acme (UK) No.1 Limited sells tools.",
        "Fees ... 3 Debt .... 4 Training",
        "We check (a) fees; (b) debt; and (c) passports.",
        "In Dec. 2020 and on 1 Jan. 2021 we met.",
    ],
)
def test_no_sentence_ends_inside(nlp, text):
    assert quotes(nlp, text) == [text]


@pytest.mark.parametrize(
    "text",
    ["3. Due diligence", "5.1. Policy", "IV. Risk", "iii. prevent debt", "B. Training", "a. Fees"],
)
def test_a_heading_keeps_its_number(nlp, text):
    assert quotes(nlp, f"We train.\n{text}\nWe audit.") == ["We train.", text, "We audit."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Work is free 2. Pay is fair", ["1. Work is free", "2. Pay is fair"]),
        ("We ask: 1. No fees 2. No debt", ["We ask:", "1. No fees", "2. No debt"]),
        ("1. No fees. 2. No debt.", ["1. No fees.", "2. No debt."]),
        ("We ask: • no fees • no debt", ["We ask:", "• no fees", "• no debt"]),
        ("We ask. • No fees. • No debt", ["We ask.", "• No fees.", "• No debt"]),
    ],
)
def test_lists_that_were_run_together_are_parted_before_their_marks(nlp, text, expected):
    assert quotes(nlp, text) == expected


def test_a_number_that_ends_a_sentence_marks_no_list(nlp):
    text = "We met workers between 11 and 15. We helped. See Schedule 2. It lists all."
    assert quotes(nlp, text) == [
        "We met workers between 11 and 15.",
        "We helped.",
        "See Schedule 2.",
        "It lists all.",
    ]


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
