"""What each class is worth: its customers and its money."""

from __future__ import annotations

from typing import Any

import pandas as pd

from custclass.data.headings import HEADINGS, table
from custclass.show.say import Text


def profile(customers: pd.DataFrame, scheme: Any, money: str = "monetary") -> pd.DataFrame:
    """Classify customers and add up each class.

    Parameters
    ----------
    customers : DataFrame
        One row a customer, with the measures of the scheme.
    scheme : Scheme
        The classification scheme.
    money : str
        The column to add up.

    Returns
    -------
    DataFrame
        One row a class (index: its code, in the order of the scheme; classes without a customer have
        zeros): customers, customer_share, money, money_share (shares are fractions of all classified
        customers and their money), money_per_customer.

    Examples
    --------
    >>> from custclass.classify.conditions import at_least, below
    >>> from custclass.classify.measure import Class, Measure
    >>> from custclass.classify.scheme import Scheme
    >>> from custclass.show.say import say
    >>> scheme = Scheme(
    ...     "size", say(zh="规模", en="Size"), measures=[Measure("monetary", kind="real", low=0)],
    ...     classes=[Class("small", say(zh="小", en="small"), {"monetary": below(100)}),
    ...              Class("large", say(zh="大", en="large"), {"monetary": at_least(100)})])
    >>> profile(pd.DataFrame({"monetary": [10, 30, 160]}), scheme)["money_share"].tolist()
    [0.2, 0.8]
    """
    classes = pd.Series(scheme.classify(customers)).to_numpy()
    sums = customers.groupby(classes)[money].agg(customers="size", money="sum")
    sums = sums.reindex(pd.Index(scheme.codes, name="class")).fillna(0).astype({"customers": int})
    sums["customer_share"] = sums["customers"] / sums["customers"].sum()
    sums["money_share"] = sums["money"] / sums["money"].sum()
    sums["money_per_customer"] = sums["money"] / sums["customers"].where(sums["customers"] > 0)
    return sums[["customers", "customer_share", "money", "money_share", "money_per_customer"]]


def profile_table(customers: pd.DataFrame, scheme: Any, currency: str, money: str = "monetary") -> Any:
    """Show the `profile` of a scheme as a table.

    Parameters
    ----------
    customers, scheme, money
        As for `profile`.
    currency : {"CNY", "USD"}
        In which the money is written.

    Returns
    -------
    custclass.show.tables.Table
    """
    formats = {"customer_share": "%", "money_share": "%", "money": currency, "money_per_customer": currency}
    return table(profile(customers, scheme, money), values={"class": scheme.labels}, formats=formats)


def profile_picture(customers: pd.DataFrame, scheme: Any, title: Text, money: str = "monetary") -> Any:
    """Draw each class's share of the customers beside its share of the money.

    Parameters
    ----------
    customers, scheme, money
        As for `profile`.
    title : Text
        What the picture shows.

    Returns
    -------
    custclass.show.picture.Picture
    """
    from custclass.show.plots import shares

    parts = profile(customers, scheme, money)[["customer_share", "money_share"]]
    return shares(parts.rename(columns=HEADINGS), names=scheme.labels, title=title)
