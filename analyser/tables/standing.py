"""Show in a table how firmly a row stands in its place."""

from __future__ import annotations

from analyser.tables.columns import Row, plain
from analyser.types import RankingRow


def standing_cells(row: RankingRow) -> Row:
    """Return the columns `group` to `alike_high`; what nobody looked for is missing."""
    return {
        "group": plain(row.group) or None,
        "n_named": row.n_named,
        "weight_low": row.weight_low or None,
        "weight_high": row.weight_high or None,
        "alike_low": row.alike_low or None,
        "alike_high": row.alike_high or None,
    }
