"""The learner's page: who is learning, what is left to do, saving and restoring; the check of the set-up."""

from __future__ import annotations

import base64
import sys
from html import escape
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import ipywidgets as widgets
import pandas as pd

import custclass
from custclass.learn import store
from custclass.learn.announcer import Announcer
from custclass.learn.learner import current, learner
from custclass.learn.progress import progress, progress_as_json, restore_from_bytes
from custclass.learn.syllabus import lesson_title
from custclass.learn.verdict import RIGHT
from custclass.show.say import CourseError, join, say

_NEEDED = ("jupyterlab", "pandas", "seaborn", "scikit-learn", "ipywidgets", "anywidget", "duckdb")


class ProgressPage(widgets.VBox):
    """Progress per lesson, with a field for the name and buttons to save and restore."""

    def __init__(self) -> None:
        self.report = widgets.HTML()
        self.name = widgets.Text(description=str(say(zh="您的名字", en="Your name")), value=current().name)
        self.take = widgets.Button(description=str(say(zh="以这个名字学习", en="Learn under this name")))
        self.take.on_click(lambda _: self._take_name())
        self.refresh = widgets.Button(description=str(say(zh="刷新", en="Refresh")))
        self.refresh.on_click(lambda _: self.update())
        self.download = widgets.HTML()
        self.upload = widgets.FileUpload(
            accept=".json", description=str(say(zh="恢复进度", en="Restore progress"))
        )
        self.upload.observe(self._restore, names="value")
        self.announcer = Announcer()
        for button in (self.take, self.refresh, self.upload):
            button.layout.width = "auto"
        row = widgets.Layout(flex_flow="row wrap", align_items="center")
        super().__init__(
            [
                widgets.HBox([self.name, self.take, self.refresh], layout=row),
                self.report,
                widgets.HBox([self.download, self.upload], layout=row),
                self.announcer,
            ]
        )
        self.add_class("cc-box")
        self.update()

    def update(self) -> None:
        """Read the store again."""
        self.report.value = progress_html()
        content = base64.b64encode(progress_as_json().encode("utf-8")).decode("ascii")
        label = escape(str(say(zh="保存进度", en="Save progress")))
        self.download.value = (
            f'<a class="jupyter-button widget-button" style="width:auto" download="custclass_progress.json" '
            f'href="data:application/json;base64,{content}">{label}</a>'
        )

    def _take_name(self) -> None:
        who = learner(self.name.value)
        self.update()
        self.announcer.say(say(zh="现在以“{who}”的身份学习。", en="Learning as “{who}” now.").format(who=who))

    def _restore(self, change: Any) -> None:
        if not change["new"]:
            return
        file = change["new"][0]
        try:
            who = restore_from_bytes(bytes(file["content"]), file["name"])
        except CourseError as error:
            self.announcer.say(error.text)
            return
        self.name.value = who.name
        self.update()
        self.announcer.say(
            say(zh="已恢复“{who}”的进度。", en="The progress of “{who}” is restored.").format(who=who)
        )

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        data = super()._repr_mimebundle_(**kwargs)
        data["text/plain"] = repr(self)
        data["text/html"] = progress_html()
        return data

    def __repr__(self) -> str:
        table = progress()
        return str(_LINE.format(who=current(), right=int((table["state"] == RIGHT).sum()), n=len(table)))


_LINE = say(zh="{who}：答对 {right} / {n} 题", en="{who}: {right} of {n} exercises right")


def progress_page() -> ProgressPage:
    """Return the learner's page: name, progress per lesson, what is left, save and restore."""
    return ProgressPage()


def progress_html() -> str:
    """Progress per lesson as HTML, with what is left to do."""
    table, who = progress(), current()
    head = _LINE.format(who=who, right=int((table["state"] == RIGHT).sum()), n=len(table))
    titles = (say(zh="课", en="Lesson"), say(zh="进度", en="Progress"), say(zh="还要做", en="Left to do"))
    cells = "".join(f'<th style="text-align:left">{escape(str(t))}</th>' for t in titles)
    rows = "".join(_lesson_row(stem, rows) for stem, rows in table.groupby("lesson"))
    foot = say(zh="课程版本 {v}", en="Course version {v}").format(v=custclass.__version__)
    return (
        f"<p><strong>{escape(str(head))}</strong></p><table><thead><tr>{cells}</tr></thead>"
        f"<tbody>{rows}</tbody></table><p>{escape(str(foot))}</p>"
    )


def _lesson_row(stem: Any, rows: pd.DataFrame) -> str:
    right = rows["state"] == RIGHT
    left = [id_.partition(".")[2] for id_ in rows.loc[~right, "id"]]
    todo = str(join(left) if left else say(zh="全部完成", en="all done"))
    title = escape(f"{stem[:5]} {lesson_title(stem)}")
    bar = f'<progress max="{len(rows)}" value="{int(right.sum())}" aria-label="{title}"></progress>'
    return (
        f'<tr><td style="text-align:left">{title}</td><td>{bar} {int(right.sum())} / {len(rows)}</td>'
        f'<td style="text-align:left">{escape(todo)}</td></tr>'
    )


def check_setup() -> str:
    """Say in one line a point whether everything the course needs is there.

    Returns
    -------
    str
        Lines that begin with ✔ or ✘; shown as they are in a notebook by ``print``.
    """
    lines = [_python_line(), *map(_package_line, _NEEDED), _tables_line(), _store_line()]
    return "\n".join(lines)


def _python_line() -> str:
    good = sys.version_info >= (3, 11)
    text = say(zh="Python 3.11 或更新", en="Python 3.11 or newer")
    return f"{'✔' if good else '✘'} {text}"


def _package_line(name: str) -> str:
    try:
        version(name)
    except PackageNotFoundError:
        text = say(
            zh="缺少软件包 {name}：请重新运行 make lab",
            en="the package {name} is missing: run make lab once more",
        )
        return f"✘ {text.format(name=name)}"
    return f"✔ {name}"


def _tables_line() -> str:
    from custclass.data.tables import tables

    try:
        return f"✔ {say(zh='{n}张数据表', en='{n} tables of data').format(n=len(tables()))}"
    except (CourseError, OSError) as error:
        return f"✘ {error}"


def _store_line() -> str:
    try:
        store.set_setting("set-up checked", custclass.__version__)
    except CourseError as error:
        return f"✘ {error}"
    return f"✔ {say(zh='学习进度可以保存', en='progress can be kept')}"
