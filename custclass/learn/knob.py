"""A knob for a lesson: a picture, and sliders that redraw it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets
from IPython.display import display

from custclass.learn.announcer import Announcer
from custclass.learn.figures import Slider
from custclass.show.say import say


def slider_widget(slider: Slider, value: float) -> widgets.FloatSlider:
    """A slider with its label; it reports once it is let go, so that each move is drawn once."""
    widget = widgets.FloatSlider(
        value=value,
        min=slider.low,
        max=slider.high,
        step=slider.step,
        description=str(slider.label),
        continuous_update=False,
        readout_format=".0f" if float(slider.step).is_integer() else ".2f",
        layout=widgets.Layout(width="36rem", max_width="95%"),
    )
    widget.style.description_width = "14rem"
    return widget


class Knob(widgets.VBox):
    """Sliders below a picture, which is redrawn whenever one is moved."""

    def __init__(self, draw: Callable[..., Any], sliders: dict[str, Slider], start: dict[str, float]):
        self._draw = draw
        self._labels = [str(slider.label) for slider in sliders.values()]
        self.fields = {name: slider_widget(slider, start[name]) for name, slider in sliders.items()}
        self._shown = display(draw(**start), display_id=True)
        for field in self.fields.values():
            field.observe(lambda _: self.redraw(), names="value")
        super().__init__([*self.fields.values(), Announcer()])
        self.add_class("cc-box")

    def redraw(self) -> None:
        """Draw the picture with what the sliders say."""
        if self._shown is not None:
            self._shown.update(self._draw(**{name: field.value for name, field in self.fields.items()}))

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        data = super()._repr_mimebundle_(**kwargs)
        data["text/plain"] = repr(self)
        data["text/html"] = f"<p>{escape(repr(self))}</p>"
        return data

    def __repr__(self) -> str:
        text = say(
            zh="（运行这个单元格后，可以在这里拖动滑块：{labels}）",
            en="(Run this cell to move the sliders here: {labels})",
        )
        return str(text.format(labels=", ".join(self._labels)))


def knob(draw: Callable[..., Any], **sliders: tuple) -> Knob:
    """Show a picture with sliders that redraw it.

    Parameters
    ----------
    draw : callable
        Returns a picture; called with the sliders' values by name.
    **sliders : tuple of (label, low, high, step, start)
        One per argument of `draw`; the label is a text in both languages, with the unit in it.

    Returns
    -------
    Knob
    """
    parts = {name: Slider(*parts[:4]) for name, parts in sliders.items()}
    return Knob(draw, parts, {name: parts[4] for name, parts in sliders.items()})
