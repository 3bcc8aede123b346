"""measure_customers: three engines agree with each other and with a plain loop; every rule at its edge."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import custclass as cc
from custclass.data.given import as_of_day
from custclass.data.measures import COLUMNS

AS_OF = date(2017, 12, 31)
CONNECTION = duckdb.connect()


# --- building the same table in each engine, reading results back as plain rows ---


def in_pandas(rows, columns):
    table = pd.DataFrame(rows, columns=columns)
    kinds = {"customer_id": "str", "order_date": "datetime64[us]", "amount": "float64", "order_id": "str"}
    return table.astype({c: kinds[c] for c in columns})


def in_polars(rows, columns):
    kinds = {"customer_id": pl.String, "order_date": pl.Datetime, "amount": pl.Float64, "order_id": pl.String}
    return pl.DataFrame(rows, schema={c: kinds[c] for c in columns}, orient="row")


def in_duckdb(rows, columns):
    kinds = {"customer_id": "varchar", "order_date": "timestamp", "amount": "double", "order_id": "varchar"}
    name = f"t_{len(columns)}"  # orders and customers live in one connection, as DuckDB wants for a join
    CONNECTION.execute(f"create or replace table {name} ({', '.join(f'{c} {kinds[c]}' for c in columns)})")
    if rows:
        marks = ", ".join(f"({', '.join('?' * len(columns))})" for _ in rows)
        CONNECTION.execute(f"insert into {name} values {marks}", [value for row in rows for value in row])
    return CONNECTION.table(name)


ENGINES = {
    "pandas": in_pandas,
    "polars": in_polars,
    "polars lazy": lambda rows, columns: in_polars(rows, columns).lazy(),
    "DuckDB": in_duckdb,
}


def plain(table):
    """Return the rows as tuples sorted by customer, missing values as None."""
    if isinstance(table, pl.LazyFrame):
        table = table.collect()
    if isinstance(table, pl.DataFrame):
        names, rows = table.columns, table.rows()
    elif isinstance(table, pd.DataFrame):
        names, rows = list(table.columns), list(table.itertuples(index=False, name=None))
    else:
        names, rows = table.columns, table.fetchall()
    assert names == COLUMNS
    clean = [tuple(None if pd.isna(v) else v for v in row) for row in rows]
    return sorted(clean)


def measured(engine, rows, as_of=AS_OF, columns=("customer_id", "order_date", "amount"), customers=None):
    make = ENGINES[engine]
    known = None if customers is None else make([(c,) for c in customers], ["customer_id"])
    return plain(cc.measure_customers(make(rows, list(columns)), as_of, known))


def by_loop(rows, as_of, has_id, customers=()):
    """Measure with plain Python, straight from the definition."""
    out = []
    rows = [row for row in rows if row[1].date() <= as_of]
    for customer in sorted({row[0] for row in rows} | set(customers)):
        mine = [row for row in rows if row[0] == customer]
        bought = [row for row in mine if row[2] >= 0]
        money = sum(row[2] for row in mine)
        keys = [(row[3] if has_id and row[3] is not None else index) for index, row in enumerate(bought)]
        ages = [(as_of - row[1].date()).days for row in bought]
        frequency = len(set(keys))
        first = min((row[1] for row in bought), default=None)
        last = max((row[1] for row in bought), default=None)
        recency = (as_of - last.date()).days if last else None
        tenure = (as_of - first.date()).days if first else None
        days = len(set(ages))
        gap = (tenure - recency) / (days - 1) if days > 1 else None
        out.append(
            (
                customer, first, last, recency, frequency, money, money / frequency if frequency else None,
                tenure, gap, recency / gap if gap else None,
                len({k for k, age in zip(keys, ages, strict=True) if age < 182}),
                len({k for k, age in zip(keys, ages, strict=True) if 182 <= age < 365}),
            )
        )  # fmt: skip
    return out


def same(one, other):
    assert len(one) == len(other)
    for left, right in zip(one, other, strict=True):
        for name, a, b in zip(COLUMNS, left, right, strict=True):
            equal = a == b or (
                a is not None and b is not None and name in FLOATS and math.isclose(a, b, abs_tol=1e-9)
            )
            assert equal, f"{left[0]} {name}: {a} and {b}"


FLOATS = {"monetary", "average_order", "mean_gap_days", "silence_gaps"}

_moments = st.one_of(
    st.datetimes(datetime(1999, 1, 1), datetime(2018, 3, 1)),
    st.integers(-2, 370).map(lambda age: datetime(2017, 12, 31, 12) - timedelta(days=age)),
).map(lambda moment: moment.replace(microsecond=0))
_rows = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        _moments,
        st.sampled_from([-3.5, -0.01, 0.0, 1.0, 2.25, 100.0]),
        st.sampled_from(["1", "2", "3", None]),
    ),
    max_size=14,
)


@settings(max_examples=30, deadline=None)
@given(
    rows=_rows,
    has_id=st.booleans(),
    customers=st.one_of(st.none(), st.lists(st.sampled_from("ABZ"), min_size=1)),
)
def test_engines_agree_with_the_loop(rows, has_id, customers):
    columns = ["customer_id", "order_date", "amount"] + ["order_id"] * has_id
    expected = by_loop(rows, AS_OF, has_id, customers or ())
    rows = [row[: len(columns)] for row in rows]
    for engine in ENGINES:
        same(measured(engine, rows, AS_OF, columns, customers), expected)


# --- single rules ---

each_engine = pytest.mark.parametrize("engine", ENGINES)


def one(engine, rows, **kwargs):
    return dict(zip(COLUMNS, measured(engine, rows, **kwargs)[0], strict=True))


@each_engine
def test_as_of_is_inclusive_to_the_end_of_the_day(engine):
    rows = [("A", datetime(2017, 12, 31, 23, 59, 59), 1.0), ("A", datetime(2018, 1, 1), 10.0)]
    row = one(engine, rows)
    assert (row["frequency"], row["monetary"], row["recency_days"]) == (1, 1.0, 0)
    assert cc.orders_after(ENGINES[engine](rows, ["customer_id", "order_date", "amount"]), AS_OF) == 1


@each_engine
def test_recency_counts_calendar_days_not_hours(engine):
    row = one(engine, [("A", datetime(2017, 12, 30, 23, 59), 1.0)], as_of="2017-12-31 00:01")
    assert row["recency_days"] == row["tenure_days"] == 1


@each_engine
def test_days_across_leap_years_and_centuries(engine):
    row = one(
        engine, [("A", datetime(1896, 2, 28), 1.0), ("A", datetime(2000, 2, 29), 1.0)], as_of="2100-03-01"
    )
    assert row["tenure_days"] == (date(2100, 3, 1) - date(1896, 2, 28)).days
    assert row["recency_days"] == (date(2100, 3, 1) - date(2000, 2, 29)).days


@each_engine
def test_a_return_changes_money_only(engine):
    bought = [("A", datetime(2017, 6, 1), 10.0)]
    row = one(engine, [*bought, ("A", datetime(2017, 12, 1), -4.0)])
    before = one(engine, bought)
    assert row["monetary"] == 6.0 and row["average_order"] == 6.0
    unchanged = set(COLUMNS) - {"monetary", "average_order"}
    assert {c: row[c] for c in unchanged} == {c: before[c] for c in unchanged}


@each_engine
def test_only_returns(engine):
    row = one(engine, [("A", datetime(2017, 12, 1), -4.0)])
    assert row == dict.fromkeys(COLUMNS) | {
        "customer_id": "A", "monetary": -4.0, "frequency": 0, "orders_last_half": 0, "orders_prev_half": 0,
    }  # fmt: skip


@each_engine
def test_a_zero_amount_is_an_order(engine):
    row = one(engine, [("A", datetime(2017, 12, 1), 0.0)])
    assert (row["frequency"], row["average_order"], row["recency_days"]) == (1, 0.0, 30)


@each_engine
def test_lines_of_one_order_count_once_and_rows_without_id_each(engine):
    day = datetime(2017, 12, 1)
    rows = [("A", day, 1.0, "1"), ("A", day, 2.0, "1"), ("A", day, 4.0, None), ("A", day, 8.0, None)]
    row = one(engine, rows, columns=["customer_id", "order_date", "amount", "order_id"])
    assert (row["frequency"], row["monetary"], row["orders_last_half"]) == (3, 15.0, 3)


@each_engine
def test_gaps_are_between_distinct_days(engine):
    days = [
        datetime(2017, 12, 1, 9),
        datetime(2017, 12, 1, 20),
        datetime(2017, 12, 11),
        datetime(2017, 12, 21),
    ]
    row = one(engine, [("A", day, 1.0) for day in days])
    assert (row["frequency"], row["mean_gap_days"], row["silence_gaps"]) == (4, 10.0, 1.0)
    row = one(engine, [("A", day, 1.0) for day in days[:2]])
    assert row["mean_gap_days"] is None and row["silence_gaps"] is None


@each_engine
def test_half_years(engine):
    ages = [0, 181, 182, 364, 365]
    rows = [("A", datetime(2017, 12, 31, 23) - timedelta(days=age), 1.0) for age in ages]
    row = one(engine, rows)
    assert (row["orders_last_half"], row["orders_prev_half"], row["frequency"]) == (2, 2, 5)


@each_engine
def test_customers_without_orders_are_added_and_nobody_is_lost(engine):
    rows = [("A", datetime(2017, 12, 1), 1.0), ("B", datetime(2018, 5, 1), 1.0)]
    out = measured(engine, rows, customers=["B", "C", "C"])
    assert [(row[0], row[4], row[5], row[1], row[6]) for row in out] == [
        ("A", 1, 1.0, datetime(2017, 12, 1), 1.0), ("B", 0, 0.0, None, None), ("C", 0, 0.0, None, None),
    ]  # fmt: skip


@each_engine
@pytest.mark.parametrize("position, column", list(enumerate(["customer_id", "order_date", "amount"])))
def test_a_gap_is_refused_in_one_sentence(engine, position, column):
    rows = [["A", datetime(2017, 12, 1), 1.0] for _ in range(6)]
    rows[1][position] = rows[4][position] = None
    with pytest.raises(cc.CourseError) as error:
        measured(engine, rows)
    assert f"2 row(s) without {column}" in error.value.text.en and f"2 行没有 {column}" in error.value.text.zh
    assert ("the first: 2, 5" in error.value.text.en) == (engine in ("pandas", "polars"))


def test_nan_amount_is_refused_outside_pandas_too():
    table = in_polars([("A", datetime(2017, 12, 1), float("nan"))], ["customer_id", "order_date", "amount"])
    with pytest.raises(cc.CourseError, match="amount"):
        cc.measure_customers(table, AS_OF)


@each_engine
def test_a_customers_table_with_a_gap_is_refused(engine):
    with pytest.raises(cc.CourseError, match="customers"):
        measured(engine, [("A", datetime(2017, 12, 1), 1.0)], customers=["A", None])


# --- what comes back ---


def orders():
    return in_pandas(
        [("B", datetime(2017, 11, 1), 1), ("A", datetime(2017, 12, 1), 2), ("C", datetime(2017, 12, 2), -1)],
        ["customer_id", "order_date", "amount"],
    )


def test_pandas_comes_back_sorted_with_plain_integers():
    table = orders().set_index(pd.Index([7, 7, 9], name="customer_id"))
    before = table.copy()
    out = cc.measure_customers(table[:2], AS_OF)
    assert list(out.columns) == COLUMNS and list(out["customer_id"]) == ["A", "B"]
    assert out.index.equals(pd.RangeIndex(2))
    assert out.dtypes[["recency_days", "frequency", "tenure_days", "orders_prev_half"]].eq("int64").all()
    pd.testing.assert_frame_equal(table, before)


def test_pandas_days_are_nullable_where_somebody_has_none():
    out = cc.measure_customers(orders(), AS_OF)
    assert out.dtypes[["recency_days", "tenure_days"]].eq("Int64").all() and out["frequency"].dtype == "int64"
    assert out["first_order"].isna().tolist() == [False, False, True]


def test_each_engine_gives_its_own_kind():
    rows, columns = [("A", datetime(2017, 12, 1), 1.0)], ["customer_id", "order_date", "amount"]
    for engine, kind in [("pandas", pd.DataFrame), ("polars", pl.DataFrame), ("polars lazy", pl.LazyFrame)]:
        assert isinstance(cc.measure_customers(ENGINES[engine](rows, columns), AS_OF), kind)
    out = cc.measure_customers(in_polars(rows, columns), AS_OF)
    assert out.schema["recency_days"] == out.schema["frequency"] == pl.Int64


def test_a_duckdb_relation_stays_lazy():
    connection = duckdb.connect()
    connection.execute("create table t (customer_id varchar, order_date timestamp, amount double)")
    connection.execute("insert into t values ('A', '2017-12-01', 1.5)")
    out = cc.measure_customers(connection.table("t"), AS_OF)
    assert isinstance(out, duckdb.DuckDBPyRelation)
    connection.execute("insert into t values ('B', '2017-12-02', 2)")
    assert sorted(row[0] for row in out.fetchall()) == ["A", "B"]


def test_plain_dates_and_stated_zones():
    rows = {"customer_id": ["A", "A"], "amount": [1, 2]}
    days = pl.DataFrame(rows | {"order_date": [date(2017, 12, 1), date(2017, 12, 31)]})
    assert cc.measure_customers(days, AS_OF)["mean_gap_days"].to_list() == [30.0]
    assert cc.orders_after(days, "2017-12-30") == 1
    shanghai = pd.DataFrame(
        rows | {"order_date": pd.to_datetime(["2017-12-01", "2017-12-31 23:30"], format="ISO8601")}
    )
    shanghai["order_date"] = shanghai["order_date"].dt.tz_localize("Asia/Shanghai")
    out = cc.measure_customers(shanghai, AS_OF)
    assert out["frequency"].tolist() == [2] and out["recency_days"].tolist() == [0]


def test_ids_as_categories():
    table = orders().assign(customer_id=lambda t: t["customer_id"].astype("category"))
    pd.testing.assert_frame_equal(
        cc.measure_customers(table[:2], AS_OF).astype({"customer_id": "str"}),
        cc.measure_customers(orders()[:2], AS_OF),
    )


def test_an_order_book_is_no_table_and_the_sentence_says_what_to_do():
    with pytest.raises(cc.CourseError, match=r"read_orders\(.*\)\.orders"):
        cc.measure_customers(cc.read_orders(orders()), AS_OF)


def test_an_empty_table_gives_an_empty_table():
    assert cc.measure_customers(orders().head(0), AS_OF).shape == (0, len(COLUMNS))


# --- what is refused ---


@pytest.mark.parametrize(
    "given",
    ["2017-12-31", " 2017-12-31 ", "2017-12-31T10:00", AS_OF, datetime(2017, 12, 31, 9),
     pd.Timestamp("2017-12-31 23:59"), np.datetime64("2017-12-31")],
)  # fmt: skip
def test_ways_to_give_the_day(given):
    assert as_of_day(given) == AS_OF


@pytest.mark.parametrize(
    "given", ["31.12.2017", "12/31/2017", "soon", "", None, 20171231, pd.NaT, np.datetime64("NaT"), [AS_OF]]
)
def test_what_is_no_day(given):
    with pytest.raises(cc.CourseError, match="as_of="):
        cc.measure_customers(orders(), given)


def test_the_day_is_required():
    with pytest.raises(TypeError):
        cc.measure_customers(orders())


def test_missing_columns_name_those_found():
    with pytest.raises(cc.CourseError) as error:
        cc.measure_customers(orders().rename(columns={"amount": "paid", "order_date": "day"}), AS_OF)
    assert "order_date, amount" in error.value.text.en and "customer_id, day, paid" in error.value.text.en


@pytest.mark.parametrize("column, value", [("order_date", "2017-12-01"), ("amount", "12.50")])
def test_text_is_no_date_and_no_number(column, value):
    with pytest.raises(cc.CourseError, match=f"{column}.*read_orders"):
        cc.measure_customers(orders().assign(**{column: value}), AS_OF)


def test_no_table_at_all():
    with pytest.raises(cc.CourseError, match="list"):
        cc.measure_customers([1, 2], AS_OF)


@pytest.mark.parametrize(
    "customers, words",
    [(pl.DataFrame({"customer_id": ["A"]}), "polars"), (pd.DataFrame({"customer_id": [1]}), "Int64"),
     (pd.DataFrame({"id": ["A"]}), "customer_id")],
)  # fmt: skip
def test_customers_of_another_kind(customers, words):
    with pytest.raises(cc.CourseError, match=words):
        cc.measure_customers(orders(), AS_OF, customers)
