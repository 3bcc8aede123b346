"""Exercises that take a table or a series made with code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from custclass.learn.question import Draw, Question, plain
from custclass.learn.reading import codes_by_name, folded, plain_id
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
        For columns that hold classes: ``{column: {code: Text}}``; either label is accepted for a code.
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
        ids = read.index.map(plain_id)
        if ids.has_duplicates:
            raise Unreadable(
                say(
                    zh="“{id}”在表里出现了不止一次，每个编号只能有一行。",
                    en="“{id}” stands in more than one row: one row per id.",
                ).format(id=ids[ids.duplicated()][0])
            )
        unknown = ids.difference(wanted.index)
        if len(unknown):
            raise Unreadable(
                say(
                    zh="表里有题目中不存在的编号：{ids}（共{n}个）。",
                    en="The table has ids that are not in the exercise: {ids} ({n} in all).",
                ).format(ids=join(list(unknown[:3])), n=len(unknown))
            )
        return read.set_axis(ids).reindex(wanted.index)

    def _shaped(self, given: Any, wanted: pd.DataFrame, draw: Draw) -> pd.DataFrame:
        """The answer as a frame of the wanted columns, indexed by the key."""
        if hasattr(given, "to_pandas") and not isinstance(given, pd.DataFrame | pd.Series):
            given = given.to_pandas()
        if isinstance(given, pd.Series) and len(wanted.columns) == 1:
            return given.to_frame(wanted.columns[0])
        if not isinstance(given, pd.DataFrame):
            raise Unreadable(self.expected(draw))
        if self.key in given.columns:
            given = given.set_index(self.key)
        elif given.index.name not in (self.key, None):
            raise Unreadable(self.expected(draw))
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
        return frame.set_axis(frame.index.map(plain_id))

    def same(self, one: pd.DataFrame, other: pd.DataFrame) -> bool:
        return bool(self._equal(one, other).to_numpy().all())

    def _equal(self, one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
        """Cell by cell, whether two tables of the same rows mean the same."""
        return pd.DataFrame(
            {c: self._equal_column(one[c], other[c], self.labels.get(c, {})) for c in one.columns},
            index=one.index,
        )

    def _equal_column(self, one: pd.Series, other: pd.Series, labels: Mapping[str, Text]) -> np.ndarray:
        if labels:
            codes = codes_by_name(labels)
            return np.array(
                [codes.get(folded(a), a) == codes.get(folded(b), b) for a, b in zip(one, other, strict=True)]
            )
        both_missing = (one.isna() & other.isna()).to_numpy()
        if pd.api.types.is_datetime64_any_dtype(one) or pd.api.types.is_datetime64_any_dtype(other):
            left, right = (
                pd.to_datetime(s.astype(str), errors="coerce", format="ISO8601") for s in (one, other)
            )
            return both_missing | (left == right).to_numpy()
        numbers = [pd.to_numeric(s, errors="coerce").astype(float).to_numpy() for s in (one, other)]
        close = np.isclose(numbers[0], numbers[1], rtol=0, atol=self.tolerance)
        text = one.astype(str).str.strip().to_numpy() == other.astype(str).str.strip().to_numpy()
        return both_missing | close | text

    def findings(self, answer: pd.DataFrame, draw: Draw) -> list[Finding]:
        right = self._frame(self.right(draw))
        equal = self._equal(answer, right)
        found = []
        for item in equal.index[~equal.all(axis=1)]:
            columns = [c for c in equal.columns if not equal.loc[item, c]]
            if answer.loc[item].isna().all():
                said = None
            else:
                said = join(
                    say(zh="{c} = {v}", en="{c} = {v}").format(c=c, v=plain(answer.loc[item, c]))
                    for c in columns
                )
            found.append(Finding(str(item), said, self.reason(right.loc[item], draw.case)))
        return found

    def explains(self, wrong: pd.DataFrame, answer: pd.DataFrame, draw: Draw) -> bool:
        right = self._frame(self.right(draw))
        faults = ~self._equal(answer, right)
        return bool((self._equal(answer, wrong) | ~faults).to_numpy().all())

    def summary(self, findings: list[Finding], draw: Draw) -> Text:
        total = len(self._frame(self.right(draw)))
        return say(zh="{total}行中有{n}行不对。", en="{n} of {total} rows are wrong.").format(
            total=total, n=len(findings)
        )
