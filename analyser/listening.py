"""Hear how statements are written as they pass by, and tell it when all of them have passed.

What a sentence has in common with others is known only at the end, when its words are gone. Of
each sentence of running text 65 bytes are kept: a sketch, and what kind it is. For 40,000
statements of 80 sentences that is 200 MiB; the comparison takes 600 MiB and 40 seconds.

Organisations are told apart by name, without case, punctuation and legal form, and by identifier.
Those that publish the same document count as one, as do all of them over the years: a group's
statement, or last year's, is no near-duplicate of another organisation. A statement of which no
organisation is known counts as one of its own where sentences are counted, but has no part in a
template: of real statements that were close, most were one company's of other years.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analyser.nearduplicates import LEAST_WORDS, N_BYTES, Integers, connect, group, sketch, words_of
from analyser.readability import count, reading_ease
from analyser.redaction import redact
from analyser.rules import is_heading
from analyser.talk import Talk, Template
from analyser.templates import Cluster, count_owners, find_clusters
from analyser.types import Evidence, Ranking, Statement

MANY = 3
"""Other organisations from which on a sentence is held to be shared."""
UNLABELLED, VAGUE, GENERAL, SAYS = range(4)
"""What kind a sentence is, before it is known whether others have it too."""

FORMS = (
    "ag bv co company corp corporation gmbh inc incorporated limited llc llp ltd lp nv plc pty sa "
    "se the"
)
"""Words of a name that do not tell organisations apart."""
ABOUT = r"(?:modern |anti-|slavery |and |human |trafficking )*"
MENTION = re.compile(
    rf"\b(?:template|model|sample|precedent|pro[- ]?forma) {ABOUT}(?:statement|policy)\b"
    r"|\b(?:this|our) (?:statement|policy|document)\b[^.;]{0,60}\b(?:templates?|pro[- ]?forma)\b"
    r"|\b(?:statement|policy|document) (?:was |is |has been )?(?:provided|supplied) by\b"
    r"|\btemplate (?:was |is |has been )?(?:provided|supplied|produced|drafted) by\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What is kept of one statement, beside its sketches."""

    id: str
    organisation: str
    keys: tuple[str, ...]
    year: int | None
    n_sentences: int
    n_words: int
    ease: float | None
    mention: str


class Listener:
    """How the statements of one run are written."""

    def __init__(self) -> None:
        self._heard: list[_Heard] = []
        self._sketches = bytearray()
        self._kinds = bytearray()

    def watch(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """Pass statements on, and remember how they are written.

        Parameters
        ----------
        statements : iterable of Statement
            Segmented and classified statements; consumed lazily.

        Yields
        ------
        Statement
            Each one as it came.
        """
        for statement in statements:
            self._hear(statement)
            yield statement

    def tell(self, ranking: Ranking) -> Ranking:
        """Say of each row how the statement is written, and which of them share a template.

        Parameters
        ----------
        ranking : Ranking
            Of the statements that passed by.

        Returns
        -------
        Ranking
            With each row's `talk`, and `templates`. Nothing else is changed.
        """
        talks, templates = self._sum_up()
        rows = tuple(replace(row, talk=talks.get(row.source.id)) for row in ranking.rows)
        return replace(ranking, rows=rows, templates=templates)

    def _hear(self, statement: Statement) -> None:
        kinds = _kinds(statement.evidence or ())
        sentences, n_words, n_syllables, mention = [], 0, 0, ""
        for sentence in statement.sentences or ():
            text = " ".join(statement.quote(sentence).split())
            words = words_of(text)
            if len(words) < LEAST_WORDS or is_heading(text):
                continue
            sentences.append(words)
            self._kinds.append(kinds.get(sentence.index, UNLABELLED))
            of_sentence = count(text)
            n_words, n_syllables = n_words + of_sentence[0], n_syllables + of_sentence[1]
            if not mention and MENTION.search(text):
                mention = redact(text, names=False)
        self._sketches += sketch(sentences).tobytes()
        self._heard.append(
            _Heard(
                id=statement.source.id,
                organisation=statement.source.organisation or "",
                keys=tuple(_keys(statement, has_text=bool(sentences))),
                year=statement.source.year,
                n_sentences=len(sentences),
                n_words=n_words,
                ease=reading_ease(len(sentences), n_words, n_syllables),
                mention=mention,
            )
        )

    def _sum_up(self) -> tuple[dict[str, Talk], tuple[Template, ...]]:
        lengths = np.array([each.n_sentences for each in self._heard], dtype=np.int64)
        documents = np.repeat(np.arange(len(lengths)), lengths)
        groups = group(np.frombuffer(self._sketches, dtype=np.uint8).reshape(-1, N_BYTES))
        owners = _owners([each.keys for each in self._heard])
        n_others = count_owners(groups, owners[documents])[groups] - 1
        is_shared = n_others >= MANY

        kinds = np.frombuffer(self._kinds, dtype=np.uint8)
        dull = np.isin(kinds, (UNLABELLED, VAGUE))
        shares = {
            "says_share": (kinds == SAYS) & ~is_shared,
            "boilerplate_share": dull | is_shared,
            "unlabelled_share": kinds == UNLABELLED,
            "vague_share": kinds == VAGUE,
            "shared_share": is_shared,
        }
        counts = {
            name: np.bincount(documents[chosen], minlength=len(lengths))
            for name, chosen in shares.items()
        }
        earlier = _earlier(self._heard, owners)
        parts = np.split(groups, np.cumsum(lengths)[:-1]) if len(lengths) else []
        is_known = np.array([bool(each.organisation) for each in self._heard], dtype=bool)
        known = is_known[documents]
        clusters = self._ordered(find_clusters(groups[known], documents[known], owners))
        places = {
            int(document): (f"T{number}", float(share))
            for number, cluster in enumerate(clusters, start=1)
            for document, share in zip(cluster.documents, cluster.shares, strict=True)
        }
        talks = {}
        for index, heard in enumerate(self._heard):
            template, template_share = places.get(index, ("", None))
            n = heard.n_sentences
            talks[heard.id] = Talk(
                n_sentences=n,
                n_words=heard.n_words,
                words_per_sentence=heard.n_words / n if n else None,
                reading_ease=heard.ease,
                **{name: int(count[index]) / n if n else None for name, count in counts.items()},
                repeated_share=_repeated(parts, index, earlier.get(index, ())) if n else None,
                template=template,
                template_share=template_share,
            )
        named = (self._template(f"T{i}", each, owners) for i, each in enumerate(clusters, start=1))
        return talks, tuple(named)

    def _ordered(self, clusters: Sequence[Cluster]) -> list[Cluster]:
        """Put the largest first, in the same order whatever that of the documents."""
        return sorted(clusters, key=lambda each: (-len(each.documents), self._ids(each)))

    def _ids(self, cluster: Cluster) -> list[str]:
        return sorted(self._heard[document].id for document in cluster.documents)

    def _template(self, id_: str, cluster: Cluster, owners: Integers) -> Template:
        members = [self._heard[document] for document in cluster.documents]
        mentions = sorted((each.id, each.mention) for each in members if each.mention)
        mentioned_by, mention = mentions[0] if mentions else ("", "")
        return Template(
            id=id_,
            statements=tuple(self._ids(cluster)),
            organisations=tuple(sorted({each.organisation for each in members})),
            n_organisations=len(np.unique(owners[cluster.documents])),
            n_shared=cluster.n_shared,
            mention=mention,
            mentioned_by=mentioned_by,
        )


def _kinds(evidence: Sequence[Evidence]) -> dict[int, int]:
    """Say of each sentence that carries a label of what kind it is."""
    kinds: dict[int, int] = {}
    for item in evidence:
        if item.counts:
            is_there = item.status in ("done", "plan")
            kind = SAYS if is_there and item.specific else GENERAL
            kind = VAGUE if item.status == "vague" else kind
            index = item.sentence.index
            kinds[index] = max(kind, kinds.get(index, VAGUE))
    return kinds


def _keys(statement: Statement, *, has_text: bool) -> Iterator[str]:
    """Yield what a statement has in common with others of the same organisation or document."""
    source = statement.source
    words = [word for word in words_of(source.organisation or "") if word not in FORMS.split()]
    yield f"organisation {' '.join(words)}" if words else f"statement {source.id}"
    for scheme, value in source.identifiers:
        yield f"{scheme} {value}"
    if source.sha256:
        yield f"file {source.sha256}"
    if has_text:
        text = " ".join(statement.text.split()).encode("utf-8", "surrogatepass")
        yield f"text {hashlib.sha256(text).hexdigest()}"


def _owners(keys: Sequence[Sequence[str]]) -> Integers:
    """Give each statement the number of its organisation; those that share a key are one."""
    numbers: dict[str, int] = {}
    one = [index for index, each in enumerate(keys) for _ in each]
    other = [len(keys) + numbers.setdefault(key, len(numbers)) for each in keys for key in each]
    links = np.array([one, other], dtype=np.int64)
    return connect(links[0], links[1], len(keys) + len(numbers))[: len(keys)]


def _earlier(heard: Sequence[_Heard], owners: Integers) -> dict[int, list[int]]:
    """Find the statements of the same organisation of its latest earlier year."""
    by_owner: dict[int, list[int]] = {}
    for index, owner in enumerate(owners.tolist()):
        by_owner.setdefault(owner, []).append(index)
    found = {}
    for indices in by_owner.values():
        known = [(year, index) for index in indices if (year := heard[index].year) is not None]
        for year, index in known:
            before = max((each for each, _ in known if each < year), default=None)
            if before is not None:
                found[index] = [other for each, other in known if each == before]
    return found


def _repeated(
    parts: Sequence[NDArray[np.int64]], index: int, before: Sequence[int]
) -> float | None:
    if not before:
        return None
    return float(np.isin(parts[index], np.concatenate([parts[each] for each in before])).mean())
