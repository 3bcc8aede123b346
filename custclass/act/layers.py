"""Layers of value: what they bring and use, how to split a budget over them, and when to let customers go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.layer_views import layer_table
from custclass.act.split import expected_gain, positive_sum, split_budget
from custclass.act.trials import VERDICT_NAMES, VERDICTS, trial, trial_money
from custclass.classify.pareto import ABC
from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, Text, join, say

__all__ = [
    "MATRIX_ACTIONS", "VERDICTS", "VERDICT_NAMES", "care_costs", "key_customers", "layer_table", "lorenz", "resources",
    "split_budget", "top_share", "trial", "trial_money",
]  # fmt: skip

#: What to do in each cell of the matrix of value by need (`custclass.classify.catalogue.value_need`).
MATRIX_ACTIONS: dict[str, Text] = {
    "high_functional": say(
        zh="专人对接，保证有货、准时送到", en="a named contact; goods kept in stock and delivered on time"
    ),
    "high_emotional": say(
        zh="记得喜好和日子，手写贺卡，新茶先尝",
        en="remember tastes and dates, a written card, first taste of the new tea",
    ),
    "high_social": say(
        zh="请来品茶会，送可以分享的礼盒和老友券",
        en="invite to tastings; gift boxes and passes to share with friends",
    ),
    "high_unknown": say(zh="打电话问清需求，再决定怎么照顾", en="call and ask what they need, then decide"),
    "low_functional": say(
        zh="自助下单、常用清单一键再买", en="self-service and a list to buy again with one click"
    ),
    "low_emotional": say(zh="节日群发问候，附小样", en="a greeting to all at festivals, with a sample"),
    "low_social": say(
        zh="请他们晒单、拼团，带朋友来", en="invite to post, to buy in groups and to bring friends"
    ),
    "low_unknown": say(zh="下单页上问一道题，不专门打电话", en="one question on the order page; no call"),
}


def top_share(values: Any, share: float = 0.2) -> float:
    """Return the share of the money that the greatest customers bring: is it 80/20?

    Parameters
    ----------
    values : Series or sequence of numbers
        What each customer brings. Negative values are refused, as in `custclass.classify.pareto.ABC`.
    share : float
        Share of the customers. Where it falls between two customers, the later one counts by the part of them.

    Returns
    -------
    float
        Share of the money, 0 to 1.

    Raises
    ------
    CourseError
        If the share is not between 0 and 1, or the values are none for `ABC`.

    Examples
    --------
    >>> top_share([80, 5, 5, 5, 5])
    0.8
    >>> top_share([1, 1, 1, 1], share=0.5)
    0.5
    """
    if not 0 < share < 1:
        raise CourseError(
            say(
                zh="share 应在 0 和 1 之间，例如 0.2，得到的是 {share}。",
                en="share must lie between 0 and 1, such as 0.2, but is {share}.",
            ).format(share=share)
        )
    curve = ABC().fit(values).curve()
    return float(np.interp(share, curve["customer_share"], curve["value_share"]))


def lorenz(groups: Mapping[Any, Any]) -> pd.DataFrame:
    """Return the curves of concentration (Lorenz curves) of several groups of customers, to be drawn together.

    Parameters
    ----------
    groups : dict of name -> Series or sequence of numbers
        What each customer brings.

    Returns
    -------
    DataFrame
        Index: customers in percent, 0 to 100, those who bring most first. One column a group: the share of
        the money (0 to 1) that they bring together.

    Examples
    --------
    >>> lorenz({"shop": [60, 30, 10, 0]}).loc[[25, 50, 100], "shop"].tolist()
    [0.6, 0.9, 1.0]
    """
    percents = np.arange(101)
    curves = {name: ABC().fit(values).curve() for name, values in groups.items()}
    lines = {
        name: np.interp(percents / 100, curve["customer_share"], curve["value_share"])
        for name, curve in curves.items()
    }
    return pd.DataFrame(lines, index=percents)


def key_customers(customers: pd.DataFrame, n: int = 10, value: str = "monetary") -> pd.DataFrame:
    """Name the key customers and their share of the revenue.

    Parameters
    ----------
    customers : DataFrame
        One row a customer: ``customer_id`` and the column `value`.
    n : int
        How many; customers equal to the last of them are named as well.
    value : str
        What they bring.

    Returns
    -------
    DataFrame
        The greatest first: ``customer_id``, the column `value`, ``share`` of the sum over all customers, and
        ``share_so_far``.

    Examples
    --------
    >>> people = pd.DataFrame({"customer_id": ["A", "B", "C"], "monetary": [50.0, 150.0, 300.0]})
    >>> key_customers(people, 2)["share"].tolist()
    [0.6, 0.3]
    """
    lacks_columns(customers.columns, ["customer_id", value], "customers")
    first = customers[["customer_id", value]].nlargest(n, value, keep="all").reset_index(drop=True)
    share = first[value] / positive_sum(customers[value], value)
    return first.assign(share=share, share_so_far=share.cumsum())


def resources(
    customers: pd.DataFrame, scheme: Any, value: str = "contribution", effort: str = "cost_to_serve"
) -> pd.DataFrame:
    """Set number, profit and resources of each layer side by side.

    Parameters
    ----------
    customers : DataFrame
        One row a customer: the measures of the scheme and the columns `value` and `effort`.
    scheme : Scheme
        The layers, such as ``pyramid()``.
    value : str
        What customers bring (profit, or revenue where costs are not known).
    effort : str
        What is spent on them: cost to serve, discounts, hours.

    Returns
    -------
    DataFrame
        One row a layer (index: its code, in the order of the scheme; a layer without a customer has zeros):
        ``customers``, ``value``, ``effort``, and their shares ``customer_share``, ``value_share``,
        ``effort_share``; ``value_per_effort``, missing where nothing was spent.

    Raises
    ------
    CourseError
        If a column is missing, or all customers together bring nothing or used nothing.

    Examples
    --------
    >>> from custclass.classify.value_schemes import add_value_rank, pyramid
    >>> people = pd.DataFrame({"contribution": [70, 20, 10, 0], "cost_to_serve": [10, 10, 20, 60]})
    >>> layers = resources(add_value_rank(people, "contribution"), pyramid(top=0.25, upper=0.5, middle=0.75))
    >>> layers[["value_share", "effort_share"]].to_dict("list")
    {'value_share': [0.7, 0.2, 0.1, 0.0], 'effort_share': [0.1, 0.1, 0.2, 0.6]}
    """
    lacks_columns(customers.columns, [value, effort], "customers")
    layer = pd.Series(scheme.classify(customers)).to_numpy()
    groups = customers.groupby(layer)
    out = pd.DataFrame({
        "customers": groups.size(),
        "value": groups[value].sum(),
        "effort": groups[effort].sum(),
    }).reindex(pd.Index(scheme.codes, name="class"))  # fmt: skip
    out = out.fillna(0).astype({"customers": int})
    out["customer_share"] = out["customers"] / max(out["customers"].sum(), 1)
    for name, column in (("value", value), ("effort", effort)):
        out[name + "_share"] = out[name] / positive_sum(out[name], column)
    out["value_per_effort"] = out["value"] / out["effort"].where(out["effort"] > 0)
    return out


def care_costs(
    customers: pd.DataFrame,
    scheme: Any,
    prices: Mapping[str, float],
    value: str = "contribution",
    effect: float = 0.1,
    half: float = 50.0,
) -> pd.DataFrame:
    """Cost the care that each class gets, such as the four stances, beside what the care is expected to add.

    Parameters
    ----------
    customers : DataFrame
        One row a customer: the measures of the scheme and the column `value`.
    scheme : Scheme
        The classes, such as ``stance()``.
    prices : dict of class code to money
        What the care of one customer of the class costs, in the same time in which `value` was earned.
    value : str
        What customers bring before this care is paid.
    effect, half : float
        The assumption of `split_budget`: care adds at most this part of the value, half of it at this money
        per customer.

    Returns
    -------
    DataFrame
        One row a class: ``customers``, ``value``, ``care_per_customer``, ``care``, ``gain`` (expected), ``net``
        (gain - care). What customers bring anyhow is no merit of the care and is not in it.

    Raises
    ------
    CourseError
        If a class has no price or a price belongs to no class.

    Examples
    --------
    >>> from custclass.classify.value_schemes import stance
    >>> people = pd.DataFrame({"value_rank": [0, 0.5, 0.75], "contribution": [900.0, 50.0, -30.0]})
    >>> prices = {"yielding": 50, "caring": 0, "adapting": 50, "indifferent": 0}
    >>> care_costs(people, stance(), prices, effect=0.2)[["gain", "net"]].to_dict("list")
    {'gain': [90.0, 0.0, 5.0, 0.0], 'net': [40.0, 0.0, -45.0, 0.0]}
    """
    lacks_columns(customers.columns, [value], "customers")
    wrong = sorted(set(prices) ^ set(scheme.codes))
    if wrong:
        raise CourseError(
            say(
                zh="prices 要给每个类别各写一个价格，类别代码是 {codes}；多出或缺少的是 {wrong}。",
                en="prices needs one price for each class ({codes}); too many or missing: {wrong}.",
            ).format(codes=join(scheme.codes), wrong=join(wrong))
        )
    layer = pd.Series(scheme.classify(customers)).to_numpy()
    groups = customers.groupby(layer)[value]
    out = pd.DataFrame({"customers": groups.size(), "value": groups.sum()})
    out = out.reindex(pd.Index(scheme.codes, name="class")).fillna(0).astype({"customers": int})
    out["care_per_customer"] = pd.Series(prices, dtype=float)
    out["care"] = out["customers"] * out["care_per_customer"]
    out["gain"] = expected_gain(out["value"], out["care_per_customer"], effect, half)
    return out.assign(net=out["gain"] - out["care"])
