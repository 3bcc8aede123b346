"""The incremental effect of a campaign: the treated compared with a control group."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.campaigns.estimate import Estimate, difference_of_shares, needs_customers
from custclass.act.campaigns.groups import two_groups
from custclass.classify.intervals import normal_quantile
from custclass.data.given import lacks_columns
from custclass.show.numbers import money, number, percent
from custclass.show.say import Text, say

NOT_RANDOM = say(
    zh="两组不是随机分的：这个差距里也有两组原来就有的差别，不能当成活动的效果。",
    en="The groups were not made by lot: this difference holds what they differed in before, and is no effect.",
)


@dataclass(frozen=True)
class Lift:
    """What a campaign changed: the mean of the treated, of the control, and the difference.

    Parameters
    ----------
    treated, control : float
        Mean of each group: a share of buyers (fraction), or money per customer, those with 0 included.
    treated_n, control_n : int
        Customers in each group.
    difference : Estimate
        Treated minus control, with its interval.
    """

    treated: float
    control: float
    treated_n: int
    control_n: int
    difference: Estimate

    @property
    def relative(self) -> float:
        """The difference as a fraction of the control group's mean."""
        return self.difference.value / self.control if self.control else math.nan

    @property
    def additional(self) -> float:
        """What the campaign added among the treated: buyers, or money."""
        return self.difference.value * self.treated_n

    def in_words(self) -> Text:
        """Return the comparison as one text."""
        unit = self.difference.unit
        written = [
            percent(x) if unit == "points" else money(x, unit, digits=2) for x in (self.treated, self.control)
        ]
        text = say(
            zh="收到的{a}人：{treated}；没收到的{b}人：{control}\n相差 {difference}",
            en="received it ({a}): {treated}; did not ({b}): {control}\ndifference {difference}",
        )
        return text.format(
            treated=written[0],
            control=written[1],
            a=number(self.treated_n),
            b=number(self.control_n),
            difference=self.difference.in_words(),
        )

    def __repr__(self) -> str:
        return str(self.in_words())


def lift(
    frame: pd.DataFrame,
    outcome: str,
    *,
    arm: str = "arm",
    treated: str = "coupon",
    control: str = "control",
    by: str | None = None,
    unit: str = "CNY",
    randomised: bool = True,
    level: float = 0.95,
) -> Lift:
    """Compare the treated with the control group.

    A share of buyers gets Newcombe's interval, money that of Welch (unequal variances). With `by` both are
    compared class by class and put together in the classes' shares of all customers (post-stratification),
    which takes out the differences between classes.

    Parameters
    ----------
    frame : DataFrame
        One row per customer.
    outcome : str
        Column that holds whether they bought (yes / no), or the money they paid, 0 for none.
    arm : str
        Column with the group.
    treated, control : str
        The two groups' codes; rows of further groups are left out.
    by : str, optional
        Column with a class known before the campaign.
    unit : {"CNY", "USD"}
        Currency of money.
    randomised : bool
        Whether the groups were made by lot; if not, the result says so.
    level : float
        Confidence of the interval.

    Returns
    -------
    Lift
        With ``difference`` an `Estimate` in percentage points or money per customer.

    Raises
    ------
    CourseError
        If a column or a group is missing, an outcome is missing or neither yes / no nor a number, or a group
        (in each class, with `by`) has fewer than two customers.

    Examples
    --------
    >>> from custclass.data.tables import load
    >>> from custclass.show.say import language
    >>> language("en")
    'en'
    >>> lift(load("shop_test"), "bought")
    received it (540): 43.3%; did not (540): 33.1%
    difference 10.2 points (95% interval: 4.4 to 15.9 points; 1,080 customers)
    """
    frame, values = two_groups(frame, outcome, arm, treated, control)
    is_share = values.dtype == bool
    one, other = (values[frame[arm] == code].to_numpy(float) for code in (treated, control))
    for code, group in ((treated, one), (control, other)):
        needs_customers(len(group), 2, code)
    if by is not None:
        ends = _stratified(frame, values, arm, treated, control, by, level)
    elif is_share:
        ends = difference_of_shares((int(one.sum()), len(one)), (int(other.sum()), len(other)), level)
    else:
        ends = _welch(one, other, level)
    notes = () if randomised else (NOT_RANDOM,)
    difference = Estimate(*ends, level=level, unit="points" if is_share else unit, n=len(frame), notes=notes)
    return Lift(float(one.mean()), float(other.mean()), len(one), len(other), difference)


def lift_by_class(frame: pd.DataFrame, outcome: str, by: str = "class", **more: Any) -> pd.DataFrame:
    """Return the lift within each class.

    Parameters
    ----------
    frame, outcome
        As for `lift`.
    by : str
        Column with the class.
    **more
        Handed on to `lift`: arm, treated, control, unit, level.

    Returns
    -------
    DataFrame
        Indexed by class, in the order of first appearance: ``treated_n``, ``control_n``, ``treated``, ``control``
        (means), ``difference``, ``low``, ``high``.

    Raises
    ------
    CourseError
        As `lift` does.

    Examples
    --------
    >>> from custclass.data.tables import load
    >>> table = lift_by_class(load("shop_test"), "bought")
    >>> table.loc["medium_frequency", "difference"].round(3).item()
    0.186
    """
    lacks_columns(frame.columns, [by], "frame")
    rows = {}
    for code in frame[by].unique():
        found = lift(frame[frame[by] == code], outcome, **more)
        rows[code] = {
            "treated_n": found.treated_n,
            "control_n": found.control_n,
            "treated": found.treated,
            "control": found.control,
            "difference": found.difference.value,
            "low": found.difference.low,
            "high": found.difference.high,
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(by)


def _welch(one: np.ndarray, other: np.ndarray, level: float) -> tuple[float, float, float]:
    from scipy.stats import ttest_ind

    normal_quantile(level)
    gap = float(one.mean() - other.mean())
    if one.var() == other.var() == 0:
        return gap, gap, gap
    ends = ttest_ind(one, other, equal_var=False).confidence_interval(level)
    return gap, float(ends.low), float(ends.high)


def _stratified(
    frame: pd.DataFrame, values: pd.Series, arm: str, treated: str, control: str, by: str, level: float
) -> tuple[float, float, float]:
    lacks_columns(frame.columns, [by], "frame")
    groups = values.astype(float).groupby([frame[by], frame[arm]]).agg(["mean", "var", "size"]).unstack()
    thin = groups["size"].lt(2) | groups["size"].isna()
    if thin.to_numpy().any():
        needs_customers(1, 2, groups.index[thin.any(axis=1)][0])
    weight = groups["size"].sum(axis=1) / len(frame)
    gap = float((weight * (groups["mean"][treated] - groups["mean"][control])).sum())
    variance = (weight**2 * (groups["var"] / groups["size"]).sum(axis=1)).sum()
    half = normal_quantile(level) * math.sqrt(variance)
    return gap, gap - half, gap + half
