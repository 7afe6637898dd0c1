"""Approval and signature: who must give them, what words show it, and what does not."""

from __future__ import annotations

import pytest

from analyser.formalities import GATES, Line, find_formality, gate, legal_form, load_regime
from analyser.types import Criterion, Framework, Grade, Score

COMPANY, LLP = "Fennick Tools plc", "Ostler Quay LLP"


def find(label, *lines, law="GB", organisation=COMPANY, text="", labelled=True):
    numbered = [Line(index, 1, line, labelled) for index, line in enumerate(lines)]
    return find_formality(label, numbered, load_regime(law), organisation=organisation, text=text)


@pytest.mark.parametrize(
    "text",
    [
        "This statement was approved by the board of directors on 12 March 2024.",
        "The Board of Fennick Tools plc approved this statement at its meeting in May 2024.",
        "Approved by the directors of Fennick Tools p.l.c. and signed on their behalf.",
        "It has been approved by the Boards of Fennick Tools plc and Fennick Rail N.V. on 3 May.",
        "The Executive Board acknowledges and approves this statement.",
        "This statement has been approved by the trustees.",
        "The University Council approved this statement on 4 June 2024.",
        "The statement was submitted to the Board for approval and approved by the Board in May.",
        "Approved by the Executive Board and the Audit Committee.",
    ],
)
def test_board_or_its_equivalent_is_explicit(text):
    assert find("approval", text).value == "explicit"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("This statement was approved by the executive committee.", "contradicted"),
        ("This statement was approved by our Chief Executive Officer on 2 May.", "contradicted"),
        ("Approved by the Managing Director.", "contradicted"),
        ("This statement was approved by the Board's Audit Committee.", "contradicted"),
        ("The board has not approved this statement.", "contradicted"),
        ("This statement is still a draft.", "contradicted"),
        ("Approved on behalf of the board by the chief executive.", "not explicit"),
        ("The statement was considered by the board.", "not explicit"),
        ("The statement will be approved by the board in May.", "not explicit"),
        ("It was sent to the board for approval.", "not explicit"),
        ("Approved in May 2024.", "not explicit"),
        ("Our procurement policy was approved by the board.", "not explicit"),
        ("The CEO approved this and will report to the board each year.", "not explicit"),
    ],
)
def test_other_bodies_and_lesser_words_are_not(text, value):
    assert find("approval", text).value == value


def test_line_that_breaks_off_is_read_with_the_next():
    assert find("approval", "This statement was approved by:", "The Board").value == "explicit"


def test_explicit_words_beat_a_contradiction():
    lines = ("Approved by the Managing Director.", "The board approved this statement.")
    assert find("approval", *lines).value == find("approval", *lines[::-1]).value == "explicit"


@pytest.mark.parametrize(
    "text",
    [
        "No statement was approved by the board this year.",
        "Once this statement has been approved by the board it will be published.",
        "The Act requires that the statement is approved by the board.",
    ],
)
def test_approval_that_is_supposed_or_asked_for_is_none_without_the_classifier(text):
    assert find("approval", text, labelled=False).value == "not explicit"


def test_plain_words_need_no_classifier_and_others_do():
    plain = "This statement was approved by the board on 2 May 2024."
    assert find("approval", plain, labelled=False).value == "explicit"
    assert find("approval", "Board approval: May 2024", labelled=False).value == "not explicit"


def test_contradiction_needs_no_classifier():
    text = "This statement was approved by the executive committee."
    assert find("approval", text, labelled=False).value == "contradicted"


def test_silence_is_not_explicit_and_says_that_it_is_no_more_than_that():
    found = find("approval")
    assert (found.value, found.indices) == ("not explicit", ())
    assert "does not mean that it was not done" in found.reason


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Approved by the members of Ostler Quay LLP.", "explicit"),
        ("The board of Ostler Quay LLP approved this.", "not explicit"),
        ("Approved by the board of directors of Ostler Quay Services Limited.", "explicit"),
    ],
)
def test_members_approve_for_a_limited_liability_partnership(text, value):
    assert find("approval", text, organisation=LLP).value == value


@pytest.mark.parametrize("organisation", ["Ostler Quay LP", "Ostler Quay Limited Partnership"])
def test_partnership_needs_no_approval(organisation):
    found = find("approval", organisation=organisation)
    assert found.value == "not required"
    assert found.reason == "No approval is required of a limited partnership."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The board of directors of Banksia Rail Ltd approved this statement.", "explicit"),
        ("It was approved by the principal governing body on 4 December 2024.", "explicit"),
        ("Approved by the Executive Leadership Committee.", "contradicted"),
        ("Approved on behalf of the Board by a senior executive.", "not explicit"),
        ("The statement was considered by the board.", "not explicit"),
        ("Members of the Board approved this statement.", "not explicit"),
        ("The statement was put forward to the board.", "not explicit"),
    ],
)
def test_australian_approval_cannot_be_delegated(text, value):
    assert find("approval", text, law="AU", organisation=None).value == value


@pytest.mark.parametrize("label", ["approval", "signature"])
def test_california_requires_neither(label):
    assert find(label, law="US-CA").value == "not required"


@pytest.mark.parametrize(
    "lines",
    [
        ("Signed by Ada Example, Managing Director, 12 March 2024.",),
        ("/s/ Bela Sample, Director, Fennick Tools plc",),
        ("Signed:", "Cyrus Pattern", "Chief Executive Officer"),
        ("For and on behalf of Fennick Tools plc", "D. Muster, Chair"),
        ("Signed: Ada Example (member of the Board of Directors)",),
        ("Ben van Example", "Director", "DocuSign Envelope ID: 1A2B"),
    ],
)
def test_name_post_and_words_of_signing_are_explicit(lines):
    assert find("signature", *lines).value == "explicit"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("Ada Example", "Managing Director"), "an image cannot be read from text"),
        (("Signed by Ada Example, Head of People.",), "not in words that show a director"),
        (("Signed by Ada Example, Procurement Director.",), "not in words that show a director"),
        (("Signed by Ada Example, Senior Vice President.",), "not in words that show a director"),
        (("Signature of Director of The Fennick Tools (U.K.) Limited",), "gives no name"),
        (("For questions write to our sustainability team.",), "gives a name or a post, but"),
    ],
)
def test_less_is_not_explicit_and_the_reason_says_why(lines, words):
    found = find("signature", *lines)
    assert found.value == "not explicit"
    assert words in found.reason


@pytest.mark.parametrize(
    "body",
    [
        "Northgate Building Society",
        "Green Larch Housing Association",
        "Northgate Bank",
        "The Elm Valley Trust",
        "Northgate Credit Union",
        "North Larch Council",
        "The University of Larch Vale",
        "North Larch University",
        "Larch Valley Foods Group",
    ],
)
@pytest.mark.parametrize("post", ["Director", "Chief Executive, 12 March 2024"])
def test_name_of_a_body_is_no_name_of_a_signatory(body, post):
    found = find("signature", f"Signed on behalf of {body}", post)
    assert (found.value, found.reason.endswith("gives no name.")) == ("not explicit", True)


@pytest.mark.parametrize(
    "lines",
    [
        ("Signed:", "Grace Bank", "Director"),
        ("Signed by:", "Peter Trust", "Chief Executive", "Northgate Building Society"),
        ("Signed by Mr Olubori Church", "Director"),
        ("Signed on behalf of Northgate Bank", "Bela Sample", "Chair"),
        ("Signed by Bela Sample, Director, Northgate Housing Association",),
        ("Signed: Cyrus Pattern Group Director",),
        ("Signed: Ada Example Council Director",),
        ("Signed by Ada Example Northgate Building Society", "Director"),
    ],
)
def test_person_is_told_from_the_body_that_they_sign_for(lines):
    assert find("signature", *lines).value == "explicit"


@pytest.mark.parametrize(
    ("word", "page", "value"),
    [
        ("Signed:", 1, "explicit"),
        ("Signature ____", 1, "explicit"),
        # A contents list, or a cell of a table.
        ("Signature", 1, "not explicit"),
        ("Signed:", 2, "not explicit"),
        ("The code was signed by 12 mills.", 1, "not explicit"),
    ],
)
def test_word_of_signing_that_stands_alone_may_be_far_from_the_name(word, page, value):
    # Columns and images tear them apart, but not across pages.
    prose = ["We visited each of our mills in Leeds, and will go on to do so."] * 12
    texts = ["Ada Example", "Managing Director, Fennick Tools plc", *prose, word, *prose]
    lines = [
        Line(index, page if text == word else 1, text, index < 2)
        for index, text in enumerate(texts)
    ]
    regime = load_regime("GB")
    found = find_formality("signature", lines, regime, organisation=COMPANY, text="")
    assert found.value == value


@pytest.mark.parametrize(("beside", "value"), [("Date", "explicit"), ("7", "not explicit")])
def test_place_to_sign_is_told_from_a_list_of_contents_by_what_stands_beside_it(beside, value):
    prose = ["We visited each of our mills in Leeds, and will go on to do so."] * 12
    texts = ["Ada Example", "Managing Director, Fennick Tools plc", *prose, "Signature", beside]
    lines = [Line(index, 1, text, index < 2) for index, text in enumerate(texts)]
    found = find_formality("signature", lines, load_regime("GB"), organisation=COMPANY, text="")
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("This statement is signed by Rowan Ash, Director of Fennick Tools.", "explicit"),
        ("The report was duly signed on 3 May 2024 by Rowan Ash, Chair.", "explicit"),
        ("This statement is signed by our directors each year.", "not explicit"),
        ("The code was signed by Rowan Ash, Director.", "not explicit"),
        ("Rowan Ash, Director", "not explicit"),
    ],
)
def test_plain_words_of_signing_need_no_classifier(text, value):
    assert find("signature", text, labelled=False).value == value


def test_unsigned_is_contradicted():
    assert find("signature", "Unsigned copy. Ada Example, Director").value == "contradicted"


@pytest.mark.parametrize(
    ("post", "value"), [("Designated Member", "explicit"), ("Director", "not explicit")]
)
def test_designated_member_signs_for_a_limited_liability_partnership(post, value):
    line = f"Signed: Cyrus Pattern, {post}, Ostler Quay LLP."
    assert find("signature", line, organisation=LLP).value == value


@pytest.mark.parametrize(
    ("post", "value"),
    [("Chair of the Board", "explicit"), ("Chief Executive Officer", "not explicit")],
)
def test_responsible_member_signs_in_australia(post, value):
    line = f"Signed by Dana Specimen, {post}, 4 December 2024."
    assert find("signature", line, law="AU", organisation=None).value == value


def test_canada_asks_for_an_attestation_and_the_authority_to_bind():
    attested = "In accordance with the Act I, Odile Example, attest that I have reviewed it."
    bound = "I have the authority to bind Tamarack Outfitters Inc."
    assert find("signature", attested, bound, law="CA").value == "explicit"
    for lines in ((attested,), (bound,), ("Signed: Odile Example, Director",)):
        assert find("signature", *lines, law="CA").value == "not explicit"


@pytest.mark.parametrize(
    ("organisation", "text", "form"),
    [
        (COMPANY, "", "body corporate"),
        (LLP, "", "limited liability partnership"),
        ("Ostler Quay L.P.", "", "limited partnership"),
        ("Larch Partnership plc", "We are a partnership.", "body corporate"),
        (None, "This statement is made by Ostler Quay LLP.", "limited liability partnership"),
        (None, "This is the statement of Larch Limited, audited by Muster LLP.", "body corporate"),
        (None, "We are a general partnership of architects.", "partnership"),
        (None, "The forum is a partnership between firms.", "body corporate"),
        (None, "The statement of our school.", "body corporate"),
        ("Larch", "The statement of Ostler Quay LLP.", "limited liability partnership"),
    ],
)
def test_legal_form_is_told_from_name_and_text(organisation, text, form):
    assert legal_form(load_regime("GB"), organisation, text).id == form


def test_law_of_which_nothing_is_known_has_no_regime():
    assert load_regime("XX") is None
    assert load_regime("UK") is load_regime("GB")


@pytest.mark.parametrize("code", ["GB", "AU", "CA", "US-CA"])
def test_regime_says_how_far_it_was_verified(code):
    regime = load_regime(code)
    assert regime.title
    assert regime.verified in ("primary", "secondary", "unverified")
    assert (regime.forms[-1].names, regime.forms[-1].says) == (None, None)


def criterion(id_, obligation="mandatory"):
    return Criterion(
        id=id_,
        title=id_,
        question="Is it disclosed?",
        citation="Example Act s.1",
        obligation=obligation,
        labels=("approval",),
        rule="formality",
        disclosed=("We did.",),
        not_disclosed=("We care.",),
    )


def decided(id_, grade, value="", status=""):
    return Score(id_, Grade(grade), (), 0.9, "Because.", status=status, value=value)


def framework_of(*criteria, law="GB"):
    return Framework("example", "Example", "1", law, "https://law.example", "2020-01-01", criteria)


TWO = framework_of(criterion("approval"), criterion("signature"), criterion("extra", "recommended"))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (decided("approval", 2), decided("signature", 2), "met"),
        (decided("approval", -1, "not required"), decided("signature", 2), "met"),
        (decided("approval", 2), decided("signature", 0, "not explicit"), "not explicit"),
        (decided("approval", 0, "contradicted"), decided("signature", 0), "not met"),
        (decided("approval", 2), decided("signature", -1, "unreadable"), "undetermined"),
        (decided("approval", 0), decided("signature", -1, "unreadable"), "not explicit"),
    ],
)
def test_gate_is_the_worst_of_what_is_mandatory(first, second, expected):
    assert gate([first, second, decided("extra", 0)], TWO) == expected
    assert expected in GATES


def test_gate_is_empty_where_nothing_is_mandatory():
    framework = framework_of(criterion("extra", "recommended"))
    assert gate([decided("extra", 0)], framework) == ""


@pytest.mark.parametrize(("law", "expected"), [("US-CA", "met"), ("AU", "not explicit")])
def test_saying_that_nothing_is_done_answers_only_where_the_law_lets_it(law, expected):
    framework = framework_of(criterion("audits"), law=law)
    assert gate([decided("audits", 0, status="none")], framework) == expected


def test_gate_never_speaks_of_compliance():
    assert not [word for word in GATES if "compl" in word]
