import os
from pathlib import Path

import pytest

from analyser.errors import DamagedDocument, DocumentTooLarge, NotAStatement
from analyser.extractors import html, htmlguards
from analyser.limits import Reading
from analyser.types import Source
from tests.data.documents import SENTENCE

PAGE = f"""<!DOCTYPE html><html><head><title>x</title><style>p {{}}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/shop">Shop</a></li></ul></nav>
<div class="cookie-banner">We use cookies. <button>Accept</button></div>
<main><h1>Modern slavery statement</h1><p>{SENTENCE} It matters to <b>all</b> of us&nbsp;here.</p>
<ul><li>Lead-in</li><li>We audited <a href="#">42 suppliers</a></li></ul>
<table><tr><th>Year</th><th>Audits</th></tr><tr><td>2023</td><td>42</td></tr></table></main>
<footer>Terms and conditions</footer><script>var slavery = 1</script></body></html>"""
LONG = f"<p>{SENTENCE}</p>" * 3


def statement(page):
    data = page if isinstance(page, bytes) else page.encode()
    return html.extract(Source(id="a.html"), data, Reading())


def blocks(body):
    """Read a page that has a title of its own, and leave that out."""
    lines = statement(f"<h1>T</h1>{body}").text.split("\n")[:-1]
    assert lines[0] == "T"
    return lines[1:]


def links(*names):
    return "".join(f'<li><a href="/{name}">{name}</a></li>' for name in names)


def test_the_statement_is_kept_and_the_page_around_it_is_removed():
    read = statement(PAGE)
    assert read.text.split("\n")[:-1] == [
        "Modern slavery statement",
        f"{SENTENCE} It matters to all of us here.",
        "• Lead-in",
        "• We audited 42 suppliers",
        "Year | Audits",
        "2023 | 42",
    ]
    assert read.pages[0].removed == (
        "• Home",
        "• Shop",
        "We use cookies.",
        "Terms and conditions",
    )


def test_a_page_says_that_it_has_no_pages():
    assert "page 1" in statement(PAGE).warnings[0]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<p>We <em>oppose</em>\n <i>it</i>.</p>text<div>own</div>",
            ["We oppose it.", "text", "own"],
        ),
        ("<p>one<br>two<br/>three</p>", ["one", "two", "three"]),
        ("<ul><li><p>one</p><p>more</p></li><li>two</li></ul>", ["• one", "more", "• two"]),
        ("<ul><li></li></ul><p>text</p>", ["text"]),
        ("<ol><li>one<ul><li>inner</li></ul></li></ol>", ["• one", "• inner"]),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", ["Term", "Meaning"]),
        ("<blockquote>Said</blockquote>after", ["Said", "after"]),
        ("<p>be<!-- no -->fore</p>", ["before"]),
        ("<p>a<wbr>b<span>c</span></p>", ["abc"]),
        ("<p>We audit<sup><a href='#n1'>1</a></sup>.</p>", ["We audit."]),
        ("<p>We <del>never</del> <s>seldom</s> audit.</p>", ["We audit."]),
        ("<my-card><p>one</p><p>two</p></my-card>", ["one", "two"]),
        ("<p>one<p>two", ["one", "two"]),
        ("<p>See <a>this</a><a>that</a>.</p>", ["See this that."]),
    ],
)
def test_elements_become_blocks(body, expected):
    assert blocks(body) == expected


def test_preformatted_lines_are_joined_as_plain_text_is():
    pre = (
        "We oppose modern slavery in every part of our business\nand in our supply chains.\n\nEnd."
    )
    assert blocks(f"<pre>{pre}</pre>")[0].endswith("business and in our supply chains.")


def test_a_table_for_layout_is_no_row():
    cell = f"<td><p>{SENTENCE}</p><ul><li>audits</li></ul></td>"
    table = f"<table><tr><td>Menu</td>{cell}</tr><tr><td>{SENTENCE}</td></tr></table>"
    assert blocks(table) == ["Menu", SENTENCE, "• audits", SENTENCE]


def test_a_table_in_a_table_keeps_its_rows():
    inner = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    assert blocks(f"<table><tr><td>Left</td><td>{inner}</td></tr></table>") == [
        "Left",
        "a | b",
        "c | d",
    ]


@pytest.mark.parametrize(
    "around",
    [
        "<script>no</script>",
        "<style>no</style>",
        "<noscript>no</noscript>",
        "<template>no</template>",
        "<svg><text>no</text></svg>",
        "<div hidden>no</div>",
        '<div aria-hidden="true">no</div>',
        '<div style="color: red; display : none">no</div>',
        "<nav>no</nav>",
        "<header>no</header>",
        "<footer>no</footer>",
        "<aside>no</aside>",
        "<form>no</form>",
        "<select><option>no</select>",
        '<div role="dialog">no</div>',
        '<div role="banner">no</div>',
        '<div id="cookie-notice">no</div>',
        '<ul class="social-links"><li>no</li></ul>',
        '<div class="nav menu">no</div>',
    ],
)
def test_what_is_not_the_text_is_left_out(around):
    assert blocks(f"{around}<div>{LONG}</div>") == [SENTENCE] * 3


@pytest.mark.parametrize(
    "kept",
    [
        f"<form><div>{LONG}</div></form>",
        f"<header><h1>T</h1></header><div>{LONG}</div>",
        f'<div class="page has-sidebar no-nav sidebar">{LONG}</div>',
        f'<div id="social-matters">{LONG}</div><p>x</p>' * 2,
        f'<div hidden id="p1">{LONG}</div><a aria-controls="p1" href="#">More</a>{LONG}{LONG}',
        f'<div hidden role="tabpanel">{LONG}</div>{LONG}{LONG}',
        f"<aside>{LONG}</aside>{'<p>We bake bread for all of our many towns.</p>' * 20}",
    ],
)
def test_the_text_is_kept_whatever_its_element_is_called(kept):
    page = f"<html><title>T</title><body>{kept}</body></html>"
    assert statement(page).text.count(SENTENCE) == kept.count(SENTENCE)


def test_the_main_part_is_the_text_where_there_is_one():
    body = f"<div>Our shop sells bread.</div><main>{LONG}</main><div>Call us.</div>"
    assert blocks(body) == [SENTENCE] * 3


def test_an_empty_main_part_is_not_the_text():
    assert blocks(f"<main></main><div>{LONG}</div>") == [SENTENCE] * 3


def test_the_title_is_kept_where_no_heading_gives_one():
    page = f"<html><title>Statement |\n Us plc</title><body>{LONG}</body></html>"
    assert statement(page).text.split("\n")[0] == "Statement | Us plc"


def test_a_menu_that_is_in_no_nav_element_is_removed():
    page = f"<body><h1>T</h1><ul>{links('Home', 'Shop', 'News')}</ul>{LONG * 2}</body>"
    read = statement(page)
    assert "Shop" not in read.text
    assert read.pages[0].removed == ("• Home", "• Shop", "• News")


@pytest.mark.parametrize(
    "listed",
    [
        f"<p>Our policies are:</p><ul>{links('Conduct', 'Pay', 'Audits')}</ul>",
        f"<ul>{links('Conduct', 'Pay', 'Audits')}<li>and a policy of our own</li></ul>",
    ],
)
def test_a_list_of_policies_is_no_menu(listed):
    page = f"<body><h1>T</h1>{LONG}{listed}{LONG}</body>"
    assert "• Pay\n" in statement(page).text


def test_a_long_linked_paragraph_is_no_menu():
    assert blocks(f'<p><a href="/">{SENTENCE}</a></p>{LONG}') == [SENTENCE] * 4


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ('<html><meta http-equiv="Refresh" content="0;URL=/x"><a href="/x">x</a>', "a redirect"),
        ("<html><body><script>window.location.href = '/x'</script></body>", "a redirect"),
        ('<html><body><div id="root"></div><script src="a.js"></script>', "drawn by a script"),
        ("<html><body>Loading...<script>x()</script></body>", "drawn by a script"),
        (
            "<html><body><noscript>You need to enable JavaScript to run this app.</noscript>"
            "<p>Us plc</p></body>",
            "drawn by a script",
        ),
        ("<html><title>Just a moment...</title><body>Wait here</body>", "a check for robots"),
        ("<html><body><p>Verify you are human</p></body>", "a check for robots"),
        ("<html><title>404 Not Found</title><body>nginx</body>", "an error page"),
        ("<html><body><h1>Page not found</h1><p>Sorry about it.</p></body>", "an error page"),
        (
            "<html><body><form>Sign in <input type='password'></form></body>",
            "a login page",
        ),
        (
            "<html><body><p>We value your privacy</p><p>We and our partners store cookies to make "
            "this site work. Accept all cookies or choose which.</p></body>",
            "a notice about cookies",
        ),
        ("<html><frameset><frame src='a.html'></frameset></html>", "in frames"),
        ("<html><body><h1>Us</h1><iframe src='s.html'></iframe></body>", "in a frame"),
    ],
)
def test_a_page_without_its_text_is_no_statement(page, message):
    with pytest.raises(NotAStatement, match=f'The page "a.html" .*{message}'):
        statement(page)


@pytest.mark.parametrize(
    "sign",
    [
        "<input type='password'>",
        "<noscript>Please enable JavaScript.</noscript>",
        '<div id="root"></div>',
        "<iframe src='map.html'></iframe>",
        "<h2>Error 404 is not what this is</h2>",
    ],
)
def test_a_short_true_statement_is_read_whatever_else_is_on_its_page(sign):
    assert SENTENCE in statement(f"<html><body>{sign}{LONG}<script>x()</script></body></html>").text


def test_a_short_page_without_a_sign_is_read():
    assert statement(f"<p>{SENTENCE}</p>").text == f"{SENTENCE}\n"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 100_000 + SENTENCE,
        "<html><body>" + "<div></b>" * 100_000 + SENTENCE,
        "<html><body>" + "<div/>" * 100_000 + SENTENCE,
    ],
)
def test_elements_nested_without_end_are_damaged(page):
    with pytest.raises(DamagedDocument, match="more than 5,000 deep"):
        statement(page)


def test_elements_nested_deep_are_read():
    assert statement("<html><body>" + "<div>" * 4000 + SENTENCE).text == f"{SENTENCE}\n"


@pytest.mark.parametrize("form", ["a{}=1 ", 'a{}="x>"', "a{} "])
def test_a_tag_with_attributes_without_end_is_damaged(form):
    attributes = "".join(form.format(number) for number in range(20_000))
    with pytest.raises(DamagedDocument, match="more than 500 attributes"):
        statement(f"<p {attributes}>{SENTENCE}</p>")


def test_a_picture_in_an_attribute_is_no_attack():
    assert statement(f"<img src='data:image/png;base64,{'A b=' * 9000}'>{LONG}").text


def test_tags_without_end_are_too_large(monkeypatch):
    monkeypatch.setattr(htmlguards, "MAX_TAGS", 10)
    with pytest.raises(DocumentTooLarge, match="more than 10 tags"):
        statement(LONG * 4)


def test_options_without_end_are_passed_over():
    assert blocks(f"<select>{'<option>x' * 50_000}</select>{LONG}") == [SENTENCE] * 3


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ("<meta charset=utf-8>", "cp1252"),
        ("", "cp1252"),
        ("", "utf-8"),
        ("", "utf-16"),
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="iso-8859-1">', "utf-8-sig"),
    ],
)
def test_a_page_is_decoded(head, encoding):
    page = f"<html>{head}<p>Société’s: {SENTENCE}</p></html>"
    assert "Société’s" in statement(page.encode(encoding)).text


def test_xhtml_may_close_any_element_at_once():
    page = f'<?xml version="1.0"?><html><head><title/><script src="a"/></head><body>{LONG}'
    assert statement(f"{page}</body></html>").text.count(SENTENCE) == 3


@pytest.mark.skipif(
    not os.environ.get("ANALYSER_DATA"), reason="ANALYSER_DATA names no folder with real pages."
)
def test_no_menu_of_a_real_page_is_read():
    folder = Path(os.environ["ANALYSER_DATA"]) / "pdfs" / "html"
    for path in sorted(folder.glob("*.html")):
        try:
            text = statement(path.read_bytes()).text.lower()
        except NotAStatement:
            continue
        assert len(text.split()) > 100, path.name
        for word in ("home", "basket", "cookie", "about us", "skip to"):
            assert f"\n{word}" not in text.replace("• ", ""), path.name
