"""Simulated shop: orders with returns, and the call log whose sales are orders too."""

from __future__ import annotations

import numpy as np
import pandas as pd
from shop_people import END, pick

HALF = pd.Timestamp("2025-07-01")
FESTIVALS = [
    ("2024-01-20", 18),
    ("2025-01-08", 18),
]  # first day and length of the shopping before Spring Festival
DOUBLE_11 = [("2024-11-01", 11), ("2025-11-01", 11)]
BASE_PRICE = {"tea": 150.0, "snacks": 70.0, "home": 120.0, "gift": 240.0}
# Effects put in for calls: P(answered) = mode x hour x attempt, then P(ordered | answered) by mode and attempt.
CALL_MODES = {"phone": 0.55, "message": 0.28, "visit": 0.17}
ANSWER = {"phone": 0.45, "message": 0.55, "visit": 0.80}
HOUR_EFFECT = {range(9, 12): 1.0, range(12, 14): 0.6, range(14, 18): 0.9, range(18, 21): 1.25}
ANSWER_BY_ATTEMPT = [1.0, 1.0, 0.9, 0.75, 0.6]
ORDERED = {"phone": 0.14, "message": 0.06, "visit": 0.26}
ORDERED_BY_ATTEMPT = [1.0, 1.4, 1.4, 0.6, 0.4]
REFUSED = 0.25


def make_calls(rng: np.random.Generator, customers: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Return the table shop_calls: March to December 2025, about 690 customers, at most five attempts each."""
    rows = []
    for person, traits in zip(customers.itertuples(), hidden.itertuples(), strict=True):
        if rng.random() > {"never": 0.75, "steady": 0.35, "new_single": 0, "new_repeat": 0}.get(
            traits.pattern, 0.65
        ):
            continue
        start = max(pd.Timestamp("2025-03-01"), person.registered_on + pd.Timedelta(days=5))
        if not pd.isna(traits.first):
            start = max(start, traits.first + pd.Timedelta(days=20))
        span = (pd.Timestamp("2025-12-01") - start).days
        if span < 1:
            continue
        day = start + pd.Timedelta(days=int(rng.integers(0, span)))
        for attempt in range(1, 6):
            row = _call(rng, person.customer_id, day, attempt, traits.effect)
            rows.append(row)
            day += pd.Timedelta(days=int(rng.integers(2, 15)))
            if row["result"] in ("ordered", "refused") or day > END or rng.random() < 0.08:
                break
    calls = pd.DataFrame(rows).sort_values(["time", "customer_id"], ignore_index=True)
    calls.insert(0, "call_id", [f"L{i + 1:05d}" for i in range(len(calls))])
    return calls


def _call(rng, customer_id: str, day: pd.Timestamp, attempt: int, effect: float) -> dict:
    mode = str(pick(rng, CALL_MODES))
    hour = int(rng.integers(9, 18 if mode == "visit" else 21))
    factor = (
        next(size for hours, size in HOUR_EFFECT.items() if hour in hours) * ANSWER_BY_ATTEMPT[attempt - 1]
    )
    time = day + pd.Timedelta(hours=hour, minutes=int(rng.integers(0, 60)), seconds=int(rng.integers(0, 60)))
    row = {
        "customer_id": customer_id,
        "time": time,
        "mode": mode,
        "seller": f"K{rng.integers(1, 7)}",
        "attempt": attempt,
        "seconds": 0,
        "result": "no_answer",
        "amount": 0.0,
    }
    if rng.random() >= min(ANSWER[mode] * factor, 0.98):
        return row
    ordered = ORDERED[mode] * ORDERED_BY_ATTEMPT[attempt - 1]
    result = str(
        rng.choice(["ordered", "refused", "interested"], p=[ordered, REFUSED, 1 - REFUSED - ordered])
    )
    long = {"phone": 160, "message": 0, "visit": 1500}[mode] * {"ordered": 1.6, "refused": 0.4}.get(
        result, 1.0
    )
    row |= {"result": result, "seconds": round(long * np.exp(rng.normal(0, 0.4)))}
    if result == "ordered":
        row["amount"] = _list_amount(rng, BASE_PRICE["tea"] * effect)
    return row


def make_orders(rng: np.random.Generator, customers, hidden, calls) -> pd.DataFrame:
    """Return the table shop_orders: what every customer ordered, the sales of the calls, and the returns."""
    sold = calls[calls["result"] == "ordered"].groupby("customer_id")
    sold = {customer: list(zip(group["time"], group["amount"], strict=True)) for customer, group in sold}
    rows = []
    for person, traits in zip(customers.itertuples(), hidden.itertuples(), strict=True):
        for day in _days(rng, traits):
            time = day + pd.Timedelta(minutes=int(rng.triangular(8 * 60, 20 * 60, 23.5 * 60)))
            rows.append(_order(rng, person, traits, time))
            if rng.random() < 0.03:  # a second order on the same day
                rows.append(
                    _order(
                        rng,
                        person,
                        traits,
                        min(
                            time + pd.Timedelta(minutes=int(rng.integers(5, 25))),
                            day + pd.Timedelta(hours=23, minutes=58),
                        ),
                    )
                )
        for time, amount in sold.get(person.customer_id, []):
            rows.append(
                {
                    **_order(rng, person, traits, time),
                    "channel": "phone",
                    "category": "tea",
                    "list_amount": amount,
                    "discount": 0.0,
                }
            )
    orders = pd.DataFrame(rows).sort_values(["order_date", "customer_id"], ignore_index=True)
    orders.insert(0, "order_id", [f"T{i + 1:06d}" for i in range(len(orders))])
    small = orders.index[(orders["list_amount"] < 60) & (orders["channel"] != "phone")]
    free = rng.choice(small, 15, replace=False)  # paid with points: the amount is 0
    orders.loc[free, "discount"] = orders.loc[free, "list_amount"]
    orders["amount"] = (orders["list_amount"] - orders["discount"]).round(2)
    orders = pd.concat([orders, _returns(rng, orders)])
    columns = [
        "order_id",
        "customer_id",
        "order_date",
        "channel",
        "category",
        "items",
        "list_amount",
        "discount",
        "amount",
        "service_contacts",
    ]
    return orders.sort_values(["order_date", "order_id"], ignore_index=True)[columns]


def _days(rng, traits) -> list[pd.Timestamp]:
    pattern, day = traits.pattern, traits.first
    if pattern == "never":
        return []
    if traits.gap == 0:
        return [day]
    stop = {
        "dormant": END - pd.Timedelta(days=int(traits.gap * rng.uniform(2.3, 3.7))),
        "lost": day + pd.Timedelta(days=int(rng.integers(100, 300))),
        "leaving": END - pd.Timedelta(days=int(rng.integers(10, 60))),
    }.get(pattern, END)
    days = []
    while day <= stop:
        days.append(day)
        gap = traits.gap
        if pattern == "growing" and day >= HALF - pd.Timedelta(days=30):
            gap /= 3
        if pattern == "leaving" and day >= HALF - pd.Timedelta(days=20):
            gap *= 3
        day += pd.Timedelta(days=max(1, int(gap * rng.gamma(6, 1 / 6))))
    for (start, length), chance in [(w, 0.55) for w in DOUBLE_11] + [(w, 0.35) for w in FESTIVALS]:
        extra = pd.Timestamp(start) + pd.Timedelta(days=int(rng.integers(0, length)))
        if days[0] < extra <= min(stop, days[-1]) and rng.random() < chance:
            days.append(extra)
    return sorted(set(days))


def _in(day: pd.Timestamp, windows) -> bool:
    return any(0 <= (day - pd.Timestamp(start)).days < length for start, length in windows)


def _list_amount(rng, mean: float) -> float:
    """Return a price as shops write it, ending in .00, .50, .80 or .90."""
    return max(9.0, np.floor(mean * np.exp(rng.normal(0, 0.40) - 0.08))) + float(
        rng.choice([0, 0.5, 0.8, 0.9])
    )


def _order(rng, person, traits, time: pd.Timestamp) -> dict:
    gifts = _in(time, FESTIVALS) or person.customer_type == "organisation"
    category = str(pick(rng, {"tea": 38, "snacks": 27, "home": 25, "gift": 30 if gifts else 8}))
    amount = _list_amount(rng, BASE_PRICE[category] * traits.effect)
    rate = (
        float(rng.choice([0.15, 0.20, 0.25, 0.30]))
        if traits.tendency == "price" and rng.random() < 0.85
        else (float(rng.choice([0.05, 0.10])) if rng.random() < 0.25 else 0.0)
    )
    if _in(time, DOUBLE_11):
        rate = max(rate, 0.12)
    channels = {"online": 55, "store": 35, "phone": 10} if person.is_local else {"online": 88, "phone": 12}
    if traits.age is not None and traits.age >= 60:
        channels["phone"] *= 3
    contacts = {"price": 0.15, "service": 1.4, "function": 0.12}[traits.tendency]
    return {
        "customer_id": person.customer_id,
        "order_date": time,
        "channel": str(pick(rng, channels)),
        "category": category,
        "items": int(1 + rng.poisson(min(amount / BASE_PRICE[category], 30))),
        "list_amount": amount,
        "discount": round(amount * rate, 2),
        "service_contacts": int(rng.poisson(contacts)),
    }


def _returns(rng, orders: pd.DataFrame) -> pd.DataFrame:
    """Return rows that undo 4 % of the orders, the whole order or (one in three) half of it."""
    back = orders[(rng.random(len(orders)) < 0.04) & (orders["amount"] > 0)].copy()
    back["order_date"] += pd.to_timedelta(rng.integers(2 * 1440, 13 * 1440, len(back)), unit="min")
    half = (rng.random(len(back)) < 1 / 3) & (back["items"] > 1)
    share = np.where(half, 0.5, 1.0)
    back["items"] = -np.ceil(back["items"] * share).astype(int)
    back["list_amount"] = -(back["list_amount"] * share).round(2)
    back["discount"] = 0 - (back["discount"] * share).round(2)  # 0 - 0, and not -0.0
    back["amount"] = (back["list_amount"] - back["discount"]).round(2)
    back["service_contacts"] = 1
    back["order_id"] += "R"
    return back[back["order_date"] < END + pd.Timedelta(days=1)]
