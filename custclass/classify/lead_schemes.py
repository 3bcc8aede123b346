"""Stages of a lead: prospect, target, signed, fully paid; and what of a lead is known on a day."""

from __future__ import annotations

from typing import Any

import pandas as pd

from custclass.classify.conditions import at_least, below, between, exactly, otherwise
from custclass.classify.measure import Class, Measure
from custclass.classify.scheme import Scheme
from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import say

INTENT = Measure(
    "intent",
    "category",
    values={
        "clear": say(zh="明确", en="clear"),
        "vague": say(zh="模糊", en="vague"),
        "none": say(zh="没有", en="none"),
    },
    label=say(zh="购买意向", en="intent"),
)
MEANS = Measure(
    "means",
    "category",
    values={
        "enough": say(zh="足够", en="enough"),
        "unknown": say(zh="未知", en="unknown"),
        "short": say(zh="不足", en="short"),
    },
    label=say(zh="财力", en="means"),
)
CONTRACT = Measure(
    "contract",
    "category",
    values={"yes": say(zh="已签", en="signed"), "no": say(zh="未签", en="not signed")},
    label=say(zh="合同", en="contract"),
)
DAYS_AHEAD = Measure(
    "days_to_signing",
    "integer",
    missing=True,
    label=say(zh="离预计签约日", en="time to the expected signing"),
    unit=say(zh="天", en="days"),
)
PAID_SHARE = Measure(
    "paid_share", "real", low=0, high=1, label=say(zh="已付占合同金额", en="share of the contract paid")
)
ON_TIME = Measure(
    "on_time_share",
    "real",
    low=0,
    high=1,
    label=say(zh="按期付清的占合同金额", en="share of the contract paid by the agreed dates"),
)

# Of 6,000 yuan in three parts each is a share like 0.3; six decimals tell a whole contract from one short of a fen.
_DIGITS = 6


def add_lead_measures(leads: pd.DataFrame, payments: pd.DataFrame, as_of: Any) -> pd.DataFrame:
    """Add what `lead_stage` decides on, as it was known at the end of a day.

    Parameters
    ----------
    leads : pandas.DataFrame
        One row a lead: ``lead_id``, ``created_on``, ``expected_on`` (may be missing), ``contract_on`` and
        ``lost_on`` (missing: not yet), ``value`` (yuan, above 0 for a lead with a contract).
    payments : pandas.DataFrame
        One row an instalment: ``lead_id``, ``due_on``, ``due`` (yuan), ``paid_on``, ``paid`` (yuan).
    as_of : str or date
        The day; what happened later is not looked at.

    Returns
    -------
    pandas.DataFrame
        The leads that had come in by then and were not lost by then, with ``contract`` ("yes", "no"),
        ``days_to_signing`` (expected day less `as_of`; negative: it has passed), ``paid_share`` (paid so far
        / value, 1 at most) and ``on_time_share`` (the same, counting what was paid by its agreed date).
        Dates after `as_of` are emptied.

    Raises
    ------
    CourseError
        If a column is not there or `as_of` is no day.

    Examples
    --------
    >>> day = pd.Timestamp
    >>> leads = pd.DataFrame({"lead_id": ["Q1"], "created_on": [day("2025-01-02")], "value": [1000.0],
    ...     "expected_on": [day("2025-02-01")], "contract_on": [day("2025-01-20")], "lost_on": [pd.NaT]})
    >>> paid = pd.DataFrame({"lead_id": ["Q1"], "due_on": [day("2025-01-25")], "due": [300.0],
    ...     "paid_on": [day("2025-01-24")], "paid": [300.0]})
    >>> add_lead_measures(leads, paid, "2025-01-31")["paid_share"].tolist()
    [0.3]
    """
    lacks_columns(
        leads.columns, ["lead_id", "created_on", "expected_on", "contract_on", "lost_on", "value"], "leads"
    )
    lacks_columns(payments.columns, ["lead_id", "due_on", "due", "paid_on", "paid"], "payments")
    day = pd.Timestamp(as_of_day(as_of))
    known = leads[(leads["created_on"] <= day) & ~(leads["lost_on"] <= day)].copy()
    for column in ("contract_on", "lost_on"):
        known[column] = pd.to_datetime(known[column]).where(known[column] <= day)
    made = payments[payments["paid_on"] <= day]
    on_time = made[made["paid_on"] <= made["due_on"]]
    known["contract"] = known["contract_on"].notna().map({True: "yes", False: "no"}).astype("str")
    known["days_to_signing"] = (known["expected_on"] - day).dt.days.astype("Int64")
    for name, rows in (("paid_share", made), ("on_time_share", on_time)):
        paid = known["lead_id"].map(rows.groupby("lead_id")["paid"].sum()).fillna(0.0).astype(float)
        known[name] = (paid / known["value"]).clip(upper=1).round(_DIGITS)
    return known


def lead_stage(first_payment: float = 0.3, soon_days: int = 60) -> Scheme:
    """Return the stages of a lead: prospect, target, signed, fully paid (`add_lead_measures`).

    Parameters
    ----------
    first_payment : float
        The share of the contract that has to be paid for it to count as signed. 0.3: the usual first
        instalment of the course's shop.
    soon_days : int
        A signing is expected soon up to this many days ahead: two months, what a team plans for.

    Notes
    -----
    Fully paid: the whole contract was paid, each instalment by its agreed date. Signed: a contract and the first
    payment. Target: clear intent, enough means and a signing expected from today to `soon_days` ahead; a
    contract without its first payment is a target as well, since its buyer has yet to show the money. All others
    are prospects: an expected day that has passed makes one of a target until a new day is agreed.

    Examples
    --------
    >>> lead_stage().codes
    ['fully_paid', 'signed', 'target', 'prospect']
    """
    contract = exactly("yes")
    return Scheme(
        "lead_stage",
        say(zh="线索阶段", en="Stage of a lead"),
        measures=[INTENT, MEANS, DAYS_AHEAD, CONTRACT, PAID_SHARE, ON_TIME],
        classes=[
            Class(
                "fully_paid",
                say(zh="合格签约客户", en="fully-paid signed customer"),
                {"contract": contract, "on_time_share": at_least(1)},
            ),
            Class(
                "signed",
                say(zh="签约客户", en="signed customer"),
                {"contract": contract, "paid_share": at_least(first_payment)},
            ),
            Class(
                "target",
                say(zh="目标客户", en="target customer"),
                {
                    "intent": exactly("clear"),
                    "means": exactly("enough"),
                    "days_to_signing": between(0, soon_days + 1),
                    "contract": exactly("no"),
                },
                {"contract": contract, "paid_share": below(first_payment)},
            ),
            Class("prospect", say(zh="潜在客户", en="prospect"), otherwise),
        ],
    )
