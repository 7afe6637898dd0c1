"""Only an English statement passes the gates."""

import pytest

from analyser.errors import EmptyDocument, LanguageUnsupported, NotAStatement, UnreadableDocument
from analyser.extractors import extract
from analyser.extractors.gates import check, language_shares, listed
from analyser.extractors.paragraphs import lay_out
from analyser.limits import Reading
from analyser.types import Source, Statement

ENGLISH = (
    "We do not tolerate slavery or human trafficking in our business or in our supply chains. "
    "Every supplier signs our code of conduct and is visited once a year."
)
FRENCH = (
    "Nous ne tolérons ni l'esclavage ni la traite des êtres humains dans notre entreprise, et "
    "chaque fournisseur signe notre code de conduite et est visité une fois par an."
)


def document(*pages):
    text, spans = lay_out([page.split("\n") for page in pages])
    return Statement(Source("penrose"), text, spans, "plaintext")


def test_english_statement_passes_as_it_is():
    statement = document(ENGLISH)
    assert check(statement) is statement


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("\n\n", EmptyDocument),
        ("1 2 3 4 5 6 7 8 9 slavery", UnreadableDocument),
        ("s l a v e r y i s w r o n g a n d w e k n o w", UnreadableDocument),
        ("(cid:12)(cid:44)(cid:5) slavery (cid:7)(cid:8)", UnreadableDocument),
        (FRENCH, LanguageUnsupported),
        ("We sell tea and coffee to hotels in all parts of the country.", NotAStatement),
        ("Our customs team stops drug trafficking at the port of entry.", NotAStatement),
    ],
    ids=["blank", "figures", "spaced", "cid", "french", "tea", "drugs"],
)
def test_other_text_is_refused(text, error):
    with pytest.raises(error, match='"penrose"'):
        check(document(text))


def test_other_language_in_a_part_is_told():
    checked = check(document(ENGLISH * 30, FRENCH * 12))
    assert len(checked.warnings) == 1
    assert "is not in English" in checked.warnings[0]


def test_language_is_that_of_the_pages_that_are_analysed():
    pages = [FRENCH * 3] * 38 + [f"Modern Slavery Statement\n{ENGLISH}\n{ENGLISH}"] * 2
    source = Source("penrose", text="\f".join(pages))
    assert [page.number for page in extract(source).pages] == [39, 40]
    with pytest.raises(LanguageUnsupported, match="French"):
        extract(source, Reading(whole_document=True))


def test_long_report_is_cut_unless_the_whole_is_wanted():
    other = "Revenue grew by four per cent on the year before, and costs fell a little."
    pages = [other] * 39 + [f"Modern Slavery Statement\n{ENGLISH}\n{ENGLISH}"]
    source = Source("penrose", text="\f".join(pages))
    assert [page.number for page in extract(source).pages] == [40]
    whole = extract(source, Reading(whole_document=True))
    assert (len(whole.pages), whole.warnings) == (40, ())


def test_heading_in_capitals_is_english():
    assert language_shares(
        "MODERN SLAVERY AND HUMAN TRAFFICKING STATEMENT OF THE COMPANY 2024"
    ) == {"en": 1.0}


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([], ""),
        ([7], "7"),
        ([26, 28], "26 and 28"),
        ([3, 4], "3 and 4"),
        ([3, 5, 6, 7, 9], "3, 5 to 7 and 9"),
    ],
)
def test_pages_are_named_in_a_sentence(numbers, expected):
    assert listed(numbers) == expected
