"""Numbers as they are written in texts, tables and charts."""

from __future__ import annotations

import math

CURRENCIES = {"CNY": "¥", "USD": "US$"}
MISSING = "—"
MINUS = "\N{MINUS SIGN}"


def number(x: float | None, digits: int | None = None) -> str:
    """Write a number with thousands separators.

    Parameters
    ----------
    x : float or None
        The number; None and NaN are written as an em dash.
    digits : int, optional
        Decimals. Left out: none from 1,000 upwards, below that up to two, without trailing zeros.

    Returns
    -------
    str
        The number as text.

    Examples
    --------
    >>> number(12345.678), number(0.5), number(3.14159, digits=3), number(None)
    ('12,346', '0.5', '3.142', '—')
    """
    if x is None or x != x:
        return MISSING
    if math.isinf(x):
        return "∞" if x > 0 else MINUS + "∞"
    if digits is not None:
        text = f"{x:,.{digits}f}"
    elif abs(x) >= 1000:
        text = f"{x:,.0f}"
    else:
        text = f"{x:.2f}".rstrip("0").rstrip(".")
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    return text.replace("-", MINUS)


def money(x: float | None, currency: str = "CNY", digits: int = 0) -> str:
    """Write an amount of money.

    Parameters
    ----------
    x : float or None
        The amount; None and NaN are written as an em dash.
    currency : {"CNY", "USD"}
        Its currency.
    digits : int
        Decimals.

    Returns
    -------
    str
        The amount with its currency sign.

    Examples
    --------
    >>> money(1234.4), money(1234.5, "USD", digits=2)
    ('¥1,234', 'US$1,234.50')
    """
    text = number(x, digits)
    if text == MISSING:
        return text
    sign = MINUS if text.startswith(MINUS) else ""
    return sign + CURRENCIES[currency] + text.removeprefix(MINUS)


def percent(x: float | None, digits: int = 1) -> str:
    """Write a fraction as a percentage.

    Parameters
    ----------
    x : float or None
        The fraction (0.25 is 25 %); None and NaN are written as an em dash.
    digits : int
        Decimals.

    Returns
    -------
    str
        The percentage.

    Examples
    --------
    >>> percent(0.2534), percent(0.5, digits=0)
    ('25.3%', '50%')
    """
    text = number(None if x is None else 100 * x, digits)
    return text if text == MISSING else text + "%"


def with_unit(x: float | None, unit: object = None) -> str:
    """Write a number in its unit: ``"%"`` (of a fraction), a currency code, or none that changes the number.

    Examples
    --------
    >>> with_unit(0.5, "%"), with_unit(1200, "CNY"), with_unit(1200, "orders")
    ('50%', '¥1,200', '1,200')
    """
    if unit == "%":
        # One decimal where it says something: 12.5% but 50%.
        return percent(x).replace(".0%", "%")
    if isinstance(unit, str) and unit in CURRENCIES:
        return money(x, unit)
    return number(x)
