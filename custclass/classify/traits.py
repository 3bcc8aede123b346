"""Measures that schemes need and a box cannot say: a trend, a share, the strongest of several scores.

Each function takes a table with one row a customer and returns it with the new columns; tables of
pandas, polars and lazy engines are all taken.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

from custclass.show.say import CourseError, join, say

NEEDS = {"functional": "need_functional", "emotional": "need_emotional", "social": "need_social"}
VALUES = ("eco", "quality", "price", "novelty")


def add_repeat_rate(customers: Any) -> Any:
    """Add ``repeat_rate``: the share of a customer's orders that were repeat orders.

    Parameters
    ----------
    customers : table
        With ``frequency`` (orders).

    Returns
    -------
    the same kind of table
        ``repeat_rate`` = (frequency - 1) / frequency, 0 for one order and for none.

    Examples
    --------
    >>> import pandas as pd
    >>> add_repeat_rate(pd.DataFrame({"frequency": [0, 1, 5]}))["repeat_rate"].tolist()
    [0.0, 0.0, 0.8]
    """
    frequency = nw.col("frequency").cast(nw.Float64)
    rate = nw.when(frequency > 1).then((frequency - 1) / frequency).otherwise(nw.lit(0.0))
    return _with(customers, ["frequency"], repeat_rate=rate)


def add_order_trend(customers: Any) -> Any:
    """Add ``order_trend``: whether a customer orders more or less than half a year before.

    Parameters
    ----------
    customers : table
        With ``orders_last_half`` and ``orders_prev_half``.

    Returns
    -------
    the same kind of table
        ``order_trend`` = (last - previous) / (last + previous), from -1 (stopped) over 0 (steady, or no
        order in the year) to 1 (just begun); 0.2 means one and a half times as many orders.

    Examples
    --------
    >>> import pandas as pd
    >>> halves = pd.DataFrame({"orders_last_half": [3, 0, 0], "orders_prev_half": [2, 4, 0]})
    >>> add_order_trend(halves)["order_trend"].tolist()
    [0.2, -1.0, 0.0]
    """
    last, previous = (nw.col(name).cast(nw.Float64) for name in ("orders_last_half", "orders_prev_half"))
    trend = nw.when(last + previous > 0).then((last - previous) / (last + previous)).otherwise(nw.lit(0.0))
    return _with(customers, ["orders_last_half", "orders_prev_half"], order_trend=trend)


def add_age(customers: Any, year: int) -> Any:
    """Add ``age``: the age a customer reaches in a year.

    Parameters
    ----------
    customers : table
        With ``birth_year``.
    year : int
        The year of the as-of date.

    Returns
    -------
    the same kind of table
        ``age`` in whole years, missing where the birth year is.

    Examples
    --------
    >>> import pandas as pd
    >>> add_age(pd.DataFrame({"birth_year": [1990, 2010]}), year=2025)["age"].tolist()
    [35, 15]
    """
    return _with(customers, ["birth_year"], age=year - nw.col("birth_year"))


def add_strongest_need(customers: Any) -> Any:
    """Add ``strongest_need``: the need a customer scored highest.

    Parameters
    ----------
    customers : table
        With ``need_functional``, ``need_emotional``, ``need_social`` (1 to 5).

    Returns
    -------
    the same kind of table
        ``strongest_need``: "functional", "emotional" or "social"; of equal scores the first in this
        order. Missing where a score is.

    Examples
    --------
    >>> import pandas as pd
    >>> scores = pd.DataFrame({"need_functional": [2, 4], "need_emotional": [5, 4], "need_social": [1, 3]})
    >>> add_strongest_need(scores)["strongest_need"].tolist()
    ['emotional', 'functional']
    """
    return _with(customers, list(NEEDS.values()), strongest_need=_strongest(NEEDS))


def add_strongest_value(customers: Any) -> Any:
    """Add ``strongest_value``: what a customer says matters most to them.

    Parameters
    ----------
    customers : table
        With ``eco``, ``quality``, ``price``, ``novelty`` (1 to 5).

    Returns
    -------
    the same kind of table
        ``strongest_value``: the name of the highest score; of equal scores the first in this order.
        Missing where a score is.

    Examples
    --------
    >>> import pandas as pd
    >>> scores = pd.DataFrame({"eco": [5, 1], "quality": [4, 2], "price": [1, 5], "novelty": [1, 5]})
    >>> add_strongest_value(scores)["strongest_value"].tolist()
    ['eco', 'price']
    """
    return _with(customers, list(VALUES), strongest_value=_strongest({name: name for name in VALUES}))


def add_habits(customers: Any, orders: Any) -> Any:
    """Add ``discount_share`` and ``service_contacts_per_order``, counted over orders.

    Parameters
    ----------
    customers : table
        With ``customer_id``.
    orders : table of the same kind
        With ``customer_id``, ``amount`` (paid), ``discount`` (taken off, positive, in the same currency)
        and ``service_contacts``. Leave out orders after the as-of date before; returns (negative amounts)
        are not counted.

    Returns
    -------
    the same kind of table
        ``discount_share``: discounts / (amounts paid + discounts), 0 to 1.
        ``service_contacts_per_order``: requests for service per row of orders. Both are 0 for a customer
        without orders, who has been given no discount and has asked for nothing.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({"customer_id": ["A", "A"], "amount": [80.0, 100.0], "discount": [20.0, 0.0],
    ...                        "service_contacts": [1, 0]})
    >>> habits = add_habits(pd.DataFrame({"customer_id": ["A", "B"]}), orders)
    >>> habits["discount_share"].tolist(), habits["service_contacts_per_order"].tolist()
    ([0.1, 0.0], [0.5, 0.0])
    """
    bought = _open(orders, ["customer_id", "amount", "discount", "service_contacts"]).filter(
        nw.col("amount") >= 0
    )
    sums = bought.group_by("customer_id").agg(
        nw.col("amount").sum().alias("_paid"),
        nw.col("discount").sum().alias("_off"),
        nw.col("service_contacts").sum().alias("_contacts"),
        nw.len().alias("_orders"),
    )
    joined = _open(customers, ["customer_id"]).join(sums, on="customer_id", how="left")
    paid, off, contacts, count = (
        nw.col(c).cast(nw.Float64) for c in ("_paid", "_off", "_contacts", "_orders")
    )
    share = nw.when(paid + off > 0).then(off / (paid + off)).otherwise(nw.lit(0.0))
    rate = nw.when(count > 0).then(contacts / count).otherwise(nw.lit(0.0))
    added = joined.with_columns(discount_share=share, service_contacts_per_order=rate)
    return added.drop("_paid", "_off", "_contacts", "_orders").to_native()


def _strongest(scores: dict[str, str]) -> nw.Expr:
    """Return an expression for the name whose score is highest, the first of equal ones."""
    columns = [nw.col(column) for column in scores.values()]
    known = columns[0].is_null()
    for column in columns[1:]:
        known = known | column.is_null()
    known = ~known
    chain: Any = nw
    for name, column in zip(scores, columns, strict=True):
        highest = known
        for other in columns:
            highest = highest & (column >= other)
        chain = chain.when(highest).then(nw.lit(name))
    return chain


def _with(table: Any, needed: list[str], **columns: nw.Expr) -> Any:
    return _open(table, needed).with_columns(**columns).to_native()


def _open(table: Any, needed: list[str]) -> Any:
    frame = nw.from_native(table)
    found = frame.collect_schema().names()
    lacking = [name for name in needed if name not in found]
    if lacking:
        raise CourseError(
            say(
                zh="表中缺少列：{lacking}；找到的列是：{found}。",
                en="The table lacks the column(s) {lacking}; the columns found are: {found}.",
            ).format(lacking=join(lacking), found=join(found))
        )
    return frame
