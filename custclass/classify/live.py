"""Classes kept up to date as orders arrive, equal to counting everything again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from custclass.classify.conditions import plain_value
from custclass.classify.explain import first_match
from custclass.data.given import as_of_day, lacks_columns
from custclass.data.measures import COLUMNS, HALF_DAYS, YEAR_DAYS
from custclass.show.say import CourseError, say

if TYPE_CHECKING:
    from custclass.classify.scheme import Scheme

_WHOLE = ["recency_days", "tenure_days"]


class Change(NamedTuple):
    """What an order changed: the customer, and their class before (None: a new customer) and after."""

    customer_id: str
    before: str | None
    after: str | None


@dataclass
class _Customer:
    """What has to be kept of a customer to measure them at any later day."""

    monetary: float = 0.0
    first: datetime | None = None
    last: datetime | None = None
    days: set[int] = field(default_factory=set)  # purchase days, as ordinals
    orders: set[Any] = field(default_factory=set)
    recent: dict[int, set[Any]] = field(default_factory=dict)  # orders by day, of the last year

    def add(self, time: datetime, amount: float, order: Any) -> None:
        self.monetary += amount
        if amount < 0:  # a return changes the money and nothing else
            return
        day = time.toordinal()
        self.first = time if self.first is None else min(self.first, time)
        self.last = time if self.last is None else max(self.last, time)
        self.days.add(day)
        self.orders.add(order)
        self.recent.setdefault(day, set()).add(order)

    def measure(self, as_of: int) -> dict[str, Any]:
        found: dict[str, Any] = {"monetary": round(self.monetary, 6), "frequency": len(self.orders)}
        half, year = as_of - HALF_DAYS, as_of - YEAR_DAYS
        # Older days can never count again: days only move forward.
        for day in [day for day in self.recent if day <= year]:
            del self.recent[day]
        found["orders_last_half"] = len(_together(o for day, o in self.recent.items() if day > half))
        found["orders_prev_half"] = len(_together(o for day, o in self.recent.items() if day <= half))
        if self.first is None or self.last is None:
            return found
        found |= {
            "first_order": self.first,
            "last_order": self.last,
            "recency_days": as_of - self.last.toordinal(),
            "tenure_days": as_of - self.first.toordinal(),
            "average_order": found["monetary"] / found["frequency"],
        }
        if len(self.days) > 1:
            found["mean_gap_days"] = (found["tenure_days"] - found["recency_days"]) / (len(self.days) - 1)
            found["silence_gaps"] = found["recency_days"] / found["mean_gap_days"]
        return found


class LiveClassifier:
    """Keep the classes of customers up to date, order by order.

    What is kept is small (per customer the money, the purchase days, the order numbers, the last year by day),
    so an order costs the same however many came before. The classes equal those of
    ``scheme.classify(measure_customers(...))`` over all orders so far.

    Parameters
    ----------
    scheme : Scheme
        Rules on columns of `measure_customers`.
    as_of : str or date
        The day on which it starts; it only moves forward.

    Examples
    --------
    >>> from custclass.classify.catalogue import schemes
    >>> live = LiveClassifier(schemes["purchase_frequency"], as_of="2025-01-01")
    >>> live.add("S0001", "2025-01-01 09:30", 80.0)
    Change(customer_id='S0001', before=None, after='low_frequency')
    >>> live.classes("2025-06-30").to_dict()
    {'S0001': 'low_frequency'}
    """

    def __init__(self, scheme: Scheme, as_of: Any):
        lacks_columns(COLUMNS, list(scheme.measures), "measure_customers")
        self.scheme = scheme
        self.as_of = as_of_day(as_of)
        self._customers: dict[str, _Customer] = {}
        self._rows = 0

    def add(self, customer_id: str, order_date: Any, amount: float, order_id: Any = None) -> Change:
        """Take in one order (or a line of one, or a return), and say what it changed.

        Parameters
        ----------
        customer_id : str
            The customer.
        order_date : str, date or datetime
            Local time of the order. It may be earlier than orders that came before it; a later day moves the
            as-of date forward.
        amount : float
            Money; a return is negative.
        order_id : optional
            Number of the order; without one it is an order of its own.

        Returns
        -------
        Change
            The customer's class before and after, both as of the day it now is.

        Raises
        ------
        CourseError
            If the customer, the date or the amount is missing.
        """
        if customer_id not in self._customers:
            before = None
        else:
            self.as_of = max(self.as_of, self._time(order_date, customer_id).date())
            before = self._class_of(customer_id)
        self._take(customer_id, order_date, amount, order_id)
        return Change(customer_id, before, self._class_of(customer_id))

    def add_orders(self, orders: pd.DataFrame) -> None:
        """Take in many orders at once.

        Parameters
        ----------
        orders : DataFrame
            customer_id, order_date, amount and, where there is one, order_id.

        Raises
        ------
        CourseError
            If a column is lacking, or a row lacks its customer, date or amount; the rows before it are taken in.
        """
        lacks_columns(orders.columns, ["customer_id", "order_date", "amount"], "orders")
        ids: Iterable[Any] = orders["order_id"] if "order_id" in orders else [None] * len(orders)
        columns = orders["customer_id"], orders["order_date"], orders["amount"], ids
        for customer, time, amount, order in zip(*columns, strict=True):
            self._take(customer, time, amount, order)

    def customers(self, as_of: Any = None) -> pd.DataFrame:
        """Return the measures of all customers, as `measure_customers` would.

        Parameters
        ----------
        as_of : str or date, optional
            The day from which recency is counted. Left out: the day it now is.

        Returns
        -------
        DataFrame
            One row a customer, sorted by customer_id, with the columns of `measure_customers`.

        Raises
        ------
        CourseError
            If `as_of` is earlier than the day it now is: what came since cannot be forgotten.
        """
        self._move(as_of)
        return self._table(sorted(self._customers))

    def classes(self, as_of: Any = None) -> pd.Series:
        """Return the class of every customer.

        Parameters
        ----------
        as_of : str or date, optional
            As for `customers`. Silence alone moves customers from class to class, without any order.

        Returns
        -------
        Series
            Class codes by customer_id.
        """
        table = self.customers(as_of)
        return self.scheme.classify(table.set_index("customer_id"))

    def _take(self, customer_id: Any, order_date: Any, amount: Any, order_id: Any) -> None:
        if pd.isna(customer_id) or pd.isna(amount):
            raise CourseError(
                say(
                    zh="订单（客户 {who}，时间 {time}）缺少客户编号或金额，没有收下。请补上再加。",
                    en="The order (customer {who}, time {time}) lacks its customer or its amount and was not taken in. "
                    "Fill it in and add it again.",
                ).format(who=customer_id, time=order_date)
            )
        time = self._time(order_date, customer_id)
        self._rows += 1
        # A row without a number is an order of its own.
        order = ("row", self._rows) if order_id is None or pd.isna(order_id) else order_id
        self._customers.setdefault(customer_id, _Customer()).add(time, float(amount), order)
        self.as_of = max(self.as_of, time.date())

    def _time(self, order_date: Any, customer_id: Any) -> datetime:
        time = pd.to_datetime(order_date, errors="coerce")
        if pd.isna(time):
            raise CourseError(
                say(
                    zh="客户 {who} 的一张订单的日期“{time}”看不懂，没有收下。请写成 2025-12-31 09:30 的样子。",
                    en='The date "{time}" of an order of customer {who} cannot be read; it was not taken in. '
                    "Write it like 2025-12-31 09:30.",
                ).format(who=customer_id, time=order_date)
            )
        return time.tz_localize(None).to_pydatetime()

    def _move(self, as_of: Any) -> None:
        day: date = self.as_of if as_of is None else as_of_day(as_of)
        if day < self.as_of:
            raise CourseError(
                say(
                    zh="已经走到 {now}，不能退回 {day}：之后的订单已经算进去了。"
                    "要看过去的某天，请用 measure_customers。",
                    en="It is already {now} here and cannot go back to {day}: the orders since then are counted in. "
                    "For a day in the past use measure_customers.",
                ).format(now=self.as_of, day=day)
            )
        self.as_of = day

    def _class_of(self, who: str) -> str | None:
        found = self._customers[who].measure(self.as_of.toordinal())
        # As plain values: a table of one row takes a hundred times as long to classify.
        item, _ = first_match(
            self.scheme, {name: plain_value(found.get(name)) for name in self.scheme.measures}
        )
        return None if item is None else item.code

    def _table(self, who: list[str]) -> pd.DataFrame:
        day = self.as_of.toordinal()
        rows = [{"customer_id": name, **self._customers[name].measure(day)} for name in who]
        table = pd.DataFrame(rows, columns=COLUMNS)
        whole = "Int64" if table["last_order"].isna().any() else "int64"
        kinds = {"customer_id": "str", **dict.fromkeys(_WHOLE, whole)}
        floats = dict.fromkeys(("average_order", "mean_gap_days", "silence_gaps", "monetary"), "float64")
        times = dict.fromkeys(("first_order", "last_order"), "datetime64[us]")
        return table.astype({**kinds, **floats, **times})


def _together(sets: Iterable[set]) -> set:
    return set().union(*sets)
