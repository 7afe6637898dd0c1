"""Write what a framework asks, and how it is graded and ranked, as a page of its own.

Everything on the page is read from the framework's file and from the constants that the program
computes with, so that what is published is what is computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from analyser.errors import FrameworkError
from analyser.formalities import Regime, load_regime
from analyser.frameworks import Example, Label, load_examples, load_framework, load_taxonomy
from analyser.intervals import LEVEL, N_DRAWS, points_of
from analyser.reports import gating, html, patternwords, unranked, wording
from analyser.reports.patternwords import phrases
from analyser.rules import best_grade
from analyser.survivor import NEEDS_CONFIRMATION
from analyser.types import Criterion, Framework, Grade, Ranking

NAME = "methodology.html"
"""What its file is called beside a report."""
VERIFIED = {
    "primary": "read in the source itself",
    "secondary": "read in a transcription of the source, or in a report of it",
    "unverified": "not verified against any source",
}
WEAKEST = "Where a citation names several sources, the one that was verified least decides."
LABEL_SOURCES = {
    "aims": "after the annotation questions of the AIMS corpora (CC BY 4.0), in our own words.",
    "practice": "after this project's own guideline.",
    "survivor": f"after this project's own guideline. {NEEDS_CONFIRMATION}",
}
JURISDICTIONS = {
    "GB": "United Kingdom",
    "AU": "Australia",
    "CA": "Canada",
    "US-CA": "California, United States",
}
FORMALITIES = ("approval", "signature")
"""Labels whose criteria are graded by what the law asks of each legal form."""
PARTS = (
    "A criterion gives its share of the points times its grade, divided by the highest grade that "
    "it can have. An undetermined one is left out, and the shares of the others grow to make 100%."
)
DRAWN = f"The interval holds the middle {LEVEL:.0%} of {N_DRAWS:,} draws."
EXPECTED = "The sentences are invented; the grade is the one that the author of the file expects."
NOT_LOOKED_FOR = "The model of this ranking looks for none of its labels: it is undetermined here."
NOT_SAID = "The author of the file does not say which"
NO_LABELS = "No label shows it, so that it is always undetermined."
BY_FORM = "What the law asks of each legal form decides:"
NOTHING_MANDATORY = (
    "Nothing is mandatory under this framework, so that no statement is held to a legal minimum."
)
DENIAL_ANSWERS = "The law lets an organisation say that this is not done, which meets the minimum:"
REPLY = "The report prints this on each scorecard, with the name and the reference filled in."
SAME_FILE = (
    "This page is made from the framework's file and from the program's own constants: what is "
    "published is what is computed."
)


@dataclass(frozen=True, slots=True)
class Sample:
    """An example of a criterion, and what is expected of it."""

    text: str
    """One sentence."""
    grades: tuple[Grade, ...]
    """The grade that it deserves; several where its author does not say which."""
    status: str
    """In words, such as `planned`; empty where it is in place or not said."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader needs to know of one criterion."""

    criterion: Criterion
    """As the framework has it."""
    share: float
    """Of the points of its axis, in [0, 1]."""
    best: Grade
    """The highest grade that it can have."""
    labels: tuple[Label, ...]
    """What a sentence must say."""
    is_by_form: bool
    """Whether what the law asks of each legal form decides."""
    limit: str
    """Why it is undetermined whatever a statement says; else empty."""
    disclosed: tuple[Sample, ...]
    """Sentences that disclose it."""
    not_disclosed: tuple[Sample, ...]
    """Sentences that do not."""


def methodology_html(
    framework: Framework,
    *,
    examples: Iterable[Example] | None = None,
    axis: str = "",
    model: str = "",
    labels: Collection[str] = (),
) -> str:
    """Write the methodology of a framework as a page that needs nothing else.

    Parameters
    ----------
    framework : Framework
        What is asked.
    examples : iterable of Example, optional
        Its examples with the grades that their author expects; by default those of the framework
        of this package that it is, if it is one.
    axis : str
        What makes the score of a ranking; by default the one that a ranking would take.
    model : str
        Name and version of the model of a ranking.
    labels : collection of str
        Those that the model of a ranking looks for; by default nothing is said of that.

    Returns
    -------
    str
        A page of HTML without scripts; every text of the framework is escaped.
    """
    # What the law asks is shown only where the framework asks for an approval or a signature.
    is_asked = any(map(_is_formality, framework.criteria))
    regime = load_regime(framework.jurisdiction) if is_asked else None
    known = list(_known_examples(framework) if examples is None else examples)
    groups = {
        each: _asked(criteria, known, labels, regime)
        for each, criteria in html.by_axis(framework.criteria)
    }
    mandatory = [each for each in framework.criteria if each.obligation == "mandatory"]
    return html.static_page(
        "methodology-page.html.j2",
        ("style.css", "methodology.css"),
        framework=framework,
        jurisdiction=JURISDICTIONS.get(framework.jurisdiction, ""),
        scored=axis or wording.scored_axis(framework),
        model=model,
        groups=groups,
        verified=Counter(each.verified for each in framework.criteria),
        mandatory=mandatory,
        answered_by_denial=[each for each in mandatory if each.id in _denials_answer(framework)],
        regime=regime,
        sources=_sources(groups.values()),
        rules={rule: best_grade(rule) for rule in wording.RULES},
        has_words=any(each.patterns for each in framework.criteria),
        page=_words(),
        phrases_of=_phrases,
        patternwords=patternwords,
        unranked_words=unranked,
    )


def methodology_of(ranking: Ranking, examples: Iterable[Example] | None = None) -> str:
    """Write the methodology of a ranking: that of its framework, with its axis and model.

    Parameters
    ----------
    ranking : Ranking
        With its framework.
    examples : iterable of Example, optional
        As for `methodology_html`.

    Returns
    -------
    str
        A page of HTML.
    """
    return methodology_html(
        ranking.framework,
        examples=examples,
        axis=ranking.axis,
        model=ranking.model,
        labels=ranking.labels,
    )


def _words() -> dict[str, object]:
    return {
        "VERIFIED": VERIFIED,
        "WEAKEST": WEAKEST,
        "LABEL_SOURCES": LABEL_SOURCES,
        "PARTS": PARTS,
        "DRAWN": DRAWN,
        "N_DRAWS": N_DRAWS,
        "EXPECTED": EXPECTED,
        "NOT_SAID": NOT_SAID,
        "BY_FORM": BY_FORM,
        "NOTHING_MANDATORY": NOTHING_MANDATORY,
        "DENIAL_ANSWERS": DENIAL_ANSWERS,
        "REPLY": REPLY,
        "SAME_FILE": SAME_FILE,
    }


def _known_examples(framework: Framework) -> tuple[Example, ...]:
    """Load the examples of a framework that comes with the package."""
    try:
        is_known = load_framework(framework.id) == framework
    except FrameworkError:
        return ()
    return load_examples(framework.id) if is_known else ()


def _asked(
    criteria: Sequence[Criterion],
    examples: Sequence[Example],
    looked_for: Collection[str],
    regime: Regime | None,
) -> list[Asked]:
    """Gather what is to be said of the criteria of one axis."""
    weights, _ = points_of(criteria)
    taxonomy = load_taxonomy()
    asked = []
    for criterion, share in zip(criteria, (weights / weights.sum()).tolist(), strict=True):
        limit = _limit(criterion, looked_for)
        disclosed, not_disclosed = (
            _samples(criterion, examples, is_disclosed=side, is_undetermined=bool(limit))
            for side in (True, False)
        )
        asked.append(
            Asked(
                criterion=criterion,
                share=share,
                best=best_grade(criterion.rule),
                labels=tuple(taxonomy[label] for label in criterion.labels if label in taxonomy),
                is_by_form=regime is not None and _is_formality(criterion),
                limit=limit,
                disclosed=disclosed,
                not_disclosed=not_disclosed,
            )
        )
    return asked


def _limit(criterion: Criterion, looked_for: Collection[str]) -> str:
    if not criterion.labels:
        return NO_LABELS
    return NOT_LOOKED_FOR if looked_for and not set(looked_for) & set(criterion.labels) else ""


def _phrases(patterns: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for pattern in patterns for words in phrases(pattern)))


def _samples(
    criterion: Criterion, examples: Sequence[Example], *, is_disclosed: bool, is_undetermined: bool
) -> tuple[Sample, ...]:
    """Give the examples of one side, with their grades where these are known."""
    known = {
        each.text: each
        for each in examples
        if (each.criterion_id, each.is_disclosed) == (criterion.id, is_disclosed)
    }
    best = best_grade(criterion.rule)
    # A formality is explicit or not: it has no grade between.
    least = best if criterion.rule == "formality" else Grade.VAGUE
    unsaid = range(least, best + 1) if is_disclosed else (Grade.NOT_ADDRESSED,)
    samples = []
    for text in criterion.disclosed if is_disclosed else criterion.not_disclosed:
        example = known.get(text)
        grades = unsaid if example is None or example.grade is None else (example.grade,)
        shown = (Grade.UNDETERMINED,) if is_undetermined else grades
        status = "" if example is None or example.status == "done" else example.status
        samples.append(Sample(text, tuple(map(Grade, shown)), gating.STATUS_WORDS.get(status, "")))
    return tuple(samples)


def _sources(groups: Iterable[Sequence[Asked]]) -> dict[str, list[str]]:
    """Gather the titles of the labels by the source of their definitions, each once."""
    labels = dict.fromkeys(label for asked in groups for each in asked for label in each.labels)
    titles: dict[str, list[str]] = {}
    for label in labels:
        titles.setdefault(label.source, []).append(label.title)
    return titles


def _is_formality(criterion: Criterion) -> bool:
    return criterion.rule == "formality" and bool(set(FORMALITIES) & set(criterion.labels))


def _denials_answer(framework: Framework) -> tuple[str, ...]:
    regime = load_regime(framework.jurisdiction)
    return regime.denials_answer if regime else ()
