"""What all charts have in common: a figure, its title and legend, cut points, and the chart in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text as Writing
from matplotlib.ticker import FuncFormatter

from custclass.show.fonts import FAMILIES
from custclass.show.numbers import number, with_unit
from custclass.show.picture import Picture
from custclass.show.say import CourseError, Text, join, say
from custclass.show.style import ACCENT, SIZE
from custclass.show.wording import fold, width

Names = Mapping[Any, Any] | None
Label = Text | str | None


def axes_for(given: Axes | None, height: float | None = None) -> Axes:
    """Return the reader's axes, ready for Chinese; none given: axes on a figure `height` inches high."""
    if given is None:
        # Not from pyplot: a figure that pyplot knows would be shown a second time at the end of the cell.
        size = (SIZE[0], SIZE[1] if height is None else max(height, 2.4))
        return Figure(figsize=size, layout="constrained").subplots()
    # Title and labels took their font when the axes were made.
    for text in given.findobj(Writing):
        text.set_fontfamily(FAMILIES)
    given.tick_params(labelfontfamily=FAMILIES)
    return given


def picture(ax: Axes, title: object, said: object) -> Picture:
    """Return the finished chart, with the words that say what is on it."""
    if title is None:
        return Picture(ax, str(said))
    return Picture(ax, str(say(zh="{title}：{said}", en="{title}: {said}").format(title=title, said=said)))


def set_title(ax: Axes, title: object) -> None:
    """Write the title at the left, folded to the width of the axes."""
    if title is not None:
        ax.set_title(fold(title, 58), loc="left")


def set_legend(ax: Axes) -> None:
    """Put a short legend below the axes, a long one at the right."""
    handles, names = ax.get_legend_handles_labels()
    if not handles:
        return
    if len(names) <= 4 and sum(map(width, names)) < 60:
        room = 4.2 if ax.get_xlabel() else 2.6  # in letter heights: below the numbers and the axis label
        place: dict[str, Any] = {
            "loc": "upper center", "bbox_to_anchor": (0.5, 0), "borderaxespad": room, "ncols": len(names),
        }  # fmt: skip
    else:
        place = {"loc": "upper left", "bbox_to_anchor": (1.0, 1.0)}
    ax.legend(handles, [fold(name, 22) for name in names], **place)


def ticks(unit: object) -> FuncFormatter:
    """Return the way the numbers of an axis are written; a currency stands in the axis label."""
    return FuncFormatter(lambda x, position: with_unit(x, "%") if unit == "%" else number(x))


def cut_lines(ax: Axes, cuts: Mapping[Any, float] | Iterable[float] | None, unit: object) -> list[str]:
    """Draw vertical lines at the cut points and return the cut points in words."""
    if isinstance(cuts, Mapping):
        named = [(str(name), place) for name, place in cuts.items()]
    else:
        named = [("", place) for place in (cuts if cuts is not None else ())]
    said = [f"{name} {with_unit(place, unit)}".strip() for name, place in named]
    low, high = ax.get_xlim()
    for i, ((_, place), text) in enumerate(zip(named, said, strict=True)):
        ax.axvline(place, color=ACCENT, linestyle="--", linewidth=1.4)
        left = place > low + 0.75 * (high - low)
        # One row a label: cut points of skewed figures lie close together.
        ax.annotate(
            text, (place, 1), xycoords=("data", "axes fraction"),
            xytext=(-5 if left else 5, -4 - 16 * i), textcoords="offset points",
            ha="right" if left else "left", va="top", color="#A04400", fontsize=9,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5},
        )  # fmt: skip
    return said


def pairs(names: Iterable[str], written: Iterable[str]) -> Text:
    """Return names with their numbers as one text."""
    return join((f"{name} {text}" for name, text in zip(names, written, strict=True)), zh="；", en="; ")


def refuse_empty(data: Any, title: object) -> None:
    """Raise a `CourseError` when a table has nothing to draw."""
    if not data.size or bool(pd.isna(data).all(axis=None)):
        raise CourseError(
            say(
                zh="图“{title}”没有可画的数据：表是空的。请检查前面的筛选条件。",
                en='The chart "{title}" has nothing to draw: the table is empty. Check the filter before it.',
            ).format(title=title)
        )
