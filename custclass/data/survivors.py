"""Several records of one person become one, by a stated rule; what disagreed is kept and shown."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, say


@dataclass(frozen=True)
class Survivors:
    """One row per person, and what was decided on the way; made by `survivors`.

    Attributes
    ----------
    kept : DataFrame
        One row per person, with ``records``: how many there were.
    conflicts : DataFrame
        One row per value that lost: the person, ``column``, ``kept``, ``dropped``.
    """

    kept: pd.DataFrame
    conflicts: pd.DataFrame


def survivors(
    records: pd.DataFrame, person: str, newest: str = "updated_on", columns: list[str] | None = None
) -> Survivors:
    """Make one row of all records of a person: in each column the newest value that is filled in survives.

    Of records changed on the same day the one further down in the table counts as newer.

    Parameters
    ----------
    records : DataFrame
        The records, with a column that says whose each is.
    person : str
        That column; no cell of it may be empty.
    newest : str
        The column with the day of the last change; a record without one counts as the oldest.
    columns : list of str, optional
        The columns to be kept. Left out: all.

    Returns
    -------
    Survivors
        As many rows in ``kept`` as there are persons; the ``records`` add up to the rows given.

    Raises
    ------
    CourseError
        If a column is missing, or a record is nobody's.

    Examples
    --------
    >>> records = pd.DataFrame({"customer_id": ["S1", "S1"], "phone": ["154", None], "city": ["杭州", "上海"],
    ...                         "updated_on": pd.to_datetime(["2024-01-01", "2025-01-01"])})
    >>> survivors(records, "customer_id").kept[["phone", "city", "records"]].values.tolist()
    [['154', '上海', 2]]
    """
    lacks_columns(records.columns, [person, newest, *(columns or [])], "records")
    if records[person].isna().any():
        raise CourseError(
            say(
                zh="第 {row} 条记录的 {column} 是空的，不知道是谁的：请先配对，或给它一个自己的编号。",
                en="Record {row} has no {column}, so it is nobody's: match it first, or give it an id of its own.",
            ).format(row=int(records[person].isna().to_numpy().argmax()) + 1, column=person)
        )
    wanted = [c for c in (columns or list(records.columns)) if c not in (person, newest)]
    ordered = records.sort_values(newest, kind="stable", na_position="first")
    groups = ordered.groupby(person, sort=True)
    # "last" takes, column by column, the last value that is not missing.
    kept = groups[[*wanted, newest]].last()
    kept["records"] = groups.size()
    found = []
    for column in wanted:
        pairs = ordered[[person, column]].dropna().drop_duplicates()
        won = pairs[person].map(kept[column])
        lost = pairs[pairs[column] != won]
        found.append(
            pd.DataFrame(
                {
                    person: lost[person],
                    "column": column,
                    "kept": lost[person].map(kept[column]),
                    "dropped": lost[column],
                },
                dtype=object,
            )
        )
    conflicts = pd.concat(found) if found else pd.DataFrame(columns=[person, "column", "kept", "dropped"])
    return Survivors(
        kept.reset_index(), conflicts.sort_values([person, "column"], kind="stable").reset_index(drop=True)
    )
