"""Credit control: what is outstanding and overdue, how much may be shipped, who is reminded, what bonus is due."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import CourseError, say

#: Credit limit as a share of the contract, by the record of payment.
LIMITS = {"clean": 0.5, "late": 0.3, "new": 0.2, "overdue": 0.0}
#: From how many days overdue what is done.
COLLECTION = {1: "reminder", 15: "call", 45: "stop"}
RECORDS = {
    "clean": say(zh="到期的都按期付了", en="all due paid on time"),
    "late": say(zh="到期的付了，但迟过", en="all due paid, some late"),
    "new": say(zh="还没有到期款", en="nothing due yet"),
    "overdue": say(zh="逾期未付", en="overdue"),
    "none": say(zh="无", en="none"),
    "reminder": say(zh="短信提醒", en="reminder"),
    "call": say(zh="打电话催款", en="call"),
    "stop": say(zh="发停供函", en="letter: pay, or deliveries end"),
    "preferred": say(zh="优惠：折扣2%、优先服务", en="preferred: 2% off, served first"),
    "standard": say(zh="标准", en="standard"),
    "prepaid": say(zh="先款后货", en="payment before goods"),
}
_PAID = ["lead_id", "due_on", "due", "paid_on", "paid"]


def credit_control(
    leads: pd.DataFrame,
    payments: pd.DataFrame,
    as_of: Any,
    limits: Mapping[str, float] | None = None,
    large: float = 20_000,
) -> pd.DataFrame:
    """Look at every contract as of a day: what is owed, what is overdue, and what follows.

    Parameters
    ----------
    leads : pandas.DataFrame
        ``lead_id``, ``owner``, ``value`` (yuan) and ``contract_on`` (missing: none).
    payments : pandas.DataFrame
        One row an instalment: ``lead_id``, ``due_on``, ``due`` (yuan), ``paid_on``, ``paid`` (yuan).
    as_of : str or date
        The day. An instalment due on it is due, but overdue only from the next day.
    limits : mapping, optional
        Credit limit as a share of the contract, by record; left out: `LIMITS`.
    large : float
        Contract value (yuan) from which a customer who pays on time gets the preferred terms.

    Returns
    -------
    pandas.DataFrame
        One row a contract: ``value``, ``paid``, ``outstanding`` (value - paid), ``overdue`` (due before the
        day and not paid), ``days_overdue`` (of the oldest), ``record`` (overdue: something is; late: nothing is,
        but something was paid late; clean: all that was due was paid by its day; new: nothing was due),
        ``limit`` (yuan of goods that may be out unpaid), ``may_ship`` (goods for so much may have left in all:
        paid + limit, the contract at most), ``collection`` (`COLLECTION`) and ``terms``.

    Raises
    ------
    CourseError
        If a column or a limit is not there.

    Examples
    --------
    >>> from custclass.data.tables import load
    >>> owed = credit_control(load("shop_leads"), load("shop_lead_payments"), "2025-12-31")
    >>> bool((owed["outstanding"] == owed["value"] - owed["paid"]).all())
    True
    """
    limits = _limits(limits)
    day = pd.Timestamp(as_of_day(as_of))
    lacks_columns(leads.columns, ["lead_id", "owner", "value", "contract_on"], "leads")
    lacks_columns(payments.columns, _PAID, "payments")
    book = leads.loc[leads["contract_on"] <= day, ["lead_id", "owner", "value"]].reset_index(drop=True)
    known = payments.assign(now=payments["paid"].where(payments["paid_on"] <= day, 0.0).astype(float))
    # Paid by the agreed day, in full: anything else that was due was late or is overdue.
    known["kept"] = (known["now"] >= known["due"]) & (known["paid_on"] <= known["due_on"])
    past = known[known["due_on"] < day].assign(short=lambda rows: rows["due"] - rows["now"])
    short = past[past["short"] > 0]
    oldest = (day - short.groupby("lead_id")["due_on"].min()).dt.days
    in_order = past.groupby("lead_id")["kept"].all()

    book["paid"] = book["lead_id"].map(known.groupby("lead_id")["now"].sum()).fillna(0.0)
    book["outstanding"] = book["value"] - book["paid"]
    book["overdue"] = book["lead_id"].map(short.groupby("lead_id")["short"].sum()).fillna(0.0)
    book["days_overdue"] = book["lead_id"].map(oldest).fillna(0).astype(int)
    kept = book["lead_id"].map(in_order)
    book["record"] = "late"
    book.loc[kept.isna(), "record"] = "new"
    book.loc[kept.eq(True), "record"] = "clean"
    book.loc[book["overdue"] > 0, "record"] = "overdue"
    book["limit"] = book["record"].map(limits) * book["value"]
    book["may_ship"] = (book["paid"] + book["limit"]).clip(upper=book["value"])
    book["collection"] = book["days_overdue"].map(_collection)
    book["terms"] = "standard"
    book.loc[(book["record"] == "clean") & (book["value"] >= large), "terms"] = "preferred"
    book.loc[book["record"] == "overdue", "terms"] = "prepaid"
    return book


def bonuses(leads: pd.DataFrame, payments: pd.DataFrame, as_of: Any, rate: float = 0.03) -> pd.DataFrame:
    """Work out each seller's bonus in two ways: on what was signed, and on what was paid.

    Parameters
    ----------
    leads, payments, as_of
        As in `credit_control`.
    rate : float
        Bonus per yuan.

    Returns
    -------
    pandas.DataFrame
        One row a seller: ``contracts``, ``value``, ``paid``, ``overdue``, ``bonus_on_signing`` (rate x value),
        ``bonus_on_payment`` (rate x paid) and ``ahead_of_money`` (rate x overdue: bonus on money that should be
        there and is not).

    Examples
    --------
    >>> from custclass.data.tables import load
    >>> bonuses(load("shop_leads"), load("shop_lead_payments"), "2025-12-31").index.tolist()
    ['K1', 'K2', 'K3', 'K4', 'K5', 'K6']
    """
    book = credit_control(leads, payments, as_of)
    sums = book.groupby("owner").agg(
        contracts=("lead_id", "size"),
        value=("value", "sum"),
        paid=("paid", "sum"),
        overdue=("overdue", "sum"),
    )
    sums["bonus_on_signing"] = rate * sums["value"]
    sums["bonus_on_payment"] = rate * sums["paid"]
    sums["ahead_of_money"] = rate * sums["overdue"]
    return sums


def _limits(given: Mapping[str, float] | None) -> dict[str, float]:
    limits = {**LIMITS, **(given or {})}
    if unknown := [str(name) for name in limits if name not in LIMITS]:
        raise CourseError(
            say(
                zh="没有“{name}”这种付款记录；可用的是 clean、late、new、overdue。",
                en='There is no record "{name}"; there are clean, late, new and overdue.',
            ).format(name=unknown[0])
        )
    return limits


def _collection(days: int) -> str:
    return next((what for least, what in reversed(COLLECTION.items()) if days >= least), "none")
