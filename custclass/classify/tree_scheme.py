"""A fitted decision tree as a scheme: the leaves of one class are its boxes."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import custclass.classify.columns as known
from custclass.classify.conditions import Condition, Interval, exactly, missing
from custclass.classify.measure import Box, Class, Measure
from custclass.classify.scheme import Scheme
from custclass.data.headings import HEADINGS
from custclass.show.say import CourseError, Text, join, say

_KNOWN = {item.name: item for item in vars(known).values() if isinstance(item, Measure)}


@dataclass(frozen=True)
class _Path:
    """What the way down to a node has left of one measure: low < value <= high; and whether it may be missing."""

    low: float = -math.inf
    high: float = math.inf
    missing: bool = False

    def conditions(self, measure: Measure) -> list[Condition | None]:
        """Return the ways to meet it, each a condition of a box (None: any value, present or not)."""
        if (self.low, self.high) == (-math.inf, math.inf) and self.missing == measure.missing:
            return [None]
        gaps: list[Condition | None] = [missing()] if self.missing else []
        if self.low == math.inf:  # a cut between all numbers and the missing
            return gaps
        if measure.kind != "integer":
            return [Interval(self.low, self.high, low_closed=self.low == -math.inf), *gaps]
        # The tree cuts between two whole numbers; in words the numbers themselves are clearer.
        low = -math.inf if self.low == -math.inf else math.floor(self.low) + 1
        high = math.inf if self.high == math.inf else math.floor(self.high)
        least = low if measure.low is None else max(low, measure.low)
        most = high if measure.high is None else min(high, measure.high)
        return [exactly(least) if least == most else Interval(low, high), *gaps]


def from_tree(
    tree: Any,
    names: Sequence[str],
    *,
    measures: Mapping[str, Measure],
    labels: Mapping[Any, Text],
    name: str,
    title: Text,
) -> Scheme:
    """Turn a fitted tree into a scheme; see `Scheme.from_tree`."""
    names = _checked(tree, names, measures)
    inner = tree.tree_
    used = [n for i, n in enumerate(names) if i in inner.feature] or names[:1]
    chosen = {n: measures.get(n) or _KNOWN.get(n) or _measure(n) for n in used}
    start = {n: _Path(missing=measure.missing) for n, measure in chosen.items()}
    boxes: dict[int, list[Box]] = {}
    for number, paths in _leaves(inner, 0, start, names):
        ways = [paths[n].conditions(chosen[n]) for n in used]
        for combination in itertools.product(*ways):
            box = {n: c for n, c in zip(used, combination, strict=True) if c is not None}
            boxes.setdefault(number, []).append(box)
    codes = [class_code(item) for item in tree.classes_.tolist()]
    classes = []
    for number in sorted(boxes):
        given = tree.classes_[number]
        label = labels.get(given) or labels.get(codes[number]) or Text(codes[number], codes[number])
        classes.append(Class(codes[number], label, *boxes[number]))
    scheme = Scheme(name, title, measures=list(chosen.values()), classes=classes, exclusive=True)
    scheme.notes = [_rounding(), *_never([codes[i] for i in range(len(codes)) if i not in boxes])]
    return scheme


def class_code(value: object) -> str:
    """Return the code for a class that a tree was taught: itself where it can be one, else with a word before it.

    Examples
    --------
    >>> class_code("champion"), class_code(1)
    ('champion', 'class_1')
    """
    text = str(value)
    return text if text.isascii() and text.isidentifier() else f"class_{text}"


def _leaves(inner: Any, node: int, paths: dict[str, _Path], names: list[str]) -> Iterator[tuple[int, dict]]:
    """Yield the class and what is left of each measure, for each leaf; a node of one class counts as a leaf."""
    found = _classes_below(inner, node)
    if len(found) == 1:
        yield found.pop(), paths
        return
    name, cut = names[inner.feature[node]], _seven_digits(inner.threshold[node])
    path, to_left = paths[name], bool(inner.missing_go_to_left[node])
    left = replace(path, high=min(path.high, cut), missing=path.missing and to_left)
    right = replace(path, low=max(path.low, cut), missing=path.missing and not to_left)
    yield from _leaves(inner, inner.children_left[node], {**paths, name: left}, names)
    yield from _leaves(inner, inner.children_right[node], {**paths, name: right}, names)


def _seven_digits(cut: float) -> float:
    """Return a cut point without the noise of single precision, which knows no more than seven digits."""
    return float(f"{cut:.7g}")


def _classes_below(inner: Any, node: int) -> set[int]:
    if inner.children_left[node] == -1:
        return {int(inner.value[node][0].argmax())}
    return _classes_below(inner, inner.children_left[node]) | _classes_below(
        inner, inner.children_right[node]
    )


def _measure(name: str) -> Measure:
    return Measure(name, "real", label=HEADINGS.get(name))  # type: ignore[arg-type]


def _checked(tree: Any, names: Sequence[str], measures: Mapping[str, Measure]) -> list[str]:
    """Return the names as a list, or say what keeps the tree from becoming a scheme."""
    names = [str(name) for name in names]
    if not hasattr(tree, "tree_") or not hasattr(tree, "classes_"):
        raise CourseError(
            say(
                zh="from_tree 需要一棵已经 fit 过的 scikit-learn 分类树（DecisionTreeClassifier），"
                "得到的 {kind} 不是分类树，或还没有 fit。",
                en="from_tree needs a classification tree of scikit-learn (DecisionTreeClassifier) after its fit, "
                "but a {kind} was given that is none or was not fitted.",
            ).format(kind=type(tree).__name__)
        )
    if len(names) != tree.n_features_in_:
        raise CourseError(
            say(
                zh="这棵树用了 {n} 列，却给了 {given} 个列名：{names}。请按训练时的顺序写全列名。",
                en="The tree learned from {n} columns, but {given} names were given: {names}. "
                "Give the name of each column in the order of the training table.",
            ).format(n=tree.n_features_in_, given=len(names), names=join(names))
        )
    categories = [n for n in names if n in measures and measures[n].kind == "category"]
    if categories:
        raise CourseError(
            say(
                zh="树只会比较数字的大小，指标 {names} 却是类别。请先把每个类别变成一列 0/1（pandas.get_dummies）。",
                en="A tree compares numbers, but the measure(s) {names} are categories. "
                "Make a column of 0 and 1 for each value first (pandas.get_dummies).",
            ).format(names=join(categories))
        )
    return names


def _rounding() -> Text:
    return say(
        zh="scikit-learn 的树先把数字舍入到约 7 位有效数字再比较，离分界点不到千万分之一的客户可能落到另一边。",
        en="scikit-learn's tree rounds numbers to about 7 digits before it compares them: "
        "a customer nearer to a cut point than a ten-millionth of it can fall on the other side.",
    )


def _never(codes: list[str]) -> list[Text]:
    if not codes:
        return []
    return [
        say(
            zh="没有一片叶子属于 {codes}，所以方案里没有这些类别。",
            en="No leaf belongs to {codes}, so the scheme does not have it.",
        ).format(codes=join(codes))
    ]
