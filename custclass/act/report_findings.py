"""The order book behind a report, measured and classified at one day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd

from custclass.classify.catalogue import activity_five
from custclass.classify.pareto import ABC
from custclass.classify.rfm import RFM
from custclass.classify.scheme import Scheme
from custclass.data.measures import measure_customers
from custclass.data.orders import OrderBook
from custclass.show.numbers import number
from custclass.show.say import CourseError, say


@dataclass(frozen=True)
class Findings:
    """The order book, measured and classified at one day; what the sections are made from.

    Parameters
    ----------
    book : OrderBook
    as_of : date
    suppress_below : int, optional
        Groups of fewer customers are held back, and with them all that shows single customers.
    """

    book: OrderBook
    as_of: date
    suppress_below: int | None = None
    activity: Scheme = field(default_factory=activity_five)

    @cached_property
    def measured(self) -> pd.DataFrame:
        """One row a customer, measured at the as-of date."""
        customers = measure_customers(self.book.orders, self.as_of)
        if self.suppress_below is not None and len(customers) < self.suppress_below:
            raise CourseError(say(
                zh="截至{day}一共只有{n}位客户，少于 suppress_below={least}，没有可以公布的内容。",
                en="Up to {day} there are {n} customers in all, fewer than suppress_below={least}: nothing "
                "can be published.",
            ).format(day=self.as_of, n=number(len(customers)), least=self.suppress_below))  # fmt: skip
        return customers

    @cached_property
    def rfm(self) -> RFM:
        return RFM().fit(self.measured)

    @cached_property
    def abc(self) -> ABC:
        return ABC(returns="net").fit(self.measured["monetary"])

    @cached_property
    def schemes(self) -> dict[str, Scheme]:
        """The three classifications by the name of their section."""
        return {"rfm": self.rfm.scheme_, "abc": self.abc.scheme_, "activity": self.activity}

    @cached_property
    def customers(self) -> pd.DataFrame:
        """The measures and the three classes, one row a customer."""
        classes = {f"{name}_class": scheme.classify(self.measured) for name, scheme in self.schemes.items()}
        return self.measured.assign(**classes)

    @cached_property
    def year_before(self) -> date:
        return (pd.Timestamp(self.as_of) - pd.DateOffset(years=1)).date()

    @cached_property
    def before(self) -> pd.Series | None:
        """The activity classes a year before, by customer id; None where there was no order yet."""
        if not (self.book.orders["order_date"] < pd.Timestamp(self.year_before) + pd.Timedelta(days=1)).any():
            return None
        earlier = measure_customers(self.book.orders, self.year_before)
        return self.activity.classify(earlier).set_axis(earlier["customer_id"])
