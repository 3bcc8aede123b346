"""The look of all charts: one theme, with colours that readers with colour-blindness can tell apart."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import matplotlib as mpl
import seaborn as sns
from cycler import cycler

from custclass.show.fonts import register

# Okabe and Ito's colours, strongest first; olive for their yellow, which is too weak for a line on white,
# and grey, violet and brown beside them for schemes of ten classes.
PALETTE = [
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9",
    "#CC79A7", "#999933", "#8C8C8C", "#4B2E83", "#7A3B0C",
]  # fmt: skip
MAIN, ACCENT, QUIET, INK = PALETTE[0], PALETTE[3], "#B8C0C8", "#262626"
MARKERS = ["o", "s", "^", "D", "v", "P", "X", "<", ">", "h"]
SIZE = (7.0, 4.0)


def _settings() -> dict[str, Any]:
    return {
        "font.family": register(),
        "axes.unicode_minus": True,
        "text.parse_math": False,  # two amounts in US$ are no formula
        "text.hinting": "none",  # the automatic hints crush small Chinese characters
        "figure.constrained_layout.w_pad": 0.1,
        "figure.constrained_layout.h_pad": 0.1,
        "figure.figsize": SIZE,
        "figure.dpi": 100,
        "savefig.dpi": 100,
        "font.size": 10,
        "axes.titlesize": 12,
        "axes.titlepad": 10,
        "axes.labelsize": 10,
        "xtick.labelsize": 9.5,
        "ytick.labelsize": 9.5,
        "legend.fontsize": 9.5,
        "legend.title_fontsize": 9.5,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": "#8A8A8A",
        "axes.labelcolor": INK,
        "text.color": INK,
        "grid.color": "#E3E6E8",
        "legend.frameon": False,
    }


def theme(**changes: Any) -> None:
    """Set the course's look for charts you draw yourself with seaborn or matplotlib.

    The charts of this package always have it. ``seaborn.set_theme()`` takes the Chinese font away
    from your own charts; call this in its place.

    Parameters
    ----------
    **changes
        Anything ``seaborn.set_theme`` takes, such as ``style="white"``.

    Examples
    --------
    >>> theme()
    """
    rc = _settings() | changes.pop("rc", {})
    sns.set_theme(**({"style": "whitegrid", "palette": PALETTE} | changes), rc=rc)


def drawing() -> AbstractContextManager[Any]:
    """Return a context in which the course's look holds, whatever the reader has set."""
    return mpl.rc_context(
        sns.axes_style("whitegrid")
        | sns.plotting_context("notebook")
        | {"axes.prop_cycle": cycler(color=PALETTE)}
        | _settings()
    )
