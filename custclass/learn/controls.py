"""The controls with which an exercise is answered: one set per kind, all with text labels."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from custclass.learn.choices import ChooseOne, Several
from custclass.learn.exercise import Exercise
from custclass.learn.figures import Number, Thresholds
from custclass.learn.knob import slider_widget
from custclass.learn.labelled import Labelled, Match
from custclass.learn.question import Draw
from custclass.show.say import say

_CHOOSE = say(zh="—— 请选择 ——", en="— choose —")
_WIDE = widgets.Layout(width="auto", max_width="44rem")


class Controls:
    """Some value widgets by name; an answer is made from their values.

    Parameters
    ----------
    fields : dict of str to Widget
    box : Widget
        How they stand on the page.
    """

    def __init__(self, fields: dict[str, Any], box: Any):
        self.fields = fields
        self.box = box
        self._start = self.get()
        self._quiet = False
        self._moved: Callable[[], None] = lambda: None

    def get(self) -> dict[str, Any]:
        """The raw values."""
        return {name: field.value for name, field in self.fields.items()}

    def set(self, values: dict[str, Any] | None) -> None:
        """Set raw values; None goes back to the start."""
        self._quiet = True
        try:
            for name, value in (values or self._start).items():
                self.fields[name].value = value
        finally:
            self._quiet = False
        self._moved()

    def observe(self, moved: Callable[[], None]) -> None:
        """Call `moved` after every change; once, where `set` changes several values."""
        self._moved = moved
        for field in self.fields.values():
            field.observe(self._one_moved, names="value")

    def _one_moved(self, _: Any) -> None:
        if not self._quiet:
            self._moved()

    def answer(self) -> Any:
        """What to hand to `check`; ``...`` when nothing was touched."""
        raise NotImplementedError

    def set_answer(self, answer: Any) -> None:
        """Show an answer that was kept."""
        raise NotImplementedError


class _Labels(Controls):
    def answer(self) -> Any:
        chosen = {name: value for name, value in self.get().items() if value}
        return chosen or ...

    def set_answer(self, answer: dict[str, str]) -> None:
        known = {k: v for k, v in answer.items() if k in self.fields}
        for name, value in known.items():
            if value in dict(self.fields[name].options).values():
                self.fields[name].value = value


class _One(Controls):
    def answer(self) -> Any:
        letter = self.fields["option"].value
        return ... if letter is None else letter

    def set_answer(self, answer: str) -> None:
        codes = self.fields["option"].codes
        self.fields["option"].value = codes.get(answer)


class _Several(Controls):
    def answer(self) -> Any:
        letters = {name for name, ticked in self.get().items() if ticked}
        return letters or ...

    def set_answer(self, answer: list[str]) -> None:
        for field in self.fields.values():
            field.value = field.code in answer


class _Number(Controls):
    def answer(self) -> Any:
        return self.fields["number"].value.strip() or ...

    def set_answer(self, answer: float) -> None:
        self.fields["number"].value = f"{answer:.15g}"


class _Sliders(Controls):
    def answer(self) -> dict[str, float]:
        return self.get()

    def set_answer(self, answer: dict[str, float]) -> None:
        self.set({k: v for k, v in answer.items() if k in self.fields})


def controls_for(exercise: Exercise) -> Controls:
    """The controls of an exercise, by its kind."""
    question, draw = exercise.question, exercise.drawn
    if isinstance(question, Labelled):
        return _label_controls(question, draw)
    if isinstance(question, ChooseOne):
        return _one_control(draw)
    if isinstance(question, Several):
        return _several_controls(draw)
    if isinstance(question, Number):
        return _number_control(question)
    if isinstance(question, Thresholds):
        return _slider_controls(question, draw)
    raise TypeError(f"{question.kind} has no controls")


def _label_controls(question: Labelled, draw: Draw) -> Controls:
    # No answer is "" and not None: a dropdown that is set to None stands blank on the page.
    options = [(str(_CHOOSE), ""), *((str(label), code) for code, label in question.labels().items())]
    fields, rows = {}, []
    for item in draw.items.index:
        field = widgets.Dropdown(options=options, description=item, layout=widgets.Layout(width="20rem"))
        field.style.description_width = "5rem"
        figures = escape(str(question.item_figures(item, draw)))
        fields[item] = field
        text = widgets.HTML(
            f'<div style="line-height:1.5">{figures}</div>', layout=widgets.Layout(flex="1 1 20rem")
        )
        # A situation is a sentence: it stands above its control, so that it never wraps below it.
        beside = widgets.HBox([field, text], layout=widgets.Layout(align_items="center"))
        rows.append(widgets.VBox([text, field]) if isinstance(question, Match) else beside)
    return _Labels(fields, widgets.VBox(rows))


def _one_control(draw: Draw) -> Controls:
    items = draw.items
    options = [(f"{letter}. {text}", letter) for letter, text in items["text"].items()]
    label = str(say(zh="您的选择", en="Your choice"))
    field = widgets.RadioButtons(options=options, value=None, description=label, layout=_WIDE)
    field.codes = {code: letter for letter, code in draw.codes.items()}
    field.add_class("cc-options")
    return _One({"option": field}, field)


def _several_controls(draw: Draw) -> Controls:
    fields = {}
    for letter, row in draw.items.iterrows():
        field = widgets.Checkbox(description=f"{letter}. {row['text']}", indent=False, layout=_WIDE)
        field.code = draw.codes[letter]
        fields[letter] = field
    return _Several(fields, widgets.VBox(list(fields.values())))


def _number_control(question: Number) -> Controls:
    label = say(zh="您的答案（{unit}）", en="Your answer ({unit})").format(unit=question.unit)
    field = widgets.Text(description=str(label), placeholder="0", layout=widgets.Layout(width="24rem"))
    field.style.description_width = "initial"
    return _Number({"number": field}, field)


def _slider_controls(question: Thresholds, draw: Draw) -> Controls:
    start = question.start(draw)
    fields = {name: slider_widget(slider, start[name]) for name, slider in question.sliders.items()}
    return _Sliders(fields, widgets.VBox(list(fields.values())))
