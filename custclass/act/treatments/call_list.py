"""The call list: best first, with the likelihood, the owner and the expected profit; and profit and loss by segment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from custclass.classify.intervals import wilson
from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, say


def likelihood_by_class(classes: pd.Series, happened: pd.Series) -> pd.DataFrame:
    """Return the share of each class that did something in an earlier period, with its uncertainty.

    Parameters
    ----------
    classes : Series of str
        Class of each customer before the period (index: customer id).
    happened : Series of bool
        Whether they did it within the period (same index; missing: they did not).

    Returns
    -------
    DataFrame
        Per class: ``customers``, ``yes``, ``share``, ``low``, ``high`` (95 % interval, Wilson).

    Examples
    --------
    >>> was = pd.Series(["lost"] * 4, index=["S1", "S2", "S3", "S4"])
    >>> likelihood_by_class(was, pd.Series({"S1": True})).loc["lost", "share"].item()
    0.25
    """
    came = happened.reindex(classes.index).eq(True)
    table = came.groupby(classes).agg(customers="size", yes="sum").astype(int)
    table["share"] = table["yes"] / table["customers"]
    limits = [wilson(int(yes), int(n), 0.95) for yes, n in zip(table["yes"], table["customers"], strict=True)]
    table["low"], table["high"] = [low for low, _ in limits], [high for _, high in limits]
    return table.rename_axis("class")


def call_list(
    customers: pd.DataFrame,
    likelihood: str | pd.Series | Mapping[str, float],
    value: str | pd.Series | Mapping[str, float],
    owners: Mapping[str, str],
    capacity: int | Mapping[str, int],
    cost: float = 0.0,
) -> pd.DataFrame:
    """List whom to contact, best first.

    Expected profit of a contact = likelihood × value − cost. Who is expected to cost more than they bring is not
    listed; equal ones stand in the order of their ids, so that two runs give one list.

    Parameters
    ----------
    customers : DataFrame
        ``customer_id`` and ``class``; each customer once.
    likelihood : str, mapping or Series
        Likelihood (0 to 1) of a purchase: a column of `customers`, or class -> likelihood.
    value : str, mapping or Series
        Margin of the purchase, in money: a column of `customers`, or class -> money.
    owners : mapping
        Class -> who answers for it and for its profit and loss.
    capacity : int or mapping
        Contacts that can be made in all, or owner -> contacts.
    cost : float
        Cost of one contact, in the same money.

    Returns
    -------
    DataFrame
        ``rank``, ``customer_id``, ``class``, ``owner``, ``likelihood``, ``value``, ``expected_profit``, and the
        other columns of `customers`. With a capacity per owner the ranks still run through the whole list.

    Raises
    ------
    CourseError
        If a column is missing, a customer is listed twice, or a class has no likelihood, value or owner.

    Examples
    --------
    >>> people = pd.DataFrame({"customer_id": ["S1", "S2", "S3"], "class": ["lost", "active", "active"],
    ...                        "margin": [500, 80, 60]})
    >>> calls = call_list(people, {"lost": 0.1, "active": 0.4}, "margin", {"lost": "Li", "active": "Wang"}, 2, cost=5)
    >>> calls[["customer_id", "owner", "expected_profit"]].values.tolist()
    [['S1', 'Li', 45.0], ['S2', 'Wang', 27.0]]
    """
    lacks_columns(customers.columns, ["customer_id", "class"], "customers")
    if (twice := customers["customer_id"].duplicated()).any():
        raise CourseError(
            say(
                zh="客户 {who} 在名单里出现了两次：每人只留一行。",
                en="Customer {who} is listed twice: keep one row each.",
            ).format(who=customers.loc[twice, "customer_id"].iloc[0])
        )
    ranked = customers.copy()
    ranked["likelihood"] = _figures(customers, likelihood, "likelihood")
    if not ranked["likelihood"].between(0, 1).all():
        raise CourseError(
            say(
                zh="可能性应在 0 和 1 之间：20% 请写成 0.2。",
                en="A likelihood lies between 0 and 1: write 20 % as 0.2.",
            )
        )
    ranked["value"] = _figures(customers, value, "value")
    ranked["owner"] = _by_class(customers, owners, "owners")
    ranked["expected_profit"] = ranked["likelihood"] * ranked["value"] - cost
    ranked = ranked[ranked["expected_profit"] > 0]
    ranked = ranked.sort_values(["expected_profit", "customer_id"], ascending=[False, True])
    if isinstance(capacity, Mapping):
        room = ranked["owner"].map(capacity).fillna(0)
        ranked = ranked[ranked.groupby("owner").cumcount() < room]
    else:
        ranked = ranked.head(capacity)
    ranked.insert(0, "rank", range(1, len(ranked) + 1))
    first = ["rank", "customer_id", "class", "owner", "likelihood", "value", "expected_profit"]
    return ranked[[*first, *(name for name in ranked if name not in first)]].reset_index(drop=True)


def add_opportunities(customers: pd.DataFrame, more: pd.DataFrame, done: Any = ()) -> pd.DataFrame:
    """Return the candidates with the new ones in and the finished ones out; rank them again by `call_list`.

    Parameters
    ----------
    customers, more : DataFrame
        ``customer_id``, ``class`` and further columns. A customer in both has the row of `more`, the newer one.
    done : list of str
        Ids that have been contacted.

    Returns
    -------
    DataFrame

    Examples
    --------
    >>> old = pd.DataFrame({"customer_id": ["S1", "S2"], "class": ["lost", "lost"]})
    >>> new = pd.DataFrame({"customer_id": ["S2", "S3"], "class": ["active", "active"]})
    >>> add_opportunities(old, new, done=["S1"]).values.tolist()
    [['S2', 'active'], ['S3', 'active']]
    """
    for name, frame in {"customers": customers, "more": more}.items():
        lacks_columns(frame.columns, ["customer_id", "class"], name)
    both = pd.concat([customers, more]).drop_duplicates("customer_id", keep="last")
    return both[~both["customer_id"].isin(list(done))].reset_index(drop=True)


def profit_and_loss(
    contacts: pd.DataFrame, owners: Mapping[str, str], margin: float, cost: float | Mapping[str, float]
) -> pd.DataFrame:
    """Return profit and loss per segment, each with its one owner.

    Parameters
    ----------
    contacts : DataFrame
        One row per contact made: ``class``, ``amount`` (sold, 0 when nothing was), and ``channel`` where the cost
        depends on it.
    owners : mapping
        Class -> owner.
    margin : float
        Share of an amount that is left after the goods, 0 to 1.
    cost : float or mapping
        Cost of a contact, or channel -> cost, in the money of the amounts.

    Returns
    -------
    DataFrame
        Per class, the most profitable first: ``owner``, ``contacts``, ``sales`` (how many), ``money``, ``margin``,
        ``cost``, ``profit``.

    Examples
    --------
    >>> made = pd.DataFrame({"class": ["lost", "lost"], "amount": [100.0, 0.0]})
    >>> profit_and_loss(made, {"lost": "Li"}, margin=0.4, cost=12)["profit"].to_dict()
    {'lost': 16.0}
    """
    by_channel = isinstance(cost, Mapping)
    lacks_columns(contacts.columns, ["class", "amount", *(["channel"] if by_channel else [])], "contacts")
    spent = (
        contacts["channel"].map(cost).astype(float)
        if by_channel
        else pd.Series(cost, contacts.index, dtype=float)
    )
    if spent.isna().any():
        raise CourseError(
            say(
                zh="渠道“{name}”没有写联系成本：请在 cost 里补上。",
                en='There is no cost of a contact for the channel "{name}": add it to cost.',
            ).format(name=contacts["channel"][spent.isna()].iloc[0])
        )
    table = (
        contacts.assign(_cost=spent, _sold=contacts["amount"] > 0)
        .groupby("class")
        .agg(
            contacts=("amount", "size"),
            sales=("_sold", "sum"),
            money=("amount", "sum"),
            cost=("_cost", "sum"),
        )
    )
    table.insert(0, "owner", _by_class(table.reset_index(), owners, "owners").to_numpy())
    table.insert(4, "margin", table["money"] * margin)
    table["profit"] = table["margin"] - table["cost"]
    return table.sort_values("profit", ascending=False, kind="stable")


def _figures(customers: pd.DataFrame, given: Any, name: str) -> pd.Series:
    """Return a column of the customers, or what is given for their classes."""
    if not isinstance(given, str):
        return _by_class(customers, given, name).astype(float)
    lacks_columns(customers.columns, [given], "customers")
    return customers[given].astype(float)


def _by_class(customers: pd.DataFrame, given: Any, name: str) -> pd.Series:
    """Return what is given for the class of each customer, refusing classes for which nothing is."""
    found = customers["class"].map(dict(given))
    if found.isna().any():
        raise CourseError(
            say(
                zh="{name} 里没有类别“{code}”：请为每一类各写一项。",
                en='{name} has nothing for the class "{code}": give it an entry for every class.',
            ).format(name=name, code=customers.loc[found.isna(), "class"].iloc[0])
        )
    return found
