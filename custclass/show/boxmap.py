"""The map of a classification scheme: named boxes on a plane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Patch, Rectangle

from custclass.show.canvas import axes_for, picture, refuse_empty, set_title
from custclass.show.numbers import number
from custclass.show.picture import Picture
from custclass.show.say import Text, join
from custclass.show.style import INK, PALETTE, drawing
from custclass.show.wording import fold, width

_LETTER = 0.62  # mean width of a Latin letter, in font sizes
_LINE = 1.45  # height of a line, in font sizes


def box_map(
    boxes: Sequence[Mapping[str, Any]],
    *,
    x_label: Text | str,
    y_label: Text | str,
    labels: Mapping[Any, Any] | None = None,
    title: Text | str | None = None,
    points: tuple[Iterable[float], Iterable[float]] | None = None,
    ax: Axes | None = None,
) -> Picture:
    """Draw named boxes on a plane, with their names inside.

    Parameters
    ----------
    boxes : list of dict
        Each with finite numbers ``x0``, ``x1``, ``y0``, ``y1`` and a ``label``; boxes with the same
        label get the same colour. Of boxes that overlap, the earlier one lies on top.
    x_label, y_label : Text or str
        What the axes are.
    labels : mapping, optional
        Label of a box -> the name to show.
    title : Text or str, optional
        Title of the chart.
    points : tuple of two iterables, optional
        x and y of points to lay over the map; points outside the map are not drawn.
    ax : matplotlib.axes.Axes, optional
        Where to draw; left out: a figure of its own.

    Returns
    -------
    Picture
        The chart. A name that no box of its label has room for stands in the legend, under a number.

    Raises
    ------
    CourseError
        If there are no boxes.

    Examples
    --------
    >>> two = [dict(x0=0, x1=2, y0=0, y1=9, label="low"), dict(x0=2, x1=5, y0=0, y1=9, label="high")]
    >>> box_map(two, x_label="orders", y_label="visits", title="Value")
    Value: low, high
    """
    refuse_empty(np.array([box["label"] for box in boxes], dtype=str), title)
    codes = list(dict.fromkeys(box["label"] for box in boxes))
    names = {code: str((labels or {}).get(code, code)) for code in codes}
    colours = {code: _tint(PALETTE[i % len(PALETTE)]) for i, code in enumerate(codes)}
    with drawing():
        ax = axes_for(ax)
        for depth, box in enumerate(boxes):
            corner, spans = (box["x0"], box["y0"]), (box["x1"] - box["x0"], box["y1"] - box["y0"])
            ax.add_patch(
                Rectangle(corner, *spans, facecolor=colours[box["label"]], edgecolor="white", linewidth=1.5,
                          zorder=1 + 0.5 / (1 + depth))
            )  # fmt: skip
        x_edges, y_edges = _edges(boxes, "x"), _edges(boxes, "y")
        ax.set(xlim=(x_edges[0], x_edges[-1]), ylim=(y_edges[0], y_edges[-1]))
        ax.set(xlabel=str(x_label), ylabel=str(y_label))
        ax.set_xticks(_apart(x_edges, 0.07), map(number, _apart(x_edges, 0.07)))
        ax.set_yticks(_apart(y_edges, 0.06), map(number, _apart(y_edges, 0.06)))
        ax.grid(False)
        if points is not None:
            ax.scatter(
                np.asarray(points[0]),
                np.asarray(points[1]),
                s=9,
                color=INK,
                alpha=0.35,
                linewidth=0,
                zorder=2,
            )
        set_title(ax, title)
        _write_names(ax, boxes, names, colours, veil=points is not None)
    return picture(ax, title, join(names.values()))


def _tint(colour: str, strength: float = 0.42) -> tuple[float, ...]:
    return tuple(1 - strength * (1 - part) for part in to_rgb(colour))


def _edges(boxes: Sequence[Mapping[str, Any]], axis: str) -> list[float]:
    return sorted({float(box[axis + end]) for box in boxes for end in "01"})


def _apart(edges: list[float], share: float) -> list[float]:
    """Leave out edges too close to the one before to write their numbers."""
    kept = edges[:1]
    for edge in edges[1:]:
        if edge - kept[-1] >= share * (edges[-1] - edges[0]):
            kept.append(edge)
    return kept


def _write_names(ax: Axes, boxes: Any, names: dict[Any, str], colours: dict[Any, Any], veil: bool) -> None:
    """Write each name into every box that has room for it; what fits nowhere gets a number and a legend."""
    figure: Any = ax.get_figure(root=True)
    figure.draw_without_rendering()  # the layout decides how large the boxes are
    written, kept = set(), []
    for box in boxes:
        (left, low), (right, high) = ax.transData.transform([(box["x0"], box["y0"]), (box["x1"], box["y1"])])
        points = 72 / figure.dpi
        fitted = _fit(names[box["label"]], abs(right - left) * points - 6, abs(high - low) * points - 4)
        kept.append((box, fitted))
        if fitted:
            written.add(box["label"])
    numbers = {code: str(i + 1) for i, code in enumerate(code for code in names if code not in written)}
    for box, fitted in kept:
        text, size = fitted or (numbers.get(box["label"], ""), 8)
        middle = ((box["x0"] + box["x1"]) / 2, (box["y0"] + box["y1"]) / 2)
        ax.annotate(
            text, middle, ha="center", va="center", fontsize=size, linespacing=1.35, zorder=3, clip_on=True,
            bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 1} if veil else None,
        )  # fmt: skip
    if numbers:
        handles = [
            Patch(facecolor=colours[code], label=fold(f"{key} {names[code]}", 24))
            for code, key in numbers.items()
        ]
        ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.0, 1.0))


def _fit(name: str, wide: float, high: float) -> tuple[str, float] | None:
    """Return the name folded for a box of that many points, and the letter size; None: no room."""
    for size in (10.5, 9.5, 8.5, 7.5):
        limit = int(wide / (size * _LETTER))
        if limit < 2:
            continue
        text = fold(name, limit)
        if width(text) <= limit and (text.count("\n") + 1) * size * _LINE <= high:
            return text, size
    return None
