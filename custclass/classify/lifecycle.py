"""The stages of a relationship, and what customers kept of their rhythm; with the survival of a cohort.

What stands in `custclass.classify.survival` is reached from here as well.
"""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from custclass.classify.columns import FREQUENCY, RECENCY, SILENCE, TREND
from custclass.classify.conditions import above, at_least, at_most, below, between, exactly, missing
from custclass.classify.scheme import Class, Scheme
from custclass.classify.survival import (
    cohort_survival,
    first_lapse,
    first_return,
    purchase_days,
    survival,
    survival_picture,
)
from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import say

__all__ = [
    "BEST_FIRST", "cohort_survival", "first_lapse", "first_return", "relationship_stage", "rhythm_kept",
    "survival", "survival_picture",
]  # fmt: skip

#: The relationship stages from best to worst: the order that tells an upgrade from a downgrade.
BEST_FIRST = ["maturity", "formation", "exploration", "decline"]


def relationship_stage(
    formed_orders: int = 3,
    stable_orders: int = 6,
    silent_gaps: float = 3,
    patience_days: int = 120,
    trend: float = 0.4,
) -> Scheme:
    """Return the classes by relationship stage: exploration, formation, maturity, decline.

    Parameters
    ----------
    formed_orders : int
        Orders from which a relationship is forming. Below it there is no gap or a single one, which is no
        rhythm, so silence counts in days.
    stable_orders : int
        Orders from which it can be mature; with fewer a steady trend cannot be told from chance.
    silent_gaps : float
        Silence in the customer's own buying gaps from which a formed relationship is in decline. Who buys
        at random moments passes three of their own gaps in silence 5 times in 100 (e to the power of -3).
    patience_days : int
        Who explores, or bought on one day only and so has no gap, is in decline when the last order is
        longer ago than this. `first_return` and `survival` show how many come back later than that.
    trend : float
        Orders rise from this trend (`add_order_trend`) upwards and fall below its negative. 0.4: seven
        orders in the half-year after three in the one before.

    Notes
    -----
    Who has registered and not ordered explores. The order of the codes is the path of a relationship, not
    from best to worst: for that see `BEST_FIRST`.

    Examples
    --------
    >>> relationship_stage().codes
    ['exploration', 'formation', 'maturity', 'decline']
    """
    bought, formed, awake = at_least(1), at_least(formed_orders), below(silent_gaps)
    return Scheme(
        "relationship_stage",
        say(zh="关系阶段", en="Relationship stage"),
        measures=[FREQUENCY, SILENCE, RECENCY, TREND],
        classes=[
            Class(
                "exploration",
                say(zh="考察期", en="exploration"),
                {"frequency": exactly(0)},
                {"frequency": between(1, formed_orders), "recency_days": at_most(patience_days)},
                {"frequency": bought, "silence_gaps": missing(), "recency_days": at_most(patience_days)},
            ),
            Class(
                "formation",
                say(zh="形成期", en="formation"),
                {
                    "frequency": between(formed_orders, stable_orders),
                    "silence_gaps": awake,
                    "order_trend": at_least(-trend),
                },
                {
                    "frequency": at_least(stable_orders),
                    "silence_gaps": awake,
                    "order_trend": at_least(trend),
                },
            ),
            Class(
                "maturity",
                say(zh="成熟期", en="maturity"),
                {
                    "frequency": at_least(stable_orders),
                    "silence_gaps": awake,
                    "order_trend": between(-trend, trend),
                },
            ),
            Class(
                "decline",
                say(zh="衰退期", en="decline"),
                {"frequency": between(1, formed_orders), "recency_days": above(patience_days)},
                {"frequency": bought, "silence_gaps": missing(), "recency_days": above(patience_days)},
                {"frequency": formed, "silence_gaps": at_least(silent_gaps)},
                {"frequency": formed, "silence_gaps": awake, "order_trend": below(-trend)},
            ),
        ],
    )


def rhythm_kept(customers: pd.DataFrame, orders: pd.DataFrame, as_of: str | date, days: int) -> pd.DataFrame:
    """Measure what customers kept of their own rhythm in the days after a date.

    Parameters
    ----------
    customers : pandas.DataFrame
        As `measure_customers` gives it for `as_of`.
    orders : pandas.DataFrame
        As for `first_return`, reaching at least `days` beyond `as_of`.
    as_of : str, date, datetime or Timestamp
        The date up to which the customers were measured.
    days : int
        Length of the period that follows.

    Returns
    -------
    pandas.DataFrame
        The customers with ``days_after`` (purchase days in that period) and ``rhythm_kept``:
        days_after / (days / mean_gap_days), 1 where they came as often as before, 0 where they never came,
        missing for customers without a gap.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": "A", "amount": 1.0, "order_date": pd.to_datetime(
    ...     ["2025-01-01", "2025-01-11", "2025-01-21", "2025-02-05"])})
    >>> customers = pd.DataFrame({"customer_id": ["A"], "mean_gap_days": [10.0]})
    >>> rhythm_kept(customers, orders, "2025-01-31", days=20)["rhythm_kept"].tolist()
    [0.5]
    """
    lacks_columns(customers.columns, ["customer_id", "mean_gap_days"], "customers")
    day = as_of_day(as_of)
    bought = purchase_days(orders)
    start, end = pd.Timestamp(day), pd.Timestamp(day + timedelta(days=days))
    after = bought[(bought["day"] > start) & (bought["day"] <= end)].groupby("customer_id").size()
    came = customers["customer_id"].map(after).fillna(0).astype(int)
    return customers.assign(days_after=came, rhythm_kept=came * customers["mean_gap_days"] / days)
