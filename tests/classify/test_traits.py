import duckdb
import pandas as pd
import polars as pl
import pytest

from custclass.classify import traits
from custclass.show.say import CourseError


def rows(table):
    """The rows of a table of any engine, missing values as None."""
    if hasattr(table, "fetchall"):
        return sorted(table.fetchall())
    if isinstance(table, pl.DataFrame):
        return sorted(table.rows())
    return sorted(tuple(None if pd.isna(x) else x for x in row) for row in table.itertuples(index=False))


CUSTOMERS = pd.DataFrame(
    {
        "customer_id": ["A", "B", "C"],
        "frequency": [0, 1, 4],
        "orders_last_half": [0, 0, 3],
        "orders_prev_half": [0, 1, 1],
        "birth_year": [1980.0, 2000, 1950],
        "need_functional": [3.0, 1, 5],
        "need_emotional": [3.0, 4, 5],
        "need_social": [2.0, 5, 5],
        "eco": [1.0, 2, 3],
        "quality": [5.0, 2, 3],
        "price": [1.0, 2, 4],
        "novelty": [1.0, 3, 4],
    }
)
ORDERS = pd.DataFrame(
    {
        "customer_id": ["B", "C", "C", "C"],
        "amount": [90.0, 50, 50, -50],
        "discount": [10.0, 0, 0, -10],
        "service_contacts": [1, 0, 1, 5],
    }
)


@pytest.mark.parametrize(
    "add",
    [
        traits.add_repeat_rate, traits.add_order_trend, traits.add_strongest_need, traits.add_strongest_value,
        lambda table: traits.add_age(table, 2025),
    ],
)  # fmt: skip
def test_engines_agree(add):
    customers = CUSTOMERS
    expected = rows(add(customers))
    assert rows(add(pl.DataFrame(customers.to_dict("list")))) == expected
    assert rows(add(duckdb.sql("SELECT * FROM customers"))) == expected


def test_habits_leave_returns_out_and_give_zero_without_orders():
    habits = traits.add_habits(CUSTOMERS[["customer_id"]], ORDERS)
    assert rows(habits) == [("A", 0.0, 0.0), ("B", 0.1, 1.0), ("C", 0.0, 0.5)]
    lazy = traits.add_habits(*(pl.DataFrame(t.to_dict("list")) for t in (CUSTOMERS[["customer_id"]], ORDERS)))
    assert rows(lazy) == rows(habits)


def test_ties_go_to_the_first_and_missing_scores_give_nothing():
    table = pd.DataFrame(
        {"need_functional": [3, 3, None], "need_emotional": [3, 4, 5], "need_social": [3, 4, 1]}
    )
    result = traits.add_strongest_need(table)["strongest_need"]
    assert result[:2].tolist() == ["functional", "emotional"] and pd.isna(result[2])


def test_a_lacking_column_is_named():
    with pytest.raises(CourseError, match="frequency.*customer_id"):
        traits.add_repeat_rate(CUSTOMERS[["customer_id"]])
