"""Simulated CRM: opportunities with their stages, service tickets, and tags."""

from __future__ import annotations

import numpy as np
import pandas as pd
from crm_words import WRITTEN
from shop_people import pick

from custclass.data.tables import load

AS_OF = pd.Timestamp("2025-12-31")
OPPORTUNITIES = 280
STAGES = ["new", "contacted", "quoted", "negotiating", "won"]
# Chance of the next stage, and days until it is reached or lost, on average.
NEXT = {"contacted": 0.85, "quoted": 0.65, "negotiating": 0.62, "won": 0.55}
LARGE, NEXT_LARGE = 4_000, 0.30  # from this amount (yuan): the chance of the step from quoted to negotiating
DAYS = {"contacted": 8, "quoted": 16, "negotiating": 20, "won": 25}
SIZE = {"organisation": 8.3, "other": 7.0}  # mean of the log of the amount
PRODUCTS = {"tea": 35, "snacks": 20, "home": 15, "gift": 30}
LOST_BECAUSE = {"price": 40, "competitor": 20, "no_need": 25, "no_reply": 15}

TICKETS, TICKETS_LATE, TICKETS_UNKNOWN = 330, 15, 14  # late: in the last three days, on top
TICKETS_SINCE, NOW = pd.Timestamp("2025-10-01"), pd.Timestamp("2025-12-31 18:00")
KINDS = {"delivery": 34, "quality": 22, "return": 18, "question": 18, "invoice": 8}
CHANNELS = {"phone": 40, "message": 35, "wechat": 25}
# Hours to the first answer: mean and sd of the log. Whose ticket it is makes no difference.
ANSWER_HOURS, SOLVE_HOURS = (2.2, 0.9), (3.1, 0.8)

# tag: how often it is given to a person, and to an organisation
TAGS = {
    "likes_tea": (0.40, 0.30), "gift_buyer": (0.20, 0.45), "price_sensitive": (0.28, 0.15),
    "wechat_group": (0.30, 0.10), "complained": (0.10, 0.12), "no_calls": (0.08, 0.02),
    "wants_invoice": (0.04, 0.70), "refers_friends": (0.15, 0.05),
}  # fmt: skip


def make_opportunities(rng: np.random.Generator, people: pd.DataFrame, shop: pd.DataFrame) -> pd.DataFrame:
    """Return the table shop_opportunities: organisations have three times the weight of others."""
    kind = people["customer_id"].map(shop.set_index("customer_id")["customer_type"])
    company = (kind == "organisation").to_numpy()
    weight = np.where(company, 6.0, 1.0)
    rows = []
    for place in rng.choice(len(people), OPPORTUNITIES, p=weight / weight.sum()):
        mean = SIZE["organisation" if company[place] else "other"]
        amount = round(float(np.exp(rng.normal(mean, 0.7))), -1)
        created = pd.Timestamp("2025-01-02") + pd.Timedelta(days=int(rng.integers(0, 361)))
        rows.append({
            "contact_id": people["contact_id"].iloc[place],
            "product": str(pick(rng, PRODUCTS)),
            "amount": max(amount, 100.0),
            "owner": people["owner"].iloc[place],
            "created_on": created,
            **_course(rng, created, amount),
        })  # fmt: skip
    table = pd.DataFrame(rows).sort_values(["created_on", "contact_id"], kind="stable").reset_index(drop=True)
    table.insert(0, "opportunity_id", [f"P{n:04d}" for n in range(1, len(table) + 1)])
    for column in table.columns[table.columns.str.endswith("_on")]:
        table[column] = table[column].dt.date
    return table


def _course(rng: np.random.Generator, created: pd.Timestamp, amount: float) -> dict:
    """Return how far an opportunity got up to the end of the year, and when."""
    dates = dict.fromkeys(["contacted_on", "quoted_on", "negotiating_on", "closed_on"], pd.NaT)
    stage, day, because = "new", created, None
    expected = created + pd.Timedelta(days=int(rng.integers(40, 100)))
    for following in STAGES[1:]:
        chance = NEXT_LARGE if following == "negotiating" and amount >= LARGE else NEXT[following]
        day = day + pd.Timedelta(days=1 + int(rng.exponential(DAYS[following])))
        goes_on, reason = rng.random() < chance, str(pick(rng, LOST_BECAUSE))
        if day > AS_OF:
            break
        if not goes_on:
            stage, because, dates["closed_on"] = "lost", reason, day
            break
        stage = following
        dates["closed_on" if following == "won" else f"{following}_on"] = day
    return {"expected_on": expected, "stage": stage, **dates, "lost_because": because}


def make_tickets(rng: np.random.Generator, phones: pd.Series) -> pd.DataFrame:
    """Return the tickets of the last quarter by phone number, with the customer who opened each."""
    orders = load("shop_orders")
    weight = orders[orders["order_date"] >= "2025-07-01"].groupby("customer_id").size() + 0.0
    number = TICKETS + TICKETS_LATE
    who = rng.choice(weight.index.to_numpy(), number, p=weight / weight.sum())
    day = np.append(rng.integers(0, 91, TICKETS), rng.integers(89, 92, TICKETS_LATE))
    opened = TICKETS_SINCE + pd.to_timedelta(day * 1440 + rng.integers(9 * 60, 18 * 60, number), unit="min")
    tickets = pd.DataFrame({"customer_id": who, "opened": opened}).sort_values("opened", kind="stable")
    tickets = tickets[tickets["opened"] < NOW].reset_index(drop=True)
    n = len(tickets)
    digits = phones.reindex(tickets["customer_id"]).to_numpy(dtype=object)
    unknown = rng.choice(n, TICKETS_UNKNOWN, replace=False)
    tickets.loc[unknown, "customer_id"] = None
    digits[unknown] = [f"1540003{k:04d}" for k in rng.choice(9999, TICKETS_UNKNOWN, replace=False)]
    how = rng.choice(["plain", "blanks", "dashes"], n, p=[0.7, 0.15, 0.15])
    tickets["phone"] = [WRITTEN[h](p) for h, p in zip(how, digits, strict=True)]
    tickets["kind"] = pick(rng, KINDS, n)
    tickets["channel"] = pick(rng, CHANNELS, n)
    first = pd.to_timedelta((np.exp(rng.normal(*ANSWER_HOURS, n)) * 60).round(), unit="min")
    solved = pd.to_timedelta((np.exp(rng.normal(*SOLVE_HOURS, n)) * 60).round(), unit="min")
    tickets["first_answered"] = (tickets["opened"] + first).where(tickets["opened"] + first <= NOW)
    tickets["solved"] = (tickets["opened"] + first + solved).where(tickets["opened"] + first + solved <= NOW)
    tickets.insert(0, "ticket_id", [f"W{k:04d}" for k in range(1, n + 1)])
    columns = ["ticket_id", "phone", "opened", "kind", "channel", "first_answered", "solved", "customer_id"]
    return tickets[columns]


def make_tags(rng: np.random.Generator, people: pd.DataFrame, shop: pd.DataFrame) -> pd.DataFrame:
    """Return the table shop_tags: a record has none, one or several."""
    kind = people["customer_id"].map(shop.set_index("customer_id")["customer_type"])
    rows = []
    for who, company, since in zip(
        people["contact_id"], kind == "organisation", people["created_on"], strict=True
    ):
        for tag, chances in TAGS.items():
            if rng.random() < chances[int(company)]:
                days = int(rng.integers(0, (AS_OF.date() - since).days))
                rows.append({"contact_id": who, "tag": tag, "added_on": since + pd.Timedelta(days=days)})
    return pd.DataFrame(rows)
