"""ABC by cumulative share: who brings the first 80 % of the money, who the next 15 %, who the rest."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from custclass.classify.columns import MONETARY
from custclass.classify.estimator import Estimator, choice
from custclass.classify.measure import Measure
from custclass.classify.rfm_schemes import abc
from custclass.classify.scheme import Scheme
from custclass.data.headings import HEADINGS
from custclass.show.numbers import number, percent
from custclass.show.say import CourseError, Text, join, say

# Shares are sums of fractions: 50 + 30 of 100 must be .8, and not .7999999999999999.
_SHARE_DIGITS = 12
# Sums of the same amounts in another order differ in their last digits: values nearer than this are equal.
_SAME = 5e-7


class ABC(Estimator):
    """Class customers A, B, C by the share of the money that those before them bring.

    Parameters
    ----------
    cuts : (float, float)
        Where A ends and where B ends, as cumulative shares.
    returns : {"refuse", "net"}
        What to do with a negative value (a customer who gave back more than they bought): refuse it, or
        count it as 0. With a negative value in the sum, shares would rise above 1.

    Attributes
    ----------
    scheme_ : Scheme
        The classes by the value itself: A from the least value that reached A, B from the least that reached B.
        It classifies a later period by the same values.
    gini_ : float
        Gini coefficient: 0 when all bring the same, near 1 when one brings all.
    values_ : numpy.ndarray
        The values learned from, the greatest first.
    notes : list of Text
        Negative values netted, zeros, classes that remain empty, ties at a cut.

    Notes
    -----
    Sorted by value, descending, a customer belongs to the class in which the cumulative share before them lies. So
    the customer who crosses the cut is still in the better class. Equal values get the same, better class. Values
    count as equal to six decimals.

    It follows scikit-learn's manners on a column of values; it does not claim ``check_estimator``.

    Examples
    --------
    >>> import pandas as pd
    >>> money = pd.Series([50, 30, 10, 5, 5], index=list("VWXYZ"))
    >>> abc = ABC().fit(money)
    >>> abc.predict(money).to_dict()
    {'V': 'A', 'W': 'A', 'X': 'B', 'Y': 'B', 'Z': 'B'}
    >>> print(abc.scheme_.explain({"value": 12}).en)
    class B: value is 12, at least 5 and below 30.
    """

    def __init__(self, cuts: tuple[float, float] = (0.8, 0.95), returns: str = "refuse"):
        self.cuts = cuts
        self.returns = returns

    scheme_: Scheme
    gini_: float
    values_: np.ndarray

    def fit(self, values: Any, y: None = None) -> ABC:
        """Learn from which value on a customer is in A, and in B.

        Parameters
        ----------
        values : pandas or polars Series, or sequence of numbers
            What each customer brings, such as ``customers["monetary"]``.
        y : None
            Not used; scikit-learn's pipelines hand it on.

        Returns
        -------
        ABC
            Itself.

        Raises
        ------
        CourseError
            If a parameter is wrong, a value is missing or (unless netted) negative, or nobody brings anything.
        """
        cuts = self._cuts()
        choice("returns", self.returns, ("refuse", "net"))
        series = _column(values)
        found = self._numbers(series)
        sorted_values = np.sort(np.maximum(found, 0))[::-1]
        total = sorted_values.sum()
        if not total > 0:
            raise CourseError(
                say(
                    zh="没有大于 0 的数值（共 {n} 个），算不出占比，无法做 ABC 分类。",
                    en="There is no value above 0 (of {n}), so there are no shares to class by.",
                ).format(n=number(len(found)))
            )
        before = np.round((np.cumsum(sorted_values) - sorted_values) / total, _SHARE_DIGITS)
        in_a, in_b = (int(np.searchsorted(before, cut)) for cut in cuts)  # how many lie before each cut
        a, b = (_least_equal(sorted_values, sorted_values[n - 1]) for n in (in_a, in_b))
        self.values_ = sorted_values
        self.scheme_ = abc(a, b, _measure(series.name))
        n = len(sorted_values)
        self.gini_ = float(2 * (np.arange(n, 0, -1) * sorted_values).sum() / (n * total) - (n + 1) / n)
        self._notes = tuple(_remarks(sorted_values, found[found < -_SAME], (a, b), in_a, cuts[0]))
        return self

    def predict(self, values: Any) -> Any:
        """Give each value its class by the values learned.

        Parameters
        ----------
        values : pandas or polars Series, or sequence of numbers
            As for `fit`; it may be a later period.

        Returns
        -------
        Series
            Class codes "A", "B", "C"; pandas keeps the index, a sequence comes back as a pandas Series.

        Raises
        ------
        CourseError
            If `fit` was not called, or a value is missing or (unless netted) negative.
        """
        scheme = self.scheme_
        series = _column(values)
        name = next(iter(scheme.measures))
        found = nw.new_series(name, self._numbers(series), backend=series.implementation).to_frame()
        classes = scheme.classify(found.to_native())
        return classes.set_axis(series.to_native().index) if isinstance(classes, pd.Series) else classes

    def curve(self) -> pd.DataFrame:
        """Return the curve of cumulative shares (Pareto curve) of the values learned from.

        Returns
        -------
        pandas.DataFrame
            One row for nobody (all 0), then one a customer, the greatest value first: ``customers`` and
            ``customer_share`` so far, ``value``, and ``value_share``, the share of the money so far.

        Examples
        --------
        >>> ABC().fit([60, 30, 10]).curve()["value_share"].tolist()
        [0.0, 0.6, 0.9, 1.0]
        """
        values = np.concatenate([[0.0], self.values_])
        n, sums = np.arange(len(values)), np.cumsum(values)
        return pd.DataFrame({
            "customers": n,
            "customer_share": n / n[-1],
            "value": values,
            "value_share": sums / sums[-1],
        })  # fmt: skip

    def _cuts(self) -> tuple[float, float]:
        try:
            a, b = map(float, self.cuts)
            if 0 < a < b < 1:
                return a, b
        except (TypeError, ValueError):
            pass
        raise CourseError(
            say(
                zh="cuts 需要两个从小到大、介于 0 和 1 之间的累计占比，例如 (0.8, 0.95)，得到的是 {cuts!r}。",
                en="cuts needs two rising shares between 0 and 1, such as (0.8, 0.95), but is {cuts!r}.",
            ).format(cuts=self.cuts)
        )

    def _numbers(self, series: nw.Series) -> np.ndarray:
        """Return the values as numbers, refusing those that cannot be classed."""
        if len(series) and not (series.dtype.is_numeric() or series.dtype == nw.Unknown):
            raise CourseError(
                say(
                    zh="ABC 需要数字，得到的类型是 {kind}。",
                    en="ABC needs numbers, but the values are {kind}.",
                ).format(kind=series.dtype)
            )
        found = series.cast(nw.Float64).to_numpy()
        if n := int((~np.isfinite(found)).sum()):
            raise CourseError(
                say(
                    zh="有 {n} 个数值缺失：请先补上或去掉。没有订单的客户应记为 0。",
                    en="{n} value(s) are missing: fill them in or take them out. Who ordered nothing has 0.",
                ).format(n=number(n))
            )
        if self.returns == "refuse" and (n := int((found < -_SAME).sum())):
            raise CourseError(
                say(
                    zh="有 {n} 个负数（最小的是 {least}）：退货多于购买，累计占比会超过 100%。"
                    '请先核对；若要按 0 计入，请用 returns="net"。',
                    en="{n} value(s) are negative (the least: {least}): with more returned than bought, shares would "
                    'rise above 100 %. Look at them first; to count them as 0 use returns="net".',
                ).format(n=number(n), least=number(float(found.min())))
            )
        return found


def _remarks(
    values: np.ndarray, given_back: np.ndarray, least: tuple[float, float], in_a: int, cut: float
) -> list[Text]:
    """Say what is not to be seen in the classes; `values` fall, `in_a` of them lie before the `cut` of A."""
    notes = []
    if len(given_back):
        notes.append(say(
            zh="{n} 位客户退货多于购买（合计 {sum}），按 0 计入，归入 C 类。",
            en="{n} customer(s) gave back more than they bought ({sum} together): counted as 0, class C.",
        ).format(n=number(len(given_back)), sum=number(float(given_back.sum()))))  # fmt: skip
    if zeros := int((values == 0).sum()) - len(given_back):
        notes.append(say(
            zh="{n} 位客户的数值为 0，归入 C 类。", en="{n} customer(s) have the value 0: class C."
        ).format(n=number(zeros)))  # fmt: skip
    if len(values) == 1:
        notes.append(say(
            zh="只有一位客户，全部金额都来自这位客户，归入 A 类。",
            en="There is one customer, who brings all the money: class A.",
        ))  # fmt: skip
    a, ab = (int((values >= end).sum()) for end in least)
    if empty := [code for code, n in {"B": ab - a, "C": len(values) - ab}.items() if not n]:
        notes.append(say(
            zh="没有客户属于 {codes} 类。", en="Nobody is in class {codes}."
        ).format(codes=join(empty)))  # fmt: skip
    if a > in_a:
        notes.append(say(
            zh="{cut} 的界限落在数值相同的客户中间，他们同归 A 类，因此 A 类占金额的 {share}。",
            en="The cut at {cut} lies among customers of equal value; all of them are in A, "
            "which so holds {share} of the money.",
        ).format(cut=percent(cut, 0), share=percent(float(values[:a].sum() / values.sum()))))  # fmt: skip
    return notes


def _least_equal(values: np.ndarray, value: float) -> float:
    """Return the least of the values that are equal to `value` but for the last digits of a sum."""
    return float(values[np.abs(values - value) <= _SAME].min())


def _measure(name: Any) -> Measure:
    """Return the measure for a column of that name, with the course's heading where it has one."""
    if name == MONETARY.name:
        return MONETARY
    name = str(name or "value")
    return Measure(name, "real", label=HEADINGS.get(name, Text(name, name)))


def _column(values: Any) -> nw.Series:
    """Return values as a narwhals column."""
    frame_like = nw.from_native(values, pass_through=True, allow_series=True)
    if isinstance(frame_like, nw.DataFrame | nw.LazyFrame):
        raise CourseError(
            say(
                zh='ABC 需要一列数值，得到的是整张表：请写成 customers["monetary"] 这样的一列。',
                en='ABC needs one column of values, not a table: give it customers["monetary"] or the like.',
            )
        )
    if isinstance(frame_like, nw.Series):
        return frame_like
    try:
        return nw.from_native(pd.Series(values), series_only=True)
    except (TypeError, ValueError):
        raise CourseError(
            say(
                zh="ABC 需要一列数值，得到的是 {kind}。",
                en="ABC needs a column of values; it was given a {kind}.",
            ).format(kind=type(values).__name__)
        ) from None
