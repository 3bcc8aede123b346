"""Numbers as text."""

import math

import pytest

from custclass.show import money, number, percent


@pytest.mark.parametrize(
    ("x", "text"),
    [
        (0, "0"), (-0.001, "0"), (1234567, "1,234,567"), (-1500.6, "\N{MINUS SIGN}1,501"), (0.25, "0.25"),
        (100, "100"), (999.5, "999.5"), (None, "—"), (math.nan, "—"), (math.inf, "∞"),
        (-math.inf, "\N{MINUS SIGN}∞"),
    ],
)  # fmt: skip
def test_number(x, text):
    assert number(x) == text


def test_digits_are_kept_when_asked_for():
    assert number(2, digits=2) == "2.00"
    assert number(-0.001, digits=2) == "0.00"


def test_money_and_percent():
    assert money(-1234.5, "USD", digits=1) == "\N{MINUS SIGN}US$1,234.5"
    assert money(None) == percent(None) == "—"
    assert percent(-0.125) == "\N{MINUS SIGN}12.5%"
    with pytest.raises(KeyError):
        money(1, "EUR")
