"""Winning customers back: why they left, what the offer changes, whether it pays, and who looks at the shop again."""

from __future__ import annotations

from typing import Any

import pandas as pd

from custclass.act.campaigns.lift import lift
from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import CourseError, say

# What the shop can do about a reason. An offer cannot repair a product, and nothing brings back a need that is gone.
ANSWERS = {
    "price": "offer",
    "forgot": "remind",
    "quality": "mend",
    "service": "mend",
    "no_need": "let_go",
    "unknown": "ask",
}


def count_reasons(former: pd.DataFrame, by: str = "reason", value: str | None = None) -> pd.DataFrame:
    """Count why customers left, the commonest reason first.

    Parameters
    ----------
    former : DataFrame
        One row per former customer.
    by : str
        The column with the reason; empty cells count as ``"unknown"``.
    value : str, optional
        A column with what a customer was worth (money a year), to add up.

    Returns
    -------
    DataFrame
        Per reason: ``customers``, ``customer_share``, with `value` also ``money``, and ``answer``: what to do
        (``"offer"``, ``"remind"``, ``"mend"`` the product or service, ``"let_go"``, ``"ask"``).

    Examples
    --------
    >>> count_reasons(pd.DataFrame({"reason": ["quality", "price", "quality"]}))["customers"].to_dict()
    {'quality': 2, 'price': 1}
    """
    lacks_columns(former.columns, [by, *([value] if value else [])], "former")
    reasons = former[by].fillna("unknown")
    counted = reasons.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    table = counted.rename("customers").to_frame()
    table["customer_share"] = table["customers"] / len(former)
    if value:
        table["money"] = former[value].groupby(reasons).sum()
    table["answer"] = [ANSWERS.get(str(reason), "ask") for reason in table.index]
    return table.rename_axis(by)


def offer_value(
    with_offer: float, without: float, margin: float, contact_cost: float, offer_cost: float
) -> float:
    """Return what an offer to one former customer is expected to bring, in money.

    (share back with the offer − share back without) × margin − cost of the contact − share back with the offer ×
    cost of the offer. Who would have come back anyway adds no margin and takes the offer all the same.

    Parameters
    ----------
    with_offer, without : float
        Share (0 to 1) that buys again within the horizon, with the offer and without.
    margin : float
        Margin of one who is back, within the same horizon, in money, before the offer.
    contact_cost, offer_cost : float
        Cost of telling one customer; cost of the offer when one takes it.

    Returns
    -------
    float

    Raises
    ------
    CourseError
        If a share does not lie between 0 and 1.

    Examples
    --------
    >>> round(offer_value(0.20, 0.12, margin=150, contact_cost=1, offer_cost=40), 2)
    3.0
    """
    if not (0 <= with_offer <= 1 and 0 <= without <= 1):
        raise CourseError(
            say(
                zh="返回的比例应在 0 和 1 之间，得到的是 {a} 和 {b}：20% 请写成 0.2。",
                en="Shares lie between 0 and 1, but {a} and {b} were given: write 20 % as 0.2.",
            ).format(a=with_offer, b=without)
        )
    return (with_offer - without) * margin - contact_cost - with_offer * offer_cost


def measure_offer(test: pd.DataFrame, margin: float, by: str | None = None) -> pd.DataFrame:
    """Measure a win-back offer that was given at random to some and withheld from the others.

    Parameters
    ----------
    test : DataFrame
        One row per former customer: ``offer`` (True or False, drawn by lot), ``returned`` (True or False),
        ``amount`` (bought within the horizon) and ``cost`` (of contact and offer), in one currency.
    margin : float
        Share of an amount that is left after the goods, 0 to 1.
    by : str, optional
        A column to measure separately by (a class, a reason).

    Returns
    -------
    DataFrame
        Per group: ``offered``, ``control`` (people), ``back_offered``, ``back_control`` (shares), ``extra``
        (their difference) with ``low`` and ``high`` (95 % interval, Newcombe's from two Wilson intervals), and
        ``profit`` with ``profit_low`` and ``profit_high``: money per customer with the offer, against the control
        group, after all costs (95 % interval, Welch).

    Raises
    ------
    CourseError
        If a column is missing, or a group lacks one of the two arms.

    Examples
    --------
    >>> test = pd.DataFrame({"offer": [True] * 50 + [False] * 50, "returned": [True] * 10 + [False] * 40 + [True] * 4
    ...                      + [False] * 46, "amount": [100.0] * 10 + [0] * 40 + [100.0] * 4 + [0] * 46, "cost": 0.0})
    >>> measure_offer(test, margin=0.4)[["extra", "profit"]].round(2).iloc[0].to_dict()
    {'extra': 0.12, 'profit': 4.8}
    """
    lacks_columns(test.columns, ["offer", "returned", "amount", "cost", *([by] if by else [])], "test")
    groups = test.groupby(by, sort=False) if by else [(str(say(zh="全部", en="all")), test)]
    table = pd.DataFrame({name: _compare(part, margin) for name, part in groups}).T
    counts = ["offered", "control"]
    return table.astype(dict.fromkeys(counts, int)).rename_axis(by or "group")


def _compare(part: pd.DataFrame, margin: float) -> dict[str, float]:
    arms: dict[str, Any] = {"arm": "arm", "treated": "offer", "control": "control"}
    both = pd.DataFrame({
        "arm": part["offer"].astype(bool).map({True: "offer", False: "control"}),
        "returned": part["returned"].astype(bool),
        "profit": part["amount"] * margin - part["cost"],
    })  # fmt: skip
    back, money = (lift(both, outcome, **arms) for outcome in ("returned", "profit"))
    return {
        "offered": back.treated_n, "control": back.control_n,
        "back_offered": back.treated, "back_control": back.control,
        "extra": back.difference.value, "low": back.difference.low, "high": back.difference.high,
        "profit": money.difference.value, "profit_low": money.difference.low, "profit_high": money.difference.high,
    }  # fmt: skip


def remarketing_list(lapsed: pd.Series, events: pd.DataFrame, as_of: Any, days: int = 30) -> pd.DataFrame:
    """List former customers who looked at something lately: remind them of what they looked at.

    Parameters
    ----------
    lapsed : Series of str
        Ids of customers who no longer buy.
    events : DataFrame
        ``customer_id``, ``time``, ``kind``, ``category``; only what somebody looked at counts (view, search, cart).
    as_of : str or date
        Events up to the end of this day count.
    days : int
        How far back to look.

    Returns
    -------
    DataFrame
        One row per customer, the latest first: ``customer_id``, ``last_seen``, ``looks`` (how often) and
        ``category`` (the one looked at most often, the first in the alphabet of equal ones).

    Examples
    --------
    >>> events = pd.DataFrame({"customer_id": ["S1", "S1", "S2"], "kind": "view", "category": ["tea", "tea", "home"],
    ...                        "time": pd.to_datetime(["2025-12-20", "2025-12-21", "2025-08-01"])})
    >>> remarketing_list(pd.Series(["S1", "S2"]), events, "2025-12-31")["category"].tolist()
    ['tea']
    """
    lacks_columns(events.columns, ["customer_id", "time", "kind", "category"], "events")
    end = pd.Timestamp(as_of_day(as_of)) + pd.Timedelta(days=1)
    recent = events["time"].between(end - pd.Timedelta(days=days), end, inclusive="left")
    looked = events[
        recent & events["kind"].isin(["view", "search", "cart"]) & events["customer_id"].isin(lapsed)
    ]
    found = looked.groupby("customer_id").agg(
        last_seen=("time", "max"),
        looks=("time", "size"),
        category=("category", lambda names: names.mode().iloc[0]),
    )
    return found.sort_values("last_seen", ascending=False, kind="stable").reset_index()
