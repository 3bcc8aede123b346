"""Tables: headers, cells, escaping, and that nothing in them is random."""

import pandas as pd
import pytest

from custclass.show import say, table

FRAME = pd.DataFrame(
    {
        "customer_id": ["S0001", "S0002", None],
        "tier": ["high", "low", "low"],
        "amount": [12345.5, None, -3.0],
        "share": [0.5, 0.25, 0.25],
        "orders": [1200, 3, 4],
        "birth_year": [1985.0, None, 2001.0],
        "is_local": [True, False, True],
        "last_order": pd.to_datetime(["2025-12-31", None, "2025-01-02 08:05"], format="ISO8601"),
    }
)
TITLES = {"tier": say(zh="价值层级", en="Value tier"), "orders": say(zh="订单数", en="Orders")}
VALUES = {"tier": {"high": say(zh="高价值", en="high value")}}


def _lines(shown):
    return [line.split() for line in repr(shown).split("\n")]


def test_cells_and_headers_are_for_readers(english):
    shown = table(FRAME, titles=TITLES, formats={"amount": "CNY", "share": "%"}, values=VALUES)
    header, first, second, third = _lines(shown)
    assert header[1:3] == ["Value", "tier"]
    assert first == ["S0001", "high", "value", "¥12,346", "50.0%", "1,200", "1985", "yes", "2025-12-31"]
    assert second == ["S0002", "low", "—", "25.0%", "3", "—", "no", "—"]
    assert third == ["—", "low", "\N{MINUS SIGN}¥3", "25.0%", "4", "2001", "yes", "2025-01-02", "08:05"]


def test_language_is_that_of_showing(tongue):
    shown = table(FRAME, titles=TITLES, values=VALUES, rows=2)._repr_html_()
    wanted = {
        "zh": ["价值层级", "高价值", "共 3 行，显示前 2 行", "是"],
        "en": ["Value tier", "high value", "3 rows, the first 2 shown", "yes"],
    }
    assert all(text in shown for text in wanted[tongue])


def test_all_rows_and_no_closing_line(english):
    assert len(_lines(table(pd.DataFrame({"n": range(1234)}), rows=None))) == 1235
    assert repr(table(pd.DataFrame({"n": range(1234)}))).endswith("1,234 rows, the first 10 shown")


def test_text_from_data_is_escaped():
    evil = "<img src=x onerror=alert(1)>"
    shown = table(
        pd.DataFrame({evil: [evil]}), titles={evil: evil}, values={evil: {evil: evil}}, caption=evil
    )._repr_html_()
    assert "<img" not in shown
    assert shown.count("&lt;img") == 3


def test_dollars_are_not_read_as_a_formula():
    shown = table(pd.DataFrame({"x": ["from US$1 to US$2"]}))._repr_html_()
    assert "US<span>$</span>1 to US<span>$</span>2" in shown


def test_html_is_stable_and_aligned():
    first, second = (table(FRAME)._repr_html_() for _ in range(2))
    assert first == second
    assert '<td style="text-align:right;white-space:nowrap">1,200</td>' in first
    assert '<td style="text-align:left;white-space:nowrap">S0001</td>' in first
    assert first.startswith('<div style="overflow-x:auto">')


def test_only_long_texts_break_into_lines():
    long = "客户希望下次送货时提前半小时打电话确认地址"
    shown = table(pd.DataFrame({"short": ["杭州"], "long": [long]}))._repr_html_()
    assert 'white-space:nowrap">杭州<' in shown
    assert f'style="text-align:left">{long}<' in shown


def test_index_is_shown_when_it_says_something(english):
    counts = pd.Series(["a", "b", "a"], name="class").value_counts()
    assert _lines(table(counts)) == [["class", "count"], ["a", "2"], ["b", "1"]]
    assert _lines(table(pd.DataFrame({"n": [5, 6]}, index=[7, 3]))) == [["n"], ["5"], ["6"]]
    grouped = pd.DataFrame({"k": ["x", "y"], "j": [1, 2], "n": [3, 4]}).set_index(["k", "j"])
    assert _lines(table(grouped)) == [["k", "j", "n"], ["x", "1", "3"], ["y", "2", "4"]]


@pytest.mark.parametrize(
    ("form", "text"),
    [("{:.1f}", "12.3"), (say(zh="{:.0f} 天", en="{:.0f} days"), "12 days"), (lambda x: x > 5, "True")],
)
def test_formats(form, text, english):
    assert repr(table(pd.DataFrame({"x": [12.345]}), formats={"x": form})).split("\n")[1].strip() == text


def test_floats_of_a_column_have_equal_decimals(english):
    assert _lines(table(pd.DataFrame({"x": [1.0, 2.25]}))) == [["x"], ["1.00"], ["2.25"]]


def test_the_frame_may_change_afterwards(english):
    frame = pd.DataFrame({"x": [1]})
    shown = table(frame)
    frame["x"] = 2
    assert _lines(shown) == [["x"], ["1"]]


def test_empty_table(english):
    assert repr(table(pd.DataFrame({"x": [], "y": []}))).split() == ["x", "y"]
