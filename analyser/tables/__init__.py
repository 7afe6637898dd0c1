"""Show rankings, scores, evidence and failures as tables, with columns that only ever grow.

Nine kinds of table, each a stable interface: columns are added at the end, never renamed or
taken away. Every row is a plain dict; a value is a str, int, float or None (missing), and a
yes or no is 1 or 0.

`ranking`, one row per ranked statement:
    rank (as printed, `=29` on a tie), position, tied, statement (the source's id), organisation,
    year, sector, country, jurisdiction, identifiers (`scheme:value`, joined by `; `), score,
    score_low, score_high (percent, ends of the 90% interval), position_low, position_high, band,
    legal_explicit (see `legal_explicit`), n_criteria, n_undetermined, n_pages, n_sentences,
    n_words, path, url, sha256, warnings, framework, framework_version, model, n_pages_unread,
    ocr_share (of the pages read, from their image), ocr_confidence, lexicon_share (of the words, in
    an English lexicon); the last four are missing where nobody looked. How it is written, no part
    of the score (see `analyser.talk`): words_per_sentence, reading_ease, says_share,
    boilerplate_share, unlabelled_share, vague_share, shared_share, repeated_share,
    template_share, template,
    group (an id that all rows of one document share), n_named (names under which it is listed),
    weight_low, weight_high (ranks in 90% of the draws of weights), alike_low, alike_high (first and
    last rank that cannot be told from this one).
    The first particulars of each kind, joined by `; ` (see `analyser.particulars`):
    reporting_period, approval_date, approval_body, signatory_role, laws_cited, support_bodies; and
    n_risks (sentences that describe a risk).
    legal_minimum (met, not explicit, not met, undetermined; see `formalities.gate`), axis (that
    makes the score).
    How far it says that affected people are supported, one column a domain (see
    `support.SUPPORT`; missing where nobody looked, and nobody has confirmed it):
    support_safety_housing, support_health, support_psychological, support_legal, support_economic,
    support_community, support_voice (described, described as planned, described vaguely, not
    found).
`scores`, one row per statement and criterion:
    statement, organisation, year, framework, criterion, title, obligation, axis, grade (0 to 3,
    missing when undetermined), verdict (not_addressed, vague, specific, outcome, undetermined),
    confidence, n_evidence (sentences that disclose it; 0 unless the grade is 1 or more), page,
    quote, reason, citation, model, status (of the deciding sentence: done, plan, none, vague),
    scope (own workers, supply chain, both), value (of an approval or a signature: explicit, not
    explicit, not required, contradicted, unreadable; not required, too, where a statement says
    that there is nothing of the kind, such as nobody to consult). `quote` is the strongest
    sentence; where n_evidence is 0 it is only the closest one, or one that denies, and discloses
    nothing.
`evidence`, one row per statement, criterion and sentence:
    statement, organisation, year, framework, criterion, label, page, sentence_index, start, end
    (code points of the statement's text), quote, probability, threshold, counts (it reaches
    the threshold of its label, or is the closest sentence of a statement that is held to carry the
    label as a whole), certain (nine of ten such decisions were right when the model was measured),
    status, specific, model, whole_probability (that the statement as a whole carries the label,
    where no sentence reaches the threshold).
`failures`, one row per document that could not be ranked:
    statement, organisation, year, path, url, stage, reason, error, hint, section
    (no_statement, unreadable, language, out_of_scope, undetermined).
`templates`, one row per template of a ranking and statement that belongs to it:
    template, n_statements, n_organisations, n_shared (sentences that stand in half of the
    statements or more), statement, organisation, year, template_share (of its sentences, what
    stands in the closest statement of another organisation), mention (a sentence of one of them
    that names a template or who provided it), mentioned_by (the statement in which it stands).
`sentences`, one row per sentence of a statement, for notebooks:
    statement, organisation, year, sentence_index, page, start, end, labels (that count, joined by
    a space), quote.
`particulars`, one row per particular of a statement, for notebooks:
    statement, organisation, year, kind, value (normalised), note, page, start, end (code points of
    the statement's text), quote.
`risks`, one row per described risk of a classified statement, for notebooks:
    statement, organisation, year, page, sentence_index, description, sources, countries, groups,
    tiers, indicators (each joined by `; `), mitigation, mitigation_page; names are masked.
`findings`, both of them, in order of place, as `analyser particulars` prints them:
    the columns of `particulars`, then those of `risks`. A described risk has the kind `risk`, and
    its sentence as quote. Names of persons are masked.

Text is made safe to show: control, bidirectional-override and broken characters are taken out
and runs of white space become one space, so that a cell is one line. Probabilities and shares
have four decimals. What a spreadsheet could run as a formula is dealt with where CSV is written,
not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from analyser.tables.columns import (
    COLUMNS,
    EVIDENCE_COLUMNS,
    FAILURE_COLUMNS,
    FINDING_COLUMNS,
    INTEGERS,
    RANKING_COLUMNS,
    RANKING_TABLES,
    SCORE_COLUMNS,
    SENTENCE_COLUMNS,
    TEMPLATE_COLUMNS,
    Cell,
    Row,
    plain,
)
from analyser.tables.particulars import finding_rows, particular_rows, risk_rows
from analyser.tables.rows import (
    evidence_row,
    evidence_rows,
    failure_row,
    failure_rows,
    iterate,
    legal_explicit,
    ranking_rows,
    score_row,
    score_rows,
    sentence_rows,
)
from analyser.types import Failure, Ranking, Score, Statement

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "COLUMNS",
    "EVIDENCE_COLUMNS",
    "FAILURE_COLUMNS",
    "FINDING_COLUMNS",
    "RANKING_COLUMNS",
    "RANKING_TABLES",
    "SCORE_COLUMNS",
    "SENTENCE_COLUMNS",
    "TEMPLATE_COLUMNS",
    "Cell",
    "Row",
    "evidence_rows",
    "failure_rows",
    "finding_rows",
    "iterate",
    "legal_explicit",
    "plain",
    "ranking_rows",
    "score_rows",
    "tabulate",
]

STATEMENT_TABLES = {
    "particulars": particular_rows,
    "risks": risk_rows,
    "findings": finding_rows,
}
"""Tables that are made when they are asked for, by kind."""


def tabulate(
    shown: Ranking | Statement | Iterable[Statement] | Iterable[Score] | Iterable[Failure],
    *,
    kind: str | None = None,
) -> pd.DataFrame:
    """Show a ranking, a statement, or a list of statements, scores or failures as a DataFrame.

    Parameters
    ----------
    shown : Ranking, Statement, or iterable of Statement, Score or Failure
        What to show.
    kind : str, optional
        Of a ranking: `ranking` (the default), `scores`, `evidence`, `failures` or `templates`. Of a
        statement: `sentences` (the default), `scores`, `evidence`, `particulars`, `risks` or
        `findings`. Of several statements: the same, `scores` being the default. Lists of scores
        and failures have one kind only.

    Returns
    -------
    pandas.DataFrame
        With the columns named in this module's docstring; whole numbers as `Int64`, so that a
        missing grade stays missing and is never 0. Columns that are not known are missing:
        statements and scores outside a ranking know no framework.

    Raises
    ------
    TypeError
        If it is none of these things.
    ValueError
        If it has no table of that kind.
    """
    import pandas as pd  # heavy; the command line reaches this module without needing it

    kind, rows = _rows_of(shown, kind)
    columns = list(COLUMNS[kind])
    frame = pd.DataFrame(list(rows), columns=columns)
    return frame.astype({column: "Int64" for column in columns if column in INTEGERS})


def _rows_of(shown: object, kind: str | None) -> tuple[str, Iterator[Row]]:
    if isinstance(shown, Ranking):
        return kind or "ranking", iterate(shown, kind or "ranking")
    if isinstance(shown, Statement):
        return _statement_rows([shown], kind or "sentences")
    if not isinstance(shown, Iterable):
        raise TypeError(f'A "{type(shown).__name__}" cannot be shown as a table.')
    items = list(shown)
    statements = [item for item in items if isinstance(item, Statement)]
    scores = [item for item in items if isinstance(item, Score)]
    failures = [item for item in items if isinstance(item, Failure)]
    if len(items) not in (len(statements), len(scores), len(failures)):
        raise TypeError("Only a list of statements, of scores or of failures can be shown.")
    if statements:
        return _statement_rows(statements, kind or "scores")
    only = "failures" if failures else "scores"
    if items and kind not in (None, only):
        raise ValueError(f'A list of {only} has no table "{kind}".')
    if failures:
        return only, (failure_row(failure) for failure in failures)
    return kind or only, (score_row(None, score) for score in scores)


def _statement_rows(statements: list[Statement], kind: str) -> tuple[str, Iterator[Row]]:
    if kind == "sentences":
        return kind, (row for statement in statements for row in sentence_rows(statement))
    if kind == "scores":
        pairs = ((each.source, score) for each in statements for score in each.scores or ())
        return kind, (score_row(source, score) for source, score in pairs)
    if kind == "evidence":
        found = ((each.source, item) for each in statements for item in each.evidence or ())
        return kind, (evidence_row(source, item) for source, item in found)
    if kind in STATEMENT_TABLES:
        rows_of = STATEMENT_TABLES[kind]
        return kind, (row for statement in statements for row in rows_of(statement))
    raise ValueError(
        f'A statement has no table "{kind}"; it has sentences, scores, evidence, particulars, '
        "risks and findings."
    )
