"""How a statement is written: shown beside the score, and never a part of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Talk:
    """How one statement is written, over its sentences of running text.

    These are sentences of six words or more that are no heading. Each of them says something, is
    boilerplate, or is neither; the three shares add up to 1.
    """

    n_sentences: int
    """Sentences of running text."""
    n_words: int
    """Their words, numbers left out."""
    words_per_sentence: float | None = None
    """Mean; None without a sentence."""
    reading_ease: float | None = None
    """Flesch's reading ease: 100 is very easy, 0 very hard; None for fewer than 100 words."""
    says_share: float | None = None
    """Share that carry a label, are in place or planned, give a particular, and are not
    `shared`, in [0, 1]; None without a sentence."""
    boilerplate_share: float | None = None
    """Share that are `unlabelled`, `vague` or `shared`, in [0, 1]."""
    unlabelled_share: float | None = None
    """Share that carry no label, in [0, 1]: background, another subject, or overlooked."""
    vague_share: float | None = None
    """Share that carry a label but only say it vaguely, in [0, 1]."""
    shared_share: float | None = None
    """Share of which near-duplicates stand in the statements of three or more other
    organisations of the same run, in [0, 1]. They may carry a label too."""
    repeated_share: float | None = None
    """Share of which near-duplicates stand in the same organisation's latest earlier statement of
    the run, in [0, 1]; None where there is none, or its year is not known."""
    template: str = ""
    """Which `Template` of the run it belongs to, such as `T1`; empty for none."""
    template_share: float | None = None
    """Share of its sentences, each wording once, that stands in the closest statement of another
    organisation, in (0.4, 1]; None where it belongs to no template."""


@dataclass(frozen=True, slots=True)
class Template:
    """Statements of different organisations that have much of their wording in common.

    It may be a published model, the work of one consultancy, or companies that belong together;
    which of these is not known, unless a statement says so.
    """

    id: str
    """`T1` is the one with the most statements."""
    statements: tuple[str, ...]
    """Ids of the statements, in alphabetical order."""
    organisations: tuple[str, ...]
    """Names of the organisations, each once, in alphabetical order."""
    n_organisations: int
    """How many there are; those that publish one document together count as one."""
    n_shared: int
    """Sentences that stand in half of the statements or more."""
    mention: str = ""
    """A sentence of one of them that names a template or who provided it, its e-mail addresses and
    telephone numbers masked; empty where there is none."""
    mentioned_by: str = ""
    """Id of the statement in which it stands."""
