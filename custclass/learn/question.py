"""What an exercise declares: its texts, how a case is drawn, the right answer and the usual mistakes.

The kinds stand in the modules beside this one. A kind reads an answer, compares it and says what is
wrong; it draws nothing on the screen and stores nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from custclass.learn.verdict import Finding
from custclass.show.say import CourseError, Text, say

TRIES = 200  # draws before a question is given up as one that cannot tell its mistakes apart


@dataclass(frozen=True)
class Misconception:
    """A usual mistake, and the wrong answer to which it leads.

    Parameters
    ----------
    name : str
        Its name, an English identifier such as ``"recency_read_backwards"``.
    message : Text
        What went wrong and what to look at, said to the learner.
    wrong : object
        The wrong answer, or a function of the case (or, where classes are assigned, of the items;
        a `Scheme` will do there) that computes it.
    """

    name: str
    message: Text
    wrong: Any


@dataclass
class Draw:
    """What one learner is shown: the items, and the figures of the case."""

    items: pd.DataFrame
    case: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict, repr=False)  # item to code, where items have codes
    memo: dict[str, Any] = field(default_factory=dict, repr=False)  # answers already worked out


@dataclass(frozen=True, kw_only=True)
class Question:
    """What all kinds of exercise have in common.

    Parameters
    ----------
    id : str
        ``"01_01.2"``: the second exercise of lesson 01_01.
    concept : str
        Its one main concept, such as ``"1.03"``.
    title, prompt : Text
        The prompt may hold ``{name}`` fields, filled from the case.
    hints : tuple of Text
        From a nudge to nearly the answer.
    misconceptions : tuple of Misconception
        Each leads to an answer of its own in every draw.
    after : Text, optional
        What to take along, said with a right answer.
    case : callable, optional
        ``case(rng) -> dict``: the figures of this draw. Its entry ``"table"``, a DataFrame, becomes the
        items that are shown.
    show : dict of str to Text, optional
        Columns of the items that are shown, with their headings (units in them); all when left out.
    values : dict, optional
        For coded columns: ``{column: {code: Text}}``.
    """

    id: str
    concept: str
    title: Text
    prompt: Text
    hints: tuple[Text, ...]
    misconceptions: tuple[Misconception, ...]
    after: Text = say(zh="", en="")
    case: Callable[[np.random.Generator], dict[str, Any]] | None = None
    show: dict[str, Text] | None = None
    values: dict[str, dict[str, Text]] = field(default_factory=dict)

    kind: ClassVar[str]

    # -- what a kind says ---------------------------------------------------------------------------

    def expected(self, draw: Draw) -> Text:
        """What `check` takes, with an example: said when an answer cannot be read."""
        raise NotImplementedError

    def work_out(self, draw: Draw) -> Any:
        """Work out the right answer, ready to hand to `check`."""
        raise NotImplementedError

    def work_out_wrong(self, misconception: Misconception, draw: Draw) -> Any:
        """Work out the wrong answer to which a misconception leads."""
        return misconception.wrong(draw.case) if callable(misconception.wrong) else misconception.wrong

    def read(self, given: Any, draw: Draw) -> Any:
        """The answer in its plain form; raises `Unreadable`."""
        raise NotImplementedError

    def same(self, one: Any, other: Any) -> bool:
        """Whether two answers, as `read` gave them, mean the same."""
        return one == other

    def findings(self, answer: Any, draw: Draw) -> list[Finding]:
        """Every wrong item of an answer that was read; empty when it is right."""
        raise NotImplementedError

    def explains(self, wrong: Any, answer: Any, draw: Draw) -> bool:
        """Whether a misconception has every fault of this answer, and the answer enough of its faults."""
        return False

    def worked(self, draw: Draw) -> list[Text]:
        """The right answer in words, item by item, each with its reason."""
        raise NotImplementedError

    def summary(self, findings: list[Finding], draw: Draw) -> Text:
        """How many are wrong."""
        return say(zh="", en="")

    # -- what all kinds do --------------------------------------------------------------------------

    def draw(self, seed: int) -> Draw:
        """Draw the case of a learner: the same seed always gives the same case.

        Raises
        ------
        CourseError
            If the usual mistakes cannot be told apart in any of many draws.
        """
        rng = np.random.default_rng([seed, zlib.crc32(self.id.encode())])
        for _ in range(TRIES):
            draw = self._draw(rng)
            if self._tells_mistakes_apart(draw):
                return draw
        raise CourseError(
            say(
                zh="练习{id}抽不出能区分各种常见错误的题目，请检查它的错误定义。",
                en="Exercise {id} finds no draw in which its usual mistakes differ: look at its misconceptions.",
            ).format(id=self.id)
        )

    def right(self, draw: Draw) -> Any:
        """The right answer, ready to hand to `check`; worked out once a draw."""
        if "right" not in draw.memo:
            draw.memo["right"] = self.work_out(draw)
        return draw.memo["right"]

    def wrong(self, misconception: Misconception, draw: Draw) -> Any:
        """The wrong answer to which a misconception leads; worked out once a draw."""
        key = f"wrong {misconception.name}"
        if key not in draw.memo:
            draw.memo[key] = self.work_out_wrong(misconception, draw)
        return draw.memo[key]

    def right_read(self, draw: Draw) -> Any:
        """The right answer as `read` gives it."""
        if "right read" not in draw.memo:
            draw.memo["right read"] = self.read(self.right(draw), draw)
        return draw.memo["right read"]

    def wrong_read(self, misconception: Misconception, draw: Draw) -> Any:
        """The wrong answer of a misconception as `read` gives it."""
        key = f"wrong read {misconception.name}"
        if key not in draw.memo:
            draw.memo[key] = self.read(self.wrong(misconception, draw), draw)
        return draw.memo[key]

    def cause(self, answer: Any, draw: Draw) -> Misconception | None:
        """The misconception that accounts for a wrong answer: the one nearest to it, if one does."""
        wrong = [(m, self.wrong_read(m, draw)) for m in self.misconceptions]
        for misconception, theirs in wrong:
            if self.same(answer, theirs):
                return misconception
        partial = [(len(self.findings(w, draw)), m) for m, w in wrong if self.explains(w, answer, draw)]
        return min(partial, key=lambda pair: pair[0])[1] if partial else None

    def prompt_for(self, draw: Draw) -> Text:
        """The prompt with the figures of the case filled in."""
        plain = {k: v for k, v in draw.case.items() if not isinstance(v, pd.DataFrame | pd.Series)}
        return self.prompt.format(**plain) if plain else self.prompt

    def row(self, item: str, draw: Draw) -> dict[str, Any]:
        """One item with all its columns; plain dicts, for a verdict reads every row of 200."""
        if "rows" not in draw.memo:
            draw.memo["rows"] = draw.items.to_dict("index")
        return draw.memo["rows"][item]

    def figures(self, row: Mapping[str, Any]) -> Text:
        """The shown figures of one item in words."""
        parts = [
            say(zh="{label}：{value}", en="{label}: {value}").format(
                label=label, value=self.cell(column, row[column])
            )
            for column, label in self.columns(row).items()
        ]
        return Text(zh="，".join(p.zh for p in parts), en=", ".join(p.en for p in parts))

    def columns(self, available: Iterable[str]) -> dict[str, Text]:
        """The columns that are shown, with their headings."""
        return self.show if self.show is not None else {c: say(zh=str(c), en=str(c)) for c in available}

    def cell(self, column: str, value: Any) -> Text:
        """One cell as the learner reads it."""
        if isinstance(value, Text):
            return value
        if value in self.values.get(column, {}):
            return self.values[column][value]
        return plain(value)

    def _draw(self, rng: np.random.Generator) -> Draw:
        case = self.case(rng) if self.case is not None else {}
        return Draw(case.get("table", pd.DataFrame()), case)

    def _tells_mistakes_apart(self, draw: Draw) -> bool:
        read = [self.right_read(draw), *(self.wrong_read(m, draw) for m in self.misconceptions)]
        return not any(self.same(a, b) for a, b in combinations(read, 2))


def plain(value: Any) -> Text:
    """A value as plain text: dates without time of day, thousands separated, missing as a dash."""
    if isinstance(value, Text):
        return value
    if pd.api.types.is_scalar(value) and pd.isna(value):
        text = "—"
    elif isinstance(value, bool | np.bool_):
        return say(zh="是", en="yes") if value else say(zh="否", en="no")
    elif isinstance(value, int | float | np.integer | np.floating) and abs(float(value)) >= 1e15:
        text = f"{value:.3g}"  # nobody counts that many digits
    elif isinstance(value, int | np.integer):
        text = f"{value:,}".replace("-", "−")
    elif isinstance(value, float | np.floating):
        text = (f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}").replace("-", "−")
    elif isinstance(value, pd.Timestamp) and value == value.normalize():
        text = value.date().isoformat()
    else:
        text = str(value)
    return say(zh=text, en=text)
