"""How well a task suits a person, and by when a task is to be done."""

from __future__ import annotations

from typing import Any

import pandas as pd

from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import CourseError, say


def fit_table(tasks: pd.DataFrame, people: pd.DataFrame, too_hard: float = 0.6) -> pd.DataFrame:
    """Return a factor for each task and person: how much of the task's worth this person makes of it.

    Parameters
    ----------
    tasks : pandas.DataFrame
        ``task_id``, ``customer_type`` ("person", "household", "organisation") and ``difficulty`` of the product
        (1 to 3).
    people : pandas.DataFrame
        ``seller``, ``strength`` (the hardest product sold well, 1 to 3) and ``fit_person``, ``fit_household``,
        ``fit_organisation`` (1: as usual).
    too_hard : float
        Factor for each step by which the product is harder than the strength.

    Returns
    -------
    pandas.DataFrame
        A row a task, a column a seller: fit to the customer type x too_hard ** steps.

    Raises
    ------
    CourseError
        If a column is not there, or nobody's fit to a customer type is known.

    Examples
    --------
    >>> tasks = pd.DataFrame({"task_id": ["Q1"], "customer_type": ["organisation"], "difficulty": [3]})
    >>> people = pd.DataFrame({"seller": ["K1", "K2"], "strength": [3, 1], "fit_organisation": [1.0, 1.0]})
    >>> fit_table(tasks, people).loc["Q1"].round(2).tolist()
    [1.0, 0.36]
    """
    lacks_columns(tasks.columns, ["task_id", "customer_type", "difficulty"], "tasks")
    lacks_columns(people.columns, ["seller", "strength"], "people")
    kinds = tasks["customer_type"]
    if unknown := sorted({str(kind) for kind in kinds if f"fit_{kind}" not in people}):
        raise CourseError(
            say(
                zh="people 里没有客户类型“{kind}”的列 fit_{kind}，不知道谁适合。请补上这一列。",
                en='people has no column fit_{kind} for the customer type "{kind}". Add it.',
            ).format(kind=unknown[0])
        )
    factors = {
        one["seller"]: kinds.map(lambda kind, one=one: one[f"fit_{kind}"]).to_numpy(dtype=float)
        * too_hard ** (tasks["difficulty"] - one["strength"]).clip(lower=0).to_numpy(dtype=float)
        for one in people.to_dict("records")
    }
    return pd.DataFrame(factors, index=pd.Index(tasks["task_id"], name="task_id"))


def deadline_from_cycle(customers: pd.DataFrame, as_of: Any, ahead_days: int = 7) -> pd.DataFrame:
    """Set a deadline for calling each customer from their own purchase cycle: before the next purchase is due.

    Parameters
    ----------
    customers : pandas.DataFrame
        From `measure_customers`: ``last_order``, ``mean_gap_days`` (missing: fewer than two purchase days).
    as_of : str or date
        The day of the plan.
    ahead_days : int
        The call comes so many days before the next purchase is expected.

    Returns
    -------
    pandas.DataFrame
        With ``next_purchase`` (last order + mean gap, in whole days), ``due_on`` (`ahead_days` before, but the day
        after `as_of` at the earliest) and ``late`` (the next purchase was expected by `as_of` already). Missing
        where there is no cycle.

    Examples
    --------
    >>> customers = pd.DataFrame({"last_order": pd.to_datetime(["2025-12-01"]), "mean_gap_days": [60.4]})
    >>> deadline_from_cycle(customers, "2025-12-31")["due_on"].dt.date.astype(str).tolist()
    ['2026-01-23']
    """
    lacks_columns(customers.columns, ["last_order", "mean_gap_days"], "customers")
    day = pd.Timestamp(as_of_day(as_of))
    gap = pd.to_timedelta(customers["mean_gap_days"].astype(float).round(), unit="D")
    following = pd.to_datetime(customers["last_order"]).dt.normalize() + gap
    due = (following - pd.Timedelta(days=ahead_days)).clip(lower=day + pd.Timedelta(days=1))
    return customers.assign(next_purchase=following, due_on=due, late=following <= day)
