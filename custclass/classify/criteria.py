"""How much of the differences in spending a criterion explains.

A criterion sorts customers into groups. The share of the variance of spending that lies between the groups
says how far the criterion goes; an interval says how sure that is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from custclass.data.given import lacks_columns
from custclass.data.headings import table
from custclass.show.numbers import percent
from custclass.show.say import CourseError, Text, say

#: The interval is meant to hold the true share in this part of all samples.
COVERAGE = 0.95
# Draws are worked through in blocks of about this many figures, so that memory stays small.
_BLOCK = 2_000_000


@dataclass(frozen=True)
class ExplainedShare:
    """The share of the variance of spending that lies between groups.

    Attributes
    ----------
    share : float
        Epsilon squared; 1: the group says everything about a customer's spending, 0 or slightly below: nothing.
    low, high : float
        Ends of the 95 % interval, within 0 and 1: a share below 0 therefore lies outside, and reads "nothing".
    customers, groups : int
        How many were used.
    """

    share: float
    low: float
    high: float
    customers: int
    groups: int

    @property
    def text(self) -> Text:
        """The share with its interval, in one sentence."""
        return say(
            zh="解释了{share}（95%区间{low}至{high}；{n:,}位客户，{k}组）",
            en="explains {share} (95% interval {low} to {high}; {n:,} customers, {k} groups)",
        ).format(
            share=percent(self.share),
            low=percent(self.low),
            high=percent(self.high),
            n=self.customers,
            k=self.groups,
        )

    def __float__(self) -> float:
        """The share alone."""
        return self.share

    def __repr__(self) -> str:
        return str(self.text)


def explained_share(
    values: Any, groups: Any, seed: int = 0, draws: int = 500, log: bool = False
) -> ExplainedShare:
    """Say which share of the variance of `values` lies between `groups`.

    Parameters
    ----------
    values : sequence of float
        One amount a customer, in any unit.
    groups : sequence
        The group of each customer, in the same order (two Series are matched by their index). Customers
        without a value or without a group are left out.
    seed : int
        Seed of the resampling.
    draws : int
        How many times the customers are resampled.
    log : bool
        Take the logarithm of the amounts first. Spending is skewed: on amounts a few large customers decide, on
        logarithms each doubling counts the same.

    Returns
    -------
    ExplainedShare

    Raises
    ------
    CourseError
        If fewer than two groups have a customer, there are no more customers than groups, all spend the same, or
        an amount that is not positive should be logged.

    Notes
    -----
    The share is epsilon squared (Kelley 1935), 1 - (n - 1) / (n - k) * (1 - eta squared) for n customers in k
    groups: eta squared alone grows with every group, even a meaningless one. Of the usual corrections it has
    the least bias (Okada 2013, Behaviormetrika 40, 129-147). A negative share means "less than chance would
    give" and is not rounded up.

    The interval is a percentile bootstrap over customers. A resample of customers has the chance differences
    between groups that the sample has, and its own on top; so each resampled share is corrected twice.

    Examples
    --------
    >>> found = explained_share([1, 2, 3, 11, 12, 13], list("aaabbb"))
    >>> round(found.share, 3), found.customers, found.groups
    (0.968, 6, 2)
    """
    amounts, codes, k = _usable(values, groups, log)
    n = len(amounts)
    if k < 2 or n <= k or np.ptp(amounts) == 0:
        raise CourseError(
            say(
                zh="算不出解释的份额：{n} 位客户、{k} 组、{d} 种金额。至少要有两组、两种金额，客户数要多于组数；"
                "数值型的列先切成几段，例如 pd.qcut(列, 4)。",
                en="No share can be computed from {n} customers in {k} groups with {d} different amounts. It takes "
                "two groups, two amounts, and more customers than groups; cut a numeric column into bands first, "
                "for example pd.qcut(column, 4).",
            ).format(n=n, k=k, d=len(np.unique(amounts)))
        )
    centred = amounts - amounts.mean()  # against loss of digits in the sums of squares
    share = _epsilon(*_eta(centred, codes, k, np.arange(n)[None, :]), n)[0]
    rng = np.random.default_rng(seed)
    block = max(1, _BLOCK // n)
    parts = []
    for start in range(0, draws, block):
        rows = rng.integers(0, n, (min(block, draws - start), n))
        explained, present = _eta(centred, codes, k, rows)
        once = _epsilon(explained, present, n)
        parts.append(_epsilon(once, present, n))
    tail = (1 - COVERAGE) / 2
    low, high = np.nanquantile(np.concatenate(parts), [tail, 1 - tail]).clip(0, 1)
    return ExplainedShare(float(share), float(low), float(high), n, k)


def compare_criteria(
    customers: pd.DataFrame,
    value: str,
    criteria: Mapping[Any, Any],
    log: bool = False,
    seed: int = 0,
    draws: int = 500,
) -> pd.DataFrame:
    """Say for several criteria how much of the differences in one value each explains.

    Parameters
    ----------
    customers : DataFrame
        One row a customer.
    value : str
        The column of amounts to explain.
    criteria : mapping
        Label (text in both languages or plain) -> column name, scheme, or a sequence of groups in the order
        of the table.
    log, seed, draws
        As for `explained_share`.

    Returns
    -------
    DataFrame
        One row a criterion, the greatest share first: criterion, customers, groups, share, low, high. Compare
        shares only where the customers are nearly the same: a criterion that is missing for many is judged on
        the others.

    Raises
    ------
    CourseError
        If a column is not there, or as for `explained_share`.

    Examples
    --------
    >>> people = pd.DataFrame({"city": list("aabb") * 3, "sex": list("fm") * 6,
    ...                        "spent": [1, 2, 8, 9, 2, 1, 9, 8, 1, 2, 8, 9]})
    >>> compare_criteria(people, "spent", {"by city": "city", "by sex": "sex"})["criterion"].tolist()
    ['by city', 'by sex']
    """
    named = [column for column in criteria.values() if isinstance(column, str)]
    lacks_columns(customers.columns, [value, *named], "customers")
    rows = []
    for label, grouping in criteria.items():
        if isinstance(grouping, str):
            grouping = customers[grouping]
        elif hasattr(grouping, "classify"):
            grouping = grouping.classify(customers)
        one = explained_share(customers[value], grouping, seed, draws, log)
        rows.append((label, one.customers, one.groups, one.share, one.low, one.high))
    found = pd.DataFrame(rows, columns=["criterion", "customers", "groups", "share", "low", "high"])
    return found.sort_values("share", ascending=False, kind="stable", ignore_index=True)


def criteria_table(found: pd.DataFrame) -> Any:
    """Show what `compare_criteria` returns.

    Parameters
    ----------
    found : DataFrame
        The result of `compare_criteria`.

    Returns
    -------
    custclass.show.tables.Table
    """
    return table(
        found,
        {
            "criterion": say(zh="标准", en="criterion"),
            "groups": say(zh="组数", en="groups"),
            "share": say(zh="解释的份额", en="share explained"),
            "low": say(zh="95%区间下端", en="95% interval from"),
            "high": say(zh="上端", en="to"),
        },
        formats=dict.fromkeys(["share", "low", "high"], "%"),
        rows=None,
    )


def _usable(values: Any, groups: Any, log: bool) -> tuple[np.ndarray, np.ndarray, int]:
    """Return the amounts of those who have both, their group as a number from 0, and how many groups."""
    if isinstance(values, pd.Series) and isinstance(groups, pd.Series):
        groups = groups.reindex(values.index) if not groups.index.equals(values.index) else groups
    amounts, kinds = np.asarray(values, dtype=float), pd.Series(groups).reset_index(drop=True)
    if len(amounts) != len(kinds):
        raise CourseError(
            say(
                zh="金额有 {a} 个，组别有 {b} 个：每位客户各要一个。",
                en="There are {a} amounts and {b} groups: each customer needs one of each.",
            ).format(a=len(amounts), b=len(kinds))
        )
    codes, labels = pd.factorize(kinds)
    keep = (codes >= 0) & np.isfinite(amounts)
    amounts, codes = amounts[keep], codes[keep]
    if log:
        if (amounts <= 0).any():
            raise CourseError(
                say(
                    zh="有 {n} 位客户的金额不大于 0，取不了对数：先去掉没有花钱的客户，或写 log=False。",
                    en="{n} customers have an amount of 0 or below, which has no logarithm: leave out customers who "
                    "spent nothing, or write log=False.",
                ).format(n=int((amounts <= 0).sum()))
            )
        amounts = np.log(amounts)
    _, codes = np.unique(codes, return_inverse=True)
    return amounts, codes, int(codes.max() + 1) if len(codes) else 0


def _eta(values: np.ndarray, codes: np.ndarray, k: int, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return eta squared and the number of groups present, for each row of customers' positions."""
    draws, n = rows.shape
    taken = values[rows]
    cell = (codes[rows] + k * np.arange(draws)[:, None]).ravel()
    counts = np.bincount(cell, minlength=draws * k).reshape(draws, k)
    sums = np.bincount(cell, weights=taken.ravel(), minlength=draws * k).reshape(draws, k)
    middle = sums.sum(axis=1) ** 2 / n
    total = np.einsum("ij,ij->i", taken, taken) - middle
    between = (sums**2 / np.maximum(counts, 1)).sum(axis=1) - middle
    with np.errstate(invalid="ignore", divide="ignore"):
        return between / total, (counts > 0).sum(axis=1)


def _epsilon(explained: np.ndarray, k: np.ndarray, n: int) -> np.ndarray:
    """Correct a share for the number of groups."""
    return 1 - (n - 1) / (n - k) * (1 - explained)
