"""Payback by group, and credit for referrals."""

from __future__ import annotations

import pandas as pd
import pytest

from custclass.classify.clv import contribution, credit_referrals, payback
from custclass.show.say import CourseError


def people(*rows):
    table = pd.DataFrame(rows, columns=["customer_id", "source_channel", "registered_on"])
    return table.assign(registered_on=pd.to_datetime(table["registered_on"]))


def money(*rows):
    table = pd.DataFrame(rows, columns=["customer_id", "order_date", "contribution"])
    return table.assign(order_date=pd.to_datetime(table["order_date"], format="ISO8601"))


CUSTOMERS = people(
    ("A", "ad", "2025-01-01"),
    ("B", "ad", "2025-03-01"),
    ("C", "friend", "2025-03-01"),
    ("D", "ad", "2026-01-05"),
)
CASH = money(
    ("A", "2025-01-01 23:00", 30.0),
    ("A", "2025-02-15", 10.0),
    ("B", "2025-03-02", 15.0),
    ("B", "2025-05-01", 20.0),
    ("C", "2025-04-20", 5.0),
    ("A", "2026-01-01", 1000.0),
    ("D", "2026-01-06", 1000.0),
)


def paid(cash=CASH, customers=CUSTOMERS, by="source_channel", **costs):
    return payback(customers, cash, costs or {"ad": 60, "friend": 30}, as_of="2025-12-31", by=by)


def test_sums_by_channel():
    table = paid()
    assert table.loc["ad"].to_dict() == {
        "customers": 2, "cost": 60, "cost_per_customer": 30, "contribution": 75,
        "contribution_per_customer": 37.5, "net": 15, "observed_months": 11, "payback_months": 3,
    }  # fmt: skip
    assert table.loc["friend", "net"] == -25 and pd.isna(table.loc["friend", "payback_months"])


@pytest.mark.parametrize(("cost", "month"), [(0, 0), (45, 1), (45.01, 2), (55, 2), (75, 3)])
def test_the_month_of_payback_is_counted_from_each_customers_own_start(cost, month):
    assert paid(ad=cost, friend=1).loc["ad", "payback_months"] == month


def test_money_from_before_the_acquisition_counts_in_month_1():
    early = money(("A", "2024-12-01", 60.0))
    assert paid(early).loc["ad", "payback_months"] == 1


def test_channel_and_cohort():
    customers = CUSTOMERS.assign(cohort=CUSTOMERS["registered_on"].dt.to_period("Q").astype(str))
    costs = {("ad", "2025Q1"): 60, ("friend", "2025Q1"): 4, ("friend", "2025Q2"): 50}
    table = payback(customers, CASH, costs, as_of="2025-12-31", by=["source_channel", "cohort"])
    assert table.index.names == ["source_channel", "cohort"]
    assert table.loc[("ad", "2025Q1"), "payback_months"] == 3
    assert table.loc[("friend", "2025Q1"), "payback_months"] == 2
    nobody = table.loc[("friend", "2025Q2")]
    assert nobody["customers"] == 0 and nobody["net"] == -50
    assert nobody[["cost_per_customer", "observed_months", "payback_months"]].isna().all()


def test_it_takes_what_contribution_gives():
    orders = CASH.drop(columns="contribution").assign(amount=100.0, calls=1)
    table = paid(contribution(orders, 0.5, {"calls": 20}))
    assert table.loc["ad", "contribution"] == 4 * 30


@pytest.mark.parametrize(
    ("change", "english", "chinese"),
    [
        ({"costs": {"ad": 60}}, "no acquisition cost for friend", "没有 friend 的获客成本"),
        ({"costs": {"ad": -1, "friend": 1}}, "acquisition cost of ad is -1.0", "ad 的获客成本是 -1.0"),
        ({"cash": money(("X", "2025-01-01", 1.0))}, "1 rows of cash are of customers who are not", "例如 X"),
        ({"cash": CASH.drop(columns="contribution")}, "cash lacks the column(s) contribution", "cash 缺少列"),
        (
            {"customers": pd.concat([CUSTOMERS, CUSTOMERS])},
            "Customer A is in customers more",
            "客户 A 出现了",
        ),
        ({"customers": CUSTOMERS.replace("friend", None)}, "Column source_channel is empty in 1", "第 3 行"),
        ({"as_of": "later"}, "as_of='later' is no day", "看不懂"),
    ],
)
def test_payback_refuses(change, english, chinese):
    given = {"customers": CUSTOMERS, "cash": CASH, "costs": {"ad": 60, "friend": 30}, "as_of": "2025-12-31"}
    with pytest.raises(CourseError) as refused:
        payback(**(given | change), by="source_channel")
    assert english in refused.value.text.en and chinese in refused.value.text.zh


def test_referrals_change_the_ranking():
    values = pd.Series({"A": 100.0, "B": 900.0, "C": 500.0, "D": 50.0}).rename_axis("customer_id")
    table = credit_referrals(values, pd.Series({"B": "A", "C": "B", "D": "A", "A": None, "F": "C"}))
    assert table["referred"].to_dict() == {"A": 950, "B": 500, "C": 0, "D": 0}
    assert table["referred_customers"].to_dict() == {"A": 2, "B": 1, "C": 1, "D": 0}
    assert table["total"].to_dict() == {"A": 1050, "B": 1400, "C": 500, "D": 50}
    assert table.index.name == "customer_id"


def test_a_referrer_who_never_bought_is_seen():
    table = credit_referrals(pd.Series({"B": 10.0}), pd.Series({"B": "Z"}))
    assert table.loc["Z"].to_dict() == {"own": 0, "referred_customers": 1, "referred": 10, "total": 10}


def test_nobody_referred_anybody():
    table = credit_referrals(pd.Series({"B": 10.0}), pd.Series({"B": None}))
    assert table.loc["B"].to_dict() == {"own": 10, "referred_customers": 0, "referred": 0, "total": 10}


@pytest.mark.parametrize(
    ("values", "referrers", "english"),
    [
        (pd.Series([1.0, 2.0], ["A", "A"]), {}, "Customer A is in values more than once"),
        ({"A": 1.0}, pd.Series(["A", "A"], ["B", "B"]), "Customer B is in referrers more than once"),
        ({"A": 1.0}, {"A": "A"}, "Customer A is said to have referred themselves"),
        ({"A": None}, {"B": "A"}, "Column values is empty in 1 rows"),
    ],
)
def test_referrals_refuse(values, referrers, english):
    with pytest.raises(CourseError) as refused:
        credit_referrals(pd.Series(values, dtype=float), pd.Series(referrers, dtype="str"))
    assert english in refused.value.text.en and refused.value.text.zh
