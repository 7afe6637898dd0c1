"""Cut how a statement is written into cells."""

from __future__ import annotations

from analyser.tables.columns import Row
from analyser.types import Talk

SHARES = (
    "says_share",
    "boilerplate_share",
    "unlabelled_share",
    "vague_share",
    "shared_share",
    "repeated_share",
    "template_share",
)


def talk_cells(talk: Talk | None) -> Row:
    """Return the columns of the ranking table that say how a statement is written."""
    shares = {name: getattr(talk, name) if talk else None for name in SHARES}
    return {
        "words_per_sentence": _rounded(talk.words_per_sentence, 1) if talk else None,
        "reading_ease": _rounded(talk.reading_ease, 1) if talk else None,
        **{name: _rounded(share, 4) for name, share in shares.items()},
        "template": (talk.template or None) if talk else None,
    }


def _rounded(value: float | None, n_digits: int) -> float | None:
    return None if value is None else round(value, n_digits)
