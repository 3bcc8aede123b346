"""Campaigns and tests: the real campaigns against their source, the simulated ones against their card."""

from __future__ import annotations

import importlib
import sys

import pandas as pd
import pytest

from custclass.classify.catalogue import purchase_frequency
from custclass.data.measures import measure_customers
from custclass.data.tables import FOLDER, catalogue, load


@pytest.fixture(scope="module")
def made():
    """The simulated tables, made again, with the hidden truth, and the script."""
    sys.path.insert(0, str(FOLDER))
    try:
        script = importlib.import_module("make_tests")
        yield *script.make(), script
    finally:
        sys.path.remove(str(FOLDER))


def test_grocery_campaigns():
    campaigns = load("grocery_campaigns")
    assert len(campaigns) == 6_589 and not campaigns.duplicated(["customer_id", "campaign_id"]).any()
    assert campaigns["campaign_id"].nunique() == 27 and campaigns["customer_id"].nunique() == 1_559
    assert campaigns["coupons_redeemed"].sum() == 2_102
    assert campaigns["first_redeemed_on"].notna().equals(campaigns["coupons_redeemed"] > 0)
    used = campaigns.dropna(subset=["first_redeemed_on"])
    assert used["first_redeemed_on"].between(used["starts_on"], used["ends_on"]).all()
    assert campaigns["customer_id"].isin(load("grocery_orders")["customer_id"]).all()
    big = campaigns[campaigns["campaign_id"] == "13"]
    assert len(big) == 1_077 and big["starts_on"].unique().tolist() == [pd.Timestamp("2017-08-08")]
    outside = (campaigns["starts_on"] < "2017-01-01") | (campaigns["ends_on"] > "2017-12-31")
    assert campaigns[outside]["campaign_id"].nunique() == 8


def test_the_simulated_tables_are_what_their_script_makes(made):
    tables, _, _, _ = made
    from writing import csv_bytes

    for name, frame in tables.items():
        assert csv_bytes(frame) == (FOLDER / catalogue()[name]["file"]).read_bytes(), name


def test_the_test_was_made_by_lot_and_the_campaign_was_not(made):
    tables, hidden, _, _ = made
    test, campaign = tables["shop_test"], tables["shop_campaign"]
    assert (
        len(test) == 1_080 and (test["arm"] == "coupon").sum() == (campaign["arm"] == "coupon").sum() == 540
    )
    share = test["arm"].eq("coupon").groupby(test["class"]).mean()
    assert share.between(0.42, 0.58).all()
    spent = load("shop_orders").query("not order_id.str.endswith('R')").groupby("customer_id")["amount"].sum()
    spent = campaign["customer_id"].map(spent).fillna(0)
    assert spent[campaign["arm"] == "coupon"].min() >= spent[campaign["arm"] != "coupon"].max()
    assert hidden["best"].equals(campaign["arm"] == "coupon")


def test_the_coupon_does_what_the_card_says(made):
    _, hidden, _, script = made
    assert not (hidden["without"] & ~hidden["with_coupon"]).any(), "nobody is put off"
    gain = hidden["with_coupon"].astype(float) - hidden["without"]
    for code, _, base, effect in script.CLASSES:
        of_class = hidden["class"] == code
        assert hidden.loc[of_class, "without"].mean() == pytest.approx(base, abs=0.07)
        assert gain[of_class].mean() == pytest.approx(effect, abs=0.05)
    assert gain[hidden["class"] == "high_frequency"].sum() == 0
    assert round(gain.mean(), 3) == 0.085 and round(gain[hidden["best"]].mean(), 3) == 0.044


def test_both_worlds_show_the_same_customers_and_paid_amounts(made):
    tables, hidden, _, script = made
    for frame in (tables["shop_test"], tables["shop_campaign"]):
        assert frame["customer_id"].equals(hidden["customer_id"])
        coupon = frame["arm"] == "coupon"
        assert frame["bought"].equals(hidden["with_coupon"].where(coupon, hidden["without"]))
        assert ((frame["amount"] > 0) == frame["bought"]).all()
        due = (hidden["price"] - script.COUPON * coupon)[frame["bought"]]
        assert (frame.loc[frame["bought"], "amount"] - due).abs().max() < 0.01


def test_classes_are_those_of_the_orders(made):
    tables, _, _, _ = made
    book = load("shop_orders")
    table = measure_customers(book, as_of="2025-12-31", customers=load("shop_customers")).set_index(
        "customer_id"
    )
    classes = purchase_frequency(4, 12).classify(table)
    test = tables["shop_test"].set_index("customer_id")["class"]
    assert (classes[test.index] == test).mean() == 1


def test_satisfaction_of_those_who_answer_is_not_that_of_all(made):
    tables, _, everybody, script = made
    table = tables["shop_satisfaction"]
    assert table["answered_on"].notna().equals(table["satisfaction"].notna())
    true = everybody["truth"].ge(4).groupby(everybody["quarter"]).mean()
    assert true.round(3).tolist() == [0.701, 0.626]
    said = table.dropna(subset=["satisfaction"])
    said = said["satisfaction"].ge(4).astype(float).groupby(said["quarter"]).mean()
    assert (said - true).between(0.04, 0.10).all()
    phone = everybody[everybody["last_channel"] == "phone"]
    phone = phone["truth"].ge(4).groupby(phone["quarter"]).mean()
    assert phone["2025Q4"] == pytest.approx(0.70, abs=0.07) and phone["2026Q1"] == pytest.approx(
        0.35, abs=0.07
    )
    assert set(script.ASKED) == set(table["quarter"])


def test_the_shops_sales_in_the_market_table_are_its_orders():
    market, book = load("shop_market"), load("shop_orders")
    sales = book.groupby([book["order_date"].dt.to_period("Q").astype(str), "category"])["amount"].sum()
    found = market.set_index(["quarter", "category"])["shop_sales"]
    assert len(market) == 32 and (found - sales.reindex(found.index)).abs().max() < 0.01
    assert (market["market_sales"] > market["shop_sales"]).all()
