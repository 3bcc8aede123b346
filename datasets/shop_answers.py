"""Simulated shop: the survey and what customers do on the app, the web, in the store and on WeChat."""

from __future__ import annotations

import numpy as np
import pandas as pd
from shop_people import END, pick
from shop_words import BODIES, CLOSINGS, OPENINGS, WISHES

SENT = pd.to_datetime(["2025-12-01", "2025-12-05", "2025-12-09"])
# Non-response put in: the more active, the more answers.
ANSWERS = {
    "steady": 0.70,
    "growing": 0.68,
    "new_repeat": 0.62,
    "new_single": 0.55,
    "occasional": 0.52,
    "leaving": 0.40,
    "dormant": 0.36,
    "once_old": 0.28,
    "lost": 0.20,
    "never": 0.30,
}
RECOMMEND = {
    "steady": 8.3,
    "growing": 8.4,
    "new_repeat": 7.8,
    "new_single": 7.2,
    "occasional": 7.0,
    "leaving": 4.8,
    "dormant": 5.8,
    "once_old": 5.2,
    "lost": 3.6,
    "never": 5.0,
}
VISITS = {
    "steady": 11,
    "growing": 13,
    "new_repeat": 9,
    "new_single": 5,
    "occasional": 5,
    "leaving": 4,
    "dormant": 2.5,
    "once_old": 1.2,
    "lost": 0.8,
    "never": 3,
}
KINDS = {
    "functional": {"like": 0.05, "comment": 0.03, "share": 0.01},
    "emotional": {"like": 0.18, "comment": 0.06, "share": 0.03},
    "social": {"like": 0.20, "comment": 0.14, "share": 0.16},
}


def make_survey(rng: np.random.Generator, hidden: pd.DataFrame) -> pd.DataFrame:
    """Return the table shop_survey: one row per customer, empty answers for those who sent none back."""
    rows = []
    for traits in hidden.itertuples():
        sent = SENT[rng.integers(0, len(SENT))]
        row = {"customer_id": traits.customer_id, "sent_on": sent, "answered_on": pd.NaT}
        chance = ANSWERS[traits.pattern] + (0.30 if traits.pattern == "never" and traits.intent else 0)
        if rng.random() < chance:
            row |= _answers(rng, traits) | {
                "answered_on": sent + pd.Timedelta(days=int(min(rng.geometric(0.3) - 1, 20)))
            }
        rows.append(row)
    survey = pd.DataFrame(rows)
    scores = [
        "recommend",
        "need_functional",
        "need_emotional",
        "need_social",
        "eco",
        "quality",
        "price",
        "novelty",
        "intends_to_buy",
    ]
    survey[scores] = survey[scores].astype("Int64")
    return survey[["customer_id", "sent_on", "answered_on", *scores, "comment_zh", "comment_en"]]


def _score(rng, mean: float, spread: float, low: int, high: int) -> int:
    return int(np.clip(round(rng.normal(mean, spread)), low, high))


def _answers(rng, traits) -> dict:
    row = {"recommend": _score(rng, RECOMMEND[traits.pattern], 1.6, 0, 10)}
    for need in ("functional", "emotional", "social"):
        row["need_" + need] = _score(rng, 4.6 if need == traits.need else 2.6, 0.6, 1, 5)
    for value in ("eco", "quality", "price", "novelty"):
        row[value] = _score(rng, 4.5 if value == traits.lifestyle else 2.8, 0.8, 1, 5)
    intent = (8.2 if traits.intent else 2.5) if traits.pattern == "never" else RECOMMEND[traits.pattern] - 0.5
    row["intends_to_buy"] = _score(rng, intent, 1.4, 0, 10)
    draw = rng.random()
    if draw < 0.15:
        return row | {"comment_zh": None, "comment_en": None}
    need = "none" if draw < 0.22 else traits.need
    if traits.pattern == "never":
        chinese, english = WISHES[need][rng.integers(0, len(WISHES[need]))]
        return row | {"comment_zh": chinese, "comment_en": english}
    opening, body, closing = (part[rng.integers(0, len(part))] for part in (OPENINGS, BODIES[need], CLOSINGS))
    english = body[1] if opening[1].endswith(": ") else body[1][0].upper() + body[1][1:]
    return row | {
        "comment_zh": opening[0] + body[0] + closing[0],
        "comment_en": opening[1] + english + closing[1],
    }


def make_events(rng: np.random.Generator, customers: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Return the table shop_events for 2025-07-01 to 2025-12-31: sessions of a few events each."""
    rows = []
    start = pd.Timestamp("2025-07-01")
    for person, traits in zip(customers.itertuples(), hidden.itertuples(), strict=True):
        begin = max(start, person.registered_on)
        mean = VISITS[traits.pattern] * (2.2 if traits.pattern == "never" and traits.intent else 1)
        favourite = str(pick(rng, {"tea": 38, "snacks": 27, "home": 25, "gift": 10}))
        wechat = 3 if traits.need == "social" else 1
        for _ in range(rng.poisson(mean * np.exp(rng.normal(-0.1, 0.5)))):
            day = begin + pd.Timedelta(days=int(rng.integers(0, (END - begin).days + 1)))
            time = day + pd.Timedelta(seconds=int(rng.triangular(8 * 3600, 21 * 3600, 23 * 3600)))
            if person.is_local and rng.random() < 0.12:
                rows.append((person.customer_id, time, "store", "visit", favourite))
                continue
            channel = str(pick(rng, {"app": 5, "web": 3, "wechat": wechat}))
            category = favourite if rng.random() < 0.7 else str(rng.choice(["tea", "snacks", "home", "gift"]))
            for kind in _session(rng, traits):
                rows.append((person.customer_id, time, channel, kind, category))
                time += pd.Timedelta(seconds=int(rng.integers(8, 300)))
    events = pd.DataFrame(rows, columns=["customer_id", "time", "channel", "kind", "category"])
    events = events.sort_values(["time", "customer_id"], ignore_index=True)
    events.insert(0, "event_id", [f"E{i + 1:06d}" for i in range(len(events))])
    return events


def _session(rng, traits) -> list[str]:
    kinds = ["search"] if rng.random() < 0.35 else []
    kinds += ["view"] * int(1 + rng.poisson(1.6))
    if rng.random() < (0.35 if traits.pattern != "never" or traits.intent else 0.04):
        kinds.append("cart")
    return kinds + [kind for kind, chance in KINDS[traits.need].items() if rng.random() < chance]
