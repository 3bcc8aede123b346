from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass import CourseError
from custclass.data.dates import read_dates


def read(*texts, order=None):
    reading = read_dates(pd.Series(texts, dtype="str"), "下单时间", "a.csv", order)
    return [fault or str(value)[:19] for fault, value in zip(reading.fault, reading.values, strict=True)]


DAY, NOON = "2024-03-05T00:00:00", "2024-03-05T14:03:00"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024/3/5", DAY), ("2024-03-05", DAY), ("2024.3.5", DAY), ("2024年3月5日", DAY), ("2024年03月05号", DAY),
        ("２０２４年３月５日", DAY), ("20240305", DAY), ("5.3.2024", DAY), ("05.03.2024", DAY), (" 2024/3/5 ", DAY),
        ("2024 年 3 月 5 日", DAY), ("2024-03-05 14:03:00", NOON), ("2024-03-05T14:03:00", NOON),
        ("2024/3/5 14:03", NOON),
        ("2024年3月5日 14时03分", NOON), ("2024年3月5日14:03:00", NOON), ("2024/3/5 下午 2:03", NOON),
        ("2024/3/5 2:03 PM", NOON),
        ("2024/3/5 下午2:03:00", NOON), ("20240305140300", NOON), ("20240305 14:03", NOON),
        ("2024-03-05 12:03 AM", "2024-03-05T00:03:00"), ("2024-03-05 12:03 PM", "2024-03-05T12:03:00"),
        ("5.3.2024 14:03", NOON), ("2024-03-05 14:03:00.123456789", NOON),
        ("2024-03-05T14:03:00Z", NOON), ("2024-03-05T14:03:00+08:00", NOON), ("2024-03-05 14:03:00 +0800", NOON),
        ("2024-03-05 14:03:00 UTC", NOON), ("1990-01-01", "1990-01-01T00:00:00"),
        ("2099-12-31 23:59", "2099-12-31T23:59:00"),
        ("2024-02-29", "2024-02-29T00:00:00"),
    ],
)  # fmt: skip
def test_a_form_is_read(text, value):
    assert read(text) == [value]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024-02-31", "no_such_day"), ("2023年2月29日", "no_such_day"), ("2024/13/5", "no_such_day"),
        ("31.2.2024", "no_such_day"),
        ("20240231", "no_such_day"), ("2024-03-05 25:00", "no_such_day"), ("2024-03-05 24:00:00", "no_such_day"),
        ("0000-00-00", "no_such_day"), ("1989-12-31", "date_out_of_range"), ("1900-01-01", "date_out_of_range"),
        ("2100-01-01", "date_out_of_range"), ("9999-12-31", "date_out_of_range"), ("3/5/24", "two_digit_year"),
        ("24-3-5 10:00", "two_digit_year"), ("yesterday", "bad_date"), ("2024-03", "bad_date"),
        ("2024年", "bad_date"),
        ("1709647200", "bad_date"), ("2024-03-05 x", "bad_date"), ("12", "bad_date"), ("2024-03-051", "bad_date"),
        ("", "no_date"), ("NaT", "no_date"), ("null", "no_date"), (None, "no_date"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(text, code):
    assert read(text) == [code]


def test_the_column_shows_its_order():
    assert read("3/5/2024", "13/5/2024") == ["2024-05-03T00:00:00", "2024-05-13T00:00:00"]
    assert read("3-5-2024", "3-13-2024 8:00") == ["2024-03-05T00:00:00", "2024-03-13T08:00:00"]


def test_equal_readings_need_no_question():
    assert read("5/5/2024", "6/6/2024") == ["2024-05-05T00:00:00", "2024-06-06T00:00:00"]


def test_an_open_order_is_asked_about():
    with pytest.raises(CourseError) as raised:
        read("3/5/2024", "4/6/2024", "5/5/2024", "2024-01-01")
    for text in (raised.value.text.zh, raised.value.text.en):
        for part in ("下单时间", "3/5/2024", "4/6/2024", "a.csv", "order_date={'下单时间': \"dayfirst\"}"):
            assert part in text


def test_the_answer_is_taken():
    assert read("3/5/2024", order="dayfirst") == ["2024-05-03T00:00:00"]
    assert read("3/5/2024", order="monthfirst") == [DAY]
    assert read("3/25/2024", order="dayfirst") == ["no_such_day"]


def test_two_orders_in_one_column_are_asked_about():
    with pytest.raises(CourseError, match="13/5/2024.*5/14/2024"):
        read("13/5/2024", "5/14/2024", "x")


def test_an_impossible_date_is_no_evidence():
    assert read("31/31/2024", "2/2/2024") == ["no_such_day", "2024-02-02T00:00:00"]


def test_excel_numbers_only_as_a_whole_column():
    assert read("45356", "45356.5", "?") == [DAY, "2024-03-05T12:00:00", "bad_date"]
    assert read("45356", "2024-03-05") == ["bare_number", DAY]
    assert read("45356", "5/5/2024") == ["bare_number", "2024-05-05T00:00:00"]
    assert read("10000") == ["date_out_of_range"]


def test_numbers_beside_date_cells_are_dates():
    cells = pd.Series([datetime(2024, 3, 5), 45357, "2024/3/7"], dtype=object)
    reading = read_dates(cells, "d", "a.xlsx")
    assert [str(v)[:10] for v in reading.values] == ["2024-03-05", "2024-03-06", "2024-03-07"]
    assert reading.notes == {"dates_from_numbers": 1}


def test_date_cells_and_columns():
    assert read_dates(pd.Series([date(2024, 3, 5), None], dtype=object), "d", "f").fault.tolist() == [
        "",
        "no_date",
    ]
    assert read_dates(pd.Series([20240305]), "d", "f").values[0] == np.datetime64("2024-03-05")
    times = pd.to_datetime(pd.Series(["2024-03-05 14:03", None, "1980-01-01 00:00"]))
    reading = read_dates(times, "d", "f")
    assert reading.fault.tolist() == ["", "no_date", "date_out_of_range"]
    assert reading.values.dtype == "datetime64[us]"


def test_a_zone_is_taken_off_and_counted():
    times = pd.to_datetime(pd.Series(["2024-03-05 14:03"])).dt.tz_localize("Asia/Shanghai")
    reading = read_dates(times, "d", "f")
    assert str(reading.values[0])[:19] == NOON and reading.notes == {"dates_with_zone": 1}
    texts = pd.Series(["2024-03-05T14:03:00+08:00", "2024-03-05T14:03:00+08:00", "2024-03-05"])
    assert read_dates(texts, "d", "f").notes == {"dates_with_zone": 2}


@settings(deadline=None, max_examples=150)
@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)).map(lambda t: t.replace(microsecond=0)),
    st.sampled_from(["{:%Y-%m-%d %H:%M:%S}", "{:%Y/%m/%d %H:%M:%S}",
    "{:%Y%m%d%H%M%S}", "{0.day}.{0.month}.{0:%Y} {0:%H:%M:%S}",
                     "{0:%Y}年{0.month}月{0.day}日 {0:%H:%M:%S}"]),
)  # fmt: skip
def test_what_was_written_is_read(moment, form):
    assert read(form.format(moment)) == [moment.isoformat()]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.one_of(st.text(alphabet="0123456789-/.:年月日 T+Z", max_size=20), st.text(max_size=8)), max_size=6
    )
)
def test_any_text_is_read_or_refused(texts):
    try:
        reading = read_dates(pd.Series(texts, dtype="str"), "d", "f")
    except CourseError:
        return
    assert (np.isnat(reading.values) == (reading.fault != "")).all()
