"""Who is learning."""

from __future__ import annotations

import getpass
import hashlib
import os
import platform
from dataclasses import dataclass

from custclass.learn import store
from custclass.show.say import CourseError, say


@dataclass(frozen=True)
class Learner:
    """A learner; the seed decides which customers the exercises draw.

    Attributes
    ----------
    name : str
        Empty for the anonymous learner.
    group : str or None
        The workshop or team.
    id : str
        A random id, made when the name is first seen; progress is kept under it.
    seed : int
        0 for the anonymous learner.
    """

    name: str
    group: str | None
    id: str
    seed: int

    def __str__(self) -> str:
        if not self.name:
            return str(say(zh="未署名学员", en="anonymous learner"))
        return f"{self.name} ({self.group})" if self.group else self.name

    __repr__ = __str__


ANONYMOUS = Learner("", None, "anonymous", 0)


def learner(name: str | None = None, group: str | None = None) -> Learner:
    """Say who is learning; it is remembered for the next notebook and the next day.

    Parameters
    ----------
    name : str, optional
        The learner's name; the same name (and group) takes up its own progress again.
        Left out: the anonymous learner.
    group : str, optional
        The workshop or team.

    Returns
    -------
    Learner

    Examples
    --------
    >>> learner().seed
    0
    """
    if not isinstance(name, str | None) or not isinstance(group, str | None):
        raise CourseError(
            say(
                zh='姓名（和小组）要写成文字，例如 cc.learner("小王")。',
                en='Write the name (and the group) as text: cc.learner("Kim").',
            )
        )
    name, group = (name or "").strip(), (group or "").strip() or None
    who = _from_row(store.learner_called(name, group)) if name else ANONYMOUS
    store.set_setting(_here(), who.id)
    return who


def current() -> Learner:
    """Who is learning now: ``CUSTCLASS_LEARNER``, else the one last named on this account, else anonymous.

    Where the store cannot be opened it is the anonymous one: the exercises work, and a check says what is amiss.
    """
    fixed = os.environ.get("CUSTCLASS_LEARNER")
    if fixed:
        return Learner(fixed, None, fixed, _seed(fixed, None))
    try:
        id_ = store.setting(_here())
        row = store.learner_with(id_) if id_ else None
    except CourseError:
        return ANONYMOUS
    return _from_row(row) if row else ANONYMOUS


def _from_row(row: dict) -> Learner:
    return Learner(row["name"], row["group_name"], row["id"], _seed(row["name"], row["group_name"]))


def _seed(name: str, group: str | None) -> int:
    """From the name, not from the random id: restored on another machine, the customers are the same."""
    digest = hashlib.sha256(f"{group or ''}/{name}".encode()).digest()
    return int.from_bytes(digest[:6], "big") + 1


def _here() -> str:
    """The key of the account: several people may share one database."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "?"
    return f"learner of {user}@{platform.node()}"
