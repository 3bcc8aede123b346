"""Draw the pictures of the READMEs into docs/: ``python -m tools.screenshots``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from custclass.learn.exercise import Exercise, questions_of
from custclass.learn.kinds import Assign
from tools.browser import ROOT, Lab, find_chromium, launch, running_lab

NOTEBOOK = "01_01_what_classification_is.ipynb"
WIDTH = 1000
CHECK = {"zh": "检查", "en": "Check"}
WHY = {"zh": "为什么？", "en": "Why?"}
_IDLE = "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"


def main() -> None:
    """Draw a lesson with its chart, and an exercise with a wrong answer and its reason, in both languages."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("There is no Chromium here: install it to draw the pictures.")
    with sync_playwright() as playwright:
        browser = launch(playwright, chromium)
        for language in ("zh", "en"):
            with tempfile.TemporaryDirectory() as folder, running_lab(language, Path(folder)) as lab:
                draw_lesson(browser, lab)
                draw_exercise(browser, lab)
        browser.close()


def draw_lesson(browser: Browser, lab: Lab) -> None:
    """The chart of the lesson's question, with the text around it."""
    page = browser.new_page(viewport={"width": WIDTH, "height": 960})
    book = lab.open(page, f"notebooks/{lab.language}/{NOTEBOOK}")
    page.evaluate("() => jupyterapp.commands.execute('application:toggle-left-area')")
    for text in ("import custclass", 'cc.load("grocery_orders")', "customers = cc.measure_customers"):
        book.run(text)
    chart = book.run("ranked = customers")
    chart.locator("img").wait_for()
    take(page, f"lesson_{lab.language}.png")


def draw_exercise(browser: Browser, lab: Lab) -> None:
    """An exercise in which one customer got a wrong class, with the reason."""
    question = questions_of("01_01")["01_01.5"]
    assert isinstance(question, Assign)
    exercise = Exercise(question, 0, "anonymous")
    labels, right = question.labels(), dict(exercise.solution())
    last = exercise.items.index[-1]
    mistaken = next(code for code in labels if code != right[last])
    page = browser.new_page(viewport={"width": WIDTH, "height": 790})
    book = lab.open(page, f"exercises/{lab.language}/{NOTEBOOK}")
    page.evaluate("() => jupyterapp.commands.execute('application:toggle-left-area')")
    book.run("import custclass")
    box = book.exercise("01_01.5")
    for customer, code in {**right, last: mistaken}.items():
        box.get_by_label(customer, exact=True).select_option(label=labels[code].in_(lab.language))
    for word in (CHECK, WHY):
        box.get_by_role("button", name=word[lab.language], exact=True).click()
    box.locator(".cc-wrong li").nth(2).wait_for()
    take(page, f"exercise_{lab.language}.png")


def take(page: Page, name: str) -> None:
    """Keep what the page shows when the text before the cell that was run last stands at the top."""
    page.wait_for_function(_IDLE)
    page.locator(".jp-Cell.jp-mod-active").evaluate("cell => cell.previousElementSibling.scrollIntoView()")
    page.screenshot(path=ROOT / "docs" / name)
    page.close()


if __name__ == "__main__":
    main()
