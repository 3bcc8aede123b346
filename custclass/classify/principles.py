"""The principles of a good segmentation as measurements, each of which can reject.

A segmentation is worth using if its classes can be measured, are large enough, differ, can be told by those who
serve the customers, and last. Each function measures one principle on the classes given and compares the figure
with what is required; `judge` puts them side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.criteria import explained_share
from custclass.classify.finding import Finding, beside, judge_table, refuse_none
from custclass.classify.front_line import actionable
from custclass.show.numbers import number, percent
from custclass.show.say import say

__all__ = [
    "Finding", "actionable", "distinguishable", "durable", "judge", "judge_table", "measurable", "substantial",
]  # fmt: skip

# The interval of kappa is meant to hold the true one in this part of all samples.
_COVERAGE, _DRAWS = 0.95, 1000


def measurable(classes: Any, required: float = 0.9) -> Finding:
    """Measure for how many customers the class can be worked out from the data the firm has.

    Parameters
    ----------
    classes : sequence
        The class of each customer, missing where data for it are missing.
    required : float
        The least share of customers with a class.

    Returns
    -------
    Finding
        Measured: the share of customers with a class.

    Examples
    --------
    >>> measurable(["a", "b", None, None]).passed
    False
    """
    given = pd.Series(classes)
    refuse_none(given)
    known = int(given.notna().sum())
    share = known / len(given)
    sentence = say(
        zh="{n}位客户中有{known}位能用现有数据定出类别（{share}），要求至少{required}。",
        en="The class of {known} of {n} customers follows from data at hand ({share}); "
        "at least {required} is required.",
    ).format(n=number(len(given)), known=number(known), share=percent(share), required=percent(required))
    return Finding("measurable", share, required, share >= required, sentence)


def substantial(
    classes: Any,
    values: Any,
    required: float = 0.05,
    customers: int = 30,
    names: Mapping[Any, object] | None = None,
) -> Finding:
    """Measure whether even the class that brings least is worth a treatment of its own.

    Parameters
    ----------
    classes : sequence
        The class of each customer.
    values : sequence of float
        What each customer brings (money, one currency), in the same order; none below 0 in sum per class.
    required : float
        The least share of all money that a class must bring.
    customers : int
        The least number of customers in a class: fewer are served by name, and their figures are chance.
    names : mapping, optional
        Class -> its name in the sentence.

    Returns
    -------
    Finding
        Measured: the share of the money of the class that brings least.

    Examples
    --------
    >>> substantial(["a"] * 99 + ["b"], [1] * 100).passed
    False
    """
    frame = beside(classes, values=values).dropna()
    refuse_none(frame["class"])
    by = frame.groupby("class", observed=True)["values"].agg(["size", "sum"])
    total = by["sum"].sum()
    shares = by["sum"] / total if total > 0 else by["sum"] * 0.0
    least, smallest = shares.idxmin(), by["size"].idxmin()
    passed = bool(shares.min() >= required and by["size"].min() >= customers)
    sentence = say(
        zh="钱最少的类别是“{least}”，占全部金额的{share}，要求至少{required}；"
        "人最少的是“{smallest}”，{n}位，要求至少{customers}位。",
        en="The class with the least money is “{least}” with {share} of all; at least {required} is required. "
        "The one with the fewest customers is “{smallest}” with {n}; at least {customers} are required.",
    ).format(
        least=(names or {}).get(least, least),
        share=percent(shares.min()),
        required=percent(required),
        smallest=(names or {}).get(smallest, smallest),
        n=number(by["size"].min()),
        customers=customers,
    )
    return Finding("substantial", float(shares.min()), required, passed, sentence)


def distinguishable(
    values: Any, classes: Any, required: float = 0.01, log: bool = False, seed: int = 0
) -> Finding:
    """Measure whether the classes differ in value by more than chance.

    Parameters
    ----------
    values : sequence of float
        What is to differ, one figure a customer. It must not be the figure the classes were cut from: then
        they always differ.
    classes : sequence
        The class of each customer, in the same order.
    required : float
        The least share of the variance that must lie between the classes; 0.01 is Cohen's small effect.
    log, seed
        As for `custclass.classify.criteria.explained_share`.

    Returns
    -------
    Finding
        Measured: the lower end of the 95 % interval of the share of variance between the classes.

    Examples
    --------
    >>> distinguishable([1, 2, 3, 11, 12, 13], list("ababab")).passed
    False
    """
    frame = beside(classes, values=values).dropna()
    refuse_none(frame["class"])
    if frame["class"].nunique() < 2:
        sentence = say(zh="只有一个类别，无从区分。", en="There is one class only: nothing to tell apart.")
        return Finding("distinguishable", 0.0, required, False, sentence)
    found = explained_share(frame["values"], frame["class"], seed=seed, log=log)
    sentence = say(
        zh="类别解释了{share}的差别（95%区间{low}至{high}），要求区间下端至少{required}。",
        en="The classes explain {share} of the differences (95% interval {low} to {high}); "
        "the lower end must be at least {required}.",
    ).format(
        share=percent(found.share),
        low=percent(found.low),
        high=percent(found.high),
        required=percent(required),
    )
    return Finding("distinguishable", found.low, required, bool(found.low >= required), sentence)


def durable(before: Any, after: Any, required: float = 0.4, seed: int = 0) -> Finding:
    """Measure whether customers keep their class into the next period.

    Parameters
    ----------
    before, after : sequence
        The class of each customer in the two periods, the same codes in both. Two Series are matched by their
        index; customers without a class in either period are left out.
    required : float
        The least kappa; Landis and Koch (1977, Biometrics 33, 159-174) call 0.41 to 0.60 moderate.
    seed : int
        Seed of the resampling.

    Returns
    -------
    Finding
        Measured: Cohen's kappa, the share who kept their class beyond what chance would give: 0 is chance, 1
        everybody. The sentence gives its 95 % interval (customers drawn again) as well: a line inside it is
        passed, or missed, narrowly.

    Examples
    --------
    >>> durable(list("aabb"), list("aabb")).measured, durable(list("aabb"), list("abab")).measured
    (1.0, 0.0)
    """
    if isinstance(before, pd.Series) and isinstance(after, pd.Series):
        after = after.reindex(before.index)
    frame = beside(before, after=after).dropna()
    refuse_none(frame["class"])
    both, labels = pd.factorize(pd.concat([frame["class"], frame["after"]]).astype(object))
    cells = np.zeros((len(labels), len(labels)))
    np.add.at(cells, (both[: len(frame)], both[len(frame) :]), 1)
    kept, chance, kappa = (float(x[0]) for x in _kappa(cells[None]))
    # To draw n customers again is to draw their cells in the table of both periods.
    again = np.random.default_rng(seed).multinomial(len(frame), cells.ravel() / len(frame), _DRAWS)
    tail = (1 - _COVERAGE) / 2
    low, high = np.quantile(_kappa(again.reshape(_DRAWS, *cells.shape))[2], [tail, 1 - tail])
    sentence = say(
        zh="下一期有{kept}的客户类别不变，碰运气也有{chance}；超出运气的部分（kappa）是{kappa}"
        "（95%区间{low}至{high}），要求至少{required}。",
        en="{kept} keep their class in the next period, chance alone would give {chance}; beyond chance (kappa) "
        "that is {kappa} (95% interval {low} to {high}), at least {required} is required.",
    ).format(
        kept=percent(kept),
        chance=percent(chance),
        kappa=number(kappa, 2),
        low=number(low, 2),
        high=number(high, 2),
        required=number(required, 2),
    )
    return Finding("durable", kappa, required, bool(kappa >= required), sentence)


def judge(
    classes: Any,
    values: Any,
    fields: pd.DataFrame | None = None,
    after: Any = None,
    seed: int = 0,
    names: Mapping[Any, object] | None = None,
) -> pd.DataFrame:
    """Measure all principles on one segmentation, each with its usual requirement.

    Parameters
    ----------
    classes : sequence
        The class of each customer.
    values : sequence of float
        What each customer brings, best in a period after the one the classes were made from.
    fields : DataFrame, optional
        The fields the front line has. Left out: actionable is not measured.
    after : sequence, optional
        The class of each customer in the next period. Left out: durable is not measured.
    seed : int
        Seed of resampling and splits.
    names : mapping, optional
        Class -> its name in the sentences.

    Returns
    -------
    DataFrame
        One row a principle: principle, measured, required, passed, sentence (texts in both languages). One
        failure rejects the segmentation.

    Examples
    --------
    >>> judge(["a"] * 99 + ["b"], [1.0, 2.0] * 50)["passed"].tolist()
    [True, False, False]
    """
    found = [measurable(classes), substantial(classes, values, names=names)]
    found.append(distinguishable(values, classes, seed=seed))
    if fields is not None:
        found.append(actionable(classes, fields, seed=seed))
    if after is not None:
        found.append(durable(classes, after, seed=seed))
    return pd.DataFrame(
        [(f.name, f.measured, f.required, f.passed, f.sentence) for f in found],
        columns=["principle", "measured", "required", "passed", "sentence"],
    )


def _kappa(tables: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the share kept, the share chance would keep, and kappa, for each table of class before and after."""
    n = tables[0].sum()
    kept = np.trace(tables, axis1=1, axis2=2) / n
    chance = (tables.sum(axis=2) * tables.sum(axis=1)).sum(axis=1) / n**2
    room = 1 - chance
    return kept, chance, np.divide(kept - chance, room, out=np.zeros(len(kept)), where=room > 1e-12)
