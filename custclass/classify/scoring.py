"""Recency, frequency and monetary value of customers as figures to cut: in memory, or left in a lazy engine.

All three are turned so that more is better, recency by its negative. Who has no recency never ordered, and is not
scored. Money is rounded first: sums of the same amounts in another order differ in their last digits, and equal
money must get equal scores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from custclass.data.given import one_row, open_table
from custclass.show.say import CourseError, say

FIGURES = ("recency_days", "frequency", "monetary")
SCORES = {"recency_days": "r_score", "frequency": "f_score", "monetary": "m_score"}
MONEY_DIGITS = 6

Cuts = Mapping[str, Sequence[float]]


def open_figures(customers: Any) -> InMemory | Lazy:
    """Return the figures of a table of customers.

    Raises
    ------
    CourseError
        If it is no table, a column is lacking or holds no numbers.
    """
    frame, eager = open_table(customers, list(FIGURES), "customers")
    schema = frame.collect_schema()
    for name in FIGURES:
        # A polars column of nothing but nulls has no type.
        if not (schema[name].is_numeric() or schema[name] == nw.Unknown):
            raise CourseError(
                say(
                    zh="列“{name}”应为数字，但它的类型是 {kind}。请先用 measure_customers 算出它。",
                    en='The column "{name}" must hold numbers, but its type is {kind}. '
                    "Let measure_customers work it out.",
                ).format(name=name, kind=schema[name])
            )
    return InMemory(customers) if eager else Lazy(frame)


class InMemory:
    """The figures of a pandas or polars data frame, as arrays."""

    def __init__(self, table: Any):
        self.frame = nw.from_native(table, eager_only=True)
        self.is_pandas = isinstance(table, pd.DataFrame)
        self.table = table
        columns = {name: self.frame[name].cast(nw.Float64).to_numpy() for name in FIGURES}
        self.scored = ~np.isnan(columns["recency_days"])
        self.all_scored = bool(self.scored.all())
        self.good = {
            "recency_days": -columns["recency_days"],
            "frequency": columns["frequency"],
            "monetary": np.round(columns["monetary"], MONEY_DIGITS),
        }

    def counts(self) -> tuple[int, int]:
        """Return how many customers are scored and how many are not, refusing gaps in the scored ones."""
        for name in FIGURES[1:]:
            _refuse_gaps(name, int((np.isnan(self.good[name]) & self.scored).sum()))
        n = int(self.scored.sum())
        return n, len(self.scored) - n

    def quantiles(self, shares: Sequence[float]) -> dict[str, list[float]]:
        """Return the linear quantiles of each figure."""
        return {name: np.quantile(self._known(name), shares).tolist() for name in FIGURES}

    def middle(self, cut: str) -> dict[str, list[float]]:
        """Return the mean or median of each figure."""
        take = np.mean if cut == "mean" else np.median
        return _plain_money({name: [float(take(self._known(name)))] for name in FIGURES})

    def sizes(self, cuts: Cuts) -> dict[str, list[int]]:
        """Return how many customers each score has."""
        return {
            name: np.bincount(np.searchsorted(points, self._known(name)), minlength=len(points) + 1).tolist()
            for name, points in cuts.items()
        }

    def scores(self, cuts: Cuts) -> Any:
        """Return a table of scores; missing for those who are not scored."""
        columns = {SCORES[name]: self._below(name, points) + 1 for name, points in cuts.items()}
        if self.is_pandas:
            out = pd.DataFrame(columns, index=self.table.index)
            if not self.all_scored:
                out = out.astype("Int64")
                out.loc[~self.scored] = pd.NA
            return out
        frame = nw.from_dict(columns, backend=self.frame.implementation)
        if not self.all_scored:
            scored = nw.new_series("scored", self.scored, backend=self.frame.implementation)
            frame = frame.select(nw.when(scored).then(nw.col(name)).alias(name) for name in frame.columns)
        return frame.to_native()

    def classes(self, scheme: Any, cuts: Cuts) -> Any:
        """Return the class of each customer: `scheme` is asked once for each combination of scores."""
        if not len(self.frame):
            return scheme.classify(self.table)
        used = {name: points for name, points in cuts.items() if name in scheme.measures}
        shape = [len(points) + 1 for points in used.values()]
        cell = np.ravel_multi_index([self._below(name, points) for name, points in used.items()], shape)
        cells = int(np.prod(shape))
        if not self.all_scored:
            cell = np.where(self.scored, cell, cells)  # one cell more, for those without a score
        somebody = np.zeros(cells + 1, dtype=np.int64)
        somebody[cell] = np.arange(len(cell))
        sample = {name: self.good[name][somebody] for name in used}
        sample["recency_days"] = 0.0 - sample["recency_days"]
        codes = scheme.classify(pd.DataFrame(sample)).to_numpy(dtype=object)
        codes[-1] = None
        if self.is_pandas:
            found = pd.Series(codes, dtype="str").array.take(cell)
            return pd.Series(found, index=self.table.index, name="class")
        lookup = nw.new_series("class", codes.tolist(), nw.String, backend=self.frame.implementation)
        return lookup[cell].to_native()

    def _known(self, name: str) -> np.ndarray:
        return self.good[name] if self.all_scored else self.good[name][self.scored]

    def _below(self, name: str, points: Sequence[float]) -> np.ndarray:
        return np.searchsorted(points, self.good[name])


class Lazy:
    """The figures of a lazy table, as expressions; only sums and cut points are computed here."""

    def __init__(self, frame: nw.LazyFrame):
        self.frame = frame
        known = {name: _known(frame, name) for name in FIGURES}
        scored = ~known["recency_days"].is_null()
        good = {**known, "recency_days": known["recency_days"] * -1.0}
        good["monetary"] = good["monetary"].round(MONEY_DIGITS)
        self.scored = scored
        self.good = {name: nw.when(scored).then(figure) for name, figure in good.items()}

    def counts(self) -> tuple[int, int]:
        """Return how many customers are scored and how many are not, refusing gaps in the scored ones."""
        found = self._row({"_rows": nw.len(), **{name: figure.count() for name, figure in self.good.items()}})
        n = int(found["recency_days"])
        for name in FIGURES[1:]:
            _refuse_gaps(name, n - int(found[name]))
        return n, int(found["_rows"]) - n

    def quantiles(self, shares: Sequence[float]) -> dict[str, list[float]]:
        """Return the linear quantiles of each figure."""
        if self.frame.implementation.is_duckdb():  # which has one sort for all shares of a figure
            each = ", ".join(f"quantile_cont({name}, {list(shares)})" for name in FIGURES)
            found = self.frame.select(**self.good).to_native().aggregate(each).fetchall()[0]
            return {name: list(map(float, points)) for name, points in zip(FIGURES, found, strict=True)}
        wanted = {
            f"{name} {k}": figure.quantile(share, "linear")
            for name, figure in self.good.items()
            for k, share in enumerate(shares)
        }
        row = self._row(wanted)
        return {name: [float(row[f"{name} {k}"]) for k in range(len(shares))] for name in FIGURES}

    def middle(self, cut: str) -> dict[str, list[float]]:
        """Return the mean or median of each figure."""
        found = self._row({name: getattr(figure, cut)() for name, figure in self.good.items()})
        return _plain_money({name: [float(found[name])] for name in FIGURES})

    def sizes(self, cuts: Cuts) -> dict[str, list[int]]:
        """Return how many customers each score has."""
        wanted = {
            f"{name} {k}": (self.good[name] > point).cast(nw.Int64).sum()
            for name, points in cuts.items()
            for k, point in enumerate(points)
        }
        found = self._row({"all": self.scored.cast(nw.Int64).sum(), **wanted})
        above = {
            name: [found["all"], *(found[f"{name} {k}"] for k in range(len(cuts[name]))), 0] for name in cuts
        }
        return {name: [int(a - b) for a, b in zip(n, n[1:], strict=False)] for name, n in above.items()}

    def scores(self, cuts: Cuts) -> Any:
        """Return the relation with the scores added."""
        columns = {
            SCORES[name]: reduce(add, ((self.good[name] > point).cast(nw.Int64) for point in points)) + 1
            for name, points in cuts.items()
        }
        return self.frame.with_columns(**columns).to_native()

    def classes(self, scheme: Any, cuts: Cuts) -> Any:
        """Return the relation with the class added."""
        if "monetary" not in scheme.measures:
            return scheme.classify(self.frame.to_native())
        kept = self.frame.with_columns(
            nw.col("monetary").alias("_monetary"), nw.col("monetary").round(MONEY_DIGITS)
        )
        found = nw.from_native(scheme.classify(kept.to_native()))
        return found.with_columns(nw.col("_monetary").alias("monetary")).drop("_monetary").to_native()

    def _row(self, wanted: Mapping[str, nw.Expr]) -> dict[str, Any]:
        return one_row(self.frame.select(**wanted), eager=False)


def _known(frame: nw.LazyFrame, name: str) -> nw.Expr:
    """Return a column with NaN as missing."""
    column = nw.col(name)
    return nw.when(~column.is_nan()).then(column) if frame.collect_schema()[name].is_float() else column


def _plain_money(middle: dict[str, list[float]]) -> dict[str, list[float]]:
    """Round the money: the mean of ten times 0.7 must be 0.7, and nobody above it."""
    return {**middle, "monetary": [round(x, MONEY_DIGITS) for x in middle["monetary"]]}


def _refuse_gaps(name: str, n: int) -> None:
    if n:
        raise CourseError(
            say(
                zh="有 {n} 位客户有最近一次购买间隔，却没有 {name}。请先补上，或用 measure_customers 重新计算。",
                en="{n} customer(s) have a recency but no {name}. Fill it in, or measure them with measure_customers.",
            ).format(n=n, name=name)
        )
