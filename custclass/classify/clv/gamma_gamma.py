"""Gamma-Gamma: what a customer's purchases are worth on average, when only a few of them have been seen.

Each purchase of a customer varies around that customer's own mean; the means vary among customers. One dear purchase
therefore says little: it is drawn towards the mean of all. The model and the formulas are those of Fader and Hardie's
note "The Gamma-Gamma Model of Monetary Value" (2013, brucehardie.com/notes/025), which the paper of Fader, Hardie and
Lee (2005), "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing Research 42(4),
415-430, uses. Their gamma is called v here.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.special import digamma, gammaln

from custclass.classify.clv.bgnbd_maths import Counts
from custclass.classify.clv.columns_in import Columns
from custclass.classify.clv.fitter import Fitter, maximise
from custclass.show.numbers import number
from custclass.show.say import CourseError, say

CORRELATED = 0.3

LEFT_OUT = say(
    zh="{n} 位再次购买的客户因平均金额不是正数而没有参与拟合（例如退货多于购买、赠品），也得不到预期金额。",
    en="{n} repeat buyers were left out, because their mean purchase is not positive (returns, gifts); "
    "they get no expected value.",
)
UNRELATED = say(
    zh="购买频率与平均金额的相关系数是 {r}；模型假定二者无关（0）。",
    en="Frequency and mean purchase correlate with {r}; the model takes them as unrelated (0).",
)
RELATED = say(
    zh="购买频率与平均金额的相关系数是 {r}，而模型假定二者无关（0）：常客与稀客的金额预测会有偏差，请分组查看。",
    en="Frequency and mean purchase correlate with {r}, but the model takes them as unrelated (0): the values of "
    "frequent and of rare buyers will be off; look at them group by group.",
)
NO_MEAN = say(
    zh="q={q} 不大于 1：模型里全体客户的平均金额是无穷大，因此总体均值和一次性购买者的预期金额都是空值。",
    en="q = {q} is not above 1: in the model the mean over all customers is infinite, so the population mean and "
    "the expected value of one-time buyers are missing.",
)


class GammaGammaFitter(Fitter):
    """The Gamma-Gamma model of the mean purchase, fitted by the largest likelihood.

    It has scikit-learn's manners (`get_params`, `clone`, no work before `fit`), but takes columns by name
    instead of a matrix, so it does not claim to pass scikit-learn's ``check_estimator``.

    Attributes
    ----------
    params_ : Series
        ``p``, ``q``, ``v`` (in the currency of the data).
    log_likelihood_ : float
        The log-likelihood at these.
    n_customers_ : int
        The repeat buyers it was fitted on.
    correlation_ : float
        Between the frequency and the mean purchase of these.
    population_mean_ : float
        The mean purchase over all customers, p v / (q - 1); missing where q <= 1.
    notes : list of Text
        What must be known when the results are read; shown with the model.

    Examples
    --------
    >>> import custclass as cc
    >>> from custclass.classify.clv import GammaGammaFitter, btyd_summary
    >>> orders = cc.load("cdnow_orders").query("in_sample")
    >>> weeks = btyd_summary(orders, as_of="1997-09-30")
    >>> model = GammaGammaFitter().fit(weeks["frequency"], weeks["monetary_value"])
    >>> round(model.population_mean_, 2)
    35.17
    >>> round(model.expected_value(frequency=1, monetary_value=100.0), 2)
    80.22
    """

    names = ("p", "q", "v")
    correlation_: float
    population_mean_: float

    def fit(self, frequency: Any, monetary_value: Any) -> GammaGammaFitter:
        """Fit the model to the repeat buyers.

        Parameters
        ----------
        frequency : Series or array
            Repeat purchases of each customer; those with 0 say nothing and are passed over.
        monetary_value : Series or array
            Mean of a customer's repeat purchases, in one currency.

        Returns
        -------
        GammaGammaFitter
            The model itself.

        Raises
        ------
        CourseError
            If a row cannot be, or fewer than two repeat buyers have a positive mean purchase.
        """
        given = _read(frequency, monetary_value)
        again = given["frequency"] > 0
        usable = again & (given["monetary_value"] > 0)
        if usable.sum() < 2:
            raise CourseError(
                say(
                    zh="再次购买（frequency 大于 0）且平均金额为正的客户只有 {n} 位，至少需要 2 位。",
                    en="Only {n} customers bought again (frequency above 0) with a positive mean purchase; "
                    "at least 2 are needed.",
                ).format(n=int(usable.sum()))
            )
        x, z = given["frequency"][usable], given["monetary_value"][usable]
        # In units of the geometric mean the search starts near its end, in yen or dollars; a few dear purchases
        # would spoil the plain mean.
        scale = float(np.exp(np.log(z).mean()))
        counts = Counts(x)

        def mean_likelihood(params: np.ndarray) -> tuple[float, np.ndarray]:
            value, gradient = log_likelihood(params, x, z / scale, counts)
            return value / len(x), gradient / len(x)

        params, notes = maximise(mean_likelihood, self.names)
        params[2] *= scale
        p, q, v = params
        self.params_ = pd.Series(params, index=list(self.names))
        self.log_likelihood_ = log_likelihood(params, x, z)[0]
        self.n_customers_ = len(x)
        self.population_mean_ = float(p * v / (q - 1)) if q > 1 else float("nan")
        varied = np.ptp(x) > 0 and np.ptp(z) > 0
        self.correlation_ = float(np.corrcoef(x, z)[0, 1]) if varied else float("nan")
        if varied:
            related = abs(self.correlation_) >= CORRELATED
            notes.append((RELATED if related else UNRELATED).format(r=number(self.correlation_, 2)))
        if q <= 1:
            notes.append(NO_MEAN.format(q=number(q, 2)))
        if (again & ~usable).any():
            notes.append(LEFT_OUT.format(n=number(int((again & ~usable).sum()))))
        self._notes = notes
        return self

    def expected_value(self, frequency: Any, monetary_value: Any) -> Any:
        """Return what the coming purchases of a customer will be worth on average.

        Parameters
        ----------
        frequency, monetary_value : number, Series or array
            As for `fit`. With frequency 0 the mean purchase is not looked at.

        Returns
        -------
        float, Series or array
            Between the customer's own mean and that of all customers, nearer to the own the more purchases
            there were. Frequency 0: the mean of all. Missing where the mean purchase is not positive, or where
            the model has no finite mean (p x + q <= 1).

        Raises
        ------
        CourseError
            If the model is not fitted or a row cannot be.

        Notes
        -----
        p (v + x z) / (p x + q - 1), the conditional expectation in Fader and Hardie's note.
        """
        p, q, v = self._fitted()
        given = _read(frequency, monetary_value)
        x = given["frequency"]
        z = np.where(x > 0, given["monetary_value"], 0.0)
        there = (p * x + q > 1) & ((z > 0) | (x == 0))
        below = np.where(there, p * x + q - 1, np.nan)
        return given.like_given(p * (v + x * z) / below, "expected_value")


def log_likelihood(
    params: Any, x: np.ndarray, z: np.ndarray, counts: Counts | None = None
) -> tuple[float, np.ndarray]:
    """Return the log-likelihood of the Gamma-Gamma model and its gradient.

    Parameters
    ----------
    params : sequence
        p, q, v.
    x, z : ndarray
        Repeat purchases (1 and more) and their mean.
    counts : Counts, optional
        Those of `x`, where they are known already.

    Returns
    -------
    float, ndarray
        The sum over the customers, and its derivatives by p, q and v.

    Examples
    --------
    >>> value, gradient = log_likelihood([1, 1, 1], np.array([1.0]), np.array([1.0]))
    >>> round(float(np.exp(value)), 12)
    0.25
    """
    p, q, v = params
    counts = counts or Counts(x)
    k = counts.values
    n = counts.sums(np.ones(len(x)))
    total = x * z
    log_sum, log_z = np.log(v + total), np.log(z)
    value = (
        n @ (gammaln(p * k + q) - gammaln(p * k) - gammaln(q) + q * np.log(v) + p * k * np.log(k))
        + ((p * x - 1) * log_z).sum()
        - ((p * x + q) * log_sum).sum()
    )
    by_p = n @ (k * (digamma(p * k + q) - digamma(p * k) + np.log(k))) + (x * (log_z - log_sum)).sum()
    by_q = n @ (digamma(p * k + q) - digamma(q) + np.log(v)) - log_sum.sum()
    by_v = len(x) * q / v - ((p * x + q) / (v + total)).sum()
    return float(value), np.array([by_p, by_q, by_v])


def _read(frequency: Any, monetary_value: Any) -> Columns:
    given = Columns(frequency=frequency, monetary_value=monetary_value)
    x = given["frequency"]
    given.refuse(
        "frequency",
        (x < 0) | (x % 1 != 0),
        say(zh="重复购买次数应为 0、1、2……", en="repeat purchases are counted 0, 1, 2 ..."),
    )
    return given
