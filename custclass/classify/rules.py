"""The rules of a scheme in words: one by one, and all as a table."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from custclass.classify.conditions import Condition, Interval, Missing, OneOf
from custclass.classify.measure import Class, Measure
from custclass.show.say import Text, join, say

if TYPE_CHECKING:
    from custclass.classify.scheme import Scheme


def rules(scheme: Scheme) -> pd.DataFrame:
    """Return the classes and their rules; see `Scheme.rules`."""
    return pd.DataFrame(_rows(scheme), columns=["class", "label", "rule"])


def as_text(scheme: Scheme) -> str:
    """Return the title, a line for each class, and the notes."""
    lines = [f"  {label} ({code}): {words}" for code, label, words in _rows(scheme)]
    return "\n".join([f"{scheme.title} ({scheme.name})", *lines, *(f"- {note}" for note in scheme.notes)])


def as_html(scheme: Scheme) -> str:
    """Return the rules as an HTML table with the notes below it, all texts escaped."""
    heads = [say(zh="代码", en="code"), say(zh="类别", en="class"), say(zh="规则", en="rule")]
    notes = "".join(f"<li>{escape(str(note))}</li>" for note in scheme.notes)
    return "<table><caption>{}</caption><thead>{}</thead><tbody>{}</tbody></table>".format(
        escape(str(scheme.title)),
        _html_row(map(str, heads), '<th scope="col">', "</th>"),
        "".join(_html_row(row, "<td>", "</td>") for row in _rows(scheme)),
    ) + (f"<ul>{notes}</ul>" if notes else "")


def rule(scheme: Scheme, item: Class) -> Text:
    """Return the rule of a class in words."""
    if item.is_otherwise:
        return say(zh="其余客户", en="everyone else")
    boxes = []
    for box in item.boxes:
        conditions = [condition_words(scheme.measures[name], condition) for name, condition in box.items()]
        boxes.append(
            join(conditions, zh="，且", en=", and ") if conditions else say(zh="所有客户", en="everyone")
        )
    return join(boxes, zh="；或 ", en="; or ")


def fact_words(measure: Measure, value: Any, cuts: Iterable[float] | None = None) -> Text:
    """Return that a measure is `value`; `cuts` as in `write_number`."""
    if measure.kind == "category":
        shown = measure.show(value)
        return say(zh="{label}为{x}", en="{label} is {x}").format(label=measure.label, x=shown)
    shown = measure.quantity(measure.show(value, cuts), one=value == 1)
    return say(zh="{label}为 {x}", en="{label} is {x}").format(label=measure.label, x=shown)


def _rows(scheme: Scheme) -> list[tuple[str, str, str]]:
    return [(item.code, str(item.label), str(rule(scheme, item))) for item in scheme.classes]


def _html_row(cells: Iterable[str], before: str, after: str) -> str:
    return "<tr>" + "".join(before + escape(cell) + after for cell in cells) + "</tr>"


def condition_words(measure: Measure, condition: Condition) -> Text:
    """Say one condition on a measure."""
    words = condition.text(measure.show)
    if isinstance(condition, Missing):
        return say(zh="{label}缺失", en="{label} is missing").format(label=measure.label)
    if condition == Interval():
        return say(zh="{label}{rule}", en="{label} {rule}").format(label=measure.label, rule=words)
    if isinstance(condition, OneOf) and len(condition.values) == 1:
        return fact_words(measure, condition.values[0])
    return say(zh="{label}{rule}", en="{label} {rule}").format(
        label=measure.label, rule=measure.quantity(words)
    )
