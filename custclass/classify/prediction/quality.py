"""How good the scores are: do they hold (calibration), and do they put the right customers first (lift, gains)?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.intervals import wilson
from custclass.show.say import CourseError, Text, say


def quality(label: pd.Series, score: pd.Series) -> dict[str, float]:
    """Return three figures on a score.

    Parameters
    ----------
    label : Series
        0 or 1 by customer.
    score : Series
        Probability of 1.

    Returns
    -------
    dict
        ``auc``: of one customer who did and one who did not, how often the first has the higher score (.5 is
        chance); ``brier``: mean squared difference between score and outcome (0 is best); ``brier_base``: the same if
        everybody is given the average.

    References
    ----------
    Brier, G. W. (1950). Verification of forecasts expressed in terms of probability. Monthly Weather Review 78, 1-3.

    Examples
    --------
    >>> quality(pd.Series([0, 0, 1, 1]), pd.Series([0.1, 0.4, 0.35, 0.9]))
    {'auc': 0.75, 'brier': 0.1506, 'brier_base': 0.25}
    """
    from sklearn.metrics import brier_score_loss, roc_auc_score

    label = aligned(label, score)
    base = float(np.mean(label)) * (1 - float(np.mean(label)))
    return {
        "auc": round(float(roc_auc_score(label, score)), 4),
        "brier": round(float(brier_score_loss(label, score)), 4),
        "brier_base": round(base, 4),
    }


def calibration(label: pd.Series, score: pd.Series, groups: int = 10) -> pd.DataFrame:
    """Compare what was predicted with what happened, in groups of equal size.

    Parameters
    ----------
    label, score
        As for `quality`.
    groups : int
        How many groups, from the lowest scores to the highest. Customers of one score stay together.

    Returns
    -------
    DataFrame
        A row a group: customers, predicted (mean score), happened (share of 1), low and high (95 % Wilson
        interval of the share). Where predicted lies outside low..high, the score does not hold there.

    Examples
    --------
    >>> table = calibration(pd.Series([0, 0, 0, 1] * 50), pd.Series([0.1, 0.1, 0.4, 0.4] * 50), groups=2)
    >>> table[["customers", "predicted", "happened"]].round(2).to_numpy().tolist()
    [[100.0, 0.1, 0.0], [100.0, 0.4, 0.5]]
    """
    label = aligned(label, score)
    group = pd.qcut(score, groups, labels=False, duplicates="drop")
    table = (
        pd.DataFrame({"label": label, "score": score})
        .groupby(group.to_numpy())
        .agg(customers=("label", "size"), predicted=("score", "mean"), happened=("label", "mean"))
    )
    ends = [wilson(round(row.happened * row.customers), row.customers) for row in table.itertuples()]
    table["low"], table["high"] = zip(*ends, strict=True)
    return table.reset_index(drop=True)


def gains(label: pd.Series, score: pd.Series, points: int = 20) -> pd.DataFrame:
    """Return which share of the outcome is found when the best-scored customers are taken first.

    Parameters
    ----------
    label, score
        As for `quality`.
    points : int
        Rows of the table.

    Returns
    -------
    DataFrame
        ``contacted`` (share of customers taken), ``found`` (share of those with outcome 1 among them), ``lift``
        (found / contacted; 1 is what chance gives). Customers of one score are taken as if in random order, so
        the order of the table never matters.

    Raises
    ------
    CourseError
        If nobody has outcome 1.

    Examples
    --------
    >>> gains(pd.Series([1, 0, 0, 1]), pd.Series([0.9, 0.2, 0.1, 0.6]), points=2)
       contacted  found  lift
    0        0.5    1.0   2.0
    1        1.0    1.0   1.0
    """
    label = aligned(label, score)
    if not np.sum(label):
        raise CourseError(
            say(
                zh="没有一位客户出现要找的结果，画不出增益曲线。",
                en="Nobody has the outcome looked for: there are no gains to show.",
            )
        )
    # The mean outcome of all with the same score stands for each of them.
    fair = pd.Series(np.asarray(label, dtype=float)).groupby(np.asarray(score)).transform("mean")
    order = np.argsort(-np.asarray(score), kind="stable")
    found = np.concatenate([[0], np.cumsum(fair.to_numpy()[order])]) / np.sum(label)
    share = np.linspace(0, 1, points + 1)[1:]
    at = np.interp(share, np.linspace(0, 1, len(found)), found)
    return pd.DataFrame({"contacted": share, "found": at, "lift": at / share})


def gains_picture(label: pd.Series, scores: pd.DataFrame, title: Text | str, names: Any = None) -> Any:
    """Draw the gains of several scores beside what chance gives.

    Parameters
    ----------
    label : Series
        0 or 1 by customer.
    scores : DataFrame
        A column a score.
    title : Text or str
        What the picture shows.
    names : mapping, optional
        Column -> the name to show.

    Returns
    -------
    custclass.show.picture.Picture
    """
    from custclass.show.plots import lines

    chance = say(zh="随机联系", en="by chance")
    curves = {name: gains(label, scores[name]).set_index("contacted")["found"] for name in scores.columns}
    shown = pd.DataFrame(curves)
    shown["chance"] = shown.index
    shown = pd.concat([pd.DataFrame(0.0, index=[0.0], columns=shown.columns), shown])
    shown.index = shown.index * 100
    return lines(
        shown,
        title=title,
        x_label=say(zh="联系的客户占比（%，分数高的在先）", en="customers contacted (%, best score first)"),
        label=say(zh="找到的比例", en="share found"),
        unit="%",
        names={**(names or {}), "chance": chance},
    )


def calibration_picture(table: pd.DataFrame, title: Text | str) -> Any:
    """Draw what happened against what was predicted; on the diagonal the score holds.

    Parameters
    ----------
    table : DataFrame
        As `calibration` gives it.
    title : Text or str
        What the picture shows.

    Returns
    -------
    custclass.show.picture.Picture
    """
    from custclass.show.plots import lines

    index = pd.Index(table["predicted"] * 100)
    shown = pd.DataFrame(
        {"happened": table["happened"].to_numpy(), "low": table["low"].to_numpy(), "high": table["high"].to_numpy(),
         "ideal": table["predicted"].to_numpy()},
        index=index,
    )  # fmt: skip
    return lines(
        shown,
        title=title,
        x_label=say(zh="预测的概率（%）", en="predicted (%)"),
        label=say(zh="实际发生的比例", en="happened"),
        unit="%",
        names={
            "happened": say(zh="实际", en="happened"),
            "low": say(zh="区间下限", en="interval, low"),
            "high": say(zh="区间上限", en="interval, high"),
            "ideal": say(zh="预测完全准确", en="if every score held"),
        },
    )


def aligned(label: Any, score: Any) -> Any:
    """Return the outcomes in the order of the scores; refuse what does not belong together.

    Parameters
    ----------
    label : Series or sequence
        An outcome a customer.
    score : Series, DataFrame or sequence
        A score a customer.

    Returns
    -------
    Series or sequence

    Raises
    ------
    CourseError
        If they are not about the same customers.

    Examples
    --------
    >>> aligned(pd.Series([1, 0], index=["B", "A"]), pd.Series([0.2, 0.9], index=["A", "B"])).tolist()
    [0, 1]
    """
    if len(label) != len(score):
        raise CourseError(
            say(
                zh="结果有 {n} 个，分数有 {m} 个；两者要一一对应。",
                en="There are {n} outcomes but {m} scores; each customer needs one of both.",
            ).format(n=len(label), m=len(score))
        )
    if not (isinstance(label, pd.Series) and isinstance(score, pd.Series | pd.DataFrame)):
        return label
    if label.index.equals(score.index):
        return label
    # Labels come in the order of the orders, measures in the order of the ids.
    strangers = score.index.difference(label.index)
    if len(strangers) or label.index.has_duplicates:
        raise CourseError(
            say(
                zh="客户 {who} 有分数却没有（唯一的）结果：两边要是同一批客户。",
                en="Customer {who} has a score but not one outcome: both must be about the same customers.",
            ).format(who=strangers[0] if len(strangers) else label.index[label.index.duplicated()][0])
        )
    return label.reindex(score.index)
