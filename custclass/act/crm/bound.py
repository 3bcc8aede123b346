"""What goes into the database: parameters of a query, rows of a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd
import sqlalchemy as sa

from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import CourseError, say

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def bound(name: str, value: Any) -> sa.BindParameter:
    """Return a parameter with the type that the database needs to compare it.

    Examples
    --------
    >>> bound("day", "2025-12-31").value
    datetime.date(2025, 12, 31)
    """
    if isinstance(value, str) and _DAY.fullmatch(value):
        value = as_of_day(value)
    if isinstance(value, pd.Timestamp):
        value = value.date() if value == value.normalize() else value.to_pydatetime()
    elif hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple | set):
        return sa.bindparam(name, [v.item() if hasattr(v, "item") else v for v in value], expanding=True)
    kinds: Mapping[type, Any] = {datetime: sa.DateTime(), date: sa.Date()}
    kind = kinds.get(type(value))
    return sa.bindparam(name, value) if kind is None else sa.bindparam(name, value, type_=kind)


def rows_of(frame: pd.DataFrame, table: sa.Table, people: set[str]) -> list[dict[str, Any]]:
    """Return the rows as the database takes them, or say which cannot be taken.

    Examples
    --------
    >>> from custclass.act.crm.schema import PEOPLE
    >>> rows_of(pd.DataFrame({"customer_id": ["S1"], "name": [float("nan")]}), PEOPLE, {"S1"})
    [{'customer_id': 'S1', 'name': None}]
    """
    needed = [column.name for column in table.columns if not column.nullable]
    lacks_columns(frame.columns, needed, table.name)
    columns = [column for column in table.columns if column.name in frame.columns]
    for name in needed:
        if frame[name].isna().any():
            raise CourseError(
                say(
                    zh="{table} 第 {row} 行没有 {column}，没有写入任何数据：请补上，或先去掉这一行。",
                    en="Row {row} of {table} has no {column}; nothing was written. Fill it in or take the row out.",
                ).format(table=table.name, row=int(frame[name].isna().to_numpy().argmax()) + 1, column=name)
            )
    if "customer_id" in frame and table.name != "people":
        strange = frame["customer_id"].dropna()
        strange = strange[~strange.isin(people)]
        if len(strange):
            raise CourseError(
                say(
                    zh="{table} 中有 {n} 行的客户不在 people 里，例如 {who}；没有写入任何数据。请先登记这些客户。",
                    en="{n} row(s) of {table} belong to customers who are not in people, such as {who}; nothing was "
                    "written. Enter these customers first.",
                ).format(table=table.name, n=len(strange), who=strange.iloc[0])
            )
    cleaned = {}
    for column in columns:
        values = frame[column.name]
        if isinstance(column.type, sa.Date | sa.DateTime):
            moments = _moments(values, table.name)
            day = isinstance(column.type, sa.Date)
            cleaned[column.name] = [
                None if pd.isna(x) else x.date() if day else x.to_pydatetime() for x in moments
            ]
        else:
            cleaned[column.name] = [None if pd.isna(x) else x for x in values.tolist()]
    return [dict(zip(cleaned, row, strict=True)) for row in zip(*cleaned.values(), strict=True)]


def _moments(values: pd.Series, table: str) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(values):
        return values
    # Texts may be days or moments, also mixed; what is neither is named.
    moments = pd.to_datetime(values, format="ISO8601", errors="coerce")
    bad = values[moments.isna() & values.notna()]
    if len(bad):
        raise CourseError(
            say(
                zh="{table} 的 {column} 里有“{value}”，看不懂是哪一天；没有写入任何数据。请写成“年-月-日”。",
                en='{column} of {table} holds "{value}", which is no day; nothing was written. '
                "Write it year-month-day.",
            ).format(table=table, column=values.name, value=bad.iloc[0])
        )
    return moments
