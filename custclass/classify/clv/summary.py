"""From orders to what the lifetime-value models want to know of each customer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from custclass.data.given import as_of_day, check_kinds, open_table, refuse_gaps
from custclass.show.say import CourseError, join, say

DAYS = {"D": 1.0, "W": 7.0, "M": 365.25 / 12, "Y": 365.25}
_NEEDED = ["customer_id", "order_date", "amount"]


def btyd_summary(orders: Any, as_of: str | date, unit: str = "W") -> pd.DataFrame:
    """Sum up each customer's purchases for BG/NBD and Gamma-Gamma ("buy till you die").

    What counts is the purchase day: several orders of one day are one purchase.

    Parameters
    ----------
    orders : pandas.DataFrame, polars.DataFrame, polars.LazyFrame or DuckDB relation
        One row an order or a line of one: ``customer_id``, ``order_date``, ``amount`` (in one currency; a
        return is negative).
    as_of : str, date, datetime or Timestamp
        The last day that counts, such as ``"1997-09-30"``; later rows are left out.
    unit : {"D", "W", "M", "Y"}
        The unit of time: days, weeks, months of 365.25 / 12 days or years of 365.25 days. Fractions are kept.

    Returns
    -------
    DataFrame
        One row a customer who has bought (index: ``customer_id``, sorted):

        - ``frequency``: repeat purchases, that is purchase days after the first
        - ``recency``: time from the first to the last purchase; not the time since the last one
        - ``T``: time from the first purchase to `as_of`; write ``summary["T"]``, for ``summary.T`` is something
          else in pandas
        - ``monetary_value``: mean of the repeat days' sums; 0 where there is none, as in the published tables

        A return makes no purchase day. It is taken off the customer's last purchase day up to its own date.

    Raises
    ------
    CourseError
        If `as_of` is no day, `unit` is unknown, a column is missing or of the wrong kind, or a row has a gap.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({
    ...     "customer_id": ["A", "A", "A", "B"],
    ...     "order_date": pd.to_datetime(["2017-12-03", "2017-12-17", "2017-12-24", "2017-12-24"]),
    ...     "amount": [10.0, 30.0, 20.0, 5.0],
    ... })
    >>> btyd_summary(orders, as_of="2017-12-31").reset_index()
      customer_id  frequency  recency    T  monetary_value
    0           A          2      3.0  4.0            25.0
    1           B          0      0.0  1.0             0.0
    """
    if unit not in DAYS:
        raise CourseError(
            say(
                zh="时间单位 unit={unit!r} 不存在：可选 {known}（日、周、月、年）。",
                en="There is no unit of time unit={unit!r}: choose one of {known} (day, week, month, year).",
            ).format(unit=unit, known=join(f'"{name}"' for name in DAYS))
        )
    day = as_of_day(as_of)
    days = _purchase_days(*_customer_days(orders, day))
    grouped = days.groupby("customer_id")
    first, last = grouped["day"].min(), grouped["day"].max()
    repeat = days[grouped.cumcount() > 0].groupby("customer_id")["amount"].mean()
    return pd.DataFrame(
        {
            "frequency": grouped.size() - 1,
            "recency": (last - first) / DAYS[unit],
            "T": (np.datetime64(day, "D").astype(np.int64) - first) / DAYS[unit],
            "monetary_value": repeat.reindex(first.index, fill_value=0.0),
        }
    )


def _customer_days(orders: Any, day: date) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Add up the money of each customer and calendar day: the purchases, and the returns.

    This is the work that grows with the orders, so each engine does it itself.
    """
    frame, eager = open_table(orders, _NEEDED, "orders")
    check_kinds(frame)
    refuse_gaps(frame, _NEEDED, eager, "orders")
    kind = frame.collect_schema()["order_date"]
    date_of = nw.col("order_date")
    if isinstance(kind, nw.Datetime):
        # A calendar day is a local one.
        date_of = (date_of.dt.replace_time_zone(None) if kind.time_zone else date_of).dt.truncate("1d")
    amount = nw.col("amount").cast(nw.Float64)
    known = frame.with_columns(date_of.alias("day"), amount.alias("amount"))
    known = known.filter(nw.col("day") < _like(kind, day + timedelta(days=1)))
    sums = (
        known.with_columns(nw.when(nw.col("amount") >= 0).then(nw.col("amount")).alias("bought"))
        .group_by("customer_id", "day")
        .agg(nw.col("amount").sum(), nw.col("bought").count())
    ).collect(None if eager else "polars" if frame.implementation.is_polars() else "pandas")
    # Column by column: polars hands text to pandas only by way of a library the course does without.
    table = pd.DataFrame(
        {
            "customer_id": sums["customer_id"].to_list(),
            "day": sums["day"].to_numpy().astype("datetime64[D]").astype(np.int64),
            "amount": sums["amount"].to_numpy(),
            "bought": sums["bought"].to_numpy() > 0,
        }
    ).sort_values(["customer_id", "day"], ignore_index=True)
    is_purchase = table.pop("bought")
    return table[is_purchase], table[~is_purchase]


def _like(kind: Any, day: date) -> date:
    """Return `day` in the kind of the date column."""
    return day if kind == nw.Date else datetime(day.year, day.month, day.day)


def _purchase_days(bought: pd.DataFrame, returned: pd.DataFrame) -> pd.DataFrame:
    """Take each day's returns off the customer's last purchase day before them.

    A return before any purchase belongs to orders that are not in the book, and is left out.
    """
    if returned.empty:
        return bought
    back = pd.merge_asof(
        returned.sort_values("day"),
        bought.drop(columns="amount").assign(of=bought["day"]).sort_values("day"),
        on="day",
        by="customer_id",
    ).dropna(subset="of")
    taken_off = back.rename(columns={"of": "day", "day": "on"})[["customer_id", "day", "amount"]]
    both = pd.concat([bought, taken_off.astype({"day": np.int64})])
    return both.groupby(["customer_id", "day"], as_index=False)["amount"].sum()
