"""The legal minimum: whether what the law makes mandatory is explicit in a statement."""

from __future__ import annotations

from collections.abc import Iterable

from analyser.formalities.facts import NONE_KNOWN, load_regime
from analyser.formalities.findings import CONTRADICTED, NOT_REQUIRED
from analyser.types import Framework, Grade, Score

GATES = ("met", "not explicit", "not met", "undetermined")


def gate(scores: Iterable[Score], framework: Framework) -> str:
    """Say whether all that a framework makes mandatory is explicit in a statement.

    Parameters
    ----------
    scores : iterable of Score
        Of one statement.
    framework : Framework
        By which it was graded.

    Returns
    -------
    str
        `met`: each mandatory criterion is explicit in the statement, or not required of this
        organisation. `not met`: of an approval or a signature the statement itself says
        otherwise. `not explicit`: one of them was not found, which does not mean that it was not
        done. `undetermined`: one could not be determined. Empty where nothing is mandatory.

    Notes
    -----
    It is about what is said, never about whether the law is obeyed. A criterion is explicit from
    grade 1, the least that a sentence on the subject earns. Where the law lets an organisation
    say that it takes no steps, saying so is explicit too.
    """
    mandatory = {each.id for each in framework.criteria if each.obligation == "mandatory"}
    denials_answer = (load_regime(framework.jurisdiction) or NONE_KNOWN).denials_answer
    asked = [score for score in scores if score.criterion_id in mandatory]
    if not asked:
        return ""
    parts = {_part(score, denials_answer) for score in asked}
    order = ("not met", "not explicit", "undetermined", "met")
    return next(value for value in order if value in parts)


def _part(score: Score, denials_answer: tuple[str, ...]) -> str:
    if score.value == CONTRADICTED:
        return "not met"
    if score.value == NOT_REQUIRED or score.grade > Grade.NOT_ADDRESSED:
        return "met"
    if score.grade is Grade.UNDETERMINED:
        return "undetermined"
    is_answered = score.status == "none" and score.criterion_id in denials_answer
    return "met" if is_answered else "not explicit"
