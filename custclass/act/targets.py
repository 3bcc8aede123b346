"""Choose the target group: score segments by stated weights, and test a claim that a segment grew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.intervals import resamples
from custclass.data.given import lacks_columns
from custclass.show.numbers import percent, with_unit
from custclass.show.say import CourseError, Text, join, say

#: The interval is meant to hold the true growth in this part of all samples.
COVERAGE = 0.95


def score_segments(
    segments: pd.DataFrame,
    weights: Mapping[str, float],
    less_is_better: Iterable[str] = (),
    swing: float = 0.5,
) -> pd.DataFrame:
    """Score segments by several criteria and rank them.

    Each criterion is put on a scale from 0 (the worst of these segments) to 1 (the best); the score is the
    weighted mean. A rank that falls apart when one weight moves is no ground for a decision, so each
    weight is also moved alone.

    Parameters
    ----------
    segments : DataFrame
        One row a segment (index: its name), one column a criterion, such as size, growth, margin, competition, fit.
    weights : mapping
        Criterion -> weight, 0 or more; they are divided by their sum.
    less_is_better : iterable of str
        Criteria of which less is better, such as competition or costs: their scale is turned round. Each must
        have a weight.
    swing : float
        How far each weight is moved alone, down and up: 0.5 is by half.

    Returns
    -------
    DataFrame
        One row a segment, the best first: the scaled criteria, score (0 to 1), rank, and best_rank and worst_rank
        over all moves of one weight. Equal scores share the better rank. A criterion in which all are
        equal gives everybody 0.5.

    Raises
    ------
    CourseError
        If a criterion has no column or a missing value, a weight is negative, all are 0, or `less_is_better`
        names a criterion without a weight.

    Examples
    --------
    >>> segments = pd.DataFrame({"size": [100, 50, 10], "competition": [9, 2, 1]}, index=["A", "B", "C"])
    >>> scored = score_segments(segments, {"size": 2, "competition": 1}, less_is_better=["competition"])
    >>> scored["rank"].to_dict(), scored["score"].round(3).to_dict()
    ({'A': 1, 'B': 2, 'C': 3}, {'A': 0.667, 'B': 0.588, 'C': 0.333})
    """
    scaled, shares = _scale(segments, weights, less_is_better)
    moved = [_ranks(scaled, shares)]
    for name in shares.index:
        for factor in (1 - swing, 1 + swing):
            other = shares.copy()
            other[name] *= factor
            if other.sum() > 0:
                moved.append(_ranks(scaled, other / other.sum()))
    ranks = pd.concat(moved, axis=1)
    scaled["score"] = _score(scaled, shares)
    scaled["rank"] = moved[0]
    scaled["best_rank"], scaled["worst_rank"] = ranks.min(axis=1), ranks.max(axis=1)
    return scaled.sort_values("rank", kind="stable")


def move_weight(
    segments: pd.DataFrame,
    weights: Mapping[str, float],
    criterion: str,
    values: Iterable[float],
    less_is_better: Iterable[str] = (),
) -> pd.DataFrame:
    """Say how the ranks change when one weight takes other values and the rest stay.

    Parameters
    ----------
    segments, weights, less_is_better
        As for `score_segments`.
    criterion : str
        Whose weight moves.
    values : iterable of float
        The weights it takes.

    Returns
    -------
    DataFrame
        One row a value, one column a segment: its rank.

    Raises
    ------
    CourseError
        As for `score_segments`.

    Examples
    --------
    >>> segments = pd.DataFrame({"size": [100, 10], "competition": [9, 1]}, index=["A", "C"])
    >>> weights = {"size": 2, "competition": 1}
    >>> move_weight(segments, weights, "competition", [1, 3], less_is_better=["competition"])["C"].tolist()
    [2, 1]
    """
    rows, turned = {}, list(less_is_better)
    for value in values:
        scaled, shares = _scale(segments, {**weights, criterion: value}, turned)
        rows[value] = _ranks(scaled, shares)
    return pd.DataFrame(rows).T.rename_axis(criterion)


@dataclass(frozen=True)
class Growth:
    """Growth of the money of a group of customers between two periods.

    Attributes
    ----------
    growth : float
        Money after / money before - 1.
    low, high : float
        Ends of the 95 % interval.
    customers : int
        How many customers were used.
    """

    growth: float
    low: float
    high: float
    customers: int

    def allows(self, claim: float) -> bool:
        """Tell whether a claimed growth (0.1 is 10 %) lies in the interval."""
        return self.low <= claim <= self.high

    def verdict(self, claim: float) -> Text:
        """Say what the interval means for a claimed growth (0.1 is 10 %)."""
        meaning = (
            say(zh="数据不反对“增长{claim}”", en="the data do not contradict a growth of {claim}")
            if self.allows(claim)
            else say(zh="数据与“增长{claim}”不符", en="the data contradict a growth of {claim}")
        )
        if self.low <= 0 <= self.high:
            meaning += say(
                zh="，也不能排除“一点没有增长”", en=", and cannot rule out that there was none at all"
            )
        text = say(
            zh="测得增长{growth}，95%区间{low}至{high}（{n}位客户）：{meaning}。",
            en="Measured growth {growth}, 95% interval {low} to {high} ({n} customers): {meaning}.",
        )
        return text.format(
            growth=percent(self.growth),
            low=percent(self.low),
            high=percent(self.high),
            n=self.customers,
            meaning=meaning.format(claim=with_unit(claim, "%")),
        )

    def __repr__(self) -> str:
        return str(
            say(zh="增长{g}（95%区间{low}至{high}）", en="growth {g} (95% interval {low} to {high})").format(
                g=percent(self.growth), low=percent(self.low), high=percent(self.high)
            )
        )


def growth_interval(before: Any, after: Any, seed: int = 0, draws: int = 2000) -> Growth:
    """Work out the growth of a segment's money, with an interval.

    Parameters
    ----------
    before, after : sequence of float
        What each customer of the segment spent in the two periods, 0 for nothing: one entry a customer and period,
        the same customers in the same order (two Series are matched by their index; who is in one only
        counts 0 in the other). The periods must be of the same length and season, or season passes for growth.
    seed : int
        Seed of the resampling.
    draws : int
        How many times the customers are resampled.

    Returns
    -------
    Growth

    Raises
    ------
    CourseError
        If the lengths differ, fewer than 20 customers are given, an amount is missing, or nothing was spent before.

    Notes
    -----
    Percentile bootstrap over customers, both periods of a customer together. It asks how far the figure would move
    with other customers of the same kind; choosing customers by what they spent in one of the periods
    makes growth (or decline) out of chance, and no interval repairs that.

    Examples
    --------
    >>> growth_interval([10, 20] * 50, [11, 22] * 50)
    growth 10.0% (95% interval 10.0% to 10.0%)
    """
    if isinstance(before, pd.Series) and isinstance(after, pd.Series):
        both = before.index.union(after.index)
        before, after = before.reindex(both, fill_value=0), after.reindex(both, fill_value=0)
    first, second = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    n = len(first)
    usable = n == len(second) and n >= 20 and np.isfinite(first).all() and np.isfinite(second).all()
    if not usable or first.sum() <= 0:
        raise CourseError(
            say(
                zh="算不出增长：前一期 {n} 个数、后一期 {m} 个数，前一期合计 {total:.0f}。每位客户两期各要一个数"
                "（没花钱写 0），至少 20 位客户，前一期合计要大于 0。",
                en="No growth can be worked out from {n} figures before and {m} after, {total:.0f} in all before. Each "
                "customer needs a figure in both periods (0 for nothing), there must be 20 customers at least, and "
                "the money before must be above 0.",
            ).format(n=n, m=len(second), total=float(np.nansum(first)))
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = [second[rows].sum() / first[rows].sum() for rows in resamples(n, draws, seed)]
    tail = (1 - COVERAGE) / 2
    low, high = np.nanquantile(ratios, [tail, 1 - tail]) - 1
    return Growth(float(second.sum() / first.sum() - 1), float(low), float(high), n)


def _scale(
    segments: pd.DataFrame, weights: Mapping[str, float], less_is_better: Iterable[str]
) -> tuple[pd.DataFrame, pd.Series]:
    """Return the criteria from 0 to 1 (best) and the weights with sum 1."""
    turned = set(less_is_better)
    lacks_columns(segments.columns, list(weights), "segments")
    unknown = sorted(turned - set(weights))
    if unknown:
        raise CourseError(
            say(
                zh="less_is_better 里的{unknown}没有权重。有权重的标准：{found}。请写成同样的名字。",
                en="less_is_better names {unknown}, which has no weight. Criteria with a weight: {found}. "
                "Write the same name in both.",
            ).format(unknown=join(unknown), found=join(weights))
        )
    shares = pd.Series(dict(weights), dtype=float)
    values = segments[list(weights)].astype(float)
    gaps = [str(column) for column in values if values[column].isna().any()]
    if gaps or not (shares >= 0).all() or not shares.sum() > 0:
        raise CourseError(
            say(
                zh="权重要不小于 0、不能全是 0，每个细分群体的每项标准都要有数。"
                "收到的权重：{weights}；有缺失的标准：{gaps}。",
                en="Weights must be 0 or more and not all 0, and each segment needs a figure for each criterion. "
                "Weights given: {weights}; criteria with missing figures: {gaps}.",
            ).format(
                weights=join(f"{k}={v}" for k, v in weights.items()),
                gaps=join(gaps) if gaps else say(zh="无", en="none"),
            )
        )
    spread = values.max() - values.min()
    scaled = ((values - values.min()) / spread.where(spread > 0)).fillna(0.5)
    for column in turned:
        scaled[column] = 1 - scaled[column]
    return scaled, shares / shares.sum()


def _score(scaled: pd.DataFrame, shares: pd.Series) -> pd.Series:
    return scaled[shares.index].mul(shares).sum(axis=1)


def _ranks(scaled: pd.DataFrame, shares: pd.Series) -> pd.Series:
    # Scores that differ in the last digits of a sum only are equal.
    return _score(scaled, shares).round(12).rank(ascending=False, method="min").astype(int)
