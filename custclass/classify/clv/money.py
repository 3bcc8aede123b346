"""Money sums of a customer's value: what has come in, what serving costs, what later money is worth today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd

from custclass.classify.clv.columns_in import Columns
from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, join, say

TIMINGS = {"end": 1.0, "mid": 0.5, "start": 0.0}


def present_value(
    cash: Any, annual_rate: float, periods_per_year: float, timing: Literal["end", "mid", "start"] = "end"
) -> Any:
    """Discount money that comes in equal periods to its value today.

    Parameters
    ----------
    cash : sequence of numbers, or DataFrame
        The money of period 1, 2, 3 ...; in a DataFrame one row a customer and one column a period, in order.
    annual_rate : float
        Discount rate of a whole year, as a fraction: 0.10 is 10 % a year.
    periods_per_year : float
        12 for months, 4 for quarters, 1 for years.
    timing : {"end", "mid", "start"}
        When in its period the money comes.

    Returns
    -------
    float or Series
        Present value; for a DataFrame one a row.

    Raises
    ------
    CourseError
        If the rate looks like per cent, a period is empty, or `timing` is unknown.

    Notes
    -----
    Period k is divided by (1 + annual_rate) ** (k / periods_per_year): interest is compounded, so that twelve
    months make exactly one year. Dividing the yearly rate by 12 would discount too much.

    Examples
    --------
    >>> round(present_value([100] * 12, annual_rate=0.10, periods_per_year=12), 2)
    1140.05
    >>> round(present_value([100] * 12, annual_rate=0.10, periods_per_year=12, timing="start"), 2)
    1149.14
    """
    if timing not in TIMINGS:
        raise CourseError(
            say(
                zh="timing={timing!r} 不存在：可选 {known}（期末、期中、期初）。",
                en="There is no timing={timing!r}: choose one of {known}.",
            ).format(timing=timing, known=join(f'"{name}"' for name in TIMINGS))
        )
    for name, value, lowest in (
        ("annual_rate", annual_rate, -1.0),
        ("periods_per_year", periods_per_year, 0.0),
    ):
        Columns(**{name: value}).refuse(
            name,
            np.atleast_1d(value <= lowest),
            say(zh="应大于 {lowest:g}", en="it must be above {lowest:g}").format(lowest=lowest),
        )
    if annual_rate > 1:
        raise CourseError(
            say(
                zh="annual_rate={rate:g} 表示每年 {percent:g}%：贴现率请写成小数，10% 写 0.10。",
                en="annual_rate={rate:g} is {percent:g} % a year: write the discount rate as a fraction, "
                "10 % as 0.10.",
            ).format(rate=annual_rate, percent=100 * annual_rate)
        )
    if isinstance(cash, pd.DataFrame):
        periods = Columns(**{str(name): cash[name] for name in cash.columns})
        money = np.column_stack(list(periods.numbers.values()))
    else:
        money = Columns(cash=cash)["cash"]
    years = (np.arange(money.shape[-1]) + TIMINGS[timing]) / periods_per_year
    values = money @ (1.0 + annual_rate) ** -years
    return pd.Series(values, index=cash.index, name="present_value") if money.ndim == 2 else float(values)


def historic_value(margin: Any, frequency: Any, lifespan: Any) -> Any:
    """Multiply margin, frequency and lifespan: the plainest customer lifetime value.

    Parameters
    ----------
    margin : number, Series or array
        Money earned on one order (not its price).
    frequency : number, Series or array
        Orders in one unit of time, such as a year.
    lifespan : number, Series or array
        How long the customer stays, in the same unit of time.

    Returns
    -------
    float, Series or array
        margin x frequency x lifespan, not discounted.

    Raises
    ------
    CourseError
        If a column is no numbers, or a frequency or lifespan is negative.

    Examples
    --------
    >>> historic_value(margin=30, frequency=6, lifespan=3)
    540.0
    """
    given = Columns(margin=margin, frequency=frequency, lifespan=lifespan)
    for name in ("frequency", "lifespan"):
        given.refuse(name, given[name] < 0, say(zh="不能为负", en="it is never negative"))
    return given.like_given(given["margin"] * given["frequency"] * given["lifespan"], "historic_value")


def contribution(
    table: pd.DataFrame, margin: Any, costs: Mapping[str, float], revenue: str = "amount"
) -> pd.DataFrame:
    """Add what is left of the revenue after the goods and the cost to serve.

    Parameters
    ----------
    table : DataFrame
        One row an order, or one a customer.
    margin : number or Series
        Share of the revenue that is left after the goods: 0.35 is 35 %; a Series has one a row.
    costs : dict of str to float
        Column that counts an effort -> money that one of it costs, such as ``{"service_contacts": 25}``.
    revenue : str
        The column of the revenue; ``"monetary"`` in a table of customers.

    Returns
    -------
    DataFrame
        The table with ``gross_margin``, ``cost_to_serve`` and ``contribution`` (their difference).

    Raises
    ------
    CourseError
        If a column is missing or has gaps, or a margin is above 1.

    Examples
    --------
    >>> customers = pd.DataFrame({"monetary": [9000.0, 1200.0], "service_contacts": [130, 2]}, index=["A", "B"])
    >>> contribution(customers, 0.3, {"service_contacts": 25}, revenue="monetary")["contribution"].to_dict()
    {'A': -550.0, 'B': 310.0}
    """
    lacks_columns(table.columns, [revenue, *costs], "table")
    given = Columns(margin=margin, **{name: table[name] for name in (revenue, *costs)})
    given.refuse(
        "margin",
        given["margin"] > 1,
        say(
            zh="毛利率应写成小数，35% 写 0.35",
            en="write the margin as a fraction, 35 % as 0.35",
        ),
    )
    gross = given["margin"] * given[revenue]
    served = sum((given[name] * each for name, each in costs.items()), np.zeros(len(table)))
    return table.assign(gross_margin=gross, cost_to_serve=served, contribution=gross - served)
