"""Classify a table on any engine: the rules as one narwhals expression."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pandas as pd

from custclass.classify.conditions import Condition, Missing, OneOf
from custclass.classify.measure import Box, Measure
from custclass.show.say import CourseError, join, say

if TYPE_CHECKING:
    from custclass.classify.scheme import Scheme


def classify(scheme: Scheme, table: Any) -> Any:
    """Give each row the first class that matches; see `Scheme.classify`."""
    if isinstance(table, pd.DataFrame):
        table = _plain_objects(scheme, table)
    try:
        frame = nw.from_native(table)
    except TypeError:
        raise CourseError(
            say(
                zh="classify 需要一张表（每位客户一行），得到的是 {kind}。",
                en="classify needs a table, one row a customer; it was given a {kind}.",
            ).format(kind=type(table).__name__)
        ) from None
    schema = frame.collect_schema()
    require_columns(scheme, schema.names())
    columns = {name: _column(measure, schema[name]) for name, measure in scheme.measures.items()}
    result = _result(scheme, columns).alias("class")
    if isinstance(frame, nw.LazyFrame):
        return frame.with_columns(result).to_native()
    _check_whole_numbers(scheme, frame, columns)
    out = frame.select(*scheme.measures).with_columns(result)["class"]
    if frame.implementation.is_pandas():
        return out.to_native().astype("str")
    return out.to_native()


def require_columns(scheme: Scheme, found: list) -> None:
    """Raise a `CourseError` that names the measures which are not among the columns `found`."""
    lacking = [name for name in scheme.measures if name not in found]
    if lacking:
        raise CourseError(
            say(
                zh="“{title}”需要列：{needed}；其中缺少 {lacking}，找到的列是：{found}。请先算出缺少的指标。",
                en='"{title}" needs the column(s) {needed}; {lacking} is lacking. The columns found are: {found}. '
                "Work out the lacking measure first.",
            ).format(
                title=scheme.title, needed=join(scheme.measures), lacking=join(lacking), found=join(found)
            )
        )


def _plain_objects(scheme: Scheme, table: pd.DataFrame) -> pd.DataFrame:
    """Turn pandas columns that hold numbers or None as objects into numbers."""
    numbers = {"integer", "floating", "mixed-integer-float", "decimal", "empty"}
    plain = {
        name: table[name].astype(float)
        for name, measure in scheme.measures.items()
        if name in table
        and measure.kind != "category"
        and table[name].dtype == object
        and pd.api.types.infer_dtype(table[name], skipna=True) in numbers
    }
    return table.assign(**plain) if plain else table


def _column(measure: Measure, dtype: nw.dtypes.DType) -> nw.Expr:
    """Return the column of a measure with every missing value as null."""
    column = nw.col(measure.name)
    if measure.kind == "category":
        return column.cast(nw.String) if dtype in (nw.Categorical, nw.Enum) else column
    if dtype.is_float():
        return nw.when(~column.is_nan()).then(column)
    if dtype.is_numeric():
        return column
    if dtype == nw.Unknown:  # a polars column of nothing but nulls
        return column.cast(nw.Float64)
    raise CourseError(
        say(
            zh="列“{name}”应为数字，但它的类型是 {dtype}。请先把它转换成数字。",
            en='The column "{name}" must hold numbers, but its type is {dtype}. Turn it into numbers first.',
        ).format(name=measure.name, dtype=dtype)
    )


def _check_whole_numbers(scheme: Scheme, frame: nw.DataFrame, columns: dict[str, nw.Expr]) -> None:
    """Refuse fractions in an integer measure: between "at most 2" and "at least 3" they would fall in a hole."""
    for name, measure in scheme.measures.items():
        if measure.kind != "integer" or not frame.schema[name].is_float():
            continue
        broken = frame.filter(columns[name] - columns[name].floor() > 0)[name]
        if len(broken):
            raise CourseError(
                say(
                    zh="列“{name}”应为整数，但其中有 {value}（共 {n} 行不是整数）。",
                    en='The column "{name}" must hold whole numbers, but holds {value} ({n} row(s) are not whole).',
                ).format(name=name, value=broken[0], n=len(broken))
            )


def _result(scheme: Scheme, columns: dict[str, nw.Expr]) -> nw.Expr:
    chain: Any = nw
    for item in scheme.classes:
        if item.is_otherwise:
            return nw.lit(item.code) if chain is nw else chain.otherwise(nw.lit(item.code))
        matches = reduce(or_, (_box(box, columns) for box in item.boxes))
        chain = chain.when(matches).then(nw.lit(item.code))
    return chain


def _box(box: Box, columns: dict[str, nw.Expr]) -> nw.Expr:
    return reduce(
        and_, (_condition(columns[name], condition) for name, condition in box.items()), nw.lit(True)
    )


def _condition(column: nw.Expr, condition: Condition) -> nw.Expr:
    if isinstance(condition, Missing):
        return column.is_null()
    if isinstance(condition, OneOf):
        return reduce(or_, (column == value for value in condition.values))
    parts = []
    if condition.low > float("-inf"):
        parts.append(column >= condition.low if condition.low_closed else column > condition.low)
    if condition.high < float("inf"):
        parts.append(column <= condition.high if condition.high_closed else column < condition.high)
    return reduce(and_, parts) if parts else ~column.is_null()
