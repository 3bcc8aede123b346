"""Make the tables of the simulated telesales team: leads, their payments, what was done for them, and the sellers.

    python datasets/make_leads.py

Seeded: the same versions of numpy and pandas give the same tables. The effects that are put in stand as constants
below, and in words in shop.md. Nothing is taken from the other tables of the shop.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from shop_people import pick
from shop_words import CITIES, COMPANIES, COMPANY_STEMS, GIVEN, SURNAMES
from writing import write

SEED = 20251220
START, END = pd.Timestamp("2024-01-01"), pd.Timestamp("2025-12-31")
LEADS, TWICE = 1_200, 14  # leads; persons among those still open whom a second seller entered again
SOURCES = {  # share, cost of a lead (yuan), effect on the chance to sign, share of bad payers
    "referral": (0.14, 40, 1.4, 0.08), "exhibition": (0.18, 260, 1.1, 0.10), "website": (0.26, 90, 1.0, 0.10),
    "ad": (0.22, 150, 0.8, 0.20), "cold_list": (0.20, 15, 0.5, 0.25),
}  # fmt: skip
INTENT = {"clear": (0.40, 0.72), "vague": (0.38, 0.26), "none": (0.22, 0.06)}  # share, chance to sign
MEANS = {"enough": (0.45, 1.2), "unknown": (0.33, 0.8), "short": (0.22, 0.35)}  # share, effect
# share; decided by person, family, committee; effect of who decides; days to signing, of the middle lead
TYPES = {
    "person": (0.34, {"person": 75, "family": 25}),
    "household": (0.26, {"person": 20, "family": 80}),
    "organisation": (0.40, {"person": 40, "committee": 60}),
}
DECIDED = {"person": (1.0, 50), "family": (0.9, 80), "committee": (0.65, 150)}
PRODUCTS = {  # difficulty, median value (yuan), margin (share of the value), effect on the chance to sign
    "gift_order": (1, 6_000, 0.35, 1.1), "office_tea": (2, 14_000, 0.30, 1.0), "tea_room": (3, 60_000, 0.22, 0.55),
}  # fmt: skip
WANTED = {
    "person": {"gift_order": 70, "office_tea": 10, "tea_room": 20},
    "household": {"gift_order": 60, "office_tea": 10, "tea_room": 30},
    "organisation": {"gift_order": 40, "office_tea": 40, "tea_room": 20},
}
REGIONS = {"east": 45, "south": 20, "north": 20, "west": 15}
SELLERS = pd.DataFrame({
    "seller": [f"K{k}" for k in range(1, 7)],
    "strength": [3, 2, 1, 2, 3, 1],  # the hardest product that the seller sells well
    "fit_person": [1.0, 1.1, 1.2, 1.0, 0.7, 1.1],
    "fit_household": [1.0, 1.2, 1.0, 1.0, 0.8, 0.9],
    "fit_organisation": [1.1, 0.8, 0.7, 1.0, 1.3, 0.8],
    "hours_week": [20, 25, 30, 25, 15, 30],
})  # fmt: skip
TOO_HARD = 0.6  # effect for each step by which the product is harder than the seller's strength
NEGLECTED, NEGLECT = 0.25, 0.6  # share of leads left idle after the first contact or two; its effect
PRESSES, PRESSED, PRESSED_BAD = "K4", 1.4, 0.45  # who presses: effect on signing; share of bad payers then
INSTALMENTS = [(7, 0.3), (45, 0.4), (90, 0.3)]  # days after the contract, share of the value
SLOW = 0.25  # share of slow payers; the rest, bad ones aside, pay promptly


def make() -> dict[str, pd.DataFrame]:
    """Return the tables by name."""
    asking, buying, calling, typing = (np.random.default_rng([SEED, k]) for k in range(4))
    leads = _asked(asking)
    _decide(buying, leads)
    leads = _entered_twice(typing, leads)
    leads.insert(0, "lead_id", [f"Q{n:04d}" for n in range(1, len(leads) + 1)])
    events = _events(calling, leads)
    payments = _payments(buying, leads)
    return {
        "shop_leads": leads.drop(columns=["difficulty", "neglected", "bad"]),
        "shop_lead_payments": payments,
        "shop_lead_events": events,
        "shop_sellers": SELLERS,
    }


def _asked(rng: np.random.Generator) -> pd.DataFrame:
    """Return what is known of each lead after the first talk."""
    numbers = rng.permutation(9999)[:LEADS] + 1
    days = np.sort(rng.integers(0, (END - START).days - 2, LEADS))
    rows = []
    for i in range(LEADS):
        kind = str(pick(rng, {k: v[0] for k, v in TYPES.items()}))
        decision = str(pick(rng, TYPES[kind][1]))
        product = str(pick(rng, WANTED[kind]))
        difficulty, typical, margin, _ = PRODUCTS[product]
        value = round(typical * np.exp(rng.normal(0, 0.5)), -2)
        source = str(pick(rng, {k: v[0] for k, v in SOURCES.items()}))
        created = START + pd.Timedelta(days=int(days[i]))
        ahead = int(np.clip(DECIDED[decision][1] * np.exp(rng.normal(0, 0.5)), 5, 300))
        rows.append({
            "name": _name(rng, kind),
            "phone": f"1540002{numbers[i]:04d}",
            "customer_type": kind,
            "decision": decision,
            "region": str(pick(rng, REGIONS)),
            "source": source,
            "cost": round(SOURCES[source][1] * rng.uniform(0.7, 1.3), 1),
            "created_on": created,
            "owner": f"K{rng.integers(1, 7)}",
            "product": product,
            "difficulty": difficulty,
            "intent": str(pick(rng, {k: v[0] for k, v in INTENT.items()})),
            "means": str(pick(rng, {k: v[0] for k, v in MEANS.items()})),
            "expected_on": created + pd.Timedelta(days=ahead),
            "value": value,
            "margin": round(margin * value, 0),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _name(rng: np.random.Generator, kind: str) -> str:
    if kind == "organisation":
        city = CITIES[int(rng.integers(len(CITIES)))][0]
        industry = str(rng.choice(list(COMPANIES)))
        return city + str(rng.choice(COMPANY_STEMS)) + str(rng.choice(COMPANIES[industry]))
    given = GIVEN[str(rng.choice(["female", "male"]))].split()
    return str(rng.choice(list(SURNAMES))) + str(rng.choice(given))


def chance_to_sign(lead: pd.Series, neglected: bool) -> float:
    """Return the chance put in for a lead: the product of the effects, 95 % at most."""
    seller = SELLERS.set_index("seller").loc[lead["owner"]]
    steps = max(lead["difficulty"] - seller["strength"], 0)
    chance = INTENT[lead["intent"]][1] * MEANS[lead["means"]][1] * SOURCES[lead["source"]][2]
    chance *= DECIDED[lead["decision"]][0] * PRODUCTS[lead["product"]][3]
    chance *= TOO_HARD**steps * seller["fit_" + lead["customer_type"]]
    chance *= (NEGLECT if neglected else 1) * (PRESSED if lead["owner"] == PRESSES else 1)
    return float(min(chance, 0.95))


def _decide(rng: np.random.Generator, leads: pd.DataFrame) -> None:
    """Add who signs and when, who says no and when; days after END have not happened yet."""
    n = len(leads)
    leads["neglected"] = rng.random(n) < NEGLECTED
    signs = rng.random(n) < [chance_to_sign(lead, lead["neglected"]) for _, lead in leads.iterrows()]
    ahead = (leads["expected_on"] - leads["created_on"]).dt.days
    # Sellers hope for an earlier day than the one that comes.
    taken = (ahead * np.exp(rng.normal(0.15, 0.4, n))).clip(3).astype(int)
    signed_on = leads["created_on"] + pd.to_timedelta(taken, unit="D")
    refuses = ~signs & (rng.random(n) < 0.85)
    refused_on = leads["created_on"] + pd.to_timedelta(rng.integers(5, 141, n), unit="D")
    leads["contract_on"] = signed_on.where(signs & (signed_on <= END))
    leads["lost_on"] = refused_on.where(refuses & (refused_on <= END))
    bad = leads["source"].map({k: v[3] for k, v in SOURCES.items()})
    leads["bad"] = rng.random(n) < bad.where(leads["owner"] != PRESSES, PRESSED_BAD)


def _entered_twice(rng: np.random.Generator, leads: pd.DataFrame) -> pd.DataFrame:
    """Add second entries of persons still open, made later by another seller."""
    still = leads["contract_on"].isna() & leads["lost_on"].isna() & (leads["created_on"] < "2025-11-01")
    again = leads.loc[np.sort(rng.choice(leads.index[still], TWICE, replace=False))].copy()
    again["owner"] = ["K" + str((int(k[1]) + int(rng.integers(0, 5))) % 6 + 1) for k in again["owner"]]
    again["source"] = "cold_list"
    again["cost"] = SOURCES["cold_list"][1] + 0.0
    left = (END - again["created_on"]).dt.days - 20
    again["created_on"] += pd.to_timedelta((left * rng.uniform(0.3, 1, TWICE)).astype(int), unit="D")
    again["expected_on"] = again["created_on"] + pd.Timedelta(days=40)
    return pd.concat([leads, again]).sort_values("created_on", kind="stable", ignore_index=True)


def _events(rng: np.random.Generator, leads: pd.DataFrame) -> pd.DataFrame:
    """Return the contacts: about every twelve days at first, rarer later; neglected leads have one or two."""
    rows = []
    for _, lead in leads.iterrows():
        stops = min(day for day in (lead["contract_on"], lead["lost_on"], END) if pd.notna(day))
        day, count = lead["created_on"] + pd.Timedelta(days=int(rng.integers(0, 6))), 0
        most = int(rng.integers(1, 3)) if lead["neglected"] else 7
        while day <= stops and count < most:
            time = day + pd.Timedelta(minutes=int(rng.integers(9 * 60, 18 * 60)))
            kind = str(pick(rng, {"call": 70, "message": 20, "visit": 10}))
            answers = {"no_answer": 35, "talked": 50, "quoted": 15}
            rows.append({
                "lead_id": lead["lead_id"], "time": time, "owner": lead["owner"], "kind": kind,
                "result": str(pick(rng, answers)),
            })  # fmt: skip
            day, count = day + pd.Timedelta(days=int(3 + rng.exponential(9 + 3 * count))), count + 1
    events = pd.DataFrame(rows).sort_values(["time", "lead_id"], kind="stable", ignore_index=True)
    events.insert(0, "event_id", [f"V{n:05d}" for n in range(1, len(events) + 1)])
    return events


def _payments(rng: np.random.Generator, leads: pd.DataFrame) -> pd.DataFrame:
    """Return the agreed instalments of each contract and what was paid of them, and when."""
    rows = []
    for _, lead in leads[leads["contract_on"].notna()].iterrows():
        slow = rng.random() < SLOW
        rest = lead["value"]
        for number, (days, share) in enumerate(INSTALMENTS, start=1):
            due = round(share * lead["value"]) if number < len(INSTALMENTS) else rest
            rest -= due
            due_on = lead["contract_on"] + pd.Timedelta(days=days)
            paid, late = float(due), -int(rng.integers(0, 6))
            if lead["bad"]:
                late = int(rng.integers(15, 121))
                if number == 1 and rng.random() < 0.5:
                    paid = float(round(0.4 * due))  # part of it, and no more
                elif number > 1 and rng.random() < 0.6:
                    paid = 0.0
            elif slow and rng.random() < 0.5:
                late = int(rng.integers(5, 61))
            paid_on = due_on + pd.Timedelta(days=late)
            happened = paid > 0 and paid_on <= END
            rows.append({
                "lead_id": lead["lead_id"], "instalment": number, "due_on": due_on, "due": float(due),
                "paid_on": paid_on if happened else None, "paid": paid if happened else 0.0,
            })  # fmt: skip
    return pd.DataFrame(rows)


if __name__ == "__main__":
    for name, table in make().items():
        write(table, f"{name}.csv")
