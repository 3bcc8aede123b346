"""JupyterLab in Chromium, one server for each language of the interface."""

import os

import pytest
from playwright.sync_api import sync_playwright

from tools.browser import find_chromium, launch, running_lab


@pytest.fixture(scope="session")
def browser():
    chromium = find_chromium()
    if chromium is None:
        stop = pytest.fail if os.environ.get("CI") else pytest.skip
        stop("There is no Chromium on this machine, so JupyterLab is not driven: install chromium to do so.")
    with sync_playwright() as playwright:
        running = launch(playwright, chromium)
        yield running
        running.close()


@pytest.fixture(scope="session")
def window(browser):
    """One window for all tests: JupyterLab's scripts are read and compiled once."""
    context = browser.new_context(viewport={"width": 1300, "height": 1400})
    yield context
    context.close()


@pytest.fixture(scope="session", params=["zh", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="session")
def lab(browser, language, tmp_path_factory):
    with running_lab(language, tmp_path_factory.mktemp(f"lab_{language}")) as lab:
        yield lab


@pytest.fixture(scope="module")
def opened(window, lab):
    """Open a notebook in a tab of its own; all are closed when the module is through with this language."""
    books = []

    def open_book(path):
        books.append(lab.open(window.new_page(), path))
        return books[-1]

    yield open_book
    for book in books:
        book.end()
        book.page.close()
