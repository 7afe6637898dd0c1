"""Read sentences graded by the survivor-centred criteria as examples of support for survivors."""

from __future__ import annotations

import hashlib
from pathlib import Path

from analyser.errors import InputError
from analyser.labelled import NOT_ANNOTATED, LabelledStatement, read_rows, statements_of

LABEL = "survivor_support"
SUPPORT = ("SC1", "SC2", "SC4", "SC6", "SC11", "SC12")
"""Criteria whose every finding is support: referral, services, work, voice, dignity."""
OPEN = ("SC5", "SC7", "SC8", "SC9", "SC10")
"""Criteria that a sentence can meet with or without support for a survivor."""
CRITERIA = (*SUPPORT, *OPEN, "SC3")
"""All of them; a line to report to (SC3) is no support by itself."""
GRADES = ("0", "1", "2", "3")


def is_held_back(statement: str) -> bool:
    """Say whether a statement is of the half from whose grades rates are learnt, and no model.

    Parameters
    ----------
    statement : str
        Its id.

    Returns
    -------
    bool
        The same on every machine; true of about half of all statements.

    Notes
    -----
    How often a rule for survivors is right, with the model's word and without it, is only known
    from sentences that neither the rule nor the model has learnt from. Some sentences of this half
    are among the practice sentences, too, with a label of that guideline: `measure_survivor.py`
    leaves them out.
    """
    return hashlib.sha256(statement.encode()).digest()[0] % 2 == 1


def read_survivors(path: str | Path) -> list[LabelledStatement]:
    """Read graded sentences as examples of the label `survivor_support`.

    Parameters
    ----------
    path : str or Path
        UTF-8 CSV as `read_labelled` takes it, with a grade from 0 to 3 in each of the columns
        `SC1` to `SC12` in place of labels.

    Returns
    -------
    list of LabelledStatement
        Only the half that is not held back. A sentence is not annotated where its grades leave
        open whether it tells of support.

    Raises
    ------
    InputError
        If the file cannot be read, lacks a column, or holds another grade.
    """
    path = Path(path)
    rows = read_rows(path)
    missing = [name for name in CRITERIA if name not in rows[0]]
    if missing:
        raise InputError(f'The file "{path}" lacks the column "{missing[0]}".')
    for row in rows:
        for name in CRITERIA:
            if row[name] not in GRADES:
                raise InputError(
                    f'The file "{path}" has "{row[name]}" in column "{name}" of sentence '
                    f'"{row["sentence_index"]}" of "{row["statement_id"]}"; only '
                    f"{', '.join(GRADES)} are read."
                )
        is_open = any(row[name] != "0" for name in OPEN)
        is_support = any(row[name] != "0" for name in SUPPORT)
        row[LABEL] = str(1 if is_support else NOT_ANNOTATED if is_open else 0)
        # The status there is that of what was graded, not of every practice in the sentence.
        row.pop("status", None)
    read = [row for row in rows if not is_held_back(row["statement_id"])]
    return statements_of(path, read) if read else []
