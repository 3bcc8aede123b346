"""The rule of one column of customer records: is it a rule, and does a cell keep it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from custclass.data.formats import FORMATS, filled, read_day
from custclass.show.say import CourseError, Text, join, say

Rule = Mapping[str, Any]
KEYS = ("required", "format", "between", "allowed", "same_as")


def check_rule(column: str, rule: Rule) -> None:
    """Raise a `CourseError` for a rule that cannot be followed."""
    unknown = [key for key in rule if key not in KEYS]
    if unknown or rule.get("format", "text") not in FORMATS:
        raise CourseError(
            say(
                zh="{column} 的规则里有不认识的“{what}”。可以写的项目：{keys}；可以写的格式：{formats}。",
                en='The rule of {column} has "{what}", which is unknown. Keys: {keys}; formats: {formats}.',
            ).format(
                column=column,
                what=unknown[0] if unknown else rule["format"],
                keys=join(KEYS),
                formats=join(FORMATS),
            )
        )
    if "between" not in rule:
        return
    pair = rule["between"]
    if (
        rule.get("format", "number") not in ("number", "year", "date")
        or not isinstance(pair, tuple | list)
        or (len(pair) != 2)
    ):
        raise CourseError(
            say(
                zh="{column} 的 between 应写成（最小值, 最大值），并且只用于数字、年份或日期"
                "（format 为 number、year 或 date）。",
                en="The between of {column} is written (lowest, highest), and is for numbers, years or dates "
                "(format number, year or date).",
            ).format(column=column)
        )


def format_problem(text: str, rule: Rule) -> tuple[Text, str | None, Text | None] | None:
    """Return what is wrong with the format, the clear repair if there is one, and why it is one."""
    right = FORMATS[rule.get("format", "number" if "between" in rule else "text")]
    cleaned = right.clean(text)
    spelling = rule.get("same_as", {}).get(cleaned)
    if spelling is not None:
        problem = say(zh="写法不统一，应为“{right}”", en='another spelling of "{right}"').format(
            right=spelling
        )
        return problem, spelling, say(zh="统一写法", en="one spelling for all")
    is_date = rule.get("format") == "date"
    if right.accepts(text) and not (is_date and pd.isna(read_day(text))):
        return None
    if rule.get("format") == "year" and len(cleaned) == 2 and cleaned.isdigit():
        cleaned = _only_century(cleaned, rule) or text
    good = cleaned != text and right.accepts(cleaned) and accuracy_problem(cleaned, rule) is None
    return right.problem, cleaned if good else None, right.why if good else None


def accuracy_problem(text: str, rule: Rule) -> Text | None:
    """Return what is impossible about a well-written cell, or None."""
    if "allowed" in rule and text not in {filled(value) for value in rule["allowed"]}:
        return say(zh="不在允许的取值之中", en="not one of the values allowed")
    if "between" in rule:
        read: Any = pd.Timestamp if rule.get("format") == "date" else float
        low, high = rule["between"]
        if not read(low) <= read(text) <= read(high):
            return say(zh="不在 {low} 到 {high} 之间", en="not between {low} and {high}").format(
                low=low, high=high
            )
    return None


def _only_century(two: str, rule: Rule) -> str | None:
    """Complete a year of two digits when only one century lies in the rule's range."""
    if "between" not in rule:
        return None
    low, high = rule["between"]
    years = [century + two for century in ("18", "19", "20") if low <= int(century + two) <= high]
    return years[0] if len(years) == 1 else None
