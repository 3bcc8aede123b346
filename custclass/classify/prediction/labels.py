"""What is to be predicted: did a customer buy within a time after the cutoff?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pandas as pd

from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import CourseError, say


def will_buy(
    orders: pd.DataFrame, cutoff: Any, horizon_days: int, observed_until: Any, customers: Any = None
) -> pd.Series:
    """Label customers by whether they bought within the horizon after the cutoff.

    Parameters
    ----------
    orders : DataFrame
        Orders with customer_id, order_date and amount. Returns (negative amounts) are no purchase.
    cutoff : str or date
        Last day whose orders may be used to predict; the horizon begins on the next day.
    horizon_days : int
        Length of the horizon in days.
    observed_until : str or date
        Last day on which the records are complete. Given, not read off the data: a shop can be open and
        sell nothing.
    customers : DataFrame or sequence of ids, optional
        Whom to label. Left out: everybody with an order up to the cutoff.

    Returns
    -------
    Series
        By customer_id, named "will_buy": 1.0 bought within the horizon, 0.0 did not, and missing for those who
        have not bought yet while the horizon is not over (censored: not known, which is neither).

    Raises
    ------
    CourseError
        If the horizon is not positive, the cutoff lies after the end of the records, or nobody ordered before it.

    Examples
    --------
    >>> orders = pd.DataFrame({
    ...     "customer_id": ["A", "B", "A", "C"], "amount": [10, 10, 10, 10],
    ...     "order_date": pd.to_datetime(["2025-01-05", "2025-01-20", "2025-02-10", "2025-03-01"])})
    >>> will_buy(orders, "2025-01-31", 30, "2025-06-30").to_dict()
    {'A': 1.0, 'B': 0.0}
    >>> will_buy(orders, "2025-01-31", 90, "2025-03-31").to_dict()
    {'A': 1.0, 'B': nan}
    """
    lacks_columns(orders.columns, ["customer_id", "order_date", "amount"], "orders")
    last, end = as_of_day(cutoff), as_of_day(observed_until)
    if horizon_days < 1:
        raise CourseError(
            say(
                zh="horizon_days 应为正整数（天），得到的是 {n}。",
                en="horizon_days must be a positive number of days, but is {n}.",
            ).format(n=horizon_days)
        )
    if end <= last:
        raise CourseError(
            say(
                zh="截点 {cutoff} 之后没有记录（记录到 {end} 为止），不知道谁又买了。请把截点提前。",
                en="There are no records after the cutoff {cutoff} (they end on {end}), so nobody knows who bought "
                "again. Choose an earlier cutoff.",
            ).format(cutoff=last, end=end)
        )
    days = orders["order_date"].dt.date
    bought = orders["amount"] >= 0
    if customers is None:
        known = pd.Index(orders.loc[bought & (days <= last), "customer_id"].unique())
    else:
        known = pd.Index(customers["customer_id"] if isinstance(customers, pd.DataFrame) else customers)
    if known.empty:
        raise CourseError(
            say(
                zh="到截点 {cutoff} 为止没有客户下过单，没有可以预测的人。请把截点推后。",
                en="Nobody ordered up to the cutoff {cutoff}: there is nobody to predict for. Choose a later cutoff.",
            ).format(cutoff=last)
        )
    over = last + timedelta(days=horizon_days)
    buyers = orders.loc[bought & (days > last) & (days <= min(over, end)), "customer_id"].unique()
    label = pd.Series(known.isin(buyers).astype(float), index=known.rename("customer_id"), name="will_buy")
    # Until the horizon is over, who has not bought can still do so.
    return label if end >= over else label.where(label == 1)
