"""Read the invented statements of this folder's TOML files as blocks of labelled lines.

A body is written one line per sentence, heading, bullet, table row or signature line:

======================  ================================================================
``# Title``             a heading; ``##`` and ``###`` for lower levels
``[codes] A sentence.`` a sentence; sentences without an empty line between make a paragraph
``* [codes] A bullet``  a bullet
``| [codes] a | b``     a table row; the first row of a table is its head
``! [codes] A name``    a line of a signature block
``=====``               a page break, where the format has pages
======================  ================================================================

Codes are the keys of `CODES`; ``plan``, ``none`` or ``vague`` set the status, ``+`` says that the
line gives a checkable particular, and ``-`` before a code takes an implied label away. A practice
that is in place or planned implies the broader label of `IMPLIED`, since that is the habit of the
annotation guidelines: a concrete training sentence is risk mitigation, too.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
TAXONOMY = HERE.parents[1] / "analyser" / "taxonomy.toml"
LABELS = tuple(
    id_
    for id_, label in tomllib.loads(TAXONOMY.read_text(encoding="utf-8")).items()
    if label["source"] != "survivor"
)
"""What models are taught; survivor-centred labels are found by patterns."""

CODES = {
    "a": "approval",
    "s": "signature",
    "c1": "c1_reporting_entity",
    "st": "c2_structure",
    "op": "c2_operations",
    "sc": "c2_supply_chains",
    "c3": "c3_risk_description",
    "m": "c4_risk_mitigation",
    "r": "c4_remediation",
    "e": "c5_effectiveness",
    "c6": "c6_consultation",
    "pol": "policy",
    "gov": "governance",
    "trm": "supplier_terms",
    "ra": "risk_assessment",
    "ri": "risk_identified",
    "dd": "due_diligence",
    "au": "audit_monitoring",
    "ca": "corrective_action",
    "tr": "training",
    "gr": "grievance",
    "wv": "worker_voice",
    "rec": "recruitment",
    "pur": "purchasing",
    "tra": "traceability",
    "col": "collaboration",
    "inc": "incident",
    "rem": "remediation",
    "sur": "survivor_support",
    "kpi": "kpi",
    "law": "legal_reference",
}
MITIGATIONS = ("pol", "gov", "trm", "ra", "dd", "au", "tr", "gr", "wv", "rec", "pur", "tra", "col")
IMPLIED = {
    **dict.fromkeys(MITIGATIONS, "m"),
    **dict.fromkeys(("ca", "rem", "sur"), "r"),
    **dict.fromkeys(("ri", "inc"), "c3"),
}
STATUSES = ("done", "plan", "none", "vague")
# Naming a law or a risk is no practice that could be in place, planned or denied.
WITHOUT_STATUS = {"law", "ri"}
PRACTICES = tuple(CODES)[11:]
AUSTRALIAN = {"c1", "c6"}
QUALITIES = ("exemplary", "solid", "middling", "policy", "no_cases", "vague", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, heading, bullet, table row or signature line, with its labels."""

    text: str
    labels: tuple[str, ...] = ()
    status: str = "-"
    specific: bool = False
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines of one kind: heading, paragraph, bullets, table, signature or break."""

    kind: str
    lines: tuple[Line, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the manifest."""

    id: str
    organisation: str
    year: int
    sector: str
    country: str = "United Kingdom"
    jurisdiction: str = "UK"
    company_number: str = ""
    abn: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One file to be written, the rows that list it, and what is true of it."""

    entries: tuple[Entry, ...]
    format: str
    layout: tuple[str, ...]
    quality: str
    reason: str
    blocks: tuple[Block, ...]
    defect: str = ""
    running_head: str = field(default="")

    @property
    def name(self) -> str:
        """The file's path inside the corpus; empty where there is no file."""
        return "" if self.defect == "missing" else f"files/{self.entries[0].id}.{self.format}"

    @property
    def lines(self) -> list[Line]:
        """Every line in reading order."""
        return [line for block in self.blocks for line in block.lines]


def load_documents() -> list[Document]:
    """Read every statement, in order of file name, then of place in the file.

    Raises
    ------
    ValueError
        If a line has an unknown code, or a status without a practice.
    """
    tables: dict[str, dict] = {}
    for path in sorted(HERE.glob("*.toml")):
        for table in tomllib.loads(path.read_text(encoding="utf-8"))["statement"]:
            if "like" in table:
                table = follow(table, tables[table["like"]])
            tables[table["id"]] = table
    return [read_document(dict(table)) for table in tables.values()]


def follow(table: dict, earlier: dict) -> dict:
    """Make a later year's statement out of an earlier one, by exact replacements."""
    body = earlier["body"]
    for old, new in table["replace"].items():
        if old not in body:
            raise ValueError(f"{table['id']}: the earlier statement has no '{old}'.")
        body = body.replace(old, new)
    kept = {key: value for key, value in table.items() if key not in ("like", "replace")}
    return {**earlier, **kept, "body": body}


def read_document(table: dict) -> Document:
    """Turn one TOML table into a document."""
    body, also = table.pop("body", ""), table.pop("also", [])
    names = ("format", "layout", "quality", "reason", "defect", "running_head")
    options = {name: table.pop(name) for name in names if name in table}
    first = Entry(**table)
    entries = (first, *(Entry(**{**table, "company_number": "", **row}) for row in also))
    try:
        blocks = tuple(read_blocks(body))
    except ValueError as error:
        raise ValueError(f"{first.id}: {error}") from error
    used = {label for block in blocks for line in block.lines for label in line.labels}
    if first.jurisdiction != "AU" and used & {CODES[code] for code in AUSTRALIAN}:
        raise ValueError(f"{first.id}: a label for Australia only.")
    quality = options.setdefault("quality", "")
    if quality not in QUALITIES:
        raise ValueError(f"{first.id}: unknown quality '{quality}'.")
    layout = tuple(options.pop("layout", ()))
    options.setdefault("reason", "")
    return Document(entries=entries, layout=layout, blocks=blocks, **options)


def read_blocks(body: str) -> list[Block]:
    """Read the lines of a body, and join neighbours of one kind."""
    blocks: list[Block] = []
    is_joined = False
    for raw in body.strip().splitlines():
        kind, level, rest = recognise(raw.strip())
        if kind == "empty":
            is_joined = False
            continue
        lines = () if kind == "break" else (read_line(rest, is_row=kind == "table"),)
        if is_joined and blocks[-1].kind == kind and kind != "heading":
            blocks[-1] = Block(kind, blocks[-1].lines + lines)
        else:
            blocks.append(Block(kind, lines, level))
        is_joined = kind != "break"
    return blocks


def recognise(raw: str) -> tuple[str, int, str]:
    """Tell the kind of a line by its first characters."""
    if not raw:
        return "empty", 0, ""
    if raw == "=====":
        return "break", 0, ""
    if heading := re.match(r"(#{1,3}) +(.+)", raw):
        return "heading", len(heading[1]), heading[2]
    kinds = {"* ": "bullets", "| ": "table", "! ": "signature"}
    kind = kinds.get(raw[:2], "paragraph")
    return kind, 0, raw if kind == "paragraph" else raw[2:]


def read_line(raw: str, *, is_row: bool) -> Line:
    """Read the codes in brackets and the text behind them."""
    match = re.fullmatch(r"(?:\[([^\]]*)\])? *(.+)", raw)
    if match is None:
        raise ValueError(f"no text in '{raw}'.")
    given = (match[1] or "").split()
    cells = tuple(cell.strip() for cell in match[2].split(" | ")) if is_row else ()
    text = " ".join(cells) if is_row else match[2].strip()
    specific = "+" in given
    taken = {code[1:] for code in given if code.startswith("-")}
    statuses = [code for code in given if code in STATUSES]
    codes = [code for code in given if code in CODES]
    if len(codes) + len(taken) + len(statuses) + specific != len(given):
        raise ValueError(f"unknown code in '{raw}'.")
    status = statuses[0] if statuses else "done"
    if status in ("done", "plan"):
        codes += [IMPLIED[code] for code in codes if code in IMPLIED]
    elif "inc" in codes or "ri" in codes:
        codes.append("c3")
    if not set(codes) & (set(PRACTICES) - WITHOUT_STATUS):
        if statuses:
            raise ValueError(f"a status without a practice in '{raw}'.")
        status = "-"
    if specific and not codes:
        raise ValueError(f"a particular without a label in '{raw}'.")
    wanted = {CODES[code] for code in codes if code not in taken}
    return Line(text, tuple(x for x in LABELS if x in wanted), status, specific, cells)
