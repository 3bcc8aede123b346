"""The playbook: one row per class with what is done for it, in a file that a team edits in a spreadsheet."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from custclass.act.spreadsheet import guarded
from custclass.act.treatments.playbook_cells import (
    CHANNELS,
    COLUMNS,
    SERVICE,
    Place,
    column_codes,
    text_of,
    workbook,
)
from custclass.classify.scheme import Scheme
from custclass.data.files import read_table
from custclass.data.given import lacks_columns
from custclass.data.written import writing
from custclass.show.say import CourseError, join, say


class Playbook:
    """What is done for each class of a scheme: message, channel, service level, visit rhythm, owner.

    Parameters
    ----------
    rows : DataFrame or mapping
        One row per class with the columns ``class``, ``message`` (what the message is about), ``channel``,
        ``service_level``, ``visit_every_days`` (whole days; empty: no visits), ``owner`` (one person or team).
        A mapping goes from class to a mapping of the other columns.
    scheme : Scheme
        Its classes are those of the playbook; codes or labels of either language are taken.
    source : str, optional
        The file that errors name.

    Attributes
    ----------
    table : DataFrame
        The rows with codes, in the order of the scheme.

    Raises
    ------
    CourseError
        At the first fault: what it is, in which file, row and column, and what to write instead.

    Examples
    --------
    >>> from custclass.classify.catalogue import schemes
    >>> row = {"message": "thanks", "channel": "phone", "service_level": "priority", "visit_every_days": 30,
    ...        "owner": "Li"}
    >>> book = Playbook({code: row for code in schemes["activity"].codes}, schemes["activity"])
    >>> book.table["visit_every_days"].tolist()
    [30, 30, 30]
    """

    def __init__(
        self, rows: pd.DataFrame | Mapping[str, Mapping[str, Any]], scheme: Scheme, source: str = ""
    ):
        if not isinstance(rows, pd.DataFrame):
            rows = pd.DataFrame([{"class": name, **row} for name, row in rows.items()], columns=list(COLUMNS))
        self.scheme = scheme
        self._place = Place(source or str(say(zh="行动表", en="playbook")))
        frame = rows.rename(columns=column_codes(rows.columns))
        lacks_columns(frame.columns, list(COLUMNS), self._place.file)
        lines = frame.attrs.get("rows", range(2, len(frame) + 2))
        records = [
            self._row(int(line), record)
            for line, record in zip(lines, frame[list(COLUMNS)].to_dict("records"), strict=True)
        ]
        table = pd.DataFrame(records, columns=list(COLUMNS))
        self._complete(table["class"], [int(line) for line in lines])
        table["visit_every_days"] = table["visit_every_days"].astype("Int64")
        self.table = table.set_index("class").loc[scheme.codes].reset_index()

    @classmethod
    def read(cls, path: str | os.PathLike, scheme: Scheme) -> Playbook:
        """Read a playbook from a CSV or Excel file, in any encoding that Excel writes.

        Parameters
        ----------
        path : str or Path
            Headings in either language; see `Playbook` for the columns.
        scheme : Scheme

        Returns
        -------
        Playbook
        """
        raw = read_table(path)
        frame = raw.frame.copy()
        frame.attrs["rows"] = raw.rows.tolist()
        return cls(frame, scheme, Path(path).name)

    def write(self, path: str | os.PathLike) -> Path:
        """Write the playbook for the team, with headings and words of the current language.

        Parameters
        ----------
        path : str or Path
            Ends in ``.csv`` (UTF-8 with a mark by which Excel knows it) or ``.xlsx``.

        Returns
        -------
        Path

        Raises
        ------
        CourseError
            If the name ends otherwise, or the file cannot be written.
        """
        path = Path(path)
        if path.suffix.lower() not in (".csv", ".xlsx"):
            raise CourseError(
                say(
                    zh="文件名 {name} 应以 .csv 或 .xlsx 结尾。",
                    en="The file name {name} must end in .csv or .xlsx.",
                ).format(name=path.name)
            )
        shown = self.shown()
        with writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix.lower() == ".xlsx":
                workbook(shown).save(path)
            else:
                safe = shown.apply(lambda column: column.map(guarded) if column.dtype == "str" else column)
                safe.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")
        return path

    def shown(self) -> pd.DataFrame:
        """Return the table with headings and words of the current language."""
        words = {"class": self.scheme.labels, "channel": CHANNELS, "service_level": SERVICE}
        shown = self.table.copy()
        for column, names in words.items():
            shown[column] = [str(names[code]) for code in shown[column]]
        return shown.rename(columns={name: str(text) for name, text in COLUMNS.items()})

    def apply(self, customers: pd.DataFrame, classes: pd.Series | None = None) -> pd.DataFrame:
        """Give every customer what the playbook has for their class.

        Parameters
        ----------
        customers : DataFrame
            ``customer_id`` and the measures of the scheme.
        classes : Series, optional
            Their classes, where they are known; left out: the scheme classifies.

        Returns
        -------
        DataFrame
            ``customer_id`` and the columns of the playbook, one row per customer, their index kept. Who has no class
            gets empty cells.

        Examples
        --------
        >>> from custclass.classify.catalogue import schemes
        >>> row = {"message": "thanks", "channel": "phone", "service_level": "standard",
        ...        "visit_every_days": 30, "owner": "Li"}
        >>> book = Playbook({code: row for code in schemes["activity"].codes}, schemes["activity"])
        >>> people = pd.DataFrame({"customer_id": ["S1"], "silence_gaps": [3.0]})
        >>> book.apply(people)[["class", "owner"]].values.tolist()
        [['dormant', 'Li']]
        """
        lacks_columns(customers.columns, ["customer_id"], "customers")
        classes = self.scheme.classify(customers) if classes is None else classes
        out = customers[["customer_id"]].assign(**{"class": classes})
        return out.merge(self.table, on="class", how="left").set_index(customers.index)

    def __repr__(self) -> str:
        return repr(self._pretty())

    def _repr_html_(self) -> str:
        return self._pretty()._repr_html_()

    def _pretty(self) -> Any:
        from custclass.show.tables import table

        return table(self.shown(), rows=None)

    def _row(self, line: int, record: dict) -> dict:
        """Return one row with codes, refusing what cannot be meant."""
        cells = {name: text_of(value) for name, value in record.items()}
        at = self._place
        for name in ("class", "message", "owner"):
            if not cells[name]:
                raise at.fault(line, name, say(zh="是空的，请填写", en="is empty: fill it in"))
        words = {"class": self.scheme.labels, "channel": CHANNELS, "service_level": SERVICE}
        for name, names in words.items():
            cells[name] = at.code(line, name, cells[name], names)
        return {**cells, "visit_every_days": at.days(line, cells["visit_every_days"])}

    def _complete(self, found: pd.Series, lines: list[int]) -> None:
        if found.duplicated().any():
            second = int(found.duplicated().to_numpy().argmax())
            raise self._place.fault(lines[second], "class", say(
                zh="“{name}”已经写过一行，请只留一行", en='"{name}" has a row already: keep one of them',
            ).format(name=self.scheme.label(found[second])))  # fmt: skip
        if left := [code for code in self.scheme.codes if code not in set(found)]:
            raise CourseError(
                say(
                    zh="{file}：“类别”一列缺少 {names}，请各补一行。",
                    en='{file}: the column "class" lacks {names}; add a row for each.',
                ).format(file=self._place.file, names=join(self.scheme.label(code) for code in left))
            )
