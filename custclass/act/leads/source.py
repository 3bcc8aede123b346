"""Where leads come from, what a lead costs, and what a signed customer costs."""

from __future__ import annotations

from typing import Any

import pandas as pd

from custclass.classify.intervals import wilson
from custclass.data.given import as_of_day, lacks_columns


def source_costs(
    leads: pd.DataFrame, as_of: Any, window_days: int = 180, level: float = 0.95, by: str = "source"
) -> pd.DataFrame:
    """Compare sources of leads: cost per lead, share signed, cost per signed customer.

    Parameters
    ----------
    leads : pandas.DataFrame
        ``lead_id``, ``created_on``, ``contract_on``, ``cost`` and ``margin`` (yuan) and the column of `by`.
    as_of : str or date
        The day up to which the outcome is known.
    window_days : int
        Only leads that came in at least so many days before are counted, and only contracts within so many days:
        every lead gets the same time. Later ones are not failures, they have just begun.
    level : float
        Confidence of the interval (Wilson).
    by : str
        The column to compare by.

    Returns
    -------
    pandas.DataFrame
        One row a source, the cheapest signed customer first: ``leads``, ``cost``, ``cost_per_lead``, ``signed``,
        ``share``, ``low``, ``high``, ``cost_per_signed`` (missing where none was signed) and ``margin`` (yuan, of
        the signed).

    Examples
    --------
    >>> from custclass.data.tables import load
    >>> costs = source_costs(load("shop_leads"), "2025-12-31")
    >>> bool((costs["cost_per_lead"] <= costs["cost_per_signed"]).all())
    True
    """
    lacks_columns(leads.columns, ["lead_id", "created_on", "contract_on", "cost", "margin", by], "leads")
    window = pd.Timedelta(days=window_days)
    full = leads[leads["created_on"] + window <= pd.Timestamp(as_of_day(as_of))]
    won = full["contract_on"] - full["created_on"] <= window
    table = full.assign(_won=won, _margin=full["margin"].where(won, 0.0)).groupby(by).agg(
        leads=("lead_id", "size"), cost=("cost", "sum"), signed=("_won", "sum"), margin=("_margin", "sum")
    )  # fmt: skip
    table.insert(2, "cost_per_lead", table["cost"] / table["leads"])
    table.insert(4, "share", table["signed"] / table["leads"])
    ends = [wilson(k, n, level) for k, n in zip(table["signed"], table["leads"], strict=True)]
    table.insert(5, "low", [low for low, _ in ends])
    table.insert(6, "high", [high for _, high in ends])
    table.insert(7, "cost_per_signed", table["cost"] / table["signed"].where(table["signed"] > 0))
    return table.sort_values("cost_per_signed")
