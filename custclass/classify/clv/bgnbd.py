"""BG/NBD: how often customers will buy again, and whether they are still customers.

The model of Fader, Hardie and Lee (2005), "'Counting Your Customers' the Easy Way: An Alternative to the
Pareto/NBD Model", Marketing Science 24(2), 275-284. While alive a customer buys at a steady rate of their own;
after each purchase they leave for good with a chance of their own. Rates vary among customers by a gamma
distribution (r, alpha), chances by a beta distribution (a, b). The formulas below are those of that paper, in
forms that neither overflow nor cancel.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.special import betainc, betaln, gammaln

from custclass.classify.clv.bgnbd_maths import Counts, expected_if_alive, grouped, log_likelihood, still_alive
from custclass.classify.clv.columns_in import Columns, check_counts
from custclass.classify.clv.fitter import Fitter, maximise
from custclass.show.numbers import number, percent
from custclass.show.say import CourseError, say

ONE_TIME = say(
    zh="{n} 位客户（{share}）只买过一次，模型给他们的 P(存活) 都是 1：模型里客户只会在再次购买之后离开。"
    "这不表示他们忠诚，请看预期购买次数。",
    en="{n} customers ({share}) bought once, and to all of them the model gives P(alive) = 1: in it, customers "
    "leave only after a repeat purchase. That does not make them loyal; look at their expected purchases.",
)


class BetaGeoFitter(Fitter):
    """The BG/NBD model of repeat purchases, fitted by the largest likelihood.

    It has scikit-learn's manners (`get_params`, `clone`, no work before `fit`), but takes columns by name
    instead of a matrix, so it does not claim to pass scikit-learn's ``check_estimator``.

    Attributes
    ----------
    params_ : Series
        ``r``, ``alpha`` (in the unit of time of the data), ``a``, ``b``.
    log_likelihood_ : float
        The log-likelihood at these.
    n_customers_ : int or float
        Customers, or the sum of their weights.
    notes : list of Text
        What must be known when the results are read; shown with the model.

    Examples
    --------
    >>> import custclass as cc
    >>> from custclass.classify.clv import BetaGeoFitter, btyd_summary
    >>> orders = cc.load("cdnow_orders").query("in_sample")
    >>> weeks = btyd_summary(orders, as_of="1997-09-30")
    >>> model = BetaGeoFitter().fit(weeks["frequency"], weeks["recency"], weeks["T"])
    >>> model.params_.round(3).to_dict()
    {'r': 0.243, 'alpha': 4.414, 'a': 0.793, 'b': 2.426}
    >>> round(model.expected_purchases(39, frequency=2, recency=30.43, T=38.86), 3)
    1.226
    """

    names = ("r", "alpha", "a", "b")

    def fit(self, frequency: Any, recency: Any, T: Any, weights: Any = None) -> BetaGeoFitter:
        """Fit the model.

        Parameters
        ----------
        frequency : Series or array
            Repeat purchases of each customer: 0, 1, 2 ...
        recency : Series or array
            Time from first to last purchase; 0 for one-time buyers.
        T : Series or array
            Time from first purchase to the as-of date, in the same unit.
        weights : Series or array, optional
            How many customers a row stands for. Left out: one each.

        Returns
        -------
        BetaGeoFitter
            The model itself.

        Raises
        ------
        CourseError
            If a row cannot be, or nobody bought again.
        """
        given = Columns(
            frequency=frequency, recency=recency, T=T, weights=1.0 if weights is None else weights
        )
        check_counts(given)
        given.refuse("weights", given["weights"] < 0, say(zh="权重不能为负", en="a weight is never negative"))
        rows, weight = grouped(given["frequency"], given["recency"], given["T"], given["weights"])
        if not weight[rows[0] > 0].any():
            raise CourseError(
                say(
                    zh="没有一位客户再次购买（frequency 全是 0）：模型无从学起。请检查统计截止日和订单是否齐全。",
                    en="No customer bought again (frequency is 0 throughout): there is nothing to learn from. "
                    "Check the as-of date and whether the orders are complete.",
                )
            )
        total = float(weight.sum())
        # In units of the mean age the search starts near its end, whether time came in days or years.
        unit = float(weight @ rows[2]) / total
        scaled = (rows[0], rows[1] / unit, rows[2] / unit)
        counts = Counts(scaled[0])

        def mean_likelihood(params: np.ndarray) -> tuple[float, np.ndarray]:
            value, gradient = log_likelihood(params, *scaled, weight, counts)
            return value / total, gradient / total

        params, notes = maximise(mean_likelihood, self.names)
        params[1] *= unit
        one_time = float(weight[rows[0] == 0].sum())
        if one_time:
            notes.append(ONE_TIME.format(n=number(one_time), share=percent(one_time / total)))
        self.params_ = pd.Series(params, index=list(self.names))
        self.log_likelihood_ = log_likelihood(params, *rows, weight)[0]
        self.n_customers_ = int(total) if total.is_integer() else total
        self._notes = notes
        return self

    def p_alive(self, frequency: Any, recency: Any, T: Any) -> Any:
        """Return the probability that a customer is still one: has not left for good.

        Parameters
        ----------
        frequency, recency, T : number, Series or array
            As for `fit`.

        Returns
        -------
        float, Series or array
            1 for every one-time buyer: in this model customers leave only after a repeat purchase.

        Raises
        ------
        CourseError
            If the model is not fitted or a row cannot be.

        Notes
        -----
        The weight of "alive" among the two ways in which the likelihood of Fader, Hardie and Lee (2005) comes
        about; see Fader and Hardie's note "Computing P(alive) Using the BG/NBD Model" (brucehardie.com/notes/021).
        """
        params = self._fitted()
        given = Columns(frequency=frequency, recency=recency, T=T)
        check_counts(given)
        return given.like_given(
            still_alive(params, given["frequency"], given["recency"], given["T"]), "p_alive"
        )

    def expected_purchases(self, t: Any, frequency: Any = None, recency: Any = None, T: Any = None) -> Any:
        """Return how many purchases to expect in the coming time `t`.

        Parameters
        ----------
        t : number, Series or array
            Length of the time to come, in the unit of the data; one number for all, or one a row.
        frequency, recency, T : number, Series or array, optional
            The customers, as for `fit`. Left out: a new customer, from their first purchase (not counted) on.

        Returns
        -------
        float, Series or array
            Expected purchases, one a row.

        Raises
        ------
        CourseError
            If the model is not fitted, a row cannot be, or only some of the three are given.

        Notes
        -----
        Fader, Hardie and Lee (2005): the expectation for a new customer and for a known one. The Gaussian
        hypergeometric function is turned by Euler's transformation, so that the number of purchases is left in
        one of its arguments only and heavy buyers do not overflow.
        """
        r, alpha, a, b = self._fitted()
        history = {"frequency": frequency, "recency": recency, "T": T}
        lacking = [name for name, values in history.items() if values is None]
        if len(lacking) == 3:
            given = Columns(t=t)
            _refuse_past(given)
            return given.like_given(expected_if_alive(given["t"], r, alpha, a, b), "expected_purchases")
        if lacking:
            raise CourseError(
                say(
                    zh="缺少 {names}：老客户需要 frequency、recency 和 T 三项，新客户一项也不要。",
                    en="{names} is missing: a known customer needs frequency, recency and T, a new one none of them.",
                ).format(names=", ".join(lacking))
            )
        given = Columns(t=t, **history)
        check_counts(given)
        _refuse_past(given)
        x, tx, age = given["frequency"], given["recency"], given["T"]
        coming = expected_if_alive(given["t"], r + x, alpha + age, a, b + x)
        return given.like_given(coming * still_alive([r, alpha, a, b], x, tx, age), "expected_purchases")

    def probability_of_purchases(self, n: Any, t: Any) -> Any:
        """Return the probability that a new customer makes exactly `n` repeat purchases within `t`.

        Parameters
        ----------
        n : number, Series or array
            Number of repeat purchases, from 0.
        t : number, Series or array
            Time from the first purchase, in the unit of the data.

        Returns
        -------
        float, Series or array

        Raises
        ------
        CourseError
            If the model is not fitted, or `n` is no count.

        Notes
        -----
        P(X(t) = x) of Fader, Hardie and Lee (2005). The sum of negative binomial terms in it is written as an
        incomplete beta function.
        """
        r, alpha, a, b = self._fitted()
        given = Columns(n=n, t=t)
        given.refuse(
            "n",
            (given["n"] < 0) | (given["n"] % 1 != 0),
            say(zh="次数应为 0、1、2……", en="count 0, 1, 2 ..."),
        )
        _refuse_past(given)
        x, time = given["n"], given["t"]
        share = time / (alpha + time)
        never_left = np.exp(betaln(a, b + x) - betaln(a, b))
        terms = gammaln(r + x) - gammaln(r) - gammaln(x + 1) - r * np.log1p(time / alpha)
        with np.errstate(divide="ignore", invalid="ignore"):
            terms = terms + np.where(x > 0, x * np.log(share), 0.0)
        left = np.exp(betaln(a + 1, b + np.maximum(x, 1) - 1) - betaln(a, b)) * (x > 0)
        probability = never_left * np.exp(terms) + left * betainc(np.maximum(x, 1), r, share)
        return given.like_given(probability, "probability")


def _refuse_past(given: Columns) -> None:
    given.refuse("t", given["t"] < 0, say(zh="未来的时长不能为负", en="the time to come is never negative"))
