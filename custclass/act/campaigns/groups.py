"""The two groups of a comparison: who is in them, whether they were alike before, and how one changed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from custclass.act.campaigns.estimate import Estimate, needs_customers
from custclass.classify.intervals import normal_quantile
from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import CourseError, join, say


def spending(orders: pd.DataFrame, first_day: str, last_day: str, customers: pd.Series) -> pd.Series:
    """Return what each customer spent from one day to another, both included; 0 for those without orders.

    Parameters
    ----------
    orders : DataFrame
        Columns ``customer_id``, ``order_date``, ``amount``.
    first_day, last_day : str
        The days, such as ``"2017-08-08"``.
    customers : Series
        Customer ids.

    Returns
    -------
    Series
        Money in the currency of the orders, in the order and with the index of `customers`.

    Raises
    ------
    CourseError
        If a column is missing, a day is none, or the last day lies before the first.

    Examples
    --------
    >>> book = pd.DataFrame({"customer_id": ["a", "a"], "amount": [5.0, 7.0],
    ...                      "order_date": pd.to_datetime(["2025-01-02 09:30", "2025-01-31 23:00"])})
    >>> spending(book, "2025-01-10", "2025-01-31", pd.Series(["a", "b"])).tolist()
    [7.0, 0.0]
    """
    lacks_columns(orders.columns, ["customer_id", "order_date", "amount"], "orders")
    first, last = as_of_day(first_day), as_of_day(last_day)
    if last < first:
        raise CourseError(
            say(
                zh="最后一天 {last} 早于第一天 {first}，请检查顺序。",
                en="The last day {last} lies before the first day {first}: check their order.",
            ).format(first=first, last=last)
        )
    day = orders["order_date"].dt.normalize()
    kept = orders[day.between(pd.Timestamp(first), pd.Timestamp(last))]
    return customers.map(kept.groupby("customer_id")["amount"].sum()).fillna(0.0).rename("spending")


def balance(
    frame: pd.DataFrame,
    columns: Sequence[str],
    *,
    arm: str = "arm",
    treated: str = "coupon",
    control: str = "control",
) -> pd.DataFrame:
    """Compare the groups on what was known before the campaign.

    Parameters
    ----------
    frame : DataFrame
        One row per customer.
    columns : sequence of str
        Columns with numbers from before the campaign.
    arm, treated, control : str
        As for `lift`.

    Returns
    -------
    DataFrame
        One row a column: mean of the ``treated``, of the ``control``, and ``standardised``, their difference in
        standard deviations (of both groups, pooled). Beyond 0.1 groups are commonly called unlike (P. C. Austin
        2009, Statistics in Medicine 28, 3083-3107); a lot gives small ones, unless groups are small.

    Raises
    ------
    CourseError
        If a column or a group is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"arm": ["coupon", "coupon", "control", "control"], "orders": [4, 6, 1, 3]})
    >>> balance(table, ["orders"]).loc["orders"].round(2).tolist()
    [5.0, 2.0, 2.12]
    """
    rows = {}
    for column in columns:
        kept, values = two_groups(frame, column, arm, treated, control)
        one, other = (values[kept[arm] == code].astype(float) for code in (treated, control))
        pooled = math.sqrt((one.var() + other.var()) / 2)
        gap = one.mean() - other.mean()
        rows[column] = {
            "treated": one.mean(),
            "control": other.mean(),
            "standardised": gap / pooled if pooled else math.copysign(math.inf, gap) if gap else 0.0,
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def before_after(
    before: Iterable[float], after: Iterable[float], unit: str = "CNY", level: float = 0.95
) -> Estimate:
    """Return the mean change of the same customers, with the interval of paired differences.

    It says how much they changed, and not why: season, chance and a group chosen for its good (or bad) past
    change it as well. Subtract the change of a group that got nothing.

    Parameters
    ----------
    before, after : iterable of float
        Money of each customer in two periods of the same length, in the same order.
    unit : {"CNY", "USD"}
        Currency.
    level : float
        Confidence of the interval.

    Returns
    -------
    Estimate
        Money per customer.

    Raises
    ------
    CourseError
        If the two differ in length or hold fewer than two customers.

    Examples
    --------
    >>> round(before_after([100, 80, 120], [110, 85, 120]).value, 2)
    5.0
    """
    old, new = np.asarray(list(before), float), np.asarray(list(after), float)
    if len(old) != len(new):
        raise CourseError(
            say(
                zh="before 有{a}位客户，after 有{b}位：两期必须是同一批客户，顺序相同。",
                en="before holds {a} customers and after {b}: both periods need the same ones, in the same order.",
            ).format(a=len(old), b=len(new))
        )
    from scipy.stats import t

    needs_customers(len(old), 2, "before, after")
    normal_quantile(level)
    change = new - old
    half = t.ppf((1 + level) / 2, len(change) - 1) * change.std(ddof=1) / math.sqrt(len(change))
    mean = float(change.mean())
    return Estimate(mean, mean - half, mean + half, level, unit, len(change))


def two_groups(
    frame: pd.DataFrame, outcome: str, arm: str, treated: str, control: str
) -> tuple[pd.DataFrame, pd.Series]:
    """Return the rows of the two groups and the outcome, as bool or float."""
    lacks_columns(frame.columns, [outcome, arm], "frame")
    absent = [code for code in (treated, control) if code not in set(frame[arm])]
    if absent:
        raise CourseError(
            say(
                zh="列 {arm} 中没有 {absent}，有的是：{found}。请用 treated= 和 control= 指明两组。",
                en="The column {arm} has no {absent}; it holds: {found}. "
                "Name the two groups with treated= and control=.",
            ).format(arm=arm, absent=join(absent), found=join(frame[arm].dropna().unique()[:5]))
        )
    kept = frame[frame[arm].isin([treated, control])]
    values = kept[outcome]
    if values.isna().any() or not (
        pd.api.types.is_bool_dtype(values) or pd.api.types.is_numeric_dtype(values)
    ):
        raise CourseError(
            say(
                zh="列 {column} 应是“是/否”或数字，不能有空格：没有买的人写 False 或 0。",
                en="The column {column} must hold yes / no or numbers without gaps: write False or 0 for those who "
                "did not buy.",
            ).format(column=outcome)
        )
    return kept, values.astype(bool if pd.api.types.is_bool_dtype(values) else float)
