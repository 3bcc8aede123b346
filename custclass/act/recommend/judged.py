"""Lists judged by what was bought afterwards, against a baseline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.intervals import resamples
from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, Text, say


def hit_rate(
    lists: Mapping[str, pd.DataFrame], bought: pd.DataFrame, baseline: str, draws: int = 400
) -> pd.DataFrame:
    """Judge lists by what was bought afterwards.

    A customer is a hit if at least one listed item was bought in the later period. Who bought nothing in that period
    counts as a miss, on every list alike.

    Parameters
    ----------
    lists : mapping
        Name -> list as `next_products` gives it; all for the same customers.
    bought : DataFrame
        customer_id and item of a period after all that the lists know.
    baseline : str
        The list that the others have to beat.
    draws : int
        How often customers are drawn anew for the interval of the difference (bootstrap).

    Returns
    -------
    DataFrame
        A row a list, the baseline first: ``customers``, ``hits``, ``hit_rate``, ``difference`` to the baseline and
        its 95% interval ``low``, ``high``.

    Raises
    ------
    CourseError
        If there is no such baseline, or the lists are for different customers.

    Examples
    --------
    >>> best = pd.DataFrame({"customer_id": ["A", "B"], "rank": 1, "item": ["nuts", "nuts"]})
    >>> own = best.assign(item=["tea", "cup"])
    >>> later = pd.DataFrame({"customer_id": ["A", "B"], "item": ["tea", "cup"]})
    >>> hit_rate({"best": best, "own": own}, later, "best")[["hits", "difference"]].to_numpy().tolist()
    [[0.0, 0.0], [2.0, 1.0]]
    """
    lacks_columns(bought.columns, ["customer_id", "item"], "bought")
    if baseline not in lists:
        raise CourseError(
            say(
                zh="lists 里没有“{name}”，没法和它比较。", en='There is no list "{name}" to compare with.'
            ).format(name=baseline)
        )
    later = pd.MultiIndex.from_frame(bought[["customer_id", "item"]]).unique()
    names = [baseline, *(name for name in lists if name != baseline)]
    hit = {}
    for name in names:
        frame = lists[name]
        lacks_columns(frame.columns, ["customer_id", "item"], "lists")
        came = pd.MultiIndex.from_frame(frame[["customer_id", "item"]]).isin(later)
        hit[name] = pd.Series(came).groupby(frame["customer_id"].to_numpy()).any()
        if not hit[name].index.equals(hit[baseline].index):
            raise CourseError(
                say(
                    zh="“{name}”与“{base}”不是给同一批客户的，不能比较。",
                    en='"{name}" and "{base}" are for different customers and cannot be compared.',
                ).format(name=name, base=baseline)
            )
    hits = pd.DataFrame(hit)[names].to_numpy(dtype=float)
    gain = hits - hits[:, :1]
    drawn = np.array([gain[rows].mean(axis=0) for rows in resamples(len(gain), draws)])
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    return pd.DataFrame(
        {
            "customers": len(hits),
            "hits": hits.sum(axis=0).astype(int),
            "hit_rate": hits.mean(axis=0),
            "difference": gain.mean(axis=0),
            "low": low,
            "high": high,
        },
        index=names,
    )


def hit_table(frame: pd.DataFrame, names: Mapping[str, Text]) -> Any:
    """Show what `hit_rate` found under headings that can be read.

    Parameters
    ----------
    frame : DataFrame
        As `hit_rate` gives it, the baseline first.
    names : mapping
        Name of a list -> the words to show.

    Returns
    -------
    custclass.show.tables.Table

    Examples
    --------
    >>> best = pd.DataFrame({"customer_id": ["A"], "rank": 1, "item": ["nuts"]})
    >>> found = hit_rate({"best": best}, best, "best")
    >>> "100.0%" in hit_table(found, {"best": say(zh="畅销榜", en="best-sellers")})._repr_html_()
    True
    """
    from custclass.show.numbers import percent
    from custclass.show.tables import table

    titles = {
        "list": say(zh="名单", en="list"),
        "customers": say(zh="客户数", en="customers"),
        "hits": say(zh="命中的客户", en="customers hit"),
        "hit_rate": say(zh="命中率", en="hit rate"),
        "difference": say(zh="比畅销榜多（百分点）", en="above best-sellers (points)"),
        "interval": say(zh="95%区间（百分点）", en="95% interval (points)"),
    }
    shown = frame[["customers", "hits"]].assign(
        hit_rate=[percent(x) for x in frame["hit_rate"]],
        difference=["—", *(f"{100 * x:+.1f}".replace("-", "−") for x in frame["difference"].iloc[1:])],
        interval=[
            "" if low == high == 0 else f"{100 * low:+.1f} … {100 * high:+.1f}".replace("-", "−")
            for low, high in zip(frame["low"], frame["high"], strict=True)
        ],
    )
    shown.insert(0, "list", [str(names.get(name, name)) for name in frame.index])
    return table(shown.reset_index(drop=True), titles=titles)
