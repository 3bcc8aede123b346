"""Assign tasks to people under limits of hours and deadlines, by mixed-integer programming."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.team.fit import fit_table
from custclass.data.given import as_of_day, lacks_columns
from custclass.show.numbers import number
from custclass.show.say import CourseError, say

GOAL = say(
    zh="目标：分出去的任务的“价值 × 适合程度”之和最大",
    en="maximised: the sum of worth x fit over the tasks that are given out",
)
REASONS = {
    "too_hard": say(zh="产品太难，没有人卖得了", en="the product is too hard for everybody"),
    "too_late": say(
        zh="到期之前，谁也没有足够的工时", en="nobody has so many hours before it is due, even for it alone"
    ),
    "hours": say(zh="工时给了更值得的任务", en="the hours went to tasks that are worth more"),
}
_SLACK = 1e-6  # hours; sums of halves and fifths are not exact


@dataclass(frozen=True)
class Assignment:
    """Who does what, what stays undone and why.

    Parameters
    ----------
    plan : pandas.DataFrame
        One row a task given out: ``task_id``, ``seller``, ``hours``, ``due_on``, ``done_on`` (each works through
        the tasks by deadline), ``worth``, ``fit`` and ``gain`` = worth x fit (yuan).
    unassigned : pandas.DataFrame
        ``task_id``, ``due_on``, ``worth``, ``reason`` (a code of `REASONS`).
    hours : pandas.DataFrame
        By seller: ``used`` and ``available`` in the weeks of the plan.
    gain, greedy_gain : float
        What is maximised, and what the simple way reaches: the best pair of task and person first.
    """

    plan: pd.DataFrame
    unassigned: pd.DataFrame
    hours: pd.DataFrame
    gain: float
    greedy_gain: float

    def __repr__(self) -> str:
        return str(
            say(
                zh="{goal}：{gain}元；逐个挑最好的：{greedy}元；分出{n}项，没有分出{m}项",
                en="{goal}: {gain} yuan; best pair first: {greedy} yuan; {n} tasks given out, {m} not",
            ).format(
                goal=GOAL,
                gain=number(self.gain, 0),
                greedy=number(self.greedy_gain, 0),
                n=len(self.plan),
                m=len(self.unassigned),
            )
        )


def assign_tasks(
    tasks: pd.DataFrame,
    people: pd.DataFrame,
    as_of: Any,
    weeks: int = 2,
    too_hard: float = 0.6,
    most_steps: int = 1,
) -> Assignment:
    """Give each task to one person at most, so that worth x fit is greatest and every task is done in time.

    Parameters
    ----------
    tasks : pandas.DataFrame
        ``task_id``, ``customer_type``, ``difficulty``, ``hours``, ``due_on`` (the last day for it) and ``worth``
        (yuan, such as the expected profit).
    people : pandas.DataFrame
        ``seller``, ``strength``, ``hours_week`` (over five working days, Monday to Friday) and ``fit_...`` as in
        `fit_table`.
    as_of : str or date
        The day of the plan; work starts the next working day. Monday to Friday are working days; holidays are not
        known.
    weeks : int
        How far the plan goes: nobody works on it later.
    too_hard : float
        As in `fit_table`.
    most_steps : int
        Nobody gets a product harder than their strength by more steps than this.

    Returns
    -------
    Assignment
        Never worse than giving out the best pair first. Whoever has more hours of tasks due by a day than hours
        until that day cannot do them all in time; working through tasks by deadline then is enough.

    Raises
    ------
    CourseError
        If a column is not there, a task or a seller stands twice, or hours are not above 0.

    Examples
    --------
    >>> tasks = pd.DataFrame({"task_id": ["a", "b"], "customer_type": "person", "difficulty": 1, "hours": 4.0,
    ...                       "due_on": pd.Timestamp("2026-01-02"), "worth": [900.0, 500.0]})
    >>> people = pd.DataFrame({"seller": ["K1"], "strength": [1], "hours_week": [20], "fit_person": [1.0]})
    >>> done = assign_tasks(tasks, people, "2025-12-31")
    >>> done.plan["task_id"].tolist(), done.unassigned["task_id"].tolist()
    (['a', 'b'], [])
    """
    _check(tasks, people)
    tasks = tasks.reset_index(drop=True)
    day = pd.Timestamp(as_of_day(as_of))
    fits = fit_table(tasks, people, too_hard).to_numpy()
    steps = tasks["difficulty"].to_numpy()[:, None] - people["strength"].to_numpy()[None, :]
    able = (steps <= most_steps) & (fits > 0)
    due = tasks["due_on"].clip(upper=day + pd.Timedelta(weeks=weeks))
    days, deadline = np.unique(_working_days(day, due), return_inverse=True)
    per_day = people["hours_week"].to_numpy(dtype=float) / 5
    hours = tasks["hours"].to_numpy(dtype=float)
    room = days[:, None] * per_day[None, :]  # hours of a person until a deadline
    alone = able & (hours[:, None] <= room[deadline] + _SLACK)
    gains = np.where(alone, tasks["worth"].to_numpy(dtype=float)[:, None] * fits, 0.0)

    simple = _greedy(gains, alone, hours, deadline, room)
    best = max(_solved(gains, alone, hours, deadline, room), simple, key=lambda who: _gain(gains, who))
    given = best >= 0
    who = people["seller"].to_numpy()[best]
    plan = tasks.loc[given, ["task_id", "hours", "due_on", "worth"]].assign(
        seller=who[given], fit=fits[np.flatnonzero(given), best[given]]
    )
    plan["gain"] = plan["worth"] * plan["fit"]
    plan = _dated(plan, day, dict(zip(people["seller"], per_day, strict=True)))
    left = tasks.loc[~given, ["task_id", "due_on", "worth"]]
    why = np.where(~able.any(axis=1), "too_hard", np.where(~alone.any(axis=1), "too_late", "hours"))
    used = plan.groupby("seller")["hours"].sum().reindex(people["seller"], fill_value=0.0)
    last = _working_days(day, pd.Series([day + pd.Timedelta(weeks=weeks)]))[0]
    return Assignment(
        plan=plan,
        unassigned=left.assign(reason=why[~given]).reset_index(drop=True),
        hours=pd.DataFrame({"used": used.to_numpy(), "available": last * per_day}, index=used.index),
        gain=_gain(gains, best),
        greedy_gain=_gain(gains, simple),
    )


def _check(tasks: pd.DataFrame, people: pd.DataFrame) -> None:
    lacks_columns(tasks.columns, ["task_id", "hours", "due_on", "worth", "difficulty"], "tasks")
    lacks_columns(people.columns, ["seller", "strength", "hours_week"], "people")
    for frame, key in ((tasks, "task_id"), (people, "seller")):
        if (twice := frame[key].duplicated()).any():
            raise CourseError(
                say(zh="{one} 出现了两次，只能有一行。", en="{one} stands in two rows; it has one.").format(
                    one=frame.loc[twice, key].iloc[0]
                )
            )
    wrong = tasks.loc[~(tasks["hours"] > 0) | tasks["due_on"].isna() | ~(tasks["worth"] >= 0), "task_id"]
    if len(wrong):
        raise CourseError(
            say(
                zh="任务 {task} 的工时应大于0，价值不为负，并且要有到期日。",
                en="The task {task} must have hours above 0, a worth that is not negative, and a deadline.",
            ).format(task=wrong.iloc[0])
        )


def _working_days(day: pd.Timestamp, until: pd.Series) -> np.ndarray:
    """Count the working days after `day` up to each day of `until`, itself included; 0 if it has passed."""
    start = (day + pd.Timedelta(days=1)).to_datetime64().astype("datetime64[D]")
    ends = (until.dt.normalize() + pd.Timedelta(days=1)).to_numpy().astype("datetime64[D]")
    return np.clip(np.busday_count(start, np.maximum(ends, start)), 0, None)


def _gain(gains: np.ndarray, who: np.ndarray) -> float:
    given = np.flatnonzero(who >= 0)
    return float(gains[given, who[given]].sum())


def _greedy(
    gains: np.ndarray, alone: np.ndarray, hours: np.ndarray, deadline: np.ndarray, room: np.ndarray
) -> np.ndarray:
    """Give out the best pair first, as long as the person can still do everything in time."""
    who = np.full(len(hours), -1)
    load = np.zeros_like(room)  # hours given to a person that are due by a deadline
    order = np.argsort(-gains, axis=None, kind="stable")
    for task, person in zip(*np.unravel_index(order, gains.shape), strict=True):
        later = slice(deadline[task], None)
        fits = (load[later, person] + hours[task] <= room[later, person] + _SLACK).all()
        if who[task] < 0 and alone[task, person] and fits:
            who[task] = person
            load[later, person] += hours[task]
    return who


def _solved(
    gains: np.ndarray, alone: np.ndarray, hours: np.ndarray, deadline: np.ndarray, room: np.ndarray
) -> np.ndarray:
    """Return the person of each task (-1: none) that makes the sum of gains greatest."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, vstack

    task, person = np.nonzero(alone)
    n, (deadlines, persons) = len(task), room.shape
    if n == 0:
        return np.full(len(hours), -1)
    pairs = np.arange(n)
    once = csr_array((np.ones(n), (task, pairs)), shape=(len(hours), n))
    limits = [
        csr_array(
            (np.where(deadline[task] <= d, hours[task], 0.0), (person, pairs)), shape=(persons, n)
        )
        for d in range(deadlines)
    ]  # fmt: skip
    upper = np.concatenate([np.ones(len(hours)), *room])
    found = milp(
        -gains[task, person],
        constraints=LinearConstraint(vstack([once, *limits]), ub=upper),
        integrality=np.ones(n),
        bounds=Bounds(0, 1),
    )
    who = np.full(len(hours), -1)
    chosen = np.flatnonzero(found.x > 0.5)
    who[task[chosen]] = person[chosen]
    return who


def _dated(plan: pd.DataFrame, day: pd.Timestamp, per_day: dict[str, float]) -> pd.DataFrame:
    """Let everybody work through their tasks by deadline, and say on which day each is done."""
    plan = plan.sort_values(["seller", "due_on", "task_id"], ignore_index=True)
    needed = plan.groupby("seller")["hours"].cumsum() / plan["seller"].map(per_day)
    days = np.ceil(needed.to_numpy(dtype=float) - _SLACK).astype(int)
    # Counting back from the first working day after `day`: it is the first one.
    start = np.datetime64(day.date())
    plan["done_on"] = pd.to_datetime(np.busday_offset(start, days, roll="backward"))
    return plan[["task_id", "seller", "hours", "due_on", "done_on", "worth", "fit", "gain"]]
