"""The charts of the course. Each is handed plain numbers and returns a `Picture`.

Titles and labels are texts in both languages or plain strings; they are drawn in the current language.
A unit is a text, a currency code (``"CNY"``, ``"USD"``) or ``"%"`` (the values are fractions).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator

from custclass.show.barcharts import bars, shares
from custclass.show.boxmap import box_map
from custclass.show.canvas import (
    Label,
    Names,
    axes_for,
    cut_lines,
    pairs,
    picture,
    refuse_empty,
    set_legend,
    set_title,
    ticks,
)
from custclass.show.numbers import number, with_unit
from custclass.show.picture import Picture
from custclass.show.say import Text, join, say
from custclass.show.style import MAIN, MARKERS, PALETTE, drawing, theme
from custclass.show.wording import labelled, labels

__all__ = ["bars", "box_map", "histogram", "lines", "scatter", "shares", "theme"]

_COUNT = say(zh="数量", en="count")


def histogram(
    values: Iterable[float],
    *,
    title: Text | str,
    label: Text | str,
    unit: Label = None,
    count_label: Text | str = _COUNT,
    cuts: Sequence[float] | Mapping[Any, float] | None = None,
    ax: Axes | None = None,
) -> Picture:
    """Draw how often each value occurs, with lines at the cut points.

    Parameters
    ----------
    values : iterable of float
        The numbers; missing ones are left out.
    title, label : Text or str
        Title of the chart; what the numbers are.
    unit : Text or str, optional
        Their unit.
    count_label : Text or str
        What is counted.
    cuts : sequence of float, or mapping name -> float, optional
        Cut points, drawn as vertical lines with their value (and name).
    ax : matplotlib.axes.Axes, optional
        Where to draw; left out: a figure of its own.

    Returns
    -------
    Picture
        The chart. Few whole numbers get a bar each, others at most 40 bins.

    Raises
    ------
    CourseError
        If there is nothing to draw.

    Examples
    --------
    >>> histogram([1, 2, 2, 3], title="Orders", label="orders", cuts=[2.5])
    Orders: 4 values from 1 to 3, median 2; cut points 2.5
    """
    series = pd.Series(values, dtype=float).dropna()
    refuse_empty(series, title)
    discrete = bool((series % 1 == 0).all()) and series.max() - series.min() < 40
    with drawing():
        ax = axes_for(ax)
        bins: Any = "auto" if discrete else _bin_edges(series)
        sns.histplot(x=series, ax=ax, color=MAIN, alpha=0.85, discrete=discrete, bins=bins, edgecolor="white")
        ax.grid(False, axis="x")
        ax.xaxis.set_major_formatter(ticks(unit))
        ax.yaxis.set_major_formatter(ticks(None))
        ax.set(xlabel=labelled(label, unit), ylabel=str(count_label))
        said = cut_lines(ax, cuts, unit)
        set_title(ax, title)
    summary = say(
        zh="共{n}个数值，最小{low}，最大{high}，中位数{middle}",
        en="{n} values from {low} to {high}, median {middle}",
    ).format(
        n=number(len(series)),
        low=with_unit(series.min(), unit),
        high=with_unit(series.max(), unit),
        middle=with_unit(series.median(), unit),
    )
    if said:
        summary += say(zh="；分界点：{cuts}", en="; cut points {cuts}").format(cuts=join(said))
    return picture(ax, title, summary)


def lines(
    values: pd.DataFrame | pd.Series,
    *,
    title: Text | str,
    x_label: Label = None,
    label: Label = None,
    unit: Label = None,
    names: Names = None,
    cuts: Sequence[float] | Mapping[Any, float] | None = None,
    ax: Axes | None = None,
) -> Picture:
    """Draw one line a column over the index (dates or numbers).

    Parameters
    ----------
    values : pandas.DataFrame or pandas.Series
        The numbers; a column name may be a `Text`.
    title : Text or str
        Title of the chart.
    x_label : Text or str, optional
        What the index is.
    label, unit : Text or str, optional
        What the numbers are, and their unit.
    names : mapping, optional
        Column -> the name to show.
    cuts : sequence of float, or mapping name -> float, optional
        Places on the index to mark by vertical lines.
    ax : matplotlib.axes.Axes, optional
        Where to draw; left out: a figure of its own.

    Returns
    -------
    Picture
        The chart. Lines differ in colour and in dashes.

    Raises
    ------
    CourseError
        If there is nothing to draw.

    Examples
    --------
    >>> lines(pd.Series([10, 12, 8], index=[1, 2, 3]), title="Orders per month")
    Orders per month: from 10 to 8
    """
    frame = values.to_frame() if isinstance(values, pd.Series) else values
    refuse_empty(frame, title)
    shown = labels(frame.columns, names)
    frame = frame.astype(float).set_axis(shown, axis=1)
    with drawing():
        ax = axes_for(ax)
        sns.lineplot(frame, ax=ax, palette=PALETTE[: len(shown)], linewidth=2, legend=len(shown) > 1)
        ax.yaxis.set_major_formatter(ticks(unit))
        if frame.index.dtype.kind == "M":
            ax.xaxis.set_major_locator(AutoDateLocator(maxticks=6))
        elif frame.index.dtype.kind in "iuf":
            ax.xaxis.set_major_formatter(ticks(None))
        ax.set(xlabel=str(x_label or ""), ylabel=labelled(label, unit))
        cut_lines(ax, cuts, None)
        set_legend(ax)
        set_title(ax, title)
    change = say(zh="从{first}到{last}", en="from {first} to {last}")
    said = []
    for i, name in enumerate(shown):
        column = frame.iloc[:, i].dropna()
        ends = {"first": with_unit(column.iloc[0], unit), "last": with_unit(column.iloc[-1], unit)}
        said.append((name + " " if len(shown) > 1 else "") + str(change.format(**ends)))
    return picture(ax, title, join(said, zh="；", en="; "))


def scatter(
    x: Iterable[float],
    y: Iterable[float],
    *,
    title: Text | str,
    x_label: Text | str,
    y_label: Text | str,
    x_unit: Label = None,
    y_unit: Label = None,
    classes: Iterable[Any] | None = None,
    names: Names = None,
    ax: Axes | None = None,
) -> Picture:
    """Draw one point a customer, in the colour and shape of its class.

    Parameters
    ----------
    x, y : iterable of float
        The two numbers of each point.
    title, x_label, y_label : Text or str
        Title of the chart and what the numbers are.
    x_unit, y_unit : Text or str, optional
        Their units.
    classes : iterable, optional
        The class of each point.
    names : mapping, optional
        Class -> the name to show; its order is the order of the legend.
    ax : matplotlib.axes.Axes, optional
        Where to draw; left out: a figure of its own.

    Returns
    -------
    Picture
        The chart.

    Raises
    ------
    CourseError
        If there is nothing to draw.

    Examples
    --------
    >>> scatter([1, 2], [30, 10], title="Map", x_label="orders", y_label="days", classes=["A", "B"])
    Map: 2 points; A 1; B 1
    """
    frame = pd.DataFrame({"x": np.asarray(x, dtype=float), "y": np.asarray(y, dtype=float)})
    refuse_empty(frame, title)
    said = say(zh="共{n}个点", en="{n} points").format(n=number(len(frame)))
    look: dict[str, Any] = {"color": MAIN}
    if classes is not None:
        codes = pd.Series(list(classes))
        counts = codes.value_counts()
        order = [code for code in names or () if code in counts.index]
        order += sorted(set(counts.index) - set(order), key=str)
        shown = labels(order, names)
        frame["class"] = codes.map(dict(zip(order, shown, strict=True)))
        look = {
            "hue": "class", "hue_order": shown, "palette": PALETTE[: len(shown)],
            "style": "class", "style_order": shown, "markers": MARKERS[: len(shown)],
        }  # fmt: skip
        said += say(zh="；{pairs}", en="; {pairs}").format(
            pairs=pairs(shown, [number(counts[code]) for code in order])
        )
    with drawing():
        ax = axes_for(ax)
        sns.scatterplot(frame, x="x", y="y", ax=ax, s=32, alpha=0.8, linewidth=0.3, **look)
        ax.xaxis.set_major_formatter(ticks(x_unit))
        ax.yaxis.set_major_formatter(ticks(y_unit))
        ax.set(xlabel=labelled(x_label, x_unit), ylabel=labelled(y_label, y_unit))
        set_legend(ax)
        set_title(ax, title)
    return picture(ax, title, said)


def _bin_edges(series: pd.Series) -> np.ndarray:
    edges = np.histogram_bin_edges(series, "fd" if series.nunique() > 1 else 1)
    return edges if len(edges) <= 41 else np.histogram_bin_edges(series, 40)


theme()
