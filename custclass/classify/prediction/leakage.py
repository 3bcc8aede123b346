"""Find columns that know what happens after the cutoff: with them a model is brilliant, and useless."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from custclass.data.given import as_of_day
from custclass.show.say import CourseError, say


def leaks_by_time(
    measure: Callable[[pd.DataFrame], pd.DataFrame], orders: pd.DataFrame, cutoff: Any
) -> pd.DataFrame:
    """Name the columns that change when everything after the cutoff is taken away.

    This is a proof, not a suspicion: a column that may be used is the same without the future.

    Parameters
    ----------
    measure : function of orders
        Makes the columns to predict from, one row a customer, index the customer (or a column customer_id).
    orders : DataFrame
        All orders, also those after the cutoff.
    cutoff : str or date
        Last day whose orders may be used.

    Returns
    -------
    DataFrame
        One row a guilty column: ``column``, ``customers`` (how many have another value), ``example`` (one of them),
        ``with_future`` and ``without`` (their two values). Empty when there is no leak.

    Raises
    ------
    CourseError
        If there are no orders after the cutoff: then nothing can be proved.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["A", "A", "B"], "amount": [5, 5, 5],
    ...                        "order_date": pd.to_datetime(["2025-01-01", "2025-03-01", "2025-01-02"])})
    >>> def measure(orders):
    ...     return orders.groupby("customer_id").agg(first=("order_date", "min"), total=("amount", "sum"))
    >>> leaks_by_time(measure, orders, "2025-01-31")["column"].tolist()
    ['total']
    """
    last = pd.Timestamp(as_of_day(cutoff)) + pd.Timedelta(days=1)
    past = orders[orders["order_date"] < last]
    if len(past) == len(orders):
        raise CourseError(
            say(
                zh="截点 {cutoff} 之后没有订单，看不出哪一列用了未来。请给出全部订单。",
                en="There are no orders after the cutoff {cutoff}, so no use of the future can show. Give all orders.",
            ).format(cutoff=as_of_day(cutoff))
        )
    full, cut = (_by_customer(measure(table)) for table in (orders, past))
    both = cut.index.intersection(full.index)
    rows = []
    for column in cut.columns.intersection(full.columns):
        one, other = full.loc[both, column], cut.loc[both, column]
        same = (one == other) | (one.isna() & other.isna())
        if pd.api.types.is_float_dtype(one) and pd.api.types.is_float_dtype(other):
            same |= pd.Series(np.isclose(one, other), index=both)
        if not same.all():
            who = same.idxmin()
            rows.append(
                {
                    "column": column, "customers": int((~same).sum()), "example": who,
                    "with_future": one[who], "without": other[who],
                }
            )  # fmt: skip
    return pd.DataFrame(rows, columns=["column", "customers", "example", "with_future", "without"])


def suspicious_columns(features: pd.DataFrame, label: pd.Series, limit: float = 0.95) -> pd.Series:
    """Name the columns that alone tell the outcome too well to be true.

    For tables whose making is not known; where it is, `leaks_by_time` proves it.

    Parameters
    ----------
    features : DataFrame
        Numeric columns, index the customer.
    label : Series
        0 or 1 by customer; who has no label is left out.
    limit : float
        Area under the ROC curve from which a single column is suspicious. .95: of one customer who did and one
        who did not, the column alone picks the right one 95 times in 100.

    Returns
    -------
    Series
        Column -> area under its ROC curve (0.5 says nothing, 1 everything), the most suspicious first.

    Examples
    --------
    >>> features = pd.DataFrame({"orders": [3, 1, 2, 1], "coupon_after": [0, 0, 7, 9]}, index=list("ABCD"))
    >>> suspicious_columns(features, pd.Series([0, 0, 1, 1], index=list("ABCD"))).to_dict()
    {'coupon_after': 1.0}
    """
    from sklearn.metrics import roc_auc_score

    label = label.dropna()
    known = features.loc[label.index]
    areas = {}
    for column in known.columns:
        # Whether the value is there at all can give the outcome away as well.
        values = known[column]
        ways = [values.fillna(values.min() - 1 if values.notna().any() else 0), values.isna().astype(float)]
        found = [roc_auc_score(label, way) for way in ways if way.nunique() > 1]
        areas[column] = max((max(area, 1 - area) for area in found), default=0.5)
    result = pd.Series(areas, name="area", dtype=float).sort_values(ascending=False)
    return result[result >= limit]


def _by_customer(table: pd.DataFrame) -> pd.DataFrame:
    return table.set_index("customer_id") if "customer_id" in table.columns else table
