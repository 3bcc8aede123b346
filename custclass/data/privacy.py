"""Customer data that leave the house: ids nobody can trace, and counts that give nobody away."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from custclass.data.cells import cell_text
from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, say

SHORTEST_KEY = 16
LETTERS = 12  # of base 32: 60 bits, so that even a million ids meet by chance once in two million tries


def pseudonymise(ids: Iterable, key: str, prefix: str = "P") -> pd.Series:
    """Replace customer ids by pseudonyms that only the holder of the key can make again.

    Parameters
    ----------
    ids : Series, Index or list
        The ids. The same id gets the same pseudonym in every table, whether it is text or a number.
    key : str
        At least 16 characters, kept apart from the data. Another key gives other pseudonyms.
    prefix : str
        What every pseudonym starts with.

    Returns
    -------
    Series
        Texts such as ``P-7QK2M4ZJ5XWA`` (HMAC-SHA256), with the index and name of `ids`; a missing id stays missing.

    Raises
    ------
    CourseError
        If the key is too short, or two ids got one pseudonym (take another key then).

    Examples
    --------
    >>> ids = pd.Series(["S0001", "S0002", "S0001"], name="customer_id")
    >>> hidden = pseudonymise(ids, key="keep this one in the safe")
    >>> hidden[0] == hidden[2], hidden[0] == hidden[1], len(hidden[0])
    (True, False, 14)
    """
    if not isinstance(key, str) or len(key) < SHORTEST_KEY:
        raise CourseError(
            say(
                zh="密钥太短：至少要{n}个字符，并与数据分开保管。",
                en="The key is too short: it needs at least {n} characters, kept apart from the data.",
            ).format(n=SHORTEST_KEY)
        )
    given = ids if isinstance(ids, pd.Series) else pd.Series(ids)
    texts = pd.Series([cell_text(value) for value in given], index=given.index, name=given.name, dtype="str")
    names = {text: f"{prefix}-{_keyed(text, key)}" for text in texts.dropna().unique()}
    if len(set(names.values())) < len(names):
        raise CourseError(
            say(
                zh="有两个编号得到了同一个假名：请换一个密钥。",
                en="Two ids got the same pseudonym: take another key.",
            )
        )
    return texts.map(names).astype("str")


def _keyed(text: str, key: str) -> str:
    digest = hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest)[:LETTERS].decode()


@dataclass(frozen=True)
class SmallGroups:
    """What `suppress_small_groups` lets out.

    Attributes
    ----------
    counts : DataFrame
        Customers per group with the totals in the last row (and column); suppressed cells are missing.
    reasons : DataFrame
        For the same cells ``"small"``, ``"complementary"``, or ``""`` for a published one.
    """

    counts: pd.DataFrame
    reasons: pd.DataFrame


def suppress_small_groups(table: pd.DataFrame, groups: str | list[str], minimum: int = 5) -> SmallGroups:
    """Count customers per group and hide the counts that are too small to publish.

    A group with 1 to ``minimum - 1`` customers is hidden. So that nobody gets it back by taking the published counts
    from the total, further cells are hidden (complementary ones, the smallest that serve; a total only where nothing
    else helps) until

    - the hidden cells of each row and column are two or more and together hold at least `minimum` customers, and
    - no hidden count follows from the published ones and from knowing that it is at least 1.

    Groups without customers are published as 0. Publish ``.counts``; ``.reasons`` is for the house.

    Parameters
    ----------
    table : DataFrame
        One row a customer.
    groups : str or list of str
        One or two columns to group by; an empty cell is a group of its own.
    minimum : int
        The smallest number of customers that may be published.

    Returns
    -------
    SmallGroups
        ``.counts`` and ``.reasons``.

    Raises
    ------
    CourseError
        If a column is missing, there are not one or two of them, or `minimum` is no whole number above 1.

    Examples
    --------
    >>> table = pd.DataFrame({"city": ["A"] * 9 + ["B"] * 7 + ["C"] * 2})
    >>> out = suppress_small_groups(table, "city", minimum=5)
    >>> out.counts["customers"].fillna(-1).tolist()
    [9, -1, -1, 18]
    >>> out.reasons["customers"].tolist()
    ['', 'complementary', 'small', '']
    """
    columns = [groups] if isinstance(groups, str) else list(groups)
    one_or_two = len(columns) in (1, 2) and len(set(columns)) == len(columns)
    if not one_or_two or isinstance(minimum, bool) or not isinstance(minimum, int) or minimum < 2:
        raise CourseError(
            say(
                zh="groups 应为一列或两列（不重复），minimum 应为不小于2的整数；"
                "得到的是 groups={groups}，minimum={minimum}。",
                en="groups must be one or two different columns and minimum a whole number from 2; "
                "found groups={groups}, minimum={minimum}.",
            ).format(groups=columns, minimum=minimum)
        )
    lacks_columns(table.columns, columns, "table")
    counted = _count(table, columns)
    values = counted.to_numpy().ravel()
    lines = _lines(*counted.shape)
    small = (values > 0) & (values < minimum)
    hidden = _complete(values, small.copy(), lines, minimum)
    while (given_away := _recomputable(values, hidden, lines)) is not None:
        near = [line for line in lines if given_away in line]
        hidden[_one_more(values, hidden, near, minimum, otherwise=lines)] = True
        hidden = _complete(values, hidden, lines, minimum)
    shape = counted.shape
    reasons = np.where(small, "small", np.where(hidden, "complementary", "")).reshape(shape)
    return SmallGroups(
        counted.astype("Int64").mask(hidden.reshape(shape)),
        pd.DataFrame(reasons, index=counted.index, columns=counted.columns),
    )


def _count(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Count rows per group, totals last."""
    keys = [table[c].astype("str").fillna(str(say(zh="（未填）", en="(empty)"))) for c in columns]
    total = str(say(zh="合计", en="total"))
    if len(keys) == 1:
        counted = keys[0].value_counts().sort_index().to_frame("customers")
    else:
        counted = pd.crosstab(keys[0], keys[1])
        counted = pd.concat([counted, counted.sum(axis=1).rename(total)], axis=1)
    sums = counted.sum().to_frame(total).T.rename_axis(columns[0])
    return pd.concat([counted, sums]).astype("int64")


def _lines(rows: int, columns: int) -> list[np.ndarray]:
    """Return every row and column as places in the flat table; the last place is the sum of the others."""
    places = np.arange(rows * columns).reshape(rows, columns)
    return [*places.T, *(places if columns > 1 else [])]


def _complete(values: np.ndarray, hidden: np.ndarray, lines: list[np.ndarray], minimum: int) -> np.ndarray:
    """Hide more until no line has a single hidden cell, or hidden cells that together are a small group."""
    changed = True
    while changed:
        changed = False
        for line in lines:
            parts, total = line[:-1], line[-1]
            together = values[parts][hidden[parts]].sum()
            if hidden[line].sum() == 1 or (hidden[parts].any() and not hidden[total] and together < minimum):
                hidden[_one_more(values, hidden, [line], minimum)] = True
                changed = True
    return hidden


def _one_more(
    values: np.ndarray,
    hidden: np.ndarray,
    lines: list[np.ndarray],
    minimum: int,
    otherwise: Sequence[np.ndarray] = (),
) -> int:
    """Choose the next cell to hide: the smallest that is no small group, a total only at the end."""
    open_ones = [
        (rank == len(line) - 1, values[place], place)
        for line in lines
        for rank, place in enumerate(line)
        if not hidden[place] and values[place] >= minimum
    ]
    return min(open_ones)[2] if open_ones else _one_more(values, hidden, list(otherwise), minimum)


def _recomputable(values: np.ndarray, hidden: np.ndarray, lines: list[np.ndarray]) -> int | None:
    """Return a hidden cell whose count follows from the published ones, or None.

    A reader knows that hidden cells are at least 1 and that rows and columns add up. For such a table the bounds of
    linear programming are whole numbers, so they are the reader's.
    """
    from scipy.optimize import linprog

    places = np.flatnonzero(hidden)
    sums = np.zeros((len(lines), len(values)))
    for row, line in enumerate(lines):
        sums[row, line[:-1]], sums[row, line[-1]] = 1, -1
    fixed = -sums[:, ~hidden] @ values[~hidden]
    top = int(values.sum()) + 1  # more than any cell needs to move
    unsure = np.ones(len(places), dtype=bool)
    draw = np.random.default_rng(0)
    while unsure.any():
        # Another table that fits makes every cell safe in which it differs: first many at once, then one by one.
        first = int(np.argmax(unsure))
        alone = (np.arange(len(places)) == first).astype(float)
        still = unsure
        for aim in (np.where(unsure, draw.normal(size=len(places)), 0), alone, -alone):
            other = linprog(aim, A_eq=sums[:, places], b_eq=fixed, bounds=(1, top)).x
            unsure = unsure & (np.abs(other - values[places]) < 0.5)
            if (unsure != still).any():
                break
        else:
            return int(places[first])
    return None
