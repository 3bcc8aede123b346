"""Exercises that give each item a label: assign classes to customers, match classes with actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from custclass.learn.question import Draw, Misconception, Question
from custclass.learn.reading import read_labels
from custclass.learn.verdict import Finding
from custclass.show.say import Text, say


@dataclass(frozen=True, kw_only=True)
class Labelled(Question):
    """What assigning and matching share: an answer is a dict from item to code."""

    def labels(self) -> Mapping[str, Text]:
        """The labels to choose from: code to text."""
        raise NotImplementedError

    def reason(self, item: str, draw: Draw) -> Text:
        """Why the right label of an item is right."""
        raise NotImplementedError

    def expected(self, draw: Draw) -> Text:
        first, label = draw.items.index[0], next(iter(self.labels().values()))
        return say(
            zh="请交一个字典（或 Series），每个编号对应一个答案，例如 {{'{first}': '{label}', …}}。",
            en="Hand in a dict (or Series) with one answer per id, such as {{'{first}': '{label}', …}}.",
        ).format(first=first, label=label)

    def read(self, given: Any, draw: Draw) -> dict[str, str]:
        return read_labels(given, draw.items.index, self.labels(), self.expected(draw))

    def findings(self, answer: dict[str, str], draw: Draw) -> list[Finding]:
        right = self.right_read(draw)
        labels = self.labels()
        found = []
        for item in draw.items.index:
            said = answer.get(item)
            if said == right.get(item):
                continue
            figures = self.item_figures(item, draw)
            word = labels[said] if said is not None else None
            found.append(
                Finding(item, word, self.reason(item, draw) + self.why_not(item, said, draw), figures)
            )
        return found

    def why_not(self, item: str, said: str | None, draw: Draw) -> Text:
        """Which rule of the label given the item does not meet, where that can be said."""
        return Text(zh="", en="")

    def item_figures(self, item: str, draw: Draw) -> Text:
        """The figures of one item in words."""
        return self.figures(self.row(item, draw))

    def explains(self, wrong: dict[str, str], answer: dict[str, str], draw: Draw) -> bool:
        right = self.right_read(draw)
        faults = [item for item, said in answer.items() if said != right.get(item)]
        return bool(faults) and all(answer[item] == wrong.get(item) for item in faults)

    def summary(self, findings: list[Finding], draw: Draw) -> Text:
        open_ = sum(f.said is None for f in findings)
        text = say(zh="{total}项中有{n}项不对", en="Wrong: {n} of {total}").format(
            total=len(draw.items), n=len(findings)
        )
        if open_:
            text += say(zh="（其中{n}项未作答）", en=" ({n} of them not answered)").format(n=open_)
        return text + say(zh="。", en=".")


@dataclass(frozen=True, kw_only=True)
class Assign(Labelled):
    """Assign a class to each of a few customers.

    Parameters
    ----------
    pool : callable
        Returns the table to draw from, indexed by customer id, with every measure of the scheme.
    scheme : Scheme
        Computes the right answers and their reasons; they are stored nowhere.
    n : int
        Customers per draw. Every class of the pool occurs when `n` allows it.
    """

    pool: Callable[[], pd.DataFrame]
    scheme: Any
    n: int = 6
    kind: ClassVar[str] = "assign"

    def labels(self) -> Mapping[str, Text]:
        return self.scheme.labels

    def work_out(self, draw: Draw) -> pd.Series:
        return self._answers_of_pool["right"].loc[draw.items.index].rename("class")

    def work_out_wrong(self, misconception: Misconception, draw: Draw) -> Any:
        return self._answers_of_pool[misconception.name].loc[draw.items.index]

    def reason(self, item: str, draw: Draw) -> Text:
        return self.scheme.explain(self.row(item, draw))

    def worked(self, draw: Draw) -> list[Text]:
        return [
            say(zh="{item}：{why}", en="{item}: {why}").format(item=item, why=self.reason(item, draw))
            for item in draw.items.index
        ]

    def why_not(self, item: str, said: str | None, draw: Draw) -> Text:
        if said is None:
            return Text(zh="", en="")
        row = self.row(item, draw)
        label, rule = self.scheme.labels[said], self.scheme.unmet(said, row)
        if rule is None:
            return say(
                zh="“{label}”的条件也符合，但规则从上往下看，先符合的先算。",
                en=" The rule of “{label}” fits as well, but rules are read from the top: the first that fits counts.",
            ).format(label=label)
        return say(
            zh="不是“{label}”，因为那要求{rule}。", en=" It is not “{label}”, which needs: {rule}."
        ).format(label=label, rule=rule)

    @cached_property
    def _answers_of_pool(self) -> pd.DataFrame:
        """Every answer for every customer there is: rules look at one row, so a draw only has to look them up."""
        pool = self.pool()
        answers = {"right": self.scheme.classify(pool)}
        answers |= {m.name: pd.Series(_classified(m.wrong, pool)) for m in self.misconceptions}
        return pd.DataFrame({k: v.reindex(pool.index).fillna("") for k, v in answers.items()})

    def _tells_mistakes_apart(self, draw: Draw) -> bool:
        """Row by row, the answers are those of the pool: nothing needs to be classified again."""
        answers = self._answers_of_pool.loc[draw.items.index]
        return not any((answers[a] == answers[b]).all() for a, b in combinations(answers.columns, 2))

    def _draw(self, rng: np.random.Generator) -> Draw:
        """Draw a witness for every two answers that must differ, then one of each class, then any."""
        answers = self._answers_of_pool
        chosen: list[int] = []
        for one, other in combinations(answers.columns, 2):
            differ = np.flatnonzero(answers[one].to_numpy() != answers[other].to_numpy())
            if len(differ) and not np.isin(differ, chosen).any():
                chosen.append(int(rng.choice(differ)))
        right = answers["right"].to_numpy()
        for code in self.scheme.codes:
            of_class = np.flatnonzero(right == code)
            if len(chosen) < self.n and len(of_class) and not np.isin(of_class, chosen).any():
                chosen.append(int(rng.choice(of_class)))
        others = np.setdiff1d(np.arange(len(answers)), chosen)
        fill = rng.choice(others, size=max(0, min(self.n - len(chosen), len(others))), replace=False)
        order = rng.permutation([*chosen, *fill])
        return Draw(self.pool().iloc[order])


def _classified(rule: Any, items: pd.DataFrame) -> Any:
    return rule.classify(items) if hasattr(rule, "classify") else rule(items)


@dataclass(frozen=True, kw_only=True)
class Match(Labelled):
    """Match each situation with an action (or a class with a treatment).

    Parameters
    ----------
    situations : dict of str to Text
        Code to situation; `n` of them are drawn.
    actions : dict of str to Text
        Code to action: what may be chosen.
    pairs : dict of str to str
        Situation to action: the right answers.
    because : dict of str to Text
        Situation to the reason of its action.
    n : int, optional
        Situations per draw; all of them when left out.

    Notes
    -----
    The items are numbered "1", "2", ... in the order drawn. A misconception's wrong answer is a dict of the
    situations (by code) that it gets wrong; the others keep their right action.
    """

    situations: dict[str, Text]
    actions: dict[str, Text]
    pairs: dict[str, str]
    because: dict[str, Text]
    n: int | None = None
    kind: ClassVar[str] = "match"

    def labels(self) -> Mapping[str, Text]:
        return self.actions

    def work_out(self, draw: Draw) -> dict[str, str]:
        return {item: self.pairs[code] for item, code in draw.codes.items()}

    def work_out_wrong(self, misconception: Misconception, draw: Draw) -> dict[str, str]:
        changed = {**self.pairs, **misconception.wrong}
        return {item: changed[code] for item, code in draw.codes.items()}

    def reason(self, item: str, draw: Draw) -> Text:
        return self.because[draw.codes[item]]

    def item_figures(self, item: str, draw: Draw) -> Text:
        return draw.items.loc[item, "situation"]

    def worked(self, draw: Draw) -> list[Text]:
        return [
            say(zh="{item}. {situation} → {label}：{why}", en="{item}. {situation} → {label}: {why}").format(
                item=item,
                situation=self.item_figures(item, draw),
                label=self.actions[code],
                why=self.reason(item, draw),
            )
            for item, code in self.right_read(draw).items()
        ]

    def _draw(self, rng: np.random.Generator) -> Draw:
        codes = [str(code) for code in rng.permutation(list(self.situations))[: self.n]]
        situations = pd.Series([self.situations[code] for code in codes], dtype=object)
        numbers = pd.Index([str(number) for number in range(1, len(codes) + 1)], name="item")
        items = pd.DataFrame({"situation": situations}).set_index(numbers)
        return Draw(items, codes=dict(zip(numbers, codes, strict=True)))
