"""Find statements of different organisations that have much of their wording in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyser.nearduplicates import Integers, connect

LEAST_SHARE = 0.4
"""Two statements are close when each has more than this share of its sentences from the other."""
LEAST_SHARED = 5
"""And when they have at least so many in common."""
LEAST_OWNERS = 3
"""Fewer organisations make no template: two may be companies that belong together."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Documents that are close to each other, directly or by others."""

    documents: Integers
    """Their numbers, ascending."""
    shares: NDArray[np.float64]
    """For each of them, the share of its sentences that stands in the one closest to it."""
    n_shared: int
    """Sentences that stand in half of them or more."""


def find_clusters(groups: Integers, documents: Integers, owners: Integers) -> list[Cluster]:
    """Find the documents of different owners that are close to each other.

    Parameters
    ----------
    groups : ndarray of int64
        Of each of the n_sentences, which near-duplicates it belongs to.
    documents : ndarray of int64
        Of each of the n_sentences, ascending, which of the n_documents it stands in.
    owners : ndarray of int64
        Of each of the n_documents, who it is of.

    Returns
    -------
    list of Cluster
        In no order that means anything.
    """
    n_documents, n_groups = len(owners), int(groups.max(initial=-1)) + 1
    if not n_groups:
        return []
    pairs = np.unique(documents * n_groups + groups)
    documents, groups = pairs // n_groups, pairs % n_groups
    n_unlike = np.bincount(documents, minlength=n_documents)

    # Most documents have too little in common with all others together to be close to any.
    is_common = count_owners(groups, owners[documents])[groups] > 1
    n_common = np.bincount(documents[is_common], minlength=n_documents)
    may_be = (n_common >= LEAST_SHARED) & (n_common > LEAST_SHARE * n_unlike)
    kept = is_common & may_be[documents]
    links = list(_links(groups[kept], documents[kept], owners, n_unlike))
    if not links:
        return []

    one, other = np.array([pair[:2] for pair in links], dtype=np.int64).T
    shares = np.zeros(n_documents)
    np.maximum.at(shares, one, np.array([share for *_, share in links]))
    labels = connect(one, other, n_documents)
    clusters = []
    for label in np.unique(labels[one]):
        members = np.flatnonzero(labels == label)
        if len(np.unique(owners[members])) >= LEAST_OWNERS:
            counts = np.bincount(groups[np.isin(documents, members)])
            n_shared = int((counts >= max(2, (len(members) + 1) // 2)).sum())
            clusters.append(Cluster(members, shares[members], n_shared))
    return clusters


def count_owners(groups: Integers, owners: Integers) -> Integers:
    """Count the owners of each group of near-duplicates.

    Parameters
    ----------
    groups : ndarray of int64
        Of each of the n_sentences, which near-duplicates it belongs to.
    owners : ndarray of int64
        Of each of the n_sentences, who it is of.

    Returns
    -------
    ndarray of int64
        For each group, from 0 up to the last.
    """
    n_owners = int(owners.max(initial=-1)) + 1
    pairs = np.unique(groups * n_owners + owners)
    return np.bincount(pairs // max(n_owners, 1))


def _links(
    groups: Integers, documents: Integers, owners: Integers, n_unlike: Integers
) -> Iterator[tuple[int, int, float]]:
    """Yield each two documents that are close, both ways, and the share of the first."""
    by_group = np.argsort(groups, kind="stable")
    starts = np.searchsorted(groups[by_group], np.arange(int(groups.max(initial=-1)) + 2))
    holders = documents[by_group]
    cuts = np.flatnonzero(np.diff(documents)) + 1
    for part in np.split(np.arange(len(documents)), cuts):
        if not len(part):
            continue
        document = int(documents[part[0]])
        others = np.concatenate([holders[starts[g] : starts[g + 1]] for g in groups[part]])
        counts = np.bincount(others)
        near = np.flatnonzero(counts >= LEAST_SHARED)
        near = near[owners[near] != owners[document]]
        larger = np.maximum(n_unlike[near], n_unlike[document])
        for each in near[counts[near] > LEAST_SHARE * larger]:
            yield document, int(each), float(counts[each] / n_unlike[document])
