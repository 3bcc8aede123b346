"""The shipped tables: cards, catalogue and bytes in step; the real order books against published figures."""

from __future__ import annotations

import gzip
import hashlib
import re

import numpy as np
import pandas as pd
import pytest

from custclass.data.tables import FOLDER, catalogue, load

FILES = sorted([*FOLDER.glob("*.csv"), *FOLDER.glob("*.csv.gz")])


def content(file: str) -> bytes:
    raw = (FOLDER / file).read_bytes()
    return gzip.decompress(raw) if file.endswith(".gz") else raw


# cards, catalogue, bytes


def test_files_and_catalogue_name_each_other():
    assert {path.name for path in FILES} == {entry["file"] for entry in catalogue().values()}


@pytest.mark.parametrize("name", list(catalogue()))
def test_catalogue_and_card_give_the_digest_and_rows_of_the_file(name):
    entry = catalogue()[name]
    assert hashlib.sha256((FOLDER / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    card = (FOLDER / (name.split("_")[0] + ".md")).read_text(encoding="utf-8")
    assert f"| `{entry['file']}` | {entry['rows']:,} | `{entry['sha256']}` |" in card


@pytest.mark.parametrize("name", list(catalogue()))
def test_the_card_explains_every_column(name):
    card = (FOLDER / (name.split("_")[0] + ".md")).read_text(encoding="utf-8")
    for column in pd.read_csv(FOLDER / catalogue()[name]["file"], nrows=0):
        if not column.startswith("dept_"):
            assert re.search(rf"\b{column}\b", card), column


def test_the_folder_is_small():
    sizes = [path.stat().st_size for path in FOLDER.iterdir() if path.is_file()]
    assert max(sizes) < 5_000_000 and sum(sizes) < 10_000_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_csv_is_utf8_with_one_kind_of_line_end(path):
    text = content(path.name).decode("utf-8")
    assert "\r" not in text and not text.startswith("\ufeff") and text.endswith("\n")
    if path.suffix == ".gz":
        assert path.read_bytes()[4:8] == bytes(4), "a time stamp makes the bytes different at each run"


# the real order books, against the figures their users publish


def test_grocery_orders():
    baskets = load("grocery_orders")
    assert len(baskets) == 155_848 and baskets["customer_id"].nunique() == 2_469
    assert baskets["lines"].sum() == 1_469_307
    assert baskets["order_date"].min() == pd.Timestamp("2017-01-01 06:53:26")
    assert baskets["order_date"].max() == pd.Timestamp("2017-12-31 23:01:20")
    assert not (baskets["order_date"].dt.normalize() == "2017-12-25").any()
    assert (baskets["amount"] >= 0).all() and (baskets["amount"] == 0).sum() == 478
    assert (baskets["discount"] >= 0).all()
    sales = baskets.groupby("customer_id")["amount"].sum().sort_values(ascending=False)
    assert sales.head(int(len(sales) * 0.2)).sum() / sales.sum() == pytest.approx(0.545, abs=5e-4)


def test_departments_add_up_to_the_amount():
    baskets = load("grocery_orders")
    departments = baskets.filter(like="dept_")
    assert departments.shape[1] == 23
    assert np.allclose(departments.sum(axis=1), baskets["amount"], atol=0.006)


def test_grocery_households():
    households = load("grocery_households")
    assert len(households) == 801 and households["customer_id"].is_unique
    assert households["customer_id"].isin(load("grocery_orders")["customer_id"]).all()
    assert households["home_ownership"].isna().sum() == 233
    assert set(households["household_size"]) == {"1", "2", "3", "4", "5+"}


def test_cdnow_orders():
    orders = load("cdnow_orders")
    assert len(orders) == 69_659 and orders["customer_id"].nunique() == 23_570
    assert orders.duplicated().sum() == 255
    assert (orders["amount"] == 0).sum() == 80 and (orders["amount"] >= 0).all()
    assert orders.duplicated(["customer_id", "order_date"]).sum() == 2_068
    assert orders["order_date"].min() == pd.Timestamp("1997-01-01")
    assert orders["order_date"].max() == pd.Timestamp("1998-06-30")
    assert orders.groupby("customer_id")["order_date"].min().max() < pd.Timestamp("1997-04-01")


def test_cdnow_sample():
    sample = load("cdnow_orders").query("in_sample")
    assert len(sample) == 6_919 and sample["customer_id"].nunique() == 2_357
    assert sample["amount"].sum() == pytest.approx(244_091.94)
    assert sample.duplicated(["customer_id", "order_date"]).sum() == 223
