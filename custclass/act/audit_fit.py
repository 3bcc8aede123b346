"""Limits of the fit: do the cut points and classes of a scheme suit these customers?"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from custclass.act.audit_found import Limit, refuse_empty
from custclass.classify.conditions import Interval
from custclass.classify.measure import write_number
from custclass.classify.scheme import Scheme
from custclass.data.given import lacks_columns
from custclass.show.numbers import number, percent
from custclass.show.say import CourseError, say

_CUSTOMERS = say(zh="客户表", en="the table of customers")


def cut_points(scheme: Scheme, customers: pd.DataFrame) -> pd.DataFrame:
    """List the cut points of a scheme, and how many of these customers stand on either side.

    Parameters
    ----------
    scheme : Scheme
    customers : DataFrame
        One row a customer, with the measures of the scheme.

    Returns
    -------
    DataFrame
        One row a cut point: measure, cut, below (share of the customers that have the measure, 0 to 1), and
        smaller_side (the smaller of below and 1 - below). A customer exactly at the cut counts as not below.

    Examples
    --------
    >>> from custclass.classify.catalogue import purchase_frequency
    >>> cuts = cut_points(purchase_frequency(4, 12), pd.DataFrame({"frequency": [1, 2, 5, 3]}))
    >>> cuts[["cut", "below"]].values.tolist()
    [[1.0, 0.0], [4.0, 0.75], [12.0, 1.0]]
    """
    lacks_columns(customers.columns, list(scheme.measures), "customers")
    refuse_empty(len(customers), _CUSTOMERS)
    ends: dict[str, set[float]] = {}
    for item in scheme.classes:
        for box in item.boxes:
            for name, condition in box.items():
                if isinstance(condition, Interval):
                    ends.setdefault(name, set()).update([condition.low, condition.high])
    rows = []
    for name, cuts in ends.items():
        measure = scheme.measures[name]
        values = customers[name].to_numpy(dtype=float, na_value=math.nan)
        values = values[~np.isnan(values)]
        for cut in sorted(cuts):
            if math.isfinite(cut) and cut not in (measure.low, measure.high):
                below = float((values < cut).mean()) if len(values) else math.nan
                rows.append((name, float(cut), below, min(below, 1 - below)))
    return pd.DataFrame(rows, columns=["measure", "cut", "below", "smaller_side"])


def cuts(scheme: Scheme, customers: pd.DataFrame, side: float = 0.01, required: float = 1.0) -> Limit:
    """Measure how many cut points of a scheme part these customers at all.

    Parameters
    ----------
    scheme : Scheme
    customers : DataFrame
        One row a customer, with the measures of the scheme.
    side : float
        A cut point parts them if at least this share stands on either side of it.
    required : float
        The least share of the cut points that must do so.

    Returns
    -------
    Limit
        Measured: that share, 0 to 1; 1 for a scheme without cut points.

    Examples
    --------
    >>> from custclass.classify.catalogue import purchase_frequency
    >>> print(cuts(purchase_frequency(4, 12), pd.DataFrame({"frequency": [0, 2, 5, 3]})).sentence.en)
    2 of 3 cut points part the customers; number of orders 12 has 100.0% below it and 0.0% above.
    """
    found = cut_points(scheme, customers)
    good = found["smaller_side"] >= side
    share = float(good.mean()) if len(found) else 1.0
    sentence = say(
        zh="{k}个分界点里有{good}个把客户分开了",
        en="{good} of {k} cut points part the customers",
    ).format(k=len(found), good=int(good.sum()))
    if not good.all():
        worst = found[~good].sort_values("smaller_side", kind="stable").iloc[0]
        measure = scheme.measures[worst["measure"]]
        sentence += say(
            zh="；{label}的分界点 {cut}，以下占{below}，以上占{above}",
            en="; {label} {cut} has {below} below it and {above} above",
        ).format(
            label=measure.label,
            cut=write_number(worst["cut"]),
            below=percent(worst["below"]),
            above=percent(1 - worst["below"]),
        )
    return Limit("cuts", share, required, sentence + say(zh="。", en="."))


def class_shares(scheme: Scheme, customers: pd.DataFrame) -> pd.DataFrame:
    """Count the customers of every class; a class without customers has a row as well.

    Parameters
    ----------
    scheme : Scheme
    customers : DataFrame
        One row a customer, with the measures of the scheme.

    Returns
    -------
    DataFrame
        Index: class codes in the order of the scheme. Columns customers and customer_share (of all customers, also
        of those without a class).

    Examples
    --------
    >>> from custclass.classify.catalogue import purchase_frequency
    >>> class_shares(purchase_frequency(4, 12), pd.DataFrame({"frequency": [1, 2, 5, 3]}))["customers"].tolist()
    [0, 1, 3, 0]
    """
    lacks_columns(customers.columns, list(scheme.measures), "customers")
    refuse_empty(len(customers), _CUSTOMERS)
    classes = pd.Series(scheme.classify(customers))
    counts = classes.value_counts().reindex(pd.Index(scheme.codes, name="class"), fill_value=0)
    return pd.DataFrame({"customers": counts, "customer_share": counts / len(customers)})


def largest(scheme: Scheme, customers: pd.DataFrame, required: float = 0.8) -> Limit:
    """Measure whether one class swallows nearly everybody.

    Parameters
    ----------
    scheme, customers
        As in `class_shares`.
    required : float
        The most that the largest class may hold.

    Returns
    -------
    Limit
        Measured: the share of the customers in the largest class.

    Examples
    --------
    >>> from custclass.classify.catalogue import purchase_frequency
    >>> largest(purchase_frequency(20, 60), pd.DataFrame({"frequency": [1] * 9 + [80]})).passed
    False
    """
    if not 0 < required <= 1:
        raise CourseError(
            say(
                zh="required 应在 0 和 1 之间，得到的是 {x}。",
                en="required must lie between 0 and 1, but is {x}.",
            ).format(x=required)
        )
    shares = class_shares(scheme, customers)["customer_share"]
    code = shares.idxmax()
    sentence = say(
        zh="最大的类别是“{name}”，占{share}。", en="The largest class is “{name}” with {share}."
    ).format(name=scheme.label(code), share=percent(shares[code]))
    return Limit("largest", float(shares[code]), required, sentence)


def smallest(scheme: Scheme, customers: pd.DataFrame, required: int = 30) -> Limit:
    """Measure whether every class has customers enough for its figures to mean something.

    Parameters
    ----------
    scheme, customers
        As in `class_shares`.
    required : int
        The least number of customers in a class.

    Returns
    -------
    Limit
        Measured: the customers in the smallest class. A class without customers is dead on this table.

    Examples
    --------
    >>> from custclass.classify.catalogue import purchase_frequency
    >>> print(smallest(purchase_frequency(4, 12), pd.DataFrame({"frequency": [1, 2, 5, 3]})).sentence.en)
    The smallest class is “high-frequency buyer” with 0 customers; 2 of 4 classes are empty.
    """
    counts = class_shares(scheme, customers)["customers"]
    code = counts.idxmin()
    sentence = say(
        zh="最小的类别是“{name}”，{n}位；{k}类里有{dead}类没有人。",
        en="The smallest class is “{name}” with {n} customers; {dead} of {k} classes are empty.",
    ).format(name=scheme.label(code), n=number(counts[code]), dead=int((counts == 0).sum()), k=len(counts))
    return Limit("smallest", float(counts[code]), required, sentence)
