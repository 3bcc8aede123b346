"""Exercises that take groups made with code: compared by who is with whom, whatever the groups are called."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from custclass.learn.question import Draw
from custclass.learn.tabular import Table
from custclass.learn.verdict import Finding
from custclass.show.say import say


@dataclass(frozen=True, kw_only=True)
class Partition(Table):
    """Hand in the group of each customer as a Series (or table of one column); the names are free.

    Each group handed in takes the name of the right group with which it shares most customers, so that
    exactly those customers are found wrong who are in other company than they should be.
    """

    def read(self, given: Any, draw: Draw) -> pd.DataFrame:
        read = super().read(given, draw)
        right = self._frame(self.right(draw))
        return read.apply(lambda column: renamed(column, right[column.name]))

    def findings(self, answer: pd.DataFrame, draw: Draw) -> list[Finding]:
        told = say(zh="：分到了别的组里", en=": put with other customers than it belongs with")
        return [
            finding if finding.said is None else replace(finding, told=told)
            for finding in super().findings(answer, draw)
        ]


def renamed(groups: pd.Series, like: pd.Series) -> pd.Series:
    """Give groups the names of the groups that they resemble most; those left over keep a name of their own.

    Parameters
    ----------
    groups, like : Series
        The group of each customer; `like` has all customers of `groups`.

    Returns
    -------
    Series
        The same groups; index kept, missing stays missing.

    Examples
    --------
    >>> like = pd.Series(["large", "large", "small"], index=["X", "Y", "Z"])
    >>> renamed(pd.Series([7, 7, 3], index=["X", "Y", "Z"]), like).tolist()
    ['large', 'large', 'small']
    """
    from scipy.optimize import linear_sum_assignment

    mine, groups_found = pd.factorize(groups)
    theirs, names_found = pd.factorize(like.reindex(groups.index))
    shared = np.zeros((len(groups_found), len(names_found)), dtype=int)
    known = mine >= 0
    np.add.at(shared, (mine[known], theirs[known]), 1)
    rows, columns = linear_sum_assignment(shared, maximize=True)
    names = [f"({group})" for group in groups_found]
    for row, column in zip(rows, columns, strict=True):
        names[row] = names_found[column]
    # Code -1, for a missing group, takes the last.
    return pd.Series(np.array([*names, None], dtype=object)[mine], index=groups.index, name=groups.name)
