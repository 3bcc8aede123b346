"""What clusters are found in: columns transformed and scaled, so that no unit decides alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.fitting import signed_log
from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, say

RFM_COLUMNS = ("recency_days", "frequency", "monetary")


def scale(customers: pd.DataFrame, columns: Sequence[str] = RFM_COLUMNS, log: bool = True) -> pd.DataFrame:
    """Return the columns on one scale: logarithm, then mean 0 and standard deviation 1.

    Parameters
    ----------
    customers : DataFrame
        One row a customer.
    columns : sequence of str
        Numeric columns to cluster by.
    log : bool
        Take log(1 + x) first, so that ten times as much counts the same at every height (of a negative
        value, such as more returned than bought, the same on its other side). False: scale only.

    Returns
    -------
    DataFrame
        The columns, index kept. A column that is the same for everybody is 0.

    Raises
    ------
    CourseError
        If a column is lacking, is not a number, or misses a value: distances know no gaps.

    Examples
    --------
    >>> scale(pd.DataFrame({"frequency": [0, 9, 99]}), ["frequency"])["frequency"].round(2).tolist()
    [-1.22, 0.0, 1.22]
    """
    from sklearn.preprocessing import StandardScaler

    values = transformed(customers, columns, log)
    return pd.DataFrame(StandardScaler().fit_transform(values), index=customers.index, columns=list(columns))


def transformed(customers: pd.DataFrame, columns: Sequence[str], log: bool) -> np.ndarray:
    """Return the columns, as logarithms where wanted."""
    values = plain_columns(customers, columns).to_numpy()
    return signed_log(values) if log else values


def plain_columns(customers: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return the columns as floats, or say which one cannot be used, and for whom."""
    lacks_columns(customers.columns, list(columns), "customers")
    for column in columns:
        if not pd.api.types.is_numeric_dtype(customers[column]):
            raise CourseError(
                say(
                    zh="列 {column} 不是数字，算不出距离。请先换成数字，或不用这一列。",
                    en="The column {column} holds no numbers, and distances need them. "
                    "Turn it into numbers first, or leave it out.",
                ).format(column=column)
            )
        # An infinite value would draw every centre to itself, as a missing one would.
        gaps = ~np.isfinite(customers[column].to_numpy(dtype=float, na_value=np.nan))
        if gaps.any():
            raise CourseError(
                say(
                    zh="列 {column} 有 {n} 行没有可用的数值，最前面的是 {who}。"
                    "请先补上或去掉这些客户（例如从未下单的）。",
                    en="The column {column} has no usable value in {n} row(s), the first is {who}. "
                    "Fill them in or leave those customers out (such as those who never ordered).",
                ).format(column=column, n=int(gaps.sum()), who=_who(customers, int(gaps.argmax())))
            )
    return customers[list(columns)].astype(float)


def enough(customers: Any, k: int) -> None:
    """Raise a `CourseError` when there are fewer different customers than classes."""
    if not 2 <= k <= len(customers):
        raise CourseError(
            say(
                zh="k={k} 分不出来：类数至少为 2，且不能超过客户数（{n}）。",
                en="k={k} cannot be: there must be at least 2 classes, and no more than customers ({n}).",
            ).format(k=k, n=len(customers))
        )


def agreement(one: Any, other: Any) -> float:
    """Return how far two ways to group the same customers agree, whatever the groups are called.

    Parameters
    ----------
    one, other : Series of classes by customer
        Compared on the customers that both have.

    Returns
    -------
    float
        Adjusted Rand index: 1 the same groups, about 0 what chance gives.

    Raises
    ------
    CourseError
        If they have no customer in common.

    References
    ----------
    Hubert, L., Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193-218.

    Examples
    --------
    >>> one = pd.Series(["a", "a", "b"], index=["X", "Y", "Z"])
    >>> agreement(one, one.map({"a": 1, "b": 0}))
    1.0
    """
    from sklearn.metrics import adjusted_rand_score

    one, other = pd.Series(one), pd.Series(other)
    both = one.index.intersection(other.index)
    if both.empty:
        raise CourseError(
            say(
                zh="两种分组没有一位共同的客户，比不了。请给出以客户编号为索引的两个 Series。",
                en="The two groupings share no customer, so there is nothing to compare. "
                "Give two Series with the customer as index.",
            )
        )
    return float(adjusted_rand_score(one[both], other[both]))


def _who(customers: pd.DataFrame, row: int) -> object:
    return customers["customer_id"].iloc[row] if "customer_id" in customers else customers.index[row]
