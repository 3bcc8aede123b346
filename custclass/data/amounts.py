"""Amounts of money as people write them, read without guessing."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter

import numpy as np
import pandas as pd

from custclass.data.cells import DIGITS_LOST_FROM, Reading, distinct, spread

_SIGNS = {
    "¥": "CNY", "元": "CNY", "圆": "CNY", "人民币": "CNY", "rmb": "CNY", "cny": "CNY",
    "$": "USD", "us$": "USD", "usd": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP",
}  # fmt: skip
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_PLAIN = r"-?[0-9]{1,15}(?:\.[0-9]{1,2})?"
_FORM = re.compile(
    rf"(?P<open>\()?(?P<minus1>[-+])?(?P<before>{_SIGN})?(?P<minus2>[-+])?"
    r"(?P<number>[0-9.,]+(?:e[-+]?[0-9]+)?)"
    rf"(?P<scale>[万亿])?(?P<after>{_SIGN})?(?P<minus3>-)?(?P<close>\))?"
)
_DASH = re.compile("[−–—]")
_SIGN_THEN_BRACKET = re.compile(rf"^({_SIGN})\(")
_SPACES = re.compile(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))|(?<![0-9])\s+|\s+(?![0-9])")

# How a number may be written. "point" and "comma" also tell how the rest of the column writes decimals;
# "1.234" and "1,234" alone do not.
_KINDS = [
    ("point", re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}")),
    ("comma", re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]+,[0-9]{1,2}")),
    ("either_point", re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")),
    ("either_comma", re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")),
    ("point", re.compile(r"[0-9]*\.[0-9]+(?:e[-+]?[0-9]+)?")),
    ("comma", re.compile(r"0,[0-9]{3,}")),
    ("whole", re.compile(r"[0-9]+(?:e[-+]?[0-9]+)?")),
]


def read_amounts(column: pd.Series) -> Reading:
    """Read a column of amounts.

    Parameters
    ----------
    column : Series
        Numbers, or texts such as ``¥1,234.50``, ``1.234,50``, ``(12.00)``, ``-12``, ``１２``, ``1.2万``, ``12元``.

    Returns
    -------
    Reading
        Values as floats (NaN where refused) with the codes ``no_amount``, ``bad_amount``,
        ``amount_two_ways`` (``1.234`` where the column does not show how it writes decimals) or
        ``amount_too_large``; notes count the rows per currency sign.

    Examples
    --------
    >>> read_amounts(pd.Series(["¥1,234.50", "(12.00)", "1.2万"])).values.tolist()
    [1234.5, -12.0, 12000.0]
    >>> read_amounts(pd.Series(["1.234", "12,50"])).values.tolist()
    [1234.0, 12.5]
    """
    if pd.api.types.is_float_dtype(column.dtype) or pd.api.types.is_integer_dtype(column.dtype):
        values = column.to_numpy(dtype=float, na_value=np.nan)
        return Reading(*_judged(values, np.where(np.isnan(values), "no_amount", "").astype(object)))
    if column.dtype == "str":
        return _read_texts(column)
    typed = np.array([_is_number(value) for value in column], dtype=bool)
    texts = _read_texts(column.mask(typed, None))  # a number typed in Excel has no two readings
    numbers = np.array([_number(value) if t else math.nan for value, t in zip(column, typed, strict=True)])
    values, fault = _judged(numbers, np.where(np.isnan(numbers), "no_amount", "").astype(object))
    return Reading(np.where(typed, values, texts.values), np.where(typed, fault, texts.fault), texts.notes)


def _read_texts(column: pd.Series) -> Reading:
    places, texts = distinct(column)
    kinds, numbers, signs = _kinds(texts)
    used = np.zeros(len(texts) + 1, dtype=bool)
    used[places] = True
    seen = set(kinds[used[:-1]])
    factor = np.ones(len(texts))  # 1.234 was read as 1.234: 1000 makes it 1234
    fault = np.where(kinds == "bad", "bad_amount", "").astype(object)
    if "comma" in seen:
        fault[kinds == "either_comma"] = "amount_two_ways"
        factor[kinds == "either_point"] = 1000
    if ("point" in seen) == ("comma" in seen):
        fault[kinds == "either_point"] = "amount_two_ways"
    values, faults = _judged(
        spread(places, np.round(numbers * factor, 6), math.nan), spread(places, fault, "no_amount")
    )
    rows_per_text = np.bincount(places[places >= 0], minlength=len(texts))
    notes: Counter[str] = Counter()
    for place, sign in signs.items():
        if rows_per_text[place]:
            notes[sign] += int(rows_per_text[place])
    return Reading(values, faults, dict(notes))


def _kinds(texts: list[str]) -> tuple[np.ndarray, np.ndarray, dict[int, str]]:
    """Return the kind and the number of each text, and the currency of those that show one."""
    series = pd.Series(texts, dtype="str")
    plain = series.str.fullmatch(_PLAIN).to_numpy(dtype=bool) if texts else np.zeros(0, dtype=bool)
    kinds = np.full(len(texts), "whole", dtype=object)
    numbers = np.full(len(texts), math.nan)
    numbers[plain] = series[plain].astype(float)
    kinds[plain & series.str.contains(".", regex=False).to_numpy(dtype=bool)] = "point"
    signs = {}
    for place in np.flatnonzero(~plain):
        kinds[place], numbers[place], sign = _read_one(texts[place])
        if sign:
            signs[int(place)] = sign
    return kinds, numbers, signs


def _read_one(text: str) -> tuple[str, float, str]:
    refused = ("bad", math.nan, "")
    text = _DASH.sub("-", unicodedata.normalize("NFKC", text).casefold())
    form = _FORM.fullmatch(_SIGN_THEN_BRACKET.sub(r"(\1", _SPACES.sub("", text).strip()))
    if form is None or bool(form["open"]) != bool(form["close"]):
        return refused
    if form["before"] and form["after"] and _SIGNS[form["before"]] != _SIGNS[form["after"]]:
        return refused
    marks = [form["minus1"], form["minus2"], form["minus3"], "-" if form["open"] else None]
    marks = [mark for mark in marks if mark]
    if len(marks) > 1:
        return refused
    sign = form["before"] or form["after"]
    for kind, pattern in _KINDS:
        if pattern.fullmatch(form["number"]):
            number = form["number"]
            if kind == "comma":
                number = number.replace(".", "").replace(",", ".")
            value = float(number.replace(",", "")) * _SCALES[form["scale"] or ""]
            return kind, -value if marks == ["-"] else value, _SIGNS[sign] if sign else ""
    return refused


def _judged(values: np.ndarray, fault: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Refuse what is infinite or so large that a float has lost its pence."""
    fault = np.where((fault == "") & (np.abs(values) >= DIGITS_LOST_FROM), "amount_too_large", fault)
    return np.where(fault == "", values, math.nan), fault


def _is_number(value: object) -> bool:
    if isinstance(value, bool | np.bool_ | str) or value is None:
        return False
    return hasattr(value, "__float__") and np.ndim(value) == 0  # type: ignore[arg-type]


def _number(value) -> float:
    try:
        return float(value)
    except (OverflowError, ValueError, TypeError):
        return math.inf
