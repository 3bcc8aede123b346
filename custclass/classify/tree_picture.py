"""Draw a decision tree so that it can be read: a question at each fork, a class at each end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.measure import Measure
from custclass.classify.scheme import Scheme
from custclass.classify.tree_scheme import class_code
from custclass.show.numbers import number
from custclass.show.say import Text, join, say

_YES, _NO = say(zh="是", en="yes"), say(zh="否", en="no")


def draw_tree(
    tree: Any,
    customers: pd.DataFrame,
    classes: Any,
    *,
    title: Text | str,
    measures: Mapping[str, Measure] | None = None,
    labels: Mapping[Any, Text] | None = None,
    ax: Any = None,
) -> Any:
    """Draw a fitted tree with the customers who come to each end.

    Parameters
    ----------
    tree : sklearn.tree.DecisionTreeClassifier
        The fitted tree. Forks whose ends all have the same class are drawn as one end, as in `Scheme.from_tree`.
    customers : DataFrame
        Whom to send through it: the columns the tree learned from, in their order. Take customers it did not
        learn from.
    classes : Series of class codes, aligned with `customers`
        What they really are.
    title : Text or str
        Title of the picture.
    measures, labels
        As for `Scheme.from_tree`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; left out: a figure of its own.

    Returns
    -------
    custclass.show.picture.Picture
        Each end says its class, how many customers come to it, and for how many in 100 the class is right.

    Raises
    ------
    CourseError
        If it is no fitted classification tree, or the columns do not fit.

    Examples
    --------
    >>> from sklearn.tree import DecisionTreeClassifier
    >>> customers = pd.DataFrame({"frequency": [1, 2, 8, 9]})
    >>> real = pd.Series(["rare", "rare", "often", "often"])
    >>> tree = DecisionTreeClassifier().fit(customers, real)
    >>> draw_tree(tree, customers, real, title="Who comes often")  # doctest: +ELLIPSIS
    Who comes often: number of orders at most 5? yes: rare (2 customers, right for 100 in 100); ...
    """
    from custclass.show.canvas import picture, set_title
    from custclass.show.style import drawing

    names = list(customers.columns)
    scheme = Scheme.from_tree(tree, names, measures=measures or {}, labels=labels or {})
    walk = _Walk(tree, scheme, names, customers.to_numpy(dtype=float), np.asarray(classes))
    with drawing():
        ax = ax if ax is not None else _axes(walk)
        walk.draw(ax)
        set_title(ax, title)
    return picture(ax, title, walk.said(0))


class _Walk:
    """The nodes of a tree that are drawn: their place, their words, the customers in them."""

    def __init__(self, tree: Any, scheme: Scheme, names: Sequence[str], values: np.ndarray, real: np.ndarray):
        self.inner, self.scheme, self.names, self.values, self.real = tree.tree_, scheme, names, values, real
        self.codes = tree.classes_.tolist()
        self.places: dict[int, tuple[float, int]] = {}
        self.inside: dict[int, np.ndarray] = {}
        self.ends = 0
        self._place(0, np.ones(len(values), dtype=bool), 0)
        self.depth = max(depth for _, depth in self.places.values())

    def _place(self, node: int, inside: np.ndarray, depth: int) -> float:
        self.inside[node] = inside
        if self.is_end(node):
            x, self.ends = float(self.ends), self.ends + 1
        else:
            column = self.values[:, self.inner.feature[node]].astype(np.float32)
            goes_left = (column <= self.inner.threshold[node]) | (
                np.isnan(column) & bool(self.inner.missing_go_to_left[node])
            )
            left, right = self.children(node)
            x = (self._place(left, inside & goes_left, depth + 1)
                 + self._place(right, inside & ~goes_left, depth + 1)) / 2  # fmt: skip
        self.places[node] = (x, depth)
        return x

    def is_end(self, node: int) -> bool:
        return len(self.classes_below(node)) == 1

    def classes_below(self, node: int) -> set[int]:
        left, right = self.children(node)
        if left == -1:
            return {int(self.inner.value[node][0].argmax())}
        return self.classes_below(left) | self.classes_below(right)

    def children(self, node: int) -> tuple[int, int]:
        return int(self.inner.children_left[node]), int(self.inner.children_right[node])

    def question(self, node: int, gap: Text | str) -> Text:
        measure = self.scheme.measures[self.names[self.inner.feature[node]]]
        cut = float(f"{self.inner.threshold[node]:.7g}")  # single precision knows no more digits
        shown = measure.show(int(cut // 1) if measure.kind == "integer" else cut)
        return say(zh="{label}{gap}不超过 {cut}？", en="{label}{gap}at most {cut}?").format(
            label=measure.label, cut=measure.quantity(shown), gap=gap
        )

    def code(self, node: int) -> Any:
        return self.codes[next(iter(self.classes_below(node)))]

    def label(self, node: int) -> Text:
        return self.scheme.label(class_code(self.code(node)))

    def figures(self, node: int) -> tuple[str, str]:
        inside = self.inside[node]
        right = (self.real[inside] == self.code(node)).mean() if inside.any() else float("nan")
        return number(int(inside.sum())), "—" if np.isnan(right) else str(round(100 * right))

    def said(self, node: int) -> Text:
        """Return the tree below a node in words."""
        if self.is_end(node):
            n, right = self.figures(node)
            return say(
                zh="{label}（{n}位，每100位说对{right}位）",
                en="{label} ({n} customers, right for {right} in 100)",
            ).format(label=self.label(node), n=n, right=right)
        left, right_ = self.children(node)
        parts = [
            say(zh="{a}：{b}", en="{a}: {b}").format(a=a, b=self.said(b))
            for a, b in ((_YES, left), (_NO, right_))
        ]
        return say(zh="{q}{both}", en="{q} {both}").format(
            q=self.question(node, say(zh="", en=" ")), both=join(parts, zh="；", en="; ")
        )

    def draw(self, ax: Any) -> None:
        from custclass.show.style import INK, PALETTE
        from custclass.show.wording import fold

        colours = {code: PALETTE[i % len(PALETTE)] for i, code in enumerate(self.codes)}
        for node, (x, depth) in self.places.items():
            end = self.is_end(node)
            if end:
                n, right = self.figures(node)
                foot = say(zh="{n}位\n说对{right}%", en="{n}\nright {right}%").format(n=n, right=right)
                text = fold(self.label(node), 14) + "\n" + str(foot)
            else:
                text = fold(self.question(node, "\n"), 22)
                for child, word in zip(self.children(node), (_YES, _NO), strict=True):
                    below = self.places[child]
                    ax.plot([x, below[0]], [-depth, -below[1]], color="#8A8A8A", linewidth=1.2, zorder=1)
                    half = (x + below[0]) / 2, -(depth + below[1]) / 2
                    veil = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
                    ax.text(*half, str(word), ha="center", va="center", fontsize=9, color=INK, bbox=veil)
            colour = colours[self.code(node)] if end else INK
            frame = {"facecolor": "white", "edgecolor": colour, "linewidth": 2.2 if end else 1.0}
            ax.text(
                x, -depth, text, ha="center", va="center", fontsize=9, color=INK, zorder=3,
                bbox=frame | {"boxstyle": "round,pad=0.4"},
            )  # fmt: skip
        ax.set(xlim=(-0.6, self.ends - 0.4), ylim=(-self.depth - 0.5, 0.4))
        ax.axis("off")


def _axes(walk: _Walk) -> Any:
    from matplotlib.figure import Figure

    size = (max(5.0, min(1.5 * walk.ends, 12.0)), 1.15 * (walk.depth + 1) + 0.5)
    return Figure(figsize=size, layout="constrained").subplots()
