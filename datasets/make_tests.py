"""Make the tables with which the simulated shop asks whether something worked: a test, a campaign, surveys, the market.

    python datasets/make_tests.py

Seeded, and built on shop_customers.csv and shop_orders.csv.gz as they are shipped. The effects that are put in
stand as constants here, and in words in shop.md.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from writing import write

HERE = Path(__file__).parent
SEED = 20260331
FILES = {name: f"{name}.csv" for name in ("shop_test", "shop_campaign", "shop_satisfaction", "shop_market")}
COUPON = 15.0  # yuan off one order, no smallest amount
# Classes by the orders of 2024 and 2025, with the chance of buying in March 2026 and what the coupon adds to it.
CLASSES = [
    ("high_frequency", 12, 0.60, 0.00),
    ("medium_frequency", 4, 0.30, 0.15),
    ("low_frequency", 1, 0.12, 0.15),
    ("potential_buyer", 0, 0.04, 0.04),
]
FIRST_ORDER = 130.0  # yuan: mean of those who have no average order of their own
ANSWERS = {1: 0.55, 2: 0.40, 3: 0.30, 4: 0.45, 5: 0.65}  # chance of an answer by satisfaction
SATISFIED = [0.05, 0.08, 0.17, 0.40, 0.30]  # chance of 1 to 5: 70 % are satisfied (4 or 5)
LONG_WAIT = [0.20, 0.25, 0.20, 0.22, 0.13]  # customers by phone in the first quarter of 2026: 35 %
ASKED = {"2025Q4": "2025-12-15", "2026Q1": "2026-03-16"}
# The market that the shop competes in: sales of the first quarter of 2024 (yuan) and growth a quarter.
MARKET = {
    "tea": (1_150_000, 0.045),
    "snacks": (900_000, 0.020),
    "home": (800_000, 0.060),
    "gift": (700_000, 0.030),
}
SEASON = {1: 1.10, 2: 0.92, 3: 0.94, 4: 1.04}


def people() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the customers with their orders so far, and the orders (returns aside)."""
    customers = pd.read_csv(HERE / "shop_customers.csv", encoding="utf-8", dtype={"phone": "str"})
    book = pd.read_csv(HERE / "shop_orders.csv.gz", encoding="utf-8", parse_dates=["order_date"])
    orders = book[~book["order_id"].str.endswith("R")]
    by_customer = orders.sort_values("order_date", kind="stable").groupby("customer_id")
    sums = by_customer.agg(
        orders=("order_id", "size"),
        spent=("amount", "sum"),
        average=("amount", "mean"),
        last_channel=("channel", "last"),
    )
    table = customers[["customer_id", "customer_type"]].join(sums, on="customer_id")
    table[["orders", "spent"]] = table[["orders", "spent"]].fillna(0)
    return table, book


def potential(rng: np.random.Generator, table: pd.DataFrame) -> pd.DataFrame:
    """Return for each customer: class, whether bought without and with a coupon, and the price of the order.

    One draw decides both: whoever buys without a coupon buys with one as well.
    """
    least = np.array([orders for _, orders, _, _ in CLASSES])
    which = (table["orders"].to_numpy()[:, None] >= least).argmax(axis=1)
    base, effect = (np.array([row[k] for row in CLASSES])[which] for k in (2, 3))
    draw = rng.random(len(table))
    mean = table["average"].fillna(FIRST_ORDER).clip(40, 400).to_numpy()
    price = (mean * np.exp(rng.normal(-0.08, 0.40, len(table)))).clip(COUPON + 5).round(1)
    return pd.DataFrame(
        {
            "customer_id": table["customer_id"].to_numpy(),
            "class": np.array([row[0] for row in CLASSES])[which],
            "without": draw < base,
            "with_coupon": draw < base + effect,
            "price": price,
        }
    )


def seen(hidden: pd.DataFrame, coupon: np.ndarray, others: str) -> pd.DataFrame:
    """Return what the shop sees when the customers marked in `coupon` are sent one."""
    bought = np.where(coupon, hidden["with_coupon"], hidden["without"])
    paid = np.where(bought, hidden["price"] - COUPON * coupon, 0.0)
    return hidden[["customer_id", "class"]].assign(
        arm=np.where(coupon, "coupon", others), bought=bought, amount=paid.round(2)
    )


def make_campaigns(rng: np.random.Generator, table: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    """Return the randomised test, the same March as marketing would send it, and the hidden truth."""
    private = table[table["customer_type"] != "organisation"].reset_index(drop=True)
    hidden = potential(rng, private)
    lot = rng.permutation(np.arange(len(private)) % 2 == 0)
    best = private["spent"].rank(method="first", ascending=False).to_numpy() <= lot.sum()
    return seen(hidden, lot, "control"), seen(hidden, best, "no_coupon"), hidden.assign(best=best)


def make_satisfaction(rng: np.random.Generator, table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the surveys of two quarters, and how satisfied everybody was, answer or none."""
    buyers = table[table["orders"] > 0]
    parts = []
    for quarter, day in ASKED.items():
        wait = (buyers["last_channel"] == "phone") & (quarter == "2026Q1")
        chances = np.where(wait.to_numpy()[:, None], LONG_WAIT, SATISFIED).cumsum(axis=1)
        score = 1 + (rng.random(len(buyers))[:, None] > chances[:, :-1]).sum(axis=1)
        answered = rng.random(len(buyers)) < np.vectorize(ANSWERS.get)(score)
        days = pd.Timestamp(day) + pd.to_timedelta(rng.integers(0, 10, len(buyers)), unit="D")
        part = pd.DataFrame(
            {
                "customer_id": buyers["customer_id"].to_numpy(),
                "quarter": quarter,
                "last_channel": buyers["last_channel"].to_numpy(),
                "sent_on": day,
                "answered_on": np.where(answered, days.strftime("%Y-%m-%d"), None),
                "satisfaction": pd.array(np.where(answered, score, -1), dtype="Int64"),
                "truth": score,
            }
        )
        part.loc[~answered, "satisfaction"] = pd.NA
        parts.append(part)
    everybody = pd.concat(parts, ignore_index=True)
    return everybody.drop(columns="truth"), everybody


def make_market(rng: np.random.Generator, book: pd.DataFrame) -> pd.DataFrame:
    """Return quarterly sales of the market and of the shop (returns netted), by category."""
    quarter = book["order_date"].dt.to_period("Q")
    ours = book.groupby([quarter, "category"])["amount"].sum()
    rows = []
    for i, period in enumerate(sorted(quarter.unique())):
        for category, (start, growth) in MARKET.items():
            noise = np.exp(rng.normal(0, 0.01))
            market = start * (1 + growth) ** i * SEASON[period.quarter] * noise
            rows.append((str(period), category, round(ours[period, category], 2), round(market, -2)))
    return pd.DataFrame(rows, columns=["quarter", "category", "shop_sales", "market_sales"])


def make() -> tuple[dict[str, pd.DataFrame], pd.DataFrame, pd.DataFrame]:
    """Return the tables by name, the hidden truth of the coupon, and everybody's satisfaction."""
    sending, asking, selling = (np.random.default_rng([SEED, k]) for k in range(3))
    table, book = people()
    test, campaign, hidden = make_campaigns(sending, table)
    satisfaction, everybody = make_satisfaction(asking, table)
    tables = {
        "shop_test": test,
        "shop_campaign": campaign,
        "shop_satisfaction": satisfaction,
        "shop_market": make_market(selling, book),
    }
    return tables, hidden, everybody


if __name__ == "__main__":
    made, _, _ = make()
    for name, frame in made.items():
        write(frame, FILES[name])
