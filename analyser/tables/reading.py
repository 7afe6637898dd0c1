"""Show in a table how well a document was read."""

from __future__ import annotations

from analyser.tables.columns import Row
from analyser.types import Legibility


def reading_cells(read: Legibility | None) -> Row:
    """Return the columns `n_pages_unread` to `lexicon_share`; missing where nobody looked.

    Parameters
    ----------
    read : Legibility or None
        Of one row.
    """
    return {
        "n_pages_unread": len(read.unread_pages) if read else None,
        "ocr_share": _rounded(read.ocr_share) if read else None,
        "ocr_confidence": _rounded(read.ocr_confidence) if read else None,
        "lexicon_share": _rounded(read.lexicon_share) if read else None,
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
