"""Which leads are open on a day, and how many of their like were signed: the chance that a ranking needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import CourseError, say

_DATES = ["created_on", "contract_on", "lost_on"]


def open_leads(leads: pd.DataFrame, as_of: Any) -> pd.DataFrame:
    """Return the leads that were open at the end of a day: come in, not signed, not lost.

    Parameters
    ----------
    leads : pandas.DataFrame
        One row a lead: ``lead_id``, ``created_on``, ``contract_on``, ``lost_on`` (missing: not yet).
    as_of : str or date
        The day.

    Returns
    -------
    pandas.DataFrame
        Without ``contract_on`` and ``lost_on``: what became of the leads was not known on that day.

    Examples
    --------
    >>> from custclass.data.tables import load
    >>> len(open_leads(load("shop_leads"), "2025-06-30"))
    218
    """
    return _open(leads, pd.Timestamp(as_of_day(as_of))).drop(columns=["contract_on", "lost_on"])


def signed_until(leads: pd.DataFrame, as_of: Any, until: Any) -> pd.Series:
    """Return for each lead open on a day whether it was signed by a later one.

    Parameters
    ----------
    leads : pandas.DataFrame
        As in `open_leads`.
    as_of, until : str or date
        The day on which the leads are open, and the day up to which contracts count.

    Returns
    -------
    pandas.Series
        True or False, by ``lead_id``.

    Examples
    --------
    >>> from custclass.data.tables import load
    >>> int(signed_until(load("shop_leads"), "2025-06-30", "2025-12-31").sum())
    38
    """
    found = _open(leads, pd.Timestamp(as_of_day(as_of))).set_index("lead_id")
    return (found["contract_on"] <= pd.Timestamp(as_of_day(until))).rename("signed")


def signing_chances(
    leads: pd.DataFrame,
    as_of: Any,
    until: Any,
    by: Sequence[str] = ("intent", "product"),
    weight: float = 1,
) -> pd.DataFrame:
    """Count how many leads that were open on an earlier day were signed by a later one, group by group.

    Parameters
    ----------
    leads : pandas.DataFrame
        As in `open_leads`, with the columns of `by`.
    as_of, until : str or date
        The earlier day, and the later one: today at most, for nothing later is known. Use the chances for a
        period of the same length, and judge them on leads that are signed after `until`.
    by : sequence of str
        What makes the groups: only what was known at the first talk.
    weight : float
        A group's share is drawn towards the share of all leads as if so many more leads of the usual kind were in
        it: a group of three of which none was signed is not hopeless. A great weight makes hopeless leads with a
        large margin look good: choose it on an earlier period.

    Returns
    -------
    pandas.DataFrame
        A row a group: the columns of `by`, ``leads``, ``signed`` and ``chance`` =
        (signed + weight x share of all) / (leads + weight). ``attrs["overall"]`` is the share of all.

    Raises
    ------
    CourseError
        If a column is not there, or no lead was open.

    Examples
    --------
    >>> from custclass.data.tables import load
    >>> signing_chances(load("shop_leads"), "2024-12-31", "2025-06-30", by=["intent"])["leads"].sum()
    np.int64(198)
    """
    lacks_columns(leads.columns, list(by), "leads")
    signed = signed_until(leads, as_of, until)
    if signed.empty:
        raise CourseError(
            say(
                zh="{day} 没有一条未成交的线索，算不出签约概率。请换一个日期。",
                en="No lead was open on {day}, so there is no chance to work out. Choose another day.",
            ).format(day=as_of)
        )
    known = leads.set_index("lead_id").loc[signed.index, list(by)].assign(signed=signed)
    groups = known.groupby(list(by))["signed"].agg(leads="size", signed="sum").reset_index()
    overall = float(signed.mean())
    groups["chance"] = (groups["signed"] + weight * overall) / (groups["leads"] + weight)
    groups.attrs = {"by": list(by), "overall": overall}
    return groups


def add_chance(leads: pd.DataFrame, chances: pd.DataFrame) -> pd.DataFrame:
    """Give each lead the ``chance`` of its group; a group not seen before gets that of all leads.

    Parameters
    ----------
    leads : pandas.DataFrame
        With the columns that made the groups.
    chances : pandas.DataFrame
        From `signing_chances`.

    Returns
    -------
    pandas.DataFrame
        The leads with ``chance``, in their order.

    Examples
    --------
    >>> from custclass.data.tables import load
    >>> chances = signing_chances(load("shop_leads"), "2024-12-31", "2025-06-30", by=["intent"])
    >>> add_chance(open_leads(load("shop_leads"), "2025-06-30"), chances)["chance"].between(0, 1).all()
    np.True_
    """
    by = chances.attrs["by"]
    lacks_columns(leads.columns, by, "leads")
    found = leads[by].merge(chances[[*by, "chance"]], on=by, how="left")["chance"]
    return leads.assign(chance=found.fillna(chances.attrs["overall"]).to_numpy())


def _open(leads: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    lacks_columns(leads.columns, ["lead_id", *_DATES], "leads")
    return leads[(leads["created_on"] <= day) & ~(leads["contract_on"] <= day) & ~(leads["lost_on"] <= day)]
