"""RFM: cut points learned from customers, scores by them, and the ten or eight classes that follow."""

from __future__ import annotations

from numbers import Integral
from typing import Any

from custclass.classify.estimator import Estimator, choice
from custclass.classify.rfm_schemes import SCORES, rfm_eight, rfm_grid_on_measures
from custclass.classify.scheme import Scheme
from custclass.classify.scoring import FIGURES, MONEY_DIGITS, InMemory, Lazy, open_figures
from custclass.show.numbers import number
from custclass.show.say import CourseError, Text, join, say

_NAMES = {"recency_days": Text("R", "R"), "frequency": Text("F", "F"), "monetary": Text("M", "M")}


class RFM(Estimator):
    """Score customers by recency, frequency and monetary value, and name their class.

    Parameters
    ----------
    bins : int
        How many scores: 1 to `bins`. The ten classes of the grid are defined on 5; with another number
        there are scores, but no classes.
    classes : {"grid", "eight"}
        The ten classes by R and F score, or the eight by high and low R, F and M.
    cut : {"mean", "median"}
        What a customer of the eight classes must be strictly better than to be high (for recency: strictly
        fewer days).

    Attributes
    ----------
    cuts_ : dict of str to list of float
        The cut points between the scores for ``recency_days`` (falling: fewer days score higher),
        ``frequency`` and ``monetary``, as learned by `fit`.
    middle_ : dict of str to float
        With ``classes="eight"``: the mean or median of each.
    scheme_ : Scheme
        The classes over the measures themselves, with the cut points put in: it classifies a later
        period by the same rules, explains, and writes them as SQL.
    notes : list of Text
        Empty scores, customers without a score, classes nobody can reach.

    Notes
    -----
    The cut points are the linear quantiles over all customers with an order. A score is 1 + the number
    of cut points strictly below the value, recency taken as its negative; so equal values get equal scores
    whatever the order of the rows, and a score that remains empty is reported, not filled.

    A customer without any order has no recency, and gets neither score nor class. Money is compared
    to six decimals.

    A lazy table stays lazy: `fit` computes only sums and cut points, but computes the table for it up to three
    times. Materialise a relation that is slow to compute first.

    It follows scikit-learn's manners on tables with named columns; it does not claim ``check_estimator``.

    Examples
    --------
    >>> import pandas as pd
    >>> customers = pd.DataFrame({
    ...     "recency_days": [3, 10, 40, 90, 200], "frequency": [9, 1, 4, 2, 1],
    ...     "monetary": [900.0, 50.0, 300.0, 120.0, 30.0]}, index=list("ABCDE"))
    >>> rfm = RFM().fit(customers)
    >>> rfm.transform(customers)
       r_score  f_score  m_score
    A        5        5        5
    B        4        1        2
    C        3        4        4
    D        2        3        3
    E        1        1        1
    >>> rfm.predict(customers).tolist()
    ['champion', 'promising', 'loyal', 'at_risk', 'hibernating']
    """

    def __init__(self, bins: int = 5, classes: str = "grid", cut: str = "mean"):
        self.bins = bins
        self.classes = classes
        self.cut = cut

    cuts_: dict[str, list[float]]
    middle_: dict[str, float]
    scheme_: Scheme

    def fit(self, customers: Any, y: None = None) -> RFM:
        """Learn the cut points.

        Parameters
        ----------
        customers : pandas or polars DataFrame, or lazy table
            As `measure_customers` returns it; ``recency_days``, ``frequency`` and ``monetary`` are used.
        y : None
            Not used; scikit-learn's pipelines hand it on.

        Returns
        -------
        RFM
            Itself.

        Raises
        ------
        CourseError
            If a parameter or a column is wrong, or no customer has an order.
        """
        if not isinstance(self.bins, Integral) or self.bins < 2:
            raise CourseError(
                say(
                    zh="bins 应为不小于 2 的整数，得到的是 {bins!r}。",
                    en="bins must be a whole number of at least 2, but is {bins!r}.",
                ).format(bins=self.bins)
            )
        choice("classes", self.classes, ("grid", "eight"))
        choice("cut", self.cut, ("mean", "median"))
        figures = open_figures(customers)
        scored, unscored = figures.counts()
        if not scored:
            raise CourseError(
                say(
                    zh="表中没有一位客户有订单（recency_days 全部缺失或表是空的），无法打分。",
                    en="No customer of the table has an order (no recency_days): there is nothing to score.",
                )
            )
        found = figures.quantiles([k / self.bins for k in range(1, self.bins)])
        # Interpolation leaves noise in the last digits, which would reach the reader in rules and SQL.
        cuts = {name: [round(cut, MONEY_DIGITS) for cut in points] for name, points in found.items()}
        self.cuts_ = _turned(cuts)
        vars(self).pop("scheme_", None)
        vars(self).pop("middle_", None)
        notes = [_unscored_note(unscored)] if unscored else []
        notes += _empty_notes(figures.sizes(cuts))
        if self.classes == "eight":
            middle = figures.middle(self.cut)
            self.middle_ = {name: points[0] for name, points in _turned(middle).items()}
            whole = {name: _short(self.middle_[name]) for name in FIGURES[:2]}
            self.scheme_ = rfm_eight(**whole, monetary=self.middle_["monetary"])
            notes += _nobody_high_notes(figures.sizes(middle), self.cut)
        elif self.bins == SCORES:
            self.scheme_ = rfm_grid_on_measures(self.cuts_["recency_days"], self.cuts_["frequency"])
            notes += _dead_notes(self.scheme_)
        else:
            notes.append(self._why_not("scheme_"))
        self._notes = tuple(notes)
        return self

    def transform(self, customers: Any) -> Any:
        """Score customers by the cut points learned.

        Parameters
        ----------
        customers : table
            As for `fit`; it may be a later period.

        Returns
        -------
        DataFrame or relation
            ``r_score``, ``f_score``, ``m_score``, 1 (worst) to `bins` (best); pandas keeps the index. Missing for
            customers without an order. A lazy table comes back with the three columns added.

        Raises
        ------
        CourseError
            If `fit` was not called, or a column is wrong.
        """
        cuts = _turned(self.cuts_)
        figures = open_figures(customers)
        return self._checked(figures).scores(cuts)

    def predict(self, customers: Any) -> Any:
        """Give customers their class by the cut points learned.

        Parameters
        ----------
        customers : table
            As for `fit`; it may be a later period.

        Returns
        -------
        Series or relation
            Class codes, as ``scheme_.classify`` gives them; missing for customers without an order. A lazy
            table comes back with a column ``class`` added.

        Raises
        ------
        CourseError
            If `fit` was not called, a column is wrong, or the grid has not five scores.
        """
        cuts = self.cuts_
        if "scheme_" not in vars(self):
            raise CourseError(self._why_not("scheme_"))
        if "middle_" in vars(self):
            cuts = {name: [point] for name, point in self.middle_.items()}
        figures = open_figures(customers)
        return self._checked(figures).classes(self.scheme_, _turned(cuts))

    @staticmethod
    def _checked(figures: InMemory | Lazy) -> InMemory | Lazy:
        if isinstance(figures, InMemory):
            figures.counts()
        return figures

    def _why_not(self, name: str) -> Text:
        if name != "scheme_":
            return super()._why_not(name)
        return say(
            zh="RFM网格的十类只按 5 分制定义，bins={bins} 时只有得分，没有类别。要分类请用 bins=5，"
            '或 classes="eight"。',
            en="The ten classes of the RFM grid are defined on 5 scores; with bins={bins} there are scores but no "
            'classes. For classes use bins=5, or classes="eight".',
        ).format(bins=self.bins)


def _turned(cuts: dict[str, list[float]]) -> dict[str, list[float]]:
    """Turn the cut points of recency from days to "more is better", or back."""
    # 0.0 - x rather than -x, so that nobody meets a minus zero.
    return {name: [0.0 - x for x in cuts[name]] if name == FIGURES[0] else cuts[name] for name in FIGURES}


def _short(cut: float) -> float:
    """Round a cut point between whole numbers for reading, so that it stays between the same two."""
    digits = 2
    while (short := round(cut, digits)) != cut and short == round(short):
        digits += 1
    return short


def _unscored_note(n: int) -> Text:
    return say(
        zh="{n} 位客户没有订单，也就没有最近一次购买间隔，不打分、不分类。",
        en="{n} customer(s) without an order have no recency and get neither score nor class.",
    ).format(n=number(n))


def _empty_notes(sizes: dict[str, list[int]]) -> list[Text]:
    note = say(
        zh="没有客户得到 {name} {empty} 分：取值相同得分就相同，空着的分数不会硬凑。"
        "1 至 {top} 分的客户数依次为 {sizes}。",
        en="Nobody has {name} score {empty}: equal values get equal scores, and an empty score is not filled up. "
        "Customers with scores 1 to {top}: {sizes}.",
    )
    return [
        note.format(
            name=_NAMES[name],
            empty=join([k + 1 for k, n in enumerate(found) if not n]),
            top=len(found),
            sizes=join(map(number, found)),
        )
        for name, found in sizes.items()
        if 0 in found
    ]


def _nobody_high_notes(sizes: dict[str, list[int]], cut: str) -> list[Text]:
    words = {"mean": say(zh="平均值", en="mean"), "median": say(zh="中位数", en="median")}
    note = say(
        zh="没有客户的 {name} 高于{cut}：所有人取值相同，或过半客户取同一最佳值。",
        en="Nobody is better than the {cut} in {name}: all have the same value, or more than half the best one.",
    )
    return [note.format(name=_NAMES[name], cut=words[cut]) for name, found in sizes.items() if not found[1]]


def _dead_notes(scheme: Scheme) -> list[Text]:
    dead = scheme.check().dead["class"].unique().tolist()
    if not dead:
        return []
    note = say(
        zh="因为有的分数空着，没有人能进入：{classes}。",
        en="Since some scores are empty, nobody can be in: {classes}.",
    )
    return [note.format(classes=join(scheme.label(code) for code in dead))]
