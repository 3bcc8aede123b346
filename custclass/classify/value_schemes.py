"""Schemes by the value of a customer: the pyramid, the four stances, the matrix of value by need."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.columns import MONETARY
from custclass.classify.conditions import at_least, below, between, exactly, missing
from custclass.classify.measure import Class, Measure
from custclass.classify.scheme import Scheme
from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, say

VALUE_RANK = Measure(
    "value_rank",
    "real",
    low=0,
    high=1,
    label=say(zh="排在前面的客户占比", en="share of customers who bring more"),
)
CONTRIBUTION = Measure("contribution", "real", label=say(zh="贡献", en="contribution"))

_NEEDS = {
    "functional": say(zh="功能性需求", en="functional need"),
    "emotional": say(zh="情感性需求", en="emotional need"),
    "social": say(zh="社交性需求", en="social need"),
}
# Sums of the same amounts in another order differ in their last digits: equal to six decimals is equal, as in ABC.
_DIGITS = 6


def add_value_rank(customers: pd.DataFrame, value: str = "monetary") -> pd.DataFrame:
    """Add ``value_rank``: the share of all customers who bring more than this one.

    Parameters
    ----------
    customers : pandas.DataFrame
        One row a customer.
    value : str
        The column to rank by: ``"monetary"``, ``"contribution"``, ``"frequency"`` ...

    Returns
    -------
    pandas.DataFrame
        The table with ``value_rank``: 0 for the greatest value, below 1 for the least. Equal values (to six
        decimals) get the same, better rank.

    Raises
    ------
    CourseError
        If the column is not there or a value is missing.

    Examples
    --------
    >>> money = pd.DataFrame({"monetary": [50, 90, 50, 10]})
    >>> add_value_rank(money)["value_rank"].tolist()
    [0.25, 0.0, 0.25, 0.75]
    """
    lacks_columns(customers.columns, [value], "customers")
    values = customers[value].to_numpy(dtype=float, na_value=np.nan).round(_DIGITS)
    if n := int(np.isnan(values).sum()):
        raise CourseError(
            say(
                zh="列 {column} 有 {n} 位客户没有数值，排不了名次。没有订单的客户应记为 0。",
                en="In the column {column} {n} customer(s) have no value, so they cannot be ranked. "
                "Who ordered nothing has 0.",
            ).format(column=value, n=n)
        )
    at_most = np.searchsorted(np.sort(values), values, side="right")
    return customers.assign(value_rank=(len(values) - at_most) / max(len(values), 1))


def pyramid(top: float = 0.01, upper: float = 0.05, middle: float = 0.2) -> Scheme:
    """Return the layers of the customer pyramid: top, upper, middle, base (`add_value_rank`).

    Parameters
    ----------
    top, upper, middle : float
        Share of all customers at which class I, II and III end. The usual pyramid: 1 % at the top, the next
        4 %, the next 15 %, and 80 % at the base. Fewer than `top` bring more than a customer of class I.

    Examples
    --------
    >>> print(pyramid().explain({"value_rank": 0.03}).en)
    class II: share of customers who bring more is 0.03, at least 0.01 and below 0.05.
    """
    return Scheme(
        "pyramid",
        say(zh="客户金字塔", en="Customer pyramid"),
        measures=[VALUE_RANK],
        classes=[
            Class("top", say(zh="I类客户", en="class I (top)"), {"value_rank": below(top)}),
            Class("upper", say(zh="II类客户", en="class II"), {"value_rank": between(top, upper)}),
            Class("middle", say(zh="III类客户", en="class III"), {"value_rank": between(upper, middle)}),
            Class("base", say(zh="IV类客户", en="class IV (base)"), {"value_rank": at_least(middle)}),
        ],
        exclusive=True,
    )


def stance(yielding: float = 0.01, caring: float = 0.2) -> Scheme:
    """Return the four stances towards customers by value: yielding, caring, adapting, indifferent.

    Parameters
    ----------
    yielding, caring : float
        Share of all customers (`add_value_rank`) at which the most valuable and the major ones end: the top,
        and the upper and middle layers of `pyramid`.

    Notes
    -----
    Who only costs (contribution below 0, see `custclass.classify.clv.contribution`) is met with indifference
    whatever the rank: the contribution is looked at first. A contribution of exactly 0 is that of an ordinary customer.

    Examples
    --------
    >>> print(stance().explain({"value_rank": 0.1, "contribution": -20}).en)
    indifferent: contribution is −20, below 0.
    """
    pays = at_least(0)
    return Scheme(
        "stance",
        say(zh="应对方式", en="Stance"),
        measures=[VALUE_RANK, CONTRIBUTION],
        classes=[
            Class(
                "yielding",
                say(zh="屈从型", en="yielding"),
                {"contribution": pays, "value_rank": below(yielding)},
            ),
            Class(
                "caring",
                say(zh="关怀型", en="caring"),
                {"contribution": pays, "value_rank": between(yielding, caring)},
            ),
            Class(
                "adapting",
                say(zh="适应型", en="adapting"),
                {"contribution": pays, "value_rank": at_least(caring)},
            ),
            Class("indifferent", say(zh="冷漠型", en="indifferent"), {"contribution": below(0)}),
        ],
        exclusive=True,
    )


def value_need(high: float = 2000) -> Scheme:
    """Return the matrix of value by need: high or low value, by the strongest need (`add_strongest_need`).

    Parameters
    ----------
    high : float
        Monetary value from which a customer is of high value, in the currency of the table. The default
        suits the simulated shop in yuan, where 2,000 marks about the upper quarter (as in `value_tier`).

    Notes
    -----
    Who did not answer the survey stands in a column of their own: the need is not known yet.

    Examples
    --------
    >>> value_need().codes[:4]
    ['high_functional', 'high_emotional', 'high_social', 'high_unknown']
    """
    need = Measure(
        "strongest_need",
        "category",
        values=_NEEDS,
        missing=True,
        label=say(zh="最强的需求", en="strongest need"),
    )
    rows = [
        ("high", say(zh="高价值", en="high value"), at_least(high)),
        ("low", say(zh="低价值", en="low value"), below(high)),
    ]
    columns: list[tuple[str, Any, Any]] = [(code, label, exactly(code)) for code, label in _NEEDS.items()]
    columns.append(("unknown", say(zh="需求未知", en="need unknown"), missing()))
    cell = say(zh="{value}·{need}", en="{value}, {need}")
    return Scheme(
        "value_need",
        say(zh="价值×需求矩阵", en="Value by need"),
        measures=[MONETARY, need],
        classes=[
            Class(
                f"{row}_{column}",
                cell.format(value=value, need=label),
                {"monetary": money, "strongest_need": condition},
            )
            for row, value, money in rows
            for column, label, condition in columns
        ],
        exclusive=True,
    )
