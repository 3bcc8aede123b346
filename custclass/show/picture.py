"""A chart as a notebook shows it: exactly once, with a sentence that says what is on it."""

from __future__ import annotations

import io
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from PIL import Image

from custclass.show.style import drawing


class Picture:
    """A drawn chart; the last expression of a notebook cell shows it once.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        What was drawn on. It can still be changed: the picture is rendered when it is shown.
    alt : str
        The chart in words, for readers who cannot see it (also its plain text).
    """

    def __init__(self, axes: Axes, alt: str):
        self.axes = axes
        self.alt = alt

    @property
    def figure(self) -> Any:
        """The matplotlib figure that holds the axes."""
        return self.axes.get_figure(root=True)

    def png(self) -> bytes:
        """Return the picture as PNG; the same drawing gives the same bytes on the same machine."""
        drawn, small = io.BytesIO(), io.BytesIO()
        with drawing():
            self.figure.savefig(drawn, format="png")
        # 96 colours look the same and take a third of the room in a notebook.
        Image.open(drawn).convert("RGB").quantize(96, dither=Image.Dither.NONE).save(
            small, "png", optimize=True, dpi=(100, 100)
        )
        return small.getvalue()

    def _repr_mimebundle_(self, include=None, exclude=None):
        # A figure of the reader's own (`ax=`) would be shown a second time at the end of the cell.
        plt.close(self.figure)
        return (
            {"image/png": self.png(), "text/plain": self.alt},
            {"image/png": {"alt": self.alt}},
        )

    def __repr__(self) -> str:
        return self.alt
