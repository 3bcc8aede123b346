"""Limits of the data: are the records complete, and were they updated lately enough?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from custclass.act.audit_found import Limit, refuse_empty
from custclass.data.formats import filled, read_day
from custclass.data.given import as_of_day, lacks_columns
from custclass.show.numbers import number, percent
from custclass.show.say import say

_RECORDS = say(zh="客户记录表", en="the table of records")


def complete(
    records: pd.DataFrame,
    columns: Sequence[str],
    required: float = 0.95,
    names: Mapping[str, object] | None = None,
) -> Limit:
    """Measure how many records have every field that the scheme and the front line need.

    Parameters
    ----------
    records : DataFrame
        One row a customer.
    columns : list of str
        The fields needed.
    required : float
        The least share of records in which all of them are filled.
    names : mapping, optional
        Field -> its name in the sentence.

    Returns
    -------
    Limit
        Measured: that share, 0 to 1.

    Examples
    --------
    >>> complete(pd.DataFrame({"phone": ["154", None], "city": ["A", "B"]}), ["phone", "city"]).measured
    0.5
    """
    lacks_columns(records.columns, list(columns), "records")
    refuse_empty(len(records), _RECORDS)
    there = pd.DataFrame({column: [filled(x) is not None for x in records[column]] for column in columns})
    whole, worst = float(there.all(axis=1).mean()), there.mean().idxmin()
    sentence = say(
        zh="{n}条记录里，{k}个字段全填的占{share}；空得最多的是“{worst}”（{empty}）。",
        en="Of {n} records {share} have all {k} fields; “{worst}” is empty most often ({empty}).",
    ).format(
        n=number(len(records)),
        k=len(there.columns),
        share=percent(whole),
        worst=(names or {}).get(worst, worst),
        empty=percent(1 - there[worst].mean()),
    )
    return Limit("complete", whole, required, sentence)


def fresh(
    records: pd.DataFrame, as_of: Any, days: int = 365, required: float = 0.8, updated: str = "updated_on"
) -> Limit:
    """Measure how many records were updated lately enough.

    Parameters
    ----------
    records : DataFrame
        One row a customer, with the date of the last update.
    as_of : str, date, datetime or Timestamp
        The day from which their age is counted.
    days : int
        A record older than this is stale. A date that is missing, unreadable or after `as_of` counts as stale.
    required : float
        The least share of records that are not stale.
    updated : str
        The column with the date.

    Returns
    -------
    Limit
        Measured: that share, 0 to 1.

    Examples
    --------
    >>> records = pd.DataFrame({"updated_on": ["2025-12-01", "2022-01-01"]})
    >>> fresh(records, "2025-12-31").measured
    0.5
    """
    lacks_columns(records.columns, [updated], "records")
    refuse_empty(len(records), _RECORDS)
    texts = [filled(value) for value in records[updated]]
    read = [pd.NaT if text is None else read_day(text) for text in texts]
    age = (pd.Timestamp(as_of_day(as_of)) - pd.Series(read, dtype="datetime64[us]")).dt.days
    new = age.between(0, days)
    oldest = age.max()
    sentence = say(
        zh="{n}条记录里，{share}在{days}天内更新过；最旧的一条是{oldest}天前的。",
        en="Of {n} records {share} were updated within {days} days; the oldest is {oldest} days old.",
    ).format(n=number(len(records)), share=percent(new.mean()), days=days, oldest=number(oldest))
    return Limit("fresh", float(new.mean()), required, sentence)
