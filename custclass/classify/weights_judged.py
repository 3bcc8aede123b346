"""Is a score any good? Judge it on a later period, beside a simple baseline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.intervals import resamples
from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, Text, say


def validate(
    scores: pd.DataFrame, later: pd.Series, baseline: str, top: int, *, draws: int = 400, seed: int = 0
) -> pd.DataFrame:
    """Judge scores by a later outcome, beside a simple baseline.

    Parameters
    ----------
    scores : DataFrame
        A column a score, higher is better; one row a customer.
    later : Series
        The outcome by customer in a period after that of the scores, such as money spent.
    baseline : str
        The column that the others have to beat.
    top : int
        How many customers the top has.
    draws, seed : int
        How often customers are drawn anew (with replacement) for the intervals, and the seed.

    Returns
    -------
    DataFrame
        A row a score, the baseline first. ``rank_correlation`` (Spearman, over all) with its difference from the
        baseline ``rank_difference`` and the 95 % interval of this ``rank_low``, ``rank_high``; ``top_share`` (of the
        outcome, held by the `top` best) with ``top_difference``, ``top_low``, ``top_high``. An interval that
        holds 0 says: cannot be told apart.

    Raises
    ------
    CourseError
        If there is no such baseline, the customers are not the same, or fewer than `top`.

    References
    ----------
    Efron, B., Tibshirani, R. J. (1993). An Introduction to the Bootstrap. Chapman & Hall, chapter 13.

    Examples
    --------
    >>> scores = pd.DataFrame({"money": [1, 2, 3, 4] * 25, "upside_down": [4, 3, 2, 1] * 25})
    >>> found = validate(scores, pd.Series([10, 20, 30, 40] * 25), "money", top=25, draws=50)
    >>> found[["rank_correlation", "top_share"]].round(2).to_numpy().tolist()
    [[1.0, 0.4], [-1.0, 0.1]]
    """
    lacks_columns(scores.columns, [baseline], "scores")
    refuse_top(top, len(scores))
    outcome = same_customers(later, scores).to_numpy(dtype=float)
    names = [baseline, *(name for name in scores if name != baseline)]
    columns = scores[names].to_numpy(dtype=float)
    once = _judge(columns, outcome, top)
    drawn = resamples(len(scores), draws, seed)
    again = np.array([_judge(columns[rows], outcome[rows], top) for rows in drawn])
    low, high = np.nanpercentile(again - again[:, :1], [2.5, 97.5], axis=0)
    found = {}
    for i, (figure, short) in enumerate((("rank_correlation", "rank"), ("top_share", "top"))):
        found[figure] = once[:, i]
        found |= {f"{short}_difference": once[:, i] - once[0, i]}
        found |= {f"{short}_low": low[:, i], f"{short}_high": high[:, i]}
    return pd.DataFrame(found, index=names)


def validation_table(found: pd.DataFrame, names: Mapping[str, Text]) -> Any:
    """Show what `validate` found under headings that can be read.

    Parameters
    ----------
    found : DataFrame
        As `validate` gives it.
    names : mapping
        Score -> the name to show.

    Returns
    -------
    custclass.show.tables.Table
        A difference stands with its 95 % interval.

    Examples
    --------
    >>> from custclass.show.say import language
    >>> language("en")
    'en'
    >>> scores = pd.DataFrame({"money": [1, 2, 3, 4] * 9})
    >>> validation_table(validate(scores, scores["money"], "money", top=9, draws=20), {})
    score  rank correlation  difference (95% interval)  money of the top  difference (95% interval)
    money             1.000                          —             40.0%                          —
    """
    from custclass.show.tables import table

    difference = say(zh="相差（95%区间）", en="difference (95% interval)")
    shown = pd.DataFrame(index=found.index)
    for figure, short, scale, digits in (("rank_correlation", "rank", 1, 3), ("top_share", "top", 100, 1)):
        shown[figure] = found[figure]
        ends = (found[f"{short}_{end}"] * scale for end in ("difference", "low", "high"))
        shown[f"{short}_difference"] = [
            "—" if name == found.index[0] else _with_interval(digits, *three)
            for name, three in zip(found.index, zip(*ends, strict=True), strict=True)
        ]
    titles = {
        "": say(zh="按什么排", en="score"),
        "rank_correlation": say(zh="等级相关", en="rank correlation"),
        "rank_difference": difference,
        "top_share": say(zh="名单占金额", en="money of the top"),
        "top_difference": difference,
    }
    forms = {"rank_correlation": "{:.3f}", "top_share": "%"}
    return table(shown, titles, formats=forms, values={"": dict(names)})


def _with_interval(digits: int, *figures: float) -> str:
    value, low, high = (f"{x:+.{digits}f}".replace("-", "−") for x in figures)
    return str(
        say(zh="{x}（{low} 至 {high}）", en="{x} ({low} to {high})").format(x=value, low=low, high=high)
    )


def _judge(columns: np.ndarray, outcome: np.ndarray, top: int) -> np.ndarray:
    """Rank correlation and share of the outcome in the top, a row a score; equal scores share their places."""
    from scipy.stats import rankdata

    ranked, total = rankdata(outcome), outcome.sum()
    rows = []
    for column in columns.T:
        ranks = rankdata(column)
        line = np.partition(column, -top)[-top]
        above, at = column > line, column == line
        brought = outcome[above].sum() + outcome[at].mean() * (top - above.sum())
        rows.append((correlation(ranks, ranked), brought / total if total else np.nan))
    return np.array(rows)


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Return how far two rows of ranks go together; 0 where one of them tells nobody apart."""
    one, other = one - one.mean(), other - other.mean()
    length = np.sqrt((one @ one) * (other @ other))
    return float(one @ other / length) if length else 0.0


def same_customers(values: pd.Series, like: Any) -> pd.Series:
    """Return `values` in the order of `like`; refuse other customers."""
    if not values.index.is_unique or set(values.index) != set(like.index):
        raise CourseError(
            say(
                zh="两边的客户不一样（{n}位和{m}位）：请按客户编号对齐，每位一行。",
                en="The customers are not the same on both sides ({n} and {m}): one row each, by the same ids.",
            ).format(n=len(values), m=len(like))
        )
    return values.reindex(like.index)


def refuse_top(top: int, customers: int) -> None:
    """Refuse a top of more customers than there are."""
    if not 1 <= top <= customers:
        raise CourseError(
            say(
                zh="要取前{top}位，但只有{n}位客户。", en="The top {top} are asked for, of {n} customers."
            ).format(top=top, n=customers)
        )
