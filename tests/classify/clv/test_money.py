"""Present value, historic value and contribution."""

from __future__ import annotations

import pandas as pd
import pytest

from custclass.classify.clv import contribution, historic_value, present_value
from custclass.show.say import CourseError


def test_present_value_is_compound():
    assert present_value([0] * 11 + [110], 0.10, 12) == pytest.approx(100)
    assert present_value([0, 121], 0.10, 1) == pytest.approx(100)
    assert present_value([7, 8, 9], 0.0, 12) == 24


def test_timing_shifts_by_a_period():
    late, mid, early = (present_value([5, 6, 7], 0.2, 4, timing=name) for name in ("end", "mid", "start"))
    assert mid == pytest.approx(late * 1.2**0.125)
    assert early == pytest.approx(late * 1.2**0.25)


def test_present_value_of_each_customer_and_a_rate_that_turns_the_ranking():
    cash = pd.DataFrame({"year_1": [100, 0], "year_2": [0, 0], "year_3": [0, 125]}, index=["early", "late"])
    low, high = present_value(cash, 0.02, 1), present_value(cash, 0.20, 1)
    assert low.to_dict() == pytest.approx({"early": 100 / 1.02, "late": 125 / 1.02**3})
    assert low["late"] > low["early"] and high["late"] < high["early"]


@pytest.mark.parametrize(
    ("given", "english", "chinese"),
    [
        ({"annual_rate": 10}, "annual_rate=10 is 1000 % a year", "annual_rate=10 表示每年 1000%"),
        ({"annual_rate": -1}, "annual_rate=-1: it must be above -1", "应大于 -1"),
        ({"periods_per_year": 0}, "periods_per_year=0: it must be above 0", "应大于 0"),
        ({"timing": "begin"}, "There is no timing='begin'", "timing='begin' 不存在"),
        ({"cash": [1, None]}, "Column cash, row 2 counted from 1, is nan", "列 cash"),
        ({"cash": "100"}, "cash must be numbers", "cash 应为数字"),
        ({"cash": pd.DataFrame({"m1": [1.0], "m2": [float("nan")]})}, "Column m2, row 1", "列 m2"),
    ],
)
def test_present_value_refuses(given, english, chinese):
    with pytest.raises(CourseError) as refused:
        present_value(**({"cash": [1, 2], "annual_rate": 0.1, "periods_per_year": 12} | given))
    assert english in refused.value.text.en and chinese in refused.value.text.zh


def test_historic_value():
    assert historic_value(30, 6, 3) == 540
    margin = pd.Series([30.0, -2.0], index=["A", "B"])
    assert historic_value(margin, 6, 3).to_dict() == {"A": 540, "B": -36}
    with pytest.raises(CourseError, match="lifespan=-1: it is never negative"):
        historic_value(30, 6, -1)


def test_contribution_finds_the_big_buyer_who_costs_more():
    customers = pd.DataFrame(
        {"monetary": [9000.0, 1200.0], "service_contacts": [130, 2], "frequency": [40, 6]}, index=["A", "B"]
    )
    out = contribution(customers, 0.3, {"service_contacts": 15, "frequency": 20}, revenue="monetary")
    assert out["gross_margin"].tolist() == [2700, 360]
    assert out["cost_to_serve"].tolist() == [130 * 15 + 40 * 20, 2 * 15 + 6 * 20]
    assert out["contribution"].tolist() == [-50, 210]
    assert out.index.equals(customers.index) and "contribution" not in customers


def test_contribution_of_orders_with_a_margin_each_and_no_cost():
    orders = pd.DataFrame({"amount": [100.0, -50.0], "category": ["tea", "gift"]})
    margin = orders["category"].map({"tea": 0.4, "gift": 0.2})
    out = contribution(orders, margin, {})
    assert out["contribution"].tolist() == [40, -10] and out["cost_to_serve"].tolist() == [0, 0]


def test_contribution_refuses():
    orders = pd.DataFrame({"amount": [100.0]})
    with pytest.raises(CourseError, match="table lacks the column.s. calls"):
        contribution(orders, 0.3, {"calls": 5})
    with pytest.raises(CourseError, match="35 % as 0.35"):
        contribution(orders, 30, {})
