"""Service tickets: in order of class and promise, and how long customers waited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from custclass.act.crm.database import Database
from custclass.act.treatments.service import complaint_queue
from custclass.data.given import lacks_columns

#: Hours within which a ticket is promised to be solved, by class; the first is served first. "others" is for all
#: classes not named and for numbers that belong to nobody known.
PROMISES: dict[str, float] = {"key": 24, "regular": 72, "others": 120}

# The class of the customer as it was known before the ticket was opened.
_TICKETS = """
SELECT t.*, c."class" AS "class"
FROM tickets AS t
LEFT JOIN classes AS c
  ON c.customer_id = t.customer_id
 AND c.as_of = (SELECT MAX(as_of) FROM classes AS k WHERE k.customer_id = t.customer_id AND k.as_of < t.opened)
WHERE t.opened >= :since AND t.opened <= :now
ORDER BY t.ticket_id
"""


def tickets(db: Database, now: Any, since: Any = "1900-01-01") -> pd.DataFrame:
    """Return the tickets opened up to `now`, with the class that was known before each was opened.

    Parameters
    ----------
    db : Database
        The CRM.
    now, since : str or datetime
        The moments between which they were opened. What happened after `now` is not known yet: the columns
        ``first_answered`` and ``solved`` are empty then.

    Returns
    -------
    DataFrame
        The columns of the table ``tickets`` and ``class``; null: nobody known, or no class yet.

    Examples
    --------
    >>> from custclass.act.crm.database import create
    >>> db = create()
    >>> db.fill(tickets=pd.DataFrame({"ticket_id": ["W1"], "opened": ["2025-12-31 09:00"]}))
    >>> tickets(db, "2025-12-31 18:00")["ticket_id"].tolist(), len(tickets(db, "2025-12-31 08:00"))
    (['W1'], 0)
    """
    moment = pd.Timestamp(now)
    # As moments, also at midnight: a day would be compared as a shorter text in SQLite.
    table = db.query(_TICKETS, now=moment.to_pydatetime(), since=pd.Timestamp(since).to_pydatetime())
    for column in ("first_answered", "solved"):
        table[column] = table[column].where(table[column] <= moment)
    return table


def ticket_queue(db: Database, now: Any, promises: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Put the tickets not yet solved into the order in which they are worked on.

    The one whose time is up first comes first; of equal ones the class that is named first.

    Parameters
    ----------
    db : Database
        The CRM.
    now : str or datetime
        The moment.
    promises : mapping, optional
        Class -> hours in which a ticket is to be solved, with a line ``"others"``. Left out: `PROMISES`.

    Returns
    -------
    DataFrame
        ``ticket_id``, ``customer_id``, ``class``, ``kind``, ``opened``, ``due``, ``hours_left`` (negative: too
        late), ``overdue``.

    Raises
    ------
    CourseError
        If `promises` has no line "others".

    Examples
    --------
    >>> from custclass.act.crm.database import create
    >>> db = create()
    >>> db.fill(tickets=pd.DataFrame({"ticket_id": ["W1"], "opened": ["2025-12-31 09:00"]}))
    >>> ticket_queue(db, "2025-12-31 18:00")["hours_left"].tolist()
    [111.0]
    """
    promises = _checked(promises)
    table = tickets(db, now)
    table = table[table["solved"].isna()].rename(columns={"opened": "received"})
    table["service_level"] = _level(table["class"], promises)
    queue = complaint_queue(table, now, promises).rename(columns={"received": "opened"})
    return queue[["ticket_id", "customer_id", "class", "kind", "opened", "due", "hours_left", "overdue"]]


def response_times(
    db: Database, now: Any, since: Any = "1900-01-01", promises: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Say by class how long customers waited and how often the promise was kept.

    Parameters
    ----------
    db, now, promises
        As in `ticket_queue`.
    since : str or datetime
        Tickets opened from then on.

    Returns
    -------
    DataFrame
        Indexed by class as in `promises`: ``tickets``, ``answer_hours`` and ``solve_hours`` (medians of those
        answered, of those solved), ``due`` (tickets that were solved or whose time is up), ``kept`` (solved within
        the promise), ``kept_share`` = kept / due.

    Examples
    --------
    >>> from custclass.act.crm.database import create
    >>> db = create()
    >>> db.fill(tickets=pd.DataFrame({"ticket_id": ["W1"], "opened": ["2025-12-31 09:00"]}))
    >>> response_times(db, "2025-12-31 18:00")["tickets"].to_dict()
    {'others': 1}
    """
    promises = _checked(promises)
    table = tickets(db, now, since)
    level = _level(table["class"], promises)
    promise = level.map(promises).astype(float)
    hours = {
        name: (table[column] - table["opened"]) / pd.Timedelta(hours=1)
        for name, column in (("answer_hours", "first_answered"), ("solve_hours", "solved"))
    }
    waited = (pd.Timestamp(now) - table["opened"]) / pd.Timedelta(hours=1)
    frame = pd.DataFrame(
        {
            **hours,
            "kept": hours["solve_hours"] <= promise,
            "due": table["solved"].notna() | (waited > promise),
        }
    )
    groups = frame.groupby(level.rename("class"))
    result = pd.DataFrame(
        {
            "tickets": groups.size(),
            "answer_hours": groups["answer_hours"].median(),
            "solve_hours": groups["solve_hours"].median(),
            "due": groups["due"].sum(),
            "kept": groups["kept"].sum(),
        }
    )
    result["kept_share"] = result["kept"] / result["due"].where(result["due"] > 0)
    return result.reindex([name for name in promises if name in result.index]).rename_axis("class")


def _checked(promises: Mapping[str, float] | None) -> dict[str, float]:
    hours = dict(promises or PROMISES)
    lacks_columns(hours, ["others"], "promises")
    return hours


def _level(classes: pd.Series, promises: Mapping[str, float]) -> pd.Series:
    return classes.where(classes.isin(list(promises)), "others")
