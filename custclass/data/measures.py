"""From orders to customers: one row a customer, the figures every classification starts from.

One code serves pandas, polars, DuckDB and PySpark, by way of narwhals. In eager group-bys only plain
aggregates of finished columns are quick everywhere, so each condition becomes a column before grouping.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import narwhals as nw
import pandas as pd

from custclass.data.given import as_of_day, check_kinds, lacks_columns, one_row, open_table, refuse_gaps
from custclass.show.say import CourseError, say

HALF_DAYS = 182
YEAR_DAYS = 365

COLUMNS = [
    "customer_id", "first_order", "last_order", "recency_days", "frequency", "monetary", "average_order",
    "tenure_days", "mean_gap_days", "silence_gaps", "orders_last_half", "orders_prev_half",
]  # fmt: skip
_COUNTS = ["frequency", "orders_last_half", "orders_prev_half"]
_NEEDED = ["customer_id", "order_date", "amount"]


def measure_customers(
    orders: Any, as_of: str | date, customers: Any = None, columns: Sequence[str] | None = None
) -> Any:
    """Measure every customer from a table of orders, as seen at the end of one day.

    Parameters
    ----------
    orders : pandas.DataFrame, polars.DataFrame, polars.LazyFrame, DuckDB or PySpark relation
        One row an order or a line of one: ``customer_id``, ``order_date`` (date or local datetime),
        ``amount`` (in one currency; a return is negative) and, where there is one, ``order_id``.
    as_of : str, date, datetime or Timestamp
        The day from which recency is counted, such as ``"2017-12-31"``. The whole day counts, whatever
        the time given; later rows are left out (`orders_after` says how many).
    customers : table of the same kind as `orders`, optional
        A table with ``customer_id``. Those without a row up to `as_of` are added: counts and monetary 0,
        the rest missing; without this table they are absent. Customers who are only in `orders` stay.
    columns : sequence of str, optional
        Which of the columns below to return; ``customer_id`` always is. Left out: all. Counting distinct
        days and the orders of each half-year is most of the work, and left out with their columns.

    Returns
    -------
    the same kind of table as `orders`
        One row a customer; sorted by ``customer_id`` for pandas and polars data frames, in no order for lazy
        tables, which stay lazy. A *buying row* is a row with amount >= 0; all but ``monetary``
        looks at buying rows only.

        - ``customer_id``
        - ``first_order``, ``last_order``: earliest and latest ``order_date``
        - ``recency_days``: whole calendar days from ``last_order`` to `as_of`
        - ``frequency``: number of distinct ``order_id``, a row without one being its own order; number of
          rows where the table has no ``order_id``
        - ``monetary``: sum of ``amount``, returns taken off
        - ``average_order``: monetary / frequency
        - ``tenure_days``: whole calendar days from ``first_order`` to `as_of`
        - ``mean_gap_days``: days from first to last order / (distinct purchase days - 1)
        - ``silence_gaps``: recency_days / mean_gap_days; both missing below two distinct purchase days
        - ``orders_last_half``: distinct orders in the last 182 days (`as_of` is one of them)
        - ``orders_prev_half``: distinct orders in the 183 days before those; together 365 days. An order
          with lines on both sides counts in both

        A customer with nothing but returns has frequency 0, their negative monetary, and no dates.
        In pandas ``recency_days`` and ``tenure_days`` are int64, or nullable Int64 where some are missing.

    Raises
    ------
    CourseError
        If `as_of` is no day, `columns` names one that there is not, a column is missing or of the wrong kind,
        or a row lacks its customer, date or amount. To see that last case in a lazy table, one count over
        these columns is run at once.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({
    ...     "customer_id": ["A", "A", "B"],
    ...     "order_date": pd.to_datetime(["2017-12-01", "2017-12-21", "2017-06-30"]),
    ...     "amount": [10.0, 30.0, 5.0],
    ... })
    >>> m = measure_customers(orders, as_of="2017-12-31")
    >>> m[["customer_id", "recency_days", "frequency", "monetary", "silence_gaps"]]
      customer_id  recency_days  frequency  monetary  silence_gaps
    0           A            10          2      40.0           0.5
    1           B           184          1       5.0           NaN
    """
    day = as_of_day(as_of)
    wanted = COLUMNS if columns is None else [c for c in COLUMNS if c == "customer_id" or c in columns]
    lacks_columns(COLUMNS, list(columns or ()), "measure_customers")
    frame, eager = open_table(orders, _NEEDED, "orders")
    check_kinds(frame)
    missing = refuse_gaps(frame, _NEEDED, eager, "orders")
    base = _aggregate(_plain_times(frame), day, missing.get("order_id", 0) > 0, wanted)
    if customers is not None:
        base = _add_customers(base, customers, frame)
    out = _finish(base, day).select(wanted)
    if not eager:
        return out.to_native()
    native = out.collect().sort("customer_id").to_native()
    return _tidy_pandas(native) if isinstance(native, pd.DataFrame) else native


def orders_after(orders: Any, as_of: str | date) -> int:
    """Count the rows later than `as_of`, which `measure_customers` leaves out.

    Parameters
    ----------
    orders : table
        As in `measure_customers`; only ``order_date`` is looked at.
    as_of : str, date, datetime or Timestamp
        The last day that counts, to its end.

    Returns
    -------
    int
        Number of rows after that day. A lazy table is counted at once.

    Raises
    ------
    CourseError
        If `as_of` is no day, or ``order_date`` is missing or holds no dates.

    Examples
    --------
    >>> import pandas as pd
    >>> times = pd.to_datetime(["2017-12-31 23:59", "2018-01-01 00:00"])
    >>> orders_after(pd.DataFrame({"order_date": times}), as_of="2017-12-31")
    1
    """
    day = as_of_day(as_of)
    frame, eager = open_table(orders, ["order_date"], "orders")
    check_kinds(frame)
    frame = _plain_times(frame)
    late = nw.col("order_date") >= _literal(frame, day + timedelta(days=1))
    return int(one_row(frame.filter(late).select(nw.len().alias("n")), eager)["n"])


def _plain_times(frame: nw.LazyFrame) -> nw.LazyFrame:
    """Read times of a stated zone as the local time they show: a calendar day is a local one."""
    kind = frame.collect_schema()["order_date"]
    if isinstance(kind, nw.Datetime) and kind.time_zone is not None:
        return frame.with_columns(nw.col("order_date").dt.replace_time_zone(None))
    return frame


def _literal(frame: nw.LazyFrame, day: date) -> date:
    """Return `day` in the kind of the date column: comparing dates with times is not the same everywhere."""
    is_day = frame.collect_schema()["order_date"] == nw.Date
    return day if is_day else datetime(day.year, day.month, day.day)


def _aggregate(frame: nw.LazyFrame, day: date, loose: bool, wanted: Sequence[str]) -> nw.LazyFrame:
    """Group to one row a customer: first and last order, purchase days, money, orders in all and per half year.

    `loose` says that some rows have no order_id; each of these is an order of its own. Purchase days and the
    half-years are counted only where a `wanted` column needs them.
    """
    end, half, year = (_literal(frame, day + timedelta(days=1 - back)) for back in (0, HALF_DAYS, YEAR_DAYS))
    schema = frame.collect_schema()
    bought = nw.col("_bought")
    inside = [~bought.is_null(), bought >= half, (bought >= year) & (bought < half)]
    columns, distinct, single = {}, [], []
    if not {"mean_gap_days", "silence_gaps"}.isdisjoint(wanted):
        columns["_days"] = bought if schema["order_date"] == nw.Date else bought.dt.truncate("1d")
        distinct.append("_days")
    for name, within in zip(_COUNTS, inside, strict=True):
        if name != "frequency" and name not in wanted:
            continue
        if "order_id" in schema:
            columns[name] = nw.when(within).then(nw.col("order_id"))
            distinct.append(name)
        if "order_id" not in schema or loose:
            own = within & nw.col("order_id").is_null() if loose else within
            columns[f"_single_{name}"] = nw.when(own).then(1)
            single.append(f"_single_{name}")
    grouped = (
        frame.filter(nw.col("order_date") < end)
        .with_columns(
            nw.col("amount").cast(nw.Float64),
            nw.when(nw.col("amount") >= 0).then(nw.col("order_date")).alias("_bought"),
        )
        .with_columns(**columns)
        .group_by("customer_id")
        .agg(
            bought.min().alias("first_order"),
            bought.max().alias("last_order"),
            nw.col("amount").sum().alias("monetary"),
            nw.len().alias("_rows"),
            *(nw.col(name).n_unique().alias(name) for name in distinct),
            *(nw.col(name).count().alias(f"_filled_{name}") for name in distinct),
            *(nw.col(name).count() for name in single),
        )
    )
    # n_unique counts missing as one value more, where there is one.
    total = {n: nw.col(n) - (nw.col(f"_filled_{n}") < nw.col("_rows")).cast(nw.Int64) for n in distinct}
    for name in single:
        order = name.removeprefix("_single_")
        total[order] = total[order] + nw.col(name) if order in total else nw.col(name)
    # Sums of the same amounts in another order differ in their last digits, and equal money must be equal.
    return grouped.with_columns(
        nw.col("monetary").round(6), **{name: count.cast(nw.Int64) for name, count in total.items()}
    )


def _add_customers(base: nw.LazyFrame, customers: Any, orders: nw.LazyFrame) -> nw.LazyFrame:
    """Add the customers without orders: counts and money 0, dates missing."""
    table, eager = open_table(customers, ["customer_id"], "customers")
    if table.implementation != orders.implementation:
        raise CourseError(
            say(
                zh="orders 是 {one} 的表，customers 是 {other} 的表：请先转成同一种。",
                en="orders is a table of {one}, customers one of {other}: bring both into the same kind first.",
            ).format(one=orders.implementation.value, other=table.implementation.value)
        )
    kinds = [t.collect_schema()["customer_id"] for t in (orders, table)]
    if kinds[0] != kinds[1]:
        raise CourseError(
            say(
                zh="customer_id 在 orders 中的类型是 {one}，在 customers 中是 {other}：请先统一（建议都用文本）。",
                en="customer_id is {one} in orders and {other} in customers: make them the same first (text is best).",
            ).format(one=kinds[0], other=kinds[1])
        )
    refuse_gaps(table, ["customer_id"], eager, "customers")
    wanted = table.select(_wanted=nw.col("customer_id")).unique()
    joined = base.join(wanted, how="full", left_on="customer_id", right_on="_wanted")
    return joined.with_columns(
        nw.coalesce("customer_id", "_wanted").alias("customer_id"),
        nw.col("monetary").fill_null(0.0),
        *(nw.col(name).fill_null(0).cast(nw.Int64) for name in _COUNTS if name in base.collect_schema()),
    )


def _finish(base: nw.LazyFrame, day: date) -> nw.LazyFrame:
    """Add the measures that follow from the aggregated ones."""
    out = base.with_columns(
        (nw.col("first_order").dt.year() - 1).alias("_first_year"),
        (nw.col("last_order").dt.year() - 1).alias("_last_year"),
    ).with_columns(
        _days_until(day, "last_order", "_last_year").alias("recency_days"),
        _days_until(day, "first_order", "_first_year").alias("tenure_days"),
        nw.when(nw.col("frequency") > 0)
        .then(nw.col("monetary") / nw.col("frequency"))
        .alias("average_order"),
    )
    if "_days" not in base.collect_schema():
        return out
    several = nw.col("_days") > 1
    days = nw.col("tenure_days") - nw.col("recency_days")
    return out.with_columns(
        nw.when(several).then(days / (nw.col("_days") - 1)).alias("mean_gap_days")
    ).with_columns((nw.col("recency_days") / nw.col("mean_gap_days")).alias("silence_gaps"))


def _days_until(day: date, column: str, years: str) -> nw.Expr:
    """Count calendar days by `date.toordinal`'s rule: differences of dates are not alike in every engine."""
    past = nw.col(years)
    ordinal = past * 365 + past // 4 - past // 100 + past // 400 + nw.col(column).dt.ordinal_day()
    return nw.lit(day.toordinal(), nw.Int64) - ordinal


def _tidy_pandas(table: pd.DataFrame) -> pd.DataFrame:
    """Number the rows from 0, and keep whole days whole: missing ones would have made floats of them."""
    kinds = {
        name: "Int64" if table[name].isna().any() else "int64"
        for name in ("recency_days", "tenure_days")
        if name in table
    }
    return table.reset_index(drop=True).astype(kinds)
