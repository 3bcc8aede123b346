"""Reading what a learner hands in: ids, labels in either language, numbers as people write them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from custclass.learn.verdict import Unreadable
from custclass.show.say import Text, join, say

_NUMBER = re.compile(
    r"(US\$|USD|RMB|CNY|¥|\$)?\s*"
    r"(?P<number>[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(e[-+]?\d+)?)"
    r"\s*(%|元|美元|¥|\$|US\$|USD|RMB|CNY)?",
    re.IGNORECASE,
)


def read_labels(given: Any, items: pd.Index, labels: Mapping[str, Text], expected: Text) -> dict[str, str]:
    """Read an answer that names one label per item.

    Parameters
    ----------
    given : dict, Series, or DataFrame with a column "class"
        Item id to label: a code or its label in either language. Ids may be any type; those of a
        DataFrame stand in its column "customer_id" or the one named like `items`, else in its index.
    items : Index
        The ids that may occur.
    labels : mapping of str to Text
        The codes and their labels.
    expected : Text
        What is said when the answer cannot be read.

    Returns
    -------
    dict of str to str
        Item id to code, only the items answered.

    Raises
    ------
    Unreadable
        For another type, an id that is not there or stands twice, a label that does not exist.
    """
    pairs = _pairs(given, ["customer_id", items.name], expected)
    known = set(items)
    codes = codes_by_name(labels)
    read: dict[str, str] = {}
    for key, value in pairs:
        item = plain_id(key)
        if item not in known:
            raise Unreadable(
                say(
                    zh="题目里没有编号“{item}”。题目中的编号是：{known}。",
                    en="There is no “{item}” in this exercise. Its ids are: {known}.",
                ).format(item=shortened(item), known=join(list(items)[:8]))
            )
        if item in read:
            raise Unreadable(
                say(
                    zh="编号“{item}”出现了两次，每个编号只能答一次。",
                    en="“{item}” stands twice: answer each id once.",
                ).format(item=item)
            )
        if _is_blank(value):
            continue
        code = codes.get(folded(value))
        if code is None:
            raise Unreadable(
                say(
                    zh="没有“{value}”这一项。可以填写：{known}。",
                    en="“{value}” is not one of the choices. They are: {known}.",
                ).format(value=shortened(value), known=join(labels.values(), zh="；", en="; "))
            )
        read[item] = code
    return read


def _pairs(given: Any, ids: list[Any], expected: Text) -> list[tuple[Any, Any]]:
    given = as_pandas(given)
    if isinstance(given, pd.DataFrame) and "class" in given.columns:
        key = next((name for name in ids if name in given.columns), None)
        given = (given if key is None else given.set_index(key))["class"]
    if isinstance(given, pd.Series | Mapping):
        return list(given.items())
    raise Unreadable(expected)


def as_pandas(given: Any) -> Any:
    """A table of another library (polars, DuckDB ...) as a DataFrame; anything else as it is.

    Column by column, because polars' own ``to_pandas`` needs a library that the course does without.
    """
    if isinstance(given, pd.DataFrame | pd.Series):
        return given
    frame = nw.from_native(given, pass_through=True)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect(None if frame.implementation.is_polars() else "pandas")
    return pd.DataFrame(frame.to_dict(as_series=False)) if isinstance(frame, nw.DataFrame) else given


def plain_id(key: Any) -> str:
    """An id as text, so that 7, 7.0 and "7" are one."""
    return str(int(key)) if isinstance(key, float) and key.is_integer() else str(key).strip()


def _is_blank(value: Any) -> bool:
    return value is None or value is ... or (pd.api.types.is_scalar(value) and pd.isna(value)) or value == ""


def folded(value: Any) -> str:
    """A word without regard to case, width and underscores."""
    return unicodedata.normalize("NFKC", str(value)).strip().casefold().replace("_", " ")


def shortened(value: Any) -> Any:
    """A stranger's value, fit to be quoted in a sentence."""
    text = str(value)
    return value if isinstance(value, Text) or len(text) <= 40 else f"{text[:40]}…"


def codes_by_name(labels: Mapping[str, Text]) -> dict[str, str]:
    """Every folded name (code or either label) with its code."""
    names = {}
    for code, label in labels.items():
        names.update({folded(label.zh): code, folded(label.en): code, folded(code): code})
    return names


def read_number(given: Any) -> float | None:
    """A finite number from an int, a float, or text such as ``"1,234.5"`` or ``"12%"``; else None.

    A comma counts as a thousands separator only: in ``"12,5"`` it might mean something else.

    Examples
    --------
    >>> read_number("１,234.5元")
    1234.5
    >>> read_number("12,5")
    """
    if isinstance(given, str):
        found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", given).replace("−", "-").strip())
        given = found["number"].replace(",", "") if found else None
    if isinstance(given, bool | np.bool_) or (hasattr(given, "__len__") and not isinstance(given, str)):
        return None
    try:
        number = float(given)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


_TRUTHS = {"true": 1.0, "yes": 1.0, "是": 1.0, "false": 0.0, "no": 0.0, "否": 0.0}


def read_truth(given: Any) -> Any:
    """True and False as 1 and 0, also written as words; anything else as it is.

    Examples
    --------
    >>> [read_truth(x) for x in (True, "FALSE", "是", 1)]
    [1.0, 0.0, 1.0, 1]
    """
    return _TRUTHS.get(folded(given), given)
