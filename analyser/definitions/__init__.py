"""What the definition of a label tells apart and single words do not, one module a label.

Each was written from the definition and from unlabelled statements, so that what a model makes of
it can be measured on all labelled sentences.
"""

from __future__ import annotations

from analyser.definitions import approval, consultation

MODULES = (approval, consultation)
LABELS = tuple(module.LABEL for module in MODULES for _ in range(module.N))
"""The label of each number that `found_in` gives."""


def found_in(sentence: str, before: str, after: str) -> list[bool]:
    """Look for what the definitions of the labels name.

    Parameters
    ----------
    sentence : str
        Its words, with single blanks between them.
    before, after : str
        The sentences on either side; empty where there is none.

    Returns
    -------
    list of bool
        Whether each wording occurs, in the order of `LABELS`.
    """
    return [found for module in MODULES for found in module.found_in(sentence, before, after)]
