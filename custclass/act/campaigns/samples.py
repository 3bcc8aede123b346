"""How many customers a test needs, worked out before it starts."""

from __future__ import annotations

import math

from custclass.act.campaigns.estimate import needs_customers
from custclass.classify.intervals import normal_quantile
from custclass.show.say import CourseError, say


def sample_size(base: float, lift: float, power: float = 0.8, level: float = 0.95) -> int:
    """Return how many customers each arm needs so that a lift of a rate is found.

    The formula for two shares without continuity correction (J. L. Fleiss, B. Levin, M. C. Paik, Statistical
    Methods for Rates and Proportions, 3rd ed. 2003, chapter 4)::

        n = (z_level * sqrt(2 * m * (1 - m)) + z_power * sqrt(p0 * (1 - p0) + p1 * (1 - p1)))**2 / (p1 - p0)**2

    with p0 the base rate, p1 = p0 + lift and m their mean.

    Parameters
    ----------
    base : float
        Share that buys without the campaign (a fraction).
    lift : float
        The smallest difference worth finding, in fractions (0.05 is 5 percentage points).
    power : float
        The chance that a test finds a lift of this size when it is there.
    level : float
        Confidence of the interval with which the test is read.

    Returns
    -------
    int
        Customers in each of the two arms.

    Raises
    ------
    CourseError
        If a rate leaves the range from 0 to 1, or the lift is 0.

    Examples
    --------
    >>> sample_size(0.30, 0.05)
    1377
    >>> sample_size(0.30, 0.10)
    356
    """
    _check_rates(base, lift)
    chance, alone = _spreads(base, lift)
    spread = normal_quantile(level) * chance + _power_quantile(power) * alone
    return math.ceil(spread**2 / lift**2)


def power_of_test(n: int, base: float, lift: float, level: float = 0.95) -> float:
    """Return the chance that a test of a given size finds a lift of a rate: `sample_size` turned round.

    Parameters
    ----------
    n : int
        Customers in each of the two arms.
    base, lift, level : float
        As for `sample_size`.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    CourseError
        As `sample_size` does, or if there are no customers.

    Examples
    --------
    >>> round(power_of_test(1377, base=0.30, lift=0.05), 2)
    0.8
    """
    from scipy.stats import norm

    _check_rates(base, lift)
    needs_customers(n, 1, say(zh="每组", en="Each arm"))
    chance, alone = _spreads(base, lift)
    return float(norm.cdf((abs(lift) * math.sqrt(n) - normal_quantile(level) * chance) / alone))


def sample_size_money(spread: float, lift: float, power: float = 0.8, level: float = 0.95) -> int:
    """Return how many customers each arm needs so that a lift of money per customer is found.

    n = 2 * (z_level + z_power)**2 * spread**2 / lift**2, the usual formula for two means.

    Parameters
    ----------
    spread : float
        Standard deviation of the money per customer, those with 0 included.
    lift : float
        The smallest difference worth finding, in the same currency.
    power, level : float
        As for `sample_size`.

    Returns
    -------
    int
        Customers in each of the two arms.

    Raises
    ------
    CourseError
        If the spread is not positive or the lift is 0.

    Examples
    --------
    >>> sample_size_money(spread=80, lift=10)
    1005
    """
    if not (spread > 0 and lift != 0):
        raise CourseError(
            say(
                zh="标准差 spread 要大于0，lift 不能是0；得到的是 {spread} 和 {lift}。",
                en="The spread must be above 0 and the lift must not be 0; {spread} and {lift} were given.",
            ).format(spread=spread, lift=lift)
        )
    return math.ceil(2 * ((normal_quantile(level) + _power_quantile(power)) * spread / lift) ** 2)


def _power_quantile(power: float) -> float:
    from scipy.stats import norm

    if not 0.5 <= power < 1:
        raise CourseError(
            say(
                zh="把握度 power 应在0.5和1之间（常用0.8），得到的是 {power}。",
                en="The power must lie between 0.5 and 1 (usually 0.8); {power} was given.",
            ).format(power=power)
        )
    return float(norm.ppf(power))


def _check_rates(base: float, lift: float) -> None:
    if not (0 < base < 1 and 0 < base + lift < 1 and lift != 0):
        raise CourseError(
            say(
                zh="基础购买率 base={base} 和提高以后的 {after} 都要在0和1之间，而且 lift 不能是0。"
                "百分点请写成小数，如0.05。",
                en="The base rate base={base} and the rate after the lift, {after}, must lie between 0 and 1, and "
                "the lift must not be 0. Write points as fractions, such as 0.05.",
            ).format(base=base, after=round(base + lift, 6))
        )


def _spreads(base: float, lift: float) -> tuple[float, float]:
    """Return the spread of the difference when there is no lift, and when there is one (for one customer an arm)."""
    after, mean = base + lift, base + lift / 2
    return math.sqrt(2 * mean * (1 - mean)), math.sqrt(base * (1 - base) + after * (1 - after))
