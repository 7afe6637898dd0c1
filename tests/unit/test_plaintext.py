import pytest

from analyser.extractors import plaintext
from analyser.extractors.markdown import MAX_CHARACTERS, is_markdown
from analyser.limits import Limits, Reading
from analyser.types import Source
from tests.data.documents import LINES, SENTENCE

MARKDOWN = """---
title: Statement
draft: false
tags:
  - slavery
---
# Our *statement*

We oppose [modern slavery](https://example.com "x") in our `supply` chains
and train **all** of our staff[^1].
Signed by
Jane Person\\
Director

Risks
-----

- Bricks
  from Norvale

  and more
- Tea
    1. Picked

| Year | Audits |
|------|-------:|
| 2023 | 42     |

> Quoted words

```
code one
code two
```

    Indented words

<div><p>In a tag</p></div>

Fish &amp; chips<br>A \\* star ![picture](x.png)

[^1]: By e-learning.
"""


def read(text, **limits):
    data = text if isinstance(text, bytes) else text.encode()
    return plaintext.extract(Source(id="a.txt"), data, Reading(limits=Limits(**limits)))


def blocks(text):
    return read(text).text.split("\n")[:-1]


def test_markdown_becomes_blocks_without_its_marks():
    assert read(MARKDOWN).extractor == "markdown"
    assert blocks(MARKDOWN) == [
        "Our statement",
        "We oppose modern slavery in our supply chains and train all of our staff.",
        "Signed by",
        "Jane Person",
        "Director",
        "Risks",
        "• Bricks from Norvale",
        "and more",
        "• Tea",
        "• Picked",
        "Year | Audits",
        "2023 | 42",
        "Quoted words",
        "code one",
        "code two",
        "Indented words",
        "In a tag",
        "Fish & chips",
        "A * star",
        "By e-learning.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# One\n\nText\n\n## Two\n",
        "**Bold** and [a link](https://example.com)",
        "---\ntitle: x\n---\nText",
        "| a | b |\n|---|---|\n| c | d |",
    ],
)
def test_markdown_is_known_by_its_marks(text):
    assert is_markdown(text)


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        f"# 5 of our sites\n{SENTENCE}",
        f"- audits\n- training\n{SENTENCE}",
        f"---\n{SENTENCE}\n---\n",
        f"See [1] and (2) and ** and a|b.\n{SENTENCE}",
        "# a\n\n# b\n" + "x" * MAX_CHARACTERS,
    ],
)
def test_plain_text_is_no_markdown(text):
    assert not is_markdown(text)


def test_long_lines_of_markdown_run_on_as_it_says():
    text = f"# A\n\n# B\n\n{SENTENCE * 3}\nIt goes on\nand ends."
    assert blocks(text)[2:] == [f"{SENTENCE * 3} It goes on and ends."]


def test_an_html_page_in_markdown_keeps_its_scripts_to_itself():
    assert blocks("# A\n\n# B\n\n<script>\nx = 1\n</script>\n\nText") == ["A", "B", "Text"]


@pytest.mark.parametrize("start", ["", "# A\n\n# B\n\n"])
def test_a_form_feed_ends_a_page(start):
    statement = read(f"{start}One\fTwo\f")
    assert [page.number for page in statement.pages] == [1, 2]
    assert statement.quote(statement.pages[1]) == "Two\n"


def test_pages_beyond_the_limit_are_unread():
    statement = read("One\fTwo\fThree", max_pages=1)
    assert (statement.text, statement.unread_pages) == ("One\n", (2, 3))


def test_hard_wrapped_text_is_joined_and_other_text_is_not():
    assert len(blocks("\n".join(LINES))) == 1
    long = f"{SENTENCE * 3}\nTraining\n{SENTENCE * 3}"
    assert len(blocks(long)) == 3


def test_items_that_lost_their_bullets_are_parted():
    items = [
        "Reviewed the areas of the laundries and of their supply chain that may be at risk of",
        "Continued training our buyers on the online platform, and how to deal with what they",
        "Ensured that every new contract for linen holds terms on forced labour, as those of",
    ]
    text = "\n".join(f"{item}\nforced labour, of trafficking and of exploitation" for item in items)
    assert len(blocks(text)) == 3
    prose = "The hotels of the group, which the owners hold through a fund called\nContinued Care"
    assert len(blocks(prose + " Limited, buy linen from four laundries.")) == 1
    prose = "The guide on linen and on laundries that the group follows was first\nPublished by it."
    assert len(blocks(prose)) == 1


def test_bullets_that_were_run_together_are_parted():
    text = f"{SENTENCE} We intend to: • update our checks; • train buyers \uf0b7 map tiers"
    assert blocks(text) == [
        f"{SENTENCE} We intend to:",
        "• update our checks;",
        "• train buyers",
        "• map tiers",
    ]


def test_control_and_direction_marks_are_taken_out():
    assert read(f"{SENTENCE}\x02\0\u202e\ufeff ﬁnd").text == f"{SENTENCE} find\n"


def test_a_fonts_own_signs_behind_letters_go_and_its_bullets_stay():
    text = f"{SENTENCE} Our s\ue004uppliers\ue004 pay\ue006. \uf0b7 We train buyers."
    assert read(text).text == f"{SENTENCE} Our suppliers pay.\n• We train buyers.\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_decoded(encoding):
    assert read(f"Société’s statement. {SENTENCE}".encode(encoding)).text.startswith("Société’s")


@pytest.mark.parametrize("mark", ["[", "> ", "*a ", "`", "![](", "<a ", "_a*"])
def test_hostile_markdown_is_read_as_plain_text(mark):
    assert read("# a\n\n# b\n\n" + mark * 70_000).extractor == "plaintext"
