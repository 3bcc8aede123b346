"""Criteria: the share explained is the known one, chance explains nothing, intervals have their coverage."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LinearRegression

from custclass.classify import criteria
from custclass.classify.catalogue import schemes
from custclass.show.say import CourseError


def test_share_is_the_adjusted_r_squared_of_the_group_means():
    rng = np.random.default_rng(0)
    groups = rng.choice(list("abcd"), 120, p=[0.4, 0.3, 0.2, 0.1])
    values = rng.gamma(2, 100, 120) + 80 * (groups == "c")
    dummies = pd.get_dummies(groups)
    r2 = LinearRegression().fit(dummies, values).score(dummies, values)
    found = criteria.explained_share(values, groups)
    assert found.share == pytest.approx(1 - (1 - r2) * 119 / 116, abs=1e-12)
    assert (found.customers, found.groups) == (120, 4)
    assert float(found) == found.share
    assert found.low <= found.share <= found.high


def test_ends_of_the_scale():
    groups = ["a"] * 20 + ["b"] * 20
    assert criteria.explained_share([1.0] * 20 + [5.0] * 20, groups).share == 1
    nothing = criteria.explained_share([1.0, 2.0] * 20, groups)
    assert nothing.share < 0 and nothing.low == 0 and nothing.high < 0.2


def test_chance_explains_nothing_however_many_groups():
    rng = np.random.default_rng(1)
    shares = {
        k: np.mean(
            [
                criteria.explained_share(rng.lognormal(size=200), rng.integers(0, k, 200), draws=2).share
                for _ in range(150)
            ]
        )
        for k in (2, 10, 40)
    }
    assert all(abs(share) < 0.01 for share in shares.values()), shares


def _coverage(sd, effects, sizes, skewed, samples=150, n=400):
    """Return how often the interval holds the share that a huge population has."""
    rng = np.random.default_rng(5)
    groups = rng.choice(len(sizes), 400_000, p=sizes)
    values = np.asarray(effects)[groups] + sd * rng.standard_normal(len(groups))
    values = np.exp(values) if skewed else values
    means = np.bincount(groups, weights=values) / np.bincount(groups)
    truth = means[groups].var() / values.var()
    held = 0
    for i in range(samples):
        drawn = rng.integers(0, len(groups), n)
        found = criteria.explained_share(values[drawn], groups[drawn], seed=i, draws=300)
        held += found.low <= truth + 1e-4 and truth <= found.high
    return held / samples


@pytest.mark.parametrize("effects", [[0, 0, 0, 0], [0, 0.2, 0.4, 0.6], [0, 0.5, 1, 2]])
def test_interval_has_its_coverage(effects):
    # Of 150 samples 95 % are 142.5 with a standard deviation of 2.7; no effect at all is always covered.
    assert 0.90 <= _coverage(1.0, effects, [0.4, 0.3, 0.2, 0.1], skewed=False) <= 1.0


def test_interval_on_skewed_amounts_has_nearly_its_coverage():
    assert _coverage(0.9, [0, 0.3, 0.6], [0.5, 0.3, 0.2], skewed=True) >= 0.87


def test_with_many_small_groups_chance_is_seldom_taken_for_an_effect():
    rng = np.random.default_rng(2)
    low = []
    for i in range(60):
        found = criteria.explained_share(rng.normal(size=150), rng.integers(0, 12, 150), seed=i, draws=200)
        low.append(found.low)
    assert np.mean(np.array(low) > 0) <= 0.05


def test_same_seed_same_interval_and_unit_does_not_matter():
    rng = np.random.default_rng(3)
    values, groups = rng.gamma(2, 50, 90), rng.integers(0, 3, 90)
    one, two = (criteria.explained_share(values, groups, seed=4) for _ in range(2))
    scaled = criteria.explained_share(values * 7.2 + 1e6, groups, seed=4)
    assert one == two and one != criteria.explained_share(values, groups, seed=5)
    assert (scaled.share, scaled.low) == pytest.approx((one.share, one.low), abs=1e-6)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.floats(0, 1e6, allow_subnormal=False), st.sampled_from("abc")), min_size=6, max_size=40
    )
)
def test_share_is_never_above_one_and_the_interval_is_in_order(pairs):
    values, groups = zip(*pairs, strict=True)
    try:
        found = criteria.explained_share(values, groups, draws=20)
    except CourseError:
        assert len(set(groups)) < 2 or len(set(values)) == 1
        return
    assert found.share <= 1 + 1e-9 and 0 <= found.low <= found.high <= 1


def test_missing_values_and_groups_are_left_out_and_series_are_matched_by_index():
    values = pd.Series([1.0, 2.0, 11.0, 12.0, np.nan, 5.0], index=list("uvwxyz"))
    groups = pd.Series(["b", "b", "a", "a", "b"], index=list("xwvuy"))
    found = criteria.explained_share(values, groups)
    assert found.customers == 4 and found.share > 0.9


def test_logarithms_are_asked_for_and_refused_for_nothing_spent():
    values, groups = [1.0, 10.0, 100.0, 1000.0] * 5, list("aabb") * 5
    plain, logged = (criteria.explained_share(values, groups, log=log) for log in (False, True))
    assert logged.share > 0.7 > plain.share
    with pytest.raises(CourseError, match="log=False"):
        criteria.explained_share([0.0, *values[1:]], groups, log=True)


@pytest.mark.parametrize(
    ("values", "groups"),
    [([1, 2, 3], ["a"] * 3), ([5, 5, 5, 5], list("aabb")), ([1, 2], ["a", "b"]), ([], [])],
)
def test_what_has_no_share_is_refused_in_both_languages(values, groups):
    with pytest.raises(CourseError) as refused:
        criteria.explained_share(values, groups)
    assert "qcut" in refused.value.text.zh and "qcut" in refused.value.text.en


def test_different_lengths_are_refused():
    with pytest.raises(CourseError, match="3"):
        criteria.explained_share([1, 2], ["a", "b", "a"])


@pytest.fixture
def customers():
    rng = np.random.default_rng(6)
    tier = rng.choice(["tier_1", "tier_2", "tier_3"], 300)
    spent = 100 * np.exp(0.5 * (tier == "tier_1") + 0.3 * rng.standard_normal(300))
    return pd.DataFrame({"city_tier": tier, "sex": rng.choice(["f", "m"], 300), "spent": spent})


def test_comparison_takes_columns_schemes_and_groupings_and_sorts(customers):
    groupings = {
        "column": "city_tier",
        "scheme": schemes["city_tier"],
        "sex": "sex",
        "bands": customers["sex"],
    }
    found = criteria.compare_criteria(customers, "spent", groupings)
    assert list(found) == ["criterion", "customers", "groups", "share", "low", "high"]
    assert found["criterion"].tolist() == ["column", "scheme", "sex", "bands"]
    assert found["share"].is_monotonic_decreasing and found.loc[0, "share"] == found.loc[1, "share"]
    assert found.loc[0, "low"] > 0.1 and found.loc[2, "low"] == 0
    one = criteria.explained_share(customers["spent"], customers["sex"])
    assert found.loc[2, ["share", "low", "high"]].tolist() == [one.share, one.low, one.high]


def test_a_column_that_is_not_there_is_named(customers):
    with pytest.raises(CourseError, match="town"):
        criteria.compare_criteria(customers, "spent", {"town": "town"})


def test_sentence_and_table_are_in_both_languages(customers):
    text = criteria.explained_share(customers["spent"], customers["city_tier"]).text
    assert "95%区间" in text.zh and "300位客户" in text.zh and "95% interval" in text.en
    shown = str(criteria.criteria_table(criteria.compare_criteria(customers, "spent", {"sex": "sex"})))
    assert "%" in shown and "share" not in shown.replace("share explained", "")
