"""The widgets, without a browser: what the buttons do and what stands in the notebook file."""

from dataclasses import replace

import pandas as pd
import pytest
from IPython.display import HTML

import custclass as cc
from custclass.learn import view
from custclass.learn.exercise import Exercise, exercises, questions_of
from custclass.learn.knob import knob
from custclass.learn.view import ExerciseView, task_html
from custclass.show.say import say

HOSTILE = "<img src=x onerror=alert(1)>"
WITH_WIDGET = list(exercises().query("kind != 'table'")["id"])
BY_KIND = exercises().query("kind != 'table'").drop_duplicates("kind")["id"]


def shown(id_="01_01.5"):
    return ExerciseView(cc.exercise(id_))


def answer(widget, wanted):
    """Set the controls to an answer, as it is kept, and press Check."""
    widget.controls.set_answer(wanted)
    widget.buttons["check"].click()


def kept(exercise, given):
    """An answer in the form in which the store returns it."""
    exercise.check(given)
    return exercise.answers()["answer"].iloc[-1]


def pressable(widget):
    return {name for name, button in widget.buttons.items() if not button.disabled}


@pytest.mark.parametrize("id_", BY_KIND)
def test_wrong_why_right(id_):
    exercise = cc.exercise(id_)
    wrong = kept(exercise, exercise.misconceptions[0].answer())
    right = kept(exercise, exercise.solution())
    exercise.reset()
    widget = shown(id_)
    assert widget.announcer.html == "" and not {"why", "solution", "undo"} & pressable(widget)
    answer(widget, wrong)
    assert widget.verdict.state == "wrong" and "✘ Not right yet" in widget.announcer.html
    assert {"why", "solution", "undo"} <= pressable(widget)
    widget.buttons["why"].click()
    assert "Likely cause" in widget.announcer.html
    answer(widget, right)
    assert "✔ Right" in widget.announcer.html and "why" not in pressable(widget)


@pytest.mark.parametrize("id_", [i for i in BY_KIND if cc.exercise(i).kind != "thresholds"])
def test_checking_untouched_controls_is_not_attempted(id_):
    widget = shown(id_)
    widget.buttons["check"].click()
    assert "○ Not attempted yet" in widget.announcer.html and "solution" not in pressable(widget)


def test_a_table_of_the_case_stands_above_the_sliders():
    exercise = cc.exercise("02_02.12")
    shown_cells = [str(cell) for cell in exercise.case["table"]["effect"]]
    html = task_html(exercise)
    assert "can gain at most (%)" in html and all(f">{cell}<" in html for cell in shown_cells)
    assert "<table" not in task_html(cc.exercise("01_01.7"))  # its case holds no table


def test_sliders_begin_where_the_question_says():
    question = questions_of("02_02")["02_02.12"]
    exercise = Exercise(question, 0, "anonymous")
    widget = ExerciseView(exercise)
    begin = question.begin(exercise.case)
    assert widget.controls.get() == begin and set(begin.values()) != {0.0}
    name = next(iter(begin))
    widget.controls.fields[name].value = begin[name] + 20
    widget.buttons["reset"].click()
    assert widget.controls.get() == begin
    assert set(shown("01_01.7").controls.get().values()) == {
        s.low for s in questions_of("01_01")["01_01.7"].sliders.values()
    }


def test_a_number_that_cannot_be_read_gets_a_sentence():
    widget = shown("01_01.11")
    widget.controls.fields["number"].value = "about half"
    widget.buttons["check"].click()
    assert "could not be read" in widget.announcer.html and "percent" in widget.announcer.html


def test_undo_goes_back_move_by_move_and_start_over_is_one_move():
    widget = shown()
    names = list(widget.controls.fields)
    states = [widget.controls.get()]
    for name, code in zip(names[:3], ["high_frequency", "low_frequency", "high_frequency"], strict=True):
        widget.controls.fields[name].value = code
        states.append(widget.controls.get())
    widget.buttons["reset"].click()
    assert widget.controls.get() == states[0] and "Cleared" in widget.announcer.html
    for state in reversed(states):
        widget.buttons["undo"].click()
        assert widget.controls.get() == state
    widget.buttons["undo"].click()
    assert widget.controls.get() == states[0] and "nothing left to undo" in widget.announcer.html


def test_hints_and_the_worked_answer():
    widget = shown()
    widget.buttons["hint"].click()
    assert "Hint 1 of 2" in widget.announcer.html
    answer(widget, {widget.exercise.items.index[0]: "high_frequency"})
    widget.buttons["solution"].click()
    for customer in widget.exercise.items.index:
        assert customer in widget.announcer.html


@pytest.mark.parametrize("id_", BY_KIND)
def test_an_earlier_answer_is_taken_up(id_):
    exercise = cc.exercise(id_)
    exercise.check(exercise.solution())
    widget = shown(id_)
    assert "You have answered this one right" in widget.announcer.html and "undo" not in pressable(widget)
    widget.buttons["check"].click()
    assert widget.verdict.state == "right"
    exercise.check(exercise.misconceptions[0].answer())
    assert "was not right yet" in shown(id_).announcer.html
    exercise.reset()
    assert shown(id_).announcer.html == ""


def test_a_long_number_is_taken_up_exactly():
    question = replace(questions_of("01_01")["01_01.11"], compute=lambda case: 1234567.89, tolerance=0.001)
    exercise = Exercise(question, 0, "anonymous")
    exercise.check(1234567.89)
    widget = ExerciseView(Exercise(question, 0, "anonymous"))
    widget.buttons["check"].click()
    assert widget.verdict.state == "right"


@pytest.mark.parametrize("old", [["a"], {"S1": 5}, "text", 5.0, None, {}, [], [{"a": 1}]])
@pytest.mark.parametrize("id_", BY_KIND)
def test_an_answer_kept_by_an_older_course_does_no_harm(id_, old):
    from custclass.learn import store

    store.add_answer("anonymous", id_, "wrong", None, old, "0.0.1")
    widget = shown(id_)
    widget.buttons["hint"].click()
    assert "Hint 1" in widget.announcer.html


def test_without_a_store_the_widget_works_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("CUSTCLASS_PROGRESS", f"sqlite:///{(tmp_path / 'no folder' / 'x').as_posix()}")
    widget = shown("01_01.11")
    assert "CUSTCLASS_PROGRESS" in widget.announcer.html
    widget.controls.fields["number"].value = str(widget.exercise.solution())
    widget.buttons["check"].click()
    assert "✔ Right" in widget.announcer.html and "CUSTCLASS_PROGRESS" in widget.announcer.html
    widget.buttons["reset"].click()
    assert "CUSTCLASS_PROGRESS" in widget.announcer.html


@pytest.mark.parametrize("id_", WITH_WIDGET)
@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_what_stands_in_the_notebook_file_is_the_same_each_time(id_, tongue):
    cc.language(tongue)
    one, two = shown(id_), shown(id_)
    assert repr(one) == repr(two) and str(one.exercise.prompt) in repr(one)
    bundles = [w._repr_mimebundle_() for w in (one, two)]
    for kind in ("text/plain", "text/html"):
        assert bundles[0][kind] == bundles[1][kind] and str(one.exercise.title) in bundles[0][kind]
    assert " at 0x" not in bundles[0]["text/plain"] + bundles[0]["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in bundles[0]


def test_every_control_has_a_text_label():
    for id_ in WITH_WIDGET:
        assert all(field.description.strip() for field in shown(id_).controls.fields.values()), id_


def hostile(id_):
    """An exercise whose ids, figures, labels and texts are all markup."""
    question = questions_of("01_01")[id_]
    text = say(zh=HOSTILE, en=HOSTILE)
    changes = {"title": text, "prompt": text, "hints": (text, text), "after": text}
    if question.kind == "assign":
        pool = question.pool().rename(index=lambda i: f"{i}{HOSTILE}").assign(note=HOSTILE)
        changes |= {"pool": lambda: pool, "show": {**question.show, "note": text}}
    for field in ("options", "because", "situations", "actions"):
        if hasattr(question, field):
            changes[field] = {
                code: say(zh=f"{HOSTILE} {code}", en=f"{HOSTILE} {code}") for code in getattr(question, field)
            }
    return Exercise(replace(question, **changes), 0, "anonymous")


@pytest.mark.parametrize("id_", ["01_01.1", "01_01.2", "01_01.3", "01_01.5", "01_01.14"])
def test_all_text_from_data_is_escaped(id_):
    exercise = hostile(id_)
    pages = [task_html(exercise)]
    verdict = exercise.check(exercise.misconceptions[0].answer())
    pages += [verdict._repr_html_(), verdict.why()._repr_html_(), view.worked_html(exercise)]
    pages.append(exercise.check(HOSTILE)._repr_html_())
    pages.append(exercise.check({HOSTILE: HOSTILE})._repr_html_())
    if exercise.kind != "table":
        widget = ExerciseView(exercise)
        bundle = widget._repr_mimebundle_()
        widget.buttons["hint"].click()
        pages += [bundle["text/html"], widget.head.value, widget.announcer.html]
        pages += [
            w.value
            for row in getattr(widget.controls.box, "children", ())
            for w in getattr(row, "children", ())
            if isinstance(w.value, str)
        ]
    assert all("<img" not in page for page in pages)
    assert "&lt;img" in pages[0]


def test_a_table_exercise_is_shown_as_a_page(monkeypatch):
    pages = []
    monkeypatch.setattr(view, "display", lambda page, **_: pages.append(page))
    exercise = cc.exercise("01_01.14")
    exercise.show()
    assert isinstance(pages[0], HTML) and "60 rows, the first 12 shown" in pages[0].data


def test_the_picture_stands_before_the_sliders_and_follows_them(monkeypatch):
    class Handle:
        pictures = 0

        def update(self, _):
            self.pictures += 1

    pages, handle = [], Handle()
    monkeypatch.setattr(
        view, "display", lambda page, **more: pages.append(page) or (handle if more else None)
    )
    cc.exercise("01_01.7").show()
    widget = pages[-1]
    assert isinstance(widget, ExerciseView) and len(pages) == 3
    widget.controls.fields["high"].value = 100
    assert handle.pictures == 1
    widget.buttons["undo"].click()
    assert handle.pictures == 2
    widget.controls.fields["medium"].value = 9
    widget.buttons["reset"].click()
    assert handle.pictures == 4


def test_a_knob_redraws_and_is_stable():
    drawn = []

    def draw(cut):
        drawn.append(cut)
        return pd.DataFrame({"cut": [cut]})

    made = knob(draw, cut=(say(zh="<分界点>", en="<cut point>"), 0, 10, 1, 3))
    assert drawn == [3]
    made.fields["cut"].value = 7
    assert "<cut point>" in repr(made)
    html = made._repr_mimebundle_()["text/html"]
    assert "&lt;cut point&gt;" in html and "<cut" not in html
