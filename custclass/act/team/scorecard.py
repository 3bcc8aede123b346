"""The telesales scorecard by class and by seller, and whether sellers differ by more than chance."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from custclass.act.campaigns.estimate import Estimate
from custclass.classify.intervals import wilson
from custclass.data.given import as_of_day, lacks_columns
from custclass.show.numbers import number
from custclass.show.say import CourseError, say

RATES = {
    "contact_rate": say(zh="接通率", en="contact rate"),
    "conversion": say(zh="转化率", en="conversion rate"),
    "retention": say(zh="留存率", en="retention rate"),
    "complaint_rate": say(zh="投诉率", en="complaint rate"),
}
#: Headings of the columns of a scorecard.
HEADS = {
    **RATES,
    "calls": say(zh="联系次数", en="contacts"),
    "order_value": say(zh="成交金额，平均", en="order value, mean"),
    "order_median": say(zh="成交金额，中位数", en="order value, median"),
}
_DENOMINATOR = {
    "contact_rate": "calls", "conversion": "contacted", "retention": "bought_seen", "complaint_rate": "contacted_seen"
}  # fmt: skip
# One person may be called more than once, so the figures rest on contacts and sales, not on customers.
_COUNTED = {
    "calls": say(zh="{n}次联系", en="{n} contacts"),
    "contacted": say(zh="{n}次有应答的联系", en="{n} answered contacts"),
    "bought_seen": say(zh="{n}笔成交", en="{n} sales"),
    "contacted_seen": say(zh="{n}次有应答的联系", en="{n} answered contacts"),
}


def scorecard(
    calls: pd.DataFrame,
    as_of: Any,
    by: str = "seller",
    orders: pd.DataFrame | None = None,
    complaints: pd.DataFrame | None = None,
    again_days: int = 90,
    complaint_days: int = 30,
    level: float = 0.95,
) -> pd.DataFrame:
    """Work out the rates of telesales for each seller or each class, with their intervals.

    Parameters
    ----------
    calls : pandas.DataFrame
        One row a contact tried: ``customer_id``, ``time``, ``result`` ("no_answer", "refused", "interested",
        "ordered"), ``amount`` (yuan) and the column of `by`.
    as_of : str or date
        The last day that is known of.
    by : str
        "seller", "class" or any other column.
    orders : pandas.DataFrame, optional
        ``customer_id``, ``order_date``, ``amount``: for the retention.
    complaints : pandas.DataFrame, optional
        ``customer_id``, ``time``: for the complaints. Only contacts since the first of them are looked at.
    again_days, complaint_days : int
        In how many days after the call a customer orders again, or complains. Calls so recent that the days are
        not over are left out of the rate.
    level : float
        Confidence of the intervals.

    Returns
    -------
    pandas.DataFrame
        One row a group: ``calls``, ``contacted``, ``ordered``; ``contact_rate`` (answered / calls) and
        ``conversion`` (ordered / contacted); ``order_value`` and ``order_median`` (yuan, of what was ordered);
        with `orders` ``bought_seen`` and ``retention`` (ordered again / ordered); with `complaints`
        ``contacted_seen`` and ``complaint_rate`` (complained / contacted). Each rate has ``..._low`` and
        ``..._high`` (Wilson); the mean order value has a t interval. Missing where nothing can be divided by.

    Raises
    ------
    CourseError
        If a column is not there.

    Examples
    --------
    >>> from custclass.data.tables import load
    >>> scorecard(load("shop_calls"), "2025-12-31")["calls"].sum()
    np.int64(1990)
    """
    lacks_columns(calls.columns, ["customer_id", "time", "result", "amount", by], "calls")
    end = pd.Timestamp(as_of_day(as_of)) + pd.Timedelta(days=1)
    rows = calls[calls["time"] < end].reset_index(drop=True)
    rows["contacted"] = rows["result"] != "no_answer"
    rows["ordered"] = rows["result"] == "ordered"
    seen: dict[str, tuple[pd.Series, pd.Series]] = {}
    if orders is not None:
        lacks_columns(orders.columns, ["customer_id", "order_date", "amount"], "orders")
        bought = orders[orders["amount"] >= 0].rename(columns={"order_date": "_when"})
        whole = rows["time"] + pd.Timedelta(days=again_days) < end
        seen["retention"] = (rows["ordered"] & whole, _followed(rows, bought, again_days))
    if complaints is not None:
        lacks_columns(complaints.columns, ["customer_id", "time"], "complaints")
        whole = (rows["time"] + pd.Timedelta(days=complaint_days) < end) & (
            rows["time"] >= complaints["time"].min().normalize()
        )
        told = complaints.rename(columns={"time": "_when"})
        seen["complaint_rate"] = (rows["contacted"] & whole, _followed(rows, told, complaint_days))
    groups = rows[by]
    card = rows.groupby(by).agg(
        calls=("result", "size"), contacted=("contacted", "sum"), ordered=("ordered", "sum")
    )
    _add_rate(card, "contact_rate", card["contacted"], card["calls"], level)
    _add_rate(card, "conversion", card["ordered"], card["contacted"], level)
    _add_value(card, rows[rows["ordered"]], by, level)
    for name, (counted, happened) in seen.items():
        card[_DENOMINATOR[name]] = counted.groupby(groups).sum()
        _add_rate(card, name, (counted & happened).groupby(groups).sum(), card[_DENOMINATOR[name]], level)
    return card


def rate_intervals(card: pd.DataFrame, rate: str) -> dict[Any, Estimate]:
    """Return one rate of a scorecard as figures with intervals, for ``cc.campaigns.draw_intervals``.

    Parameters
    ----------
    card : pandas.DataFrame
        From `scorecard`.
    rate : {"contact_rate", "conversion", "retention", "complaint_rate"}
        Which.

    Returns
    -------
    dict
        Group -> `Estimate`; groups without a rate are left out.

    Examples
    --------
    >>> from custclass.data.tables import load
    >>> list(rate_intervals(scorecard(load("shop_calls"), "2025-12-31"), "conversion"))
    ['K1', 'K2', 'K3', 'K4', 'K5', 'K6']
    """
    lacks_columns(card.columns, [rate, f"{rate}_low", f"{rate}_high"], "card")
    known, of = card[card[rate].notna()], _DENOMINATOR[rate]
    return {
        name: Estimate(
            row[rate], row[f"{rate}_low"], row[f"{rate}_high"], n=int(row[of]), counted=_COUNTED[of]
        )
        for name, row in known.iterrows()
    }


class Spread(NamedTuple):
    """How far the highest group is from the lowest, and how far chance alone takes them apart."""

    highest: Any
    lowest: Any
    spread: float
    by_chance: float  # 95 % of the shuffles stay below it
    p: float

    def __repr__(self) -> str:
        return str(
            say(
                zh="最高的{highest}与最低的{lowest}相差{x}个百分点；纯属碰巧时，95%的情形不超过{y}个百分点（p {p}）",
                en="{highest}, the highest, and {lowest}, the lowest, differ by {x} points; "
                "by chance alone up to {y} points in 95% of cases (p {p})",
            ).format(
                highest=self.highest,
                lowest=self.lowest,
                x=number(100 * self.spread, 1),
                y=number(100 * self.by_chance, 1),
                p="< 0.01" if self.p < 0.01 else f"= {self.p:.2f}",
            )
        )


def spread_by_chance(
    outcome: pd.Series,
    groups: pd.Series,
    within: pd.Series | None = None,
    draws: int = 2000,
    seed: int = 0,
) -> Spread:
    """Compare the spread between groups with the spread that chance gives: deal the names out anew, many times.

    Parameters
    ----------
    outcome : pandas.Series
        True or False for each contact.
    groups : pandas.Series
        The seller of each.
    within : pandas.Series, optional
        Names are dealt out anew only among contacts that are alike in this, such as the mode of contact: sellers
        who visit more are not taken for better ones.
    draws, seed : int
        How often, and the seed.

    Returns
    -------
    Spread
        ``p`` is the share of draws (the real one counted among them) with at least the real spread.

    Raises
    ------
    CourseError
        If there are fewer than two groups.

    Examples
    --------
    >>> outcome = pd.Series([True, False] * 50)
    >>> spread_by_chance(outcome, pd.Series(["K1", "K2"] * 50)).p < 0.01
    True
    """
    codes, names = pd.factorize(groups, sort=True)
    if len(names) < 2:
        raise CourseError(
            say(
                zh="只有一组，没有可比的。groups 至少要有两位销售员。",
                en="There is only one group, nothing to compare. groups needs two sellers at least.",
            )
        )
    hits = outcome.to_numpy(dtype=float)
    strata = np.zeros(len(hits), dtype=int) if within is None else pd.factorize(within)[0]
    rates = _rates(codes, hits, len(names))
    rng = np.random.default_rng(seed)
    places = [np.flatnonzero(strata == k) for k in range(strata.max() + 1)]
    found, dealt = np.empty(draws), codes.copy()
    for k in range(draws):
        for place in places:
            dealt[place] = rng.permutation(codes[place])
        found[k] = np.ptp(_rates(dealt, hits, len(names)))
    real = float(np.ptp(rates))
    # Sums in another order differ in their last digits.
    p = float((1 + (found >= real - 1e-12).sum()) / (draws + 1))
    return Spread(names[rates.argmax()], names[rates.argmin()], real, float(np.quantile(found, 0.95)), p)


def _rates(codes: np.ndarray, hits: np.ndarray, n: int) -> np.ndarray:
    return np.bincount(codes, hits, minlength=n) / np.bincount(codes, minlength=n)


def _followed(calls: pd.DataFrame, things: pd.DataFrame, days: int) -> pd.Series:
    """Return for each call whether the customer has one of `things` after it, within so many days."""
    pairs = (
        calls[["customer_id", "time"]].reset_index().merge(things[["customer_id", "_when"]], on="customer_id")
    )
    later = (pairs["_when"] > pairs["time"]) & (pairs["_when"] <= pairs["time"] + pd.Timedelta(days=days))
    return pd.Series(calls.index.isin(pairs.loc[later, "index"]), index=calls.index)


def _add_rate(card: pd.DataFrame, name: str, hits: pd.Series, of: pd.Series, level: float) -> None:
    ends = [wilson(k, n, level) if n else (np.nan, np.nan) for k, n in zip(hits, of, strict=True)]
    card[name] = hits / of.where(of > 0)
    card[f"{name}_low"], card[f"{name}_high"] = [low for low, _ in ends], [high for _, high in ends]


def _add_value(card: pd.DataFrame, sold: pd.DataFrame, by: str, level: float) -> None:
    from scipy.stats import t

    amounts = sold.groupby(by)["amount"].agg(["mean", "median", "std", "size"]).reindex(card.index)
    half = t.ppf((1 + level) / 2, amounts["size"] - 1) * amounts["std"] / np.sqrt(amounts["size"])
    card["order_value"], card["order_median"] = amounts["mean"], amounts["median"]
    card["order_value_low"], card["order_value_high"] = amounts["mean"] - half, amounts["mean"] + half
