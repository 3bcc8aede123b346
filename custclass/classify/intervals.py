"""Intervals of a figure from a sample: the share's own, and customers drawn anew."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from custclass.show.say import CourseError, say


def normal_quantile(level: float) -> float:
    """Return the z of a two-sided interval, or refuse a level that is none.

    Parameters
    ----------
    level : float
        Confidence, 0.5 to below 1.

    Returns
    -------
    float

    Raises
    ------
    CourseError
        If the level is none.

    Examples
    --------
    >>> round(normal_quantile(0.95), 2)
    1.96
    """
    from scipy.stats import norm

    if not 0.5 <= level < 1:
        raise CourseError(
            say(
                zh="置信水平 level 应在0.5和1之间（常用0.95），得到的是 {level}。",
                en="The confidence level must lie between 0.5 and 1 (usually 0.95); {level} was given.",
            ).format(level=level)
        )
    return float(norm.ppf((1 + level) / 2))


def wilson(successes: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return the Wilson score interval of a share.

    Parameters
    ----------
    successes, n : int
        How many did, of how many.
    level : float
        Confidence.

    Returns
    -------
    tuple of float
        Low and high end, fractions.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the
    American Statistical Association 22, 209-212.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.49, 0.943]
    """
    from scipy.stats import binomtest

    normal_quantile(level)
    ends = binomtest(int(successes), int(n)).proportion_ci(level, method="wilson")
    return float(ends.low), float(ends.high)


def resamples(n: int, draws: int, seed: int = 0) -> Iterator[np.ndarray]:
    """Draw the rows of a table anew, with replacement, again and again: the bootstrap.

    Parameters
    ----------
    n : int
        Rows of the table.
    draws : int
        How often.
    seed : int
        For the draws.

    Yields
    ------
    ndarray of int, shape (n,)
        Positions of the rows of one draw.

    References
    ----------
    Efron, B., Tibshirani, R. J. (1993). An Introduction to the Bootstrap. Chapman & Hall, chapter 6.

    Examples
    --------
    >>> [len(rows) for rows in resamples(5, draws=2)]
    [5, 5]
    """
    rng = np.random.default_rng(seed)
    for _ in range(draws):
        yield rng.integers(0, n, n)
