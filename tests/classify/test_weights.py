"""Weighted scores: scaling, moving customers, judging on a later period."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr
from sklearn.preprocessing import minmax_scale

import custclass as cc
from custclass.classify import weights


def some_customers(seed, n=60):
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "recency_days": rng.integers(0, 30, n),
            "frequency": rng.poisson(4, n),
            "monetary": rng.gamma(1, 100, n),
        },
        index=pd.Index([f"C{i}" for i in range(n)], name="customer_id"),
    )


WEIGHTS = {"recency_days": 20, "frequency": 30, "monetary": 50}


def test_min_max_is_that_of_scikit_learn_and_less_turns_it():
    customers = some_customers(1)
    found = weights.scaled(customers, list(customers), less=["recency_days"], method="min-max")
    expected = minmax_scale(customers)
    expected[:, 0] = 1 - expected[:, 0]
    np.testing.assert_allclose(found, expected)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000))
def test_rank_is_the_share_of_others_who_are_worse(seed):
    customers = some_customers(seed)
    found = weights.scaled(customers, ["frequency"])["frequency"]
    orders = customers["frequency"].to_numpy()
    worse = (orders[:, None] > orders).sum(axis=1)
    equal = (orders[:, None] == orders).sum(axis=1) - 1
    np.testing.assert_allclose(found, (worse + equal / 2) / (len(orders) - 1))


@pytest.mark.parametrize("method", weights.METHODS)
def test_a_measure_equal_for_all_says_nothing(method):
    customers = pd.DataFrame({"frequency": [3, 3, 3]})
    assert weights.scaled(customers, ["frequency"], method=method)["frequency"].tolist() == [0.5] * 3


def test_a_score_is_the_weighted_mean_and_only_proportions_count():
    customers = some_customers(2)
    parts = weights.scaled(customers, list(WEIGHTS), less=["recency_days"])
    by_hand = 0.2 * parts["recency_days"] + 0.3 * parts["frequency"] + 0.5 * parts["monetary"]
    one = weights.score(customers, WEIGHTS, less=["recency_days"])
    other = weights.score(customers, {k: v / 100 for k, v in WEIGHTS.items()}, less=["recency_days"])
    pd.testing.assert_series_equal(one, by_hand, check_names=False)
    pd.testing.assert_series_equal(one, other)
    assert one.between(0, 1).all()


def test_movers_come_in_and_fall_out_in_equal_number():
    customers = some_customers(3)
    before = weights.score(customers, WEIGHTS, less=["recency_days"])
    after = weights.score(customers, {"recency_days": 1}, less=["recency_days"])
    found = weights.movers(before, after.sample(frac=1, random_state=0), top=10)
    assert (found["move"] == "in").sum() == (found["move"] == "out").sum() > 0
    top = set(after.sort_values(ascending=False, kind="stable").index[:10])
    was = set(before.sort_values(ascending=False, kind="stable").index[:10])
    assert set(found.index[found["move"] == "in"]) == top - was
    assert set(found.index[found["move"] == "out"]) == was - top
    assert weights.movers(before, before, top=10).empty


def test_weights_tried_are_judged_as_scipy_does():
    customers = some_customers(4)
    later = customers["monetary"] + customers["frequency"] * 20
    found = weights.try_weights(customers, later, ["frequency", "monetary"], step=0.25)
    assert len(found) == 5 and found["rank_correlation"].is_monotonic_decreasing
    best = found.iloc[0]
    same = weights.score(customers, {"frequency": best["frequency"], "monetary": best["monetary"]})
    assert best["rank_correlation"] == pytest.approx(spearmanr(same, later).statistic)


def test_validation_agrees_with_scipy_and_with_counting():
    customers = some_customers(5, 300)
    rng = np.random.default_rng(0)
    later = customers["monetary"] * rng.gamma(4, 0.25, 300)
    scores = customers.assign(noise=rng.random(300))[["noise", "monetary", "frequency"]]
    found = weights.validate(scores, later.sample(frac=1, random_state=1), "monetary", top=30, draws=100)
    assert found.index[0] == "monetary" and found.loc["monetary", "top_difference"] == 0
    assert found.loc["noise", "rank_correlation"] == pytest.approx(
        spearmanr(scores["noise"], later).statistic
    )
    best = later[scores["monetary"].nlargest(30).index].sum() / later.sum()
    assert found.loc["monetary", "top_share"] == pytest.approx(best)
    # Noise is worse than money, and the interval says so.
    assert found.loc["noise", "rank_high"] < 0 and found.loc["noise", "top_high"] < 0


def test_equal_scores_share_their_places():
    found = weights.validate(
        pd.DataFrame({"flat": [1.0] * 4}), pd.Series([4, 3, 2, 1]), "flat", top=2, draws=5
    )
    assert found.loc["flat", "top_share"] == pytest.approx(0.5)


def test_two_equal_scores_cannot_be_told_apart():
    scores = some_customers(6)[["monetary"]].assign(copy=lambda t: t["monetary"] * 2)
    found = weights.validate(scores, scores["monetary"], "monetary", top=5, draws=20)
    assert found.loc["copy", ["rank_low", "rank_high", "top_low", "top_high"]].eq(0).all()
    cc.language("zh")
    try:
        assert "等级相关" in repr(weights.validation_table(found, {}))
    finally:
        cc.language("en")


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda t: weights.score(t, {"spent": 1}), "lacks the column"),
        (lambda t: weights.score(t, {"monetary": -1, "frequency": 2}), "not negative"),
        (lambda t: weights.score(t, {"monetary": 0}), "not all 0"),
        (lambda t: weights.score(t, {"monetary": 1}, method="z"), "method is one of"),
        (lambda t: weights.score(t.assign(monetary=np.nan), {"monetary": 1}), "missing values"),
        (lambda t: weights.movers(t["monetary"], t["monetary"].iloc[1:], 3), "not the same"),
        (lambda t: weights.movers(t["monetary"], t["monetary"], 61), "top 61"),
        (lambda t: weights.validate(t[["monetary"]], t["monetary"], "money", 3), "lacks the column"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(act, message):
    with pytest.raises(cc.CourseError, match=message):
        act(some_customers(7))
