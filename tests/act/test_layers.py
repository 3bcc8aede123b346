"""Layers side by side, budgets, stances and trials: sums conserved, the best split best, both errors counted."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass.act import layers
from custclass.classify.catalogue import pyramid, schemes, stance, value_need
from custclass.classify.value_schemes import add_value_rank
from custclass.data.measures import measure_customers
from custclass.data.tables import load
from custclass.show.say import CourseError, language, say

# Concentration


def test_cdnow_sample_and_grocer_are_not_eighty_twenty():
    orders = load("cdnow_orders")
    sample = measure_customers(orders[orders["in_sample"]], as_of="1998-06-30")["monetary"]
    grocer = measure_customers(load("grocery_orders"), as_of="2017-12-31")["monetary"]
    assert layers.top_share(sample) == pytest.approx(0.674, abs=0.0005)
    assert layers.top_share(grocer) == pytest.approx(0.5456, abs=0.0001)
    first = grocer.nlargest(round(0.2 * len(grocer))).sum() / grocer.sum()
    assert layers.top_share(grocer) == pytest.approx(first, abs=0.001)


def test_top_share_between_two_customers_and_wrong_share():
    assert layers.top_share([6, 3, 1], share=0.5) == pytest.approx(0.75)
    for share in (0, 1, 20, float("nan")):
        with pytest.raises(CourseError, match="share must lie"):
            layers.top_share([1, 2], share)
    with pytest.raises(CourseError, match="negative"):
        layers.top_share([3, -1])


def test_key_customers_are_named_with_their_share_and_ties():
    people = pd.DataFrame({"customer_id": list("ABCD"), "monetary": [10.0, 60.0, 10.0, 20.0]})
    found = layers.key_customers(people, 3)
    assert found["customer_id"].tolist() == ["B", "D", "A", "C"]
    assert found["share_so_far"].tolist() == pytest.approx([0.6, 0.8, 0.9, 1.0])
    with pytest.raises(CourseError, match="not above 0"):
        layers.key_customers(people.assign(monetary=0.0))


def test_curves_rise_from_nobody_to_everybody_and_greatest_come_first():
    curves = layers.lorenz({"a": [1, 1, 1, 1], "b": [90, 5, 5, 0]})
    assert curves.index.tolist() == list(range(101)) and (curves.diff().dropna() >= -1e-12).all(axis=None)
    assert curves["a"].tolist() == pytest.approx([x / 100 for x in range(101)])
    assert curves.loc[25, "b"] == 0.9 and curves.loc[100].tolist() == [1, 1]


# Resources


def test_resources_lose_nobody_and_no_money():
    orders = load("grocery_orders")
    grocer = add_value_rank(measure_customers(orders, as_of="2017-12-31"))
    given_off = orders.groupby("customer_id")["discount"].sum()
    grocer = grocer.join(given_off, on="customer_id")
    found = layers.resources(grocer, schemes["pyramid"], "monetary", "discount")
    assert found.index.tolist() == ["top", "upper", "middle", "base"]
    assert found["customers"].sum() == len(grocer) and found["value"].sum() == pytest.approx(4596039.58)
    assert found["effort"].sum() == pytest.approx(orders["discount"].sum())
    shares = found[["customer_share", "value_share", "effort_share"]].sum()
    assert shares.tolist() == pytest.approx([1, 1, 1])
    by_hand = grocer.loc[grocer["value_rank"] < 0.01, "monetary"].sum()
    assert found.loc["top", "value"] == pytest.approx(by_hand)


def test_an_empty_layer_has_zeros_and_nothing_spent_no_ratio():
    people = pd.DataFrame({"value_rank": [0.0, 0.9], "contribution": [5.0, 5.0], "cost_to_serve": [0.0, 2.0]})
    found = layers.resources(people, pyramid())
    assert found["customers"].tolist() == [1, 0, 0, 1]
    assert np.isnan(found.loc["top", "value_per_effort"]) and found.loc["base", "value_per_effort"] == 2.5


# Budget

LAYERS = pd.DataFrame({"customers": [12, 48, 180, 960], "value": [110e3, 171e3, 170e3, 112e3]}, list("abcd"))


def gain(split):
    return split["gain"].sum()


def test_tilts_spend_the_whole_budget():
    for tilt in (0, 0.3, 1, "best"):
        split = layers.split_budget(LAYERS, 60000, tilt)
        assert split["budget"].sum() == pytest.approx(60000) and (split["budget"] >= 0).all()
        assert (split["per_customer"] * split["customers"]).tolist() == pytest.approx(
            split["budget"].tolist()
        )
    even = layers.split_budget(LAYERS, 60000, 0)
    assert even["per_customer"].tolist() == pytest.approx([50] * 4)
    assert even["gain"].tolist() == pytest.approx((LAYERS["value"] * 0.05).tolist())


MANY = st.lists(
    st.tuples(st.integers(0, 500), st.floats(-1000, 1e5), st.floats(0.01, 0.9), st.floats(1, 500)),
    min_size=1,
    max_size=6,
).filter(lambda rows: any(n > 0 and value > 1 for n, value, _, _ in rows))


@given(MANY, st.floats(0, 1e5), st.floats(0, 1))
@settings(deadline=None, max_examples=120)
def test_the_best_split_gains_at_least_as_much_as_any_tilt(rows, budget, tilt):
    table = pd.DataFrame(rows, columns=["customers", "value", "effect", "half"])
    more = {"effect": table["effect"], "half": table["half"]}
    best = layers.split_budget(table, budget, "best", **more)
    other = layers.split_budget(table, budget, tilt, **more)
    assert best["budget"].sum() == pytest.approx(budget, abs=1e-6) and (best["budget"] >= 0).all()
    assert gain(best) >= gain(other) * (1 - 1e-9) - 1e-9


def test_no_coin_moved_from_the_best_split_gains_more():
    best = layers.split_budget(LAYERS, 20000, "best", half=50)
    for giver in LAYERS.index[best["budget"] > 100]:
        for taker in LAYERS.index.drop(giver):
            moved = best["budget"].copy()
            moved[giver] -= 100
            moved[taker] += 100
            each = moved / LAYERS["customers"]
            assert (LAYERS["value"] * 0.1 * (1 - 0.5 ** (each / 50))).sum() <= gain(best) + 1e-9


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"budget": -1}, "budget must be"),
        ({"tilt": 1.5}, "tilt must be"),
        ({"tilt": "even"}, "tilt must be"),
        ({"half": 0}, "half must be"),
    ],
)
def test_wrong_budgets_are_refused_in_a_sentence(given, words):
    with pytest.raises(CourseError, match=words) as found:
        layers.split_budget(LAYERS, **({"budget": 100} | given))
    assert found.value.text.zh.endswith("。")
    with pytest.raises(CourseError, match="not above 0"):
        layers.split_budget(LAYERS.assign(value=-1.0), 100)


# Stances


def test_stances_are_costed_and_every_class_needs_a_price():
    people = pd.DataFrame({"value_rank": [0.0, 0.1, 0.5, 0.9], "contribution": [900.0, 100.0, 20.0, -30.0]})
    prices = {"yielding": 50, "caring": 100, "adapting": 0, "indifferent": 5}
    found = layers.care_costs(people, stance(), prices, effect=0.2, half=50)
    assert found["care"].tolist() == [50, 100, 0, 5]
    assert found["gain"].tolist() == pytest.approx(
        [90, 15, 0, 0]
    )  # who brings less than nothing gains nothing
    assert found["net"].tolist() == pytest.approx([40, -85, 0, -5])
    with pytest.raises(CourseError, match="caring"):
        layers.care_costs(people, stance(), {code: 1 for code in prices if code != "caring"})
    with pytest.raises(CourseError, match="friendly"):
        layers.care_costs(people, stance(), prices | {"friendly": 1})


def test_every_cell_of_the_matrix_has_an_action():
    assert list(layers.MATRIX_ACTIONS) == value_need().codes
    assert len({text.zh for text in layers.MATRIX_ACTIONS.values()}) == 8


def test_tables_are_shown_in_both_languages_with_their_money():
    costs = pd.DataFrame({"value": [900.0], "net": [-30.0]}, index=pd.Index(["caring"], name="class"))
    language("zh")
    shown = str(layers.layer_table(costs, "CNY", stance().labels))
    assert "关怀型" in shown and "−¥30" in shown and "多得减照顾" in shown and "贡献" in shown
    language("en")
    assert "gain less care" in str(layers.layer_table(costs, "USD", stance().labels))


def test_the_headings_say_what_is_brought_and_what_is_spent():
    language("en")
    found = pd.DataFrame({"value": [80.0], "effort": [16.0], "value_share": [1.0], "value_per_effort": [5.0]})
    both = {"value": say(zh="销售额", en="sales"), "effort": say(zh="优惠", en="discounts")}
    shown = str(layers.layer_table(found, "USD", **both))
    assert "share of sales" in shown and "sales ÷ discounts" in shown and "US$16" in shown
    assert "contribution ÷ cost to serve" in str(layers.layer_table(found, "USD"))


# Trial


def orders_of(*rows):
    table = pd.DataFrame(rows, columns=["customer_id", "order_date", "amount"])
    return table.assign(order_date=pd.to_datetime(table["order_date"], format="mixed"))


def test_the_goal_and_the_days_of_a_trial_count_to_their_ends():
    orders = orders_of(
        ("A", "2025-01-01 00:00", 30.0), ("A", "2025-03-31 23:59", 30.0), ("B", "2025-04-01 00:00", 60.0),
        ("B", "2025-06-30 23:59", 1.0), ("C", "2024-12-31 23:59", 60.0), ("C", "2025-07-01 00:00", 60.0),
        ("D", "2025-02-01", 59.99),
    )  # fmt: skip
    found = layers.trial(pd.DataFrame({"customer_id": list("ABCD")}), orders, "2025-01-01", 3, goal=60)
    assert found["trial_amount"].tolist() == [60, 0, 0, 59.99]
    assert found["passed"].tolist() == [True, False, False, False]
    assert found["later_amount"].tolist() == [0, 61, 0, 0]


def test_both_errors_are_counted_in_money():
    orders = orders_of(
        ("A", "2025-01-02", 90.0), ("A", "2025-04-02", 80.0), ("B", "2025-05-02", 100.0), ("C", "2025-02-02", 90.0),
        ("C", "2025-06-29", 10.0), ("E", "2025-05-02", 20.0),
    )  # fmt: skip
    people = pd.DataFrame({"customer_id": list("ABCDE")})
    found = layers.trial(people, orders, "2025-01-01", 3, goal=60, margin=0.3, care=2)
    verdicts = ["rightly_kept", "wrongly_let_go", "wrongly_kept", "rightly_let_go", "wrongly_let_go"]
    assert found["verdict"].tolist() == verdicts  # E's later profit is exactly 0: worth keeping
    money = layers.trial_money(found)
    assert money.index.tolist() == layers.VERDICTS == list(layers.VERDICT_NAMES)
    assert money["later_profit"].tolist() == pytest.approx([18, -3, 24, -6])
    assert money["customers"].sum() == 5 and money["later_amount"].sum() == 210


def test_a_trial_loses_nobody_and_a_higher_goal_lets_more_go():
    orders = load("grocery_orders")
    half = measure_customers(orders, as_of="2017-06-30")
    kept = []
    for goal in (0, 50, 200, 1e9):
        found = layers.trial(half, orders, "2017-07-01", 3, goal, margin=0.25, care=1)
        assert layers.trial_money(found)["customers"].sum() == len(half)
        kept.append(int(found["passed"].sum()))
    assert kept[0] == len(half) and kept[-1] == 0 and kept == sorted(kept, reverse=True)


def test_a_trial_beyond_the_orders_or_with_doubles_is_refused():
    orders = orders_of(("A", "2025-05-02", 1.0))
    people = pd.DataFrame({"customer_id": ["A"]})
    with pytest.raises(CourseError, match="trial and watch run to 2025-06-30"):
        layers.trial(people, orders, "2025-01-01", 3, goal=1)
    assert len(layers.trial(people, orders, "2025-01-01", 3, goal=1, watch=1)) == 1
    with pytest.raises(CourseError, match="A is listed more than once"):
        layers.trial(pd.concat([people, people]), orders, "2025-01-01", 1, goal=1)
