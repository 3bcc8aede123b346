import io
from datetime import datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

import custclass as cc
from custclass import CourseError, read_orders
from custclass.data.reasons import REASONS

TEXT = """客户编号,下单时间,实付金额,订单号,备注
C1,2024/3/5,"¥1,234.50",T1,头回
C2,2024年3月6日,(12.00),T2R,
,2024-03-07,5,T3,
C4,2024-02-31,5,T4,
C5,昨天,5,T5,
C6,2024-03-08,五元,T6,
C7,2024-03-08,,T7,
C1,2024-03-09,0,,
C1,2024/3/5,"¥1,234.50",T1,头回
"""


@pytest.fixture(autouse=True)
def english():
    before = cc.language()
    cc.language("en")
    yield
    cc.language(before)


@pytest.fixture
def write(tmp_path):
    def written(data, name="orders.csv"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return path

    return written


def frame(**columns):
    return pd.DataFrame(
        {"customer": ["a", "b"], "date": ["2024-01-01", "2024-01-02"], "amount": ["1", "2"]} | columns
    )


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("二月")
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_what_is_kept(write):
    orders = read_orders(write(TEXT)).orders
    assert orders.columns.tolist() == ["customer_id", "order_date", "amount", "order_id", "备注"]
    assert orders["customer_id"].tolist() == ["C1", "C2", "C1", "C1"]
    assert orders["order_date"].dtype == "datetime64[us]" and orders["amount"].dtype == float
    assert orders["customer_id"].dtype == "str" and orders["order_id"].dtype == "str"
    assert orders["amount"].tolist() == [1234.5, -12, 0, 1234.5]
    assert orders["order_date"].iloc[1] == pd.Timestamp(2024, 3, 6)
    assert orders["order_id"].isna().tolist() == [False, False, True, False]


def test_what_is_set_aside(write):
    aside = read_orders(write(TEXT)).set_aside
    assert aside.columns.tolist() == ["row", "reason", "客户编号", "下单时间", "实付金额", "订单号", "备注"]
    assert aside["row"].tolist() == [4, 5, 6, 7, 8]
    assert aside["实付金额"].tolist()[3] == "五元" and aside["下单时间"].tolist()[1] == "2024-02-31"
    reasons = aside["reason"].tolist()
    assert reasons[0] == 'column "客户编号": no customer, found nothing'
    assert "下单时间" in reasons[1] and "2024-02-31" in reasons[1] and "no such day" in reasons[1]
    assert "昨天" in reasons[2] and "五元" in reasons[3] and "实付金额" in reasons[4]


def test_reasons_follow_the_language(write):
    book = read_orders(write(TEXT))
    cc.language("zh")
    assert book.set_aside["reason"].iloc[1] == "“下单时间”列：不存在这样的日期或时间：“2024-02-31”"
    assert "保留 4 行" in repr(book) and book.report.loc["rows_read", "item"] == "读入的行"
    cc.language("en")
    assert "4 kept" in repr(book) and "no such day" in book.set_aside["reason"].iloc[1]


def test_the_report(write):
    report = read_orders(write(TEXT.encode("gb18030"))).report
    assert report.columns.tolist() == ["item", "count"]
    expected = {
        "rows_read": 9, "rows_kept": 4, "rows_set_aside": 5, "no_customer": 1, "no_such_day": 1, "bad_date": 1,
        "bad_amount": 1, "no_amount": 1, "returns": 1, "zero_amounts": 1, "duplicates": 1, "encoding": "GB18030",
        "customer_id": "客户编号", "amount": "实付金额", "first_date": "2024-03-05", "last_date": "2024-03-09",
    }  # fmt: skip
    assert report["count"].loc[list(expected)].to_dict() == expected


def test_returns_can_be_dropped_or_refused(write):
    book = read_orders(write(TEXT), returns="drop")
    assert (book.orders["amount"] >= 0).all() and book.set_aside["row"].tolist() == [3, 4, 5, 6, 7, 8]
    assert "(12.00)" in book.set_aside["reason"].iloc[0] and book.report.loc["returns", "count"] == 1
    with pytest.raises(CourseError, match=r"orders.csv: row 3 .*-12"):
        read_orders(write(TEXT), returns="raise")
    with pytest.raises(CourseError, match="'keep'"):
        read_orders(write(TEXT), returns="keep")


def test_row_numbers_with_line_breaks_and_empty_rows(write):
    text = 'customer,note,date,amount\na,"one\ntwo\nthree",2024-01-01,1\n\nb,x,?,1\nc,"p\n\nq",2024-01-01,?\n'
    assert read_orders(write(text)).set_aside["row"].tolist() == [4, 5]


def test_a_row_with_too_many_fields_is_set_aside_whole(write):
    book = read_orders(write("customer,date,amount\na,2024-01-01,¥1,234\nb,2024-01-01,7\n"))
    assert book.orders.columns.tolist() == ["customer_id", "order_date", "amount"] and len(book.orders) == 1
    assert book.set_aside["beyond_header"].tolist() == ["234"] and '"234"' in book.set_aside["reason"].iloc[0]


@pytest.mark.parametrize(
    ("ids", "read"),
    [
        (["1001.0", "1002.0"], ["1001", "1002"]), (["001", "2.0"], ["001", "2"]),
        (["v1.0", "3.1"], ["v1.0", "3.1"]),
        (["3.0", "3.1"], ["3.0", "3.1"]), ([1001.0, 1002.0], ["1001", "1002"]), ([7, "x"], ["7", "x"]),
        (['="0012"', "'0013"], ["0012", "0013"]), (["\tA ", "\u3000B"], ["A", "B"]),
        (["<b>", "=1+1"], ["<b>", "=1+1"]), (["昇", "赟"], ["昇", "赟"]),
    ],
)  # fmt: skip
def test_customers(ids, read):
    assert read_orders(frame(customer=ids)).orders["customer_id"].tolist() == read


def test_a_customer_shortened_by_excel_is_refused():
    book = read_orders(frame(customer=["1.38E+10", 1.2345678901234568e17]))
    assert len(book.orders) == 0 and book.report.loc["id_shortened", "count"] == 2
    assert "1.38E+10" in book.set_aside["reason"].iloc[0]


def test_a_shortened_order_number_is_taken_as_missing():
    book = read_orders(frame(order_id=["1.2E+17", "T2"]))
    assert (
        book.orders["order_id"].isna().tolist() == [True, False]
        and book.report.loc["order_ids_lost", "count"] == 1
    )


def test_open_dates_are_asked_about_and_the_printed_call_works(write):
    path = write("customer,paid on,amount\na,3/5/2024,1\nb,4/5/2024,2\n")
    with pytest.raises(CourseError) as raised:
        read_orders(path)
    call = raised.value.text.en.split("order_date=")[1].split(" or ")[0]
    assert read_orders(path, order_date=eval(call)).orders["order_date"].dt.month.tolist() == [5, 5]
    with pytest.raises(CourseError, match="dayfirst"):
        read_orders(path, order_date={"paid on": "day first"})
    with pytest.raises(CourseError, match="dayfirst"):
        read_orders(path, order_date={})


def test_other_columns_stay_and_none_is_overwritten(write):
    text = "买家,date,paid,amount,row,reason\na,2024-01-01,1,9,8,why\nb,?,2,9,8,why\n"
    book = read_orders(write(text), amount="paid")
    assert book.orders[["amount", "amount_in_file", "row", "reason"]].values.tolist() == [
        [1.0, "9", "8", "why"]
    ]
    assert book.set_aside[["row", "row_in_file", "reason_in_file", "paid"]].values.tolist() == [
        [3, "8", "why", "2"]
    ]


def test_excel(write):
    data = workbook(
        ["会员号", "付款时间", "金额", "件数"], [1001.0, datetime(2024, 3, 5, 14, 3), 1.234, 2],
        [138e8, "2024年3月6日", "¥12", 3], [None, None, None, 1], [1003, 45357, -3, 4],
    )  # fmt: skip
    read = read_orders(write(data, "订单.xlsx"))
    assert read.orders["customer_id"].tolist() == ["1001", "13800000000", "1003"]
    assert read.orders["amount"].tolist() == [1.234, 12, -3] and read.orders["件数"].tolist() == [2, 3, 4]
    assert read.orders["order_date"].dt.day.tolist() == [5, 6, 6]
    assert read.set_aside["row"].tolist() == [4] and read.report.loc["sheets_left", "count"] == "二月"


def test_frames_of_other_kinds_and_types():
    typed = frame(date=pd.to_datetime(["2024-01-01", None]), amount=[Decimal("1.5"), 2])
    assert read_orders(typed).orders["amount"].tolist() == [1.5]
    strange = frame(date=pd.Categorical(["2024-01-01", "20240102"]), tags=[["x"], {"y": 1}])
    assert read_orders(strange).orders["tags"].tolist() == [["x"], {"y": 1}]
    polars = pl.DataFrame({"customer": ["a", None], "date": [datetime(2024, 1, 1)] * 2, "amount": [1.5, 2.0]})
    assert read_orders(polars).set_aside["row"].tolist() == [3]


def test_a_frame_keeps_its_index_and_is_not_changed():
    given_frame = frame(date=["2024-01-01", "?"]).set_index(pd.Index([7, 7]))
    before = given_frame.copy()
    book = read_orders(given_frame)
    assert book.orders.index.tolist() == [7] and book.set_aside["row"].tolist() == [3]
    pd.testing.assert_frame_equal(given_frame, before)


@pytest.mark.parametrize("table", ["grocery_orders", "cdnow_orders", "shop_orders"])
def test_the_shipped_order_books_are_read_whole(table):
    shipped = cc.load(table)
    book = read_orders(shipped)
    assert len(book.set_aside) == 0 and book.orders.columns.tolist() == shipped.columns.tolist()


@pytest.mark.parametrize("what", [3, None, b"x", ["a"], {"a": 1}, pd.Series([1])])
def test_what_is_no_table(what):
    with pytest.raises(CourseError, match=type(what).__name__):
        read_orders(what)


def test_currencies_are_not_mixed_in_silence():
    book = read_orders(frame(amount=["¥1", "$2"]))
    assert book.report.loc["several_currencies", "count"] == "CNY 1, USD 1" and "currencies" in repr(book)


def test_the_repr_is_short_and_escaped():
    bad = pd.DataFrame(
        {"customer": "c", "date": ["<img src=x onerror=alert(1)>"] * 50 + ["y" * 500], "amount": "1"}
    )
    book = read_orders(bad)
    html = book._repr_html_()
    assert "<img" not in html and "&lt;img" in html and "47" not in html and "48 more" in html
    assert len(repr(book).splitlines()) == 5 and len(book.set_aside["reason"].iloc[-1]) < 120


def test_many_refused_rows_all_have_their_reason():
    n = 30_000
    odd = [f"x{i}" if i % 3 == 0 else "5" for i in range(n)]
    book = read_orders(pd.DataFrame({"customer": "c", "date": "2024-01-01", "amount": odd}))
    assert len(book.set_aside) == n // 3 and book.set_aside["reason"].iloc[-1].endswith(f'"x{n - 3}"')


def test_reading_is_one_pass_over_distinct_texts(monkeypatch):
    calls = []
    monkeypatch.setattr(
        "custclass.data.amounts._read_one", lambda text: calls.append(text) or ("whole", 1.0, "")
    )
    read_orders(pd.DataFrame({"customer": "c", "date": "2024-01-01", "amount": ["¥1", "¥2"] * 5000}))
    assert sorted(calls) == ["¥1", "¥2"]


CELLS = st.one_of(
    st.sampled_from(["a", "1001.0", "", "2024-03-05", "2024年3月5日", "3/5/2024",
    "13/5/2024", "45356", "¥1,234.50", "1.234",
                     "12,5", "(3)", "nan", "inf", "-7", '"', "1e400", "9" * 400, "\ud7ff", "=1+1"]),
    st.text(max_size=6),
)  # fmt: skip
SHEET = workbook(["customer", "date", "amount"], ["a", "2024-01-01", 1])
SAFE = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


def whole_or_asked(given_input, rows=None, **how):
    """Either a book without a row lost, or a sentence in both languages."""
    try:
        book = read_orders(given_input, **how)
    except CourseError as error:
        assert error.text.zh and error.text.en
        return
    assert len(book.orders) + len(book.set_aside) == book.report.loc["rows_read", "count"]
    assert rows is None or len(book.orders) + len(book.set_aside) == rows
    assert book.orders[["customer_id", "order_date", "amount"]].notna().all(axis=None)
    assert np.isfinite(book.orders["amount"]).all() and (book.set_aside["reason"] != "").all()
    repr(book), book._repr_html_()


@SAFE
@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=12), st.sampled_from(["net", "drop"])
)
def test_no_row_of_a_frame_is_lost(rows, returns):
    table = pd.DataFrame(rows, columns=["customer", "date", "amount", "order_id"])
    whole_or_asked(table, len(rows), returns=returns, order_date={"date": "dayfirst"})


@SAFE
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12),
    codec=st.sampled_from(["utf-8", "utf-16"]),
)
def test_no_row_of_a_csv_file_is_lost(tmp_path, rows, codec):
    path = tmp_path / "a.csv"
    table = pd.DataFrame(rows, columns=["customer", "date", "amount"])
    path.write_bytes(table.to_csv(index=False, quoting=1).encode(codec))
    whole_or_asked(path, len(rows), order_date={"date": "monthfirst"})


@SAFE
@given(data=st.binary(max_size=300))
@example(data=b"PK\x03\x04" + b"\x00" * 30)
@example(data=b"\x1f\x8b\x08\x00" + b"\x00" * 30)
@example(data=b"\xff\xfe\x00\x00\x01")
@example(data=b"\x00a\x00,\x00b")
@example(data=b'"')
def test_any_bytes_are_a_book_or_a_sentence(tmp_path, data):
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    whole_or_asked(path)


@SAFE
@given(data=st.data(), codec=st.sampled_from(["utf-8", "gb18030", "utf-16", "xlsx"]))
def test_a_damaged_file_is_a_book_or_a_sentence(tmp_path, data, codec):
    whole = bytearray(SHEET if codec == "xlsx" else TEXT.encode(codec))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, 6000)) % max(len(whole), 1)
        whole[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    path = tmp_path / "a.csv"
    path.write_bytes(whole)
    whole_or_asked(path)


def test_every_reason_is_worded_in_both_languages():
    for role, short, what in REASONS.values():
        assert role in ("", "customer_id", "order_date", "amount")
        assert all(text.zh and text.en and text.zh != text.en for text in (short, what))
