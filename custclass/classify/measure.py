"""A measure (a figure per customer) and a class (a name with its boxes): what a scheme is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from numbers import Real
from typing import Any

from custclass.classify.conditions import Condition, Interval, Missing, OneOf, Otherwise, missing
from custclass.show.numbers import number
from custclass.show.say import CourseError, Text, join, say

KINDS = ("real", "integer", "category")
Box = Mapping[str, Condition]


@dataclass(frozen=True)
class Measure:
    """A figure per customer on which a scheme decides, and the values it can take.

    Parameters
    ----------
    name : str
        The column.
    kind : {"real", "integer", "category"}
        Whether it holds any number, whole numbers, or codes.
    low, high : float, optional
        Least and greatest value that can occur (both included). Left out: without bound. `Scheme.check`
        looks for holes between them only.
    values : list of codes, or dict code -> Text
        The codes of a category, where wanted with their labels.
    missing : bool
        Whether the value may be missing (null, NaN) and the scheme must say what happens then.
    label : Text, optional
        The name in sentences. Left out: `name`.
    unit : Text, optional
        The unit in sentences, in English in the plural (``"days"``). Empty in a language: left out there.

    Raises
    ------
    CourseError
        If the kind is unknown or the values do not fit it.

    Examples
    --------
    >>> Measure("silence_gaps", kind="real", low=0, missing=True).label.en
    'silence_gaps'
    """

    name: str
    kind: str
    low: float | None = None
    high: float | None = None
    values: Any = None
    missing: bool = False
    label: Text = None  # type: ignore[assignment]
    unit: Text | None = None
    labels: dict = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        if self.kind not in KINDS:
            self._refuse(
                say(zh="kind 应为 {kinds} 之一", en="kind must be one of {kinds}").format(kinds=join(KINDS))
            )
        if (self.kind == "category") != bool(self.values):
            self._refuse(say(
                zh="只有类别型（category）指标要写 values，而且必须写",
                en="a category must list its values, and only a category",
            ))  # fmt: skip
        if self.kind == "category" and (self.low is not None or self.high is not None):
            self._refuse(say(zh="类别型指标没有上下限", en="a category has no low or high"))
        if self.low is not None and self.high is not None and self.low > self.high:
            self._refuse(say(zh="low 大于 high", en="low is greater than high"))
        given = self.values or ()
        labels = (
            dict(given)
            if isinstance(given, Mapping)
            else {code: Text(str(code), str(code)) for code in given}
        )
        object.__setattr__(self, "labels", labels)
        if self.label is None:
            object.__setattr__(self, "label", Text(self.name, self.name))

    def _refuse(self, why: Text) -> None:
        raise CourseError(
            say(zh="指标“{name}”写得不对：{why}。", en='The measure "{name}" cannot be: {why}.').format(
                name=self.name, why=why
            )
        )

    def show(self, value: Any, cuts: Iterable[float] | None = None) -> Text | str:
        """Return a value as it stands in a sentence: the label of a code, or the number (see `write_number`)."""
        if self.kind == "category":
            return self.labels.get(value, str(value))
        return write_number(value, cuts)

    def quantity(self, shown: object, one: bool = False) -> Text:
        """Return a written number or rule with the unit behind it, in the singular when it is `one`."""
        if self.unit is None:
            return join([shown])
        unit = Text(self.unit.zh, self.unit.en.removesuffix("s") if one else self.unit.en)
        with_unit = say(zh="{x} {unit}", en="{x} {unit}").format(x=shown, unit=unit)
        return Text(with_unit.zh.rstrip(), with_unit.en.rstrip())

    def refuses(self, condition: Any) -> Text | None:
        """Return why a condition does not suit this measure, or None when it does."""
        if condition is missing:
            return say(zh="missing 后面要写括号：missing()", en="write missing() with its brackets")
        if not isinstance(condition, Condition):
            return say(
                zh="{x!r} 不是条件，请用 below、at_least、between、exactly、one_of、missing() 等来写",
                en="{x!r} is no condition: write it with below, at_least, between, exactly, one_of, missing() ...",
            ).format(x=condition)
        if isinstance(condition, Missing) and not self.missing:
            return say(
                zh="指标没有声明可以缺失，请在 Measure 中写 missing=True",
                en="the measure is not declared as one that may be missing; write missing=True in its Measure",
            )
        if isinstance(condition, Interval) and self.kind == "category":
            return say(
                zh="类别型指标没有大小之分，请用 exactly 或 one_of",
                en="a category has no order; use exactly or one_of",
            )
        if isinstance(condition, OneOf):
            wrong = [value for value in condition.values if not self._can_be(value)]
            if wrong:
                return say(zh="不可能取值 {x}", en="it cannot be {x}").format(x=join(map(repr, wrong)))
        return None

    def _can_be(self, value: Any) -> bool:
        if self.kind == "category":
            return value in self.labels
        return isinstance(value, Real) and not isinstance(value, bool)


class Class:
    """A named class: a union of boxes, or what the other classes leave.

    Parameters
    ----------
    code : str
        English identifier, the value that `Scheme.classify` gives.
    label : Text
        The name in both languages.
    *boxes : dict measure name -> condition, or otherwise
        A customer belongs to the class who meets all conditions of one box; a measure that a box does
        not name is free. ``otherwise`` (alone, in the last class) is the remainder.

    Raises
    ------
    CourseError
        If the code is no identifier, the label no bilingual text, or there is no box.

    Examples
    --------
    >>> from custclass.classify.conditions import below
    >>> Class("active", say(zh="活跃客户", en="active customer"), {"silence_gaps": below(2)}).code
    'active'
    """

    def __init__(self, code: str, label: Text, *boxes: Box | Otherwise):
        self.code = code
        self.label = label
        self.is_otherwise = any(isinstance(box, Otherwise) for box in boxes)
        self.boxes: tuple[Box, ...] = (
            () if self.is_otherwise else tuple(dict(box) for box in _boxes(code, boxes))
        )
        if not (isinstance(code, str) and code.isascii() and code.isidentifier()):
            _refuse_class(code, say(
                zh="代码只能由英文字母、数字和下划线组成，且不能以数字开头",
                en="a code consists of English letters, digits and underscores and begins with no digit",
            ))  # fmt: skip
        if not isinstance(label, Text):
            _refuse_class(code, say(
                zh="名称要写成 say(zh=\"…\", en=\"…\")", en='write its label as say(zh="…", en="…")'
            ))  # fmt: skip
        if not boxes or (self.is_otherwise and len(boxes) > 1):
            _refuse_class(code, say(
                zh="需要至少一组条件，或者单独写一个 otherwise",
                en="it needs at least one box, or otherwise on its own",
            ))  # fmt: skip

    def __repr__(self) -> str:
        inner = "otherwise" if self.is_otherwise else ", ".join(map(repr, self.boxes))
        return f"Class({self.code!r}, {str(self.label)!r}, {inner})"


def _boxes(code: object, boxes: Iterable) -> Iterable[Box]:
    for box in boxes:
        if not isinstance(box, Mapping):
            _refuse_class(code, say(
                zh="条件要写成字典，例如 {{\"frequency\": at_least(2)}}",
                en='a box is a dict such as {{"frequency": at_least(2)}}',
            ).format())  # fmt: skip
        yield box


def _refuse_class(code: object, why: Text) -> None:
    raise CourseError(
        say(zh="类别“{code}”写得不对：{why}。", en='The class "{code}" cannot be: {why}.').format(
            code=code, why=why
        )
    )


def write_number(value: float, cuts: Iterable[float] | None = None) -> str:
    """Write a number short, but never so short that it seems to lie on the other side of a cut point.

    Parameters
    ----------
    value : float
        The number.
    cuts : iterable of float, optional
        Cut points: as many decimals are written as keep the number on its side of each. Left out: the
        number is written in full.

    Returns
    -------
    str
        The number as text.

    Examples
    --------
    >>> write_number(2.6123, cuts=[4]), write_number(3.9999, cuts=[4]), write_number(3.9999)
    ('2.61', '3.9999', '3.9999')
    """
    cuts = [value] if cuts is None else list(cuts)
    digits = 2
    while digits < 17:
        shown = round(value, digits)
        if all((shown < cut) == (value < cut) and (shown > cut) == (value > cut) for cut in cuts):
            break
        digits += 1
    text = number(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text
