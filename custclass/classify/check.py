"""Prove where a scheme has holes, overlaps and dead classes."""

from __future__ import annotations

import math
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from custclass.classify.boxes import Position, Side, Sides, domain, partition, sides
from custclass.classify.measure import Measure
from custclass.show.say import Text, join, say

if TYPE_CHECKING:
    from custclass.classify.scheme import Scheme


class Check:
    """What `Scheme.check` found. Tables are in the language current when they are looked at.

    Attributes
    ----------
    holes : pandas.DataFrame
        Where no class matches: one row a box, one column a measure.
    overlaps : pandas.DataFrame
        Where several classes match and the order decides; with a column ``classes`` (codes, the one that
        wins first, separated by commas).
    dead : pandas.DataFrame
        The boxes of classes that nobody can reach, all taken by earlier ones; with a column ``class``.
    ok : bool
        No hole, no dead class and, where the scheme is exclusive, no overlap.
    messages : list of Text
        A sentence for each kind of finding.

    Examples
    --------
    >>> from custclass.classify.catalogue import schemes
    >>> schemes["activity"].check().ok
    True
    """

    def __init__(self, scheme: Scheme):
        self._scheme = scheme
        measures = list(scheme.measures.values())
        self._boxes = [[sides(box, measures) for box in item.boxes] for item in scheme.classes]
        self.cells = partition(domain(measures), self._boxes)
        if scheme.classes[-1].is_otherwise:
            last = len(scheme.classes) - 1
            self.cells = [(box, found or (last,)) for box, found in self.cells]

    @property
    def holes(self) -> pd.DataFrame:
        return self._table([(box, None) for box, found in self.cells if not found])

    @property
    def overlaps(self) -> pd.DataFrame:
        codes = self._scheme.codes
        rows = [(box, ", ".join(codes[i] for i in found)) for box, found in self.cells if len(found) > 1]
        return self._table(rows, "classes")

    @property
    def dead(self) -> pd.DataFrame:
        codes = self._scheme.codes
        rows: list[tuple[Sides | None, str]] = []
        for i in self._dead_classes:
            boxes = [box for box, found in self.cells if i in found]
            rows.extend((box, codes[i]) for box in boxes)
            if not boxes:  # outside what the measures can be, or an otherwise with nothing left
                rows.append((None, codes[i]))
        return self._table(rows, "class")

    @property
    def ok(self) -> bool:
        return not (self._has_holes or self._dead_classes or (self._scheme.exclusive and self._has_overlaps))

    @property
    def messages(self) -> list[Text]:
        found = []
        if self._has_holes:
            found.append(say(
                zh="有 {n} 块空白，落在其中的客户没有类别，见 .holes。",
                en="There are holes ({n} boxes): customers in them get no class, see .holes.",
            ).format(n=len(self.holes)))  # fmt: skip
        if self._dead_classes:
            found.append(say(
                zh="类别 {codes} 永远轮不到：它的范围已全部归前面的类别，见 .dead。",
                en="Nobody can get into {codes}: earlier classes take all of it, see .dead.",
            ).format(codes=join(self._scheme.codes[i] for i in self._dead_classes)))  # fmt: skip
        if self._has_overlaps and self._scheme.exclusive:
            found.append(say(
                zh="这个方案要求类别互不重叠，但有 {n} 块重叠，见 .overlaps。",
                en="The classes of this scheme must not overlap, but they do ({n} boxes), see .overlaps.",
            ).format(n=len(self.overlaps)))  # fmt: skip
        elif self._has_overlaps:
            found.append(say(
                zh="有 {n} 块重叠，由先后次序决定归哪一类，见 .overlaps。",
                en="There are overlaps ({n} boxes), which the order decides, see .overlaps.",
            ).format(n=len(self.overlaps)))  # fmt: skip
        return found

    @property
    def _has_holes(self) -> bool:
        return any(not found for _, found in self.cells)

    @property
    def _has_overlaps(self) -> bool:
        return any(len(found) > 1 for _, found in self.cells)

    @cached_property
    def _dead_classes(self) -> list[int]:
        reached = {found[0] for _, found in self.cells if found}
        return [i for i in range(len(self._scheme.classes)) if i not in reached]

    def _table(self, rows: list, last: str | None = None) -> pd.DataFrame:
        measures = self._scheme.measures.values()
        nothing = str(say(zh="（无）", en="(none)"))
        records = [
            [str(words(*pair)) for pair in zip(box, measures, strict=True)]
            if box
            else [nothing] * len(measures)
            for box, _ in rows
        ]
        table = pd.DataFrame(records, columns=list(self._scheme.measures), dtype="str")
        if last is not None:
            table[last] = pd.Series([value for _, value in rows], dtype="str")
        return table

    def __repr__(self) -> str:
        return "\n".join(map(str, self._lines()))

    def _repr_html_(self) -> str:
        return "".join(f"<p>{escape(str(line))}</p>" for line in self._lines())

    def _lines(self) -> list[Text]:
        fine = say(
            zh="没有空白，没有重叠，每个类别都有客户可能进入。",
            en="No hole, no overlap, and every class can be reached.",
        )
        return self.messages or [fine]


def words(side: Side, measure: Measure) -> Text:
    """Return what a box allows on one measure, in words.

    Examples
    --------
    >>> from custclass.classify.boxes import sides
    >>> from custclass.classify.conditions import below
    >>> orders = Measure("frequency", "integer", low=0)
    >>> words(sides({"frequency": below(3)}, [orders])[0], orders).en
    '0 to 2'
    """
    whole = domain([measure])[0]
    if side == whole:
        return say(zh="任意", en="any")
    parts: list[object] = []
    if side.ranges == whole.ranges and side.codes == whole.codes:
        parts.append(say(zh="任意已知值", en="any known value"))
    elif measure.kind == "category":
        parts.extend(measure.show(code) for code in measure.labels if code in side.codes)
    else:
        parts.extend(_range_words(a, b, measure) for a, b in side.ranges)
    if side.missing:
        parts.append(say(zh="缺失", en="missing"))
    return join(parts, zh=" 或 ", en=" or ")


def _range_words(low: Position, high: Position, measure: Measure) -> Text:
    (a, after_a), (b, after_b) = low, high
    if measure.kind == "integer":
        b, after_b = b - 1, 1
    if a == b:
        return join([measure.show(a)])
    if measure.kind == "integer" and not math.isinf(a) and not math.isinf(b):
        return say(zh="{a} 至 {b}", en="{a} to {b}").format(a=measure.show(a), b=measure.show(b))
    parts = []
    if not math.isinf(a):
        start = say(zh="高于 {x}", en="above {x}") if after_a else say(zh="不低于 {x}", en="at least {x}")
        parts.append(start.format(x=measure.show(a)))
    if not math.isinf(b):
        end = say(zh="不高于 {x}", en="at most {x}") if after_b else say(zh="低于 {x}", en="below {x}")
        parts.append(end.format(x=measure.show(b)))
    return join(parts, zh=" 且", en=" and ")
