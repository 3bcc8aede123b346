"""Exercises with options: choose one, choose several."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from custclass.learn.question import Draw, Misconception, Question
from custclass.learn.reading import codes_by_name, folded
from custclass.learn.verdict import Finding, Unreadable
from custclass.show.say import Text, join, say


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """What choosing one and choosing several share: options in drawn order, lettered a, b, c ….

    An answer is the letter, the option's code, or its text in either language. ``facts`` is the table
    of figures that the question is about, taken from the case.
    """

    options: dict[str, Text]
    because: dict[str, Text]

    def _draw(self, rng: np.random.Generator) -> Draw:
        draw = super()._draw(rng)
        codes = [str(code) for code in rng.permutation(list(self.options))]
        texts = [self._option(code, draw.case) for code in codes]
        letters = pd.Index(list(string.ascii_lowercase[: len(codes)]), name="option")
        items = pd.DataFrame({"text": pd.Series(texts, dtype=object).to_numpy()}, index=letters)
        return Draw(items, draw.case, dict(zip(letters, codes, strict=True)))

    def _option(self, code: str, case: dict[str, Any]) -> Text:
        return _filled(self.options[code], case)

    def letter(self, code: str, draw: Draw) -> str:
        """The letter under which an option stands in this draw."""
        return next(letter for letter, found in draw.codes.items() if found == code)

    def read_option(self, given: Any, draw: Draw) -> str:
        """The code of one option; raises `Unreadable`."""
        if isinstance(given, str | Text):
            names = (
                codes_by_name(dict(zip(draw.codes.values(), draw.items["text"], strict=True))) | draw.codes
            )
            code = names.get(folded(given))
            if code is not None:
                return code
        raise Unreadable(self.expected(draw))

    def reason(self, code: str, draw: Draw) -> Text:
        """Why an option is right or wrong."""
        return _filled(self.because[code], draw.case)

    def worked(self, draw: Draw) -> list[Text]:
        right = self.right_read(draw)
        codes = right if isinstance(right, frozenset) else {right}
        return [
            say(zh="{letter}. {text}：{why}", en="{letter}. {text}: {why}").format(
                letter=letter, text=draw.items.loc[letter, "text"], why=self.reason(code, draw)
            )
            for letter, code in draw.codes.items()
            if code in codes
        ]


def _filled(text: Text, case: dict[str, Any]) -> Text:
    plain = {k: v for k, v in case.items() if not isinstance(v, pd.DataFrame | pd.Series)}
    return text.format(**plain) if plain else text


@dataclass(frozen=True, kw_only=True)
class ChooseOne(Choice):
    """Choose the one right option.

    Parameters
    ----------
    options : dict of str to Text
        Code to option; drawn in changing order.
    because : dict of str to Text
        Code to the reason why it is right or wrong, for every option.
    answer : str or callable
        The right option's code, or a function of the case that returns it.
    """

    answer: str | Callable[[dict], str]
    kind: ClassVar[str] = "choose_one"

    def expected(self, draw: Draw) -> Text:
        return say(
            zh="请交一个选项的字母：{letters}，例如 'a'。",
            en="Hand in the letter of one option: {letters}; for example 'a'.",
        ).format(letters=join(draw.items.index))

    def work_out(self, draw: Draw) -> str:
        return self.letter(self.answer(draw.case) if callable(self.answer) else self.answer, draw)

    def work_out_wrong(self, misconception: Misconception, draw: Draw) -> str:
        return self.letter(super().work_out_wrong(misconception, draw), draw)

    def read(self, given: Any, draw: Draw) -> str:
        return self.read_option(given, draw)

    def findings(self, answer: str, draw: Draw) -> list[Finding]:
        if answer == self.right_read(draw):
            return []
        letter = self.letter(answer, draw)
        return [Finding(letter, draw.items.loc[letter, "text"], self.reason(answer, draw))]

    def summary(self, findings: list[Finding], draw: Draw) -> Text:
        return say(zh="这个选项不对。", en="This option is not the right one.")


@dataclass(frozen=True, kw_only=True)
class Several(Choice):
    """Choose every right option.

    Parameters
    ----------
    options, because : dict of str to Text
        As for `ChooseOne`.
    answer : set of str or callable
        The right options' codes, or a function of the case that returns them.
    """

    answer: frozenset[str] | set[str] | Callable[[dict], set[str]]
    kind: ClassVar[str] = "several"

    def expected(self, draw: Draw) -> Text:
        return say(
            zh="请交一个集合，写出所有正确选项的字母，例如 {{'a', 'c'}}。",
            en="Hand in a set with the letters of all right options, such as {{'a', 'c'}}.",
        ).format()

    def work_out(self, draw: Draw) -> set[str]:
        codes = self.answer(draw.case) if callable(self.answer) else self.answer
        return {self.letter(code, draw) for code in codes}

    def work_out_wrong(self, misconception: Misconception, draw: Draw) -> set[str]:
        return {self.letter(code, draw) for code in super().work_out_wrong(misconception, draw)}

    def read(self, given: Any, draw: Draw) -> frozenset[str]:
        if not isinstance(given, set | frozenset | list | tuple | pd.Index | pd.Series | np.ndarray):
            raise Unreadable(self.expected(draw))
        codes = [self.read_option(option, draw) for option in given]
        if len(set(codes)) < len(codes):
            raise Unreadable(
                say(zh="有的选项写了两次，每个只写一次。", en="An option stands twice: name each once.")
            )
        return frozenset(codes)

    def findings(self, answer: frozenset[str], draw: Draw) -> list[Finding]:
        right = self.right_read(draw)
        chosen = say(zh="：您选了，但不该选", en=": you chose it and should not have")
        left_out = say(zh="：您没有选，但应该选", en=": you left it out and should have chosen it")
        return [
            Finding(
                str(letter),
                None,
                self.reason(code, draw),
                draw.items.loc[letter, "text"],
                chosen if code in answer else left_out,
                late=code not in answer,
            )
            for letter, code in sorted(draw.codes.items(), key=lambda pair: pair[1] not in answer)
            if (code in answer) != (code in right)
        ]

    def explains(self, wrong: frozenset[str], answer: frozenset[str], draw: Draw) -> bool:
        right = self.right_read(draw)
        extra, lacking = wrong - right, right - wrong
        # What was ticked says more than what was not: that may have been overlooked.
        if extra:
            shows = 2 * len(extra & answer) >= len(extra)
        else:
            shows = 2 * len(lacking - answer) > len(lacking)
        return shows and all((code in answer) == (code in wrong) for code in answer ^ right)

    def summary(self, findings: list[Finding], draw: Draw) -> Text:
        lacking = sum(finding.late for finding in findings)
        return say(
            zh="{total}个选项中有{n}个判断错了：多选{more}个，漏选{lacking}个。",
            en="Judged wrongly: {n} of {total} options. Chosen in error: {more}; left out: {lacking}.",
        ).format(total=len(draw.items), n=len(findings), more=len(findings) - lacking, lacking=lacking)
