"""btyd_summary: every rule at its edge, the engines against each other and against a plain loop."""

from __future__ import annotations

from datetime import datetime, timedelta

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass.classify.clv import btyd_summary
from custclass.show.say import CourseError

START = datetime(2024, 1, 1)


def book(*rows):
    """Make orders from (customer, days after the start, amount)."""
    when = [START + timedelta(days=day) for _, day, _ in rows]
    return pd.DataFrame(
        {
            "customer_id": [row[0] for row in rows],
            "order_date": pd.Series(when, dtype="datetime64[us]"),
            "amount": pd.Series([row[2] for row in rows], dtype=float),
        }
    )


def in_polars(orders):
    return pl.DataFrame({name: orders[name].to_list() for name in orders.columns})


def in_duckdb(orders):
    connection = duckdb.connect()
    connection.execute("create table o (customer_id varchar, order_date timestamp, amount double)")
    for row in orders.itertuples(index=False):
        connection.execute("insert into o values (?, ?, ?)", [row[0], row[1].to_pydatetime(), row[2]])
    return connection.table("o")


def only(summary, customer="A"):
    return tuple(summary.loc[customer])


def test_days_count_not_orders():
    orders = book(("A", 0, 5), ("A", 7.3, 10), ("A", 7.9, 30), ("A", 14.5, 20), ("B", 20, 1))
    summary = btyd_summary(orders, as_of="2024-01-29", unit="W")
    assert only(summary) == (2, 2.0, 4.0, 30.0)
    assert only(summary, "B") == (0, 0.0, 8 / 7, 0.0)
    assert summary.index.name == "customer_id" and summary.index.tolist() == ["A", "B"]


def test_several_orders_on_the_first_day_are_no_repeat():
    assert only(btyd_summary(book(("A", 0, 5), ("A", 0.5, 50)), as_of="2024-01-08")) == (0, 0.0, 1.0, 0.0)


def test_the_whole_as_of_day_counts_and_later_orders_do_not():
    orders = book(("A", 0, 5), ("A", 6.99, 10), ("A", 7, 99), ("B", 7, 1))
    summary = btyd_summary(orders, as_of="2024-01-07", unit="D")
    assert summary.index.tolist() == ["A"]
    assert only(summary) == (1, 6.0, 6.0, 10.0)


@pytest.mark.parametrize(("unit", "days"), [("D", 1), ("W", 7), ("M", 365.25 / 12), ("Y", 365.25)])
def test_units_keep_their_fractions(unit, days):
    summary = btyd_summary(book(("A", 0, 5), ("A", 10, 10)), as_of="2024-03-01", unit=unit)
    assert only(summary) == pytest.approx((1, 10 / days, 60 / days, 10))


def test_a_return_is_taken_off_the_last_purchase_before_it():
    orders = book(("A", 0, 5), ("A", 7, 50), ("A", 14, 30), ("A", 16, -20), ("A", 7, -1), ("A", 30, -4))
    assert only(btyd_summary(orders, as_of="2024-02-29", unit="D")) == (2, 14.0, 59.0, (49 + 6) / 2)


def test_returns_make_no_purchase_days_and_no_customers():
    orders = book(("A", 3, 5), ("A", 1, -9), ("B", 2, -1))
    assert btyd_summary(orders, as_of="2024-01-31", unit="D").to_dict("index") == {
        "A": {"frequency": 0, "recency": 0.0, "T": 27.0, "monetary_value": 0.0}
    }


def test_a_zero_amount_is_a_purchase():
    assert only(btyd_summary(book(("A", 0, 5), ("A", 4, 0)), as_of="2024-01-31", unit="D")) == (
        1,
        4.0,
        30.0,
        0.0,
    )


def by_loop(orders, as_of):
    out = {}
    for customer in sorted(set(orders["customer_id"])):
        days: dict = {}
        rows = orders[
            (orders["customer_id"] == customer) & (orders["order_date"] < as_of + timedelta(days=1))
        ]
        for row in rows.itertuples():
            days.setdefault(row.order_date.date(), []).append(row.amount)
        bought = [day for day in sorted(days) if any(amount >= 0 for amount in days[day])]
        if not bought:
            continue
        sums = dict.fromkeys(bought, 0.0)
        for day, amounts in days.items():
            before = [one for one in bought if one <= day]
            if before:
                sums[before[-1]] += sum(amounts)
        repeat = [sums[day] for day in bought[1:]]
        out[customer] = (
            len(repeat),
            (bought[-1] - bought[0]).days,
            (as_of.date() - bought[0]).days,
            np.mean(repeat) if repeat else 0.0,
        )
    return out


rows = st.tuples(st.sampled_from("ABC"), st.integers(0, 119).map(lambda n: n / 4), st.integers(-5, 20))


@settings(deadline=None, max_examples=12)
@given(st.lists(rows, min_size=1, max_size=25), st.integers(0, 30))
def test_engines_agree_with_a_plain_loop(drawn, last):
    orders, as_of = book(*drawn), START + timedelta(days=last)
    expected = by_loop(orders, as_of)
    for table in (orders, in_polars(orders), in_polars(orders).lazy(), in_duckdb(orders)):
        summary = btyd_summary(table, as_of, unit="D")
        assert {key: pytest.approx(value) for key, value in expected.items()} == {
            str(key): tuple(value) for key, value in summary.iterrows()
        }


def test_dates_without_time_and_with_a_zone():
    plain = book(("A", 0, 5), ("A", 7, 10))
    expected = btyd_summary(plain, as_of="2024-01-31")
    zoned = plain.assign(
        order_date=(plain["order_date"] + pd.Timedelta("1h")).dt.tz_localize("Asia/Shanghai")
    )
    dates = in_polars(plain).with_columns(pl.col("order_date").dt.date())
    for table in (zoned, dates):
        pd.testing.assert_frame_equal(btyd_summary(table, as_of="2024-01-31"), expected)


def test_what_cannot_be_read_is_refused():
    orders = book(("A", 0, 5))
    with pytest.raises(CourseError) as refused:
        btyd_summary(orders, as_of="2024-01-31", unit="weeks")
    assert "unit='weeks'" in refused.value.text.en and "时间单位" in refused.value.text.zh
    with pytest.raises(CourseError, match="lacks the column"):
        btyd_summary(orders.drop(columns="amount"), as_of="2024-01-31")
    with pytest.raises(CourseError, match="1 row.s. without customer_id"):
        btyd_summary(orders.assign(customer_id=[None]), as_of="2024-01-31")
    with pytest.raises(CourseError, match="as_of='soon' is no day"):
        btyd_summary(orders, as_of="soon")
