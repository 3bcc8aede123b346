"""Notebooks that are run by ``pytest --nbval`` get the environment in which they were built."""

import os
import tempfile
from pathlib import Path

import pytest
from nbval.plugin import IPyNbCell

from tools.execute import course_environment

_stores = pytest.StashKey[tempfile.TemporaryDirectory]()


def pytest_configure(config):
    config.stash[_stores] = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    # Doctests and tests keep their progress here and not in the store of whoever runs them.
    os.environ["CUSTCLASS_PROGRESS"] = f"sqlite:///{Path(config.stash[_stores].name, 'tests.sqlite').as_posix()}"


def pytest_unconfigure(config):
    config.stash[_stores].cleanup()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item):
    if not isinstance(item, IPyNbCell):
        return (yield)
    # The kernel starts in the set-up of a notebook's first cell and inherits this environment;
    # one progress store for each notebook, as in the build.
    notebook = item.path.relative_to(item.config.rootpath)
    store = Path(item.config.stash[_stores].name, "-".join(notebook.with_suffix(".sqlite").parts))
    before = dict(os.environ)
    environment = course_environment(store)
    os.environ.clear()
    os.environ.update(environment)
    try:
        return (yield)
    finally:
        os.environ.clear()
        os.environ.update(before)
