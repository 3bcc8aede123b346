"""Columns of numbers as the lifetime-value functions take them: read, compared, and given back in the same shape.

Every number that cannot be is refused with its column and row.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from custclass.show.say import CourseError, Text, say


class Columns:
    """Columns of equal length, as floats.

    Parameters
    ----------
    **given : number, Series, array or list
        A column each, under the name that errors shall use; a single number stands for every row.

    Attributes
    ----------
    numbers : dict of str to ndarray
        The columns, one-dimensional.

    Raises
    ------
    CourseError
        If a column is no numbers, has gaps, differs in length from another, or is a Series of other customers.

    Examples
    --------
    >>> Columns(frequency=[0, 2], T=10)["T"]
    array([10., 10.])
    """

    def __init__(self, **given: Any):
        self.index = _common_index(given)
        self.single = all(np.ndim(values) == 0 for values in given.values())
        columns = {name: _floats(name, values) for name, values in given.items()}
        lengths = {name: len(column) for name, column in columns.items() if np.ndim(given[name])}
        if len(set(lengths.values())) > 1:
            raise CourseError(
                say(
                    zh="各列的行数不一样：{lengths}。请用同一张表的列。",
                    en="The columns have different numbers of rows: {lengths}. Take them from one table.",
                ).format(lengths=", ".join(f"{name} {n}" for name, n in lengths.items()))
            )
        n = next(iter(lengths.values()), 1)
        self.numbers = {name: np.broadcast_to(column, (n,)) for name, column in columns.items()}
        for name in columns:
            self.refuse(name, ~np.isfinite(self[name]), say(zh="不是数字", en="it is no number"))

    def __getitem__(self, name: str) -> np.ndarray:
        return self.numbers[name]

    def refuse(self, name: str, bad: np.ndarray, why: Text) -> None:
        """Raise a `CourseError` for the first row of the column `name` that is `bad`.

        Examples
        --------
        >>> Columns(T=[3, 5]).refuse("T", np.array([False, False]), say(zh="…", en="…"))
        """
        if not bad.any():
            return
        row = int(np.flatnonzero(bad)[0])
        value = f"{self[name][row]:g}"
        if self.single:
            raise CourseError(
                say(zh="{name}={value}：{why}。请更正。", en="{name}={value}: {why}. Correct it.").format(
                    name=name, value=value, why=why
                )
            )
        raise CourseError(
            say(
                zh="列 {name} 从 1 数起的第 {row} 行{label}的值是 {value}：{why}。"
                "这样的行共 {n} 行，请更正或去掉。",
                en="Column {name}, row {row} counted from 1{label}, is {value}: {why}. "
                "There are {n} such rows; correct them or take them out.",
            ).format(name=name, row=row + 1, label=self._label(row), value=value, why=why, n=int(bad.sum()))
        )

    def _label(self, row: int) -> Text:
        """Name a row by its customer, where the index holds more than row numbers."""
        if self.index is None or isinstance(self.index, pd.RangeIndex):
            return say(zh="", en="")
        return say(zh="（{label}）", en=" ({label})").format(label=self.index[row])

    def like_given(self, result: np.ndarray, name: str) -> Any:
        """Return a result as what was given: one number, a Series of the same customers, or an array.

        Examples
        --------
        >>> Columns(T=5).like_given(np.array([0.25]), "p_alive")
        0.25
        """
        if self.single:
            return float(result[0])
        return result if self.index is None else pd.Series(result, index=self.index, name=name)


def check_counts(columns: Columns) -> None:
    """Refuse a frequency, recency or T that no customer can have.

    Examples
    --------
    >>> check_counts(Columns(frequency=[0, 2], recency=[0, 5.5], T=[10, 10]))
    """
    x, tx, age = columns["frequency"], columns["recency"], columns["T"]
    columns.refuse(
        "frequency",
        (x < 0) | (x != np.floor(x)),
        say(zh="重复购买次数应为 0、1、2……", en="repeat purchases are counted 0, 1, 2 ..."),
    )
    columns.refuse(
        "T", age < 0, say(zh="首单不能晚于统计截止日", en="the first order cannot lie after the as-of date")
    )
    columns.refuse(
        "recency",
        (tx < 0) | (tx > age),
        say(
            zh="首单到末单的时间应在 0 和 T 之间",
            en="the time from first to last order lies between 0 and T",
        ),
    )
    columns.refuse(
        "recency",
        (x == 0) & (tx != 0),
        say(
            zh="只买过一次的客户（frequency 为 0）的 recency 应为 0；它是首单到末单的时间，不是末单至今的时间",
            en="a one-time buyer (frequency 0) has recency 0: it is the time from first to last order, "
            "not the time since the last",
        ),
    )


def _common_index(given: dict[str, Any]) -> pd.Index | None:
    """Return the index of the Series among the columns; columns of different customers must not be mixed."""
    series = {name: values.index for name, values in given.items() if isinstance(values, pd.Series)}
    if not series:
        return None
    first = next(iter(series))
    for name, index in series.items():
        if not index.equals(series[first]):
            raise CourseError(
                say(
                    zh="{first} 和 {name} 的索引不同（不是同一批客户，或顺序不同）：请用同一张表的列。",
                    en="{first} and {name} have different indexes (other customers, or another order): "
                    "take them from one table.",
                ).format(first=first, name=name)
            )
    return series[first]


def _floats(name: str, values: Any) -> np.ndarray:
    """Read one column."""
    if np.ndim(values) > 1:
        raise CourseError(
            say(
                zh='{name} 应为一列或一个数，得到的是一张表：请写 summary["{name}"]（summary.T 会把表转置）。',
                en='{name} must be one column or one number, but a table was given: write summary["{name}"] '
                "(summary.T would turn the table round).",
            ).format(name=name)
        )
    rows = values if np.ndim(values) else [values]
    column = pd.Series(rows, dtype=None if len(rows) else float).infer_objects()
    if not pd.api.types.is_numeric_dtype(column):
        raise CourseError(
            say(
                zh="{name} 应为数字（一列或一个数），得到的是 {kind}。",
                en="{name} must be numbers (a column or one number), but {kind} was given.",
            ).format(name=name, kind=column.dtype if np.ndim(values) else type(values).__name__)
        )
    numbers = column.to_numpy(dtype=float, na_value=np.nan)
    if not len(numbers):
        raise CourseError(
            say(zh="{name} 是空的，没有客户可算。", en="{name} is empty: there is no customer.").format(
                name=name
            )
        )
    return numbers
