"""How long a cohort goes on buying: the first return, the first lapse, and the survival curve of either.

A shop without contracts never sees a customer leave; it sees silence. So a lapse is a rule about silence, and
a customer who lapsed may come back. Kaplan-Meier's estimate is right for both events, because the day on
which they happen is seen, and customers to whom they have not happened yet are cut off, not counted as "never".
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from custclass.data.given import as_of_day, lacks_columns
from custclass.show.say import CourseError, Text, say

__all__ = ["cohort_survival", "first_lapse", "first_return", "purchase_days", "survival", "survival_picture"]


def first_return(orders: pd.DataFrame, as_of: str | date) -> pd.DataFrame:
    """Measure how long each customer took to buy on a second day.

    Parameters
    ----------
    orders : pandas.DataFrame
        With ``customer_id``, ``order_date``, ``amount``; returns (negative amounts) are not purchases.
    as_of : str, date, datetime or Timestamp
        The last day that counts, to its end.

    Returns
    -------
    pandas.DataFrame
        One row a customer: ``customer_id``, ``days`` from the first purchase to the second purchase day, or,
        where there is none yet, to `as_of`; ``happened`` whether there is one. For `survival`.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["A", "A", "B"], "amount": 1.0,
    ...                        "order_date": pd.to_datetime(["2025-01-01", "2025-01-11", "2025-01-21"])})
    >>> first_return(orders, "2025-01-31")
      customer_id  days  happened
    0           A    10      True
    1           B    10     False
    """
    visits = _visits(orders, as_of)
    first = visits[visits["gaps"] == 0]
    happened = first["next"].notna()
    days = (first["next"].fillna(pd.Timestamp(as_of_day(as_of))) - first["day"]).dt.days
    return pd.DataFrame({
        "customer_id": first["customer_id"], "days": days, "happened": happened
    }).reset_index(drop=True)  # fmt: skip


def first_lapse(
    orders: pd.DataFrame, as_of: str | date, silent_gaps: float = 3, patience_days: int = 120
) -> pd.DataFrame:
    """Find the first time that each customer was silent for too long.

    Parameters
    ----------
    orders, as_of
        As for `first_return`.
    silent_gaps : float
        A customer with two gaps or more lapses when the silence exceeds this many of the gaps they had
        *until then*, and not before `patience_days`: three purchases in one week are no rhythm yet.
    patience_days : int
        Days that everybody is given; who has no gap or a single one lapses after them.

    Returns
    -------
    pandas.DataFrame
        One row a customer: ``customer_id``; ``days`` from the first purchase to the day of the lapse, or to
        `as_of`; ``happened`` whether they lapsed; ``came_back`` whether they bought again after it.

    Notes
    -----
    The lapse is the day on which the silence has just become too long, not the last purchase: on that day
    the shop can know it. So whoever has not lapsed by `as_of` is cut off there (censored), and all are
    treated alike.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["A", "A", "B"], "amount": 1.0,
    ...                        "order_date": pd.to_datetime(["2025-01-01", "2025-12-01", "2025-12-21"])})
    >>> first_lapse(orders, "2025-12-31", patience_days=120)
      customer_id  days  happened  came_back
    0           A   120      True       True
    1           B    10     False      False
    """
    visits, end = _visits(orders, as_of), pd.Timestamp(as_of_day(as_of))
    since_first = (visits["day"] - visits["first"]).dt.days
    own = silent_gaps * since_first / visits["gaps"].where(visits["gaps"] >= 2)
    limit = np.floor(own.fillna(0).clip(lower=patience_days)).astype(int)
    silent = (visits["next"].fillna(end) - visits["day"]).dt.days
    visits = visits.assign(lapse=since_first + limit, lapsed=silent > limit, back=visits["next"].notna())
    lapses = visits[visits["lapsed"]].groupby("customer_id").first()
    out = visits.groupby("customer_id").agg(first=("first", "first"))
    happened = out.index.isin(lapses.index)
    lapsed_on = lapses["lapse"].reindex(out.index)
    return pd.DataFrame({
        "customer_id": out.index,
        "days": lapsed_on.fillna((end - out["first"]).dt.days).astype(int).to_numpy(),
        "happened": happened,
        "came_back": lapses["back"].reindex(out.index, fill_value=False).to_numpy(bool),
    })  # fmt: skip


def survival(table: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """Estimate the share to whom something has not happened yet, day by day (Kaplan-Meier).

    Parameters
    ----------
    table : pandas.DataFrame
        With ``days`` watched and ``happened``, as `first_lapse` and `first_return` give them. False means
        "not yet, when the watching ended" (censored): it must not be read as "never".
    confidence : float
        Of the interval (Greenwood's variance on the log-log scale, which stays between 0 and 1).

    Returns
    -------
    pandas.DataFrame
        Index ``days``, a row at 0 and one for each number of days in the table: ``at_risk`` (still watched,
        and not happened before that day), ``events`` on that day, ``share``, ``low``, ``high``. Where the share
        is 0 there is no interval.

    Raises
    ------
    CourseError
        If a column is lacking, there is no row, or `confidence` is not between 0 and 1.

    Examples
    --------
    >>> watched = pd.DataFrame({"days": [1, 2, 2, 3], "happened": [True, True, False, True]})
    >>> survival(watched)["share"].to_dict()
    {0: 1.0, 1: 0.75, 2: 0.5, 3: 0.0}
    """
    from scipy.stats import CensoredData, ecdf

    lacks_columns(table.columns, ["days", "happened"], "table")
    if not len(table) or not 0 < confidence < 1:
        raise CourseError(say(
            zh="survival 需要至少一位客户，confidence 应在 0 与 1 之间；得到 {n} 行，confidence={c}。",
            en="survival needs at least one customer and a confidence between 0 and 1; it was given {n} "
            "rows and confidence={c}.",
        ).format(n=len(table), c=confidence))  # fmt: skip
    days, happened = table["days"].to_numpy(float), table["happened"].to_numpy(bool)
    curve = ecdf(CensoredData.right_censored(days, ~happened)).sf
    # At a share of 1 or 0 the log-log scale has no value: the interval is set below, not computed.
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)
        band = curve.confidence_interval(confidence, method="log-log")
    at = curve.quantiles
    whole = np.isclose(curve.probabilities, 1)
    out = pd.DataFrame({
        "at_risk": len(days) - np.searchsorted(np.sort(days), at),
        "events": pd.Series(happened).groupby(days).sum().reindex(at).to_numpy(int),
        "share": curve.probabilities,
        "low": np.where(whole, 1.0, band.low.probabilities),
        "high": np.where(whole, 1.0, band.high.probabilities),
    }, index=at.astype(int))  # fmt: skip
    if 0 not in out.index:
        out.loc[0] = [len(days), 0, 1.0, 1.0, 1.0]
    return out.sort_index().astype({"at_risk": int, "events": int}).rename_axis("days")


def cohort_survival(
    orders: pd.DataFrame,
    as_of: str | date,
    silent_gaps: float = 3,
    patience_days: int = 120,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Estimate the share of a cohort who have not lapsed yet, by days since their first purchase.

    Parameters
    ----------
    orders, as_of, silent_gaps, patience_days
        As for `first_lapse`: they say what "still buying" means.
    confidence : float
        Of the interval.

    Returns
    -------
    pandas.DataFrame
        As `survival` gives it.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["A", "A", "B"], "amount": 1.0,
    ...                        "order_date": pd.to_datetime(["2025-01-01", "2025-12-01", "2025-12-21"])})
    >>> cohort_survival(orders, "2025-12-31")["share"].tolist()
    [1.0, 1.0, 0.0]
    """
    return survival(first_lapse(orders, as_of, silent_gaps, patience_days), confidence)


def survival_picture(
    curves: Mapping[Any, pd.DataFrame],
    title: Text | str,
    label: Text | str,
    x_label: Text | str | None = None,
) -> Any:
    """Draw survival curves as steps, each with its interval as a band.

    Parameters
    ----------
    curves : mapping of name (str or Text) to DataFrame
        As `survival` gives them.
    title, label : Text or str
        Title; what the share is of.
    x_label : Text or str, optional
        What the days are counted from.

    Returns
    -------
    custclass.show.picture.Picture

    Examples
    --------
    >>> curve = survival(pd.DataFrame({"days": [1, 2, 2, 3], "happened": [True, True, False, False]}))
    >>> survival_picture({"all": curve}, "Cohort", "share")
    Cohort: all: 50% after 3 days
    """
    from custclass.show.canvas import axes_for, picture, set_legend, set_title, ticks
    from custclass.show.numbers import with_unit
    from custclass.show.say import join
    from custclass.show.style import PALETTE, drawing

    said = []
    with drawing():
        ax = axes_for(None)
        for i, (name, curve) in enumerate(curves.items()):
            ax.step(
                curve.index, curve["share"], where="post", color=PALETTE[i], linewidth=2, label=str(name),
                linestyle=["-", "--", ":", "-."][i % 4],
            )  # fmt: skip
            ax.fill_between(
                curve.index,
                curve["low"],
                curve["high"],
                step="post",
                color=PALETTE[i],
                alpha=0.2,
                linewidth=0,
            )
            said.append(say(zh="{name}：{days} 天后 {share}", en="{name}: {share} after {days} days").format(
                name=name, days=curve.index[-1], share=with_unit(curve["share"].iloc[-1], "%")
            ))  # fmt: skip
        ax.set_ylim(0, 1.02)
        ax.yaxis.set_major_formatter(ticks("%"))
        ax.xaxis.set_major_formatter(ticks(None))
        ax.set(
            xlabel=str(x_label or say(zh="首单后的天数", en="days since the first purchase")),
            ylabel=str(label),
        )
        if len(curves) > 1:
            set_legend(ax)
        set_title(ax, title)
    return picture(ax, title, join(said, zh="；", en="; "))


def purchase_days(orders: pd.DataFrame) -> pd.DataFrame:
    """Return the distinct days on which each customer bought.

    Parameters
    ----------
    orders : pandas.DataFrame
        As for `first_return`.

    Returns
    -------
    pandas.DataFrame
        ``customer_id`` and ``day``, sorted.

    Examples
    --------
    >>> purchase_days(pd.DataFrame({"customer_id": ["A", "A"], "amount": [9.0, -9.0],
    ...                             "order_date": pd.to_datetime(["2025-01-02", "2025-01-05"])}))
      customer_id        day
    0           A 2025-01-02
    """
    lacks_columns(orders.columns, ["customer_id", "order_date", "amount"], "orders")
    bought = orders.loc[orders["amount"] >= 0, ["customer_id", "order_date"]]
    days = pd.DataFrame({"customer_id": bought["customer_id"], "day": bought["order_date"].dt.normalize()})
    return days.drop_duplicates().sort_values(["customer_id", "day"], ignore_index=True)


def _visits(orders: pd.DataFrame, as_of: str | date) -> pd.DataFrame:
    """Return a row a purchase day up to `as_of`: first day, number of gaps so far, next purchase day."""
    days = purchase_days(orders)
    days = days[days["day"] <= pd.Timestamp(as_of_day(as_of))]
    one = days.groupby("customer_id")["day"]
    return days.assign(first=one.transform("first"), gaps=one.cumcount(), next=one.shift(-1))
