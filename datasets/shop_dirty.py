"""Simulated shop: the customers as typed in by hand, with a counted number of faults of each kind."""

from __future__ import annotations

import numpy as np
import pandas as pd
from shop_people import pick
from shop_words import OCCUPATIONS_ZH, PRODUCTS_ZH, SURNAMES

FULL_WIDTH = str.maketrans("0123456789", "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19")
# Each fault is put into this many cells; a cell has at most one.
FAULTS = {
    "phone": {
        "missing": 40,
        "too_short": 18,
        "too_long": 8,
        "with_separators": 30,
        "with_country_code": 15,
        "full_width_digits": 10,
        "letter_for_digit": 8,
        "landline": 9,
    },
    "email": {"missing": 160, "no_at_sign": 15, "two_at_signs": 6, "chinese_full_stop": 9, "blank_inside": 7},
    "name": {"missing": 12, "blank_inside": 20, "html": 1, "formula": 1},
    "product_of_interest": {"missing": 75, "other_word": 20},
    "birth_year": {"missing": 130, "too_early": 6, "in_the_future": 5, "two_digits": 14},
    "occupation": {"missing": 210},
    "city": {"missing": 25, "with_shi": 60, "in_english": 25, "blank_around": 12},
    "budget": {"missing": 170, "negative": 6, "too_large": 5, "zero": 10},
}
DOUBLED = {"same_phone": 20, "same_phone_name_typed_otherwise": 10, "same_email_other_phone": 10}
HTML_NAME, FORMULA_NAME = "<img src=x onerror=alert(1)>", '=HYPERLINK("http://example.com","点我")'


def make_dirty(rng: np.random.Generator, customers: pd.DataFrame) -> pd.DataFrame:
    """Return the table shop_customers_dirty: the 1,200 customers and 40 persons entered a second time."""
    size = len(customers)
    surname = customers["name"].map(_pinyin)
    dirty = pd.DataFrame(
        {
            "customer_id": customers["customer_id"],
            "name": customers["name"],
            "phone": customers["phone"],
            "email": surname + customers["phone"].str[-4:] + "@example.com",
            "product_of_interest": [
                PRODUCTS_ZH[k] for k in pick(rng, {"tea": 4, "snacks": 3, "home": 2, "gift": 1}, size)
            ],
            "birth_year": customers["birth_year"],
            "occupation": customers["occupation"].map(OCCUPATIONS_ZH),
            "city": customers["city"],
            "budget": (np.exp(rng.normal(5.9, 0.6, size)) // 50 * 50 + 50).astype(int),
        }
    )
    # Half of the records are from the last year, the others reach back to 2021.
    age = np.where(rng.random(size) < 0.5, rng.integers(0, 365, size), rng.integers(365, 1826, size))
    dirty["updated_on"] = pd.Timestamp("2025-12-31") - pd.to_timedelta(age, unit="D")
    doubled = _doubled(rng, dirty, customers["customer_type"] != "organisation")
    used = set(doubled["of"])
    for column, kinds in FAULTS.items():
        free = dirty.index[dirty[column].notna() & ~dirty.index.isin(used)]
        rows = list(rng.choice(free, sum(kinds.values()), replace=False))
        for kind, count in kinds.items():
            for _ in range(count):
                row = rows.pop()
                dirty.loc[row, column] = _fault(column, kind, dirty.loc[row, column], customers.loc[row])
    whole = pd.concat([dirty, doubled.drop(columns="of")], ignore_index=True)
    whole["birth_year"] = whole["birth_year"].astype("Int64")
    whole["budget"] = whole["budget"].astype("Int64")
    return whole


def _pinyin(name: str) -> str:
    return SURNAMES.get(name[:2]) or SURNAMES.get(name[:1]) or "office"


def _doubled(rng, dirty: pd.DataFrame, persons: pd.Series) -> pd.DataFrame:
    kinds = np.repeat(list(DOUBLED), list(DOUBLED.values()))
    first = rng.choice(dirty.index[persons & (dirty["name"].str.len() == 3)], len(kinds), replace=False)
    again = dirty.loc[first].copy()
    again["of"] = first
    again["customer_id"] = [f"S{len(dirty) + 1 + i:04d}" for i in range(len(again))]
    again["updated_on"] = again["updated_on"].where(
        again["updated_on"] > pd.Timestamp("2025-06-30"), again["updated_on"] + pd.Timedelta(days=150)
    )
    otherwise = kinds == "same_phone_name_typed_otherwise"
    again.loc[otherwise, "name"] = (
        again.loc[otherwise, "name"].str[0] + " " + again.loc[otherwise, "name"].str[1:]
    )
    moved = kinds == "same_email_other_phone"
    again.loc[moved, "phone"] = ["1540001" + phone[-4:] for phone in again.loc[moved, "phone"]]
    return again


def _fault(column: str, kind: str, value, person):
    if kind == "missing":
        return None
    changed = {
        ("phone", "too_short"): lambda: value[:-1],
        ("phone", "too_long"): lambda: value + "0",
        ("phone", "with_separators"): lambda: f"{value[:3]}-{value[3:7]}-{value[7:]}",
        ("phone", "with_country_code"): lambda: "+86 " + value,
        ("phone", "full_width_digits"): lambda: value.translate(FULL_WIDTH),
        ("phone", "letter_for_digit"): lambda: "l" + value[1:],
        ("phone", "landline"): lambda: "0571-0000" + value[-4:],
        ("email", "no_at_sign"): lambda: value.replace("@", ""),
        ("email", "two_at_signs"): lambda: value.replace("@", "@@"),
        ("email", "chinese_full_stop"): lambda: value.replace(".com", "。com"),
        ("email", "blank_inside"): lambda: value.replace("@", " @"),
        ("name", "blank_inside"): lambda: value[0] + " " + value[1:],
        ("name", "html"): lambda: HTML_NAME,
        ("name", "formula"): lambda: FORMULA_NAME,
        ("product_of_interest", "other_word"): lambda: "龙井",
        ("birth_year", "too_early"): lambda: 1800 + value % 100,
        ("birth_year", "in_the_future"): lambda: 2026 + value % 10,
        ("birth_year", "two_digits"): lambda: value % 100,
        ("city", "with_shi"): lambda: value + "市",
        ("city", "in_english"): lambda: person["city_en"],
        ("city", "blank_around"): lambda: " " + value,
        ("budget", "negative"): lambda: -value,
        ("budget", "too_large"): lambda: 9999999,
        ("budget", "zero"): lambda: 0,
    }
    return changed[column, kind]()
