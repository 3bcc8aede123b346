"""A slider can be moved after the whole lesson has run, to either end, and the picture is drawn."""

from pathlib import Path

import pytest

from tools.knobs import knobs_of

LESSONS = Path(__file__).parents[2] / "lessons"
sources = [
    path for path in sorted(LESSONS.glob("[0-9][0-9]_*.py")) if not path.name.endswith(".exercises.py")
]


@pytest.mark.parametrize("source", sources, ids=lambda path: path.stem)
def test_every_knob_can_be_turned_when_the_lesson_is_over(source, tmp_path, monkeypatch):
    (tmp_path / "my_orders").mkdir()
    monkeypatch.chdir(tmp_path)  # what a lesson writes does not end up in the course
    knobs = knobs_of(source)
    for draw, sliders in knobs:
        for end in (1, 2):
            assert draw(**{name: parts[end] for name, parts in sliders.items()}).png()
    assert knobs or source.stem == "00_01_welcome" or source.stem.startswith("03_09")
