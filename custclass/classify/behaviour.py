"""What customers do between orders: sessions from an event log, and what they are interested in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import CourseError, say

# A judgement, not learned from anything: the more effort an act takes, the more it says.
WEIGHTS: dict[str, float] = {
    "view": 1,
    "visit": 2,
    "search": 2,
    "like": 2,
    "comment": 2,
    "share": 3,
    "cart": 4,
}


def sessions(events: pd.DataFrame, gap_minutes: float = 30) -> pd.DataFrame:
    """Cut an event log into sessions: what a customer did without a long pause.

    A pause of more than `gap_minutes` between two events of a customer starts a new session; a pause of exactly
    `gap_minutes` does not. Neither the channel nor midnight ends a session.

    Parameters
    ----------
    events : DataFrame
        customer_id, time and kind, in any order.
    gap_minutes : float
        The longest pause within a session, in minutes.

    Returns
    -------
    DataFrame
        One row a session, by customer and start: ``customer_id``, ``session`` (1, 2, ... of the customer),
        ``start``, ``end``, ``minutes`` (from the first event to the last: 0 for a single event), ``events``,
        ``cart`` (whether anything went into the cart).

    Raises
    ------
    CourseError
        If a column is lacking, an event has no customer or no time, or the gap is not above 0.

    Examples
    --------
    >>> events = pd.DataFrame({"customer_id": "S1", "kind": "view", "time": pd.to_datetime(
    ...     ["2025-07-01 12:00", "2025-07-01 12:30", "2025-07-01 13:01"])})
    >>> sessions(events)[["session", "minutes", "events"]].to_numpy().tolist()
    [[1.0, 30.0, 2.0], [2.0, 0.0, 1.0]]
    """
    _check(events, ["customer_id", "time", "kind"])
    if not gap_minutes > 0:
        raise CourseError(
            say(
                zh="停顿的上限要大于0分钟，得到的是 {given}。",
                en="The gap must be above 0 minutes; {given} was given.",
            ).format(given=gap_minutes)
        )
    log = events[["customer_id", "time", "kind"]].sort_values(["customer_id", "time"], kind="stable")
    each = log.groupby("customer_id")["time"]
    pause = each.diff()
    begins = pause.isna() | (pause > pd.Timedelta(minutes=gap_minutes))
    log["session"] = begins.groupby(log["customer_id"]).cumsum()
    log["cart"] = log["kind"] == "cart"
    found = (
        log.groupby(["customer_id", "session"])
        .agg(start=("time", "min"), end=("time", "max"), events=("time", "size"), cart=("cart", "any"))
        .reset_index()
    )
    found.insert(4, "minutes", (found["end"] - found["start"]).dt.total_seconds() / 60)
    return found


def interests(
    events: pd.DataFrame,
    as_of: Any,
    half_life_days: float = 30,
    by: str = "category",
    weights: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Turn an event log into interests: how a customer's attention is shared out among the categories.

    Every event counts its weight, halved for each `half_life_days` of its age; the sums per category are divided by
    the customer's total.

    Parameters
    ----------
    events : DataFrame
        customer_id, time, kind and the column `by`. Events after `as_of` are left out.
    as_of : str or date
        The day from which age is counted, in whole calendar days; an event of that day has age 0.
    half_life_days : float
        After how many days an event counts half. ``float("inf")``: nothing is forgotten.
    by : str
        The column whose values are the interests.
    weights : mapping, optional
        Kind of event -> weight. Left out: `WEIGHTS`, which is a judgement and can be judged otherwise.

    Returns
    -------
    DataFrame
        By customer_id, sorted: a column for each value of `by` (sorted; shares that add up to 1) and ``weight``,
        the total they are shares of: close to 0 where all is long ago.

    Raises
    ------
    CourseError
        If a column is lacking, an event has no customer or no time, a kind has no weight, or the half-life is not
        above 0.

    Examples
    --------
    >>> events = pd.DataFrame({"customer_id": "S1", "kind": "view", "category": ["tea", "tea", "home"],
    ...     "time": pd.to_datetime(["2025-12-01", "2025-12-01", "2025-12-31"])})
    >>> interests(events, "2025-12-31").loc["S1"].to_dict()
    {'home': 0.5, 'tea': 0.5, 'weight': 2.0}
    """
    _check(events, ["customer_id", "time", "kind", by])
    if not half_life_days > 0:
        raise CourseError(
            say(
                zh="半衰期要大于0天，得到的是 {given}。",
                en="The half-life must be above 0 days; {given} was given.",
            ).format(given=half_life_days)
        )
    weights = WEIGHTS if weights is None else weights
    unknown = sorted(set(events["kind"].dropna()) - set(weights))
    if unknown:
        raise CourseError(
            say(
                zh="事件“{kind}”没有权重。请在 weights 里写上它（不算就写0）。",
                en='The events of kind "{kind}" have no weight. Give them one in weights (0 to leave them out).',
            ).format(kind=unknown[0])
        )
    age = (pd.Timestamp(as_of_day(as_of)) - events["time"].dt.normalize()).dt.days.to_numpy()
    past = (age >= 0) & events[by].notna().to_numpy()
    worth = events["kind"].map(weights).to_numpy(dtype=float) * 0.5 ** (np.maximum(age, 0) / half_life_days)
    sums = (
        pd.DataFrame({"customer_id": events["customer_id"], by: events[by], "worth": worth})[past]
        .pivot_table(index="customer_id", columns=by, values="worth", aggfunc="sum", fill_value=0.0)
        .rename_axis(columns=None)
    )
    total = sums.sum(axis=1)
    return sums.div(total, axis=0).assign(weight=total)


def main_interest(shares: pd.DataFrame, least: float = 0.5) -> pd.Series:
    """Name each customer's main interest: the category that holds at least a given share of the attention.

    Parameters
    ----------
    shares : DataFrame
        As `interests` gives it.
    least : float
        The share it takes, above 0 to 1; 0.5 counts. Of equal shares the first column is taken.

    Returns
    -------
    Series
        By customer_id: a category, or ``"mixed"``.

    Examples
    --------
    >>> shares = pd.DataFrame({"home": [0.2, 0.4], "tea": [0.8, 0.3], "gift": [0.0, 0.3]}, index=["S1", "S2"])
    >>> main_interest(shares).to_dict()
    {'S1': 'tea', 'S2': 'mixed'}
    """
    parts = shares.drop(columns="weight", errors="ignore")
    return parts.idxmax(axis=1).where(parts.max(axis=1) >= least, "mixed").rename("interest")


def _check(events: pd.DataFrame, needed: list[str]) -> None:
    lacks_columns(events.columns, needed, "events")
    bare = events[["customer_id", "time"]].isna().any(axis=1)
    if bare.any():
        raise CourseError(
            say(
                zh="有 {n} 个事件缺少客户编号或时间。请先补上，或说明理由后拿掉。",
                en="{n} events lack their customer or their time. Fill them in, or take them out and say why.",
            ).format(n=int(bare.sum()))
        )
