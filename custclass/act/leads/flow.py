"""Apply flow rules to leads: one owner a customer, idle leads moved, and a trace of every move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from custclass.act.leads.rules import MEASURES, POOL, SERVICE, FlowRule, flow_rules
from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import CourseError, Text, say

_STAGES = ["fully_paid", "signed", "target", "prospect"]  # the furthest first
_TRACE = ["lead_id", "moved_on", "by", "rule", "from_owner", "to_owner", "reason"]
_ONE_OWNER = say(
    zh="同一个电话有两位负责人，归先接手的人",
    en="two owners for one phone number: the first to have it keeps it",
)


class Flow(NamedTuple):
    """Leads after the rules, and the trace: one row a move."""

    leads: pd.DataFrame
    trace: pd.DataFrame


def double_owned(leads: pd.DataFrame) -> pd.DataFrame:
    """Return the leads whose phone number stands in several leads with different owners.

    Parameters
    ----------
    leads : pandas.DataFrame
        ``lead_id``, ``phone``, ``owner``.

    Returns
    -------
    pandas.DataFrame
        Those leads, phone by phone; empty if every customer has one owner.

    Examples
    --------
    >>> leads = pd.DataFrame({"lead_id": ["Q1", "Q2"], "phone": ["154", "154"], "owner": ["K1", "K2"]})
    >>> len(double_owned(leads))
    2
    """
    lacks_columns(leads.columns, ["lead_id", "phone", "owner"], "leads")
    several = leads.groupby("phone")["owner"].transform("nunique") > 1
    return leads[several].sort_values(["phone", "lead_id"])


def apply_flow_rules(
    leads: pd.DataFrame,
    events: pd.DataFrame,
    as_of: Any,
    rules: Sequence[FlowRule] | None = None,
    sellers: pd.DataFrame | None = None,
    by: str = "rules",
) -> Flow:
    """Move leads by rule, and write down every move.

    A customer is a phone number: first each gets one owner, the seller who had them first; then the rules are
    asked in order, the first that is met moves all leads of the customer. A move starts all counts anew, so
    applying the rules a second time on the same day moves nothing.

    Parameters
    ----------
    leads : pandas.DataFrame
        Open and won leads: ``lead_id``, ``phone``, ``owner`` (a seller, "pool" or "service"), ``stage`` (code
        of `lead_stage`) and ``created_on``. With ``difficulty`` a lead goes only to a seller strong enough. With
        ``contract`` ("yes", "no") a customer who signed and has not made the first payment is not passed on: who
        sold collects, see `credit_control`. Kept from an earlier run: ``owned_since`` (else `created_on`) and
        ``moves`` (else 0).
    events : pandas.DataFrame
        The contacts: ``lead_id``, ``time``; later ones than `as_of` are not looked at.
    as_of : str or date
        The day of the moves.
    rules : sequence of FlowRule, optional
        Left out: `flow_rules()`.
    sellers : pandas.DataFrame, optional
        ``seller`` and ``strength``; left out: the sellers who own leads, each strong enough for all.
    by : str
        Who ran the rules, for the trace.

    Returns
    -------
    Flow
        ``.leads`` (the same rows, with ``owner``, ``owned_since``, ``moves``) and ``.trace``: ``lead_id``,
        ``moved_on``, ``by``, ``rule``, ``from_owner``, ``to_owner``, ``reason``. A lead to be reassigned goes to the
        seller with the fewest leads, never back to the one it came from; where there is none it goes to the pool.

    Raises
    ------
    CourseError
        If a column is not there, a lead stands twice, or an owner or a stage is missing.

    Examples
    --------
    >>> leads = pd.DataFrame({"lead_id": ["Q1"], "phone": ["154"], "owner": ["K1"], "stage": ["prospect"],
    ...                       "created_on": pd.to_datetime(["2025-10-01"])})
    >>> events = pd.DataFrame({"lead_id": ["Q1"], "time": pd.to_datetime(["2025-10-02"])})
    >>> apply_flow_rules(leads, events, "2025-12-31").trace[["rule", "to_owner"]].iloc[0].tolist()
    ['prospect_idle', 'pool']
    """
    day = pd.Timestamp(as_of_day(as_of))
    table = _prepared(leads, events, day)
    customers: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_dict("records"):
        customers.setdefault(row["phone"], []).append(row)
    trace: list[dict[str, Any]] = []
    for rows in customers.values():
        _one_owner(rows, day, by, trace)
    strengths = _strengths(table, sellers)
    owned = Counter(row["owner"] for rows in customers.values() for row in rows)
    asked = flow_rules() if rules is None else rules
    for _, rows in sorted(customers.items()):
        group = _counted(rows, day)
        rule = next((one for one in asked if _applies(one, group)), None)
        if rule is None:
            continue
        to = _receiver(rule, group, strengths, owned)
        owned.update({to: len(rows), group["owner"]: -len(rows)})
        reason = MEASURES[rule.measure].format(days=group[rule.measure])
        for row in rows:
            trace.append(
                _move(row, day, by, rule.code, to, rule.label if rule.action == "handover" else reason)
            )
            row["moves"] += 1
    after = pd.DataFrame([row for rows in customers.values() for row in rows], columns=table.columns)
    after = (
        after.set_index("lead_id")
        .loc[table["lead_id"], ["owner", "owned_since", "moves"]]
        .reset_index(drop=True)
    )
    return Flow(
        table.drop(columns="_contact").assign(**{name: after[name] for name in after}),
        pd.DataFrame(trace, columns=_TRACE),
    )


def replay(leads: pd.DataFrame, trace: pd.DataFrame) -> pd.Series:
    """Return who owns each lead after the moves of a trace: it must tell the whole story.

    Parameters
    ----------
    leads : pandas.DataFrame
        Before the moves: ``lead_id``, ``owner``.
    trace : pandas.DataFrame
        As from `apply_flow_rules`, in order; several may be put one below the other.

    Returns
    -------
    pandas.Series
        The owner, by ``lead_id``.

    Raises
    ------
    CourseError
        If a move starts from somebody who did not own the lead: a move is missing from the trace.

    Examples
    --------
    >>> leads = pd.DataFrame({"lead_id": ["Q1"], "owner": ["K1"]})
    >>> trace = pd.DataFrame({"lead_id": ["Q1"], "from_owner": ["K1"], "to_owner": ["pool"]})
    >>> replay(leads, trace)["Q1"]
    'pool'
    """
    owners = dict(zip(leads["lead_id"], leads["owner"], strict=True))
    for lead, start, to in zip(trace["lead_id"], trace["from_owner"], trace["to_owner"], strict=True):
        if owners.get(lead) != start:
            raise CourseError(
                say(
                    zh="流转记录对不上：线索 {lead} 从 {start} 转出，但当时的负责人是 {owner}。有一步没有记下来。",
                    en="The trace does not fit: lead {lead} is moved from {start}, but its owner was {owner}. "
                    "A move was not written down.",
                ).format(lead=lead, start=start, owner=owners.get(lead))
            )
        owners[lead] = to
    return pd.Series(owners, name="owner", dtype="str").rename_axis("lead_id")


def _prepared(leads: pd.DataFrame, events: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Check the leads, and add since when each is owned, how often it was moved and its last contact."""
    lacks_columns(leads.columns, ["lead_id", "phone", "owner", "stage", "created_on"], "leads")
    lacks_columns(events.columns, ["lead_id", "time"], "events")
    twice = leads.loc[leads["lead_id"].duplicated(), "lead_id"]
    empty = leads.loc[leads["owner"].isna() | ~leads["stage"].isin(_STAGES), "lead_id"]
    for found, what in (
        (twice, say(zh="出现了两次，一条线索只能有一行", en="stands in two rows; a lead has one")),
        (
            empty,
            say(
                zh='没有负责人或阶段；公海里的写 "pool"，阶段用 lead_stage 的代码',
                en='lacks an owner or a stage; write "pool" for the public pool, and a code of lead_stage',
            ),
        ),
    ):
        if len(found):
            text = say(zh="线索 {lead} {what}。", en="The lead {lead} {what}.")
            raise CourseError(text.format(lead=found.iloc[0], what=what))
    table = leads.reset_index(drop=True)
    if "owned_since" not in table:
        table["owned_since"] = table["created_on"]
    if "moves" not in table:
        table["moves"] = 0
    seen = events[events["time"] < day + pd.Timedelta(days=1)]
    latest = table["lead_id"].map(seen.groupby("lead_id")["time"].max().to_dict())
    table["_contact"] = pd.to_datetime(latest).dt.normalize()
    return table


def _one_owner(rows: list[dict[str, Any]], day: pd.Timestamp, by: str, trace: list) -> None:
    """Give all leads of a customer to one owner: service if it has one, else the first seller, else the pool."""
    order = {SERVICE: 0, POOL: 2}
    first = min(rows, key=lambda row: (order.get(row["owner"], 1), row["created_on"], row["lead_id"]))
    for row in rows:
        if row["owner"] != first["owner"]:
            trace.append(_move(row, day, by, "one_owner", first["owner"], _ONE_OWNER))


def _counted(rows: list[dict[str, Any]], day: pd.Timestamp) -> dict[str, Any]:
    """Return what the rules ask of a customer: furthest stage, latest contact and move of all their leads."""
    since = max(row["owned_since"] for row in rows)
    contacts = [row["_contact"] for row in rows if pd.notna(row["_contact"])]
    latest = max([since, *contacts])
    touched = any(contact >= since for contact in contacts)
    return {
        "owner": rows[0]["owner"],
        "stage": min((row["stage"] for row in rows), key=_STAGES.index),
        "moves": max(row["moves"] for row in rows),
        "difficulty": max(row.get("difficulty", 0) for row in rows),
        "owes": any(row.get("contract") == "yes" for row in rows),
        "idle_days": (day - latest).days,
        "held_days": (day - since).days,
        "untouched_days": 0 if touched else (day - since).days,
    }


def _applies(rule: FlowRule, group: dict[str, Any]) -> bool:
    if group["stage"] not in rule.stages or group["moves"] < rule.moved_before:
        return False
    if rule.action == "handover":
        return group["owner"] != SERVICE
    if group["owes"]:  # signed and not paid: a case for collection, no lead that somebody else could win
        return False
    return group["owner"] not in (POOL, SERVICE) and group[rule.measure] >= rule.days


def _receiver(rule: FlowRule, group: dict[str, Any], strengths: dict[str, float], owned: Counter) -> str:
    """Return who gets the leads: of the sellers strong enough the one with the fewest, or pool, or service."""
    if rule.action != "reassign":
        return SERVICE if rule.action == "handover" else POOL
    able = [one for one in strengths if strengths[one] >= group["difficulty"] and one != group["owner"]]
    return min(able, key=lambda seller: (owned[seller], seller), default=POOL)


def _strengths(table: pd.DataFrame, sellers: pd.DataFrame | None) -> dict[str, float]:
    if sellers is None:
        return dict.fromkeys(sorted(set(table["owner"]) - {POOL, SERVICE}), float("inf"))
    lacks_columns(sellers.columns, ["seller", "strength"], "sellers")
    return dict(zip(sellers["seller"], sellers["strength"], strict=True))


def _move(
    row: dict[str, Any], day: pd.Timestamp, by: str, rule: str, to: str, reason: Text
) -> dict[str, Any]:
    """Move one lead and return the row of the trace."""
    moved = dict(zip(_TRACE, [row["lead_id"], day, by, rule, row["owner"], to, reason], strict=True))
    row["owner"], row["owned_since"] = to, day
    return moved
