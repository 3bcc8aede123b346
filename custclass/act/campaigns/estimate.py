"""A figure from a sample with its interval, and the intervals that several figures share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from custclass.classify.intervals import wilson
from custclass.show.numbers import money, number, percent
from custclass.show.say import CourseError, Text, join, say

#: What a figure rests on: people, or answers when the same people may have answered more than once.
CUSTOMERS = say(zh="{n}位客户", en="{n} customers")
ANSWERS = say(zh="{n}份回答", en="{n} answers")


@dataclass(frozen=True)
class Estimate:
    """A figure and the interval in which the true one lies, with the stated confidence.

    Parameters
    ----------
    value, low, high : float
        The figure and the ends of its interval; shares and points are fractions (0.05 is 5 points).
    level : float
        Confidence: in how many of many samples such an interval holds the true figure.
    unit : {"%", "points", "score", "CNY", "USD"}
        A share, a difference of shares in percentage points, a score, or money.
    n : int
        How many customers, or answers, it rests on.
    notes : tuple of Text
        What to know before it is used.
    counted : Text
        What `n` counts, with a field ``{n}``: `CUSTOMERS` or `ANSWERS`.

    Examples
    --------
    >>> from custclass.show.say import language
    >>> language("en")
    'en'
    >>> Estimate(0.1, 0.04, 0.16, unit="points", n=500)
    10.0 points (95% interval: 4.0 to 16.0 points; 500 customers)
    """

    value: float
    low: float
    high: float
    level: float = 0.95
    unit: str = "%"
    n: int = 0
    notes: tuple[Text, ...] = ()
    counted: Text = CUSTOMERS

    @property
    def excludes_zero(self) -> bool:
        """Whether "no difference" lies outside the interval."""
        return self.low > 0 or self.high < 0

    def in_words(self) -> Text:
        """Return the figure, its interval and its notes as one text."""
        ends = say(zh="{low} 至 {high}", en="{low} to {high}").format(
            low=self._written(self.low, last=False), high=self._written(self.high)
        )
        text = say(
            zh="{value}（{level}区间：{ends}；{counted}）",
            en="{value} ({level} interval: {ends}; {counted})",
        ).format(
            value=self._written(self.value), level=percent(self.level, 0), ends=ends,
            counted=self.counted.format(n=number(self.n, 0)),
        )  # fmt: skip
        return join([text, *self.notes], zh="\n", en="\n")

    def _written(self, x: float, last: bool = True) -> Text:
        if self.unit in ("CNY", "USD"):
            text = money(x, self.unit, digits=2)
        elif self.unit == "points":
            # The unit is said once, after the second end of the interval.
            unit = say(zh="个百分点", en=" points") if last else say(zh="", en="")
            return say(zh="{x}", en="{x}").format(x=number(100 * x, 1)) + unit
        else:
            text = percent(x) if self.unit == "%" else number(x, 1)
        return say(zh="{x}", en="{x}").format(x=text)

    def __repr__(self) -> str:
        return str(self.in_words())


def difference_of_shares(
    one: tuple[int, int], other: tuple[int, int], level: float
) -> tuple[float, float, float]:
    """Return share one minus share other with the interval of Newcombe.

    The hybrid score interval, method 10 of R. G. Newcombe 1998, Statistics in Medicine 17, 873-890: it
    puts two Wilson intervals together and stays honest with small groups and rare events.

    Parameters
    ----------
    one, other : tuple of int
        Successes and customers of each group.
    level : float
        Confidence.

    Examples
    --------
    >>> [round(x, 4) for x in difference_of_shares((56, 70), (48, 80), 0.95)]
    [0.2, 0.0524, 0.3339]
    """
    p, q = one[0] / one[1], other[0] / other[1]
    (p_low, p_high), (q_low, q_high) = wilson(*one, level), wilson(*other, level)
    down = math.hypot(p - p_low, q_high - q)
    up = math.hypot(p_high - p, q - q_low)
    return p - q, p - q - down, p - q + up


def needs_customers(n: int, least: int, what: Any) -> None:
    """Refuse a figure of too few customers."""
    if n < least:
        raise CourseError(
            say(
                zh="{what}只有{n}位客户，至少要{least}位才能算区间。请检查筛选条件或表格。",
                en="{what}: only {n} customers, and an interval takes at least {least}. "
                "Check how the table was filtered.",
            ).format(what=what, n=n, least=least)
        )
