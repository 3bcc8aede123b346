"""A weighted score: several measures scaled to 0-1, multiplied by weights, added up; and whether it is any good."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from custclass.classify.weights_judged import (
    correlation,
    refuse_top,
    same_customers,
    validate,
    validation_table,
)
from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, join, say

__all__ = ["METHODS", "movers", "scaled", "score", "try_weights", "validate", "validation_table"]

METHODS = ("rank", "min-max")


def scaled(
    customers: pd.DataFrame, measures: Sequence[str], *, less: Sequence[str] = (), method: str = "rank"
) -> pd.DataFrame:
    """Bring measures of different units to a scale from 0 (worst) to 1 (best).

    Parameters
    ----------
    customers : DataFrame
        One row a customer; the measures as numeric columns without gaps.
    measures : sequence of str
        The columns to scale.
    less : sequence of str
        Those of which less is better, such as ``"recency_days"``.
    method : {"rank", "min-max"}
        ``"rank"``: the share of the other customers who are worse, of whom equal ones count half.
        ``"min-max"``: (value - smallest) / (largest - smallest); one giant presses all others together.

    Returns
    -------
    DataFrame
        A column a measure, 0 to 1, index kept. A measure that is equal for all is 0.5 for all.

    Raises
    ------
    CourseError
        If a column is missing or has gaps, or the method is unknown.

    Examples
    --------
    >>> customers = pd.DataFrame({"recency_days": [2, 40, 10], "monetary": [100, 300, 900]}, index=list("ABC"))
    >>> scaled(customers, ["recency_days", "monetary"], less=["recency_days"])
       recency_days  monetary
    A           1.0       0.0
    B           0.0       0.5
    C           0.5       1.0
    """
    lacks_columns(customers.columns, [*measures, *less], "customers")
    if method not in METHODS:
        raise CourseError(
            say(
                zh="method 应为 {known} 之一，这里是“{method}”。",
                en='method is one of {known}, not "{method}".',
            ).format(known=join(METHODS), method=method)
        )
    values = customers[list(measures)].astype(float)
    gaps = values.columns[values.isna().any()]
    if len(gaps):
        raise CourseError(
            say(
                zh="{columns} 有空缺，没法打分。请先补上，或去掉这些客户。",
                en="{columns} has missing values and cannot be scored. Fill them in or leave these customers out.",
            ).format(columns=join(gaps))
        )
    if method == "rank":
        out = ((values.rank() - 1) / (len(values) - 1)).fillna(0.5)
    else:
        span = values.max() - values.min()
        out = ((values - values.min()) / span.where(span > 0)).fillna(0.5)
    turned = [name for name in measures if name in set(less)]
    out[turned] = 1 - out[turned]
    return out


def score(
    customers: pd.DataFrame, weights: Mapping[str, float], *, less: Sequence[str] = (), method: str = "rank"
) -> pd.Series:
    """Score customers by the weighted mean of their scaled measures.

    Parameters
    ----------
    customers, less, method
        As for `scaled`.
    weights : mapping column -> weight
        None negative; they are divided by their sum, so 20, 30, 50 says the same as 0.2, 0.3, 0.5.

    Returns
    -------
    Series
        ``score``, 0 to 1, index kept; 1 is best.

    Raises
    ------
    CourseError
        As `scaled`; or if a weight is negative or all are 0.

    Examples
    --------
    >>> customers = pd.DataFrame({"recency_days": [2, 40, 10], "monetary": [100, 300, 900]}, index=list("ABC"))
    >>> score(customers, {"recency_days": 40, "monetary": 60}, less=["recency_days"]).to_dict()
    {'A': 0.4, 'B': 0.3, 'C': 0.8}
    """
    given = pd.Series(dict(weights), dtype=float)
    if not (given >= 0).all() or not given.sum() > 0:
        raise CourseError(
            say(
                zh="权重不能是负数，也不能全是0：{weights}。越小越好的指标请写进 less。",
                en="Weights are not negative and not all 0: {weights}. "
                "A measure of which less is better goes into less.",
            ).format(weights=dict(weights))
        )
    parts = scaled(customers, list(given.index), less=less, method=method)
    return (parts * (given / given.sum())).sum(axis=1).rename("score")


def movers(before: pd.Series, after: pd.Series, top: int) -> pd.DataFrame:
    """Say who comes into the top, and who falls out, when a score changes.

    Parameters
    ----------
    before, after : Series
        Two scores of the same customers, higher is better.
    top : int
        How many are taken; of equal scores those who stand first in the table.

    Returns
    -------
    DataFrame
        One row a customer who crosses the line, those coming in first, by rank after: ``move`` (``"in"`` or
        ``"out"``), ``rank_before``, ``rank_after``.

    Raises
    ------
    CourseError
        If the customers are not the same, or fewer than `top`.

    Examples
    --------
    >>> before = pd.Series({"A": 0.9, "B": 0.8, "C": 0.1})
    >>> movers(before, pd.Series({"A": 0.9, "B": 0.2, "C": 0.7}), top=2)
      move  rank_before  rank_after
    C   in            3           2
    B  out            2           3
    """
    after = same_customers(after, before)
    refuse_top(top, len(before))
    ranks = pd.DataFrame({"rank_before": _ranks(before), "rank_after": _ranks(after)})
    was, is_ = ranks["rank_before"] <= top, ranks["rank_after"] <= top
    ranks.insert(0, "move", np.select([is_ & ~was, was & ~is_], ["in", "out"], default=""))
    return ranks[ranks["move"] != ""].sort_values(["move", "rank_after"])


def try_weights(
    customers: pd.DataFrame,
    later: pd.Series,
    measures: Sequence[str],
    *,
    less: Sequence[str] = (),
    method: str = "rank",
    step: float = 0.1,
) -> pd.DataFrame:
    """Try all weights in steps, and see which order customers most as a later outcome does.

    Judge the weights that win on another period (`validate`): here they had the choice.

    Parameters
    ----------
    customers, less, method
        As for `scaled`.
    later : Series
        The outcome by customer, known after the measures, such as money spent.
    measures : sequence of str
        The columns that get weights.
    step : float
        Weights are multiples of it and add up to 1.

    Returns
    -------
    DataFrame
        A row a set of weights: a column a measure, and ``rank_correlation`` (Spearman), best first.

    Raises
    ------
    CourseError
        As `scaled`; or if the customers of `later` are not the same.

    Examples
    --------
    >>> customers = pd.DataFrame({"frequency": [1, 2, 3, 9], "monetary": [50, 20, 90, 70]})
    >>> try_weights(customers, pd.Series([5, 2, 9, 7]), ["frequency", "monetary"], step=0.5).iloc[0].to_dict()
    {'frequency': 0.0, 'monetary': 1.0, 'rank_correlation': 1.0}
    """
    outcome = same_customers(later, customers).rank().to_numpy()
    parts = scaled(customers, measures, less=less, method=method).to_numpy()
    whole = round(1 / step)
    rows = []
    for chosen in itertools.product(range(whole + 1), repeat=len(measures)):
        if sum(chosen) == whole:
            given = np.array(chosen) / whole
            rows.append([*given, correlation(pd.Series(parts @ given).rank().to_numpy(), outcome)])
    found = pd.DataFrame(rows, columns=[*measures, "rank_correlation"])
    return found.sort_values("rank_correlation", ascending=False, kind="stable", ignore_index=True)


def _ranks(scores: pd.Series) -> pd.Series:
    return scores.rank(ascending=False, method="first").astype(int)
