"""Look for wordings of denial, plan and wish, by which statuses are told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

CUES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Negation, wherever it stands.
        r"\b(?:no|not|never|none|nor|without|neither|cannot|nil|unaware)\b|n[’']t\b",
        # Negation of what is done or found.
        r"\b(?:do|does|did|has|have|had|is|are|was|were|been)\s+(?:not|no)\b"
        r"|\bnot (?:yet|currently|at this time|identified|aware|applicable|required)"
        r"|\bno (?:\w+ ){0,3}(?:cases?|incidents?|instances?|reports?|concerns?|complaints?|"
        r"remediation|measures|loss|evidence|issues|formal|specific|training|policy)",
        # The future, wherever it stands.
        r"\b(?:will|shall|intends?|intending|plans?|planning|planned|aims?|aiming|going to|"
        r"next (?:year|financial|reporting)|upcoming|future|in the process of|seek(?:s|ing)? to|"
        r"look(?:s|ing)? to|consider(?:ing)?|explor(?:e|ing)|developing|proposes?|expects? to)\b",
        # The future of the reporter, or a plan written as an imperative.
        r"\b(?:we|it|company|group|board|team|which|that|and)\s+(?:will|shall|intends?|plans?|"
        r"aims?|hopes?|are (?:planning|developing|reviewing|considering|looking|working))\b"
        r"|^(?:to )?(?:develop|continue|implement|review|roll|introduce|provide|conduct|"
        r"undertake|update|improve|establish|expand|complete)\b",
        # Values and expectations.
        r"\b(?:commit(?:ted|ment)?|strive|expects?|endeavou?r|believe|encourage|seek|should|"
        r"must|support|recogni[sz]e|zero.tolerance|dedicated|values?)\b",
    )
)
"""Wordings that tell what is in place from what is planned, denied or merely wished."""


def cues(sentences: Sequence[str]) -> NDArray[np.float32]:
    """Look for wordings of denial, plan and wish.

    Parameters
    ----------
    sentences : sequence of str
        Any number of them.

    Returns
    -------
    ndarray of float32
        Of shape (n_sentences, 5): 1 where the wording occurs, else 0.
    """
    found = [[bool(cue.search(sentence)) for cue in CUES] for sentence in sentences]
    return np.array(found, dtype=np.float32).reshape(len(sentences), len(CUES))
