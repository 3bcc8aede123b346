"""Exercises that take a table or a series made with code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from custclass.learn.question import Draw, Question, plain
from custclass.learn.reading import (
    as_pandas,
    codes_by_name,
    folded,
    plain_id,
    read_number,
    read_truth,
    shortened,
)
from custclass.learn.verdict import Finding, Unreadable
from custclass.show.say import Text, join, say


@dataclass(frozen=True, kw_only=True)
class Table(Question):
    """Hand in a table (or series) made with code.

    Rows are matched by id, so their order is free, as is the order of the columns; further columns
    are ignored; equal values of other types (3, 3.0, a date as text) count as equal.

    Parameters
    ----------
    compute : callable
        ``compute(case) -> DataFrame`` with column `key`, or a Series indexed by it.
    reason : callable
        ``reason(row, case) -> Text``: why the right row is as it is; ``row`` is a Series named by its id.
    key : str
        The column, or index, that identifies a row.
    labels : dict, optional
        For columns, and the key, that hold classes: ``{column: {code: Text}}``; either label is accepted
        for a code.
    tolerance : float
        The largest difference between floats that counts as equal.
    """

    compute: Callable[[dict[str, Any]], pd.DataFrame | pd.Series]
    reason: Callable[[pd.Series, dict[str, Any]], Text]
    key: str = "customer_id"
    labels: dict[str, Mapping[str, Text]] = field(default_factory=dict)
    tolerance: float = 0.01
    kind: ClassVar[str] = "table"

    def work_out(self, draw: Draw) -> pd.DataFrame | pd.Series:
        return self.compute(draw.case)

    def expected(self, draw: Draw) -> Text:
        right = self.right(draw)
        if isinstance(right, pd.Series):
            return say(
                zh="请交一个 Series，索引是“{key}”，每行一个值。",
                en="Hand in a Series whose index is “{key}”, with one value per row.",
            ).format(key=self.key)
        columns = join([str(c) for c in right.columns if c != self.key])
        return say(
            zh="请交一张表（DataFrame），包含“{key}”列和以下各列：{columns}。",
            en="Hand in a table (DataFrame) with “{key}” and the columns: {columns}.",
        ).format(key=self.key, columns=columns)

    def read(self, given: Any, draw: Draw) -> pd.DataFrame:
        wanted = self._frame(self.right(draw))
        read = self._shaped(given, wanted, draw)
        ids = self._ids(read.index)
        if ids.has_duplicates:
            raise Unreadable(
                say(
                    zh="“{id}”在表里出现了不止一次，每个只能有一行。",
                    en="“{id}” stands in more than one row: one row each.",
                ).format(id=ids[ids.duplicated()][0])
            )
        unknown = ids.difference(wanted.index)
        if len(unknown):
            raise Unreadable(
                say(
                    zh="表里有题目中不存在的编号：{ids}（共{n}个）。{expected}",
                    en="The table has ids that are not in the exercise: {ids} ({n} in all). {expected}",
                ).format(ids=join(map(shortened, unknown[:3])), n=len(unknown), expected=self.expected(draw))
            )
        return read.set_axis(ids).loc[wanted.index.intersection(ids, sort=False)]

    def _shaped(self, given: Any, wanted: pd.DataFrame, draw: Draw) -> pd.DataFrame:
        """The answer as a frame of the wanted columns, indexed by the key."""
        given = as_pandas(given)
        if isinstance(given, Mapping):
            given = pd.Series(given, dtype=object)
        if isinstance(given, pd.Series) and len(wanted.columns) == 1:
            return given.to_frame(wanted.columns[0])
        if not isinstance(given, pd.DataFrame):
            raise Unreadable(self.expected(draw))
        if self.key in given.columns:
            given = given.set_index(self.key)
        elif given.index.name not in (self.key, None):
            raise Unreadable(self.expected(draw))
        if isinstance(self.right(draw), pd.Series) and len(given.columns) == 1:
            return given.set_axis(wanted.columns, axis=1)
        missing = [c for c in wanted.columns if c not in given.columns]
        if missing:
            raise Unreadable(
                say(
                    zh="表里缺少列：{missing}。{expected}", en="The table lacks: {missing}. {expected}"
                ).format(missing=join(missing), expected=self.expected(draw))
            )
        if given.columns.duplicated().any():
            raise Unreadable(self.expected(draw))
        return given[list(wanted.columns)]

    def _frame(self, right: pd.DataFrame | pd.Series) -> pd.DataFrame:
        frame = right.to_frame(right.name or "value") if isinstance(right, pd.Series) else right
        frame = frame.set_index(self.key) if self.key in frame.columns else frame
        return frame.set_axis(self._ids(frame.index))

    def _ids(self, index: pd.Index) -> pd.Index:
        codes = codes_by_name(self.labels.get(self.key, {}))
        return pd.Index([codes.get(folded(key), plain_id(key)) for key in index], dtype=str, name=self.key)

    def same(self, one: pd.DataFrame, other: pd.DataFrame) -> bool:
        return bool(self._equal(one, other).to_numpy().all())

    def _equal(self, one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
        """Cell by cell, whether two tables mean the same; a row that only one of them has does not."""
        rows = one.index.union(other.index, sort=False)
        both = rows.isin(one.index) & rows.isin(other.index)
        one, other = one.reindex(rows), other.reindex(rows)
        equal = {c: both & self._equal_column(one[c], other[c], self.labels.get(c, {})) for c in one.columns}
        return pd.DataFrame(equal, index=rows)

    def _equal_column(self, one: pd.Series, other: pd.Series, labels: Mapping[str, Text]) -> np.ndarray:
        if labels:
            codes = codes_by_name(labels)
            return np.array(
                [codes.get(folded(a), a) == codes.get(folded(b), b) for a, b in zip(one, other, strict=True)]
            )
        both_missing = (one.isna() & other.isna()).to_numpy()
        if _is_truth(one) or _is_truth(other):
            one, other = one.map(read_truth), other.map(read_truth)
        if pd.api.types.is_datetime64_any_dtype(one) or pd.api.types.is_datetime64_any_dtype(other):
            left, right = (
                pd.to_datetime(s.astype(str).str.replace("/", "-"), errors="coerce", format="ISO8601")
                for s in (one, other)
            )
            return both_missing | (left == right).to_numpy()
        close = np.isclose(_numbers(one), _numbers(other), rtol=0, atol=self.tolerance * (1 + 1e-9))
        text = one.astype(str).str.strip().to_numpy() == other.astype(str).str.strip().to_numpy()
        return both_missing | close | text

    def findings(self, answer: pd.DataFrame, draw: Draw) -> list[Finding]:
        right = self._frame(self.right(draw))
        equal = self._equal(right, answer)
        cells, given = equal.to_dict("index"), answer.to_dict("index")
        found = []
        for item in equal.index[~equal.all(axis=1)]:
            row = given.get(item, {})
            said = None
            if any(not _is_missing(value) for value in row.values()):
                said = join(
                    say(zh="{c} = {v}", en="{c} = {v}").format(c=column, v=self._said(column, row[column]))
                    for column, good in cells[item].items()
                    if not good
                )
            found.append(Finding(self._name(item), said, self.reason(right.loc[item], draw.case)))
        return found

    def worked(self, draw: Draw) -> list[Text]:
        right = self._frame(self.right(draw))
        return [
            say(zh="{id}：{why}", en="{id}: {why}").format(
                id=self._name(id_), why=self.reason(right.loc[id_], draw.case)
            )
            for id_ in right.index
        ]

    def _said(self, column: str, value: Any) -> Any:
        """A cell of the answer as the verdict repeats it: a class by its name, even when its code was given."""
        labels = self.labels.get(column, {})
        code = codes_by_name(labels).get(folded(value)) if labels else None
        return _as_code(value) if code is None else labels[code]

    def _name(self, id_: str) -> str:
        return str(self.labels.get(self.key, {}).get(id_, id_))

    def explains(self, wrong: pd.DataFrame, answer: pd.DataFrame, draw: Draw) -> bool:
        right = self._frame(self.right(draw))
        faults = ~self._equal(answer, right).loc[answer.index].to_numpy()
        same = self._equal(answer, wrong).loc[answer.index].to_numpy()
        theirs = ~self._equal(wrong, right).loc[answer.index].to_numpy()
        # One wrong row among hundreds is a slip, and no sign of the whole mistake.
        return bool((same | ~faults).all() and 2 * faults.sum() > theirs.sum())

    def summary(self, findings: list[Finding], draw: Draw) -> Text:
        total = len(self._frame(self.right(draw)))
        return say(zh="{total}行中有{n}行不对。", en="{n} of {total} rows are wrong.").format(
            total=total, n=len(findings)
        )


def _numbers(column: pd.Series) -> np.ndarray:
    """The cells as numbers, those written as text too; NaN for what is none."""
    if pd.api.types.is_numeric_dtype(column):
        return column.to_numpy(dtype=float, na_value=np.nan)
    return np.array([read_number(value) for value in column], dtype=float)


def _is_truth(column: pd.Series) -> bool:
    """Whether a column holds True and False only."""
    known = column.dropna()
    return bool(len(known)) and all(isinstance(value, bool | np.bool_) for value in known)


def _is_missing(value: Any) -> bool:
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _as_code(value: Any) -> Any:
    """A value as the learner sees it in a table made with code: True, not yes."""
    return str(value) if isinstance(value, bool | np.bool_) else plain(value)
