"""Which class is contacted by which channel, and how many of it, for the greatest expected profit in a budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from custclass.data.given import lacks_columns
from custclass.show.numbers import number
from custclass.show.say import CourseError, Text, say

AIM = say(
    zh="预期利润之和 = 联系人数 ×（响应率 × 每次响应的毛利 − 每次联系的成本）",
    en="the sum of expected profit = people contacted × (response rate × margin of a response − cost of a contact)",
)


@dataclass(frozen=True)
class ChannelPlan:
    """How many people of each class are contacted by each channel, and what is expected of it.

    Attributes
    ----------
    table : DataFrame
        One row per class and channel in use: ``class``, ``channel``, ``contacts``, ``cost``,
        ``expected_responses``, ``expected_profit`` (money in the currency of the costs).
    uncontacted : Series
        Class -> people who are not contacted.
    budget, spent, profit : float
        The money there is, the money used, and the expected profit, which is after the cost of contacts.
    aim : Text
        What is made as great as possible.
    """

    table: pd.DataFrame
    uncontacted: pd.Series
    budget: float
    spent: float
    profit: float
    aim: Text = AIM

    def __repr__(self) -> str:
        line = say(
            zh="花掉 {spent}（预算 {budget}），预期利润 {profit}。比较的是：{aim}",
            en="{spent} spent of {budget}, expected profit {profit}. Compared by: {aim}",
        )
        figures = {name: number(getattr(self, name), 0) for name in ("spent", "budget", "profit")}
        return str(line.format(**figures, aim=self.aim))


def choose_channels(segments: pd.DataFrame, channels: Mapping[str, float], budget: float) -> ChannelPlan:
    """Choose the contacts with the greatest expected profit that the budget allows.

    Parameters
    ----------
    segments : DataFrame
        One row per class (the index): ``customers`` (people), ``margin`` (money of one response, before the cost
        of the contact), and one column per channel with its response rate (0 to 1; empty: not possible).
    channels : mapping
        Channel -> cost of one contact, in the money of the margins.
    budget : float
        Money for contacts.

    Returns
    -------
    ChannelPlan
        Everybody is contacted once at most; a class may stay uncontacted, and money may be left over.

    Raises
    ------
    CourseError
        If a column is missing, or a figure is not possible.

    Notes
    -----
    A whole-number linear programme (`scipy.optimize.milp`), solved to the end: no other plan within the budget has
    a greater expected profit. "Expected" is on average; one campaign may end above or below.

    Examples
    --------
    >>> people = pd.DataFrame({"customers": [100, 400], "margin": [200, 40],
    ...                        "phone": [0.10, 0.10], "message": [0.03, 0.03]}, index=["large", "small"])
    >>> plan = choose_channels(people, {"phone": 8, "message": 0.5}, budget=600)
    >>> plan.table[["class", "channel", "contacts"]].values.tolist()
    [['large', 'phone', 47], ['large', 'message', 53], ['small', 'message', 395]]
    """
    people, gain, costs = _checked(segments, channels, budget)
    return plan_of(segments, channels, budget, _best(people, gain, costs, budget))


def proportional_split(segments: pd.DataFrame, channels: Mapping[str, float], budget: float) -> ChannelPlan:
    """Split the budget among classes by their number of customers; each class then makes the best of its part.

    The usual split "fair to all", to compare with. Money for which a class finds no contact that pays is left over.

    Parameters
    ----------
    segments, channels, budget
        As in `choose_channels`.

    Returns
    -------
    ChannelPlan

    Examples
    --------
    >>> people = pd.DataFrame({"customers": [100, 400], "margin": [200, 40],
    ...                        "phone": [0.10, 0.10], "message": [0.03, 0.03]}, index=["large", "small"])
    >>> fair, best = proportional_split(people, {"phone": 8, "message": 0.5}, budget=600), choose_channels(
    ...     people, {"phone": 8, "message": 0.5}, budget=600)
    >>> fair.spent, round(fair.profit), round(best.profit)
    (317.5, 888, 1132)
    """
    people, gain, costs = _checked(segments, channels, budget)
    heads = max(people.sum(), 1)
    rows = [_best(people[[r]], gain[[r]], costs, budget * people[r] / heads) for r in range(len(people))]
    return plan_of(segments, channels, budget, np.vstack(rows) if rows else np.zeros(gain.shape))


def plan_of(
    segments: pd.DataFrame, channels: Mapping[str, float], budget: float, contacts: np.ndarray | pd.DataFrame
) -> ChannelPlan:
    """Work out what a given split would bring, so that it can be compared with another.

    Parameters
    ----------
    segments, channels, budget
        As in `choose_channels`.
    contacts : array or DataFrame
        People contacted: a row per class, a column per channel, in the order of `segments` and `channels`.

    Returns
    -------
    ChannelPlan

    Raises
    ------
    CourseError
        If more people are contacted than there are, or more is spent than the budget.

    Examples
    --------
    >>> people = pd.DataFrame({"customers": [100], "margin": [200.0], "phone": [0.1]}, index=["large"])
    >>> plan_of(people, {"phone": 8}, 400, np.array([[50]])).profit
    600.0
    """
    people, gain, costs = _checked(segments, channels, budget)
    counts = np.asarray(contacts, dtype=float)
    spent = float((counts * costs).sum())
    if spent > budget * (1 + 1e-9) + 1e-6:
        raise CourseError(
            say(
                zh="这样联系要花 {spent}，超过了预算 {budget}：请减少联系人数。",
                en="These contacts cost {spent}, more than the budget of {budget}: contact fewer people.",
            ).format(spent=number(spent, 2), budget=number(budget, 2))
        )
    closed = (counts != 0) & np.isnan(gain)
    if closed.any():
        row, way = np.argwhere(closed)[0]
        raise CourseError(
            say(
                zh="“{name}”没有渠道“{channel}”的响应率，不能用它联系：请填上响应率，或改用别的渠道。",
                en='"{name}" has no response rate for "{channel}", so it cannot be used: fill it in, or use another.',
            ).format(name=segments.index[row], channel=list(channels)[way])
        )
    if (counts < 0).any() or (over := counts.sum(axis=1) - people).max(initial=0) > 0:
        worst = segments.index[int(np.argmax(over))] if (counts >= 0).all() else segments.index[0]
        raise CourseError(
            say(
                zh="“{name}”的联系人数不对：最少 0 人，最多是这一类的人数，每人只联系一次。",
                en='The contacts of "{name}" are not possible: at least 0 and at most the people of the class, '
                "each contacted once.",
            ).format(name=worst)
        )
    rows = [
        (segments.index[r], channel, int(counts[r, c]), counts[r, c] * costs[c],
         counts[r, c] * float(segments[channel].iloc[r]), counts[r, c] * gain[r, c])
        for r in range(len(people))
        for c, channel in enumerate(channels)
        if counts[r, c]
    ]  # fmt: skip
    names = ["class", "channel", "contacts", "cost", "expected_responses", "expected_profit"]
    table = pd.DataFrame(rows, columns=names)
    left = pd.Series((people - counts.sum(axis=1)).astype(int), index=segments.index, name="uncontacted")
    return ChannelPlan(table, left, float(budget), spent, float(table["expected_profit"].sum()))


def _checked(
    segments: pd.DataFrame, channels: Mapping[str, float], budget: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return people, expected profit of a contact (class x channel; empty: not possible), cost of a contact."""
    lacks_columns(segments.columns, ["customers", "margin", *channels], "segments")
    people = segments["customers"].to_numpy(float)
    rates = segments[list(channels)].to_numpy(float)
    costs = np.array(list(channels.values()), dtype=float)
    margin = segments["margin"].to_numpy(float)
    faults = {
        say(zh="客户数应为 0 或正整数", en="numbers of customers are whole and not negative"):
            not (np.isfinite(people).all() and (people >= 0).all() and (people == people.round()).all()),
        say(zh="响应率应在 0 和 1 之间", en="response rates lie between 0 and 1"):
            bool(((rates < 0) | (rates > 1)).any()),
        say(zh="联系成本应为 0 或正数", en="costs of a contact are not negative"):
            not (np.isfinite(costs).all() and (costs >= 0).all()),
        say(zh="毛利应为数字", en="margins are numbers"): not np.isfinite(margin).all(),
        say(zh="预算应为 0 或正数", en="a budget is not negative"): not (np.isfinite(budget) and budget >= 0),
    }  # fmt: skip
    for rule, broken in faults.items():
        if broken:
            raise CourseError(
                say(zh="{rule}：请检查 segments、channels 和 budget。",
                    en="{rule}: check segments, channels and budget.").format(rule=rule)
            )  # fmt: skip
    return people, rates * margin[:, None] - costs, costs


def _best(people: np.ndarray, gain: np.ndarray, costs: np.ndarray, budget: float) -> np.ndarray:
    """Return the contacts (class x channel) with the greatest gain."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    classes, ways = gain.shape
    pays = (
        gain > 0
    )  # a contact that costs more than it brings is left out, and so is one that is not possible
    if not pays.any():
        return np.zeros(gain.shape)
    once = np.kron(np.eye(classes), np.ones(ways))
    answer = milp(
        -np.where(pays, gain, 0.0).ravel(),
        integrality=np.ones(classes * ways),
        bounds=Bounds(0, np.where(pays, people[:, None], 0).ravel()),
        constraints=[LinearConstraint(once, ub=people), LinearConstraint(np.tile(costs, classes), ub=budget)],
        options={"mip_rel_gap": 0},
    )
    return np.round(answer.x).reshape(classes, ways)
