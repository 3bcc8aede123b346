"""Make the tables of the shop's CRM and call centre. Seeded: the same versions of
numpy and pandas give the same tables.

    python datasets/make_crm.py

Run it after make_shop.py: the shop's own customers and calls are taken up here under other ids and spellings. The
effects that are put in stand as constants here and in crm_service.py, and in words in shop.md.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from crm_service import make_opportunities, make_tags, make_tickets
from crm_words import WRITTEN, typed_name
from shop_words import GIVEN, SURNAMES
from writing import write

from custclass.data.tables import load

SEED = 20251224
FILES = {
    "shop_crm": "shop_crm.csv",
    "shop_call_log": "shop_call_log.csv",
    "shop_opportunities": "shop_opportunities.csv",
    "shop_tickets": "shop_tickets.csv",
    "shop_tags": "shop_tags.csv",
    "shop_match_truth": "shop_match_truth.csv",
}
ORGANISATIONS, PERSONS = 110, 450  # customers of the shop who are in the CRM as well
PHONE = {
    "plain": 300, "blanks": 70, "dashes": 70, "country_code": 40, "full_width": 16, "missing": 30, "changed": 34,
}  # fmt: skip
NAME = {"same": 380, "blank": 60, "title": 60, "alike": 60}
CITY = {"same": 380, "with_shi": 100, "in_english": 30, "missing": 25, "moved": 25}
DOUBLED = {"same_phone": 20, "other_phone": 12, "no_phone": 8}
STRANGERS = {"unknown": 66, "same_name": 8, "same_name_no_phone": 4, "number_reused": 6, "doubled": 6}
LOG_WRITTEN = {"plain": 0.70, "leading_zero": 0.12, "country_code": 0.10, "blanks": 0.08}
LOG_SINCE = "2025-07-01"
LOG_UNKNOWN, LOG_WITHHELD = 60, 20


def make() -> dict[str, pd.DataFrame]:
    """Return the tables by name."""
    keys = range(6)
    typing, inventing, calling, selling, serving, tagging = (np.random.default_rng([SEED, k]) for k in keys)
    shop = load("shop_customers")
    known = _known(typing, shop)
    people = pd.concat([known, _doubled(typing, known, shop), _strangers(inventing, shop)], ignore_index=True)
    people = people.iloc[typing.permutation(len(people))].reset_index(drop=True)
    people.insert(0, "contact_id", [f"R{n:04d}" for n in range(1, len(people) + 1)])
    # The number under which a customer is reached by now: the one of the CRM where it was changed.
    changed = people[people["phone_kind"] == "changed"].set_index("customer_id")["digits"]
    phones = shop.set_index("customer_id")["phone"]
    phones.update(changed)
    log = _call_log(calling, phones)
    tickets = make_tickets(serving, phones)
    truth = pd.concat([
        people.assign(system="crm", record_id=people["contact_id"]),
        log.assign(system="call_log", record_id=log["log_id"]),
        tickets.assign(system="tickets", record_id=tickets["ticket_id"]),
    ])[["system", "record_id", "customer_id"]]  # fmt: skip
    columns = ["contact_id", "name", "phone", "city", "owner", "created_on", "updated_on"]
    return {
        "shop_crm": people[columns],
        "shop_call_log": log.drop(columns="customer_id"),
        "shop_opportunities": make_opportunities(selling, people, shop),
        "shop_tickets": tickets.drop(columns="customer_id"),
        "shop_tags": make_tags(tagging, people, shop),
        "shop_match_truth": truth,
    }


def _kinds(rng: np.random.Generator, counts: dict[str, int]) -> np.ndarray:
    return rng.permutation(np.repeat(list(counts), list(counts.values())))


def _known(rng: np.random.Generator, shop: pd.DataFrame) -> pd.DataFrame:
    """Return records of customers of the shop, each typed in its own way."""
    company = shop["customer_type"] == "organisation"
    chosen = np.concatenate([
        rng.choice(shop.index[company], ORGANISATIONS, replace=False),
        rng.choice(shop.index[~company], PERSONS, replace=False),
    ])  # fmt: skip
    chosen = shop.loc[rng.permutation(chosen)].reset_index(drop=True)
    kinds = zip(_kinds(rng, PHONE), _kinds(rng, NAME), _kinds(rng, CITY), strict=True)
    cities = shop[["city", "city_en"]].drop_duplicates().reset_index(drop=True)
    rows = []
    for (_, who), (phone_kind, name_kind, city_kind) in zip(chosen.iterrows(), kinds, strict=True):
        digits = f"1540001{who['phone'][-4:]}" if phone_kind == "changed" else who["phone"]
        written = WRITTEN[phone_kind if phone_kind in WRITTEN else "plain"](digits)
        other = cities[cities["city"] != who["city"]].iloc[int(rng.integers(len(cities) - 1))]["city"]
        city = {
            "same": who["city"], "with_shi": who["city"] + "市", "in_english": who["city_en"],
            "missing": None, "moved": other,
        }[city_kind]  # fmt: skip
        rows.append({
            "customer_id": who["customer_id"],
            "name": typed_name(
                who["name"], name_kind, who["customer_type"] == "organisation", who["city"], who["sex"] == "male"
            ),
            "phone": None if phone_kind == "missing" else written,
            "digits": digits,
            "phone_kind": phone_kind,
            "city": city,
        })  # fmt: skip
    return _dated(rng, pd.DataFrame(rows))


def _dated(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """Add who looks after a record and when it was made and last changed: some are three years old."""
    n = len(people)
    people["owner"] = [f"K{k}" for k in rng.integers(1, 7, n)]
    created = pd.Timestamp("2023-01-01") + pd.to_timedelta(rng.integers(0, 1000, n), unit="D")
    left = (pd.Timestamp("2025-12-20") - created).days.to_numpy()
    people["created_on"] = created.date
    people["updated_on"] = (
        created + pd.to_timedelta((left * rng.beta(1.2, 1.6, n)).astype(int), unit="D")
    ).date
    return people


def _doubled(rng: np.random.Generator, known: pd.DataFrame, shop: pd.DataFrame) -> pd.DataFrame:
    """Return second records of persons: entered again by somebody who did not find the first."""
    kinds = _kinds(rng, DOUBLED)
    real = shop.set_index("customer_id")
    clean = known[(known["phone_kind"] == "plain") & (known["city"].notna())]
    clean = clean[real.loc[clean["customer_id"], "customer_type"].ne("organisation").to_numpy()]
    again = known.loc[rng.choice(clean.index, len(kinds), replace=False)].reset_index(drop=True)
    again["name"] = real.loc[again["customer_id"], "name"].to_numpy()
    again["city"] = real.loc[again["customer_id"], "city"].to_numpy()
    again["phone_kind"] = kinds
    again["phone"] = [
        {"same_phone": WRITTEN["dashes"](d), "other_phone": f"1540004{d[-4:]}", "no_phone": None}[k]
        for d, k in zip(again["digits"], kinds, strict=True)
    ]
    return _dated(rng, again)


def _strangers(rng: np.random.Generator, shop: pd.DataFrame) -> pd.DataFrame:
    """Return records of persons who are no customers of the shop, some of whom look like one."""
    like = shop[shop["customer_type"] != "organisation"]
    like = like.loc[rng.choice(like.index, sum(STRANGERS.values()), replace=False)].reset_index(drop=True)
    rows = []
    for n, kind in enumerate(_kinds(rng, {k: v for k, v in STRANGERS.items() if k != "doubled"})):
        who = like.iloc[n]
        own = f"1540002{n:04d}"
        name = str(rng.choice(list(SURNAMES))) + str(rng.choice(" ".join(GIVEN.values()).split()))
        rows.append({
            "customer_id": None,
            "name": who["name"] if kind.startswith("same_name") else name,
            "phone": {"same_name_no_phone": None, "number_reused": who["phone"]}.get(kind, own),
            "digits": own,
            "phone_kind": kind,
            "city": who["city"],
        })  # fmt: skip
    people = pd.DataFrame(rows)
    unknown = people.index[people["phone_kind"] == "unknown"]
    again = people.loc[rng.choice(unknown, STRANGERS["doubled"], replace=False)].copy()
    again["phone"] = again["digits"].map(WRITTEN["blanks"])
    return _dated(rng, pd.concat([people, again], ignore_index=True))


def _call_log(rng: np.random.Generator, phones: pd.Series) -> pd.DataFrame:
    """Return the calls and messages as the telephone system keeps them: by number, with no name."""
    calls = load("shop_calls")
    calls = calls[(calls["time"] >= LOG_SINCE) & (calls["mode"] != "visit")]
    calls = calls.drop(columns=["call_id", "attempt", "amount"]).reset_index(drop=True)
    calls["phone"] = phones.reindex(calls["customer_id"]).to_numpy()
    unknown = calls.loc[rng.choice(calls.index, LOG_UNKNOWN, replace=False)].copy()
    unknown["phone"] = [f"1540003{n:04d}" for n in rng.choice(9999, LOG_UNKNOWN, replace=False)]
    unknown["customer_id"] = None
    unknown["result"] = rng.choice(["no_answer", "interested"], LOG_UNKNOWN)
    unknown["time"] += pd.Timedelta(minutes=37)
    log = pd.concat([calls, unknown]).sort_values("time", kind="stable").reset_index(drop=True)
    how = rng.choice(list(LOG_WRITTEN), len(log), p=list(LOG_WRITTEN.values()))
    log["phone"] = [WRITTEN[h](p) for h, p in zip(how, log["phone"], strict=True)]
    log.loc[rng.choice(log.index, LOG_WITHHELD, replace=False), "phone"] = None
    log.insert(0, "log_id", [f"V{n:04d}" for n in range(1, len(log) + 1)])
    return log[["log_id", "phone", "time", "mode", "seller", "seconds", "result", "customer_id"]]


if __name__ == "__main__":
    for name, table in make().items():
        write(table, FILES[name])
