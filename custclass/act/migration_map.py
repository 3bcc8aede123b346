"""The picture of a migration matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from custclass.classify.moves import ENTERED, LEFT
from custclass.show.canvas import axes_for, picture, set_title
from custclass.show.numbers import number, percent
from custclass.show.say import Text, join, say
from custclass.show.style import ACCENT, INK, MAIN, drawing
from custclass.show.wording import fold


def draw_matrix(counts: pd.DataFrame, names: Mapping[str, Text], title: Text | str, shares: bool) -> Any:
    """Draw counts of moves as a heat map.

    Parameters
    ----------
    counts : pandas.DataFrame
        Customers: rows are classes before, columns classes after.
    names : mapping of code to Text
        What rows and columns are called.
    title : Text or str
        Title of the picture.
    shares : bool
        Whether to write the share of the row below the number.

    Returns
    -------
    custclass.show.picture.Picture
        The shade of a field is its share of the row; fields of the same class before and after are framed.

    Examples
    --------
    >>> counts = pd.DataFrame([[3, 1]], index=["active"], columns=["active", "left"])
    >>> names = {"active": Text("活跃", "active"), "left": Text("已离开", "left")}
    >>> draw_matrix(counts, names, "Moves", shares=False)
    Moves: active: active 3, left 1
    """
    rows, columns = ([str(names[code]) for code in axis] for axis in (counts.index, counts.columns))
    sums = counts.sum(axis=1).to_numpy()[:, None]
    parts = np.divide(counts.to_numpy(), sums, out=np.zeros(counts.shape), where=sums > 0)
    shade = LinearSegmentedColormap.from_list("", ["#FFFFFF", MAIN])
    with drawing():
        ax = axes_for(None, 0.62 * len(rows) + 1.6)
        ax.imshow(parts, cmap=shade, vmin=0, vmax=1, aspect="auto")
        ax.grid(False)
        for (i, j), n in np.ndenumerate(counts.to_numpy()):
            if (counts.index[i], counts.columns[j]) == (ENTERED, LEFT):
                continue  # nobody is there: who entered is on the list
            text = number(int(n))
            if shares and n:
                text += "\n" + percent(parts[i, j], 0)
            ax.text(j, i, text, ha="center", va="center", color="white" if parts[i, j] > 0.55 else INK)
            if counts.index[i] == counts.columns[j]:
                ax.add_patch(
                    Rectangle((j - 0.48, i - 0.46), 0.96, 0.92, fill=False, edgecolor=ACCENT, linewidth=1.8)
                )
        ax.set_xticks(range(len(columns)), [fold(text, 14) for text in columns])
        ax.set_yticks(range(len(rows)), [fold(text, 18) for text in rows])
        ax.xaxis.tick_top()
        ax.xaxis.set_label_position("top")
        ax.tick_params(length=0)
        for side in ax.spines.values():
            side.set_visible(False)
        # At the corner and with an arrow, lest they look like part of the column or row they stand at.
        ax.set_xlabel(str(say(zh="后来的类别 →", en="class after →")), loc="left", labelpad=10)
        ax.set_ylabel(str(say(zh="← 原来的类别", en="← class before")), loc="top", labelpad=12)
        set_title(ax, title)
    said = [
        say(zh="{row}：{cells}", en="{row}: {cells}").format(
            row=rows[i],
            cells=join(f"{c} {number(int(n))}" for c, n in zip(columns, counts.iloc[i], strict=True)),
        )
        for i in range(len(rows))
    ]
    return picture(ax, title, join(said, zh="；", en="; "))
