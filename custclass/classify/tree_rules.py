"""The rules of a tree as a salesperson reads them: few digits, and how often each rule is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from custclass.classify.conditions import Condition, Interval
from custclass.classify.measure import Class
from custclass.classify.rules import rule
from custclass.classify.scheme import Scheme
from custclass.show.say import CourseError, say


def round_cuts(scheme: Scheme, customers: pd.DataFrame) -> Scheme:
    """Write the cut points of a scheme with as few digits as leave every customer in their class.

    Parameters
    ----------
    scheme : Scheme
        Such as `Scheme.from_tree` gives.
    customers : DataFrame
        The customers who must keep their class; take those that the tree learned from.

    Returns
    -------
    Scheme
        The same classes with rounder cut points. Others than these customers can change class when they lie
        between a cut point and its rounded value.

    Examples
    --------
    >>> from sklearn.tree import DecisionTreeClassifier
    >>> customers = pd.DataFrame({"monetary": [12.31, 40.02, 211.5, 390.0]})
    >>> tree = DecisionTreeClassifier().fit(customers, ["small", "small", "large", "large"])
    >>> scheme = Scheme.from_tree(tree, ["monetary"])
    >>> round_cuts(scheme, customers).explain({"monetary": 150}).en
    'large: monetary value is 150, above 100.'
    """
    for name, cut in sorted(set(_cuts(scheme))):
        others = {other for column, other in _cuts(scheme) if column == name} - {cut}
        values = customers[name].dropna()
        below = (values <= cut).sum()
        for digits in range(1, 8):
            short = float(f"{cut:.{digits}g}")
            # As many customers at or below the short cut point as below the long one: nobody has changed sides.
            same = (values <= short).sum() == below and (values < short).sum() == (values < cut).sum()
            # Nor may it meet or pass the next cut point, where a rule between the two would vanish.
            passed = [other for other in others if min(cut, short) <= other <= max(cut, short)]
            if same and not passed:
                scheme = _with_cut(scheme, name, cut, short)
                break
    return scheme


def rule_table(scheme: Scheme, customers: pd.DataFrame, classes: Any) -> pd.DataFrame:
    """Say how often each rule applies and how often it is right.

    Parameters
    ----------
    scheme : Scheme
        The rules; each box of a class is a rule of its own.
    customers : DataFrame
        One row a customer, with the measures. Take customers the tree did not learn from: on its own it
        looks better than it is.
    classes : Series of class codes, aligned with `customers`
        What they really are.

    Returns
    -------
    DataFrame
        One row a rule, the most frequent first: ``class``, ``rule`` (a sentence in the current language),
        ``customers`` (support: how many meet it), ``support`` (as a share of all), ``precision`` (share of these that
        really are of the class), ``coverage`` (share of the class that the rule finds).

    Raises
    ------
    CourseError
        If there are not as many classes as customers.

    References
    ----------
    Agrawal, R., Imielinski, T., Swami, A. (1993). Mining association rules between sets of items in large
    databases. SIGMOD, 207-216. Their confidence is called precision here; their support counts those who meet
    the rule and are of the class, here it counts all who meet it.

    Examples
    --------
    >>> from custclass.classify.catalogue import schemes
    >>> customers = pd.DataFrame({"silence_gaps": [0.5, 1.0, 3.0, 9.0]})
    >>> table = rule_table(schemes["activity"], customers, pd.Series(["active", "dormant", "dormant", "lost"]))
    >>> table[["class", "customers", "precision", "coverage"]].to_numpy().tolist()[0]
    ['active', 2, 0.5, 1.0]
    """
    real = pd.Series(classes).to_numpy()
    if len(real) != len(customers):
        raise CourseError(
            say(
                zh="有 {n} 位客户，却给了 {m} 个类别；两者要一一对应。",
                en="There are {n} customers but {m} classes; each customer needs one.",
            ).format(n=len(customers), m=len(real))
        )
    rows = []
    for item in scheme.classes:
        for single in _one_box_each(item):
            alone = Scheme(
                scheme.name, scheme.title, measures=list(scheme.measures.values()), classes=[single]
            )
            meets = pd.Series(alone.classify(customers)).notna().to_numpy()
            right = (meets & (real == item.code)).sum()
            of_class = (real == item.code).sum()
            rows.append(
                {
                    "class": item.code,
                    "rule": str(rule(scheme, single)),
                    "customers": int(meets.sum()),
                    "support": meets.mean() if len(meets) else 0.0,
                    "precision": right / meets.sum() if meets.any() else float("nan"),
                    "coverage": right / of_class if of_class else float("nan"),
                }
            )
    return pd.DataFrame(rows).sort_values("customers", ascending=False, kind="stable", ignore_index=True)


def rule_sentences(scheme: Scheme, customers: pd.DataFrame, classes: Any) -> list[str]:
    """Return the rules of `rule_table` as sentences, the most frequent first.

    Parameters
    ----------
    scheme, customers, classes
        As for `rule_table`.

    Returns
    -------
    list of str
        In the current language.

    Examples
    --------
    >>> from custclass.classify.catalogue import schemes
    >>> customers = pd.DataFrame({"silence_gaps": [0.5, 1.0, 3.0, 9.0]})
    >>> real = pd.Series(["active", "dormant", "dormant", "lost"])
    >>> print(rule_sentences(schemes["activity"], customers, real)[0])
    silence below 2 gaps → active customer. Applies to 2 of 4 customers, right for 50 in 100, finds 100% of it.
    """
    from custclass.show.numbers import number

    sentence = say(
        zh="{rule} → {label}。适用于{total}位客户中的{n}位，每100位说对{right}位，能找出这一类的{found}%。",
        en="{rule} → {label}. Applies to {n} of {total} customers, right for {right} in 100, "
        "finds {found}% of it.",
    )
    lines = []
    for row in rule_table(scheme, customers, classes).to_dict("records"):
        if row["customers"]:
            right, found = (
                round(100 * row[name]) if row[name] == row[name] else 0 for name in ("precision", "coverage")
            )
            lines.append(
                str(
                    sentence.format(
                        rule=row["rule"], label=scheme.label(row["class"]), n=number(row["customers"]),
                        total=number(len(customers)), right=right, found=found,
                    )
                )
            )  # fmt: skip
    return lines


def _one_box_each(item: Class) -> list[Class]:
    if item.is_otherwise:
        return [item]
    return [Class(item.code, item.label, box) for box in item.boxes]


def _cuts(scheme: Scheme) -> Iterator[tuple[str, float]]:
    for item in scheme.classes:
        for box in item.boxes:
            for name, condition in box.items():
                if isinstance(condition, Interval) and scheme.measures[name].kind == "real":
                    for end in (condition.low, condition.high):
                        if abs(end) != float("inf"):
                            yield name, end


def _with_cut(scheme: Scheme, name: str, old: float, new: float) -> Scheme:
    """Return the scheme with one cut point moved, in every box that has it."""

    def moved(measure: str, condition: Condition) -> Condition:
        if measure != name or not isinstance(condition, Interval):
            return condition
        low, high = (new if end == old else end for end in (condition.low, condition.high))
        return replace(condition, low=low, high=high)

    classes = [
        item
        if item.is_otherwise
        else Class(item.code, item.label, *({m: moved(m, c) for m, c in box.items()} for box in item.boxes))
        for item in scheme.classes
    ]
    changed = Scheme(
        scheme.name,
        scheme.title,
        measures=list(scheme.measures.values()),
        classes=classes,
        exclusive=scheme.exclusive,
    )
    changed.notes = scheme.notes
    return changed
