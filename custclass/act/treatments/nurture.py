"""Growing prospects into customers: contact, useful information, follow-up; and whom to let rest."""

from __future__ import annotations

from typing import Any

import pandas as pd

from custclass.classify.conditions import at_least, exactly, otherwise
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import say

LOOKS = ("view", "search", "like", "comment", "share")
STRONG = ("cart", "visit")
STEPS = {
    "contact": say(zh="第一步：接触", en="step 1: contact"),
    "inform": say(zh="第二步：提供有用的信息", en="step 2: useful information"),
    "follow_up": say(zh="第三步：跟进", en="step 3: follow-up"),
    "rest": say(zh="暂不联系", en="let rest"),
}


def prospect_signals(
    prospects: pd.DataFrame, events: pd.DataFrame, calls: pd.DataFrame, as_of: Any, days: int = 30
) -> pd.DataFrame:
    """Count what each prospect has done lately, and what they answered.

    Parameters
    ----------
    prospects : DataFrame
        ``customer_id`` of those who have not bought.
    events : DataFrame
        ``customer_id``, ``time``, ``kind``.
    calls : DataFrame
        ``customer_id``, ``time``, ``result`` (``"no_answer"``, ``"refused"``, others).
    as_of : str or date
        Up to the end of this day.
    days : int
        How far back "lately" reaches for events; contacts count from the beginning.

    Returns
    -------
    DataFrame
        ``customer_id``, ``looks`` (views, searches, likes ... lately), ``strong`` (baskets and visits lately),
        ``refusals``, ``unanswered`` (contacts without an answer since the last answer). One row per prospect, their
        index kept.

    Examples
    --------
    >>> events = pd.DataFrame({"customer_id": ["S1"], "time": pd.to_datetime(["2025-12-30"]), "kind": ["cart"]})
    >>> calls = pd.DataFrame({"customer_id": ["S2"], "time": pd.to_datetime(["2025-12-01"]), "result": ["refused"]})
    >>> people = pd.DataFrame({"customer_id": ["S1", "S2"]})
    >>> prospect_signals(people, events, calls, "2025-12-31")[["strong", "refusals"]].values.tolist()
    [[1, 0], [0, 1]]
    """
    lacks_columns(prospects.columns, ["customer_id"], "prospects")
    lacks_columns(events.columns, ["customer_id", "time", "kind"], "events")
    lacks_columns(calls.columns, ["customer_id", "time", "result"], "calls")
    end = pd.Timestamp(as_of_day(as_of)) + pd.Timedelta(days=1)
    lately = events[events["time"].between(end - pd.Timedelta(days=days), end, inclusive="left")]
    past = calls[calls["time"] < end].sort_values("time", kind="stable")
    answered = past["result"] != "no_answer"
    last_answer = past["customer_id"].map(past[answered].groupby("customer_id")["time"].max())
    since = past[~answered & ~(past["time"] <= last_answer)]
    counts = {
        "looks": lately[lately["kind"].isin(LOOKS)],
        "strong": lately[lately["kind"].isin(STRONG)],
        "refusals": past[past["result"] == "refused"],
        "unanswered": since,
    }
    out = prospects[["customer_id"]].copy()
    for name, rows in counts.items():
        out[name] = out["customer_id"].map(rows["customer_id"].value_counts()).fillna(0).astype(int)
    return out


def nurturing(looks: int = 3, give_up: int = 3) -> Scheme:
    """Return the path as a scheme: let rest, follow up, inform, contact; the first that fits wins.

    Parameters
    ----------
    looks : int
        From this many looks lately somebody is interested and gets useful information.
    give_up : int
        After this many contacts without an answer in a row, somebody is let rest.

    Notes
    -----
    Who has refused is not contacted again, whatever they do later: a refusal holds until they take it back, and
    the shop's own page can answer a basket. Of the others, who fills a basket or comes to the shop is followed up at
    once, even after contacts without an answer.

    Examples
    --------
    >>> nurturing().codes
    ['rest', 'follow_up', 'inform', 'contact']
    """
    return Scheme(
        "nurturing",
        say(zh="培育路径", en="Nurturing path"),
        measures=[
            Measure(
                "strong", "integer", low=0, label=say(zh="近期加购、到店次数", en="baskets and visits lately")
            ),
            Measure("refusals", "integer", low=0, label=say(zh="拒绝次数", en="refusals")),
            Measure(
                "unanswered",
                "integer",
                low=0,
                label=say(zh="连续无应答次数", en="contacts unanswered in a row"),
            ),
            Measure("looks", "integer", low=0, label=say(zh="近期浏览、互动次数", en="looks lately")),
        ],
        classes=[
            Class(
                "rest",
                STEPS["rest"],
                {"refusals": at_least(1)},
                {"strong": exactly(0), "unanswered": at_least(give_up)},
            ),
            Class("follow_up", STEPS["follow_up"], {"strong": at_least(1)}),
            Class("inform", STEPS["inform"], {"looks": at_least(looks)}),
            Class("contact", STEPS["contact"], otherwise),
        ],
    )
