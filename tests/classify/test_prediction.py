"""Prediction: labels that know what is not known, leaks that are named, scores that are measured rightly."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score

import custclass as cc
from custclass.classify import prediction


@pytest.fixture(scope="module")
def orders():
    return cc.load("shop_orders")


def test_labels_agree_with_a_count_by_hand(orders):
    label = prediction.will_buy(orders, "2025-06-30", 90, "2025-12-31")
    buys = orders[orders["amount"] >= 0]
    for who in label.index[::97]:
        own = buys.loc[buys["customer_id"] == who, "order_date"]
        expected = ((own >= "2025-07-01") & (own < "2025-09-29")).any()
        assert label[who] == expected
    before = buys.loc[buys["order_date"] < "2025-07-01", "customer_id"].unique()
    assert sorted(label.index) == sorted(before)


def test_who_has_no_full_window_is_not_known(orders):
    early = prediction.will_buy(orders, "2025-12-01", 90, "2025-12-31")
    full = prediction.will_buy(orders, "2025-12-01", 30, "2025-12-31")
    assert early[full == 1].eq(1).all()  # who bought has bought, however long the window
    assert early[full == 0].isna().all()
    assert full.notna().all()


def test_a_return_is_no_purchase():
    orders = pd.DataFrame({"customer_id": ["A", "A"], "amount": [9.0, -9.0],
                           "order_date": pd.to_datetime(["2025-01-01", "2025-02-01"])})  # fmt: skip
    assert prediction.will_buy(orders, "2025-01-15", 30, "2025-12-31")["A"] == 0


def test_those_without_orders_can_be_labelled_too(orders):
    everybody = cc.load("shop_customers")
    label = prediction.will_buy(orders, "2025-06-30", 180, "2025-12-31", customers=everybody)
    assert len(label) == len(everybody)


@pytest.mark.parametrize(
    ("cutoff", "days", "zh", "en"),
    [
        ("2025-12-31", 90, "截点", "Choose an earlier cutoff"),
        ("2025-06-30", 0, "正整数", "positive number of days"),
        ("2020-01-01", 90, "没有客户下过单", "Nobody ordered up to"),
    ],
)
def test_a_window_that_cannot_be_is_refused(orders, cutoff, days, zh, en):
    with pytest.raises(cc.CourseError) as error:
        prediction.will_buy(orders, cutoff, days, "2025-12-31")
    assert zh in error.value.args[0].zh and en in error.value.args[0].en


def careless(orders):
    """Measures as somebody in a hurry makes them: two of the columns look at all orders."""
    good = cc.measure_customers(orders, as_of="2025-06-30").set_index("customer_id")
    last = orders.groupby("customer_id")["order_date"].max()
    return good.assign(
        last_seen=last.reindex(good.index),
        total_ever=orders.groupby("customer_id")["amount"].sum().reindex(good.index),
    )


def test_the_columns_that_know_the_future_are_named_and_no_other(orders):
    found = prediction.leaks_by_time(careless, orders, "2025-06-30")
    assert set(found["column"]) == {"last_seen", "total_ever"}
    row = found.set_index("column").loc["last_seen"]
    assert row["with_future"] > pd.Timestamp("2025-07-01") > row["without"]


def test_measures_at_the_cutoff_do_not_leak(orders):
    measure = lambda table: cc.measure_customers(table, as_of="2025-06-30")  # noqa: E731
    assert prediction.leaks_by_time(measure, orders, "2025-06-30").empty


def test_without_a_future_nothing_can_be_proved(orders):
    with pytest.raises(cc.CourseError, match="2025-12-31"):
        prediction.leaks_by_time(careless, orders, "2025-12-31")


def test_a_column_too_good_to_be_true_is_suspicious(orders):
    table = careless(orders)
    label = prediction.will_buy(orders, "2025-06-30", 180, "2025-12-31").reindex(table.index)
    features = table[["recency_days", "frequency"]].assign(
        days_since_seen=-(table["last_seen"] - pd.Timestamp("2025-12-31")).dt.days,
        coupon=np.where(label == 1, 5.0, np.nan),
    )
    found = prediction.suspicious_columns(features, label)
    assert set(found.index) == {"days_since_seen", "coupon"}


@pytest.fixture(scope="module")
def scored(orders):
    measured = cc.measure_customers(orders, as_of="2025-06-30").set_index("customer_id")
    features = measured[["recency_days", "frequency", "monetary", "mean_gap_days", "orders_last_half"]]
    label = prediction.will_buy(orders, "2025-06-30", 90, "2025-12-31").reindex(features.index)
    return prediction.cross_scores(features, label)


def test_scores_are_better_than_chance_and_the_same_each_time(scored, orders):
    for name in prediction.MODELS:
        assert scored[name].between(0, 1).all()
        assert roc_auc_score(scored["label"], scored[name]) > 0.7
        assert scored[name].mean() == pytest.approx(scored["label"].mean(), abs=0.03)


def test_pure_noise_scores_as_chance():
    rng = np.random.default_rng(3)
    features = pd.DataFrame(rng.random((600, 4)), columns=list("abcd"))
    scores = prediction.cross_scores(features, pd.Series((rng.random(600) < 0.4).astype(float)))
    # Learned and scored on the same customers, the trees would come close to 1.
    assert all(abs(roc_auc_score(scores["label"], scores[name]) - 0.5) < 0.08 for name in prediction.MODELS)


def test_the_censored_are_left_out_not_taken_for_either(scored):
    features = pd.DataFrame({"a": np.arange(100.0)})
    label = pd.Series(np.tile([0.0, 1.0, np.nan, 1.0], 25))
    assert len(prediction.cross_scores(features, label)) == 75


def test_too_few_of_one_outcome_is_said():
    label = pd.Series([1.0] * 5 + [0.0] * 95)
    with pytest.raises(cc.CourseError, match="Only 5 customers"):
        prediction.cross_scores(pd.DataFrame({"a": range(100)}), label)


def test_quality_agrees_with_scikit_learn(scored):
    found = prediction.quality(scored["label"], scored["logistic"])
    assert found["auc"] == pytest.approx(roc_auc_score(scored["label"], scored["logistic"]), abs=1e-4)
    assert found["brier"] == pytest.approx(((scored["label"] - scored["logistic"]) ** 2).mean(), abs=1e-4)
    assert found["brier"] < found["brier_base"]


def test_calibration_counts_everybody_and_finds_a_score_that_is_too_high():
    rng = np.random.default_rng(0)
    p = pd.Series(rng.random(4000))
    label = pd.Series((rng.random(4000) < p).astype(int))
    good = prediction.calibration(label, p)
    assert good["customers"].sum() == 4000 and good["happened"].mul(good["customers"]).sum() == label.sum()
    assert ((good["low"] <= good["predicted"]) & (good["predicted"] <= good["high"])).sum() >= 9
    bad = prediction.calibration(label, p**0.25)
    assert (bad["predicted"] > bad["high"]).sum() >= 6


def test_gains_by_hand_and_ties_in_any_order():
    label, score = pd.Series([1, 0, 1, 0, 0, 0, 0, 0, 0, 0]), pd.Series([9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
    table = prediction.gains(label, score, points=10)
    assert table["found"].round(6).tolist() == [0.5, 0.5, 1, 1, 1, 1, 1, 1, 1, 1]
    assert table["lift"][0] == pytest.approx(5)
    equal = pd.Series([1.0] * 10)  # a score that says nothing gives what chance gives
    np.testing.assert_allclose(prediction.gains(label, equal, points=10)["lift"], 1)
    mixed = np.random.default_rng(0).permutation(10)
    tied = score // 3
    pd.testing.assert_frame_equal(
        prediction.gains(label, tied), prediction.gains(label.iloc[mixed], tied.iloc[mixed])
    )


def test_pictures_say_what_is_on_them(scored):
    drawn = prediction.gains_picture(scored["label"], scored[["logistic"]], "Gains", prediction.MODELS)
    assert "logistic regression" in drawn.alt and "by chance" in drawn.alt
    table = prediction.calibration(scored["label"], scored["logistic"])
    assert "happened" in prediction.calibration_picture(table, "Calibration").alt


def test_outcomes_and_scores_must_match(scored):
    with pytest.raises(cc.CourseError, match="2 outcomes but 1 scores"):
        prediction.quality(pd.Series([0, 1]), pd.Series([0.5]))


def test_outcomes_in_another_order_are_matched_by_customer(scored):
    mixed = scored["label"].sample(frac=1, random_state=1)
    assert prediction.quality(mixed, scored["logistic"]) == prediction.quality(
        scored["label"], scored["logistic"]
    )
    with pytest.raises(cc.CourseError, match="has a score but not one outcome"):
        prediction.gains(mixed.rename({mixed.index[0]: "nobody"}), scored["logistic"])


def test_learned_at_one_cutoff_and_scored_at_a_later_one(orders):
    columns = ["recency_days", "frequency", "monetary", "mean_gap_days"]
    early, late = (
        cc.measure_customers(orders, as_of=day).set_index("customer_id")[columns]
        for day in ("2025-03-31", "2025-06-30")
    )
    learned = prediction.will_buy(orders, "2025-03-31", 90, "2025-06-30")
    label = prediction.will_buy(orders, "2025-06-30", 90, "2025-12-31")
    scores = prediction.later_scores(early, learned, late)
    assert list(scores.index) == list(late.index)
    assert all(prediction.quality(label, scores[name])["auc"] > 0.8 for name in prediction.MODELS)
    # The later outcome must not be needed, nor the order of the columns matter.
    pd.testing.assert_frame_equal(scores, prediction.later_scores(early, learned, late[columns[::-1]]))
    with pytest.raises(cc.CourseError, match="monetary"):
        prediction.later_scores(early, learned, late.drop(columns="monetary"))


def test_compared_areas_are_those_of_scikit_learn_and_chance_has_an_interval(scored):
    rng = np.random.default_rng(1)
    tied = scored["logistic"].round(1)
    scores = pd.DataFrame({"tied": tied, "model": scored["logistic"], "noise": rng.random(len(scored))})
    found = prediction.compare_auc(scored["label"], scores, "tied", draws=200)
    for name in scores:
        assert found.loc[name, "auc"] == pytest.approx(roc_auc_score(scored["label"], scores[name]))
    assert found.loc["noise", "high"] < 0  # worse than the baseline, and not by chance
    assert (found.loc["tied", ["difference", "low", "high"]] == 0).all()
    # Two scores that say nothing cannot be told apart.
    nothing = pd.DataFrame(rng.random((len(scored), 2)), columns=["a", "b"], index=scored.index)
    interval = prediction.compare_auc(scored["label"], nothing, "a", draws=200).loc["b"]
    assert interval["low"] < 0 < interval["high"]
    with pytest.raises(cc.CourseError, match='no column "recency"'):
        prediction.compare_auc(scored["label"], scores, "recency")
    with pytest.raises(cc.CourseError, match="the same outcome"):
        prediction.compare_auc(scored["label"] * 0, scores, "tied")


def test_what_the_first_ones_bring_is_counted_and_ties_are_shared_fairly():
    worth = pd.Series([5.0, 1.0, 3.0, 7.0])
    scores = pd.DataFrame({"best": [3, 1, 2, 4], "tied": [1, 1, 1, 1]})
    found = prediction.compare_top(worth, scores, "tied", top=2, draws=300)
    assert found["brought"].tolist() == [8.0, 12.0]  # half of 16; 7 + 5
    assert found.loc["best", "low"] >= 0
    assert prediction.compare_top(worth, scores, "tied", top=4, draws=1)["brought"].tolist() == [16.0, 16.0]
    with pytest.raises(cc.CourseError, match="among 4 customers"):
        prediction.compare_top(worth, scores, "tied", top=5)
