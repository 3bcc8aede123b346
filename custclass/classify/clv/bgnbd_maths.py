"""The formulas of BG/NBD on plain numbers, in forms that neither overflow nor cancel; `bgnbd` names their source."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import betaln, digamma, expit, gammaln, hyp2f1

NEAR_POLE = 1e-5


class Counts:
    """The few different frequencies among many rows: gamma functions are computed once for each.

    Examples
    --------
    >>> counts = Counts(np.array([0.0, 3.0, 0.0]))
    >>> counts.values, counts.sums(np.array([1.0, 5.0, 2.0]))
    (array([0., 3.]), array([3., 5.]))
    """

    def __init__(self, frequency: np.ndarray):
        self.values, self.where = np.unique(frequency, return_inverse=True)

    def sums(self, weight: np.ndarray) -> np.ndarray:
        """Add up the weights of each value."""
        return np.bincount(self.where, weight, len(self.values))


def grouped(
    frequency: np.ndarray, recency: np.ndarray, age: np.ndarray, weight: np.ndarray
) -> tuple[tuple[np.ndarray, np.ndarray, np.ndarray], np.ndarray]:
    """Put equal customers into one row: frequency, recency, T, and the sum of their weights.

    Examples
    --------
    >>> rows, weight = grouped(*np.array([[0, 2, 0], [0, 3, 0], [9, 9, 9], [1, 1, 1]], dtype=float))
    >>> rows[0], weight
    (array([0., 2.]), array([2., 1.]))
    """
    order = np.lexsort((age, recency, frequency))
    rows = frequency[order], recency[order], age[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in rows])
    start = np.flatnonzero(new)
    return (rows[0][start], rows[1][start], rows[2][start]), np.add.reduceat(weight[order], start)


def log_likelihood(
    params: Any,
    x: np.ndarray,
    tx: np.ndarray,
    age: np.ndarray,
    weight: np.ndarray,
    counts: Counts | None = None,
) -> tuple[float, np.ndarray]:
    """Return the log-likelihood of the BG/NBD model and its gradient.

    Parameters
    ----------
    params : sequence
        r, alpha, a, b.
    x, tx, age, weight : ndarray
        Repeat purchases, time of the last one, time observed, number of such customers.
    counts : Counts, optional
        Those of `x`, where they are known already.

    Returns
    -------
    float, ndarray
        The sum over the customers, and its derivatives by r, alpha, a and b.

    Examples
    --------
    >>> once = np.array([0.0]), np.array([0.0]), np.array([1.0]), np.array([1.0])
    >>> value, gradient = log_likelihood([1, 1, 1, 1], *once)
    >>> round(float(np.exp(value)), 12)
    0.5
    """
    r, alpha, a, b = params
    counts = counts or Counts(x)
    k = counts.values
    # By frequency: everything that does not depend on time.
    each = gammaln(r + k) - gammaln(r) + r * np.log(alpha) + betaln(a, b + k) - betaln(a, b)
    log_age, log_last = np.log(alpha + age), np.log(alpha + tx)
    alive = -(r + x) * log_age
    gone = np.full(len(x), -np.inf)
    again = x > 0
    gone[again] = np.log(a) - np.log(b + x[again] - 1) - (r + x[again]) * log_last[again]
    # How likely each of the two is, alive or gone after the last purchase.
    p_gone = expit(gone - alive)
    p_alive = 1 - p_gone
    value = counts.sums(weight) @ each + weight @ np.logaddexp(alive, gone)

    n, n_gone = counts.sums(weight), counts.sums(weight * p_gone)
    by_r = n @ (digamma(r + k) - digamma(r) + np.log(alpha)) - weight @ (
        p_alive * log_age + p_gone * log_last
    )
    by_alpha = n.sum() * r / alpha - weight @ ((r + x) * (p_alive / (alpha + age) + p_gone / (alpha + tx)))
    both = digamma(a + b) - digamma(a + b + k)
    by_a = n @ both + n_gone.sum() / a
    by_b = n @ (both + digamma(b + k) - digamma(b)) - (n_gone[k > 0] / (b + k[k > 0] - 1)).sum()
    return float(value), np.array([by_r, by_alpha, by_a, by_b])


def still_alive(params: Any, x: np.ndarray, tx: np.ndarray, age: np.ndarray) -> np.ndarray:
    """Return the probability of being a customer still, from r, alpha, a, b and each customer's purchases.

    Examples
    --------
    >>> still_alive([1, 1, 1, 1], *np.array([[0.0, 1.0], [0.0, 1.0], [1.0, 1.0]]))
    array([1. , 0.5])
    """
    r, alpha, a, b = params
    again = x > 0
    out = np.ones(len(x))
    x, tx, age = x[again], tx[again], age[again]
    log_odds_gone = np.log(a) - np.log(b + x - 1) + (r + x) * (np.log(alpha + age) - np.log(alpha + tx))
    out[again] = expit(-log_odds_gone)
    return out


def expected_if_alive(t: np.ndarray, r: Any, alpha: Any, a: float, b: Any) -> np.ndarray:
    """Return the expected purchases within `t` of customers who are alive.

    Their history makes r, alpha and b larger: r + frequency, alpha + T, b + frequency.

    Examples
    --------
    >>> expected_if_alive(np.array([39.0]), 0.243, 4.414, 0.793, 2.426).round(3)
    array([1.197])
    """
    t, r, alpha, b = np.broadcast_arrays(t, r, alpha, b)
    pole = (abs(a - 1) < NEAR_POLE) | (np.abs(a + b - 1) < NEAR_POLE)
    # At a = 1 and a + b = 1 the formula is 0 / 0 though the function is smooth: take the middle of both sides.
    aside = np.where(pole, 2 * NEAR_POLE, 0.0)
    out = (_closed_form(t, r, alpha, a - aside, b) + _closed_form(t, r, alpha, a + aside, b)) / 2
    for row in np.flatnonzero(~np.isfinite(out)):
        out[row] = _integral(t[row], r[row], alpha[row], a, b[row])
    return out


def _closed_form(t: np.ndarray, r: np.ndarray, alpha: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Compute (a + b - 1) / (a - 1) * (1 - (alpha / (alpha + t))^r 2F1(r, b; a + b - 1; t / (alpha + t)))."""
    with np.errstate(all="ignore"):
        turned = hyp2f1(a + b - 1 - r, a - 1, a + b - 1, t / (alpha + t))
        return (a + b - 1) / (a - 1) * (1 - np.exp(-(a - 1) * np.log1p(t / alpha)) * turned)


def _integral(t: float, r: float, alpha: float, a: float, b: float) -> float:
    """Compute the same from its meaning, the mean over the chances p of leaving, where `hyp2f1` gives up.

    A customer with rate l and chance p makes (1 - exp(-l p t)) / p purchases; the mean over l is taken on paper.
    """
    narrow = 10 / np.sqrt(min(a, b))
    centre = np.log(a / b)
    ends = centre - 40 / a - narrow - np.log1p(t / alpha), centre + 40 / b + narrow
    logit = np.linspace(*ends, 20_001)
    log_p, log_q = -np.logaddexp(0, -logit), -np.logaddexp(0, logit)
    density = np.exp(a * log_p + b * log_q - betaln(a, b))
    p = np.exp(log_p)
    purchases = -np.expm1(-r * np.log1p(p * t / alpha)) / p
    return float((density * purchases).sum() * (logit[1] - logit[0]))
