"""The tree of groups that hierarchical clustering makes."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from custclass.show.canvas import axes_for, picture, set_title, ticks
from custclass.show.numbers import number
from custclass.show.picture import Picture
from custclass.show.say import Text, say
from custclass.show.style import ACCENT, PALETTE, QUIET, drawing


def dendrogram(
    linkage: np.ndarray, *, title: Text | str, cut: float, k: int, groups: int, ax: Axes | None = None
) -> Picture:
    """Draw the upper part of a tree of groups, and where it is cut.

    Parameters
    ----------
    linkage : numpy.ndarray
        The tree as ``scipy.cluster.hierarchy.linkage`` gives it.
    title : Text or str
        Title of the chart.
    cut : float
        The distance at which the tree is cut.
    k : int
        How many groups the cut leaves.
    groups : int
        How many groups stand at the foot.
    ax : matplotlib.axes.Axes, optional
        Where to draw; left out: a figure of its own.

    Returns
    -------
    Picture
        The chart. Groups below the cut have a colour each.

    Examples
    --------
    >>> from scipy.cluster.hierarchy import linkage
    >>> tree = linkage([[0.0], [1.0], [20.0], [21.0]], method="ward")
    >>> dendrogram(tree, title="Groups", cut=5, k=2, groups=4)
    Groups: a tree of 4 customers; cut at distance 5 it has 2 groups
    """
    from scipy.cluster import hierarchy

    hierarchy.set_link_color_palette(PALETTE)
    drawn: dict[str, Any] = hierarchy.dendrogram(
        linkage, truncate_mode="lastp", p=groups, color_threshold=cut, above_threshold_color=QUIET, no_plot=True,
        show_leaf_counts=True,
    )  # fmt: skip
    hierarchy.set_link_color_palette(None)
    with drawing():
        ax = axes_for(ax)
        for x, y, colour in zip(drawn["icoord"], drawn["dcoord"], drawn["color_list"], strict=True):
            ax.plot(x, y, color=colour, linewidth=1.8)
        ax.axhline(cut, color=ACCENT, linestyle="--", linewidth=1.4)
        ax.set_xticks([5 + 10 * i for i in range(len(drawn["ivl"]))])
        ax.set_xticklabels([number(int(leaf.strip("()"))) if "(" in leaf else "1" for leaf in drawn["ivl"]])
        ax.set_ylim(bottom=0)
        ax.grid(False, axis="x")
        ax.yaxis.set_major_formatter(ticks(None))
        ax.set(
            xlabel=str(say(zh="每组客户数", en="customers in the group")),
            ylabel=str(say(zh="合并时两组的距离", en="distance of the two groups joined")),
        )
        set_title(ax, title)
    said = say(
        zh="{n}位客户的树，在距离{cut}处剪开，分成{k}组",
        en="a tree of {n} customers; cut at distance {cut} it has {k} groups",
    ).format(n=number(len(linkage) + 1), cut=number(cut, 1).removesuffix(".0"), k=k)
    return picture(ax, title, said)
