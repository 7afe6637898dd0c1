"""Documents of numbers: which have more than two fifths in common."""

from __future__ import annotations

import numpy as np
import pytest

from analyser.templates import count_owners, find_clusters


def clusters_of(*documents, owners=None):
    """Documents are lists of numbers of groups; each is of an owner of its own."""
    groups = np.array([group for each in documents for group in each], dtype=np.int64)
    numbers = np.repeat(np.arange(len(documents)), [len(each) for each in documents])
    return find_clusters(groups, numbers, np.array(owners or range(len(documents))))


def own(number):
    return list(range(100 * number, 100 * number + 6))


def test_three_documents_with_half_in_common_are_a_cluster():
    common = list(range(6))
    (cluster,) = clusters_of(common + own(1), common + own(2), common + own(3), own(4))
    assert cluster.documents.tolist() == [0, 1, 2]
    assert cluster.shares.tolist() == [0.5, 0.5, 0.5]
    assert cluster.n_shared == 6


def test_two_owners_are_none():
    common = list(range(6))
    assert clusters_of(common + own(1), common + own(2)) == []


def test_documents_of_one_owner_are_not_compared():
    common = list(range(6))
    documents = [common + own(1), common + own(2), common + own(3)]
    assert clusters_of(*documents, owners=[0, 0, 0]) == []
    assert clusters_of(*documents, owners=[0, 1, 1]) == []


def test_two_fifths_are_not_enough():
    common = list(range(8))
    documents = [common + list(range(100 * n, 100 * n + 12)) for n in (1, 2, 3)]
    assert clusters_of(*documents) == []


def test_the_longer_of_two_counts():
    common = list(range(6))
    long = [common + list(range(100 * n, 100 * n + 40)) for n in (1, 2)]
    assert clusters_of(common, *long) == []


def test_four_sentences_are_not_enough():
    assert clusters_of([1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]) == []


def test_a_sentence_that_stands_twice_counts_once():
    assert clusters_of([1, 1, 1, 2, 3, 4], [1, 1, 2, 3, 4], [1, 2, 2, 2, 3, 4]) == []


def test_a_member_by_way_of_another_has_its_own_share():
    first, second = list(range(10)), list(range(10, 20))
    (cluster,) = clusters_of(first, first + second, second + [90])
    assert cluster.documents.tolist() == [0, 1, 2]
    assert cluster.shares == pytest.approx([1.0, 0.5, 10 / 11])
    assert cluster.n_shared == 20


def test_two_templates_are_two_clusters():
    first, second = list(range(6)), list(range(50, 57))
    found = clusters_of(*[first] * 3, *[second] * 4)
    assert sorted(len(each.documents) for each in found) == [3, 4]


def test_no_documents_have_no_cluster():
    assert clusters_of() == []
    assert clusters_of([], []) == []


def test_owners_of_a_group_are_counted_once():
    groups, owners = np.array([0, 0, 0, 1, 3]), np.array([7, 7, 2, 7, 7])
    assert count_owners(groups, owners).tolist() == [2, 1, 0, 1]
