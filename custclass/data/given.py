"""Look at a table before it is measured: is it one, has it the columns, is anything missing?

Every answer a reader can do something about is a `CourseError`. The tables are those of any engine narwhals knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import narwhals as nw
import pandas as pd

from custclass.show.say import CourseError, Text, join, say


def as_of_day(as_of: Any) -> date:
    """Read an as-of date.

    Parameters
    ----------
    as_of : str, date, datetime or Timestamp
        A text is written year-month-day, such as ``"2017-12-31"``.

    Returns
    -------
    datetime.date
        The day; a time of day is dropped.

    Raises
    ------
    CourseError
        If it is no day.

    Examples
    --------
    >>> as_of_day("2017-12-31")
    datetime.date(2017, 12, 31)
    """
    try:
        if isinstance(as_of, str):
            return datetime.fromisoformat(as_of.strip()).date()
        if not isinstance(as_of, date):  # a numpy datetime64
            as_of = pd.Timestamp(as_of) if hasattr(as_of, "dtype") else None
        return date(as_of.year, as_of.month, as_of.day)
    except (ValueError, TypeError, AttributeError):
        raise CourseError(
            say(
                zh='统计截止日 as_of={given!r} 看不懂：请写成“年-月-日”，例如 as_of="2017-12-31"。',
                en='The as-of date as_of={given!r} is no day: write it year-month-day, such as as_of="2017-12-31".',
            ).format(given=as_of)
        ) from None


def open_table(table: Any, needed: list[str], name: str) -> tuple[nw.LazyFrame, bool]:
    """Return the table as a narwhals lazy frame, and whether it was an eager one."""
    try:
        frame = nw.from_native(table)
    except TypeError:
        raise CourseError(
            say(
                zh="{name} 应为一张表（pandas、polars 或 DuckDB 等），得到的是 {kind}。"
                "读入文件请用 read_orders(…).orders。",
                en="{name} must be a table (pandas, polars, DuckDB ...), but a {kind} was given. "
                "To read a file use read_orders(...).orders.",
            ).format(name=name, kind=type(table).__name__)
        ) from None
    lacks_columns(frame.collect_schema().names(), needed, name)
    return frame.lazy(), isinstance(frame, nw.DataFrame)


def lacks_columns(columns: Iterable[str], needed: list[str], name: str) -> None:
    """Raise a `CourseError` that names the columns that are not there, and those that are.

    Examples
    --------
    >>> lacks_columns(["customer_id", "amount"], ["customer_id"], "orders")
    """
    columns = [str(column) for column in columns]
    lacking = [column for column in needed if column not in columns]
    if lacking:
        raise CourseError(
            say(
                zh="{name} 缺少列：{lacking}；找到的列是：{found}。请改列名，或用 read_orders 读入订单。",
                en="{name} lacks the column(s) {lacking}; the columns found are: {found}. "
                "Rename them, or read orders with read_orders.",
            ).format(name=name, lacking=join(lacking), found=join(columns))
        )


def check_kinds(frame: nw.LazyFrame) -> None:
    """Refuse dates and amounts that are still text."""
    schema = frame.collect_schema()
    expected = {
        "order_date": (lambda t: t in (nw.Date, nw.Datetime), say(zh="日期", en="dates")),
        "amount": (lambda t: t.is_numeric(), say(zh="数字", en="numbers")),
    }
    for column, (is_right, what) in expected.items():
        if column in schema and not is_right(schema[column]):
            raise CourseError(
                say(
                    zh="列 {column} 应为{what}，但它的类型是 {kind}。请用 read_orders 读入，它会识别各种写法。",
                    en="The column {column} must hold {what}, but its type is {kind}. "
                    "Read the table with read_orders, which knows the usual ways of writing them.",
                ).format(column=column, what=what, kind=schema[column])
            )


def refuse_gaps(frame: nw.LazyFrame, columns: list[str], eager: bool, name: str) -> dict[str, int]:
    """Refuse rows that lack one of `columns`: grouping would make a customer of them, or lose them.

    Return how many rows lack what; an order_id may be missing, and is counted with the others in one go.
    """
    schema = frame.collect_schema()
    empty = {c: nw.col(c).is_null() for c in [*columns, "order_id"] if c in schema}
    for column in columns:
        # To pandas NaN is a missing value; elsewhere it is a number that would spoil the sum.
        if schema[column].is_float() and not frame.implementation.is_pandas_like():
            empty[column] = empty[column] | nw.col(column).is_nan()
    counted = one_row(frame.select(*(e.cast(nw.Int64).sum().alias(c) for c, e in empty.items())), eager)
    missing = {c: int(n or 0) for c, n in counted.items()}
    found = {c: missing[c] for c in columns if missing[c]}
    if not found:
        return missing
    each = say(zh="{n} 行没有 {column}", en="{n} row(s) without {column}")
    parts = [
        each.format(n=n, column=column) + _which(frame, empty[column], eager) for column, n in found.items()
    ]
    raise CourseError(
        say(
            zh="{name} 中有 {parts}。请补上或去掉这些行；read_orders 会把它们放到一边并写明原因。",
            en="In {name} there are {parts}. Fill them in or take them out; "
            "read_orders sets them aside with the reason.",
        ).format(name=name, parts=join(parts, zh="，", en=", "))
    )


def _which(frame: nw.LazyFrame, condition: nw.Expr, eager: bool) -> Text:
    """Name the first rows that meet `condition`; a lazy table has no row numbers."""
    if not eager:
        return say(zh="", en="")
    numbers = frame.collect().select(condition.alias("empty"))["empty"].arg_true().head(3).to_list()
    return say(zh="（从 1 数起，最前面的是第 {rows} 行）", en=" (counted from 1, the first: {rows})").format(
        rows=join(n + 1 for n in numbers)
    )


def one_row(frame: nw.LazyFrame, eager: bool) -> dict[str, Any]:
    """Compute a table of one row; a lazy table needs a library to hold it."""
    if eager:
        return frame.collect().rows(named=True)[0]
    return frame.collect("polars" if frame.implementation.is_polars() else "pandas").rows(named=True)[0]
