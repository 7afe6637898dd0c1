"""How a document may be read, and how much of it: files of third parties are hostile."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

TIMEOUT_SECONDS = 60.0
MAX_MEMORY_BYTES = 1_200_000_000
MAX_BYTES = 100_000_000
MAX_PAGES = 5_000
MAX_CHARACTERS = 5_000_000
MAX_UNPACKED_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one document may cost."""

    timeout_seconds: float = TIMEOUT_SECONDS
    """Wall time; what a reader has by then is kept where it can stop between pages."""
    max_memory_bytes: int = MAX_MEMORY_BYTES
    """What reading may take on top of the readers' own memory, where the system can limit it."""
    max_bytes: int = MAX_BYTES
    """Size of the file."""
    max_pages: int = MAX_PAGES
    """Pages that are read; the others are unread, not empty."""
    max_characters: int = MAX_CHARACTERS
    """Characters that are kept; pages beyond them are unread, not empty."""
    max_unpacked_bytes: int = MAX_UNPACKED_BYTES
    """Size of what a packed file (DOCX, ODT) holds, all together."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one document is to be read."""

    limits: Limits = field(default_factory=Limits)
    """What it may cost."""
    ocr: bool = True
    """Whether pages without a usable text layer are read from their image, where that can be."""
    whole_document: bool = False
    """Whether a long report is analysed on all its pages, not on those of the statement in it, and
    what seems to be no statement, or broken, all the same."""
    stop_at: float = float("inf")
    """When to stop reading and keep what there is, on the clock of `time.monotonic`."""

    @property
    def is_over(self) -> bool:
        """Whether the time is up, so that the pages not read yet stay unread."""
        return self.stop_at <= time.monotonic()
