"""A trial with a goal: who passed, who is let go, and what it costs to be wrong on either side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import CourseError, Text, say

#: The four ends of a trial, in the order of `trial_money`.
VERDICTS = ["rightly_kept", "wrongly_kept", "wrongly_let_go", "rightly_let_go"]
VERDICT_NAMES: dict[str, Text] = {
    "rightly_kept": say(zh="留对了", en="rightly kept"),
    "wrongly_kept": say(zh="留错了", en="wrongly kept"),
    "wrongly_let_go": say(zh="放错了", en="wrongly let go"),
    "rightly_let_go": say(zh="放对了", en="rightly let go"),
}
_DIGITS = 6


def trial(
    customers: pd.DataFrame, orders: pd.DataFrame, start: Any, months: int, goal: float,
    margin: float = 1.0, care: float = 0.0, watch: int | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Put customers on trial and say who passed, who is let go, and what came afterwards.

    Parameters
    ----------
    customers : DataFrame
        Those on trial: ``customer_id``, one row each.
    orders : DataFrame
        ``customer_id``, ``order_date``, ``amount`` (returns are below 0 and are taken off).
    start : str, date or Timestamp
        First day of the trial.
    months : int
        Length of the trial in calendar months; the last day is the one before the same day of the month.
    goal : float
        Money that a customer must spend in the trial: who reaches it (at least) has passed and is kept.
    margin : float
        Share of the spending that is left after the goods.
    care : float
        Money a month that active care of one customer costs.
    watch : int, optional
        Months after the trial to look at; left out: as long as the trial.

    Returns
    -------
    DataFrame
        One row a customer: ``customer_id``, ``trial_amount``, ``passed``, ``later_amount``, ``later_profit``
        (margin × later_amount − care × watch: what keeping brought) and ``verdict``: "rightly_kept",
        "wrongly_kept" (later_profit below 0), "rightly_let_go", "wrongly_let_go" (later_profit of 0 or more).

    Raises
    ------
    CourseError
        If a column is missing, a customer is listed twice, or the orders end before the time to look at.

    Notes
    -----
    The rule supposes the best case for care: that without it nobody buys. So what those who are let go spent
    later is the most that can be lost, and what those who are kept brought is the most that care can have
    earned. How much of it care really moves takes a test with groups.

    Examples
    --------
    >>> orders = pd.DataFrame({
    ...     "customer_id": ["A", "A", "B", "B", "C"], "amount": [90.0, 80.0, 10.0, 200.0, 60.0],
    ...     "order_date": pd.to_datetime(["2025-01-05", "2025-04-05", "2025-02-01", "2025-06-30", "2025-03-31"])})
    >>> people = pd.DataFrame({"customer_id": ["A", "B", "C", "D"]})
    >>> found = trial(people, orders, "2025-01-01", months=3, goal=60, margin=0.3, care=2)
    >>> found[["customer_id", "verdict", "later_profit"]].to_dict("list")["verdict"]
    ['rightly_kept', 'wrongly_let_go', 'wrongly_kept', 'rightly_let_go']
    """
    lacks_columns(customers.columns, ["customer_id"], "customers")
    lacks_columns(orders.columns, ["customer_id", "order_date", "amount"], "orders")
    ids = customers["customer_id"]
    if ids.duplicated().any():
        raise CourseError(
            say(
                zh="客户 {id} 出现了不止一次：试用名单里每位客户只能有一行。",
                en="Customer {id} is listed more than once: a trial takes one row a customer.",
            ).format(id=ids[ids.duplicated()].iloc[0])
        )
    watch = months if watch is None else watch
    first = pd.Timestamp(as_of_day(start))
    decided, end = (first + pd.DateOffset(months=m) for m in (months, months + watch))
    day = orders["order_date"].dt.normalize()
    # A quiet week at the end of an order book is no sign that it was cut off.
    if not len(orders) or day.max() < end - pd.DateOffset(days=7):
        raise CourseError(
            say(
                zh="订单只到 {last}，试用期和之后的观察要到 {end}：请缩短 months 或 watch，或提前 start。",
                en="The orders end on {last}, but trial and watch run to {end}: take fewer months or start earlier.",
            ).format(last=day.max().date() if len(orders) else "–", end=(end - pd.DateOffset(days=1)).date())
        )

    def spent(since: pd.Timestamp, before: pd.Timestamp) -> pd.Series:
        rows = orders[(day >= since) & (day < before)]
        return ids.map(rows.groupby("customer_id")["amount"].sum()).fillna(0.0).astype(float)

    out = pd.DataFrame({"customer_id": ids, "trial_amount": spent(first, decided)})
    out["passed"] = out["trial_amount"].round(_DIGITS) >= goal
    out["later_amount"] = spent(decided, end)
    out["later_profit"] = margin * out["later_amount"] - care * watch
    pays = out["later_profit"].round(_DIGITS) >= 0
    out["verdict"] = np.select([out["passed"] & pays, out["passed"], pays], VERDICTS[:3], default=VERDICTS[3])
    return out.reset_index(drop=True)


def trial_money(found: pd.DataFrame) -> pd.DataFrame:
    """Add up a trial: customers and money by verdict.

    Parameters
    ----------
    found : DataFrame
        The table that `trial` gave.

    Returns
    -------
    DataFrame
        One row a verdict (all four, in the order of ``VERDICTS``): ``customers``, ``later_amount`` and
        ``later_profit``, the money at stake on each side. What a rule gains over keeping everyone is
        minus the profit of both groups let go.

    Examples
    --------
    >>> people = pd.DataFrame({"verdict": ["wrongly_let_go"], "later_amount": [50.0], "later_profit": [12.0]})
    >>> trial_money(people)["later_profit"].tolist()
    [0.0, 0.0, 12.0, 0.0]
    """
    lacks_columns(found.columns, ["verdict", "later_amount", "later_profit"], "found")
    groups = found.groupby("verdict")
    out = groups[["later_amount", "later_profit"]].sum()
    out.insert(0, "customers", groups.size())
    return out.reindex(pd.Index(VERDICTS, name="verdict")).fillna(0).astype({"customers": int})
