"""The tables from which exercises draw their customers, measured once and kept."""

from __future__ import annotations

from functools import cache

import pandas as pd

from custclass.classify.traits import add_age, add_habits, add_order_trend, add_repeat_rate
from custclass.data.headings import HEADINGS
from custclass.data.measures import measure_customers
from custclass.data.tables import load
from custclass.show.say import Text

GROCER_AS_OF = "2017-12-31"
SHOP_AS_OF = "2025-12-31"


@cache
def grocer() -> pd.DataFrame:
    """The real grocer's 2,469 households at the end of 2017, in US dollars, by customer id."""
    return measure_customers(load("grocery_orders"), as_of=GROCER_AS_OF).set_index("customer_id")


@cache
def cdnow(as_of: str) -> pd.DataFrame:
    """The real music shop CDNOW's customers at a date (1997-01-01 to 1998-06-30), in US dollars, by id."""
    orders = load("cdnow_orders")
    return measure_customers(orders, as_of=as_of).set_index("customer_id")


@cache
def shop() -> pd.DataFrame:
    """The simulated shop's 1,200 customers at the end of 2025, in yuan, by id.

    Measures, traits (repeat_rate, order_trend, age, discount_share, service_contacts_per_order), what
    they wrote when they registered, and their answers to the survey (missing where they gave none).
    """
    customers, orders, survey = load("shop_customers"), load("shop_orders"), load("shop_survey")
    table = measure_customers(orders, as_of=SHOP_AS_OF, customers=customers[["customer_id"]])
    table = add_habits(add_order_trend(add_repeat_rate(table)), orders)
    table = table.merge(add_age(customers, year=2025), on="customer_id")
    return table.merge(survey, on="customer_id", how="left").set_index("customer_id")


def headings(*columns: str, **more: Text) -> dict[str, Text]:
    """Headings for the shown columns; `more` gives others than the usual ones."""
    return {column: more.get(column) or HEADINGS[column] for column in (*columns, *more)}


def clear_of(table: pd.DataFrame, column: str, *cuts: float, margin: float = 0.05) -> pd.DataFrame:
    """Leave out the rows whose figure, as it is shown, cannot be told from a cut point it does not equal."""
    near = [((table[column] - cut).abs() < margin) & (table[column] != cut) for cut in cuts]
    return table[~pd.concat(near, axis=1).any(axis=1)]
