"""The sentence why: the figures of one customer beside the rule they meet, or fail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from custclass.classify.conditions import Condition, Interval, Missing, OneOf, plain_value
from custclass.classify.engine import require_columns
from custclass.classify.measure import Box, Class, Measure
from custclass.classify.rules import condition_words, fact_words
from custclass.show.say import CourseError, Text, join, say

if TYPE_CHECKING:
    from custclass.classify.scheme import Scheme


def explain(scheme: Scheme, row: Any) -> Text:
    """Say in one sentence why a customer belongs to their class; see `Scheme.explain`."""
    values = _values(scheme, row)
    item, box = first_match(scheme, values)
    if item is None:
        return say(zh="没有符合的类别。{why}", en="No class matches. {why}").format(
            why=_why_not(scheme, values)
        )
    if box is None:
        return say(
            zh="{label}：不属于前面的任何一类。{why}", en="{label}: none of the other classes. {why}"
        ).format(label=item.label, why=_why_not(scheme, values))
    return say(zh="{label}：{facts}。", en="{label}: {facts}.").format(
        label=item.label, facts=_facts(scheme, box, values)
    )


def first_match(scheme: Scheme, values: Mapping[str, Any]) -> tuple[Class | None, Box | None]:
    """Return the class of one customer and the box met; no box for ``otherwise``, no class where none matches.

    Parameters
    ----------
    scheme : Scheme
    values : mapping
        Plain Python values by measure, None where missing.

    Examples
    --------
    >>> from custclass.classify.catalogue import schemes
    >>> item, box = first_match(schemes["purchase_frequency"], {"frequency": 40})
    >>> item.code
    'high_frequency'
    """
    for item in scheme.classes:
        if item.is_otherwise:
            return item, None
        for box in item.boxes:
            if not failed(box, values):
                return item, box
    return None, None


def unmet(scheme: Scheme, code: str, row: Any) -> Text | None:
    """Return what a customer lacks for a class; see `Scheme.unmet`."""
    item = next(item for item in scheme.classes if item.code == code)
    values = _values(scheme, row)
    if item.is_otherwise:
        return None
    lacks = [(box, failed(box, values)) for box in item.boxes]
    if any(not names for _, names in lacks):
        return None
    ways = [
        join([condition_words(scheme.measures[name], box[name]) for name in names], zh="，且", en=", and ")
        for box, names in lacks
    ]
    return join(dict.fromkeys(ways), zh="；或者", en="; or ")


def failed(box: Box, values: Mapping[str, Any]) -> list[str]:
    """Return the measures whose condition in `box` is not met by plain `values`."""
    return [name for name, condition in box.items() if not _holds(condition, values[name])]


def _holds(condition: Condition, value: Any) -> bool:
    if isinstance(condition, Missing) or value is None:
        return isinstance(condition, Missing) and value is None
    return condition.holds(value)


def _values(scheme: Scheme, row: Any) -> dict[str, Any]:
    if not isinstance(row, (Mapping, pd.Series)):
        raise CourseError(
            say(
                zh="explain 需要一位客户的数据（字典或 Series），例如 customers.iloc[0]，得到的是 {kind}。",
                en="explain needs one customer, a dict or a Series such as customers.iloc[0]; it was given a {kind}.",
            ).format(kind=type(row).__name__)
        )
    require_columns(scheme, list(row.keys()))
    values = {name: plain_value(row[name]) for name in scheme.measures}
    for name, measure in scheme.measures.items():
        if measure.kind != "category" and isinstance(values[name], (str, bytes)):
            raise CourseError(
                say(
                    zh="“{name}”应为数字，得到的是 {x!r}。", en='"{name}" must be a number; it is {x!r}.'
                ).format(name=name, x=values[name])
            )
    return values


def _facts(scheme: Scheme, box: Box, values: Mapping[str, Any]) -> Text:
    if not box:
        return say(zh="所有客户都属于这一类", en="everyone belongs to it")
    facts = []
    for name, condition in box.items():
        measure = scheme.measures[name]
        fact = _fact(scheme, measure, values[name])
        if not _says_it_all(condition):
            fact = fact + say(zh="，{rule}", en=", {rule}").format(rule=condition.text(measure.show))
        facts.append(fact)
    return join(facts, zh="；", en="; ")


def _why_not(scheme: Scheme, values: Mapping[str, Any]) -> Text:
    """Say for each class which conditions of its nearest box are not met."""
    reasons = []
    for item in scheme.classes:
        if item.is_otherwise:
            continue
        nearest = min(item.boxes, key=lambda box: len(failed(box, values)))
        facts = [
            say(zh="{fact}，不符合“{rule}”", en="{fact}, not {rule}").format(
                fact=_fact(scheme, scheme.measures[name], values[name]),
                rule=nearest[name].text(scheme.measures[name].show),
            )
            for name in failed(nearest, values)
        ]
        reasons.append(
            say(zh="不是{label}：{facts}", en="Not {label}: {facts}").format(
                label=item.label, facts=join(facts, zh="，", en=", ")
            )
        )
    return join(reasons, zh="；", en="; ") + say(zh="。", en=".")


def _fact(scheme: Scheme, measure: Measure, value: Any) -> Text:
    if value is None:
        return say(zh="{label}缺失", en="{label} is missing").format(label=measure.label)
    return fact_words(measure, value, cuts=_cuts(scheme, measure.name))


def _says_it_all(condition: Condition) -> bool:
    """Return whether the figure alone is the reason: it is missing, or equal to the one value wanted."""
    return isinstance(condition, Missing) or (isinstance(condition, OneOf) and len(condition.values) == 1)


def _cuts(scheme: Scheme, name: str) -> list[float]:
    """Return all cut points of a scheme on one measure."""
    conditions = [box[name] for item in scheme.classes for box in item.boxes if name in box]
    ends = {end for c in conditions if isinstance(c, Interval) for end in (c.low, c.high)}
    values = {value for c in conditions if isinstance(c, OneOf) for value in c.values}
    return sorted(cut for cut in ends | values if isinstance(cut, (int, float)))
