import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass.data.amounts import read_amounts


def one(text, *beside):
    read = read_amounts(pd.Series([text, *beside], dtype="str"))
    return read.fault[0] or read.values[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("12.5", 12.5), ("-12", -12), ("+12", 12), ("−12", -12), ("12-", -12), ("(12.00)", -12),
        ("（12.00）", -12), ("¥(12.00)", -12), ("¥1,234.50", 1234.5), ("￥1,234.50", 1234.5), ("¥ 12", 12),
        ("-¥12", -12),
        ("¥-12", -12), ("$12.30", 12.3), ("US$ 12", 12), ("€12", 12), ("12 €", 12), ("1,234", 1234),
        ("1,234,567", 1234567), ("1,234,567.8", 1234567.8), ("1.234,50", 1234.5), ("1.234.567", 1234567),
        ("12,5", 12.5), ("0,125", 0.125), ("１２．５", 12.5), ("￥１，２３４．５０", 1234.5), ("1.2万", 12000),
        ("1.2 万元", 12000), ("0.29万", 2900), ("2亿", 2e8), ("12元", 12), ("人民币12元", 12), ("RMB 12", 12),
        ("12 cny", 12), (" 12 ", 12), ("\u300012\u00a0", 12), ("1 234.50", 1234.5), ("1 234,50 €", 1234.5),
        (".5", 0.5),
        ("0", 0), ("-0.00", 0), ("1e3", 1000), ("1.5E+3", 1500),
    ],
)  # fmt: skip
def test_a_form_is_read(text, value):
    assert one(text) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "x", "inf", "-inf", "Infinity", "12x", "1,2,3", "12,34,567", "1.2.3", "--12",
        "-(12)", "(12", "12)", "¥12$", "12%",
        "1,2345", "12 34", "¥", "-", ".", ",", "一百", "1.2万万", "1234,567.8", "TRUE", "٣",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text):
    assert one(text) == "bad_amount"


@pytest.mark.parametrize("text", ["", "  ", "nan", "NaN", "NULL", "None", "N/A", "#N/A", None])
def test_nothing_is_no_amount(text):
    assert one(text) == "no_amount"


@pytest.mark.parametrize("text", ["1e999", "1000000000000000", "1e15", "99999999亿"])
def test_too_large_is_refused(text):
    assert one(text) == "amount_too_large"


@pytest.mark.parametrize(
    ("text", "beside", "value"),
    [
        ("1.234", ["12.5"], 1.234), ("1.234", ["1,234.50"], 1.234), ("1.234", ["12,5"], 1234),
        ("1.234", ["1.234,5"], 1234),
        ("1.234", [], "amount_two_ways"), ("1.234", ["7"], "amount_two_ways"),
        ("1.234", ["12,5", "12.5"], "amount_two_ways"), ("1,234", ["12,5"], "amount_two_ways"),
        ("1,234", ["12.5"], 1234),
        ("-¥1.234", ["12,5"], -1234),
    ],
)  # fmt: skip
def test_the_column_decides_between_two_readings(text, beside, value):
    assert one(text, *beside) == value


def test_a_number_cell_has_one_reading():
    read = read_amounts(pd.Series([1.234, "12,50", True, math.inf, None, 10**400, np.int64(7)], dtype=object))
    assert read.fault.tolist() == [
        "",
        "",
        "bad_amount",
        "amount_too_large",
        "no_amount",
        "amount_too_large",
        "",
    ]
    assert read.values[[0, 1, 6]].tolist() == [1.234, 12.5, 7]


@pytest.mark.parametrize("kind", ["int64", "float64", "Int64", "Float64", "float32"])
def test_number_columns(kind):
    assert read_amounts(pd.Series([1, -2], dtype=kind)).values.tolist() == [1, -2]


def test_number_columns_with_holes():
    assert read_amounts(pd.Series([1, None], dtype="Int64")).fault.tolist() == ["", "no_amount"]
    assert read_amounts(pd.Series([math.nan, -math.inf])).fault.tolist() == ["no_amount", "amount_too_large"]


def test_currencies_are_counted():
    assert read_amounts(pd.Series(["¥1", "￥1", "1元", "$2", "3"])).notes == {"CNY": 3, "USD": 1}


@settings(deadline=None, max_examples=150)
@given(
    st.integers(-(10**11), 10**11), st.sampled_from(["{:.2f}", "{:,.2f}", "¥{:,.2f}", "{:,.2f}元", "{!r}"])
)
def test_what_was_written_is_read(pence, form):
    assert one(form.format(pence / 100)) == pence / 100


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.one_of(st.text(alphabet="0123456789.,-()¥€ 万元eE+", max_size=12), st.text(max_size=8)), max_size=8
    )
)
def test_any_text_is_read_or_refused(texts):
    read = read_amounts(pd.Series(texts, dtype="str"))
    assert (np.isfinite(read.values) == (read.fault == "")).all()
