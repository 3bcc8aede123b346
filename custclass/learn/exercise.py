"""An exercise as the learner holds it: its items, its check, its hints, its answers so far."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

import custclass
from custclass.learn import bank, store
from custclass.learn.learner import current
from custclass.learn.question import Draw, Misconception, Question
from custclass.learn.verdict import NOT_ATTEMPTED, RIGHT, UNREADABLE, WRONG, Finding, Unreadable, Verdict
from custclass.show.say import CourseError, Text, say

RESET = "reset"  # kept beside the answers: what came before it does not count any more


@dataclass(frozen=True)
class DrawnMisconception:
    """A usual mistake in the learner's own draw: its name, its wrong answer, what is said of it."""

    name: str
    message: Text
    _question: Question
    _declared: Misconception
    _draw: Draw

    def answer(self) -> Any:
        """The wrong answer to which it leads, ready to hand to `check`."""
        return deepcopy(self._question.wrong(self._declared, self._draw))


class Exercise:
    """One exercise, drawn for one learner. Get it from `custclass.exercise`.

    Attributes
    ----------
    items : DataFrame
        What is asked about: customers, situations, options, thresholds or the table to work on.
    """

    def __init__(self, question: Question, seed: int, learner_id: str):
        self.question = question
        self.learner_id = learner_id
        self._draw = question.draw(seed)
        self._wrong_checks = 0
        self._hints_given = 0

    @property
    def id(self) -> str:
        """Such as ``"01_01.2"``."""
        return self.question.id

    @property
    def kind(self) -> str:
        """assign, match, choose_one, several, number, thresholds or table."""
        return self.question.kind

    @property
    def title(self) -> Text:
        """The heading."""
        return self.question.title

    @property
    def prompt(self) -> Text:
        """The task, with the figures of this draw."""
        return self.question.prompt_for(self._draw)

    @property
    def items(self) -> pd.DataFrame:
        """What is asked about (a copy)."""
        return self._draw.items.copy()

    @property
    def case(self) -> dict[str, Any]:
        """The figures of this draw."""
        return self._draw.case

    @property
    def drawn(self) -> Draw:
        """Items and figures together, as the question's own methods take them."""
        return self._draw

    @property
    def misconceptions(self) -> list[DrawnMisconception]:
        """The usual mistakes, each with ``name``, ``answer()`` and ``message``."""
        return [
            DrawnMisconception(m.name, m.message, self.question, m, self._draw)
            for m in self.question.misconceptions
        ]

    def show(self) -> None:
        """Show the task and, where there is one, the widget to answer it with."""
        from custclass.learn.view import show

        show(self)

    def check(self, answer: Any = ...) -> Verdict:
        """Judge an answer by its meaning and keep it.

        Parameters
        ----------
        answer : object
            By kind: assign, match: dict or Series id -> class; choose_one: the option; several: a set or
            list; number: a number; thresholds: dict name -> number; table: DataFrame or Series.

        Returns
        -------
        Verdict
            Never raises: what cannot be read has the state ``"unreadable"``.
        """
        if answer is ...:
            return Verdict(NOT_ATTEMPTED, self.question.expected(self._draw))
        try:
            read = self.question.read(answer, self._draw)
            findings = self.question.findings(read, self._draw)
            kept = _as_json(read)
        except Unreadable as unreadable:
            return Verdict(UNREADABLE, unreadable.text)
        except Exception:
            # Whatever a stranger's object does while it is read, the learner gets a sentence.
            return Verdict(UNREADABLE, self.question.expected(self._draw))
        return self._kept(self._judged(read, findings), kept)

    def hint(self) -> Text:
        """The next hint, from a nudge to nearly the answer."""
        hints = self.question.hints
        self._hints_given += 1
        if self._hints_given > len(hints):
            return say(
                zh="提示已经全部给出。实在想不出，可以用 e.solution() 看答案。",
                en="There are no more hints. e.solution() gives the answer.",
            )
        return say(zh="提示{i}/{n}：{hint}", en="Hint {i} of {n}: {hint}").format(
            i=self._hints_given, n=len(hints), hint=hints[self._hints_given - 1]
        )

    def solution(self) -> Any:
        """The right answer itself, ready to hand to `check`."""
        return deepcopy(self.question.right(self._draw))

    def reset(self) -> None:
        """Start afresh; the old answers stay to be seen in `answers`."""
        self._wrong_checks = 0
        self._hints_given = 0
        store.add_answer(self.learner_id, self.id, RESET, None, None, custclass.__version__)

    def answers(self) -> pd.DataFrame:
        """The answers so far, oldest first: at (UTC), state, misconception, answer."""
        rows = store.answers_of(self.learner_id, self.id)
        rows["answer"] = [json.loads(a) for a in rows["answer"]]
        return rows[["at", "state", "misconception", "answer"]]

    def _judged(self, read: Any, findings: list[Finding]) -> Verdict:
        if not findings:
            self._wrong_checks = 0
            return Verdict(RIGHT, self.question.after)
        self._wrong_checks += 1
        cause = self.question.cause(read, self._draw)
        return Verdict(
            WRONG,
            self.question.summary(findings, self._draw),
            tuple(findings),
            cause.name if cause else None,
            cause.message if cause else None,
            step=min(self._wrong_checks, 2),
        )

    def _kept(self, verdict: Verdict, answer: Any) -> Verdict:
        """Keep the answer; where that fails the verdict stands and says so."""
        try:
            store.add_answer(
                self.learner_id,
                self.id,
                verdict.state,
                verdict.misconception,
                answer,
                custclass.__version__,
            )
        except CourseError as error:
            return replace(verdict, note=error.text)
        return verdict

    def __repr__(self) -> str:
        return f"{self.id} {self.title}"


def _as_json(read: Any) -> Any:
    if isinstance(read, pd.DataFrame):
        return json.loads(read.reset_index().to_json(orient="records", date_format="iso", force_ascii=False))
    if isinstance(read, frozenset):
        return sorted(read)
    return read.item() if isinstance(read, np.generic) else read


@cache
def _stems() -> dict[str, str]:
    """Lesson prefix to the lesson's stem, from the names of the bank modules."""
    names = [m.name for m in pkgutil.iter_modules(bank.__path__) if re.match(r"l\d\d_\d\d_", m.name)]
    return {name[1:6]: name[1:] for name in sorted(names)}


@cache
def questions_of(prefix: str) -> dict[str, Question]:
    """The questions of one lesson (``"01_01"``), by id."""
    module = importlib.import_module(f"custclass.learn.bank.l{_stems()[prefix]}")
    return {question.id: question for question in module.EXERCISES}


def exercise(id: str) -> Exercise:
    """Return an exercise, drawn for the current learner.

    Parameters
    ----------
    id : str
        Such as ``"01_01.2"``; `exercises` lists them.

    Raises
    ------
    CourseError
        If there is no such exercise.
    """
    prefix = str(id).partition(".")[0]
    question = questions_of(prefix).get(id) if prefix in _stems() else None
    if question is None:
        raise CourseError(
            say(
                zh="没有编号为“{id}”的练习。cc.exercises() 会列出全部练习。",
                en="There is no exercise “{id}”. cc.exercises() lists them all.",
            ).format(id=id)
        )
    who = current()
    return Exercise(question, who.seed, who.id)


def exercises() -> pd.DataFrame:
    """List the exercises.

    Returns
    -------
    DataFrame
        id, lesson, kind, concept (a string such as ``"2.10"``), title in the current language.
    """
    rows = [
        (q.id, _stems()[prefix], q.kind, q.concept, str(q.title))
        for prefix in _stems()
        for q in questions_of(prefix).values()
    ]
    return pd.DataFrame(rows, columns=["id", "lesson", "kind", "concept", "title"])
