"""Entry standards for customer data: complete, in standard format, accurate; and which records are stale.

Nothing is repaired silently: a report finds, a proposal suggests, and only what is handed back is applied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from custclass.data.formats import filled, levelled, read_day
from custclass.data.given import as_of_day, lacks_columns
from custclass.data.rules import Rule, accuracy_problem, check_rule, format_problem
from custclass.show.say import CourseError, Text, join, say

_SAME_PERSON = (("phone",), ("email",), ("name", "birth_year"))
_EMPTY = {
    True: say(zh="必填项为空", en="required and empty"),
    False: say(zh="选填项为空", en="extra and empty"),
}
_PROPOSAL = ["row", "customer_id", "column", "old", "new", "why"]


@dataclass(frozen=True)
class _Finding:
    row: int  # counted from 1
    column: str
    standard: str
    value: Any
    problem: Text
    new: str | None = None  # what to write instead, where that is clear
    why: Text | None = None


@dataclass(frozen=True)
class Repaired:
    """The table after `EntryReport.apply`, all rows kept, and the log of every change with its old value."""

    table: pd.DataFrame
    log: pd.DataFrame


class EntryReport:
    """What `check_entries` found.

    Attributes
    ----------
    counts : DataFrame
        One row per column and standard: ``column``, ``standard`` (``"completeness"``, ``"format"``,
        ``"accuracy"``, ``"doubled"``), ``required``, ``checked`` and ``problems`` (numbers of cells),
        ``share_good`` (0 to 1).
    findings : DataFrame
        One row per problem: ``row`` (counted from 1, without the header), ``customer_id``, ``column``,
        ``standard``, ``value``, ``problem`` (in the current language).
    """

    def __init__(self, table: pd.DataFrame, counts: pd.DataFrame, findings: list[_Finding]):
        self._table, self.counts, self._findings = table, counts, findings

    def __repr__(self) -> str:
        text = say(
            zh="{n} 位客户的记录，{m} 处问题：见 .counts 和 .findings",
            en="{n} records, {m} problems: see .counts and .findings",
        )
        return str(text.format(n=len(self._table), m=len(self._findings)))

    @property
    def findings(self) -> pd.DataFrame:
        """The problems, one a row, told in the current language."""
        found = self._findings
        rows = [(f.row, self._id(f.row), f.column, f.standard, f.value, str(f.problem)) for f in found]
        return pd.DataFrame(rows, columns=["row", "customer_id", "column", "standard", "value", "problem"])

    def propose(self) -> pd.DataFrame:
        """Suggest a repair for each problem that has a clear one.

        Returns
        -------
        DataFrame
            ``row``, ``customer_id``, ``column``, ``old``, ``new``, ``why``. Take rows out or change ``new`` before
            handing it to `apply`. Missing, impossible and doubled entries get no proposal: ask the customer.
        """
        found = [f for f in self._findings if f.new is not None]
        rows = [(f.row, self._id(f.row), f.column, f.value, f.new, str(f.why)) for f in found]
        return pd.DataFrame(rows, columns=_PROPOSAL)

    def apply(self, proposal: pd.DataFrame) -> Repaired:
        """Write the proposal into a copy of the table.

        Parameters
        ----------
        proposal : DataFrame
            Rows of `propose`, as they are, fewer, or with another ``new``.

        Returns
        -------
        Repaired
            ``.table``: every row of the checked table; ``.log``: what was changed, with the old values.

        Raises
        ------
        CourseError
            If the proposal lacks a column, names a cell that is not there, or an old value that does not stand there.
        """
        lacks_columns(proposal.columns, _PROPOSAL, "proposal")
        table = self._table.copy()
        for row, column, old in proposal[["row", "column", "old"]].to_numpy(dtype=object):
            there = 1 <= row <= len(table) and column in table
            if not there or filled(table[column].iloc[row - 1]) != filled(old):
                raise CourseError(
                    say(
                        zh="第 {row} 行的 {column} 里没有“{old}”：请用同一份报告的 propose()。",
                        en='Row {row} has no "{old}" in {column}: use propose() of this same report.',
                    ).format(row=row, column=column, old=old)
                )
        for column in proposal["column"].unique():
            some = proposal[proposal["column"] == column]
            numeric = pd.api.types.is_numeric_dtype(table[column])
            changed = table[column].reset_index(drop=True)
            new = pd.to_numeric(some["new"]) if numeric else some["new"]
            changed[some["row"].to_numpy() - 1] = new.to_numpy()
            table[column] = changed.set_axis(table.index)
        return Repaired(table, proposal[_PROPOSAL].reset_index(drop=True))

    def _id(self, row: int) -> Any:
        return self._table["customer_id"].iloc[row - 1]


def check_entries(
    table: pd.DataFrame,
    rules: Mapping[str, Rule],
    same_person: Sequence[Sequence[str]] = _SAME_PERSON,
) -> EntryReport:
    """Check customer records against the entry standards.

    Parameters
    ----------
    table : DataFrame
        One row a customer, with ``customer_id``.
    rules : dict
        Column -> its rule, a dict of any of ``required`` (True, or False for an extra field; False if left out),
        ``format`` (``"phone"``, ``"email"``, ``"name"``, ``"date"``, ``"year"``, ``"number"``, ``"text"``),
        ``between`` (lowest, highest; both allowed), ``allowed`` (a list), ``same_as`` (other spelling -> right one).
        A cell is judged by the first standard it fails: missing, then format, then accuracy.
    same_person : list of lists of columns
        Records that agree in all columns of one list may be one person entered twice. Lists with a column that
        the table lacks are skipped. Agreement is a suspicion: two people may share a name.

    Returns
    -------
    EntryReport
        ``.counts``, ``.findings``, ``.propose()``, ``.apply(proposal)``.

    Raises
    ------
    CourseError
        If a rule names a column, a key or a format that does not exist.

    Examples
    --------
    >>> table = pd.DataFrame({"customer_id": ["S1", "S2"], "name": ["王敏", "李 强"], "phone": ["154-0000-0001", None]})
    >>> report = check_entries(table, {"name": {"format": "name"}, "phone": {"required": True, "format": "phone"}})
    >>> report.counts[["column", "standard", "checked", "problems"]]
      column      standard  checked  problems
    0   name  completeness        2         0
    1   name        format        2         1
    2  phone  completeness        2         1
    3  phone        format        1         1
    4  phone       doubled        1         0
    >>> report.propose()[["row", "column", "old", "new"]]
       row column            old          new
    0    1  phone  154-0000-0001  15400000001
    1    2   name            李 强           李强
    """
    lacks_columns(table.columns, ["customer_id", *rules], "table")
    findings: list[_Finding] = []
    counts: list[tuple] = []
    for column, rule in rules.items():
        check_rule(column, rule)
        found, checked = _check_column(table[column], column, rule)
        findings += found
        for standard, n in checked.items():
            bad = sum(f.standard == standard for f in found)
            counts.append((column, standard, bool(rule.get("required")), n, bad))
    for columns in same_person:
        if all(column in table for column in columns):
            found, n = _doubled(table, list(columns))
            findings += found
            required = all(rules.get(column, {}).get("required", False) for column in columns)
            counts.append((" + ".join(columns), "doubled", required, n, len(found)))
    frame = pd.DataFrame(counts, columns=["column", "standard", "required", "checked", "problems"])
    frame["share_good"] = (1 - frame["problems"] / frame["checked"]).where(frame["checked"] > 0)
    return EntryReport(table.copy(), frame, sorted(findings, key=lambda f: f.row))


def _check_column(values: pd.Series, column: str, rule: Rule) -> tuple[list[_Finding], dict[str, int]]:
    """Return the findings of one column, and the number of cells judged by each standard."""
    found = []
    judge_accuracy = "between" in rule or "allowed" in rule
    checked = {"completeness": len(values), "format": 0} | ({"accuracy": 0} if judge_accuracy else {})
    for row, value in enumerate(values, start=1):
        text = filled(value)
        if text is None:
            found.append(_Finding(row, column, "completeness", value, _EMPTY[bool(rule.get("required"))]))
            continue
        checked["format"] += 1
        wrong = format_problem(text, rule)
        if wrong:
            found.append(_Finding(row, column, "format", value, *wrong))
        elif judge_accuracy:
            checked["accuracy"] += 1
            impossible = accuracy_problem(text, rule)
            if impossible is not None:
                found.append(_Finding(row, column, "accuracy", value, impossible))
    return found, checked


def _doubled(table: pd.DataFrame, columns: list[str]) -> tuple[list[_Finding], int]:
    """Find records that agree in `columns` once spelling is levelled; return also how many could be compared."""
    texts = {column: [filled(value) for value in table[column]] for column in columns}
    keys = pd.DataFrame({column: [levelled(column, text) for text in texts[column]] for column in columns})
    keys = keys[keys.notna().all(axis=1)]
    found = []
    for _, same in keys[keys.duplicated(keep=False)].groupby(columns, sort=False):
        rows = [int(position) + 1 for position in same.index]
        for row in rows:
            others = join(other for other in rows if other != row)
            problem = say(
                zh="与第 {others} 行的 {columns} 相同，可能是同一个人",
                en="same {columns} as in row {others}: perhaps one person",
            ).format(others=others, columns=join(columns))
            value = " + ".join(str(texts[c][row - 1]) for c in columns)
            found.append(_Finding(row, " + ".join(columns), "doubled", value, problem))
    return found, len(keys)


def revisit_list(
    table: pd.DataFrame, as_of: str | date, every_days: int, updated="updated_on"
) -> pd.DataFrame:
    """List the records that are due to be gone over with the customer, the most urgent first.

    Parameters
    ----------
    table : DataFrame
        One row a customer, with ``customer_id`` and the date of the last update.
    as_of : str, date, datetime or Timestamp
        The day from which the age of a record is counted.
    every_days : int
        A record is due when this many days have gone by since its last update.
    updated : str
        The column with the date of the last update.

    Returns
    -------
    DataFrame
        Due records: ``customer_id``, ``updated_on`` (as written), ``days_since``, ``due_on``, ``days_overdue``,
        ``note``. Records whose date is missing, not readable or after `as_of` come first and say so in ``note``;
        the others by days overdue. The index is that of `table`.

    Raises
    ------
    CourseError
        If a column is missing, `as_of` is no day or `every_days` no positive whole number.

    Examples
    --------
    >>> dates = ["2025-12-01", "2024-12-31", "2025-06-30"]
    >>> table = pd.DataFrame({"customer_id": ["S1", "S2", "S3"], "updated_on": dates})
    >>> revisit_list(table, as_of="2025-12-31", every_days=180)[["customer_id", "days_since", "days_overdue"]]
      customer_id  days_since  days_overdue
    1          S2         365           185
    2          S3         184             4
    """
    lacks_columns(table.columns, ["customer_id", updated], "table")
    day = pd.Timestamp(as_of_day(as_of))
    if isinstance(every_days, bool) or not isinstance(every_days, int) or every_days < 1:
        raise CourseError(
            say(
                zh="every_days={given} 应为正整数，例如 every_days=180（每180天回访一次）。",
                en="every_days={given} must be a positive whole number, such as every_days=180.",
            ).format(given=every_days)
        )
    texts = [filled(value) for value in table[updated]]
    read = [pd.NaT if text is None else read_day(text) for text in texts]
    days = pd.Series(read, index=table.index, dtype="datetime64[us]")
    since = (day - days).dt.days.astype("Int64")
    note = pd.Series("", index=table.index, dtype="str")
    note[days.isna().to_numpy()] = str(say(zh="日期读不懂", en="date not readable"))
    note[[text is None for text in texts]] = str(say(zh="没有更新日期", en="no date of update"))
    note[(days > day).to_numpy()] = str(say(zh="日期晚于统计截止日", en="date after the as-of date"))
    out = pd.DataFrame({
        "customer_id": table["customer_id"], "updated_on": table[updated], "days_since": since,
        "due_on": days + pd.Timedelta(days=every_days), "days_overdue": since - every_days, "note": note,
    })  # fmt: skip
    doubtful = out["note"] != ""
    out.loc[doubtful, ["due_on", "days_overdue", "days_since"]] = pd.NA
    due = doubtful | (out["days_overdue"] >= 0).fillna(False)
    return out[due].sort_values("days_overdue", ascending=False, na_position="first", kind="stable")
