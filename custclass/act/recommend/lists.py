"""Next-product lists from baskets and views, per customer and per segment, and the best-seller list."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, say

VIEW_WEIGHT = 0.5  # a view says less than a purchase; a judgement


def similarity(baskets: pd.DataFrame) -> pd.DataFrame:
    """Say how far two items are bought by the same people more often than chance would have it.

    The correlation of two columns of yes and no, a customer a row: 0 where buying one says nothing about the other,
    1 where the buyers are the same, below 0 where they are others. A best-seller, which goes with everything,
    is not similar to everything by that.

    Parameters
    ----------
    baskets : DataFrame
        customer_id and item; how often a customer bought an item does not matter.

    Returns
    -------
    DataFrame
        Items by items, sorted; 0 on the diagonal, since an item does not recommend itself, and 0 for an item that
        everybody bought.

    Examples
    --------
    >>> baskets = pd.DataFrame({"customer_id": ["A", "A", "B", "B", "C"], "item": ["tea", "cup", "tea", "cup", "nuts"]})
    >>> similarity(baskets).loc["tea"].round(2).to_dict()
    {'cup': 1.0, 'nuts': -1.0, 'tea': 0.0}
    """
    lacks_columns(baskets.columns, ["customer_id", "item"], "baskets")
    has = _crossed(baskets)
    names = has.columns.rename(None)
    return pd.DataFrame(_correlation(has.to_numpy()), index=names, columns=names)


def scores(
    baskets: pd.DataFrame, views: pd.DataFrame | None = None, segments: pd.Series | None = None
) -> pd.DataFrame:
    """Score each item for each customer: the sum of its similarities with what they bought (1) and viewed (0.5).

    Parameters
    ----------
    baskets, views : DataFrame
        customer_id and item, up to the cutoff. Similarity comes from the baskets; views only tell what a customer
        cares for.
    segments : Series, optional
        By customer_id: the segment. Then each customer has the mean scores of their segment.

    Returns
    -------
    DataFrame
        Customers (those with a basket or a view) by items.

    Examples
    --------
    >>> baskets = pd.DataFrame({"customer_id": ["A", "A", "B", "C"], "item": ["tea", "cup", "tea", "nuts"]})
    >>> scores(baskets).loc["B"].round(2).to_dict()
    {'cup': 0.5, 'nuts': -1.0, 'tea': 0.0}
    """
    alike = similarity(baskets)
    cares = _crossed(baskets).reindex(columns=alike.columns, fill_value=0.0)
    if views is not None:
        lacks_columns(views.columns, ["customer_id", "item"], "views")
        looked = _crossed(views).reindex(columns=alike.columns, fill_value=0.0) * VIEW_WEIGHT
        both = cares.index.union(looked.index)
        cares = np.maximum(cares.reindex(both, fill_value=0.0), looked.reindex(both, fill_value=0.0))
    found = pd.DataFrame(cares.to_numpy() @ alike.to_numpy(), index=cares.index, columns=alike.columns)
    return found if segments is None else _by_segment(found, segments)


def next_products(
    baskets: pd.DataFrame,
    views: pd.DataFrame | None = None,
    segments: pd.Series | None = None,
    k: int = 5,
) -> pd.DataFrame:
    """List for each customer the k items with the best `scores` that they have not bought yet.

    Parameters
    ----------
    baskets, views, segments
        As for `scores`.
    k : int
        Length of the list.

    Returns
    -------
    DataFrame
        ``customer_id``, ``rank`` (1 is best), ``item``: up to k rows a customer. Of equal scores the item with more
        buyers comes first, so that who is not known gets best-sellers.

    Raises
    ------
    CourseError
        If a column is lacking or k is below 1.

    Examples
    --------
    >>> baskets = pd.DataFrame({"customer_id": ["A", "A", "B", "C"], "item": ["tea", "cup", "tea", "nuts"]})
    >>> next_products(baskets, k=1).to_numpy().tolist()
    [['A', 1, 'nuts'], ['B', 1, 'cup'], ['C', 1, 'cup']]
    """
    return _lists(scores(baskets, views, segments), baskets, k)


def best_sellers(baskets: pd.DataFrame, customers: Any = None, k: int = 5) -> pd.DataFrame:
    """List for each customer the k items with the most buyers that they have not bought yet: the baseline.

    Parameters
    ----------
    baskets : DataFrame
        customer_id and item, up to the cutoff.
    customers : iterable of str, optional
        For whom; left out: all in the baskets.
    k : int
        Length of the list.

    Returns
    -------
    DataFrame
        As `next_products`. Of items with as many buyers the first in the alphabet is taken.

    Examples
    --------
    >>> baskets = pd.DataFrame({"customer_id": ["A", "A", "B", "C"], "item": ["tea", "cup", "tea", "nuts"]})
    >>> best_sellers(baskets, k=1).to_numpy().tolist()
    [['A', 1, 'nuts'], ['B', 1, 'cup'], ['C', 1, 'tea']]
    """
    lacks_columns(baskets.columns, ["customer_id", "item"], "baskets")
    has = _crossed(baskets)
    who = has.index if customers is None else pd.Index(sorted(set(customers)), name="customer_id")
    return _lists(pd.DataFrame(0.0, index=who, columns=has.columns), baskets, k)


def segment_lists(
    baskets: pd.DataFrame, segments: pd.Series, views: pd.DataFrame | None = None, k: int = 5
) -> pd.DataFrame:
    """List for each segment the k items with the best mean score: one newsletter for all of them.

    Parameters
    ----------
    baskets, views : DataFrame
        As for `scores`.
    segments : Series
        By customer_id: the segment.
    k : int
        Length of the list.

    Returns
    -------
    DataFrame
        A row a segment, a column a rank (1 to k). What a customer of the segment has bought already is on it;
        `next_products` leaves it out customer by customer.

    Examples
    --------
    >>> baskets = pd.DataFrame({"customer_id": ["A", "A", "B", "C"], "item": ["tea", "cup", "tea", "nuts"]})
    >>> segment_lists(baskets, pd.Series({"A": "x", "B": "x", "C": "y"}), k=1)[1].to_dict()
    {'x': 'cup', 'y': 'nuts'}
    """
    found = _by_segment(scores(baskets, views), segments)
    of = segments.reindex(found.index)
    firsts = found.groupby(of).first()
    lists = _lists(firsts, baskets.assign(customer_id=""), k, key="segment")
    return lists.pivot(index="segment", columns="rank", values="item").rename_axis(index=None, columns=None)


def _crossed(rows: pd.DataFrame) -> pd.DataFrame:
    """Customers by items: 1 where there is at least one row."""
    return pd.crosstab(rows["customer_id"], rows["item"]).clip(upper=1).astype(float)


def _correlation(has: np.ndarray) -> np.ndarray:
    apart = has - has.mean(axis=0)
    size = np.sqrt((apart**2).sum(axis=0))
    scale = np.outer(size, size)
    found = np.divide(apart.T @ apart, scale, out=np.zeros_like(scale), where=scale > 0)
    np.fill_diagonal(found, 0.0)
    return found


def _by_segment(found: pd.DataFrame, segments: pd.Series) -> pd.DataFrame:
    of = segments.reindex(found.index)
    if of.isna().any():
        raise CourseError(
            say(
                zh="{n} 位客户没有分群，例如 {who}。请给他们一个分群。",
                en="{n} customers have no segment, {who} for one. Give them one.",
            ).format(n=int(of.isna().sum()), who=of.index[of.isna()][0])
        )
    return found.groupby(of).transform("mean")


def _lists(found: pd.DataFrame, baskets: pd.DataFrame, k: int, key: str = "customer_id") -> pd.DataFrame:
    if k < 1:
        raise CourseError(
            say(
                zh="名单至少要有1件商品，得到的是 k={k}。", en="A list has at least 1 item; k={k} was given."
            ).format(k=k)
        )
    has = _crossed(baskets)
    popular = has.sum().sort_values(ascending=False, kind="stable").index
    owned = has.reindex(index=found.index, columns=popular, fill_value=0.0).to_numpy() > 0
    # Rounded, so that sums that differ by the order of adding only count as equal.
    worth = np.where(owned, -np.inf, found[popular].to_numpy().round(9))
    best = np.argsort(-worth, axis=1, kind="stable")[:, :k]
    rank = np.tile(np.arange(1, best.shape[1] + 1), len(found))
    table = pd.DataFrame(
        {
            key: np.repeat(found.index.to_numpy(), best.shape[1]),
            "rank": rank,
            "item": popular.to_numpy()[best.ravel()],
        }
    )
    left = np.isfinite(np.take_along_axis(worth, best, axis=1)).ravel()
    return table[left].reset_index(drop=True)
