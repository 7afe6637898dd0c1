"""What a kind of file is: its bytes, and the answers that are right for it."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

OK = "ok"
COMPANY = "Brackwell Foundry"
SENTENCE = "Brackwell Foundry audited 41 of its 312 suppliers for forced labour in 2025."
LINES = (
    "Modern slavery statement 2025",
    "Brackwell Foundry casts pump housings in Dudley and employs 640 people there.",
    SENTENCE,
    "Three audits found workers who had paid fees to a recruiter to get their job.",
    "We made the recruiter repay those fees before the end of the year.",
    "All buyers were trained on the signs of modern slavery and human trafficking.",
    "The board of directors approved this modern slavery statement on 4 March 2026.",
)
MORE = (
    "Our supplier code asks every foundry to keep passports in the hands of their owners.",
    "A telephone line for workers took nineteen calls, of which two led to an audit.",
    "We will visit another sixty suppliers in the coming year, most of them in castings.",
    "The managers of each site answer to the board for what is found there.",
    "Agency workers are asked in their own language how they came to their job.",
    "Buyers lose a part of their bonus where they skip the check on forced labour.",
    "We publish the number of cases each spring and say what became of each.",
    "Two unions read a draft of this text and asked for changes, which we made.",
)
"""More lines, so that not every line of a page stands at its edge."""
TEXT = "\n\n".join(LINES) + "\n"
SECRET = "Marigold-Canary-7731"
"""Stands in a file beside the suite that no document may make a reader open."""
SECRET_NAME = "secret.dat"
EVIL = Path(tempfile.gettempdir()) / "evil.txt"
"""A place outside, to which an archive would have itself unpacked."""


@dataclass(frozen=True)
class Kind:
    """One kind of hostile, broken or sound file."""

    slug: str
    """What it is, in a few words joined by hyphens, its format first."""
    name: str
    """The name of the file."""
    expected: frozenset[str]
    """The reasons that are right answers; `ok` where it may be read."""
    write: Callable[[Path], None]
    """Put the file at a path; the folder is there."""
    sentence: str = SENTENCE
    """What must stand in the text where it is read."""
    is_partial: bool = False
    """Whether a part of it is lost, so that who reads it must warn or name unread pages."""
    absent: tuple[str, ...] = ()
    """What must not stand in the text."""
    is_heavy: bool = False
    """Whether it is made to use up time or memory."""

    @property
    def is_good(self) -> bool:
        """Whether nothing but reading it is right."""
        return self.expected == {OK}


def kind(
    slug: str,
    suffix: str,
    expected: str,
    make: Callable[[], bytes],
    *,
    name: str | None = None,
    sentence: str = SENTENCE,
    is_partial: bool = False,
    absent: Iterable[str] = (),
    is_heavy: bool = False,
) -> Kind:
    """Describe a file by a function that gives its bytes.

    Parameters
    ----------
    slug : str
        What it is; the name of the file, but for its suffix, unless `name` is given.
    suffix : str
        With its dot, or empty.
    expected : str
        Reasons with spaces between them.
    make : callable
        Gives the bytes; called only when the file is written.
    name : str, optional
        The name of the file.
    sentence : str
        What must stand in the text where it is read.
    is_partial : bool
        Whether a part of it is lost.
    absent : iterable of str
        What must not stand in the text.
    is_heavy : bool
        Whether it is made to use up time or memory.

    Returns
    -------
    Kind
        The description.
    """
    return Kind(
        slug=slug,
        name=name if name is not None else f"{slug}{suffix}",
        expected=frozenset(expected.split()),
        write=lambda path: path.write_bytes(make()) and None,
        sentence=sentence,
        is_partial=is_partial,
        absent=tuple(absent),
        is_heavy=is_heavy,
    )


def noise(slug: str, n_bytes: int) -> bytes:
    """Give bytes that look random and are the same every time.

    Parameters
    ----------
    slug : str
        The seed.
    n_bytes : int
        How many.

    Returns
    -------
    bytes
        Of that length.
    """
    return random.Random(slug).randbytes(n_bytes)
