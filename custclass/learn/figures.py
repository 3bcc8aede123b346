"""Exercises answered with figures: enter a number, set thresholds until a goal is met."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from custclass.learn.question import Draw, Question, plain
from custclass.learn.reading import codes_by_name, folded, read_number, shortened
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
        if isinstance(given, str):
            given = given.strip().removesuffix(self.unit.zh).removesuffix(self.unit.en)
        number = read_number(given)
        if number is None:
            raise Unreadable(self.expected(draw))
        return number

    def same(self, one: float, other: float) -> bool:
        return abs(one - other) <= self.tolerance * (1 + 1e-9)

    def findings(self, answer: float, draw: Draw) -> list[Finding]:
        if self.same(answer, self.right(draw)):
            return []
        said = say(zh="{n}{unit}", en="{n} {unit}").format(n=plain(answer), unit=self.unit)
        told = say(zh="：{said}", en=": {said}").format(said=said)
        return [Finding(say(zh="您的答案", en="your answer"), said, self._worked(draw), told=told)]

    def _worked(self, draw: Draw) -> Text:
        fields = {k: v for k, v in draw.case.items() if not isinstance(v, pd.DataFrame | pd.Series)}
        return self.working.format(**fields)

    def worked(self, draw: Draw) -> list[Text]:
        right = say(zh="{n}{unit}", en="{n} {unit}").format(n=plain(self.right(draw)), unit=self.unit)
        return [say(zh="{right}：{why}", en="{right}: {why}").format(right=right, why=self._worked(draw))]

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
    begin : callable, optional
        ``begin(case) -> dict``: where the sliders stand at first; at their lower ends when left out.
    """

    sliders: dict[str, Slider]
    shortfall: Callable[[Mapping[str, float], dict[str, Any]], Text | None]
    solve: Callable[[dict[str, Any]], dict[str, float]]
    picture: Callable[[Mapping[str, float], dict[str, Any]], Any]
    begin: Callable[[dict[str, Any]], dict[str, float]] | None = None
    kind: ClassVar[str] = "thresholds"

    def _draw(self, rng: np.random.Generator) -> Draw:
        draw = super()._draw(rng)
        rows = [(s.label, s.low, s.high, s.step) for s in self.sliders.values()]
        names = pd.Index(list(self.sliders), name="threshold")
        items = pd.DataFrame(rows, columns=["label", "low", "high", "step"], index=names)
        return Draw(items, draw.case)

    def _tells_mistakes_apart(self, draw: Draw) -> bool:
        """Many settings are right, so each mistake must also miss the goal."""
        missed = all(self.findings(self.wrong_read(m, draw), draw) for m in self.misconceptions)
        return missed and super()._tells_mistakes_apart(draw)

    def start(self, draw: Draw) -> dict[str, float]:
        """Where the sliders stand at first."""
        if self.begin is not None:
            return self.begin(draw.case)
        return {name: slider.low for name, slider in self.sliders.items()}

    def expected(self, draw: Draw) -> Text:
        example = "{" + ", ".join(f"'{name}': {s.high:g}" for name, s in self.sliders.items()) + "}"
        return say(
            zh="请交一个字典，写出每个滑块的数值，例如 {example}。",
            en="Hand in a dict with a number for each slider, such as {example}.",
        ).format(example=example)

    def work_out(self, draw: Draw) -> dict[str, float]:
        return self.solve(draw.case)

    def read(self, given: Any, draw: Draw) -> dict[str, float]:
        if len(self.sliders) == 1 and read_number(given) is not None:
            given = dict.fromkeys(self.sliders, given)
        if not isinstance(given, Mapping | pd.Series):
            raise Unreadable(self.expected(draw))
        names = codes_by_name({name: slider.label for name, slider in self.sliders.items()})
        read: dict[str, float] = {}
        for key, value in given.items():
            name = names.get(folded(key))
            if name is None:
                raise Unreadable(
                    say(
                        zh="没有名为“{name}”的滑块。可以设置：{known}。",
                        en="There is no slider “{name}”. They are: {known}.",
                    ).format(name=shortened(key), known=self._known())
                )
            if name in read:
                raise Unreadable(
                    say(
                        zh="“{name}”写了两次，每个滑块只写一次。",
                        en="“{name}” stands twice: set each slider once.",
                    ).format(name=shortened(key))
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
                    ).format(label=slider.label, low=slider.low, high=slider.high, value=shortened(value))
                )
            read[name] = number
        return read

    def findings(self, answer: dict[str, float], draw: Draw) -> list[Finding]:
        missing = [name for name in self.sliders if name not in answer]
        if missing:
            why = say(zh="请给出一个数值。", en="Give it a number.")
            return [Finding(name, None, why, self.sliders[name].label) for name in missing]
        lacks = self.shortfall(answer, draw.case)
        if lacks is None:
            return []
        said = join(self._set_to(answer))
        told = say(zh="：{said}", en=": {said}").format(said=said)
        return [Finding(say(zh="您的设置", en="your setting"), said, lacks, told=told)]

    def worked(self, draw: Draw) -> list[Text]:
        return self._set_to(self.right_read(draw))

    def _known(self) -> Text:
        return join(
            say(zh="{name}（{label}）", en="{name} ({label})").format(name=name, label=slider.label)
            for name, slider in self.sliders.items()
        )

    def _set_to(self, answer: dict[str, float]) -> list[Text]:
        return [
            say(zh="{label}：{n}", en="{label}: {n}").format(label=self.sliders[name].label, n=plain(value))
            for name, value in answer.items()
        ]

    def summary(self, findings: list[Finding], draw: Draw) -> Text:
        return say(zh="目标还没有达到。", en="The goal is not met yet.")
