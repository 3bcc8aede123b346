"""The cells of a playbook's file: its columns and words, what a cell may hold, and the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from custclass.act.spreadsheet import put_text, unguarded
from custclass.show.say import CourseError, Text, join, say

COLUMNS = {
    "class": say(zh="类别", en="class"),
    "message": say(zh="信息", en="message"),
    "channel": say(zh="渠道", en="channel"),
    "service_level": say(zh="服务等级", en="service level"),
    "visit_every_days": say(zh="回访间隔（天）", en="visit every (days)"),
    "owner": say(zh="负责人", en="owner"),
}
# A team may write the word of either language or the code.
CHANNELS = {
    "phone": say(zh="电话", en="phone"),
    "message": say(zh="短信", en="message"),
    "email": say(zh="邮件", en="e-mail"),
    "social": say(zh="社交媒体", en="social media"),
    "visit": say(zh="上门", en="visit"),
    "none": say(zh="不联系", en="none"),
}
SERVICE = {
    "priority": say(zh="优先", en="priority"),
    "standard": say(zh="标准", en="standard"),
    "self_service": say(zh="自助", en="self-service"),
}
_LONGEST = 3650  # days


class Place:
    """A file whose rows and columns errors name."""

    def __init__(self, file: str):
        self.file = file

    def fault(self, line: int, column: str, what: Text) -> CourseError:
        """Return an error about one cell."""
        return CourseError(
            say(zh="{file} 第 {row} 行“{column}”{what}。", en='{file}, row {row}: "{column}" {what}.').format(
                file=self.file, row=line, column=COLUMNS[column], what=what
            )
        )

    def code(self, line: int, column: str, cell: str, names: Mapping[str, Text]) -> str:
        """Return the code for a word of either language."""
        for code, label in names.items():
            if cell.casefold() in {code.casefold(), label.zh.casefold(), label.en.casefold()}:
                return code
        raise self.fault(line, column, say(
            zh="写的是“{cell}”，应是其中之一：{known}" if cell else "是空的，应是其中之一：{known}",
            en='is "{cell}", which is none of: {known}' if cell else "is empty: write one of {known}",
        ).format(cell=cell, known=join(names.values())))  # fmt: skip

    def days(self, line: int, cell: str) -> int | None:
        """Return a rhythm in days, None where the cell is empty."""
        if not cell:
            return None
        try:
            value = float(cell)
        except ValueError:
            value = 0
        if not (1 <= value <= _LONGEST and value == int(value)):
            raise self.fault(line, "visit_every_days", say(
                zh="写的是“{cell}”，应是 1 到 {most} 的整数（天），不回访就留空",
                en='is "{cell}", but must be whole days from 1 to {most}, or empty for no visits',
            ).format(cell=cell, most=_LONGEST))  # fmt: skip
        return int(value)


def text_of(value: Any) -> str:
    return "" if value is None or value is pd.NA or value != value else unguarded(str(value).strip())


def column_codes(columns: Any) -> dict[str, str]:
    """Return heading -> column for headings in either language."""
    known = {text: code for code, label in COLUMNS.items() for text in (label.zh, label.en)}
    return {name: known[str(name).strip()] for name in columns if str(name).strip() in known}


def workbook(shown: pd.DataFrame) -> Any:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    for place, name in enumerate(shown, start=1):
        put_text(sheet.cell(1, place), str(name))
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = 24
        for row, value in enumerate(shown[name], start=2):
            if isinstance(value, str):
                put_text(sheet.cell(row, place), value)
            elif not pd.isna(value):
                sheet.cell(row, place, int(value))
    sheet.freeze_panes = "A2"
    return book
