"""What the definition of a label tells apart and single words do not, one module a label.

Those of consultation were written without sight of a labelled sentence, so that what a model makes
of them can be measured on all; those of approval are the rules of its grades, of which some were
tried on labelled statements.
"""

from __future__ import annotations

from analyser.definitions import approval, consultation

MODULES = (approval, consultation)
LABELS = tuple(module.LABEL for module in MODULES for _ in range(module.N))
"""The label of each number that `found_in` gives."""


def found_in(sentence: str) -> list[bool]:
    """Look for what the definitions of the labels name.

    Parameters
    ----------
    sentence : str
        Its words, with single blanks between them.

    Returns
    -------
    list of bool
        Whether each wording occurs, in the order of `LABELS`.
    """
    return [found for module in MODULES for found in module.found_in(sentence)]
