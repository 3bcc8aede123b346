"""Make the table of the simulated win-back test. Seeded: the same versions of numpy and pandas give the same table.

    python datasets/make_winback.py

Run it after make_shop.py: the shop's own dormant and lost customers are taken from its orders. The effects that are
put in stand as constants below, and in words in shop.md.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from writing import write

from custclass.classify.catalogue import schemes
from custclass.data.measures import measure_customers
from custclass.data.tables import load

SEED = 20260112
AS_OF = "2025-12-31"
SENT = pd.Timestamp("2026-01-12")
HORIZON = 90  # days
FORMER = 1_232  # former members of the store
COUPON, CONTACT = 30.0, 1.0  # yuan
# reason: its share, chance to be back within the horizon without the offer, and with it
REASONS = {
    "price": (0.30, 0.10, 0.26),
    "quality": (0.18, 0.04, 0.06),
    "service": (0.10, 0.05, 0.09),
    "no_need": (0.14, 0.02, 0.02),
    "forgot": (0.16, 0.22, 0.27),
    None: (0.12, 0.09, 0.14),  # not reached
}
SPREAD = 0.5  # sd of the log of what is bought after coming back, around a quarter of the yearly amount
LEAST = 20.0  # yuan


def make() -> pd.DataFrame:
    """Return the table shop_winback."""
    rng = np.random.default_rng(SEED)
    own = _lapsed()
    like = np.log(own["yearly_amount"])
    former = pd.DataFrame({
        "customer_id": [f"F{n:04d}" for n in range(1, FORMER + 1)],
        "origin": "former",
        "yearly_amount": np.exp(rng.normal(like.mean(), like.std(), FORMER)).clip(30, 20_000).round(2),
    })  # fmt: skip
    people = pd.concat([own, former], ignore_index=True)
    n = len(people)
    reasons = list(REASONS)
    drawn = rng.choice(len(reasons), size=n, p=[share for share, _, _ in REASONS.values()])
    people["reason"] = [reasons[k] for k in drawn]
    people["offer"] = rng.permutation(np.arange(n) % 2 == 0)
    people["sent_on"] = SENT.date()
    chance = np.array(
        [REASONS[reasons[k]][1 + offer] for k, offer in zip(drawn, people["offer"], strict=True)]
    )
    people["returned"] = rng.random(n) < chance
    days = rng.integers(1, HORIZON + 1, n)
    back = people["returned"]
    people["returned_on"] = (SENT + pd.to_timedelta(days, unit="D")).date
    people.loc[~back, "returned_on"] = None
    amount = (people["yearly_amount"] / 4 * np.exp(rng.normal(0, SPREAD, n))).clip(LEAST).round(2)
    people["amount"] = amount.where(back, 0.0)
    people["cost"] = people["offer"] * (CONTACT + COUPON * back)
    return people


def _lapsed() -> pd.DataFrame:
    """Return the shop's customers that are dormant or lost, with what they bought in the year to their last order."""
    orders = load("shop_orders")
    customers = measure_customers(orders, as_of=AS_OF)
    gone = customers[schemes["activity_five"].classify(customers).isin(["dormant", "lost"])]
    last = orders["customer_id"].map(gone.set_index("customer_id")["last_order"])
    near = orders["order_date"] > pd.to_datetime(last) - pd.Timedelta(days=365)
    spent = orders[near].groupby("customer_id")["amount"].sum()
    yearly = gone["customer_id"].map(spent).clip(lower=LEAST).round(2)
    return pd.DataFrame({
        "customer_id": gone["customer_id"], "origin": "shop", "yearly_amount": yearly
    }).reset_index(drop=True)  # fmt: skip


if __name__ == "__main__":
    write(make(), "shop_winback.csv")
