"""Tell the legal form of the organisation that makes a statement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from analyser.formalities.facts import LegalForm, Regime

SUFFIXES = (
    r"LLP|L\.L\.P\.?|[Pp][Ll][Cc]|P\.L\.C\.?|Pty\.? (?:Ltd|Limited)|(?:L\.?P\.?|Limited "
    r"Partnership)(?!\w)|Limited|LIMITED|Ltd|LTD|Inc|Corporation|GmbH|AG|SA|B\.?V|N\.?V"
)
NAMED = re.compile(
    r"\b[A-Z][\w&'’.-]*(?:[ ,]+(?:[A-Z(&][\w&'’.()-]*|of|and|the)){0,6}?"
    rf"[ ,]+(?:{SUFFIXES})(?!\w)"
)
"""The name of an organisation with its legal form at the end."""
SPEAKS_FOR = re.compile(
    r"\bstatement\b.{0,80}\b(?:by|of|for|behalf)\b|\bbehalf of\b|\bapproved by\b|\bsigned\b"
    r"|\bpartners?\b\W*$|\bmember\b",
    re.IGNORECASE,
)
"""Words of a sentence that names the organisation whose statement it is."""
OPENING = 1500
"""Characters of a statement in which it presents its maker."""
WEIGHT_OF_MAKER = 4
WEIGHT_OF_OPENING = 2


def legal_form(regime: Regime, organisation: str | None, text: str) -> LegalForm:
    """Tell which form of a regime an organisation has.

    Parameters
    ----------
    regime : Regime
        With at least one form.
    organisation : str, optional
        Its name, as the manifest gives it.
    text : str
        The statement.

    Returns
    -------
    LegalForm
        By the organisation's name if that ends in a legal form; else by what the statement says
        of itself and by the names in it, those in the opening and in sentences on the
        statement, its approval and signature counting more; else the last form of the regime.
    """
    special = [form for form in regime.forms if form.names or form.says]
    if not special:
        return regime.forms[-1]
    if organisation and NAMED.search(organisation):
        return _form_of(organisation, special) or regime.forms[-1]

    votes: Counter[str] = Counter()
    for name, weight in _names(text):
        form = _form_of(name, special)
        votes[form.id if form else ""] += weight
    said = next((form for form in special if form.says and form.says.search(text)), None)
    if said and not any(votes[form.id] > votes[said.id] for form in special if form is not said):
        return said
    best = max(votes, key=lambda id_: (votes[id_], id_ == ""), default="")
    return next((form for form in special if form.id == best), regime.forms[-1])


def _form_of(name: str, forms: list[LegalForm]) -> LegalForm | None:
    return next((form for form in forms if form.names and form.names.search(name)), None)


def _names(text: str) -> Iterator[tuple[str, int]]:
    """Find names with a legal form, each with how much it says of who makes the statement."""
    place = 0
    for line in text.splitlines(keepends=True):
        weight = WEIGHT_OF_OPENING if place < OPENING else 1
        if SPEAKS_FOR.search(line):
            weight = WEIGHT_OF_MAKER
        for match in NAMED.finditer(line):
            yield match[0], weight
        place += len(line)
