"""Split a budget over layers of customers: evenly, tilted to value, or where it gains most."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, say


def split_budget(
    layers: pd.DataFrame, budget: float, tilt: float | str = "best", effect: Any = 0.1, half: Any = 50.0
) -> pd.DataFrame:
    """Split a budget over layers, and say what each part is expected to gain.

    Parameters
    ----------
    layers : DataFrame
        One row a layer, with ``customers`` and ``value`` (money that they bring in the time of the budget), such as
        from `resources`. A layer with a value of 0 or below gains nothing.
    budget : float
        Money to spend.
    tilt : float or "best"
        0: the same for every customer. 1: in proportion to the value of the layers. Between: a mixture.
        ``"best"``: the split with the greatest gain.
    effect : float, or Series by layer
        The greatest part of its value that a layer can gain (or not lose) by care, however much is spent.
    half : float, or Series by layer
        Money per customer at which half of that is reached; twice the money reaches three quarters. It
        is an assumption until a test has measured it.

    Returns
    -------
    DataFrame
        `layers` with ``budget``, ``per_customer`` (both money), ``gain`` (money expected).

    Raises
    ------
    CourseError
        If the budget is negative, the tilt is none, half is not above 0, or no layer brings anything.

    Notes
    -----
    gain = value × effect × (1 − 0.5 ** (per_customer / half)). The best split makes the last coin gain the
    same in all layers that get any; it gains at least as much as any tilt on the same measure.

    Examples
    --------
    >>> layers = pd.DataFrame({"customers": [10, 90], "value": [9000.0, 1000.0]}, index=["A", "B"])
    >>> split_budget(layers, 1000, tilt=0)["budget"].tolist()
    [100.0, 900.0]
    >>> split_budget(layers, 1000, tilt=1)["budget"].tolist()
    [900.0, 100.0]
    >>> split_budget(layers, 1000, tilt="best")[["budget", "gain"]].round(0).to_dict("list")
    {'budget': [1000.0, 0.0], 'gain': [675.0, 0.0]}
    """
    lacks_columns(layers.columns, ["customers", "value"], "layers")
    if not budget >= 0:
        raise CourseError(
            say(zh="预算应不小于 0，得到的是 {x}。", en="The budget must be 0 or more, but is {x}.").format(
                x=budget
            )
        )
    n = layers["customers"].astype(float)
    value = layers["value"].clip(lower=0).where(n > 0, 0.0).astype(float)
    total = positive_sum(value, "value")
    effects, halves = (pd.Series(given, index=layers.index, dtype=float) for given in (effect, half))
    if not (halves > 0).all():
        raise CourseError(
            say(zh="half 应大于 0，得到的是 {x}。", en="half must be above 0, but is {x}.").format(x=half)
        )
    if tilt == "best":
        each = _best_per_customer(value * effects, n, halves, budget)
    elif isinstance(tilt, (int, float)) and 0 <= tilt <= 1:
        part = (1 - tilt) * n / n.sum() + tilt * value / total
        each = (budget * part / n).where(n > 0, 0.0)
    else:
        raise CourseError(
            say(
                zh='tilt 应为 0 到 1 的数或 "best"，得到的是 {x!r}。',
                en='tilt must be a number from 0 to 1 or "best", but is {x!r}.',
            ).format(x=tilt)
        )
    gain = expected_gain(value, each, effects, halves)
    return layers.assign(budget=each * n, per_customer=each, gain=gain)


def expected_gain(value: pd.Series, per_customer: pd.Series, effect: Any, half: Any) -> pd.Series:
    """Return what care is expected to add to what layers bring; nothing where they bring nothing."""
    return value.clip(lower=0) * effect * (1 - 0.5 ** (per_customer / half))


def _best_per_customer(at_stake: pd.Series, n: pd.Series, half: pd.Series, budget: float) -> pd.Series:
    """Return the money per customer with the greatest gain: the last coin gains the same wherever any is spent."""
    rate = np.log(2) / half  # the gain of a layer is at_stake * (1 - exp(-rate * each))
    start = (at_stake * rate / n).where(
        (n > 0) & (at_stake > 0), 0.0
    )  # what the first coin per customer gains
    each = pd.Series(0.0, index=n.index)
    for price in sorted(
        start[start > 0], reverse=True
    ):  # let one more layer in at a time, the most rewarding first
        got = start.index[start >= price]
        weight = (n[got] / rate[got]).sum()
        log_price = ((n[got] / rate[got] * np.log(start[got])).sum() - budget) / weight
        trying = (np.log(start[got]) - log_price) / rate[got]
        if (trying < 0).any():  # this layer would get less than nothing: those before it share all
            break
        each[:] = 0.0
        each[got] = trying
    return each


def positive_sum(values: pd.Series, name: str) -> float:
    """Return the sum of values that are to be shared out; it must be above 0."""
    total = float(values.sum())
    if not total > 0:
        raise CourseError(
            say(
                zh="列 {column} 的合计是 {x}，不大于 0，算不出占比。",
                en="The column {column} adds up to {x}, which is not above 0, so there are no shares.",
            ).format(column=name, x=round(total, 2))
        )
    return total
