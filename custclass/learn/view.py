"""An exercise as a widget: the task, a control per item, buttons, and the region that answers."""

from __future__ import annotations

from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd
from IPython.display import HTML, display

from custclass.data.headings import HEADINGS
from custclass.learn.announcer import Announcer
from custclass.learn.controls import controls_for
from custclass.learn.exercise import RESET, Exercise
from custclass.learn.figures import Thresholds
from custclass.learn.labelled import Labelled
from custclass.learn.verdict import NOT_ATTEMPTED, RIGHT, WRONG, Verdict
from custclass.show.say import CourseError, join, say
from custclass.show.tables import table

_TEXTS = {
    "check": say(zh="检查", en="Check"),
    "why": say(zh="为什么？", en="Why?"),
    "hint": say(zh="提示", en="Hint"),
    "undo": say(zh="撤销一步", en="Undo"),
    "reset": say(zh="重新开始", en="Start over"),
    "solution": say(zh="看答案", en="Show the answer"),
}


def show(exercise: Exercise) -> None:
    """Show an exercise below the cell: with a kernel as a widget, on a dead page as text."""
    if exercise.kind == "table":
        display(HTML(task_html(exercise)))
        return
    picture, question = None, exercise.question
    if isinstance(question, Thresholds):
        # The picture stands between the task and the sliders; the widget below it redraws it.
        display(HTML(task_html(exercise)))
        start = question.start(exercise.drawn)
        picture = display(question.picture(start, exercise.case), display_id=True)
    display(ExerciseView(exercise, picture))


def task_html(exercise: Exercise) -> str:
    """The task as plain HTML: heading, prompt and items; every text is escaped."""
    return _head_html(exercise) + _items_html(exercise)


def _head_html(exercise: Exercise) -> str:
    prompt = "".join(f'<p class="cc-prompt">{escape(p)}</p>' for p in str(exercise.prompt).split("\n") if p)
    return f"<p><strong>{escape(exercise.id)} {escape(str(exercise.title))}</strong></p>{prompt}"


def _items_html(exercise: Exercise) -> str:
    question, items = exercise.question, exercise.items
    if exercise.kind in ("choose_one", "several"):
        options = "".join(f"<li>{escape(f'{k}. {t}')}</li>" for k, t in items["text"].items())
        return case_table(exercise) + f'<ul style="list-style: none">{options}</ul>'
    if isinstance(question, Thresholds):
        return case_table(exercise)  # its items are the sliders
    if isinstance(question, Labelled):
        return _items_table(exercise) + _choices_html(question)
    return _figures_table(items, question)


def _items_table(exercise: Exercise) -> str:
    if exercise.kind == "match":
        titles = {"item": say(zh="序号", en="no."), "situation": say(zh="情形", en="situation")}
        return table(exercise.items, titles=titles, rows=None)._repr_html_()
    return _figures_table(exercise.items, exercise.question)


def _choices_html(question: Labelled) -> str:
    """What may be chosen, for a page on which no control can be drawn."""
    lead = escape(str(say(zh="可选：", en="To choose from: ")))
    choices = escape(str(join(question.labels().values(), zh="；", en="; ")))
    return f"<p>{lead}{choices}</p>"


def case_table(exercise: Exercise) -> str:
    """The table of figures that a question is about, when its case has one."""
    facts = exercise.case.get("table")
    return "" if facts is None else _figures_table(facts, exercise.question)


def _figures_table(items: pd.DataFrame, question: Any) -> str:
    if items.empty:
        return ""
    columns = question.columns(items.columns)
    shown = items[list(columns)].reset_index() if items.index.name else items[list(columns)]
    titles = {**HEADINGS, **columns}
    return table(shown, titles=titles, values=question.values, rows=12)._repr_html_()


class ExerciseView(widgets.VBox):
    """The widget of one exercise.

    Parameters
    ----------
    exercise : Exercise
    picture : DisplayHandle, optional
        Where the picture of a threshold exercise stands; it is redrawn at every move.
    """

    def __init__(self, exercise: Exercise, picture: Any = None):
        self.exercise = exercise
        self.picture = picture
        self.verdict: Verdict | None = None
        self.announcer = Announcer()
        self.head = widgets.HTML("" if picture is not None else _head_html(exercise) + case_table(exercise))
        self.head.add_class("jp-RenderedHTMLCommon")
        self.controls = controls_for(exercise)
        self._history: list[Any] = [self.controls.get()]
        self.buttons = {name: self._button(name) for name in _TEXTS}
        self.buttons["why"].disabled = True
        self.buttons["solution"].disabled = True
        self.buttons["undo"].disabled = True
        self.controls.observe(self._moved)
        super().__init__(
            [
                self.head,
                self.controls.box,
                widgets.HBox(list(self.buttons.values()), layout=widgets.Layout(flex_flow="row wrap")),
                self.announcer,
            ]
        )
        self.add_class("cc-box")
        self._take_up()

    def _button(self, name: str) -> widgets.Button:
        style = "primary" if name == "check" else ""
        button = widgets.Button(description=str(_TEXTS[name]), button_style=style)
        button.layout.width = "auto"
        button.add_class(f"cc-{name}")
        button.on_click(lambda _: getattr(self, f"press_{name}")())
        return button

    # -- what the buttons do ------------------------------------------------------------------------

    def press_check(self) -> None:
        """Check what the controls say."""
        self._answer(self.exercise.check(self.controls.answer()))

    def press_why(self) -> None:
        """Show the rules and the likely cause."""
        if self.verdict is not None:
            self._answer(self.verdict.why())

    def press_hint(self) -> None:
        """Say the next hint."""
        self.announcer.say(self.exercise.hint())

    def press_undo(self) -> None:
        """Take the last move back."""
        if len(self._history) == 1:
            text = say(zh="已经没有可以撤销的了。", en="There is nothing left to undo.")
            self.announcer.say(text)
            return
        self._history.pop()
        self.controls.set(self._history[-1])
        self._redraw()

    def press_reset(self) -> None:
        """Clear the controls; the old answers are kept."""
        try:
            self.exercise.reset()
        except CourseError as error:
            self.announcer.say(error.text)
            return
        self.controls.set(None)
        self.verdict = None
        self.buttons["why"].disabled = self.buttons["solution"].disabled = True
        text = say(
            zh="已清空，可以重新作答。之前的答案仍然保留。",
            en="Cleared: answer afresh. Your earlier answers are kept.",
        )
        self.announcer.say(text)

    def press_solution(self) -> None:
        """Show the right answer with its reasons."""
        self.announcer.html = worked_html(self.exercise)

    # -- behind them --------------------------------------------------------------------------------

    def _answer(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.announcer.html = verdict.html()
        # A button that is switched off while it is pressed loses the keyboard's place on the page.
        self.buttons["why"].disabled = verdict.state != WRONG
        if verdict.state != NOT_ATTEMPTED:
            self.buttons["solution"].disabled = False

    def _moved(self) -> None:
        state = self.controls.get()
        if state == self._history[-1]:
            return
        self._history.append(state)
        self.buttons["undo"].disabled = False
        self._redraw()

    def _redraw(self) -> None:
        question = self.exercise.question
        if self.picture is not None and isinstance(question, Thresholds):
            self.picture.update(question.picture(self.controls.answer(), self.exercise.case))

    def _take_up(self) -> None:
        """Show the last answer of an earlier session, if there is one."""
        try:
            rows = self.exercise.answers()
        except CourseError as error:
            self.announcer.say(error.text)
            return
        if rows.empty or rows["state"].iloc[-1] == RESET:
            return
        last = rows.iloc[-1]
        try:
            self.controls.set_answer(last["answer"])
        except (TypeError, ValueError, AttributeError):
            return  # kept when the exercise still was of another kind
        self._history = [self.controls.get()]
        self.buttons["undo"].disabled = True
        text = _TAKEN_UP[last["state"] == RIGHT].format(day=str(last["at"])[:10])
        self.announcer.say(text, f"cc-{last['state']}")
        self.buttons["solution"].disabled = False

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        data = super()._repr_mimebundle_(**kwargs)
        # The same task for a page without a kernel, where no widget can be drawn.
        data["text/plain"] = repr(self)
        data["text/html"] = "" if self.picture is not None else task_html(self.exercise)
        return data

    def __repr__(self) -> str:
        return f"{self.exercise.id} {self.exercise.title}\n{self.exercise.prompt}"


_TAKEN_UP = {
    True: say(
        zh="✔ 这道题您已经答对（{day}）。想再做一遍，请按“重新开始”。",
        en="✔ You have answered this one right ({day}). Press “Start over” to do it once more.",
    ),
    False: say(
        zh="✘ 这是您上次（{day}）的答案，还不对，可以接着改。",
        en="✘ This is your last answer ({day}). It was not right yet: go on from here.",
    ),
}


def worked_html(exercise: Exercise) -> str:
    """The right answer item by item, each with its reason."""
    lines = [str(line) for line in exercise.question.worked(exercise.drawn)]
    head = say(zh="参考答案", en="The answer")
    body = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<div class="cc-verdict"><strong>{escape(str(head))}</strong><ul>{body}</ul></div>'
