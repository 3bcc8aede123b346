"""What a learner has done: the table, saving and restoring it, the summary of a chapter."""

from __future__ import annotations

import json
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

import custclass
from custclass.data.written import write_text
from custclass.learn import store
from custclass.learn.exercise import RESET, exercises, questions_of
from custclass.learn.learner import Learner, current, learner
from custclass.learn.syllabus import chapter_title, concept_names, lesson_title
from custclass.learn.verdict import NOT_ATTEMPTED, RIGHT, WRONG
from custclass.show.say import CourseError, Text, language, say

_FORMAT = "custclass progress 1"


def progress() -> pd.DataFrame:
    """Return what the current learner has done.

    Returns
    -------
    DataFrame
        One row an exercise: id, lesson, concept, title, state ("right", "wrong" or "not_attempted"),
        tries, last (time of the last answer, UTC, null without one).
    """
    table = exercises().drop(columns="kind")
    done = store.answers_of(current().id)
    states = {id_: _state(rows) for id_, rows in done.groupby("exercise_id")}
    table["state"] = [states.get(id_, NOT_ATTEMPTED) for id_ in table["id"]]
    tries = done[done["state"] != RESET].groupby("exercise_id")
    table["tries"] = table["id"].map(tries.size()).fillna(0).astype(int)
    table["last"] = pd.to_datetime(table["id"].map(tries["at"].max()), utc=True)
    return table


def _state(rows: pd.DataFrame) -> str:
    """Right once is right, until the exercise is reset."""
    states = list(rows["state"])
    since_reset = states[len(states) - states[::-1].index(RESET) :] if RESET in states else states
    if RIGHT in since_reset:
        return RIGHT
    return WRONG if since_reset else NOT_ATTEMPTED


def progress_as_json() -> str:
    """The current learner's progress as the text of a file."""
    who = current()
    content = {
        "format": _FORMAT,
        "course_version": custclass.__version__,
        "learner": {"id": who.id, "name": who.name, "group": who.group},
        "answers": store.answers_of(who.id).drop(columns="learner_id").to_dict("records"),
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def save_progress(path: str | Path) -> Path:
    """Save the current learner's progress to a file, to be restored on another machine.

    Parameters
    ----------
    path : str or Path
        The file to write, such as ``"my_progress.json"``.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    CourseError
        If it cannot be written.
    """
    return write_text(path, progress_as_json())


def restore_progress(path: str | Path) -> Learner:
    """Take up progress that was saved; nothing that is there already is lost or doubled.

    Parameters
    ----------
    path : str or Path
        A file written by `save_progress` or by the button of the progress page.

    Returns
    -------
    Learner
        Who is learning from now on: the learner of the file.

    Raises
    ------
    CourseError
        If the file is not there or is not a progress file.
    """
    path = Path(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CourseError(
            say(
                zh="找不到进度文件“{path}”：请检查文件名和文件夹。",
                en="There is no progress file “{path}”: look at its name and folder.",
            ).format(path=path)
        ) from error
    return restore_from_bytes(content, path.name)


def restore_from_bytes(content: bytes, name: str) -> Learner:
    """Take up progress from the content of a saved file called `name`; see `restore_progress`."""
    try:
        saved = json.loads(content.decode("utf-8"))
        if saved["format"] != _FORMAT:
            raise ValueError(saved["format"])
        person, group = saved["learner"]["name"], saved["learner"]["group"]
        if not isinstance(person, str) or not isinstance(group, str | None):
            raise TypeError(person, group)
        rows = {answer["id"]: _row(answer) for answer in saved["answers"]}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CourseError(
            say(
                zh="“{name}”不是本课程的进度文件，进度没有改动。请选择用“保存进度”得到的 .json 文件。",
                en="“{name}” is not a progress file of this course; nothing was changed. "
                "Choose a .json file made with “Save progress”.",
            ).format(name=name)
        ) from error
    who = learner(person, group)
    store.put_answers([{**row, "learner_id": who.id} for row in rows.values()])
    return who


def _row(answer: dict[str, Any]) -> dict[str, Any]:
    """One saved answer with exactly the columns of the store; raises when one is missing or not what it was."""
    row = {c.name: answer[c.name] for c in store.ANSWERS.columns if c.name != "learner_id"}
    if not all(isinstance(v, str) or (v is None and k == "misconception") for k, v in row.items()):
        raise TypeError(row)
    if row["state"] not in (RIGHT, WRONG, RESET) or datetime.fromisoformat(row["at"]).tzinfo is None:
        raise ValueError(row)
    json.loads(row["answer"])
    return row


class ChapterSummary:
    """The summary of a chapter as a page; `save` writes it as a file that can be printed."""

    def __init__(self, chapter: int, who: Learner, table: pd.DataFrame, met: dict[str, list[Text]]):
        self.chapter = chapter
        self.who = who
        self.table = table
        self._met = met

    def _repr_html_(self) -> str:
        head = say(zh="{title}：小结", en="{title}: summary").format(title=chapter_title(self.chapter))
        line = say(
            zh="学员：{who}　答对 {right} / {n} 题　课程版本 {version}",
            en="Learner: {who} · {right} of {n} exercises right · course version {version}",
        ).format(
            who=self.who,
            right=int((self.table["state"] == RIGHT).sum()),
            n=len(self.table),
            version=custclass.__version__,
        )
        lessons = "".join(self._lesson(stem, rows) for stem, rows in self.table.groupby("lesson"))
        return f"<h2>{escape(str(head))}</h2><p>{escape(str(line))}</p>{lessons}"

    def _lesson(self, stem: str, rows: pd.DataFrame) -> str:
        titles = (
            say(zh="练习", en="Exercise"),
            say(zh="知识点", en="Concept"),
            say(zh="结果", en="Result"),
            say(zh="次数", en="Tries"),
        )
        head = "".join(f'<th style="text-align:left">{escape(str(t))}</th>' for t in titles)
        names = concept_names()
        body = ""
        for row in rows.itertuples():
            cells = (f"{row.id} {row.title}", names[row.concept], _RESULTS[row.state], row.tries)
            body += (
                "<tr>"
                + "".join(f'<td style="text-align:left">{escape(str(c))}</td>' for c in cells)
                + "</tr>"
            )
        met = self._met.get(stem, [])
        look_again = ""
        if met:
            title = say(zh="值得再看一遍：", en="Worth another look:")
            items = "".join(f"<li>{escape(str(message))}</li>" for message in met)
            look_again = f"<p>{escape(str(title))}</p><ul>{items}</ul>"
        return (
            f"<h3>{escape(str(lesson_title(stem)))}</h3>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{look_again}"
        )

    def __repr__(self) -> str:
        right = int((self.table["state"] == RIGHT).sum())
        return str(
            say(zh="第{c}章：答对 {r} / {n} 题", en="Chapter {c}: {r} of {n} exercises right").format(
                c=self.chapter, r=right, n=len(self.table)
            )
        )

    def save(self, path: str | Path) -> Path:
        """Write the summary as a page of its own, ready to print, and return its path."""
        style = (
            "body{font-family:'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif;max-width:50rem;"
            "margin:2rem auto;line-height:1.5}td,th{padding:.2rem .8rem;border-bottom:1px solid #ccc}"
            "tr{break-inside:avoid}"
        )
        lang = "zh-CN" if language() == "zh" else "en"
        return write_text(
            path,
            f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{escape(repr(self))}</title>'
            f"<style>{style}</style><body>{self._repr_html_()}</body></html>",
        )


_RESULTS = {
    RIGHT: say(zh="✔ 正确", en="✔ right"),
    WRONG: say(zh="✘ 还不对", en="✘ not right yet"),
    NOT_ATTEMPTED: say(zh="○ 未作答", en="○ not attempted"),
}


def chapter_summary(chapter: int) -> ChapterSummary:
    """Return the summary of a chapter: what is right, what is left, which mistakes are worth another look.

    Parameters
    ----------
    chapter : int
        Its number, such as 1.

    Returns
    -------
    ChapterSummary
        Shown as a page in a notebook; ``.save("summary.html")`` makes a page to print.

    Raises
    ------
    CourseError
        If the chapter has no exercises.
    """
    table = progress()
    table = table[table["lesson"].str.startswith(f"{chapter:02d}_" if isinstance(chapter, int) else "?")]
    if table.empty:
        raise CourseError(
            say(zh="没有第{c}章的练习。", en="There are no exercises in chapter {c}.").format(c=chapter)
        )
    answers = store.answers_of(current().id)
    kept = set(zip(answers["exercise_id"], answers["misconception"], strict=True))
    met: dict[str, list[Text]] = {}
    for id_, lesson in zip(table["id"], table["lesson"], strict=True):
        for misconception in questions_of(lesson[:5])[id_].misconceptions:
            if (id_, misconception.name) in kept:
                told = say(zh="{id} {message}", en="{id} {message}").format(
                    id=id_, message=misconception.message
                )
                met.setdefault(lesson, []).append(told)
    return ChapterSummary(chapter, current(), table, met)
