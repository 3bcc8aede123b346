"""Is one score better than another, or was it luck? Differences with the interval that chance leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.intervals import resamples
from custclass.classify.prediction.models import MODELS
from custclass.classify.prediction.quality import aligned
from custclass.show.say import CourseError, Text, say


def compare_auc(label: pd.Series, scores: pd.DataFrame, baseline: str, draws: int = 400) -> pd.DataFrame:
    """Compare areas under the ROC curve with that of a plain yardstick.

    Parameters
    ----------
    label : Series
        0 or 1 by customer.
    scores : DataFrame
        A column a score, higher for who is more likely to be 1; one row a customer.
    baseline : str
        The column that the others have to beat.
    draws : int
        How often the customers are drawn anew (with replacement, seeded) for the intervals.

    Returns
    -------
    DataFrame
        A row a score, the baseline first: ``auc``, ``difference`` (to the baseline) and its 95 % interval ``low``,
        ``high``. The same customers are drawn for both scores. An interval that holds 0 says: cannot be told apart.

    Raises
    ------
    CourseError
        If there is no such baseline, the rows do not match, or all have the same outcome.

    References
    ----------
    Efron, B., Tibshirani, R. J. (1993). An Introduction to the Bootstrap. Chapman & Hall, chapter 13.

    Examples
    --------
    >>> label = pd.Series([0, 0, 1, 1] * 50)
    >>> scores = pd.DataFrame({"plain": [1, 2, 1, 2] * 50, "model": [1, 2, 3, 4] * 50})
    >>> compare_auc(label, scores, "plain")[["auc", "difference"]].to_numpy().tolist()
    [[0.5, 0.0], [1.0, 0.5]]
    """
    outcome = np.asarray(aligned(label, scores), dtype=float)
    if outcome.all() or not outcome.any():
        raise CourseError(
            say(
                zh="所有客户的结果都一样，比不出分数的好坏。",
                en="All customers have the same outcome: there is nothing to compare the scores by.",
            )
        )

    def area(group: np.ndarray, drawn: np.ndarray) -> float:
        ones = np.bincount(group, drawn * outcome, minlength=group.max() + 1)
        zeros = np.bincount(group, drawn * (1 - outcome), minlength=group.max() + 1)
        below = np.cumsum(zeros) - zeros / 2  # an equal score counts half
        pairs = ones.sum() * zeros.sum()
        return float((ones * below).sum() / pairs) if pairs else np.nan  # a draw may hold one outcome only

    return _compared(scores, baseline, draws, area, "auc")


def compare_top(
    worth: pd.Series, scores: pd.DataFrame, baseline: str, top: int, draws: int = 400
) -> pd.DataFrame:
    """Compare what the best-scored customers bring with what those of a plain yardstick bring.

    Parameters
    ----------
    worth : Series
        What each customer brought afterwards: money, or 1 for a buyer.
    scores : DataFrame
        As for `compare_auc`.
    baseline : str
        The column that the others have to beat.
    top : int
        How many customers are taken, best score first; equal scores as if in random order.
    draws : int
        As for `compare_auc`.

    Returns
    -------
    DataFrame
        A row a score, the baseline first: ``brought`` (sum over the `top` customers), ``difference``, ``low``,
        ``high``.

    Raises
    ------
    CourseError
        If there is no such baseline, the rows do not match, or there are fewer than `top` customers.

    Examples
    --------
    >>> worth = pd.Series([0, 0, 10, 30] * 50)
    >>> scores = pd.DataFrame({"plain": [1, 2, 1, 2] * 50, "model": [1, 2, 3, 4] * 50})
    >>> compare_top(worth, scores, "plain", top=50)[["brought", "difference"]].to_numpy().tolist()
    [[750.0, 0.0], [1500.0, 750.0]]
    """
    if not 1 <= top <= len(worth):
        raise CourseError(
            say(
                zh="要取分数最高的{top}位，但只有{n}位客户。",
                en="The best {top} are asked for among {n} customers.",
            ).format(top=top, n=len(worth))
        )
    money = np.asarray(aligned(worth, scores), dtype=float)

    def brought(group: np.ndarray, drawn: np.ndarray) -> float:
        customers = np.bincount(group, drawn)[::-1]
        sums = np.bincount(group, drawn * money)[::-1]
        room = np.clip(top - (np.cumsum(customers) - customers), 0, customers)
        return float((sums * np.divide(room, customers, where=customers > 0, out=np.zeros(len(sums)))).sum())

    return _compared(scores, baseline, draws, brought, "brought")


def comparison_table(frame: pd.DataFrame, names: Mapping[str, Text], unit: str | None = None) -> Any:
    """Show a comparison under headings that can be read.

    Parameters
    ----------
    frame : DataFrame
        As `compare_auc` or `compare_top` gives it.
    names : mapping
        Column of the scores -> the name to show; those of `MODELS` are known.
    unit : str, optional
        ``"USD"`` or ``"CNY"`` where money was compared.

    Returns
    -------
    custclass.show.tables.Table

    Examples
    --------
    >>> from custclass.show.say import language
    >>> language("en")
    'en'
    >>> scores = pd.DataFrame({"a": [1, 2, 3, 4]})
    >>> found = compare_auc(pd.Series([0, 0, 1, 1]), scores, "a", draws=20)
    >>> comparison_table(found, {"a": say(zh="甲", en="list A")})
    list sorted by    AUC  difference from “list A”   from     to
            list A  1.000                     0.000  0.000  0.000
    """
    from custclass.show.numbers import number
    from custclass.show.tables import table

    known = {**MODELS, **names}
    digits = 3 if "auc" in frame else 0
    form: Any = unit or (lambda x: number(x, digits))
    first = frame.index[0]
    titles = {
        "": say(zh="名单按什么排", en="list sorted by"),
        "auc": "AUC",
        "brought": say(zh="名单上的人带来", en="brought by those on the list")
        if unit
        else say(zh="名单上符合的人数", en="hits on the list"),
        "difference": say(zh="与“{name}”相差", en="difference from “{name}”").format(
            name=known.get(first, first)
        ),
        "low": say(zh="区间从", en="from"),
        "high": say(zh="到", en="to"),
    }
    return table(frame, titles, formats=dict.fromkeys(frame.columns, form), values={"": known})


def _compared(
    scores: pd.DataFrame, baseline: str, draws: int, figure: Callable[..., float], name: str
) -> pd.DataFrame:
    if baseline not in scores:
        raise CourseError(
            say(
                zh="scores 里没有“{name}”这一列，没法和它比较。",
                en='There is no column "{name}" in scores to compare with.',
            ).format(name=baseline)
        )
    n = len(scores)
    names = [baseline, *(column for column in scores if column != baseline)]
    groups = [np.unique(scores[column].to_numpy(), return_inverse=True)[1] for column in names]
    once = np.array([figure(group, np.ones(n)) for group in groups])
    again = np.empty((draws, len(names)))
    for i, rows in enumerate(resamples(n, draws)):
        drawn = np.bincount(rows, minlength=n).astype(float)
        again[i] = [figure(group, drawn) for group in groups]
    low, high = np.nanpercentile(again - again[:, :1], [2.5, 97.5], axis=0)
    return pd.DataFrame({name: once, "difference": once - once[0], "low": low, "high": high}, index=names)
