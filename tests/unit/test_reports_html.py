from __future__ import annotations

import base64
import hashlib
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from analyser.ranking import scored_axis
from analyser.reports import html, wording
from analyser.reports.html import ranking_html
from analyser.types import Grade
from tests.data.sample_ranking import evidence, large_ranking, sample_ranking

VOID = {"meta", "input", "br", "path", "circle", "rect"}
HOSTILE = '<script>alert("1")</script>\x00\u202e\' onload=x {{ 7 * 7 }} =cmd()'


class Page(HTMLParser):
    """Collects tags, their attributes and their text, and refuses tags that are not closed."""

    def __init__(self, text):
        super().__init__()
        self.open_tags, self.tags, self.texts = [], [], []
        self.feed(text)
        self.close()
        assert self.open_tags == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open_tags.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open_tags.pop() == tag

    def handle_data(self, data):
        if not {"script", "style"} & set(self.open_tags):
            self.texts.append(data)

    def all(self, tag):
        return [attrs for each, attrs in self.tags if each == tag]

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())


def written(ranking):
    file = io.BytesIO()
    html.write(ranking, file)
    return file.getvalue().decode()


def with_first(ranking, **changes):
    first = ranking.rows[0]
    return replace(ranking, rows=(replace(first, **changes), *ranking.rows[1:]))


def with_source(**changes):
    ranking = sample_ranking()
    return with_first(ranking, source=replace(ranking.rows[0].source, **changes))


def with_score(**changes):
    ranking = sample_ranking()
    score, *others = ranking.rows[0].scores
    return with_first(ranking, scores=(replace(score, **changes), *others))


def replace_evidence(*found):
    return replace(sample_ranking().rows[0].scores[0], evidence=found)


def card(text, number):
    start = text.index(f'id="s{number}"')
    return text[start : text.index("</details>", start)]


@pytest.fixture(scope="module")
def text():
    return written(sample_ranking())


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def test_page_is_golden(golden, text):
    # The style and the script are left out: they are read in their own files.
    golden("report-html", re.sub(r"<(style|script)>.*?</\1>|'sha256-[^']+'", "", text, flags=re.S))


def test_page_says_its_language(page):
    assert page.all("html") == [{"lang": "en-GB"}]


def test_page_loads_nothing_from_elsewhere(page):
    loading = {"link", "img", "iframe", "object", "embed", "base", "form"}
    assert loading.isdisjoint({tag for tag, _ in page.tags})
    assert [attrs for tag, attrs in page.tags if "src" in attrs] == []


@pytest.mark.parametrize("name", ["style", "script"])
def test_policy_allows_only_the_own_script_and_style(text, name):
    content = re.search(rf"<{name}>(.*?)</{name}>", text, flags=re.S)[1]
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    assert f"{name}-src 'sha256-{digest}'" in text
    assert "default-src 'none'" in text


def test_no_inline_handlers_or_styles(page):
    names = {name for _, attrs in page.tags for name in attrs}
    assert not {name for name in names if name == "style" or name.startswith("on")}


def test_ids_are_unique(page):
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_links_inside_the_page_lead_somewhere(page):
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    targets = {attrs["href"][1:] for attrs in page.all("a") if attrs["href"].startswith("#")}
    assert targets <= ids


def test_tables_have_captions_and_scopes(text, page):
    n_cards = len(page.all("details"))
    assert text.count("<caption") == len(page.all("table")) - n_cards
    assert all("scope" in attrs for attrs in page.all("th"))


def test_ranks_of_ties_are_printed(text):
    ranks = re.findall(r'<tr[^>]*><td class="n" data-v="\d+">([^<]+)</td>', text)
    assert ranks == ["1", "=2", "=2", "4"]


def test_undetermined_grade_differs_from_zero(text):
    assert '<b class="g gu" title="Undetermined">?</b>' in text
    assert '<b class="g g0" title="Not addressed">0</b>' in text


def test_closest_sentence_is_said_not_to_count(text):
    assert "it does not count as disclosure" in card(text, 2)
    assert '<blockquote class="not">' in card(text, 2)


def test_sentence_that_counts_is_not_called_closest(text):
    assert "does not count" not in card(text, 1)


def test_denial_is_said_to_disclose_nothing():
    text = written(with_score(grade=Grade.NOT_ADDRESSED, evidence=(evidence("No cases.", 0.9),)))
    assert "Sentence found on the subject; it discloses nothing:" in card(text, 1)


def test_sentence_of_two_labels_is_quoted_once_and_first():
    first, second = evidence("One.", 0.8, index=1), evidence("Two.", 0.7, index=2)
    again = replace(first, label="policy", proba=0.6)
    shown = html._evidence_of(replace_evidence(first, second, again), True)
    assert shown == [first, second]


def test_planned_step_is_said_to_be_planned():
    text = written(with_score(evidence=(evidence("We will train.", status="plan"),)))
    assert "threshold 0.50 · certain · planned" in card(text, 1)


def test_only_a_decision_that_is_mostly_right_is_called_certain():
    text = written(with_score(evidence=(evidence("We train.", proba=0.89),)))
    assert "probability 0.89, threshold 0.50</footer>" in card(text, 1)


@pytest.mark.parametrize("axis", ["quality", "survivor", "legal"])
def test_axis_of_the_score_is_the_one_that_ranking_uses(axis):
    framework = sample_ranking().framework
    criteria = tuple(replace(criterion, axis=axis) for criterion in framework.criteria)
    only = replace(framework, criteria=criteria)
    assert wording.scored_axis(only) == scored_axis(only) == axis
    assert wording.scored_axis(framework) == scored_axis(framework)


def test_quote_leads_to_the_page_of_the_document(text):
    assert '<a href="https://larch.example/statement.pdf#page=2">p. 2</a>' in card(text, 1)


def test_page_without_address_is_not_linked(text):
    assert "<footer>p. 2 · probability 0.93, threshold 0.50 · certain</footer>" in card(text, 2)


def test_page_of_a_web_page_has_no_page_fragment():
    text = written(with_source(url="https://larch.example/s#top", media_type="text/html"))
    assert '<a href="https://larch.example/s#top">p. 2</a>' in card(text, 1)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/x", "https:", "//x", "http://[x"],
)
def test_unsafe_address_is_never_a_link(url):
    page = Page(written(with_source(url=url)))
    assert url not in [attrs["href"] for attrs in page.all("a")]
    assert not any(attrs["href"].startswith(f"{url}#") for attrs in page.all("a"))


def test_warnings_are_shown(text):
    assert "Page 3 holds an image only and was not read." in card(text, 3)


def test_scorecard_says_how_the_statement_was_read(page):
    told = "How it was read. 4 of 5 pages; not read: page 3; 25% of the pages read from their image"
    assert told in page.text
    assert page.text.count("How it was read.") == 2  # two of four rows know of it


def test_other_model_or_person_is_named_beside_its_quote():
    text = written(with_score(evidence=(evidence("Approved.", model="reviewer 2"),)))
    assert "by reviewer 2" in card(text, 1)


def test_right_of_reply_names_company_and_reference(text):
    assert "If you speak for Birch Foods" in card(text, 2)
    assert "“birch-2024”" in card(text, 2)


def test_failures_are_listed_with_reason_and_hint(page):
    assert "Elm Shipping Ltd 2024 Scan without text" in page.text
    assert "Run OCR on the file first" in page.text
    assert "That says nothing about what they disclose" in page.text


def test_summary_counts_inputs(page):
    assert "documents given 6 ranked 4 not analysed 2" in page.text


def test_methodology_has_every_question_and_citation(page):
    methodology = page.text[page.text.rindex("Methodology") :]
    for criterion in sample_ranking().framework.criteria:
        assert " ".join(criterion.question.split()) in methodology
        assert criterion.citation in methodology


def test_overview_counts_add_up_to_the_statements():
    overview = html._overview(sample_ranking())
    assert {sum(counts.values()) for counts in overview.values()} == {4}
    assert overview["remedy"][Grade.UNDETERMINED] == 1


@pytest.mark.parametrize("field", ["id", "organisation", "sector", "country", "url"])
def test_source_is_escaped(field):
    text = written(with_source(**{field: HOSTILE}))
    assert Page(text).all("script") == [{}]
    assert "\x00" not in text
    assert "\u202e" not in text
    assert "{{ 7 * 7 }}" in text or field == "url"


def test_quote_and_reason_are_escaped():
    page = Page(written(with_score(evidence=(evidence(HOSTILE),), reason=HOSTILE)))
    assert page.all("script") == [{}]
    assert '<script>alert("1")</script>' in page.text


def test_warnings_and_failures_are_escaped():
    ranking = with_first(sample_ranking(), warnings=(HOSTILE,))
    failure = replace(ranking.failures[0], error=HOSTILE, hint=HOSTILE, reason=HOSTILE)
    page = Page(written(replace(ranking, failures=(failure,))))
    assert page.all("script") == [{}]


def test_framework_is_escaped():
    ranking = sample_ranking()
    framework = replace(ranking.framework, title=HOSTILE, notes=HOSTILE, url=HOSTILE)
    page = Page(written(replace(ranking, framework=framework, model=HOSTILE)))
    assert page.all("script") == [{}]


def test_lone_surrogate_does_not_break_the_page():
    assert "Larch Ltd" in written(with_source(organisation="Larch\ud800 Ltd"))


def test_ranking_without_rows_or_failures_is_written():
    page = Page(written(replace(sample_ranking(), rows=(), failures=())))
    assert "0 statements ranked" in page.text
    assert "Every document that was given could be analysed." in page.text


def test_many_statements_show_the_strongest_quote_only(monkeypatch):
    found = (evidence("x " * 300), evidence("second", index=8))
    ranking = with_score(evidence=found)
    assert card(written(ranking), 1).count("second") == 1
    monkeypatch.setattr(html, "FULL_CARDS", 2)
    short = card(written(ranking), 1)
    assert "second" not in short
    assert "x…" in short


def test_very_many_statements_have_no_scorecards_and_it_is_said(monkeypatch):
    monkeypatch.setattr(html, "MAX_CARDS", 3)
    page = Page(written(sample_ranking()))
    assert page.all("details") == []
    assert "this page holds no scorecards" in page.text


def test_rows_beyond_what_a_browser_bears_are_counted_and_not_listed(monkeypatch):
    monkeypatch.setattr(html, "MAX_CARDS", 1)
    monkeypatch.setattr(html, "MAX_ROWS", 3)
    rows = tuple(replace(row, alike_high=0) for row in sample_ranking().rows)
    page = Page(written(replace(sample_ranking(), rows=rows)))
    assert "stdin-4" not in page.text
    assert "ranked 4" in page.text
    assert "The first 3 are listed here; all are in ranking.csv" in page.text


def test_page_of_five_thousand_statements_stays_small():
    assert len(written(large_ranking(5000))) < 6_000_000


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def palettes():
    style = html._asset("style.css")
    light, dark = re.findall(r":root \{(.*?)\}", style, flags=re.S)[:2]
    return {
        name: dict(re.findall(r"--([\w-]+): (#\w+)", css))
        for name, css in (("light", light), ("dark", dark))
    }


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *(("ink", "paper"), ("ink", "card"), ("ink", "tint"), ("soft", "paper"), ("soft", "card")),
        *(("soft", "tint"), ("link", "paper"), ("link", "card"), ("warn", "card")),
        *(("warn", "warn-tint"), ("head-ink", "head"), ("head-soft", "head"), ("f3-ink", "f3")),
        *(("f2-ink", "f2"), ("f1-ink", "f1"), ("f0-ink", "f0"), ("unknown-ink", "unknown")),
    ],
)
def test_contrast_reaches_wcag_aa(mode, ink, paper):
    palette = palettes()[mode]
    light, dark = sorted((luminance(palette[ink]), luminance(palette[paper])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_notebook_view_is_bounded_and_says_so():
    ranking = large_ranking(300)
    long = replace(ranking.rows[0].source, organisation="x" * 10_000)
    text = ranking_html(with_first(ranking, source=long), n_rows=1000)
    assert len(text) < 50_000
    assert "The first 100 of 300 are shown." in text


def test_notebook_view_shows_twenty_rows():
    assert ranking_html(large_ranking(300)).count("<tr>") == 21


def test_notebook_view_is_escaped():
    page = Page(ranking_html(with_source(organisation=HOSTILE)))
    assert page.all("script") == []


def test_each_kind_of_reason_has_a_table_apart_from_the_ranked_rows():
    text = written(sample_ranking())
    league = text[text.index('id="league"') : text.index("</table>", text.index('id="league"'))]
    assert "Elm Shipping Ltd" not in league
    assert text.count('<table class="plain failures">') == 2
    assert "<h3>No statement found</h3>" in text
    assert "<h3>Unreadable</h3>" in text


def test_group_statement_says_how_many_it_names():
    first, *others = sample_ranking().rows
    rows = (replace(first, group="larch-2024", n_named=3), *others)
    page = Page(written(replace(sample_ranking(), rows=rows)))
    assert "group statement covering 3 named organisations" in page.text


def test_page_of_an_old_ranking_says_nothing_of_other_weights():
    rows = tuple(replace(row, alike_high=0, weight_high=0) for row in sample_ranking().rows)
    page = Page(written(replace(sample_ranking(), rows=rows, stability=None)))
    assert "other weights" not in page.text
    assert "How far the order holds" not in page.text


def test_ends_say_under_how_many_weights_they_stay():
    assert "1 Larch & Sons Textiles plc 93% 1 2" in Page(written(sample_ranking())).text


def test_long_word_cannot_widen_a_criterion():
    style = html._asset("style.css")
    columns = re.findall(r"\.criterion dl \{[^}]*grid-template-columns: ([^;]+);", style)
    assert columns
    assert all("minmax(0, 1fr)" in each for each in columns)
