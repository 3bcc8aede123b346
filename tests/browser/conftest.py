"""JupyterLab in Chromium, one for each language of the interface."""

import os

import pytest

from tools.browser import find_chromium, launch, running_lab


@pytest.fixture(scope="session")
def browser():
    chromium = find_chromium()
    if chromium is None:
        sentence = "There is no Chromium here: install it (apt-get install chromium) to run the browser tests."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(sentence)
    sync_api = pytest.importorskip("playwright.sync_api") if not os.environ.get("CI") else None
    if sync_api is None:
        import playwright.sync_api as sync_api
    with sync_api.sync_playwright() as playwright:
        running = launch(playwright, chromium)
        yield running
        running.close()


@pytest.fixture(scope="session", params=["zh", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="session")
def running(browser, language, tmp_path_factory):
    with running_lab(language, tmp_path_factory.mktemp(f"lab_{language}")) as lab:
        yield lab


@pytest.fixture
def lab(running):
    yield running
    running.forget()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1300, "height": 1400})
    page = context.new_page()
    page.dialogs = []
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))
    yield page
    context.close()
