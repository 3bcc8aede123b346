"""Time `measure_customers` beside the query one would write by hand for each engine.

Run ``python benchmarks/measure_customers.py`` (sizes as arguments: 100000 1000000 10000000; about 4 GB for the
largest). Each pair is timed in turn in one process on the same made-up table; the median of five counts, and both
results must be the same table.
"""

from __future__ import annotations

import gc
import os
import platform
import statistics
import sys
import time
from datetime import date, timedelta

import duckdb
import narwhals
import numpy as np
import pandas as pd
import polars as pl

import custclass as cc
from custclass.data.measures import COLUMNS

AS_OF = date(2025, 12, 31)
END = pd.Timestamp(AS_OF) + timedelta(days=1)
HALF = END - timedelta(days=182)
YEAR = END - timedelta(days=365)
ROUNDS = 5


def made_up(n: int) -> dict[str, np.ndarray]:
    """Return n rows: ten a customer, a fifth of them second lines of an order, 3 % returns, over two years."""
    draw = np.random.default_rng(20251231)
    order, customer = np.arange(n), draw.integers(0, n // 10, n)
    when = np.datetime64("2024-01-03", "us") + draw.integers(0, 731 * 86400, n) * np.timedelta64(1, "s")
    second = np.flatnonzero(draw.random(n) < 0.2)
    second = second[second > 0]
    for column in (order, customer, when):
        column[second] = column[second - 1]
    amount = np.round(draw.gamma(2, 20, n), 2) * np.where(draw.random(n) < 0.03, -1, 1)
    return {"order": order, "customer": customer, "order_date": when, "amount": amount}


def in_polars(n: int) -> pl.DataFrame:
    number = pl.DataFrame(made_up(n))
    return number.select(
        order_id="T" + pl.col("order").cast(pl.String).str.zfill(9),
        customer_id="S" + pl.col("customer").cast(pl.String).str.zfill(8),
        order_date="order_date",
        amount="amount",
    )


def in_pandas(n: int) -> pd.DataFrame:
    table = in_polars(n)
    return pd.DataFrame(
        {c: table[c].to_list() if c.endswith("_id") else table[c].to_numpy() for c in table.columns}
    )


def in_duckdb(n: int) -> duckdb.DuckDBPyRelation:
    connection = duckdb.connect()
    connection.register("numbers", made_up(n))
    connection.execute(
        "create table orders as select printf('T%09d', \"order\") as order_id,"
        " printf('S%08d', customer) as customer_id, order_date, amount from numbers"
    )
    return connection.table("orders")


def hand_pandas(orders: pd.DataFrame) -> pd.DataFrame:
    known = orders[orders["order_date"] < END]
    bought = known[known["amount"] >= 0]
    when, order = bought["order_date"], bought["order_id"]
    out = (
        bought.assign(
            day=when.dt.normalize(),
            last_half=order.where(when >= HALF),
            prev_half=order.where((when >= YEAR) & (when < HALF)),
        )
        .groupby("customer_id")
        .agg(
            first_order=("order_date", "min"),
            last_order=("order_date", "max"),
            frequency=("order_id", "nunique"),
            days=("day", "nunique"),
            orders_last_half=("last_half", "nunique"),
            orders_prev_half=("prev_half", "nunique"),
        )
    )
    out = out.join(known.groupby("customer_id")["amount"].sum().rename("monetary"), how="right").reset_index()
    counts = ["frequency", "orders_last_half", "orders_prev_half"]
    out[counts] = out[counts].fillna(0).astype("int64")
    first, last = out["first_order"].dt.normalize(), out["last_order"].dt.normalize()
    out["recency_days"] = (pd.Timestamp(AS_OF) - last).dt.days
    out["tenure_days"] = (pd.Timestamp(AS_OF) - first).dt.days
    out["average_order"] = (out["monetary"] / out["frequency"]).where(out["frequency"] > 0)
    out["mean_gap_days"] = ((last - first).dt.days / (out["days"] - 1)).where(out["days"] > 1)
    out["silence_gaps"] = out["recency_days"] / out["mean_gap_days"]
    return out[COLUMNS]


def hand_polars(orders: pl.DataFrame) -> pl.DataFrame:
    when, order = pl.col("order_date"), pl.col("order_id")
    bought = pl.col("amount") >= 0
    first, last = pl.col("first_order").dt.date(), pl.col("last_order").dt.date()
    return (
        orders.lazy()
        .filter(when < END)
        .group_by("customer_id")
        .agg(
            first_order=when.filter(bought).min(),
            last_order=when.filter(bought).max(),
            monetary=pl.col("amount").sum(),
            frequency=order.filter(bought).n_unique().cast(pl.Int64),
            days=when.dt.date().filter(bought).n_unique(),
            orders_last_half=order.filter(bought & (when >= HALF)).n_unique().cast(pl.Int64),
            orders_prev_half=order.filter(bought & (when >= YEAR) & (when < HALF)).n_unique().cast(pl.Int64),
        )
        .with_columns(
            recency_days=(pl.lit(AS_OF) - last).dt.total_days(),
            tenure_days=(pl.lit(AS_OF) - first).dt.total_days(),
            average_order=pl.when(pl.col("frequency") > 0).then(pl.col("monetary") / pl.col("frequency")),
            mean_gap_days=pl.when(pl.col("days") > 1).then(
                (last - first).dt.total_days() / (pl.col("days") - 1)
            ),
        )
        .with_columns(silence_gaps=pl.col("recency_days") / pl.col("mean_gap_days"))
        .select(COLUMNS)
        .sort("customer_id")
        .collect()
    )


def hand_duckdb(orders: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    return orders.query(
        "o",
        f"""
        with measured as (
            select customer_id, sum(amount) as monetary,
                min(order_date) filter (amount >= 0) as first_order,
                max(order_date) filter (amount >= 0) as last_order,
                count(distinct order_id) filter (amount >= 0) as frequency,
                count(distinct order_date::date) filter (amount >= 0) as days,
                count(distinct order_id) filter (amount >= 0 and order_date >= '{HALF}') as orders_last_half,
                count(distinct order_id) filter (
                    amount >= 0 and order_date >= '{YEAR}' and order_date < '{HALF}') as orders_prev_half
            from o where order_date < '{END}' group by customer_id
        ), timed as (
            select *, date '{AS_OF}' - last_order::date as recency_days,
                date '{AS_OF}' - first_order::date as tenure_days,
                case when frequency > 0 then monetary / frequency end as average_order,
                case when days > 1 then (last_order::date - first_order::date) / (days - 1) end as mean_gap_days
            from measured
        )
        select {", ".join(COLUMNS).replace("silence_gaps", "recency_days / mean_gap_days as silence_gaps")} from timed
        """,
    )


ENGINES = {
    "pandas": (in_pandas, hand_pandas),
    "polars": (in_polars, hand_polars),
    "DuckDB": (in_duckdb, hand_duckdb),
}


def finished(table):
    """Compute a lazy relation; the others are computed."""
    return table.materialize() if isinstance(table, duckdb.DuckDBPyRelation) else table


def to_pandas(table) -> pd.DataFrame:
    if isinstance(table, duckdb.DuckDBPyRelation):
        table = table.df()
    elif isinstance(table, pl.DataFrame):
        table = pd.DataFrame({c: table[c].to_numpy() for c in table.columns})
    numbers = dict.fromkeys(table.columns[3:], "float64")
    return table.astype(numbers).sort_values("customer_id", ignore_index=True)


def compare(make, by_hand, n: int) -> tuple[float, float]:
    """Return the median seconds of `measure_customers` and of the query by hand."""
    orders = make(n)
    ways = {"ours": lambda: cc.measure_customers(orders, as_of=AS_OF), "hand": lambda: by_hand(orders)}
    one, other = (to_pandas(finished(way())) for way in ways.values())
    pd.testing.assert_frame_equal(one, other, check_dtype=False, rtol=1e-9)
    del one, other
    seconds: dict[str, list[float]] = {"ours": [], "hand": []}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            gc.collect()
            start = time.perf_counter()
            finished(way())
            seconds[name].append(time.perf_counter() - start)
    return statistics.median(seconds["ours"]), statistics.median(seconds["hand"])


def main(sizes: list[int]) -> None:
    versions = ", ".join(f"{m.__name__} {m.__version__}" for m in (pd, np, pl, duckdb, narwhals))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"{machine}, Python {platform.python_version()}, {versions}")
    print(f"Median of {ROUNDS} interleaved rounds, seconds. Both give the same table (asserted).\n")
    print("| orders | engine | measure_customers | by hand | ratio |\n| ---: | --- | ---: | ---: | ---: |")
    for n in sizes:
        for engine, (make, by_hand) in ENGINES.items():
            ours, hand = compare(make, by_hand, n)
            print(f"| {n:,} | {engine} | {ours:.3f} | {hand:.3f} | {ours / hand:.2f} |", flush=True)
            gc.collect()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100_000, 1_000_000, 10_000_000])
