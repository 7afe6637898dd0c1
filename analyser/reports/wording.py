"""The sentences that every report says, written once."""

from __future__ import annotations

from collections import Counter

from analyser.types import Failure, Framework, Grade, Ranking

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
    Grade.UNDETERMINED: "It could not be read or was not looked for; never “not disclosed”.",
}
AXIS_WORDS = {
    "legal": "Formalities the law asks for",
    "quality": "Quality of disclosure",
    "survivor": "What matters to survivors",
}
BANDS = {"A": "80 to 100", "B": "60 to 80", "C": "40 to 60", "D": "20 to 40", "E": "0 to 20"}
RULES = {
    "practice": "Something the company does: graded 0 to 3.",
    "description": "A description of facts, such as a structure or a risk: graded 0 to 3.",
    "formality": "A formal act, such as an approval: graded 0 to 2.",
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
    "not_found": "listed, but no file",
    "invalid_record": "listed on a line that cannot be read",
}

IS = (
    "It compares what published statements disclose, criterion by criterion. Every grade leads to "
    "a quoted sentence on a numbered page, and every score has an interval.",
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
    "Undetermined is not zero: it could not be read or was not looked for, and it counts neither "
    "for nor against."
)
NOT_ANALYSED = (
    "These documents could not be analysed. That says nothing about what they disclose, and none "
    "of them has a score or a place in the ranking."
)
SCORE = (
    "The score is the percentage of the points that could be had on the criteria which could be "
    "determined, each with its weight."
)
INTERVAL = (
    "The 90% interval covers the model's uncertainty about each grade and what is undetermined. It "
    "does not cover errors in reading the document, nor the choice of criteria and weights."
)
TIES = (
    "Statements with the same printed score share a rank, printed with “=”. Where intervals "
    "overlap, the order says little: compare bands first, ranks second."
)
CONFIDENCE = (
    "Confidence is the probability, as the model estimates it, that disclosed or not disclosed was "
    "decided rightly."
)
BAND_LINE = "; ".join(f"{band} {span}" for band, span in BANDS.items())
CLOSEST = "closest sentence found; it does not count as disclosure"
RIGHT_OF_REPLY = (
    "If you speak for {organisation} and a grade is wrong, tell the publisher of this page which "
    "criterion, and the page and sentence of the statement that discloses it. Quote the reference "
    "“{statement}”. A statement may say what the program overlooked."
)
CONTENT_NOTE = "Quoted sentences can describe exploitation and abuse."


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
