import re

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

from custclass.learn.reading import as_pandas, codes_by_name, folded, plain_id, read_labels, read_number
from custclass.learn.verdict import Unreadable
from custclass.show.say import Text, say

LABELS = {"high_value": say(zh="高价值", en="high value"), "low_value": say(zh="低价值", en="low value")}
IDS = pd.Index(["S1", "S2", "7"])
EXPECTED = say(zh="请交一个字典", en="Hand in a dict")


def read(given):
    return read_labels(given, IDS, LABELS, EXPECTED)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12", 12),
        (" 12 ", 12),
        ("１２", 12),
        ("1,234.5", 1234.5),
        ("１，２３４．５", 1234.5),
        ("1,234,567", 1234567),
        ("12％", 12),
        ("12 %", 12),
        ("¥1,234", 1234),
        ("￥１２", 12),
        ("12元", 12),
        ("12.50 美元", 12.5),
        ("$12", 12),
        ("US$ 12", 12),
        ("12 USD", 12),
        ("-3.5", -3.5),
        ("−3.5", -3.5),
        ("+3", 3),
        (".5", 0.5),
        ("5.", 5),
        ("1e3", 1000),
        (12, 12),
        (np.int64(12), 12),
        (np.float32(0.5), 0.5),
    ],
)
def test_numbers_as_people_write_them(written, meant):
    assert read_number(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        ".",
        "-",
        "e3",
        "%",
        "twelve",
        "十二",
        "12,5",
        "1,23",
        "1.2.3",
        "12 13",
        "nan",
        "inf",
        "1e999",
        "¥",
    ],
)
def test_what_is_no_number_as_text(written):
    assert read_number(written) is None


@pytest.mark.parametrize(
    "given",
    [None, True, np.True_, b"12", [12], {12}, {"a": 1}, pd.Series([12]), np.array([12]), np.array(12), pl.Series([12]),
     float("nan"), float("inf"), np.inf, pd.NA, pd.NaT, 10**400, 1j, len, object()],
)  # fmt: skip
def test_what_is_no_number_at_all(given):
    assert read_number(given) is None


def test_ids_of_any_type():
    assert [plain_id(i) for i in ("7", 7, 7.0, np.int64(7), np.float64(7), " 7 ")] == ["7"] * 6
    assert plain_id(7.5) == "7.5" and plain_id(float("inf")) == "inf" and plain_id(None) == "None"


def test_words_of_any_width_and_case():
    assert folded(" High_Value ") == folded("high value") == folded("ＨＩＧＨ　ＶＡＬＵＥ")
    assert codes_by_name(LABELS)["高价值"] == "high_value"


@pytest.mark.parametrize(
    "word", ["high_value", "High value", "HIGH VALUE", "高价值", " 高价值 ", LABELS["high_value"]]
)
def test_a_label_in_any_form(word):
    assert read({"S1": word}) == {"S1": "high_value"}


@pytest.mark.parametrize("blank", [None, ..., float("nan"), pd.NA, ""])
def test_a_blank_is_not_answered(blank):
    assert read({"S1": blank, "S2": "low_value"}) == {"S2": "low_value"}


def test_ids_as_numbers():
    assert read({7: "low_value"}) == read(pd.Series({7.0: "low_value"})) == {"7": "low_value"}


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"S9": "low_value"}, "S9"),
        ({"S1": "medium"}, "medium"),
        ({7: "low_value", "7": "low_value"}, "7"),
        (pd.Series(["low_value", "low_value"], index=["S1", "S1"]), "S1"),
        (pd.DataFrame({"customer_id": ["S1", "S1"], "class": ["low_value"] * 2}), "S1"),
    ],
)
def test_what_cannot_be_read_is_named(given, named):
    with pytest.raises(Unreadable) as unreadable:
        read(given)
    for tongue in ("zh", "en"):
        assert re.search(f"“{named}”", unreadable.value.text.in_(tongue))


@pytest.mark.parametrize(
    "given", [None, "S1", ["low_value"], 5, pd.DataFrame({"S1": ["low_value"]}), pl.Series(["x"])]
)
def test_another_type_gets_the_expectation(given):
    with pytest.raises(Unreadable) as unreadable:
        read(given)
    assert unreadable.value.text == EXPECTED


def test_a_long_stranger_is_not_quoted_in_full():
    with pytest.raises(Unreadable) as unreadable:
        read({"S1": "x" * 10_000})
    assert len(unreadable.value.text.en) < 200


def test_frames_of_other_libraries():
    columns = {"customer_id": ["S1", "S2"], "class": ["高价值", None]}
    relation = duckdb.sql("SELECT 'S1' AS customer_id, '高价值' AS class UNION ALL SELECT 'S2', NULL")
    for given in (pl.DataFrame(columns), pl.LazyFrame(columns), relation):
        assert list(as_pandas(given).columns) == ["customer_id", "class"]
        assert read(given) == {"S1": "high_value"}


def test_a_label_that_looks_like_markup_stays_what_it_is():
    labels = {"x": Text("<b>甲</b>", "<b>a</b>")}
    assert read_labels({"S1": "<b>A</b>"}, IDS, labels, EXPECTED) == {"S1": "x"}
