"""The CRM on SQLite and on a real PostgreSQL: filling, asking, tags, classes; what cannot be done is said."""

from __future__ import annotations

import sys
from datetime import date
from functools import cache

import numpy as np
import pandas as pd
import pytest

from custclass.act import crm
from custclass.act.treatments.classes import care_classes
from custclass.classify.catalogue import schemes
from custclass.classify.rfm import RFM
from custclass.data.measures import measure_customers
from custclass.data.tables import load
from custclass.show.say import CourseError
from tests.postgres import new_database

AS_OF = "2025-12-31"


@pytest.fixture(scope="module")
def addresses():
    """Where the CRM stands, by kind; the server is started when it is first asked for."""
    return cache(lambda kind: "sqlite://" if kind == "sqlite" else new_database())


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request, addresses):
    """An empty CRM."""
    database = crm.create(addresses(request.param), fresh=True)
    yield database
    database.engine.dispose()


def people(*ids):
    return pd.DataFrame({"customer_id": ids, "name": [f"客户{i}" for i in ids]})


def orders(*rows):
    frame = pd.DataFrame(rows, columns=["order_id", "customer_id", "order_date", "amount"])
    return frame.assign(order_date=pd.to_datetime(frame["order_date"], format="ISO8601"))


# -- filling ---------------------------------------------------------------------------------------------


def test_what_goes_in_comes_out(db):
    book = orders(("T1", "S1", "2025-12-30 09:30:15", 12.5), ("T2", "S1", "2025-12-31 00:00", -3.25))
    db.fill(people=people("S1", "S2").assign(registered_on=[pd.Timestamp("2024-02-29"), pd.NaT]), orders=book)
    got = db.query("SELECT order_id, customer_id, order_date, amount FROM orders ORDER BY order_id")
    pd.testing.assert_frame_equal(got, book, check_dtype=False)
    who = db.query("SELECT * FROM people ORDER BY customer_id")
    assert who["name"].tolist() == ["客户S1", "客户S2"] and who["registered_on"][0] == pd.Timestamp(
        "2024-02-29"
    )
    assert pd.isna(who["registered_on"][1]) and who["city"].isna().all()
    assert db.rows["orders"] == 2 and db.rows.sum() == 4 and "orders" in repr(db)


def test_missing_values_become_null(db):
    db.fill(people=pd.DataFrame({"customer_id": ["S1"], "name": [np.nan], "city": [None]}))
    db.store("m", pd.DataFrame({"customer_id": ["S1", "S2"], "x": [np.nan, 1.5]}))
    assert db.query("SELECT COUNT(name) AS n, COUNT(city) AS c FROM people").iloc[0].tolist() == [0, 0]
    assert db.query("SELECT customer_id FROM m WHERE x IS NULL")["customer_id"].tolist() == ["S1"]


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"orders": orders(("T1", "S9", "2025-01-01", 1.0))}, "S9"),
        ({"orders": orders(("T1", "S1", None, 1.0))}, "Row 1 of orders has no order_date"),
        ({"orders": pd.DataFrame({"order_id": ["T1"]})}, "customer_id"),
        (
            {
                "orders": pd.DataFrame(
                    {"order_id": ["T1"], "customer_id": "S1", "order_date": "gestern", "amount": 1}
                )
            },
            "gestern",
        ),
        ({"people": people("S1")}, "nothing was changed"),
        ({"people": people("S2", "S2")}, "nothing was changed"),
        ({"invoices": people("S2")}, "invoices"),
        ({"tags": pd.DataFrame({"customer_id": ["S1", "S1"], "tag": ["vip", "vip"]})}, "nothing was changed"),
    ],
)
def test_what_cannot_be_filled_is_said_and_nothing_is_written(db, tables, said):
    db.fill(people=people("S1"))
    before = db.rows
    with pytest.raises(CourseError, match=said):
        db.fill(**{"people": people("S7"), **tables})
    assert db.rows.equals(before)


def test_own_tables_are_not_replaced_by_measures(db):
    db.fill(people=people("S1"))
    with pytest.raises(CourseError, match="people"):
        db.store("people", people("S2"))
    assert db.query("SELECT customer_id FROM people")["customer_id"].tolist() == ["S1"]


def test_fresh_empties_the_tables_of_the_crm_and_no_others():
    address = new_database()
    db = crm.create(address)
    db.fill(people=people("S1"))
    db.store("mine", people("S1"))
    assert crm.create(address).rows["people"] == 1
    again = crm.create(address, fresh=True)
    assert again.rows["people"] == 0 and len(again.query("SELECT * FROM mine")) == 1


def test_a_file_keeps_its_rows(tmp_path):
    address = f"sqlite:///{(tmp_path / 'crm.sqlite').as_posix()}"
    crm.create(address).fill(people=people("S1"))
    assert crm.create(address).rows["people"] == 1
    assert crm.create(address, fresh=True).rows["people"] == 0


# -- asking ----------------------------------------------------------------------------------------------


def test_values_are_bound_and_not_pasted(db):
    nasty = "S1' OR '1'='1; DROP TABLE people; --"
    db.fill(people=people("S1", nasty[:20]))
    assert db.query("SELECT * FROM people WHERE customer_id = :who", who=nasty).empty
    assert len(db.query("SELECT * FROM people WHERE customer_id = :who", who=nasty[:20])) == 1
    assert db.rows["people"] == 2


@pytest.mark.parametrize("day", ["2025-12-31", date(2025, 12, 31), pd.Timestamp("2025-12-31")])
def test_days_lists_and_numbers_as_parameters(db, day):
    book = orders(
        ("T1", "S1", "2025-12-30 23:59:59", 1.0),
        ("T2", "S1", "2025-12-31 00:00", 2.0),
        ("T3", "S1", "2026-01-01", 4.0),
    )
    db.fill(people=people("S1"), orders=book)
    ask = "SELECT SUM(amount) AS money FROM orders WHERE order_date >= :day AND order_date < :after"
    assert db.query(ask, day=day, after=pd.Timestamp("2026-01-01"))["money"].item() == 2.0
    chosen = db.query("SELECT order_id FROM orders WHERE order_id IN :ids AND amount >= :least ORDER BY order_id",
                      ids=pd.Series(["T1", "T3", "T9"]), least=np.float64(1))  # fmt: skip
    assert chosen["order_id"].tolist() == ["T1", "T3"]
    moment = db.query(
        "SELECT order_id FROM orders WHERE order_date = :at", at=pd.Timestamp("2025-12-30 23:59:59")
    )
    assert moment["order_id"].tolist() == ["T1"]


def test_an_empty_answer_keeps_its_columns(db):
    assert db.query("SELECT customer_id, name FROM people").columns.tolist() == ["customer_id", "name"]


@pytest.mark.parametrize(
    "sql", ["SELECT * FRO people", "SELECT nothing FROM people", "SELECT * FROM people WHERE a = :a"]
)
def test_wrong_sql_is_one_sentence(db, sql):
    with pytest.raises(CourseError) as said:
        db.query(sql)
    assert "\n" not in str(said.value) and "did not do it" in str(said.value)


@pytest.mark.parametrize(
    ("sql", "values", "said"),
    [
        ("SELECT city FROM people WHERE city = :city", {}, "db.query(sql, city=…)"),
        ("SELECT city FROM people", {"city": "杭州"}, "SQL里没有 :city"),
        ("SELECT city FROM people WHERE city = ':city'", {"city": "杭州"}, "请去掉它两边的引号"),
        ("SELECT town FROM people", {}, "没有 town 这一列"),
        ("SELECT city FROM peple", {}, "没有 peple 这张表"),
        ("SELECT TOTALLY(1)", {}, "没有 TOTALLY 这个函数"),
        ("SELECT city COUNT(*) FROM people", {}, "在“(”这里读不下去"),
        ("SELECT customer_id FROM people JOIN tags", {}, "几张表里都有 customer_id"),
        ("SELECT city FROM", {}, "没有写完"),
        ("SELECT 'a", {}, "少了一个引号"),
        (..., {}, "应该是一段放在引号里的文字"),
    ],
)
def test_the_reader_learns_what_is_wrong_with_the_sql(sql, values, said):
    with pytest.raises(CourseError) as error:
        crm.create().query(sql, **values)
    assert said in error.value.text.zh and error.value.text.en.endswith(".")


def test_query_writes_nothing(db):
    db.fill(people=people("S1"))
    with pytest.raises(CourseError, match="only asks"):
        db.query("DELETE FROM people")
    assert db.rows["people"] == 1


# -- opening ---------------------------------------------------------------------------------------------


def test_a_missing_driver_is_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CourseError, match=r"psycopg\[binary\]") as said:
        crm.create("postgresql+psycopg://zhou:secret@nowhere/crm")
    assert "secret" not in str(said.value)


@pytest.mark.parametrize(
    "address",
    ["nonsense", "sqlite:////no/such/folder/crm.sqlite", "postgresql+psycopg://zhou:secret@127.0.0.1:1/crm"],
)
def test_an_address_that_does_not_open_is_one_sentence(address):
    with pytest.raises(CourseError, match="cannot be opened") as said:
        crm.create(address)
    assert "secret" not in str(said.value) and "\n" not in str(said.value)


# -- classes ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def measures():
    shop = load("shop_customers")[["customer_id", "customer_type", "is_local"]]
    table = measure_customers(load("shop_orders"), as_of=AS_OF, customers=shop[["customer_id"]])
    table = table.merge(shop, on="customer_id")
    scores = RFM(bins=5).fit(table).transform(table)
    return table.join(scores)


def test_every_scheme_that_the_measures_allow_is_the_same_in_the_database(db, measures):
    db.store("measures", measures)
    tried = []
    for scheme in [*schemes.values(), care_classes()]:
        if set(scheme.measures) - set(measures.columns):
            continue
        tried.append(scheme.name)
        expected = scheme.classify(measures.set_index("customer_id"))
        found = db.classify(scheme, "measures").reindex(expected.index)
        assert found.isna().equals(expected.isna()), scheme.name
        assert (found.dropna() == expected.dropna()).all(), scheme.name
    assert {"activity", "rfm_eight", "rfm_grid", "care", "customer_kind", "value_tier"} <= set(tried)
    assert measures["silence_gaps"].isna().sum() > 100  # NaN went in as NULL


def test_classify_says_what_is_missing(db):
    db.store("bare", pd.DataFrame({"customer_id": ["S1"]}))
    with pytest.raises(CourseError, match="silence_gaps"):
        db.classify(schemes["activity"], "bare")


# -- tags ------------------------------------------------------------------------------------------------


def test_several_tags_each_once(db):
    db.fill(people=people("S1", "S2", "S3"))
    assert crm.add_tags(db, "S1", "vip", " gift ", "vip", on=AS_OF) == ["gift", "vip"]
    assert crm.add_tags(db, "S1", "gift", "茶", on="2026-01-01") == ["gift", "vip", "茶"]
    crm.add_tags(db, "S2", "vip", on=AS_OF)
    assert crm.with_tags(db, "vip") == ["S1", "S2"] and crm.with_tags(db, "vip", "gift") == ["S1"]
    assert crm.with_tags(db, "vip", "vip") == ["S1", "S2"] and crm.with_tags(db) == []
    first = db.query("SELECT added_on FROM tags WHERE customer_id = 'S1' AND tag = 'gift'")["added_on"].item()
    assert first == pd.Timestamp(AS_OF)  # the second time changed nothing
    assert crm.remove_tags(db, "S1", "vip", "never there") == ["gift", "茶"]
    assert crm.tags_of(db, "S2") == ["vip"] and crm.tags_of(db, "S3") == []


def test_tags_of_nobody_and_empty_tags_are_refused(db):
    db.fill(people=people("S1"))
    for act in (lambda: crm.tags_of(db, "S9"), lambda: crm.add_tags(db, "S9", "vip", on=AS_OF),
                lambda: crm.remove_tags(db, "S9", "vip")):  # fmt: skip
        with pytest.raises(CourseError, match="S9"):
            act()
    with pytest.raises(CourseError, match="1 to 50"):
        crm.add_tags(db, "S1", "vip", "  ", on=AS_OF)
    assert crm.tags_of(db, "S1") == []
