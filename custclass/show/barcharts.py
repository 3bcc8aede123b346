"""Bars: one number a class, and the shares of each class in several totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from custclass.show.canvas import (
    Label,
    Names,
    axes_for,
    pairs,
    picture,
    refuse_empty,
    set_legend,
    set_title,
    ticks,
)
from custclass.show.numbers import percent, with_unit
from custclass.show.picture import Picture
from custclass.show.say import CourseError, Text, join, say
from custclass.show.style import ACCENT, INK, MAIN, PALETTE, QUIET, drawing
from custclass.show.wording import fold, labelled, labels, width


def bars(
    values: pd.Series | Mapping[Any, float],
    *,
    title: Text | str,
    label: Label = None,
    unit: Label = None,
    order: Sequence[Any] | None = None,
    names: Names = None,
    highlight: Any = None,
    ax: Axes | None = None,
) -> Picture:
    """Draw one bar a class, with its number written at it.

    Parameters
    ----------
    values : pandas.Series or mapping
        Class (index) -> number.
    title : Text or str
        Title of the chart.
    label, unit : Text or str, optional
        What the numbers are, and their unit.
    order : sequence, optional
        The classes in the order to draw; a class that is not in `values` gets a 0.
    names : mapping, optional
        Class -> the name to show.
    highlight : class or list of classes, optional
        Bars to put forward; the others turn grey.
    ax : matplotlib.axes.Axes, optional
        Where to draw; left out: a figure of its own.

    Returns
    -------
    Picture
        The chart. Long names make the bars lie, so that the names can be read.

    Raises
    ------
    CourseError
        If there is nothing to draw.

    Examples
    --------
    >>> bars({"new": 120, "loyal": 1530}, title="Customers per class")
    Customers per class: new 120; loyal 1,530
    """
    series = pd.Series(values, dtype=float)
    if order is not None:
        series = series.reindex(list(order), fill_value=0)
    refuse_empty(series, title)
    shown = labels(series.index, names)
    written = [with_unit(x, unit) for x in series]
    chosen = set(highlight) if isinstance(highlight, list | tuple | set) else {highlight}
    colours = [MAIN if highlight is None else ACCENT if code in chosen else QUIET for code in series.index]
    lying = max(map(width, shown)) * len(shown) > 76 or len(shown) > 24
    places = range(len(shown))
    with drawing():
        ax = axes_for(ax, 0.38 * len(shown) + 1.2 if lying else None)
        if lying:
            drawn = ax.barh(places, series, color=colours, height=0.72)
            ax.set_yticks(places, [fold(text, 30) for text in shown])
            ax.invert_yaxis()
        else:
            drawn = ax.bar(places, series, color=colours, width=0.72)
            ax.set_xticks(places, shown)
        ax.bar_label(drawn, written, padding=3, fontsize=9)
        (ax.set_xmargin if lying else ax.set_ymargin)(0.12)  # room for the numbers
        ax.autoscale_view()
        ax.grid(False, axis="y" if lying else "x")
        if (series < 0).any():
            (ax.axvline if lying else ax.axhline)(0, color=INK, linewidth=0.8)
        numbers = ax.xaxis if lying else ax.yaxis
        numbers.set_major_formatter(ticks(unit))
        numbers.set_label_text(labelled(label, unit))
        set_title(ax, title)
    return picture(ax, title, pairs(shown, written))


def shares(frame: pd.DataFrame, *, title: Text | str, names: Names = None, ax: Axes | None = None) -> Picture:
    """Compare the share of each class in several totals, such as customers and money.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a class (index), one column a total; a column name may be a `Text`.
        Counts and amounts are turned into shares of their column.
    title : Text or str
        Title of the chart.
    names : mapping, optional
        Class, or column, -> the name to show.
    ax : matplotlib.axes.Axes, optional
        Where to draw; left out: a figure of its own.

    Returns
    -------
    Picture
        The chart: per class one bar a column, with its percentage.

    Raises
    ------
    CourseError
        If there is nothing to draw, a value is negative, or a column adds up to 0.

    Examples
    --------
    >>> table = pd.DataFrame({"customers": [80, 20], "money": [100, 300]}, index=["C", "A"])
    >>> shares(table, title="Who pays")
    Who pays: C (customers 80.0%, money 25.0%); A (customers 20.0%, money 75.0%)
    """
    refuse_empty(frame, title)
    numbers = frame.astype(float).fillna(0)
    if (numbers < 0).any(axis=None) or (numbers.sum() <= 0).any():
        raise CourseError(
            say(
                zh="图“{title}”无法计算占比：有一列含负数或合计为 0。请先处理退货，或改用 bars()。",
                en='The chart "{title}" has no shares: a column holds a negative number or adds up to 0. '
                "Net the returns first, or use bars().",
            ).format(title=title)
        )
    parts = numbers / numbers.sum()
    rows, columns = labels(frame.index, names), labels(frame.columns, names)
    thickness = 0.8 / len(columns)
    with drawing():
        ax = axes_for(ax, 0.27 * parts.size + 1.3)
        for i, name in enumerate(columns):
            column = parts.iloc[:, i]
            places = np.arange(len(rows)) - 0.4 + thickness * (i + 0.5)
            drawn = ax.barh(places, column, height=thickness * 0.92, color=PALETTE[i], label=name)
            ax.bar_label(drawn, [percent(x) for x in column], padding=3, fontsize=9)
        ax.set_yticks(range(len(rows)), [fold(text, 30) for text in rows])
        ax.invert_yaxis()
        ax.set_xlim(0, parts.to_numpy().max() * 1.13)
        ax.xaxis.set_major_formatter(ticks("%"))
        ax.grid(False, axis="y")
        set_legend(ax)
        set_title(ax, title)
    said = [
        say(zh="{row}（{cells}）", en="{row} ({cells})").format(
            row=row, cells=join(f"{c} {percent(x)}" for c, x in zip(columns, parts.iloc[i], strict=True))
        )
        for i, row in enumerate(rows)
    ]
    return picture(ax, title, join(said, zh="；", en="; "))
