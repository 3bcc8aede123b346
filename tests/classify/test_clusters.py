"""Clusters: ordered by value, the same from run to run, and agreeing with scikit-learn and scipy."""

import numpy as np
import pandas as pd
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

import custclass as cc
from custclass.classify.clusters import KMeansClasses, WardClasses, agreement, choose_k, scale


@pytest.fixture(scope="module")
def customers():
    """Three kinds of buyers, far apart."""
    rng = np.random.default_rng(0)
    kinds = [(5, 60, 3000), (40, 20, 600), (300, 2, 50)]
    parts = [
        pd.DataFrame(
            {
                "recency_days": rng.poisson(recency, n),
                "frequency": 1 + rng.poisson(frequency, n),
                "monetary": rng.gamma(50, money / 50, n).round(2),
            }
        )
        for (recency, frequency, money), n in zip(kinds, (40, 90, 170), strict=True)
    ]
    table = pd.concat(parts, ignore_index=True)
    return table.set_index(pd.Index([f"S{i:04d}" for i in range(len(table))], name="customer_id"))


@pytest.fixture(scope="module")
def grocer():
    return cc.measure_customers(cc.load("grocery_orders"), as_of="2017-12-31").set_index("customer_id")


def test_scaled_columns_have_mean_0_and_deviation_1(customers):
    scaled = scale(customers)
    assert scaled.index.equals(customers.index)
    np.testing.assert_allclose(scaled.mean(), 0, atol=1e-12)
    np.testing.assert_allclose(scaled.std(ddof=0), 1)


def test_the_logarithm_treats_tenfold_alike_at_every_height():
    scaled = scale(pd.DataFrame({"monetary": [9.0, 99.0, 999.0]}), ["monetary"])["monetary"]
    assert scaled[1] - scaled[0] == pytest.approx(scaled[2] - scaled[1])


def test_a_column_that_is_the_same_for_all_takes_no_part(customers):
    constant = customers.assign(frequency=7)
    np.testing.assert_allclose(scale(constant)["frequency"], 0, atol=1e-12)


def test_class_1_is_worth_most_and_names_hold_from_seed_to_seed(customers):
    runs = [KMeansClasses(3, seed=seed).fit(customers).predict(customers) for seed in range(5)]
    assert all(run.equals(runs[0]) for run in runs)
    means = customers["monetary"].groupby(runs[0]).mean()
    assert list(means.sort_values(ascending=False).index) == ["class_1", "class_2", "class_3"]


def test_the_partition_is_that_of_scikit_learn(grocer):
    model = KMeansClasses(4).fit(grocer)
    X = scale(grocer)
    plain = KMeans(4, n_init=10, random_state=0).fit(X.to_numpy())
    assert agreement(model.predict(grocer), pd.Series(plain.labels_, index=grocer.index)) == 1
    assert model.inertia_ == pytest.approx(plain.inertia_)
    assert model.silhouette_ == pytest.approx(silhouette_score(X.to_numpy(), plain.labels_))


def test_the_profile_counts_everybody(grocer):
    profile = KMeansClasses(4).fit(grocer).profile_
    assert profile["customers"].sum() == len(grocer)
    assert profile["customer_share"].sum() == pytest.approx(1)


def test_others_than_those_learned_from_can_be_classified(customers):
    model = KMeansClasses(3).fit(customers.iloc[::2])
    assert agreement(model.predict(customers), KMeansClasses(3).fit(customers).predict(customers)) > 0.95


def test_one_giant_class_is_said():
    rng = np.random.default_rng(1)
    table = pd.DataFrame({"monetary": np.r_[rng.gamma(2, 20, 997), [90_000, 91_000, 92_000]]})
    model = KMeansClasses(2, columns=["monetary"], log=False).fit(table)
    assert model.silhouette_ > 0.97
    assert any("One class holds" in note.en and "一个类占了" in note.zh for note in model.notes)


def test_a_class_of_three_among_thousands_is_in_the_sample_of_the_silhouette():
    values = np.r_[np.random.default_rng(0).gamma(2, 20, 9_997), [9_000, 9_100, 9_200]]
    table = pd.DataFrame({"monetary": values})
    for seed in range(5):
        assert choose_k(table, ks=[2], draws=1, seed=seed).loc[2, "silhouette"] > 0.95


def test_choose_k_agrees_with_scikit_learn_and_finds_the_three_kinds(customers):
    X = scale(customers)
    table = choose_k(X, ks=[2, 3, 4], draws=5)
    for k, row in table.iterrows():
        plain = KMeans(k, n_init=10, random_state=0).fit(X.to_numpy())
        assert row["inertia"] == pytest.approx(plain.inertia_)
        assert row["silhouette"] == pytest.approx(silhouette_score(X.to_numpy(), plain.labels_))
        assert row["smallest_share"] == pytest.approx(np.bincount(plain.labels_).min() / len(X))
    assert table["silhouette"].idxmax() == 3
    assert table.loc[3, "stability"] > 0.95 > table.loc[4, "stability"]
    assert table["inertia"].is_monotonic_decreasing


def test_choose_k_takes_an_array_as_well(customers):
    X = scale(customers)
    pd.testing.assert_frame_equal(choose_k(X.to_numpy(), ks=[3], draws=2), choose_k(X, ks=[3], draws=2))


def test_noise_has_no_stable_classes():
    noise = pd.DataFrame(np.random.default_rng(0).random((300, 3)), columns=list("abc"))
    assert choose_k(noise, ks=[5], draws=5).loc[5, "stability"] < 0.8


def test_the_tree_is_that_of_scipy(customers):
    X = scale(customers)
    ward = WardClasses(3).fit(X)
    np.testing.assert_allclose(ward.linkage_, linkage(X.to_numpy(), "ward"))
    for k in (2, 3, 6):
        plain = pd.Series(fcluster(ward.linkage_, k, "maxclust"), index=X.index)
        assert agreement(ward.cut(k), plain) == 1
    assert "cut at distance" in ward.draw("Groups").alt


def test_agreement_does_not_mind_names_and_knows_chance():
    rng = np.random.default_rng(0)
    one, other = (pd.Series(rng.integers(0, 3, 3000)) for _ in range(2))
    assert agreement(one, one.map({0: "x", 1: "y", 2: "z"})) == 1
    assert abs(agreement(one, other)) < 0.01


def test_groupings_without_a_common_customer_are_not_called_equal():
    with pytest.raises(cc.CourseError, match="share no customer"):
        agreement(pd.Series([1, 2], index=["A", "B"]), pd.Series([1, 2]))


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        ({"monetary": "much"}, "不是数字", "holds no numbers"),
        ({"monetary": np.nan}, "没有可用的数值", "no usable value"),
        ({"monetary": np.inf}, "没有可用的数值", "no usable value"),
    ],
)
def test_what_cannot_be_compared_is_named(customers, change, zh, en):
    with pytest.raises(cc.CourseError, match="monetary") as error:
        KMeansClasses(3).fit(customers.assign(**change))
    assert zh in error.value.args[0].zh and en in error.value.args[0].en


@pytest.mark.parametrize("k", [1, 301])
def test_a_number_of_classes_that_cannot_be_is_refused(customers, k):
    for model, table in ((KMeansClasses(k), customers), (WardClasses(k), scale(customers))):
        with pytest.raises(cc.CourseError, match=f"k={k}"):
            model.fit(table)


def test_too_many_customers_for_a_tree_are_refused():
    with pytest.raises(cc.CourseError, match="10000|10,000"):
        WardClasses(3).fit(pd.DataFrame({"a": np.arange(10_001)}))


def test_before_fit_it_says_so(customers):
    with pytest.raises(cc.CourseError, match="fit"):
        KMeansClasses(3).predict(customers)
