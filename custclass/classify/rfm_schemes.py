"""The schemes of RFM and ABC: ten classes by scores, eight by high and low, three by share of the money.

Each is complete whatever its cut points. `custclass.classify.rfm.RFM` and `custclass.classify.pareto.ABC` learn the
cut points from customers and leave the scheme in ``scheme_``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from custclass.classify.columns import FREQUENCY, MONETARY, RECENCY
from custclass.classify.conditions import (
    Condition,
    Interval,
    above,
    at_least,
    at_most,
    below,
    exactly,
)
from custclass.classify.measure import Class, Measure
from custclass.classify.scheme import Scheme
from custclass.show.say import CourseError, say

SCORES = 5

R_SCORE = Measure("r_score", "integer", low=1, high=SCORES, label=say(zh="R得分", en="R score"))
F_SCORE = Measure("f_score", "integer", low=1, high=SCORES, label=say(zh="F得分", en="F score"))

_GRID_TITLE = say(zh="RFM网格", en="RFM grid")
# Code, label, R scores from and to, F scores from and to.
_GRID = [
    ("champion", say(zh="冠军客户", en="champion"), (5, 5), (4, 5)),
    ("loyal", say(zh="忠诚客户", en="loyal customer"), (3, 4), (4, 5)),
    ("potential_loyalist", say(zh="潜力忠诚客户", en="potential loyalist"), (4, 5), (2, 3)),
    ("new", say(zh="新客户", en="new customer"), (5, 5), (1, 1)),
    ("promising", say(zh="有前景客户", en="promising customer"), (4, 4), (1, 1)),
    ("need_attention", say(zh="需关注客户", en="customer needing attention"), (3, 3), (3, 3)),
    ("about_to_sleep", say(zh="即将沉睡客户", en="about to sleep"), (3, 3), (1, 2)),
    ("at_risk", say(zh="流失风险客户", en="at risk"), (1, 2), (3, 4)),
    ("cannot_lose", say(zh="不能失去的客户", en="cannot lose"), (1, 2), (5, 5)),
    ("hibernating", say(zh="休眠客户", en="hibernating"), (1, 2), (1, 2)),
]

# Code, label, and whether R, F and M are high.
_EIGHT = [
    ("important_value", say(zh="重要价值客户", en="important value customer"), True, True, True),
    (
        "important_development",
        say(zh="重要发展客户", en="important development customer"),
        True,
        False,
        True,
    ),
    ("important_retention", say(zh="重要保持客户", en="important retention customer"), False, True, True),
    ("important_win_back", say(zh="重要挽留客户", en="important win-back customer"), False, False, True),
    ("general_value", say(zh="一般价值客户", en="general value customer"), True, True, False),
    ("general_development", say(zh="一般发展客户", en="general development customer"), True, False, False),
    ("general_retention", say(zh="一般保持客户", en="general retention customer"), False, True, False),
    ("general_win_back", say(zh="一般挽留客户", en="general win-back customer"), False, False, False),
]


def rfm_grid() -> Scheme:
    """Return the ten classes of the RFM grid, over the scores r_score and f_score (1 to 5).

    Examples
    --------
    >>> print(rfm_grid().explain({"r_score": 5, "f_score": 1}).en)
    new customer: R score is 5; F score is 1.
    """
    return Scheme(
        "rfm_grid",
        _GRID_TITLE,
        measures=[R_SCORE, F_SCORE],
        classes=[
            Class(code, label, {"r_score": _scores(*r), "f_score": _scores(*f)})
            for code, label, r, f in _GRID
        ],
        exclusive=True,
    )


def rfm_grid_on_measures(recency_days: Sequence[float], frequency: Sequence[float]) -> Scheme:
    """Return the ten classes of the RFM grid with the cut points of the scores put in.

    Parameters
    ----------
    recency_days : sequence of 4 floats
        Days, falling: below the first the R score is at least 2, below the last it is 5.
    frequency : sequence of 4 floats
        Orders, rising: above the first the F score is at least 2, above the last it is 5. Equal cut points
        leave a score without anybody; where that empties a class, `Scheme.check` lists it as dead.

    Raises
    ------
    CourseError
        If there are not four cut points of each, in order.

    Examples
    --------
    >>> grid = rfm_grid_on_measures([200, 90, 30, 7], [1, 2, 4, 8])
    >>> print(grid.explain({"recency_days": 5, "frequency": 1}).en)
    new customer: recency is 5 days, below 7; number of orders is 1, at most 1.
    """
    days = _four("recency_days", recency_days, falling=True)
    orders = _four("frequency", frequency, falling=False)
    return Scheme(
        "rfm_grid",
        _GRID_TITLE,
        measures=[RECENCY, FREQUENCY],
        classes=[
            Class(
                code,
                label,
                {
                    "recency_days": _span(days[r_high], days[r_low - 1], low_closed=True),
                    "frequency": _span(orders[f_low - 1], orders[f_high], low_closed=False),
                },
            )
            for code, label, (r_low, r_high), (f_low, f_high) in _GRID
        ],
        exclusive=True,
    )


def rfm_eight(recency_days: float = 130, frequency: float = 10, monetary: float = 2000) -> Scheme:
    """Return the eight RFM classes: important or general, to value, develop, keep or win back.

    Parameters
    ----------
    recency_days, frequency, monetary : float
        R is high below so many days, F above so many orders, M above so much money (in the currency of the
        table). The defaults are near the means of the simulated shop; `RFM(classes="eight")` learns them.

    Examples
    --------
    >>> rfm_eight().code_of("重要挽留客户")
    'important_win_back'
    """
    high = {"recency_days": below(recency_days), "frequency": above(frequency), "monetary": above(monetary)}
    low = {
        "recency_days": at_least(recency_days), "frequency": at_most(frequency), "monetary": at_most(monetary)
    }  # fmt: skip
    return Scheme(
        "rfm_eight",
        say(zh="RFM八类客户", en="Eight RFM classes"),
        measures=[RECENCY, FREQUENCY, MONETARY],
        classes=[
            Class(
                code,
                label,
                {name: (high if is_high else low)[name] for name, is_high in zip(high, levels, strict=True)},
            )
            for code, label, *levels in _EIGHT
        ],
        exclusive=True,
    )


def abc(a: float = 1700, b: float = 700, measure: Measure = MONETARY) -> Scheme:
    """Return the classes A, B and C by what a customer brings.

    Parameters
    ----------
    a, b : float
        The value from which a customer is in A, and in B. The defaults are what the cuts 80 % and 95 % come to
        in the simulated shop, in yuan; `ABC` learns them. Equal ones leave B without anybody.
    measure : Measure
        The figure that is compared.

    Examples
    --------
    >>> print(abc().explain({"monetary": 900}).en)
    class B: monetary value is 900, at least 700 and below 1,700.
    """
    return Scheme(
        "abc",
        say(zh="ABC分类", en="ABC classification"),
        measures=[measure],
        classes=[
            Class("A", say(zh="A类客户", en="class A"), {measure.name: at_least(a)}),
            Class("B", say(zh="B类客户", en="class B"), {measure.name: Interval(b, a, high_closed=False)}),
            Class("C", say(zh="C类客户", en="class C"), {measure.name: below(b)}),
        ],
        exclusive=True,
    )


def _scores(low: int, high: int) -> Condition:
    if low == high:
        return exactly(low)
    return at_least(low) if high == SCORES else at_most(high) if low == 1 else Interval(low, high)


def _span(low: float, high: float, low_closed: bool) -> Interval:
    """Return the values between two cut points, one of which belongs to them; an open end has no border."""
    return Interval(low, high, low_closed or math.isinf(low), not low_closed or math.isinf(high))


def _four(name: str, cuts: Sequence[float], falling: bool) -> list[float]:
    """Return the cut points with the ends of the number line around them, so that each score has two."""
    cuts = [float(cut) for cut in cuts]
    if len(cuts) != SCORES - 1 or cuts != sorted(cuts, reverse=falling):
        order = say(zh="从大到小", en="falling") if falling else say(zh="从小到大", en="rising")
        raise CourseError(
            say(
                zh="{name} 需要 4 个分界点，{order}排列，得到的是 {cuts}。",
                en="{name} needs 4 cut points, {order}, but {cuts} were given.",
            ).format(name=name, order=order, cuts=cuts)
        )
    return [math.inf, *cuts, -math.inf] if falling else [-math.inf, *cuts, math.inf]
