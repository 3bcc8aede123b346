"""The map of the classes over two measures: plain boxes, handed to the drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from custclass.classify.boxes import Position, Side, domain, partition
from custclass.classify.check import Check
from custclass.classify.conditions import plain_value
from custclass.classify.measure import Measure
from custclass.show.say import CourseError, Text, join, say

if TYPE_CHECKING:
    from custclass.classify.scheme import Scheme
    from custclass.show.picture import Picture

Span = tuple[float, float]


def draw(scheme: Scheme, x: str, y: str, ax: Any = None, points: Any = None) -> Picture:
    """Draw the map of the classes; see `Scheme.draw`."""
    from custclass.show import plots

    across, up = _axis(scheme, x, y), _axis(scheme, y, x)
    areas = _areas(scheme, across, up)
    x_spans = _Spans(across, [sides[0] for sides, _ in areas], _values(across, points))
    y_spans = _Spans(up, [sides[1] for sides, _ in areas], _values(up, points))
    boxes: list[dict] = []
    labels: dict[str, Text] = {}
    for (side_x, side_y), codes in areas:
        label = " / ".join(codes)
        labels[label] = join((scheme.labels[code] for code in codes), zh=" / ", en=" / ")
        for x0, x1 in x_spans.of(side_x):
            boxes.extend(
                {"x0": x0, "x1": x1, "y0": y0, "y1": y1, "label": label} for y0, y1 in y_spans.of(side_y)
            )
    picture = plots.box_map(
        boxes,
        x_label=_axis_label(across),
        y_label=_axis_label(up),
        labels=labels,
        title=scheme.title,
        points=None if points is None else (x_spans.places(points[x]), y_spans.places(points[y])),
        ax=ax,
    )
    for measure, axis in ((across, picture.axes.xaxis), (up, picture.axes.yaxis)):
        if measure.kind == "category":
            axis.set_ticks(range(len(measure.labels)), [str(label) for label in measure.labels.values()])
        elif measure.kind == "integer":
            # The edge of a class is written as the first whole number behind it; behind the last edge is none.
            places = axis.get_ticklocs()[:-1]
            axis.set_ticks(places, [str(measure.show(place + 0.5)) for place in places])
    return picture


def _axis(scheme: Scheme, name: str, other: str) -> Measure:
    if name == other or not {name, other} & set(scheme.measures):
        raise CourseError(
            say(
                zh="draw 需要两个不同的指标，其中至少一个属于“{title}”：{measures}；得到的是 {a} 和 {b}。",
                en='draw needs two different measures, at least one of them of "{title}": {measures}; '
                "it was given {a} and {b}.",
            ).format(title=scheme.title, measures=join(scheme.measures), a=name, b=other)
        )
    return scheme.measures.get(name) or Measure(name, "real")


def _areas(scheme: Scheme, across: Measure, up: Measure) -> list[tuple[tuple[Side, ...], list[str]]]:
    """Return disjoint areas of the plane, each with the codes of the classes possible there."""
    names = list(scheme.measures)
    plane = domain([across, up])
    shadows: list[list] = [[] for _ in scheme.classes]
    for box, found in Check(scheme).cells:
        if found:
            shadow = (box[names.index(m.name)] if m.name in names else domain([m])[0] for m in (across, up))
            shadows[found[0]].append(tuple(shadow))
    return [(sides, [scheme.codes[i] for i in found]) for sides, found in partition(plane, shadows) if found]


class _Spans:
    """The sides of areas as stretches of one axis, cut off where there is nothing more to see.

    A code of a category and a whole number take the stretch half a unit around their place.
    """

    def __init__(self, measure: Measure, sides: Iterable[Side], values: list[float]):
        self.measure = measure
        self.codes = list(measure.labels)
        ends = [end[0] for side in sides for pair in side.ranges for end in pair if not math.isinf(end[0])]
        first, last = min(ends, default=0.0), max(ends, default=0.0)
        room = 0.4 * (last - first) or abs(last) / 2 or 1.0
        # Amounts and counts begin at nothing, unless that is far away.
        below = 0.0 if first >= 0 and first - room < first / 2 else first - room
        self.low = first if measure.low is not None else min([below, *values])
        self.high = last if measure.high is not None else max([last + room, *values])
        if measure.kind == "integer":
            self.low, self.high = math.floor(self.low), math.ceil(self.high) + (measure.high is None)

    def of(self, side: Side) -> list[Span]:
        """Return the stretches of a side; a missing value has no place on the axis."""
        if self.measure.kind == "category":
            return [(place - 0.5, place + 0.5) for place, code in enumerate(self.codes) if code in side.codes]
        spans = [(self._place(a, self.low), self._place(b, self.high)) for a, b in side.ranges]
        return [(a, b) for a, b in spans if a < b]

    def places(self, values: Iterable) -> list[float]:
        """Return where customers stand on the axis."""
        if self.measure.kind == "category":
            return [self.codes.index(value) if value in self.codes else math.nan for value in values]
        known = map(plain_value, values)
        return [math.nan if value is None else float(value) for value in known]

    def _place(self, position: Position, edge: float) -> float:
        end = edge if math.isinf(position[0]) else position[0]
        return end - 0.5 if self.measure.kind == "integer" else end


def _values(measure: Measure, points: Any) -> list[float]:
    if points is None or measure.kind == "category":
        return []
    return [float(value) for value in points[measure.name].dropna()]


def _axis_label(measure: Measure) -> Text:
    if measure.unit is None:
        return measure.label
    zh = f"{measure.label.zh}（{measure.unit.zh}）" if measure.unit.zh else measure.label.zh
    return Text(zh, f"{measure.label.en} ({measure.unit.en})" if measure.unit.en else measure.label.en)
