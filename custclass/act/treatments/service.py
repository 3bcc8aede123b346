"""Service levels: whose complaint is answered first, and who is visited when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import CourseError, say

# Hours within which a complaint is answered. The order is the rank: the first is served first.
LEVELS = {"priority": 4, "standard": 24, "self_service": 72}


def complaint_queue(
    complaints: pd.DataFrame, now: Any, levels: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Put open complaints into the order in which they are answered.

    The one whose time is up first comes first: a priority complaint overtakes, but an old one of another level is
    not pushed back for ever. Of equal ones the higher level comes first, then the earlier complaint.

    Parameters
    ----------
    complaints : DataFrame
        ``customer_id``, ``received`` (time), ``service_level``.
    now : str or datetime
        The moment at which the queue is made.
    levels : mapping, optional
        Service level -> hours for an answer, the highest level first. Left out: 4, 24 and 72 hours.

    Returns
    -------
    DataFrame
        The complaints in order, with ``due`` (time), ``hours_left`` (negative: too late) and ``overdue``.

    Raises
    ------
    CourseError
        If a column is missing or a level unknown.

    Examples
    --------
    >>> box = pd.DataFrame({"customer_id": ["S1", "S2"], "service_level": ["standard", "priority"],
    ...                     "received": pd.to_datetime(["2025-12-31 09:00", "2025-12-31 11:00"])})
    >>> complaint_queue(box, "2025-12-31 12:00")["customer_id"].tolist()
    ['S2', 'S1']
    """
    hours = dict(levels or LEVELS)
    lacks_columns(complaints.columns, ["customer_id", "received", "service_level"], "complaints")
    strange = complaints.loc[~complaints["service_level"].isin(hours), "service_level"]
    if len(strange):
        raise CourseError(
            say(
                zh="服务等级“{level}”不存在：请用 {levels}。",
                en='There is no service level "{level}": use one of {levels}.',
            ).format(level=strange.iloc[0], levels=", ".join(hours))
        )
    queue = complaints.copy()
    queue["due"] = queue["received"] + pd.to_timedelta(queue["service_level"].map(hours), unit="h")
    queue["hours_left"] = (queue["due"] - pd.Timestamp(now)) / pd.Timedelta(hours=1)
    queue["overdue"] = queue["hours_left"] < 0
    rank = queue["service_level"].map({level: place for place, level in enumerate(hours)})
    order = queue.assign(_rank=rank).sort_values(["due", "_rank", "received"], kind="stable").index
    return queue.loc[order].reset_index(drop=True)


def visit_schedule(
    customers: pd.DataFrame,
    as_of: Any,
    per_day: int,
    days: int = 20,
    value: str | None = None,
    holidays: Sequence[str] = (),
) -> pd.DataFrame:
    """Plan visits: who is due, who is overdue, and on which working day there is room.

    Parameters
    ----------
    customers : DataFrame
        ``customer_id``, ``last_visit`` (date; empty: never), ``visit_every_days`` (empty: nobody visits them).
    as_of : str or date
        The day on which the plan is made; visits begin on the next working day (Monday to Friday).
    per_day : int
        Visits that the team can make on a day.
    days : int
        Working days that are planned.
    value : str, optional
        A column by which the greater comes first among those equally overdue.
    holidays : list of str, optional
        Days from Monday to Friday on which nobody works, such as ``["2026-01-01"]``.

    Returns
    -------
    DataFrame
        One row per customer with a rhythm, the longest overdue first: ``due_on``, ``overdue_days`` (0: not overdue;
        a customer never visited was due on the day of the plan) and ``visit_on`` (empty: no room in the plan). Nobody
        is visited before they are due.

    Raises
    ------
    CourseError
        If a column is missing, or the team can make no visit.

    Examples
    --------
    >>> people = pd.DataFrame({"customer_id": ["S1", "S2"], "visit_every_days": [30, 30],
    ...                        "last_visit": pd.to_datetime(["2025-12-20", "2025-11-01"])})
    >>> plan = visit_schedule(people, "2025-12-31", per_day=1)
    >>> plan[["customer_id", "overdue_days"]].values.tolist(), str(plan["visit_on"][0].date())
    ([['S2', 30], ['S1', 0]], '2026-01-01')
    """
    needed = ["customer_id", "last_visit", "visit_every_days", *([value] if value else [])]
    lacks_columns(customers.columns, needed, "customers")
    if per_day < 1 or days < 1:
        raise CourseError(
            say(
                zh="每天的回访数和天数至少是 1，得到的是 {a} 和 {b}。",
                en="Visits a day and days must be at least 1, but are {a} and {b}.",
            ).format(a=per_day, b=days)
        )
    day = pd.Timestamp(as_of_day(as_of))
    plan = customers[customers["visit_every_days"].notna()].copy()
    rhythm = pd.to_timedelta(plan["visit_every_days"].astype(float), unit="D")
    plan["due_on"] = (pd.to_datetime(plan["last_visit"]).dt.normalize() + rhythm).fillna(day)
    plan["overdue_days"] = (day - plan["due_on"]).dt.days.clip(lower=0)
    keys, up = ["due_on"], [True]
    if value:
        keys, up = [*keys, value], [*up, False]
    plan = plan.sort_values(keys, ascending=up, kind="stable").reset_index(drop=True)
    calendar = pd.bdate_range(day + pd.Timedelta(days=1), periods=days, freq="C", holidays=list(holidays))
    room = np.full(days, per_day)
    visits = []
    first = calendar.searchsorted(plan["due_on"].to_numpy())
    for earliest in first:
        free = np.flatnonzero(room[earliest:])
        if len(free):
            room[earliest + free[0]] -= 1
        visits.append(calendar[earliest + free[0]] if len(free) else pd.NaT)
    plan["visit_on"] = pd.to_datetime(pd.Series(visits, dtype="datetime64[ns]"))
    return plan


def visits_needed(customers: pd.DataFrame, days: int = 1) -> float:
    """Return how many visits the rhythms ask for on average in so many working days.

    A year is taken as 365 days with 250 working days.

    Examples
    --------
    >>> round(visits_needed(pd.DataFrame({"visit_every_days": [30, 90, None]})), 3)
    0.065
    """
    lacks_columns(customers.columns, ["visit_every_days"], "customers")
    return float((1 / customers["visit_every_days"].dropna().astype(float)).sum() * 365 / 250 * days)
