from __future__ import annotations

import base64
import hashlib
import html as entities
import re
import tomllib
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import analyser
from analyser.errors import FrameworkError, OutputError
from analyser.formalities import GATES, load_regime
from analyser.frameworks import (
    list_frameworks,
    load_examples,
    load_framework,
    load_taxonomy,
    schema,
)
from analyser.intervals import LEVEL, N_DRAWS
from analyser.placing import band_of
from analyser.reports import gating, methodology, patternwords, wording
from analyser.reports.folder import write_folder
from analyser.reports.html import write as write_report
from analyser.reports.methodology import methodology_html, methodology_of
from analyser.reports.patternwords import phrases
from analyser.types import Grade
from tests.data.sample_ranking import FRAMEWORK, sample_ranking

IDS = [each["id"] for each in list_frameworks()]
HOSTILE = '</code><script>alert("1")</script>\x00\u202e\' onload=x {{ 7 * 7 }}'
VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """Collects tags with their attributes and text, and refuses tags that are not closed."""

    def __init__(self, text):
        super().__init__()
        self.open_tags, self.tags, self.texts, self.by_article = [], [], [], {}
        self.article = ""
        self.feed(text)
        self.close()
        assert self.open_tags == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "article":
            self.article = dict(attrs)["id"]
        if tag not in VOID:
            self.open_tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open_tags.pop() == tag
        if tag == "article":
            self.article = ""

    def handle_data(self, data):
        if "style" not in self.open_tags:
            self.texts.append(data)
            self.by_article.setdefault(self.article, []).append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())

    def of(self, criterion_id):
        return " ".join("".join(self.by_article[f"criterion-{criterion_id}"]).split())


def flat(text):
    return " ".join(text.split())


def with_criterion(index=0, **changes):
    criteria = list(FRAMEWORK.criteria)
    criteria[index] = replace(criteria[index], **changes)
    return replace(FRAMEWORK, criteria=tuple(criteria))


def samples_of(page, criterion_id):
    """Read each example of a criterion with the grade before it."""
    article = re.search(rf'<article[^>]*id="criterion-{criterion_id}">.*?</article>', page, re.S)[0]
    found = re.findall(
        r'<dd class="sample"><b[^>]*>([^<]+)</b> <span><span class="example">(.*?)</span>', article
    )
    return {entities.unescape(text): grade for grade, text in found}


@pytest.fixture(scope="module")
def pages():
    return {id_: methodology_html(load_framework(id_)) for id_ in IDS}


@pytest.mark.parametrize("id_", IDS)
def test_page_says_all_that_the_file_says_of_the_framework(pages, id_):
    framework, page = load_framework(id_), Page(pages[id_])
    for text in (framework.title, framework.version, framework.in_force, framework.url):
        assert text in page.text
    assert flat(framework.notes) in page.text
    assert framework.jurisdiction in page.text


@pytest.mark.parametrize("id_", IDS)
def test_each_criterion_is_on_the_page_with_all_that_is_asked(pages, id_):
    page = Page(pages[id_])
    for criterion in load_framework(id_).criteria:
        text = page.of(criterion.id)
        for said in (
            *(criterion.title, criterion.question, criterion.citation, criterion.obligation),
            *(criterion.counts, criterion.excludes, criterion.notes, criterion.theme),
            *(criterion.disclosed + criterion.not_disclosed),
            *(load_taxonomy()[label].definition for label in criterion.labels),
            *criterion.patterns,
            wording.RULES[criterion.rule],
            methodology.VERIFIED[criterion.verified],
        ):
            assert flat(said) in text, criterion.id


@pytest.mark.parametrize("id_", IDS)
def test_each_example_has_the_grade_that_its_author_expects(pages, id_):
    labelled = {each.id for each in load_framework(id_).criteria if each.labels}
    for example in load_examples(id_):
        if example.criterion_id in labelled:
            shown = samples_of(pages[id_], example.criterion_id)[flat(example.text)]
            assert shown == ("1–3" if example.grade is None else str(example.grade))


def test_examples_are_undetermined_where_no_label_shows_the_criterion(pages):
    framework = load_framework("walk-free-msa")
    criterion = next(each for each in framework.criteria if not each.labels)
    assert set(samples_of(pages["walk-free-msa"], criterion.id).values()) == {"?"}
    assert methodology.NO_LABELS in Page(pages["walk-free-msa"]).of(criterion.id)


def test_grade_that_no_author_gave_is_a_range():
    page = methodology_html(FRAMEWORK)
    assert samples_of(page, "risk") == {
        "Migrant pickers on our two citrus farms are most at risk.": "1–3",
        "We believe our risk is low.": "0",
    }
    assert samples_of(page, "approval")[FRAMEWORK.criteria[0].disclosed[0]] == "2"


@pytest.mark.parametrize("id_", IDS)
def test_shares_of_an_axis_make_a_hundred(pages, id_):
    cells = re.split(r'scope="rowgroup"', pages[id_])[1:]
    for part in cells:
        shares = [float(share) for share in re.findall(r'class="n share"[^>]*>([\d.]+)%', part)]
        assert sum(shares) == pytest.approx(100, abs=0.5)


def test_changed_weight_in_a_file_changes_the_share(tmp_path):
    source = Path(schema.__file__).with_name("uk-msa-s54.toml").read_text(encoding="utf-8")
    path = tmp_path / "uk-msa-s54.toml"
    path.write_text(source.replace("weight = 1.0", "weight = 5.0", 1), encoding="utf-8")
    first = tomllib.loads(source)["criterion"][0]["id"]
    before = Page(methodology_html(load_framework("uk-msa-s54"))).of(first)
    after = Page(methodology_html(load_framework(path))).of(first)
    assert "1, 16.7% of the points of its axis" in before
    assert "5, 50% of the points of its axis" in after


def test_shares_are_of_one_axis_alone():
    page = Page(methodology_html(FRAMEWORK))
    assert "0.5, 33.3% of the points of its axis" in page.of("training")
    assert "1, 66.7% of the points of its axis" in page.of("risk")
    assert "1, 100% of the points of its axis" in page.of("remedy")


def test_criteria_are_counted_by_how_far_they_were_verified():
    text = Page(methodology_html(with_criterion(verified="secondary"))).text
    assert "1 of 5 criteria: secondary, read in a transcription" in text
    assert "4 of 5 criteria: unverified, not verified against any source" in text


def test_end_of_a_law_is_said():
    text = Page(methodology_html(replace(FRAMEWORK, until="2027-12-31"))).text
    assert "since 2020-01-01, until 2027-12-31" in text
    assert "no end is known" not in text


@pytest.mark.parametrize(
    "said",
    [
        *wording.IS_NOT,
        *wording.GRADE_MEANINGS.values(),
        *gating.GATE_MEANINGS.values(),
        *(gating.LEGAL_MINIMUM, gating.VALUES, wording.UNDETERMINED, wording.NOT_ANALYSED),
        *(wording.INTERVAL, wording.TIES, wording.GRADING, wording.HOW_READ),
        *wording.BANDS.values(),
        wording.score(FRAMEWORK),
        f"{LEVEL:.0%} of {N_DRAWS:,} draws",
        "If you speak for an organisation that is ranked",
    ],
)
def test_page_says_what_every_report_says(said):
    assert flat(said) in Page(methodology_html(FRAMEWORK)).text


def test_words_are_those_of_the_code():
    assert set(methodology.VERIFIED) == set(schema.VERIFIED)
    assert set(gating.GATE_MEANINGS) == set(GATES)
    assert set(wording.RULES) == set(schema.RULES)
    assert {label.source for label in load_taxonomy().values()} == set(methodology.LABEL_SOURCES)
    for band, span in wording.BANDS.items():
        assert {band_of(float(end)) for end in span.split(" to ")} == {band}


def test_what_the_law_asks_of_each_legal_form_is_on_the_page(pages):
    text = Page(pages["uk-msa-s54"]).text
    for form in load_regime("GB").forms:
        assert form.signature.role in text
        assert form.id in text
    assert methodology.BY_FORM in Page(pages["uk-msa-s54"]).of("approval")
    assert methodology.BY_FORM not in Page(pages["uk-msa-s54"]).of("policies")


def test_no_law_is_shown_where_no_approval_is_asked_for(pages):
    assert "Approval and signature" not in Page(pages["survivor-centred"]).text
    assert methodology.NOTHING_MANDATORY in Page(pages["survivor-centred"]).text


def test_axis_of_a_ranking_makes_the_score():
    text = Page(methodology_html(FRAMEWORK, axis="survivor")).text
    assert wording.score(FRAMEWORK, "survivor") in text
    assert "Quality of disclosure (makes the score)" not in text


def test_criterion_that_the_model_does_not_look_for_is_undetermined():
    ranking = replace(sample_ranking(), labels=("training",))
    page = methodology_of(ranking)
    assert methodology.NOT_LOOKED_FOR in Page(page).of("risk")
    assert methodology.NOT_LOOKED_FOR not in Page(page).of("training")
    assert set(samples_of(page, "risk").values()) == {"?"}
    assert ranking.model in Page(page).text


@pytest.mark.parametrize(
    "framework",
    [
        *(
            replace(FRAMEWORK, **{key: HOSTILE})
            for key in (
                "id",
                "title",
                "version",
                "jurisdiction",
                "url",
                "in_force",
                "notes",
                "until",
            )
        ),
        *(
            with_criterion(2, **{key: HOSTILE})
            for key in ("title", "question", "citation", "counts", "excludes", "notes", "theme")
        ),
        *(
            with_criterion(2, **{key: (HOSTILE,)})
            for key in (
                "requires",
                "refuses",
                "checkable",
                "checkable_only",
                "exempts",
                "plain",
                "disclosed",
                "not_disclosed",
                "labels",
            )
        ),
        *(with_criterion(2, **{key: HOSTILE}) for key in ("verified", "obligation")),
        with_criterion(2, id=HOSTILE),
    ],
    ids=range(27),
)
def test_hostile_text_is_escaped(framework):
    text = methodology_html(framework)
    page = Page(text)
    assert "script" not in {tag for tag, _ in page.tags}
    assert not any("onload" in attrs for _, attrs in page.tags)
    assert "\x00" not in text
    assert "\u202e" not in text


def test_address_that_is_no_web_address_is_no_link():
    page = Page(methodology_html(replace(FRAMEWORK, url="javascript:alert(1)")))
    assert all(attrs["href"].startswith("#") for tag, attrs in page.tags if tag == "a")


@pytest.mark.parametrize("id_", IDS)
def test_page_loads_nothing_and_its_links_lead_somewhere(pages, id_):
    page = Page(pages[id_])
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "link", "img", "iframe"})
    for tag, attrs in page.tags:
        if tag == "a" and attrs["href"].startswith("#"):
            assert attrs["href"][1:] in ids
    assert len([attrs for _, attrs in page.tags if "id" in attrs]) == len(ids)


def test_policy_names_the_hash_of_the_style():
    text = methodology_html(FRAMEWORK)
    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in text
    assert "default-src 'none'" in text


def test_same_framework_gives_the_same_page():
    assert methodology_html(FRAMEWORK) == methodology_html(FRAMEWORK)


def test_report_links_to_the_page_where_it_is_written_with_it(tmp_path):
    write_folder(sample_ranking(), tmp_path, manifest={})
    assert (tmp_path / methodology.NAME).read_text("utf-8") == methodology_of(sample_ranking())
    assert 'href="methodology.html"' in (tmp_path / "report.html").read_text("utf-8")


def test_report_alone_does_not_link_to_the_page(tmp_path):
    with (tmp_path / "report.html").open("wb") as file:
        write_report(sample_ranking(), file)
    assert "methodology.html" not in (tmp_path / "report.html").read_text("utf-8")


def test_command_prints_what_its_twin_shows(analyser_here):
    done = analyser_here("frameworks", "methodology", "uk-msa-s54")
    assert done.exit_code == 0
    assert done.stdout == analyser.show_methodology("uk-msa-s54")
    assert (
        analyser_here("frameworks", "methodology", "uk-msa-s54", "--output", "-").stdout
        == done.stdout
    )


def test_command_writes_the_file(analyser_here, tmp_path):
    path = tmp_path / "page.html"
    done = analyser_here("frameworks", "methodology", "uk-msa-s54", "--output", path)
    assert (done.exit_code, done.stdout) == (0, "")
    assert f'The methodology is in "{path}".' in done.stderr
    assert path.read_text("utf-8") == analyser.show_methodology("uk-msa-s54")


@pytest.mark.parametrize("command", ["show", "methodology"])
def test_command_refuses_what_show_refuses(analyser_here, command):
    done = analyser_here("frameworks", command, "uk-msa-s45")
    assert done.exit_code == FrameworkError.exit_code
    assert 'did you mean "uk-msa-s54"?' in done.stderr


def test_command_says_that_a_file_cannot_be_written(analyser_here, tmp_path):
    done = analyser_here(
        "frameworks", "methodology", "uk-msa-s54", "--output", tmp_path / "none" / "page.html"
    )
    assert done.exit_code == OutputError.exit_code


def test_twin_shows_itself_in_a_notebook_in_a_frame():
    shown = analyser.show_methodology("survivor-centred")._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert "<article" not in shown


def test_twin_takes_the_grades_of_a_file_of_ones_own(tmp_path):
    source = Path(schema.__file__).with_name("uk-msa-s54.toml").read_text(encoding="utf-8")
    path = tmp_path / "my-own.toml"
    path.write_text(source.replace('id = "uk-msa-s54"', 'id = "my-own"', 1), encoding="utf-8")
    example = next(each for each in load_examples(path) if each.grade == Grade.VAGUE)
    page = analyser.show_methodology(path)
    assert samples_of(page, example.criterion_id)[flat(example.text)] == "1"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:audit\w*|site visits?|on-?site|visit(?:s|ed))\b",)
        + (("audit…", "site visit[s]", "on[-]site", "visit(s / ed)"),),
        (r"\bpaid\b|\bwage theft\b", ("paid", "wage theft")),
        (r"\bnot (?:\w+\s){0,4}(?:audit|use)\b", ("not … (audit / use)",)),
        (r"\b(?:income|pay)\b[^.;]{0,60}\blost\b", ("(income / pay) … lost",)),
        (r"\bconfined to (?:the )?region\b", ("confined to [the] region",)),
        (r"\blabou?r organi[sz]ation\b", ("labo[u]r organi(s / z)ation",)),
        (r"\b\d{2} hours\b", ("‹number› hours",)),
        (r"\bwage\b(?! or london)", ("wage ‹not before: or london›",)),
        (r"(?<!staff )members\b", ("‹not after: staff› members",)),
        (r"\bspeak[\s-]?up\b", ("speak up",)),
        (r"group\.?$", ("group[.] ‹end›",)),
        (r"\bcyber", ("cyber…",)),
        (r"\bwork(?:place)??s\b", ("work[place]s",)),
        (r"and/or\b", ("and/or",)),
        (r"(?i)paid\b", ("paid",)),
        ("((((", ("((((",)),
        ("))|", ("))|",)),
        (r"\b", (r"\b",)),
    ],
)
def test_expression_is_said_in_words(pattern, words):
    assert phrases(pattern) == words


def test_deep_expression_is_said_in_words():
    assert phrases("(" * 5000 + "paid" + ")" * 5000 + r"\b") == ("paid",)


@pytest.mark.parametrize("id_", IDS)
def test_words_looked_for_stand_on_the_page_with_their_key(pages, id_):
    page, framework = Page(pages[id_]), load_framework(id_)
    patterns = {each.id: each.patterns for each in framework.criteria if each.patterns}
    assert (patternwords.KEY in page.text) == bool(patterns)
    for criterion_id, found in patterns.items():
        for pattern in found:
            assert all(words in page.of(criterion_id) for words in phrases(pattern))
