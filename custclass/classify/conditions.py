"""Conditions on one measure: what a box of a class says about it.

``between(2, 4)`` is 2 <= x < 4. A missing value meets no condition but ``missing()``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from numbers import Real
from typing import Any

from custclass.show.say import CourseError, Text, join, say

Show = Callable[[Any], object]


@dataclass(frozen=True)
class Interval:
    """All numbers between two ends; an end without bound is infinite, and without both any number will do."""

    low: float = -math.inf
    high: float = math.inf
    low_closed: bool = True
    high_closed: bool = True

    def holds(self, value: Any) -> bool:
        """Return whether `value` lies in the interval."""
        above_low = value >= self.low if self.low_closed else value > self.low
        below_high = value <= self.high if self.high_closed else value < self.high
        return bool(above_low and below_high)

    def text(self, show: Show = str) -> Text:
        """Return the condition in words; `show` writes a number."""
        parts = []
        if self.low > -math.inf:
            words = (
                say(zh="不低于 {x}", en="at least {x}")
                if self.low_closed
                else say(zh="高于 {x}", en="above {x}")
            )
            parts.append(words.format(x=show(self.low)))
        if self.high < math.inf:
            words = (
                say(zh="不高于 {x}", en="at most {x}")
                if self.high_closed
                else say(zh="低于 {x}", en="below {x}")
            )
            parts.append(words.format(x=show(self.high)))
        return join(parts, zh=" 且", en=" and ") if parts else say(zh="已知", en="known")


@dataclass(frozen=True)
class OneOf:
    """One of some values: numbers, or codes of a category."""

    values: tuple

    def holds(self, value: Any) -> bool:
        """Return whether `value` is one of the values."""
        return value in self.values

    def text(self, show: Show = str) -> Text:
        """Return the condition in words; `show` writes a value."""
        shown = [show(value) for value in self.values]
        if len(shown) == 1:
            return say(zh="等于 {x}", en="equal to {x}").format(x=shown[0])
        return say(zh="为{x}之一", en="one of {x}").format(x=join(shown))


@dataclass(frozen=True)
class Missing:
    """The value is not known (null or NaN)."""

    def holds(self, value: Any) -> bool:
        """Return False: a value that is there is not missing."""
        return False

    def text(self, show: Show = str) -> Text:
        """Return the condition in words."""
        return say(zh="缺失", en="missing")


@dataclass(frozen=True)
class Otherwise:
    """The remainder: everybody whom no earlier class took. Only the last class may be it."""

    def __call__(self) -> Otherwise:
        """Return itself, so that ``otherwise`` and ``otherwise()`` mean the same."""
        return self

    def __repr__(self) -> str:
        return "otherwise"


Condition = Interval | OneOf | Missing
otherwise = Otherwise()


def below(x: float) -> Interval:
    """Return the condition value < `x`.

    Examples
    --------
    >>> below(2).holds(1.9), below(2).holds(2)
    (True, False)
    """
    return Interval(high=_number(x), high_closed=False)


def at_most(x: float) -> Interval:
    """Return the condition value <= `x`.

    Examples
    --------
    >>> at_most(2).holds(2)
    True
    """
    return Interval(high=_number(x))


def above(x: float) -> Interval:
    """Return the condition value > `x`.

    Examples
    --------
    >>> above(2).holds(2)
    False
    """
    return Interval(low=_number(x), low_closed=False)


def at_least(x: float) -> Interval:
    """Return the condition value >= `x`.

    Examples
    --------
    >>> at_least(2).holds(2)
    True
    """
    return Interval(low=_number(x))


def between(a: float, b: float) -> Interval:
    """Return the condition `a` <= value < `b`.

    Parameters
    ----------
    a, b : float
        The lower end, which belongs to it, and the upper end, which does not.

    Raises
    ------
    CourseError
        If `a` is not less than `b`: no value could meet it.

    Examples
    --------
    >>> between(2, 4).holds(2), between(2, 4).holds(4)
    (True, False)
    """
    if not _number(a) < _number(b):
        raise CourseError(
            say(
                zh="between({a}, {b}) 不包含任何值：左边的数必须小于右边的数。",
                en="between({a}, {b}) holds no value: the first number must be less than the second.",
            ).format(a=a, b=b)
        )
    return Interval(_number(a), _number(b), high_closed=False)


def exactly(value: Any) -> OneOf:
    """Return the condition value == `value` (a number, or a code of a category).

    Examples
    --------
    >>> exactly(0).holds(0), exactly("person").holds("household")
    (True, False)
    """
    return one_of(value)


def one_of(*values: Any) -> OneOf:
    """Return the condition that the value is one of `values`.

    Parameters
    ----------
    *values : numbers or codes
        One after the other, or as one list.

    Raises
    ------
    CourseError
        If there is no value, or one of them is missing (write ``missing()``).

    Examples
    --------
    >>> one_of("tea", "snacks") == one_of(["tea", "snacks"])
    True
    """
    if len(values) == 1 and isinstance(values[0], Iterable) and not isinstance(values[0], str):
        values = tuple(values[0])
    plain = tuple(dict.fromkeys(plain_value(value) for value in values))
    if not plain or None in plain:
        raise CourseError(
            say(
                zh="one_of 和 exactly 需要具体的值；缺失值请写 missing()。",
                en="one_of and exactly need values that are there; for a missing value write missing().",
            )
        )
    return OneOf(plain)


def missing() -> Missing:
    """Return the condition that the value is not known (null or NaN).

    Examples
    --------
    >>> missing()
    Missing()
    """
    return Missing()


def plain_value(value: Any) -> Any:
    """Return a value as plain Python: numpy scalars unpacked, every kind of missing value as None.

    Examples
    --------
    >>> plain_value(float("nan")) is None
    True
    """
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:
        value = value.item()
    try:
        return value if bool(value == value) else None
    except TypeError:  # pandas.NA will not say whether it equals itself
        return None


def _number(x: Any) -> float:
    value = plain_value(x)
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise CourseError(
            say(
                zh="分界点必须是数字，得到的是 {x!r}。",
                en="A cut point must be a number, but {x!r} was given.",
            ).format(x=x)
        )
    return value  # type: ignore[return-value]
