import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from analyser.choosing import held_out_loss, least_lossy


def samples(*, tells, n_statements=40, seed=0):
    generator = np.random.default_rng(seed)
    statements = np.repeat(np.arange(n_statements), 5)
    y = (generator.random(len(statements)) < 0.4).astype(np.int8)
    noise = generator.normal(size=(len(y), 3))
    return noise + tells * y[:, None], y, statements


def test_the_setting_with_the_least_loss_is_chosen():
    assert least_lossy((1.0, 2.0, 3.0), lambda setting: abs(setting - 2.0)) == 2.0


def test_the_last_setting_is_taken_where_nothing_can_be_measured():
    assert least_lossy((1.0, 2.0, 3.0), lambda setting: None) == 3.0


def test_less_is_lost_where_more_is_told():
    regression = LogisticRegression()
    told, silent = (held_out_loss(regression, *samples(tells=tells)) for tells in (2.0, 0.0))
    assert told < 0.4 < 0.6 < silent


def test_a_statement_is_not_judged_by_what_was_learnt_of_itself():
    # Every statement has a number of its own that gives its samples away, and nothing else does.
    statements = np.repeat(np.arange(40), 5)
    y = np.repeat(np.random.default_rng(0).random(40) < 0.5, 5).astype(np.int8)
    own = np.eye(40)[statements]
    regression = LogisticRegression(C=100.0)
    assert np.mean(regression.fit(own, y).predict(own) == y) == 1.0
    assert held_out_loss(LogisticRegression(C=100.0), own, y, statements) > 0.6


def test_the_regression_is_left_unfitted():
    regression = LogisticRegression()
    held_out_loss(regression, *samples(tells=1.0))
    assert not hasattr(regression, "coef_")


@pytest.mark.parametrize("kind", [0, 1])
def test_too_few_statements_of_a_kind_can_tell_nothing(kind):
    X, y, statements = samples(tells=1.0)
    y = np.where(statements < 4, kind, 1 - kind).astype(np.int8)
    assert held_out_loss(LogisticRegression(), X, y, statements) is None
