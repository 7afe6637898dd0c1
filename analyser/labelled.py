"""Read sentences that people (or a guideline-following machine) have labelled, from CSV files."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analyser.errors import InputError
from analyser.features import Window
from analyser.taxonomy import jurisdiction_of, load_taxonomy
from analyser.types import Page, Sentence, Source, Statement

PUBLIC_COLUMNS = {
    "sentence_orig_idxs": "sentence_index",
    "approval": "approval",
    "signature": "signature",
    "c1 (reporting entity)": "c1_reporting_entity",
    "c2 (structure)": "c2_structure",
    "c2 (operations)": "c2_operations",
    "c2 (supply chains)": "c2_supply_chains",
    "c3 (risk description)": "c3_risk_description",
    "c4 (risk mitigation)": "c4_risk_mitigation",
    "c4 (remediation)": "c4_remediation",
    "c5 (effectiveness)": "c5_effectiveness",
    "c6 (consultation)": "c6_consultation",
}
"""How the public AIMS tables head their columns, in small letters."""
PUBLIC_JURISDICTION = "AU"
"""The public AIMS table that states no jurisdiction is of Australian statements."""
REQUIRED = ("statement_id", "sentence_index", "sentence")
NOT_ANNOTATED = -1
STATUSES = ("done", "plan", "none", "vague")
NO_STATUS = "-"


@dataclass(frozen=True)
class LabelledStatement:
    """The labelled sentences of one statement, in reading order."""

    statement: Statement
    """Segmented into exactly the sentences of the file; `source.jurisdiction` as given there."""
    labels: tuple[str, ...]
    """The label columns of the file, in taxonomy order."""
    truth: NDArray[np.int8]
    """Of shape (n_sentences, n_labels): 1, 0, or -1 where a sentence was not annotated."""
    windows: tuple[Window, ...] | None = None
    """The neighbours that the file itself gives (`before`, `after`); None when it gives none."""
    status: tuple[str, ...] = ()
    """`done`, `plan`, `none`, `vague` or `-` for each sentence; () without such a column."""
    specific: tuple[int, ...] = ()
    """1, 0, or -1 (not annotated) for each sentence; () without such a column."""

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.source.id

    @property
    def jurisdiction(self) -> str | None:
        """Such as `AU`; None when the file does not say."""
        return self.statement.source.jurisdiction


def read_labelled(path: str | Path) -> list[LabelledStatement]:
    """Read one CSV file of labelled sentences.

    Parameters
    ----------
    path : str or Path
        UTF-8 CSV with the columns `statement_id`, `sentence_index`, `sentence`, one column of
        1, 0 or -1 (not annotated) for each label, and optionally `jurisdiction`, `before`,
        `after`, `status` and `specific`. Other columns are ignored. The public AIMS tables
        are read as they are: their columns are known by their own names, and statements
        without a jurisdiction are Australian there.

    Returns
    -------
    list of LabelledStatement
        In order of first appearance; the sentences of each by `sentence_index`.

    Raises
    ------
    InputError
        If the file cannot be read, lacks a column, holds no row, or holds another value.
    """
    path = Path(path)
    return statements_of(path, read_rows(path))


def statements_of(path: Path, rows: Sequence[dict[str, str]]) -> list[LabelledStatement]:
    """Put the rows of a file of labelled sentences together.

    Parameters
    ----------
    path : Path
        The file, for messages.
    rows : sequence of dict
        At least one, with the columns of `read_labelled`.

    Returns
    -------
    list of LabelledStatement
        As `read_labelled` gives them.

    Raises
    ------
    InputError
        If no column is named after a label, or a row holds another value.
    """
    labels = tuple(label for label in load_taxonomy() if label in rows[0])
    if not labels and "status" not in rows[0]:
        raise InputError(f'The file "{path}" has no column named after a label.')

    by_statement: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_statement.setdefault(row["statement_id"], []).append(row)
    return [_labelled(path, id_, group, labels) for id_, group in by_statement.items()]


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read the rows of a file of labelled sentences, its columns named as in `read_labelled`.

    Parameters
    ----------
    path : Path
        UTF-8 CSV.

    Returns
    -------
    list of dict
        At least one.

    Raises
    ------
    InputError
        If the file cannot be read, lacks a column, or holds no row.
    """
    # A statement pasted into one cell can pass the standard limit of 128 KiB.
    csv.field_size_limit(10**7)
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file, restval="")
            names = list(reader.fieldnames or ())
            is_public = "sentence_orig_idxs" in names
            if is_public:
                reader.fieldnames = [PUBLIC_COLUMNS.get(name.lower(), name) for name in names]
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f'The file "{path}" cannot be read: {error}.') from error
    if not rows:
        raise InputError(f'The file "{path}" holds no labelled sentence.')
    if is_public and "jurisdiction" not in rows[0]:
        for row in rows:
            row["jurisdiction"] = PUBLIC_JURISDICTION
    missing = [column for column in REQUIRED if column not in rows[0]]
    if missing:
        raise InputError(f'The file "{path}" lacks the column "{missing[0]}".')
    return rows


def _labelled(
    path: Path, id_: str, rows: list[dict[str, str]], labels: Sequence[str]
) -> LabelledStatement:
    rows = sorted(rows, key=lambda row: _integer(path, row, "sentence_index"))
    truth = [[_flag(path, row, label) for label in labels] for row in rows]
    jurisdiction = jurisdiction_of(rows[0].get("jurisdiction", ""))

    return LabelledStatement(
        statement=statement_of(
            [row["sentence"] for row in rows],
            Source(id=id_, path=path, jurisdiction=jurisdiction),
        ),
        labels=tuple(labels),
        truth=np.array(truth, dtype=np.int8).reshape(len(rows), len(labels)),
        windows=_windows(rows),
        status=tuple(_status(path, row) for row in rows) if "status" in rows[0] else (),
        specific=tuple(_flag(path, row, "specific") for row in rows)
        if "specific" in rows[0]
        else (),
    )


def statement_of(sentences: Iterable[str], source: Source) -> Statement:
    """Make a segmented statement of ready sentences.

    Parameters
    ----------
    sentences : iterable of str
        In reading order.
    source : Source
        What is known of the statement.

    Returns
    -------
    Statement
        One page; each sentence a span of its text.
    """
    texts = list(sentences)
    spans, start = [], 0
    for index, text in enumerate(texts):
        spans.append(Sentence(index, start, start + len(text), page_number=1))
        start += len(text) + 1
    whole = "\n".join(texts)
    return Statement(
        source=source,
        text=whole,
        pages=(Page(1, 0, len(whole)),),
        extractor="labelled",
        sentences=tuple(spans),
    )


def _windows(rows: Sequence[dict[str, str]]) -> tuple[Window, ...] | None:
    if "before" not in rows[0] and "after" not in rows[0]:
        return None
    return tuple(
        Window(
            sentence=" ".join(row["sentence"].split()),
            before=tuple(filter(None, [" ".join(row.get("before", "").split())])),
            after=tuple(filter(None, [" ".join(row.get("after", "").split())])),
        )
        for row in rows
    )


def _flag(path: Path, row: dict[str, str], column: str) -> int:
    # Spreadsheets and data frames write a column with gaps as 1.0 and 0.0.
    value = row[column].strip().removesuffix(".0")
    if value == "":
        return NOT_ANNOTATED
    if value not in ("0", "1", "-1"):
        raise InputError(
            f'The file "{path}" has "{value}" in column "{column}" of sentence '
            f'"{row["sentence_index"]}" of "{row["statement_id"]}"; only 1, 0 and -1 are read.'
        )
    return int(value)


def _integer(path: Path, row: dict[str, str], column: str) -> int:
    try:
        # A sentence that was put together from several is listed there with all their numbers.
        return int(row[column].strip("[] ").split(",")[0])
    except ValueError as error:
        raise InputError(
            f'The file "{path}" has "{row[column]}" in column "{column}" of '
            f'"{row["statement_id"]}"; it must be a whole number.'
        ) from error


def _status(path: Path, row: dict[str, str]) -> str:
    value = row["status"].strip() or NO_STATUS
    if value not in (*STATUSES, NO_STATUS):
        raise InputError(
            f'The file "{path}" has "{value}" in column "status" of sentence '
            f'"{row["sentence_index"]}" of "{row["statement_id"]}"; it must be one of '
            f"{', '.join(STATUSES)} or {NO_STATUS}."
        )
    return value
