"""Name the columns of every table, and say what may stand in a cell."""

from __future__ import annotations

import re

Cell = str | int | float | None
Row = dict[str, Cell]


def _columns(names: str) -> tuple[str, ...]:
    return tuple(names.split())


RANKING_COLUMNS = _columns(
    "rank position tied statement organisation year sector country jurisdiction identifiers score "
    "score_low score_high position_low position_high band legal_explicit n_criteria "
    "n_undetermined n_pages n_sentences n_words path url sha256 warnings framework "
    "framework_version model n_pages_unread ocr_share ocr_confidence lexicon_share "
    "words_per_sentence reading_ease says_share boilerplate_share unlabelled_share vague_share "
    "shared_share repeated_share template_share template group n_named weight_low weight_high "
    "alike_low alike_high "
    "reporting_period approval_date approval_body signatory_role laws_cited support_bodies n_risks "
    "legal_minimum axis "
    "support_safety_housing support_health support_psychological support_legal support_economic "
    "support_community support_voice"
)
SCORE_COLUMNS = _columns(
    "statement organisation year framework criterion title obligation axis grade verdict "
    "confidence n_evidence page quote reason citation model status scope value"
)
EVIDENCE_COLUMNS = _columns(
    "statement organisation year framework criterion label page sentence_index start end quote "
    "probability threshold counts certain status specific model "
    "whole_probability"
)
FAILURE_COLUMNS = _columns("statement organisation year path url stage reason error hint section")
SENTENCE_COLUMNS = _columns(
    "statement organisation year sentence_index page start end labels quote"
)
PARTICULAR_COLUMNS = _columns("statement organisation year kind value note page start end quote")
RISK_COLUMNS = _columns(
    "statement organisation year page sentence_index description sources countries groups tiers "
    "indicators mitigation mitigation_page"
)
FINDING_COLUMNS = _columns(
    "statement organisation year kind value note page start end quote sources countries groups "
    "tiers indicators mitigation mitigation_page"
)
TEMPLATE_COLUMNS = _columns(
    "template n_statements n_organisations n_shared statement organisation year template_share "
    "mention mentioned_by"
)
RANKING_TABLES = ("ranking", "scores", "evidence", "failures", "templates")
"""Kinds of table that a ranking has; the others are of statements."""
COLUMNS = {
    "ranking": RANKING_COLUMNS,
    "scores": SCORE_COLUMNS,
    "evidence": EVIDENCE_COLUMNS,
    "failures": FAILURE_COLUMNS,
    "templates": TEMPLATE_COLUMNS,
    "sentences": SENTENCE_COLUMNS,
    "particulars": PARTICULAR_COLUMNS,
    "risks": RISK_COLUMNS,
    "findings": FINDING_COLUMNS,
}
INTEGERS = frozenset(
    _columns(
        "position tied year position_low position_high n_criteria n_undetermined n_pages "
        "n_sentences n_words n_pages_unread n_named weight_low weight_high alike_low "
        "alike_high grade n_evidence page sentence_index start end counts "
        "certain specific n_risks mitigation_page n_statements n_organisations n_shared"
    )
)

# C0 and C1 controls, bidirectional embeddings, overrides and isolates (they can make a quote read
# as what it does not say), surrogates and noncharacters (not allowed in UTF-8 or in XML).
UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def plain(text: str) -> str:
    """Take out what must never reach a reader's screen, and make the text one line."""
    return " ".join(UNSAFE.sub("", text).split())
