"""`tables` and `load`: what they promise about every shipped table."""

from __future__ import annotations

import pytest
from pandas.api.types import is_datetime64_any_dtype, is_float_dtype

from custclass.data.tables import catalogue, load, tables
from custclass.show.say import CourseError, language

NAMES = list(catalogue())


@pytest.fixture(autouse=True)
def in_english():
    before = language()
    language("en")
    yield
    language(before)


@pytest.mark.parametrize("name", NAMES)
def test_load_gives_what_the_catalogue_says(name):
    entry, frame = catalogue()[name], load(name)
    assert len(frame) == entry["rows"]
    for column in [*entry["ids"], *entry["text"]]:
        assert frame[column].dtype == "str"
    for column in entry["dates"]:
        assert is_datetime64_any_dtype(frame[column])
    if "amount" in frame:
        assert is_float_dtype(frame["amount"])
    assert "object" not in frame.dtypes.astype("str").to_list()
    if "customer_id" in frame and name != "shop_match_truth":  # the answer key: some records are nobody's
        assert frame["customer_id"].notna().all()


@pytest.mark.parametrize("name", ["grocery_orders", "cdnow_orders", "shop_orders"])
def test_every_order_book_has_the_columns_the_course_builds_on(name):
    frame = load(name)
    assert {"customer_id", "order_date", "amount"} <= set(frame)
    assert frame[["customer_id", "order_date", "amount"]].notna().all(axis=None)
    if "order_id" in frame:
        assert frame["order_id"].is_unique


def test_an_empty_cell_is_missing_and_nothing_else_is():
    survey = load("shop_survey")
    assert survey["answered_on"].isna().equals(survey["recommend"].isna())
    assert survey["comment_zh"].isna().equals(survey["comment_en"].isna())
    assert not (load("shop_customers") == "").any(axis=None)


def test_tables_lists_them_in_the_current_language():
    english = tables()
    language("zh")
    chinese = tables()
    assert list(english) == list(chinese) == ["name", "rows", "what", "origin", "currency", "licence"]
    assert english["name"].tolist() == NAMES
    assert english.drop(columns="what").equals(chinese.drop(columns="what"))
    assert english["what"].str.isascii().all() and not chinese["what"].str.isascii().any()
    assert set(english["origin"]) == {"real", "simulated"}


def test_a_changed_frame_does_not_change_the_next_one():
    frame = load("grocery_households")
    frame["customer_id"] = "x"
    assert load("grocery_households")["customer_id"].iloc[0] == "G0001"


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("grocery_order", "grocery_orders"),
        ("CDNOW_orders", "cdnow_orders"),
        ("shop_customer_dirty", "shop_customers_dirty"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(wrong, near):
    with pytest.raises(CourseError) as error:
        load(wrong)
    assert wrong in str(error.value) and near in error.value.text.zh and near in error.value.text.en


@pytest.mark.parametrize("wrong", ["", "???", "{0}", None, 3, ["a", "b"]])
def test_a_name_that_resembles_nothing_gets_the_whole_list(wrong):
    with pytest.raises(CourseError) as error:
        load(wrong)
    assert all(name in error.value.text.zh for name in NAMES)
