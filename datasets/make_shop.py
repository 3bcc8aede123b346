"""Make the tables of the simulated online shop. Seeded: the same versions of numpy and pandas give the same tables.

    python datasets/make_shop.py

The effects that are put in stand as constants at the top of shop_people.py, shop_buying.py,
shop_answers.py and shop_dirty.py, and in words in shop.md.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from shop_answers import make_events, make_survey
from shop_buying import make_calls, make_orders
from shop_dirty import make_dirty
from shop_people import make_people
from writing import write

SEED = 20251231
FILES = {
    "shop_customers": "shop_customers.csv",
    "shop_orders": "shop_orders.csv.gz",
    "shop_events": "shop_events.csv.gz",
    "shop_survey": "shop_survey.csv",
    "shop_calls": "shop_calls.csv",
    "shop_customers_dirty": "shop_customers_dirty.csv",
}


def make() -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Return the tables by name, and the hidden traits (ground truth) of each customer."""
    people, calling, buying, asking, browsing, typing = (np.random.default_rng([SEED, k]) for k in range(6))
    customers, hidden = make_people(people)
    calls = make_calls(calling, customers, hidden)
    tables = {
        "shop_customers": customers,
        "shop_orders": make_orders(buying, customers, hidden, calls),
        "shop_events": make_events(browsing, customers, hidden),
        "shop_survey": make_survey(asking, hidden),
        "shop_calls": calls,
        "shop_customers_dirty": make_dirty(typing, customers),
    }
    return tables, hidden


if __name__ == "__main__":
    made, _ = make()
    for name, table in made.items():
        write(table, FILES[name])
