"""Simulated shop: who the customers are, and the hidden traits that drive what they do."""

from __future__ import annotations

import numpy as np
import pandas as pd
from shop_words import CITIES, COMPANIES, COMPANY_STEMS, GIVEN, OCCUPATIONS, SURNAMES

START, END = pd.Timestamp("2024-01-01"), pd.Timestamp("2025-12-31")
# How a customer buys over the two years (hidden; not a column) and how many customers do.
PATTERNS = {
    "never": 180,
    "new_single": 80,
    "new_repeat": 30,
    "once_old": 150,
    "occasional": 220,
    "steady": 175,
    "growing": 105,
    "leaving": 95,
    "dormant": 70,
    "lost": 95,
}
TYPES = {"person": 0.80, "household": 0.10, "organisation": 0.10}
TENDENCIES = {"price": 0.30, "service": 0.20, "function": 0.50}
NEEDS = {"functional": 0.45, "emotional": 0.30, "social": 0.25}
LIFESTYLES = {"eco": 0.22, "quality": 0.30, "price": 0.28, "novelty": 0.20}
# Effects put in, all multiplying the amount of an order. Sex has none.
AGE_EFFECT = [(18, 0.60), (35, 0.95), (60, 1.20), (200, 0.85)]
OCCUPATION_EFFECT = {"manager": 1.08, "student": 0.95}
TIER_EFFECT = {1: 1.25, 2: 1.00, 3: 0.85, 4: 0.75}
TYPE_EFFECT = {"person": 1.0, "household": 1.4, "organisation": 6.0}


def pick(rng: np.random.Generator, shares: dict, size: int | None = None):
    weights = np.array(list(shares.values()), dtype=float)
    return rng.choice(list(shares), size=size, p=weights / weights.sum())


def make_people(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the table shop_customers and the hidden traits, row by row the same customers."""
    patterns = rng.permutation(np.repeat(list(PATTERNS), list(PATTERNS.values())))
    numbers = rng.permutation(9999)[: len(patterns)] + 1
    people, hidden = [], []
    for i, pattern in enumerate(patterns):
        kind = str(pick(rng, TYPES))
        city, city_en, province, tier, _ = CITIES[pick(rng, {k: c[4] for k, c in enumerate(CITIES)})]
        row = {"customer_id": f"S{i + 1:04d}", **_identity(rng, kind, city)}
        age = 2025 - row["birth_year"] if row["birth_year"] else None
        phone = f"1540000{numbers[i]:04d}"
        contact = (
            {"phone": 3, "message": 5, "email": 2} if kind != "organisation" else {"phone": 5, "email": 5}
        )
        row |= {
            "city": city,
            "city_en": city_en,
            "province_en": province,
            "is_local": city == "杭州",
            "customer_type": kind,
            "phone": phone,
            "source_channel": str(
                pick(
                    rng,
                    {"search": 25, "ad": 20, "friend": 22, "social": 18}
                    | ({"store": 45} if city == "杭州" else {}),
                )
            ),
            "preferred_contact": str(pick(rng, contact)),
        }
        effect = TIER_EFFECT[tier] * TYPE_EFFECT[kind] * OCCUPATION_EFFECT.get(row["occupation"], 1.0)
        if age is not None:
            effect *= next(size for limit, size in AGE_EFFECT if age < limit)
        tendency = str(pick(rng, TENDENCIES))
        lifestyle = str(pick(rng, LIFESTYLES | ({"price": 0.70} if tendency == "price" else {})))
        first, gap = _buying(rng, pattern)
        people.append(row)
        hidden.append(
            {
                "pattern": pattern,
                "tier": tier,
                "age": age,
                "effect": effect * np.exp(rng.normal(0, 0.30)),
                "tendency": tendency,
                "need": str(pick(rng, NEEDS)),
                "lifestyle": lifestyle,
                "first": first,
                "gap": gap,
                "intent": rng.random() < 0.5,
            }
        )
    customers, hidden = pd.DataFrame(people), pd.DataFrame(hidden)
    before = np.where(rng.random(len(hidden)) < 0.6, 0, rng.integers(1, 120, len(hidden)))
    anytime = START + pd.to_timedelta(rng.integers(0, 700, len(hidden)), unit="D")
    customers["registered_on"] = (hidden["first"] - pd.to_timedelta(before, unit="D")).fillna(
        pd.Series(anytime)
    )
    columns = [
        "customer_id",
        "name",
        "sex",
        "birth_year",
        "city",
        "city_en",
        "province_en",
        "is_local",
        "occupation",
        "education",
        "family",
        "customer_type",
        "industry",
        "phone",
        "registered_on",
        "source_channel",
        "preferred_contact",
    ]
    customers["birth_year"] = customers["birth_year"].astype("Int64")
    hidden.insert(0, "customer_id", customers["customer_id"])
    return customers[columns], hidden


def _identity(rng, kind: str, city: str) -> dict:
    if kind == "organisation":
        industry = str(
            pick(
                rng,
                {
                    "catering": 26,
                    "hotel": 20,
                    "education": 16,
                    "technology": 16,
                    "retail": 12,
                    "manufacturing": 10,
                },
            )
        )
        name = city + str(rng.choice(COMPANY_STEMS)) + str(rng.choice(COMPANIES[industry]))
        return {
            "name": name,
            "sex": None,
            "birth_year": None,
            "occupation": None,
            "education": None,
            "family": None,
            "industry": industry,
        }
    sex = str(pick(rng, {"female": 0.56, "male": 0.44}))
    ages = [(12, 18, 0.07), (18, 35, 0.42), (35, 60, 0.37), (60, 82, 0.14)]
    if kind == "household":
        ages = ages[1:]
    low, high, _ = ages[pick(rng, {k: a[2] for k, a in enumerate(ages)})]
    age = int(rng.integers(low, high))
    surname = str(pick(rng, {s: 40 - k for k, s in enumerate(SURNAMES)}))
    if age < 22:
        occupation, education = (
            "student",
            "junior_high" if age < 16 else "high_school" if age < 19 else "college",
        )
    else:
        occupation = "retired" if age >= 60 else str(pick(rng, OCCUPATIONS))
        levels = (
            {"junior_high": 25, "high_school": 40, "college": 20, "bachelor": 15}
            if age >= 60
            else {"junior_high": 6, "high_school": 20, "college": 28, "bachelor": 36, "master": 10}
        )
        education = str(pick(rng, levels))
    if sex == "male" and occupation == "homemaker":
        occupation = "employee"
    if kind == "household":
        family = "family" if rng.random() < 0.8 else "couple"
    elif age < 22:
        family = "single"
    else:
        family = str(
            pick(
                rng,
                {"single": 45, "couple": 25, "family": 30}
                if age < 35
                else {"single": 20, "couple": 30, "family": 50},
            )
        )
    return {
        "name": surname + str(rng.choice(GIVEN[sex].split())),
        "sex": sex,
        "birth_year": 2025 - age,
        "occupation": occupation,
        "education": education,
        "family": family,
        "industry": None,
    }


def _buying(rng, pattern: str) -> tuple[pd.Timestamp, float]:
    """Return the day of the first order and the mean gap in days at that time."""
    first, last, low, high = {
        "never": (None, None, 0, 0),
        "new_single": ("2025-10-20", "2025-12-28", 0, 0),
        "new_repeat": ("2025-10-05", "2025-11-20", 12, 25),
        "once_old": ("2024-01-05", "2025-07-31", 0, 0),
        "occasional": ("2024-01-05", "2025-01-31", 60, 130),
        "steady": ("2024-01-01", "2024-07-31", 14, 45),
        "growing": ("2024-07-01", "2025-04-30", 60, 95),
        "leaving": ("2024-01-01", "2024-06-30", 22, 50),
        "dormant": ("2024-01-01", "2025-01-31", 25, 55),
        "lost": ("2024-01-01", "2024-08-31", 20, 45),
    }[pattern]
    if first is None:
        return pd.NaT, 0.0
    first, last = pd.Timestamp(first), pd.Timestamp(last)
    day = first + pd.Timedelta(days=int(rng.integers(0, (last - first).days + 1)))
    return day, float(rng.uniform(low, high)) if high else 0.0
