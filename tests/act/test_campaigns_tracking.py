"""Market share and tracking: shares by hand, classes at several dates, limits that ring seldom for nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from custclass.act.campaigns import (
    classes_over_time,
    control_limits,
    downgrades,
    draw_intervals,
    draw_limits,
    draw_sample_size,
    lift_by_class,
    market_share,
    show_table,
    spending,
)
from custclass.act.campaigns.estimate import Estimate
from custclass.classify.catalogue import purchase_frequency
from custclass.data.measures import measure_customers
from custclass.data.tables import load
from custclass.show.say import CourseError, language


@pytest.fixture(autouse=True)
def english():
    language("en")


def test_market_share_by_hand():
    table = pd.DataFrame(
        {
            "quarter": ["2025Q2", "2025Q1", "2025Q1", "2025Q2", "2025Q3"],
            "shop_sales": [60, 50, 50, 50, 110],
            "market_sales": [700, 500, 500, 600, 1000],
        }
    )
    found = market_share(table)
    assert found.index.tolist() == ["2025Q1", "2025Q2", "2025Q3"]
    assert found["share"].tolist() == pytest.approx([0.1, 110 / 1300, 0.11])
    assert found["sales_change"].tolist()[1:] == pytest.approx([0.1, 0.0])
    assert found["share_change"].tolist()[1:] == pytest.approx([110 / 1300 - 0.1, 0.11 - 110 / 1300])
    assert found["reading"].iloc[0] is None
    assert [text.en for text in found["reading"][1:]] == ["sales up, share down", "sales unchanged, share up"]
    assert market_share(table, lag=2)["share_change"].tolist()[2] == pytest.approx(0.01)


def test_a_market_smaller_than_the_shop_is_refused():
    table = pd.DataFrame({"quarter": ["Q1"], "shop_sales": [2.0], "market_sales": [1.0]})
    with pytest.raises(CourseError, match="Q1.*same unit"):
        market_share(table)
    with pytest.raises(CourseError, match="lacks"):
        market_share(table, shop="ours")


def test_classes_over_time_follow_everybody_and_look_back_the_same_number_of_days():
    orders = load("grocery_orders")
    scheme = purchase_frequency(3, 13)
    classes = classes_over_time(orders, scheme, ["2017-06-30", "2017-12-31"])
    assert len(classes) == 2469 and not classes.isna().any().any()
    window = orders[orders["order_date"].between("2017-10-02", "2018-01-01")]
    window = window[window["order_date"] >= "2017-10-02"]  # 91 days, 31 December included
    table = measure_customers(window, as_of="2017-12-31").set_index("customer_id")
    last = classes[pd.Timestamp("2017-12-31")]
    assert last[table.index].equals(scheme.classify(table).rename(last.name))
    assert (last.drop(table.index) == "potential_buyer").all()


def test_dates_too_near_the_first_order_are_refused():
    with pytest.raises(CourseError, match="91 days before 2017-03-01.*begin on 2017-01-01"):
        classes_over_time(load("grocery_orders"), purchase_frequency(3, 13), ["2017-03-01"])


def test_limits_ring_seldom_for_nothing_and_surely_for_a_doubled_rate():
    rng = np.random.default_rng(3)
    totals = pd.Series([1000] * 400)
    chart = control_limits(pd.Series(rng.binomial(1000, 0.09, 400)), totals, base=100)
    assert chart["signal"].mean() < 0.015
    chart = control_limits(
        pd.Series([*rng.binomial(1000, 0.09, 12), *rng.binomial(1000, 0.18, 12)]), totals[:24], base=12
    )
    assert not chart["signal"][:12].any() and chart["signal"][12:].all()


def test_limits_are_those_of_a_p_chart():
    chart = control_limits(pd.Series([8, 12, 50]), pd.Series([100, 100, 400]), base=2)
    assert chart["centre"].tolist() == pytest.approx([0.1] * 3)
    half = 3 * np.sqrt(0.09 / np.array([100, 100, 400]))
    assert chart["high"].tolist() == pytest.approx(0.1 + half)
    assert chart["low"].tolist() == pytest.approx(np.clip(0.1 - half, 0, None))


def test_counts_that_do_not_fit():
    with pytest.raises(CourseError, match="same periods"):
        control_limits(pd.Series([1, 2]), pd.Series([10, 10], index=[1, 2]), base=1)
    with pytest.raises(CourseError, match="same periods"):
        control_limits(pd.Series([11]), pd.Series([10]), base=1)
    with pytest.raises(CourseError, match="from 1 to 2"):
        control_limits(pd.Series([1, 2]), pd.Series([10, 10]), base=3)


def test_spending_counts_whole_days_and_everybody():
    book = pd.DataFrame(
        {
            "customer_id": ["a", "a", "a", "b"],
            "order_date": pd.to_datetime(
                ["2025-01-09 23:59", "2025-01-10 00:00", "2025-01-31 23:59", "2025-02-01 00:00"]
            ),
            "amount": [1.0, 2.0, 4.0, 8.0],
        }
    )
    ids = pd.Series(["b", "a", "c"], index=[7, 8, 9])
    found = spending(book, "2025-01-10", "2025-01-31", ids)
    assert found.tolist() == [0.0, 6.0, 0.0] and found.index.tolist() == [7, 8, 9]
    with pytest.raises(CourseError, match="before the first"):
        spending(book, "2025-02-01", "2025-01-01", ids)


def test_downgrades_count_falls_only():
    codes = ["high_frequency", "medium_frequency", "low_frequency", "potential_buyer"]
    classes = pd.DataFrame(
        {"1": [codes[1]] * 4, "2": [codes[0], codes[1], codes[2], codes[3]], "3": [codes[1]] * 3 + [codes[0]]}
    )
    found = downgrades(classes, purchase_frequency(), "medium_frequency")
    assert found.loc["2"].tolist() == [4, 2] and found.loc["3"].tolist() == [1, 0]
    with pytest.raises(CourseError, match="no class .gold."):
        downgrades(classes, purchase_frequency(), "gold")


def test_results_are_shown_in_both_languages_without_codes():
    names = purchase_frequency().labels
    table = lift_by_class(load("shop_test"), "bought")
    assert "medium-frequency buyer" in str(show_table(table, names)) and "18.6" in str(
        show_table(table, names)
    )
    language("zh")
    assert "中频购买者" in str(show_table(table, names)) and "相差（百分点）" in str(show_table(table, names))
    assert "_" not in str(show_table(table, names))
    share = market_share(load("shop_market"), lag=4)
    assert "销售额上升，市场占有率下降" in str(show_table(share))
    chart = control_limits(pd.Series([9, 30]), pd.Series([100, 100]), base=1)
    assert "2025-02 30.0%" in repr(
        draw_limits(chart.set_axis(pd.to_datetime(["2025-01-31", "2025-02-28"])), "降级", "占比")
    )
    assert "每组356人" in repr(draw_sample_size(0.3, 0.1))
    drawn = draw_intervals({"a": Estimate(5.0, -1.0, 9.0, unit="CNY", n=9)}, "钱")
    assert "¥5.00" in repr(drawn)
