"""Exercises, the lesson's knob and the progress page, driven by mouse and keyboard as a learner does."""

import json
import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from custclass.learn.exercise import Exercise, questions_of

expect.set_options(timeout=30_000)
pytestmark = pytest.mark.browser

STEM = "01_01_what_classification_is.ipynb"
HOSTILE = "<img src=x onerror=alert(1)>"
WORDS = {
    "zh": {
        "check": "检查", "why": "为什么？", "hint": "提示", "undo": "撤销一步", "reset": "重新开始",
        "solution": "看答案", "right": "✔ 正确", "wrong": "✘ 还不对", "already": "已经答对",
        "cleared": "已清空", "nothing": "没有可以撤销的", "choose": "—— 请选择 ——", "first hint": "提示1/1",
        "the answer": "参考答案", "save": "保存进度", "restore": "恢复进度", "choice": "您的选择",
        "one right": "未署名学员：答对 1 / ", "none right": "未署名学员：答对 0 / ", "high": "高频从几单起",
    },
    "en": {
        "check": "Check", "why": "Why?", "hint": "Hint", "undo": "Undo", "reset": "Start over",
        "solution": "Show the answer", "right": "✔ Right", "wrong": "✘ Not right yet",
        "already": "answered this one right", "cleared": "Cleared", "nothing": "nothing left to undo",
        "choose": "— choose —", "first hint": "Hint 1 of 1", "the answer": "The answer",
        "save": "Save progress", "restore": "Restore progress", "choice": "Your choice",
        "one right": "anonymous learner: 1 of ", "none right": "anonymous learner: 0 of ",
        "high": "high frequency from (orders)",
    },
}  # fmt: skip


@pytest.fixture
def words(language):
    return WORDS[language]


def drawn(id_):
    """The exercise as the anonymous learner of an empty store gets it."""
    return Exercise(questions_of(id_.partition(".")[0])[id_], 0, "anonymous")


def button(box, word):
    return box.get_by_role("button", name=word, exact=True)


def verdict(box):
    return box.locator(".cc-announcer")


def tab_to(page, target, back=False):
    """Go to `target` with the Tab key; the keyboard never leaves the exercise on the way."""
    for _ in range(30):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
        assert page.evaluate("document.activeElement.closest('.cc-box') !== null"), "the focus is lost"
    raise AssertionError("the Tab key does not reach it")


def focused(target):
    return target.evaluate("element => element === document.activeElement")


def choose_by_arrows(page, target, code, codes):
    """Choose the option `code` of a focused dropdown with the arrow keys."""
    position = [None, *codes].index(code)
    for _ in range(len(codes) + 1):
        now = target.evaluate("element => element.selectedIndex")
        if now == position:
            return
        page.keyboard.press("ArrowDown" if now < position else "ArrowUp")
        assert focused(target), "the arrow key moved the focus"
    raise AssertionError("the arrow keys do not choose")


def states(lab, id_):
    """The states kept for an exercise, oldest first."""
    with closing(sqlite3.connect(lab.store)) as store:
        rows = store.execute("SELECT state FROM answers WHERE exercise_id = ? ORDER BY at", [id_])
        return [state for (state,) in rows]


@pytest.fixture(scope="module")
def exercises(opened, language):
    """The notebook of exercises, its first cell run; each test works on an exercise of its own."""
    book = opened(f"exercises/{language}/{STEM}")
    book.run("import custclass")
    return book


def test_wrong_by_mouse_right_by_keyboard_found_again(lab, exercises, language, words):
    exercise = drawn("01_01.5")
    labels, right = exercise.question.labels(), dict(exercise.solution())
    item = exercise.items.index[3]
    mistaken = next(code for code in labels if code != right[item])
    book, page = exercises, exercises.page
    box = book.exercise("01_01.5")
    cells = book.cells()

    for customer, code in {**right, item: mistaken}.items():
        field = box.get_by_label(customer, exact=True)
        field.select_option(label=labels[code].in_(language))
        expect(field.locator("option:checked")).to_have_text(labels[code].in_(language))
    button(box, words["check"]).click()
    expect(verdict(box)).to_contain_text(words["wrong"])
    expect(verdict(box)).to_contain_text(item)
    expect(verdict(box)).to_contain_text(labels[mistaken].in_(language))
    figures = exercise.question.item_figures(item, exercise.drawn).in_(language)
    expect(verdict(box)).to_contain_text(figures)
    orders = exercise.items.loc[item, "frequency"]
    assert re.search(rf"\b{orders}\b", figures)

    reason = exercise.question.reason(item, exercise.drawn).in_(language)
    assert reason not in verdict(box).inner_text()
    button(box, words["why"]).click()
    expect(verdict(box)).to_contain_text(reason)
    rule = exercise.question.why_not(item, mistaken, exercise.drawn).in_(language).strip()
    assert rule
    expect(verdict(box)).to_contain_text(rule)
    assert focused(button(box, words["why"]))

    field = box.get_by_label(item, exact=True)
    tab_to(page, field, back=True)
    choose_by_arrows(page, field, right[item], list(labels))
    page.keyboard.press("b")  # JupyterLab's key for a new cell
    choose_by_arrows(page, field, right[item], list(labels))
    tab_to(page, button(box, words["check"]))
    page.keyboard.press("Enter")
    expect(verdict(box)).to_contain_text(words["right"])
    assert focused(button(box, words["check"]))
    assert book.cells() == cells
    assert states(lab, "01_01.5") == ["wrong", "right"]

    book.restart()
    book.run("import custclass")
    box = book.exercise("01_01.5")
    expect(verdict(box)).to_contain_text(words["already"])
    for customer, code in right.items():
        chosen = box.get_by_label(customer, exact=True).locator("option:checked")
        expect(chosen).to_have_text(labels[code].in_(language))


def test_start_over_and_undo(lab, exercises, language, words):
    exercise = drawn("01_01.8")
    labels = exercise.question.labels()
    first, second = exercise.items.index[:2]
    label = next(iter(labels.values())).in_(language)
    page, box = exercises.page, exercises.exercise("01_01.8")
    chosen = {item: box.get_by_label(item, exact=True).locator("option:checked") for item in (first, second)}
    for item in (first, second):
        box.get_by_label(item, exact=True).select_option(label=label)
    button(box, words["check"]).click()
    expect(verdict(box)).to_contain_text(words["wrong"])
    button(box, words["reset"]).click()
    expect(verdict(box)).to_contain_text(words["cleared"])
    expect(chosen[first]).to_have_text(words["choose"])
    expect(chosen[second]).to_have_text(words["choose"])
    assert states(lab, "01_01.8") == ["wrong", "reset"]

    undo = button(box, words["undo"])
    undo.focus()
    page.keyboard.press("Space")  # takes the start over back, in one step
    expect(chosen[first]).to_have_text(label)
    expect(chosen[second]).to_have_text(label)
    page.keyboard.press("Space")
    expect(chosen[second]).to_have_text(words["choose"])
    expect(chosen[first]).to_have_text(label)
    page.keyboard.press("Space")
    expect(chosen[first]).to_have_text(words["choose"])
    page.keyboard.press("Space")
    expect(verdict(box)).to_contain_text(words["nothing"])
    assert focused(undo)


def test_several_by_keyboard(lab, exercises, language, words):
    exercise = drawn("01_01.1")
    right = exercise.solution()
    page, box = exercises.page, exercises.exercise("01_01.1")
    cells = exercises.cells()
    boxes = {
        letter: box.get_by_role("checkbox", name=f"{letter}. {text.in_(language)}", exact=True)
        for letter, text in exercise.items["text"].items()
    }
    next(iter(boxes.values())).focus()
    for letter, tick in boxes.items():
        tab_to(page, tick)
        if letter in right:
            page.keyboard.press("Space")
            expect(tick).to_be_checked()
    tab_to(page, button(box, words["check"]))
    page.keyboard.press("Space")
    expect(verdict(box)).to_contain_text(words["right"])
    assert exercises.cells() == cells
    assert states(lab, "01_01.1") == ["right"]


# One of each kind that the lesson has: several, match, number, assign, thresholds.
@pytest.mark.parametrize("id_", ["01_01.1", "01_01.2", "01_01.3", "01_01.5", "01_01.7"])
def test_every_control_has_a_name_and_keeps_its_keys(exercises, id_):
    box = exercises.exercise(id_)
    expect(verdict(box)).to_have_attribute("role", "status")
    expect(verdict(box)).to_have_attribute("aria-live", "polite")
    assert unnamed(box) == []
    assert unguarded(box) == []


def unnamed(box):
    """The controls without an accessible name, as the browser tells them to a screen reader."""
    lines = box.aria_snapshot().splitlines()
    controls = ("button", "combobox", "checkbox", "radio", "radiogroup", "slider", "textbox", "link")
    wanted = re.compile(rf"\s*- ({'|'.join(controls)})\b(?! \")")
    assert any(re.match(rf"\s*- ({'|'.join(controls)}) \"", line) for line in lines)
    return [line for line in lines if wanted.match(line)]


def unguarded(box):
    """The controls whose keys JupyterLab would take for itself."""
    return box.evaluate(
        """box => [...box.querySelectorAll(
             "select, input, button, textarea, a[href], [tabindex], [contenteditable]")]
           .filter(control => control.dataset.lmSuppressShortcuts !== "true")
           .map(control => control.outerHTML)"""
    )


def moved_by_keyboard(page, cell, name, key):
    """Press `key` on the slider called `name` and wait until the picture above it is another one."""
    picture = cell.locator(".jp-OutputArea-output img").first
    expect(picture).to_be_visible()
    before = picture.get_attribute("src")
    handle = cell.get_by_role("slider", name=name)
    assert picture.bounding_box()["y"] < handle.bounding_box()["y"]
    handle.focus()
    value = float(handle.get_attribute("aria-valuenow"))
    page.keyboard.press(key)
    expect(picture).not_to_have_attribute("src", before)
    assert focused(handle)
    assert float(handle.get_attribute("aria-valuenow")) == value + (1 if key == "ArrowRight" else -1)
    return picture


def test_sliders_redraw_the_picture(exercises, words):
    book, page = exercises, exercises.page
    cell = book.run('cc.exercise("01_01.7")')
    cells = book.cells()
    picture = moved_by_keyboard(page, cell, words["high"], "ArrowRight")
    page.keyboard.press("ArrowDown")  # JupyterLab's key for the next cell
    expect(cell.get_by_role("slider", name=words["high"])).to_have_attribute("aria-valuenow", "20.0")
    assert focused(cell.get_by_role("slider", name=words["high"]))
    assert book.cells() == cells

    before = picture.get_attribute("src")
    button(cell, words["undo"]).click()
    expect(picture).not_to_have_attribute("src", before)


def test_the_knob_of_a_lesson_redraws_its_picture(opened, language, words):
    book = opened(f"notebooks/{language}/{STEM}")
    for text in ("import custclass", 'cc.load("grocery_orders")', "customers = cc.measure_customers"):
        book.run(text)
    book.run("import purchase_frequency")
    cell = book.run("cc.knob(")
    cells = book.cells()
    moved_by_keyboard(book.page, cell, words["high"], "ArrowLeft")
    assert book.cells() == cells
    assert unnamed(cell.locator(".cc-box")) == []
    assert unguarded(cell.locator(".cc-box")) == []


@pytest.fixture(scope="module")
def made(lab, opened, language, tmp_path_factory):
    """A notebook with exercises made for the test: a choice, and some whose every text is markup."""
    store = tmp_path_factory.mktemp("made") / "progress.sqlite"
    path = lab.write(
        "made.ipynb",
        f"""import os
os.environ["CUSTCLASS_PROGRESS"] = "sqlite:///{store.as_posix()}"
import pandas as pd
import custclass as cc
cc.language("{language}")
from custclass.learn.exercise import Exercise
from custclass.learn.kinds import Assign, ChooseOne, Match, Number
from custclass.show.say import say
three = {{c: say(zh="选" + c, en="option " + c) for c in ("one", "two", "three")}}
choice = ChooseOne(id="99_99.0", concept="1.01", title=say(zh="题", en="title"), prompt=say(zh="问", en="prompt"),
                   hints=(), misconceptions=(), options=three, because=three, answer="three")
bad = "{HOSTILE}"
text = say(zh=bad, en=bad)
pool = pd.DataFrame({{"frequency": [13, 2], "note": [bad, "-"]}}, index=pd.Index([bad, "S1"], name="customer_id"))
common = dict(concept="1.01", title=text, prompt=text, hints=(text,), misconceptions=())
assign = Assign(id="99_99.1", pool=lambda: pool, scheme=cc.schemes["purchase_frequency"], n=2,
                show={{"frequency": say(zh="单", en="orders"), "note": text}}, **common)
match = Match(id="99_99.2", situations={{"s": text, "t": text}}, actions={{"a": text, "b": say(zh="乙", en="other")}},
              pairs={{"s": "b", "t": "b"}}, because={{"s": text, "t": text}}, **common)
number = Number(id="99_99.3", compute=lambda case: 1.0, unit=text, tolerance=0.1, working=text,
                case=lambda rng: {{"table": pool}}, show={{"note": text}}, **common)""",
        'Exercise(choice, 0, "anonymous").show()',
        'Exercise(assign, 0, "anonymous").show()',
        'Exercise(match, 0, "anonymous").show()',
        'Exercise(number, 0, "anonymous").show()',
        "cc.table(pool.reset_index())",
        "cc.learner(bad, group=bad)\ncc.progress_page()",
    )
    book = opened(path)
    book.run("import os")
    return book


def test_choose_one_by_keyboard(made, words):
    page, box = made.page, made.run("Exercise(choice").locator(".cc-box")
    cells = made.cells()
    group = box.get_by_role("radiogroup", name=words["choice"])
    expect(group).to_be_visible()
    radios = group.get_by_role("radio")
    expect(radios).to_have_count(3)
    assert unnamed(box) == []
    assert unguarded(box) == []
    wanted = group.get_by_role("radio", name=re.compile("three"))
    radios.first.focus()
    page.keyboard.press("Space")
    expect(radios.first).to_be_checked()
    for _ in range(3):
        if not wanted.is_checked():
            page.keyboard.press("ArrowDown")
    expect(wanted).to_be_checked()
    assert focused(wanted)
    tab_to(page, button(box, words["check"]))
    page.keyboard.press("Enter")
    expect(verdict(box)).to_contain_text(words["right"])
    assert made.cells() == cells


def test_markup_in_data_stays_text(made, words):
    page = made.page
    page.on("dialog", lambda dialog: pytest.fail(f"a script from the data ran: {dialog.message}"))
    for name in ("assign", "match", "number"):
        box = made.run(f"Exercise({name}").locator(".cc-box")
        for field in box.get_by_role("combobox").all():
            field.select_option(index=1)
        for field in box.get_by_role("textbox").all():
            field.fill("7")
            field.press("Tab")
        button(box, words["check"]).click()
        expect(verdict(box)).to_contain_text(words["wrong"])
        # Between two texts that are both markup the region must have said something else.
        for word, said in (
            ("why", HOSTILE),
            ("hint", words["first hint"]),
            ("solution", words["the answer"]),
        ):
            button(box, words[word]).click()
            expect(verdict(box)).to_contain_text(said)
            expect(verdict(box)).to_contain_text(HOSTILE)
    expect(made.run("cc.table(")).to_contain_text(HOSTILE)
    box = made.run("cc.progress_page()").locator(".cc-box")
    expect(box).to_contain_text(HOSTILE)
    assert page.locator('img[src="x"]').count() == 0


def test_progress_is_saved_and_restored_elsewhere(lab, opened, language, words, tmp_path):
    path = lab.write(
        "progress.ipynb",
        f"""import os
os.environ["CUSTCLASS_PROGRESS"] = "sqlite:///{(tmp_path / "here.sqlite").as_posix()}"
import custclass as cc
cc.language("{language}")
e = cc.exercise("01_01.5")
e.check(e.solution())""",
        "cc.progress_page()",
        f'os.environ["CUSTCLASS_PROGRESS"] = "sqlite:///{(tmp_path / "elsewhere.sqlite").as_posix()}"\n'
        "cc.progress_page()",
        "print(cc.progress().set_index('id').loc['01_01.5', 'state'])",
    )
    book = opened(path)
    book.run("import os")
    here = book.run("cc.progress_page()").locator(".cc-box")
    expect(here).to_contain_text(words["one right"])
    assert unnamed(here) == []
    assert unguarded(here) == []
    with book.page.expect_download() as saved:
        here.get_by_role("link", name=words["save"]).click()
    assert saved.value.suggested_filename == "custclass_progress.json"
    file = tmp_path / "custclass_progress.json"
    saved.value.save_as(file)
    assert [a["state"] for a in json.loads(file.read_text(encoding="utf-8"))["answers"]] == ["right"]

    elsewhere = book.run("elsewhere.sqlite").locator(".cc-box")
    expect(elsewhere).to_contain_text(words["none right"])
    with book.page.expect_file_chooser() as asked:
        elsewhere.get_by_role("button", name=words["restore"]).click()
    asked.value.set_files(file)
    expect(elsewhere).to_contain_text(words["one right"])
    expect(book.run("print(")).to_contain_text("right")
