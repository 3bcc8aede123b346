"""What winning customers costs, when it has come back, and what customers bring by their word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import CourseError, join, say

MONTH_DAYS = 365.25 / 12


def payback(
    customers: pd.DataFrame,
    cash: pd.DataFrame,
    costs: Mapping[Any, float],
    as_of: str | date,
    by: str | list[str],
    acquired: str = "registered_on",
) -> pd.DataFrame:
    """Compare what a channel's or cohort's customers cost to win with what they have brought.

    Parameters
    ----------
    customers : DataFrame
        One row a customer: ``customer_id``, the day of acquisition, and the columns `by`.
    cash : DataFrame
        What customers brought: ``customer_id``, ``order_date``, ``contribution`` (see `contribution`).
    costs : dict or Series
        Group -> all the money spent on winning it. With several columns `by` a group is a tuple.
    as_of : str, date, datetime or Timestamp
        The last day that counts; customers won and money earned later are left out.
    by : str or list of str
        The column(s) that make the groups, such as ``["source_channel", "cohort"]``.
    acquired : str
        The column with the day of acquisition.

    Returns
    -------
    DataFrame
        One row a group (a group that cost money and won nobody is there as well):

        - ``customers``, ``cost``, ``cost_per_customer``
        - ``contribution``, ``contribution_per_customer``: up to `as_of`
        - ``net``: contribution - cost
        - ``observed_months``: whole months (365.25 / 12 days) since the group's first customer was won
        - ``payback_months``: by the end of which month after each customer's own acquisition the group's
          contributions together reach its cost; missing: not yet. Money from before the acquisition counts in
          month 1. Customers who were won lately have had no late months yet, so compare cohorts of one age.

    Raises
    ------
    CourseError
        If a column is missing, a group has no cost, or money came from nobody in `customers`.

    Examples
    --------
    >>> customers = pd.DataFrame({
    ...     "customer_id": ["A", "B", "C"], "source_channel": ["ad", "ad", "friend"],
    ...     "registered_on": pd.to_datetime(["2025-01-01", "2025-02-01", "2025-02-01"])})
    >>> cash = pd.DataFrame({
    ...     "customer_id": ["A", "B", "C"], "contribution": [50.0, 20.0, 40.0],
    ...     "order_date": pd.to_datetime(["2025-01-20", "2025-05-15", "2025-02-03"])})
    >>> table = payback(customers, cash, {"ad": 60, "friend": 50}, as_of="2025-12-31", by="source_channel")
    >>> table[["cost_per_customer", "net", "payback_months"]].reset_index()
      source_channel  cost_per_customer   net  payback_months
    0             ad               30.0  10.0             4.0
    1         friend               50.0 -10.0             NaN
    """
    day = pd.Timestamp(as_of_day(as_of))
    keys = [by] if isinstance(by, str) else list(by)
    lacks_columns(customers.columns, ["customer_id", acquired, *keys], "customers")
    lacks_columns(cash.columns, ["customer_id", "order_date", "contribution"], "cash")
    _refuse_doubles(customers["customer_id"], "customers")
    for column in (acquired, *keys):
        _refuse_gaps(customers, column)
    strangers = cash.loc[~cash["customer_id"].isin(customers["customer_id"]), "customer_id"]
    if len(strangers):
        raise CourseError(
            say(
                zh="cash 中有 {n} 行的客户不在 customers 表里，例如 {id}：请补上这些客户，或去掉这些行。",
                en="{n} rows of cash are of customers who are not in customers, such as {id}: "
                "add them, or take the rows out.",
            ).format(n=len(strangers), id=strangers.iloc[0])
        )
    won = customers.loc[customers[acquired].dt.normalize() <= day, ["customer_id", acquired, *keys]]
    earned = cash.loc[cash["order_date"].dt.normalize() <= day, ["customer_id", "order_date", "contribution"]]
    earned = earned.merge(won, on="customer_id")
    spent = _spent(costs, won, keys)

    groups = won.groupby(keys)
    out = pd.DataFrame({"customers": groups.size().reindex(spent.index, fill_value=0), "cost": spent})
    out["cost_per_customer"] = (out["cost"] / out["customers"]).where(out["customers"] > 0)
    out["contribution"] = earned.groupby(keys)["contribution"].sum().reindex(spent.index, fill_value=0.0)
    out["contribution_per_customer"] = (out["contribution"] / out["customers"]).where(out["customers"] > 0)
    out["net"] = out["contribution"] - out["cost"]
    out["observed_months"] = (day - groups[acquired].min().dt.normalize()).dt.days // MONTH_DAYS
    out["payback_months"] = _payback_months(earned, acquired, keys, out["cost"])
    return out


def credit_referrals(values: pd.Series, referrers: pd.Series) -> pd.DataFrame:
    """Credit what referred customers bought to those who referred them.

    Parameters
    ----------
    values : Series
        Index: customer id; value: the money that customer brought.
    referrers : Series
        Index: customer id; value: the id of who referred that customer, missing where nobody did.

    Returns
    -------
    DataFrame
        One row a customer, in the order of `values`; referrers who brought nothing themselves come after them.

        - ``own``: what the customer brought
        - ``referred_customers``: how many the customer referred (directly, not by way of others)
        - ``referred``: what those brought
        - ``total``: both. It ranks customers. It cannot be added up: referred money would count twice

    Raises
    ------
    CourseError
        If a customer is there twice, lacks a value, or referred themselves.

    Examples
    --------
    >>> values = pd.Series({"A": 100.0, "B": 900.0, "C": 500.0})
    >>> credit_referrals(values, pd.Series({"B": "A", "C": "A"}))
         own  referred_customers  referred   total
    A  100.0                   2    1400.0  1500.0
    B  900.0                   0       0.0   900.0
    C  500.0                   0       0.0   500.0
    """
    _refuse_doubles(values.index, "values")
    _refuse_doubles(referrers.index, "referrers")
    _refuse_gaps(values.rename("values").to_frame(), "values")
    known = referrers.dropna()
    selfish = known.index[known.to_numpy() == known.index.to_numpy()]
    if len(selfish):
        raise CourseError(
            say(
                zh="客户 {id} 的推荐人是自己（这样的共 {n} 位）：请更正 referrers。",
                en="Customer {id} is said to have referred themselves ({n} such): correct referrers.",
            ).format(id=selfish[0], n=len(selfish))
        )
    brought = pd.Series(values.reindex(known.index).fillna(0.0).to_numpy(), index=known.to_numpy())
    by_referrer = brought.groupby(level=0)
    everyone = values.index.append(pd.Index(sorted(set(known) - set(values.index)), dtype=values.index.dtype))
    out = pd.DataFrame(index=everyone.rename(values.index.name))
    out["own"] = values.reindex(everyone).fillna(0.0)
    out["referred_customers"] = by_referrer.size().reindex(everyone, fill_value=0)
    out["referred"] = by_referrer.sum().reindex(everyone, fill_value=0.0)
    return out.assign(total=out["own"] + out["referred"])


def _spent(costs: Mapping[Any, float], won: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Return the cost of each group, in order; every group of customers must have one."""
    spent = pd.Series(costs, dtype=float).sort_index()
    lacking = [group for group in won.groupby(keys).size().index if group not in spent.index]
    if lacking:
        raise CourseError(
            say(
                zh="costs 中没有 {groups} 的获客成本：请补上，没有花钱就写 0。",
                en="costs has no acquisition cost for {groups}: add it, 0 where nothing was spent.",
            ).format(groups=join(map(str, lacking[:3])))
        )
    wrong = spent.index[~(spent >= 0)]
    if len(wrong):
        raise CourseError(
            say(
                zh="{group} 的获客成本是 {cost}：应为不小于 0 的金额。",
                en="The acquisition cost of {group} is {cost}: it must be money, 0 or more.",
            ).format(group=wrong[0], cost=spent[wrong[0]])
        )
    return spent.rename_axis(keys)


def _payback_months(earned: pd.DataFrame, acquired: str, keys: list[str], cost: pd.Series) -> pd.Series:
    """Find the month of customers' age in which each group's money first reaches its cost."""
    age = (earned["order_date"].dt.normalize() - earned[acquired].dt.normalize()).dt.days
    month = np.maximum(age // MONTH_DAYS, 0) + 1
    by_month = earned.assign(month=month).groupby([*keys, "month"])["contribution"].sum()
    reached = by_month.groupby(keys).cumsum().rename("reached").reset_index("month")
    is_paid = reached["reached"] >= cost.reindex(reached.index)
    months = reached.loc[is_paid, "month"].groupby(keys).min().reindex(cost.index)
    return months.mask(cost == 0, 0.0)


def _refuse_doubles(ids: Any, name: str) -> None:
    ids = pd.Index(ids)
    double = ids[ids.duplicated()]
    if len(double):
        raise CourseError(
            say(
                zh="{name} 中客户 {id} 出现了不止一次：每位客户只能有一行。",
                en="Customer {id} is in {name} more than once: there must be one row a customer.",
            ).format(name=name, id=double[0])
        )


def _refuse_gaps(table: pd.DataFrame, column: str) -> None:
    empty = table[column].isna().to_numpy()
    if empty.any():
        raise CourseError(
            say(
                zh="列 {column} 有 {n} 行是空的，最前面的是从 1 数起的第 {row} 行：请补上或去掉。",
                en="Column {column} is empty in {n} rows, first in row {row} counted from 1: "
                "fill it in or take the rows out.",
            ).format(column=column, n=int(empty.sum()), row=int(np.flatnonzero(empty)[0]) + 1)
        )
