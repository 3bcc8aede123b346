"""Progress in a real PostgreSQL: who learns, what was answered, saved and restored."""

from __future__ import annotations

import sys

import pytest
import sqlalchemy as sa

import custclass as cc
from custclass.learn import store
from custclass.show.say import CourseError
from tests.postgres import new_database

EASY = "01_01.11"


@pytest.fixture
def address(monkeypatch):
    """Progress is kept in an empty PostgreSQL database."""
    where = new_database()
    monkeypatch.setenv("CUSTCLASS_PROGRESS", where)
    return where


def answer(right=True):
    exercise = cc.exercise(EASY)
    return exercise.check(exercise.solution() if right else exercise.misconceptions[0].answer())


def state():
    return cc.progress().set_index("id").loc[EASY]


def test_answers_are_kept_and_found_again(address):
    who = cc.learner("小周", group="杭州班")
    answer(right=False)
    answer()
    assert (state()["state"], state()["tries"]) == ("right", 2)
    store._engine.cache_clear()  # as a second notebook would: another connection
    again = cc.learner("小周", group="杭州班")
    assert again.id == who.id and (state()["state"], state()["tries"]) == ("right", 2)
    cc.learner("小周", group="上海班")
    assert state()["state"] == "not_attempted"
    with sa.create_engine(address).connect() as connection:
        assert connection.scalar(sa.text("SELECT COUNT(*) FROM answers")) == 2
        assert connection.scalar(sa.text("SELECT COUNT(*) FROM learners")) == 2


def test_progress_moves_between_sqlite_and_postgresql(address, tmp_path, monkeypatch):
    cc.learner("Zhou")
    answer(right=False)
    answer()
    file = cc.save_progress(tmp_path / "progress.json")
    monkeypatch.setenv("CUSTCLASS_PROGRESS", f"sqlite:///{(tmp_path / 'other.sqlite').as_posix()}")
    cc.restore_progress(file)
    assert (state()["state"], state()["tries"]) == ("right", 2)
    monkeypatch.setenv("CUSTCLASS_PROGRESS", address)
    cc.restore_progress(file)  # nothing is doubled
    assert (state()["state"], state()["tries"]) == ("right", 2)


def test_settings_are_kept(address):
    store.set_setting("theme", "dark")
    store.set_setting("theme", "light")
    assert store.setting("theme") == "light" and store.setting("none") is None


def test_without_the_driver_there_is_one_sentence(monkeypatch):
    monkeypatch.setenv("CUSTCLASS_PROGRESS", "postgresql+psycopg://zhou:secret@nowhere/course")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CourseError) as said:
        cc.learner("Zhou")
    assert "secret" not in str(said.value) and "\n" not in str(said.value)
