"""Tracking classes over time: their sizes at several dates, and limits that tell a signal from noise."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from custclass.data.given import as_of_day, lacks_columns
from custclass.data.measures import measure_customers
from custclass.show.say import CourseError, join, say

if TYPE_CHECKING:
    from custclass.classify.scheme import Scheme


def classes_over_time(
    orders: pd.DataFrame, scheme: Scheme, as_of: Iterable[Any], days: int = 91
) -> pd.DataFrame:
    """Return each customer's class at several dates, measured over the same number of days before each.

    Parameters
    ----------
    orders : DataFrame
        Columns ``customer_id``, ``order_date``, ``amount`` (and ``order_id``). Every customer in it is followed, also
        at dates at which they had not ordered.
    scheme : Scheme
        Classes by what `measure_customers` measures.
    as_of : iterable of str or date
        The dates.
    days : int
        How many days up to and including each date are looked at.

    Returns
    -------
    DataFrame
        Class codes: one row a customer, one column (Timestamp) a date. ``.apply(pd.Series.value_counts)`` counts them.

    Raises
    ------
    CourseError
        If a column is missing, or the orders begin later than the first date needs.

    Examples
    --------
    >>> from custclass.classify.catalogue import purchase_frequency
    >>> book = pd.DataFrame({"customer_id": ["a", "a", "b"], "amount": [5.0, 5.0, 5.0],
    ...                      "order_date": pd.to_datetime(["2025-01-02", "2025-01-20", "2025-02-10"])})
    >>> classes = classes_over_time(book, purchase_frequency(2, 3), ["2025-01-31", "2025-02-28"], days=30)
    >>> classes.loc["a"].tolist()
    ['medium_frequency', 'potential_buyer']
    """
    lacks_columns(orders.columns, ["customer_id", "order_date", "amount"], "orders")
    everyone = pd.DataFrame({"customer_id": sorted(orders["customer_id"].unique())})
    ends = [pd.Timestamp(as_of_day(day)) for day in as_of]
    first = orders["order_date"].min().normalize()
    early = [end for end in ends if end - pd.Timedelta(days=days - 1) < first]
    if early:
        raise CourseError(
            say(
                zh="{day} 之前不够{days}天：订单从 {first} 开始。请选晚一些的日期，或缩短 days。",
                en="There are no {days} days before {day}: the orders begin on {first}. "
                "Take later dates or fewer days.",
            ).format(day=early[0].date(), days=days, first=first.date())
        )
    classes = {}
    for end in ends:
        window = orders[orders["order_date"] >= end - pd.Timedelta(days=days - 1)]
        table = measure_customers(window, as_of=end, customers=everyone).set_index("customer_id")
        classes[end] = scheme.classify(table)
    return pd.DataFrame(classes)


def downgrades(classes: pd.DataFrame, scheme: Scheme, code: str) -> pd.DataFrame:
    """Count the customers of a class, and how many of them stood in a lower one at the next date.

    Parameters
    ----------
    classes : DataFrame
        From `classes_over_time`: one row a customer, one column a date, in order of time.
    scheme : Scheme
        Its classes stand from best to worst.
    code : str
        The class looked at.

    Returns
    -------
    DataFrame
        One row a date, from the second on: ``customers`` (in the class at the date before), ``downgraded``.

    Raises
    ------
    CourseError
        If the scheme has no such class.

    Examples
    --------
    >>> from custclass.classify.catalogue import schemes
    >>> two = pd.DataFrame({"May": ["high_frequency"] * 2, "June": ["high_frequency", "low_frequency"]})
    >>> downgrades(two, schemes["purchase_frequency"], "high_frequency").loc["June"].tolist()
    [2, 1]
    """
    if code not in scheme.codes:
        raise CourseError(
            say(
                zh="分类方案里没有类别“{code}”，有的是：{codes}。",
                en='The scheme has no class "{code}"; it has: {codes}.',
            ).format(code=code, codes=join(scheme.codes))
        )
    lower = scheme.codes[scheme.codes.index(code) + 1 :]
    dates = list(classes.columns)
    rows = {
        after: {
            "customers": int((classes[before] == code).sum()),
            "downgraded": int(((classes[before] == code) & classes[after].isin(lower)).sum()),
        }
        for before, after in zip(dates, dates[1:], strict=False)
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def control_limits(counts: pd.Series, totals: pd.Series, base: int, sigmas: float = 3.0) -> pd.DataFrame:
    """Return a rate per period with the limits within which chance keeps it (a p-chart).

    The centre is the rate of the first `base` periods together; the limits lie `sigmas` standard errors of a share
    above and below it (W. A. Shewhart 1931, Economic Control of Quality of Manufactured Product). With three, chance
    alone goes outside in about 3 of 1,000 periods.

    Parameters
    ----------
    counts : Series
        How many customers (downgraded, dissatisfied ...) in each period, in order of time.
    totals : Series
        Out of how many.
    base : int
        How many of the first periods say what is usual; choose them before looking, and without known disturbances.
    sigmas : float
        Width of the limits in standard errors.

    Returns
    -------
    DataFrame
        Index of `counts`; ``rate``, ``low``, ``centre``, ``high``, ``signal`` (bool: outside the limits).

    Raises
    ------
    CourseError
        If counts and totals do not fit together, or there are no base periods.

    Examples
    --------
    >>> chart = control_limits(pd.Series([10, 12, 9, 30]), pd.Series([100, 100, 100, 100]), base=3)
    >>> chart["signal"].tolist()
    [False, False, False, True]
    """
    counts, totals = pd.Series(counts), pd.Series(totals)
    if not counts.index.equals(totals.index) or (counts > totals).any() or (totals <= 0).any():
        raise CourseError(
            say(
                zh="counts 和 totals 的各期要一一对应，totals 大于0，counts 不能大于 totals。",
                en="counts and totals must have the same periods, totals must be above 0 and no count above its total.",
            )
        )
    if not 1 <= base <= len(counts):
        raise CourseError(
            say(
                zh="base 应是1到{n}之间的期数，得到的是 {base}。",
                en="base must be a number of periods from 1 to {n}; {base} was given.",
            ).format(n=len(counts), base=base)
        )
    centre = counts.iloc[:base].sum() / totals.iloc[:base].sum()
    half = sigmas * np.sqrt(centre * (1 - centre) / totals)
    chart = pd.DataFrame({"rate": counts / totals, "low": (centre - half).clip(lower=0), "centre": centre})
    chart["high"] = (centre + half).clip(upper=1)
    return chart.assign(signal=(chart["rate"] < chart["low"]) | (chart["rate"] > chart["high"]))
