import json
import os
import signal
import sqlite3
import subprocess
import sys

import pandas as pd
import pytest

import custclass as cc
from custclass.learn import store
from custclass.learn.exercise import exercises
from custclass.show.say import CourseError

EASY = "01_01.11"


def answer(id_=EASY, right=True):
    exercise = cc.exercise(id_)
    return exercise.check(exercise.solution() if right else exercise.misconceptions[0].answer())


def kept():
    return store.answers_of(cc.learn.learner.current().id)


def state(id_=EASY):
    return cc.progress().set_index("id").loc[id_]


def elsewhere(tmp_path, monkeypatch, name="other"):
    monkeypatch.setenv("CUSTCLASS_PROGRESS", f"sqlite:///{(tmp_path / f'{name}.sqlite').as_posix()}")


# -- what is kept ----------------------------------------------------------------------------------------


def test_a_fresh_store_holds_every_exercise_and_nothing_done():
    table = cc.progress()
    assert list(table.columns) == ["id", "lesson", "concept", "title", "state", "tries", "last"]
    assert list(table["id"]) == list(exercises()["id"])
    assert (
        set(table["state"]) == {"not_attempted"} and table["tries"].sum() == 0 and table["last"].isna().all()
    )


def test_wrong_then_right_then_wrong_stays_right():
    answer(right=False)
    assert (state()["state"], state()["tries"]) == ("wrong", 1)
    answer()
    answer(right=False)
    assert (state()["state"], state()["tries"]) == ("right", 3)
    assert state()["last"].tzinfo is not None


def test_what_is_not_an_answer_is_not_kept():
    exercise = cc.exercise(EASY)
    exercise.check()
    exercise.check(...)
    exercise.check(None)
    exercise.check("?")
    assert kept().empty


def test_reset_keeps_the_history():
    answer()
    cc.exercise(EASY).reset()
    assert (state()["state"], state()["tries"]) == ("not_attempted", 1)
    assert list(cc.exercise(EASY).answers()["state"]) == ["right", "reset"]
    answer(right=False)
    assert (state()["state"], state()["tries"]) == ("wrong", 2)


def test_answers_come_back_as_they_were_given():
    for id_ in exercises()["id"]:
        answer(id_, right=False)
        row = cc.exercise(id_).answers().iloc[-1]
        assert row["state"] == "wrong" and row["misconception"] == cc.exercise(id_).misconceptions[0].name
        json.dumps(row["answer"])


def test_learners_do_not_see_each_other():
    cc.learner("Kim")
    answer()
    cc.learner("小王")
    assert state()["state"] == "not_attempted"
    cc.learner("Kim")
    assert state()["state"] == "right"


# -- nothing is lost ---------------------------------------------------------------------------------------

GO = f"""
import custclass as cc
e = cc.exercise("{EASY}")
print(e.check(e.solution()).state, e.check(0).state, flush=True)
input()
"""


def start(code):
    return subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.skipif(os.name == "nt", reason="no kill -9 on Windows")
def test_a_kernel_that_is_killed_right_after_a_check_loses_nothing():
    kernel = start(GO)
    assert kernel.stdout.readline() == "right wrong\n"
    os.kill(kernel.pid, signal.SIGKILL)
    kernel.wait()
    kernel.stdin.close()
    kernel.stdout.close()
    assert list(kept()["state"]) == ["right", "wrong"]


MANY = """
import sys
from custclass.learn import store
for i in range(25):
    store.add_answer("anonymous", "01_01.1", "wrong", None, [sys.argv[1], i], "0")
"""


def test_processes_that_open_and_write_at_once_lose_nothing():
    writers = [subprocess.Popen([sys.executable, "-c", MANY, str(i)]) for i in range(3)]
    assert [w.wait() for w in writers] == [0, 0, 0]
    rows = kept()
    assert len(rows) == 75 and rows["id"].is_unique
    assert len({tuple(json.loads(a)) for a in rows["answer"]}) == 75


def test_first_opening_by_several_at_once():
    openers = [start("from custclass.learn import store; print(store.setting('x'))") for _ in range(4)]
    assert [o.communicate()[0] for o in openers] == ["None\n"] * 4


NOWHERE = [
    "sqlite:////no/such/folder/p.sqlite",
    "nonsense",
    "nodatabase://x",
    "postgresql://kim:secret@127.0.0.1:1/x",
]


@pytest.mark.parametrize("where", NOWHERE)
@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_a_store_that_cannot_be_opened_does_not_take_the_verdict_away(where, tongue, monkeypatch):
    cc.language(tongue)
    monkeypatch.setenv("CUSTCLASS_PROGRESS", where)
    for right in (True, False):
        verdict = answer(right=right)
        assert verdict.state == ("right" if right else "wrong")
        assert "CUSTCLASS_PROGRESS" in str(verdict) and "secret" not in str(verdict)
    with pytest.raises(CourseError, match="CUSTCLASS_PROGRESS"):
        cc.progress()


def test_a_store_that_breaks_later_does_not_take_the_verdict_away(tmp_path):
    assert "CUSTCLASS_PROGRESS" not in str(answer())
    with sqlite3.connect(tmp_path / "progress.sqlite") as database:
        database.execute("DROP TABLE answers")
    assert answer().state == "right" and "CUSTCLASS_PROGRESS" in str(answer())


def test_a_file_that_is_no_database_is_left_alone(tmp_path, monkeypatch):
    file = tmp_path / "letter.txt"
    file.write_text("Dear diary, " * 100, encoding="utf-8")
    monkeypatch.setenv("CUSTCLASS_PROGRESS", f"sqlite:///{file.as_posix()}")
    assert "CUSTCLASS_PROGRESS" in str(answer())
    assert file.read_text(encoding="utf-8") == "Dear diary, " * 100


def test_any_database_by_its_address(tmp_path, monkeypatch):
    monkeypatch.setenv("CUSTCLASS_PROGRESS", "sqlite+pysqlite:///" + (tmp_path / "进度 1.sqlite").as_posix())
    cc.learner("Kim")
    answer()
    assert state()["state"] == "right" and (tmp_path / "进度 1.sqlite").exists()


def test_without_an_address_progress_is_kept_in_the_users_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("CUSTCLASS_PROGRESS")
    monkeypatch.setattr(store, "user_data_dir", lambda *_, **__: str(tmp_path / "data" / "custclass"))
    answer()
    assert (tmp_path / "data" / "custclass" / "progress.sqlite").exists()


# -- saving and restoring ------------------------------------------------------------------------------------


@pytest.fixture
def saved(tmp_path, monkeypatch):
    """Kim's saved progress; the current store is another one."""
    cc.learner("Kim 小王", group="Hangzhou")
    answer(right=False)
    answer("01_01.1")
    answer("01_01.14")
    cc.exercise("01_01.1").reset()
    path = cc.save_progress(tmp_path / "mine.json")
    elsewhere(tmp_path, monkeypatch)
    return path


def test_saved_progress_is_restored_elsewhere_and_twice_adds_nothing(saved):
    cc.learner("Lee")
    answer()
    for _ in range(2):
        who = cc.restore_progress(saved)
        assert (who.name, who.group) == ("Kim 小王", "Hangzhou") and cc.learn.learner.current() == who
        assert len(kept()) == 4
        assert [state(i)["state"] for i in (EASY, "01_01.1", "01_01.14")] == [
            "wrong",
            "not_attempted",
            "right",
        ]
    cc.learner("Lee")
    assert len(kept()) == 1


def test_restoring_joins_what_was_done_in_both_places(saved):
    cc.learner("Kim 小王", group="Hangzhou")
    answer("01_01.3")
    cc.restore_progress(str(saved))
    assert len(kept()) == 5 and list(kept()["at"]) == sorted(kept()["at"])


def test_the_anonymous_learner_can_save_too(tmp_path, monkeypatch):
    answer()
    path = cc.save_progress(tmp_path / "a.json")
    elsewhere(tmp_path, monkeypatch)
    assert cc.restore_progress(path).id == "anonymous" and state()["state"] == "right"


def test_the_file_is_readable_and_holds_no_more_than_needed(saved):
    content = json.loads(saved.read_text(encoding="utf-8"))
    assert set(content) == {"format", "course_version", "learner", "answers"}
    assert "小王" in saved.read_text(encoding="utf-8")
    assert content["course_version"] == cc.__version__


def changed(change):
    def damage(path):
        content = json.loads(path.read_text(encoding="utf-8"))
        change(content)
        path.write_text(json.dumps(content), encoding="utf-8")

    return damage


DAMAGE = {
    "empty": lambda p: p.write_bytes(b""),
    "half": lambda p: p.write_bytes(p.read_bytes()[:200]),
    "binary": lambda p: p.write_bytes(bytes(range(256)) * 10),
    "other encoding": lambda p: p.write_bytes(p.read_text(encoding="utf-8").encode("utf-16")),
    "a list": lambda p: p.write_text("[1, 2]", encoding="utf-8"),
    "a number": lambda p: p.write_text("5", encoding="utf-8"),
    "deep": lambda p: p.write_text("[" * 100_000, encoding="utf-8"),
    "other format": changed(lambda c: c.update(format="something else")),
    "no learner": changed(lambda c: c.pop("learner")),
    "name is a number": changed(lambda c: c["learner"].update(name=5)),
    "name is missing": changed(lambda c: c["learner"].update(name=None)),
    "group is a list": changed(lambda c: c["learner"].update(group=["a"])),
    "answers are text": changed(lambda c: c.update(answers="abc")),
    "an answer is text": changed(lambda c: c["answers"].append("abc")),
    "an answer lacks a column": changed(lambda c: c["answers"][0].pop("at")),
    "a time that is none": changed(lambda c: c["answers"][-1].update(at="yesterday")),
    "a time without zone": changed(lambda c: c["answers"][-1].update(at="2025-01-01")),
    "an unknown state": changed(lambda c: c["answers"][-1].update(state="perfect")),
    "an answer that is no JSON": changed(lambda c: c["answers"][-1].update(answer="{")),
    "an id that is a number": changed(lambda c: c["answers"][-1].update(id=5)),
}


def test_a_damaged_or_foreign_file_gets_one_sentence_and_changes_nothing(saved):
    cc.learner("Lee")
    answer()
    whole = saved.read_bytes()
    for damage, harm in DAMAGE.items():
        saved.write_bytes(whole)
        harm(saved)
        with pytest.raises(CourseError, match=r"mine\.json") as error:
            cc.restore_progress(saved)
        assert max(len(error.value.text.zh), len(error.value.text.en)) < 200, damage
        assert cc.learn.learner.current().name == "Lee" and len(kept()) == 1, damage
    assert len(cc.progress()) == len(exercises())


def test_an_answer_that_stands_twice_in_the_file_is_taken_once(saved):
    changed(lambda c: c["answers"].append(c["answers"][0]))(saved)
    cc.restore_progress(saved)
    assert len(kept()) == 4


def test_answers_to_exercises_that_are_not_there_do_no_harm(saved):
    def from_a_later_course(content):
        for row in content["answers"]:
            row["exercise_id"] = "77_07.1"

    changed(from_a_later_course)(saved)
    cc.restore_progress(saved)
    assert set(cc.progress()["state"]) == {"not_attempted"}
    assert "0 of" in repr(cc.chapter_summary(1))


def test_files_and_folders_that_are_not_there(tmp_path):
    with pytest.raises(CourseError, match=r"none\.json"):
        cc.restore_progress(tmp_path / "none.json")
    with pytest.raises(CourseError, match="cannot be written"):
        cc.save_progress(tmp_path / "no folder" / "x.json")
    with pytest.raises(CourseError):
        cc.restore_progress(tmp_path)


# -- the summary of a chapter ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("tongue", "lang"), [("zh", "zh-CN"), ("en", "en")])
def test_the_summary_of_a_chapter_is_a_page_to_print(tmp_path, tongue, lang):
    cc.learner("<img src=x onerror=alert(1)>")
    answer()
    answer("01_01.1", right=False)
    cc.language(tongue)
    summary = cc.chapter_summary(1)
    path = summary.save(tmp_path / "summary.html")
    page = path.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and f'lang="{lang}"' in page and 'charset="utf-8"' in page
    assert "break-inside:avoid" in page and "http" not in page
    assert "<img" not in page and "&lt;img" in page
    message = cc.exercise("01_01.1").misconceptions[0].message
    assert str(message) in summary._repr_html_()
    assert "✔" in page and "✘" in page and "○" in page
    assert ("小结" in page) == (tongue == "zh") and ("summary" in page) == (tongue == "en")
    assert "1" in repr(summary)


def test_a_mistake_that_was_made_twice_is_listed_once():
    for _ in range(2):
        answer("01_01.1", right=False)
    message = str(cc.exercise("01_01.1").misconceptions[0].message)
    assert cc.chapter_summary(1)._repr_html_().count(message) == 1


@pytest.mark.parametrize("chapter", [77, -1, "1", None, 1.5])
def test_a_chapter_without_exercises(chapter):
    with pytest.raises(CourseError, match="no exercises in chapter"):
        cc.chapter_summary(chapter)


def test_a_summary_that_cannot_be_written(tmp_path):
    with pytest.raises(CourseError, match="cannot be written"):
        cc.chapter_summary(1).save(tmp_path / "no folder" / "x.html")


def test_the_time_of_the_last_answer_is_that_of_the_answer():
    before = pd.Timestamp.now("UTC").floor("us")
    answer()
    assert before <= state()["last"] <= pd.Timestamp.now("UTC")
