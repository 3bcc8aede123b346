"""Exercises answered with figures: enter a number, set thresholds until a goal is met."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from custclass.learn.question import Draw, Question, plain
from custclass.learn.reading import read_number
from custclass.learn.verdict import Finding, Unreadable
from custclass.show.say import Text, join, say


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """Enter a number.

    Parameters
    ----------
    compute : callable
        ``compute(case) -> float``: the right number.
    unit : Text
        The unit of the answer, said beside the field.
    tolerance : float
        The largest difference that still counts as right, in the unit of the answer.
    working : Text, optional
        How the number comes about, in words; may hold ``{name}`` fields of the case. Said as the reason.
    """

    compute: Callable[[dict[str, Any]], float]
    unit: Text
    tolerance: float
    working: Text
    kind: ClassVar[str] = "number"

    def expected(self, draw: Draw) -> Text:
        return say(
            zh="请交一个数字（单位：{unit}），例如 12.5。", en="Hand in a number ({unit}), such as 12.5."
        ).format(unit=self.unit)

    def work_out(self, draw: Draw) -> float:
        return float(self.compute(draw.case))

    def read(self, given: Any, draw: Draw) -> float:
        number = None if isinstance(given, np.ndarray | pd.Series | list) else read_number(given)
        if number is None:
            raise Unreadable(self.expected(draw))
        return number

    def same(self, one: float, other: float) -> bool:
        return abs(one - other) <= self.tolerance * (1 + 1e-9)

    def findings(self, answer: float, draw: Draw) -> list[Finding]:
        if self.same(answer, self.right(draw)):
            return []
        said = say(zh="{n}{unit}", en="{n} {unit}").format(n=plain(answer), unit=self.unit)
        fields = {k: v for k, v in draw.case.items() if not isinstance(v, pd.DataFrame | pd.Series)}
        return [Finding(str(say(zh="答案", en="answer")), said, self.working.format(**fields))]

    def summary(self, findings: list[Finding], draw: Draw) -> Text:
        return say(zh="这个数字不对。", en="This number is not right.")


@dataclass(frozen=True)
class Slider:
    """One threshold to set: its label (with the unit), ends and step."""

    label: Text
    low: float
    high: float
    step: float


@dataclass(frozen=True, kw_only=True)
class Thresholds(Question):
    """Set thresholds until a goal is met; any setting that meets it is right.

    Parameters
    ----------
    sliders : dict of str to Slider
        Name to slider.
    shortfall : callable
        ``shortfall(values, case) -> Text or None``: what the setting still lacks; None when the goal is met.
    solve : callable
        ``solve(case) -> dict``: a setting that meets the goal.
    picture : callable
        ``picture(values, case)``: drawn before the sliders and redrawn at every move.
    """

    sliders: dict[str, Slider]
    shortfall: Callable[[Mapping[str, float], dict[str, Any]], Text | None]
    solve: Callable[[dict[str, Any]], dict[str, float]]
    picture: Callable[[Mapping[str, float], dict[str, Any]], Any]
    kind: ClassVar[str] = "thresholds"

    def _draw(self, rng: np.random.Generator) -> Draw:
        draw = super()._draw(rng)
        rows = [(s.label, s.low, s.high, s.step) for s in self.sliders.values()]
        names = pd.Index(list(self.sliders), name="threshold")
        items = pd.DataFrame(rows, columns=["label", "low", "high", "step"], index=names)
        return Draw(items, draw.case)

    def start(self) -> dict[str, float]:
        """Where the sliders stand at first: at their lower ends."""
        return {name: slider.low for name, slider in self.sliders.items()}

    def expected(self, draw: Draw) -> Text:
        example = "{" + ", ".join(f"'{name}': {s.high:g}" for name, s in self.sliders.items()) + "}"
        return say(
            zh="请交一个字典，写出每个分界点的数值，例如 {example}。",
            en="Hand in a dict with a number for each cut point, such as {example}.",
        ).format(example=example)

    def work_out(self, draw: Draw) -> dict[str, float]:
        return self.solve(draw.case)

    def read(self, given: Any, draw: Draw) -> dict[str, float]:
        if not isinstance(given, Mapping | pd.Series):
            raise Unreadable(self.expected(draw))
        read = {}
        for name, value in given.items():
            if name not in self.sliders:
                raise Unreadable(
                    say(
                        zh="没有名为“{name}”的分界点。可以设置：{known}。",
                        en="There is no cut point “{name}”. They are: {known}.",
                    ).format(name=name, known=join(self.sliders))
                )
            if value is None or value is ...:
                continue
            number = read_number(value)
            slider = self.sliders[name]
            if number is None or not slider.low <= number <= slider.high:
                raise Unreadable(
                    say(
                        zh="“{label}”应是{low:g}到{high:g}之间的数字，这里是“{value}”。",
                        en="“{label}” takes a number from {low:g} to {high:g}; found “{value}”.",
                    ).format(label=slider.label, low=slider.low, high=slider.high, value=value)
                )
            read[name] = number
        return read

    def findings(self, answer: dict[str, float], draw: Draw) -> list[Finding]:
        missing = [name for name in self.sliders if name not in answer]
        if missing:
            said, why = (
                say(zh="未作答", en="not answered"),
                say(zh="请给出一个数值。", en="Give it a number."),
            )
            return [Finding(name, said, why, self.sliders[name].label) for name in missing]
        lacks = self.shortfall(answer, draw.case)
        if lacks is None:
            return []
        said = join([f"{name} = {value:g}" for name, value in answer.items()])
        return [Finding(str(say(zh="设置", en="setting")), said, lacks)]

    def summary(self, findings: list[Finding], draw: Draw) -> Text:
        return say(zh="目标还没有达到。", en="The goal is not met yet.")
