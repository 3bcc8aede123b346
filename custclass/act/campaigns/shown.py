"""Results of a campaign as a reader sees them: a table under plain headings, intervals and limits as pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.campaigns.estimate import Estimate
from custclass.act.campaigns.samples import sample_size
from custclass.data.headings import HEADINGS
from custclass.data.headings import table as plain_table
from custclass.show.numbers import number, percent
from custclass.show.say import Text, join, say

TITLES: dict[str, Text] = {
    "treated_n": say(zh="收到的人数", en="received: n"),
    "control_n": say(zh="没收到的人数", en="did not: n"),
    "treated": say(zh="收到的", en="received"),
    "control": say(zh="没收到的", en="did not"),
    "standardised": say(zh="相差几个标准差", en="difference (standard deviations)"),
    "quarter": say(zh="季度", en="quarter"),
    "shop_sales": say(zh="本店销售额（元）", en="shop's sales (yuan)"),
    "market_sales": say(zh="市场销售额（元）", en="market's sales (yuan)"),
    "share": say(zh="市场占有率", en="market share"),
    "sales_change": say(zh="本店销售额变化", en="change of sales"),
    "market_change": say(zh="市场变化", en="change of market"),
    "share_change": say(zh="占有率变化（百分点）", en="change of share (points)"),
    "reading": say(zh="怎么读", en="reading"),
    "class": say(zh="类别", en="class"),
    "rate": say(zh="占比", en="rate"),
    "centre": say(zh="平时", en="usual"),
    "signal": say(zh="越线", en="outside"),
}
_SHARES = ["share", "sales_change", "market_change", "rate", "centre"]


def show_table(
    frame: pd.DataFrame, names: Mapping[str, Text] | None = None, unit: str = "points", rows: int | None = 12
) -> Any:
    """Show what `lift_by_class`, `balance`, `market_share` or `control_limits` returned.

    Parameters
    ----------
    frame : DataFrame
        The result, or some of its columns.
    names : mapping of str to Text, optional
        Class code -> name.
    unit : {"points", "CNY", "USD", "number"}
        Of the two groups' means and their difference: shares and points, money, or plain numbers.
    rows : int or None
        How many rows to show.

    Returns
    -------
    custclass.show.tables.Table

    Examples
    --------
    >>> from custclass.show.say import language
    >>> language("en")
    'en'
    >>> show_table(pd.DataFrame({"share": [0.1], "share_change": [-0.012]}, index=["2025Q2"]))
            market share  change of share (points)
    2025Q2         10.0%                      −1.2
    """
    means: Any = "%" if unit == "points" else number if unit == "number" else unit
    gap: Any = _points if unit == "points" else means
    of_gap = say(zh="（百分点）", en=" (points)") if unit == "points" else say(zh="", en="")
    formats: dict[str, Any] = {"shop_sales": "CNY", "market_sales": "CNY"} | dict.fromkeys(_SHARES, "%")
    formats |= {
        "treated": means,
        "control": means,
        "standardised": lambda x: number(x, 2),
        "share_change": _points,
    }
    # Limits of a rate are shares, ends of an interval are differences.
    limits = "centre" in frame.columns
    formats |= {"difference": gap, "low": "%" if limits else gap, "high": "%" if limits else gap}
    ends = (say(zh="下限", en="lower limit"), say(zh="上限", en="upper limit"))
    if not limits:
        ends = (
            say(zh="区间从", en="from"),
            say(zh="到", en="to"),
        )
    titles = {
        **TITLES,
        "difference": say(zh="相差", en="difference") + of_gap,
        "low": ends[0],
        "high": ends[1],
    }
    first = frame.index.name or ""
    values = {first: {**HEADINGS, **(names or {})}} if frame.index.dtype.kind not in "iufM" else {}
    return plain_table(frame, titles, formats=formats, values=values, rows=rows)


def draw_intervals(
    estimates: Mapping[Any, Estimate], title: Text | str, names: Mapping[Any, Text] | None = None
) -> Any:
    """Draw figures with their intervals, one a line, all of one unit.

    Parameters
    ----------
    estimates : mapping
        Name (a Text, or a code that `names` explains) -> `Estimate`.
    title : Text or str
        Title of the picture.
    names : mapping, optional
        Code -> name.

    Returns
    -------
    custclass.show.picture.Picture

    Examples
    --------
    >>> from custclass.show.say import language
    >>> language("en")
    'en'
    >>> draw_intervals({"all": Estimate(0.1, 0.04, 0.16, unit="points", n=500)}, "Lift")
    Lift: all 10.0 points (95% interval: 4.0 to 16.0 points; 500 customers)
    """
    from custclass.show.canvas import axes_for, picture, set_title
    from custclass.show.style import ACCENT, INK, MAIN, drawing
    from custclass.show.wording import fold

    labels = [str((names or {}).get(name, name)) for name in estimates]
    found = list(estimates.values())
    scale, unit = _scale(found[0].unit)
    places = np.arange(len(found))[::-1]
    with drawing():
        ax = axes_for(None, 0.55 * len(found) + 1.4)
        for place, one in zip(places, found, strict=True):
            ax.plot([scale * one.low, scale * one.high], [place, place], color=MAIN, linewidth=3)
            ax.plot(scale * one.value, place, "o", color=INK, markersize=7)
            ax.annotate(
                number(scale * one.value, 1), (scale * one.value, place), xytext=(0, 8),
                textcoords="offset points", ha="center", fontsize=9,
            )  # fmt: skip
        if min(one.low for one in found) < 0 < max(one.high for one in found):
            ax.axvline(0, color=ACCENT, linestyle="--", linewidth=1.4)
        ax.set_yticks(places, [fold(label, 26) for label in labels])
        ax.set(ylim=(-0.6, len(found) - 0.4), xlabel=str(unit))
        set_title(ax, title)
    said = [f"{label} {str(one).splitlines()[0]}" for label, one in zip(labels, found, strict=True)]
    return picture(ax, title, join(said, zh="；", en="; "))


def draw_limits(chart: pd.DataFrame, title: Text | str, label: Text | str) -> Any:
    """Draw what `control_limits` returned: the rate per period between its limits, signals marked.

    Parameters
    ----------
    chart : DataFrame
        From `control_limits`; the index holds dates or texts.
    title, label : Text or str
        Title of the picture and what the rate is.

    Returns
    -------
    custclass.show.picture.Picture

    Examples
    --------
    >>> from custclass.act.campaigns.tracking import control_limits
    >>> from custclass.show.say import language
    >>> language("en")
    'en'
    >>> chart = control_limits(pd.Series([9, 30]), pd.Series([100, 100]), base=1)
    >>> draw_limits(chart.set_axis(["May", "June"]), "Downgrades", "share")
    Downgrades: usual 9.0%; outside the limits: June 30.0%
    """
    from custclass.show.canvas import axes_for, picture, set_title, ticks
    from custclass.show.style import ACCENT, INK, MAIN, QUIET, drawing
    from custclass.show.wording import fold

    dates = chart.index.dtype.kind == "M"
    periods = [one.strftime("%Y-%m") if dates else str(one) for one in chart.index]
    x = np.arange(len(chart))
    signal = chart["signal"].to_numpy(bool)
    with drawing():
        ax = axes_for(None, 3.6)
        ends = [percent(chart[end].iloc[-1]) for end in ("low", "high")]
        ax.fill_between(
            x, chart["low"], chart["high"], color=QUIET, alpha=0.4, linewidth=0,
            label=str(
                say(zh="上下限（最后一期{a}至{b}）", en="limits (last: {a} to {b})").format(a=ends[0], b=ends[1])
            ),
        )  # fmt: skip
        ax.plot(
            x, chart["centre"], color=INK, linestyle="--", linewidth=1.2,
            label=str(say(zh="平时{usual}", en="usual {usual}").format(usual=percent(chart["centre"].iloc[0]))),
        )  # fmt: skip
        ax.plot(x, chart["rate"], color=MAIN, marker="o", linewidth=2)
        ax.plot(x[signal], chart["rate"][signal], "X", color=ACCENT, markersize=13)
        for i in np.flatnonzero(signal):
            ax.annotate(
                percent(chart["rate"].iloc[i]), (i, chart["rate"].iloc[i]), xytext=(-8, -2),
                textcoords="offset points", ha="right", va="top", color="#A04400",
            )  # fmt: skip
        ax.set_xticks(x, periods)
        ax.yaxis.set_major_formatter(ticks("%"))
        ax.set_ylim(0, 1.15 * max(chart["high"].max(), chart["rate"].max()))
        ax.set(ylabel=fold(str(label), 26))
        ax.legend(loc="lower left", ncols=2)
        set_title(ax, title)
    out = [f"{periods[i]} {percent(chart['rate'].iloc[i])}" for i in np.flatnonzero(signal)]
    said = say(zh="平时{usual}；越线：{out}", en="usual {usual}; outside the limits: {out}").format(
        usual=percent(chart["centre"].iloc[0]), out=join(out) if out else say(zh="无", en="none")
    )
    return picture(ax, title, said)


def draw_sample_size(base: float, lift: float, power: float = 0.8) -> Any:
    """Draw how many customers a test needs in each group, by the size of the effect to be found.

    Parameters
    ----------
    base, lift, power : float
        As for `sample_size`; `lift` is marked.

    Returns
    -------
    custclass.show.picture.Picture

    Examples
    --------
    >>> from custclass.show.say import language
    >>> language("en")
    'en'
    >>> draw_sample_size(0.3, 0.1)
    Base 30%, effect 10 points: 356 in each group, 712 in all
    """
    from custclass.show.canvas import axes_for, picture, set_title
    from custclass.show.style import ACCENT, MAIN, drawing

    lifts = np.linspace(0.02, 0.20, 73)
    lifts = lifts[base + lifts < 1]
    needed = np.array([sample_size(base, one, power) for one in lifts])
    here = sample_size(base, lift, power)
    title = say(
        zh="平时{base:.0f}%的人会买，要看出{lift:.0f}个百分点：每组{n}人，共{all}人",
        en="Base {base:.0f}%, effect {lift:.0f} points: {n} in each group, {all} in all",
    ).format(base=100 * base, lift=100 * lift, n=number(here), all=number(2 * here))
    with drawing():
        ax = axes_for(None, 3.6)
        ax.plot(100 * lifts, needed, color=MAIN, linewidth=2)
        ax.plot(100 * lift, here, "o", color=ACCENT, markersize=10)
        ax.set_yscale("log")
        ax.set_yticks([30, 100, 300, 1000, 3000, 10000], ["30", "100", "300", "1,000", "3,000", "10,000"])
        ax.minorticks_off()
        ax.set_xticks(range(2, 21, 2))
        ax.set(
            xlabel=str(say(zh="要看出的效果（百分点）", en="effect to be found (points)")),
            ylabel=str(say(zh="每组需要的客户数", en="customers needed in each group")),
        )
        set_title(ax, title)
    return picture(ax, None, title)


def _scale(unit: str) -> tuple[float, Text]:
    units = {
        "points": (100.0, say(zh="百分点", en="points")),
        "%": (100.0, say(zh="%", en="%")),
        "CNY": (1.0, say(zh="元", en="yuan")),
        "USD": (1.0, say(zh="美元", en="US dollars")),
    }
    return units.get(unit, (1.0, say(zh="分", en="score")))


def _points(x: float) -> str:
    return number(100 * x, 1)
