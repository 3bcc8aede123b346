"""Boxes as exact sets: intersection and subtraction, with open and closed ends, codes and missing values.

A position on the number line is a pair: ``(x, 0)`` lies just before x, ``(x, 1)`` just after it. A range of
numbers runs from one position to another, so open and closed ends need no cases: x < 2 ends at ``(2, 0)``,
x <= 2 at ``(2, 1)``. For whole numbers only positions just before one are used, and x <= 2 ends at ``(3, 0)``, as
x < 3 does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from custclass.classify.conditions import Condition, Missing, OneOf
from custclass.classify.measure import Box, Measure

Position = tuple[float, int]
_START, _END = (-math.inf, 0), (math.inf, 1)


@dataclass(frozen=True)
class Side:
    """What a box allows on one measure: disjoint ranges of numbers, or codes; and whether it may be missing."""

    ranges: tuple[tuple[Position, Position], ...] = ()
    codes: frozenset = frozenset()
    missing: bool = False

    def __bool__(self) -> bool:
        return bool(self.ranges or self.codes or self.missing)

    def __and__(self, other: Side) -> Side:
        ranges = [(max(a, c), min(b, d)) for a, b in self.ranges for c, d in other.ranges]
        return Side(_not_empty(ranges), self.codes & other.codes, self.missing and other.missing)

    def __sub__(self, other: Side) -> Side:
        ranges = self.ranges
        for c, d in other.ranges:
            ranges = _not_empty(piece for a, b in ranges for piece in ((a, min(b, c)), (max(a, d), b)))
        return Side(ranges, self.codes - other.codes, self.missing and not other.missing)


Sides = tuple[Side, ...]


def domain(measures: Iterable[Measure]) -> Sides:
    """Return the box of all values that the measures can take."""
    return tuple(_whole(measure) for measure in measures)


def sides(box: Box, measures: Iterable[Measure]) -> Sides:
    """Return a box of a class as sides, one a measure, within the domain."""
    return tuple(
        _side(box[measure.name], measure) & _whole(measure) if measure.name in box else _whole(measure)
        for measure in measures
    )


def intersect(one: Sides, other: Sides) -> Sides | None:
    """Return what two boxes share, None when nothing."""
    shared = []
    for a, b in zip(one, other, strict=True):
        if not (both := a & b):
            return None
        shared.append(both)
    return tuple(shared)


def subtract(one: Sides, other: Sides) -> list[Sides]:
    """Return `one` without `other`, as disjoint boxes."""
    shared = intersect(one, other)
    if shared is None:
        return [one]
    pieces = []
    for i, (whole, part) in enumerate(zip(one, shared, strict=True)):
        if rest := whole - part:
            # Before i the shared part, at i the rest, behind i still all: no two of these boxes meet.
            pieces.append((*shared[:i], rest, *one[i + 1 :]))
    return pieces


def partition(whole: Sides, classes: Sequence[Sequence[Sides]]) -> list[tuple[Sides, tuple[int, ...]]]:
    """Cut a box into disjoint boxes, each with the classes that match there.

    Parameters
    ----------
    whole : tuple of Side
        The box to cut up.
    classes : list of lists of boxes
        The boxes of each class.

    Returns
    -------
    list of (box, class numbers)
        The numbers in order; none for a hole.
    """
    cells: list[tuple[Sides, tuple[int, ...]]] = [(whole, ())]
    for number, boxes in enumerate(classes):
        done = []
        for box in boxes:
            outside = []
            for cell, found in cells:
                shared = intersect(cell, box)
                if shared is None:
                    outside.append((cell, found))
                else:
                    done.append((shared, (*found, number)))
                    outside.extend((piece, found) for piece in subtract(cell, box))
            cells = outside
        cells = done + cells
    return cells


def _whole(measure: Measure) -> Side:
    if measure.kind == "category":
        return Side(codes=frozenset(measure.labels), missing=measure.missing)
    low = _START if measure.low is None else (measure.low, 0)
    high = _END if measure.high is None else (measure.high, 1)
    return Side(_ranges([(low, high)], measure), missing=measure.missing)


def _side(condition: Condition, measure: Measure) -> Side:
    if isinstance(condition, Missing):
        return Side(missing=True)
    if isinstance(condition, OneOf):
        if measure.kind == "category":
            return Side(codes=frozenset(condition.values))
        return Side(_ranges([((x, 0), (x, 1)) for x in sorted(condition.values)], measure))
    low = (condition.low, 0 if condition.low_closed else 1)
    high = (condition.high, 1 if condition.high_closed else 0)
    return Side(_ranges([(low, high)], measure))


def _ranges(
    ranges: list[tuple[Position, Position]], measure: Measure
) -> tuple[tuple[Position, Position], ...]:
    if measure.kind == "integer":
        ranges = [(_before_whole(a), _before_whole(b)) for a, b in ranges]
    merged: list[tuple[Position, Position]] = []
    for a, b in _not_empty(ranges):
        if merged and merged[-1][1] == a:
            merged[-1] = (merged[-1][0], b)
        else:
            merged.append((a, b))
    return tuple(merged)


def _before_whole(position: Position) -> Position:
    """Return the position just before the next whole number: the same for "after 2" and "before 3"."""
    x, after = position
    if math.isinf(x):
        return position
    return (math.floor(x) + 1 if after else math.ceil(x), 0)


def _not_empty(ranges: Iterable[tuple[Position, Position]]) -> tuple[tuple[Position, Position], ...]:
    return tuple((a, b) for a, b in ranges if a < b)
