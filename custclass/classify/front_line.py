"""Whether those who serve the customers can tell the class from the fields they have."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.finding import Finding, refuse_none
from custclass.show.numbers import percent
from custclass.show.say import CourseError, say

_FOLDS = 5


def actionable(classes: Any, fields: pd.DataFrame, seed: int = 0, required: float = 0.25) -> Finding:
    """Measure whether the class can be told from the fields that the front line has.

    A decision tree learns the class from the fields on four fifths of the customers and names it for the last
    fifth, five times over.

    Parameters
    ----------
    classes : sequence
        The class of each customer.
    fields : DataFrame
        One row a customer in the same order: numbers, texts or categories known to those who serve.
    seed : int
        Seed of the split.
    required : float
        Which part of the errors of always naming the largest class must be avoided.

    Returns
    -------
    Finding
        Measured: the share of customers whose class is named rightly. Required: the share of the largest class
        and `required` of the rest, so that one huge class is no merit.

    Raises
    ------
    CourseError
        If a class has fewer than five customers, or no field is given.

    Examples
    --------
    >>> told = actionable(["a", "b"] * 50, pd.DataFrame({"city": ["X", "Y"] * 50}))
    >>> told.measured, told.required, told.passed
    (1.0, 0.625, True)
    """
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.tree import DecisionTreeClassifier

    frame = pd.DataFrame({"class": np.asarray(pd.Series(classes), dtype=object)})
    if len(frame) != len(fields) or not len(fields.columns):
        raise CourseError(
            say(
                zh="fields 要有至少一列，每位客户一行：类别有 {n} 个，fields 有 {rows} 行 {columns} 列。",
                en="fields needs a column and a row for each customer: there are {n} classes, and fields has {rows} "
                "rows and {columns} columns.",
            ).format(n=len(frame), rows=len(fields), columns=len(fields.columns))
        )
    known = frame["class"].notna()
    refuse_none(frame.loc[known, "class"])
    target = frame.loc[known, "class"].astype(str).to_numpy()
    names, counts = np.unique(target, return_counts=True)
    largest = counts.max() / len(target)
    needed = largest + required * (1 - largest)
    if len(names) < 2:
        sentence = say(zh="只有一个类别，无从判断。", en="There is one class only: nothing to tell.")
        return Finding("actionable", 1.0, needed, False, sentence)
    if counts.min() < _FOLDS:
        raise CourseError(
            say(
                zh="类别“{name}”只有 {n} 位客户，少于 {folds} 位，无法分开学习和检验：请合并过小的类别。",
                en="The class “{name}” has {n} customers, fewer than {folds}: it cannot be learned on some and "
                "tested on others. Merge classes that are too small.",
            ).format(name=names[counts.argmin()], n=int(counts.min()), folds=_FOLDS)
        )
    inputs = pd.get_dummies(fields.loc[known.to_numpy()], dummy_na=True).astype(float).to_numpy()
    tree = DecisionTreeClassifier(max_depth=6, min_samples_leaf=5, random_state=seed)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=seed)
    right = float((cross_val_predict(tree, inputs, target, cv=folds) == target).mean())
    sentence = say(
        zh="凭{k}个字段能说对{right}的客户属于哪一类；一律猜最大的类别能说对{largest}，要求至少{needed}。",
        en="From {k} {fields} the class is named rightly for {right} of the customers; always naming the largest class "
        "gives {largest}; at least {needed} is required.",
    ).format(
        k=len(fields.columns),
        fields="field" if len(fields.columns) == 1 else "fields",
        right=percent(right),
        largest=percent(largest),
        needed=percent(needed),
    )
    return Finding("actionable", right, float(needed), bool(right >= needed), sentence)
