"""Which lead first: by expected profit and date; and what a list brought in compared with other lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import CourseError, say


def rank_leads(
    leads: pd.DataFrame, as_of: Any, by: str = "profit", annual_rate: float = 0.12, no_date_days: int = 180
) -> pd.DataFrame:
    """Put leads in order by expected profit, worth today, or by deadline.

    Parameters
    ----------
    leads : pandas.DataFrame
        ``lead_id``, ``chance`` (0 to 1, see `add_chance`), ``margin`` (yuan, if signed) and ``expected_on``.
    as_of : str or date
        The day of the list.
    by : {"profit", "deadline"}
        "profit": the greatest expected profit first. "deadline": the week of the expected signing first, within a
        week the greatest expected profit.
    annual_rate : float
        Money that comes later is worth less: compound, a year.
    no_date_days : int
        How far ahead a lead without an expected day is put. A day that has passed counts as today.

    Returns
    -------
    pandas.DataFrame
        In order, with ``days_ahead``, ``expected_profit`` = chance x margin / (1 + annual_rate) ** (days_ahead /
        365) in yuan, and ``rank`` from 1. Of equal leads the earlier expected day comes first, then the lead_id.

    Raises
    ------
    CourseError
        If a column is not there, a chance is none, or `by` is unknown.

    Examples
    --------
    >>> leads = pd.DataFrame({"lead_id": ["Q1", "Q2"], "chance": [0.5, 0.1], "margin": [1000.0, 4000.0],
    ...                       "expected_on": pd.to_datetime(["2026-01-10", "2026-01-03"])})
    >>> rank_leads(leads, "2025-12-31")["lead_id"].tolist()
    ['Q1', 'Q2']
    >>> rank_leads(leads, "2025-12-31", by="deadline")["lead_id"].tolist()
    ['Q2', 'Q1']
    """
    lacks_columns(leads.columns, ["lead_id", "chance", "margin", "expected_on"], "leads")
    if by not in ("profit", "deadline"):
        raise CourseError(
            say(
                zh='by 只能是 "profit"（预期利润）或 "deadline"（期限），得到的是 {by}。',
                en='by must be "profit" or "deadline"; {by} was given.',
            ).format(by=by)
        )
    wrong = leads.loc[~leads["chance"].between(0, 1), "lead_id"]
    if len(wrong):
        raise CourseError(
            say(
                zh="签约概率 chance 应在 0 和 1 之间，线索 {lead} 不是。请先用 add_chance。",
                en="A chance lies between 0 and 1; that of lead {lead} does not. Use add_chance first.",
            ).format(lead=wrong.iloc[0])
        )
    day = pd.Timestamp(as_of_day(as_of))
    ahead = (leads["expected_on"] - day).dt.days.clip(lower=0).fillna(no_date_days).astype(int)
    profit = leads["chance"] * leads["margin"] / (1 + annual_rate) ** (ahead / 365)
    ranked = leads.assign(days_ahead=ahead, expected_profit=profit, _week=ahead // 7)
    keys = ["expected_profit", "days_ahead", "lead_id"]
    ranked = ranked.sort_values(
        ["_week", *keys] if by == "deadline" else keys,
        ascending=[True] * (by == "deadline") + [False, True, True],
        ignore_index=True,
    )
    return ranked.drop(columns="_week").assign(rank=range(1, len(ranked) + 1))


def compare_lists(
    lists: Mapping[Any, Sequence[str]],
    worth: pd.Series,
    top: int = 40,
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Count what the first leads of several lists brought in, with intervals.

    Parameters
    ----------
    lists : mapping
        Name -> the lead_ids in order. All lists hold the same leads; the first is what the others are compared
        with.
    worth : pandas.Series
        What each lead brought in after the lists were made (yuan, 0 if nothing), by lead_id.
    top : int
        How many leads of a list are followed up.
    draws, level, seed : int, float, int
        Of the bootstrap: leads are drawn again with replacement, and each list keeps its order.

    Returns
    -------
    pandas.DataFrame
        A row a list: ``signed`` (leads among the first `top` that brought something), ``money``, ``low`` and
        ``high`` (yuan), and ``more``, ``more_low``, ``more_high``: more than the first list, on the same draws.

    Raises
    ------
    CourseError
        If the lists do not hold the same leads, or there are fewer than `top`.

    Examples
    --------
    >>> worth = pd.Series([900.0, 0.0, 50.0], index=["Q1", "Q2", "Q3"])
    >>> lists = {"by value": ["Q2", "Q3", "Q1"], "by profit": ["Q1", "Q3", "Q2"]}
    >>> compare_lists(lists, worth, top=1)["money"].tolist()
    [0.0, 900.0]
    """
    ids = worth.index
    if any(sorted(one) != sorted(ids) for one in lists.values()) or len(ids) < top:
        raise CourseError(
            say(
                zh="每份名单都应恰好包含 worth 里的全部线索，各一次，并且不少于 top={top} 条。请检查名单。",
                en="Each list must hold every lead of worth exactly once, and there must be at least top={top}. "
                "Check the lists.",
            ).format(top=top)
        )
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(len(ids), np.full(len(ids), 1 / len(ids)), size=draws)
    money, signed, again = {}, {}, {}
    for name, one in lists.items():
        places = ids.get_indexer(list(one))
        values = worth.to_numpy(dtype=float)[places]
        money[name], signed[name] = values[:top].sum(), int((values[:top] > 0).sum())
        counts = drawn[:, places]
        before = counts.cumsum(axis=1) - counts
        again[name] = (np.clip(top - before, 0, counts) * values).sum(axis=1)
    first = next(iter(lists))
    ends = [(1 - level) / 2, (1 + level) / 2]
    rows = {}
    for name in lists:
        low, high = np.quantile(again[name], ends)
        more_low, more_high = np.quantile(again[name] - again[first], ends)
        rows[name] = {
            "signed": signed[name], "money": money[name], "low": low, "high": high,
            "more": money[name] - money[first], "more_low": more_low, "more_high": more_high,
        }  # fmt: skip
    return pd.DataFrame.from_dict(rows, orient="index")
