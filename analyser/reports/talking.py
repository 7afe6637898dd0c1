"""Words for how a statement is written, and for wording that organisations have in common."""

from __future__ import annotations

from analyser.reports.wording import percent
from analyser.types import Talk, Template

HOW_WRITTEN = (
    "How a statement is written is shown beside the score and never changes it. Of the sentences "
    "of running text (six words or more, no headings), some say something: they carry a label, "
    "are in place or planned, and give a particular. Boilerplate carries no label, or is vague, "
    "or stands nearly word for word in the statements of three or more other organisations of the "
    "same run; a sentence that the law suggests is counted so too. The rest is in between. Reading "
    "ease is Flesch's: a newspaper has about 50 to 60, a contract about 20. All these figures are "
    "made by a program from what it read, and depend on which other statements it read. Wording "
    "in common is looked for among statements of which the organisation is known."
)
IN_COMMON = (
    "These statements of different organisations have more than 40% of their sentences in common, "
    "each with at least one other. That may be a published model, the work of one adviser, or "
    "companies that belong together; who wrote it is said only where a statement says so. Other "
    "years of one organisation, and statements published by several organisations together, are "
    "not compared; nor are statements of which no organisation is known."
)
EASE_WORDS = ((60.0, "plain"), (50.0, "fairly hard"), (30.0, "hard"))
"""Flesch's words, from this ease on; below the last it is very hard."""


def how_written(talk: Talk) -> list[str]:
    """Say how a statement is written, in a few sentences.

    They leave out what is not known.
    """
    if not talk.n_sentences:
        return ["It has no sentence of running text."]
    of = f"Of {talk.n_sentences:,} sentence{'' if talk.n_sentences == 1 else 's'} of running text"
    texts = []
    if talk.says_share is not None and talk.boilerplate_share is not None:
        why = ", ".join(
            f"{percent(share)} {words}"
            for share, words in (
                (talk.unlabelled_share, "carry no label"),
                (talk.vague_share, "are vague"),
                (talk.shared_share, "stand in the statements of three or more other organisations"),
            )
            if share
        )
        texts.append(
            f"{of}, {percent(talk.says_share)} say something that is in place or planned and give "
            f"a particular; {percent(talk.boilerplate_share)} are boilerplate"
            f"{f' ({why})' if why else ''}."
        )
    if talk.repeated_share is not None:
        texts.append(f"{percent(talk.repeated_share)} are repeated from the earlier year.")
    if talk.words_per_sentence is not None:
        ease = talk.reading_ease
        told = "" if ease is None else f"; reading ease {ease_words(ease)}"
        texts.append(f"{talk.words_per_sentence:.0f} words a sentence{told}.")
    if talk.template and talk.template_share is not None:
        texts.append(
            f"{percent(talk.template_share)} of its wording stands in the statement of another "
            f"organisation too (template {talk.template})."
        )
    return texts


def ease_words(ease: float) -> str:
    """Print a reading ease with Flesch's word for it: `31 (hard)`."""
    words = next((words for least, words in EASE_WORDS if least <= ease), "very hard")
    return f"{ease:.0f} ({words})"


def in_common(template: Template) -> str:
    """Say in one sentence how much the statements of a template have in common."""
    n_sentences = f"{template.n_shared:,} sentence{'' if template.n_shared == 1 else 's'}"
    return (
        f"{len(template.statements):,} statements of {template.n_organisations:,} organisations; "
        f"{n_sentences} stand{'s' if template.n_shared == 1 else ''} in half of them or more."
    )
