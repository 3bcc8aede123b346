"""Where progress is kept: SQLite in the user's data folder, or any database by an SQLAlchemy address."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa
from platformdirs import user_data_dir
from sqlalchemy.schema import CreateTable

from custclass.show.say import CourseError, say

_meta = sa.MetaData()
LEARNERS = sa.Table(
    "learners",
    _meta,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("group_name", sa.String(200)),
)
ANSWERS = sa.Table(
    "answers",
    _meta,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("learner_id", sa.String(32), nullable=False),
    sa.Column("exercise_id", sa.String(20), nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("misconception", sa.String(100)),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("version", sa.String(20), nullable=False),
)
SETTINGS = sa.Table(
    "settings",
    _meta,
    sa.Column("name", sa.String(200), primary_key=True),
    sa.Column("value", sa.String(200), nullable=False),
)


def address() -> str:
    """The SQLAlchemy address of the store: ``CUSTCLASS_PROGRESS``, else a file in the user's data folder."""
    wished = os.environ.get("CUSTCLASS_PROGRESS")
    if wished:
        return wished
    folder = Path(user_data_dir("custclass", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{(folder / 'progress.sqlite').as_posix()}"


@cache
def _engine(where: str) -> sa.Engine:
    engine = sa.create_engine(where, connect_args={"timeout": 30} if where.startswith("sqlite") else {})
    if engine.dialect.name == "sqlite":
        # Write-ahead logging lets a second kernel read while the first one writes, and survives a crash.
        sa.event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA journal_mode=WAL"))
    with engine.begin() as connection:
        for table in _meta.sorted_tables:
            connection.execute(CreateTable(table, if_not_exists=True))
    return engine


@contextmanager
def connected() -> Iterator[sa.Connection]:
    """A transaction in the store.

    Raises
    ------
    CourseError
        If the store cannot be opened, read or written; the sentence names the address without its password.
    """
    where = ""
    try:
        where = address()
        with _engine(where).begin() as connection:
            yield connection
    except (sa.exc.SQLAlchemyError, OSError, ImportError) as error:
        raise CourseError(
            say(
                zh="无法使用学习进度的保存位置{where}：{why}。请检查环境变量 CUSTCLASS_PROGRESS，或文件夹是否可写。",
                en="The place where progress is kept, {where}, cannot be used: {why}. "
                "Look at the variable CUSTCLASS_PROGRESS, or whether the folder can be written.",
            ).format(where=_without_password(where), why=type(error).__name__)
        ) from error


def _without_password(where: str) -> str:
    try:
        return sa.make_url(where).render_as_string(hide_password=True)
    except sa.exc.ArgumentError:
        return "CUSTCLASS_PROGRESS"


def add_answer(
    learner_id: str, exercise_id: str, state: str, misconception: str | None, answer: Any, version: str
) -> None:
    """Keep one answer, at once."""
    row = {
        "id": uuid.uuid4().hex,
        "learner_id": learner_id,
        "exercise_id": exercise_id,
        "at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "state": state,
        "misconception": misconception,
        "answer": json.dumps(answer, ensure_ascii=False, default=str),
        "version": version,
    }
    with connected() as connection:
        connection.execute(sa.insert(ANSWERS).values(row))


def answers_of(learner_id: str, exercise_id: str | None = None) -> pd.DataFrame:
    """Every answer of a learner, oldest first: exercise_id, at (UTC), state, misconception, answer, version, id."""
    query = sa.select(ANSWERS).where(ANSWERS.c.learner_id == learner_id).order_by(ANSWERS.c.at)
    if exercise_id is not None:
        query = query.where(ANSWERS.c.exercise_id == exercise_id)
    with connected() as connection:
        rows = connection.execute(query).mappings().all()
    # As objects: a column of texts would turn None into NaN, which a saved file must not hold.
    return pd.DataFrame([dict(r) for r in rows], columns=[c.name for c in ANSWERS.columns], dtype=object)


def put_answers(rows: list[dict]) -> int:
    """Add answers that are not there yet (known by their id) and return how many were new."""
    with connected() as connection:
        known = set(connection.execute(sa.select(ANSWERS.c.id)).scalars())
        new = [row for row in rows if row["id"] not in known]
        if new:
            connection.execute(sa.insert(ANSWERS), new)
    return len(new)


def learner_with(id: str) -> dict | None:
    """The learner with this id; None if there is none."""
    with connected() as connection:
        row = connection.execute(sa.select(LEARNERS).where(LEARNERS.c.id == id)).mappings().first()
    return dict(row) if row else None


def learner_called(name: str, group: str | None) -> dict:
    """The learner with this name and group, kept under a new random id when first seen."""
    called = sa.select(LEARNERS).where(LEARNERS.c.name == name, LEARNERS.c.group_name == group)
    new = sa.select(sa.literal(uuid.uuid4().hex), sa.literal(name), sa.literal(group, sa.String))
    with connected() as connection:
        # One statement looks and adds: two notebooks that start together must not make two learners.
        connection.execute(
            sa.insert(LEARNERS).from_select(["id", "name", "group_name"], new.where(~called.exists()))
        )
        return dict(connection.execute(called).mappings().one())


def setting(name: str) -> str | None:
    """The value of a setting, or None."""
    with connected() as connection:
        return connection.execute(sa.select(SETTINGS.c.value).where(SETTINGS.c.name == name)).scalar()


def set_setting(name: str, value: str) -> None:
    """Keep a setting."""
    with connected() as connection:
        changed = connection.execute(sa.update(SETTINGS).where(SETTINGS.c.name == name).values(value=value))
        if not changed.rowcount:
            connection.execute(sa.insert(SETTINGS).values(name=name, value=value))
