"""The sentences that every report says, written once."""

from __future__ import annotations

from collections import Counter

from analyser.types import Failure, Framework, Grade, Legibility, Ranking

GRADE_WORDS = {
    Grade.OUTCOME: "Outcome",
    Grade.SPECIFIC: "Specific",
    Grade.VAGUE: "Vague",
    Grade.NOT_ADDRESSED: "Not addressed",
    Grade.UNDETERMINED: "Undetermined",
}
GRADE_MEANINGS = {
    Grade.OUTCOME: "Specific, in place, and with an outcome or a figure.",
    Grade.SPECIFIC: "Specific and in place; the highest grade of a formality, such as an approval.",
    Grade.VAGUE: "Vague, planned, or without any particular that can be checked.",
    Grade.NOT_ADDRESSED: "No sentence that discloses it was found.",
    Grade.UNDETERMINED: (
        "It could not be read, was not looked for or is not asked here; never “not disclosed”."
    ),
}
MAX_SPANS = 12
"""Spans of pages that are named in a sentence."""
STATUS_WORDS = {"plan": "planned", "none": "denied", "vague": "vague"}
AXIS_WORDS = {
    "legal": "Formalities the law asks for",
    "quality": "Quality of disclosure",
    "survivor": "What matters to survivors",
}
BANDS = {
    "A": "80.0 to 100.0",
    "B": "60.0 to 79.9",
    "C": "40.0 to 59.9",
    "D": "20.0 to 39.9",
    "E": "0.0 to 19.9",
}
RULES = {
    "practice": (
        "Practice, 0 to 3: vague when planned or without a particular that can be checked; "
        "specific when in place with one; outcome when that sentence also gives a figure."
    ),
    "description": (
        "Description, 0 to 3: vague without a particular that can be checked; specific with one; "
        "outcome when that sentence also gives a figure."
    ),
    "formality": "Formality, 0 or 2: explicit in the statement, or not.",
}
REASONS = {
    "encrypted": "locked by a password",
    "no_text_layer": "scan without text",
    "empty": "without any text",
    "damaged": "damaged file",
    "timeout": "took too long to read",
    "too_large": "too large",
    "unreadable": "broken text layer",
    "unsupported": "format that is not read",
    "language_unsupported": "language that is not read",
    "not_a_statement": "not a statement on modern slavery",
    "points_elsewhere": "points to a statement elsewhere",
    "not_found": "listed, but no file",
    "invalid_record": "listed on a line that cannot be read",
    "undetermined": "no criterion of the score could be determined",
}

IS = (
    "It compares what published statements disclose, criterion by criterion. Every grade of 1 "
    "or more leads to a quoted sentence and its page, and every score has an interval.",
    "It was made by a program, and programs make mistakes. Read the quoted sentence before "
    "you rely on a grade.",
)
IS_NOT = (
    "Disclosure is not performance. A low grade can mean that the statement does not say it, not "
    "that the company does not do it; a high grade does not show that it does.",
    "It is no finding that a company obeys or breaks a law, and none on whether there is slavery "
    "in its business or supply chains.",
    "“We found no cases” earns nothing, and disclosing a case costs nothing.",
)
UNDETERMINED = (
    "Undetermined is not zero: it could not be read, was not looked for or is not asked of this "
    "organisation, and it counts neither for nor against."
)
NOT_ANALYSED = (
    "These documents could not be analysed. That says nothing about what they disclose, and none "
    "of them has a score or a place in the ranking."
)
SCORE = (
    "The score is the weighted percentage of the points that can be had on the criteria of one "
    "axis, “{axis}”. Other axes are shown beside it and never blended into it."
)
GRADING = (
    "A criterion has the best grade that any one of its sentences supports, so that one more "
    "sentence never lowers it."
)
INTERVAL = (
    "The 90% interval covers the model's doubt about what sentences say, better sentences that it "
    "may have overlooked, and what could not be determined. It does not cover errors in reading "
    "the document or in judging whether a thing is in place and checkable, the choice of criteria "
    "and weights, what the law means, or how the company performs."
)
TIES = (
    "Statements with the same printed score share a rank, printed with “=”. Where intervals "
    "overlap, the order says little: compare bands first, ranks second."
)
CONFIDENCE = (
    "Confidence is the probability, as the model estimates it, that disclosed or not disclosed was "
    "decided rightly."
)
MASKED = (
    "E-mail addresses and telephone numbers are masked in quotes, and names of people where a "
    "sentence may be about a person affected or a signatory."
)
BAND_LINE = "; ".join(f"{band} {span}" for band, span in BANDS.items())
HOW_READ = (
    "How well a document was read bounds what can be found in it. A page that was not read is "
    "never taken for one that says nothing. Confidence is that of optical character recognition, "
    "on pages read from their image. Of a sound English text nine words in ten or more are in the "
    "lexicon; fewer mean broken letters, or another language."
)
BY_WHOLE = (
    "Closest sentence found; no single sentence is sure, but the statement as a whole is held to "
    "disclose it"
)
CLOSEST = "Closest sentence found; it does not count as disclosure"
DENIAL = "Sentence found on the subject; it discloses nothing"
RIGHT_OF_REPLY = (
    "If you speak for {organisation} and a grade is wrong, tell the publisher of this page which "
    "criterion, and the page and sentence of the statement that discloses it. Quote the reference "
    "“{statement}”. A statement may say what the program overlooked."
)
CONTENT_NOTE = "Quoted sentences can describe exploitation and abuse."


def scored_axis(framework: Framework) -> str:
    """Return the axis that makes up the score: `quality`, else `survivor`, else `legal`."""
    present = {criterion.axis for criterion in framework.criteria}
    return next(axis for axis in ("quality", "survivor", "legal") if axis in present)


def axis_title(axis: str, framework: Framework, scored: str = "") -> str:
    """Name an axis, and say whether the score is made of it.

    Parameters
    ----------
    axis : str
        `legal`, `quality` or `survivor`.
    framework : Framework
        What was asked.
    scored : str
        The axis that makes the score; by default the one that `scored_axis` gives.

    Returns
    -------
    str
        A heading.
    """
    words = AXIS_WORDS[axis]
    return f"{words} (makes the score)" if axis == (scored or scored_axis(framework)) else words


def score(framework: Framework, scored: str = "") -> str:
    """Say what the score is made of.

    Parameters
    ----------
    framework : Framework
        What was asked.
    scored : str
        As for `axis_title`.

    Returns
    -------
    str
        A sentence or two.
    """
    return SCORE.format(axis=AXIS_WORDS[scored or scored_axis(framework)].lower())


def title(framework: Framework) -> str:
    """Return the heading of a report."""
    return f"Modern slavery statements ranked by what they disclose: {framework.title}"


def provenance(ranking: Ranking) -> str:
    """Say by which framework and model the ranking was made, and on which day."""
    framework = ranking.framework
    model = f", graded by the model {ranking.model}" if ranking.model else ""
    made = f", on {ranking.created}" if ranking.created else ""
    return f"Framework {framework.id}, version {framework.version}{model}{made}."


def reason(failure: Failure) -> str:
    """Say in a few words why a document was not analysed."""
    return REASONS.get(failure.reason, failure.reason.replace("_", " "))


def reasons(ranking: Ranking) -> str:
    """Count the failures by reason, the most frequent first: `damaged file (2), too large (1)`."""
    counts = Counter(reason(failure) for failure in ranking.failures)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{words} ({count:,})" for words, count in ordered)


def how_read(read: Legibility) -> str:
    """Say how well a document was read: `9 of 12 pages; not read: pages 4, 7 and 8; ...`."""
    unread = read.unread_pages
    n_read = read.n_pages - len(unread)
    parts = [f"{n_read:,} of {read.n_pages:,} page{'' if read.n_pages == 1 else 's'}"]
    if unread:
        parts.append(f"not read: page{'' if len(unread) == 1 else 's'} {_numbers(unread)}")
    if read.ocr_share:
        share = "all" if read.ocr_share == 1 else percent(read.ocr_share)
        parts.append(f"{share} of the pages read from their image")
    if read.ocr_confidence is not None:
        parts.append(f"mean confidence {percent(read.ocr_confidence)}")
    if read.n_columns > 1:
        parts.append(f"up to {read.n_columns} columns")
    if read.lexicon_share is not None:
        parts.append(f"{percent(read.lexicon_share)} of its words in an English lexicon")
    if read.repeated_share:
        parts.append(f"{percent(read.repeated_share)} of its lines left out as repeated on pages")
    return f"{'; '.join(parts)}."


def percent(share: float) -> str:
    """Print a share in [0, 1] in whole percent, and neither 0% nor 100% unless it is exact."""
    if 0 < share < 0.01:
        return "below 1%"
    return "over 99%" if 0.99 < share < 1 else f"{share:.0%}"


def _numbers(numbers: tuple[int, ...]) -> str:
    """Join page numbers, runs of them as spans: `3, 5 to 9 and 12`."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    shown = [str(a) if a == b else f"{a} to {b}" for a, b in spans[:MAX_SPANS]]
    if len(spans) > MAX_SPANS:
        shown.append("others")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
