import multiprocessing

import pytest

import custclass as cc
from custclass.learn import learner as module
from custclass.show.say import CourseError


def test_nobody_named_is_anonymous_with_seed_0():
    who = cc.learner()
    assert (who.name, who.seed, who.id) == ("", 0, "anonymous")
    assert module.current() == who == cc.learner("  ")
    assert str(who) == "anonymous learner"
    cc.language("zh")
    assert str(who) == "未署名学员"


def test_a_name_is_remembered_and_keeps_its_id():
    kim = cc.learner("Kim")
    assert module.current() == kim
    cc.learner("小王")
    assert cc.learner(" Kim ") == kim
    assert kim.id not in ("Kim", cc.learner("小王").id)


def test_a_group_makes_another_learner():
    alone, grouped = cc.learner("Kim"), cc.learner("Kim", group="Hangzhou")
    assert alone.id != grouped.id and alone.seed != grouped.seed
    assert cc.learner("Kim", group="") == alone == cc.learner("Kim", group="  ")
    assert str(grouped) == "Kim (Hangzhou)"


def test_the_seed_comes_from_the_name_alone(tmp_path, monkeypatch):
    here = cc.learner("Kim", "A")
    monkeypatch.setenv("CUSTCLASS_PROGRESS", f"sqlite:///{(tmp_path / 'other.sqlite').as_posix()}")
    there = cc.learner("Kim", "A")
    assert here.seed == there.seed and here.id != there.id


def test_seeds_of_many_names_differ_and_fit_an_integer():
    seeds = {module._seed(f"learner {i}", None) for i in range(5000)}
    assert len(seeds) == 5000 and 0 not in seeds and max(seeds) < 2**53


def test_neighbours_mostly_get_other_customers():
    drawn = set()
    for i in range(20):
        cc.learner(f"neighbour {i}")
        drawn.add(tuple(cc.exercise("01_01.5").items.index))
    assert len(drawn) > 15
    cc.learner("neighbour 3")
    assert tuple(cc.exercise("01_01.5").items.index) in drawn


def test_the_environment_fixes_the_learner(monkeypatch):
    cc.learner("Kim")
    monkeypatch.setenv("CUSTCLASS_LEARNER", "course")
    assert module.current().name == module.current().id == "course"
    assert module.current().seed == module._seed("course", None)
    exercise = cc.exercise("01_01.1")
    exercise.check(exercise.solution())
    assert (cc.progress()["state"] == "right").sum() == 1
    monkeypatch.delenv("CUSTCLASS_LEARNER")
    assert (cc.progress()["state"] == "right").sum() == 0


@pytest.mark.parametrize("name", [5, ["Kim"], b"Kim", True])
def test_a_name_that_is_no_text(name):
    with pytest.raises(CourseError, match="as text"):
        cc.learner(name)
    with pytest.raises(CourseError, match="as text"):
        cc.learner("Kim", group=name)


def test_any_text_is_a_name():
    for name in ("<img src=x onerror=alert(1)>", "'; DROP TABLE learners; --", "喆堃镕", "🐼" * 150):
        assert cc.learner(name).name == name
        assert module.current().name == name


def _name_kim(_):
    return cc.learner("Kim").id


def test_the_same_name_from_several_notebooks_at_once_is_one_learner():
    # Fresh processes: each opens the store for the first time, all together.
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        ids = pool.map(_name_kim, range(8), chunksize=2)
    assert len(set(ids)) == 1


def test_a_store_that_cannot_be_opened_still_lets_one_learn(tmp_path, monkeypatch):
    monkeypatch.setenv("CUSTCLASS_PROGRESS", f"sqlite:///{(tmp_path / 'no folder' / 'p.sqlite').as_posix()}")
    assert module.current() is module.ANONYMOUS
    with pytest.raises(CourseError, match="CUSTCLASS_PROGRESS"):
        cc.learner("Kim")
