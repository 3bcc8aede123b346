"""The simulated shop: made again it is the same, and it holds the effects that its card states."""

from __future__ import annotations

import gzip
import importlib
import re
import sys

import numpy as np
import pandas as pd
import pytest

from custclass.data.tables import FOLDER, catalogue, load

RARE = "喆堃镕玥昇赟祎"


@pytest.fixture(scope="module")
def shop():
    """The simulated shop, made again, and the modules that made it."""
    sys.path.insert(0, str(FOLDER))
    try:
        tables, hidden = importlib.import_module("make_shop").make()
        yield tables, hidden.set_index("customer_id"), importlib.import_module
    finally:
        sys.path.remove(str(FOLDER))


@pytest.fixture(scope="module")
def orders():
    """Orders of the shop without returns."""
    book = load("shop_orders")
    return book[~book["order_id"].str.endswith("R")]


def test_the_shop_is_what_its_script_makes(shop):
    tables, _, module = shop
    csv_bytes = module("writing").csv_bytes
    for name, frame in tables.items():
        path = FOLDER / catalogue()[name]["file"]
        shipped = path.read_bytes()
        assert csv_bytes(frame) == (gzip.decompress(shipped) if path.suffix == ".gz" else shipped), name


def test_customers_and_those_without_orders(orders):
    customers = load("shop_customers")
    assert len(customers) == 1_200 and customers["customer_id"].is_unique
    assert (~customers["customer_id"].isin(orders["customer_id"])).sum() == 151
    organisations = customers["customer_type"] == "organisation"
    assert customers["industry"].notna().equals(organisations)
    for column in ["sex", "birth_year", "occupation", "education", "family"]:
        assert customers[column].isna().equals(organisations), column
    assert customers["is_local"].equals(customers["city"] == "杭州")
    first = orders.groupby("customer_id")["order_date"].min().reindex(customers["customer_id"])
    assert (
        first.dropna() >= customers.set_index("customer_id")["registered_on"].reindex(first.dropna().index)
    ).all()


def test_phones_follow_the_pattern_that_nobody_has():
    phones = load("shop_customers")["phone"]
    assert phones.is_unique and phones.str.fullmatch(r"1540000\d{4}").all()
    assert phones.str.fullmatch(r"1[3-9]\d{9}").all()
    digits = (
        load("shop_customers_dirty")["phone"]
        .dropna()
        .str.normalize("NFKC")
        .str.replace(r"\D", "", regex=True)
    )
    assert digits.str.contains("54000[01]|05710000").all()
    assert load("shop_customers_dirty")["email"].dropna().str.contains("example").all()


def test_orders_and_returns_fit_together():
    book = load("shop_orders").set_index("order_id")
    assert np.allclose(book["amount"], book["list_amount"] - book["discount"], atol=0.001)
    returns = book[book.index.str.endswith("R")]
    assert len(returns) > 300 and (returns["amount"] < 0).all() and (returns["items"] < 0).all()
    ordered = book.loc[returns.index.str.removesuffix("R")]
    assert (ordered["customer_id"].to_numpy() == returns["customer_id"].to_numpy()).all()
    assert (ordered["order_date"].to_numpy() < returns["order_date"].to_numpy()).all()
    assert (ordered["amount"].to_numpy() >= -returns["amount"].to_numpy() - 0.011).all()
    kept = book.drop(returns.index)
    assert (kept["amount"] >= 0).all() and (kept["amount"] == 0).sum() == 15
    assert kept.assign(day=kept["order_date"].dt.normalize()).duplicated(["customer_id", "day"]).sum() > 200
    assert book["order_date"].between("2024-01-01", "2025-12-31 23:59:59").all()


def test_double_11_and_the_weeks_before_spring_festival_stand_out(orders):
    per_day = orders.groupby(orders["order_date"].dt.normalize()).size()
    usual = per_day["2025-03-01":"2025-09-30"].mean()
    assert per_day["2025-11-01":"2025-11-11"].mean() > 1.4 * usual
    assert per_day["2025-01-08":"2025-01-25"].mean() > 1.2 * usual
    online = orders[
        orders["order_date"].between("2025-11-01", "2025-11-12") & (orders["channel"] == "online")
    ]
    assert (online["discount"] >= 0.119 * online["list_amount"]).all()


def test_amount_of_an_order_shows_the_effects_put_in_and_no_others(orders, shop):
    persons = load("shop_customers").query("customer_type == 'person'").set_index("customer_id")
    size = np.log(orders.set_index("customer_id")["list_amount"]).groupby("customer_id").mean()
    persons = persons.join(size.rename("size"), how="inner").join(shop[1][["tier", "age"]])
    persons["age"] = pd.cut(
        persons["age"], [0, 17, 34, 59, 120], labels=["teenager", "young", "middle", "senior"]
    )
    manager, student = persons["occupation"] == "manager", persons["occupation"] == "student"
    features = pd.DataFrame(
        {
            "male": persons["sex"] == "male",
            "manager": manager,
            "student": student,
            **{band: persons["age"] == band for band in ["teenager", "middle", "senior"]},
            **{f"tier{tier}": persons["tier"] == tier for tier in (1, 3, 4)},
        }
    ).astype(float)
    features["one"] = 1.0
    found = pd.Series(
        np.linalg.lstsq(features.to_numpy(), persons["size"].to_numpy(), rcond=None)[0], features.columns
    )
    put_in = {
        "male": 0,
        "manager": np.log(1.08),
        "student": np.log(0.95),
        "teenager": np.log(0.60 / 0.95),
        "middle": np.log(1.20 / 0.95),
        "senior": np.log(0.85 / 0.95),
        "tier1": np.log(1.25),
        "tier3": np.log(0.85),
        "tier4": np.log(0.75),
    }
    for name, effect in put_in.items():
        assert found[name] == pytest.approx(effect, abs=0.13), name
    assert abs(found["male"]) < 0.05


def test_needs_by_discount_and_by_service(orders, shop):
    sums = load("shop_orders").groupby("customer_id")[["list_amount", "discount"]].sum()
    share = (sums["discount"] / sums["list_amount"]).groupby(shop[1]["tendency"]).median()
    assert share["price"] > 0.15 and share[["service", "function"]].max() < 0.06
    contacts = orders.groupby("customer_id")["service_contacts"].mean().groupby(shop[1]["tendency"]).mean()
    assert contacts["service"] == pytest.approx(1.4, abs=0.1)
    assert contacts[["price", "function"]].max() < 0.25


def test_survey_answers_depend_on_activity_and_tell_the_need(shop):
    survey, hidden = load("shop_survey").set_index("customer_id"), shop[1]
    answered = survey["answered_on"].notna()
    by_pattern = answered.groupby(hidden["pattern"]).mean()
    assert by_pattern["steady"] > 0.6 and by_pattern["lost"] < 0.3 and 0.4 < answered.mean() < 0.55
    assert (survey["answered_on"].dropna() >= survey["sent_on"][answered]).all()
    needs = survey.loc[answered, ["need_functional", "need_emotional", "need_social"]]
    assert (needs.idxmax(axis=1).str.removeprefix("need_") == hidden["need"][answered]).mean() > 0.9
    recommend = survey["recommend"].groupby(hidden["pattern"]).mean()
    assert recommend["steady"] > 7.5 and recommend["lost"] < 4.7


def test_comments_tell_one_need_in_both_languages_or_none(shop):
    survey, hidden, words = (
        load("shop_survey").set_index("customer_id"),
        shop[1],
        shop[2]("shop_words").NEED_WORDS,
    )
    for code in ("zh", "en"):
        text = survey["comment_" + code].dropna().str.lower()
        told = pd.DataFrame({need: text.str.contains("|".join(words[need][code])) for need in words})
        assert (told.sum(axis=1) <= 1).all()
        clear = told[told.sum(axis=1) == 1].idxmax(axis=1)
        assert (clear == hidden["need"].reindex(clear.index)).all()
        assert len(clear) > 0.85 * len(text) and clear.nunique() == 3
        assert text.nunique() > 300


def test_calls_show_the_effects_put_in():
    calls = load("shop_calls")
    answered, ordered = calls["result"] != "no_answer", calls["result"] == "ordered"
    by_mode = answered.groupby(calls["mode"]).mean()
    assert by_mode["visit"] > by_mode["message"] > by_mode["phone"]
    sold = ordered[answered].groupby(calls["mode"]).mean()
    assert sold["visit"] > sold["phone"] > sold["message"]
    phone = calls[calls["mode"] == "phone"]
    hours = pd.cut(phone["time"].dt.hour, [8, 11, 13, 17, 20])
    hour = answered[phone.index].groupby(hours, observed=True).mean().tolist()
    assert hour[1] < hour[2] < hour[0] < hour[3]
    by_attempt = ordered.groupby(calls["attempt"]).mean()
    assert by_attempt[[2, 3]].min() > by_attempt[1] > by_attempt[5]
    assert (calls["amount"] > 0).equals(ordered)
    assert (
        calls.sort_values("time")
        .groupby("customer_id")["attempt"]
        .apply(lambda attempts: attempts.tolist() == list(range(1, len(attempts) + 1)))
        .all()
    )


def test_every_sale_of_a_call_is_an_order(orders):
    sold = load("shop_calls").query("result == 'ordered'")
    found = sold.merge(
        orders,
        left_on=["customer_id", "time", "amount"],
        right_on=["customer_id", "order_date", "amount"],
        validate="one_to_one",
    )
    assert len(found) == len(sold) > 100 and (found["channel"] == "phone").all()


def test_events_cover_browsing_and_interaction_and_people_who_never_ordered(orders):
    events = load("shop_events")
    assert set(events["kind"]) == {"view", "search", "cart", "like", "comment", "share", "visit"}
    assert set(events["channel"]) == {"app", "web", "store", "wechat"}
    assert ((events["kind"] == "visit") == (events["channel"] == "store")).all()
    assert events["event_id"].is_unique and events["time"].between("2025-07-01", "2026-01-01").all()
    without = events[~events["customer_id"].isin(orders["customer_id"])]
    assert without.query("kind == 'cart'")["customer_id"].nunique() > 40


def test_every_class_of_chapter_1_has_customers(orders):
    """Each class gets at least 30 of the 1,200 customers, by cut points a lesson may take."""
    end = pd.Timestamp("2025-12-31")
    customers, survey = (
        load("shop_customers").set_index("customer_id"),
        load("shop_survey").set_index("customer_id"),
    )
    days = orders.assign(day=orders["order_date"].dt.normalize()).groupby("customer_id")["day"]
    days = days.agg(["min", "max", "nunique"]).reindex(customers.index)
    number = orders.groupby("customer_id").size().reindex(customers.index, fill_value=0)
    spent = load("shop_orders").groupby("customer_id")["amount"].sum().reindex(customers.index, fill_value=0)
    silent, known = (end - days["max"]).dt.days, (end - days["min"]).dt.days
    gaps = silent * (days["nunique"] - 1) / (days["max"] - days["min"]).dt.days
    half = orders["order_date"] >= "2025-07-01"
    later = orders[half].groupby("customer_id").size().reindex(customers.index, fill_value=0)
    earlier = orders[~half & (orders["order_date"] >= "2025-01-01")].groupby("customer_id").size()
    earlier, age = earlier.reindex(customers.index, fill_value=0), 2025 - customers["birth_year"]
    old, likes = known > 90, survey["recommend"]
    classes = {
        "frequency": [number >= 10, number.between(3, 9), number.between(1, 2), number == 0],
        "history": [(known <= 90) & (number == 1), number.between(2, 5), number >= 6],
        "loyalty": [
            (number >= 6) & (likes >= 8),
            (number >= 2) & likes.between(6, 7),
            (number > 0) & (likes <= 5),
        ],
        "value": [spent >= 5000, spent.between(1000, 5000), (spent < 1000) & (number > 0)],
        "relationship": [
            (number >= 6) & (gaps < 2),
            (number == 1) & (silent > 180),
            (number == 0) & (survey["intends_to_buy"] >= 7),
        ],
        "lifecycle": [
            known <= 90,
            old & (later >= 1.5 * earlier) & (later > 0),
            old & (later <= 0.5 * earlier),
            old & (later > 0.5 * earlier) & (later < 1.5 * earlier),
        ],
        "activity": [gaps < 2, (gaps >= 2) & (gaps < 4), gaps >= 4],
        "age": [age < 18, age.between(18, 34), age.between(35, 59), age >= 60],
        "size of organisations": [
            (customers["customer_type"] == "organisation") & (spent >= 8000),
            (customers["customer_type"] == "organisation") & spent.between(1000, 8000),
        ],
        "type": [customers["customer_type"] == kind for kind in ("person", "household", "organisation")],
        "local": [customers["is_local"], ~customers["is_local"]],
    }
    small = {
        name: [int(rows.sum()) for rows in masks]
        for name, masks in classes.items()
        if min(rows.sum() for rows in masks) < 30
    }
    assert not small


def test_the_dirty_table_holds_the_faults_that_the_card_counts(shop):
    dirty, customers, module = load("shop_customers_dirty"), load("shop_customers"), shop[2]
    faults = module("shop_dirty").FAULTS
    card = (FOLDER / "shop.md").read_text(encoding="utf-8")
    for column, kinds in faults.items():
        for kind, count in kinds.items():
            assert re.search(rf"^\| {column}.*\b{kind} {count}\b", card, re.M), (column, kind)
    clean = dirty.iloc[: len(customers)]
    organisations = (customers["customer_type"] == "organisation").sum()
    for column, kinds in faults.items():
        none = organisations if column in ("birth_year", "occupation") else 0
        assert clean[column].isna().sum() == kinds["missing"] + none, column
    wrong = {
        "phone": ~clean["phone"].str.fullmatch(r"1[3-9][0-9]{9}", na=True),
        "email": ~clean["email"].str.fullmatch(r"[a-z0-9]+@example\.com", na=True),
        "birth_year": ~clean["birth_year"].between(1900, 2025) & clean["birth_year"].notna(),
        "budget": (clean["budget"] <= 0) | (clean["budget"] > 100_000),
        "city": ~clean["city"].isin(customers["city"]) & clean["city"].notna(),
    }
    for column, rows in wrong.items():
        assert rows.sum() == sum(faults[column].values()) - faults[column]["missing"], column
    assert (dirty["name"] == "<img src=x onerror=alert(1)>").sum() == 1
    assert dirty["name"].str.startswith("=", na=False).sum() == 1
    assert dirty["updated_on"].dt.year.min() == 2021 and dirty["updated_on"].dt.year.max() == 2025


def test_forty_persons_are_entered_twice(shop):
    dirty = load("shop_customers_dirty")
    first, again = dirty.iloc[:1200], dirty.iloc[1200:]
    assert len(again) == sum(shop[2]("shop_dirty").DOUBLED.values()) == 40 and dirty["customer_id"].is_unique
    assert again["phone"].isin(first["phone"]).sum() == 30
    assert again["email"].isin(first["email"]).all()
    assert again["name"].isin(first["name"]).sum() >= 30


@pytest.mark.parametrize("name", ["shop_customers", "shop_customers_dirty"])
def test_rare_characters_of_real_names_are_there(name):
    names = "".join(load(name)["name"].dropna())
    assert set(RARE) <= set(names)
