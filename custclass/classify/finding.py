"""What a principle says of a segmentation: the finding, and the table of findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from custclass.show.numbers import number, percent
from custclass.show.say import CourseError, Text, say

_NAMES = {
    "measurable": say(zh="可衡量", en="measurable"),
    "substantial": say(zh="足量", en="substantial"),
    "distinguishable": say(zh="可区分", en="distinguishable"),
    "actionable": say(zh="可操作", en="actionable"),
    "durable": say(zh="可持续", en="durable"),
}


@dataclass(frozen=True)
class Finding:
    """What one principle says of a segmentation.

    Attributes
    ----------
    principle : str
        "measurable", "substantial", "distinguishable", "actionable" or "durable".
    measured, required : float
        The figure found and the least that passes; what it is, each function says.
    passed : bool
        Whether the segmentation passes.
    sentence : Text
        The figures in words.
    """

    principle: str
    measured: float
    required: float
    passed: bool
    sentence: Text

    @property
    def name(self) -> Text:
        """The principle's name in both languages."""
        return _NAMES[self.principle]

    def __repr__(self) -> str:
        verdict = say(zh="通过", en="passed") if self.passed else say(zh="否决", en="rejected")
        text = say(zh="{name}：{verdict}。{sentence}", en="{name}: {verdict}. {sentence}")
        return str(text.format(name=self.name, verdict=verdict, sentence=self.sentence))


def judge_table(judged: pd.DataFrame) -> Any:
    """Show what `judge` returns.

    Parameters
    ----------
    judged : DataFrame
        The result of `judge`.

    Returns
    -------
    custclass.show.tables.Table
    """
    from custclass.show.tables import table

    figures = {
        column: [_figure(*pair) for pair in zip(judged["principle"], judged[column], strict=True)]
        for column in ("measured", "required")
    }
    return table(
        judged.assign(**figures),
        titles={
            "principle": say(zh="原则", en="principle"),
            "measured": say(zh="测得", en="measured"),
            "required": say(zh="要求", en="required"),
            "passed": say(zh="结论", en="verdict"),
            "sentence": say(zh="说明", en="in words"),
        },
        values={"passed": {True: say(zh="✓ 通过", en="✓ passed"), False: say(zh="✗ 否决", en="✗ rejected")}},
    )


def _figure(name: Text, value: float) -> Text:
    """Write a figure with what it is: kappa is no percentage, and distinguishable takes the end of an interval."""
    if name == _NAMES["durable"]:
        return say(zh="kappa {x}", en="kappa {x}").format(x=number(value, 2))
    if name == _NAMES["distinguishable"]:
        return say(zh="下端{x}", en="lower end {x}").format(x=percent(value))
    return Text(zh=percent(value), en=percent(value))


def beside(classes: Any, **columns: Any) -> pd.DataFrame:
    """Put classes and columns side by side: by index where both have one, else by position."""
    series = pd.Series(classes)
    frame = pd.DataFrame({"class": series.to_numpy()}, index=series.index)
    for name, column in columns.items():
        by_index = isinstance(classes, pd.Series) and isinstance(column, pd.Series)
        if not by_index and len(frame) != len(column):
            raise CourseError(
                say(
                    zh="类别有 {n} 个，另一列有 {m} 个：每位客户各要一个。",
                    en="There are {n} classes and {m} entries beside them: each customer needs one of each.",
                ).format(n=len(frame), m=len(column))
            )
        frame[name] = column.reindex(frame.index) if by_index else np.asarray(column)
    return frame


def refuse_none(classes: pd.Series) -> None:
    if not len(classes):
        raise CourseError(
            say(
                zh="没有一位客户既有类别又有要比较的数：请检查两列的客户编号是否一致。",
                en="No customer has both a class and a figure to compare: check that both columns have the same "
                "customer ids.",
            )
        )
