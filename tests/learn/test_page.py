import base64
import importlib
import json

import pytest

import custclass as cc
from custclass.learn import page
from custclass.learn.exercise import exercises
from custclass.learn.page import ProgressPage, check_setup, progress_html

HOSTILE = "<img src=x onerror=alert(1)>"


def solve(id_="01_01.11"):
    exercise = cc.exercise(id_)
    return exercise.check(exercise.solution())


def upload(widget, content, name="mine.json"):
    widget._restore({"new": ({"name": name, "content": memoryview(content)},)})


@pytest.mark.parametrize(
    ("tongue", "words"), [("zh", ["课程版本", "还要做"]), ("en", ["Course version", "Left to do"])]
)
def test_progress_says_what_is_done_and_what_is_left(tongue, words):
    solve()
    cc.language(tongue)
    html = progress_html()
    assert all(word in html for word in words)
    lesson = exercises().query("lesson.str.startswith('01_01')")["id"]
    assert 'value="1" aria-label="01_01' in html and f"1 / {len(lesson)}" in html
    separator = "、" if tongue == "zh" else ", "
    assert separator.join(id_[6:] for id_ in lesson if id_ != "01_01.11") in html


def test_a_lesson_that_is_done_says_so():
    for id_ in exercises().query("lesson.str.startswith('01_01')")["id"]:
        solve(id_)
    assert "all done" in progress_html()
    cc.language("zh")
    assert "全部完成" in progress_html()


def test_a_name_that_is_markup_stays_text():
    widget = ProgressPage()
    widget.name.value = HOSTILE
    widget.take.click()
    bundle = widget._repr_mimebundle_()
    for html in (widget.report.value, widget.announcer.html, bundle["text/html"], progress_html()):
        assert "<img" not in html and "&lt;img" in html
    upload(widget, b"nonsense", name=HOSTILE)
    assert "<img" not in widget.announcer.html and "not a progress file" in widget.announcer.html


def test_the_page_takes_a_name_saves_and_restores(tmp_path, monkeypatch):
    widget = ProgressPage()
    widget.name.value = "小王"
    widget.take.click()
    assert "Learning as “小王” now." in widget.announcer.html
    solve()
    widget.refresh.click()
    assert f"1 of {len(exercises())}" in widget.report.value
    content = base64.b64decode(widget.download.value.split("base64,")[1].split('"')[0])
    assert json.loads(content)["learner"]["name"] == "小王"
    monkeypatch.setenv("CUSTCLASS_PROGRESS", f"sqlite:///{(tmp_path / 'other.sqlite').as_posix()}")
    other = ProgressPage()
    assert f"0 of {len(exercises())}" in repr(other)
    upload(other, content)
    assert "“小王” is restored" in other.announcer.html and other.name.value == "小王"
    assert f"小王: 1 of {len(exercises())}" in repr(other)


def test_an_upload_that_is_taken_back_changes_nothing():
    widget = ProgressPage()
    before = widget.report.value
    widget._restore({"new": ()})
    assert widget.report.value == before and widget.announcer.html == ""


@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_the_page_is_the_same_each_time(tongue):
    cc.language(tongue)
    bundles = [ProgressPage()._repr_mimebundle_() for _ in range(2)]
    for kind in ("text/plain", "text/html"):
        assert bundles[0][kind] == bundles[1][kind] and " at 0x" not in bundles[0][kind]


@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_the_set_up_of_this_machine_is_complete(tongue):
    cc.language(tongue)
    lines = check_setup().splitlines()
    assert len(lines) > 8 and all(line.startswith("✔ ") for line in lines)


def test_the_set_up_says_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(page, "_NEEDED", ("pandas", "no-such-package"))
    monkeypatch.setenv("CUSTCLASS_PROGRESS", f"sqlite:///{(tmp_path / 'no folder' / 'x').as_posix()}")
    tables = importlib.import_module("custclass.data.tables")

    def broken():
        raise OSError("disk")

    monkeypatch.setattr(tables, "tables", broken)
    lines = check_setup().splitlines()
    assert [line for line in lines if line.startswith("✘")] == lines[2:]
    assert "no-such-package is missing" in lines[2] and "CUSTCLASS_PROGRESS" in lines[4]
