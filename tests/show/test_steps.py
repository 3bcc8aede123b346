"""The bar appears in a reader's notebook after two seconds, and nowhere else."""

import sys
import types

import ipywidgets  # noqa: F401  while IPython is still the real one
import pytest

from custclass.show import steps


@pytest.fixture
def notebook(monkeypatch):
    """A reader's notebook, in which every look at the clock takes a second and a half."""
    shell = type("ZMQInteractiveShell", (), {})()
    shown = []
    clock = iter(range(0, 1000, 3))
    monkeypatch.setitem(sys.modules, "IPython", types.SimpleNamespace(get_ipython=lambda: shell))
    monkeypatch.setitem(sys.modules, "IPython.display", types.SimpleNamespace(display=shown.append))
    monkeypatch.setattr(steps.time, "monotonic", lambda: next(clock) / 2)
    monkeypatch.delenv("CUSTCLASS_LEARNER", raising=False)
    return shown


def test_a_bar_comes_after_two_seconds_counts_and_goes(notebook):
    with steps.Steps(3) as work:
        work.done()
        assert not notebook
        work.done()
        (bar,) = notebook
        assert (bar.value, bar.max, bar.description) == (2, 3, "Working")
        work.done()
        assert bar.value == 3
    assert bar.comm is None  # closed


def test_a_build_shows_none(notebook, monkeypatch):
    monkeypatch.setenv("CUSTCLASS_LEARNER", "course")
    with steps.Steps(2) as work:
        work.done()
        work.done()
    assert not notebook and work.bar is None


def test_outside_a_notebook_there_is_none(notebook, monkeypatch):
    monkeypatch.delitem(sys.modules, "IPython")
    with steps.Steps(2) as work:
        work.done()
        work.done()
    assert not notebook
